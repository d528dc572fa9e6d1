// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

/// The layering rule of DESIGN.md, checked on include lines.
namespace mostrador::test {

/// The layer of a source file, such as "shared", "server/storage" or "desktop/widgets", from its path below the source
/// folder; nothing for a file that is in none.
std::optional<QString> layerOf(const QString &path);

/// Why the file at @p path (below the source folder) may not have this line; nothing if it may, or if it is no include.
std::optional<QString> refusal(const QString &path, const QString &line);

/// What is wrong in a whole file: one sentence a line at fault, with its number.
QStringList refusals(const QString &path, const QString &content);

} // namespace mostrador::test
