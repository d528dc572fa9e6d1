// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/attachmentservice.h"

#include "model/limits.h"
#include "services/eventlog.h"
#include "services/incidentrules.h"
#include "services/messagehold.h"
#include "services/settings.h"
#include "storage/attachments.h"

#include <QCryptographicHash>
#include <QMimeDatabase>

namespace mostrador::services::attachments {

namespace {

bool isDirectionMark(QChar c)
{
    const char16_t u = c.unicode();
    return u == 0x200e || u == 0x200f || u == 0x061c || (u >= 0x202a && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069);
}

/// The first @p count code points, without cutting a surrogate pair.
QString shortened(const QString &text, qsizetype count)
{
    qsizetype units = 0;
    for (qsizetype points = 0; units < text.size() && points < count; ++points)
        units += text.at(units).isHighSurrogate() && units + 1 < text.size() ? 2 : 1;
    return text.left(units);
}

Outcome checkSize(const Upload &upload)
{
    if (upload.content.size() <= settings().attachmentMaxBytes)
        return done;
    Problem problem;
    problem.code = ErrorCode::PayloadTooLarge;
    problem.detail = QStringLiteral("The file is larger than the server takes.");
    problem.extensions.insert(QStringLiteral("max_bytes"), settings().attachmentMaxBytes);
    return problem;
}

/// By content alone: what the sender says about the type and the name's ending decide nothing.
QString mediaType(const QByteArray &content)
{
    const QMimeType type = QMimeDatabase().mimeTypeForData(content);
    return type.isValid() ? type.name() : QStringLiteral("application/octet-stream");
}

Result<Attachment> store(UnitOfWork &unit, std::optional<IncidentId> incident, const Upload &upload, bool internal)
{
    Attachment attachment;
    attachment.incident = incident.value_or(IncidentId());
    attachment.fileName = cleanFileName(upload.fileName);
    attachment.mediaType = mediaType(upload.content);
    attachment.size = upload.content.size();
    attachment.sha256 =
        QString::fromLatin1(QCryptographicHash::hash(upload.content, QCryptographicHash::Sha256).toHex());
    attachment.internal = internal;
    attachment.createdAt = unit.now();
    const auto put = storage::attachments::putContent(unit.database(), attachment.sha256, upload.content, unit.now());
    if (!put)
        return put.error();
    const auto id = storage::attachments::insert(unit.database(), attachment, eventlog::actorKind(unit.actor()),
                                                 eventlog::actorId(unit.actor()));
    if (!id)
        return id.error();
    attachment.id = *id;
    return attachment;
}

} // namespace

QString cleanFileName(const QString &fileName)
{
    const qsizetype slash = std::max(fileName.lastIndexOf(u'/'), fileName.lastIndexOf(u'\\'));
    QString name;
    for (qsizetype i = slash + 1; i < fileName.size(); ++i) {
        const QChar c = fileName.at(i);
        if (c.isHighSurrogate() && i + 1 < fileName.size() && fileName.at(i + 1).isLowSurrogate()) {
            name.append(c).append(fileName.at(++i));
            continue;
        }
        const bool broken = c.isSurrogate() || c.category() == QChar::Other_Control || isDirectionMark(c) ||
                            c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
        if (!broken)
            name.append(c);
    }
    name = name.trimmed();
    while (name.startsWith(u'.'))
        name.remove(0, 1);
    name = name.trimmed();
    if (name.isEmpty())
        return QStringLiteral("file");
    if (name.toUcs4().size() <= limits::fileName)
        return name;
    constexpr int longestEnding = 20;
    const qsizetype dot = name.lastIndexOf(u'.');
    const QString ending = dot > 0 && name.size() - dot <= longestEnding ? name.mid(dot) : QString();
    return shortened(name.left(name.size() - ending.size()), limits::fileName - ending.toUcs4().size()) + ending;
}

Result<Attachment> upload(UnitOfWork &unit, const Upload &upload)
{
    const Action action = Action::IncidentCreate;
    const Relation relation = unit.actor().principal == Principal::Customer ? Relation::Own : Relation::Other;
    if (const Outcome allowed = unit.require(action, relation); !allowed)
        return allowed.error();
    if (const Outcome fits = checkSize(upload); !fits)
        return fits.error();
    return store(unit, std::nullopt, upload, false);
}

Result<Attachment> add(UnitOfWork &unit, IncidentId incident, const Upload &upload, bool internal)
{
    const auto seen = incidentrules::see(unit, incident, Action::AttachmentAdd);
    if (!seen)
        return seen.error();
    if (internal) {
        if (const Outcome allowed = unit.require(Action::NoteWrite, seen->relation); !allowed)
            return allowed.error();
    }
    if (const Outcome fits = checkSize(upload); !fits)
        return fits.error();
    auto stored = store(unit, incident, upload, internal);
    if (!stored)
        return stored;

    Event event = eventlog::make(unit, EventKind::AttachmentAdded);
    event.incident = incident;
    event.subjectKind = QStringLiteral("incident");
    event.subjectId = incident.value();
    event.version = seen->incident.version;
    event.after = {{QStringLiteral("attachment_id"), stored->id.toString()},
                   {QStringLiteral("internal"), internal},
                   {QStringLiteral("media_type"), stored->mediaType},
                   {QStringLiteral("size"), stored->size}};
    const auto written = eventlog::write(unit, event);
    if (!written)
        return written.error();
    return stored;
}

Result<Attachment> get(UnitOfWork &unit, AttachmentId id)
{
    const auto found = storage::attachments::find(unit.database(), id);
    if (!found)
        return found.error();
    if (!*found || !(*found)->incident.isValid())
        return Problem::notFound();
    const auto seen = incidentrules::see(unit, (*found)->incident, Action::AttachmentRead);
    if (!seen)
        return seen.error();
    if ((*found)->internal && !isAllowed(unit.actor().principal, Action::NoteRead, seen->relation))
        return Problem::notFound();
    if (unit.actor().principal == Principal::Customer && (*found)->message) {
        const auto hidden = messagehold::hiddenFromCustomer(unit, seen->incident);
        if (!hidden)
            return hidden.error();
        if (hidden->messages.contains(*(*found)->message))
            return Problem::notFound();
    }
    return **found;
}

Result<QByteArray> content(UnitOfWork &unit, AttachmentId id)
{
    const auto attachment = get(unit, id);
    if (!attachment)
        return attachment.error();
    return storage::attachments::content(unit.database(), attachment->sha256);
}

Result<QList<Attachment>> ofIncident(UnitOfWork &unit, IncidentId incident)
{
    const auto seen = incidentrules::see(unit, incident, Action::AttachmentRead);
    if (!seen)
        return seen.error();
    auto files = storage::attachments::ofIncident(unit.database(), incident,
                                                  isAllowed(unit.actor().principal, Action::NoteRead, seen->relation));
    if (!files)
        return files;
    if (unit.actor().principal == Principal::Customer) {
        const auto hidden = messagehold::hiddenFromCustomer(unit, seen->incident);
        if (!hidden)
            return hidden.error();
        files->removeIf(
            [&](const Attachment &file) { return file.message && hidden->messages.contains(*file.message); });
    }
    return files;
}

bool mayShowInline(const QString &mediaType)
{
    static const QStringList types = {QStringLiteral("image/png"), QStringLiteral("image/jpeg"),
                                      QStringLiteral("image/gif"), QStringLiteral("image/webp"),
                                      QStringLiteral("text/plain")};
    return types.contains(mediaType);
}

} // namespace mostrador::services::attachments
