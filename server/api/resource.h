// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/answer.h"

/// What routes of a resource do that has a list, and things with an id and a version. @p Id, @p Input and so on come
/// from the functions given.
namespace mostrador::api::resource {

/// POST: reads the input, carries it out, answers 201. @p path: such as "/tags".
template <typename Input, typename Create>
Result<http::Response> create(const Call &call, Result<Input> (*read)(const QJsonObject &), Create carryOut,
                              QLatin1String path)
{
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    const auto input = read(*body);
    if (!input)
        return input.error();
    return act(call, [&](services::UnitOfWork &unit) -> Result<services::Receipt> {
        const auto thing = carryOut(unit, *input);
        if (!thing)
            return thing.error();
        return created(codec::toJson(*thing), path + u'/' + thing->id.toString(), thing->version);
    });
}

template <typename Thing, typename Id>
Result<http::Response> get(const Call &call, Result<Thing> (*carryOut)(services::UnitOfWork &, Id))
{
    const auto id = pathId<Id>(call);
    if (!id)
        return id.error();
    return show<Thing>(call, [&](services::UnitOfWork &unit) { return carryOut(unit, *id); });
}

/// PATCH with If-Match.
template <typename Thing, typename Change, typename Id>
Result<http::Response> change(const Call &call, Result<Change> (*read)(const QJsonObject &),
                              Result<Thing> (*find)(services::UnitOfWork &, Id),
                              Result<Thing> (*carryOut)(services::UnitOfWork &, Id, const Change &, qint64))
{
    const auto id = pathId<Id>(call);
    if (!id)
        return id.error();
    const auto expected = requiredMatch(call);
    if (!expected)
        return expected.error();
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    const auto input = read(*body);
    if (!input)
        return input.error();
    return act(call, [&](services::UnitOfWork &unit) -> Result<services::Receipt> {
        Precondition version = *expected;
        if (!version) {
            const auto current = find(unit, *id);
            if (!current)
                return current.error();
            version = current->version;
        }
        const auto thing = carryOut(unit, *id, *input, *version);
        if (!thing)
            return thing.error();
        return receiptOf(*thing);
    });
}

template <typename Id>
Result<http::Response> remove(const Call &call, Outcome (*carryOut)(services::UnitOfWork &, Id, std::optional<qint64>))
{
    const auto id = pathId<Id>(call);
    if (!id)
        return id.error();
    const auto expected = optionalMatch(call);
    if (!expected)
        return expected.error();
    return end(call, [&](services::UnitOfWork &unit) { return carryOut(unit, *id, *expected); });
}

/// A query parameter that is "true" or "false"; false where it is absent, BadRequest where it is anything else.
inline Result<bool> flag(const Call &call, const QString &name)
{
    const QString value = call.request.queryValue(name).value_or(QStringLiteral("false"));
    if (value == QLatin1String("true") || value == QLatin1String("false"))
        return value == QLatin1String("true");
    return badParameter(name, FieldErrorCode::NotAllowed,
                        {{QStringLiteral("allowed"), QJsonArray{QStringLiteral("true"), QStringLiteral("false")}}});
}

/// A list that can be narrowed to what the caller is offered (?offered=true).
template <typename Thing>
Result<http::Response> list(const Call &call,
                            Result<services::ListPage<Thing>> (*carryOut)(services::UnitOfWork &,
                                                                          const services::ListRequest &, bool))
{
    const auto offered = flag(call, QStringLiteral("offered"));
    if (!offered)
        return offered.error();
    return showPage<Thing>(call, [&](services::UnitOfWork &unit, const services::ListRequest &request) {
        return carryOut(unit, request, *offered);
    });
}

} // namespace mostrador::api::resource
