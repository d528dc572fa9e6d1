// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/server.h"

#include <QByteArray>

#include <memory>

namespace mostrador::server {

/// What is looked up at the moment somebody asks for the metrics.
struct Readings
{
    int connections = 0;
    quint64 refusedConnections = 0;
    int queuedWorker = 0;
    int queuedSlow = 0;
    int feedClients = 0;
    std::optional<qint64> outboxPending; ///< nothing where the database did not answer
    qint64 outboxFailed = 0;
    double outboxOldestSeconds = 0;
};

/// The server's metrics in Prometheus's text format. Labels are route patterns, methods and statuses only. Thread-safe.
class Metrics
{
public:
    Metrics();
    ~Metrics();
    Q_DISABLE_COPY_MOVE(Metrics)

    void note(const http::Access &access);
    QByteArray text(const Readings &readings);

private:
    struct Data;
    std::unique_ptr<Data> d;
};

} // namespace mostrador::server
