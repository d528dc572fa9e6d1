// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings.h"
#include "support/words.h"

#include <QCommandLineParser>
#include <QTextStream>

#include <optional>

namespace mostrador::server {

/// Exit codes (GNU and sysexits.h).
inline constexpr int exitOk = 0;
inline constexpr int exitFailure = 1;
inline constexpr int exitUsage = 2;
inline constexpr int exitConfig = 78;

/// What a subcommand has around it. Data goes to out, messages to err.
struct Environment
{
    const Words &words;
    QTextStream &out;
    QTextStream &err;
    QTextStream &in;

    /// @p source in the user's language; mark it with QT_TRANSLATE_NOOP("cli", ...).
    QString text(const char *source) const { return words.text("cli", source); }
    /// Writes "mostrador-server: <message>" to err.
    void complain(const QString &message) const;
    /// The same with what a problem says, its fields and, for the operator, its cause.
    void complain(const Problem &problem) const;
};

/// The command line of one subcommand: its own options and those that all know (--help, --config, --data-dir,
/// --print-config).
///
///     CommandLine line(environment, "admin create-team", summary);
///     line.addOption(...);
///     if (const auto code = line.parse(arguments)) return *code;
///     const auto settings = line.settings();  if (!settings) return line.exitCode();
class CommandLine
{
public:
    CommandLine(const Environment &environment, const QString &command, const QString &summary);

    /// An option without a value, or with one where @p valueName is not empty.
    void addOption(const QString &name, const QString &description, const QString &valueName = {},
                   const QString &defaultValue = {});
    void addArgument(const QString &name, const QString &description, const QString &syntax = {});

    /// An exit code if the command is over already: help asked for, or wrong usage.
    std::optional<int> parse(const QStringList &arguments);
    bool isSet(const QString &name) const { return m_parser.isSet(name); }
    QString value(const QString &name) const { return m_parser.value(name); }
    QStringList arguments() const { return m_parser.positionalArguments(); }
    /// Says what is wrong with the usage; the exit code.
    int usageError(const QString &message) const;
    /// Complains and returns false unless each of the options has a value.
    bool require(const QStringList &names) const;

    /// The settings in force, or nothing after complaining or, with --print-config, after printing them; then
    /// exitCode() holds the result.
    std::optional<Settings> settings();
    int exitCode() const { return m_exitCode; }

private:
    const Environment &m_environment;
    QCommandLineParser m_parser;
    QString m_command;
    int m_required = 0;
    int m_exitCode = exitOk;
};

/// The folder of the embedded database where nothing else is said: $XDG_DATA_HOME/mostrador.
QString defaultDataDir();
/// The configuration used without --config where it exists.
inline const QString systemConfigFile = QStringLiteral("/etc/mostrador/server.toml");

} // namespace mostrador::server
