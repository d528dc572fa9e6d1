// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incidentstatus.h"
#include "model/priority.h"
#include "protocol/problem.h"
#include "support/result.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace mostrador {

/// The search-query language of lists, API and saved views:
///
///     status:open assignee:me priority>=high created>2026-01-01 product:"Router X" "broken screen" -tag:spam
///
/// Conditions stand side by side (and), `or` between two sides binds weaker than and, parentheses group, `-` before a
/// condition or a group negates. Words without a field are full text; quotes make a phrase. A field takes `:` or `=`
/// (equal or, for texts, contains), `!=`, and for ordered fields `<`, `<=`, `>`, `>=`. Several values:
/// `status:open,new`. Field names and values are those of the API, in English; letter case does not matter.
namespace searchquery {

enum class Field
{
    Status,   ///< a status name, or `active` / `inactive`
    Priority, ///< ordered
    Impact,   ///< ordered
    Urgency,  ///< ordered
    Assignee, ///< `me`, `none`, an id, an e-mail, or part of a name
    Team,     ///< `mine`, `none`, an id or a name
    Customer, ///< an id, an e-mail or part of a name
    Product,  ///< `none`, an id, a SKU or a name
    Channel,
    Language,
    Tag,
    Reference, ///< INC-2026-000123
    Order,     ///< order number, exact
    Serial,    ///< serial number, exact
    External,  ///< external reference, exact
    Created, ///< date, RFC 3339, `today`, `yesterday`, or an age such as `7d`, `12h`, `2w`; a date means the whole day
    Updated,
    Resolved,
    Due,      ///< also `none`, `overdue`
    Subject,  ///< text in the subject only
    Has,      ///< `attachment`, `assignee`, `due`, `note`
    Mentions, ///< employees mentioned in notes: `me`, an id, an e-mail, or part of a name
};

enum class Operator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual
};

/// One field condition. Values are validated and in API spelling; the meaning of `me` and relative dates is left to
/// the one who runs the query.
struct Condition
{
    Field field = Field::Status;
    Operator op = Operator::Equal;
    QStringList values; ///< at least one; several mean any of them (Equal) or none of them (NotEqual)
    int offset = 0;     ///< place in the text, UTF-16 units
    int length = 0;

    bool operator==(const Condition &) const = default;
};

/// A word or a phrase to be found in the texts.
struct Text
{
    QString words;
    bool phrase = false; ///< in quotes: words in this order
    int offset = 0;
    int length = 0;

    bool operator==(const Text &) const = default;
};

struct Node;
using NodePtr = std::shared_ptr<const Node>;

/// A node of the parsed query; immutable, safe to share between threads.
struct Node
{
    enum class Kind
    {
        And,
        Or,
        Not,
        Condition,
        Text
    };
    Kind kind = Kind::And;
    std::vector<NodePtr> children; ///< And, Or: any number; Not: one
    Condition condition;
    Text text;
};

/// A query: what was written, and what it means. An empty text matches everything (an And without children).
struct Query
{
    QString source;
    NodePtr root;
};

/// Reads a query. On a mistake the problem is InvalidQuery with one FieldError{"q", Syntax} per mistake (the first
/// one at least), whose params hold offset, length, expected (a list of what could stand there) and message_id.
Result<Query> parse(const QString &source);

/// The query in its canonical spelling; parse(toString(q)) means the same.
QString toString(const Query &query);

QString fieldName(Field field);
std::optional<Field> fieldFromName(const QString &name);
QStringList fieldNames();
/// The values a field has by enumeration, for completion; empty if it has none.
QStringList fixedValues(Field field);

} // namespace searchquery
} // namespace mostrador
