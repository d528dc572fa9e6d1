// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/commonness.h"

#include "storage/statement.h"

#include <algorithm>
#include <cmath>

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
        // Any of the stems of a word will do.
        shares.append(QStringLiteral("(select (1e9 * coalesce(max(coalesce((select max(m.f) from unnest(s.elems, "
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

} // namespace mostrador::storage
