// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/incidentquery.h"

#include "protocol/jsonreader.h"
#include "storage/incidentconditions.h"
#include "storage/keypage.h"
#include "storage/searchtext.h"

#include <algorithm>

namespace mostrador::storage {

using searchquery::Node;
using searchquery::NodePtr;
using searchquery::Text;

namespace {

/// Parts shorter than this are not in a trigram index.
constexpr qsizetype leastPart = 3;

/// Builds the WHERE of a query and, on the way, one common table expression per group of words.
class Compiler
{
public:
    /// @p ids: no other incident is looked for; empty: any.
    Compiler(const incidents::QueryContext &context, Dialect dialect, TextWidth width, const QList<qint64> &ids,
             bool ranked)
        : m_context(context)
        , m_dialect(dialect)
        , m_width(width)
        , m_ids(ids)
        , m_ranked(ranked)
        , m_notes(isAllowed(context.actor.principal, Action::NoteRead, Relation::Own))
    {}

    Result<CompiledQuery> run(const searchquery::Query &query)
    {
        if (query.root) {
            const Node &root = *query.root;
            m_alone = root.kind == Node::Kind::Condition ||
                      (root.children.size() == 1 && root.children.front()->kind == Node::Kind::Condition &&
                       root.kind != Node::Kind::Not);
            auto where = node(*query.root, false, true);
            if (!where)
                return where.error();
            m_result.where = *std::move(where);
        }
        if (m_result.where.sql.isEmpty())
            m_result.where.sql = QStringLiteral("1 = 1");
        return m_result;
    }

private:
    /// @p top: every match must fulfil the node.
    Result<SqlPart> node(const Node &node, bool negated, bool top)
    {
        switch (node.kind) {
        case Node::Kind::Condition:
            return compileCondition(node.condition, m_context, m_dialect, negated, m_alone);
        case Node::Kind::Text:
            return texts({node.text}, negated, top);
        case Node::Kind::Not: {
            if (node.children.empty())
                return SqlPart{QStringLiteral("1 = 1"), {}};
            const auto child = this->node(*node.children.front(), !negated, false);
            if (!child)
                return child.error();
            return SqlPart{QStringLiteral("not (%1)").arg(child->sql), child->values};
        }
        case Node::Kind::And:
            return joined(node, QStringLiteral(" and "), QStringLiteral("1 = 1"), negated, top);
        case Node::Kind::Or:
            if (top && !negated && node.children.size() > 1 && m_result.driver.isEmpty() && hasText(node))
                return sides(node);
            return joined(node, QStringLiteral(" or "), QStringLiteral("1 = 0"), negated,
                          top && node.children.size() == 1);
        }
        return Problem::internal(QStringLiteral("a query node of no kind"));
    }

    /// The words and phrases of a node that is nothing but these side by side; else nothing.
    static QList<Text> textsOf(const Node &node)
    {
        if (node.kind == Node::Kind::Text)
            return {node.text};
        QList<Text> all;
        for (const NodePtr &child : node.children) {
            if (node.kind != Node::Kind::And || child->kind != Node::Kind::Text)
                return {};
            all.append(child->text);
        }
        return all;
    }

    static bool hasText(const Node &parent)
    {
        return std::any_of(parent.children.cbegin(), parent.children.cend(),
                           [](const NodePtr &child) { return !textsOf(*child).isEmpty(); });
    }

    /// An "or" that every match must fulfil, with words on a side: each side is found by itself. As one condition the
    /// database would hold it against each incident there is.
    Result<SqlPart> sides(const Node &parent)
    {
        QStringList sql;
        QVariantList values;
        for (const NodePtr &child : parent.children) {
            SqlPart side;
            if (const QList<Text> texts = textsOf(*child); !texts.isEmpty()) {
                side = hits(texts, false);
            } else {
                const auto part = node(*child, false, false);
                if (!part)
                    return part.error();
                side = {QStringLiteral("select i.id as incident_id%2 from incidents i where %1")
                            .arg(part->sql, m_ranked ? QStringLiteral(", 0 as rank") : QString()),
                        part->values};
                restrictToIds(side, QStringLiteral("i.id"));
            }
            sql.append(side.sql);
            values += side.values;
        }
        m_result.driver = addGroup({sql.join(QLatin1String(" union all ")), values});
        m_result.driverFilter = {};
        m_result.driverWords = {};
        return SqlPart{QStringLiteral("1 = 1"), {}};
    }

    Result<SqlPart> joined(const Node &parent, const QString &glue, const QString &ofNone, bool negated, bool top)
    {
        QStringList sql;
        QVariantList values;
        QList<Text> together;
        for (const NodePtr &child : parent.children) {
            // Words side by side are looked for in one text together.
            if (parent.kind == Node::Kind::And && child->kind == Node::Kind::Text) {
                together.append(child->text);
                continue;
            }
            const auto part = node(*child, negated, top);
            if (!part)
                return part.error();
            sql.append(part->sql);
            values += part->values;
        }
        if (!together.isEmpty()) {
            const SqlPart part = texts(together, negated, top);
            sql.append(part.sql);
            values += part.values;
        }
        if (sql.isEmpty())
            return SqlPart{ofNone, {}};
        if (sql.size() == 1)
            return SqlPart{sql.first(), values};
        return SqlPart{QStringLiteral("(%1)").arg(sql.join(glue)), values};
    }

    SqlPart texts(const QList<Text> &group, bool negated, bool top)
    {
        const bool drives = top && m_result.driver.isEmpty();
        const QString name = addGroup(hits(group, negated, drives));
        if (drives) {
            m_result.driver = name;
            return {QStringLiteral("1 = 1"), {}};
        }
        return {QStringLiteral("i.id in (select incident_id from %1)").arg(name), {}};
    }

    /// Makes a common table expression of the statement; its name.
    QString addGroup(const SqlPart &hits)
    {
        const QString name = QStringLiteral("h%1").arg(m_groups++);
        if (!m_result.with.sql.isEmpty())
            m_result.with.sql += QStringLiteral(", ");
        m_result.with.sql += QStringLiteral("%1 as materialized (%2)").arg(name, hits.sql);
        m_result.with.values += hits.values;
        return name;
    }

    /// The statement that finds the incidents whose texts hold all of the group.
    SqlPart hits(const QList<Text> &group, bool negated, bool drives = false)
    {
        m_result.hasText = true;
        QStringList words;
        QStringList phrases;
        for (const Text &text : group) {
            if (text.phrase)
                phrases.append(foldForSearch(text.words));
            else
                words.append(text.words);
        }
        for (const QString &word : std::as_const(words)) {
            // A reference is looked up, and found in texts as a word.
            const bool named = group.size() == 1 && incidentIdFromReference(word);
            if (!negated && !named && foldForSearch(word).size() >= leastPart)
                m_result.canWiden = true;
        }
        const bool wide = m_width == TextWidth::Substrings && !negated;
        SqlPart texts =
            m_dialect == Dialect::Postgresql ? postgresTexts(words, phrases, wide) : sqliteTexts(words, phrases, wide);
        if (!m_notes)
            texts.sql += QStringLiteral(" and s.kind <> 2");
        const QList<SqlPart> exact =
            words.size() == 1 && phrases.isEmpty() ? exactly(words.constFirst()) : QList<SqlPart>();
        if (drives) {
            // How often words stand side by side no statistics tell, but not more often than the words.
            m_result.driverWords = words;
            for (const QString &phrase : std::as_const(phrases))
                m_result.driverWords += searchWords(phrase);
            m_result.driverFilter = {QStringLiteral("((select s.id from search_texts s where s.incident_id = i.id and "
                                                    "%1 limit 1) is not null")
                                         .arg(texts.sql),
                                     texts.values};
            for (const SqlPart &part : exact) {
                m_result.driverFilter.sql += QStringLiteral(" or (%1)").arg(part.sql);
                m_result.driverFilter.values += part.values;
            }
            m_result.driverFilter.sql += u')';
        }
        SqlPart found{QStringLiteral("select s.incident_id from search_texts s where %1").arg(texts.sql), texts.values};
        if (m_ranked) {
            const SqlPart rank = rankOf(words, phrases);
            found = {QStringLiteral("select s.incident_id, %1 as rank from search_texts s where %2")
                         .arg(rank.sql, texts.sql),
                     rank.values + texts.values};
        }
        restrictToIds(found, QStringLiteral("s.incident_id"));
        for (const SqlPart &part : exact) {
            found.sql += QStringLiteral(" union all select i.id%2 from incidents i where %1")
                             .arg(part.sql, m_ranked ? QStringLiteral(", 4") : QString());
            found.values += part.values;
        }
        return found;
    }

    /// How good a hit a row of `search_texts s` is: 2 where the words are in it and not only parts of them, 1 more
    /// where all stand in the subject. (4 is for numbers and addresses that name the incident.)
    SqlPart rankOf(const QStringList &words, const QStringList &phrases) const
    {
        const bool postgres = m_dialect == Dialect::Postgresql;
        const QString subject =
            postgres ? QStringLiteral("strpos(split_part(s.folded, chr(10), 1), ?) > 0")
                     : QStringLiteral("instr(substr(s.folded, 1, instr(s.folded || char(10), char(10))), ?) > 0");
        QStringList conditions{QStringLiteral("s.kind = 0")};
        SqlPart rank;
        for (const QString &word : words) {
            for (const QString &token : searchWords(word)) {
                conditions.append(subject);
                rank.values.append(stemPrefix(token));
            }
        }
        for (const QString &phrase : phrases) {
            conditions.append(subject);
            rank.values.append(phrase);
        }
        rank.sql = QStringLiteral("(case when %1 then 1 else 0 end)").arg(conditions.join(QLatin1String(" and ")));
        const SqlPart whole = m_width == TextWidth::Words ? SqlPart{QStringLiteral("1 = 1"), {}}
                              : postgres                  ? postgresTexts(words, phrases, false)
                                                          : sqliteTexts(words, phrases, false);
        rank.sql += QStringLiteral(" + (case when %1 then 2 else 0 end)").arg(whole.sql);
        rank.values += whole.values;
        return rank;
    }

    void restrictToIds(SqlPart &part, const QString &column) const
    {
        if (m_ids.isEmpty())
            return;
        part.sql += QStringLiteral(" and ") + inList(m_dialect, column);
        part.values.append(listLiteral(m_ids, m_dialect));
    }

    static QString quotedForTsquery(const QString &word)
    {
        QString quoted = word;
        quoted.replace(u'\\', QLatin1String("\\\\")).replace(u'\'', QLatin1String("''"));
        return u'\'' + quoted + u'\'';
    }

    /// The condition over `search_texts s`.
    static SqlPart postgresTexts(const QStringList &words, const QStringList &phrases, bool wide)
    {
        QStringList all;
        QVariantList values;
        if (!words.isEmpty()) {
            QStringList queries;
            for (qsizetype i = 0; i < words.size(); ++i) {
                const bool prefix = i == words.size() - 1 && searchWords(words.at(i)).size() == 1 &&
                                    foldForSearch(words.at(i)).size() >= leastPart;
                queries.append(prefix ? QStringLiteral("mostrador_prefix(?)") : QStringLiteral("mostrador_word(?)"));
                values.append(prefix ? quotedForTsquery(words.at(i)) : words.at(i));
            }
            QString condition = QStringLiteral("s.words @@ (%1)").arg(queries.join(QLatin1String(" && ")));
            if (wide) {
                QStringList parts;
                for (const QString &word : words) {
                    const QString folded = foldForSearch(word);
                    if (folded.size() >= leastPart) {
                        parts.append(QStringLiteral("s.folded like ? escape '!'"));
                        values.append(likePart(folded));
                    } else {
                        parts.append(QStringLiteral("s.words @@ mostrador_word(?)"));
                        values.append(word);
                    }
                }
                condition = QStringLiteral("(%1 or (%2))").arg(condition, parts.join(QLatin1String(" and ")));
            }
            all.append(condition);
        }
        for (const QString &phrase : phrases) {
            all.append(QStringLiteral("s.folded like ? escape '!'"));
            values.append(likePart(phrase));
        }
        return {all.join(QLatin1String(" and ")), values};
    }

    static QString ftsQuoted(const QString &text)
    {
        QString quoted = text;
        quoted.replace(u'"', QLatin1String("\"\""));
        return u'"' + quoted + u'"';
    }

    static SqlPart sqliteTexts(const QStringList &words, const QStringList &phrases, bool wide)
    {
        QStringList all;
        QVariantList values;
        const QString byWords = QStringLiteral("s.id in (select rowid from search_words where search_words match ?)");
        const QString byParts = QStringLiteral("s.id in (select rowid from search_parts where search_parts match ?)");
        if (!words.isEmpty()) {
            QStringList terms;
            for (qsizetype i = 0; i < words.size(); ++i) {
                const QStringList tokens = searchWords(words.at(i));
                for (qsizetype j = 0; j < tokens.size(); ++j) {
                    const QString &token = tokens.at(j);
                    const bool last = i == words.size() - 1 && j == tokens.size() - 1;
                    const QString stem = stemPrefix(token);
                    const bool prefix = stem != token || (last && token.size() >= leastPart);
                    terms.append(ftsQuoted(stem) + (prefix ? QStringLiteral("*") : QString()));
                }
            }
            QStringList ways;
            if (!terms.isEmpty()) {
                ways.append(byWords);
                values.append(terms.join(QLatin1String(" AND ")));
            }
            if (wide) {
                QStringList parts;
                bool every = true;
                for (const QString &word : words) {
                    const QString folded = foldForSearch(word);
                    if (folded.size() >= leastPart)
                        parts.append(ftsQuoted(folded));
                    else
                        every = false;
                }
                if (every && !parts.isEmpty()) {
                    ways.append(byParts);
                    values.append(parts.join(QLatin1String(" AND ")));
                }
            }
            all.append(ways.isEmpty() ? QStringLiteral("1 = 0")
                                      : QStringLiteral("(%1)").arg(ways.join(QLatin1String(" or "))));
        }
        for (const QString &phrase : phrases) {
            if (phrase.size() >= leastPart) {
                all.append(byParts);
                values.append(ftsQuoted(phrase));
            } else {
                all.append(QStringLiteral("s.folded like ? escape '!'"));
                values.append(likePart(phrase));
            }
        }
        return {all.join(QLatin1String(" and ")), values};
    }

    /// Numbers and addresses that name an incident exactly: conditions over `incidents i`, each with an index.
    static QList<SqlPart> exactly(const QString &word)
    {
        QList<SqlPart> parts;
        if (const auto id = incidentIdFromReference(word))
            parts.append({QStringLiteral("i.id = ?"), {id->value()}});
        if (word.contains(u'@')) {
            parts.append({QStringLiteral("i.customer_id in (select id from customers where email_folded = ?)"),
                          {foldForUniqueness(word)}});
        } else if (word.size() >= leastPart) {
            const QString folded = foldForUniqueness(word);
            parts.append({QStringLiteral("i.order_folded <> '' and i.order_folded = ?"), {folded}});
            parts.append({QStringLiteral("i.serial_folded <> '' and i.serial_folded = ?"), {folded}});
            parts.append({QStringLiteral("i.external_reference <> '' and i.external_reference = ?"), {word}});
        }
        return parts;
    }

    const incidents::QueryContext &m_context;
    Dialect m_dialect;
    TextWidth m_width;
    QList<qint64> m_ids;
    bool m_ranked;
    bool m_alone = false;
    bool m_notes;
    CompiledQuery m_result;
    int m_groups = 0;
};

} // namespace

Result<CompiledQuery> compileQuery(const searchquery::Query &query, const incidents::QueryContext &context,
                                   Dialect dialect, TextWidth width, const QList<qint64> &ids, bool ranked)
{
    return Compiler(context, dialect, width, ids, ranked).run(query);
}

SqlPart visibleTo(const Actor &actor, Dialect dialect)
{
    const auto may = [&](Relation relation) { return isAllowed(actor.principal, Action::IncidentRead, relation); };
    if (may(Relation::Own) && may(Relation::Team) && may(Relation::Other) && may(Relation::Restricted))
        return {QStringLiteral("1 = 1"), {}};
    QStringList ways;
    QVariantList values;
    QList<qint64> mine;
    for (const TeamId team : actor.teams)
        mine.append(team.value());
    if (may(Relation::Team)) {
        ways.append(QStringLiteral("i.team_id is null"));
        if (may(Relation::Other)) {
            ways.append(QStringLiteral("i.team_id in (select id from teams where restricted = 0 or %1)")
                            .arg(inList(dialect, QStringLiteral("id"))));
        } else {
            ways.append(inList(dialect, QStringLiteral("i.team_id")));
        }
        values.append(listLiteral(mine, dialect));
    } else if (may(Relation::Other)) {
        ways.append(QStringLiteral("i.team_id in (select id from teams where restricted = 0)"));
    }
    if (may(Relation::Own)) {
        if (actor.employee) {
            ways.append(QStringLiteral("i.assignee_id = ?"));
            values.append(actor.employee->value());
        }
        if (actor.customer) {
            ways.append(QStringLiteral("i.customer_id = ?"));
            values.append(actor.customer->value());
        }
    }
    if (ways.isEmpty())
        return {QStringLiteral("1 = 0"), {}};
    return {QStringLiteral("(%1)").arg(ways.join(QLatin1String(" or "))), values};
}

} // namespace mostrador::storage
