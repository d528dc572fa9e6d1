// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request.h"
#include "http/server.h"

namespace mostrador::http {

/// Request line and header fields, as sent.
struct Head
{
    Method method = Method::Get;
    QByteArray target;
    int minorVersion = 1;                         ///< HTTP/1.x
    QList<QPair<QByteArray, QByteArray>> headers; ///< names in lower case, values without white space around
    qint64 contentLength = 0;
    bool close = false;          ///< the client wants, or (HTTP/1.0) expects, the connection to end after the answer
    bool expectContinue = false; ///< the client waits for "100 Continue"

    QByteArray path() const;  ///< without the query
    QByteArray query() const; ///< behind the '?', or empty
    QByteArray header(const QByteArray &name) const;
};

/// Reads a request's head as it arrives and refuses whatever two readers could understand differently (RFC 9112
/// sections 2 to 6, 11.2): see the checks. No I/O; one request, then start anew.
class HeadParser
{
public:
    enum class State
    {
        Reading,
        Complete,
        Refused
    };

    explicit HeadParser(const Limits &limits);

    /// Takes the next bytes; @p taken says how many of them belong to the head.
    State feed(QByteArrayView bytes, qsizetype &taken);
    State state() const { return m_state; }
    /// True once anything but an empty line has come.
    bool started() const { return m_size > 0 || !m_line.isEmpty(); }
    const Head &head() const { return m_head; }
    /// Why, when Refused.
    const Problem &refusal() const { return m_refusal; }
    qint64 size() const { return m_size; }

private:
    State refuse(ErrorCode code, const QString &detail);
    State line(QByteArrayView line);
    State requestLine(QByteArrayView line);
    State headerLine(QByteArrayView line);
    State finish();

    Limits m_limits;
    Head m_head;
    Problem m_refusal;
    QByteArray m_line; ///< an unfinished line
    State m_state = State::Reading;
    bool m_haveRequestLine = false;
    int m_emptyLines = 0;
    qint64 m_size = 0;
};

} // namespace mostrador::http
