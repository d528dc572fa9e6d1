// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ids.h"
#include "model/people.h"

#include <QList>
#include <QString>

#include <optional>

namespace mostrador {

/// Who asks, as far as rights go. An API key acts with the role of the employee who made it.
enum class Principal
{
    Anonymous,
    Customer,
    Agent,
    Lead,
    Admin,
    Auditor,
    System
};

/// What can be asked for. One line each in the permission table.
enum class Action
{
    IncidentCreate,
    IncidentRead,
    IncidentUpdate, ///< subject, impact, urgency, priority, product, tags, due date, custom fields
    IncidentAssign,
    IncidentTransition, ///< which steps exist at all is the status machine's matter
    MessageRead,        ///< public ones
    MessageWrite,
    NoteRead, ///< internal ones
    NoteWrite,
    MessageWithdraw, ///< a message or note of one's own while it is held
    AttachmentRead,
    AttachmentAdd,
    EventRead,
    CustomerCreate,
    CustomerRead,
    CustomerUpdate,
    CustomerRemove,
    EmployeeCreate,
    EmployeeRead,
    EmployeeUpdate,  ///< name, e-mail, locale
    EmployeeSetRole, ///< role, teams, active
    EmployeeSetPassword,
    EmployeeRemove,
    TeamRead,
    TeamManage,
    ProductRead,
    ProductManage,
    ApiKeyManage,
    SessionManage, ///< log out, list and end sessions
    FeedRead,
    PresenceShare, ///< be shown as viewing or writing on an incident, and see who else is
    SettingsRead,
    SettingsManage,
    ViewRead, ///< for views see relationTo() in model/savedview.h
    ViewManage,
    CannedReplyRead,
    CannedReplyManage,
    TagRead,
    TagManage, ///< describe, rename and merge; tagging is IncidentUpdate
    CustomFieldRead,
    CustomFieldManage,
    DraftManage,  ///< of one's own, on an incident
    HandoverRead, ///< for this and what follows see relationTo() in model/handover.h
    HandoverGive,
    HandoverConfirm,
};

/// How the asker stands to the thing.
enum class Relation
{
    Own,        ///< myself; an incident I opened as its customer, or that is assigned to me
    Team,       ///< an incident of a team I belong to, or of no team
    Other,      ///< of another team that is not restricted; somebody else
    Restricted, ///< of another team that is restricted
};

const QList<Principal> &allPrincipals();
const QList<Action> &allActions();
const QList<Relation> &allRelations();
QString toString(Principal principal);
QString toString(Action action);
QString toString(Relation relation);
Principal principalOf(Role role);

/// The permission table: the only place that says who may do what. The server enforces it, the console enables its
/// controls by it, the tests make their matrix from it.
bool isAllowed(Principal principal, Action action, Relation relation);

/// Somebody who asks, with what the relation to a thing depends on. Plain value.
struct Actor
{
    Principal principal = Principal::Anonymous;
    std::optional<EmployeeId> employee; ///< for employees and their API keys
    std::optional<CustomerId> customer; ///< for customers
    std::optional<ApiKeyId> apiKey;
    std::optional<SessionId> session;
    QList<TeamId> teams;
    QString name;

    bool isEmployee() const;
    static Actor system();
    static Actor ofCustomer(CustomerId id, const QString &name);
};

/// What of an incident decides the relation to it.
struct IncidentStanding
{
    CustomerId customer;
    std::optional<EmployeeId> assignee;
    std::optional<TeamId> team;
    bool teamRestricted = false;
};

Relation relationTo(const Actor &actor, const IncidentStanding &incident);

/// Whether an employee may see an incident and the notes of it: whoever is mentioned there can be told.
bool maySee(const Employee &employee, const IncidentStanding &incident);

} // namespace mostrador
