// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answer.h"
#include "api/routes.h"
#include "services/customerservice.h"

namespace mostrador::api {

namespace {

namespace customers = services::customers;
using services::UnitOfWork;

Result<http::Response> listCustomers(Call &call)
{
    if (const auto email = call.request.queryValue(QStringLiteral("email")))
        return showFound<Customer>(call, [&](UnitOfWork &unit) { return customers::getByEmail(unit, *email); });
    return showPage<Customer>(call, customers::list);
}

Result<http::Response> createCustomer(Call &call)
{
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    const auto input = codec::newCustomerFromJson(*body);
    if (!input)
        return input.error();
    return act(call, [&](UnitOfWork &unit) -> Result<services::Receipt> {
        const auto customer = customers::create(unit, *input);
        if (!customer)
            return customer.error();
        return created(codec::toJson(*customer), QStringLiteral("/customers/") + customer->id.toString(),
                       customer->version);
    });
}

Result<http::Response> getCustomer(Call &call)
{
    const auto id = pathId<CustomerId>(call);
    if (!id)
        return id.error();
    return show<Customer>(call, [&](UnitOfWork &unit) { return customers::get(unit, *id); });
}

Result<http::Response> changeCustomer(Call &call)
{
    const auto id = pathId<CustomerId>(call);
    if (!id)
        return id.error();
    const auto expected = requiredMatch(call);
    if (!expected)
        return expected.error();
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    return act(call, [&](UnitOfWork &unit) -> Result<services::Receipt> {
        // The address is merged member by member, so the present one is needed to read the patch.
        const auto current = customers::get(unit, *id);
        if (!current)
            return current.error();
        const auto input = codec::customerChangeFromJson(*body, current->address);
        if (!input)
            return input.error();
        const auto customer = customers::change(unit, *id, *input, expected->value_or(current->version));
        if (!customer)
            return customer.error();
        return receiptOf(*customer);
    });
}

Result<http::Response> removeCustomer(Call &call)
{
    const auto id = pathId<CustomerId>(call);
    if (!id)
        return id.error();
    const auto expected = optionalMatch(call);
    if (!expected)
        return expected.error();
    return end(call, [&](UnitOfWork &unit) { return customers::remove(unit, *id, *expected); });
}

} // namespace

void registerCustomerRoutes(http::Router &router)
{
    using enum http::Method;
    const QLatin1String all("/customers");
    const QLatin1String one("/customers/{id}");
    add(router, {.method = Get,
                 .path = all,
                 .endpoint = listCustomers,
                 .parameters = listParameters({QStringLiteral("q"), QStringLiteral("sort"), QStringLiteral("email")})});
    add(router, {.method = Post, .path = all, .endpoint = createCustomer});
    add(router, {.method = Get, .path = one, .endpoint = getCustomer});
    add(router, {.method = Patch, .path = one, .endpoint = changeCustomer});
    add(router, {.method = Delete, .path = one, .endpoint = removeCustomer});
}

} // namespace mostrador::api
