// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "services/unitofwork.h"

/// Files of incidents, kept in the database in chunks, once per content.
namespace mostrador::services::attachments {

struct Upload
{
    QString fileName;
    QByteArray content;
};

/// Keeps a file that belongs to no incident yet, to be named in NewIncident::attachments of the same request (so a form
/// sends text and files in one go). What is not used within a day is removed. PayloadTooLarge as in add().
Result<Attachment> upload(UnitOfWork &unit, const Upload &upload);

/// Adds a file to an incident; a message may name it afterwards. PayloadTooLarge above the setting
/// attachments.max_bytes. The media type is found by content. @p internal: only employees see it.
Result<Attachment> add(UnitOfWork &unit, IncidentId incident, const Upload &upload, bool internal);

/// The entry, if the actor may see the incident (and, for internal ones, notes).
Result<Attachment> get(UnitOfWork &unit, AttachmentId id);
/// The whole content; its size is bounded by the setting.
Result<QByteArray> content(UnitOfWork &unit, AttachmentId id);
Result<QList<Attachment>> ofIncident(UnitOfWork &unit, IncidentId incident);

/// The last part of a name as browsers send it, without folders, control and direction characters; never empty, at most
/// limits::fileName characters with its extension kept.
QString cleanFileName(const QString &fileName);

/// True for the few media types a browser may show in place (images without scripts, plain text); everything else is
/// served as a download.
bool mayShowInline(const QString &mediaType);

} // namespace mostrador::services::attachments
