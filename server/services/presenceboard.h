// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/presence.h"

#include <QHash>
#include <QPair>

#include <map>

namespace mostrador::services::presence {

/// One connection's claim, whichever server process it goes to.
struct Claim
{
    QString server; ///< the process
    quint64 client = 0;
    EmployeeId employee;
    QString name;
    PresenceClaim what;
};

/// Who is on which incident, as one process knows it. In memory only: what a process has not heard of for as long as a
/// claim lasts is over. Knows no rights: whoever asks for a report must be present there, and may be only where they
/// may see it. Times are milliseconds of any one clock.
class Board
{
public:
    /// Takes a claim in. True if reports of its incident change by it.
    bool put(const Claim &claim, qint64 until);
    /// A connection is over: the incidents it was on.
    QList<IncidentId> leave(const QString &server, quint64 client);
    /// A process is over: the incidents its connections were on.
    QList<IncidentId> leaveAll(const QString &server);
    /// Drops what has run out: the incidents whose reports change.
    QList<IncidentId> expire(qint64 now);

    /// Everybody on it but @p except.
    QList<PresentEmployee> presentOn(IncidentId incident, EmployeeId except) const;
    /// The connections to @p server that are on it.
    QList<quint64> clientsOn(IncidentId incident, const QString &server) const;
    /// How many incidents a connection is on.
    int countOf(const QString &server, quint64 client) const;
    bool isOn(IncidentId incident, const QString &server, quint64 client) const;

private:
    using Connection = QPair<QString, quint64>;
    struct Seat
    {
        EmployeeId employee;
        QString name;
        PresenceState state;
        qint64 until;
    };
    using Seats = QHash<Connection, Seat>;

    void remove(IncidentId incident, const Connection &connection);

    std::map<IncidentId, Seats> m_incidents;
    QHash<Connection, QList<IncidentId>> m_placesOf;
};

} // namespace mostrador::services::presence
