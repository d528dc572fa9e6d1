// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request.h"

#include <QByteArray>

#include <optional>

/// The portal's cookies: HttpOnly, SameSite=Lax, and over TLS Secure with a __Host- name, so that no other host of the
/// domain can set them (RFC 6265bis section 4.1.3).
namespace mostrador::portal::cookies {

inline constexpr char language[] = "mostrador_language";
inline constexpr char form[] = "mostrador_form";

std::optional<QByteArray> read(const http::Request &request, const char *name);
/// The value of a Set-Cookie header. @p maxAgeSeconds 0: until the browser is closed.
QByteArray make(const http::Request &request, const char *name, const QByteArray &value, int maxAgeSeconds = 0);

} // namespace mostrador::portal::cookies
