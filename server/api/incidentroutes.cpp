// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answer.h"
#include "api/routes.h"
#include "protocol/jsonreader.h"
#include "services/incidentservice.h"

namespace mostrador::api {

namespace {

namespace incidents = services::incidents;
using services::UnitOfWork;

/// People read "more than 1000" as well as the exact number, and the database need not count on.
constexpr qint64 countCap = 1000;

/// The parameters that name a part of the list.
Result<incidents::ListPart> listPart(const Call &call)
{
    incidents::ListPart part;
    for (auto [name, place] :
         {std::pair(QStringLiteral("after"), &part.after), {QStringLiteral("until"), &part.until}}) {
        const auto text = call.request.queryValue(name);
        if (!text)
            continue;
        *place = ListPlace::fromString(*text);
        if (!*place)
            return badParameter(name, FieldErrorCode::InvalidFormat);
    }
    if (const auto ids = call.request.queryValue(QStringLiteral("ids"))) {
        const QStringList texts = ids->split(u',');
        if (texts.size() > limits::pageMax)
            return badParameter(QStringLiteral("ids"), FieldErrorCode::TooLong,
                                {{QStringLiteral("max"), limits::pageMax}});
        for (const QString &text : texts) {
            const auto id = IncidentId::fromString(text);
            if (!id)
                return badParameter(QStringLiteral("ids"), FieldErrorCode::InvalidFormat);
            part.ids.append(*id);
        }
    }
    return part;
}

/// What was found by what may have been meant, with a note of that.
Result<http::Response> searchIncidents(const Call &call)
{
    const auto request = listRequest(call);
    if (!request)
        return request.error();
    const auto found = services::read<incidents::SearchPage>(
        call.context, [&](UnitOfWork &unit) { return incidents::search(unit, *request); });
    if (!found)
        return found.error();
    QJsonObject corrected;
    for (auto word = found->corrected.cbegin(); word != found->corrected.cend(); ++word)
        corrected.insert(word.key(), word.value());
    return pageOf(call, found->page,
                  {{QStringLiteral("search"), QJsonObject{{QStringLiteral("step"), found->step},
                                                          {QStringLiteral("query"), found->query},
                                                          {QStringLiteral("corrected"), corrected}}}});
}

Result<http::Response> listIncidents(Call &call)
{
    if (const auto forgive = call.request.queryValue(QStringLiteral("forgive"))) {
        if (*forgive != QLatin1String("true"))
            return badParameter(QStringLiteral("forgive"), FieldErrorCode::InvalidFormat);
        for (const char *name : {"after", "until", "ids"}) {
            if (call.request.queryValue(QString::fromLatin1(name)))
                return badParameter(QString::fromLatin1(name), FieldErrorCode::NotAllowed);
        }
        return searchIncidents(call);
    }
    const auto part = listPart(call);
    if (!part)
        return part.error();
    return showPage<Incident>(call, [&](UnitOfWork &unit, const services::ListRequest &request) {
        return incidents::list(unit, request, *part);
    });
}

Result<http::Response> listPlaces(Call &call)
{
    const auto part = listPart(call);
    if (!part)
        return part.error();
    const auto request = listRequest(call);
    if (!request)
        return request.error();
    const auto found = services::read<incidents::ListPlaces>(
        call.context, [&](UnitOfWork &unit) { return incidents::places(unit, *request, *part); });
    if (!found)
        return found.error();
    QJsonArray places;
    for (const ListPlace &place : found->places)
        places.append(place.toString());
    return http::Response::json(
        {{QStringLiteral("step"), limits::placesStep},
         {QStringLiteral("rows"), found->rows},
         {QStringLiteral("places"), places},
         {QStringLiteral("next"), found->next ? QJsonValue(found->next->toString()) : QJsonValue()}});
}

Result<http::Response> count(Call &call)
{
    const QString query = call.request.queryValue(QStringLiteral("q")).value_or(QString());
    const auto found =
        services::read<qint64>(call.context, [&](UnitOfWork &unit) { return incidents::count(unit, query, countCap); });
    if (!found)
        return found.error();
    return http::Response::json(
        {{QStringLiteral("count"), std::min(*found, countCap)}, {QStringLiteral("capped"), *found > countCap}});
}

Result<http::Response> open(Call &call)
{
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    const auto input = codec::newIncidentFromJson(*body);
    if (!input)
        return input.error();
    return act(call, [&](UnitOfWork &unit) -> Result<services::Receipt> {
        const auto opened = incidents::open(unit, *input);
        if (!opened)
            return opened.error();
        const Incident &incident = opened->incident;
        return created(codec::toJson(incident), QStringLiteral("/incidents/") + incident.id.toString(),
                       incident.version);
    });
}

Result<http::Response> getIncident(Call &call)
{
    const auto id = pathId<IncidentId>(call);
    if (!id)
        return id.error();
    return show<Incident>(call, [&](UnitOfWork &unit) { return incidents::get(unit, *id); });
}

Result<http::Response> getByReference(Call &call)
{
    const QString reference = call.request.parameter(QStringLiteral("reference"));
    return show<Incident>(call, [&](UnitOfWork &unit) { return incidents::getByReference(unit, reference); });
}

Result<http::Response> changeIncident(Call &call)
{
    const auto id = pathId<IncidentId>(call);
    if (!id)
        return id.error();
    const auto expected = requiredMatch(call);
    if (!expected)
        return expected.error();
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    const auto input = codec::incidentChangeFromJson(*body);
    if (!input)
        return input.error();
    return act(call, [&](UnitOfWork &unit) -> Result<services::Receipt> {
        Precondition version = *expected;
        if (!version) {
            const auto current = incidents::get(unit, *id);
            if (!current)
                return current.error();
            version = current->version;
        }
        const auto incident = incidents::change(unit, *id, *input, *version);
        if (!incident)
            return incident.error();
        return receiptOf(*incident);
    });
}

Result<http::Response> reopen(Call &call)
{
    const auto id = pathId<IncidentId>(call);
    if (!id)
        return id.error();
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    QString reason;
    JsonReader in(*body);
    in.text(QStringLiteral("reason"), reason, {.max = limits::messageBody, .required = true, .multiline = true});
    if (const auto problem = in.finish())
        return *problem;
    return act(call, [&](UnitOfWork &unit) -> Result<services::Receipt> {
        const auto incident = incidents::reopen(unit, *id, reason);
        if (!incident)
            return incident.error();
        // After the reopening window a follow-up incident is made instead: something new, at another address.
        if (incident->id != *id)
            return created(codec::toJson(*incident), QStringLiteral("/incidents/") + incident->id.toString(),
                           incident->version);
        return receiptOf(*incident);
    });
}

Result<http::Response> events(Call &call)
{
    const auto id = pathId<IncidentId>(call);
    if (!id)
        return id.error();
    return showPage<Event>(call, [&](UnitOfWork &unit, const services::ListRequest &request) {
        return incidents::events(unit, *id, request);
    });
}

} // namespace

void registerIncidentRoutes(http::Router &router)
{
    using enum http::Method;
    const QString q = QStringLiteral("q");
    const QString sort = QStringLiteral("sort");
    const QString after = QStringLiteral("after");
    const QString until = QStringLiteral("until");
    add(router,
        {.method = Get,
         .path = QLatin1String("/incidents"),
         .endpoint = listIncidents,
         .parameters = listParameters({q, sort, after, until, QStringLiteral("ids"), QStringLiteral("forgive")})});
    add(router, {.method = Get,
                 .path = QLatin1String("/incidents/places"),
                 .endpoint = listPlaces,
                 .parameters = {q, sort, after, until, QStringLiteral("cursor")}});
    add(router, {.method = Post, .path = QLatin1String("/incidents"), .endpoint = open});
    add(router, {.method = Get, .path = QLatin1String("/incidents/count"), .endpoint = count, .parameters = {q}});
    add(router,
        {.method = Get, .path = QLatin1String("/incidents/by-reference/{reference}"), .endpoint = getByReference});
    add(router, {.method = Get, .path = QLatin1String("/incidents/{id}"), .endpoint = getIncident});
    add(router, {.method = Patch, .path = QLatin1String("/incidents/{id}"), .endpoint = changeIncident});
    add(router, {.method = Post, .path = QLatin1String("/incidents/{id}/reopen"), .endpoint = reopen});
    add(router, {.method = Get,
                 .path = QLatin1String("/incidents/{id}/events"),
                 .endpoint = events,
                 .parameters = listParameters()});
}

} // namespace mostrador::api
