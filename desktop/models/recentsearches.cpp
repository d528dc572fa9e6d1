// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recentsearches.h"

#include "store/offlinedata.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace mostrador::console {

namespace {

/// Beside the answers of the server, none of which has such a name.
const QString place = QStringLiteral("searches");
constexpr qsizetype mostKept = 8;

} // namespace

bool RecentSearches::hasPlace() const
{
    return m_context.offline && m_context.offline->isReady();
}

QStringList RecentSearches::all() const
{
    QStringList result;
    if (!hasPlace())
        return result;
    const QJsonArray kept = QJsonDocument::fromJson(m_context.offline->store().answer(place)).array();
    for (const QJsonValue &query : kept)
        result.append(query.toString());
    return result;
}

void RecentSearches::add(const QString &query)
{
    const QString text = query.simplified();
    if (text.isEmpty() || !hasPlace())
        return;
    QStringList queries = all();
    queries.removeIf([&](const QString &other) { return other.compare(text, Qt::CaseInsensitive) == 0; });
    queries.prepend(text);
    m_context.offline->store().putAnswer(
        place, QJsonDocument(QJsonArray::fromStringList(queries.mid(0, mostKept))).toJson(QJsonDocument::Compact));
}

void RecentSearches::clear()
{
    if (hasPlace())
        m_context.offline->store().putAnswer(place, QByteArrayLiteral("[]"));
}

} // namespace mostrador::console
