// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "model/handover.h"

namespace mostrador::console::requests {

/// @{ What a shift leaves to the next.
ReplyOf<HandoverPreview> *handoverPreview(ApiClient &client, Timestamp since, int dueWithinHours, int limit);
/// @p idempotencyKey: the same for each attempt to hand over the same; empty: one is made.
ReplyOf<Handover> *giveHandover(ApiClient &client, const NewHandover &input, const QByteArray &idempotencyKey = {});
struct Handovers
{
    codec::Page<HandoverHead> page;
    qint64 unconfirmed = 0; ///< received, and confirmed by nobody
};
ReplyOf<Handovers> *handovers(ApiClient &client, const ListQuery &list);
ReplyOf<Handover> *handover(ApiClient &client, HandoverId id);
/// Conflict where somebody else was quicker.
ReplyOf<Handover> *confirmHandover(ApiClient &client, HandoverId id);
/// @}

} // namespace mostrador::console::requests
