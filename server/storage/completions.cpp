// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/completions.h"

#include "storage/incidentquery.h"
#include "storage/keypage.h"
#include "storage/statement.h"
#include "storage/vocabulary.h"

#include <algorithm>

namespace mostrador::storage::completions {

namespace {

/// Common words stand in the newest texts, where they are found without collecting all that have them.
constexpr int newestTexts = 500;
/// Of a rarer word no more texts are looked at.
constexpr int mostTexts = 1000;
/// Nor are the texts of a word collected that, by the vocabulary, more than so many have, in any of its forms.
constexpr int mostCollected = 2000;
/// Words looked for one by one in older texts: each takes some milliseconds.
constexpr int mostRare = 3;
/// Words looked at for each one wanted: some stand in nothing that the actor may see.
constexpr int candidatesOfOne = 2;

void bindAll(Statement &s, const QVariantList &values)
{
    for (const QVariant &value : values) {
        if (value.typeId() == QMetaType::QString)
            s.bind(value.toString());
        else
            s.bind(value.toLongLong());
    }
}

/// Which of the texts `search_texts s` of `incidents i` the actor may see.
SqlPart seen(const incidents::QueryContext &context, Dialect dialect)
{
    SqlPart part = visibleTo(context.actor, dialect);
    if (!isAllowed(context.actor.principal, Action::NoteRead, Relation::Own))
        part.sql += QStringLiteral(" and s.kind <> 2");
    return part;
}

/// Those of the words that stand in the newest texts.
Result<QStringList> amongNewest(Database &database, const QStringList &words, const SqlPart &visible)
{
    QStringList conditions;
    QVariantList values = visible.values;
    for (const QString &word : words) {
        conditions.append(QStringLiteral("max(case when n.folded like ? escape '!' then 1 else 0 end)"));
        values.append(likePart(word));
    }
    // The values of the columns stand before those of the table they come from.
    std::rotate(values.begin(), values.begin() + visible.values.size(), values.end());
    Statement s(database, QStringLiteral("select %1 from (select s.folded from (select * from search_texts order by id "
                                         "desc limit %2) s join incidents i on i.id = s.incident_id where %3) n")
                              .arg(conditions.join(QLatin1String(", ")), QString::number(newestTexts), visible.sql));
    bindAll(s, values);
    const auto found = readOne<QStringList>(s, [&](Statement &row) {
        QStringList result;
        for (int i = 0; i < words.size(); ++i) {
            if (row.number(i) > 0)
                result.append(words.at(i));
        }
        return result;
    });
    if (!found)
        return found.error();
    return found->value_or(QStringList());
}

/// Whether the index has few texts for the word. PostgreSQL's has them by stem, and a stem may be everywhere whose one
/// form is rare. (SQLite's has words as they are, and gives them one after the other.)
Result<bool> isCheap(Database &database, const QString &word)
{
    if (!database.isPostgresql())
        return true;
    Statement s(database,
                QStringLiteral("select case when coalesce(sum(2 ^ n), 0) <= %1 then 1 else 0 end from (select count(*) "
                               "as n from search_vocabulary v, (select coalesce(min(l collate \"C\"), ?) as stem from "
                               "unnest(tsvector_to_array(mostrador_search_words(?))) l offset 0) s where v.word >= "
                               "s.stem and v.word < s.stem || ? group by v.word) c")
                    .arg(mostCollected));
    s.bind(word).bind(word).bind(prefixEnd(QString()));
    const auto found = readOne<qint64>(s, [](Statement &row) { return row.number(0); });
    if (!found)
        return found.error();
    return found->value_or(0) > 0;
}

/// Whether a text that may be seen holds the word as it is. One that stands behind very many that may not is not found:
/// the answer is bounded, and errs on the side of silence.
Result<bool> isSeen(Database &database, const QString &word, const SqlPart &visible)
{
    const bool postgres = database.isPostgresql();
    Statement s(database, QStringLiteral("select 1 from (select * from search_texts t where %1 and t.folded like ? "
                                         "escape '!' limit %2) s join incidents i on i.id = s.incident_id where %3 "
                                         "limit 1")
                              .arg(postgres ? QStringLiteral("t.words @@ mostrador_word(?)")
                                            : QStringLiteral("t.id in (select rowid from search_words where "
                                                             "search_words match ?)"),
                                   QString::number(mostTexts), visible.sql));
    s.bind(postgres ? word : u'"' + word + u'"').bind(likePart(word));
    bindAll(s, visible.values);
    const auto found = readOne<qint64>(s, [](Statement &row) { return row.number(0); });
    if (!found)
        return found.error();
    return found->has_value();
}

} // namespace

Result<QStringList> wordsBeginning(Database &database, const QString &foldedBeginning,
                                   const incidents::QueryContext &context, int limit)
{
    const auto known = vocabulary::beginningWith(database, foldedBeginning, limit * candidatesOfOne);
    if (!known)
        return known.error();
    QStringList words;
    for (const vocabulary::Word &word : *known)
        words.append(word.word);
    const SqlPart visible = seen(context, database.dialect());
    // Also for who may see everything: the vocabulary keeps words of texts that were taken back.
    if (words.isEmpty())
        return words;
    const auto newest = amongNewest(database, words, visible);
    if (!newest)
        return newest.error();
    QStringList result;
    int rare = 0;
    for (const QString &word : std::as_const(words)) {
        bool shown = newest->contains(word);
        if (!shown && rare < mostRare) {
            const auto cheap = isCheap(database, word);
            if (!cheap)
                return cheap.error();
            if (*cheap) {
                ++rare;
                const auto found = isSeen(database, word, visible);
                if (!found)
                    return found.error();
                shown = *found;
            }
        }
        if (shown)
            result.append(word);
        if (result.size() == limit)
            break;
    }
    return result;
}

} // namespace mostrador::storage::completions
