// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/call.h"
#include "api/routes.h"

#include <QFile>

// Q_INIT_RESOURCE must stand outside any namespace; a static library's resources are not found without it.
static void initDescription()
{
    Q_INIT_RESOURCE(mostrador_api);
}

namespace mostrador::api {

void registerDescriptionRoutes(http::Router &router)
{
    initDescription();
    QFile file(QStringLiteral(":/api/openapi.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("openapi.json was not compiled in");
    add(router, {.method = http::Method::Get,
                 .path = QLatin1String("/openapi.json"),
                 .endpoint = [document = file.readAll()](Call &) -> Result<http::Response> {
                     return http::Response::jsonBytes(document).withHeader("Cache-Control", "no-cache");
                 },
                 .lane = http::Lane::Io,
                 .authenticated = false});
}

} // namespace mostrador::api
