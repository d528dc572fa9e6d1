// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/importcommand.h"

#include "app/import/importrun.h"
#include "app/workplace.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

#include <unistd.h>

/// The shipped mappings are part of the program; their resource is in a static library, which the linker has to be
/// told.
static void initMappings()
{
    Q_INIT_RESOURCE(mappings);
}

namespace mostrador::server {

namespace {

constexpr char summaryText[] = QT_TRANSLATE_NOOP(
    "cli",
    "Takes in incidents from a CSV file (also packed with gzip). An interrupted import goes on where it was when "
    "it is started again; nothing comes in twice.");
constexpr char mappingText[] = QT_TRANSLATE_NOOP(
    "cli", "Which column is what: the name of a mapping that comes with the program, or a TOML file.");
constexpr char listMappingsText[] = QT_TRANSLATE_NOOP("cli", "List the mappings that come with the program.");
constexpr char reportText[] = QT_TRANSLATE_NOOP(
    "cli",
    "Where to write what was refused, with line and reason (default: in the present folder, named after the CSV file "
    "with .refused.csv).");
constexpr char fileText[] = QT_TRANSLATE_NOOP("cli", "The file to import.");
constexpr char noMappingText[] =
    QT_TRANSLATE_NOOP("cli", "%1: there is no such mapping. \"import --list\" names those that come with the program.");
constexpr char progressText[] = QT_TRANSLATE_NOOP("cli", "%1 %, %2 incidents, %3 a second");
constexpr char passingText[] = QT_TRANSLATE_NOOP("cli", "%1 %, passing what was done before");
constexpr char finishedText[] = QT_TRANSLATE_NOOP("cli", "This file was imported before with this mapping.");
constexpr char rowsText[] = QT_TRANSLATE_NOOP("cli", "rows read");
constexpr char importedText[] = QT_TRANSLATE_NOOP("cli", "incidents imported");
constexpr char skippedText[] = QT_TRANSLATE_NOOP("cli", "incidents that were there already");
constexpr char refusedText[] = QT_TRANSLATE_NOOP("cli", "incidents refused");
constexpr char statusText[] = QT_TRANSLATE_NOOP("cli", "status changes");
constexpr char bridgeText[] = QT_TRANSLATE_NOOP("cli", "further status changes where no direct step exists");
constexpr char reassignText[] = QT_TRANSLATE_NOOP("cli", "reassignments");
constexpr char reopenText[] = QT_TRANSLATE_NOOP("cli", "reopenings");
constexpr char otherText[] = QT_TRANSLATE_NOOP("cli", "changes of other fields");
constexpr char reportIsText[] = QT_TRANSLATE_NOOP("cli", "What was refused stands in %1");
constexpr char againText[] = QT_TRANSLATE_NOOP("cli", "Start the same command again to go on.");

constexpr int progressEveryMs = 200;

/// A line that is written over and over, on a terminal only.
class ProgressLine
{
public:
    explicit ProgressLine(const Environment &environment)
        : m_environment(environment)
        , m_onTerminal(::isatty(STDERR_FILENO) == 1)
    {
        m_since.start();
        m_last.start();
    }
    ~ProgressLine()
    {
        if (m_shown)
            m_environment.err << "\r\033[K" << Qt::flush;
    }

    void show(const ImportProgress &progress)
    {
        if (!progress.again && m_first < 0)
            m_first = progress.incidents;
        if (!m_onTerminal || (m_shown && m_last.elapsed() < progressEveryMs))
            return;
        m_last.restart();
        m_shown = true;
        const QLocale locale = m_environment.words.locale();
        const qint64 percent = progress.totalBytes > 0 ? progress.bytes * 100 / progress.totalBytes : 0;
        const qint64 rate =
            (progress.incidents - std::max<qint64>(m_first, 0)) * 1000 / std::max<qint64>(m_since.elapsed(), 1);
        const QString text = progress.again ? m_environment.text(passingText).arg(percent)
                                            : m_environment.text(progressText)
                                                  .arg(QString::number(percent), locale.toString(progress.incidents),
                                                       locale.toString(rate));
        m_environment.err << '\r' << text << "\033[K" << Qt::flush;
    }

private:
    const Environment &m_environment;
    bool m_onTerminal;
    bool m_shown = false;
    qint64 m_first = -1;
    QElapsedTimer m_since;
    QElapsedTimer m_last;
};

void print(const Environment &environment, const ImportReport &report)
{
    const struct
    {
        const char *name;
        qint64 count;
        bool always;
    } lines[] = {
        {rowsText, report.rows, true},
        {importedText, report.imported, true},
        {skippedText, report.skipped, true},
        {refusedText, report.refused, true},
        {statusText, report.statusChanges, false},
        {bridgeText, report.bridges, false},
        {reassignText, report.reassignments, false},
        {reopenText, report.reopenings, false},
        {otherText, report.otherChanges, false},
    };
    for (const auto &line : lines) {
        if (line.always || line.count > 0)
            environment.out << QString::number(line.count).rightJustified(10) << "  " << environment.text(line.name)
                            << '\n';
    }
    environment.out << Qt::flush;
}

/// A mapping by name or path.
std::optional<QByteArray> readMapping(const QString &name)
{
    QFile shipped(QStringLiteral(":/mappings/%1.toml").arg(name));
    if (!name.contains(u'/') && shipped.open(QIODevice::ReadOnly))
        return shipped.readAll();
    QFile own(name);
    if (own.open(QIODevice::ReadOnly))
        return own.readAll();
    return std::nullopt;
}

/// "complaints.csv.gz" -> "complaints.refused.csv"
QString reportNameFor(const QString &file)
{
    QString name = QFileInfo(file).fileName();
    for (const char *ending : {".gz", ".csv"}) {
        if (name.endsWith(QLatin1String(ending), Qt::CaseInsensitive))
            name.chop(static_cast<qsizetype>(qstrlen(ending)));
    }
    return name + QStringLiteral(".refused.csv");
}

int list(const Environment &environment)
{
    for (const QString &file :
         QDir(QStringLiteral(":/mappings")).entryList({QStringLiteral("*.toml")}, QDir::Files, QDir::Name))
        environment.out << file.chopped(5) << '\n';
    environment.out << Qt::flush;
    return exitOk;
}

} // namespace

int runImport(const Environment &environment, const QStringList &arguments)
{
    initMappings();
    CommandLine line(environment, QStringLiteral("import"), environment.text(summaryText));
    line.addOption(QStringLiteral("mapping"), environment.text(mappingText), QStringLiteral("name|file"));
    line.addOption(QStringLiteral("report"), environment.text(reportText), QStringLiteral("file"));
    line.addOption(QStringLiteral("list"), environment.text(listMappingsText));
    // Not said to be required in the syntax, because --list takes none.
    line.addArgument(QStringLiteral("file"), environment.text(fileText), QStringLiteral("[file]"));
    if (const auto code = line.parse(arguments))
        return *code;
    if (line.isSet(QStringLiteral("list")))
        return list(environment);
    if (!line.require({QStringLiteral("mapping")}))
        return exitUsage;
    if (line.arguments().size() != 1)
        return line.usageError(environment.text(fileText));
    const std::optional<Settings> settings = line.settings();
    if (!settings)
        return line.exitCode();

    ImportOptions options;
    options.file = line.arguments().first();
    options.mappingName = line.value(QStringLiteral("mapping"));
    const auto mapping = readMapping(options.mappingName);
    if (!mapping) {
        environment.complain(environment.text(noMappingText).arg(options.mappingName));
        return exitFailure;
    }
    options.mapping = *mapping;
    if (const Outcome ready = prepare(*settings, Migrating::Embedded); !ready) {
        environment.complain(ready.error());
        return exitFailure;
    }

    const auto report = [&] {
        ProgressLine progress(environment);
        return runImportOf(options, [&progress](const ImportProgress &now) {
            progress.show(now);
            return true;
        });
    }();
    if (!report) {
        environment.complain(report.error().text);
        environment.complain(environment.text(againText));
        return exitFailure;
    }
    if (report->hadFinished)
        environment.err << environment.text(finishedText) << Qt::endl;
    print(environment, *report);
    if (report->refused > 0) {
        const QString path =
            line.isSet(QStringLiteral("report")) ? line.value(QStringLiteral("report")) : reportNameFor(options.file);
        const auto written = writeRefused(report->run, path);
        if (!written) {
            environment.complain(written.error().text);
            return exitFailure;
        }
        environment.err << environment.text(reportIsText).arg(path) << Qt::endl;
    }
    return exitOk;
}

} // namespace mostrador::server
