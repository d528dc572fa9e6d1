// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/requestparts.h"

#include "protocol/jsonreader.h"

namespace mostrador::console::requests::parts {

Failure unreadable(const QString &why)
{
    return Failure{Failure::Kind::Unreadable, {}, why, {}};
}

Failure unreadable(const Problem &problem)
{
    QString why = problem.detail;
    for (const FieldError &error : problem.errors)
        why += QStringLiteral(" %1: %2.").arg(error.pointer, toString(error.code));
    return unreadable(why);
}

Answer<QJsonObject> objectOf(const RawAnswer &raw)
{
    if (!raw.contentType.startsWith("application/json"))
        return unreadable(
            QStringLiteral("The answer is no JSON but \"%1\".").arg(QString::fromLatin1(raw.contentType)));
    auto json = parseJsonObject(raw.body);
    if (!json)
        return unreadable(json.error());
    return std::move(json).value();
}

Answer<Nothing> nothing(const RawAnswer &)
{
    return done;
}

QString path(QLatin1String collection)
{
    return u'/' + collection;
}

QString pathOf(QLatin1String collection, const QString &id, QLatin1String below)
{
    QString result = u'/' + collection + u'/' + id;
    if (!below.isEmpty())
        result += u'/' + below;
    return result;
}

void add(QUrlQuery &query, const QString &name, const QString &value)
{
    if (!value.isEmpty())
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
}

void addWords(QUrlQuery &query, QString words)
{
    for (QChar &c : words) {
        if (c.category() == QChar::Other_Control)
            c = QLatin1Char(' ');
    }
    add(query, QStringLiteral("q"), words);
}

Request get(const QString &path)
{
    Request request;
    request.path = path;
    return request;
}

Request get(const QString &path, const ListQuery &list)
{
    Request request = get(path);
    addWords(request.query, list.query);
    add(request.query, QStringLiteral("sort"), list.sort);
    add(request.query, QStringLiteral("cursor"), list.cursor);
    add(request.query, QStringLiteral("limit"), QString::number(list.limit));
    return request;
}

Request with(Method method, const QString &path, const QJsonObject &body, std::optional<qint64> version)
{
    Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.ifMatch = version;
    return request;
}

Request remove(const QString &path, std::optional<qint64> version)
{
    Request request;
    request.method = Method::Delete;
    request.path = path;
    request.ifMatch = version;
    return request;
}

} // namespace mostrador::console::requests::parts
