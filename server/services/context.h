// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/permissions.h"
#include "support/clock.h"

#include <QByteArray>
#include <QString>

namespace mostrador::services {

/// Everything about a request that a use case may ask besides its input. One per request, used in one thread.
struct Context
{
    Actor actor;
    QString requestId;
    QString remoteAddress; ///< for throttling only; never logged with a person
    const Clock *clock = &Clock::system();
    QByteArray idempotencyKey; ///< empty: none
    QByteArray requestHash;    ///< over method, path and body; tells a retry from another request with the same key
    bool quiet = false;        ///< no mail to customers: what is told happened elsewhere, as in imports
};

} // namespace mostrador::services
