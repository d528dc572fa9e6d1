// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "portal/formfaults.h"
#include "portal/formseal.h"
#include "portal/pages.h"
#include "services/trackingservice.h"

#include <QRegularExpression>

namespace mostrador::portal {

namespace {

constexpr char findPurpose[] = "find";

http::Response showHome(const Site &site, const Tongue &tongue, const http::Request &request, const FormSeal &seal,
                        const QString &link, const FormFaults &faults, int status)
{
    Data content;
    content.set("seal", seal.toData());
    content.set("link", toData(link));
    if (const QString message = faults.messageFor(QStringLiteral("link")); !message.isEmpty()) {
        Data error;
        error.set("message", toData(message));
        content.set("link_error", error);
    }
    faults.putSummary(content, tongue);

    Page page;
    page.templateName = QStringLiteral("home");
    page.title = tongue.say("home_page");
    page.faulty = !faults.isEmpty();
    page.status = status;
    page.setCookie = seal.setCookie();
    return site.show(request, tongue, page, content);
}

} // namespace

http::Response showHome(const Site &site, const Tongue &tongue, const http::Request &request)
{
    return showHome(site, tongue, request, FormSeal::make(request, findPurpose), {}, {}, 200);
}

http::Response findIncident(const Site &site, const Tongue &tongue, const http::Request &request)
{
    const Result<http::Form> form = http::readForm(request);
    if (!form)
        return site.refuse(request, form.error());
    const FormSeal::Verdict verdict = FormSeal::check(request, *form, findPurpose);
    if (verdict == FormSeal::Verdict::Foreign)
        return site.refuse(request, Problem::forbidden());

    const QString link = typedText(*form, QStringLiteral("link")).trimmed();
    FormFaults faults;
    int status = 422;
    if (verdict == FormSeal::Verdict::Stale) {
        faults.add(QString(), tongue.say("form_expired"));
        status = 403;
    } else if (link.isEmpty()) {
        faults.add(QStringLiteral("link"), tongue.say("find_required"));
    } else {
        // The whole link, or only its last part.
        static const QRegularExpression inLink(QStringLiteral("(?:^|/t/)([A-Za-z0-9_-]{43})(?:$|[/?#])"));
        const QRegularExpressionMatch match = inLink.match(link);
        if (match.hasMatch()) {
            const QString token = match.captured(1);
            const auto visitor = services::tracking::resolve(token);
            if (visitor)
                return site.goTo(QStringLiteral("/%1/t/%2").arg(tongue.language(), token).toLatin1());
            if (visitor.error().code != ErrorCode::NotFound)
                return site.refuse(request, visitor.error());
        }
        faults.add(QStringLiteral("link"), tongue.say("find_unknown"));
    }
    return showHome(site, tongue, request, FormSeal::again(request, findPurpose, FormSeal::keyOf(*form)), link, faults,
                    status);
}

} // namespace mostrador::portal
