// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/mention.h"

#include <QRegularExpression>

namespace mostrador {

namespace {

const QLatin1String scheme("employee:");

} // namespace

QString mentionText(EmployeeId id, const QString &name)
{
    QString plain = name.simplified();
    // What would end the link's text, or be taken away from it.
    plain.replace(u'[', u'(').replace(u']', u')').remove(u'\\');
    return QStringLiteral("[@%1](%2%3)").arg(plain, scheme, id.toString());
}

QList<EmployeeId> mentionedIn(const QString &markdown, int most)
{
    static const QRegularExpression form(
        QStringLiteral("(?<![\\\\!])\\[@[^\\[\\]\\r\\n]{1,200}\\]\\(([^()\\s]{1,40})\\)"));
    QList<EmployeeId> found;
    if (!markdown.contains(scheme))
        return found;
    for (auto match = form.globalMatch(markdown); match.hasNext() && found.size() < most;) {
        const auto id = employeeFromLink(match.next().captured(1));
        if (id && !found.contains(*id))
            found.append(*id);
    }
    return found;
}

std::optional<EmployeeId> employeeFromLink(const QString &link)
{
    return link.startsWith(scheme) ? EmployeeId::fromString(link.mid(scheme.size())) : std::nullopt;
}

} // namespace mostrador
