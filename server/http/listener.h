// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>

#include <functional>

namespace mostrador::http {

/// Accepts connections for the server: \c arriving gets each descriptor and returns the socket to hand on to
/// QtHttpServer, or null if it has closed it.
class Listener final : public QTcpServer
{
    Q_OBJECT
public:
    using Arriving = std::function<QTcpSocket *(qintptr)>;

    explicit Listener(Arriving arriving)
        : m_arriving(std::move(arriving))
    {}

protected:
    void incomingConnection(qintptr descriptor) override
    {
        if (QTcpSocket *socket = m_arriving(descriptor))
            addPendingConnection(socket);
    }

private:
    Arriving m_arriving;
};

} // namespace mostrador::http
