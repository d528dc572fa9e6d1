// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverfleet.h"

namespace mostrador::test {

ServerFleet::ServerFleet(const ServerProcess::Options &options, int count)
    : m_first(options)
    , m_ports(static_cast<std::size_t>(count))
    , m_feedPorts(static_cast<std::size_t>(count))
{}

ServerProcess &ServerFleet::server(int number)
{
    return number == 0 ? m_first : *m_further[static_cast<std::size_t>(number - 1)];
}

bool ServerFleet::note(int number, bool started)
{
    ServerProcess &process = server(number);
    if (!started) {
        m_error = QStringLiteral("server %1: %2\n%3")
                      .arg(QString::number(number), process.error(), QString::fromUtf8(process.log().right(2000)));
        return false;
    }
    m_ports[static_cast<std::size_t>(number)] = process.httpPort();
    m_feedPorts[static_cast<std::size_t>(number)] = process.feedPort();
    return true;
}

bool ServerFleet::start()
{
    if (!note(0, m_first.start()))
        return false;
    for (int number = 1; number < count(); ++number) {
        m_further.push_back(ServerProcess::beside(m_first));
        if (!note(number, m_further.back()->start()))
            return false;
    }
    return true;
}

void ServerFleet::kill(int number)
{
    server(number).kill();
}

bool ServerFleet::restart(int number)
{
    return note(number, server(number).start());
}

} // namespace mostrador::test
