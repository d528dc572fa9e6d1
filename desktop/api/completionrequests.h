// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apiclient.h"
#include "model/searchcompletion.h"

namespace mostrador::console::requests {

/// What may be written at a place (UTF-16 units) of a search query.
ReplyOf<searchquery::Completions> *completions(ApiClient &client, const QString &query, int place);

} // namespace mostrador::console::requests
