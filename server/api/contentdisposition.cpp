// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/contentdisposition.h"

#include <QUrl>

namespace mostrador::api {

QByteArray attachmentDisposition(const QString &fileName)
{
    QByteArray plain;
    bool exact = !fileName.isEmpty();
    for (const QChar c : fileName) {
        // '%' is left out too: some browsers decode it in the plain form (RFC 6266, appendix D).
        const bool safe = c >= u' ' && c < u'\x7f' && c != u'"' && c != u'\\' && c != u'%' && c != u'/';
        plain.append(safe ? c.toLatin1() : '_');
        exact = exact && safe;
    }
    if (plain.isEmpty())
        plain = "file";
    QByteArray value = "attachment; filename=\"" + plain + '"';
    if (!exact && !fileName.isEmpty()) {
        // attr-char of RFC 8187 is the unreserved set of RFC 3986 and some more; fewer is right too.
        value += "; filename*=UTF-8''" + QUrl::toPercentEncoding(fileName);
    }
    return value;
}

} // namespace mostrador::api
