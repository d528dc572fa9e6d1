// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/feedserver.h"
#include "model/permissions.h"
#include "services/presenceboard.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTimer>

namespace mostrador::api {

/// Presence on the feed's connections: takes what clients say, keeps who is where, says which client is to be told, and
/// exchanges claims with the other server processes. Belongs to the hub's thread, in which it reads the database.
///
/// Another process hears each claim at the latest when it is renewed, so one that has just started, or missed a
/// notification, knows everybody again within PresenceClaim::renewMs.
class PresenceDesk : public QObject
{
    Q_OBJECT

public:
    explicit PresenceDesk(const FeedOptions &options, QObject *parent = nullptr);

    void start();
    /// Tells the other processes that everybody of this one is gone.
    void stop();

    /// A frame from a client. Gives the frame that refuses it; empty if it was taken.
    QString said(quint64 client, const Actor &actor, const QString &text);
    /// The refusal for a client that says more than it may.
    static QString tooMuch();
    /// The connection is over, or has lost its rights.
    void left(quint64 client);
    /// What another process published.
    void heard(const QString &text);

    /// The frame that tells a client who else is on the incident; empty if it is not there itself.
    QString report(quint64 client, const Actor &actor, IncidentId incident) const;

Q_SIGNALS:
    /// The client had better get a new report.
    void outdated(quint64 client, mostrador::IncidentId incident);
    /// For the other processes.
    void published(const QString &text);

private:
    void tellAll(IncidentId incident);
    void publish(const services::presence::Claim &claim);
    void sendOutgoing();
    void expire();

    FeedOptions m_options;
    QString m_server;
    services::presence::Board m_board;
    QElapsedTimer m_clock;
    QTimer m_expiry;
    QTimer m_outgoingPause;
    QJsonArray m_outgoing;
};

} // namespace mostrador::api
