// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"

/// The subcommands. Each takes what stands behind its name on the command line and gives the exit code.
namespace mostrador::server {

int runServe(const Environment &environment, const QStringList &arguments);
int runMigrate(const Environment &environment, const QStringList &arguments);
int runAdmin(const Environment &environment, const QStringList &arguments);
int runCheckConfig(const Environment &environment, const QStringList &arguments);
int runOpenApi(const Environment &environment, const QStringList &arguments);

/// The program: finds the subcommand and runs it. Needs a QCoreApplication.
int runProgram(const QStringList &arguments);

} // namespace mostrador::server
