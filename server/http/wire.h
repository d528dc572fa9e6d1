// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request.h"
#include "http/response.h"

namespace mostrador::http {

/// The bytes of an answer: status line, header fields, body, in one piece for one write. Adds Date, Content-Length,
/// X-Request-Id, X-Content-Type-Options and, with @p close, Connection: close. The body is left out for HEAD, 204 and
/// 304. Nothing if a header field has CR, LF or NUL in it: such an answer must not leave.
std::optional<QByteArray> toWire(const Response &response, Method method, const QString &requestId, bool close);

} // namespace mostrador::http
