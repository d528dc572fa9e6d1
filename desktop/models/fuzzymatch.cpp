// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fuzzymatch.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace mostrador::console {

namespace {

constexpr int perLetter = 4;
constexpr int inARow = 8;
constexpr int atWordStart = 10;
constexpr int atTitleStart = 4;
constexpr int perGap = 1; ///< for each letter passed over between two that were meant
constexpr int impossible = std::numeric_limits<int>::min() / 2;

/// A title letter by letter, without case and accents, and where each letter stands.
struct Folded
{
    std::vector<char32_t> letters;
    std::vector<int> places;
    std::vector<bool> starts; ///< a word begins here
};

Folded fold(const QString &text)
{
    Folded folded;
    bool start = true;
    for (int i = 0; i < text.size(); ++i) {
        const bool pair = text.at(i).isHighSurrogate() && i + 1 < text.size();
        const QString one = text.mid(i, pair ? 2 : 1);
        bool taken = false;
        // Upper case first: it alone maps one letter to several (ß -> SS).
        const QString plain = one.normalized(QString::NormalizationForm_KD).toUpper().toCaseFolded();
        for (const char32_t letter : plain.toUcs4()) {
            if (!QChar::isLetterOrNumber(letter))
                continue;
            folded.letters.push_back(letter);
            folded.places.push_back(i);
            folded.starts.push_back(start && !taken);
            taken = true;
        }
        start = !taken;
        i += pair ? 1 : 0;
    }
    return folded;
}

/// The best places of @p word's letters in @p title, by dynamic programming over (letter of the word, letter of the
/// title): the best score where that letter of the word stands there.
std::optional<FuzzyMatch> matchWord(const std::vector<char32_t> &word, const Folded &title)
{
    const std::size_t rows = word.size();
    const std::size_t columns = title.letters.size();
    if (rows > columns)
        return std::nullopt;
    std::vector<std::vector<int>> score(rows, std::vector<int>(columns, impossible));
    std::vector<std::vector<std::size_t>> before(rows, std::vector<std::size_t>(columns, 0));
    for (std::size_t row = 0; row < rows; ++row) {
        int best = impossible; // of the row above, left of this column, less the gap to here
        std::size_t bestAt = 0;
        for (std::size_t column = row; column < columns; ++column) {
            if (row > 0 && column > 0) {
                best -= perGap;
                if (const int above = score[row - 1][column - 1]; above > best) {
                    best = above;
                    bestAt = column - 1;
                }
            }
            if (title.letters[column] != word[row])
                continue;
            int own = perLetter;
            if (title.starts[column])
                own += atWordStart;
            if (column == 0)
                own += atTitleStart;
            if (row == 0) {
                score[row][column] = own;
                continue;
            }
            int from = best;
            std::size_t fromAt = bestAt;
            if (const int above = score[row - 1][column - 1]; above > impossible && above + inARow >= from) {
                from = above + inARow;
                fromAt = column - 1;
            }
            if (from > impossible / 2) {
                score[row][column] = from + own;
                before[row][column] = fromAt;
            }
        }
    }
    const auto &last = score.back();
    const auto found = std::max_element(last.begin(), last.end());
    if (*found <= impossible / 2)
        return std::nullopt;
    FuzzyMatch match;
    match.score = *found;
    auto column = static_cast<std::size_t>(found - last.begin());
    for (std::size_t row = rows; row-- > 0; column = before[row][column])
        match.letters.prepend(title.places[column]);
    return match;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString &typed, const QString &title)
{
    const Folded folded = fold(title);
    FuzzyMatch all;
    for (const QString &word : typed.split(u' ', Qt::SkipEmptyParts)) {
        const Folded wanted = fold(word);
        if (wanted.letters.empty())
            continue;
        const std::optional<FuzzyMatch> match = matchWord(wanted.letters, folded);
        if (!match)
            return std::nullopt;
        all.score += match->score;
        all.letters += match->letters;
    }
    std::sort(all.letters.begin(), all.letters.end());
    all.letters.erase(std::unique(all.letters.begin(), all.letters.end()), all.letters.end());
    all.score = all.score * 8 - static_cast<int>(std::min<std::size_t>(folded.letters.size(), 100));
    return all;
}

} // namespace mostrador::console
