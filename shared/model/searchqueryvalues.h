// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/searchquery.h"

/// @internal What each field of the search-query language takes; used by the parser.
namespace mostrador::searchquery {

/// True if the field's values have an order, so that < and > make sense.
bool isOrdered(Field field);

/// Why a value does not suit a field, by the id of the sentence (see protocol/describe.cpp), and what would.
struct ValueMistake
{
    const char *messageId;
    QStringList expected;
};

/// Brings @p value to its API spelling, or tells what is wrong with it.
std::optional<ValueMistake> checkValue(Field field, Operator op, QString &value);

/// True if @p text can stand for itself as a value or word, without quotes.
bool isBareValue(const QString &text);
bool isBareWord(const QString &text);

/// True for what ends a bare word: white space, parentheses and quotes.
bool endsWord(QChar c);

/// The operator at @p at, and how many characters it has; 0 if there is none.
int operatorAt(QStringView text, qsizetype at, Operator &op);
/// The end of the letters and underscores from @p at on.
qsizetype endOfName(QStringView text, qsizetype at);

} // namespace mostrador::searchquery
