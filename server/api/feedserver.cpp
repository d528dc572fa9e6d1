// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/feedserver.h"

#include "api/feedgate.h"
#include "api/feedhub.h"

namespace mostrador::api {

FeedServer::FeedServer(const FeedOptions &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
{
    m_gateThread.setObjectName(QStringLiteral("feed-gate"));
    m_hubThread.setObjectName(QStringLiteral("feed-hub"));
}

FeedServer::~FeedServer()
{
    stop();
}

Outcome FeedServer::start()
{
    m_gate = std::make_unique<FeedGate>(m_options);
    m_hub = std::make_unique<FeedHub>(m_options);
    FeedGate *gate = m_gate.get();
    FeedHub *hub = m_hub.get();
    connect(gate, &FeedGate::arrived, hub, &FeedHub::onArrived);
    connect(gate, &FeedGate::left, hub, &FeedHub::onLeft);
    connect(gate, &FeedGate::ready, hub, &FeedHub::onReady);
    connect(gate, &FeedGate::said, hub, &FeedHub::onSaid);
    connect(gate, &FeedGate::saidTooMuch, hub, &FeedHub::onSaidTooMuch);
    connect(hub, &FeedHub::deliver, gate, &FeedGate::deliver);
    connect(hub, &FeedHub::end, gate, &FeedGate::end);
    gate->moveToThread(&m_gateThread);
    hub->moveToThread(&m_hubThread);
    m_hubThread.start();
    m_gateThread.start();
    QMetaObject::invokeMethod(
        hub, [hub] { hub->start(); }, Qt::QueuedConnection);
    Outcome outcome = done;
    QMetaObject::invokeMethod(
        gate,
        [&] {
            outcome = gate->listen();
            m_port = gate->port();
        },
        Qt::BlockingQueuedConnection);
    if (!outcome)
        stop();
    return outcome;
}

void FeedServer::stop()
{
    if (!m_gate)
        return;
    FeedGate *gate = m_gate.release();
    FeedHub *hub = m_hub.release();
    // Each is closed and destroyed in its own thread: sockets and the database connection may be touched nowhere else.
    QMetaObject::invokeMethod(
        gate,
        [gate] {
            gate->close();
            delete gate;
        },
        Qt::BlockingQueuedConnection);
    QMetaObject::invokeMethod(
        hub,
        [hub] {
            hub->stop();
            delete hub;
        },
        Qt::BlockingQueuedConnection);
    m_gateThread.quit();
    m_hubThread.quit();
    m_gateThread.wait();
    m_hubThread.wait();
    m_port = 0;
}

int FeedServer::clients() const
{
    return m_gate ? m_gate->clients() : 0;
}

} // namespace mostrador::api
