// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/router.h"

/// The customers' pages: /, /<language>/..., /static/..., and the refusals of every path that is nobody else's.
namespace mostrador::portal {

/// Call it after services::configure(): the largest upload, the company's name and the secret key are settings. Stops
/// the program where a template is not valid.
void registerRoutes(http::Router &router);

} // namespace mostrador::portal
