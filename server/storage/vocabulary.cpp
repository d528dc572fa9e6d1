// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vocabulary.h"

#include "model/spelling.h"
#include "storage/keypage.h"
#include "storage/meta.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <QHash>

#include <algorithm>
#include <bit>

namespace mostrador::storage::vocabulary {

namespace {

/// Texts read in one transaction.
constexpr qint64 textsAtOnce = 20'000;
/// More words that begin or end alike are not looked through.
constexpr int mostAlike = 4000;

QString readKey()
{
    return QStringLiteral("search_vocabulary_read");
}
QString untilKey()
{
    return QStringLiteral("search_vocabulary_until");
}

QString reversed(const QString &word)
{
    QString result = word;
    std::reverse(result.begin(), result.end());
    return result;
}

/// The words of a statement with the columns word and rank.
Result<QList<Word>> readWords(Statement &s)
{
    return readAll<Word>(s, [](Statement &row) { return Word{row.text(0), static_cast<int>(row.number(1))}; });
}

Result<qint64> number(Database &database, const QString &key)
{
    const auto value = meta::get(database, key);
    if (!value)
        return value.error();
    return value->value_or(QString()).toLongLong();
}

/// Adds the rows that so many texts with the words would have added.
Outcome add(Database &database, const QHash<QString, int> &counts)
{
    Statement known(database, QStringLiteral("select count(*) from search_vocabulary where word = ?"));
    Statement insert(database, QStringLiteral("insert into search_vocabulary (word, reversed) values (?, ?)"));
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        known.bind(it.key());
        const auto rows = readOne<qint64>(known, [](Statement &row) { return row.number(0); });
        if (!rows)
            return rows.error();
        const qint64 present = rows->value_or(0);
        // n rows stand for 2^n - 1 texts.
        const quint64 texts = (quint64(1) << std::min<qint64>(present, 40)) + static_cast<quint64>(it.value());
        for (auto row = static_cast<qint64>(std::bit_width(texts)) - 1; row > present; --row) {
            if (const Outcome run = insert.bind(it.key()).bind(reversed(it.key())).exec(); !run)
                return run;
        }
    }
    return done;
}

/// Reads the next texts; true if there are more.
Result<bool> adoptSome(Database &database, const Progress &progress)
{
    const auto read = number(database, readKey());
    if (!read)
        return read.error();
    const auto until = number(database, untilKey());
    if (!until)
        return until.error();
    if (*read >= *until)
        return false;
    const qint64 last = std::min(*read + textsAtOnce, *until);
    QHash<QString, int> counts;
    {
        Statement s(database, QStringLiteral("select folded from search_texts where id > ? and id <= ?"));
        if (const Outcome run = s.bind(*read).bind(last).exec(); !run)
            return run.error();
        while (s.next()) {
            for (const QString &word : vocabularyWords(s.text(0)))
                ++counts[word];
        }
    }
    if (const Outcome added = add(database, counts); !added)
        return added.error();
    if (const Outcome noted = meta::set(database, readKey(), QString::number(last)); !noted)
        return noted.error();
    if (progress)
        progress(last, *until);
    return last < *until;
}

} // namespace

QString wordList(const QString &text, Dialect dialect)
{
    // Letters only: nothing has to be escaped.
    QStringList quoted;
    for (const QString &word : vocabularyWords(text)) {
        if (dialect == Dialect::Postgresql)
            quoted.append(u'"' + word + u'"');
        else
            quoted.append(QStringLiteral("[\"%1\",\"%2\"]").arg(word, reversed(word)));
    }
    return (dialect == Dialect::Postgresql ? QStringLiteral("{%1}") : QStringLiteral("[%1]")).arg(quoted.join(u','));
}

QString learnSql()
{
    return QStringLiteral("insert into search_vocabulary (word, reversed) select w, reverse(w) from unnest(?::text[]) "
                          "w where random() < power(0.5::float8, (select count(*) from search_vocabulary v where "
                          "v.word = w))");
}

Outcome learn(Database &database, const QString &text)
{
    const QString words = wordList(text, database.dialect());
    if (words.size() <= 2)
        return done;
    Statement s(database,
                database.isPostgresql()
                    ? learnSql()
                    : QStringLiteral("insert into search_vocabulary (word, reversed) select json_extract(value, "
                                     "'$[0]'), json_extract(value, '$[1]') from json_each(?) where (random() & 65535) "
                                     "< (65536 >> (select count(*) from search_vocabulary v where v.word = "
                                     "json_extract(value, '$[0]')))"));
    return s.bind(words).exec();
}

Result<int> rankOf(Database &database, const QString &word)
{
    Statement s(database, QStringLiteral("select count(*) from search_vocabulary where word = ?"));
    s.bind(word);
    const auto rank = readOne<int>(s, [](Statement &row) { return static_cast<int>(row.number(0)); });
    if (!rank)
        return rank.error();
    return rank->value_or(0);
}

Result<QList<Word>> corrections(Database &database, const QString &word, int limit)
{
    if (!isVocabularyWord(word))
        return QList<Word>();
    const int most = mostMistakes(word);
    // A single mistake leaves either the first or the second half as it is, but for two letters swapped in the middle:
    // so the first half has a letter less. Of two mistakes the words are found that have both in one half. Both halves
    // are ranges of an index in either database.
    const qsizetype half = word.size() / 2;
    const QString head = word.left(half - 1);
    const QString tail = reversed(word.mid(half));
    QString length = QStringLiteral("length(word) between %1 and %2");
    length = length.arg(QString::number(word.size() - most), QString::number(word.size() + most));
    const QString part =
        QStringLiteral("select word, count(*) as n from search_vocabulary where %1 >= ? and %1 < ? and "
                       "%2 group by word limit %3");
    QHash<QString, int> found;
    for (const auto &[column, beginning] :
         {std::pair(QStringLiteral("word"), head), std::pair(QStringLiteral("reversed"), tail)}) {
        Statement s(database, part.arg(column, length, QString::number(mostAlike)));
        s.bind(beginning).bind(prefixEnd(beginning));
        const auto words = readWords(s);
        if (!words)
            return words.error();
        for (const Word &one : *words)
            found.insert(one.word, one.rank);
    }
    struct Candidate
    {
        Word word;
        int distance;
    };
    QList<Candidate> candidates;
    for (auto it = found.cbegin(); it != found.cend(); ++it) {
        const int distance = spellingDistance(word, it.key(), most);
        if (distance > 0 && distance <= most)
            candidates.append({{it.key(), it.value()}, distance});
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate &a, const Candidate &b) {
        return std::tuple(a.distance, -a.word.rank, a.word.word) < std::tuple(b.distance, -b.word.rank, b.word.word);
    });
    QList<Word> result;
    for (const Candidate &candidate : candidates.mid(0, limit))
        result.append(candidate.word);
    return result;
}

Result<QList<Word>> beginningWith(Database &database, const QString &foldedBeginning, int limit)
{
    Statement s(database, QStringLiteral("select word, count(*) as n from search_vocabulary where word >= ? and "
                                         "word < ? group by word order by n desc, word limit %1")
                              .arg(limit));
    s.bind(foldedBeginning).bind(prefixEnd(foldedBeginning));
    return readWords(s);
}

Outcome adopt(Database &database, const Progress &progress)
{
    bool more = true;
    while (more) {
        const TransactionOutcome some = runTransaction(database, Mode::ReadWrite, [&](Database &db) -> Outcome {
            const auto next = adoptSome(db, progress);
            if (!next)
                return next.error();
            more = *next;
            return done;
        });
        if (!some.committed())
            return some.problem;
    }
    return done;
}

} // namespace mostrador::storage::vocabulary
