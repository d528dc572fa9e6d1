// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/incidents.h"

#include "storage/incidentnames.h"
#include "storage/incidentquery.h"
#include "storage/incidentrow.h"
#include "storage/incidentsort.h"

namespace mostrador::storage::incidents {

namespace {

/// Fewer hits than this make the search look for parts of words too.
constexpr int fewHits = 50;

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

namespace {

/// A query with words, asked in steps; see Reach.
class Asking
{
public:
    Asking(Database &database, const searchquery::Query &query, const QueryContext &context, TextWidth width)
        : m_database(database)
        , m_query(query)
        , m_context(context)
        , m_width(width)
    {}

    Result<Page<Incident>> page(const PageRequest &page, const KeyPage &keys, bool inSteps)
    {
        if (!inSteps)
            return read(page, keys, Reach::All, nullptr);
        std::optional<qint64> texts;
        auto few = read(page, keys, Reach::Few, &texts);
        if (!few)
            return few;
        if (!texts) {
            const auto counted = count(0, Reach::Few);
            if (!counted)
                return counted.error();
            texts = counted->second;
        }
        if (*texts <= fewTexts)
            return few;
        auto near = read(page, keys, Reach::Near, nullptr);
        if (!near || !near->nextCursor.isEmpty())
            return near;
        const auto seen = count(0, Reach::Near);
        if (!seen)
            return seen.error();
        return seen->second < nearIncidents ? near : read(page, keys, Reach::All, nullptr);
    }

    Result<qint64> number(qint64 cap, bool inSteps)
    {
        for (const Reach reach : {Reach::Few, Reach::Near}) {
            if (!inSteps)
                break;
            const auto counted = count(cap, reach);
            if (!counted)
                return counted.error();
            const bool complete = reach == Reach::Few ? counted->second <= fewTexts : counted->second < nearIncidents;
            if (complete || counted->first > cap)
                return counted->first;
        }
        const auto counted = count(cap, Reach::All);
        if (!counted)
            return counted.error();
        return counted->first;
    }

private:
    Result<Page<Incident>> read(const PageRequest &page, const KeyPage &keys, Reach reach, std::optional<qint64> *last)
    {
        const auto part = listStatement(m_query, m_context, m_database.dialect(), m_width, page, reach);
        if (!part)
            return part.error();
        Statement s(m_database, part->sql);
        bindAll(s, part->values);
        return keys.read<Incident>(s, incidentColumnCount, [&](Statement &row) {
            if (last)
                *last = row.number(incidentColumnCount + static_cast<int>(keys.isText.size()));
            return readIncident(row);
        });
    }

    /// The number and, but for Reach::All, the last column.
    Result<std::pair<qint64, qint64>> count(qint64 cap, Reach reach)
    {
        const auto part = countStatement(m_query, m_context, m_database.dialect(), m_width, cap, reach);
        if (!part)
            return part.error();
        Statement s(m_database, part->sql);
        bindAll(s, part->values);
        const auto counted = readOne<std::pair<qint64, qint64>>(
            s, [&](Statement &row) { return std::pair(row.number(0), reach == Reach::All ? 0 : row.number(1)); });
        if (!counted)
            return counted.error();
        return counted->value();
    }

    Database &m_database;
    const searchquery::Query &m_query;
    const QueryContext &m_context;
    TextWidth m_width;
};

/// SQLite's full text index has no plan that could go wrong.
bool goesInSteps(const Database &database, const CompiledQuery &compiled)
{
    return database.isPostgresql() && !compiled.driverFilter.sql.isEmpty();
}

} // namespace

Result<Page<Incident>> list(Database &database, const searchquery::Query &asked, const QueryContext &context,
                            const PageRequest &page)
{
    const auto keys = incidentKeys(page);
    if (!keys)
        return keys.error();
    if (const Outcome planned = planForValues(database); !planned)
        return planned.error();
    const auto query = withIdsForNames(database, asked);
    if (!query)
        return query.error();
    const auto compiled = compileQuery(*query, context, database.dialect(), TextWidth::Words);
    if (!compiled)
        return compiled.error();
    const bool inSteps = goesInSteps(database, *compiled);
    // The first page decides how wide the search is; the others follow what its cursor says.
    KeyPage reader = *keys;
    for (;;) {
        Asking asking(database, *query, context, reader.mode == 0 ? TextWidth::Words : TextWidth::Substrings);
        auto rows = asking.page(page, reader, inSteps);
        if (!rows)
            return rows.error();
        const bool few = rows->nextCursor.isEmpty() && rows->items.size() < fewHits;
        if (reader.mode == 0 && compiled->canWiden && page.cursor.isEmpty() && few) {
            reader.mode = 1;
            continue;
        }
        return *std::move(rows);
    }
}

Result<qint64> count(Database &database, const searchquery::Query &asked, const QueryContext &context, qint64 cap)
{
    if (const Outcome planned = planForValues(database); !planned)
        return planned.error();
    const auto query = withIdsForNames(database, asked);
    if (!query)
        return query.error();
    const auto compiled = compileQuery(*query, context, database.dialect(), TextWidth::Words);
    if (!compiled)
        return compiled.error();
    const bool inSteps = goesInSteps(database, *compiled);
    for (const TextWidth width : {TextWidth::Words, TextWidth::Substrings}) {
        const auto n = Asking(database, *query, context, width).number(cap, inSteps);
        if (!n)
            return n.error();
        if (width == TextWidth::Substrings || !compiled->canWiden || *n >= fewHits)
            return *n;
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
