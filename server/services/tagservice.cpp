// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/tagservice.h"

#include "model/limits.h"
#include "services/cataloguework.h"
#include "services/fieldchecks.h"
#include "services/incidentrules.h"
#include "storage/incidents.h"
#include "storage/tagmoves.h"
#include "storage/tags.h"

#include <algorithm>

namespace mostrador::services::tags {

using namespace catalogue;

namespace {

/// Incidents of one transaction: few, because SQLite has one writer and rows are locked meanwhile.
constexpr int batch = 25;

const Kind &tagKind()
{
    static const Kind kind{Action::TagRead,
                           Action::TagManage,
                           "tag",
                           {QStringLiteral("name"), QStringLiteral("description"), QStringLiteral("colour"),
                            QStringLiteral("archived"), QStringLiteral("moving_from")}};
    return kind;
}

Outcome checkTag(Tag &tag)
{
    FieldChecks checks;
    checks.text(QStringLiteral("name"), tag.name, {.max = limits::tag, .required = true});
    tag.name = tag.name.toLower();
    checks.text(QStringLiteral("description"), tag.description, {.max = limits::tagDescription, .multiline = true});
    return checks.finish();
}

/// Whether a tag may be called so.
Outcome checkFree(UnitOfWork &unit, const QString &name)
{
    const auto existing = storage::tags::findByName(unit.database(), name);
    if (!existing)
        return existing.error();
    if (*existing) {
        Problem problem;
        problem.code = ErrorCode::AlreadyExists;
        problem.errors = {{QStringLiteral("/name"), FieldErrorCode::AlreadyTaken, {}}};
        problem.extensions.insert(QStringLiteral("existing_id"), (*existing)->id.toString());
        return problem;
    }
    const auto moving = storage::tagmoves::isSource(unit.database(), name);
    if (!moving)
        return moving.error();
    if (*moving) {
        Problem problem;
        problem.code = ErrorCode::Conflict;
        problem.detail = QStringLiteral("Incidents with this tag are being given another one. Wait for its end.");
        return problem;
    }
    return done;
}

Outcome startMove(UnitOfWork &unit, const QString &from, const QString &into)
{
    storage::tagmoves::Move move;
    move.from = from;
    move.into = into;
    move.actorKind = eventlog::actorKind(unit.actor());
    move.actorId = eventlog::actorId(unit.actor());
    move.actorName = unit.actor().name;
    move.createdAt = unit.now();
    return storage::tagmoves::insert(unit.database(), move);
}

/// Writes that what becomes the tag has changed.
Result<Tag> tellMoves(UnitOfWork &unit, const Tag &now)
{
    const auto sources = storage::tagmoves::sourcesOf(unit.database(), now.name);
    if (!sources)
        return sources.error();
    Tag then = now;
    then.movingFrom = *sources;
    return write(unit, tagKind(), EventKind::TagChanged, now, then, now.version, storage::tags::update);
}

/// The actor in whose name incidents are changed: the one who wanted it.
Actor actorOf(const storage::tagmoves::Move &move)
{
    Actor actor = Actor::system();
    actor.name = move.actorName;
    if (move.actorKind == ActorKind::Employee && move.actorId)
        actor.employee = EmployeeId(*move.actorId);
    else if (move.actorKind == ActorKind::ApiKey && move.actorId)
        actor.apiKey = ApiKeyId(*move.actorId);
    return actor;
}

Outcome moveOne(UnitOfWork &unit, const storage::tagmoves::Move &move, IncidentId id)
{
    const auto found = storage::incidents::findForUpdate(unit.database(), id);
    if (!found)
        return found.error();
    if (!*found || !(*found)->tags.contains(move.from))
        return storage::tagmoves::removeStray(unit.database(), move.from, id);
    const Incident &now = **found;
    Incident then = now;
    then.tags.removeAll(move.from);
    then.tags.append(move.into);
    std::sort(then.tags.begin(), then.tags.end());
    then.tags.removeDuplicates();
    then.version = now.version + 1;
    const auto updated = storage::incidents::update(unit.database(), then, now.version);
    if (!updated)
        return updated.error();
    if (!*updated)
        return Problem::unavailable(1, QStringLiteral("a locked incident changed"));
    return incidentrules::writeChangeEvents(unit, now, then, false);
}

/// What is left to do where no incident carries the old name any more.
Outcome endMove(UnitOfWork &unit, const storage::tagmoves::Move &move)
{
    const auto tag = storage::tags::findByName(unit.database(), move.into);
    if (!tag)
        return tag.error();
    if (const Outcome gone = storage::tagmoves::remove(unit.database(), move.id); !gone)
        return gone;
    if (!*tag)
        return done;
    const auto told = tellMoves(unit, **tag);
    if (!told)
        return told.error();
    return done;
}

} // namespace

Result<Tag> create(UnitOfWork &unit, const NewTag &input)
{
    if (const Outcome allowed = unit.require(Action::TagManage, Relation::Other); !allowed)
        return allowed.error();
    Tag tag;
    tag.name = input.name;
    tag.description = input.description;
    tag.colour = input.colour;
    tag.archived = input.archived;
    tag.createdAt = unit.now();
    tag.updatedAt = unit.now();
    tag.version = 1;
    if (const Outcome clean = checkTag(tag); !clean)
        return clean.error();
    if (const Outcome isFree = checkFree(unit, tag.name); !isFree)
        return isFree.error();
    const auto id = storage::tags::insert(unit.database(), tag);
    if (!id)
        return id.error();
    tag.id = *id;
    if (const Outcome written = writeEvent(unit, tagKind(), EventKind::TagCreated, tag, created(tagKind(), tag));
        !written)
        return written.error();
    return tag;
}

Result<Tag> get(UnitOfWork &unit, TagId id)
{
    if (const Outcome allowed = unit.require(Action::TagRead, Relation::Other); !allowed)
        return allowed.error();
    return orNotFound(storage::tags::find(unit.database(), id));
}

Result<ListPage<Tag>> list(UnitOfWork &unit, const ListRequest &request, bool offered)
{
    if (const Outcome allowed = unit.require(Action::TagRead, Relation::Other); !allowed)
        return allowed.error();
    if (const Outcome fine = checkListing(request, {QStringLiteral("name"), QStringLiteral("created")}); !fine)
        return fine.error();
    auto page =
        storage::tags::list(unit.database(), {request.query, offered}, {request.sort, request.cursor, request.limit});
    if (!page)
        return page.error();
    return ListPage<Tag>{page->items, page->nextCursor};
}

Result<Tag> change(UnitOfWork &unit, TagId id, const TagChange &change, qint64 expectedVersion)
{
    if (const Outcome allowed = unit.require(Action::TagManage, Relation::Other); !allowed)
        return allowed.error();
    const auto now = orNotFound(storage::tags::findForUpdate(unit.database(), id));
    if (!now)
        return now;
    Tag then = *now;
    take(change.name, then.name);
    take(change.description, then.description);
    take(change.colour, then.colour);
    take(change.archived, then.archived);
    if (const Outcome clean = checkTag(then); !clean)
        return clean.error();
    if (then.name != now->name) {
        if (const Outcome isFree = checkFree(unit, then.name); !isFree)
            return isFree.error();
        then.movingFrom.append(now->name);
        std::sort(then.movingFrom.begin(), then.movingFrom.end());
    }
    const auto written =
        write(unit, tagKind(), EventKind::TagChanged, *now, then, expectedVersion, storage::tags::update);
    if (!written || then.name == now->name)
        return written;
    if (const Outcome started = startMove(unit, now->name, then.name); !started)
        return started.error();
    return orNotFound(storage::tags::find(unit.database(), id));
}

Result<Tag> mergeInto(UnitOfWork &unit, TagId id, TagId into, std::optional<qint64> expectedVersion)
{
    if (const Outcome allowed = unit.require(Action::TagManage, Relation::Other); !allowed)
        return allowed.error();
    if (id == into)
        return Problem::field(QStringLiteral("/into_id"), FieldErrorCode::Mismatch,
                              {{QStringLiteral("other"), QStringLiteral("id")}});
    const auto now = orNotFound(storage::tags::findForUpdate(unit.database(), id));
    if (!now)
        return now;
    const auto target = storage::tags::findForUpdate(unit.database(), into);
    if (!target)
        return target.error();
    if (!*target)
        return Problem::field(QStringLiteral("/into_id"), FieldErrorCode::NotFound);
    if (const Outcome same = merge::checkVersion(expectedVersion, now->version); !same)
        return same.error();
    const auto gone = storage::tags::remove(unit.database(), id, now->version);
    if (!gone)
        return gone.error();
    Tag last = *now;
    last.version = now->version + 1;
    merge::Difference all = removed(tagKind(), last);
    all.after.insert(QStringLiteral("merged_into"), into.toString());
    if (const Outcome written = writeEvent(unit, tagKind(), EventKind::TagRemoved, last, all); !written)
        return written.error();
    if (const Outcome started = startMove(unit, now->name, (*target)->name); !started)
        return started.error();
    if (const auto told = tellMoves(unit, **target); !told)
        return told;
    return orNotFound(storage::tags::find(unit.database(), into));
}

Outcome remove(UnitOfWork &unit, TagId id, std::optional<qint64> expectedVersion)
{
    if (const Outcome allowed = unit.require(Action::TagManage, Relation::Other); !allowed)
        return allowed;
    const auto now = orNotFound(storage::tags::findForUpdate(unit.database(), id));
    if (!now)
        return now.error();
    if (const Outcome same = merge::checkVersion(expectedVersion, now->version); !same)
        return same;
    if (now->incidentCount > 0 || !now->movingFrom.isEmpty()) {
        Problem problem;
        problem.code = ErrorCode::InUse;
        return problem;
    }
    const auto gone = storage::tags::remove(unit.database(), id, now->version);
    if (!gone)
        return gone.error();
    Tag last = *now;
    last.version = now->version + 1;
    return writeEvent(unit, tagKind(), EventKind::TagRemoved, last, removed(tagKind(), last));
}

Result<bool> advance(const Clock &clock)
{
    Context context;
    context.actor = Actor::system();
    context.clock = &clock;
    bool worked = false;
    const Outcome outcome = performPlain(context, [&](UnitOfWork &system) -> Outcome {
        worked = false;
        const auto move = storage::tagmoves::take(system.database());
        if (!move)
            return move.error();
        if (!*move)
            return done;
        worked = true;
        Context theirs = context;
        theirs.actor = actorOf(**move);
        UnitOfWork unit(system.database(), theirs);
        const auto carriers = storage::tagmoves::carriers(unit.database(), (*move)->from, batch);
        if (!carriers)
            return carriers.error();
        if (carriers->isEmpty())
            return endMove(unit, **move);
        for (const IncidentId id : *carriers) {
            if (const Outcome moved = moveOne(unit, **move, id); !moved)
                return moved;
        }
        return storage::tagmoves::addMoved(unit.database(), (*move)->id, carriers->size());
    });
    if (!outcome)
        return outcome.error();
    return worked;
}

} // namespace mostrador::services::tags
