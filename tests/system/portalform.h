// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "httpclient.h"

#include <QRegularExpression>
#include <QUrl>

namespace mostrador::test {

/// What a hidden field of a page's form holds.
inline QByteArray hiddenValue(const QByteArray &page, const QByteArray &name)
{
    const QRegularExpression field(
        QStringLiteral("name=\"%1\" value=\"([A-Za-z0-9_-]+)\"").arg(QString::fromLatin1(name)));
    return field.match(QString::fromUtf8(page)).captured(1).toLatin1();
}

inline QByteArray formEncoded(const QByteArray &text)
{
    return QUrl::toPercentEncoding(QString::fromUtf8(text));
}

/// The cookie that binds forms to a browser, as a Cookie field; @p before if the page does not set it anew.
inline QByteArray formCookie(const HttpAnswer &page, const QByteArray &before)
{
    for (const auto &[name, value] : page.headers) {
        if (name.compare("set-cookie", Qt::CaseInsensitive) == 0 && value.startsWith("mostrador_form="))
            return value.left(value.indexOf(';'));
    }
    return before;
}

/// The form for a new incident on @p page, filled in.
inline QByteArray filledForm(const QByteArray &page, const QByteArray &subject, const QByteArray &email)
{
    return "form_key=" + hiddenValue(page, "form_key") + "&form_token=" + hiddenValue(page, "form_token") +
           "&subject=" + formEncoded(subject) + "&description=" + formEncoded("No enciende desde ayer.") +
           "&order_number=&given_name=" + formEncoded("Lucía") + "&family_name=" + formEncoded("Gómez") +
           "&email=" + formEncoded(email) + "&website=";
}

} // namespace mostrador::test
