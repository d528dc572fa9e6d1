// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace mostrador {

/// The copy of a text that parts of words are looked for in: compatibility-decomposed, without marks, case-folded,
/// white space collapsed. "Facturación  Nº" -> "facturacion no".
QString foldForSearch(const QString &text);

/// The words of a text as full-text search sees them: folded runs of letters and digits.
QStringList searchWords(const QString &text);

/// What a word's inflected forms begin with, by cutting the usual Spanish and English endings off its folded form. For
/// SQLite, whose full-text search has no Spanish stemmer, and the console; PostgreSQL uses its own dictionaries.
QString stemPrefix(const QString &foldedWord);

} // namespace mostrador
