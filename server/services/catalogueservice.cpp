// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/catalogueservice.h"

#include "services/cataloguework.h"
#include "services/fieldchecks.h"
#include "storage/handovers.h"
#include "storage/products.h"
#include "storage/teams.h"

namespace mostrador::services {

using namespace catalogue;

namespace {

const Kind &productKind()
{
    static const Kind kind{
        Action::ProductRead,
        Action::ProductManage,
        "product",
        {QStringLiteral("sku"), QStringLiteral("name"), QStringLiteral("category"), QStringLiteral("active")}};
    return kind;
}

const Kind &teamKind()
{
    static const Kind kind{Action::TeamRead,
                           Action::TeamManage,
                           "team",
                           {QStringLiteral("name"), QStringLiteral("description"), QStringLiteral("restricted")}};
    return kind;
}

} // namespace

namespace products {

Result<Product> create(UnitOfWork &unit, const NewProduct &given)
{
    if (const Outcome allowed = unit.require(Action::ProductManage, Relation::Other); !allowed)
        return allowed.error();
    NewProduct input = given;
    FieldChecks checks;
    check(checks, input);
    if (const Outcome clean = checks.finish(); !clean)
        return clean.error();
    Product product;
    product.sku = input.sku;
    product.name = input.name;
    product.category = input.category;
    product.active = input.active;
    product.createdAt = unit.now();
    product.updatedAt = unit.now();
    product.version = 1;
    const auto id = storage::products::insert(unit.database(), product);
    if (!id)
        return id.error();
    product.id = *id;
    const Outcome written =
        writeEvent(unit, productKind(), EventKind::ProductCreated, product, created(productKind(), product));
    if (!written)
        return written.error();
    return product;
}

Result<Product> get(UnitOfWork &unit, ProductId id)
{
    if (const Outcome allowed = unit.require(Action::ProductRead, Relation::Other); !allowed)
        return allowed.error();
    return orNotFound(storage::products::find(unit.database(), id));
}

Result<ListPage<Product>> list(UnitOfWork &unit, const ListRequest &request)
{
    if (const Outcome allowed = unit.require(Action::ProductRead, Relation::Other); !allowed)
        return allowed.error();
    const Outcome fine =
        checkListing(request, {QStringLiteral("name"), QStringLiteral("sku"), QStringLiteral("created")});
    if (!fine)
        return fine.error();
    auto page = storage::products::list(unit.database(), request.query, {request.sort, request.cursor, request.limit});
    if (!page)
        return page.error();
    return ListPage<Product>{page->items, page->nextCursor};
}

Result<QList<Product>> offered(UnitOfWork &unit)
{
    return storage::products::active(unit.database());
}

Result<Product> change(UnitOfWork &unit, ProductId id, const ProductChange &given, qint64 expectedVersion)
{
    if (const Outcome allowed = unit.require(Action::ProductManage, Relation::Other); !allowed)
        return allowed.error();
    const auto now = orNotFound(storage::products::findForUpdate(unit.database(), id));
    if (!now)
        return now;
    ProductChange change = given;
    FieldChecks checks;
    check(checks, change);
    if (const Outcome clean = checks.finish(); !clean)
        return clean.error();
    Product then = *now;
    take(change.sku, then.sku);
    take(change.name, then.name);
    take(change.category, then.category);
    take(change.active, then.active);
    return write(unit, productKind(), EventKind::ProductChanged, *now, then, expectedVersion,
                 storage::products::update);
}

Outcome remove(UnitOfWork &unit, ProductId id, std::optional<qint64> expectedVersion)
{
    if (const Outcome allowed = unit.require(Action::ProductManage, Relation::Other); !allowed)
        return allowed;
    const auto now = orNotFound(storage::products::findForUpdate(unit.database(), id));
    if (!now)
        return now.error();
    if (const Outcome same = merge::checkVersion(expectedVersion, now->version); !same)
        return same;
    const auto gone = storage::products::remove(unit.database(), id, now->version);
    if (!gone)
        return gone.error();
    Product last = *now;
    last.version = now->version + 1;
    return writeEvent(unit, productKind(), EventKind::ProductRemoved, last, removed(productKind(), last));
}

} // namespace products

namespace teams {

Result<Team> create(UnitOfWork &unit, const NewTeam &given)
{
    if (const Outcome allowed = unit.require(Action::TeamManage, Relation::Other); !allowed)
        return allowed.error();
    NewTeam input = given;
    FieldChecks checks;
    check(checks, input);
    if (const Outcome clean = checks.finish(); !clean)
        return clean.error();
    Team team;
    team.name = input.name;
    team.description = input.description;
    team.restricted = input.restricted;
    team.createdAt = unit.now();
    team.updatedAt = unit.now();
    team.version = 1;
    const auto id = storage::teams::insert(unit.database(), team);
    if (!id)
        return id.error();
    team.id = *id;
    if (const Outcome written = writeEvent(unit, teamKind(), EventKind::TeamCreated, team, created(teamKind(), team));
        !written)
        return written.error();
    return team;
}

Result<Team> get(UnitOfWork &unit, TeamId id)
{
    if (const Outcome allowed = unit.require(Action::TeamRead, Relation::Other); !allowed)
        return allowed.error();
    return orNotFound(storage::teams::find(unit.database(), id));
}

Result<ListPage<Team>> list(UnitOfWork &unit, const ListRequest &request)
{
    if (const Outcome allowed = unit.require(Action::TeamRead, Relation::Other); !allowed)
        return allowed.error();
    if (const Outcome fine = checkListing(request, {QStringLiteral("name"), QStringLiteral("created")}); !fine)
        return fine.error();
    auto page = storage::teams::list(unit.database(), request.query, {request.sort, request.cursor, request.limit});
    if (!page)
        return page.error();
    return ListPage<Team>{page->items, page->nextCursor};
}

Result<Team> change(UnitOfWork &unit, TeamId id, const TeamChange &given, qint64 expectedVersion)
{
    if (const Outcome allowed = unit.require(Action::TeamManage, Relation::Other); !allowed)
        return allowed.error();
    const auto now = orNotFound(storage::teams::findForUpdate(unit.database(), id));
    if (!now)
        return now;
    TeamChange change = given;
    FieldChecks checks;
    check(checks, change);
    if (const Outcome clean = checks.finish(); !clean)
        return clean.error();
    Team then = *now;
    take(change.name, then.name);
    take(change.description, then.description);
    take(change.restricted, then.restricted);
    return write(unit, teamKind(), EventKind::TeamChanged, *now, then, expectedVersion, storage::teams::update);
}

Outcome remove(UnitOfWork &unit, TeamId id, std::optional<qint64> expectedVersion)
{
    if (const Outcome allowed = unit.require(Action::TeamManage, Relation::Other); !allowed)
        return allowed;
    const auto now = orNotFound(storage::teams::findForUpdate(unit.database(), id));
    if (!now)
        return now.error();
    if (const Outcome same = merge::checkVersion(expectedVersion, now->version); !same)
        return same;
    if (const Outcome forgotten = storage::handovers::forgetTeam(unit.database(), id); !forgotten)
        return forgotten;
    const auto gone = storage::teams::remove(unit.database(), id, now->version);
    if (!gone)
        return gone.error();
    Team last = *now;
    last.version = now->version + 1;
    return writeEvent(unit, teamKind(), EventKind::TeamRemoved, last, removed(teamKind(), last));
}

} // namespace teams

} // namespace mostrador::services
