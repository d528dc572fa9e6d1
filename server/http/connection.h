// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/head.h"
#include "http/router.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTcpSocket>

#include <atomic>
#include <memory>

namespace mostrador::http {

class Connection;

/// What a large request's body takes of the memory for all; given back when neither the connection nor a worker needs
/// the body any more.
struct BodyShare
{
    explicit BodyShare(std::shared_ptr<std::atomic<qint64>> sharedTotal)
        : total(std::move(sharedTotal))
    {}
    ~BodyShare() { *total -= bytes; }
    Q_DISABLE_COPY_MOVE(BodyShare)

    void grow(qint64 by)
    {
        bytes += by;
        *total += by;
    }

    std::shared_ptr<std::atomic<qint64>> total;
    qint64 bytes = 0;
};

/// What a connection asks of its server. All in the I/O thread.
class ConnectionOwner
{
public:
    virtual ~ConnectionOwner() = default;
    virtual const Limits &limits() const = 0;
    virtual bool isDraining() const = 0;
    /// The head is complete; a problem refuses the request before its body is read.
    virtual std::optional<Problem> admit(Connection &connection) = 0;
    /// A share of the memory for bodies, as yet empty.
    virtual std::shared_ptr<BodyShare> bodyShare() = 0;
    /// Whether what has come of this body may be kept; others may have been refused for it.
    virtual bool mayHoldBody(Connection &connection) = 0;
    /// Whether an answer of so many bytes may wait for its reader; others may have been cut off for it.
    virtual bool mayHoldAnswer(qint64 bytes) = 0;
    /// The request is complete: QtHttpServer hands over this connection's next.
    virtual void expectRequest(Connection &connection) = 0;
    /// The answer to a request that does not reach a handler.
    virtual Response refusal(Connection &connection, const Problem &problem) = 0;
    virtual void answered(const Connection &connection, int status, qint64 bytesOut) = 0;
    virtual void gone(Connection &connection) = 0;
};

/// Stands guard over one connection. It sees each arrival before QtHttpServer (its slot is connected first) and lets
/// only one whole, unambiguous request of bounded size through at a time; everything else it answers itself and then
/// closes. It also writes the answers. I/O thread only.
class Connection final : public QObject
{
    Q_OBJECT
public:
    enum class State
    {
        Waiting,   ///< for a request to begin
        Head,      ///< the head is arriving
        Body,      ///< the body is arriving
        Complete,  ///< all bytes are here; QtHttpServer is about to hand the request over
        Answering, ///< a handler works on it
        Closing,   ///< the last answer is written; what still comes is thrown away
    };

    Connection(quint64 id, QTcpSocket *socket, const QString &peer, bool trustedPeer, ConnectionOwner &owner,
               QObject *parent);
    ~Connection() override;

    quint64 id() const { return m_id; }
    QTcpSocket *socket() const { return m_socket; }
    State state() const { return m_state; }
    const QString &peer() const { return m_peer; }
    bool isTrustedPeer() const { return m_trustedPeer; }

    /// @{ Of the present request.
    const Head &head() const { return m_parser.head(); }
    const Router::Match &match() const { return m_match; }
    void setMatch(Router::Match match) { m_match = std::move(match); }
    const QString &requestId() const { return m_requestId; }
    void setRequestId(const QString &id) { m_requestId = id; }
    qint64 microseconds() const { return m_since.nsecsElapsed() / 1000; }
    qint64 bytesIn() const { return m_parser.size() + m_bodySeen; }
    /// @}

    /// A handler works on the request. @p hold is kept until the answer is written or the client gone.
    void beginAnswering(std::shared_ptr<void> hold);
    /// True once the client has gone: a worker need not begin. May be read in any thread.
    std::shared_ptr<const std::atomic<bool>> goneFlag() const { return m_gone; }
    /// What a worker keeps as long as it has the body; may be null.
    std::shared_ptr<BodyShare> bodyShare() const { return m_bodyShare; }
    /// Writes the answer and gets ready for the next request, or closes.
    void answer(const Response &response);
    /// Ends the connection after the present request, at once where there is none.
    void drain();
    /// Answers instead of going on; for a request whose body is still arriving.
    void refuse(const Problem &problem);

    /// How readily this connection can be ended for another's sake: Never while a request is being answered.
    enum class Yielding
    {
        Never,
        WithLoss, ///< a body is arriving
        Freely    ///< no request, or an unfinished head, or only the goodbye is missing
    };
    Yielding yielding() const;
    /// When it was last given an answer, or arrived; in milliseconds of the server's clock.
    qint64 restingSince() const { return m_restingSince; }
    /// When its reader last took something of what waits for it; 0 where nothing waits.
    qint64 stalledSince() const;
    /// Looks at the deadlines. @p now in milliseconds of the server's clock.
    void checkDeadline(qint64 now);

private:
    void arrived();
    void arrivedInHead();
    void write(const QByteArray &bytes);
    void complete();
    void beginClosing();
    void throwAway();
    void shutdownWriting();
    void disconnected();
    void setDeadline(std::chrono::milliseconds fromNow);
    static qint64 now();

    const quint64 m_id;
    QPointer<QTcpSocket> m_socket;
    const QString m_peer;
    const bool m_trustedPeer;
    ConnectionOwner &m_owner;
    State m_state = State::Waiting;
    HeadParser m_parser;
    Router::Match m_match;
    QString m_requestId;
    QElapsedTimer m_since;
    qint64 m_bodySeen = 0;
    std::shared_ptr<BodyShare> m_bodyShare;
    bool m_closeAfter = false;
    bool m_shutDown = false;
    std::shared_ptr<void> m_hold;
    std::shared_ptr<std::atomic<bool>> m_gone = std::make_shared<std::atomic<bool>>(false);
    qint64 m_restingSince = 0;
    qint64 m_deadline = 0;      ///< 0: none
    qint64 m_writeProgress = 0; ///< when bytes last left
    qint64 m_writeDeadline = 0; ///< for all that is to be written
};

} // namespace mostrador::http
