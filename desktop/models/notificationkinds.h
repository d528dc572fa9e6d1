// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ids.h"

#include <QList>
#include <QString>

namespace mostrador {
struct Event;
}

namespace mostrador::console {

/// What an employee is told of. A new kind gets a row in notificationRules(), its words in the two functions below, and
/// its mark in NotificationsDialog; settings, list and pop-ups follow by themselves.
enum class NotificationKind
{
    Assigned, ///< an incident was given to me
    Reply,    ///< a customer wrote in an incident of mine
    Mention,  ///< a colleague calls me in a note
    DueSoon,  ///< an incident of mine is due; comes by the clock, not by an event
};

struct NotificationRule
{
    NotificationKind kind;
    QString name;  ///< in the settings and in what is kept; stays the same over versions
    bool mineOnly; ///< only while the incident is assigned to me
    /// Whether an event about an incident, by somebody else, is one to tell @p me of; nullptr: none is.
    bool (*tells)(const Event &event, EmployeeId me);
};

/// Every kind, in the order of the settings.
const QList<NotificationRule> &notificationRules();
const NotificationRule &ruleOf(NotificationKind kind);
/// What happened, in a few words. @p who: by whom, may be empty. @p times: the same again, 1 for once.
QString notificationTitle(NotificationKind kind, const QString &who, int times);
/// The choice in the settings, with a mnemonic.
QString notificationWish(NotificationKind kind);

} // namespace mostrador::console
