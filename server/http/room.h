// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/connection.h"

#include <unordered_map>

/// Who has to go where room is needed for others. I/O thread only.
namespace mostrador::http {

using Connections = std::unordered_map<quint64, Connection *>;

/// The connection to end for the sake of a new one: idle or unfinished, and of those the one that has been so for the
/// longest. Null where all are being answered.
Connection *mostIdle(const Connections &connections);

/// The one whose large body has been arriving for the longest: the slowest, or the last to mind. Null if there is none.
Connection *longestSending(const Connections &connections);

/// Answers that wait for their readers.
struct Unsent
{
    qint64 bytes = 0;
    Connection *longest = nullptr; ///< whose reader has taken nothing for the longest
};
Unsent unsentOf(const Connections &connections);

} // namespace mostrador::http
