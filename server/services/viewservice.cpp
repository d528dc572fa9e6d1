// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/viewservice.h"

#include "model/limits.h"
#include "model/searchquery.h"
#include "services/cataloguework.h"
#include "services/fieldchecks.h"
#include "storage/savedviews.h"
#include "storage/teams.h"

#include <QJsonArray>

namespace mostrador::services::views {

using namespace catalogue;

namespace {

const Kind &viewKind()
{
    static const Kind kind{Action::ViewRead,
                           Action::ViewManage,
                           "view",
                           {QStringLiteral("name"), QStringLiteral("scope"), QStringLiteral("owner_id"),
                            QStringLiteral("team_id"), QStringLiteral("query"), QStringLiteral("sort"),
                            QStringLiteral("columns"), QStringLiteral("position")}};
    return kind;
}

ViewStanding standing(const SavedView &view)
{
    return {view.scope, view.owner, view.team};
}

/// What the feed tells by who may hear of it.
QJsonObject audience(const SavedView &view)
{
    const QJsonObject json = codec::toJson(view);
    QJsonObject out;
    for (const QString &key : {QStringLiteral("scope"), QStringLiteral("owner_id"), QStringLiteral("team_id")})
        out.insert(key, json.value(key));
    return out;
}

QString audienceKey()
{
    return QStringLiteral("audience");
}

/// NotFound for what may not be seen.
Result<SavedView> allowed(const UnitOfWork &unit, const Result<std::optional<SavedView>> &found, Action action)
{
    const auto view = orNotFound(found);
    if (!view)
        return view;
    const auto relation = relationTo(unit.actor(), standing(*view));
    if (!relation)
        return Problem::notFound();
    if (const Outcome may = unit.require(action, *relation); !may)
        return may.error();
    return view;
}

/// Whether the actor may have a view like this: Forbidden, for that such views are is no secret.
Outcome mayHave(const UnitOfWork &unit, const SavedView &view)
{
    const auto relation = relationTo(unit.actor(), standing(view));
    if (relation && isAllowed(unit.actor().principal, Action::ViewManage, *relation))
        return done;
    if (unit.actor().principal == Principal::Anonymous)
        return unit.require(Action::ViewManage, Relation::Other);
    return Problem::forbidden(QStringLiteral("Not allowed: ") + toString(Action::ViewManage));
}

Outcome checkView(UnitOfWork &unit, SavedView &view)
{
    FieldChecks checks;
    checks.text(QStringLiteral("name"), view.name, {.max = limits::viewName, .required = true});
    if (const auto query = searchquery::parse(view.query); !query) {
        for (const FieldError &error : query.error().errors)
            checks.add(FieldError{QStringLiteral("/query"), error.code, error.params});
        if (query.error().errors.isEmpty())
            checks.fault(QStringLiteral("query"), FieldErrorCode::Syntax);
    }
    const QString key = view.sort.startsWith(u'-') ? view.sort.mid(1) : view.sort;
    if (!view.sort.isEmpty() && !incidentSortKeys().contains(key))
        checks.fault(QStringLiteral("sort"), FieldErrorCode::NotAllowed,
                     {{QStringLiteral("allowed"), QJsonArray::fromStringList(incidentSortKeys())}});
    if (view.columns.size() > limits::viewColumns)
        checks.fault(QStringLiteral("columns"), FieldErrorCode::TooMany,
                     {{QStringLiteral("max"), limits::viewColumns}});
    for (qsizetype i = 0; i < view.columns.size(); ++i)
        checks.text(QStringLiteral("columns/%1").arg(i), view.columns[i],
                    {.max = limits::viewColumn, .required = true});
    view.columns.removeDuplicates();
    if (view.position < 0 || view.position > limits::position)
        checks.fault(QStringLiteral("position"), FieldErrorCode::OutOfRange,
                     {{QStringLiteral("min"), 0}, {QStringLiteral("max"), limits::position}});
    if (view.scope == ViewScope::Team && !view.team)
        checks.fault(QStringLiteral("team_id"), FieldErrorCode::Required);
    if (view.scope != ViewScope::Team && view.team)
        checks.fault(QStringLiteral("team_id"), FieldErrorCode::Mismatch,
                     {{QStringLiteral("other"), QStringLiteral("scope")}});
    if (view.team && view.scope == ViewScope::Team) {
        const auto team = storage::teams::find(unit.database(), *view.team);
        if (!team)
            return team.error();
        if (!*team)
            checks.fault(QStringLiteral("team_id"), FieldErrorCode::NotFound);
    }
    return checks.finish();
}

} // namespace

Result<SavedView> create(UnitOfWork &unit, const NewView &input)
{
    SavedView view;
    view.name = input.name;
    view.scope = input.scope;
    if (view.scope == ViewScope::Personal)
        view.owner = unit.actor().employee;
    view.team = input.team;
    view.query = input.query;
    view.sort = input.sort;
    view.columns = input.columns;
    view.position = input.position.value_or(0);
    view.createdAt = unit.now();
    view.updatedAt = unit.now();
    view.version = 1;
    // Nobody owns a view who is no employee, not even the system.
    if (view.scope == ViewScope::Personal && !view.owner)
        return Problem::forbidden();
    if (const Outcome may = mayHave(unit, view); !may)
        return may.error();
    if (const Outcome clean = checkView(unit, view); !clean)
        return clean.error();
    if (!input.position) {
        const auto next = storage::views::nextPosition(unit.database(), standing(view));
        if (!next)
            return next.error();
        view.position = std::min(*next, limits::position);
    }
    const auto id = storage::views::insert(unit.database(), view);
    if (!id)
        return id.error();
    view.id = *id;
    merge::Difference all = created(viewKind(), view);
    all.after.insert(audienceKey(), audience(view));
    if (const Outcome written = writeEvent(unit, viewKind(), EventKind::ViewCreated, view, all); !written)
        return written.error();
    return view;
}

Result<SavedView> get(UnitOfWork &unit, ViewId id)
{
    if (const Outcome may = unit.require(Action::ViewRead, Relation::Other); !may)
        return may.error();
    return allowed(unit, storage::views::find(unit.database(), id), Action::ViewRead);
}

Result<ListPage<SavedView>> list(UnitOfWork &unit, const ListRequest &request, bool offered)
{
    if (const Outcome may = unit.require(Action::ViewRead, Relation::Other); !may)
        return may.error();
    const Outcome fine =
        checkListing(request, {QStringLiteral("position"), QStringLiteral("name"), QStringLiteral("created")});
    if (!fine)
        return fine.error();
    storage::views::Filter filter;
    filter.owner = unit.actor().employee;
    filter.teams = unit.actor().teams;
    filter.allTeams = !offered && isAllowed(unit.actor().principal, Action::ViewRead, Relation::Restricted);
    filter.words = request.query;
    auto page = storage::views::list(unit.database(), filter, {request.sort, request.cursor, request.limit});
    if (!page)
        return page.error();
    return ListPage<SavedView>{page->items, page->nextCursor};
}

Result<SavedView> change(UnitOfWork &unit, ViewId id, const ViewChange &change, qint64 expectedVersion)
{
    if (const Outcome may = unit.require(Action::ViewRead, Relation::Other); !may)
        return may.error();
    const auto now = allowed(unit, storage::views::findForUpdate(unit.database(), id), Action::ViewManage);
    if (!now)
        return now;
    SavedView then = *now;
    take(change.name, then.name);
    take(change.query, then.query);
    take(change.sort, then.sort);
    take(change.columns, then.columns);
    take(change.position, then.position);
    take(change.team, then.team);
    if (change.scope && *change.scope != now->scope) {
        then.scope = *change.scope;
        then.owner = then.scope == ViewScope::Personal ? unit.actor().employee : std::nullopt;
        if (then.scope != ViewScope::Team && !change.team)
            then.team.reset();
        if (then.scope == ViewScope::Personal && !then.owner)
            return Problem::forbidden();
    }
    if (standing(then).scope != now->scope || then.team != now->team) {
        if (const Outcome may = mayHave(unit, then); !may)
            return may.error();
    }
    if (const Outcome clean = checkView(unit, then); !clean)
        return clean.error();
    return write(unit, viewKind(), EventKind::ViewChanged, *now, then, expectedVersion, storage::views::update,
                 [](merge::Difference &difference, const SavedView &before, const SavedView &after) {
                     difference.before.insert(audienceKey(), audience(before));
                     difference.after.insert(audienceKey(), audience(after));
                 });
}

Outcome remove(UnitOfWork &unit, ViewId id, std::optional<qint64> expectedVersion)
{
    if (const Outcome may = unit.require(Action::ViewRead, Relation::Other); !may)
        return may;
    const auto now = allowed(unit, storage::views::findForUpdate(unit.database(), id), Action::ViewManage);
    if (!now)
        return now.error();
    if (const Outcome same = merge::checkVersion(expectedVersion, now->version); !same)
        return same;
    const auto gone = storage::views::remove(unit.database(), id, now->version);
    if (!gone)
        return gone.error();
    SavedView last = *now;
    last.version = now->version + 1;
    merge::Difference all = removed(viewKind(), last);
    all.before.insert(audienceKey(), audience(last));
    return writeEvent(unit, viewKind(), EventKind::ViewRemoved, last, all);
}

} // namespace mostrador::services::views
