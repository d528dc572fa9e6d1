// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/events.h"
#include "storage/incidentrow.h"
#include "storage/incidents.h"
#include "storage/searchtext.h"
#include "storage/tags.h"
#include "storage/trackinglinks.h"
#include "storage/vocabulary.h"

namespace mostrador::storage::incidents {

namespace {

Problem named(const Problem &problem)
{
    return withTakenField(problem, QStringLiteral("external_reference"), QStringLiteral("/external_reference"));
}

QString insertIncidentSql()
{
    const QStringList columns = mutableIncidentColumns();
    return QStringLiteral(
               "insert into incidents (%1, customer_id, channel, external_reference, created_at, message_count) "
               "values (%2, 1) returning id")
        .arg(columns.join(QLatin1String(", ")), placeholders(columns.size() + 4));
}

void bindNewIncident(Statement &s, const Incident &incident)
{
    bindMutableIncident(s, incident);
    s.bind(incident.customer)
        .bind(toString(incident.channel))
        .bind(incident.externalReference)
        .bind(incident.createdAt);
}

/// kind, actor and so on of an event whose incident and subject come from elsewhere.
void bindEventHead(Statement &s, const Event &event)
{
    s.bind(toString(event.kind)).bind(toString(event.actorKind)).bind(event.actorId).bind(event.actorName);
}

QString outboxColumns()
{
    return QStringLiteral(
        "kind, incident_id, event_id, message_id, payload, mail_id, state, attempts, due_at, lease_owner, "
        "leased_until, last_error, created_at");
}

void bindOutbox(Statement &s, const outbox::NewEntry &entry, Timestamp now)
{
    s.bind(entry.kind).bind(entry.payload).bind(entry.messageIdTail).bind(entry.dueAt).bind(now);
}

BundleIds readIds(const Statement &row)
{
    return BundleIds{row.id<IncidentId>(0), row.id<MessageId>(1), row.id<EventId>(2)};
}

Result<BundleIds> insertBundlePostgresql(Database &database, const NewBundle &bundle)
{
    QString sql =
        QStringLiteral(
            "with incident as (%1, subject), "
            "message as (insert into messages (incident_id, author_kind, author_id, internal, body, created_at) "
            "select id, ?, ?, ?, ?, ? from incident returning id, incident_id, body), "
            "text as (insert into search_texts (incident_id, kind, folded, words) "
            "select i.id, 0, ?, mostrador_search_words(i.subject || ' ' || m.body) from incident i, message m), "
            "words as (%2), "
            "event as (insert into events (kind, actor_kind, actor_id, actor_name, incident_id, subject_kind, "
            "subject_id, version, old_values, new_values, at) "
            "select ?, ?, ?, ?, id, 'incident', id, ?, ?, ?, ? from incident returning id)")
            .arg(insertIncidentSql(), vocabulary::learnSql());
    if (bundle.link) {
        sql += QStringLiteral(", link as (insert into tracking_links (id, incident_id, token_hash, created_at) "
                              "select ?, id, ?, ? from incident)");
    }
    if (bundle.outbox) {
        sql += QStringLiteral(", delivery as (insert into outbox (%1) select ?, i.id, e.id, m.id, ?, "
                              "e.id::text || '.' || i.id::text || '.' || ?::text, 'pending', 0, ?, '', 0, '', ? "
                              "from incident i, message m, event e)")
                   .arg(outboxColumns());
    }
    sql += QStringLiteral(" select i.id as incident_id, m.id as message_id, e.id as event_id "
                          "from incident i, message m, event e");
    Statement s(database, sql);
    const Incident &incident = bundle.incident;
    const Message &message = bundle.message;
    bindNewIncident(s, incident);
    s.bind(toString(message.authorKind)).bind(message.authorId).bind(message.internal).bind(incident.description);
    s.bind(message.createdAt).bind(foldedOpening(incident.subject, incident.description));
    s.bind(vocabulary::wordList(incident.subject + u' ' + incident.description, Dialect::Postgresql));
    bindEventHead(s, bundle.event);
    s.bind(incident.version).bind(bundle.event.before).bind(bundle.event.after).bind(bundle.event.at);
    if (bundle.link)
        s.bind(*bundle.link).bind(QString::fromLatin1(bundle.linkTokenHash.toHex())).bind(incident.createdAt);
    if (bundle.outbox)
        bindOutbox(s, *bundle.outbox, incident.createdAt);
    const auto ids = readOne<BundleIds>(s, [](Statement &row) { return readIds(row); });
    if (!ids)
        return ids.error();
    database.noteEvent();
    return ids->value();
}

Result<MessageId> insertMessage(Database &database, const Message &message, IncidentId incident, const QString &body)
{
    Statement s(database,
                QStringLiteral("insert into messages (incident_id, author_kind, author_id, internal, body, created_at) "
                               "values (?, ?, ?, ?, ?, ?) returning id"));
    s.bind(incident).bind(toString(message.authorKind)).bind(message.authorId).bind(message.internal).bind(body);
    s.bind(message.createdAt);
    const auto id = readOne<MessageId>(s, [](Statement &row) { return row.id<MessageId>(0); });
    if (!id)
        return id.error();
    return id->value();
}

Outcome insertText(Database &database, IncidentId incident, int kind, const QString &folded)
{
    Statement s(database, QStringLiteral("insert into search_texts (incident_id, kind, folded) values (?, ?, ?)"));
    if (const Outcome run = s.bind(incident).bind(kind).bind(folded).exec(); !run)
        return run;
    return vocabulary::learn(database, folded);
}

Result<BundleIds> insertBundleSqlite(Database &database, const NewBundle &bundle)
{
    BundleIds ids;
    {
        Statement s(database, insertIncidentSql());
        bindNewIncident(s, bundle.incident);
        const auto id = readOne<IncidentId>(s, [](Statement &row) { return row.id<IncidentId>(0); });
        if (!id)
            return id.error();
        ids.incident = id->value();
    }
    const QString &description = bundle.incident.description;
    const auto message = insertMessage(database, bundle.message, ids.incident, description);
    if (!message)
        return message.error();
    ids.message = *message;
    if (const Outcome text = insertText(database, ids.incident, 0, foldedOpening(bundle.incident.subject, description));
        !text)
        return text.error();
    Event event = bundle.event;
    event.incident = ids.incident;
    event.subjectKind = QStringLiteral("incident");
    event.subjectId = ids.incident.value();
    event.version = bundle.incident.version;
    const auto eventId = events::insert(database, event);
    if (!eventId)
        return eventId.error();
    ids.event = *eventId;
    if (bundle.link) {
        const Outcome link = trackinglinks::insert(database, *bundle.link, ids.incident, bundle.linkTokenHash,
                                                   bundle.incident.createdAt);
        if (!link)
            return link.error();
    }
    if (bundle.outbox) {
        const auto entry =
            outbox::enqueue(database, *bundle.outbox, ids.incident, ids.event, ids.message, bundle.incident.createdAt);
        if (!entry)
            return entry.error();
    }
    return ids;
}

Outcome insertTags(Database &database, IncidentId incident, const QStringList &names, Timestamp now)
{
    for (const QString &tag : names) {
        if (const Outcome known = tags::ensure(database, tag, now); !known)
            return known;
        Statement s(database, QStringLiteral("insert into incident_tags (tag, incident_id) values (?, ?) "
                                             "on conflict (tag, incident_id) do nothing"));
        if (const Outcome run = s.bind(tag).bind(incident).exec(); !run)
            return run;
    }
    return done;
}

QString updateSql()
{
    return QStringLiteral("update incidents set %1 = ?").arg(mutableIncidentColumns().join(QLatin1String(" = ?, ")));
}

Result<std::optional<BundleIds>> insertMessagePostgresql(Database &database, const MessageBundle &bundle)
{
    QString sql =
        QStringLiteral(
            "with incident as (%1, message_count = message_count + 1 where id = ? and version = ? returning id), "
            "message as (insert into messages (incident_id, author_kind, author_id, internal, body, created_at) "
            "select id, ?, ?, ?, ?, ? from incident returning id, body), "
            "text as (insert into search_texts (incident_id, kind, folded, words) "
            "select i.id, ?, ?, mostrador_search_words(m.body) from incident i, message m), "
            "words as (%2), "
            "event as (insert into events (kind, actor_kind, actor_id, actor_name, incident_id, subject_kind, "
            "subject_id, version, old_values, new_values, at) "
            "select ?, ?, ?, ?, i.id, 'incident', i.id, ?, ?, "
            "(?::jsonb || jsonb_build_object('message_id', m.id::text))::text, ? "
            "from incident i, message m returning id)")
            .arg(updateSql(), vocabulary::learnSql());
    if (bundle.outbox) {
        sql += QStringLiteral(", delivery as (insert into outbox (%1) select ?, i.id, e.id, m.id, ?, "
                              "e.id::text || '.' || i.id::text || '.' || ?::text, 'pending', 0, ?, '', 0, '', ? "
                              "from incident i, message m, event e)")
                   .arg(outboxColumns());
    }
    sql += QStringLiteral(" select i.id as incident_id, m.id as message_id, e.id as event_id "
                          "from incident i, message m, event e");
    Statement s(database, sql);
    const Message &message = bundle.message;
    bindMutableIncident(s, bundle.incident);
    s.bind(message.incident).bind(bundle.expectedVersion);
    s.bind(toString(message.authorKind))
        .bind(message.authorId)
        .bind(message.internal)
        .bind(message.body)
        .bind(message.createdAt);
    s.bind(message.internal ? 2 : 1).bind(foldForSearch(message.body));
    s.bind(vocabulary::wordList(message.body, Dialect::Postgresql));
    bindEventHead(s, bundle.event);
    s.bind(bundle.incident.version).bind(bundle.event.before).bind(bundle.event.after).bind(bundle.event.at);
    if (bundle.outbox)
        bindOutbox(s, *bundle.outbox, message.createdAt);
    const auto ids = readOne<BundleIds>(s, [](Statement &row) { return readIds(row); });
    if (!ids)
        return ids.error();
    if (*ids)
        database.noteEvent();
    return *ids;
}

Result<std::optional<BundleIds>> insertMessageSqlite(Database &database, const MessageBundle &bundle)
{
    BundleIds ids;
    ids.incident = bundle.message.incident;
    {
        Statement s(database,
                    updateSql() + QStringLiteral(", message_count = message_count + 1 where id = ? and version = ?"));
        bindMutableIncident(s, bundle.incident);
        s.bind(ids.incident).bind(bundle.expectedVersion);
        if (const Outcome run = s.exec(); !run)
            return run.error();
        if (s.rowsAffected() != 1)
            return std::optional<BundleIds>();
    }
    const auto message = insertMessage(database, bundle.message, ids.incident, bundle.message.body);
    if (!message)
        return message.error();
    ids.message = *message;
    const Outcome text =
        insertText(database, ids.incident, bundle.message.internal ? 2 : 1, foldForSearch(bundle.message.body));
    if (!text)
        return text.error();
    Event event = bundle.event;
    event.incident = ids.incident;
    event.subjectKind = QStringLiteral("incident");
    event.subjectId = ids.incident.value();
    event.version = bundle.incident.version;
    event.after.insert(QStringLiteral("message_id"), ids.message.toString());
    const auto eventId = events::insert(database, event);
    if (!eventId)
        return eventId.error();
    ids.event = *eventId;
    if (bundle.outbox) {
        const auto entry =
            outbox::enqueue(database, *bundle.outbox, ids.incident, ids.event, ids.message, bundle.message.createdAt);
        if (!entry)
            return entry.error();
    }
    return std::optional(ids);
}

/// Writes the searched text of subject and description anew.
Outcome updateOpening(Database &database, IncidentId id, const QString &subject)
{
    QString description;
    {
        Statement s(database, QStringLiteral("select body from messages where incident_id = ? order by id limit 1"));
        s.bind(id);
        const auto body = readOne<QString>(s, [](Statement &row) { return row.text(0); });
        if (!body)
            return body.error();
        description = body->value_or(QString());
    }
    Statement s(database,
                database.isPostgresql()
                    ? QStringLiteral("update search_texts set folded = ?, words = mostrador_search_words(?) "
                                     "where incident_id = ? and kind = 0")
                    : QStringLiteral("update search_texts set folded = ? where incident_id = ? and kind = 0"));
    s.bind(foldedOpening(subject, description));
    if (database.isPostgresql())
        s.bind(subject + u' ' + description);
    if (const Outcome run = s.bind(id).exec(); !run)
        return run;
    return vocabulary::learn(database, subject);
}

} // namespace

Result<BundleIds> insertBundle(Database &database, const NewBundle &bundle)
{
    const auto ids =
        database.isPostgresql() ? insertBundlePostgresql(database, bundle) : insertBundleSqlite(database, bundle);
    if (!ids)
        return named(ids.error());
    if (const Outcome tags = insertTags(database, ids->incident, bundle.incident.tags, bundle.incident.createdAt);
        !tags)
        return tags.error();
    return *ids;
}

Result<std::optional<BundleIds>> insertMessageBundle(Database &database, const MessageBundle &bundle)
{
    return database.isPostgresql() ? insertMessagePostgresql(database, bundle) : insertMessageSqlite(database, bundle);
}

Result<bool> update(Database &database, const Incident &incident, qint64 expectedVersion)
{
    struct Before
    {
        QString subject;
        QString tags;
    };
    std::optional<Before> before;
    {
        Statement s(database, QStringLiteral("select subject, tags from incidents where id = ? and version = ?"));
        s.bind(incident.id).bind(expectedVersion);
        const auto row = readOne<Before>(s, [](Statement &r) { return Before{r.text(0), r.text(1)}; });
        if (!row)
            return row.error();
        before = *row;
    }
    if (!before)
        return false;
    QString tags;
    {
        Statement s(database, updateSql() + QStringLiteral(" where id = ? and version = ? returning tags"));
        bindMutableIncident(s, incident);
        s.bind(incident.id).bind(expectedVersion);
        const auto row = readOne<QString>(s, [](Statement &r) { return r.text(0); });
        if (!row)
            return row.error();
        if (!*row)
            return false;
        tags = **row;
    }
    if (before->subject != incident.subject) {
        if (const Outcome text = updateOpening(database, incident.id, incident.subject); !text)
            return text.error();
    }
    if (before->tags != tags) {
        Statement s(database, QStringLiteral("delete from incident_tags where incident_id = ?"));
        if (const Outcome run = s.bind(incident.id).exec(); !run)
            return run.error();
        if (const Outcome written = insertTags(database, incident.id, incident.tags, incident.updatedAt); !written)
            return written.error();
    }
    return true;
}

} // namespace mostrador::storage::incidents
