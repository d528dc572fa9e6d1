// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/feedserver.h"
#include "api/presencedesk.h"
#include "protocol/codecs.h"
#include "services/feedservice.h"

#include <QTimer>

#include <map>
#include <set>

namespace mostrador::api {

/// Who follows the feed, where each one stands, and what is sent next. Belongs to its thread, in which it reads the
/// database.
class FeedHub : public QObject
{
    Q_OBJECT

public:
    explicit FeedHub(const FeedOptions &options);

    void start();
    void stop();

    void onArrived(quint64 client, const QString &token, const QString &after);
    void onLeft(quint64 client);
    void onReady(quint64 client);
    void onSaid(quint64 client, const QString &text);
    void onSaidTooMuch(quint64 client);

Q_SIGNALS:
    void deliver(quint64 client, const QStringList &texts);
    void end(quint64 client, int code, const QString &reason);

private:
    struct Follower
    {
        QString token;
        Actor actor;
        services::feed::Position position;
        bool busy = false;              ///< has not yet taken what was sent
        bool behind = true;             ///< there may be events behind its position
        bool caughtUp = false;          ///< has been told so
        QStringList answers;            ///< to what it said, waiting until it has taken what was sent
        std::set<IncidentId> presences; ///< of which it is to get a new report
    };
    using Followers = std::map<quint64, Follower>;

    void onWoken();
    void schedulePump();
    void pump();
    /// Reads on for followers that stand at the same place. False if the database failed.
    bool advance(const services::feed::Position &position, const QList<quint64> &clients);
    void beginAt(quint64 client, const services::feed::Position &position, const Actor &actor, const QString &token);
    void answer(quint64 client, const QString &text);
    /// Sends what is no part of the numbered feed, to those who can take it.
    void sendAside();
    void recheckSome();
    /// Looks at the follower's rights again; false if it was cut off.
    bool recheck(quint64 client);
    void resync(quint64 client, const QString &reason);
    void cut(quint64 client, int code, const QString &reason);

    FeedOptions m_options;
    services::feed::Reader m_reader;
    QTimer m_pump;
    QTimer m_recheck;
    QTimer m_aside;
    PresenceDesk m_presence;
    Followers m_followers;
    quint64 m_lastRechecked = 0;
    /// The furthest place known to be the end; followers there share one reading.
    std::optional<services::feed::Position> m_head;
};

} // namespace mostrador::api
