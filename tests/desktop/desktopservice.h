// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QStringList>
#include <QVariantMap>

namespace mostrador::test {

/// A desktop's notification service on a session bus, by a connection of its own: org.freedesktop.Notifications 1.2, as
/// far as programs use it.
class DesktopService : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown
    {
        uint id = 0;
        QString title;
        QString text;
        QStringList actions;
    };

    explicit DesktopService(const QString &address)
        : m_bus(QDBusConnection::connectToBus(address, QStringLiteral("desktop")))
    {
        m_bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), this,
                             QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals);
    }
    ~DesktopService() override { QDBusConnection::disconnectFromBus(QStringLiteral("desktop")); }

    bool begin() { return m_bus.registerService(name()); }
    void end() { m_bus.unregisterService(name()); }
    /// As somebody's mouse does.
    void click(uint id)
    {
        Q_EMIT ActionInvoked(id, QStringLiteral("default"));
        Q_EMIT NotificationClosed(id, 2);
    }
    QStringList titles() const
    {
        QStringList result;
        for (const Shown &each : shown)
            result.append(each.title);
        return result;
    }

    QList<Shown> shown;
    QList<uint> closed;

public Q_SLOTS:
    uint Notify(const QString &, uint, const QString &, const QString &title, const QString &text,
                const QStringList &actions, const QVariantMap &, int)
    {
        shown.append({++m_last, title, text, actions});
        return m_last;
    }
    void CloseNotification(uint id) { closed.append(id); }
    QStringList GetCapabilities()
    {
        return {QStringLiteral("actions"), QStringLiteral("body"), QStringLiteral("body-markup")};
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
    void NotificationClosed(uint id, uint reason);

private:
    static QString name() { return QStringLiteral("org.freedesktop.Notifications"); }

    QDBusConnection m_bus;
    uint m_last = 40; ///< a desktop has other programs too
};

} // namespace mostrador::test
