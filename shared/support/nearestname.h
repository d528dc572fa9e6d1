// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace mostrador {

/// The one of @p names that somebody may have meant by @p name, by Levenshtein's distance; empty if none is near.
QString nearestName(const QString &name, const QStringList &names);

} // namespace mostrador
