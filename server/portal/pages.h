// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request.h"
#include "http/response.h"
#include "portal/site.h"

/// What each address of the portal does. All run in a worker thread.
namespace mostrador::portal {

/// GET /<language>
http::Response showHome(const Site &site, const Tongue &tongue, const http::Request &request);
/// POST /<language>: goes to the incident whose link was pasted.
http::Response findIncident(const Site &site, const Tongue &tongue, const http::Request &request);

/// GET /<language>/open
http::Response showOpenForm(const Site &site, const Tongue &tongue, const http::Request &request);
/// POST /<language>/open: opens the incident and goes to its confirmation.
http::Response openIncident(const Site &site, const Tongue &tongue, const http::Request &request);
/// GET /<language>/t/{token}/opened: the confirmation. Who has the link may see it.
http::Response showOpened(const Site &site, const Tongue &tongue, const http::Request &request);

/// GET /<language>/t/{token}
http::Response showTracking(const Site &site, const Tongue &tongue, const http::Request &request);
/// POST /<language>/t/{token}: message, resolve or reopen, as the form's field "action" says.
http::Response actOnIncident(const Site &site, const Tongue &tongue, const http::Request &request);
/// GET /<language>/t/{token}/files/{id}
http::Response sendFile(const Site &site, const Tongue &tongue, const http::Request &request);

} // namespace mostrador::portal
