// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace mostrador::console {

/// How well a title answers to what somebody typed.
struct FuzzyMatch
{
    int score = 0;      ///< the higher the better; only comparable for the same typed text
    QList<int> letters; ///< which characters of the title were meant, ascending
};

/// Finds the letters of @p typed in @p title, in order, with others between them: "asme" finds "Assign to me". Case and
/// accents do not matter. Beginnings of words and letters in a row count more; of titles that match alike the shorter
/// one is better. Words of @p typed (split at spaces) may come in any order. Nothing where a letter is missing.
std::optional<FuzzyMatch> fuzzyMatch(const QString &typed, const QString &title);

} // namespace mostrador::console
