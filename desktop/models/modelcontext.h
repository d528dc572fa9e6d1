// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apiclient.h"
#include "api/feedclient.h"
#include "api/session.h"
#include "support/words.h"

namespace mostrador::console {

class Directory;
class OfflineData;

/// What every model needs. The app owns the parts; they outlive the models.
struct ModelContext
{
    ApiClient &client;
    FeedClient &feed;
    Session &session;
    Directory &directory;
    const Words &words; ///< the catalogue "shared" in the console's language
    /// What lets the work go on without the server; nullptr: nothing does. See writesOf().
    OfflineData *offline = nullptr;
};

} // namespace mostrador::console
