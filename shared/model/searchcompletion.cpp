// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/searchcompletion.h"

#include "model/searchqueryvalues.h"

namespace mostrador::searchquery {

namespace {

/// What is in quotes, from the quote at @p at on; the place behind the closing one, or the end of the text.
qsizetype readQuoted(QStringView query, qsizetype at, qsizetype until, QString &text)
{
    for (++at; at < query.size() && query.at(at) != u'"'; ++at) {
        if (query.at(at) == u'\\' && at + 1 < query.size())
            ++at;
        if (at < until)
            text.append(query.at(at));
    }
    return std::min(at + 1, query.size());
}

/// The bare word or value from @p at on; the place behind it.
qsizetype readBare(QStringView query, qsizetype at, qsizetype until, bool value, QString &text)
{
    for (; at < query.size() && !endsWord(query.at(at)) && !(value && query.at(at) == u','); ++at) {
        if (at < until)
            text.append(query.at(at));
    }
    return at;
}

QString quotedValue(QString text)
{
    text.replace(u'\\', QLatin1String("\\\\")).replace(u'"', QLatin1String("\\\""));
    return u'"' + text + u'"';
}

} // namespace

std::optional<Fragment> fragmentAt(const QString &source, qsizetype place)
{
    if (place < 0 || place > source.size())
        return std::nullopt;
    const QStringView query(source);
    const auto fragment = [](std::optional<Field> field, const QString &text, qsizetype from, qsizetype to) {
        return Fragment{field, text, static_cast<int>(from), static_cast<int>(to - from)};
    };
    qsizetype at = 0;
    for (;;) {
        while (at < place && (query.at(at).isSpace() || query.at(at) == u'(' || query.at(at) == u')'))
            ++at;
        // A minus before something negates it.
        while (at < place && query.at(at) == u'-')
            ++at;
        const qsizetype start = at;
        if (at < query.size() && query.at(at) == u'"' && at < place) {
            QString ignored;
            at = readQuoted(query, at, place, ignored);
            if (at > place || (at == place && query.at(at - 1) != u'"'))
                return std::nullopt;
            if (at == place)
                return std::nullopt; // right behind a phrase
            continue;
        }
        Operator op{};
        const qsizetype nameEnd = endOfName(query, at);
        const int operatorLength = nameEnd > at ? operatorAt(query, nameEnd, op) : 0;
        if (operatorLength > 0 && nameEnd + operatorLength <= place) {
            const auto field = fieldFromName(source.mid(start, nameEnd - start));
            at = nameEnd + operatorLength;
            for (;;) {
                const qsizetype value = at;
                QString text;
                const bool quoted = at < query.size() && query.at(at) == u'"';
                at = quoted ? readQuoted(query, at, place, text) : readBare(query, at, place, true, text);
                const bool closed = quoted && at - value > 1 && query.at(at - 1) == u'"';
                if (place < at || (place == at && !closed))
                    return field ? std::optional(fragment(field, text, value, at)) : std::nullopt;
                if (at < place && query.at(at) == u',') {
                    ++at;
                    continue;
                }
                break;
            }
            if (at == place)
                return std::nullopt; // right behind a quoted value
            continue;
        }
        QString text;
        at = readBare(query, at, place, false, text);
        if (place <= at)
            return fragment(std::nullopt, text, start, at);
    }
}

QList<Completion> languageCompletions(const Fragment &fragment)
{
    QList<Completion> result;
    const QString begun = fragment.text.toLower();
    if (fragment.field) {
        const QStringList values = fixedValues(*fragment.field);
        for (const QString &value : values) {
            if (value.startsWith(begun))
                result.append(valueCompletion(value));
        }
        return result;
    }
    const QStringList names = fieldNames();
    for (const QString &name : names) {
        if (name.startsWith(begun))
            result.append({QStringLiteral("field"), name + u':', {}});
    }
    return result;
}

Completion valueCompletion(const QString &value, const QString &label)
{
    return {QStringLiteral("value"), isBareValue(value) ? value : quotedValue(value), label};
}

} // namespace mostrador::searchquery
