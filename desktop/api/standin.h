// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/request.h"

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QObject;
QT_END_NAMESPACE

namespace mostrador::console {

/// Answers what is read in place of the server while that is away, from a copy. Set by ApiClient::setStandIn().
class StandIn
{
public:
    /// Called once, later; nothing: it has no answer after all.
    using Handler = std::function<void(const std::optional<RawAnswer> &)>;

    virtual ~StandIn() = default;
    /// False: it has no answer to such a request, and @p handler is not called. Nor is it once @p context is gone.
    virtual bool answer(const Request &request, QObject *context, const Handler &handler) = 0;
    /// What the server itself has answered: something to keep, perhaps.
    virtual void note(const Request &request, const RawAnswer &answer) = 0;
};

} // namespace mostrador::console
