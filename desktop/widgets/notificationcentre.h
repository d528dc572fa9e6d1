// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/notifications.h"
#include "widgets/desktopnotifier.h"
#include "widgets/widgetcontext.h"

#include <QObject>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace mostrador::console {

class NotificationsDialog;

/// The notifications of a main window: what is known of them, the desktop's pop-ups, the list with its number of unread
/// ones in the status bar, and the settings.
class NotificationCentre : public QObject
{
    Q_OBJECT

public:
    /// @p host: the main window.
    NotificationCentre(const WidgetContext &context, QWidget *host);

    Notifications &notifications() { return m_notifications; }
    /// For the status bar; hidden while all is read.
    QPushButton *button() const { return m_button; }
    void showList();
    void showSettings();

Q_SIGNALS:
    /// It is to be shown, the window in front.
    void incidentRequested(mostrador::IncidentId incident);

private:
    void update(int unread);
    void onActivated(IncidentId incident);

    const WidgetContext m_context;
    QWidget *m_host;
    Notifications m_notifications;
    DesktopNotifier m_desktop;
    QPushButton *m_button;
    QPointer<NotificationsDialog> m_list;
    int m_unread = 0;
};

} // namespace mostrador::console
