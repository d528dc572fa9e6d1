// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/requestparts.h"
#include "api/requests.h"

namespace mostrador::console::requests {

using namespace parts;

namespace {

constexpr QLatin1String teamsPath("teams");
constexpr QLatin1String productsPath("products");

} // namespace

ReplyOf<codec::Page<Team>> *teams(ApiClient &client, const ListQuery &list)
{
    return client.send<codec::Page<Team>>(get(path(teamsPath), list), page<Team>(codec::teamFromJson));
}

ReplyOf<Team> *team(ApiClient &client, TeamId id)
{
    return client.send<Team>(get(path(teamsPath, id)), one<Team>(codec::teamFromJson));
}

ReplyOf<Team> *createTeam(ApiClient &client, const NewTeam &input)
{
    return client.send<Team>(with(Method::Post, path(teamsPath), codec::toJson(input)), one<Team>(codec::teamFromJson));
}

ReplyOf<Team> *changeTeam(ApiClient &client, TeamId id, const TeamChange &change, qint64 version)
{
    return client.send<Team>(with(Method::Patch, path(teamsPath, id), codec::toJson(change), version),
                             one<Team>(codec::teamFromJson));
}

ReplyOf<Nothing> *removeTeam(ApiClient &client, TeamId id, std::optional<qint64> version)
{
    return client.send<Nothing>(remove(path(teamsPath, id), version), nothing);
}

ReplyOf<codec::Page<Product>> *products(ApiClient &client, const ListQuery &list)
{
    return client.send<codec::Page<Product>>(get(path(productsPath), list), page<Product>(codec::productFromJson));
}

ReplyOf<Product> *product(ApiClient &client, ProductId id)
{
    return client.send<Product>(get(path(productsPath, id)), one<Product>(codec::productFromJson));
}

ReplyOf<Product> *createProduct(ApiClient &client, const NewProduct &input)
{
    return client.send<Product>(with(Method::Post, path(productsPath), codec::toJson(input)),
                                one<Product>(codec::productFromJson));
}

ReplyOf<Product> *changeProduct(ApiClient &client, ProductId id, const ProductChange &change, qint64 version)
{
    return client.send<Product>(with(Method::Patch, path(productsPath, id), codec::toJson(change), version),
                                one<Product>(codec::productFromJson));
}

ReplyOf<Nothing> *removeProduct(ApiClient &client, ProductId id, std::optional<qint64> version)
{
    return client.send<Nothing>(remove(path(productsPath, id), version), nothing);
}

} // namespace mostrador::console::requests
