// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/incidentrules.h"

#include "protocol/codecs.h"
#include "services/eventlog.h"
#include "services/merge.h"
#include "services/settings.h"
#include "storage/attachments.h"
#include "storage/employees.h"
#include "storage/incidents.h"
#include "storage/products.h"
#include "storage/teams.h"

#include <QJsonArray>
#include <QSet>

namespace mostrador::services::incidentrules {

namespace {

constexpr qint64 secondsPerDay = 86'400;

Result<Seen> seen(UnitOfWork &unit, const Result<std::optional<Incident>> &found, Action action)
{
    if (!found)
        return found.error();
    if (!*found)
        return Problem::notFound();
    const auto how = relation(unit, **found);
    if (!how)
        return how.error();
    const Outcome allowed = unit.require(action, *how);
    if (!allowed)
        return allowed.error();
    return Seen{**found, *how};
}

Problem noStep(const Incident &incident, TransitionBy by, Timestamp now)
{
    Problem problem;
    problem.code = ErrorCode::TransitionNotAllowed;
    QJsonArray allowed;
    for (const IncidentStatus next : nextStatuses(incident.status, by)) {
        const bool reopens = incident.status == IncidentStatus::Closed && next == IncidentStatus::Open;
        if (next != IncidentStatus::Merged && incident.status != IncidentStatus::Merged &&
            (!reopens || withinReopeningWindow(incident, now)))
            allowed.append(toString(next));
    }
    problem.extensions = {{QStringLiteral("from"), toString(incident.status)}, {QStringLiteral("allowed"), allowed}};
    return problem;
}

QStringList statusKeys()
{
    return {QStringLiteral("status"), QStringLiteral("resolved_at"), QStringLiteral("closed_at")};
}

QStringList assignmentKeys()
{
    return {QStringLiteral("team_id"), QStringLiteral("assignee_id")};
}

QStringList otherKeys()
{
    return {QStringLiteral("subject"),          QStringLiteral("impact"),
            QStringLiteral("urgency"),          QStringLiteral("priority"),
            QStringLiteral("priority_by_hand"), QStringLiteral("product_id"),
            QStringLiteral("language"),         QStringLiteral("tags"),
            QStringLiteral("custom_fields"),    QStringLiteral("order_number"),
            QStringLiteral("serial_number"),    QStringLiteral("due_at")};
}

} // namespace

Result<Relation> relation(UnitOfWork &unit, const IncidentStanding &standing)
{
    IncidentStanding complete = standing;
    const Actor &actor = unit.actor();
    const bool teamDecides = actor.isEmployee() && standing.team && !actor.teams.contains(*standing.team) &&
                             standing.assignee != actor.employee;
    if (teamDecides) {
        const auto team = storage::teams::find(unit.database(), *standing.team);
        if (!team)
            return team.error();
        complete.teamRestricted = *team && (*team)->restricted;
    }
    return relationTo(actor, complete);
}

Result<Relation> relation(UnitOfWork &unit, const Incident &incident)
{
    return relation(unit, IncidentStanding{incident.customer, incident.assignee, incident.team, false});
}

Result<Seen> see(UnitOfWork &unit, IncidentId id, Action action)
{
    return seen(unit, storage::incidents::find(unit.database(), id), action);
}

Result<Seen> seeForUpdate(UnitOfWork &unit, IncidentId id, Action action)
{
    return seen(unit, storage::incidents::findForUpdate(unit.database(), id), action);
}

TransitionBy transitionBy(const Actor &actor)
{
    if (actor.isEmployee())
        return TransitionBy::Employee;
    return actor.principal == Principal::System ? TransitionBy::System : TransitionBy::Customer;
}

bool withinReopeningWindow(const Incident &incident, Timestamp now)
{
    const Timestamp end = incident.closedAt.value_or(incident.updatedAt);
    return now <= end.plusSeconds(settings().reopenWindowDays * secondsPerDay);
}

Outcome enter(Incident &incident, IncidentStatus status, TransitionBy by, Timestamp now)
{
    const IncidentStatus from = incident.status;
    if (from == status)
        return done;
    const bool merging = from == IncidentStatus::Merged || status == IncidentStatus::Merged;
    const bool tooLate =
        from == IncidentStatus::Closed && by != TransitionBy::System && !withinReopeningWindow(incident, now);
    if (merging || tooLate || !canTransition(from, status, by))
        return noStep(incident, by, now);
    incident.status = status;
    if (isActive(status)) {
        incident.resolvedAt.reset();
        incident.closedAt.reset();
    } else if (status == IncidentStatus::Resolved) {
        incident.resolvedAt = now;
    } else {
        incident.closedAt = now;
    }
    return done;
}

Outcome checkReferences(UnitOfWork &unit, FieldChecks &checks, std::optional<ProductId> product,
                        std::optional<TeamId> team, std::optional<EmployeeId> assignee)
{
    if (product) {
        const auto found = storage::products::find(unit.database(), *product);
        if (!found)
            return found.error();
        // The portal offers active products only.
        if (!*found || (!(*found)->active && !unit.actor().isEmployee() && unit.actor().principal != Principal::System))
            checks.fault(QStringLiteral("product_id"), FieldErrorCode::NotFound);
    }
    if (team) {
        const auto found = storage::teams::find(unit.database(), *team);
        if (!found)
            return found.error();
        if (!*found)
            checks.fault(QStringLiteral("team_id"), FieldErrorCode::NotFound);
    }
    if (assignee) {
        const auto found = storage::employees::find(unit.database(), *assignee);
        if (!found)
            return found.error();
        if (!*found)
            checks.fault(QStringLiteral("assignee_id"), FieldErrorCode::NotFound);
        else if (!(*found)->active || (*found)->role == Role::Auditor)
            checks.fault(QStringLiteral("assignee_id"), FieldErrorCode::NotAllowed);
    }
    return done;
}

Outcome checkAttachments(UnitOfWork &unit, FieldChecks &checks, const QList<AttachmentId> &ids,
                         std::optional<IncidentId> incident)
{
    QSet<AttachmentId> seenIds;
    for (qsizetype i = 0; i < ids.size(); ++i) {
        const auto found = storage::attachments::find(unit.database(), ids.at(i));
        if (!found)
            return found.error();
        const bool usable = *found && !(*found)->message && !seenIds.contains(ids.at(i)) &&
                            (!(*found)->incident.isValid() || (*found)->incident == incident)
                            // Nobody tells one anonymous visitor from another: only files of this very request.
                            && (unit.actor().principal != Principal::Anonymous || (*found)->createdAt == unit.now());
        if (!usable)
            checks.fault(QStringLiteral("attachment_ids/%1").arg(i), FieldErrorCode::NotFound);
        seenIds.insert(ids.at(i));
    }
    return done;
}

Outcome attach(UnitOfWork &unit, const QList<AttachmentId> &ids, IncidentId incident, MessageId message, bool internal)
{
    if (ids.isEmpty())
        return done;
    const auto tied = storage::attachments::attach(unit.database(), ids, incident, message, internal,
                                                   eventlog::actorKind(unit.actor()), eventlog::actorId(unit.actor()));
    if (!tied)
        return tied.error();
    if (*tied != ids.size())
        return Problem::field(QStringLiteral("/attachment_ids"), FieldErrorCode::NotFound);
    return done;
}

const QStringList &factKeys()
{
    static const QStringList keys = statusKeys() + assignmentKeys() + otherKeys();
    return keys;
}

const QStringList &editableKeys()
{
    static const QStringList keys = QStringList{QStringLiteral("status")} + assignmentKeys() + otherKeys();
    return keys;
}

Outcome writeChangeEvents(UnitOfWork &unit, const Incident &before, const Incident &after, bool priorityTouched,
                          std::optional<EventId> *statusEvent)
{
    const QJsonObject was = codec::toJson(before);
    const QJsonObject is = codec::toJson(after);
    const struct
    {
        EventKind kind;
        QStringList keys;
    } groups[] = {{EventKind::StatusChanged, statusKeys()},
                  {EventKind::Assigned, assignmentKeys()},
                  {EventKind::IncidentChanged, otherKeys()}};
    for (const auto &group : groups) {
        merge::Difference difference = merge::difference(was, is, group.keys);
        if (difference.isEmpty())
            continue;
        // Told apart from a priority that came with impact or urgency; see merge::check().
        if (priorityTouched && group.kind == EventKind::IncidentChanged) {
            difference.before.insert(QStringLiteral("priority_by_hand"), before.priorityByHand);
            difference.after.insert(QStringLiteral("priority_by_hand"), after.priorityByHand);
        }
        Event event = eventlog::make(unit, group.kind);
        event.incident = after.id;
        event.subjectKind = QStringLiteral("incident");
        event.subjectId = after.id.value();
        event.version = after.version;
        event.before = difference.before;
        event.after = difference.after;
        const auto written = eventlog::write(unit, event);
        if (!written)
            return written.error();
        if (statusEvent && group.kind == EventKind::StatusChanged)
            *statusEvent = *written;
    }
    return done;
}

QString customerName(const Incident &incident)
{
    return incident.customerName;
}

} // namespace mostrador::services::incidentrules
