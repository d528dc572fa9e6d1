// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/router.h"
#include "support/result.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace mostrador::http {

/// What the guard allows. Times are upper bounds for one connection.
struct Limits
{
    int maxHeadBytes = 16 * 1024;
    int maxHeaders = 64;
    int maxTargetBytes = 8 * 1024;      ///< as nginx has it; a search of the greatest length in Spanish fits
    int maxConnections = 1000;          ///< beyond: the one that has asked for nothing for the longest makes room
    int maxConnectionsPerAddress = 100; ///< not for trusted proxies
    std::chrono::milliseconds headTimeout{10'000}; ///< from the connection, or the request's first byte, on
    std::chrono::milliseconds bodyTimeout{30'000}; ///< plus a second for each 32 KiB announced
    std::chrono::milliseconds idleTimeout{75'000};
    std::chrono::milliseconds writeStallTimeout{
        20'000}; ///< without a byte taken; in all, plus a second for each 32 KiB
    std::chrono::milliseconds drainTimeout{20'000};
    qint64 maxHeldBodyBytes = 96 * 1024 * 1024; ///< of all large requests together; a single one always has room
    qint64 maxUnsentBytes = 192 * 1024 * 1024;  ///< of all answers that wait for their readers, likewise
    int workers = 8;
    int slowWorkers = 2;
    int queueLimit = 256; ///< requests waiting per lane; beyond: 503 with Retry-After at once
};

struct ServerOptions
{
    QString address = QStringLiteral("127.0.0.1");
    quint16 port = 0;           ///< 0: the system chooses
    QStringList trustedProxies; ///< addresses or subnets ("10.0.0.0/8") whose X-Forwarded-For and X-Forwarded-Proto
                                ///< (last hop) are believed
    Limits limits;
};

/// What happened to a request, for metrics and the access log.
struct Access
{
    QString routeName; ///< pattern; "-" where none matched
    Method method = Method::Get;
    int status = 0;
    qint64 microseconds = 0;
    qint64 bytesIn = 0;
    qint64 bytesOut = 0;
    QString requestId;
};

/// The HTTP listener: guard, router, worker pools. Lives in the thread that made it (the I/O thread), which must run an
/// event loop. The one place with code for particular Qt versions.
class Server : public QObject
{
    Q_OBJECT
public:
    Server(Router router, ServerOptions options, QObject *parent = nullptr);
    ~Server() override;

    /// Starts to listen; the problem's detail says why it could not.
    Outcome listen();
    quint16 port() const;
    /// Stops accepting, closes idle connections, lets accepted requests finish (at most drainTimeout), then emits
    /// drained().
    void drain();
    /// @{ Any thread, once listen() has returned.
    int connections() const;
    /// Connections closed because a cap was reached, since the start.
    quint64 refusedConnections() const;
    /// Requests waiting for a thread of that lane.
    int queued(Lane lane) const;
    /// @}
    /// Called in the I/O thread after each answer.
    void setAccessObserver(std::function<void(const Access &)> observer);
    /// Called first and last in each worker thread, such as to close the thread's database connection; set before
    /// listen(). The threads have ended when the destructor returns.
    void setThreadHooks(std::function<void()> started, std::function<void()> ending);
    const Router &router() const;

Q_SIGNALS:
    void drained();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace mostrador::http
