// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/logging.h"
#include "app/service.h"
#include "app/signals.h"
#include "app/workplace.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QTcpServer>

#include <array>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

namespace mostrador::server {

namespace {

constexpr char summaryText[] =
    QT_TRANSLATE_NOOP("cli", "Answers customers and consoles until it is told to stop (SIGTERM, SIGINT).");
constexpr char migrateText[] =
    QT_TRANSLATE_NOOP("cli", "Bring the database to this version first (the embedded one always is).");
constexpr char readyFdText[] =
    QT_TRANSLATE_NOOP("cli", "Write the ports as JSON to file descriptor <number> once they answer.");
constexpr char portFileText[] = QT_TRANSLATE_NOOP("cli", "Write the ports as JSON to <file> once they answer.");
constexpr char startedText[] = QT_TRANSLATE_NOOP("cli", "Mostrador answers on %1 (stop with Ctrl+C).");

/// The addresses go into mails and log-in answers, so they must be known before anything listens: ports that the system
/// is to choose are chosen now.
void choosePorts(Settings &settings)
{
    std::array<QTcpServer, 3> probes; // held together, so that they differ
    const std::array<Endpoint *, 3> endpoints{&settings.listen, &settings.operationsListen, &settings.feedListen};
    for (std::size_t i = 0; i < endpoints.size(); ++i) {
        if (endpoints[i]->port == 0 && probes[i].listen(QHostAddress(endpoints[i]->address), 0))
            endpoints[i]->port = probes[i].serverPort();
    }
}

/// Connections, the feed and the databases need more descriptors than the usual 1024; where that may not be raised, the
/// caps of the listeners still hold.
void raiseDescriptorLimit()
{
    rlimit limit = {};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max == RLIM_INFINITY ? 65536 : std::min<rlim_t>(limit.rlim_max, 65536);
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

/// Large blocks (uploads, downloads) go back to the system when they are freed. By itself glibc begins to keep them
/// once it has seen one freed, and after a flood of them the process would stay as large as it was.
void returnLargeBlocks()
{
#ifdef M_MMAP_THRESHOLD
    mallopt(M_MMAP_THRESHOLD, 256 * 1024);
#endif
}

bool announce(const CommandLine &line, const Service &service)
{
    const QByteArray ports = QJsonDocument(QJsonObject{{QStringLiteral("http"), service.httpPort()},
                                                       {QStringLiteral("operations"), service.operationsPort()},
                                                       {QStringLiteral("feed"), service.feedPort()}})
                                 .toJson(QJsonDocument::Compact) +
                             '\n';
    if (line.isSet(QStringLiteral("port-file"))) {
        QSaveFile file(line.value(QStringLiteral("port-file")));
        if (!file.open(QIODevice::WriteOnly) || file.write(ports) != ports.size() || !file.commit())
            return false;
    }
    if (line.isSet(QStringLiteral("ready-fd"))) {
        const int fd = line.value(QStringLiteral("ready-fd")).toInt();
        const bool written = ::write(fd, ports.constData(), static_cast<std::size_t>(ports.size())) == ports.size();
        ::close(fd);
        return written;
    }
    return true;
}

} // namespace

int runServe(const Environment &environment, const QStringList &arguments)
{
    CommandLine line(environment, QStringLiteral("serve"), environment.text(summaryText));
    line.addOption(QStringLiteral("migrate"), environment.text(migrateText));
    line.addOption(QStringLiteral("ready-fd"), environment.text(readyFdText), QStringLiteral("number"));
    line.addOption(QStringLiteral("port-file"), environment.text(portFileText), QStringLiteral("file"));
    if (const auto code = line.parse(arguments))
        return *code;
    std::optional<Settings> settings = line.settings();
    if (!settings)
        return line.exitCode();
    startJsonLog(settings->logLevel);
    raiseDescriptorLimit();
    returnLargeBlocks();
    SignalWatcher signalWatcher; // before there are threads
    choosePorts(*settings);
    const Migrating migrating = line.isSet(QStringLiteral("migrate")) ? Migrating::Always : Migrating::Embedded;
    const auto fail = [&environment](const Problem &problem) {
        if (isatty(STDERR_FILENO))
            environment.complain(problem);
        qCritical().noquote() << "cannot start:" << problem.detail << problem.cause;
        return exitFailure;
    };
    if (const Outcome prepared = prepare(*settings, migrating); !prepared)
        return fail(prepared.error());
    Service service(*settings);
    if (const Outcome started = service.start(); !started)
        return fail(started.error());
    QObject::connect(&signalWatcher, &SignalWatcher::stopAsked, &service, &Service::stop);
    QObject::connect(&service, &Service::stopped, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    if (!announce(line, service)) {
        environment.complain(QStringLiteral("cannot write the ports"));
        return exitFailure;
    }
    if (isatty(STDERR_FILENO))
        environment.err << environment.text(startedText).arg(publicUrlOf(*settings)) << Qt::endl;
    return QCoreApplication::exec();
}

} // namespace mostrador::server
