// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answer.h"
#include "api/routes.h"
#include "services/catalogueservice.h"

namespace mostrador::api {

namespace {

namespace products = services::products;
using services::UnitOfWork;

Result<http::Response> listProducts(Call &call)
{
    return showPage<Product>(call, products::list);
}

Result<http::Response> createProduct(Call &call)
{
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    const auto input = codec::newProductFromJson(*body);
    if (!input)
        return input.error();
    return act(call, [&](UnitOfWork &unit) -> Result<services::Receipt> {
        const auto product = products::create(unit, *input);
        if (!product)
            return product.error();
        return created(codec::toJson(*product), QStringLiteral("/products/") + product->id.toString(),
                       product->version);
    });
}

Result<http::Response> getProduct(Call &call)
{
    const auto id = pathId<ProductId>(call);
    if (!id)
        return id.error();
    return show<Product>(call, [&](UnitOfWork &unit) { return products::get(unit, *id); });
}

Result<http::Response> changeProduct(Call &call)
{
    const auto id = pathId<ProductId>(call);
    if (!id)
        return id.error();
    const auto expected = requiredMatch(call);
    if (!expected)
        return expected.error();
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    const auto input = codec::productChangeFromJson(*body);
    if (!input)
        return input.error();
    return act(call, [&](UnitOfWork &unit) -> Result<services::Receipt> {
        Precondition version = *expected;
        if (!version) {
            const auto current = products::get(unit, *id);
            if (!current)
                return current.error();
            version = current->version;
        }
        const auto product = products::change(unit, *id, *input, *version);
        if (!product)
            return product.error();
        return receiptOf(*product);
    });
}

Result<http::Response> removeProduct(Call &call)
{
    const auto id = pathId<ProductId>(call);
    if (!id)
        return id.error();
    const auto expected = optionalMatch(call);
    if (!expected)
        return expected.error();
    return end(call, [&](UnitOfWork &unit) { return products::remove(unit, *id, *expected); });
}

} // namespace

void registerProductRoutes(http::Router &router)
{
    using enum http::Method;
    const QLatin1String all("/products");
    const QLatin1String one("/products/{id}");
    add(router, {.method = Get,
                 .path = all,
                 .endpoint = listProducts,
                 .parameters = listParameters({QStringLiteral("q"), QStringLiteral("sort")})});
    add(router, {.method = Post, .path = all, .endpoint = createProduct});
    add(router, {.method = Get, .path = one, .endpoint = getProduct});
    add(router, {.method = Patch, .path = one, .endpoint = changeProduct});
    add(router, {.method = Delete, .path = one, .endpoint = removeProduct});
}

} // namespace mostrador::api
