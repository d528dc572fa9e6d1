// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "portal/cookies.h"

namespace mostrador::portal::cookies {

namespace {

QByteArray fullName(const http::Request &request, const char *name)
{
    return request.secure ? QByteArrayLiteral("__Host-") + name : QByteArray(name);
}

} // namespace

std::optional<QByteArray> read(const http::Request &request, const char *name)
{
    return request.cookie(fullName(request, name));
}

QByteArray make(const http::Request &request, const char *name, const QByteArray &value, int maxAgeSeconds)
{
    QByteArray header = fullName(request, name) + '=' + value + "; Path=/; HttpOnly; SameSite=Lax";
    if (maxAgeSeconds > 0)
        header += "; Max-Age=" + QByteArray::number(maxAgeSeconds);
    if (request.secure)
        header += "; Secure";
    return header;
}

} // namespace mostrador::portal::cookies
