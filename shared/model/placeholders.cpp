// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/placeholders.h"

#include "support/nearestname.h"

#include <QRegularExpression>

namespace mostrador::placeholders {

namespace {

QRegularExpressionMatchIterator placesIn(const QString &body)
{
    static const QRegularExpression braces(QStringLiteral("\\{\\{([^{}\\n]*)\\}\\}"));
    return braces.globalMatch(body);
}

/// The value as Markdown that shows it: what a customer typed makes no link and no emphasis.
QString literal(const QString &value)
{
    QString out;
    out.reserve(value.size());
    for (const QChar c : value) {
        if (QStringView(u"\\`*_[]<>").contains(c))
            out += u'\\';
        out += c;
    }
    return out;
}

} // namespace

const QStringList &all()
{
    static const QStringList names{QStringLiteral("customer.given_name"),
                                   QStringLiteral("customer.family_name"),
                                   QStringLiteral("customer.name"),
                                   QStringLiteral("incident.reference"),
                                   QStringLiteral("incident.subject"),
                                   QStringLiteral("incident.order_number"),
                                   QStringLiteral("incident.serial_number"),
                                   QStringLiteral("product.name"),
                                   QStringLiteral("team.name"),
                                   QStringLiteral("agent.name")};
    return names;
}

QStringList in(const QString &text)
{
    QStringList found;
    auto places = placesIn(text);
    while (places.hasNext()) {
        const QString name = places.next().captured(1).trimmed();
        if (all().contains(name) && !found.contains(name))
            found.append(name);
    }
    return found;
}

QList<Unknown> unknownIn(const QString &body)
{
    QList<Unknown> found;
    auto places = placesIn(body);
    while (places.hasNext()) {
        const auto place = places.next();
        const QString name = place.captured(1).trimmed();
        if (!all().contains(name))
            found.append({name, nearestName(name, all()), place.capturedStart(), place.capturedLength()});
    }
    return found;
}

Filled fill(const QString &body, const QHash<QString, QString> &values)
{
    Filled filled;
    qsizetype done = 0;
    auto places = placesIn(body);
    while (places.hasNext()) {
        const auto place = places.next();
        const QString name = place.captured(1).trimmed();
        if (!all().contains(name))
            continue;
        const QString value = values.value(name);
        if (value.isEmpty()) {
            if (!filled.missing.contains(name))
                filled.missing.append(name);
            continue;
        }
        filled.text += QStringView(body).mid(done, place.capturedStart() - done);
        filled.text += literal(value);
        done = place.capturedEnd();
    }
    filled.text += QStringView(body).mid(done);
    return filled;
}

} // namespace mostrador::placeholders
