// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/presence.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <functional>

namespace mostrador::console {

/// Presence of this console and of the others, over the feed's connection. Several windows may be on one incident: the
/// server is told the most that any of them does. Says everything again after a new connection and before it runs out.
/// GUI thread.
class PresenceLink : public QObject
{
    Q_OBJECT

public:
    using Send = std::function<void(const QString &)>;
    explicit PresenceLink(Send send, QObject *parent = nullptr);

    /// What @p window does now; takes the place of what it did before. Away, or the window's end, takes it back.
    void claim(QObject *window, IncidentId incident, PresenceState state);
    /// Who else is on an incident that some window is on; nobody while there is no connection.
    QList<PresentEmployee> others(IncidentId incident) const { return m_others.value(incident); }

    /// @{ By the feed's client.
    void connected();
    void disconnected();
    void receive(const QJsonObject &frame);
    /// @}

Q_SIGNALS:
    void othersChanged(mostrador::IncidentId incident);

private:
    void drop(QObject *window);
    /// Says what the windows do there now, where the server knows something else.
    void settle(IncidentId incident);
    PresenceState stateOn(IncidentId incident) const;
    void say(IncidentId incident, PresenceState state);
    void renew();

    Send m_send;
    bool m_connected = false;
    QHash<QObject *, PresenceClaim> m_claims;
    QHash<IncidentId, PresenceState> m_said;
    QHash<IncidentId, QList<PresentEmployee>> m_others;
    QTimer m_renewal;
};

} // namespace mostrador::console
