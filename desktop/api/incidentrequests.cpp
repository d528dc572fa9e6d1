// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/requestparts.h"
#include "api/requests.h"

#include <QJsonArray>

namespace mostrador::console::requests {

using namespace parts;

ReplyOf<codec::Page<Incident>> *incidents(ApiClient &client, const ListQuery &list)
{
    return client.send<codec::Page<Incident>>(get(path(incidentsPath), list), page<Incident>(codec::incidentFromJson));
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
