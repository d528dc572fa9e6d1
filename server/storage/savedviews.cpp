// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/savedviews.h"

#include "protocol/jsonreader.h"
#include "storage/keypage.h"
#include "storage/searchtext.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace mostrador::storage::views {

namespace {

QString columns()
{
    return QStringLiteral("id, name, scope, owner_id, team_id, query, sort, columns, position, created_at, "
                          "updated_at, version");
}

SavedView readView(const Statement &row)
{
    SavedView view;
    view.id = row.id<ViewId>(0);
    view.name = row.text(1);
    view.scope = static_cast<ViewScope>(row.number(2));
    view.owner = row.optionalId<EmployeeId>(3);
    view.team = row.optionalId<TeamId>(4);
    view.query = row.text(5);
    view.sort = row.text(6);
    for (const QJsonValue &column : QJsonDocument::fromJson(row.text(7).toUtf8()).array())
        view.columns.append(column.toString());
    view.position = row.number(8);
    view.createdAt = row.timestamp(9);
    view.updatedAt = row.timestamp(10);
    view.version = row.number(11);
    return view;
}

QString scopeKey(ViewScope scope, std::optional<EmployeeId> owner, std::optional<TeamId> team)
{
    switch (scope) {
    case ViewScope::Personal:
        return QStringLiteral("employee ") + owner.value_or(EmployeeId()).toString();
    case ViewScope::Team:
        return QStringLiteral("team ") + team.value_or(TeamId()).toString();
    case ViewScope::Everyone:
        break;
    }
    return QStringLiteral("everyone");
}

Problem named(const Problem &problem)
{
    // SQLite names the first column of the constraint alone.
    return withTakenField(withTakenField(problem, QStringLiteral("name"), QStringLiteral("/name")),
                          QStringLiteral("scope_key"), QStringLiteral("/name"));
}

void bindView(Statement &s, const SavedView &view)
{
    s.bind(view.name).bind(foldForUniqueness(view.name)).bind(static_cast<int>(view.scope));
    s.bind(view.owner).bind(view.team).bind(scopeKey(view.scope, view.owner, view.team));
    s.bind(view.query).bind(view.sort);
    s.bind(QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(view.columns)).toJson(QJsonDocument::Compact)));
    s.bind(view.position).bind(view.updatedAt).bind(view.version);
}

} // namespace

Result<ViewId> insert(Database &database, const SavedView &view)
{
    Statement s(database, QStringLiteral("insert into saved_views (name, name_folded, scope, owner_id, team_id, "
                                         "scope_key, query, sort, columns, position, updated_at, version, created_at) "
                                         "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id"));
    bindView(s, view);
    s.bind(view.createdAt);
    const auto id = readOne<ViewId>(s, [](Statement &row) { return row.id<ViewId>(0); });
    if (!id)
        return named(id.error());
    return id->value();
}

Result<std::optional<SavedView>> find(Database &database, ViewId id)
{
    Statement s(database, QStringLiteral("select %1 from saved_views where id = ?").arg(columns()));
    s.bind(id);
    return readOne<SavedView>(s, [](Statement &row) { return readView(row); });
}

Result<std::optional<SavedView>> findForUpdate(Database &database, ViewId id)
{
    Statement s(database, QStringLiteral("select %1 from saved_views where id = ?%2")
                              .arg(columns(), database.isPostgresql() ? QStringLiteral(" for update") : QString()));
    s.bind(id);
    return readOne<SavedView>(s, [](Statement &row) { return readView(row); });
}

Result<bool> update(Database &database, const SavedView &view, qint64 expectedVersion)
{
    Statement s(database, QStringLiteral("update saved_views set name = ?, name_folded = ?, scope = ?, owner_id = ?, "
                                         "team_id = ?, scope_key = ?, query = ?, sort = ?, columns = ?, position = ?, "
                                         "updated_at = ?, version = ? where id = ? and version = ?"));
    bindView(s, view);
    s.bind(view.id).bind(expectedVersion);
    if (const Outcome run = s.exec(); !run)
        return named(run.error());
    return s.rowsAffected() == 1;
}

Result<bool> remove(Database &database, ViewId id, qint64 expectedVersion)
{
    Statement s(database, QStringLiteral("delete from saved_views where id = ? and version = ?"));
    s.bind(id).bind(expectedVersion);
    if (const Outcome run = s.exec(); !run)
        return run.error();
    return s.rowsAffected() == 1;
}

Outcome removeOf(Database &database, EmployeeId owner)
{
    Statement s(database, QStringLiteral("delete from saved_views where owner_id = ?"));
    return s.bind(owner).exec();
}

Result<qint64> nextPosition(Database &database, const ViewStanding &scope)
{
    Statement s(database, QStringLiteral("select coalesce(max(position) + 1, 0) from saved_views where scope_key = ?"));
    s.bind(scopeKey(scope.scope, scope.owner, scope.team));
    const auto next = readOne<qint64>(s, [](Statement &row) { return row.number(0); });
    if (!next)
        return next.error();
    return next->value_or(0);
}

Result<Page<SavedView>> list(Database &database, const Filter &filter, const PageRequest &page)
{
    const auto keys =
        KeyPage::make({{QStringLiteral("position"),
                        {QStringLiteral("scope"), QStringLiteral("position"), QStringLiteral("name_folded")},
                        {false, false, true}},
                       {QStringLiteral("name"), {QStringLiteral("name_folded")}, {true}},
                       {QStringLiteral("created"), {QStringLiteral("created_at")}, {false}}},
                      QStringLiteral("position"), page, QStringLiteral("id"));
    if (!keys)
        return keys.error();
    QString where = keys->where + QStringLiteral(" and (scope = 2 or owner_id = ? or ");
    where +=
        filter.allTeams ? QStringLiteral("scope = 1)") : inList(database.dialect(), QStringLiteral("team_id")) + u')';
    QStringList wanted = foldForUniqueness(filter.words).split(u' ', Qt::SkipEmptyParts);
    wanted.resize(std::min<qsizetype>(wanted.size(), 10));
    for (qsizetype i = 0; i < wanted.size(); ++i)
        where += QStringLiteral(" and name_folded like ? escape '!'");
    Statement s(
        database,
        QStringLiteral("select %1%2 from saved_views where %3 %4").arg(columns(), keys->columns, where, keys->order));
    keys->bind(s);
    s.bind(filter.owner);
    if (!filter.allTeams) {
        QList<qint64> teams;
        for (const TeamId id : filter.teams)
            teams.append(id.value());
        s.bindList(teams);
    }
    for (const QString &word : std::as_const(wanted))
        s.bind(likePart(word));
    return keys->read<SavedView>(s, 12, [](Statement &row) { return readView(row); });
}

} // namespace mostrador::storage::views
