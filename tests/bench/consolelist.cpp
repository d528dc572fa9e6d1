// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The console's list before a server with many incidents: its real windows, offscreen, and how long they take.
//   mostrador_bench_console <server> <e-mail> <password>
// Prints lines "value <row> <number>" for report.pl: milliseconds, megabytes.
#include "api/requests.h"
#include "app/console.h"
#include "guiwatch.h"
#include "models/incidentlistmodel.h"
#include "widgets/mainwindow.h"
#include "widgets/queueview.h"
#include "widgets/rowsview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QKeyEvent>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <functional>

using namespace mostrador;
using namespace mostrador::console;

namespace {

constexpr int patience = 60'000;

void note(const QString &row, double value)
{
    std::printf("value console/%s %.2f\n", qPrintable(row), value);
    std::fflush(stdout);
}

[[noreturn]] void giveUp(const QString &what)
{
    std::printf("fault console %s\n", qPrintable(what));
    std::exit(1);
}

void rest(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

/// Milliseconds until it is so. Looked at whenever the event loop has done something.
double until(const QString &what, const std::function<bool()> &condition)
{
    QElapsedTimer timer;
    timer.start();
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (condition() || timer.elapsed() > patience)
            loop.quit();
    });
    look.start(1);
    if (!condition())
        loop.exec();
    if (!condition())
        giveUp(what + QStringLiteral(" takes too long"));
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double statusMegabytes(const char *name)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.mid(line.indexOf(':') + 1).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

void press(QWidget *widget, Qt::Key key)
{
    QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier);
    QApplication::sendEvent(widget, &down);
}

/// What somebody sees is there.
bool isShown(const QueueView &queue)
{
    const RowsView *table = queue.table();
    for (int row = table->firstShownRow(); row <= table->lastShownRow(); ++row) {
        if (queue.model()->isMissing(row))
            return false;
    }
    return table->lastShownRow() >= table->firstShownRow();
}

void noteBlocks(test::WatchedApplication &watch, const QString &stage)
{
    note(QStringLiteral("block/%1/wall").arg(stage), watch.wall());
    note(QStringLiteral("block/%1/processor").arg(stage), watch.processor());
    std::fprintf(stderr, "longest block, %s: %s\n", qPrintable(stage), watch.worst().constData());
    watch.reset();
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    QElapsedTimer start;
    start.start();
    test::WatchedApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 4) {
        std::fprintf(stderr, "usage: mostrador_bench_console <server> <e-mail> <password>\n");
        return 2;
    }
    QTemporaryDir scratch;
    console::Console::Options options;
    options.settingsFile = scratch.filePath(QStringLiteral("console.ini"));
    options.draftFolder = scratch.filePath(QStringLiteral("drafts"));
    console::Console console(options);
    console.start();
    double loggedIn = 0;
    QObject::connect(&console.session(), &Session::loggedIn, &app,
                     [&] { loggedIn = static_cast<double>(start.nsecsElapsed()) / 1e6; });
    console.session().logIn(QUrl(arguments.at(1)), arguments.at(2), arguments.at(3));
    until(QStringLiteral("log-in"), [&] { return console.mainWindow() != nullptr; });
    QueueView &queue = console.mainWindow()->queue();
    IncidentListModel *model = queue.model();
    RowsView *table = queue.table();
    until(QStringLiteral("first list"), [&] { return isShown(queue) && table->isVisible(); });
    const double shown = static_cast<double>(start.nsecsElapsed()) / 1e6;
    note(QStringLiteral("start"), shown);
    note(QStringLiteral("first-rows"), shown - loggedIn);
    until(QStringLiteral("feed"), [&] { return console.feed().isLive(); });
    rest(500);
    note(QStringLiteral("memory/start"), statusMegabytes("VmRSS"));
    noteBlocks(app, QStringLiteral("start"));

    // Everything there is.
    bool accepted = false;
    QObject::connect(model, &PagedTableModel::queryAccepted, &app, [&] { accepted = true; });
    queue.setQuery({});
    note(QStringLiteral("all/first-rows"),
         until(QStringLiteral("all incidents"), [&] { return accepted && isShown(queue); }));
    note(QStringLiteral("all/counted"),
         until(QStringLiteral("number"), [&] { return model->total() && !model->total()->capped; }));
    const int rows = model->rowCount();
    note(QStringLiteral("all/rows"), rows);
    noteBlocks(app, QStringLiteral("all"));

    // Jumps: a certain one, then anywhere.
    QRandomGenerator random(5);
    const auto jump = [&](int row) {
        table->verticalScrollBar()->setValue(row * table->rowHeight());
        return until(QStringLiteral("jump"), [&] { return isShown(queue); });
    };
    note(QStringLiteral("jump/900000"), jump(rows / 10 * 9));
    double longest = 0;
    for (int i = 0; i < 20; ++i) {
        const double took = jump(random.bounded(rows));
        note(QStringLiteral("jump/anywhere"), took);
        longest = std::max(longest, took);
        rest(50);
    }
    note(QStringLiteral("jump/longest"), longest);
    press(table, Qt::Key_Home);
    note(QStringLiteral("key/home"),
         until(QStringLiteral("Home"), [&] { return isShown(queue) && table->firstShownRow() == 0; }));
    press(table, Qt::Key_End);
    note(QStringLiteral("key/end"),
         until(QStringLiteral("End"), [&] { return isShown(queue) && table->lastShownRow() == rows - 1; }));
    noteBlocks(app, QStringLiteral("jump"));

    // A fling: by the wheel, faster and faster; then the bar dragged from end to end.
    QScrollBar *bar = table->verticalScrollBar();
    const auto scroll = [&](int steps, const std::function<int(int)> &to) {
        QEventLoop loop;
        QTimer tick;
        int step = 0;
        QObject::connect(&tick, &QTimer::timeout, &loop, [&] {
            bar->setValue(to(step));
            if (++step == steps)
                loop.quit();
        });
        tick.start(16);
        loop.exec();
    };
    bar->setValue(0);
    scroll(150, [&](int step) { return bar->value() + std::min(step, 60) * 20; });
    until(QStringLiteral("rest after the wheel"), [&] { return isShown(queue); });
    scroll(150, [&](int step) { return static_cast<int>(static_cast<qint64>(bar->maximum()) * step / 149); });
    note(QStringLiteral("fling/rest"), until(QStringLiteral("rest after the drag"), [&] { return isShown(queue); }));
    noteBlocks(app, QStringLiteral("fling"));

    // Somebody else works, all over the list, while one scrolls and one row is selected.
    table->setCurrentIndex(model->index(table->lastShownRow(), 3));
    rest(200);
    const Incident *chosen = model->incidentAt(table->currentIndex().row());
    const IncidentId id = chosen ? chosen->id : IncidentId();
    ApiClient other;
    other.setServer(QUrl(arguments.at(1)));
    other.setToken(console.client().token(), true);
    int changes = 0;
    QTimer work;
    QObject::connect(&work, &QTimer::timeout, &app, [&] {
        const IncidentId which(1 + random.bounded(rows));
        requests::incident(other, which)->then(&app, [&](const Answer<Incident> &present) {
            if (!present)
                return;
            IncidentChange change;
            change.subject = present->subject.left(150) + QStringLiteral(" .");
            requests::changeIncident(other, present->id, change, present->version)
                ->then(&app, [&](const Answer<Incident> &answer) { changes += answer ? 1 : 0; });
        });
    });
    for (const char *sort : {"-created", "-updated"}) {
        accepted = QLatin1String(sort) == model->sortKey();
        model->setSortKey(QString::fromLatin1(sort));
        until(QStringLiteral("sort"), [&] { return accepted && isShown(queue) && !model->total()->capped; });
        app.reset();
        work.start(50);
        for (int i = 0; i < 5; ++i) {
            scroll(60, [&](int) { return bar->value() + 300; });
            until(QStringLiteral("rows while others work"), [&] { return isShown(queue); });
            jump(random.bounded(rows));
        }
        work.stop();
        noteBlocks(app, QStringLiteral("feed") + QString::fromLatin1(sort));
    }
    note(QStringLiteral("feed/changes"), changes);
    if (id.isValid() && model->sortKey() == QLatin1String("-created") && model->rowOf(id) < 0)
        giveUp(QStringLiteral("the selected row was lost"));
    table->selectAll();
    if (!queue.selected().whole || queue.selected().count < rows)
        giveUp(QStringLiteral("not all are selected"));
    rest(300);
    noteBlocks(app, QStringLiteral("select-all"));
    note(QStringLiteral("memory/end"), statusMegabytes("VmRSS"));
    note(QStringLiteral("memory/most"), statusMegabytes("VmHWM"));
    note(QStringLiteral("rows-in-memory"), static_cast<double>(model->loadedRows()));
    return 0;
}
