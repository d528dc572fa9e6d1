// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "portal/assets.h"

#include <QCryptographicHash>
#include <QFile>

namespace mostrador::portal {

namespace {

struct Source
{
    const char *key;
    const char *base;
    const char *suffix;
    const char *type;
};

constexpr Source sources[] = {
    {"css", "portal", "css", "text/css; charset=utf-8"},
    {"js", "portal", "js", "text/javascript; charset=utf-8"},
    {"logo", "logo", "svg", "image/svg+xml"},
};

} // namespace

Result<Assets> Assets::load()
{
    Assets assets;
    for (const Source &source : sources) {
        const QString base = QString::fromLatin1(source.base);
        const QString suffix = QString::fromLatin1(source.suffix);
        QFile file(QStringLiteral(":/portal/static/%1.%2").arg(base, suffix));
        if (!file.open(QIODevice::ReadOnly))
            return Problem::internal(QStringLiteral("the file %1 is missing").arg(file.fileName()));
        Asset asset;
        asset.key = QString::fromLatin1(source.key);
        asset.type = source.type;
        asset.content = file.readAll();
        const QByteArray hash = QCryptographicHash::hash(asset.content, QCryptographicHash::Sha256).toHex().left(12);
        asset.fileName = QStringLiteral("%1-%2.%3").arg(base, QString::fromLatin1(hash), suffix);
        assets.m_table.set(source.key, toData(QStringLiteral("/static/") + asset.fileName));
        assets.m_assets.append(std::move(asset));
    }
    return assets;
}

void Assets::registerRoutes(http::Router &router) const
{
    for (const Asset &asset : m_assets) {
        http::Response response;
        response.contentType = asset.type;
        response.body = asset.content;
        response.withHeader("Cache-Control", "public, max-age=31536000, immutable")
            .withHeader("X-Content-Type-Options", "nosniff")
            .withHeader("Cross-Origin-Resource-Policy", "same-origin")
            .withHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        http::Route route;
        route.pattern = QStringLiteral("/static/") + asset.fileName;
        route.name = QStringLiteral("/static/{file}");
        route.lane = http::Lane::Io;
        route.handler = [response](const http::Request &) { return response; };
        router.add(std::move(route));
    }
}

} // namespace mostrador::portal
