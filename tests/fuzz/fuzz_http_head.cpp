// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The head of a request: what it is read as does not depend on how it arrives, what was let through means one thing
// only, and the router finds nothing behind tricks of encoding.
#include "http/head.h"
#include "http/percent.h"
#include "http/router.h"
#include "target.h"

namespace mostrador::fuzz::httphead {

using namespace mostrador::http;

static QByteArray told(const HeadParser &parser, qsizetype taken)
{
    QByteArray out = QByteArray::number(static_cast<int>(parser.state())) + '\n';
    if (parser.state() == HeadParser::State::Refused)
        return out + parser.refusal().detail.toUtf8() + toString(parser.refusal().code).toUtf8();
    if (parser.state() == HeadParser::State::Reading)
        return out;
    const Head &head = parser.head();
    out += QByteArray::number(taken) + ' ' + QByteArray::number(parser.size()) + ' ' + toBytes(head.method) + ' ' +
           head.target + ' ' + QByteArray::number(head.minorVersion) + ' ' + QByteArray::number(head.contentLength) +
           (head.close ? " close" : "") + (head.expectContinue ? " continue" : "");
    for (const auto &[name, value] : head.headers)
        out += '\n' + name + ": " + value;
    return out;
}

static QByteArray readInPieces(QByteArrayView input, const QList<qsizetype> &sizes, const Limits &limits)
{
    HeadParser parser(limits);
    qsizetype at = 0;
    qsizetype used = 0;
    for (const qsizetype size : sizes) {
        qsizetype taken = 0;
        parser.feed(input.sliced(at, size), taken);
        check(taken >= 0 && taken <= size, "more bytes taken than there were");
        at += size;
        used += taken;
        if (parser.state() != HeadParser::State::Reading)
            break;
        check(taken == size, "bytes left over though the head goes on");
    }
    return told(parser, used);
}

static void checkMeaning(QByteArrayView input, const Limits &limits)
{
    HeadParser parser(limits);
    qsizetype taken = 0;
    if (parser.feed(input, taken) != HeadParser::State::Complete)
        return;
    const Head &head = parser.head();
    check(head.target.startsWith('/') && !head.target.startsWith("//"), "a target that is no absolute path");
    check(head.target.size() <= limits.maxTargetBytes, "a target longer than the limit");
    check(head.headers.size() <= limits.maxHeaders, "more header fields than the limit");
    check(taken <= limits.maxHeadBytes + 64, "a head longer than the limit");
    check(head.contentLength >= 0, "a negative length");
    check(percentDecoded(head.query(), true).has_value(), "a query that cannot be decoded");
    int lengths = 0;
    int hosts = 0;
    QByteArray again =
        toBytes(head.method) + ' ' + head.target + " HTTP/1." + QByteArray::number(head.minorVersion) + "\r\n";
    for (const auto &[name, value] : head.headers) {
        check(name == name.toLower() && !name.contains(' ') && !name.contains('\t') && !name.isEmpty(),
              "a field name that two readers read differently");
        for (const char c : value)
            check(c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f), "a control character in a field");
        check(name != "transfer-encoding", "a transfer coding let through");
        lengths += name == "content-length" ? 1 : 0;
        hosts += name == "host" ? 1 : 0;
        again += name + ": " + value + "\r\n";
    }
    again += "\r\n";
    check(lengths <= 1 && hosts <= 1 && (hosts == 1 || head.minorVersion == 0), "length or host not once");
    HeadParser second(Limits{});
    qsizetype all = 0;
    check(second.feed(again, all) == HeadParser::State::Complete && all == again.size(), "its own head refused",
          QString::fromLatin1(again));
    check(second.head().headers == head.headers && second.head().contentLength == head.contentLength &&
              second.head().close == head.close && second.head().target == head.target,
          "the same head read differently");
}

static const Router &router()
{
    static const Router made = [] {
        Router r;
        const auto handler = [](const Request &) { return Response::noContent(); };
        for (const char *pattern : {"/", "/a", "/a/{id}", "/a/{id}/b", "/static/{name...}"})
            r.add({Method::Get, QString::fromLatin1(pattern), handler, Lane::Io, 1024, {}});
        r.add({Method::Post, QStringLiteral("/a"), handler, Lane::Io, 1024, {}});
        return r;
    }();
    return made;
}

static void checkRoute(QByteArrayView input)
{
    const QString path = QString::fromLatin1(input);
    const Router::Match match = router().find(Method::Get, path);
    check(!match.route || !match.allowed.isEmpty(), "a route of a path that is not known");
    if (!match.route)
        return;
    for (auto it = match.parameters.cbegin(); it != match.parameters.cend(); ++it) {
        for (const QChar c : it.value())
            check(c.unicode() >= 0x20 && c.unicode() != 0x7f, "a control character in a path parameter");
        if (it.key() == QStringLiteral("id"))
            check(!it.value().contains(u'/') && !it.value().isEmpty(), "a segment with a slash", it.value());
    }
}

MOSTRADOR_FUZZ_TARGET(http_head)
{
    Limits tight;
    tight.maxHeadBytes = 256;
    tight.maxHeaders = 4;
    tight.maxTargetBytes = 32;
    for (const Limits &limits : {Limits{}, tight}) {
        QByteArray first;
        for (const QList<qsizetype> &sizes : cuts(input)) {
            const QByteArray read = readInPieces(input, sizes, limits);
            if (first.isEmpty())
                first = read;
            check(read == first, "the pieces it came in change what is read",
                  QString::fromLatin1(first + "\n--\n" + read));
        }
        checkMeaning(input, limits);
    }
    checkRoute(input.first(std::min<qsizetype>(input.size(), 4096)));
}

} // namespace mostrador::fuzz::httphead
