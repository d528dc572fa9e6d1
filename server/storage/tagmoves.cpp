// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/tagmoves.h"

#include "storage/statement.h"

namespace mostrador::storage::tagmoves {

Outcome insert(Database &database, const Move &move)
{
    {
        Statement s(database, QStringLiteral("update tag_moves set into_name = ? where into_name = ?"));
        s.bind(move.into).bind(move.from);
        if (const Outcome run = s.exec(); !run)
            return run;
    }
    Statement s(database, QStringLiteral("insert into tag_moves (from_name, into_name, actor_kind, actor_id, "
                                         "actor_name, moved, created_at) values (?, ?, ?, ?, ?, 0, ?)"));
    s.bind(move.from).bind(move.into).bind(toString(move.actorKind)).bind(move.actorId).bind(move.actorName);
    return s.bind(move.createdAt).exec();
}

Result<std::optional<Move>> take(Database &database)
{
    Statement s(database,
                QStringLiteral("select id, from_name, into_name, actor_kind, actor_id, actor_name, moved, created_at "
                               "from tag_moves order by id limit 1%1")
                    .arg(database.isPostgresql() ? QStringLiteral(" for update skip locked") : QString()));
    return readOne<Move>(s, [](Statement &row) {
        return Move{row.number(0),         row.text(1),
                    row.text(2),           actorKindFromString(row.text(3)).value_or(ActorKind::System),
                    row.optionalNumber(4), row.text(5),
                    row.number(6),         row.timestamp(7)};
    });
}

Result<QList<IncidentId>> carriers(Database &database, const QString &tag, int limit)
{
    Statement s(
        database,
        QStringLiteral("select incident_id from incident_tags where tag = ? order by incident_id limit %1").arg(limit));
    s.bind(tag);
    return readAll<IncidentId>(s, [](Statement &row) { return row.id<IncidentId>(0); });
}

Outcome addMoved(Database &database, qint64 id, qint64 incidents)
{
    Statement s(database, QStringLiteral("update tag_moves set moved = moved + ? where id = ?"));
    return s.bind(incidents).bind(id).exec();
}

Outcome remove(Database &database, qint64 id)
{
    Statement s(database, QStringLiteral("delete from tag_moves where id = ?"));
    return s.bind(id).exec();
}

Result<bool> isSource(Database &database, const QString &tag)
{
    Statement s(database, QStringLiteral("select 1 from tag_moves where from_name = ?"));
    s.bind(tag);
    const auto found = readOne<bool>(s, [](Statement &) { return true; });
    if (!found)
        return found.error();
    return found->has_value();
}

Result<QStringList> sourcesOf(Database &database, const QString &tag)
{
    Statement s(database, QStringLiteral("select from_name from tag_moves where into_name = ? order by from_name"));
    s.bind(tag);
    const auto names = readAll<QString>(s, [](Statement &row) { return row.text(0); });
    if (!names)
        return names.error();
    return QStringList(*names);
}

Outcome removeStray(Database &database, const QString &tag, IncidentId incident)
{
    Statement s(database, QStringLiteral("delete from incident_tags where tag = ? and incident_id = ?"));
    return s.bind(tag).bind(incident).exec();
}

} // namespace mostrador::storage::tagmoves
