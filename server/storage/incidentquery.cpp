// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/incidentquery.h"

#include "protocol/jsonreader.h"
#include "storage/incidentconditions.h"
#include "storage/incidentrow.h"
#include "storage/incidentsort.h"
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
    /// @p ids: nothing else is looked for; empty: anything.
    Compiler(const incidents::QueryContext &context, Dialect dialect, TextWidth width, const QList<qint64> &ids)
        : m_context(context)
        , m_dialect(dialect)
        , m_width(width)
        , m_ids(ids)
        , m_notes(isAllowed(context.actor.principal, Action::NoteRead, Relation::Own))
    {}

    Result<CompiledQuery> run(const searchquery::Query &query)
    {
        if (query.root) {
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
            return compileCondition(node.condition, m_context, m_dialect);
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

    static bool hasText(const Node &parent)
    {
        return std::any_of(parent.children.cbegin(), parent.children.cend(),
                           [](const NodePtr &child) { return child->kind == Node::Kind::Text; });
    }

    /// An "or" that every match must fulfil, with words on a side: each side is found by itself. As one condition the
    /// database would hold it against each incident there is.
    Result<SqlPart> sides(const Node &parent)
    {
        QStringList sql;
        QVariantList values;
        for (const NodePtr &child : parent.children) {
            SqlPart side;
            if (child->kind == Node::Kind::Text) {
                side = hits({child->text}, false);
            } else {
                const auto part = node(*child, false, false);
                if (!part)
                    return part.error();
                side = {QStringLiteral("select i.id as incident_id from incidents i where %1").arg(part->sql),
                        part->values};
            }
            sql.append(side.sql);
            values += side.values;
        }
        m_result.driver = addGroup({sql.join(QLatin1String(" union all ")), values});
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
        const QString name = addGroup(hits(group, negated));
        if (top && m_result.driver.isEmpty()) {
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
    SqlPart hits(const QList<Text> &group, bool negated)
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
            if (!negated && foldForSearch(word).size() >= leastPart)
                m_result.canWiden = true;
        }
        const bool wide = m_width == TextWidth::Substrings && !negated;
        SqlPart found =
            m_dialect == Dialect::Postgresql ? postgresHits(words, phrases, wide) : sqliteHits(words, phrases, wide);
        if (!m_notes)
            found.sql += QStringLiteral(" and s.kind <> 2");
        if (!m_ids.isEmpty()) {
            found.sql += QStringLiteral(" and ") + inList(m_dialect, QStringLiteral("s.incident_id"));
            found.values.append(listLiteral(m_ids, m_dialect));
        }
        if (words.size() == 1 && phrases.isEmpty())
            addExact(found, words.first());
        return found;
    }

    static QString quotedForTsquery(const QString &word)
    {
        QString quoted = word;
        quoted.replace(u'\\', QLatin1String("\\\\")).replace(u'\'', QLatin1String("''"));
        return u'\'' + quoted + u'\'';
    }

    SqlPart postgresHits(const QStringList &words, const QStringList &phrases, bool wide)
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
        return {
            QStringLiteral("select s.incident_id from search_texts s where %1").arg(all.join(QLatin1String(" and "))),
            values};
    }

    static QString ftsQuoted(const QString &text)
    {
        QString quoted = text;
        quoted.replace(u'"', QLatin1String("\"\""));
        return u'"' + quoted + u'"';
    }

    SqlPart sqliteHits(const QStringList &words, const QStringList &phrases, bool wide)
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
        return {
            QStringLiteral("select s.incident_id from search_texts s where %1").arg(all.join(QLatin1String(" and "))),
            values};
    }

    /// Numbers and addresses that name an incident exactly.
    void addExact(SqlPart &hits, const QString &word) const
    {
        if (const auto id = incidentIdFromReference(word)) {
            hits.sql += QStringLiteral(" union all select id from incidents where id = ?");
            hits.values.append(id->value());
        }
        if (word.contains(u'@')) {
            hits.sql +=
                QStringLiteral(" union all select x.id from incidents x join customers c on c.id = x.customer_id "
                               "where c.email_folded = ?");
            hits.values.append(foldForUniqueness(word));
        } else if (word.size() >= leastPart) {
            const QString folded = foldForUniqueness(word);
            hits.sql +=
                QStringLiteral(" union all select id from incidents where order_folded <> '' and order_folded = ?"
                               " union all select id from incidents where serial_folded <> '' and serial_folded = ?"
                               " union all select id from incidents where external_reference <> '' "
                               "and external_reference = ?");
            hits.values << folded << folded << word;
        }
    }

    const incidents::QueryContext &m_context;
    Dialect m_dialect;
    TextWidth m_width;
    QList<qint64> m_ids;
    bool m_notes;
    CompiledQuery m_result;
    int m_groups = 0;
};

} // namespace

Result<CompiledQuery> compileQuery(const searchquery::Query &query, const incidents::QueryContext &context,
                                   Dialect dialect, TextWidth width, const QList<qint64> &ids)
{
    return Compiler(context, dialect, width, ids).run(query);
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

namespace {

/// The incidents a query with words looks among. PostgreSQL: those of the driver one by one by their key; as a join the
/// planner, which knows little of how many hits there are, would read the whole table ("offset 0" keeps it from that).
QString source(const CompiledQuery &compiled, Dialect dialect)
{
    if (compiled.driver.isEmpty())
        return QStringLiteral("incidents i");
    if (dialect == Dialect::Sqlite)
        return QStringLiteral("(select distinct incident_id from %1) d cross join incidents i on i.id = d.incident_id")
            .arg(compiled.driver);
    return QStringLiteral("(select distinct incident_id from %1) d cross join lateral "
                          "(select x.* from incidents x where x.id = d.incident_id offset 0) i")
        .arg(compiled.driver);
}

} // namespace

Result<SqlPart> listStatement(const searchquery::Query &query, const incidents::QueryContext &context, Dialect dialect,
                              TextWidth width, const PageRequest &page)
{
    const auto keys = incidentKeys(page);
    if (!keys)
        return keys.error();
    const auto compiled = compileQuery(query, context, dialect, width, page.ids);
    if (!compiled)
        return compiled.error();
    const SqlPart visible = visibleTo(context.actor, dialect);
    QString where = QStringLiteral("%1 and %2 and %3").arg(compiled->where.sql, visible.sql, keys->where);
    SqlPart part;
    part.values = compiled->with.values + compiled->where.values + visible.values + keys->values;
    if (!page.ids.isEmpty()) {
        where += QStringLiteral(" and ") + inList(dialect, QStringLiteral("i.id"));
        part.values.append(listLiteral(page.ids, dialect));
    }
    if (!compiled->hasText) {
        // The page is cut before the names are joined, so that the planner only has to walk an index.
        part.sql = QStringLiteral("select %1%2 from (select i.* from incidents i where %3 %4) i %5 %6")
                       .arg(incidentColumns(), keys->columns, where, keys->order, incidentJoins(), keys->order);
        return part;
    }
    // Hits are collected before they are sorted: walking an index in order until enough hits are met takes seconds
    // where there are few.
    part.sql =
        QStringLiteral("with %1, hits as materialized (select i.id, i.created_at, i.updated_at, i.priority, i.due_at, "
                       "i.status from %7 where %2), "
                       "page as materialized (select i.id from hits i %3) "
                       "select %4%5 from page join incidents i on i.id = page.id %6 %3")
            .arg(compiled->with.sql, where, keys->order, incidentColumns(), keys->columns, incidentJoins(),
                 source(*compiled, dialect));
    return part;
}

Result<SqlPart> placesStatement(const searchquery::Query &query, const incidents::QueryContext &context,
                                Dialect dialect, TextWidth width, const PageRequest &page, int step)
{
    const auto keys = incidentKeys(page);
    if (!keys)
        return keys.error();
    const auto compiled = compileQuery(query, context, dialect, width);
    if (!compiled)
        return compiled.error();
    const SqlPart visible = visibleTo(context.actor, dialect);
    const QString where = QStringLiteral("%1 and %2 and %3").arg(compiled->where.sql, visible.sql, keys->where);
    const QString key = keys->columns.isEmpty() ? QStringLiteral("0") : keys->columns.mid(2);
    SqlPart part;
    part.values = compiled->with.values + compiled->where.values + visible.values + keys->values;
    QString rows = QStringLiteral("select %1 as k, i.id from %2 %3");
    if (compiled->hasText) {
        part.sql = QStringLiteral("with %1, hits as materialized (select i.id, i.created_at, i.updated_at, i.priority, "
                                  "i.due_at, i.status from %3 where %2) ")
                       .arg(compiled->with.sql, where, source(*compiled, dialect));
        rows = rows.arg(key, QStringLiteral("hits i"), keys->order);
    } else {
        rows = rows.arg(key, QStringLiteral("incidents i where ") + where, keys->order);
    }
    // The rows stay in the order they are read in: nothing between the two asks for another.
    part.sql += QStringLiteral("select k, id, n from (select x.k, x.id, row_number() over () as n, "
                               "lead(x.id) over () as following from (%1) x) y "
                               "where n % %2 = 0 or following is null order by n")
                    .arg(rows, QString::number(step));
    return part;
}

Result<SqlPart> countStatement(const searchquery::Query &query, const incidents::QueryContext &context, Dialect dialect,
                               TextWidth width, qint64 cap)
{
    const auto compiled = compileQuery(query, context, dialect, width);
    if (!compiled)
        return compiled.error();
    const SqlPart visible = visibleTo(context.actor, dialect);
    SqlPart part;
    part.values = compiled->with.values + compiled->where.values + visible.values;
    const QString where = QStringLiteral("%1 and %2").arg(compiled->where.sql, visible.sql);
    if (compiled->hasText) {
        part.sql = QStringLiteral("with %1, hits as materialized (select i.id from %3 where %2) "
                                  "select count(*) from (select 1 from hits limit %4) x")
                       .arg(compiled->with.sql, where, source(*compiled, dialect), QString::number(cap + 1));
    } else {
        part.sql = QStringLiteral("select count(*) from (select 1 from incidents i where %1 limit %2) x")
                       .arg(where)
                       .arg(cap + 1);
    }
    return part;
}

} // namespace mostrador::storage
