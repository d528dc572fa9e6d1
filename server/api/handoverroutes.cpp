// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answer.h"
#include "api/routes.h"
#include "protocol/handoverjson.h"
#include "services/handoverservice.h"

namespace mostrador::api {

namespace {

using services::UnitOfWork;
namespace handovers = services::handovers;

/// A number of the query; @p otherwise where it is absent.
Result<int> numberOf(const Call &call, const QString &name, int otherwise, int most)
{
    const auto text = call.request.queryValue(name);
    if (!text)
        return otherwise;
    bool ok = false;
    const int number = text->toInt(&ok);
    if (!ok)
        return badParameter(name, FieldErrorCode::InvalidFormat,
                            {{QStringLiteral("expected"), QStringLiteral("integer")}});
    if (number < 1 || number > most)
        return badParameter(name, FieldErrorCode::OutOfRange,
                            {{QStringLiteral("min"), 1}, {QStringLiteral("max"), most}});
    return number;
}

/// The beginning of the shift; twelve hours ago where nothing is said.
Result<Timestamp> sinceOf(const Call &call)
{
    const QString name = QStringLiteral("since");
    const Timestamp now = call.context.clock->now();
    const auto text = call.request.queryValue(name);
    if (!text)
        return now.plusSeconds(-12LL * 3600);
    const auto since = Timestamp::fromRfc3339(*text);
    if (!since)
        return badParameter(name, FieldErrorCode::InvalidFormat,
                            {{QStringLiteral("expected"), QStringLiteral("rfc3339")}});
    const Timestamp first = now.plusSeconds(-86400LL * limits::handoverDays);
    if (*since > now || *since < first)
        return badParameter(name, FieldErrorCode::OutOfRange,
                            {{QStringLiteral("min"), first.toRfc3339()}, {QStringLiteral("max"), now.toRfc3339()}});
    return *since;
}

Result<http::Response> previewHandover(Call &call)
{
    const auto since = sinceOf(call);
    if (!since)
        return since.error();
    const auto hours = numberOf(call, QStringLiteral("due_within_hours"), 24, limits::handoverDueHours);
    if (!hours)
        return hours.error();
    const auto limit = numberOf(call, QStringLiteral("limit"), limits::pageDefault, limits::pageMax);
    if (!limit)
        return limit.error();
    const auto found = services::read<HandoverPreview>(call.context, [&](UnitOfWork &unit) {
        return handovers::preview(unit, {*since, *hours, *limit});
    });
    if (!found)
        return found.error();
    return http::Response::json(codec::toJson(*found));
}

Result<http::Response> listHandovers(Call &call)
{
    const auto request = listRequest(call);
    if (!request)
        return request.error();
    HandoverBox box = HandoverBox::All;
    if (const auto name = call.request.queryValue(QStringLiteral("box"))) {
        const QStringList allowed{QStringLiteral("all"), QStringLiteral("received"), QStringLiteral("given")};
        const auto at = allowed.indexOf(*name);
        if (at < 0)
            return badParameter(QStringLiteral("box"), FieldErrorCode::NotAllowed,
                                {{QStringLiteral("allowed"), QJsonArray::fromStringList(allowed)}});
        box = static_cast<HandoverBox>(at);
    }
    const auto found = services::read<handovers::List>(
        call.context, [&](UnitOfWork &unit) { return handovers::list(unit, *request, box); });
    if (!found)
        return found.error();
    QJsonArray items;
    for (const HandoverHead &head : found->page.items)
        items.append(codec::toJson(head));
    return pageOf(call, items, found->page.nextCursor, {{QStringLiteral("unconfirmed"), found->unconfirmed}});
}

Result<http::Response> giveHandover(Call &call)
{
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    const auto input = codec::newHandoverFromJson(*body);
    if (!input)
        return input.error();
    return act(call, [&](UnitOfWork &unit) -> Result<services::Receipt> {
        const auto handover = handovers::give(unit, *input);
        if (!handover)
            return handover.error();
        return created(codec::toJson(*handover), QStringLiteral("/handovers/") + handover->id.toString(),
                       handover->version);
    });
}

Result<http::Response> readHandover(Call &call)
{
    const auto id = pathId<HandoverId>(call);
    if (!id)
        return id.error();
    const auto handover =
        services::read<Handover>(call.context, [&](UnitOfWork &unit) { return handovers::get(unit, *id); });
    if (!handover)
        return handover.error();
    return http::Response::json(codec::toJson(*handover)).withHeader("ETag", entityTag(handover->version));
}

Result<http::Response> confirmHandover(Call &call)
{
    const auto id = pathId<HandoverId>(call);
    if (!id)
        return id.error();
    // There is nothing to say; what is said all the same would be lost.
    if (!call.request.body.isEmpty()) {
        const auto body = jsonBody(call);
        if (!body)
            return body.error();
        JsonReader in(*body);
        if (auto problem = in.finish())
            return *problem;
    }
    return act(call, [&](UnitOfWork &unit) -> Result<services::Receipt> {
        const auto handover = handovers::confirm(unit, *id);
        if (!handover)
            return handover.error();
        services::Receipt receipt;
        receipt.body = codec::toJson(*handover);
        receipt.version = handover->version;
        return receipt;
    });
}

} // namespace

void registerHandoverRoutes(http::Router &router)
{
    using enum http::Method;
    const QLatin1String all("/handovers");
    const QLatin1String one("/handovers/{id}");
    add(router,
        {.method = Get, .path = all, .endpoint = listHandovers, .parameters = listParameters({QStringLiteral("box")})});
    add(router, {.method = Post, .path = all, .endpoint = giveHandover});
    add(router, {.method = Get,
                 .path = QLatin1String("/handovers/preview"),
                 .endpoint = previewHandover,
                 .parameters = {QStringLiteral("since"), QStringLiteral("due_within_hours"), QStringLiteral("limit")}});
    add(router, {.method = Get, .path = one, .endpoint = readHandover});
    add(router, {.method = Post, .path = QLatin1String("/handovers/{id}/confirm"), .endpoint = confirmHandover});
}

} // namespace mostrador::api
