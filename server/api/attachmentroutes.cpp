// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answer.h"
#include "api/contentdisposition.h"
#include "api/routes.h"
#include "http/formdata.h"
#include "services/attachmentservice.h"
#include "services/settings.h"

namespace mostrador::api {

namespace {

namespace attachments = services::attachments;
using services::UnitOfWork;

/// Boundaries, part headers and the other field of the form.
constexpr qint64 formOverhead = 64 * 1024;

struct UploadForm
{
    attachments::Upload upload;
    bool internal = false;
};

/// The fields "file" (once) and "internal" ("true" or "false", optional), and no others.
Result<UploadForm> readUpload(const http::Request &request)
{
    if (request.mediaType() != "multipart/form-data") {
        Problem problem;
        problem.code = ErrorCode::UnsupportedMediaType;
        problem.detail = QStringLiteral("Send the file as multipart/form-data.");
        return problem;
    }
    const auto form = http::readForm(request);
    if (!form)
        return form.error();
    UploadForm result;
    QList<FieldError> errors;
    bool haveFile = false;
    for (const http::FormFile &file : form->files) {
        const QString pointer = u'/' + file.field;
        if (file.field != QLatin1String("file"))
            errors.append({pointer, FieldErrorCode::UnknownField, {}});
        else if (haveFile)
            errors.append({pointer, FieldErrorCode::TooMany, {{QStringLiteral("max"), 1}}});
        else
            result.upload = {file.fileName, file.content};
        haveFile = haveFile || file.field == QLatin1String("file");
    }
    for (const auto &[name, value] : form->fields) {
        const QString pointer = u'/' + name;
        if (name != QLatin1String("internal"))
            errors.append({pointer, FieldErrorCode::UnknownField, {}});
        else if (value != QLatin1String("true") && value != QLatin1String("false"))
            errors.append({pointer,
                           FieldErrorCode::NotAllowed,
                           {{QStringLiteral("allowed"), QJsonArray{QStringLiteral("true"), QStringLiteral("false")}}}});
        else
            result.internal = value == QLatin1String("true");
    }
    if (!haveFile)
        errors.append({QStringLiteral("/file"), FieldErrorCode::Required, {}});
    if (!errors.isEmpty())
        return Problem::validation(errors);
    return result;
}

Result<http::Response> listAttachments(Call &call)
{
    const auto id = pathId<IncidentId>(call);
    if (!id)
        return id.error();
    const auto found = services::read<QList<Attachment>>(
        call.context, [&](UnitOfWork &unit) { return attachments::ofIncident(unit, *id); });
    if (!found)
        return found.error();
    return pageOf(call, services::ListPage<Attachment>{*found, {}});
}

Result<http::Response> uploadAttachment(Call &call)
{
    const auto id = pathId<IncidentId>(call);
    if (!id)
        return id.error();
    const auto form = readUpload(call.request);
    if (!form)
        return form.error();
    return act(call, [&](UnitOfWork &unit) -> Result<services::Receipt> {
        const auto attachment = attachments::add(unit, *id, form->upload, form->internal);
        if (!attachment)
            return attachment.error();
        return created(codec::toJson(*attachment), QStringLiteral("/attachments/") + attachment->id.toString());
    });
}

Result<http::Response> getAttachment(Call &call)
{
    const auto id = pathId<AttachmentId>(call);
    if (!id)
        return id.error();
    const auto attachment =
        services::read<Attachment>(call.context, [&](UnitOfWork &unit) { return attachments::get(unit, *id); });
    if (!attachment)
        return attachment.error();
    return http::Response::json(codec::toJson(*attachment));
}

/// True if an If-None-Match header names the tag; weak comparison (RFC 9110 section 13.1.2).
bool namesTag(const QByteArray &ifNoneMatch, const QByteArray &tag)
{
    const auto entries = ifNoneMatch.split(',');
    return std::any_of(entries.begin(), entries.end(), [&](const QByteArray &entry) {
        QByteArray one = entry.trimmed();
        if (one.startsWith("W/"))
            one = one.mid(2);
        return one == "*" || one == tag;
    });
}

Result<http::Response> downloadAttachment(Call &call)
{
    const auto id = pathId<AttachmentId>(call);
    if (!id)
        return id.error();
    return services::read<http::Response>(call.context, [&](UnitOfWork &unit) -> Result<http::Response> {
        const auto attachment = attachments::get(unit, *id);
        if (!attachment)
            return attachment.error();
        const QByteArray tag = '"' + attachment->sha256.toLatin1() + '"';
        http::Response response;
        response.withHeader("ETag", tag).withHeader("Cache-Control", "private, no-cache");
        if (namesTag(call.request.header("if-none-match"), tag)) {
            response.status = 304;
            return response;
        }
        auto content = attachments::content(unit, *id);
        if (!content)
            return content.error();
        response.contentType = attachment->mediaType.toLatin1();
        response.body = *std::move(content);
        // Whatever the file holds, a browser that is led here saves it and runs nothing of it.
        response.withHeader("Content-Disposition", attachmentDisposition(attachment->fileName))
            .withHeader("X-Content-Type-Options", "nosniff")
            .withHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        return response;
    });
}

} // namespace

void registerAttachmentRoutes(http::Router &router)
{
    using enum http::Method;
    const QLatin1String ofIncident("/incidents/{id}/attachments");
    add(router, {.method = Get, .path = ofIncident, .endpoint = listAttachments});
    add(router, {.method = Post,
                 .path = ofIncident,
                 .endpoint = uploadAttachment,
                 .maxBody = services::settings().attachmentMaxBytes + formOverhead});
    add(router, {.method = Get, .path = QLatin1String("/attachments/{id}"), .endpoint = getAttachment});
    add(router, {.method = Get, .path = QLatin1String("/attachments/{id}/content"), .endpoint = downloadAttachment});
}

} // namespace mostrador::api
