// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Forms: the first line is the Content-Type, the rest the body. What was read holds no more than what was sent, and
// comes back the same when it is sent again, in either of the two types.
#include "http/formdata.h"
#include "http/multipart.h"
#include "http/percent.h"
#include "target.h"

namespace mostrador::fuzz::httpform {

using namespace mostrador::http;

static Request requestOf(const QByteArray &type, const QByteArray &body)
{
    Request request;
    request.method = Method::Post;
    request.headers = {{QByteArrayLiteral("content-type"), type}};
    request.body = body;
    return request;
}

static void checkText(const QString &text)
{
    check(!text.contains(QChar(u'\0')), "U+0000 in a form");
    check(text.isValidUtf16(), "half a character in a form");
}

static void checkUrlEncoded(const Form &form)
{
    QByteArrayList pairs;
    for (const auto &[name, value] : form.fields)
        pairs.append(name.toUtf8().toPercentEncoding() + '=' + value.toUtf8().toPercentEncoding());
    const auto again = readForm(requestOf(QByteArrayLiteral("application/x-www-form-urlencoded"), pairs.join('&')));
    check(again.ok() && again->fields == form.fields, "a form that does not come back url-encoded",
          QString::fromLatin1(pairs.join('&')));
}

/// As a browser writes them; names that browsers write with escapes, which are read as what they stand for, are left
/// out.
static bool isPlainName(const QString &name)
{
    static const QString special = QStringLiteral("\"\\%\r\n");
    for (const QChar c : name) {
        if (special.contains(c) || c.unicode() < 0x20 || c.unicode() == 0x7f)
            return false;
    }
    return true;
}

static void checkMultipart(const Form &form)
{
    const QByteArray boundary = QByteArrayLiteral("----b7e1d0c2");
    QByteArray body;
    Form plain;
    const auto begin = [&](const QString &name) {
        body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name.toUtf8() + '"';
    };
    for (const auto &[name, value] : form.fields) {
        if (!isPlainName(name) || value.contains(QString::fromLatin1(boundary)))
            continue;
        begin(name);
        body += "\r\n\r\n" + value.toUtf8() + "\r\n";
        plain.fields.append({name, value});
    }
    for (const FormFile &file : form.files) {
        if (!isPlainName(file.field) || !isPlainName(file.fileName) || file.content.contains(boundary))
            continue;
        if (file.fileName.isEmpty() && file.content.isEmpty())
            continue;
        begin(file.field);
        body += "; filename=\"" + file.fileName.toUtf8() + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" +
                file.content + "\r\n";
        plain.files.append(file);
    }
    body += "--" + boundary + "--\r\n";
    const auto again = readForm(requestOf("multipart/form-data; boundary=" + boundary, body));
    check(again.ok(), "a form of its own refused", QString::fromLatin1(body));
    check(again->fields == plain.fields, "fields that do not come back as multipart", QString::fromUtf8(body));
    check(again->files.size() == plain.files.size(), "files lost", QString::fromUtf8(body));
    for (qsizetype i = 0; i < plain.files.size(); ++i) {
        const FormFile &a = again->files.at(i);
        const FormFile &b = plain.files.at(i);
        check(a.field == b.field && a.fileName == b.fileName && a.content == b.content,
              "a file that does not come back", QString::fromUtf8(body));
    }
}

static void checkForm(const QByteArray &type, const QByteArray &body)
{
    const Request request = requestOf(type, body);
    const Result<Form> form = readForm(request);
    if (!form) {
        check(!form.error().detail.isEmpty(), "a refusal without a reason");
        return;
    }
    check(form->fields.size() <= maxFormFields && form->files.size() <= 50, "more fields or files than the limit");
    qsizetype size = 0;
    for (const auto &[name, value] : form->fields) {
        checkText(name);
        checkText(value);
        size += value.size();
        check(form->has(name), "a field that is not there");
    }
    for (const FormFile &file : form->files) {
        checkText(file.field);
        checkText(file.fileName);
        check(body.contains(file.content), "a file with bytes nobody sent");
        size += file.content.size();
    }
    check(size <= body.size(), "more came out than went in");
    checkUrlEncoded(*form);
    checkMultipart(*form);
}

MOSTRADOR_FUZZ_TARGET(http_form)
{
    const qsizetype end = input.indexOf('\n');
    const QByteArray type = (end < 0 ? QByteArrayView() : input.first(end)).toByteArray();
    const QByteArray body = input.sliced(end + 1).toByteArray();
    checkForm(type, body);
    checkForm(QByteArrayLiteral("application/x-www-form-urlencoded"), body);

    Request request = requestOf(type, body);
    request.headers.append({QByteArrayLiteral("cookie"), body});
    if (const auto cookie = request.cookie(QByteArrayLiteral("a")))
        check(body.contains(*cookie), "a cookie nobody sent");
    if (const auto text = percentDecoded(input, false)) {
        checkText(*text);
        const auto again = percentDecoded(text->toUtf8().toPercentEncoding(), false);
        check(again == text, "text that does not come back percent-encoded", *text);
    }
}

} // namespace mostrador::fuzz::httpform
