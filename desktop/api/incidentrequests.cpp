// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/requestparts.h"
#include "api/requests.h"
#include "model/limits.h"

#include <QJsonArray>

#include <limits>

namespace mostrador::console::requests {

using namespace parts;

ReplyOf<codec::Page<Incident>> *incidents(ApiClient &client, const ListQuery &list)
{
    return client.send<codec::Page<Incident>>(get(path(incidentsPath), list), page<Incident>(codec::incidentFromJson));
}

namespace {

void addPart(Request &request, const std::optional<ListPlace> &after, const std::optional<ListPlace> &until)
{
    add(request.query, QStringLiteral("after"), after ? after->toString() : QString());
    add(request.query, QStringLiteral("until"), until ? until->toString() : QString());
}

} // namespace

ReplyOf<codec::Page<Incident>> *incidents(ApiClient &client, const ListQuery &list,
                                          const std::optional<ListPlace> &after, const std::optional<ListPlace> &until)
{
    Request request = get(path(incidentsPath), list);
    addPart(request, after, until);
    return client.send<codec::Page<Incident>>(request, page<Incident>(codec::incidentFromJson));
}

ReplyOf<codec::Page<Incident>> *incidents(ApiClient &client, const ListQuery &list, const QList<IncidentId> &ids,
                                          std::optional<bool> parts)
{
    QStringList texts;
    for (const IncidentId id : ids)
        texts.append(id.toString());
    Request request = get(path(incidentsPath), {list.query, list.sort, {}, limits::pageMax});
    add(request.query, QStringLiteral("ids"), texts.join(u','));
    // Behind a place before all others: it says how the list's words were found, and the server need not count them.
    if (!parts)
        return client.send<codec::Page<Incident>>(request, page<Incident>(codec::incidentFromJson));
    const bool descending = list.sort.isEmpty() || list.sort.startsWith(u'-');
    constexpr qint64 least = std::numeric_limits<qint64>::min();
    constexpr qint64 greatest = std::numeric_limits<qint64>::max();
    addPart(request, ListPlace{descending ? greatest : least, descending ? greatest : least, *parts}, std::nullopt);
    return client.send<codec::Page<Incident>>(request, page<Incident>(codec::incidentFromJson));
}

ReplyOf<Search> *searchIncidents(ApiClient &client, const ListQuery &list)
{
    Request request = get(path(incidentsPath), list);
    add(request.query, QStringLiteral("forgive"), QStringLiteral("true"));
    return client.send<Search>(request, [](const RawAnswer &raw) -> Answer<Search> {
        auto rows = page<Incident>(codec::incidentFromJson)(raw);
        if (!rows)
            return rows.error();
        Search result;
        result.page = *std::move(rows);
        const QJsonObject done = objectOf(raw)->value(QStringLiteral("search")).toObject();
        result.step = done.value(QStringLiteral("step")).toString();
        result.query = done.value(QStringLiteral("query")).toString();
        const QJsonObject corrected = done.value(QStringLiteral("corrected")).toObject();
        for (auto word = corrected.begin(); word != corrected.end(); ++word)
            result.corrected.insert(word.key(), word.value().toString());
        return result;
    });
}

ReplyOf<Places> *incidentPlaces(ApiClient &client, const ListQuery &list, const std::optional<ListPlace> &after,
                                const std::optional<ListPlace> &until)
{
    Request request = get(QStringLiteral("/incidents/places"));
    addWords(request.query, list.query);
    add(request.query, QStringLiteral("sort"), list.sort);
    add(request.query, QStringLiteral("cursor"), list.cursor);
    addPart(request, after, until);
    return client.send<Places>(request, [](const RawAnswer &raw) -> Answer<Places> {
        const auto json = objectOf(raw);
        if (!json)
            return json.error();
        Places result;
        result.step = json->value(QStringLiteral("step")).toInt();
        result.rows = json->value(QStringLiteral("rows")).toInteger();
        const QJsonArray places = json->value(QStringLiteral("places")).toArray();
        result.places.reserve(places.size());
        for (const QJsonValue &value : places) {
            const auto place = ListPlace::fromString(value.toString());
            if (!place)
                return unreadable(QStringLiteral("A place cannot be read."));
            result.places.append(*place);
        }
        result.next = ListPlace::fromString(json->value(QStringLiteral("next")).toString());
        if (result.step < 1 || result.rows < result.places.size() * result.step ||
            result.rows >= (result.places.size() + 1) * result.step)
            return unreadable(QStringLiteral("The places do not go with the number of rows."));
        return result;
    });
}

ReplyOf<Count> *countIncidents(ApiClient &client, const QString &query)
{
    Request request = get(QStringLiteral("/incidents/count"));
    addWords(request.query, query);
    return client.send<Count>(request, [](const RawAnswer &raw) -> Answer<Count> {
        const auto json = objectOf(raw);
        if (!json)
            return json.error();
        return Count{json->value(QStringLiteral("count")).toInteger(), json->value(QStringLiteral("capped")).toBool()};
    });
}

ReplyOf<Incident> *incident(ApiClient &client, IncidentId id)
{
    return client.send<Incident>(get(path(incidentsPath, id)), one<Incident>(codec::incidentFromJson));
}

ReplyOf<Incident> *incidentByReference(ApiClient &client, const QString &reference)
{
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(reference));
    return client.send<Incident>(get(QStringLiteral("/incidents/by-reference/") + encoded),
                                 one<Incident>(codec::incidentFromJson));
}

ReplyOf<Incident> *createIncident(ApiClient &client, const NewIncident &input, const QByteArray &idempotencyKey)
{
    Request request = with(Method::Post, path(incidentsPath), codec::toJson(input));
    request.idempotencyKey = idempotencyKey;
    return client.send<Incident>(request, one<Incident>(codec::incidentFromJson));
}

ReplyOf<Incident> *changeIncident(ApiClient &client, IncidentId id, const IncidentChange &change, qint64 version)
{
    return changeIncident(client, id, codec::toJson(change), version);
}

ReplyOf<Incident> *changeIncident(ApiClient &client, IncidentId id, const QJsonObject &patch, qint64 version)
{
    return client.send<Incident>(with(Method::Patch, path(incidentsPath, id), patch, version),
                                 one<Incident>(codec::incidentFromJson));
}

ReplyOf<Incident> *reopenIncident(ApiClient &client, IncidentId id, const QString &reason,
                                  const QByteArray &idempotencyKey)
{
    Request request =
        with(Method::Post, path(incidentsPath, id, QLatin1String("reopen")), {{QStringLiteral("reason"), reason}});
    request.idempotencyKey = idempotencyKey;
    return client.send<Incident>(request, one<Incident>(codec::incidentFromJson));
}

ReplyOf<codec::Page<Message>> *messages(ApiClient &client, IncidentId id, const ListQuery &list)
{
    return client.send<codec::Page<Message>>(get(path(incidentsPath, id, QLatin1String("messages")), list),
                                             page<Message>(codec::messageFromJson));
}

ReplyOf<Message> *addMessage(ApiClient &client, IncidentId id, const NewMessage &input,
                             const QByteArray &idempotencyKey)
{
    Request request = with(Method::Post, path(incidentsPath, id, QLatin1String("messages")), codec::toJson(input));
    request.idempotencyKey = idempotencyKey;
    return client.send<Message>(request, one<Message>(codec::messageFromJson));
}

ReplyOf<Message> *withdrawMessage(ApiClient &client, MessageId id)
{
    return client.send<Message>(remove(path(QLatin1String("messages"), id), {}), one<Message>(codec::messageFromJson));
}

ReplyOf<codec::Page<Event>> *events(ApiClient &client, IncidentId id, const ListQuery &list)
{
    return client.send<codec::Page<Event>>(get(path(incidentsPath, id, QLatin1String("events")), list),
                                           page<Event>(codec::eventFromJson));
}

QList<FieldConflict> conflictsOf(const Problem &problem)
{
    QList<FieldConflict> result;
    const QJsonArray conflicts = problem.extensions.value(QStringLiteral("conflicts")).toArray();
    for (const QJsonValue &value : conflicts) {
        const QJsonObject json = value.toObject();
        FieldConflict conflict;
        conflict.field = json.value(QStringLiteral("field")).toString();
        conflict.yours = json.value(QStringLiteral("yours"));
        conflict.theirs = json.value(QStringLiteral("theirs"));
        conflict.changedBy = json.value(QStringLiteral("changed_by")).toString();
        conflict.changedAt = Timestamp::fromRfc3339(json.value(QStringLiteral("changed_at")).toString());
        result.append(conflict);
    }
    return result;
}

} // namespace mostrador::console::requests
