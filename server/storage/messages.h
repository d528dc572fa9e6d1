// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "storage/page.h"

/// Rows of messages. They are written by incidents::insertBundle() and incidents::insertMessageBundle(). Functions run
/// in the caller's transaction.
namespace mostrador::storage::messages {

/// With author's name, attachments and mentions.
Result<std::optional<Message>> find(Database &database, MessageId id);
/// The conversation by id, ascending (sort "created", the only one). Internal notes only @p withInternal.
Result<Page<Message>> list(Database &database, IncidentId incident, bool withInternal, const PageRequest &page);

} // namespace mostrador::storage::messages
