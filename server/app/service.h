// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/feedserver.h"
#include "app/metrics.h"
#include "app/settings.h"
#include "app/systemd.h"
#include "delivery/outboxworker.h"
#include "http/server.h"
#include "services/tagmover.h"

#include <QObject>

#include <atomic>
#include <memory>

namespace mostrador::server {

/// The running server, wired together. Threads and what they own:
///
/// - this one (the I/O thread): both HTTP listeners and all their sockets; never waits for anything
/// - the workers and slow workers of the main listener, and one worker of the operations listener: run handlers, each
///   with its own database connection
/// - the feed's two threads, see api/feedserver.h
/// - the outbox worker, see delivery/outboxworker.h
/// - the tag mover, see services/tagmover.h
///
/// They share services::settings() (constant), the metrics (locked) and the draining flag (atomic).
class Service : public QObject
{
    Q_OBJECT
public:
    explicit Service(const Settings &settings, QObject *parent = nullptr);
    ~Service() override;

    /// Listens everywhere and starts the threads; prepare() must have succeeded. The problem's detail says why not.
    Outcome start();
    /// Ends in good order: accepted requests finish, then stopped() comes. A second call ends at once.
    void stop();

    quint16 httpPort() const { return m_http->port(); }
    quint16 operationsPort() const { return m_operations->port(); }
    quint16 feedPort() const { return m_feed->port(); }

Q_SIGNALS:
    void stopped();

private:
    void startHttp();
    void startOperations();

    Settings m_settings;
    Metrics m_metrics;
    std::atomic<bool> m_draining = false;
    std::unique_ptr<api::FeedServer> m_feed;
    std::unique_ptr<http::Server> m_http;
    std::unique_ptr<delivery::OutboxWorker> m_outbox;
    services::TagMover m_tagMover;
    std::unique_ptr<http::Server> m_operations; ///< looks at the others, so it goes first
    SystemdNotifier m_systemd;
};

} // namespace mostrador::server
