// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/codecs.h"
#include "protocol/members.h"

namespace mostrador::codec {

using namespace members;

QJsonObject toJson(const Team &team)
{
    return {{QStringLiteral("id"), value(team.id)},
            {QStringLiteral("name"), team.name},
            {QStringLiteral("description"), team.description},
            {QStringLiteral("restricted"), team.restricted},
            {QStringLiteral("created_at"), value(team.createdAt)},
            {QStringLiteral("updated_at"), value(team.updatedAt)},
            {QStringLiteral("version"), team.version}};
}

Result<Team> teamFromJson(const QJsonObject &json)
{
    Team team;
    JsonReader in(json);
    in.tolerateUnknown();
    requiredId(in, QStringLiteral("id"), team.id);
    in.text(QStringLiteral("name"), team.name, stored);
    in.text(QStringLiteral("description"), team.description, stored);
    in.boolean(QStringLiteral("restricted"), team.restricted, true);
    requiredTimestamp(in, QStringLiteral("created_at"), team.createdAt);
    requiredTimestamp(in, QStringLiteral("updated_at"), team.updatedAt);
    in.integer(QStringLiteral("version"), team.version, 0, std::numeric_limits<qint64>::max(), true);
    if (auto problem = in.finish())
        return *problem;
    return team;
}

QJsonObject toJson(const NewTeam &team)
{
    return {{QStringLiteral("name"), team.name},
            {QStringLiteral("description"), team.description},
            {QStringLiteral("restricted"), team.restricted}};
}

Result<NewTeam> newTeamFromJson(const QJsonObject &json)
{
    NewTeam team;
    JsonReader in(json);
    in.text(QStringLiteral("name"), team.name, {.max = limits::teamName, .required = true});
    clearableText(in, QStringLiteral("description"), team.description,
                  {.max = limits::teamDescription, .multiline = true});
    in.boolean(QStringLiteral("restricted"), team.restricted);
    if (auto problem = in.finish())
        return *problem;
    return team;
}

QJsonObject toJson(const TeamChange &change)
{
    QJsonObject json;
    if (change.name)
        json.insert(QStringLiteral("name"), *change.name);
    if (change.description)
        json.insert(QStringLiteral("description"), *change.description);
    if (change.restricted)
        json.insert(QStringLiteral("restricted"), *change.restricted);
    return json;
}

Result<TeamChange> teamChangeFromJson(const QJsonObject &json)
{
    TeamChange change;
    JsonReader in(json);
    patchText(in, QStringLiteral("name"), change.name, {.max = limits::teamName});
    patchClearable(in, QStringLiteral("description"), change.description,
                   {.max = limits::teamDescription, .multiline = true});
    patchBoolean(in, QStringLiteral("restricted"), change.restricted);
    if (auto problem = in.finish())
        return *problem;
    return change;
}

QJsonObject toJson(const Product &product)
{
    return {{QStringLiteral("id"), value(product.id)},
            {QStringLiteral("sku"), product.sku},
            {QStringLiteral("name"), product.name},
            {QStringLiteral("category"), product.category},
            {QStringLiteral("active"), product.active},
            {QStringLiteral("created_at"), value(product.createdAt)},
            {QStringLiteral("updated_at"), value(product.updatedAt)},
            {QStringLiteral("version"), product.version}};
}

Result<Product> productFromJson(const QJsonObject &json)
{
    Product product;
    JsonReader in(json);
    in.tolerateUnknown();
    requiredId(in, QStringLiteral("id"), product.id);
    in.text(QStringLiteral("sku"), product.sku, stored);
    in.text(QStringLiteral("name"), product.name, stored);
    in.text(QStringLiteral("category"), product.category, stored);
    in.boolean(QStringLiteral("active"), product.active, true);
    requiredTimestamp(in, QStringLiteral("created_at"), product.createdAt);
    requiredTimestamp(in, QStringLiteral("updated_at"), product.updatedAt);
    in.integer(QStringLiteral("version"), product.version, 0, std::numeric_limits<qint64>::max(), true);
    if (auto problem = in.finish())
        return *problem;
    return product;
}

QJsonObject toJson(const NewProduct &product)
{
    return {{QStringLiteral("sku"), product.sku},
            {QStringLiteral("name"), product.name},
            {QStringLiteral("category"), product.category},
            {QStringLiteral("active"), product.active}};
}

Result<NewProduct> newProductFromJson(const QJsonObject &json)
{
    NewProduct product;
    JsonReader in(json);
    in.text(QStringLiteral("sku"), product.sku, {.max = limits::sku, .required = true});
    in.text(QStringLiteral("name"), product.name, {.max = limits::productName, .required = true});
    clearableText(in, QStringLiteral("category"), product.category, {.max = limits::productCategory});
    in.boolean(QStringLiteral("active"), product.active);
    if (auto problem = in.finish())
        return *problem;
    return product;
}

QJsonObject toJson(const ProductChange &change)
{
    QJsonObject json;
    if (change.sku)
        json.insert(QStringLiteral("sku"), *change.sku);
    if (change.name)
        json.insert(QStringLiteral("name"), *change.name);
    if (change.category)
        json.insert(QStringLiteral("category"), *change.category);
    if (change.active)
        json.insert(QStringLiteral("active"), *change.active);
    return json;
}

Result<ProductChange> productChangeFromJson(const QJsonObject &json)
{
    ProductChange change;
    JsonReader in(json);
    patchText(in, QStringLiteral("sku"), change.sku, {.max = limits::sku});
    patchText(in, QStringLiteral("name"), change.name, {.max = limits::productName});
    patchClearable(in, QStringLiteral("category"), change.category, {.max = limits::productCategory});
    patchBoolean(in, QStringLiteral("active"), change.active);
    if (auto problem = in.finish())
        return *problem;
    return change;
}

} // namespace mostrador::codec
