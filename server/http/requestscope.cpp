// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/requestscope.h"

#include <utility>

namespace mostrador::http {

namespace {
thread_local QString t_requestId; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): one per thread
}

QString currentRequestId()
{
    return t_requestId;
}

RequestScope::RequestScope(const QString &requestId)
    : m_before(std::exchange(t_requestId, requestId))
{}

RequestScope::~RequestScope()
{
    t_requestId = m_before;
}

} // namespace mostrador::http
