// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "model/permissions.h"
#include "storage/database.h"

#include <functional>

/// Files: an entry per file, the content once per hash in chunks of limits::attachmentChunkBytes. Functions run in the
/// caller's transaction.
namespace mostrador::storage::attachments {

/// Stores the content unless it is there already, and locks it against removal. @p sha256: lower-case hex of the
/// content. True if it was new.
Result<bool> putContent(Database &database, const QString &sha256, const QByteArray &content, Timestamp now);
/// Writes the entry; attachment.id is ignored; attachment.incident may be invalid for a file not yet used.
Result<AttachmentId> insert(Database &database, const Attachment &attachment, ActorKind uploaderKind,
                            std::optional<qint64> uploaderId);

Result<std::optional<Attachment>> find(Database &database, AttachmentId id);
Result<QList<Attachment>> ofIncident(Database &database, IncidentId incident, bool withInternal);

/// The whole content in order, chunk by chunk; stops early if @p take returns false. NotFound if there is none,
/// Internal if a chunk is missing.
Outcome readContent(Database &database, const QString &sha256, const std::function<bool(const QByteArray &)> &take);
Result<QByteArray> content(Database &database, const QString &sha256);

/// Ties files that have no incident yet, or already are of this incident but of no message, and were uploaded by the
/// same uploader, to a message. Returns how many were tied; the caller compares.
Result<qint64> attach(Database &database, const QList<AttachmentId> &ids, IncidentId incident, MessageId message,
                      bool internal, ActorKind uploaderKind, std::optional<qint64> uploaderId);

/// Removes entries never used since @p before, and contents that no entry points at; how many contents.
Result<qint64> collectGarbage(Database &database, Timestamp before, int limit);

} // namespace mostrador::storage::attachments
