// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/crypto.h"
#include "services/fieldchecks.h"
#include "services/sessionservice.h"
#include "storage/apikeys.h"

namespace mostrador::services::apikeys {

namespace {

constexpr int labelMax = 100;

/// A key that could make or remove keys could outlive its own removal.
Outcome allow(const UnitOfWork &unit, Relation relation)
{
    if (unit.actor().apiKey)
        return Problem::forbidden(QStringLiteral("API keys are not managed with an API key."));
    return unit.require(Action::ApiKeyManage, relation);
}

ApiKey fromRow(const storage::apikeys::Key &row)
{
    return {row.id, row.employee.id, row.label, row.createdAt, row.lastUsedAt, row.expiresAt};
}

} // namespace

Result<Granted> create(UnitOfWork &unit, const QString &given, std::optional<Timestamp> expiresAt)
{
    if (const Outcome allowed = allow(unit, Relation::Own); !allowed)
        return allowed.error();
    if (!unit.actor().employee)
        return Problem::forbidden(QStringLiteral("A key acts as an employee."));
    QString label = given;
    FieldChecks checks;
    checks.text(QStringLiteral("label"), label, {.max = labelMax, .required = true});
    if (expiresAt && *expiresAt <= unit.now())
        checks.fault(QStringLiteral("expires_at"), FieldErrorCode::OutOfRange,
                     {{QStringLiteral("min"), unit.now().toRfc3339()}});
    if (const Outcome clean = checks.finish(); !clean)
        return clean.error();
    Granted granted;
    granted.token = crypto::randomToken(QStringLiteral("mk_"));
    const auto id = storage::apikeys::insert(unit.database(), *unit.actor().employee, label,
                                             crypto::tokenHash(granted.token), unit.now(), expiresAt);
    if (!id)
        return id.error();
    granted.key = {*id, *unit.actor().employee, label, unit.now(), std::nullopt, expiresAt};
    return granted;
}

Result<ListPage<ApiKey>> list(UnitOfWork &unit, const ListRequest &request)
{
    if (const Outcome allowed = allow(unit, Relation::Own); !allowed)
        return allowed.error();
    if (const Outcome fine = checkListing(request, {QStringLiteral("created")}); !fine)
        return fine.error();
    const bool everybodys = isAllowed(unit.actor().principal, Action::ApiKeyManage, Relation::Other);
    const auto page = storage::apikeys::list(unit.database(), everybodys ? std::nullopt : unit.actor().employee,
                                             {request.sort, request.cursor, request.limit});
    if (!page)
        return page.error();
    ListPage<ApiKey> out;
    out.nextCursor = page->nextCursor;
    for (const auto &row : page->items)
        out.items.append(fromRow(row));
    return out;
}

Outcome remove(UnitOfWork &unit, ApiKeyId id)
{
    const auto found = storage::apikeys::find(unit.database(), id);
    if (!found)
        return found.error();
    const bool own = *found && (*found)->employee.id == unit.actor().employee;
    const Outcome allowed = allow(unit, own ? Relation::Own : Relation::Other);
    if (!allowed) {
        // Others' keys are nothing one knows of.
        return *found && !own && !unit.actor().apiKey && unit.actor().isEmployee() ? Problem::notFound()
                                                                                   : allowed.error();
    }
    if (!*found)
        return Problem::notFound();
    const auto removed = storage::apikeys::remove(unit.database(), id);
    if (!removed)
        return removed.error();
    return done;
}

} // namespace mostrador::services::apikeys
