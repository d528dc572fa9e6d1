// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/clock.h"
#include "support/result.h"

/// What must be done from time to time whoever asks. Safe to run in several processes at once.
namespace mostrador::services::upkeep {

struct Done
{
    qint64 incidentsClosed = 0;
    qint64 rowsRemoved = 0;
};

/// Closes incidents resolved longer ago than the reopening window; removes sessions at their end, idempotency receipts
/// after 48 hours, old log-in counters, files never used after a day, and sent outbox entries after 30 days. Works in
/// small transactions on this thread's connection and stops after a bounded amount; call it again later for the rest.
Result<Done> run(const Clock &clock);

} // namespace mostrador::services::upkeep
