// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/commonness.h"

#include "storage/statement.h"

#include <algorithm>

namespace mostrador::storage {

namespace {
/// See Commonness::near().
constexpr qint64 mostNear = 10'000;
} // namespace

int Commonness::near(qint64 rows) const
{
    constexpr double textsOfOne = 3;
    constexpr double margin = 2;
    const qint64 most = std::clamp<qint64>(incidents / 50, 200, mostNear);
    const double expected = static_cast<double>(most) * std::min(1.0, share * textsOfOne);
    return expected < margin * static_cast<double>(rows) ? 0 : static_cast<int>(most);
}

Result<Commonness> commonness(Database &database, const CompiledQuery &compiled)
{
    if (!database.isPostgresql() || compiled.driverWords.isEmpty())
        return Commonness();
    QStringList shares;
    for (qsizetype i = 0; i < compiled.driverWords.size(); ++i) {
        const bool last = i == compiled.driverWords.size() - 1;
        shares.append(QStringLiteral("(select coalesce(max(coalesce((select max(m.f) from unnest(s.elems, s.freqs) "
                                     "m (e, f) where %1), 0)), 0) from "
                                     "unnest(tsvector_to_array(mostrador_search_words(?))) w)")
                          .arg(last ? QStringLiteral("starts_with(m.e, w)") : QStringLiteral("m.e = w")));
    }
    // "offset 0" has the list read once. Words of one subject stand together more often than by chance: half way
    // between that and always.
    const QString share = QStringLiteral("sqrt(least(%1)) * sqrt(%2)")
                              .arg(shares.join(QLatin1String(", ")), shares.join(QLatin1String(" * ")));
    Statement s(database,
                QStringLiteral("select c.reltuples::bigint, (1000000 * %1)::bigint from pg_class c, "
                               "(select most_common_elems::text::text[] as elems, most_common_elem_freqs as freqs "
                               "from pg_stats where schemaname = current_schema() and tablename = 'search_texts' "
                               "and attname = 'words' offset 0) s where c.oid = 'incidents'::regclass")
                    .arg(share));
    for (const QString &word : compiled.driverWords + compiled.driverWords)
        s.bind(word);
    const auto found = readOne<Commonness>(s, [](Statement &row) {
        return Commonness{row.number(0), static_cast<double>(row.number(1)) / 1'000'000};
    });
    if (!found)
        return found.error();
    return found->value_or(Commonness());
}

} // namespace mostrador::storage
