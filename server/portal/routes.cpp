// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "portal/routes.h"

#include "portal/pages.h"
#include "services/settings.h"

namespace mostrador::portal {

namespace {

/// What a form may have besides its files: a message of the largest length with every character escaped, and the rest.
constexpr qint64 formTextBytes = 2 * 1024 * 1024;
constexpr qint64 smallFormBytes = 64 * 1024;

using PageHandler = http::Response (*)(const Site &, const Tongue &, const http::Request &);

class Registrar
{
public:
    Registrar(http::Router &router, SharedSite site, QString language)
        : m_router(router)
        , m_site(std::move(site))
        , m_language(std::move(language))
    {}

    void get(const QString &tail, PageHandler handler) { add(http::Method::Get, tail, handler, smallFormBytes); }
    void post(const QString &tail, PageHandler handler, qint64 maxBody)
    {
        add(http::Method::Post, tail, handler, maxBody);
    }

private:
    void add(http::Method method, const QString &tail, PageHandler handler, qint64 maxBody)
    {
        http::Route route;
        route.method = method;
        route.pattern = QLatin1Char('/') + m_language + tail;
        route.name = QStringLiteral("/{language}") + tail;
        route.maxBody = maxBody;
        route.handler = [site = m_site, tongue = &m_site->tongue(m_language), handler](const http::Request &request) {
            return handler(*site, *tongue, request);
        };
        m_router.add(std::move(route));
    }

    http::Router &m_router;
    SharedSite m_site;
    QString m_language;
};

/// Leads from an address without a language to the one in the visitor's language.
http::Response toHome(const Site &site, const http::Request &request)
{
    http::Response response = site.goTo('/' + site.tongueOf(request).language().toLatin1());
    return response.withHeader("Vary", "Accept-Language, Cookie");
}

void addRedirect(http::Router &router, const SharedSite &site, const QString &pattern)
{
    http::Route route;
    route.pattern = pattern;
    route.lane = http::Lane::Io;
    route.handler = [site](const http::Request &request) { return toHome(*site, request); };
    router.add(std::move(route));
}

} // namespace

void registerRoutes(http::Router &router)
{
    Result<SharedSite> loaded = Site::load();
    if (!loaded)
        qFatal("portal: %s", qPrintable(loaded.error().cause));
    const SharedSite site = *loaded;
    const qint64 uploadBytes = services::settings().attachmentMaxBytes + formTextBytes;

    addRedirect(router, site, QStringLiteral("/"));
    for (const auto &tongue : site->tongues()) {
        addRedirect(router, site, QLatin1Char('/') + tongue->language() + QLatin1Char('/'));
        Registrar pages(router, site, tongue->language());
        pages.get(QString(), showHome);
        pages.post(QString(), findIncident, smallFormBytes);
        pages.get(QStringLiteral("/open"), showOpenForm);
        pages.post(QStringLiteral("/open"), openIncident, uploadBytes);
        pages.get(QStringLiteral("/t/{token}"), showTracking);
        pages.post(QStringLiteral("/t/{token}"), actOnIncident, uploadBytes);
        pages.get(QStringLiteral("/t/{token}/opened"), showOpened);
        pages.get(QStringLiteral("/t/{token}/files/{id}"), sendFile);
    }
    site->assets().registerRoutes(router);

    http::Route robots;
    robots.pattern = QStringLiteral("/robots.txt");
    robots.lane = http::Lane::Io;
    robots.handler = [](const http::Request &) {
        QByteArray text("User-agent: *\n");
        for (const QString &language : supportedLanguages())
            text += "Disallow: /" + language.toLatin1() + "/t/\n";
        return http::Response::text(text);
    };
    router.add(std::move(robots));

    router.setRefusal(QStringLiteral("/"), [site](const http::Request &request, const Problem &problem) {
        return site->refuse(request, problem);
    });
}

} // namespace mostrador::portal
