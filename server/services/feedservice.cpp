// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/feedservice.h"

#include "storage/incidents.h"
#include "storage/transaction.h"

#include <tuple>

namespace mostrador::services::feed {

namespace {

/// Runs one reading statement; the connection is opened again if it was lost.
template <typename T>
Result<T> readOnce(const std::function<Result<T>(storage::Database &)> &work)
{
    std::optional<Result<T>> result;
    const auto outcome = storage::runTransaction(storage::threadDatabase(), storage::Mode::SingleStatement,
                                                 [&](storage::Database &database) -> Outcome {
                                                     result = work(database);
                                                     if (!*result)
                                                         return result->error();
                                                     return done;
                                                 });
    if (!outcome.committed())
        return outcome.problem;
    return *std::move(result);
}

/// How an employee stands to an event's subject where it is no incident's.
Relation relationToSubject(const Actor &actor, const Event &event)
{
    if (event.subjectKind == QLatin1String("employee") && actor.employee && actor.employee->value() == event.subjectId)
        return Relation::Own;
    if (event.subjectKind == QLatin1String("team") && actor.teams.contains(TeamId(event.subjectId)))
        return Relation::Team;
    if (event.subjectKind == QLatin1String("handover"))
        return storage::feed::relationToHandover(actor, event.after);
    return Relation::Other;
}

/// What somebody must be allowed to be told of an event.
Action actionFor(const Event &event)
{
    switch (event.kind) {
    case EventKind::IncidentCreated:
    case EventKind::IncidentChanged:
    case EventKind::StatusChanged:
    case EventKind::Assigned:
        return Action::IncidentRead;
    case EventKind::MessageAdded:
    case EventKind::MessageWithdrawn:
        return Action::MessageRead;
    case EventKind::NoteAdded:
    case EventKind::Mentioned:
        return Action::NoteRead;
    case EventKind::AttachmentAdded:
        return event.after.value(QStringLiteral("internal")).toBool() ? Action::NoteRead : Action::AttachmentRead;
    case EventKind::CustomerCreated:
    case EventKind::CustomerChanged:
    case EventKind::CustomerRemoved:
        return Action::CustomerRead;
    case EventKind::EmployeeCreated:
    case EventKind::EmployeeChanged:
    case EventKind::EmployeeRemoved:
        return Action::EmployeeRead;
    case EventKind::TeamCreated:
    case EventKind::TeamChanged:
    case EventKind::TeamRemoved:
        return Action::TeamRead;
    case EventKind::ProductCreated:
    case EventKind::ProductChanged:
    case EventKind::ProductRemoved:
        return Action::ProductRead;
    case EventKind::ViewCreated:
    case EventKind::ViewChanged:
    case EventKind::ViewRemoved:
        return Action::ViewRead;
    case EventKind::CannedReplyCreated:
    case EventKind::CannedReplyChanged:
    case EventKind::CannedReplyRemoved:
        return Action::CannedReplyRead;
    case EventKind::TagCreated:
    case EventKind::TagChanged:
    case EventKind::TagRemoved:
        return Action::TagRead;
    case EventKind::CustomFieldCreated:
    case EventKind::CustomFieldChanged:
    case EventKind::CustomFieldRemoved:
        return Action::CustomFieldRead;
    case EventKind::PriorityTableChanged:
        return Action::SettingsRead;
    case EventKind::DraftChanged:
    case EventKind::DraftRemoved:
        return Action::DraftManage;
    case EventKind::HandoverGiven:
    case EventKind::HandoverConfirmed:
        return Action::HandoverRead;
    }
    return Action::SettingsManage;
}

/// The event of a view for somebody who may see it before, after or on both sides of a change: to whom it is no longer
/// shown, it is removed, and nothing is told of how it is now.
Event viewEvent(const Actor &actor, Event event)
{
    if (event.kind != EventKind::ViewChanged)
        return event;
    if (!storage::feed::seesView(actor, event.after)) {
        event.kind = EventKind::ViewRemoved;
        event.before = {};
        event.after = {};
    } else if (!storage::feed::seesView(actor, event.before)) {
        event.kind = EventKind::ViewCreated;
        event.before = {};
    }
    return event;
}

} // namespace

bool isAfter(const Position &a, const Position &b)
{
    return a.epoch == b.epoch && std::tie(a.transaction, a.id) > std::tie(b.transaction, b.id);
}

bool mayFollow(const Actor &actor)
{
    return actor.isEmployee() && isAllowed(actor.principal, Action::FeedRead, Relation::Own);
}

std::optional<Event> visibleTo(const Actor &actor, const Row &row)
{
    if (!storage::feed::isVisible(row, actor))
        return std::nullopt;
    const Event &event = row.event;
    if (event.incident && !row.standing)
        return std::nullopt; // whose it is cannot be told
    const Relation relation = row.standing ? relationTo(actor, *row.standing) : relationToSubject(actor, event);
    if (!isAllowed(actor.principal, Action::FeedRead, relation) ||
        !isAllowed(actor.principal, actionFor(event), relation))
        return std::nullopt;
    if (row.standing && !isAllowed(actor.principal, Action::IncidentRead, relation))
        return std::nullopt;
    return event.subjectKind == QLatin1String("view") ? viewEvent(actor, event) : event;
}

bool takesFrom(const Actor &actor, const Row &row)
{
    const QJsonObject &before = row.event.before;
    if (row.event.kind == EventKind::TeamChanged) {
        const QString restricted = QStringLiteral("restricted");
        const bool became = !before.value(restricted).toBool(true) && row.event.after.value(restricted).toBool();
        return became && !actor.teams.contains(TeamId(row.event.subjectId)) &&
               !isAllowed(actor.principal, Action::IncidentRead, Relation::Restricted);
    }
    if (!row.standing || isAllowed(actor.principal, Action::IncidentRead, relationTo(actor, *row.standing)))
        return false;
    const QString team = QStringLiteral("team_id");
    const QString assignee = QStringLiteral("assignee_id");
    if (!before.contains(team) && !before.contains(assignee))
        return false;
    // Whether the team of before was restricted is not known here. Loading anew without need does no harm.
    IncidentStanding earlier = *row.standing;
    if (before.contains(team)) {
        earlier.team = TeamId::fromString(before.value(team).toString());
        earlier.teamRestricted = false;
    }
    if (before.contains(assignee))
        earlier.assignee = EmployeeId::fromString(before.value(assignee).toString());
    return isAllowed(actor.principal, Action::IncidentRead, relationTo(actor, earlier));
}

Outcome mayBePresent(const Actor &actor, const PresenceClaim &claim)
{
    const auto standing = readOnce<std::optional<IncidentStanding>>(
        [&](storage::Database &database) { return storage::incidents::standing(database, claim.incident); });
    if (!standing)
        return standing.error();
    if (!*standing)
        return Problem::notFound();
    const Relation relation = relationTo(actor, **standing);
    if (!isAllowed(actor.principal, Action::IncidentRead, relation))
        return Problem::notFound();
    if (!isAllowed(actor.principal, Action::PresenceShare, relation))
        return Problem::forbidden();
    if (claim.state == PresenceState::Writing && !isAllowed(actor.principal, Action::MessageWrite, relation) &&
        !isAllowed(actor.principal, Action::NoteWrite, relation))
        return Problem::forbidden();
    return done;
}

Reader::Reader(QObject *parent)
    : QObject(parent)
{}

Reader::~Reader() = default;

void Reader::start()
{
    m_notifier = std::make_unique<storage::FeedNotifier>(storage::configuredOptions());
    connect(m_notifier.get(), &storage::FeedNotifier::woken, this, &Reader::woken);
    connect(m_notifier.get(), &storage::FeedNotifier::told, this, &Reader::told);
    m_notifier->start();
}

void Reader::stop()
{
    if (m_notifier)
        m_notifier->stop();
    m_notifier.reset();
    storage::closeThreadDatabase();
}

void Reader::tell(const QString &text)
{
    if (m_notifier)
        m_notifier->tell(text);
}

Result<Position> Reader::end()
{
    return readOnce<Position>([](storage::Database &database) { return storage::feed::end(database); });
}

Result<Batch> Reader::read(const Position &after, int limit)
{
    return readOnce<Batch>([&](storage::Database &database) { return storage::feed::read(database, after, limit); });
}

} // namespace mostrador::services::feed
