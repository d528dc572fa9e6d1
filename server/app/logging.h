// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mostrador::server {

/// Log lines go to stderr as one JSON object each: time, level, category, message, and request_id where there is one.
/// Under journald each line begins with its priority ("<4>"), which journald takes off. @p level: "debug", "info",
/// "warning" or "error"; what is below is left out. Lines of all threads stay whole.
void startJsonLog(const QString &level);

/// For the subcommands: warnings and worse as plain lines "mostrador-server: ...".
void startPlainLog();

} // namespace mostrador::server
