// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/room.h"

namespace mostrador::http {

Connection *mostIdle(const Connections &connections)
{
    Connection *most = nullptr;
    const auto isBefore = [](const Connection *a, const Connection *b) {
        if (a->yielding() != b->yielding())
            return a->yielding() > b->yielding();
        return std::pair(a->restingSince(), a->id()) < std::pair(b->restingSince(), b->id());
    };
    for (const auto &[id, connection] : connections) {
        if (connection->yielding() != Connection::Yielding::Never && (!most || isBefore(connection, most)))
            most = connection;
    }
    return most;
}

Connection *longestSending(const Connections &connections)
{
    Connection *longest = nullptr;
    for (const auto &[id, connection] : connections) {
        if (connection->state() == Connection::State::Body && connection->bodyShare() &&
            (!longest || connection->restingSince() < longest->restingSince()))
            longest = connection;
    }
    return longest;
}

Unsent unsentOf(const Connections &connections)
{
    Unsent unsent;
    for (const auto &[id, connection] : connections) {
        const qint64 since = connection->stalledSince();
        if (since == 0)
            continue;
        unsent.bytes += connection->socket()->bytesToWrite();
        if (!unsent.longest || since < unsent.longest->stalledSince())
            unsent.longest = connection;
    }
    return unsent;
}

} // namespace mostrador::http
