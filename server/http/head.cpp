// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/head.h"

#include "http/percent.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace mostrador::http {

namespace {

bool isTokenChar(char c)
{
    // RFC 9110 section 5.6.2
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c != '\0' && std::strchr("!#$%&'*+-.^_`|~", c));
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

bool isHost(QByteArrayView host)
{
    return !host.isEmpty() && host.size() <= 255 && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               (c != '\0' && std::strchr("-._:[]", c));
    });
}

std::optional<Method> methodFromBytes(QByteArrayView name)
{
    constexpr std::array methods{Method::Get,   Method::Head,   Method::Post,   Method::Put,
                                 Method::Patch, Method::Delete, Method::Options};
    for (const Method method : methods) {
        if (toBytes(method) == name)
            return method;
    }
    return std::nullopt;
}

/// Whether a comma-separated list names @p token (lower case).
bool listHas(const QByteArray &list, QByteArrayView token)
{
    const QList<QByteArray> members = list.toLower().split(',');
    return std::any_of(members.begin(), members.end(), [token](const QByteArray &m) { return m.trimmed() == token; });
}

/// Fields that must not come twice: two readers might believe a different one each.
constexpr std::array<QByteArrayView, 10> singleFields{
    "host",   "content-length", "authorization",   "content-type",  "expect",
    "origin", "if-match",       "idempotency-key", "if-none-match", "upgrade"};

} // namespace

QByteArray Head::path() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? target : target.left(mark);
}

QByteArray Head::query() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? QByteArray() : target.mid(mark + 1);
}

QByteArray Head::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key == name)
            return value;
    }
    return {};
}

HeadParser::HeadParser(const Limits &limits)
    : m_limits(limits)
{}

HeadParser::State HeadParser::refuse(ErrorCode code, const QString &detail)
{
    m_refusal.code = code;
    m_refusal.detail = detail;
    m_state = State::Refused;
    return m_state;
}

HeadParser::State HeadParser::feed(QByteArrayView bytes, qsizetype &taken)
{
    taken = 0;
    while (m_state == State::Reading && taken < bytes.size()) {
        const QByteArrayView rest = bytes.sliced(taken);
        const qsizetype newline = rest.indexOf('\n');
        const QByteArrayView part = newline < 0 ? rest : rest.first(newline);
        const qsizetype used = newline < 0 ? rest.size() : newline + 1;
        taken += used;
        // Before anything is kept, so that endless lines cost no memory.
        if (!m_haveRequestLine && m_line.size() + part.size() > m_limits.maxTargetBytes + 32)
            return refuse(ErrorCode::UriTooLong, QStringLiteral("The request line is too long."));
        if (m_size + m_line.size() + part.size() > m_limits.maxHeadBytes)
            return refuse(ErrorCode::HeadersTooLarge, QStringLiteral("The header fields are too large."));
        if (newline < 0) {
            m_line.append(part);
            break;
        }
        QByteArray kept;
        QByteArrayView whole = part;
        if (!m_line.isEmpty()) {
            kept = std::exchange(m_line, QByteArray()).append(part);
            whole = kept;
        }
        if (!whole.endsWith('\r'))
            return refuse(ErrorCode::BadRequest, QStringLiteral("Lines end with CR LF."));
        line(whole.chopped(1));
    }
    return m_state;
}

HeadParser::State HeadParser::line(QByteArrayView line)
{
    if (!m_haveRequestLine && line.isEmpty()) {
        // RFC 9112 section 2.2: an empty line before the request line is to be ignored.
        return ++m_emptyLines > 4 ? refuse(ErrorCode::BadRequest, QStringLiteral("There is no request line."))
                                  : m_state;
    }
    m_size += line.size() + 2;
    if (!m_haveRequestLine)
        return requestLine(line);
    return line.isEmpty() ? finish() : headerLine(line);
}

HeadParser::State HeadParser::requestLine(QByteArrayView line)
{
    m_haveRequestLine = true;
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first <= 0 || last <= first)
        return refuse(ErrorCode::BadRequest, QStringLiteral("The request line is not method, target and version."));
    const QByteArrayView method = line.first(first);
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    const QByteArrayView version = line.sliced(last + 1);
    if (!isToken(method))
        return refuse(ErrorCode::BadRequest, QStringLiteral("The method is not a token."));
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (version.size() != 8 || !version.startsWith("HTTP/") || version.at(6) != '.' || !isDigit(version.at(5)) ||
        !isDigit(version.at(7)))
        return refuse(ErrorCode::BadRequest, QStringLiteral("The request line has no HTTP version."));
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return refuse(ErrorCode::HttpVersionNotSupported, QStringLiteral("This server speaks HTTP/1.1."));
    m_head.minorVersion = version.at(7) - '0';
    const std::optional<Method> known = methodFromBytes(method);
    if (!known)
        return refuse(ErrorCode::NotImplemented, QStringLiteral("This server does not know the method."));
    m_head.method = *known;
    if (target.size() > m_limits.maxTargetBytes)
        return refuse(ErrorCode::UriTooLong, QStringLiteral("The request target is too long."));
    if (!target.startsWith('/') || target.startsWith("//"))
        return refuse(ErrorCode::BadRequest, QStringLiteral("The request target must be an absolute path."));
    if (!std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '#'; }))
        return refuse(ErrorCode::BadRequest, QStringLiteral("The request target has characters that need encoding."));
    m_head.target = target.toByteArray();
    if (target.contains('?') && !percentDecoded(m_head.query(), true))
        return refuse(ErrorCode::BadRequest, QStringLiteral("The query is not percent-encoded UTF-8."));
    return m_state;
}

HeadParser::State HeadParser::headerLine(QByteArrayView line)
{
    if (m_head.headers.size() >= m_limits.maxHeaders)
        return refuse(ErrorCode::HeadersTooLarge, QStringLiteral("There are too many header fields."));
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon)))
        return refuse(ErrorCode::BadRequest, QStringLiteral("A header field is malformed."));
    const QByteArrayView value = line.sliced(colon + 1);
    const auto isControl = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7f;
    };
    if (std::any_of(value.begin(), value.end(), isControl))
        return refuse(ErrorCode::BadRequest, QStringLiteral("A header field has control characters."));
    m_head.headers.append({line.first(colon).toByteArray().toLower(), value.trimmed().toByteArray()});
    return m_state;
}

HeadParser::State HeadParser::finish()
{
    bool haveHost = false;
    bool haveLength = false;
    bool haveCoding = false;
    std::array<bool, singleFields.size()> seen{};
    for (const auto &[name, value] : std::as_const(m_head.headers)) {
        const auto single = std::find(singleFields.begin(), singleFields.end(), QByteArrayView(name));
        if (single != singleFields.end() &&
            std::exchange(seen[static_cast<std::size_t>(single - singleFields.begin())], true))
            return refuse(ErrorCode::BadRequest,
                          QStringLiteral("The header field %1 came twice.").arg(QString::fromLatin1(name)));
        if (name == "host") {
            haveHost = true;
            if (!isHost(value))
                return refuse(ErrorCode::BadRequest, QStringLiteral("The header field Host is malformed."));
        } else if (name == "content-length") {
            haveLength = true;
            const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
            if (value.isEmpty() || value.size() > 18 || !std::all_of(value.begin(), value.end(), isDigit))
                return refuse(ErrorCode::BadRequest, QStringLiteral("Content-Length is not a number."));
            m_head.contentLength = value.toLongLong();
        } else if (name == "transfer-encoding") {
            haveCoding = true;
        } else if (name == "connection") {
            m_head.close = m_head.close || listHas(value, "close");
        } else if (name == "expect") {
            m_head.expectContinue = value.toLower() == "100-continue";
        } else if (name == "upgrade" && value.toLower().contains("websocket")) {
            // QtHttpServer would take the connection over; the feed has a listener of its own.
            return refuse(ErrorCode::BadRequest, QStringLiteral("There are no WebSockets at this address."));
        }
    }
    if (!haveHost && m_head.minorVersion >= 1)
        return refuse(ErrorCode::BadRequest, QStringLiteral("The header field Host is missing."));
    if (haveCoding && haveLength)
        return refuse(ErrorCode::BadRequest,
                      QStringLiteral("Transfer-Encoding and Content-Length contradict each other."));
    if (haveCoding)
        return refuse(ErrorCode::LengthRequired, QStringLiteral("Send the body with a Content-Length."));
    if (m_head.minorVersion == 0) {
        m_head.close = true;
        m_head.expectContinue = false; // RFC 9110 section 10.1.1
    }
    m_state = State::Complete;
    return m_state;
}

} // namespace mostrador::http
