// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/connection.h"

#include "http/adapter.h"
#include "http/wire.h"

#include <QDeadlineTimer>
#include <QTcpSocket>

#include <limits>
#include <sys/socket.h>

namespace mostrador::http {

using namespace std::chrono_literals;

namespace {

/// The least rates at which a body may come and an answer may go, on top of the fixed times.
constexpr qint64 leastBytesPerSecond = 32 * 1024;
/// Bodies and answers up to this size are bounded well enough by the number of connections.
constexpr qint64 smallBytes = 64 * 1024;
/// How long a client may take to notice that the connection ends.
constexpr std::chrono::milliseconds lingerTime = 2s;
/// How long an idle connection is still served once the server drains: a request may be on its way.
constexpr std::chrono::milliseconds drainGrace = 250ms;

std::chrono::milliseconds timeFor(qint64 bytes)
{
    return std::chrono::milliseconds(bytes * 1000 / leastBytesPerSecond);
}

} // namespace

Connection::Connection(quint64 id, QTcpSocket *socket, const QString &peer, bool trustedPeer, ConnectionOwner &owner,
                       QObject *parent)
    : QObject(parent)
    , m_id(id)
    , m_socket(socket)
    , m_peer(peer)
    , m_trustedPeer(trustedPeer)
    , m_owner(owner)
    , m_parser(owner.limits())
{
    connect(socket, &QIODevice::readyRead, this, &Connection::arrived);
    connect(socket, &QAbstractSocket::disconnected, this, &Connection::disconnected);
    connect(socket, &QObject::destroyed, this, &Connection::disconnected);
    connect(socket, &QIODevice::bytesWritten, this, [this] {
        m_writeProgress = now();
        if (m_state == State::Closing && m_socket && m_socket->bytesToWrite() == 0)
            shutdownWriting();
    });
    // Never more than the head needs, until the head has told how much there is to come.
    socket->setReadBufferSize(owner.limits().maxHeadBytes + 4096);
    m_restingSince = now();
    setDeadline(owner.limits().headTimeout);
}

Connection::~Connection()
{
    m_gone->store(true, std::memory_order_relaxed);
}

qint64 Connection::now()
{
    return QDeadlineTimer::current().deadline();
}

void Connection::setDeadline(std::chrono::milliseconds fromNow)
{
    m_deadline = now() + fromNow.count();
}

void Connection::arrived()
{
    if (!m_socket)
        return;
    const qint64 bytes = m_socket->bytesAvailable();
    switch (m_state) {
    case State::Waiting:
        if (bytes > 0 && m_socket->bytesToWrite() > 0) {
            // The answer before has not been taken yet: no further one is prepared for such a reader.
            m_closeAfter = true;
            beginClosing();
            return;
        }
        [[fallthrough]];
    case State::Head:
        if (bytes > 0)
            arrivedInHead();
        return;
    case State::Body:
        m_bodySeen += bytes;
        if (m_bodyShare) {
            m_bodyShare->grow(bytes);
            if (!m_owner.mayHoldBody(*this)) {
                refuse(Problem::unavailable(5, QStringLiteral("no room for a request's body")));
                return;
            }
        }
        if (m_bodySeen > m_parser.head().contentLength) {
            Problem problem;
            problem.code = ErrorCode::BadRequest;
            problem.detail = QStringLiteral("Requests must wait for the answer before.");
            refuse(problem);
        } else if (m_bodySeen == m_parser.head().contentLength) {
            complete();
        }
        return;
    case State::Complete:
    case State::Answering:
        if (bytes > 0) {
            // A request before the answer: QtHttpServer must not see it. The present one is still answered.
            m_closeAfter = true;
            QObject::disconnect(m_socket, &QIODevice::readyRead, nullptr, nullptr);
        }
        return;
    case State::Closing:
        return;
    }
}

void Connection::arrivedInHead()
{
    const QByteArray bytes = m_socket->peek(m_socket->bytesAvailable());
    if (!m_since.isValid())
        m_since.start();
    qsizetype taken = 0;
    const HeadParser::State parsed = m_parser.feed(bytes, taken);
    if (parsed == HeadParser::State::Refused) {
        refuse(m_parser.refusal());
        return;
    }
    if (parsed == HeadParser::State::Reading) {
        if (m_state == State::Waiting && m_parser.started()) {
            m_state = State::Head;
            setDeadline(m_owner.limits().headTimeout);
        }
        return;
    }
    const Head &head = m_parser.head();
    m_closeAfter = head.close;
    m_bodySeen = bytes.size() - taken;
    if (m_bodySeen > head.contentLength) {
        Problem problem;
        problem.code = ErrorCode::BadRequest;
        problem.detail = head.contentLength == 0 && head.header(QByteArrayLiteral("content-length")).isEmpty()
                             ? QStringLiteral("There is something behind the head that no Content-Length announced.")
                             : QStringLiteral("There is more than Content-Length announced.");
        refuse(problem);
        return;
    }
    if (const std::optional<Problem> problem = m_owner.admit(*this)) {
        refuse(*problem);
        return;
    }
    if (m_bodySeen == head.contentLength) {
        complete();
        return;
    }
    m_state = State::Body;
    if (head.contentLength > smallBytes) {
        m_bodyShare = m_owner.bodyShare();
        m_bodyShare->grow(m_bodySeen);
    }
    setDeadline(m_owner.limits().bodyTimeout + timeFor(head.contentLength));
    // QtHttpServer keeps the whole request in the socket's buffer, so this bounds what a connection can take.
    m_socket->setReadBufferSize(m_parser.size() + head.contentLength + 4096);
    if (!qtAnswersContinue && head.expectContinue && m_bodySeen == 0)
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
}

void Connection::complete()
{
    m_state = State::Complete;
    // It is handed over before this slot's signal is done; the deadline is for the case that QtHttpServer disagrees.
    setDeadline(m_owner.limits().headTimeout);
    m_owner.expectRequest(*this);
}

void Connection::beginAnswering(std::shared_ptr<void> hold)
{
    m_state = State::Answering;
    m_deadline = 0;
    m_hold = std::move(hold);
}

void Connection::refuse(const Problem &problem)
{
    m_closeAfter = true;
    // Before anything else: QtHttpServer's slot comes next and must not see these bytes.
    QObject::disconnect(m_socket, &QIODevice::readyRead, nullptr, nullptr);
    m_state = State::Answering;
    answer(m_owner.refusal(*this, problem));
}

void Connection::answer(const Response &response)
{
    if (!m_socket || m_state != State::Answering)
        return;
    const bool close = m_closeAfter || m_owner.isDraining();
    // A head that was never understood has no method; then the body goes out as for GET.
    const Method method = m_parser.head().method;
    std::optional<QByteArray> wire = toWire(response, method, m_requestId, close);
    int status = response.status;
    if (wire && wire->size() > smallBytes && !m_owner.mayHoldAnswer(wire->size())) {
        const Response later =
            Response::problem(Problem::unavailable(5, QStringLiteral("no room for an answer")), m_requestId);
        status = later.status;
        wire = toWire(later, method, m_requestId, close);
    }
    if (!m_socket)
        return;
    if (!wire) {
        const Response plain = Response::problem(
            Problem::internal(QStringLiteral("a header field of the answer held a line break")), m_requestId);
        status = plain.status;
        wire = toWire(plain, method, m_requestId, close);
    }
    m_bodyShare.reset();
    write(*wire);
    m_owner.answered(*this, status, wire->size());
    if (!m_socket)
        return;
    if (close) {
        beginClosing();
    } else {
        m_state = State::Waiting;
        m_parser = HeadParser(m_owner.limits());
        m_match = {};
        m_requestId.clear();
        m_since.invalidate();
        m_bodySeen = 0;
        m_restingSince = now();
        m_socket->setReadBufferSize(m_owner.limits().maxHeadBytes + 4096);
        setDeadline(m_owner.limits().idleTimeout);
    }
    // Last: QtHttpServer may look for the next request now.
    m_hold.reset();
}

void Connection::write(const QByteArray &bytes)
{
    m_writeProgress = now();
    m_writeDeadline = m_writeProgress + (m_owner.limits().writeStallTimeout + timeFor(bytes.size())).count();
    m_socket->write(bytes);
    // Not flushed here: the event loop writes it when it has looked at all sockets, which measured faster than a system
    // call, and a switch to the client, per answer.
}

void Connection::drain()
{
    if (m_state == State::Waiting)
        setDeadline(drainGrace);
}

Connection::Yielding Connection::yielding() const
{
    if (!m_socket || m_socket->bytesToWrite() > 0)
        return Yielding::Never;
    switch (m_state) {
    case State::Waiting:
    case State::Head:
    case State::Closing:
        return Yielding::Freely;
    case State::Body:
        return Yielding::WithLoss;
    case State::Complete:
    case State::Answering:
        break;
    }
    return Yielding::Never;
}

qint64 Connection::stalledSince() const
{
    return m_socket && m_socket->bytesToWrite() > 0 ? m_writeProgress : 0;
}

void Connection::beginClosing()
{
    m_state = State::Closing;
    QObject::disconnect(m_socket, &QIODevice::readyRead, nullptr, nullptr);
    connect(m_socket, &QIODevice::readyRead, this, &Connection::throwAway);
    throwAway();
    if (!m_socket)
        return;
    m_socket->flush();
    if (m_socket && m_socket->bytesToWrite() == 0)
        shutdownWriting();
    else
        m_deadline = 0; // the write deadlines rule
}

void Connection::throwAway()
{
    if (m_socket->isTransactionStarted())
        m_socket->commitTransaction();
    m_socket->setReadBufferSize(64 * 1024);
    m_socket->readAll();
}

void Connection::shutdownWriting()
{
    if (m_shutDown)
        return;
    m_shutDown = true;
    // A half-close, then reading on: a close with unread bytes would reset the connection and take the answer with it.
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
    setDeadline(lingerTime);
}

void Connection::checkDeadline(qint64 now)
{
    if (!m_socket)
        return;
    if (m_socket->bytesToWrite() > 0) {
        if (now - m_writeProgress > m_owner.limits().writeStallTimeout.count() || now > m_writeDeadline)
            m_socket->abort();
        return;
    }
    if (m_deadline != 0 && now > m_deadline)
        m_socket->abort();
}

void Connection::disconnected()
{
    if (m_gone->exchange(true, std::memory_order_relaxed))
        return;
    m_state = State::Closing;
    m_hold.reset();
    m_bodyShare.reset();
    m_socket.clear();
    m_owner.gone(*this);
}

} // namespace mostrador::http
