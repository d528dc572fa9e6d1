// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/customerservice.h"

#include "protocol/codecs.h"
#include "services/eventlog.h"
#include "services/fieldchecks.h"
#include "services/merge.h"
#include "storage/customers.h"
#include "storage/events.h"

namespace mostrador::services::customers {

namespace {

const QStringList &keys()
{
    static const QStringList list = {QStringLiteral("given_name"), QStringLiteral("family_name"),
                                     QStringLiteral("email"),      QStringLiteral("birth_date"),
                                     QStringLiteral("address"),    QStringLiteral("phone"),
                                     QStringLiteral("locale")};
    return list;
}

QString subjectKind()
{
    return QStringLiteral("customer");
}

Relation relation(const UnitOfWork &unit, CustomerId id)
{
    return unit.actor().customer == id ? Relation::Own : Relation::Other;
}

Result<Customer> orNotFound(const Result<std::optional<Customer>> &found)
{
    if (!found)
        return found.error();
    if (!*found)
        return Problem::notFound();
    return **found;
}

Outcome writeEvent(UnitOfWork &unit, EventKind kind, const Customer &customer, const merge::Difference &difference)
{
    Event event = eventlog::make(unit, kind);
    event.subjectKind = subjectKind();
    event.subjectId = customer.id.value();
    event.version = customer.version;
    event.before = difference.before;
    event.after = difference.after;
    const auto written = eventlog::write(unit, event);
    if (!written)
        return written.error();
    return done;
}

template <typename T>
void take(const Patched<T> &from, T &to)
{
    if (from)
        to = *from;
}

} // namespace

Result<Customer> create(UnitOfWork &unit, const NewCustomer &given)
{
    if (const Outcome allowed = unit.require(Action::CustomerCreate, Relation::Other); !allowed)
        return allowed.error();
    NewCustomer input = given;
    FieldChecks checks;
    check(checks, input, unit.now());
    if (const Outcome clean = checks.finish(); !clean)
        return clean.error();
    Customer customer;
    customer.givenName = input.givenName;
    customer.familyName = input.familyName;
    customer.email = input.email;
    customer.birthDate = input.birthDate;
    customer.address = input.address;
    customer.phone = input.phone;
    customer.locale = input.locale;
    customer.createdAt = unit.now();
    customer.updatedAt = unit.now();
    customer.version = 1;
    const auto id = storage::customers::insert(unit.database(), customer);
    if (!id)
        return id.error();
    customer.id = *id;
    if (const Outcome written = writeEvent(unit, EventKind::CustomerCreated, customer, {}); !written)
        return written.error();
    return customer;
}

Result<Customer> get(UnitOfWork &unit, CustomerId id)
{
    if (const Outcome allowed = unit.require(Action::CustomerRead, relation(unit, id)); !allowed)
        return allowed.error();
    return orNotFound(storage::customers::find(unit.database(), id));
}

Result<Customer> getByEmail(UnitOfWork &unit, const QString &email)
{
    if (const Outcome allowed = unit.require(Action::CustomerRead, Relation::Other); !allowed)
        return allowed.error();
    const auto cleaned = cleanEmail(email);
    if (!cleaned)
        return Problem::notFound();
    return orNotFound(storage::customers::findByEmail(unit.database(), *cleaned));
}

Result<ListPage<Customer>> list(UnitOfWork &unit, const ListRequest &request)
{
    if (const Outcome allowed = unit.require(Action::CustomerRead, Relation::Other); !allowed)
        return allowed.error();
    const Outcome fine =
        checkListing(request, {QStringLiteral("name"), QStringLiteral("email"), QStringLiteral("created")});
    if (!fine)
        return fine.error();
    auto page =
        storage::customers::list(unit.database(), request.query, {}, {request.sort, request.cursor, request.limit});
    if (!page)
        return page.error();
    return ListPage<Customer>{page->items, page->nextCursor};
}

Result<Customer> change(UnitOfWork &unit, CustomerId id, const CustomerChange &given, qint64 expectedVersion)
{
    if (const Outcome allowed = unit.require(Action::CustomerUpdate, relation(unit, id)); !allowed)
        return allowed.error();
    const auto now = orNotFound(storage::customers::findForUpdate(unit.database(), id));
    if (!now)
        return now;
    CustomerChange change = given;
    FieldChecks checks;
    check(checks, change, unit.now());
    if (const Outcome clean = checks.finish(); !clean)
        return clean.error();

    Customer then = *now;
    take(change.givenName, then.givenName);
    take(change.familyName, then.familyName);
    take(change.email, then.email);
    take(change.birthDate, then.birthDate);
    take(change.address, then.address);
    take(change.phone, then.phone);
    take(change.locale, then.locale);
    const QJsonObject was = codec::toJson(*now);
    const QJsonObject is = codec::toJson(then);
    const Outcome mergeable =
        merge::check(unit, {subjectKind(), id.value(), expectedVersion, now->version, was, is, keys()});
    if (!mergeable)
        return mergeable.error();
    const merge::Difference difference = merge::difference(was, is, keys());
    if (difference.isEmpty())
        return now;
    then.version = now->version + 1;
    then.updatedAt = unit.now();
    const auto updated = storage::customers::update(unit.database(), then, now->version);
    if (!updated)
        return updated.error();
    if (!*updated)
        return Problem::unavailable(1, QStringLiteral("a locked row changed"));
    if (const Outcome written = writeEvent(unit, EventKind::CustomerChanged, then, difference); !written)
        return written.error();
    return then;
}

Outcome remove(UnitOfWork &unit, CustomerId id, std::optional<qint64> expectedVersion)
{
    if (const Outcome allowed = unit.require(Action::CustomerRemove, relation(unit, id)); !allowed)
        return allowed;
    const auto now = orNotFound(storage::customers::findForUpdate(unit.database(), id));
    if (!now)
        return now.error();
    if (const Outcome same = merge::checkVersion(expectedVersion, now->version); !same)
        return same;
    const auto active = storage::customers::hasActiveIncident(unit.database(), id);
    if (!active)
        return active.error();
    if (*active) {
        Problem problem;
        problem.code = ErrorCode::InUse;
        problem.detail = QStringLiteral("The customer has an incident that is being worked on.");
        return problem;
    }
    const auto erased = storage::customers::erase(unit.database(), id, now->version, unit.now());
    if (!erased)
        return erased.error();
    if (!*erased)
        return Problem::unavailable(1, QStringLiteral("a locked row changed"));
    // The history keeps who did what when, but none of the person's data.
    if (const Outcome emptied = storage::events::eraseValues(unit.database(), subjectKind(), id.value()); !emptied)
        return emptied;
    Customer last = *now;
    last.version = now->version + 1;
    return writeEvent(unit, EventKind::CustomerRemoved, last, {});
}

} // namespace mostrador::services::customers
