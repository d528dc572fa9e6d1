// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/change.h"
#include "model/listplace.h"
#include "services/listing.h"
#include "services/unitofwork.h"

namespace mostrador::services {

/// An incident just opened, with the customer's tracking link.
struct OpenedIncident
{
    Incident incident;
    TrackingLinkId trackingLink;
    bool customerIsNew = false;
};

/// The use cases of incidents. All check permissions and field rules themselves, write rows, events and outbox entries,
/// and leave the commit to the unit of work. Stateless.
namespace incidents {

/// Opens an incident: customer (found or made), incident, first message, event, tracking link, receipt mail.
Result<OpenedIncident> open(UnitOfWork &unit, const NewIncident &input);

/// One incident with its description, if the actor may see it; otherwise NotFound. A customer is not told the
/// customer's name and e-mail, here and in messages(): anybody can open an incident with another's address and gets its
/// link.
Result<Incident> get(UnitOfWork &unit, IncidentId id);
Result<Incident> getByReference(UnitOfWork &unit, const QString &reference);

/// The incidents the actor may see, filtered and sorted. Sort keys: created, updated, priority, due, status, reference.
/// @p part: of the list only these.
struct ListPart
{
    std::optional<ListPlace> after; ///< rows behind this place
    std::optional<ListPlace> until; ///< rows up to this place
    QList<IncidentId> ids;          ///< these incidents, up to limits::pageMax; empty: any
};
Result<ListPage<Incident>> list(UnitOfWork &unit, const ListRequest &request, const ListPart &part = {});

/// Where the rows of list() stand, for whoever wants to begin reading it anywhere.
struct ListPlaces
{
    QList<ListPlace> places;       ///< of each limits::placesStep-th row
    qint64 rows = 0;               ///< how many rows were walked through, up to limits::placesRows
    std::optional<ListPlace> next; ///< of the last of them where there are more: @c after of the next request
};
Result<ListPlaces> places(UnitOfWork &unit, const ListRequest &request, const ListPart &part = {});

/// How many incidents match, counted up to @p cap (then the answer is cap + 1).
Result<qint64> count(UnitOfWork &unit, const QString &query, qint64 cap);

/// Changes fields. @p expectedVersion is the version the caller saw (If-Match). Fields that others changed since then
/// and this change does not touch merge; a field changed on both sides to different values is an EditConflict whose
/// extension "conflicts" lists {field, yours, theirs, changed_by, changed_at}. Without a difference nothing is written.
/// A status among the changes must be a step of the machine; assignment needs its own permission.
Result<Incident> change(UnitOfWork &unit, IncidentId id, const IncidentChange &change, qint64 expectedVersion);

/// Opens a resolved incident again, or a closed one within the reopening window; after it a follow-up incident that
/// points back is made (the result is then that one).
Result<Incident> reopen(UnitOfWork &unit, IncidentId id, const QString &reason);

/// The conversation, oldest first; internal notes only for those who may read them. Limits and cursor as in list().
Result<ListPage<Message>> messages(UnitOfWork &unit, IncidentId id, const ListRequest &request);

/// Adds a message or an internal note. A customer's message puts a waiting incident back to open and reopens a resolved
/// one; an employee's first public reply opens a new one, is recorded as first response, and is mailed to the customer.
Result<Message> addMessage(UnitOfWork &unit, IncidentId id, const NewMessage &input);

/// Takes back a message or note that is still held (NewMessage::holdSeconds): as though it had never been sent. Only
/// its author may; Conflict where it has gone out. The message as it was.
Result<Message> withdraw(UnitOfWork &unit, MessageId id);

/// The history, oldest first.
Result<ListPage<Event>> events(UnitOfWork &unit, IncidentId id, const ListRequest &request);

} // namespace incidents
} // namespace mostrador::services
