// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/heldmessages.h"

#include "storage/searchtext.h"
#include "storage/statement.h"

namespace mostrador::storage::heldmessages {

namespace {

QString columns()
{
    return QStringLiteral("select message_id, incident_id, until_at, effect from held_messages ");
}

Hold readHold(const Statement &row)
{
    return {row.id<MessageId>(0), row.id<IncidentId>(1), row.timestamp(2), row.json(3)};
}

Outcome runFor(Database &database, const QString &sql, MessageId message)
{
    Statement s(database, sql);
    return s.bind(message).exec();
}

} // namespace

Outcome insert(Database &database, const Hold &hold)
{
    Statement s(database, QStringLiteral("insert into held_messages (message_id, incident_id, until_at, effect) "
                                         "values (?, ?, ?, ?)"));
    return s.bind(hold.message).bind(hold.incident).bind(hold.until).bind(hold.effect).exec();
}

Result<std::optional<Hold>> find(Database &database, MessageId message)
{
    Statement s(database, columns() + QStringLiteral("where message_id = ?"));
    s.bind(message);
    return readOne<Hold>(s, [](Statement &row) { return readHold(row); });
}

Result<QList<Hold>> ofIncident(Database &database, IncidentId incident, Timestamp now)
{
    Statement s(database, columns() + QStringLiteral("where incident_id = ? and until_at > ? order by message_id"));
    s.bind(incident).bind(now);
    return readAll<Hold>(s, [](Statement &row) { return readHold(row); });
}

Result<bool> withdraw(Database &database, const Message &message)
{
    // The delivery decides, not the clock: whoever has leased it may be sending it now.
    const Outcome stopped = runFor(database,
                                   QStringLiteral("delete from outbox where message_id = ? and state = 'pending' "
                                                  "and attempts = 0 and leased_until = 0"),
                                   message.id);
    if (!stopped)
        return stopped.error();
    {
        Statement s(database, QStringLiteral("select count(*) from outbox where message_id = ?"));
        s.bind(message.id);
        const auto left = readOne<qint64>(s, [](Statement &row) { return row.number(0); });
        if (!left)
            return left.error();
        if (left->value_or(0) != 0)
            return false;
    }
    {
        // The same text may have been said twice; one of them is as good as the other.
        Statement s(database, QStringLiteral("delete from search_texts where id = (select max(id) from search_texts "
                                             "where incident_id = ? and kind = ? and folded = ?)"));
        s.bind(message.incident).bind(message.internal ? 2 : 1).bind(foldForSearch(message.body));
        if (const Outcome run = s.exec(); !run)
            return run.error();
    }
    {
        Statement s(database, QStringLiteral("update incidents set message_count = message_count - 1 where id = ?"));
        if (const Outcome run = s.bind(message.incident).exec(); !run)
            return run.error();
    }
    for (const QString &sql :
         {QStringLiteral("update attachments set incident_id = null, message_id = null where message_id = ?"),
          QStringLiteral("delete from held_messages where message_id = ?"),
          QStringLiteral("delete from mentions where message_id = ?"),
          QStringLiteral("delete from messages where id = ?")}) {
        if (const Outcome run = runFor(database, sql, message.id); !run)
            return run.error();
    }
    return true;
}

Result<std::optional<Timestamp>> firstAnswer(Database &database, IncidentId incident, MessageId except)
{
    Statement s(database, QStringLiteral("select min(created_at) from messages where incident_id = ? and internal = 0 "
                                         "and author_kind in ('employee', 'api_key') and id <> ?"));
    s.bind(incident).bind(except);
    const auto at = readOne<std::optional<Timestamp>>(s, [](Statement &row) { return row.optionalTimestamp(0); });
    if (!at)
        return at.error();
    return at->value_or(std::nullopt);
}

Result<qint64> removeOver(Database &database, Timestamp before, int limit)
{
    Statement s(database, QStringLiteral("delete from held_messages where message_id in (select message_id "
                                         "from held_messages where until_at < ? order by until_at limit %1)")
                              .arg(limit));
    s.bind(before);
    if (const Outcome run = s.exec(); !run)
        return run.error();
    return s.rowsAffected();
}

} // namespace mostrador::storage::heldmessages
