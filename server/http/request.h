// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QPair>
#include <QString>
#include <QUrlQuery>

#include <optional>

namespace mostrador::http {

enum class Method
{
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options
};
QByteArray toBytes(Method method);

/// A request, copied out of the listener, so that any thread may keep it. Passed the guard: one Host, a sane target,
/// a body of the announced and allowed length.
struct Request
{
    Method method = Method::Get;
    QByteArray target; ///< path and query as sent
    QString path;      ///< still percent-encoded
    QUrlQuery query;
    QList<QPair<QByteArray, QByteArray>> headers; ///< names in lower case
    QByteArray body;
    QString peer;                           ///< address of the client; behind a trusted proxy what the proxy says
    bool secure = false;                    ///< came by TLS, as a trusted proxy says
    QString id;                             ///< request id, for log and problem
    QHash<QString, QString> pathParameters; ///< by the name in the route's pattern; decoded

    /// The header's value, or empty. @p name in lower case.
    QByteArray header(const QByteArray &name) const;
    /// A cookie's value, or nothing.
    std::optional<QByteArray> cookie(const QByteArray &name) const;
    /// A query parameter, decoded ('+' is a space); nothing where it is absent.
    std::optional<QString> queryValue(const QString &name) const;
    /// Media type of the body, lower case, without parameters.
    QByteArray mediaType() const;
    /// A path parameter; empty where the route has none of that name.
    QString parameter(const QString &name) const;
};

} // namespace mostrador::http
