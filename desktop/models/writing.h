// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/modelcontext.h"
#include "store/offlinedata.h"

namespace mostrador::console {

/// The queue that what the employee does goes through; nullptr while there is none: then the server is asked directly.
inline ActionQueue *queueOf(const ModelContext &context)
{
    return context.offline && context.offline->isReady() ? &context.offline->queue() : nullptr;
}

/// Whether something can be done now: by the server, or by the queue for later.
inline bool canWrite(const ModelContext &context)
{
    return context.client.isOnline() || queueOf(context);
}

/// The incident with everything that waits for it.
inline Incident effective(const ModelContext &context, const Incident &incident)
{
    return context.offline ? context.offline->effective(incident) : incident;
}

/// Why a refused action was refused, as a request's failure.
inline Failure failureOf(const QueuedAction &action)
{
    return Failure{Failure::Kind::Refused, action.problem, action.problem.detail, {}};
}

} // namespace mostrador::console
