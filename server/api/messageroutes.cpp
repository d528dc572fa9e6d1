// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answer.h"
#include "api/routes.h"
#include "services/incidentservice.h"

namespace mostrador::api {

namespace {

using services::UnitOfWork;

Result<http::Response> listMessages(Call &call)
{
    const auto id = pathId<IncidentId>(call);
    if (!id)
        return id.error();
    return showPage<Message>(call, [&](UnitOfWork &unit, const services::ListRequest &request) {
        return services::incidents::messages(unit, *id, request);
    });
}

Result<http::Response> write(Call &call)
{
    const auto id = pathId<IncidentId>(call);
    if (!id)
        return id.error();
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    const auto input = codec::newMessageFromJson(*body);
    if (!input)
        return input.error();
    return act(call, [&](UnitOfWork &unit) -> Result<services::Receipt> {
        const auto message = services::incidents::addMessage(unit, *id, *input);
        if (!message)
            return message.error();
        // A message has no page of its own: it is found in its conversation.
        return created(codec::toJson(*message), QStringLiteral("/incidents/%1/messages").arg(id->toString()));
    });
}

Result<http::Response> withdraw(Call &call)
{
    const auto id = pathId<MessageId>(call);
    if (!id)
        return id.error();
    return act(call, [&](UnitOfWork &unit) -> Result<services::Receipt> {
        const auto message = services::incidents::withdraw(unit, *id);
        if (!message)
            return message.error();
        services::Receipt receipt;
        receipt.body = codec::toJson(*message);
        return receipt;
    });
}

} // namespace

void registerMessageRoutes(http::Router &router)
{
    using enum http::Method;
    const QLatin1String path("/incidents/{id}/messages");
    add(router, {.method = Get, .path = path, .endpoint = listMessages, .parameters = listParameters()});
    add(router, {.method = Post, .path = path, .endpoint = write});
    add(router, {.method = Delete, .path = QLatin1String("/messages/{id}"), .endpoint = withdraw});
}

} // namespace mostrador::api
