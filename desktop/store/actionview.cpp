// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/actionqueue.h"

#include <algorithm>

/// What of the queue is to be seen.
namespace mostrador::console {

QList<QueuedAction> ActionQueue::actions() const
{
    return m_actions.values();
}

QList<QueuedAction> ActionQueue::actionsOf(IncidentId incident) const
{
    QList<QueuedAction> out;
    for (const QueuedAction &action : m_actions) {
        if (action.incident.isValid() && realId(action.incident) == realId(incident))
            out.append(action);
    }
    return out;
}

int ActionQueue::unfinishedCount() const
{
    return static_cast<int>(
        std::count_if(m_actions.cbegin(), m_actions.cend(), [](const QueuedAction &a) { return a.isUnfinished(); }));
}

int ActionQueue::questionCount() const
{
    return static_cast<int>(std::count_if(m_actions.cbegin(), m_actions.cend(), [](const QueuedAction &a) {
        return a.state == QueuedAction::State::Conflict || a.state == QueuedAction::State::Refused;
    }));
}

Incident ActionQueue::effective(const Incident &incident) const
{
    Incident out = incident;
    for (const QueuedAction &action : m_actions) {
        if (!action.isUnfinished() || !action.incident.isValid() || realId(action.incident) != realId(incident.id))
            continue;
        if (action.kind == QueuedAction::Kind::ChangeIncident) {
            out = fields::patched(out, action.body);
        } else if (action.kind == QueuedAction::Kind::AddMessage) {
            ++out.messageCount;
            const auto status = incidentStatusFromString(action.body.value(QStringLiteral("status")).toString());
            if (status)
                out.status = *status;
        } else if (action.kind == QueuedAction::Kind::Reopen) {
            out.status = IncidentStatus::Open;
        }
    }
    return out;
}

Customer ActionQueue::effective(const Customer &customer) const
{
    Customer out = customer;
    for (const QueuedAction &action : m_actions) {
        if (action.isUnfinished() && action.kind == QueuedAction::Kind::ChangeCustomer &&
            realId(action.customer) == realId(customer.id))
            out = fields::patched(out, action.body);
    }
    return out;
}

QList<Message> ActionQueue::waitingMessages(IncidentId incident) const
{
    QList<Message> out;
    for (const QueuedAction &action : m_actions) {
        const bool shown = action.isUnfinished() || action.state == QueuedAction::State::Refused;
        if (action.kind != QueuedAction::Kind::AddMessage || !shown || realId(action.incident) != realId(incident))
            continue;
        Message message;
        message.id = MessageId(firstLocalId | action.id.value());
        message.incident = incident;
        message.authorKind = ActorKind::Employee;
        message.authorId = m_author.value();
        message.authorName = m_authorName;
        message.internal = action.body.value(QStringLiteral("internal")).toBool();
        message.body = action.body.value(QStringLiteral("body")).toString();
        message.createdAt = action.createdAt;
        out.append(message);
    }
    return out;
}

QList<Incident> ActionQueue::waitingIncidents() const
{
    QList<Incident> out;
    for (const QueuedAction &action : m_actions) {
        if (action.kind != QueuedAction::Kind::CreateIncident || !action.isUnfinished() || action.resultIncident)
            continue;
        const auto input = codec::newIncidentFromJson(action.body);
        if (!input)
            continue;
        Incident incident;
        incident.id = action.incident;
        incident.subject = input->subject;
        incident.description = input->description;
        incident.impact = input->impact.value_or(Impact::Medium);
        incident.urgency = input->urgency.value_or(Urgency::Medium);
        incident.priority = input->priority.value_or(PriorityTable().at(incident.impact, incident.urgency));
        incident.priorityByHand = input->priority.has_value();
        incident.customer = input->customer.value_or(CustomerId());
        incident.product = input->product;
        incident.team = input->team;
        incident.assignee = input->assignee;
        incident.channel = input->channel;
        incident.language = input->language;
        incident.tags = input->tags;
        incident.customFields = input->customFields;
        incident.orderNumber = input->orderNumber;
        incident.serialNumber = input->serialNumber;
        incident.followUpOf = input->followUpOf;
        incident.dueAt = input->dueAt;
        incident.createdAt = action.createdAt;
        incident.updatedAt = action.createdAt;
        if (input->customerData) {
            incident.customerName =
                QStringLiteral("%1 %2").arg(input->customerData->givenName, input->customerData->familyName).trimmed();
            incident.customerEmail = input->customerData->email;
        }
        incident.messageCount = 1;
        out.append(effective(incident));
    }
    return out;
}

bool ActionQueue::isAwaited(IncidentId incident, ActionId number) const
{
    for (const QueuedAction &action : m_actions) {
        if (action.id >= number)
            break;
        if (action.isUnfinished() && action.incident.isValid() && realId(action.incident) == realId(incident))
            return true;
    }
    return false;
}

} // namespace mostrador::console
