// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request.h"
#include "http/response.h"
#include "portal/assets.h"
#include "portal/portalwords.h"
#include "portal/templates.h"
#include "services/context.h"

#include <memory>
#include <vector>

namespace mostrador::portal {

/// A page to be shown, besides what fills its template.
struct Page
{
    QString templateName;
    QString title;       ///< without the company's name
    bool faulty = false; ///< the title begins with "Error:", so that a screen reader says it first
    bool secret = false; ///< personal: not kept by caches, not indexed by search engines
    int status = 200;
    QString tail;         ///< the address behind the language, such as "/open": where the language switch leads
    QByteArray setCookie; ///< a Set-Cookie header; empty: none
};

/// What all pages share: templates, assets, languages, headers. Made once at start, then read by all threads.
class Site
{
public:
    /// Internal where a template is not valid or a file is missing.
    static Result<std::shared_ptr<const Site>> load();

    const Assets &assets() const { return m_assets; }
    const std::vector<std::unique_ptr<const Tongue>> &tongues() const { return m_tongues; }
    const Tongue &tongue(const QString &language) const;
    /// The visitor's language: of the path, else of the cookie, else what the browser asks for.
    const Tongue &tongueOf(const http::Request &request) const;

    http::Response show(const http::Request &request, const Tongue &tongue, const Page &page,
                        const Data &content) const;
    /// A refusal as a page in the visitor's language, with what to do next. Answers in JSON below /api.
    http::Response refuse(const http::Request &request, const Problem &problem) const;
    /// 303 to an address of ours; never cached.
    http::Response goTo(const QByteArray &location) const;

private:
    Site() = default;

    std::unique_ptr<const Templates> m_templates;
    Assets m_assets;
    std::vector<std::unique_ptr<const Tongue>> m_tongues;
};

using SharedSite = std::shared_ptr<const Site>;

/// The headers of every answer of the portal.
void addGuardHeaders(http::Response &response);

/// The use cases' view of a visitor's request.
services::Context contextOf(const http::Request &request, const Actor &actor);

} // namespace mostrador::portal
