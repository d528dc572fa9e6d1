// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/completionjson.h"

#include <QJsonArray>

namespace mostrador::codec {

QJsonObject toJson(const searchquery::Completions &completions)
{
    QJsonArray items;
    for (const searchquery::Completion &item : completions.items) {
        items.append(QJsonObject{{QStringLiteral("kind"), item.kind},
                                 {QStringLiteral("text"), item.text},
                                 {QStringLiteral("label"), item.label}});
    }
    return {{QStringLiteral("offset"), completions.offset},
            {QStringLiteral("length"), completions.length},
            {QStringLiteral("items"), items}};
}

searchquery::Completions completionsFromJson(const QJsonObject &json)
{
    searchquery::Completions result{
        json.value(QStringLiteral("offset")).toInt(), json.value(QStringLiteral("length")).toInt(), {}};
    const QJsonArray items = json.value(QStringLiteral("items")).toArray();
    for (const QJsonValue &value : items) {
        const QJsonObject item = value.toObject();
        result.items.append({item.value(QStringLiteral("kind")).toString(),
                             item.value(QStringLiteral("text")).toString(),
                             item.value(QStringLiteral("label")).toString()});
    }
    return result;
}

} // namespace mostrador::codec
