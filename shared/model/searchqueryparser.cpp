// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/limits.h"
#include "model/searchquery.h"
#include "model/searchqueryvalues.h"

#include <QJsonArray>

/// Recursive descent over the text itself:
///
///     or        = and { "or" and }
///     and       = unary { unary }
///     unary     = "-" unary | "(" or ")" | condition | text
///     condition = name operator value { "," value }
///
/// The first mistake ends the reading. Depth and number of terms are bounded, so that no text makes the parser, or what
/// runs the query, work without bound.
namespace mostrador::searchquery {

namespace {

struct Mistake
{
    const char *messageId;
    qsizetype offset;
    qsizetype length;
    QStringList expected;
};

class Parser
{
public:
    explicit Parser(const QString &source)
        : m_text(source)
    {}

    /// Nothing after a mistake; see mistake().
    NodePtr parse()
    {
        if (!checkCharacters())
            return nullptr;
        skipSpace();
        if (atEnd())
            return std::make_shared<Node>();
        NodePtr root = parseOr();
        if (root && !atEnd()) // only a closing parenthesis stops parseOr() before the end
            return fail("parenthesis_extra", m_at, 1);
        return root;
    }

    const Mistake &mistake() const { return *m_mistake; }

private:
    bool refuse(const char *messageId, qsizetype offset, qsizetype length, const QStringList &expected = {})
    {
        if (!m_mistake)
            m_mistake = Mistake{messageId, offset, length, expected};
        return false;
    }
    NodePtr fail(const char *messageId, qsizetype offset, qsizetype length, const QStringList &expected = {})
    {
        refuse(messageId, offset, length, expected);
        return nullptr;
    }

    bool checkCharacters()
    {
        int count = 0;
        for (qsizetype i = 0; i < m_text.size(); ++i) {
            const QChar c = m_text.at(i);
            if (++count > limits::query)
                return refuse("too_long", i, m_text.size() - i);
            if (c.isHighSurrogate() && i + 1 < m_text.size() && m_text.at(i + 1).isLowSurrogate())
                ++i;
            else if (c.isSurrogate() || (!c.isSpace() && c.category() == QChar::Other_Control))
                return refuse("bad_character", i, 1);
        }
        return true;
    }

    bool atEnd() const { return m_at >= m_text.size(); }
    QChar current() const { return m_text.at(m_at); }
    void skipSpace()
    {
        while (!atEnd() && current().isSpace())
            ++m_at;
    }

    /// True at the word `or`, which may not be glued to anything but a parenthesis or a quote.
    bool atOr() const
    {
        return m_text.mid(m_at, 2).compare(QLatin1String("or"), Qt::CaseInsensitive) == 0 &&
               (m_at + 2 >= m_text.size() || endsWord(m_text.at(m_at + 2)));
    }

    NodePtr parseOr()
    {
        std::vector<NodePtr> sides;
        for (;;) {
            NodePtr side = parseAnd();
            if (!side)
                return nullptr;
            sides.push_back(std::move(side));
            if (atEnd() || !atOr())
                return join(Node::Kind::Or, std::move(sides));
            m_at += 2;
            skipSpace();
        }
    }

    NodePtr parseAnd()
    {
        std::vector<NodePtr> parts;
        while (!atEnd() && current() != u')' && !atOr()) {
            NodePtr part = parseUnary();
            if (!part)
                return nullptr;
            parts.push_back(std::move(part));
            skipSpace();
        }
        if (parts.empty())
            return fail("condition_missing", m_at, atEnd() ? 0 : (current() == u')' ? 1 : 2));
        return join(Node::Kind::And, std::move(parts));
    }

    /// One node for several; groups of the same kind inside one another become one.
    static NodePtr join(Node::Kind kind, std::vector<NodePtr> parts)
    {
        if (parts.size() == 1)
            return std::move(parts.front());
        auto node = std::make_shared<Node>();
        node->kind = kind;
        for (NodePtr &part : parts) {
            if (part->kind == kind)
                node->children.insert(node->children.end(), part->children.begin(), part->children.end());
            else
                node->children.push_back(std::move(part));
        }
        return node;
    }

    NodePtr parseUnary()
    {
        if (current() != u'-' && current() != u'(')
            return parseTerm();
        if (m_depth == limits::queryDepth)
            return fail("too_deep", m_at, 1);
        ++m_depth;
        NodePtr node = current() == u'-' ? parseNot() : parseGroup();
        --m_depth;
        return node;
    }

    NodePtr parseNot()
    {
        ++m_at;
        if (atEnd() || current().isSpace() || current() == u')')
            return fail("condition_missing", m_at, 0);
        NodePtr child = parseUnary();
        if (!child)
            return nullptr;
        auto node = std::make_shared<Node>();
        node->kind = Node::Kind::Not;
        node->children.push_back(std::move(child));
        return node;
    }

    NodePtr parseGroup()
    {
        const qsizetype open = m_at++;
        skipSpace();
        NodePtr inner = parseOr();
        if (!inner)
            return nullptr;
        if (atEnd())
            return fail("parenthesis_open", open, 1, {QStringLiteral(")")});
        ++m_at;
        return inner;
    }

    NodePtr parseTerm()
    {
        if (++m_terms > limits::queryTerms)
            return fail("too_many_terms", m_at, m_text.size() - m_at);
        auto node = std::make_shared<Node>();
        const qsizetype start = m_at;
        if (current() == u'"') {
            QString phrase;
            if (!readQuoted(phrase))
                return nullptr;
            node->kind = Node::Kind::Text;
            node->text = {phrase, true, static_cast<int>(start), static_cast<int>(m_at - start)};
            return node;
        }
        Operator op{};
        const qsizetype nameEnd = endOfName(m_text, m_at);
        const int operatorLength = nameEnd > m_at ? operatorAt(m_text, nameEnd, op) : 0;
        if (operatorLength > 0) {
            if (!readCondition(nameEnd, op, operatorLength, node->condition))
                return nullptr;
            node->kind = Node::Kind::Condition;
            return node;
        }
        while (!atEnd() && !endsWord(current()))
            ++m_at;
        node->kind = Node::Kind::Text;
        node->text = {m_text.mid(start, m_at - start).toString(), false, static_cast<int>(start),
                      static_cast<int>(m_at - start)};
        return node;
    }

    bool readCondition(qsizetype nameEnd, Operator op, int operatorLength, Condition &condition)
    {
        const qsizetype start = m_at;
        const auto field = fieldFromName(m_text.mid(start, nameEnd - start).toString());
        if (!field)
            return refuse("unknown_field", start, nameEnd - start, fieldNames());
        const bool comparing = op != Operator::Equal && op != Operator::NotEqual;
        if (comparing && !isOrdered(*field)) {
            return refuse("operator_unsuitable", nameEnd, operatorLength, {QStringLiteral(":"), QStringLiteral("!=")});
        }
        m_at = nameEnd + operatorLength;
        condition.field = *field;
        condition.op = op;
        for (;;) {
            const qsizetype valueStart = m_at;
            QString value;
            if (!readValue(*field, value))
                return false;
            if (comparing && !condition.values.isEmpty())
                return refuse("several_values", valueStart, m_at - valueStart);
            if (const auto wrong = checkValue(*field, op, value))
                return refuse(wrong->messageId, valueStart, m_at - valueStart, wrong->expected);
            if (!condition.values.isEmpty() && ++m_terms > limits::queryTerms)
                return refuse("too_many_terms", valueStart, m_text.size() - valueStart);
            if (!condition.values.contains(value))
                condition.values.append(value);
            if (atEnd() || current() != u',')
                break;
            ++m_at;
        }
        condition.offset = static_cast<int>(start);
        condition.length = static_cast<int>(m_at - start);
        return true;
    }

    bool readValue(Field field, QString &value)
    {
        const qsizetype start = m_at;
        if (!atEnd() && current() == u'"')
            return readQuoted(value);
        while (!atEnd() && !endsWord(current()) && current() != u',')
            ++m_at;
        if (m_at == start)
            return refuse("value_missing", start, 0, fixedValues(field));
        value = m_text.mid(start, m_at - start).toString();
        return true;
    }

    /// From the opening quote to behind the closing one. A backslash takes a quote or a backslash literally.
    bool readQuoted(QString &text)
    {
        const qsizetype open = m_at++;
        while (!atEnd() && current() != u'"') {
            const bool escape = current() == u'\\' && m_at + 1 < m_text.size() &&
                                (m_text.at(m_at + 1) == u'"' || m_text.at(m_at + 1) == u'\\');
            if (escape)
                ++m_at;
            text.append(current());
            ++m_at;
        }
        if (atEnd())
            return refuse("quote_open", open, m_text.size() - open, {QStringLiteral("\"")});
        ++m_at;
        if (text.trimmed().isEmpty())
            return refuse("value_missing", open, m_at - open);
        return true;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
    int m_terms = 0;
    std::optional<Mistake> m_mistake;
};

Problem problemOf(const Mistake &mistake)
{
    QJsonObject params{{QStringLiteral("offset"), mistake.offset},
                       {QStringLiteral("length"), mistake.length},
                       {QStringLiteral("message_id"), QString::fromLatin1(mistake.messageId)},
                       {QStringLiteral("expected"), QJsonArray::fromStringList(mistake.expected)}};
    Problem problem;
    problem.code = ErrorCode::InvalidQuery;
    problem.detail = QStringLiteral("%1 at offset %2").arg(QString::fromLatin1(mistake.messageId)).arg(mistake.offset);
    problem.errors.append({QStringLiteral("q"), FieldErrorCode::Syntax, params});
    return problem;
}

} // namespace

Result<Query> parse(const QString &source)
{
    Parser parser(source);
    NodePtr root = parser.parse();
    if (!root)
        return problemOf(parser.mistake());
    return Query{source, std::move(root)};
}

} // namespace mostrador::searchquery
