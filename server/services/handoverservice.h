// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/handover.h"
#include "services/listing.h"
#include "services/unitofwork.h"

/// The use cases of handing over a shift. Who gave it, whom it is given to and (by their right to read everything)
/// administrators and auditors read it, each with those incidents alone that they may see: the others are counted, and
/// lines of the note that name them are left out.
namespace mostrador::services::handovers {

/// What is asked of preview().
struct PreviewRequest
{
    Timestamp since;
    int dueWithinHours = 24;
    int limit = 50; ///< of each list
};
Result<HandoverPreview> preview(UnitOfWork &unit, const PreviewRequest &request);

/// Hands over. Every incident must be one that the caller may see; who of the receivers may not is named in what comes
/// back (HandoverIncident::hiddenFrom).
Result<Handover> give(UnitOfWork &unit, const NewHandover &handover);
Result<Handover> get(UnitOfWork &unit, HandoverId id);
/// By a receiver, once; again by the same changes nothing, by another one is a Conflict that names who and when.
Result<Handover> confirm(UnitOfWork &unit, HandoverId id);

struct List
{
    ListPage<HandoverHead> page;
    qint64 unconfirmed = 0; ///< received and confirmed by nobody, up to unconfirmedCap
};
inline constexpr qint64 unconfirmedCap = 100;
/// The caller's; unconfirmed ones first, the newest first.
Result<List> list(UnitOfWork &unit, const ListRequest &request, HandoverBox box);

} // namespace mostrador::services::handovers
