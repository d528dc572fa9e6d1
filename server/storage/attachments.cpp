// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/attachments.h"

#include "model/limits.h"
#include "storage/statement.h"

namespace mostrador::storage::attachments {

namespace {

QString columns()
{
    return QStringLiteral("id, incident_id, message_id, file_name, media_type, size, sha256, internal, created_at");
}

Attachment readAttachment(const Statement &row)
{
    Attachment a;
    a.id = row.id<AttachmentId>(0);
    a.incident = row.optionalId<IncidentId>(1).value_or(IncidentId());
    a.message = row.optionalId<MessageId>(2);
    a.fileName = row.text(3);
    a.mediaType = row.text(4);
    a.size = row.number(5);
    a.sha256 = row.text(6);
    a.internal = row.boolean(7);
    a.createdAt = row.timestamp(8);
    return a;
}

Outcome writeChunks(Database &database, const QString &sha256, const QByteArray &content)
{
    Statement s(database, QStringLiteral("insert into blob_chunks (sha256, seq, data) values (?, ?, ?)"));
    qint64 seq = 0;
    for (qsizetype at = 0; at < content.size(); at += limits::attachmentChunkBytes) {
        s.bind(sha256).bind(seq++).bind(content.mid(at, limits::attachmentChunkBytes));
        if (const Outcome run = s.exec(); !run)
            return run;
    }
    return done;
}

} // namespace

Result<bool> putContent(Database &database, const QString &sha256, const QByteArray &content, Timestamp now)
{
    // Twice: the row found may be garbage that is being removed just now.
    for (int round = 0; round < 2; ++round) {
        {
            Statement s(database, QStringLiteral("insert into blobs (sha256, size, created_at) values (?, ?, ?) "
                                                 "on conflict (sha256) do nothing"));
            s.bind(sha256).bind(static_cast<qint64>(content.size())).bind(now);
            if (const Outcome run = s.exec(); !run)
                return run.error();
            if (s.rowsAffected() == 1) {
                if (const Outcome written = writeChunks(database, sha256, content); !written)
                    return written.error();
                return true;
            }
        }
        if (!database.isPostgresql())
            return false;
        Statement s(database, QStringLiteral("select size from blobs where sha256 = ? for key share"));
        s.bind(sha256);
        const auto present = readOne<bool>(s, [](Statement &) { return true; });
        if (!present)
            return present.error();
        if (*present)
            return false;
    }
    return Problem::unavailable(1, QStringLiteral("a content comes and goes"));
}

Result<AttachmentId> insert(Database &database, const Attachment &attachment, ActorKind uploaderKind,
                            std::optional<qint64> uploaderId)
{
    Statement s(database,
                QStringLiteral("insert into attachments (incident_id, message_id, file_name, media_type, size, sha256, "
                               "internal, created_at, uploader_kind, uploader_id) "
                               "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id"));
    s.bind(attachment.incident.isValid() ? std::optional(attachment.incident) : std::nullopt).bind(attachment.message);
    s.bind(attachment.fileName).bind(attachment.mediaType).bind(attachment.size).bind(attachment.sha256);
    s.bind(attachment.internal).bind(attachment.createdAt).bind(toString(uploaderKind)).bind(uploaderId);
    const auto id = readOne<AttachmentId>(s, [](Statement &row) { return row.id<AttachmentId>(0); });
    if (!id)
        return id.error();
    return id->value();
}

Result<std::optional<Attachment>> find(Database &database, AttachmentId id)
{
    Statement s(database, QStringLiteral("select %1 from attachments where id = ?").arg(columns()));
    s.bind(id);
    return readOne<Attachment>(s, [](Statement &row) { return readAttachment(row); });
}

Result<QList<Attachment>> ofIncident(Database &database, IncidentId incident, bool withInternal)
{
    Statement s(database, QStringLiteral("select %1 from attachments where incident_id = ?%2 order by id")
                              .arg(columns(), withInternal ? QString() : QStringLiteral(" and internal = 0")));
    s.bind(incident);
    return readAll<Attachment>(s, [](Statement &row) { return readAttachment(row); });
}

Outcome readContent(Database &database, const QString &sha256, const std::function<bool(const QByteArray &)> &take)
{
    qint64 size = 0;
    {
        Statement s(database, QStringLiteral("select size from blobs where sha256 = ?"));
        s.bind(sha256);
        const auto found = readOne<qint64>(s, [](Statement &row) { return row.number(0); });
        if (!found)
            return found.error();
        if (!*found)
            return Problem::notFound(QStringLiteral("content"));
        size = **found;
    }
    // One chunk at a time, so that a file is never in memory twice.
    for (qint64 seq = 0; size > 0; ++seq) {
        Statement s(database, QStringLiteral("select data from blob_chunks where sha256 = ? and seq = ?"));
        s.bind(sha256).bind(seq);
        const auto chunk = readOne<QByteArray>(s, [](Statement &row) { return row.bytes(0); });
        if (!chunk)
            return chunk.error();
        if (!*chunk || (*chunk)->isEmpty() || (*chunk)->size() > size)
            return Problem::internal(QStringLiteral("a chunk of content %1 is missing").arg(sha256));
        size -= (*chunk)->size();
        if (!take(**chunk))
            return done;
    }
    return done;
}

Result<QByteArray> content(Database &database, const QString &sha256)
{
    QByteArray all;
    const Outcome read = readContent(database, sha256, [&](const QByteArray &chunk) {
        all += chunk;
        return true;
    });
    if (!read)
        return read.error();
    return all;
}

Result<qint64> attach(Database &database, const QList<AttachmentId> &ids, IncidentId incident, MessageId message,
                      bool internal, ActorKind uploaderKind, std::optional<qint64> uploaderId)
{
    QList<qint64> numbers;
    for (const AttachmentId id : ids)
        numbers.append(id.value());
    Statement s(database,
                QStringLiteral("update attachments set incident_id = ?, message_id = ?, internal = ? where %1 "
                               "and message_id is null and (incident_id is null or incident_id = ?) "
                               "and uploader_kind = ? and uploader_id is not distinct from ?")
                    .arg(inList(database.dialect(), QStringLiteral("id"))));
    s.bind(incident).bind(message).bind(internal).bindList(numbers).bind(incident);
    s.bind(toString(uploaderKind)).bind(uploaderId);
    if (const Outcome run = s.exec(); !run)
        return run.error();
    return s.rowsAffected();
}

Result<qint64> collectGarbage(Database &database, Timestamp before, int limit)
{
    {
        Statement s(database,
                    QStringLiteral("delete from attachments where id in (select id from attachments "
                                   "where incident_id is null and created_at < ? order by created_at limit %1)")
                        .arg(limit));
        s.bind(before);
        if (const Outcome run = s.exec(); !run)
            return run.error();
    }
    Statement s(database,
                QStringLiteral("delete from blobs where sha256 in (select b.sha256 from blobs b where b.created_at < ? "
                               "and not exists (select 1 from attachments a where a.sha256 = b.sha256) limit %1%2)")
                    .arg(limit)
                    .arg(database.isPostgresql() ? QStringLiteral(" for update of b skip locked") : QString()));
    s.bind(before);
    if (const Outcome run = s.exec(); !run)
        return run.error();
    return s.rowsAffected();
}

} // namespace mostrador::storage::attachments
