// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service.h"

#include "api/routes.h"
#include "app/operations.h"
#include "app/workplace.h"
#include "portal/routes.h"

#include <QLoggingCategory>
#include <QUrl>

namespace mostrador::server {

Q_LOGGING_CATEGORY(lcService, "mostrador.app.service")
Q_LOGGING_CATEGORY(lcAccess, "mostrador.access")

namespace {
// Together they stay below what the service's unit grants for stopping (TimeoutStopSec=40s).
constexpr std::chrono::milliseconds drainTime{15'000};
constexpr int smtpSeconds = 20;
constexpr std::chrono::milliseconds operationsCallLimit{2'000};
} // namespace

Service::Service(const Settings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{}

Service::~Service() = default;

void Service::startHttp()
{
    http::Router router;
    api::registerRoutes(router);
    portal::registerRoutes(router);
    http::ServerOptions options;
    options.address = m_settings.listen.address;
    options.port = m_settings.listen.port;
    options.trustedProxies = m_settings.trustedProxies;
    options.limits.workers = m_settings.workers;
    options.limits.drainTimeout = drainTime;
    m_http = std::make_unique<http::Server>(std::move(router), options);
    m_http->setThreadHooks({}, [] { storage::closeThreadDatabase(); });
    m_http->setAccessObserver([this](const http::Access &access) {
        m_metrics.note(access);
        qCDebug(lcAccess).noquote().nospace()
            << http::toBytes(access.method) << ' ' << access.routeName << ' ' << access.status << ' '
            << access.microseconds << " us, request " << access.requestId;
    });
}

void Service::startOperations()
{
    http::Router router;
    const OperationsView view{m_metrics, m_draining, [this] {
                                  Readings readings;
                                  readings.feedClients = m_feed->clients();
                                  readings.connections = m_http->connections();
                                  readings.refusedConnections = m_http->refusedConnections();
                                  readings.queuedWorker = m_http->queued(http::Lane::Worker);
                                  readings.queuedSlow = m_http->queued(http::Lane::Slow);
                                  return readings;
                              }};
    registerOperations(router, view);
    http::ServerOptions options;
    options.address = m_settings.operationsListen.address;
    options.port = m_settings.operationsListen.port;
    options.limits.workers = 1;
    options.limits.slowWorkers = 0;
    options.limits.maxConnections = 100;
    options.limits.maxConnectionsPerAddress = options.limits.maxConnections + 1; // all are one monitor's, mostly
    options.limits.queueLimit = 32;
    m_operations = std::make_unique<http::Server>(std::move(router), options);
    // Whoever asks how we are does not wait as long as whoever wants something done.
    m_operations->setThreadHooks([] { storage::threadDatabase().setCallLimit(operationsCallLimit); },
                                 [] { storage::closeThreadDatabase(); });
}

Outcome Service::start()
{
    api::FeedOptions feed;
    feed.address = m_settings.feedListen.address;
    feed.port = m_settings.feedListen.port;
    const QUrl publicUrl(publicUrlOf(m_settings));
    feed.allowedOrigins = {publicUrl.adjusted(QUrl::RemovePath).toString()};
    m_feed = std::make_unique<api::FeedServer>(feed);
    if (const Outcome started = m_feed->start(); !started)
        return started;
    startHttp();
    if (const Outcome listening = m_http->listen(); !listening)
        return listening;
    startOperations();
    if (const Outcome listening = m_operations->listen(); !listening)
        return listening;

    delivery::OutboxSettings outbox;
    outbox.mailEnabled = m_settings.mailEnabled;
    outbox.smtp = m_settings.smtp;
    outbox.smtp.totalSeconds = smtpSeconds;
    outbox.fromAddress = m_settings.mailFromAddress;
    outbox.fromName = m_settings.mailFromName;
    m_outbox = std::make_unique<delivery::OutboxWorker>(outbox);
    m_outbox->start();
    m_tagMover.start();

    connect(m_http.get(), &http::Server::drained, this, [this] {
        // Everybody who was accepted has an answer; now the rest, which nobody waits for.
        m_outbox->stop();
        m_tagMover.stop();
        m_feed->stop();
        qCInfo(lcService) << "stopped";
        Q_EMIT stopped();
    });
    m_systemd.ready(QStringLiteral("Answering on %1").arg(publicUrlOf(m_settings)));
    qCInfo(lcService).noquote() << "version" << MOSTRADOR_VERSION << "answers on port" << m_http->port() << "feed"
                                << m_feed->port() << "operations" << m_operations->port();
    return done;
}

void Service::stop()
{
    if (m_draining.exchange(true)) {
        qCWarning(lcService) << "asked to stop again: ending at once";
        Q_EMIT stopped();
        return;
    }
    m_systemd.stopping();
    qCInfo(lcService) << "draining";
    m_http->drain();
}

} // namespace mostrador::server
