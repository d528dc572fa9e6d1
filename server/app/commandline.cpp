// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "protocol/describe.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace mostrador::server {

namespace {
constexpr char helpText[] = QT_TRANSLATE_NOOP("cli", "Show this help.");
constexpr char configText[] =
    QT_TRANSLATE_NOOP("cli", "Read the settings from <file> (default: /etc/mostrador/server.toml where it exists).");
constexpr char dataDirText[] =
    QT_TRANSLATE_NOOP("cli", "Keep the embedded database and the secret key in <folder> (default: %1).");
constexpr char printConfigText[] = QT_TRANSLATE_NOOP("cli", "Print the settings in force, secrets masked, and exit.");
constexpr char tryHelpText[] = QT_TRANSLATE_NOOP("cli", "Try \"mostrador-server %1 --help\".");
constexpr char missingText[] = QT_TRANSLATE_NOOP("cli", "The option --%1 is missing.");
constexpr char tooManyText[] = QT_TRANSLATE_NOOP("cli", "Unexpected argument \"%1\".");
} // namespace

void Environment::complain(const QString &message) const
{
    err << QStringLiteral("mostrador-server: ") << message << Qt::endl;
}

void Environment::complain(const Problem &problem) const
{
    complain(words::describe(problem, words));
    for (const FieldError &error : problem.errors) {
        err << QStringLiteral("  ") << words::fieldName(error.pointer, words) << QStringLiteral(": ")
            << words::describe(error, words) << Qt::endl;
    }
    if (!problem.detail.isEmpty())
        err << QStringLiteral("  ") << problem.detail << Qt::endl;
    if (!problem.cause.isEmpty() && problem.cause != problem.detail)
        err << QStringLiteral("  ") << problem.cause << Qt::endl;
}

QString defaultDataDir()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation))
        .filePath(QStringLiteral("mostrador"));
}

CommandLine::CommandLine(const Environment &environment, const QString &command, const QString &summary)
    : m_environment(environment)
    , m_command(command)
{
    m_parser.setApplicationDescription(summary);
    m_parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    m_parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, environment.text(helpText)});
    addOption(QStringLiteral("config"), environment.text(configText), QStringLiteral("file"));
    addOption(QStringLiteral("data-dir"), environment.text(dataDirText).arg(defaultDataDir()),
              QStringLiteral("folder"));
    addOption(QStringLiteral("print-config"), environment.text(printConfigText));
}

void CommandLine::addOption(const QString &name, const QString &description, const QString &valueName,
                            const QString &defaultValue)
{
    QCommandLineOption option(name, description, valueName);
    if (!defaultValue.isEmpty())
        option.setDefaultValue(defaultValue);
    m_parser.addOption(option);
}

void CommandLine::addArgument(const QString &name, const QString &description, const QString &syntax)
{
    m_parser.addPositionalArgument(name, description, syntax);
    ++m_required;
}

std::optional<int> CommandLine::parse(const QStringList &arguments)
{
    const bool good = m_parser.parse(QStringList{QStringLiteral("mostrador-server ") + m_command} + arguments);
    if (m_parser.isSet(QStringLiteral("help"))) {
        // Qt names the program by its path; people type its name and the command.
        QString help = m_parser.helpText();
        const qsizetype lineEnd = help.indexOf(QLatin1Char('\n'));
        const qsizetype rest = help.indexOf(QStringLiteral(" ["));
        if (rest > 0 && rest < lineEnd)
            help = help.left(help.indexOf(QLatin1Char(':')) + 2) + QStringLiteral("mostrador-server ") + m_command +
                   help.mid(rest);
        m_environment.out << help << Qt::flush;
        return exitOk;
    }
    if (!good)
        return usageError(m_parser.errorText());
    if (m_parser.positionalArguments().size() > m_required)
        return usageError(m_environment.text(tooManyText).arg(m_parser.positionalArguments().at(m_required)));
    return std::nullopt;
}

int CommandLine::usageError(const QString &message) const
{
    m_environment.complain(message);
    m_environment.err << m_environment.text(tryHelpText).arg(m_command) << Qt::endl;
    return exitUsage;
}

bool CommandLine::require(const QStringList &names) const
{
    for (const QString &name : names) {
        if (m_parser.value(name).isEmpty()) {
            usageError(m_environment.text(missingText).arg(name));
            return false;
        }
    }
    return true;
}

std::optional<Settings> CommandLine::settings()
{
    const bool dataDirGiven = m_parser.isSet(QStringLiteral("data-dir"));
    SettingsReader reader(dataDirGiven ? QDir(value(QStringLiteral("data-dir"))).absolutePath() : defaultDataDir(),
                          QProcessEnvironment::systemEnvironment());
    if (m_parser.isSet(QStringLiteral("config")))
        reader.readFile(value(QStringLiteral("config")));
    else if (!dataDirGiven && QFileInfo::exists(systemConfigFile))
        reader.readFile(systemConfigFile);
    Settings settings = reader.finish();
    if (!reader.faults().isEmpty()) {
        for (const SettingsFault &fault : reader.faults())
            m_environment.complain(fault);
        m_exitCode = exitConfig;
        return std::nullopt;
    }
    if (m_parser.isSet(QStringLiteral("print-config"))) {
        m_environment.out << reader.print() << Qt::flush;
        m_exitCode = exitOk;
        return std::nullopt;
    }
    return settings;
}

} // namespace mostrador::server
