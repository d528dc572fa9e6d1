// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/call.h"
#include "protocol/codecs.h"
#include "services/listing.h"
#include "services/unitofwork.h"

#include <QJsonArray>

#include <functional>

/// From what use cases give to responses.
namespace mostrador::api {

/// The response to a stored or fresh receipt: Location and ETag as it says, `Idempotency-Replayed: true` on a replay.
http::Response respond(const services::Receipt &receipt);

/// Runs a use case that changes something, with the call's idempotency key, and answers with its receipt.
Result<http::Response> act(const Call &call,
                           const std::function<Result<services::Receipt>(services::UnitOfWork &)> &work);

/// Runs a use case that removes or ends something: 204.
Result<http::Response> end(const Call &call, const std::function<Outcome(services::UnitOfWork &)> &work);

/// The receipt of a new thing, found from now on at @p location below the base path.
services::Receipt created(const QJsonObject &body, const QString &location, qint64 version = 0);

/// A thing with a version: body and ETag.
template <typename T>
services::Receipt receiptOf(const T &thing)
{
    services::Receipt receipt;
    receipt.body = codec::toJson(thing);
    receipt.version = thing.version;
    return receipt;
}

/// Reads one thing with a version and answers with it and its ETag.
template <typename T>
Result<http::Response> show(const Call &call, const std::function<Result<T>(services::UnitOfWork &)> &work)
{
    const auto thing = services::read<T>(call.context, work);
    if (!thing)
        return thing.error();
    return http::Response::json(codec::toJson(*thing)).withHeader("ETag", entityTag(thing->version));
}

/// The query parameters every list has.
QStringList listParameters(const QStringList &others = {});
/// Reads them; BadRequest naming what is wrong.
Result<services::ListRequest> listRequest(const Call &call);

/// {"items": ..., "next_cursor": ...}, with `Link: <...>; rel="next"` (RFC 8288) where there is more.
/// @p more: further members.
http::Response pageOf(const Call &call, const QJsonArray &items, const QString &nextCursor,
                      const QJsonObject &more = {});

template <typename T>
http::Response pageOf(const Call &call, const services::ListPage<T> &page, const QJsonObject &more = {})
{
    QJsonArray items;
    for (const T &item : page.items)
        items.append(codec::toJson(item));
    return pageOf(call, items, page.nextCursor, more);
}

/// Reads one page and answers with it.
template <typename T>
Result<http::Response> showPage(
    const Call &call,
    const std::function<Result<services::ListPage<T>>(services::UnitOfWork &, const services::ListRequest &)> &work)
{
    const auto request = listRequest(call);
    if (!request)
        return request.error();
    const auto page = services::read<services::ListPage<T>>(
        call.context, [&](services::UnitOfWork &unit) { return work(unit, *request); });
    if (!page)
        return page.error();
    return pageOf(call, *page);
}

/// The one thing with an e-mail address as a page of none or one, for ?email=.
template <typename T>
Result<http::Response> showFound(const Call &call, const std::function<Result<T>(services::UnitOfWork &)> &work)
{
    const auto thing = services::read<T>(call.context, work);
    if (!thing && thing.error().code != ErrorCode::NotFound)
        return thing.error();
    services::ListPage<T> page;
    if (thing)
        page.items.append(*thing);
    return pageOf(call, page);
}

} // namespace mostrador::api
