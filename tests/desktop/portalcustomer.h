// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../system/portalform.h"
#include "httpclient.h"
#include "serverprocess.h"

namespace mostrador::test {

/// A customer with a browser at the portal: opens one incident and writes in it.
class PortalCustomer
{
public:
    explicit PortalCustomer(const ServerProcess &server)
        : m_port(server.httpPort())
    {}

    /// False where the portal does not take it.
    bool open(const QByteArray &subject)
    {
        const HttpAnswer form = m_client.get(m_port, "/es/open");
        m_cookie = formCookie(form, {});
        const HttpAnswer sent = post("/es/open?send", filledForm(form.body, subject, "lucia@example.com"));
        const HttpAnswer thanks = m_client.send(
            m_port, "GET", QUrl(QString::fromLatin1(sent.header("location"))).path().toLatin1(), cookie());
        static const QRegularExpression link(QStringLiteral("/es/t/[A-Za-z0-9_-]{43}"));
        m_path = link.match(QString::fromUtf8(thanks.body)).captured().toLatin1();
        return !m_path.isEmpty();
    }
    bool write(const QByteArray &text)
    {
        const HttpAnswer page = m_client.send(m_port, "GET", m_path, cookie());
        m_cookie = formCookie(page, m_cookie);
        return post(m_path, "form_key=" + hiddenValue(page.body, "form_key") + "&form_token=" +
                                hiddenValue(page.body, "form_token") + "&action=message&body=" + formEncoded(text))
                   .status == 303;
    }

private:
    HttpHeaders cookie() const { return {{"Cookie", m_cookie}}; }
    HttpAnswer post(const QByteArray &path, const QByteArray &body)
    {
        HttpHeaders headers = cookie();
        headers.emplaceBack("Content-Type", "application/x-www-form-urlencoded");
        return m_client.send(m_port, "POST", path, headers, body);
    }

    quint16 m_port;
    HttpClient m_client;
    QByteArray m_cookie;
    QByteArray m_path;
};

} // namespace mostrador::test
