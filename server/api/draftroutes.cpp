// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answer.h"
#include "api/routes.h"
#include "protocol/draftjson.h"
#include "services/draftservice.h"

namespace mostrador::api {

namespace {

using services::UnitOfWork;
namespace drafts = services::drafts;

/// Which draft a path means.
struct Place
{
    IncidentId incident;
    bool internal = false;
};

Result<Place> placeOf(const Call &call)
{
    const auto id = pathId<IncidentId>(call);
    if (!id)
        return id.error();
    const auto internal = codec::internalFromDraftKind(call.request.parameter(QStringLiteral("kind")));
    if (!internal)
        return Problem::notFound();
    return Place{*id, *internal};
}

Result<http::Response> get(Call &call)
{
    const auto place = placeOf(call);
    if (!place)
        return place.error();
    const auto draft = services::read<SavedDraft>(
        call.context, [&](UnitOfWork &unit) { return drafts::get(unit, place->incident, place->internal); });
    if (!draft)
        return draft.error();
    return http::Response::json(codec::toJson(*draft)).withHeader("ETag", entityTag(draft->version));
}

Result<http::Response> put(Call &call)
{
    const auto place = placeOf(call);
    if (!place)
        return place.error();
    // Without a condition: the caller knows of none.
    const auto expected = optionalMatch(call);
    if (!expected)
        return expected.error();
    const bool any = call.request.header("if-match").trimmed() == "*";
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    const auto text = codec::draftTextFromJson(*body);
    if (!text)
        return text.error();
    return act(call, [&](UnitOfWork &unit) -> Result<services::Receipt> {
        const auto draft = drafts::put(unit, place->incident, place->internal, *text, *expected, any);
        if (!draft)
            return draft.error();
        services::Receipt receipt;
        receipt.body = codec::toJson(*draft);
        receipt.version = draft->version;
        return receipt;
    });
}

Result<http::Response> removeDraft(Call &call)
{
    const auto place = placeOf(call);
    if (!place)
        return place.error();
    const auto expected = optionalMatch(call);
    if (!expected)
        return expected.error();
    return end(call,
               [&](UnitOfWork &unit) { return drafts::remove(unit, place->incident, place->internal, *expected); });
}

Result<http::Response> listDrafts(Call &call)
{
    const auto request = listRequest(call);
    if (!request)
        return request.error();
    const auto page = services::read<services::ListPage<SavedDraft>>(
        call.context, [&](UnitOfWork &unit) { return drafts::list(unit, *request); });
    if (!page)
        return page.error();
    QJsonArray items;
    for (const SavedDraft &draft : page->items)
        items.append(codec::toJson(draft));
    return pageOf(call, items, page->nextCursor);
}

} // namespace

void registerDraftRoutes(http::Router &router)
{
    using enum http::Method;
    const QLatin1String one("/incidents/{id}/drafts/{kind}");
    add(router, {.method = Get, .path = one, .endpoint = get});
    add(router, {.method = Put, .path = one, .endpoint = put});
    add(router, {.method = Delete, .path = one, .endpoint = removeDraft});
    add(router,
        {.method = Get, .path = QLatin1String("/drafts"), .endpoint = listDrafts, .parameters = listParameters()});
}

} // namespace mostrador::api
