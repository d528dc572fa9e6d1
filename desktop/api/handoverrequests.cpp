// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/handoverrequests.h"

#include "api/apiclient.h"
#include "api/requestparts.h"
#include "protocol/handoverjson.h"

namespace mostrador::console::requests {

using namespace parts;

namespace {

constexpr QLatin1String handoversPath("handovers");

} // namespace

ReplyOf<HandoverPreview> *handoverPreview(ApiClient &client, Timestamp since, int dueWithinHours, int limit)
{
    Request request = get(QStringLiteral("/handovers/preview"));
    add(request.query, QStringLiteral("since"), since.toRfc3339());
    add(request.query, QStringLiteral("due_within_hours"), QString::number(dueWithinHours));
    add(request.query, QStringLiteral("limit"), QString::number(limit));
    return client.send<HandoverPreview>(request, one<HandoverPreview>(codec::handoverPreviewFromJson));
}

ReplyOf<Handover> *giveHandover(ApiClient &client, const NewHandover &input, const QByteArray &idempotencyKey)
{
    Request request = with(Method::Post, path(handoversPath), codec::toJson(input));
    request.idempotencyKey = idempotencyKey;
    return client.send<Handover>(request, one<Handover>(codec::handoverFromJson));
}

ReplyOf<Handovers> *handovers(ApiClient &client, const ListQuery &list)
{
    const auto decode = page<HandoverHead>(codec::handoverHeadFromJson);
    return client.send<Handovers>(get(path(handoversPath), list), [decode](const RawAnswer &raw) -> Answer<Handovers> {
        auto read = decode(raw);
        if (!read)
            return read.error();
        const auto json = objectOf(raw);
        if (!json)
            return json.error();
        return Handovers{*std::move(read), json->value(QStringLiteral("unconfirmed")).toInteger()};
    });
}

ReplyOf<Handover> *handover(ApiClient &client, HandoverId id)
{
    return client.send<Handover>(get(path(handoversPath, id)), one<Handover>(codec::handoverFromJson));
}

ReplyOf<Handover> *confirmHandover(ApiClient &client, HandoverId id)
{
    return client.send<Handover>(with(Method::Post, path(handoversPath, id, QLatin1String("confirm")), {}),
                                 one<Handover>(codec::handoverFromJson));
}

} // namespace mostrador::console::requests
