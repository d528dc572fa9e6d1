// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a search that finds nothing may have been meant to be. Both further steps are queries of the same language, made
// of the one that was asked, so that whatever is done with a list can be done with theirs.
#include "model/limits.h"
#include "model/spelling.h"
#include "storage/commonness.h"
#include "storage/incidents.h"
#include "storage/searchtext.h"
#include "storage/vocabulary.h"

#include <algorithm>

namespace mostrador::storage::incidents {

using searchquery::Node;
using searchquery::NodePtr;
using searchquery::Query;

namespace {

using Corrections = QMap<QString, QString>;

/// Combinations of corrected words that are tried, and candidates of each word.
constexpr int mostTries = 6;
constexpr int candidatesOfOne = 3;
/// Of a word that so few texts have (binary digits) a far more common one may have been meant.
constexpr int rareRank = 2;
constexpr int farMoreCommon = 3;
/// Of more words none is left out: as many as there are times as many would be looked for.
constexpr qsizetype mostWords = 6;

bool isFree(const Node &node)
{
    return node.kind == Node::Kind::Text && !node.text.phrase;
}

/// The words without a field that are not negated and are one word each, as written.
void collectWords(const Node &node, QStringList &words)
{
    if (isFree(node) && searchWords(node.text.words).size() == 1 && !words.contains(node.text.words))
        words.append(node.text.words);
    if (node.kind == Node::Kind::Not)
        return;
    for (const NodePtr &child : node.children)
        collectWords(*child, words);
}

NodePtr corrected(const NodePtr &node, const Corrections &corrections)
{
    auto result = std::make_shared<Node>(*node);
    if (isFree(*node))
        result->text.words = corrections.value(node->text.words, node->text.words);
    if (node->kind != Node::Kind::Not) {
        for (NodePtr &child : result->children)
            child = corrected(child, corrections);
    }
    return result;
}

/// A query of the tree; nothing if its text would be too long to be asked again.
std::optional<Query> queryOf(const NodePtr &root)
{
    const QString text = searchquery::toString(Query{{}, root});
    if (text.size() > limits::query)
        return std::nullopt;
    auto query = searchquery::parse(text);
    if (!query)
        return std::nullopt;
    return *std::move(query);
}

/// Words of a query with what each may have been meant to be.
struct Doubtful
{
    QString word;
    QList<vocabulary::Word> candidates;
};

class Meaning
{
public:
    Meaning(Database &database, const Query &query, const QueryContext &context)
        : m_database(database)
        , m_query(query)
        , m_context(context)
    {}

    /// A query that finds something; nothing if there is none. @p found gets step, query and corrections.
    Result<std::optional<Query>> find(Found &found)
    {
        QStringList words;
        collectWords(*m_query.root, words);
        if (words.isEmpty())
            return std::optional<Query>();
        QList<Doubtful> unknown;
        QList<Doubtful> rare;
        for (const QString &word : std::as_const(words)) {
            const Outcome judged = judge(word, unknown, rare);
            if (!judged)
                return judged.error();
        }
        for (const QList<Doubtful> &doubtful : {unknown, rare.isEmpty() ? QList<Doubtful>() : unknown + rare}) {
            if (doubtful.isEmpty())
                continue;
            auto query = tryCorrections(doubtful, found);
            if (!query || *query)
                return query;
        }
        // Leaving a word out, those nobody wrote are better corrected too.
        Corrections best;
        for (const Doubtful &doubtful : std::as_const(unknown))
            best.insert(doubtful.word, doubtful.candidates.constFirst().word);
        for (const Corrections &corrections : {best, Corrections()}) {
            auto query = tryFewer(corrected(m_query.root, corrections));
            if (!query)
                return query;
            if (*query) {
                found.step = SearchStep::Fewer;
                found.query = (*query)->source;
                return query;
            }
            if (best.isEmpty())
                break;
        }
        return std::optional<Query>();
    }

private:
    Outcome judge(const QString &word, QList<Doubtful> &unknown, QList<Doubtful> &rare)
    {
        const QString folded = searchWords(word).constFirst();
        if (!isVocabularyWord(folded))
            return done;
        const auto rank = vocabulary::rankOf(m_database, folded);
        if (!rank)
            return rank.error();
        if (*rank > rareRank)
            return done;
        auto candidates = vocabulary::corrections(m_database, folded, candidatesOfOne);
        if (!candidates)
            return candidates.error();
        if (*rank > 0)
            candidates->removeIf([&](const vocabulary::Word &c) { return c.rank < *rank + farMoreCommon; });
        if (!candidates->isEmpty())
            (*rank == 0 ? unknown : rare).append({word, *std::move(candidates)});
        return done;
    }

    Result<std::optional<Query>> tryCorrections(const QList<Doubtful> &doubtful, Found &found)
    {
        // The likeliest of all; then one word after the other by its next.
        QList<Corrections> tries(1);
        for (const Doubtful &one : doubtful)
            tries.first().insert(one.word, one.candidates.constFirst().word);
        for (int next = 1; next < candidatesOfOne; ++next) {
            for (const Doubtful &one : doubtful) {
                if (next >= one.candidates.size())
                    continue;
                Corrections other = tries.constFirst();
                other.insert(one.word, one.candidates.at(next).word);
                tries.append(other);
            }
        }
        for (const Corrections &corrections : tries.mid(0, mostTries)) {
            auto query = queryOf(corrected(m_query.root, corrections));
            if (!query)
                continue;
            const auto finds = any(m_database, *query, m_context);
            if (!finds)
                return finds.error();
            if (*finds) {
                found.step = SearchStep::Corrected;
                found.query = query->source;
                found.corrected = corrections;
                return query;
            }
        }
        return std::optional<Query>();
    }

    /// Whether a group of words is in so many texts that to collect them takes long, and its share of the texts.
    Result<std::pair<bool, double>> isCommon(const NodePtr &group)
    {
        const auto compiled = compileQuery(Query{{}, group}, m_context, m_database.dialect(), TextWidth::Words);
        if (!compiled)
            return compiled.error();
        const auto common = commonness(m_database, *compiled);
        if (!common)
            return common.error();
        return std::pair(common->near(limits::pageDefault) > 0, common->share);
    }

    Result<std::optional<Query>> tryFewer(const NodePtr &root)
    {
        if (root->kind != Node::Kind::And)
            return std::optional<Query>();
        std::vector<NodePtr> words;
        auto result = std::make_shared<Node>();
        for (const NodePtr &child : root->children)
            (isFree(*child) ? words : result->children).push_back(child);
        const auto number = static_cast<qsizetype>(words.size());
        if (number < 2 || number > mostWords)
            return std::optional<Query>();
        auto either = std::make_shared<Node>();
        either->kind = Node::Kind::Or;
        NodePtr rarest;
        double least = 2;
        for (std::size_t without = 0; without < words.size(); ++without) {
            auto group = std::make_shared<Node>();
            for (std::size_t i = 0; i < words.size(); ++i) {
                if (i != without)
                    group->children.push_back(words.at(i));
            }
            const NodePtr side = group->children.size() == 1 ? group->children.front() : NodePtr(group);
            const auto common = isCommon(side);
            if (!common)
                return common.error();
            if (!common->first) {
                either->children.push_back(side);
            } else if (common->second < least) {
                least = common->second;
                rarest = side;
            }
        }
        const auto ask = [&](const NodePtr &part) -> Result<std::optional<Query>> {
            auto whole = std::make_shared<Node>(*result);
            whole->children.push_back(part);
            const auto query = queryOf(whole);
            if (!query)
                return std::optional<Query>();
            const auto finds = any(m_database, *query, m_context);
            if (!finds)
                return finds.error();
            return *finds ? query : std::nullopt;
        };
        if (!either->children.empty()) {
            auto query = ask(either->children.size() == 1 ? either->children.front() : NodePtr(either));
            if (!query || *query)
                return query;
        }
        return rarest ? ask(rarest) : std::optional<Query>();
    }

    Database &m_database;
    const Query &m_query;
    const QueryContext &m_context;
};

bool isMeant(const QString &cursor)
{
    return cursor.startsWith(u'~');
}

/// The cursor of a query that was meant: "~", its text, "~", the list's cursor.
QString meantCursor(const QString &query, const QString &cursor)
{
    if (cursor.isEmpty())
        return {};
    return u'~' +
           QString::fromLatin1(
               query.toUtf8().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)) +
           u'~' + cursor;
}

Problem invalidCursor()
{
    Problem problem;
    problem.code = ErrorCode::InvalidCursor;
    return problem;
}

} // namespace

Result<Query> carriedOut(const Query &asked, PageRequest &page)
{
    if (!isMeant(page.cursor))
        return asked;
    const QByteArray text = page.cursor.section(u'~', 1, 1).toLatin1();
    page.cursor = page.cursor.section(u'~', 2);
    const auto decoded =
        QByteArray::fromBase64Encoding(text, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || page.cursor.isEmpty() || (*decoded).size() > limits::query * 4)
        return invalidCursor();
    auto query = searchquery::parse(QString::fromUtf8(*decoded));
    return query ? std::move(query) : Result<Query>(invalidCursor());
}

Result<Found> search(Database &database, const Query &query, const QueryContext &context, const PageRequest &request)
{
    Found found;
    PageRequest page = request;
    if (isMeant(page.cursor)) {
        const auto meant = carriedOut(query, page);
        if (!meant)
            return meant.error();
        auto rows = list(database, *meant, context, page);
        if (!rows)
            return rows.error();
        found.page = *std::move(rows);
        found.page.nextCursor = meantCursor(meant->source, found.page.nextCursor);
        found.query = meant->source;
        found.step = SearchStep::Corrected;
        return found;
    }
    auto rows = list(database, query, context, page);
    if (!rows)
        return rows.error();
    found.page = *std::move(rows);
    found.query = searchquery::toString(query);
    found.step = found.page.mode == 0 || found.page.items.isEmpty() ? SearchStep::Words : SearchStep::Parts;
    if (!found.page.items.isEmpty() || !page.cursor.isEmpty() || !query.root)
        return found;
    const auto meant = Meaning(database, query, context).find(found);
    if (!meant)
        return meant.error();
    if (!*meant)
        return found;
    auto others = list(database, **meant, context, page);
    if (!others)
        return others.error();
    found.page = *std::move(others);
    found.page.nextCursor = meantCursor(found.query, found.page.nextCursor);
    return found;
}

} // namespace mostrador::storage::incidents
