// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/notificationcentre.h"

#include "widgets/icons.h"
#include "widgets/notificationsdialog.h"
#include "widgets/notificationsettings.h"

#include <QAccessible>
#include <QApplication>
#include <QPushButton>

namespace mostrador::console {

NotificationCentre::NotificationCentre(const WidgetContext &context, QWidget *host)
    : QObject(host)
    , m_context(context)
    , m_host(host)
    , m_notifications(context.models, context.settings)
    , m_button(new QPushButton(icon(Glyph::Bell, Tone::Info), {}, host))
{
    m_button->setObjectName(QStringLiteral("notificationCount"));
    m_button->setFlat(true);
    m_button->hide();
    connect(m_button, &QPushButton::clicked, this, &NotificationCentre::showList);
    connect(&m_notifications, &Notifications::unreadChanged, this, &NotificationCentre::update);
    connect(&m_notifications, &Notifications::popUp, &m_desktop, &DesktopNotifier::show);
    connect(&m_notifications, &Notifications::wasRead, &m_desktop, &DesktopNotifier::withdraw);
    connect(&m_desktop, &DesktopNotifier::activated, this, &NotificationCentre::onActivated);
    update(m_notifications.unread());
}

void NotificationCentre::update(int unread)
{
    const QString text = tr("%Ln notification(s)", "", unread);
    m_button->setText(text);
    m_button->setAccessibleName(tr("%Ln unread notification(s)", "", unread));
    m_button->setToolTip(plainToolTip(tr("Shows what happened to your incidents")));
    m_button->setVisible(unread > 0);
    // The desktop reads its own pop-ups out; during quiet hours nobody does.
    if (unread > std::exchange(m_unread, unread) && m_host->isActiveWindow()) {
        QAccessibleEvent said(m_button, QAccessible::Alert);
        QAccessible::updateAccessibility(&said);
    }
}

void NotificationCentre::showList()
{
    if (!m_list) {
        m_list = new NotificationsDialog(&m_notifications, m_host);
        m_list->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_list, &NotificationsDialog::incidentChosen, this, &NotificationCentre::incidentRequested);
        connect(m_list, &NotificationsDialog::settingsRequested, this, &NotificationCentre::showSettings);
    }
    m_list->open();
    m_list->raise();
    m_list->activateWindow();
}

void NotificationCentre::showSettings()
{
    auto *dialog = new NotificationSettings(m_context.settings, m_list && m_list->isVisible() ? m_list.data() : m_host);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, &m_notifications, &Notifications::lookForDue);
    dialog->open();
}

void NotificationCentre::onActivated(IncidentId incident)
{
    m_host->setWindowState(m_host->windowState() & ~Qt::WindowMinimized);
    m_host->show();
    m_host->raise();
    m_host->activateWindow();
    // Another dialog is left as it is: what is written there comes first.
    const QWidget *dialog = QApplication::activeModalWidget();
    if (!m_host->isEnabled() || (dialog && dialog != m_list))
        return;
    if (!incident.isValid()) {
        showList();
        return;
    }
    m_notifications.markRead(incident);
    Q_EMIT incidentRequested(incident);
}

} // namespace mostrador::console
