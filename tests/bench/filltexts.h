// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

namespace mostrador::bench {

/// Repeatable random numbers (splitmix64): the same seed gives the same incident, whoever makes it.
class Random
{
public:
    explicit Random(quint64 seed)
        : m_state(seed)
    {}
    quint64 next();
    /// 0 <= x < @p bound
    qsizetype below(qsizetype bound);
    /// 0 <= x < 1
    double fraction();
    bool chance(double probability) { return fraction() < probability; }
    /// 0 <= x < @p bound, small ones much more often.
    qsizetype skewed(qsizetype bound);
    /// An index of @p weights, as often as its weight says.
    int weighted(const std::vector<int> &weights);

private:
    quint64 m_state;
};

/// The corpus file: words by section, common ones first.
class Corpus
{
public:
    /// Stops the program if the file cannot be read or lacks a section.
    explicit Corpus(const QString &path);

    const QStringList &section(const QString &name) const;
    /// Every word a text may hold.
    const QStringList &vocabulary() const { return m_vocabulary; }

private:
    QHash<QString, QStringList> m_sections;
    QStringList m_vocabulary;
};

/// A text with the words it is made of.
struct Text
{
    QString text;
    QList<QString> words;
};

/// Writes texts in Spanish or English, word by word, as often as words are used.
class Writer
{
public:
    explicit Writer(const Corpus &corpus);

    Text subject(Random &random, bool spanish) const;
    /// @p length: about how many words. Those in @p wanted stand somewhere in it.
    Text body(Random &random, bool spanish, int length, const QStringList &wanted = {}) const;

private:
    const QString &word(Random &random, bool spanish) const;

    struct Language
    {
        QStringList function;
        QStringList content;
        std::vector<double> cumulated; ///< of 1/rank over content
    };
    Language m_languages[2];
};

/// What PostgreSQL's search sees of each word (mostrador_search_words()), so that a million texts need not be parsed
/// one by one: the words of a text are the union of its words'.
class Lexemes
{
public:
    /// Lines "word<TAB>'lexeme' 'lexeme'", as psql copies them out. Stops the program if the file cannot be read.
    explicit Lexemes(const QString &path);
    /// As the text form of a tsvector.
    QByteArray of(const QList<QString> &words) const;

private:
    QHash<QString, QByteArray> m_lexemes;
};

} // namespace mostrador::bench
