// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "proof.h"
#include "serverprocess.h"

#include <atomic>
#include <thread>
#include <vector>

namespace mostrador::test {

/// Well-behaved clients who want to be served while a server is under attack: health, the portal's home page, a new
/// incident, the live feed; each in a thread of its own, with a new connection each time (only such feels a full
/// house).
class OrdinaryClients
{
public:
    /// @p token: of an employee.
    OrdinaryClients(const ServerProcess &server, const QByteArray &token);
    ~OrdinaryClients();

    struct Count
    {
        int asked = 0;
        int soon = 0; ///< answered within a second
        qint64 slowestMs = 0;
        QByteArray slowest; ///< which
    };
    /// Ends them. What did not go as it should is in faults().
    Count stop();
    const proof::Faults &faults() const { return m_faults; }

private:
    using Ask = std::function<bool(QByteArray &told)>;
    void add(const char *name, const Ask &ask);

    std::atomic<bool> m_over = false;
    proof::Faults m_faults;
    std::vector<std::unique_ptr<Count>> m_counts;
    std::vector<std::thread> m_threads;
};

/// The token of the administrator's new session; empty if it was refused.
QByteArray logIn(const ServerProcess &server);
/// A handshake with the feed.
QByteArray feedHandshake(const QByteArray &token, const QByteArray &target = "/api/v1/feed");
/// A field of /proc/<process>/status, such as VmRSS or VmHWM, in MiB; -1 where there is no such process.
double memoryMiB(qint64 process, const QByteArray &field);

} // namespace mostrador::test
