// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/notificationkinds.h"

#include "model/incident.h"

#include <QCoreApplication>

#include <algorithm>

namespace mostrador::console {

namespace {

struct NotificationText
{
    Q_DECLARE_TR_FUNCTIONS(mostrador::console::NotificationText)
};

bool namesMe(const Event &event, const char *field, EmployeeId me)
{
    return event.after.value(QLatin1String(field)).toString() == me.toString();
}

bool givesToMe(const Event &event, EmployeeId me)
{
    return namesMe(event, "assignee_id", me);
}

bool isFromCustomer(const Event &event, EmployeeId)
{
    return event.kind == EventKind::MessageAdded && event.actorKind == ActorKind::Customer;
}

bool callsMe(const Event &event, EmployeeId me)
{
    return event.kind == EventKind::Mentioned && namesMe(event, "employee_id", me);
}

} // namespace

const QList<NotificationRule> &notificationRules()
{
    static const QList<NotificationRule> rules{
        {NotificationKind::Assigned, QStringLiteral("assigned"), true, givesToMe},
        {NotificationKind::Reply, QStringLiteral("reply"), true, isFromCustomer},
        {NotificationKind::Mention, QStringLiteral("mention"), false, callsMe},
        {NotificationKind::DueSoon, QStringLiteral("due"), true, nullptr},
    };
    return rules;
}

const NotificationRule &ruleOf(NotificationKind kind)
{
    const auto &rules = notificationRules();
    return *std::find_if(rules.begin(), rules.end(),
                         [kind](const NotificationRule &rule) { return rule.kind == kind; });
}

QString notificationTitle(NotificationKind kind, const QString &who, int times)
{
    switch (kind) {
    case NotificationKind::Assigned:
        return who.isEmpty() ? NotificationText::tr("Assigned to you")
                             : NotificationText::tr("Assigned to you by %1").arg(who);
    case NotificationKind::Reply:
        return times > 1 ? NotificationText::tr("%Ln message(s) from the customer", "", times)
                         : NotificationText::tr("The customer has written");
    case NotificationKind::Mention:
        return who.isEmpty() ? NotificationText::tr("You are mentioned")
                             : NotificationText::tr("%1 mentions you").arg(who);
    case NotificationKind::DueSoon:
        return NotificationText::tr("Due soon");
    }
    return {};
}

QString notificationWish(NotificationKind kind)
{
    switch (kind) {
    case NotificationKind::Assigned:
        return NotificationText::tr("an incident is &assigned to me");
    case NotificationKind::Reply:
        return NotificationText::tr("a &customer writes in an incident of mine");
    case NotificationKind::Mention:
        return NotificationText::tr("a colleague &mentions me");
    case NotificationKind::DueSoon:
        return NotificationText::tr("an incident of mine is &due soon");
    }
    return {};
}

} // namespace mostrador::console
