// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/incidents.h"

#include "storage/incidentquery.h"
#include "storage/incidentrow.h"
#include "storage/incidentsort.h"

namespace mostrador::storage::incidents {

namespace {

/// Fewer hits than this make the search look for parts of words too.
constexpr int fewHits = 50;
/// So many hits of words are walked through at once.
constexpr int mostHits = 5'000'000;

void bindAll(Statement &s, const QVariantList &values)
{
    for (const QVariant &value : values) {
        if (value.userType() == QMetaType::QString)
            s.bind(value.toString());
        else
            s.bind(value.toLongLong());
    }
}

Result<std::optional<Incident>> readWithDescription(Statement &s)
{
    return readOne<Incident>(s, [](Statement &row) {
        Incident incident = readIncident(row);
        incident.description = row.text(incidentColumnCount);
        return incident;
    });
}

/// Lists are planned anew each time: which way is quick depends on how common the status, tag or word asked for is, and
/// a plan for any value walks a whole index for a rare one. Costs one round trip; the setting ends with the
/// transaction.
Outcome planForValues(Database &database)
{
    if (!database.isPostgresql() || !database.inTransaction())
        return done;
    return database.execute(QStringLiteral("set local plan_cache_mode = force_custom_plan"));
}

Result<qint64> countAs(Database &database, const searchquery::Query &query, const QueryContext &context,
                       TextWidth width, qint64 cap)
{
    const auto part = countStatement(query, context, database.dialect(), width, cap);
    if (!part)
        return part.error();
    Statement s(database, part->sql);
    bindAll(s, part->values);
    const auto n = readOne<qint64>(s, [](Statement &row) { return row.number(0); });
    if (!n)
        return n.error();
    return n->value();
}

/// Whole words find so little that parts of words are looked for too.
Result<bool> needsParts(Database &database, const searchquery::Query &query, const QueryContext &context)
{
    const auto n = countAs(database, query, context, TextWidth::Words, fewHits);
    if (!n)
        return n.error();
    return *n < fewHits;
}

QString selectWithDescription(const QString &where)
{
    return QStringLiteral("select %1, (select m.body from messages m where m.incident_id = i.id order by m.id limit 1) "
                          "from incidents i %2 where %3")
        .arg(incidentColumns(), incidentJoins(), where);
}

} // namespace

Result<std::optional<Incident>> find(Database &database, IncidentId id)
{
    Statement s(database, selectWithDescription(QStringLiteral("i.id = ?")));
    s.bind(id);
    return readWithDescription(s);
}

Result<std::optional<Incident>> findForUpdate(Database &database, IncidentId id)
{
    Statement s(database, QStringLiteral("select %1 from incidents i %2 where i.id = ?%3")
                              .arg(incidentColumns(), incidentJoins(),
                                   database.isPostgresql() ? QStringLiteral(" for update of i") : QString()));
    s.bind(id);
    return readOne<Incident>(s, [](Statement &row) { return readIncident(row); });
}

Result<std::optional<Incident>> findByExternalReference(Database &database, const QString &externalReference)
{
    Statement s(database,
                selectWithDescription(QStringLiteral("i.external_reference = ? and i.external_reference <> ''")));
    s.bind(externalReference);
    return readWithDescription(s);
}

Result<std::optional<IncidentStanding>> standing(Database &database, IncidentId id)
{
    Statement s(database,
                QStringLiteral("select i.customer_id, i.assignee_id, i.team_id, t.restricted from incidents i "
                               "left join teams t on t.id = i.team_id where i.id = ?"));
    s.bind(id);
    return readOne<IncidentStanding>(s, [](Statement &row) {
        return IncidentStanding{row.id<CustomerId>(0), row.optionalId<EmployeeId>(1), row.optionalId<TeamId>(2),
                                row.boolean(3)};
    });
}

Result<Page<Incident>> list(Database &database, const searchquery::Query &query, const QueryContext &context,
                            const PageRequest &page)
{
    const auto keys = incidentKeys(page);
    if (!keys)
        return keys.error();
    const auto compiled = compileQuery(query, context, database.dialect(), TextWidth::Words);
    if (!compiled)
        return compiled.error();
    if (const Outcome planned = planForValues(database); !planned)
        return planned.error();
    // The first page decides how wide the search is; the others follow what its cursor says.
    int mode = keys->mode;
    const bool first = page.cursor.isEmpty() && !page.after && !page.until;
    if (first && compiled->canWiden && !page.ids.isEmpty()) {
        // Single rows are looked for as the whole list would find them.
        const auto wide = needsParts(database, query, context);
        if (!wide)
            return wide.error();
        mode = *wide ? 1 : 0;
    }
    for (;;) {
        const auto part = listStatement(query, context, database.dialect(),
                                        mode == 0 ? TextWidth::Words : TextWidth::Substrings, page);
        if (!part)
            return part.error();
        KeyPage reader = *keys;
        reader.mode = mode;
        Statement s(database, part->sql);
        bindAll(s, part->values);
        auto rows = reader.read<Incident>(s, incidentColumnCount, [](Statement &row) { return readIncident(row); });
        if (!rows)
            return rows.error();
        const bool few = rows->nextCursor.isEmpty() && rows->items.size() < fewHits;
        if (mode == 0 && compiled->canWiden && first && page.ids.isEmpty() && few) {
            mode = 1;
            continue;
        }
        return *std::move(rows);
    }
}

Result<Places> places(Database &database, const searchquery::Query &query, const QueryContext &context,
                      const PageRequest &page, int step, int mostRows)
{
    const auto compiled = compileQuery(query, context, database.dialect(), TextWidth::Words);
    if (!compiled)
        return compiled.error();
    if (const Outcome planned = planForValues(database); !planned)
        return planned.error();
    const auto keys = incidentKeys(page);
    if (!keys)
        return keys.error();
    bool parts = keys->mode == 1;
    if (page.cursor.isEmpty() && !page.after && !page.until && compiled->canWiden) {
        const auto wide = needsParts(database, query, context);
        if (!wide)
            return wide.error();
        parts = *wide;
    }
    PageRequest walk = page;
    walk.limit = compiled->hasText ? mostHits / step * step : mostRows;
    const auto part = placesStatement(query, context, database.dialect(),
                                      parts ? TextWidth::Substrings : TextWidth::Words, walk, step);
    if (!part)
        return part.error();
    Statement s(database, part->sql);
    bindAll(s, part->values);
    if (const Outcome run = s.exec(); !run)
        return run.error();
    Places result;
    while (s.next()) {
        const qint64 number = s.number(2);
        if (number > walk.limit) {
            result.next = result.places.last();
            continue;
        }
        result.rows = number;
        if (number % step == 0)
            result.places.append({s.number(0), s.number(1), parts});
    }
    return result;
}

Result<qint64> count(Database &database, const searchquery::Query &query, const QueryContext &context, qint64 cap)
{
    const auto compiled = compileQuery(query, context, database.dialect(), TextWidth::Words);
    if (!compiled)
        return compiled.error();
    if (const Outcome planned = planForValues(database); !planned)
        return planned.error();
    for (const TextWidth width : {TextWidth::Words, TextWidth::Substrings}) {
        const auto n = countAs(database, query, context, width, cap);
        if (!n || width == TextWidth::Substrings || !compiled->canWiden || *n >= fewHits)
            return n;
    }
    return Problem::internal(QStringLiteral("count without an answer"));
}

Result<QList<IncidentId>> resolvedBefore(Database &database, Timestamp before, int limit)
{
    Statement s(database, QStringLiteral("select id from incidents where status = 'resolved' and resolved_at < ? "
                                         "order by resolved_at limit %1")
                              .arg(limit));
    s.bind(before);
    return readAll<IncidentId>(s, [](Statement &row) { return row.id<IncidentId>(0); });
}

} // namespace mostrador::storage::incidents
