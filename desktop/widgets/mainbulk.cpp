// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actionlistmodel.h"
#include "models/writing.h"
#include "widgets/actionswindow.h"
#include "widgets/bulkprogress.h"
#include "widgets/incidentpanel.h"
#include "widgets/mainwindow.h"
#include "widgets/notice.h"
#include "widgets/queueview.h"
#include "widgets/rowsview.h"

#include <QPushButton>
#include <QStatusBar>

/// What the main window does with many incidents, with changes that wait, and with those that are taken back.
namespace mostrador::console {

void MainWindow::showUnsent()
{
    const QString text = unsentSummary(m_context.models);
    m_unsent->setText(text);
    m_unsent->setAccessibleName(text);
    m_unsent->setVisible(!text.isEmpty());
}

void MainWindow::showActions(bool changes)
{
    if (!m_actionsWindow) {
        m_actionsWindow = new ActionsWindow(m_context, this);
        m_actionsWindow->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_actionsWindow, &ActionsWindow::incidentChosen, this, [this](IncidentId id) {
            requests::incident(m_context.models.client, id)->then(this, [this](const Answer<Incident> &incident) {
                if (!incident)
                    return;
                m_panel->showIncident(*incident);
                m_panel->focusConversation();
            });
        });
    }
    m_actionsWindow->show();
    m_actionsWindow->raise();
    m_actionsWindow->activateWindow();
    m_actionsWindow->showList(changes ? ActionListModel::Show::Changes : ActionListModel::Show::Open);
}

void MainWindow::undoLastChange()
{
    const auto what = undoLast(m_context.models);
    const QString text = what ? tr("Undone: %1").arg(oneLine(*what)) : tr("There is nothing to undo.");
    if (m_panel->incident().hasIncident())
        m_panel->notice().show(Tone::Info, text);
    else
        statusBar()->showMessage(text, 8000);
}

// --- bulk ---

bool MainWindow::changeMany(BulkDialog::Begin begin)
{
    const QueueView::Selected selected = m_queue->selected();
    // What is selected in the list is meant where the keyboard is in the list; elsewhere the open incident is.
    if (selected.count < 2 || !queueOf(m_context.models) || !m_queue->table()->hasFocus())
        return false;
    auto *selection = new BulkSelection(m_context.models.client, m_queue->readSelected(nullptr), this);
    const QString label = selected.query.isEmpty() ? tr("All incidents") : selected.query;
    auto *dialog = new BulkDialog(m_context, selection, selected.count, label, begin, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { startJob(dialog->spec(), dialog->takeSelection()); });
    dialog->open();
    return true;
}

void MainWindow::startJob(const JobSpec &spec, BulkSelection *selection)
{
    selection->setParent(this);
    if (!queueOf(m_context.models)) {
        selection->deleteLater();
        return;
    }
    BulkJobs &jobs = m_context.models.offline->jobs();
    const ActionId job = jobs.begin(spec);
    jobs.add(job, selection->ids());
    const auto whileThere = [this](const auto &run) {
        if (queueOf(m_context.models))
            run(m_context.models.offline->jobs());
    };
    const auto start = [=] {
        whileThere([job](BulkJobs &all) { all.start(job); });
        selection->deleteLater();
    };
    if (selection->isRead()) {
        start();
        return;
    }
    connect(selection, &BulkSelection::idsAdded, this,
            [=](const QList<IncidentId> &ids) { whileThere([&](BulkJobs &all) { all.add(job, ids); }); });
    connect(selection, &BulkSelection::read, this, start);
    // Part of what was chosen is not what was chosen.
    connect(selection, &BulkSelection::failed, this, [=, this](const Failure &failure) {
        whileThere([job](BulkJobs &all) { all.cancel(job); });
        statusBar()->showMessage(tr("Nothing was changed. %1").arg(describe(failure, m_context.models.words)), 15'000);
        selection->deleteLater();
    });
}

void MainWindow::onJobEnded(ActionId id)
{
    const Job *job = queueOf(m_context.models) ? m_context.models.offline->jobs().job(id) : nullptr;
    if (!job)
        return;
    const QString what = QStringLiteral("%1 – %2").arg(describeJob(job->spec, m_context.models),
                                                       describeState(*job, m_context.models.words));
    const bool all = job->conflicts + job->refused == 0;
    if (!all)
        m_queue->notice().show(Tone::Warning, oneLine(what), tr("&Results…"),
                               [this, id] { showJobResults(m_context, id, this); });
    else if (m_context.models.offline->jobs().canUndo(id))
        m_queue->notice().show(Tone::Good, oneLine(what), tr("&Undo"), [this, id] {
            if (queueOf(m_context.models))
                m_context.models.offline->jobs().undo(id);
        });
    else
        m_queue->notice().show(Tone::Good, oneLine(what));
}

} // namespace mostrador::console
