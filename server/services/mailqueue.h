// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/unitofwork.h"
#include "storage/outbox.h"

/// @internal Mails to customers as outbox entries. The payload holds ids only; delivery/ reads the texts when it sends.
namespace mostrador::services::mailqueue {

inline constexpr const char receipt[] = "mail.receipt";
inline constexpr const char reply[] = "mail.reply";
inline constexpr const char resolved[] = "mail.resolved";

/// Whether what this unit does is told to customers by mail.
bool wanted(const UnitOfWork &unit);
storage::outbox::NewEntry entry(const UnitOfWork &unit, const char *kind, TrackingLinkId link);
/// The receipt's NewEntry::messageIdTail comes from its tracking link, so that later mails can name it as the one they
/// follow without looking for its row.
QString receiptTail(TrackingLinkId link);
/// The incident's link, or a new one.
Result<TrackingLinkId> linkOf(UnitOfWork &unit, IncidentId incident);

} // namespace mostrador::services::mailqueue
