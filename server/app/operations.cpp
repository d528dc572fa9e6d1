// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/operations.h"

#include "storage/migrations.h"
#include "storage/outbox.h"

#include <QJsonObject>

namespace mostrador::server {

namespace {

using http::Response;

Response unready(const QString &reason)
{
    return Response::json({{QStringLiteral("status"), QStringLiteral("unready")}, {QStringLiteral("reason"), reason}},
                          503)
        .withHeader(QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store"));
}

Response ready(const OperationsView &view)
{
    if (view.draining)
        return unready(QStringLiteral("draining"));
    storage::Database &database = storage::threadDatabase();
    if (!database.ensureOpen().ok())
        return unready(QStringLiteral("database unreachable"));
    const Result<int> pending = storage::pendingSteps(database);
    if (!pending)
        return unready(QStringLiteral("database unreachable or of another version"));
    if (*pending > 0)
        return unready(QStringLiteral("migrations pending"));
    return Response::json({{QStringLiteral("status"), QStringLiteral("ready")}})
        .withHeader(QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store"));
}

Response metrics(const OperationsView &view)
{
    Readings readings = view.readings();
    storage::Database &database = storage::threadDatabase();
    if (database.ensureOpen().ok()) {
        if (const auto depth = storage::outbox::depth(database)) {
            readings.outboxPending = depth->pending;
            readings.outboxFailed = depth->failed;
            if (depth->oldestPending)
                readings.outboxOldestSeconds =
                    static_cast<double>(Timestamp::now().milliseconds() - depth->oldestPending->milliseconds()) / 1000;
        }
    }
    Response response = Response::text(view.metrics.text(readings));
    response.contentType = QByteArrayLiteral("text/plain; version=0.0.4; charset=utf-8");
    return response;
}

} // namespace

void registerOperations(http::Router &router, const OperationsView &view)
{
    const auto add = [&router](const QString &pattern, http::Handler handler, http::Lane lane) {
        http::Route route;
        route.pattern = pattern;
        route.handler = std::move(handler);
        route.lane = lane;
        route.maxBody = 0;
        router.add(std::move(route));
    };
    add(
        QStringLiteral("/health/live"),
        [](const http::Request &) {
            // Asked all the time, and in the I/O thread.
            return Response::jsonBytes(QByteArrayLiteral("{\"status\":\"live\"}"));
        },
        http::Lane::Io);
    add(
        QStringLiteral("/health/ready"), [view](const http::Request &) { return ready(view); }, http::Lane::Worker);
    add(
        QStringLiteral("/metrics"), [view](const http::Request &) { return metrics(view); }, http::Lane::Worker);
}

} // namespace mostrador::server
