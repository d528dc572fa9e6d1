// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands.h"
#include "widgets/handovers.h"
#include "widgets/incidentactions.h"
#include "widgets/incidentpanel.h"
#include "widgets/incidenttabs.h"
#include "widgets/incidentwindow.h"
#include "widgets/mainwindow.h"
#include "widgets/notificationcentre.h"
#include "widgets/phonecalls.h"
#include "widgets/queueview.h"
#include "widgets/recordswindow.h"
#include "widgets/rowsview.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QStatusBar>
#include <QWindow>

/// The main window's incidents: the one of the list, those in tabs, those in windows of their own.
namespace mostrador::console {

IncidentPanel &MainWindow::currentPanel() const
{
    return *m_tabs->current();
}

void MainWindow::connectPanel(IncidentPanel *panel)
{
    panel->actions().setForMany([this](BulkDialog::Begin begin) { return changeMany(begin); });
    connect(panel, &IncidentPanel::showCustomerRequested, this,
            [this](CustomerId id) { showCustomers()->showRecord(id.value()); });
    connect(panel, &IncidentPanel::incidentRequested, this, [panel](const Incident &incident) {
        panel->showIncident(incident);
        panel->focusConversation();
    });
    connect(panel, &IncidentPanel::tabRequested, this, &MainWindow::openInTab);
    connect(panel, &IncidentPanel::windowRequested, this, &MainWindow::openInWindow);
    connect(panel, &IncidentPanel::queryRequested, this, [this](const QString &query) {
        showView(query, QStringLiteral("-created"));
        activateWindow();
        m_queue->focusList();
    });
    connect(panel, &IncidentPanel::goOnRequested, this, [this] { stepInList(1); });
    connect(&panel->incident(), &OpenIncident::changed, &m_notifications->notifications(), &Notifications::noteLook);
}

void MainWindow::connectWindow(IncidentWindow *window)
{
    IncidentPanel *panel = &window->panel();
    connectPanel(panel);
    // It has one incident; the list goes on by itself.
    disconnect(panel, &IncidentPanel::goOnRequested, this, nullptr);
    connect(window, &IncidentWindow::tabRequested, this, [this](const Incident &incident) {
        openInTab(incident);
        raise();
        activateWindow();
    });
}

void MainWindow::connectCalls()
{
    const auto show = [this](const Incident &incident) {
        m_panel->showIncident(incident);
        m_tabs->showPreview();
        activateWindow();
    };
    connect(m_calls, &PhoneCalls::filed, this, [this, show](const Incident &incident) {
        show(incident);
        m_panel->focusConversation();
        statusBar()->showMessage(tr("Filed as %1.").arg(incident.reference), 8000);
    });
    connect(m_calls, &PhoneCalls::kept, this, [this](const QString &subject) {
        statusBar()->showMessage(tr("“%1” is kept and filed when the server is back.").arg(oneLine(subject, 60)), 8000);
    });
    connect(m_calls, &PhoneCalls::noteRequested, this, [this, show](const Incident &incident) {
        show(incident);
        m_panel->actions().note()->trigger();
    });
}

void MainWindow::connectHandovers()
{
    connect(m_handovers, &Handovers::told, this, [this](const QString &text) { statusBar()->showMessage(text, 8000); });
    connect(m_handovers, &Handovers::incidentRequested, this, [this](IncidentId id) {
        showIncidentById(id);
        activateWindow();
    });
}

void MainWindow::connectNotifications()
{
    Notifications &all = m_notifications->notifications();
    all.setLookedAt([this](IncidentId id) { return isLookedAt(id); });
    connect(m_tabs, &IncidentTabs::panelChanged, &all, &Notifications::noteLook);
    connect(qApp, &QGuiApplication::focusWindowChanged, &all, &Notifications::noteLook);
    connect(m_notifications, &NotificationCentre::incidentRequested, this, &MainWindow::showIncidentById);
}

/// It is on the screen in the window that somebody works in.
bool MainWindow::isLookedAt(IncidentId id) const
{
    const QWidget *active = QApplication::activeWindow();
    const IncidentPanel *panel = active == this ? &currentPanel() : nullptr;
    const QList<IncidentWindow *> windows = m_windows->all();
    for (const IncidentWindow *window : windows) {
        if (window == active)
            panel = &window->panel();
    }
    return panel && panel->isVisible() && panel->incident().hasIncident() && panel->incident().incident().id == id;
}

void MainWindow::showIncidentById(IncidentId id)
{
    requests::incident(m_context.models.client, id)->then(this, [this](const Answer<Incident> &incident) {
        if (!incident) {
            statusBar()->showMessage(describe(incident.error(), m_context.models.words), 8000);
            return;
        }
        m_panel->showIncident(*incident);
        m_tabs->showPreview();
        m_panel->focusConversation();
    });
}

void MainWindow::openInTab(const Incident &incident)
{
    m_tabs->openTab(incident);
    currentPanel().focusConversation();
}

void MainWindow::openInWindow(const Incident &incident)
{
    m_windows->open(incident)->panel().focusConversation();
}

/// The row before or behind in the list, read where the list's incident is read.
void MainWindow::stepInList(int rows)
{
    const bool inList = m_queue->isAncestorOf(focusWidget());
    m_tabs->showPreview();
    m_queue->step(rows);
    if (!inList && !m_panel->isAncestorOf(focusWidget()))
        m_panel->focusConversation();
}

void MainWindow::makeTabCommands(QMenu *menu)
{
    const auto put = [&](const char *id, const QString &text, const QList<QKeySequence> &defaults,
                         const std::function<void()> &run) {
        return add(menu, QLatin1String(id), text, defaults, run);
    };
    put("view.openTab", tr("Open in a ta&b"), {Qt::Key_B, Qt::CTRL | Qt::Key_T}, [this] {
        if (currentPanel().incident().hasIncident())
            openInTab(currentPanel().incident().incident());
    });
    put("view.openWindow", tr("Open in a &window"), {Qt::Key_W, Qt::CTRL | Qt::SHIFT | Qt::Key_W}, [this] {
        if (!currentPanel().incident().hasIncident())
            return;
        const Incident incident = currentPanel().incident().incident();
        m_tabs->closeCurrent(); // it moves there; the list's own stays
        openInWindow(incident);
    });
    put("view.closeTab", tr("&Close the tab"), {Qt::CTRL | Qt::Key_W}, [this] { m_tabs->closeCurrent(); });
    put("view.nextIncidentTab", tr("Next open incident"), {Qt::CTRL | Qt::Key_Tab}, [this] { m_tabs->step(1); });
    put("view.previousIncidentTab", tr("Previous open incident"), {Qt::CTRL | Qt::SHIFT | Qt::Key_Tab},
        [this] { m_tabs->step(-1); });
    put("view.tabLeft", tr("Move the tab to the left"), {Qt::CTRL | Qt::SHIFT | Qt::Key_PageUp},
        [this] { m_tabs->moveCurrent(-1); });
    put("view.tabRight", tr("Move the tab to the right"), {Qt::CTRL | Qt::SHIFT | Qt::Key_PageDown},
        [this] { m_tabs->moveCurrent(1); });
    // In the list alone: where text is written, Ctrl+Enter sends it.
    const auto inList = [this](QAction *action) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_queue->table()->addAction(action);
    };
    const auto row = [this] { return m_queue->model()->incidentAt(m_queue->table()->currentIndex().row()); };
    inList(put("list.openTab", tr("Open the row in a tab"), {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter},
               [this, row] {
                   if (const Incident *incident = row())
                       openInTab(*incident);
               }));
    inList(put("list.openWindow", tr("Open the row in a window"),
               {Qt::SHIFT | Qt::Key_Return, Qt::SHIFT | Qt::Key_Enter}, [this, row] {
                   if (const Incident *incident = row())
                       openInWindow(*incident);
               }));
}

} // namespace mostrador::console
