// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>
#include <cstring>

namespace mostrador::fuzz {

/// A connected socket without a network: the other side is the target.
class MemorySocket final : public QTcpSocket
{
public:
    MemorySocket()
    {
        setOpenMode(QIODevice::ReadWrite);
        setSocketState(QAbstractSocket::ConnectedState);
    }
    ~MemorySocket() override { setSocketState(QAbstractSocket::UnconnectedState); }

    void arrive(QByteArrayView bytes)
    {
        m_incoming.append(bytes);
        Q_EMIT readyRead();
    }
    const QByteArray &written() const { return m_written; }
    bool isClosed() const { return m_closed; }

    qint64 bytesAvailable() const override { return QIODevice::bytesAvailable() + m_incoming.size(); }
    qint64 bytesToWrite() const override { return 0; }
    void setReadBufferSize(qint64) override {}
    void disconnectFromHost() override { m_closed = true; }
    void close() override { m_closed = true; }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = std::min<qint64>(most, m_incoming.size());
        std::memcpy(data, m_incoming.constData(), static_cast<std::size_t>(count));
        m_incoming.remove(0, count);
        return count;
    }
    qint64 writeData(const char *data, qint64 count) override
    {
        m_written.append(data, count);
        return count;
    }

private:
    QByteArray m_incoming;
    QByteArray m_written;
    bool m_closed = false;
};

/// Hands memory sockets to whoever waits for connections.
class MemoryListener final : public QTcpServer
{
public:
    void hand(MemorySocket *socket)
    {
        addPendingConnection(socket);
        Q_EMIT newConnection();
    }
};

} // namespace mostrador::fuzz
