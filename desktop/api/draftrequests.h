// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "model/draft.h"

namespace mostrador::console::requests {

/// @{ The employee's own drafts. @p version: of the one that is known; 0: none is. EditConflict where another text
/// stands there.
ReplyOf<codec::Page<SavedDraft>> *drafts(ApiClient &client, const ListQuery &list);
ReplyOf<SavedDraft> *draft(ApiClient &client, IncidentId incident, bool internal);
ReplyOf<SavedDraft> *putDraft(ApiClient &client, IncidentId incident, bool internal, const DraftText &text,
                              qint64 version);
ReplyOf<Nothing> *removeDraft(ApiClient &client, IncidentId incident, bool internal, qint64 version);
/// @}

} // namespace mostrador::console::requests
