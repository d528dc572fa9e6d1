// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/draft.h"
#include "model/permissions.h"
#include "storage/page.h"

/// Rows of drafts. Functions run in the caller's transaction.
namespace mostrador::storage::drafts {

/// A draft with what its author does not see of it.
struct Row
{
    DraftId id;
    SavedDraft draft;
    Timestamp toldAt;
    IncidentStanding standing;
};

enum class Lock
{
    None,
    ForUpdate ///< until the transaction ends, so that of several writers each sees what the one before left
};
Result<std::optional<Row>> find(Database &database, EmployeeId employee, IncidentId incident, bool internal,
                                Lock lock = Lock::None);
/// Nothing if somebody was quicker.
Result<std::optional<DraftId>> insert(Database &database, EmployeeId employee, const SavedDraft &draft);
/// Writes text, times and version if the row still has @p expectedVersion.
Result<bool> update(Database &database, const SavedDraft &draft, Timestamp toldAt, qint64 expectedVersion);
Result<bool> remove(Database &database, DraftId id, qint64 expectedVersion);
/// All of somebody who has left.
Outcome removeOf(Database &database, EmployeeId employee);
/// By the time of the last change (sort "-updated", the only one with its opposite).
Result<Page<Row>> list(Database &database, EmployeeId employee, const PageRequest &page);

} // namespace mostrador::storage::drafts
