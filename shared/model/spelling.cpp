// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/spelling.h"

#include "model/searchtext.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace mostrador {

namespace {
constexpr qsizetype least = 4;
constexpr qsizetype longest = 24;
constexpr qsizetype mostWords = 1000;
constexpr qsizetype twoMistakes = 8;
} // namespace

bool isVocabularyWord(const QString &foldedWord)
{
    return foldedWord.size() >= least && foldedWord.size() <= longest &&
           std::all_of(foldedWord.begin(), foldedWord.end(), [](QChar c) { return c.isLetter(); });
}

QStringList vocabularyWords(const QString &text)
{
    QStringList words;
    for (const QString &word : searchWords(text)) {
        if (isVocabularyWord(word))
            words.append(word);
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words.mid(0, mostWords);
}

int spellingDistance(const QString &a, const QString &b, int most)
{
    if (std::abs(a.size() - b.size()) > most)
        return most + 1;
    // The rows of the table of distances between the beginnings of both: the last two, and the one being made.
    const auto width = static_cast<std::size_t>(b.size()) + 1;
    std::vector<int> before(width);
    std::vector<int> last(width);
    std::vector<int> row(width);
    for (std::size_t j = 0; j < width; ++j)
        last[j] = static_cast<int>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        row[0] = static_cast<int>(i);
        int best = row[0];
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = static_cast<std::size_t>(j);
            const bool same = a.at(i - 1) == b.at(j - 1);
            row[at] = std::min({last[at] + 1, row[at - 1] + 1, last[at - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && a.at(i - 1) == b.at(j - 2) && a.at(i - 2) == b.at(j - 1))
                row[at] = std::min(row[at], before[at - 2] + 1);
            best = std::min(best, row[at]);
        }
        if (best > most)
            return most + 1;
        std::swap(before, last);
        std::swap(last, row);
    }
    return std::min(last[width - 1], most + 1);
}

int mostMistakes(const QString &foldedWord)
{
    return foldedWord.size() < twoMistakes ? 1 : 2;
}

} // namespace mostrador
