// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace mostrador::console {

/// A part of a text, in UTF-16 units.
struct TextPart
{
    qsizetype offset = 0;
    qsizetype length = 0;
    bool operator==(const TextPart &) const = default;
};

/// The words that a search query looks for in texts: those without a field that are not excluded.
class QueryWords
{
public:
    QueryWords() = default;
    /// A query with a mistake has no words. @p parts: they are looked for inside of words too.
    explicit QueryWords(const QString &query, bool parts = false);

    bool isEmpty() const { return m_stems.isEmpty(); }
    /// Whole words of the text, from left to right, that are ones of these: accents, letter case and the usual endings
    /// do not count.
    QList<TextPart> hitsIn(const QString &text) const;

private:
    QStringList m_stems;
    QStringList m_words;
    bool m_parts = false;
};

} // namespace mostrador::console
