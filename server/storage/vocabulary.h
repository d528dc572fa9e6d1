// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database.h"

#include <QList>
#include <QStringList>

#include <functional>

/// The words of all searched texts; see migration 7. Functions run in the caller's transaction unless they say
/// otherwise. Whoever shows a word to somebody sees to it that it stands in something they may see.
namespace mostrador::storage::vocabulary {

/// Takes in the words of a new text.
Outcome learn(Database &database, const QString &text);
/// The same as a part of a statement on PostgreSQL: an insert with one parameter, the text's wordList().
QString learnSql();
QString wordList(const QString &text, Dialect dialect);

struct Word
{
    QString word;
    int rank = 0; ///< binary digits of the number of texts that hold it, about
};
/// How common a folded word is; 0: no text holds it.
Result<int> rankOf(Database &database, const QString &word);
/// Words that @p word may have been meant to be, the likeliest first: few mistakes before common ones.
Result<QList<Word>> corrections(Database &database, const QString &word, int limit);
/// Words that begin so, the most common first.
Result<QList<Word>> beginningWith(Database &database, const QString &foldedBeginning, int limit);

/// Called with the number of texts read and of all that are to be read.
using Progress = std::function<void(qint64 read, qint64 all)>;
/// Reads the texts that were there before migration 7; goes on where it was interrupted. Transactions of its own.
Outcome adopt(Database &database, const Progress &progress = {});

} // namespace mostrador::storage::vocabulary
