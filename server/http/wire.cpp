// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/wire.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <string>

namespace mostrador::http {

namespace {

QByteArray reason(int status)
{
    switch (status) {
    case 200:
        return QByteArrayLiteral("OK");
    case 201:
        return QByteArrayLiteral("Created");
    case 202:
        return QByteArrayLiteral("Accepted");
    case 204:
        return QByteArrayLiteral("No Content");
    case 206:
        return QByteArrayLiteral("Partial Content");
    case 301:
        return QByteArrayLiteral("Moved Permanently");
    case 302:
        return QByteArrayLiteral("Found");
    case 303:
        return QByteArrayLiteral("See Other");
    case 304:
        return QByteArrayLiteral("Not Modified");
    case 307:
        return QByteArrayLiteral("Temporary Redirect");
    case 308:
        return QByteArrayLiteral("Permanent Redirect");
    case 400:
        return QByteArrayLiteral("Bad Request");
    case 401:
        return QByteArrayLiteral("Unauthorized");
    case 403:
        return QByteArrayLiteral("Forbidden");
    case 404:
        return QByteArrayLiteral("Not Found");
    case 405:
        return QByteArrayLiteral("Method Not Allowed");
    case 406:
        return QByteArrayLiteral("Not Acceptable");
    case 409:
        return QByteArrayLiteral("Conflict");
    case 410:
        return QByteArrayLiteral("Gone");
    case 411:
        return QByteArrayLiteral("Length Required");
    case 412:
        return QByteArrayLiteral("Precondition Failed");
    case 413:
        return QByteArrayLiteral("Content Too Large");
    case 414:
        return QByteArrayLiteral("URI Too Long");
    case 415:
        return QByteArrayLiteral("Unsupported Media Type");
    case 422:
        return QByteArrayLiteral("Unprocessable Content");
    case 428:
        return QByteArrayLiteral("Precondition Required");
    case 429:
        return QByteArrayLiteral("Too Many Requests");
    case 431:
        return QByteArrayLiteral("Request Header Fields Too Large");
    case 500:
        return QByteArrayLiteral("Internal Server Error");
    case 501:
        return QByteArrayLiteral("Not Implemented");
    case 503:
        return QByteArrayLiteral("Service Unavailable");
    case 505:
        return QByteArrayLiteral("HTTP Version Not Supported");
    default:
        return QByteArrayLiteral("Status");
    }
}

/// IMF-fixdate (RFC 9110 section 5.6.7) of the present second. Called in the I/O threads only; made once a second.
QByteArray date()
{
    thread_local qint64 second = -1;
    thread_local QByteArray text;
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    if (now != second) {
        second = now;
        text = QLocale::c()
                   .toString(QDateTime::fromSecsSinceEpoch(now, QTimeZone::utc()),
                             QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"))
                   .toLatin1();
    }
    return text;
}

bool isSafe(QByteArrayView text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

} // namespace

std::optional<QByteArray> toWire(const Response &response, Method method, const QString &requestId, bool close)
{
    const bool bodiless = response.status == 204 || response.status == 304;
    // Of many small pieces, which std::string puts together several times faster than QByteArray.
    std::string head;
    head.reserve(512);
    const auto put = [&head](QByteArrayView piece) {
        head.append(piece.data(), static_cast<std::size_t>(piece.size()));
    };
    const auto field = [&put](QByteArrayView name, QByteArrayView value) {
        put(name);
        put(": ");
        put(value);
        put("\r\n");
    };
    put("HTTP/1.1 ");
    put(QByteArray::number(response.status));
    put(" ");
    put(reason(response.status));
    put("\r\n");
    field("Date", date());
    if (!isSafe(response.contentType))
        return std::nullopt;
    bool sniffing = true;
    for (const auto &[name, value] : response.headers) {
        if (name.isEmpty() || name.contains(':') || name.contains(' ') || !isSafe(name) || !isSafe(value))
            return std::nullopt;
        sniffing = sniffing && name.compare("x-content-type-options", Qt::CaseInsensitive) != 0;
        field(name, value);
    }
    if (!bodiless) {
        if (!response.contentType.isEmpty()) {
            field("Content-Type", response.contentType);
            if (sniffing)
                field("X-Content-Type-Options", "nosniff");
        }
        field("Content-Length", QByteArray::number(response.body.size()));
    }
    field("X-Request-Id", requestId.toLatin1());
    if (close)
        field("Connection", "close");
    put("\r\n");
    const bool hasBody = !bodiless && method != Method::Head;
    const auto headSize = static_cast<qsizetype>(head.size());
    QByteArray wire;
    wire.reserve(headSize + (hasBody ? response.body.size() : 0));
    wire.append(head.data(), headSize);
    if (hasBody)
        wire.append(response.body);
    return wire;
}

} // namespace mostrador::http
