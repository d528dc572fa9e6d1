// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostilerequests.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace mostrador::test {

namespace {

using End = HostileRequest::End;

const QByteArray host("Host: localhost\r\n");

} // namespace

QList<HostileRequest> smugglingRequests(const HostileTargets &targets)
{
    QList<HostileRequest> all;
    const QByteArray hidden = "GET " + targets.page + " HTTP/1.1\r\n" + host + "\r\n";
    const auto post = [&](const char *name, const QByteArray &fields, const QByteArray &body, const QList<int> &said) {
        all.append({name, "POST " + targets.post + " HTTP/1.1\r\n" + host + fields + "\r\n" + body, said});
    };
    const QByteArray chunked("Transfer-Encoding: chunked\r\n");
    const QByteArray chunks = "5\r\nhello\r\n0\r\n\r\n" + hidden;
    post("CL.TE", "Content-Length: 6\r\n" + chunked, "0\r\n\r\n" + hidden, {400});
    post("TE.CL", chunked + "Content-Length: 4\r\n", chunks, {400});
    post("TE", chunked, chunks, {411});
    post("TE twice", chunked + chunked, chunks, {411});
    post("TE identity and chunked", "Transfer-Encoding: identity\r\n" + chunked, chunks, {411});
    for (const char *coding : {"xchunked", "chunked, identity", "identity, chunked", "CHUNKED", "\tchunked", "chunked ",
                               "\"chunked\"", "chunked;q=1", "gzip", "", "chunked\xff"})
        post("TE variant", QByteArray("Transfer-Encoding: ") + coding + "\r\n", chunks, {411, 400});
    for (const char *field :
         {"Transfer-Encoding : chunked", " Transfer-Encoding: chunked", "Transfer-Encoding\t: chunked",
          "Transfer-Encoding:\x0b"
          "chunked",
          "Transfer-Encoding:\x7f"
          "chunked",
          "X: y\nTransfer-Encoding: chunked", "X: y\rTransfer-Encoding: chunked", "Transfer-Encoding\n : chunked",
          "Transfer-Encoding: chunked\r\n , identity", "Transfer-Encoding:\r\n chunked",
          "Transfer_Encoding\xa0: chunked"})
        post("TE in disguise", QByteArray(field) + "\r\nContent-Length: 4\r\n", chunks, {400});
    post("two lengths", "Content-Length: 0\r\nContent-Length: 5\r\n", hidden, {400});
    post("the same length twice", "Content-Length: 5\r\nContent-Length: 5\r\n", "hello", {400});
    post("lengths in different case", "Content-Length: 5\r\ncontent-length: 0\r\n", hidden, {400});
    for (const char *length :
         {"5, 5", "5,0", "+5", "-5", "-0", "0x5", "5x", "5 5", "5.0", "5e1", "", "\"5\"", "18446744073709551615",
          "18446744073709551621", "9223372036854775808", "4294967301999999999999", "\xd9\xa5"})
        post("odd length", QByteArray("Content-Length: ") + length + "\r\n", "hello" + hidden, {400});
    for (const char *field :
         {"Content-Length : 5", " Content-Length: 5", "Content-Length\t: 5", "Content-Length:\r\n 5",
          "X: y\r\n Content-Length: 5", "Content-Length: 0\r\n 5", "X: y\nContent-Length: 5", "Content\rLength: 5"})
        post("length in disguise", QByteArray(field) + "\r\n", "hello" + hidden, {400});
    post("more than announced", "Content-Length: 3\r\nContent-Type: application/json\r\n", "{} " + hidden, {400});
    post("a body nobody announced", {}, "hello" + hidden, {400});
    all.append({"GET with a hidden one",
                "GET " + targets.page + " HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n" + hidden,
                {400}});
    all.append({"pipelining", hidden + hidden, {400}});
    all.append({"much pipelining", hidden.repeated(100), {400, 431}});
    all.append({"two hosts", "GET " + targets.page + " HTTP/1.1\r\n" + host + "Host: other\r\n\r\n", {400}});
    all.append(
        {"an early end of the head", "GET " + targets.page + " HTTP/1.1\r\n" + host + "\r\n\rX: y\r\n\r\n", {400}});
    all.append({"100-continue that is not waited for",
                "POST " + targets.post + " HTTP/1.1\r\n" + host +
                    "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n{} " + hidden,
                {400}});
    return all;
}

QList<HostileRequest> oddRequests(const HostileTargets &targets)
{
    QList<HostileRequest> all;
    const auto get = [&](const char *name, const QByteArray &target, const QList<int> &said, End end = End::Closed) {
        all.append({name, "GET " + target + " HTTP/1.1\r\n" + host + "\r\n", said, end});
    };
    get("absolute form", "http://localhost" + targets.page, {400});
    get("absolute form of another", "http://evil.example/", {400});
    get("asterisk", "*", {400});
    get("authority", "localhost:80", {400});
    get("two slashes", "/" + targets.page, {400});
    get("backslash", "\\" + targets.page.mid(1), {400});
    get("fragment", targets.page + "#x", {400});
    get("space", targets.page + " x", {400});
    get("tab", targets.page + "\tx", {400});
    get("control", targets.page + "\x01", {400});
    get("not ASCII", targets.page + "\xc3\xa9", {400});
    get("too long", "/" + QByteArray(9'000, 'a'), {414});
    get("much too long", "/" + QByteArray(1'000'000, 'a'), {414});
    get("a long query", targets.page + "?q=" + QByteArray(9'000, 'a'), {414});
    get("a query that is no UTF-8", targets.page + "?q=%ff", {400});
    get("a broken query", targets.page + "?q=%zz", {400});
    for (const char *tail : {"%00",
                             "/%00",
                             "%0a",
                             "%0d%0aX:%20y",
                             "%ff",
                             "%c0%ae%c0%ae",
                             "%",
                             "%4",
                             "%zz",
                             "/..",
                             "/../..",
                             "/../../../../etc/passwd",
                             "/%2e%2e/%2e%2e/etc/passwd",
                             "/..%2f..%2fetc/passwd",
                             "/..%5c..%5c",
                             "//",
                             "/.//.",
                             ";x=y",
                             "/%252e%252e/",
                             "%2F",
                             "~",
                             "/%F0%9F%92%A9"})
        get("odd path", targets.page + tail, {400, 404}, End::Either);
    const auto raw = [&](const char *name, const QByteArray &bytes, const QList<int> &said) {
        all.append({name, bytes, said});
    };
    const QByteArray line = "GET " + targets.page + " HTTP/1.1\r\n";
    raw("header without a colon", line + host + "Authorization\r\n\r\n", {400});
    raw("header without a name", line + host + ": x\r\n\r\n", {400});
    raw("null in a header", QByteArray(line + host + "X: a") + '\0' + "b\r\n\r\n", {400});
    raw("no host", line + "\r\n", {400});
    raw("host with a path", line + "Host: a/b\r\n\r\n", {400});
    raw("host with a user", line + "Host: u:p@b\r\n\r\n", {400});
    raw("empty host", line + "Host: \r\n\r\n", {400});
    raw("host of 300", line + "Host: " + QByteArray(300, 'a') + "\r\n\r\n", {400});
    raw("two credentials", line + host + "Authorization: a\r\nAuthorization: b\r\n\r\n", {400});
    raw("many headers", line + host + QByteArray("X: y\r\n").repeated(100) + "\r\n", {431});
    raw("a large header", line + host + "X: " + QByteArray(60'000, 'a') + "\r\n\r\n", {431});
    raw("many empty lines", QByteArray("\r\n").repeated(100) + line + host + "\r\n", {400});
    raw("line feeds only", "GET " + targets.page + " HTTP/1.1\nHost: a\n\n", {400});
    raw("HTTP/0.9", "GET " + targets.page + "\r\n\r\n", {400});
    raw("HTTP/9.9", "GET " + targets.page + " HTTP/9.9\r\n" + host + "\r\n", {505});
    raw("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {505, 400});
    raw("HTTPS", QByteArray::fromHex("16030100c8010000c40303") + QByteArray(190, '\x55') + "\r\n\r\n", {400});
    raw("SSH", "SSH-2.0-OpenSSH_9.2\r\n\r\n", {400});
    raw("only zeros", QByteArray(70'000, '\0'), {400, 414});
    raw("lower case", "get " + targets.page + " HTTP/1.1\r\n" + host + "\r\n", {501});
    raw("TRACE", "TRACE " + targets.page + " HTTP/1.1\r\n" + host + "\r\n", {501});
    raw("CONNECT", "CONNECT example.com:443 HTTP/1.1\r\n" + host + "\r\n", {501, 400});
    raw("a method of 4 KiB", QByteArray(4'096, 'A') + " / HTTP/1.1\r\n" + host + "\r\n", {501, 414});
    raw("a method that is none", "G@T " + targets.page + " HTTP/1.1\r\n" + host + "\r\n", {400});
    raw("10 GiB announced", "POST " + targets.post + " HTTP/1.1\r\n" + host + "Content-Length: 10737418240\r\n\r\n",
        {413, 404, 405});
    return all;
}

QList<HostileRequest> collectedRequests()
{
    QString folder = qEnvironmentVariable("MOSTRADOR_TEST_DATA");
    if (folder.isEmpty())
        folder = qEnvironmentVariable("MOSTRADOR_SOURCE_DIR") + QStringLiteral("/../shared/data");
    const QString file = folder + QStringLiteral("/hostile_http_requests.jsonl.gz");
    QList<HostileRequest> all;
    if (!QFile::exists(file))
        return all;
    QProcess gzip;
    gzip.start(QStringLiteral("gzip"), {QStringLiteral("-dc"), file});
    gzip.waitForFinished();
    const QList<QByteArray> lines = gzip.readAllStandardOutput().trimmed().split('\n');
    for (const QByteArray &line : lines) {
        const QJsonObject entry = QJsonDocument::fromJson(line).object();
        HostileRequest request;
        request.name = entry.value(QStringLiteral("name")).toString().toUtf8();
        request.bytes = QByteArray::fromBase64(entry.value(QStringLiteral("raw_base64")).toString().toLatin1());
        request.statuses = {200, 204, 303, 400, 401, 404, 405, 411, 413, 414, 415, 422, 431, 501, 505};
        request.end = End::Late;
        all.append(request);
    }
    return all;
}

} // namespace mostrador::test
