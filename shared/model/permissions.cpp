// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/permissions.h"

#include "support/enumnames.h"

#include <cstring>

namespace mostrador {

namespace {

constexpr EnumName<Principal> principalNames[] = {
    {Principal::Anonymous, "anonymous"}, {Principal::Customer, "customer"}, {Principal::Agent, "agent"},
    {Principal::Lead, "lead"},           {Principal::Admin, "admin"},       {Principal::Auditor, "auditor"},
    {Principal::System, "system"}};

constexpr EnumName<Relation> relationNames[] = {
    {Relation::Own, "own"}, {Relation::Team, "team"}, {Relation::Other, "other"}, {Relation::Restricted, "restricted"}};

/// One line of the table: for each principal the relations in which the action is allowed, one letter each:
/// o own, t team, x other, r restricted. The system may do everything.
struct Line
{
    Action action;
    const char *name;
    const char *anonymous;
    const char *customer;
    const char *agent;
    const char *lead;
    const char *admin;
    const char *auditor;
};

// clang-format off
constexpr Line table[] = {
    // action                                                    anon  cust  agent  lead   admin   auditor
    {Action::IncidentCreate,      "incident_create",             "otx", "o", "otx", "otx", "otxr", ""},
    {Action::IncidentRead,        "incident_read",               "",   "o",  "otx", "otx", "otxr", "otxr"},
    {Action::IncidentUpdate,      "incident_update",             "",   "",   "otx", "otx", "otxr", ""},
    {Action::IncidentAssign,      "incident_assign",             "",   "",   "otx", "otx", "otxr", ""},
    {Action::IncidentTransition,  "incident_transition",         "",   "o",  "otx", "otx", "otxr", ""},
    {Action::MessageRead,         "message_read",                "",   "o",  "otx", "otx", "otxr", "otxr"},
    {Action::MessageWrite,        "message_write",               "",   "o",  "otx", "otx", "otxr", ""},
    {Action::NoteRead,            "note_read",                   "",   "",   "otx", "otx", "otxr", "otxr"},
    {Action::NoteWrite,           "note_write",                  "",   "",   "otx", "otx", "otxr", ""},
    {Action::MessageWithdraw,     "message_withdraw",            "",   "",   "otx", "otx", "otxr", ""},
    {Action::AttachmentRead,      "attachment_read",             "",   "o",  "otx", "otx", "otxr", "otxr"},
    {Action::AttachmentAdd,       "attachment_add",              "",   "o",  "otx", "otx", "otxr", ""},
    {Action::EventRead,           "event_read",                  "",   "",   "otx", "otx", "otxr", "otxr"},
    {Action::CustomerCreate,      "customer_create",             "",   "",   "otx", "otx", "otxr", ""},
    {Action::CustomerRead,        "customer_read",               "",   "o",  "otx", "otx", "otxr", "otxr"},
    {Action::CustomerUpdate,      "customer_update",             "",   "o",  "otx", "otx", "otxr", ""},
    {Action::CustomerRemove,      "customer_remove",             "",   "",   "",    "otx", "otxr", ""},
    {Action::EmployeeCreate,      "employee_create",             "",   "",   "",    "",    "otxr", ""},
    {Action::EmployeeRead,        "employee_read",               "",   "",   "otx", "otx", "otxr", "otxr"},
    {Action::EmployeeUpdate,      "employee_update",             "",   "",   "o",   "o",   "otxr", ""},
    {Action::EmployeeSetRole,     "employee_set_role",           "",   "",   "",    "",    "otxr", ""},
    {Action::EmployeeSetPassword, "employee_set_password",       "",   "",   "o",   "o",   "otxr", "o"},
    {Action::EmployeeRemove,      "employee_remove",             "",   "",   "",    "",    "otxr", ""},
    {Action::TeamRead,            "team_read",                   "",   "",   "otx", "otx", "otxr", "otxr"},
    {Action::TeamManage,          "team_manage",                 "",   "",   "",    "",    "otxr", ""},
    {Action::ProductRead,         "product_read",                "",   "",   "otx", "otx", "otxr", "otxr"},
    {Action::ProductManage,       "product_manage",              "",   "",   "",    "otx", "otxr", ""},
    {Action::ApiKeyManage,        "api_key_manage",              "",   "",   "o",   "o",   "otxr", ""},
    {Action::SessionManage,       "session_manage",              "o",  "",   "o",   "o",   "otxr", "o"},
    {Action::FeedRead,            "feed_read",                   "",   "",   "otx", "otx", "otxr", "otxr"},
    {Action::PresenceShare,       "presence_share",              "",   "",   "otx", "otx", "otxr", "otxr"},
    {Action::SettingsRead,        "settings_read",               "",   "",   "otx", "otx", "otxr", "otxr"},
    {Action::SettingsManage,      "settings_manage",             "",   "",   "",    "",    "otxr", ""},
    {Action::ViewRead,            "view_read",                   "",   "",   "otx", "otx", "otxr", "otxr"},
    {Action::ViewManage,          "view_manage",                 "",   "",   "o",   "ot",  "otxr", "o"},
    {Action::CannedReplyRead,     "canned_reply_read",           "",   "",   "otx", "otx", "otxr", "otxr"},
    {Action::CannedReplyManage,   "canned_reply_manage",         "",   "",   "",    "otx", "otxr", ""},
    {Action::TagRead,             "tag_read",                    "",   "",   "otx", "otx", "otxr", "otxr"},
    {Action::TagManage,           "tag_manage",                  "",   "",   "",    "otx", "otxr", ""},
    {Action::CustomFieldRead,     "custom_field_read",           "",   "",   "otx", "otx", "otxr", "otxr"},
    {Action::CustomFieldManage,   "custom_field_manage",         "",   "",   "",    "",    "otxr", ""},
    {Action::DraftManage,         "draft_manage",                "",   "",   "otx", "otx", "otxr", ""},
    {Action::HandoverRead,        "handover_read",               "",   "",   "ot",  "ot",  "otxr", "otxr"},
    {Action::HandoverGive,        "handover_give",               "",   "",   "o",   "o",   "o",    ""},
    {Action::HandoverConfirm,     "handover_confirm",            "",   "",   "ot",  "ot",  "ot",   ""},
};
// clang-format on

const char *relationsOf(const Line &line, Principal principal)
{
    switch (principal) {
    case Principal::Anonymous:
        return line.anonymous;
    case Principal::Customer:
        return line.customer;
    case Principal::Agent:
        return line.agent;
    case Principal::Lead:
        return line.lead;
    case Principal::Admin:
        return line.admin;
    case Principal::Auditor:
        return line.auditor;
    case Principal::System:
        return "otxr";
    }
    return "";
}

char letterOf(Relation relation)
{
    switch (relation) {
    case Relation::Own:
        return 'o';
    case Relation::Team:
        return 't';
    case Relation::Other:
        return 'x';
    case Relation::Restricted:
        return 'r';
    }
    return '-';
}

} // namespace

const QList<Principal> &allPrincipals()
{
    static const QList<Principal> all = [] {
        QList<Principal> list;
        for (const auto &entry : principalNames)
            list.append(entry.value);
        return list;
    }();
    return all;
}

const QList<Action> &allActions()
{
    static const QList<Action> all = [] {
        QList<Action> list;
        for (const Line &line : table)
            list.append(line.action);
        return list;
    }();
    return all;
}

const QList<Relation> &allRelations()
{
    static const QList<Relation> all{Relation::Own, Relation::Team, Relation::Other, Relation::Restricted};
    return all;
}

QString toString(Principal principal)
{
    return nameIn(principalNames, principal);
}

QString toString(Action action)
{
    for (const Line &line : table) {
        if (line.action == action)
            return QString::fromLatin1(line.name);
    }
    return {};
}

QString toString(Relation relation)
{
    return nameIn(relationNames, relation);
}

Principal principalOf(Role role)
{
    switch (role) {
    case Role::Agent:
        return Principal::Agent;
    case Role::Lead:
        return Principal::Lead;
    case Role::Admin:
        return Principal::Admin;
    case Role::Auditor:
        return Principal::Auditor;
    }
    return Principal::Anonymous;
}

bool isAllowed(Principal principal, Action action, Relation relation)
{
    for (const Line &line : table) {
        if (line.action == action)
            return std::strchr(relationsOf(line, principal), letterOf(relation)) != nullptr;
    }
    return false;
}

bool Actor::isEmployee() const
{
    switch (principal) {
    case Principal::Agent:
    case Principal::Lead:
    case Principal::Admin:
    case Principal::Auditor:
        return true;
    case Principal::Anonymous:
    case Principal::Customer:
    case Principal::System:
        return false;
    }
    return false;
}

Actor Actor::system()
{
    Actor actor;
    actor.principal = Principal::System;
    return actor;
}

Actor Actor::ofCustomer(CustomerId id, const QString &name)
{
    Actor actor;
    actor.principal = Principal::Customer;
    actor.customer = id;
    actor.name = name;
    return actor;
}

Relation relationTo(const Actor &actor, const IncidentStanding &incident)
{
    if (actor.principal == Principal::Customer) {
        // To a customer, somebody else's incident is nothing but somebody else's, whatever its team.
        return actor.customer && *actor.customer == incident.customer ? Relation::Own : Relation::Other;
    }
    if (actor.employee && incident.assignee && *actor.employee == *incident.assignee)
        return Relation::Own;
    if (!incident.team || actor.teams.contains(*incident.team))
        return Relation::Team;
    return incident.teamRestricted ? Relation::Restricted : Relation::Other;
}

bool maySee(const Employee &employee, const IncidentStanding &incident)
{
    if (!employee.active || employee.removed)
        return false;
    Actor actor;
    actor.principal = principalOf(employee.role);
    actor.employee = employee.id;
    actor.teams = employee.teams;
    const Relation relation = relationTo(actor, incident);
    return isAllowed(actor.principal, Action::IncidentRead, relation) &&
           isAllowed(actor.principal, Action::NoteRead, relation);
}

} // namespace mostrador
