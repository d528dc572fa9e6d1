// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace mostrador {

/// The words of a text that a search may be corrected to: each once, folded, of letters only, 4 to 24 of them, sorted.
/// No more than a thousand.
QStringList vocabularyWords(const QString &text);

/// Whether the vocabulary would hold such a word (folded) if a text had it; others are never taken for mistakes.
bool isVocabularyWord(const QString &foldedWord);

/// How many letters must be put in, left out, exchanged or swapped with their neighbour to make one word of the other;
/// @p most + 1 if more than @p most.
int spellingDistance(const QString &a, const QString &b, int most);

/// How many mistakes a word is given: one, and two from eight letters on.
int mostMistakes(const QString &foldedWord);

} // namespace mostrador
