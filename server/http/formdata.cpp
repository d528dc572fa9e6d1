// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/formdata.h"

#include "http/multipart.h"
#include "http/percent.h"

namespace mostrador::http {

Problem badForm(const QString &detail)
{
    Problem problem;
    problem.code = ErrorCode::BadRequest;
    problem.detail = detail;
    return problem;
}

namespace {

Result<Form> readUrlEncoded(const QByteArray &body)
{
    Form form;
    if (body.isEmpty())
        return form;
    if (body.count('&') >= maxFormFields)
        return badForm(QStringLiteral("The form has too many fields."));
    for (const QByteArray &pair : body.split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const QByteArrayView all(pair);
        const auto name = percentDecoded(equals < 0 ? all : all.first(equals), true);
        const auto value =
            equals < 0 ? std::optional<QString>(QString()) : percentDecoded(all.sliced(equals + 1), true);
        if (!name || !value)
            return badForm(QStringLiteral("The form is not percent-encoded UTF-8."));
        form.fields.append({*name, *value});
    }
    return form;
}

} // namespace

QString Form::value(const QString &name) const
{
    for (const auto &[key, value] : fields) {
        if (key == name)
            return value;
    }
    return {};
}

bool Form::has(const QString &name) const
{
    for (const auto &[key, value] : fields) {
        if (key == name)
            return true;
    }
    return false;
}

Result<Form> readForm(const Request &request)
{
    const QByteArray type = request.mediaType();
    if (type == "application/x-www-form-urlencoded")
        return readUrlEncoded(request.body);
    if (type == "multipart/form-data")
        return readMultipart(request.header(QByteArrayLiteral("content-type")), request.body);
    Problem problem;
    problem.code = ErrorCode::UnsupportedMediaType;
    problem.detail = QStringLiteral("Send a form: application/x-www-form-urlencoded or multipart/form-data.");
    return problem;
}

} // namespace mostrador::http
