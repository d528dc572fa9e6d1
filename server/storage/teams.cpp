// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/teams.h"

#include "protocol/jsonreader.h"
#include "storage/keypage.h"
#include "storage/searchtext.h"

namespace mostrador::storage::teams {

namespace {

QString columns()
{
    return QStringLiteral("id, name, description, restricted, created_at, updated_at, version");
}

Team readTeam(const Statement &row)
{
    return Team{row.id<TeamId>(0), row.text(1),      row.text(2),  row.boolean(3),
                row.timestamp(4),  row.timestamp(5), row.number(6)};
}

Problem named(const Problem &problem)
{
    return withTakenField(problem, QStringLiteral("name"), QStringLiteral("/name"));
}

void bindTeam(Statement &s, const Team &t)
{
    s.bind(t.name)
        .bind(foldForUniqueness(t.name))
        .bind(u' ' + foldForSearch(t.name))
        .bind(t.description)
        .bind(t.restricted);
    s.bind(t.updatedAt).bind(t.version);
}

} // namespace

Result<TeamId> insert(Database &database, const Team &team)
{
    Statement s(database,
                QStringLiteral("insert into teams (name, name_folded, name_search, description, restricted, "
                               "updated_at, version, created_at) values (?, ?, ?, ?, ?, ?, ?, ?) returning id"));
    bindTeam(s, team);
    s.bind(team.createdAt);
    const auto id = readOne<TeamId>(s, [](Statement &row) { return row.id<TeamId>(0); });
    if (!id)
        return named(id.error());
    return id->value();
}

Result<std::optional<Team>> find(Database &database, TeamId id)
{
    Statement s(database, QStringLiteral("select %1 from teams where id = ?").arg(columns()));
    s.bind(id);
    return readOne<Team>(s, [](Statement &row) { return readTeam(row); });
}

Result<std::optional<Team>> findByName(Database &database, const QString &name)
{
    Statement s(database, QStringLiteral("select %1 from teams where name_folded = ?").arg(columns()));
    s.bind(foldForUniqueness(name));
    return readOne<Team>(s, [](Statement &row) { return readTeam(row); });
}

Result<std::optional<Team>> findForUpdate(Database &database, TeamId id)
{
    Statement s(database, QStringLiteral("select %1 from teams where id = ?%2")
                              .arg(columns(), database.isPostgresql() ? QStringLiteral(" for update") : QString()));
    s.bind(id);
    return readOne<Team>(s, [](Statement &row) { return readTeam(row); });
}

Result<bool> update(Database &database, const Team &team, qint64 expectedVersion)
{
    Statement s(database,
                QStringLiteral("update teams set name = ?, name_folded = ?, name_search = ?, description = ?, "
                               "restricted = ?, updated_at = ?, version = ? where id = ? and version = ?"));
    bindTeam(s, team);
    s.bind(team.id).bind(expectedVersion);
    if (const Outcome run = s.exec(); !run)
        return named(run.error());
    return s.rowsAffected() == 1;
}

Result<bool> remove(Database &database, TeamId id, qint64 expectedVersion)
{
    Problem inUse;
    inUse.code = ErrorCode::InUse;
    {
        // Asked first, because a refused delete would cost PostgreSQL's whole transaction.
        Statement s(
            database,
            QStringLiteral("select (select count(*) from (select 1 from incidents where team_id = ? limit 1) x) + "
                           "(select count(*) from (select 1 from employee_teams where team_id = ? limit 1) y) + "
                           "(select count(*) from (select 1 from saved_views where team_id = ? limit 1) v) + "
                           "(select count(*) from (select 1 from canned_replies where team_id = ? limit 1) r)"));
        s.bind(id).bind(id).bind(id).bind(id);
        const auto uses = readOne<qint64>(s, [](Statement &row) { return row.number(0); });
        if (!uses)
            return uses.error();
        if (uses->value_or(0) > 0)
            return inUse;
    }
    Statement s(database, QStringLiteral("delete from teams where id = ? and version = ?"));
    s.bind(id).bind(expectedVersion);
    if (const Outcome run = s.exec(); !run)
        return run.error().code == ErrorCode::Conflict ? inUse : run.error();
    return s.rowsAffected() == 1;
}

Result<Page<Team>> list(Database &database, const QString &words, const PageRequest &page)
{
    const auto keys = KeyPage::make({{QStringLiteral("name"), {QStringLiteral("name_search")}, {true}},
                                     {QStringLiteral("created"), {QStringLiteral("created_at")}, {false}}},
                                    QStringLiteral("name"), page, QStringLiteral("id"));
    if (!keys)
        return keys.error();
    QString where = keys->where;
    QStringList wanted = foldForSearch(words).split(u' ', Qt::SkipEmptyParts);
    wanted.resize(std::min<qsizetype>(wanted.size(), 10));
    for (qsizetype i = 0; i < wanted.size(); ++i)
        where += QStringLiteral(" and name_search like ? escape '!'");
    Statement s(database,
                QStringLiteral("select %1%2 from teams where %3 %4").arg(columns(), keys->columns, where, keys->order));
    keys->bind(s);
    for (const QString &word : std::as_const(wanted))
        s.bind(likeWordStart(word));
    return keys->read<Team>(s, 7, [](Statement &row) { return readTeam(row); });
}

} // namespace mostrador::storage::teams
