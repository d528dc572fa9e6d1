// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/tags.h"

#include "storage/keypage.h"
#include "storage/searchtext.h"
#include "storage/tagmoves.h"

namespace mostrador::storage::tags {

namespace {

/// The count goes through the index, as far as the cap and one more.
QString columns()
{
    return QStringLiteral("id, name, description, colour, archived, created_at, updated_at, version, (select count(*) "
                          "from (select 1 from incident_tags i where i.tag = tags.name limit %1) n)")
        .arg(countCap + 1);
}
constexpr int columnCount = 9;

Tag readTag(const Statement &row)
{
    Tag tag;
    tag.id = row.id<TagId>(0);
    tag.name = row.text(1);
    tag.description = row.text(2);
    tag.colour = tagColourFromString(row.text(3)).value_or(TagColour::None);
    tag.archived = row.boolean(4);
    tag.createdAt = row.timestamp(5);
    tag.updatedAt = row.timestamp(6);
    tag.version = row.number(7);
    tag.incidentCount = std::min(row.number(8), countCap);
    tag.incidentCountCapped = row.number(8) > countCap;
    return tag;
}

Problem named(const Problem &problem)
{
    return withTakenField(problem, QStringLiteral("name"), QStringLiteral("/name"));
}

void bindTag(Statement &s, const Tag &tag)
{
    s.bind(tag.name).bind(foldForSearch(tag.name)).bind(tag.description).bind(toString(tag.colour));
    s.bind(tag.archived).bind(tag.updatedAt).bind(tag.version);
}

Outcome addMoves(Database &database, Tag &tag)
{
    const auto names = tagmoves::sourcesOf(database, tag.name);
    if (!names)
        return names.error();
    tag.movingFrom = *names;
    return done;
}

Result<std::optional<Tag>> withMoves(Database &database, Result<std::optional<Tag>> found)
{
    if (found && *found) {
        if (const Outcome added = addMoves(database, **found); !added)
            return added.error();
    }
    return found;
}

Result<std::optional<Tag>> findWith(Database &database, TagId id, const QString &lock)
{
    Statement s(database, QStringLiteral("select %1 from tags where id = ?%2").arg(columns(), lock));
    s.bind(id);
    return withMoves(database, readOne<Tag>(s, [](Statement &row) { return readTag(row); }));
}

} // namespace

Result<TagId> insert(Database &database, const Tag &tag)
{
    Statement s(database, QStringLiteral("insert into tags (name, name_search, description, colour, archived, "
                                         "updated_at, version, created_at) values (?, ?, ?, ?, ?, ?, ?, ?) "
                                         "returning id"));
    bindTag(s, tag);
    s.bind(tag.createdAt);
    const auto id = readOne<TagId>(s, [](Statement &row) { return row.id<TagId>(0); });
    if (!id)
        return named(id.error());
    return id->value();
}

Result<std::optional<Tag>> find(Database &database, TagId id)
{
    return findWith(database, id, QString());
}

Result<std::optional<Tag>> findByName(Database &database, const QString &name)
{
    Statement s(database, QStringLiteral("select %1 from tags where name = ?").arg(columns()));
    s.bind(name);
    return withMoves(database, readOne<Tag>(s, [](Statement &row) { return readTag(row); }));
}

Result<std::optional<Tag>> findForUpdate(Database &database, TagId id)
{
    return findWith(database, id, database.isPostgresql() ? QStringLiteral(" for update") : QString());
}

Result<bool> update(Database &database, const Tag &tag, qint64 expectedVersion)
{
    Statement s(database, QStringLiteral("update tags set name = ?, name_search = ?, description = ?, colour = ?, "
                                         "archived = ?, updated_at = ?, version = ? where id = ? and version = ?"));
    bindTag(s, tag);
    s.bind(tag.id).bind(expectedVersion);
    if (const Outcome run = s.exec(); !run)
        return named(run.error());
    return s.rowsAffected() == 1;
}

Result<bool> remove(Database &database, TagId id, qint64 expectedVersion)
{
    Statement s(database, QStringLiteral("delete from tags where id = ? and version = ?"));
    s.bind(id).bind(expectedVersion);
    if (const Outcome run = s.exec(); !run)
        return run.error();
    return s.rowsAffected() == 1;
}

Outcome ensure(Database &database, const QString &name, Timestamp now)
{
    // Looked for first: an insert that does nothing would use up a number. What becomes another tag does not come back.
    Statement s(database,
                QStringLiteral("insert into tags (name, name_search, description, colour, archived, updated_at, "
                               "version, created_at) select ?, ?, '', '', 0, ?, 1, ? where not exists (select 1 from "
                               "tags where name = ?) and not exists (select 1 from tag_moves where from_name = ?) "
                               "on conflict (name) do nothing"));
    s.bind(name).bind(foldForSearch(name)).bind(now).bind(now).bind(name).bind(name);
    return s.exec();
}

Result<qint64> adopt(Database &database, Timestamp now)
{
    QStringList missing;
    {
        Statement s(database,
                    QStringLiteral("with recursive used(tag) as (select min(tag) from incident_tags union all "
                                   "select (select min(i.tag) from incident_tags i where i.tag > used.tag) from used "
                                   "where used.tag is not null) select tag from used where tag is not null and not "
                                   "exists (select 1 from tags where name = used.tag) and not exists (select 1 from "
                                   "tag_moves where from_name = used.tag)"));
        const auto names = readAll<QString>(s, [](Statement &row) { return row.text(0); });
        if (!names)
            return names.error();
        missing = *names;
    }
    for (const QString &name : std::as_const(missing)) {
        if (const Outcome made = ensure(database, name, now); !made)
            return made.error();
    }
    return missing.size();
}

Result<Page<Tag>> list(Database &database, const Filter &filter, const PageRequest &page)
{
    const auto keys = KeyPage::make({{QStringLiteral("name"), {QStringLiteral("name_search")}, {true}},
                                     {QStringLiteral("created"), {QStringLiteral("created_at")}, {false}}},
                                    QStringLiteral("name"), page, QStringLiteral("id"));
    if (!keys)
        return keys.error();
    QString where = keys->where;
    const QString prefix = foldForSearch(filter.prefix);
    if (!prefix.isEmpty())
        where += QStringLiteral(" and name_search >= ? and name_search < ?");
    if (filter.offered)
        where += QStringLiteral(" and archived = 0");
    Page<Tag> result;
    {
        // Only what is on the page is counted.
        Statement s(database, QStringLiteral("select %1%2 from (select * from tags where %3 %4) tags %4")
                                  .arg(columns(), keys->columns, where, keys->order));
        keys->bind(s);
        if (!prefix.isEmpty())
            s.bind(prefix).bind(prefixEnd(prefix));
        auto read = keys->read<Tag>(s, columnCount, [](Statement &row) { return readTag(row); });
        if (!read)
            return read;
        result = *std::move(read);
    }
    for (Tag &tag : result.items) {
        if (const Outcome added = addMoves(database, tag); !added)
            return added.error();
    }
    return result;
}

} // namespace mostrador::storage::tags
