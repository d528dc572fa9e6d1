// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "portal/pages.h"
#include "services/attachmentservice.h"
#include "services/trackingservice.h"

#include <QUrl>

namespace mostrador::portal {

namespace {

struct File
{
    Attachment entry;
    QByteArray content;
};

/// A file of the visitor's own incident that is no internal one. The customer may have other incidents: this link does
/// not open their files.
Result<File> readFile(const http::Request &request, const services::tracking::Visitor &visitor, AttachmentId id)
{
    return services::read<File>(contextOf(request, visitor.actor), [&](services::UnitOfWork &unit) -> Result<File> {
        const Result<Attachment> entry = services::attachments::get(unit, id);
        if (!entry)
            return entry.error();
        if (entry->incident != visitor.incident || entry->internal)
            return Problem::notFound();
        Result<QByteArray> content = services::attachments::content(unit, id);
        if (!content)
            return content.error();
        return File{*entry, *std::move(content)};
    });
}

/// RFC 6266: the name in ASCII for old browsers, and as it is in the encoding of RFC 8187.
QByteArray disposition(const Attachment &file)
{
    const bool picture =
        file.mediaType.startsWith(QLatin1String("image/")) && services::attachments::mayShowInline(file.mediaType);
    QByteArray plain;
    for (const QChar c : file.fileName) {
        const bool harmless = c.unicode() >= 0x20 && c.unicode() < 0x7f && c != QLatin1Char('"') &&
                              c != QLatin1Char('\\') && c != QLatin1Char('%');
        plain += harmless ? c.toLatin1() : '_';
    }
    return (picture ? QByteArrayLiteral("inline") : QByteArrayLiteral("attachment")) + "; filename=\"" + plain +
           "\"; filename*=UTF-8''" + QUrl::toPercentEncoding(file.fileName);
}

} // namespace

http::Response sendFile(const Site &site, const Tongue &tongue, const http::Request &request)
{
    Q_UNUSED(tongue)
    const auto visitor = services::tracking::resolve(request.parameter(QStringLiteral("token")));
    if (!visitor)
        return site.refuse(request, visitor.error());
    const auto id = AttachmentId::fromString(request.parameter(QStringLiteral("id")));
    const Result<File> file = id ? readFile(request, *visitor, *id) : Result<File>(Problem::notFound());
    if (!file)
        return site.refuse(request, file.error());

    http::Response response;
    response.contentType = file->entry.mediaType.toLatin1();
    if (response.contentType == "text/plain")
        response.contentType += "; charset=utf-8";
    response.body = file->content;
    response.withHeader("Content-Disposition", disposition(file->entry))
        .withHeader("Content-Security-Policy", "default-src 'none'; sandbox")
        .withHeader("X-Content-Type-Options", "nosniff")
        .withHeader("Referrer-Policy", "no-referrer")
        .withHeader("Cross-Origin-Resource-Policy", "same-origin")
        .withHeader("X-Robots-Tag", "noindex, nofollow")
        .withHeader("Cache-Control", "private, no-store");
    return response;
}

} // namespace mostrador::portal
