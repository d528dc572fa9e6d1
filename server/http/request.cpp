// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/request.h"

#include "http/percent.h"

namespace mostrador::http {

QByteArray toBytes(Method method)
{
    switch (method) {
    case Method::Get:
        return QByteArrayLiteral("GET");
    case Method::Head:
        return QByteArrayLiteral("HEAD");
    case Method::Post:
        return QByteArrayLiteral("POST");
    case Method::Put:
        return QByteArrayLiteral("PUT");
    case Method::Patch:
        return QByteArrayLiteral("PATCH");
    case Method::Delete:
        return QByteArrayLiteral("DELETE");
    case Method::Options:
        return QByteArrayLiteral("OPTIONS");
    }
    return {};
}

QByteArray Request::header(const QByteArray &name) const
{
    QByteArray joined;
    bool found = false;
    for (const auto &[key, value] : headers) {
        if (key != name)
            continue;
        if (found)
            joined += ", ";
        joined += value;
        found = true;
    }
    return joined;
}

std::optional<QByteArray> Request::cookie(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key != "cookie")
            continue;
        const QList<QByteArray> pairs = value.split(';');
        for (const QByteArray &pair : pairs) {
            const qsizetype equals = pair.indexOf('=');
            if (equals > 0 && pair.left(equals).trimmed() == name)
                return pair.mid(equals + 1).trimmed();
        }
    }
    return std::nullopt;
}

std::optional<QString> Request::queryValue(const QString &name) const
{
    const qsizetype mark = target.indexOf('?');
    if (mark < 0)
        return std::nullopt;
    const QList<QByteArray> pairs = target.mid(mark + 1).split('&');
    for (const QByteArray &pair : pairs) {
        const qsizetype equals = pair.indexOf('=');
        const QByteArrayView key = equals < 0 ? QByteArrayView(pair) : QByteArrayView(pair).first(equals);
        if (percentDecoded(key, true) == name)
            return equals < 0 ? QString() : percentDecoded(QByteArrayView(pair).sliced(equals + 1), true);
    }
    return std::nullopt;
}

QByteArray Request::mediaType() const
{
    const QByteArray type = header(QByteArrayLiteral("content-type"));
    const qsizetype semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.left(semicolon)).trimmed().toLower();
}

QString Request::parameter(const QString &name) const
{
    return pathParameters.value(name);
}

} // namespace mostrador::http
