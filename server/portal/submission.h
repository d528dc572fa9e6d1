// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/formdata.h"
#include "http/request.h"
#include "services/unitofwork.h"

#include <functional>

namespace mostrador::portal {

/// Carries out what a form asks for, once per key of its seal: a second click, a reload or a try after a lost answer
/// gets the first one's receipt. Waits a moment where the first one is still being worked on.
Result<services::Receipt> submit(const http::Request &request, const http::Form &form, const Actor &actor,
                                 const std::function<Result<services::Receipt>(services::UnitOfWork &)> &work);

} // namespace mostrador::portal
