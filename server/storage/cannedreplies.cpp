// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/cannedreplies.h"

#include "protocol/jsonreader.h"
#include "storage/keypage.h"
#include "storage/searchtext.h"

namespace mostrador::storage::cannedreplies {

namespace {

QString columns()
{
    return QStringLiteral("id, title, shortcut, body, language, team_id, archived, created_at, updated_at, version");
}

CannedReply readReply(const Statement &row)
{
    return CannedReply{row.id<CannedReplyId>(0),  row.text(1),    row.text(2),      row.text(3),      row.text(4),
                       row.optionalId<TeamId>(5), row.boolean(6), row.timestamp(7), row.timestamp(8), row.number(9)};
}

Problem named(const Problem &problem)
{
    return withTakenField(problem, QStringLiteral("shortcut"), QStringLiteral("/shortcut"));
}

void bindReply(Statement &s, const CannedReply &reply)
{
    s.bind(reply.title).bind(foldForSearch(reply.title)).bind(reply.shortcut).bind(foldForUniqueness(reply.shortcut));
    s.bind(reply.body).bind(foldForSearch(reply.title + u' ' + reply.shortcut + u' ' + reply.body));
    s.bind(reply.language).bind(reply.team).bind(reply.archived).bind(reply.updatedAt).bind(reply.version);
}

} // namespace

Result<CannedReplyId> insert(Database &database, const CannedReply &reply)
{
    Statement s(database, QStringLiteral("insert into canned_replies (title, title_sort, shortcut, shortcut_folded, "
                                         "body, search_text, language, team_id, archived, updated_at, version, "
                                         "created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id"));
    bindReply(s, reply);
    s.bind(reply.createdAt);
    const auto id = readOne<CannedReplyId>(s, [](Statement &row) { return row.id<CannedReplyId>(0); });
    if (!id)
        return named(id.error());
    return id->value();
}

Result<std::optional<CannedReply>> find(Database &database, CannedReplyId id)
{
    Statement s(database, QStringLiteral("select %1 from canned_replies where id = ?").arg(columns()));
    s.bind(id);
    return readOne<CannedReply>(s, [](Statement &row) { return readReply(row); });
}

Result<std::optional<CannedReply>> findForUpdate(Database &database, CannedReplyId id)
{
    Statement s(database, QStringLiteral("select %1 from canned_replies where id = ?%2")
                              .arg(columns(), database.isPostgresql() ? QStringLiteral(" for update") : QString()));
    s.bind(id);
    return readOne<CannedReply>(s, [](Statement &row) { return readReply(row); });
}

Result<bool> update(Database &database, const CannedReply &reply, qint64 expectedVersion)
{
    Statement s(database, QStringLiteral("update canned_replies set title = ?, title_sort = ?, shortcut = ?, "
                                         "shortcut_folded = ?, body = ?, search_text = ?, language = ?, team_id = ?, "
                                         "archived = ?, updated_at = ?, version = ? where id = ? and version = ?"));
    bindReply(s, reply);
    s.bind(reply.id).bind(expectedVersion);
    if (const Outcome run = s.exec(); !run)
        return named(run.error());
    return s.rowsAffected() == 1;
}

Result<bool> remove(Database &database, CannedReplyId id, qint64 expectedVersion)
{
    Statement s(database, QStringLiteral("delete from canned_replies where id = ? and version = ?"));
    s.bind(id).bind(expectedVersion);
    if (const Outcome run = s.exec(); !run)
        return run.error();
    return s.rowsAffected() == 1;
}

Result<Page<CannedReply>> list(Database &database, const Filter &filter, const PageRequest &page)
{
    const auto keys = KeyPage::make({{QStringLiteral("title"), {QStringLiteral("title_sort")}, {true}},
                                     {QStringLiteral("shortcut"), {QStringLiteral("shortcut_folded")}, {true}},
                                     {QStringLiteral("created"), {QStringLiteral("created_at")}, {false}},
                                     {QStringLiteral("updated"), {QStringLiteral("updated_at")}, {false}}},
                                    QStringLiteral("title"), page, QStringLiteral("id"));
    if (!keys)
        return keys.error();
    QString where = keys->where;
    QStringList wanted = foldForSearch(filter.words).split(u' ', Qt::SkipEmptyParts);
    wanted.resize(std::min<qsizetype>(wanted.size(), 10));
    for (qsizetype i = 0; i < wanted.size(); ++i)
        where += QStringLiteral(" and search_text like ? escape '!'");
    if (!filter.language.isEmpty())
        where += QStringLiteral(" and language in ('', ?)");
    if (filter.offeredTo)
        where += QStringLiteral(" and archived = 0 and (team_id is null or %1)")
                     .arg(inList(database.dialect(), QStringLiteral("team_id")));
    Statement s(database, QStringLiteral("select %1%2 from canned_replies where %3 %4")
                              .arg(columns(), keys->columns, where, keys->order));
    keys->bind(s);
    for (const QString &word : std::as_const(wanted))
        s.bind(likePart(word));
    if (!filter.language.isEmpty())
        s.bind(filter.language);
    if (filter.offeredTo) {
        QList<qint64> teams;
        for (const TeamId id : *filter.offeredTo)
            teams.append(id.value());
        s.bindList(teams);
    }
    return keys->read<CannedReply>(s, 10, [](Statement &row) { return readReply(row); });
}

} // namespace mostrador::storage::cannedreplies
