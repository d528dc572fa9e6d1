// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace mostrador::console {

/// Makes @p folder, with what is above it, and leaves it to the user alone; false where that cannot be.
bool makePrivateFolder(const QString &folder);

/// Writes all of @p bytes or nothing, readable for the user alone from the first byte on; makes the folder as above.
/// Blocks until the file is on the disk; any thread. What went wrong, for the user to read; empty where nothing did.
QString writePrivateFile(const QString &path, const QByteArray &bytes);

} // namespace mostrador::console
