// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "portal/site.h"

#include "portal/cookies.h"
#include "portal/formfaults.h"
#include "services/settings.h"

namespace mostrador::portal {

namespace {

constexpr int languageCookieSeconds = 365 * 24 * 60 * 60;

// Nothing but our own files, forms only to us, nowhere in a frame.
constexpr char contentPolicy[] = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
                                 "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

struct RefusalWords
{
    const char *heading;
    const char *explanation;
};

RefusalWords wordsFor(const Problem &problem)
{
    switch (httpStatus(problem.code)) {
    case 404:
    case 410:
    case 414:
        return {"refusal_not_found", "refusal_not_found_text"};
    case 405:
    case 501:
        return {"refusal_method", "refusal_method_text"};
    case 401:
    case 403:
        return {"refusal_forbidden", "refusal_forbidden_text"};
    case 413:
        return {"refusal_large", "refusal_large_text"};
    case 429:
        return {"refusal_many", "refusal_many_text"};
    case 503:
        return {"refusal_unavailable", "refusal_unavailable_text"};
    default:
        break;
    }
    if (httpStatus(problem.code) >= 500)
        return {"refusal_internal", "refusal_internal_text"};
    return {"refusal_unreadable", "refusal_unreadable_text"};
}

/// "es" for /es and all below it; empty where the path names no language we have.
QString languageOfPath(const QString &path)
{
    const QString first = path.section(QLatin1Char('/'), 1, 1);
    return isSupportedLanguage(first) ? first : QString();
}

} // namespace

void addGuardHeaders(http::Response &response)
{
    response.withHeader("Content-Security-Policy", contentPolicy)
        .withHeader("X-Content-Type-Options", "nosniff")
        .withHeader("Referrer-Policy", "no-referrer") // the tracking token is part of the address
        .withHeader("X-Frame-Options", "DENY")
        .withHeader("Cross-Origin-Opener-Policy", "same-origin")
        .withHeader("Cross-Origin-Resource-Policy", "same-origin")
        .withHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
}

services::Context contextOf(const http::Request &request, const Actor &actor)
{
    services::Context context;
    context.actor = actor;
    context.requestId = request.id;
    context.remoteAddress = request.peer;
    return context;
}

Result<SharedSite> Site::load()
{
    std::shared_ptr<Site> site(new Site);
    Result<Templates> templates = Templates::load();
    if (!templates)
        return templates.error();
    site->m_templates = std::make_unique<const Templates>(*std::move(templates));
    Result<Assets> assets = Assets::load();
    if (!assets)
        return assets.error();
    site->m_assets = *std::move(assets);
    for (const QString &language : supportedLanguages())
        site->m_tongues.push_back(std::make_unique<const Tongue>(language));
    return SharedSite(std::move(site));
}

const Tongue &Site::tongue(const QString &language) const
{
    for (const auto &tongue : m_tongues) {
        if (tongue->language() == language)
            return *tongue;
    }
    return *m_tongues.front();
}

const Tongue &Site::tongueOf(const http::Request &request) const
{
    if (const QString language = languageOfPath(request.path); !language.isEmpty())
        return tongue(language);
    const QString remembered = QString::fromLatin1(cookies::read(request, cookies::language).value_or(QByteArray()));
    if (isSupportedLanguage(remembered))
        return tongue(remembered);
    return tongue(languageFor(QString::fromLatin1(request.header("accept-language"))));
}

http::Response Site::show(const http::Request &request, const Tongue &tongue, const Page &page,
                          const Data &content) const
{
    const QString company = services::settings().companyName;
    Data frame;
    frame.set("lang", toData(tongue.language()));
    frame.set("company", toData(company));
    QString title = QStringLiteral("%1 – %2").arg(page.title, company);
    if (page.faulty)
        title = tongue.say("field_fault").arg(tongue.say("error"), title);
    frame.set("title", toData(title));
    frame.set("noindex", Data(page.secret || page.status != 200));
    Data languages(Data::type::list);
    for (const auto &other : m_tongues) {
        Data entry;
        entry.set("code", toData(other->language()));
        entry.set("name", toData(other->ownName()));
        entry.set("href", toData(QLatin1Char('/') + other->language() + page.tail));
        entry.set("current", Data(other.get() == &tongue));
        languages << entry;
    }
    frame.set("languages", languages);
    Data assets;
    assets.set("asset", m_assets.table());
    Data words;
    words.set("t", tongue.table());

    http::Response response =
        http::Response::html(m_templates->render(page.templateName, {&words, &assets, &frame, &content}), page.status);
    addGuardHeaders(response);
    const bool keep = page.status == 200 && !page.secret;
    // A page with an empty form may be taken from the browser's own memory when the visitor goes back: then it has the
    // same key, and sending it again is known as the same try.
    response.withHeader("Cache-Control", keep ? "private, no-cache" : "no-store");
    response.withHeader("Content-Language", tongue.language().toLatin1());
    if (page.secret)
        response.withHeader("X-Robots-Tag", "noindex, nofollow");
    if (languageOfPath(request.path).isEmpty())
        response.withHeader("Vary", "Accept-Language, Cookie");
    else if (cookies::read(request, cookies::language) != tongue.language().toLatin1())
        response.withHeader("Set-Cookie", cookies::make(request, cookies::language, tongue.language().toLatin1(),
                                                        languageCookieSeconds));
    if (!page.setCookie.isEmpty())
        response.withHeader("Set-Cookie", page.setCookie);
    return response;
}

http::Response Site::refuse(const http::Request &request, const Problem &problem) const
{
    if (request.path == QLatin1String("/api") || request.path.startsWith(QLatin1String("/api/")))
        return http::Response::problem(problem, request.id);
    const Tongue &tongue = tongueOf(request);
    const RefusalWords words = wordsFor(problem);
    QString explanation = tongue.say(words.explanation);
    if (problem.code == ErrorCode::PayloadTooLarge)
        explanation = explanation.arg(sizeText(services::settings().attachmentMaxBytes, tongue));
    Data content;
    content.set("status", toData(QString::number(httpStatus(problem.code))));
    content.set("heading", toData(tongue.say(words.heading)));
    content.set("explanation", toData(explanation));
    content.set("request_id", toData(request.id));

    Page page;
    page.templateName = QStringLiteral("refusal");
    page.title = tongue.say(words.heading);
    page.faulty = true;
    page.secret = true;
    page.status = httpStatus(problem.code);
    // The problem writes the log line and the retry header; only what the visitor reads is ours.
    http::Response plain = http::Response::problem(problem, request.id);
    http::Response response = show(request, tongue, page, content);
    for (const auto &[name, value] : plain.headers) {
        if (name == "Retry-After")
            response.withHeader(name, value);
    }
    return response;
}

http::Response Site::goTo(const QByteArray &location) const
{
    http::Response response = http::Response::seeOther(location);
    addGuardHeaders(response);
    return response.withHeader("Cache-Control", "no-store");
}

} // namespace mostrador::portal
