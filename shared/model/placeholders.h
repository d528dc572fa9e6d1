// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

/// What stands between double braces in canned replies and is filled in when one is used: "{{customer.given_name}}".
/// Blanks inside of the braces do not matter.
namespace mostrador::placeholders {

/// All there are, without braces: customer.given_name, customer.family_name, customer.name, incident.reference,
/// incident.subject, incident.order_number, incident.serial_number, product.name, team.name, agent.name.
const QStringList &all();

/// One that does not exist.
struct Unknown
{
    QString name;
    QString nearest;      ///< what may have been meant; empty: nothing is near
    qsizetype offset = 0; ///< of the braces, UTF-16 units
    qsizetype length = 0;

    bool operator==(const Unknown &) const = default;
};

/// The known ones that stand in a text, each once.
QStringList in(const QString &text);

/// The unknown ones of a body in their order; empty: all is well.
QList<Unknown> unknownIn(const QString &body);

struct Filled
{
    QString text;
    QStringList missing; ///< known, but without a value: they stand in the text as they were; each once

    bool operator==(const Filled &) const = default;
};

/// The body with @p values (by name) in the places. Values are taken literally: what looks like Markdown in them is
/// escaped, and placeholders in them are not filled in turn. Unknown ones stay.
Filled fill(const QString &body, const QHash<QString, QString> &values);

} // namespace mostrador::placeholders
