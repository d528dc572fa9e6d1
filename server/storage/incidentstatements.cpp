// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/incidentconditions.h"
#include "storage/incidentquery.h"
#include "storage/incidentrow.h"
#include "storage/incidentsort.h"

namespace mostrador::storage {

namespace {

/// A compiled query with what the actor may see.
struct Wanted
{
    CompiledQuery query;
    SqlPart where;
};

Result<Wanted> wanted(const searchquery::Query &query, const incidents::QueryContext &context, Dialect dialect,
                      TextWidth width, const QList<qint64> &ids = {}, bool ranked = false)
{
    auto compiled = compileQuery(query, context, dialect, width, ids, ranked);
    if (!compiled)
        return compiled.error();
    const SqlPart visible = visibleTo(context.actor, dialect);
    Wanted result{*std::move(compiled), {}};
    result.where = {QStringLiteral("%1 and %2").arg(result.query.where.sql, visible.sql),
                    result.query.where.values + visible.values};
    if (!ids.isEmpty()) {
        result.where.sql += QStringLiteral(" and ") + inList(dialect, QStringLiteral("i.id"));
        result.where.values.append(listLiteral(ids, dialect));
    }
    return result;
}

/// The incidents a query with words looks among. PostgreSQL: those of the driver one by one by their key; as a join the
/// planner, which knows little of how many hits there are, would read the whole table ("offset 0" keeps it from that).
/// @p ranked: with d.rank.
QString source(const CompiledQuery &compiled, Dialect dialect, bool ranked = false)
{
    if (compiled.driver.isEmpty())
        return QStringLiteral("incidents i");
    const QString each = ranked ? QStringLiteral("select incident_id, max(rank) as rank from %1 group by incident_id")
                                : QStringLiteral("select distinct incident_id from %1");
    if (dialect == Dialect::Sqlite)
        return QStringLiteral("(%1) d cross join incidents i on i.id = d.incident_id").arg(each.arg(compiled.driver));
    return QStringLiteral("(%1) d cross join lateral "
                          "(select x.* from incidents x where x.id = d.incident_id offset 0) i")
        .arg(each.arg(compiled.driver));
}

/// The first incidents of a list without the words that drive the query.
QString first(const Wanted &wanted, const QString &cursor, const QString &order)
{
    return QStringLiteral("select i.* from incidents i where %1 and %2 %3").arg(wanted.where.sql, cursor, order);
}

/// The rows of a page of a list without words, in order. @p order: theirs where they are put together of parts.
SqlPart walked(const QString &columns, const SqlPart &where, const KeyPage &keys, Dialect dialect, const QString &order)
{
    const QString walk = QStringLiteral("select %1 from incidents i where %2 and %3 %4");
    if (keys.parts.isEmpty())
        return {walk.arg(columns, where.sql, keys.where, keys.order), where.values + keys.values};
    QStringList parts;
    QVariantList values;
    for (const KeyPage::Part &part : keys.parts) {
        // SQLite would sort by a key that is an expression, though it is the same in all rows.
        const bool byId = part.oneKey && dialect == Dialect::Sqlite;
        parts.append(walk.arg(columns, where.sql, part.where, byId ? keys.orderById : keys.order));
        values += where.values + part.values;
    }
    if (parts.size() == 1)
        return {parts.constFirst(), values};
    for (QString &part : parts)
        part = QStringLiteral("select i.* from (%1) i").arg(part);
    return {QStringLiteral("select i.* from (%1) i %2").arg(parts.join(QLatin1String(" union all ")), order), values};
}

} // namespace

Result<SqlPart> listStatement(const searchquery::Query &query, const incidents::QueryContext &context, Dialect dialect,
                              TextWidth width, const PageRequest &page, int near)
{
    const auto keys = incidentKeys(page);
    if (!keys)
        return keys.error();
    const bool ranked = isByRelevance(page.sort);
    const auto all = wanted(query, context, dialect, width, page.ids, ranked);
    if (!all)
        return all.error();
    const CompiledQuery &compiled = all->query;
    const QString where = QStringLiteral("%1 and %2").arg(all->where.sql, keys->where);
    SqlPart part;
    part.values = compiled.with.values + all->where.values + keys->values;
    if (ranked) {
        if (compiled.driver.isEmpty())
            return Problem::internal(QStringLiteral("relevance without words"));
        // One number for rank and time: the higher rank first, within one the newer.
        part.sql = QStringLiteral("with %1, hits as materialized (select i.id, -(d.rank * 17592186044416 + "
                                  "i.created_at) as relevance from %2 where %3), "
                                  "page as materialized (select i.id, i.relevance from hits i where %4 %5) "
                                  "select %6, page.relevance from page join incidents i on i.id = page.id %7 "
                                  "order by page.relevance, i.id")
                       .arg(compiled.with.sql, source(compiled, dialect, true), all->where.sql, keys->where,
                            keys->order, incidentColumns(), incidentJoins());
        return part;
    }
    if (!compiled.hasText) {
        // The page is cut before the names are joined, so that the planner only has to walk an index.
        const SqlPart rows = walked(QStringLiteral("i.*"), all->where, *keys, dialect, keys->order);
        part.values = rows.values;
        part.sql = QStringLiteral("select %1%2 from (%3) i %4 %5")
                       .arg(incidentColumns(), keys->columns, rows.sql, incidentJoins(), keys->order);
        return part;
    }
    if (near > 0) {
        PageRequest wide = page;
        wide.limit = near;
        const auto wideKeys = incidentKeys(wide);
        if (!wideKeys)
            return wideKeys.error();
        // Not materialized: what fills the page soon looks at few of them.
        part.sql = QStringLiteral("with %1, page as materialized (select i.id from (%2) i where %3 %4) "
                                  "select %5%6 from page join incidents i on i.id = page.id %7 %4")
                       .arg(compiled.with.sql, first(*all, keys->where, wideKeys->order), compiled.driverFilter.sql,
                            keys->order, incidentColumns(), keys->columns, incidentJoins());
        part.values += compiled.driverFilter.values;
        return part;
    }
    // Hits are collected before they are sorted: walking an index in order until enough hits are met takes seconds
    // where there are few.
    part.sql =
        QStringLiteral("with %1, hits as materialized (select i.id, i.created_at, i.updated_at, i.priority, i.due_at, "
                       "i.status from %7 where %2), "
                       "page as materialized (select i.id from hits i %3) "
                       "select %4%5 from page join incidents i on i.id = page.id %6 %3")
            .arg(compiled.with.sql, where, keys->order, incidentColumns(), keys->columns, incidentJoins(),
                 source(compiled, dialect));
    return part;
}

Result<SqlPart> placesStatement(const searchquery::Query &query, const incidents::QueryContext &context,
                                Dialect dialect, TextWidth width, const PageRequest &page, int step)
{
    const auto keys = incidentKeys(page);
    if (!keys)
        return keys.error();
    const auto all = wanted(query, context, dialect, width, page.ids);
    if (!all)
        return all.error();
    const CompiledQuery &compiled = all->query;
    const QString where = QStringLiteral("%1 and %2").arg(all->where.sql, keys->where);
    const QString key = keys->columns.isEmpty() ? QStringLiteral("0") : keys->columns.mid(2);
    SqlPart part;
    part.values = compiled.with.values + all->where.values + keys->values;
    QString rows;
    if (compiled.hasText) {
        part.sql = QStringLiteral("with %1, hits as materialized (select i.id, i.created_at, i.updated_at, i.priority, "
                                  "i.due_at, i.status from %3 where %2) ")
                       .arg(compiled.with.sql, where, source(compiled, dialect));
        rows = QStringLiteral("select %1 as k, i.id from hits i %2").arg(key, keys->order);
    } else {
        const QString way = keys->isDescending() ? QStringLiteral(" desc") : QString();
        const SqlPart walk =
            walked(key + QStringLiteral(" as k, i.id"), all->where, *keys, dialect,
                   QStringLiteral("order by i.k%1, i.id%1 limit %2").arg(way, QString::number(keys->limit + 1)));
        rows = walk.sql;
        part.values = walk.values;
    }
    // The rows stay in the order they are read in: nothing between the two asks for another.
    part.sql += QStringLiteral("select k, id, n from (select x.k, x.id, row_number() over () as n, "
                               "lead(x.id) over () as following from (%1) x) y "
                               "where n % %2 = 0 or following is null order by n")
                    .arg(rows, QString::number(step));
    return part;
}

Result<SqlPart> countStatement(const searchquery::Query &query, const incidents::QueryContext &context, Dialect dialect,
                               TextWidth width, qint64 cap, int near, const PageRequest &among)
{
    const auto all = wanted(query, context, dialect, width);
    if (!all)
        return all.error();
    const CompiledQuery &compiled = all->query;
    const QString most = QString::number(cap + 1);
    SqlPart part;
    part.values = compiled.with.values + all->where.values;
    if (!compiled.hasText) {
        part.sql = QStringLiteral("select count(*) from (select 1 from incidents i where %1 limit %2) x")
                       .arg(all->where.sql, most);
    } else if (near > 0) {
        PageRequest wide = among;
        wide.limit = near - 1; // which reads one more
        const auto keys = incidentKeys(wide);
        if (!keys)
            return keys.error();
        if (cap < 0) {
            part.sql = QStringLiteral("with %1 select 0, (select count(*) from (%2) x)")
                           .arg(compiled.with.sql, first(*all, keys->where, keys->order));
            part.values += keys->values;
            return part;
        }
        part.sql = QStringLiteral("with %1, near as materialized (%2) select (select count(*) from "
                                  "(select 1 from near i where %3 limit %4) x), (select count(*) from near)")
                       .arg(compiled.with.sql, first(*all, keys->where, keys->order), compiled.driverFilter.sql, most);
        part.values += keys->values + compiled.driverFilter.values;
    } else {
        part.sql = QStringLiteral("with %1, hits as materialized (select i.id from %3 where %2) "
                                  "select count(*) from (select 1 from hits limit %4) x")
                       .arg(compiled.with.sql, all->where.sql, source(compiled, dialect), most);
    }
    return part;
}

} // namespace mostrador::storage
