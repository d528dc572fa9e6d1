// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/notificationwishes.h"

namespace mostrador::console {

namespace {

const QString timeForm = QStringLiteral("HH:mm");

QString settingOf(const QString &name)
{
    return QStringLiteral("notifications/") + name;
}

QTime timeIn(const Settings &settings, const QString &name, const QTime &usual)
{
    // A file that somebody edited may hold anything.
    const QTime read = QTime::fromString(settings.value(settingOf(name)).toString(), timeForm);
    return read.isValid() ? read : usual;
}

} // namespace

NotificationWishes NotificationWishes::from(const Settings &settings)
{
    const NotificationWishes usual;
    NotificationWishes wishes;
    for (const NotificationRule &rule : notificationRules()) {
        if (!settings.value(settingOf(rule.name), true).toBool())
            wishes.unwanted.append(rule.kind);
    }
    const int minutes = settings.value(settingOf(QStringLiteral("dueMinutes")), usual.dueMinutes).toInt();
    wishes.dueMinutes = qBound(1, minutes, mostMinutes);
    wishes.quiet = settings.value(settingOf(QStringLiteral("quiet")), usual.quiet).toBool();
    wishes.quietFrom = timeIn(settings, QStringLiteral("quietFrom"), usual.quietFrom);
    wishes.quietTo = timeIn(settings, QStringLiteral("quietTo"), usual.quietTo);
    return wishes;
}

void NotificationWishes::keep(Settings &settings) const
{
    for (const NotificationRule &rule : notificationRules())
        settings.setValue(settingOf(rule.name), wants(rule.kind));
    settings.setValue(settingOf(QStringLiteral("dueMinutes")), dueMinutes);
    settings.setValue(settingOf(QStringLiteral("quiet")), quiet);
    settings.setValue(settingOf(QStringLiteral("quietFrom")), quietFrom.toString(timeForm));
    settings.setValue(settingOf(QStringLiteral("quietTo")), quietTo.toString(timeForm));
}

bool NotificationWishes::isQuiet(const QTime &now) const
{
    if (!quiet)
        return false;
    // Mostly over midnight.
    return quietFrom < quietTo ? now >= quietFrom && now < quietTo : now >= quietFrom || now < quietTo;
}

} // namespace mostrador::console
