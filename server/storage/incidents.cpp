// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/incidents.h"

#include "storage/incidentnames.h"
#include "storage/incidentquery.h"
#include "storage/incidentrow.h"
#include "storage/incidentsort.h"

#include <algorithm>
#include <cmath>

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

/// See Commonness::near().
constexpr qint64 mostNear = 10'000;

/// What PostgreSQL's statistics tell of the words of a query: the most frequent ones have their shares noted.
struct Commonness
{
    qint64 incidents = 0; ///< in the table, about
    double share = 0;     ///< of the texts that hold all of the words; 0: one is not among the most frequent

    /// How many incidents of a list to look at one after the other, to find @p rows with the words, before all with
    /// them are collected; 0: none. Of common words very many would be collected for each page, which at a million
    /// incidents takes half a second, and the newest hold them too. A fiftieth of all: in vain, that is a part of what
    /// follows.
    int near(qint64 rows) const
    {
        constexpr double textsOfOne = 3;
        constexpr double margin = 2;
        const qint64 most = std::clamp<qint64>(incidents / 50, 200, mostNear);
        const double expected = static_cast<double>(most) * std::min(1.0, share * textsOfOne);
        return expected < margin * static_cast<double>(rows) ? 0 : static_cast<int>(most);
    }
};

Result<Commonness> commonness(Database &database, const CompiledQuery &compiled)
{
    if (!database.isPostgresql() || compiled.driverWords.isEmpty())
        return Commonness();
    QStringList shares;
    for (qsizetype i = 0; i < compiled.driverWords.size(); ++i) {
        const bool last = i == compiled.driverWords.size() - 1;
        shares.append(QStringLiteral("(select (1e9 * coalesce(min(coalesce((select max(m.f) from unnest(s.elems, "
                                     "s.freqs) m (e, f) where %1), 0)), 0))::bigint from "
                                     "unnest(tsvector_to_array(mostrador_search_words(?))) w)")
                          .arg(last ? QStringLiteral("starts_with(m.e, w)") : QStringLiteral("m.e = w")));
    }
    // "offset 0" has the list read once. The product is made here: in PostgreSQL one too small for its type is an
    // error.
    constexpr double scale = 1e9;
    Statement s(database,
                QStringLiteral("select c.reltuples::bigint, %1 from pg_class c, "
                               "(select most_common_elems::text::text[] as elems, most_common_elem_freqs as freqs "
                               "from pg_stats where schemaname = current_schema() and tablename = 'search_texts' "
                               "and attname = 'words' offset 0) s where c.oid = 'incidents'::regclass")
                    .arg(shares.join(QLatin1String(", "))));
    for (const QString &word : compiled.driverWords)
        s.bind(word);
    const auto found = readOne<Commonness>(s, [&](Statement &row) {
        double least = 1;
        double product = 1;
        for (int i = 1; i <= shares.size(); ++i) {
            const double share = static_cast<double>(row.number(i)) / scale;
            least = std::min(least, share);
            product *= share;
        }
        // Words of one subject stand together more often than by chance: half way between that and always.
        return Commonness{row.number(0), std::sqrt(least * product)};
    });
    if (!found)
        return found.error();
    return found->value_or(Commonness());
}

/// A query with words, asked near first.
class Asking
{
public:
    Asking(Database &database, const searchquery::Query &query, const QueryContext &context, TextWidth width)
        : m_database(database)
        , m_query(query)
        , m_context(context)
        , m_width(width)
    {}

    Result<Page<Incident>> page(const PageRequest &page, const KeyPage &keys, int near)
    {
        if (near == 0)
            return read(page, keys, 0);
        auto rows = read(page, keys, near);
        if (!rows || !rows->nextCursor.isEmpty())
            return rows;
        // Were there no more than these in this part of the list? Then no page is missing.
        const auto counted = count(0, near, page);
        if (!counted)
            return counted.error();
        return counted->second < near ? rows : read(page, keys, 0);
    }

    Result<qint64> number(qint64 cap, int near)
    {
        if (near > 0) {
            const auto counted = count(cap, near);
            if (!counted)
                return counted.error();
            if (counted->first > cap || counted->second < near)
                return counted->first;
        }
        const auto counted = count(cap, 0);
        if (!counted)
            return counted.error();
        return counted->first;
    }

private:
    Result<Page<Incident>> read(const PageRequest &page, const KeyPage &keys, int near)
    {
        const auto part = listStatement(m_query, m_context, m_database.dialect(), m_width, page, near);
        if (!part)
            return part.error();
        Statement s(m_database, part->sql);
        bindAll(s, part->values);
        return keys.read<Incident>(s, incidentColumnCount, [](Statement &row) { return readIncident(row); });
    }

    /// How many, and with @p near among how many.
    Result<std::pair<qint64, qint64>> count(qint64 cap, int near, const PageRequest &among = {})
    {
        const auto part = countStatement(m_query, m_context, m_database.dialect(), m_width, cap, near, among);
        if (!part)
            return part.error();
        Statement s(m_database, part->sql);
        bindAll(s, part->values);
        const auto counted = readOne<std::pair<qint64, qint64>>(
            s, [near](Statement &row) { return std::pair(row.number(0), near > 0 ? row.number(1) : 0); });
        if (!counted)
            return counted.error();
        return counted->value();
    }

    Database &m_database;
    const searchquery::Query &m_query;
    const QueryContext &m_context;
    TextWidth m_width;
};

/// What is asked for, ready to be made into statements.
struct Prepared
{
    searchquery::Query query; ///< with ids for names
    CompiledQuery compiled;
    Commonness common;
};

Result<Prepared> prepare(Database &database, const searchquery::Query &asked, const QueryContext &context)
{
    if (const Outcome planned = planForValues(database); !planned)
        return planned.error();
    auto query = withIdsForNames(database, asked);
    if (!query)
        return query.error();
    auto compiled = compileQuery(*query, context, database.dialect(), TextWidth::Words);
    if (!compiled)
        return compiled.error();
    const auto common = commonness(database, *compiled);
    if (!common)
        return common.error();
    return Prepared{*std::move(query), *std::move(compiled), *common};
}

/// Whether whole words find so little that parts of words are looked for too.
Result<bool> needsParts(Database &database, const Prepared &prepared, const QueryContext &context)
{
    if (!prepared.compiled.canWiden)
        return false;
    const auto n =
        Asking(database, prepared.query, context, TextWidth::Words).number(fewHits, prepared.common.near(fewHits + 1));
    if (!n)
        return n.error();
    return *n < fewHits;
}

} // namespace

Result<Page<Incident>> list(Database &database, const searchquery::Query &asked, const QueryContext &context,
                            const PageRequest &page)
{
    const auto keys = incidentKeys(page);
    if (!keys)
        return keys.error();
    const auto prepared = prepare(database, asked, context);
    if (!prepared)
        return prepared.error();
    // The first page decides how wide the search is; the others follow what its cursor says.
    KeyPage reader = *keys;
    const bool single = !page.ids.isEmpty();
    const bool first = page.cursor.isEmpty() && !page.after && !page.until;
    if (first && single) {
        // Single rows are looked for as the whole list would find them.
        const auto parts = needsParts(database, *prepared, context);
        if (!parts)
            return parts.error();
        reader.mode = *parts ? 1 : 0;
    }
    for (;;) {
        Asking asking(database, prepared->query, context, reader.mode == 0 ? TextWidth::Words : TextWidth::Substrings);
        auto rows = asking.page(page, reader, reader.mode == 0 && !single ? prepared->common.near(page.limit + 1) : 0);
        if (!rows)
            return rows.error();
        const bool few = rows->nextCursor.isEmpty() && rows->items.size() < fewHits;
        if (reader.mode == 0 && prepared->compiled.canWiden && first && !single && few) {
            reader.mode = 1;
            continue;
        }
        return *std::move(rows);
    }
}

Result<Places> places(Database &database, const searchquery::Query &asked, const QueryContext &context,
                      const PageRequest &page, int step, int mostRows)
{
    const auto keys = incidentKeys(page);
    if (!keys)
        return keys.error();
    const auto prepared = prepare(database, asked, context);
    if (!prepared)
        return prepared.error();
    bool parts = keys->mode == 1;
    if (page.cursor.isEmpty() && !page.after && !page.until) {
        const auto wide = needsParts(database, *prepared, context);
        if (!wide)
            return wide.error();
        parts = *wide;
    }
    PageRequest walk = page;
    walk.limit = prepared->compiled.hasText ? mostHits / step * step : mostRows;
    const auto part = placesStatement(prepared->query, context, database.dialect(),
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

Result<qint64> count(Database &database, const searchquery::Query &asked, const QueryContext &context, qint64 cap)
{
    const auto prepared = prepare(database, asked, context);
    if (!prepared)
        return prepared.error();
    for (const TextWidth width : {TextWidth::Words, TextWidth::Substrings}) {
        const auto n = Asking(database, prepared->query, context, width)
                           .number(cap, width == TextWidth::Words ? prepared->common.near(cap + 1) : 0);
        if (!n)
            return n.error();
        if (width == TextWidth::Substrings || !prepared->compiled.canWiden || *n >= fewHits)
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
