// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ids.h"

#include <QHash>
#include <QObject>

QT_BEGIN_NAMESPACE
class QDBusMessage;
class QSystemTrayIcon;
QT_END_NAMESPACE

namespace mostrador::console {

/// Shows a few words on the desktop: by its notification service (org.freedesktop.Notifications, which tells what was
/// clicked), else at the console's mark in the tray; where there is neither, nowhere. Never waits for the desktop.
/// Texts are shown as they are, whatever marks stand in them. GUI thread.
class DesktopNotifier : public QObject
{
    Q_OBJECT

public:
    explicit DesktopNotifier(QObject *parent = nullptr);
    /// Takes back all that is still shown: whoever uses the desktop next need not see it.
    ~DesktopNotifier() override;

    /// @p text may have several lines. @p incident: not valid where it tells of several.
    void show(const QString &title, const QString &text, IncidentId incident);
    /// Takes back what is still shown about @p incident.
    void withdraw(IncidentId incident);

Q_SIGNALS:
    /// Somebody clicked; not valid where it told of several.
    void activated(mostrador::IncidentId incident);

private Q_SLOTS:
    void onAction(uint id, const QString &action);
    void onClosed(uint id, uint reason);

private:
    struct Words
    {
        QString title;
        QString text;
        IncidentId incident;
    };
    bool connectService();
    static void close(uint id);
    void showByService(const Words &words, const QStringList &capabilities);
    void showByTray(const Words &words);

    QHash<uint, IncidentId> m_shown; ///< by the number the service gave
    QSystemTrayIcon *m_tray = nullptr;
    IncidentId m_inTray;
    bool m_connected = false;
};

} // namespace mostrador::console
