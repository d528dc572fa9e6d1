// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/querywords.h"

#include "model/searchquery.h"
#include "model/searchtext.h"

#include <algorithm>

namespace mostrador::console {

namespace {

using searchquery::Node;

/// A stem shorter than this would be the beginning of many other words.
constexpr qsizetype leastStem = 3;

void collect(const Node &node, QStringList &words)
{
    if (node.kind == Node::Kind::Text)
        words += searchWords(node.text.words);
    if (node.kind == Node::Kind::Not)
        return;
    for (const searchquery::NodePtr &child : node.children)
        collect(*child, words);
}

} // namespace

QueryWords::QueryWords(const QString &query, bool parts)
    : m_parts(parts)
{
    const auto parsed = searchquery::parse(query);
    if (parsed && parsed->root)
        collect(*parsed->root, m_words);
    for (const QString &word : std::as_const(m_words))
        m_stems.append(stemPrefix(word));
}

QList<TextPart> QueryWords::hitsIn(const QString &text) const
{
    QList<TextPart> hits;
    if (isEmpty())
        return hits;
    const auto isHit = [&](const QString &word) {
        for (qsizetype i = 0; i < m_stems.size(); ++i) {
            const QString &stem = m_stems.at(i);
            const bool last = i == m_stems.size() - 1;
            if (word == m_words.at(i) || (stem.size() >= leastStem && word.startsWith(stem)) ||
                (last && m_words.at(i).size() >= leastStem && word.startsWith(m_words.at(i))) ||
                (m_parts && m_words.at(i).size() >= leastStem && word.contains(m_words.at(i))))
                return true;
        }
        return false;
    };
    qsizetype begin = -1;
    for (qsizetype at = 0; at <= text.size(); ++at) {
        const bool inWord = at < text.size() && (text.at(at).isLetterOrNumber() || text.at(at).isMark());
        if (inWord && begin < 0) {
            begin = at;
        } else if (!inWord && begin >= 0) {
            if (isHit(foldForSearch(text.mid(begin, at - begin))))
                hits.append({begin, at - begin});
            begin = -1;
        }
    }
    return hits;
}

} // namespace mostrador::console
