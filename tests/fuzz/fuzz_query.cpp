// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The search query: mistakes are told with a place inside the text, a query printed is the same query, and no text of
// it becomes SQL.
#include "model/limits.h"
#include "model/searchquery.h"
#include "storage/incidentquery.h"
#include "target.h"

#include <QStringDecoder>

namespace mostrador::fuzz::query {

using namespace mostrador::searchquery;

static bool isSame(const Node &a, const Node &b)
{
    if (a.kind != b.kind || a.children.size() != b.children.size())
        return false;
    switch (a.kind) {
    case Node::Kind::Condition:
        return a.condition.field == b.condition.field && a.condition.op == b.condition.op &&
               a.condition.values == b.condition.values;
    case Node::Kind::Text:
        return a.text.words == b.text.words && a.text.phrase == b.text.phrase;
    case Node::Kind::And:
    case Node::Kind::Or:
    case Node::Kind::Not:
        break;
    }
    for (std::size_t i = 0; i < a.children.size(); ++i) {
        if (!isSame(*a.children.at(i), *b.children.at(i)))
            return false;
    }
    return true;
}

static void checkPlaces(const Node &node, qsizetype size)
{
    const auto inside = [size](int offset, int length) {
        return offset >= 0 && length > 0 && qsizetype(offset) + length <= size;
    };
    if (node.kind == Node::Kind::Condition)
        check(inside(node.condition.offset, node.condition.length), "a condition outside the text");
    if (node.kind == Node::Kind::Text)
        check(inside(node.text.offset, node.text.length), "words outside the text");
    for (const NodePtr &child : node.children)
        checkPlaces(*child, size);
}

static void checkMistake(const Problem &problem, const QString &source)
{
    check(problem.code == ErrorCode::InvalidQuery && !problem.errors.isEmpty(), "a mistake that is not told", source);
    for (const FieldError &error : problem.errors) {
        const qint64 offset = error.params.value(QStringLiteral("offset")).toInteger(-1);
        const qint64 length = error.params.value(QStringLiteral("length")).toInteger(-1);
        check(offset >= 0 && length >= 0 && offset + length <= source.size(), "a mistake outside the text", source);
        check(!error.params.value(QStringLiteral("message_id")).toString().isEmpty(), "a mistake without a name");
    }
}

static void checkSql(const Query &query)
{
    storage::incidents::QueryContext context;
    context.actor.principal = Principal::Agent;
    context.actor.employee = EmployeeId(7);
    context.actor.teams = {TeamId(3)};
    context.now = Timestamp::fromMilliseconds(1'750'000'000'000);
    for (const auto dialect : {storage::Dialect::Sqlite, storage::Dialect::Postgresql}) {
        for (const auto width : {storage::TextWidth::Words, storage::TextWidth::Substrings}) {
            const auto list = storage::listStatement(query, context, dialect, width, {});
            const auto count = storage::countStatement(query, context, dialect, width, 1000);
            for (const auto *statement : {&list, &count}) {
                if (!*statement)
                    continue;
                const QString &sql = (*statement)->sql;
                check(sql.count(u'?') == (*statement)->values.size(), "values that do not fit the SQL", sql);
                for (const QChar c : sql)
                    check(c.unicode() < 0x7f && c != u';' && c != u'\\', "text of a query in the SQL", sql);
            }
        }
    }
}

MOSTRADOR_FUZZ_TARGET(query)
{
    // UTF-16 where the first byte says so: from JSON half characters may come.
    QString source;
    if (input.startsWith('\x01') && input.size() > 1) {
        for (qsizetype i = 1; i + 1 < input.size(); i += 2)
            source += QChar(static_cast<char16_t>((static_cast<unsigned char>(input.at(i)) << 8) |
                                                  static_cast<unsigned char>(input.at(i + 1))));
    } else {
        source = QString::fromUtf8(input);
    }
    const Result<Query> query = parse(source);
    if (!query) {
        checkMistake(query.error(), source);
        return;
    }
    checkPlaces(*query->root, source.size());
    const QString printed = searchquery::toString(*query);
    const Result<Query> again = parse(printed);
    // Escapes may make it longer than what may be typed.
    if (!again && printed.toUcs4().size() > limits::query)
        return;
    check(again.ok(), "a printed query is refused", source + u'\n' + printed);
    check(isSame(*again->root, *query->root), "a printed query means something else", source + u'\n' + printed);
    check(searchquery::toString(*again) == printed, "a printed query is printed differently", printed);
    checkSql(*query);
}

} // namespace mostrador::fuzz::query
