// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/reply.h"
#include "api/requests.h"
#include "protocol/codecs.h"

#include <QJsonArray>

/// What the functions of requests.h are made of. Private to this layer.
namespace mostrador::console::requests::parts {

using Method = Request::Method;

inline constexpr QLatin1String incidentsPath("incidents");

template <typename T>
using FromJson = Result<T> (*)(const QJsonObject &);

Failure unreadable(const QString &why);
/// Names the fields too: a mismatch of versions is found by them.
Failure unreadable(const Problem &problem);

/// The JSON object of an answer.
Answer<QJsonObject> objectOf(const RawAnswer &raw);

/// Decodes an answer that is one thing.
template <typename T>
typename ReplyOf<T>::Decoder one(FromJson<T> fromJson)
{
    return [fromJson](const RawAnswer &raw) -> Answer<T> {
        const auto json = objectOf(raw);
        if (!json)
            return json.error();
        auto item = fromJson(*json);
        if (!item)
            return unreadable(item.error());
        return std::move(item).value();
    };
}

/// Decodes an answer that is a page of a list.
template <typename T>
typename ReplyOf<codec::Page<T>>::Decoder page(FromJson<T> fromJson)
{
    return [fromJson](const RawAnswer &raw) -> Answer<codec::Page<T>> {
        const auto json = objectOf(raw);
        if (!json)
            return json.error();
        const QJsonValue items = json->value(QStringLiteral("items"));
        if (!items.isArray())
            return unreadable(QStringLiteral("The list has no items."));
        const QJsonArray array = items.toArray();
        codec::Page<T> result;
        result.items.reserve(array.size());
        for (const QJsonValue &value : array) {
            auto item = fromJson(value.toObject());
            if (!item)
                return unreadable(item.error());
            result.items.append(std::move(item).value());
        }
        result.nextCursor = json->value(QStringLiteral("next_cursor")).toString();
        return result;
    };
}

/// Decodes an answer without content.
Answer<Nothing> nothing(const RawAnswer &raw);

/// "/<collection>[/<id>[/<below>]]"
QString path(QLatin1String collection);
QString pathOf(QLatin1String collection, const QString &id, QLatin1String below);
template <typename Tag>
QString path(QLatin1String collection, Id<Tag> id, QLatin1String below = {})
{
    return pathOf(collection, id.toString(), below);
}

/// Adds a parameter unless it is empty. Everything but unreserved characters is encoded: QUrlQuery would leave "+" and
/// others to the server's interpretation.
void add(QUrlQuery &query, const QString &name, const QString &value);
/// Adds what is searched for. Control characters, such as the line end of what was pasted, count as spaces; the places
/// of the others stay, by which a mistake is pointed at.
void addWords(QUrlQuery &query, QString words);

Request get(const QString &path);
Request get(const QString &path, const ListQuery &list);
Request with(Method method, const QString &path, const QJsonObject &body, std::optional<qint64> version = {});
Request remove(const QString &path, std::optional<qint64> version);

} // namespace mostrador::console::requests::parts
