// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/nearestname.h"

#include <algorithm>
#include <vector>

namespace mostrador {

QString nearestName(const QString &name, const QStringList &names)
{
    // Levenshtein's distance, one row at a time.
    const auto distance = [](const QString &a, const QString &b) {
        std::vector<qsizetype> row(static_cast<std::size_t>(b.size()) + 1);
        for (std::size_t j = 0; j < row.size(); ++j)
            row[j] = static_cast<qsizetype>(j);
        for (qsizetype i = 1; i <= a.size(); ++i) {
            qsizetype diagonal = row[0];
            row[0] = i;
            for (qsizetype j = 1; j <= b.size(); ++j) {
                const auto at = static_cast<std::size_t>(j);
                const qsizetype above = row[at];
                const qsizetype changed = diagonal + (a.at(i - 1) == b.at(j - 1) ? 0 : 1);
                row[at] = std::min({above + 1, row[at - 1] + 1, changed});
                diagonal = above;
            }
        }
        return row.back();
    };
    QString nearest;
    qsizetype least = std::max<qsizetype>(3, name.size() / 2);
    for (const QString &candidate : names) {
        const qsizetype d = distance(name.toLower(), candidate);
        if (d < least) {
            least = d;
            nearest = candidate;
        }
    }
    return nearest;
}

} // namespace mostrador
