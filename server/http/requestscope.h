// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mostrador::http {

/// The id of the request this thread works on, or empty: for log lines.
QString currentRequestId();

/// Names the request a thread works on while it lives. On the stack only; nests.
class RequestScope
{
public:
    explicit RequestScope(const QString &requestId);
    ~RequestScope();
    Q_DISABLE_COPY_MOVE(RequestScope)

private:
    QString m_before;
};

} // namespace mostrador::http
