// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/messages.h"

#include "storage/keypage.h"
#include "storage/mentions.h"

namespace mostrador::storage::messages {

namespace {

QString selectFrom()
{
    return QStringLiteral("select m.id, m.incident_id, m.author_kind, m.author_id, m.internal, m.body, m.created_at, "
                          "coalesce(case m.author_kind when 'customer' then trim(c.given_name || ' ' || c.family_name) "
                          "when 'employee' then e.name when 'api_key' then ke.name end, ''), "
                          "(select h.until_at from held_messages h where h.message_id = m.id) "
                          "from messages m "
                          "left join customers c on m.author_kind = 'customer' and c.id = m.author_id "
                          "left join employees e on m.author_kind = 'employee' and e.id = m.author_id "
                          "left join api_keys k on m.author_kind = 'api_key' and k.id = m.author_id "
                          "left join employees ke on ke.id = k.employee_id ");
}

Message readMessage(const Statement &row)
{
    Message m;
    m.id = row.id<MessageId>(0);
    m.incident = row.id<IncidentId>(1);
    m.authorKind = actorKindFromString(row.text(2)).value_or(ActorKind::System);
    m.authorId = row.optionalNumber(3);
    m.internal = row.boolean(4);
    m.body = row.text(5);
    m.createdAt = row.timestamp(6);
    m.authorName = row.text(7);
    m.heldUntil = row.optionalTimestamp(8);
    return m;
}

Outcome addAttachments(Database &database, QList<Message> &list)
{
    QList<qint64> ids;
    for (const Message &message : std::as_const(list))
        ids.append(message.id.value());
    if (ids.isEmpty())
        return done;
    Statement s(database, QStringLiteral("select message_id, id from attachments where %1 order by id")
                              .arg(inList(database.dialect(), QStringLiteral("message_id"))));
    s.bindList(ids);
    if (const Outcome run = s.exec(); !run)
        return run;
    while (s.next()) {
        const qsizetype at = ids.indexOf(s.number(0));
        if (at >= 0)
            list[at].attachments.append(s.id<AttachmentId>(1));
    }
    return done;
}

Outcome addFurther(Database &database, QList<Message> &list)
{
    if (const Outcome added = addAttachments(database, list); !added)
        return added;
    return mentions::addTo(database, list);
}

} // namespace

Result<std::optional<Message>> find(Database &database, MessageId id)
{
    QList<Message> list;
    {
        Statement s(database, selectFrom() + QStringLiteral("where m.id = ?"));
        s.bind(id);
        const auto rows = readAll<Message>(s, [](Statement &row) { return readMessage(row); });
        if (!rows)
            return rows.error();
        list = *rows;
    }
    if (list.isEmpty())
        return std::optional<Message>();
    if (const Outcome added = addFurther(database, list); !added)
        return added.error();
    return std::optional<Message>(list.first());
}

Result<Page<Message>> list(Database &database, IncidentId incident, bool withInternal, const PageRequest &page)
{
    const auto keys =
        KeyPage::make({{QStringLiteral("created"), {}, {}}}, QStringLiteral("created"), page, QStringLiteral("m.id"));
    if (!keys)
        return keys.error();
    Page<Message> result;
    {
        Statement s(database, selectFrom() + QStringLiteral("where m.incident_id = ? and %1%2 %3")
                                                 .arg(keys->where,
                                                      withInternal ? QString() : QStringLiteral(" and m.internal = 0"),
                                                      keys->order));
        s.bind(incident);
        keys->bind(s);
        auto read = keys->read<Message>(s, 9, [](Statement &row) { return readMessage(row); });
        if (!read)
            return read.error();
        result = *std::move(read);
    }
    if (const Outcome added = addFurther(database, result.items); !added)
        return added.error();
    return result;
}

} // namespace mostrador::storage::messages
