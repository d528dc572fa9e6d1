// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "serverprocess.h"

#include <atomic>
#include <memory>
#include <vector>

namespace mostrador::test {

/// Several server processes on one database, which a test kills and starts again while other threads send to them.
class ServerFleet
{
public:
    ServerFleet(const ServerProcess::Options &options, int count);
    /// Starts them all; false with error().
    bool start();
    /// SIGKILL.
    void kill(int number);
    /// Starts one that is down; false with error().
    bool restart(int number);
    int count() const { return static_cast<int>(m_ports.size()); }
    QString error() const { return m_error; }
    ServerProcess &server(int number);
    /// Where it answers, or where it did last: any thread.
    quint16 port(int number) const { return m_ports[static_cast<std::size_t>(number)].load(); }
    quint16 feedPort(int number) const { return m_feedPorts[static_cast<std::size_t>(number)].load(); }

private:
    bool note(int number, bool started);

    ServerProcess m_first;
    std::vector<std::unique_ptr<ServerProcess>> m_further;
    std::vector<std::atomic<quint16>> m_ports;
    std::vector<std::atomic<quint16>> m_feedPorts;
    QString m_error;
};

} // namespace mostrador::test
