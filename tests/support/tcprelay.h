// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QPointer>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>

namespace mostrador::test {

/// A cable that can be pulled: a port of the loopback whose connections go on to another one. Lives in a thread with an
/// event loop.
class TcpRelay : public QObject
{
public:
    explicit TcpRelay(quint16 target)
        : m_target(target)
    {
        m_server.listen(QHostAddress::LocalHost);
        m_port = m_server.serverPort();
        connect(&m_server, &QTcpServer::newConnection, this, &TcpRelay::accept);
    }

    quint16 port() const { return m_port; }
    /// Ends every connection and each new one at once, or lets them through again. The port stays taken: given back, it
    /// may become somebody else's.
    void setCut(bool cut)
    {
        m_cut = cut;
        if (!cut)
            return;
        const auto sockets = m_peers.keys();
        for (QTcpSocket *socket : sockets)
            socket->abort();
    }
    /// Loses @p perThousand of the answers: the request has arrived, the connection breaks before the answer passes.
    void setLoss(int perThousand, quint32 seed)
    {
        m_loss = perThousand;
        m_chance.seed(seed);
    }

private:
    void accept()
    {
        while (QTcpSocket *near = m_server.nextPendingConnection()) {
            if (m_cut) {
                near->abort();
                near->deleteLater();
                continue;
            }
            auto *far = new QTcpSocket(this);
            near->setParent(this);
            near->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            connect(far, &QTcpSocket::connected, far,
                    [far] { far->setSocketOption(QAbstractSocket::LowDelayOption, 1); });
            tie(near, far, false);
            tie(far, near, true);
            far->connectToHost(QHostAddress::LocalHost, m_target);
        }
    }
    void tie(QTcpSocket *from, QTcpSocket *to, bool answers)
    {
        m_peers.insert(from, to);
        connect(from, &QTcpSocket::readyRead, this, [this, from, to, answers] {
            if (answers && m_loss > 0 && m_chance.bounded(1000) < m_loss) {
                from->abort();
                return;
            }
            const QByteArray bytes = from->readAll();
            if (to->state() == QAbstractSocket::ConnectedState || to->state() == QAbstractSocket::ConnectingState)
                to->write(bytes);
        });
        connect(from, &QTcpSocket::stateChanged, this, [this, from](QAbstractSocket::SocketState state) {
            if (state != QAbstractSocket::UnconnectedState)
                return;
            QTcpSocket *peer = m_peers.take(from);
            from->deleteLater();
            if (peer && m_peers.contains(peer)) {
                // What it has not sent yet still goes out, unless the cable is pulled.
                if (!m_cut && m_loss == 0)
                    peer->disconnectFromHost();
                else
                    peer->abort();
            }
        });
    }

    quint16 m_target;
    quint16 m_port = 0;
    int m_loss = 0;
    bool m_cut = false;
    QRandomGenerator m_chance;
    QTcpServer m_server;
    QHash<QTcpSocket *, QTcpSocket *> m_peers;
};

} // namespace mostrador::test
