// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/presence.h"
#include "support/result.h"

#include <QObject>
#include <QStringList>
#include <QThread>

#include <chrono>
#include <memory>

namespace mostrador::api {

class FeedGate;
class FeedHub;

/// What the feed allows. The defaults suit one server process behind a proxy.
struct FeedOptions
{
    QString address = QStringLiteral("127.0.0.1");
    quint16 port = 0;           ///< 0: the system chooses
    QStringList allowedOrigins; ///< pages that may connect; programs send no Origin and always may
    int maxClients = 2000;      ///< more sockets than that slow Qt's poll() down
    int maxClientsPerEmployee = 20;
    int maxNewcomers = 500;             ///< connections that have not shaken hands; beyond: the oldest makes room
    int pageSize = 100;                 ///< events read at once
    qint64 maxUnsentBytes = 256 * 1024; ///< a client with more waiting gets nothing new until it has read
    std::chrono::milliseconds handshakeTimeout{10'000};
    std::chrono::milliseconds pingInterval{30'000}; ///< two unanswered ones end the connection
    std::chrono::milliseconds stallTimeout{60'000}; ///< a client that takes nothing for so long is dropped
    int framesAtOnce = 20;                          ///< that a client may say; then framesPerSecond
    double framesPerSecond = 2;
    std::chrono::milliseconds presenceLasts{PresenceClaim::lastsMs};
    std::chrono::milliseconds recheckInterval{1'000}; ///< between looks at rights; a client's turn comes within five
};

/// The live feed: a WebSocket at /api/v1/feed on a port of its own.
///
/// Two threads: the gate owns the listener and the sockets and never waits; the hub owns the clients' places in the
/// feed and one database connection, and may wait. They reach each other by queued signals only. Each client has a
/// place; whoever is behind and has taken what was sent gets the next page, filtered by its present rights. So nothing
/// is sent twice or left out, and a slow client holds back nobody but itself: it just catches up later.
///
/// Lives in the thread that made it.
class FeedServer : public QObject
{
    Q_OBJECT

public:
    explicit FeedServer(const FeedOptions &options, QObject *parent = nullptr);
    ~FeedServer() override;

    /// Starts to listen; the problem's detail says why it could not. storage::configure() must have been called.
    Outcome start();
    /// Tells clients that it goes away (1001), closes everything and waits for the threads' end.
    void stop();
    quint16 port() const { return m_port; }
    /// Open connections, those that have not yet shown who they are included. Any thread.
    int clients() const;

private:
    FeedOptions m_options;
    QThread m_gateThread;
    QThread m_hubThread;
    std::unique_ptr<FeedGate> m_gate;
    std::unique_ptr<FeedHub> m_hub;
    quint16 m_port = 0;
};

} // namespace mostrador::api
