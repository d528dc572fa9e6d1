// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace mostrador::test {

/// Bytes sent in one go, and what may come back: one answer with one of the statuses, or none and a closed connection.
struct HostileRequest
{
    enum class End
    {
        Closed, ///< the connection must end soon
        Either, ///< what was said is a whole request: it may live on
        Late    ///< it is not whole: nothing need happen before the time for it is over
    };

    QByteArray name;
    QByteArray bytes;
    QList<int> statuses;
    End end = End::Closed;
};

/// What a listener has that attacks may ask for.
struct HostileTargets
{
    QByteArray page; ///< answers GET
    QByteArray post; ///< where a POST goes
};

/// Two readers might see different requests in these: lengths, codings, folds, line ends, pipelining.
QList<HostileRequest> smugglingRequests(const HostileTargets &targets);
/// Targets, methods, versions, headers that are not as they should be, or too large.
QList<HostileRequest> oddRequests(const HostileTargets &targets);
/// hostile_http_requests.jsonl.gz of the data folder; empty where it is not.
QList<HostileRequest> collectedRequests();

} // namespace mostrador::test
