// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/limits.h"
#include "services/incidentrules.h"
#include "services/incidentservice.h"
#include "services/messagehold.h"
#include "storage/events.h"
#include "storage/incidents.h"
#include "storage/messages.h"

namespace mostrador::services::incidents {

namespace {

storage::incidents::QueryContext queryContext(const UnitOfWork &unit)
{
    storage::incidents::QueryContext context;
    context.actor = unit.actor();
    context.now = unit.now();
    return context;
}

Outcome checkPage(const ListRequest &request)
{
    return checkListing(request, {QStringLiteral("created")});
}

} // namespace

Result<Incident> get(UnitOfWork &unit, IncidentId id)
{
    auto seen = incidentrules::see(unit, id, Action::IncidentRead);
    if (!seen)
        return seen.error();
    if (unit.actor().principal == Principal::Customer) {
        // A link may have been handed to whoever filled in the form with this customer's address.
        seen->incident.customerName.clear();
        seen->incident.customerEmail.clear();
        const auto hidden = messagehold::hiddenFromCustomer(unit, seen->incident);
        if (!hidden)
            return hidden.error();
        return hidden->shown;
    }
    return seen->incident;
}

Result<Incident> getByReference(UnitOfWork &unit, const QString &reference)
{
    const auto id = incidentIdFromReference(reference);
    if (!id)
        return Problem::notFound();
    auto incident = get(unit, *id);
    // The id alone finds it, but a reference with another year is somebody's mistake.
    const qsizetype yearEnd = qsizetype(QStringLiteral("INC-2026").size());
    if (incident &&
        incident->reference.left(yearEnd).compare(reference.trimmed().left(yearEnd), Qt::CaseInsensitive) != 0)
        return Problem::notFound();
    return incident;
}

namespace {

Result<searchquery::Query> checkList(UnitOfWork &unit, const ListRequest &request)
{
    // Which ones the actor sees is decided row by row; who sees none at all is told so.
    if (const Outcome allowed = unit.require(Action::IncidentRead, Relation::Own); !allowed)
        return allowed.error();
    const Outcome fine = checkListing(request, incidentSortKeys());
    if (!fine)
        return fine.error();
    return searchquery::parse(request.query);
}

storage::PageRequest pageRequest(const ListRequest &request, const ListPart &part)
{
    storage::PageRequest page{request.sort, request.cursor, request.limit, part.after, part.until, {}};
    for (const IncidentId id : part.ids)
        page.ids.append(id.value());
    return page;
}

} // namespace

Result<ListPage<Incident>> list(UnitOfWork &unit, const ListRequest &request, const ListPart &part)
{
    const auto query = checkList(unit, request);
    if (!query)
        return query.error();
    auto page = storage::incidents::list(unit.database(), *query, queryContext(unit), pageRequest(request, part));
    if (!page)
        return page.error();
    return ListPage<Incident>{page->items, page->nextCursor};
}

Result<ListPlaces> places(UnitOfWork &unit, const ListRequest &request, const ListPart &part)
{
    const auto query = checkList(unit, request);
    if (!query)
        return query.error();
    auto found = storage::incidents::places(unit.database(), *query, queryContext(unit), pageRequest(request, part),
                                            limits::placesStep, limits::placesRows);
    if (!found)
        return found.error();
    return ListPlaces{found->places, found->rows, found->next};
}

Result<qint64> count(UnitOfWork &unit, const QString &text, qint64 cap)
{
    if (const Outcome allowed = unit.require(Action::IncidentRead, Relation::Own); !allowed)
        return allowed.error();
    ListRequest request;
    request.query = text;
    if (const Outcome fine = checkListing(request, {}); !fine)
        return fine.error();
    const auto query = searchquery::parse(text);
    if (!query)
        return query.error();
    return storage::incidents::count(unit.database(), *query, queryContext(unit), cap);
}

Result<ListPage<Message>> messages(UnitOfWork &unit, IncidentId id, const ListRequest &request)
{
    const auto seen = incidentrules::see(unit, id, Action::MessageRead);
    if (!seen)
        return seen.error();
    if (const Outcome fine = checkPage(request); !fine)
        return fine.error();
    const bool withInternal = isAllowed(unit.actor().principal, Action::NoteRead, seen->relation);
    auto page =
        storage::messages::list(unit.database(), id, withInternal, {request.sort, request.cursor, request.limit});
    if (!page)
        return page.error();
    if (unit.actor().principal == Principal::Customer) {
        page->items.removeIf([&](const Message &message) { return message.isHeld(unit.now()); });
        for (Message &message : page->items) {
            if (message.authorKind == ActorKind::Customer)
                message.authorName.clear(); // see get()
        }
    }
    for (Message &message : page->items) {
        if (!message.isHeld(unit.now()))
            message.heldUntil.reset();
    }
    return ListPage<Message>{page->items, page->nextCursor};
}

Result<ListPage<Event>> events(UnitOfWork &unit, IncidentId id, const ListRequest &request)
{
    const auto seen = incidentrules::see(unit, id, Action::EventRead);
    if (!seen)
        return seen.error();
    if (const Outcome fine = checkPage(request); !fine)
        return fine.error();
    const bool withInternal = isAllowed(unit.actor().principal, Action::NoteRead, seen->relation);
    auto page =
        storage::events::ofIncident(unit.database(), id, withInternal, {request.sort, request.cursor, request.limit});
    if (!page)
        return page.error();
    for (Event &event : page->items) {
        if (event.actorKind == ActorKind::Customer && event.actorName.isEmpty())
            event.actorName = seen->incident.customerName;
    }
    return ListPage<Event>{page->items, page->nextCursor};
}

} // namespace mostrador::services::incidents
