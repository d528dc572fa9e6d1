// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "services/unitofwork.h"

namespace mostrador::server {

/// The context of what an operator does at the terminal: the system itself is the actor.
services::Context operatorContext();

/// @{ The subcommands of "admin".
int adminCreateAdmin(const Environment &environment, const QStringList &arguments);
int adminSetPassword(const Environment &environment, const QStringList &arguments);
int adminListEmployees(const Environment &environment, const QStringList &arguments);
int adminCreateTeam(const Environment &environment, const QStringList &arguments);
int adminCreateProduct(const Environment &environment, const QStringList &arguments);
int adminRevokeLinks(const Environment &environment, const QStringList &arguments);
int adminDemo(const Environment &environment, const QStringList &arguments);
/// @}

/// Parses, reads the settings and prepares the database; an exit code where the command is over.
std::optional<int> begin(CommandLine &line, const Environment &environment, const QStringList &arguments,
                         const QStringList &required = {});

/// 20 characters without those that look alike: about 116 random bits.
QString randomPassword();

} // namespace mostrador::server
