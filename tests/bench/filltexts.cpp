// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filltexts.h"

#include <QFile>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace mostrador::bench {

namespace {

constexpr int codes = 20'000;

QByteArray readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(path), qPrintable(file.errorString()));
    return file.readAll();
}

/// The long tail: model and part numbers that people quote.
QString code(qsizetype number)
{
    return QStringLiteral("kx%1").arg(number + 1000);
}

QStringList spanishForms(const QString &stem)
{
    QStringList forms;
    for (const char *ending : {"ar", "ado", "aron", "an", "amos", "ando", "ada", "aba", "as", "ará", "aría", "ó"})
        forms.append(stem + QString::fromUtf8(ending));
    return forms;
}

QStringList englishForms(const QString &verb)
{
    return {verb, verb + QStringLiteral("ed"), verb + QStringLiteral("ing"), verb + QStringLiteral("s")};
}

} // namespace

quint64 Random::next()
{
    m_state += 0x9e3779b97f4a7c15ULL;
    quint64 z = m_state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

qsizetype Random::below(qsizetype bound)
{
    return bound <= 1 ? 0 : static_cast<qsizetype>(next() % static_cast<quint64>(bound));
}

double Random::fraction()
{
    return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

qsizetype Random::skewed(qsizetype bound)
{
    const double x = fraction();
    return std::min(bound - 1, static_cast<qsizetype>(static_cast<double>(bound) * x * x * x));
}

int Random::weighted(const std::vector<int> &weights)
{
    int sum = 0;
    for (const int weight : weights)
        sum += weight;
    auto left = static_cast<int>(below(sum));
    for (std::size_t i = 0; i < weights.size(); ++i) {
        left -= weights[i];
        if (left < 0)
            return static_cast<int>(i);
    }
    return 0;
}

Corpus::Corpus(const QString &path)
{
    QString name;
    const QStringList lines = QString::fromUtf8(readFile(path)).split(u'\n');
    for (const QString &line : lines) {
        if (line.startsWith(u'#'))
            continue;
        if (line.startsWith(u'['))
            name = line.mid(1, line.indexOf(u']') - 1);
        else
            m_sections[name] += line.split(u' ', Qt::SkipEmptyParts);
    }
    QSet<QString> seen;
    const auto add = [&](const QString &word) {
        if (!seen.contains(word)) {
            seen.insert(word);
            m_vocabulary.append(word);
        }
    };
    for (const QString &part :
         {QStringLiteral("es.function"), QStringLiteral("es.words"), QStringLiteral("en.function"),
          QStringLiteral("en.words"), QStringLiteral("rare"), QStringLiteral("steady")}) {
        for (const QString &word : section(part))
            add(word);
    }
    for (const QString &stem : section(QStringLiteral("es.verbs"))) {
        for (const QString &form : spanishForms(stem))
            add(form);
    }
    for (const QString &stem : section(QStringLiteral("en.verbs"))) {
        for (const QString &form : englishForms(stem))
            add(form);
    }
    for (int i = 0; i < codes; ++i)
        add(code(i));
}

const QStringList &Corpus::section(const QString &name) const
{
    const auto found = m_sections.constFind(name);
    if (found == m_sections.cend() || found->isEmpty())
        qFatal("the corpus has no section %s", qPrintable(name));
    return *found;
}

Writer::Writer(const Corpus &corpus)
{
    const char *const names[] = {"en", "es"};
    for (int i = 0; i < 2; ++i) {
        Language &language = m_languages[i];
        const QString name = QString::fromLatin1(names[i]);
        language.function = corpus.section(name + QStringLiteral(".function"));
        const QStringList words = corpus.section(name + QStringLiteral(".words"));
        const QStringList stems = corpus.section(name + QStringLiteral(".verbs"));
        QStringList forms;
        for (const QString &stem : stems)
            forms += i == 1 ? spanishForms(stem) : englishForms(stem);
        // Nouns and verb forms in turn, so that both are among the common words.
        for (qsizetype k = 0; k < std::max(words.size(), forms.size()); ++k) {
            if (k < words.size())
                language.content.append(words.at(k));
            if (k < forms.size())
                language.content.append(forms.at(k));
        }
        double sum = 0;
        for (qsizetype k = 0; k < language.content.size(); ++k) {
            sum += 1.0 / (static_cast<double>(k) + 8);
            language.cumulated.push_back(sum);
        }
    }
}

const QString &Writer::word(Random &random, bool spanish) const
{
    const Language &language = m_languages[spanish ? 1 : 0];
    if (random.chance(0.45))
        return language.function.at(random.skewed(language.function.size()));
    const double at = random.fraction() * language.cumulated.back();
    const auto found = std::lower_bound(language.cumulated.begin(), language.cumulated.end(), at);
    return language.content.at(found - language.cumulated.begin());
}

Text Writer::subject(Random &random, bool spanish) const
{
    return body(random, spanish, 3 + static_cast<int>(random.below(5)));
}

Text Writer::body(Random &random, bool spanish, int length, const QStringList &wanted) const
{
    Text text;
    text.text.reserve(length * 8);
    int sentence = 0;
    const auto add = [&](const QString &word) {
        const bool first = sentence == 0;
        if (!text.text.isEmpty())
            text.text += first && random.chance(0.15) ? QStringLiteral("\n\n") : QStringLiteral(" ");
        text.text += first ? QString(word.at(0).toUpper()) + word.mid(1) : word;
        text.words.append(word);
        ++sentence;
    };
    for (int i = 0; i < length; ++i) {
        add(word(random, spanish));
        if (sentence > 5 && random.chance(0.12)) {
            text.text += random.chance(0.1) ? u'?' : u'.';
            sentence = 0;
        } else if (sentence > 3 && random.chance(0.06)) {
            text.text += u',';
        }
    }
    if (length > 8 && random.chance(0.25))
        add(code(random.below(codes)));
    for (const QString &word : wanted)
        add(word);
    return text;
}

Lexemes::Lexemes(const QString &path)
{
    const QList<QByteArray> lines = readFile(path).split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype tab = line.indexOf('\t');
        if (tab > 0)
            m_lexemes.insert(QString::fromUtf8(line.left(tab)), line.mid(tab + 1));
    }
}

QByteArray Lexemes::of(const QList<QString> &words) const
{
    QByteArray all;
    for (const QString &word : words) {
        const auto found = m_lexemes.constFind(word);
        if (found == m_lexemes.cend())
            qFatal("no lexemes for %s", qPrintable(word));
        all += *found;
        all += ' ';
    }
    return all;
}

} // namespace mostrador::bench
