// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"

namespace mostrador::server {

/// `mostrador-server import [options] FILE`: takes in incidents from a CSV file, as a mapping says.
int runImport(const Environment &environment, const QStringList &arguments);

} // namespace mostrador::server
