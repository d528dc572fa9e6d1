// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ids.h"

#include <QList>
#include <QString>

#include <optional>

namespace mostrador {

/// A colleague whom an internal note calls for. In the note's Markdown it is a link, `[@Ana Ruiz](employee:12)`:
/// whoever does not know the form reads a name, and the id stays the same when name or address change.
struct Mention
{
    EmployeeId employee;
    QString name;         ///< filled by reads
    bool reached = false; ///< they could see the incident when the note was written, and were told

    bool operator==(const Mention &) const = default;
};

/// The text of a mention, to be put into a note.
QString mentionText(EmployeeId id, const QString &name);
/// Whom a text mentions, in its order, each once; up to @p most.
QList<EmployeeId> mentionedIn(const QString &markdown, int most);
/// The employee a link of a mention names; nothing for another link.
std::optional<EmployeeId> employeeFromLink(const QString &link);

} // namespace mostrador
