// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/messagehold.h"

#include "services/eventlog.h"
#include "services/incidentrules.h"
#include "services/incidentservice.h"
#include "storage/events.h"
#include "storage/heldmessages.h"
#include "storage/incidents.h"
#include "storage/messages.h"

#include <algorithm>

namespace mostrador::services {

namespace {

using storage::heldmessages::Hold;

/// What a message did to the incident's status, as it stands in Hold::effect.
struct Effect
{
    qint64 version = 0; ///< of the incident with the message
    std::optional<IncidentStatus> from;
    std::optional<IncidentStatus> to;
    std::optional<Timestamp> resolvedAt; ///< before
    std::optional<Timestamp> closedAt;   ///< before

    bool movesStatus() const { return from && to && *from != *to; }
    void undoOn(Incident &incident) const
    {
        incident.status = *from;
        incident.resolvedAt = resolvedAt;
        incident.closedAt = closedAt;
    }
};

QJsonValue timeValue(const std::optional<Timestamp> &at)
{
    return at ? QJsonValue(at->toRfc3339()) : QJsonValue();
}

std::optional<Timestamp> timeOf(const QJsonValue &value)
{
    return value.isString() ? Timestamp::fromRfc3339(value.toString()) : std::nullopt;
}

Effect effectOf(const Hold &hold)
{
    const QJsonObject &json = hold.effect;
    return {json.value(QLatin1String("version")).toInteger(),
            incidentStatusFromString(json.value(QLatin1String("from")).toString()),
            incidentStatusFromString(json.value(QLatin1String("to")).toString()),
            timeOf(json.value(QLatin1String("resolved_at"))), timeOf(json.value(QLatin1String("closed_at")))};
}

Problem tooLate()
{
    Problem problem;
    problem.code = ErrorCode::Conflict;
    problem.detail = QStringLiteral("The message has gone out; it can no longer be withdrawn.");
    return problem;
}

/// Whether anybody has set a status since the incident had @p version.
Result<bool> statusSetSince(UnitOfWork &unit, IncidentId id, qint64 version)
{
    const auto events = storage::events::since(unit.database(), QStringLiteral("incident"), id.value(), version);
    if (!events)
        return events.error();
    return std::any_of(events->begin(), events->end(),
                       [](const Event &event) { return event.kind == EventKind::StatusChanged; });
}

/// The incident as though the message had never been.
Result<Incident> without(UnitOfWork &unit, const Incident &now, const Message &message, const Effect &effect)
{
    Incident then = now;
    if (effect.movesStatus() && now.status == *effect.to) {
        const auto set = statusSetSince(unit, now.id, effect.version);
        if (!set)
            return set.error();
        if (!*set)
            effect.undoOn(then);
    }
    if (!message.internal && now.firstResponseAt == message.createdAt) {
        const auto first = storage::heldmessages::firstAnswer(unit.database(), now.id, message.id);
        if (!first)
            return first.error();
        then.firstResponseAt = *first;
    }
    then.version = now.version + 1;
    then.updatedAt = unit.now();
    return then;
}

} // namespace

namespace messagehold {

Outcome begin(UnitOfWork &unit, MessageId message, Timestamp until, const Incident &before, const Incident &after)
{
    QJsonObject effect{{QStringLiteral("version"), after.version}};
    if (before.status != after.status) {
        effect.insert(QStringLiteral("from"), toString(before.status));
        effect.insert(QStringLiteral("to"), toString(after.status));
        effect.insert(QStringLiteral("resolved_at"), timeValue(before.resolvedAt));
        effect.insert(QStringLiteral("closed_at"), timeValue(before.closedAt));
    }
    return storage::heldmessages::insert(unit.database(), {message, after.id, until, effect});
}

Result<Hidden> hiddenFromCustomer(UnitOfWork &unit, const Incident &incident)
{
    Hidden hidden{{}, incident};
    const auto holds = storage::heldmessages::ofIncident(unit.database(), incident.id, unit.now());
    if (!holds)
        return holds.error();
    // The newest first: each may have begun where the one before it ended.
    for (auto hold = holds->crbegin(); hold != holds->crend(); ++hold) {
        hidden.messages.insert(hold->message);
        const Effect effect = effectOf(*hold);
        if (!effect.movesStatus() || hidden.shown.status != *effect.to)
            continue;
        // The status that somebody set after the first of them is no part of any.
        const auto set = hidden.shown.status == incident.status ? statusSetSince(unit, incident.id, effect.version)
                                                                : Result<bool>(false);
        if (!set)
            return set.error();
        if (!*set)
            effect.undoOn(hidden.shown);
    }
    return hidden;
}

} // namespace messagehold

Result<Message> incidents::withdraw(UnitOfWork &unit, MessageId id)
{
    auto message = storage::messages::find(unit.database(), id);
    if (!message)
        return message.error();
    if (!*message)
        return Problem::notFound();
    const auto seen = incidentrules::seeForUpdate(unit, (*message)->incident, Action::MessageWithdraw);
    if (!seen)
        return seen.error();
    const Incident &now = seen->incident;
    const Actor &actor = unit.actor();
    const bool own = actor.employee && (*message)->authorKind == ActorKind::Employee &&
                     (*message)->authorId == actor.employee->value();
    if (!own)
        return Problem::forbidden(QStringLiteral("Only its author can withdraw a message."));
    // Anew behind the lock: somebody may have been quicker.
    const auto hold = storage::heldmessages::find(unit.database(), id);
    if (!hold)
        return hold.error();
    if (!*hold || unit.now() >= (*hold)->until)
        return tooLate();

    const auto then = without(unit, now, **message, effectOf(**hold));
    if (!then)
        return then.error();
    const auto gone = storage::heldmessages::withdraw(unit.database(), **message);
    if (!gone)
        return gone.error();
    if (!*gone)
        return tooLate();
    const auto updated = storage::incidents::update(unit.database(), *then, now.version);
    if (!updated)
        return updated.error();
    if (!*updated)
        return Problem::unavailable(1, QStringLiteral("a locked incident changed"));

    Event event = eventlog::make(unit, EventKind::MessageWithdrawn);
    event.incident = now.id;
    event.subjectKind = QStringLiteral("incident");
    event.subjectId = now.id.value();
    event.version = then->version;
    event.after = {{QStringLiteral("message_id"), id.toString()}, {QStringLiteral("internal"), (*message)->internal}};
    if (const auto written = eventlog::write(unit, event); !written)
        return written.error();
    if (const Outcome written = incidentrules::writeChangeEvents(unit, now, *then, false); !written)
        return written.error();
    return **message;
}

} // namespace mostrador::services
