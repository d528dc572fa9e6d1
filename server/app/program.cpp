// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/import/importcommand.h"
#include "app/logging.h"
#include "app/workplace.h"

#include <QFile>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <cstdio>

namespace mostrador::server {

namespace {

struct Subcommand
{
    const char *name;
    const char *summary; ///< context "cli"
    int (*run)(const Environment &, const QStringList &);
};

constexpr Subcommand subcommands[] = {
    {"serve", QT_TRANSLATE_NOOP("cli", "run the server"), runServe},
    {"migrate", QT_TRANSLATE_NOOP("cli", "bring the database to this version"), runMigrate},
    {"admin", QT_TRANSLATE_NOOP("cli", "employees, teams, products, demo data"), runAdmin},
    {"import", QT_TRANSLATE_NOOP("cli", "take in incidents from CSV files"), runImport},
    {"check-config", QT_TRANSLATE_NOOP("cli", "tell what is wrong with the settings"), runCheckConfig},
    {"openapi", QT_TRANSLATE_NOOP("cli", "print the description of the REST API"), runOpenApi},
};

constexpr char usageText[] = QT_TRANSLATE_NOOP("cli", "Usage: mostrador-server <command> [options]");
constexpr char commandsText[] = QT_TRANSLATE_NOOP("cli", "Commands:");
constexpr char versionText[] = QT_TRANSLATE_NOOP("cli", "print the version");
constexpr char helpText[] = QT_TRANSLATE_NOOP("cli", "show this help");
constexpr char moreText[] = QT_TRANSLATE_NOOP("cli", "\"mostrador-server <command> --help\" tells more about each.");
constexpr char unknownText[] = QT_TRANSLATE_NOOP("cli", "There is no command \"%1\".");

void printUsage(const Environment &environment, QTextStream &to)
{
    to << environment.text(usageText) << "\n\n" << environment.text(commandsText) << '\n';
    const auto entry = [&](const char *name, const char *summary) {
        to << "  " << QString::fromLatin1(name).leftJustified(14) << environment.text(summary) << '\n';
    };
    for (const Subcommand &command : subcommands)
        entry(command.name, command.summary);
    entry("version", versionText);
    entry("help", helpText);
    to << '\n' << environment.text(moreText) << Qt::endl;
}

/// The language of LC_ALL, LC_MESSAGES or LANG, as gettext(3) looks for it; English where none is said.
QString terminalLanguage()
{
    for (const char *variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const QString value = qEnvironmentVariable(variable);
        if (!value.isEmpty()) {
            const QString language = value.left(2).toLower();
            return isSupportedLanguage(language) ? language : QStringLiteral("en");
        }
    }
    return QStringLiteral("en");
}

constexpr char configSummaryText[] = QT_TRANSLATE_NOOP(
    "cli", "Tells what is wrong with the settings, with file and line. Exit code 78 if something is.");
constexpr char configGoodText[] = QT_TRANSLATE_NOOP("cli", "The settings are good.");
constexpr char openApiSummaryText[] = QT_TRANSLATE_NOOP("cli", "Prints the OpenAPI description of the REST API.");
constexpr char migrateSummaryText[] = QT_TRANSLATE_NOOP(
    "cli", "Brings the database to this version. Run it once, before the new version's servers start.");
constexpr char migrateCheckText[] =
    QT_TRANSLATE_NOOP("cli", "Only tell how many steps are pending; exit code 1 if there are any.");
constexpr char migrateStepText[] = QT_TRANSLATE_NOOP("cli", "Step %1 of %2: %3");
constexpr char migrateDoneText[] = QT_TRANSLATE_NOOP("cli", "The database is at schema %1 (%2 steps applied).");
constexpr char migratePendingText[] = QT_TRANSLATE_NOOP("cli", "%1 steps are pending.");

} // namespace

int runCheckConfig(const Environment &environment, const QStringList &arguments)
{
    CommandLine line(environment, QStringLiteral("check-config"), environment.text(configSummaryText));
    if (const auto code = line.parse(arguments))
        return *code;
    if (!line.settings())
        return line.exitCode();
    environment.out << environment.text(configGoodText) << Qt::endl;
    return exitOk;
}

int runOpenApi(const Environment &environment, const QStringList &arguments)
{
    CommandLine line(environment, QStringLiteral("openapi"), environment.text(openApiSummaryText));
    if (const auto code = line.parse(arguments))
        return *code;
    QFile file(QStringLiteral(":/api/openapi.json"));
    if (!file.open(QIODevice::ReadOnly)) {
        environment.complain(file.errorString());
        return exitFailure;
    }
    environment.out << QString::fromUtf8(file.readAll()) << Qt::flush;
    return exitOk;
}

int runMigrate(const Environment &environment, const QStringList &arguments)
{
    CommandLine line(environment, QStringLiteral("migrate"), environment.text(migrateSummaryText));
    line.addOption(QStringLiteral("check"), environment.text(migrateCheckText));
    if (const auto code = line.parse(arguments))
        return *code;
    const std::optional<Settings> settings = line.settings();
    if (!settings)
        return line.exitCode();
    if (const Outcome reached = reachDatabase(*settings); !reached) {
        environment.complain(reached.error());
        return exitFailure;
    }
    storage::Database &database = storage::threadDatabase();
    if (line.isSet(QStringLiteral("check"))) {
        const Result<int> pending = storage::pendingSteps(database);
        if (!pending) {
            environment.complain(pending.error());
            return exitFailure;
        }
        environment.out << environment.text(migratePendingText).arg(*pending) << Qt::endl;
        return *pending == 0 ? exitOk : exitFailure;
    }
    const auto report = storage::migrate(database, [&environment](int place, int total, const QString &name) {
        if (!name.isEmpty())
            environment.err
                << environment.text(migrateStepText).arg(QString::number(place), QString::number(total), name)
                << Qt::endl;
    });
    if (!report) {
        environment.complain(report.error());
        return exitFailure;
    }
    environment.err << environment.text(migrateDoneText).arg(report->to).arg(report->applied) << Qt::endl;
    return exitOk;
}

int runProgram(const QStringList &arguments)
{
    startPlainLog();
    const QString language = terminalLanguage();
    const Catalogue words(language, {QStringLiteral("shared"), QStringLiteral("server")});
    // For what QCommandLineParser says itself; English needs none.
    QTranslator ofQt;
    if (ofQt.load(QLocale(language), QStringLiteral("qtbase"), QStringLiteral("_"),
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&ofQt);
    QTextStream out(stdout);
    QTextStream err(stderr);
    QTextStream in(stdin);
    const Environment environment{words, out, err, in};
    const QString name = arguments.value(1);
    if (name.isEmpty()) {
        printUsage(environment, err);
        return exitUsage;
    }
    if (name == QStringLiteral("help") || name == QStringLiteral("--help") || name == QStringLiteral("-h")) {
        printUsage(environment, out);
        return exitOk;
    }
    if (name == QStringLiteral("version") || name == QStringLiteral("--version") || name == QStringLiteral("-v")) {
        out << "mostrador-server " << MOSTRADOR_VERSION << Qt::endl;
        return exitOk;
    }
    for (const Subcommand &command : subcommands) {
        if (name == QLatin1String(command.name)) {
            const int code = command.run(environment, arguments.mid(2));
            storage::closeThreadDatabase();
            return code;
        }
    }
    environment.complain(environment.text(unknownText).arg(name));
    printUsage(environment, err);
    return exitUsage;
}

} // namespace mostrador::server
