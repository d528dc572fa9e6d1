// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/words.h"

#include <QTranslator>

#include <optional>
#include <utility>

namespace mostrador {

namespace {

/// One language range of an Accept-Language header with its weight in thousandths.
struct LanguageRange
{
    QString range;
    int weight = 1000;
};

/// RFC 9110 section 12.4.2: 0, 1, or up to three decimals. Nothing for what is not a weight.
std::optional<int> weightFrom(QStringView text)
{
    if (text.isEmpty() || text.size() > 5 || (text.front() != u'0' && text.front() != u'1'))
        return std::nullopt;
    if (text.size() > 1 && text.at(1) != u'.')
        return std::nullopt;
    int weight = (text.front() == u'1') ? 1000 : 0;
    int scale = 100;
    for (qsizetype i = 2; i < text.size(); ++i, scale /= 10) {
        if (text.at(i) < u'0' || text.at(i) > u'9')
            return std::nullopt;
        weight += (text.at(i).unicode() - u'0') * scale;
    }
    return weight <= 1000 ? std::optional(weight) : std::nullopt;
}

std::optional<LanguageRange> rangeFrom(QStringView text)
{
    const auto parts = text.split(QLatin1Char(';'));
    LanguageRange range{parts.first().trimmed().toString().toLower()};
    if (range.range.isEmpty())
        return std::nullopt;
    for (qsizetype i = 1; i < parts.size(); ++i) {
        const QStringView parameter = parts.at(i).trimmed();
        if (!parameter.startsWith(QLatin1String("q="), Qt::CaseInsensitive))
            continue;
        const auto weight = weightFrom(parameter.mid(2).trimmed());
        if (!weight)
            return std::nullopt;
        range.weight = *weight;
    }
    return range;
}

/// Basic filtering (RFC 4647 section 3.3.1) of the supported language against a range, the other way round too:
/// "es-MX" is served with "es".
bool matches(const QString &range, const QString &language)
{
    return range == language || range.startsWith(language + QLatin1Char('-'));
}

/// How much the header wants a language, and where it says so. A range that names it outranks "*".
std::pair<int, qsizetype> preference(const QList<LanguageRange> &ranges, const QString &language)
{
    std::pair<int, qsizetype> named{-1, 0};
    std::pair<int, qsizetype> any{0, 0};
    for (qsizetype i = 0; i < ranges.size(); ++i) {
        const LanguageRange &range = ranges.at(i);
        if (range.range == QLatin1String("*"))
            any = {range.weight, i};
        else if (matches(range.range, language) && range.weight > named.first)
            named = {range.weight, i};
    }
    return named.first >= 0 ? named : any;
}

constexpr int headerLengthMax = 1000;
constexpr int headerRangesMax = 50;

} // namespace

QString Words::language() const
{
    return locale().bcp47Name().section(QLatin1Char('-'), 0, 0);
}

Catalogue::Catalogue(const QString &language, const QStringList &names)
    : m_locale(language)
{
    for (const QString &name : names) {
        const QString file = QStringLiteral(":/translations/%1_%2.qm").arg(name, language);
        auto translator = std::make_unique<QTranslator>();
        if (translator->load(file))
            m_translators.push_back(std::move(translator));
        else
            qWarning("Words: there is no catalogue %s", qPrintable(file));
    }
}

Catalogue::~Catalogue() = default;

QString Catalogue::text(const char *context, const char *source, int n) const
{
    QString found;
    for (const auto &translator : m_translators) {
        found = translator->translate(context, source, nullptr, n);
        if (!found.isEmpty())
            break;
    }
    if (found.isEmpty())
        found = QString::fromUtf8(source);
    if (n >= 0)
        found.replace(QLatin1String("%n"), m_locale.toString(n));
    return found;
}

const QStringList &supportedLanguages()
{
    static const QStringList languages{QStringLiteral("es"), QStringLiteral("en")};
    return languages;
}

bool isSupportedLanguage(const QString &language)
{
    return supportedLanguages().contains(language);
}

QString languageFor(const QString &acceptLanguage)
{
    const QStringView header = QStringView(acceptLanguage).left(headerLengthMax);
    QList<LanguageRange> ranges;
    for (const QStringView part : header.split(QLatin1Char(','))) {
        if (ranges.size() == headerRangesMax)
            break;
        if (const auto range = rangeFrom(part.trimmed()))
            ranges.append(*range);
    }
    QString best = supportedLanguages().first();
    int bestWeight = 0;
    qsizetype bestPlace = 0;
    for (const QString &language : supportedLanguages()) {
        const auto [weight, place] = preference(ranges, language);
        if (weight > bestWeight || (weight == bestWeight && weight > 0 && place < bestPlace)) {
            best = language;
            bestWeight = weight;
            bestPlace = place;
        }
    }
    return best;
}

} // namespace mostrador
