// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/searchquery.h"

/// Completing a search query while it is written: what server and console both know of it.
namespace mostrador::searchquery {

/// What is being written at a place of a query, which need not be whole.
struct Fragment
{
    std::optional<Field> field; ///< a value of this field; nothing: a word, or the name of a field
    QString text;               ///< what stands there up to the place, without quotes
    /// @{ What a completion replaces: the whole word or value, also behind the place. UTF-16 units.
    int offset = 0;
    int length = 0;
    /// @}
};

/// Nothing within a phrase, behind the name of a field that there is not, and outside of the query.
std::optional<Fragment> fragmentAt(const QString &query, qsizetype place);

/// One thing that a fragment may become.
struct Completion
{
    QString kind;  ///< "field", "value", "word", "view"
    QString text;  ///< as it stands in a query; of a view the whole query
    QString label; ///< more about it, such as whose e-mail address it is; may be empty

    bool operator==(const Completion &) const = default;
};
struct Completions
{
    int offset = 0; ///< what they replace; see Fragment
    int length = 0;
    QList<Completion> items; ///< the likeliest first
};

/// As many of one answer.
inline constexpr int mostCompletions = 8;

/// Those of the language itself: names of fields, and the values that a field has by enumeration.
QList<Completion> languageCompletions(const Fragment &fragment);
/// A value as it is written in a query.
Completion valueCompletion(const QString &value, const QString &label = {});

} // namespace mostrador::searchquery
