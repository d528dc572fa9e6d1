// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow.h"

#include "protocol/describe.h"
#include "store/offlinedata.h"
#include "widgets/bulkprogress.h"
#include "widgets/cannedreplieswindow.h"
#include "widgets/commands.h"
#include "widgets/composer.h"
#include "widgets/connectionbar.h"
#include "widgets/conversationview.h"
#include "widgets/customerswindow.h"
#include "widgets/employeeswindow.h"
#include "widgets/handovers.h"
#include "widgets/icons.h"
#include "widgets/incidentactions.h"
#include "widgets/incidentpanel.h"
#include "widgets/incidenttabs.h"
#include "widgets/incidentwindow.h"
#include "widgets/notice.h"
#include "widgets/notificationcentre.h"
#include "widgets/passworddialog.h"
#include "widgets/phonecalls.h"
#include "widgets/presetlist.h"
#include "widgets/productswindow.h"
#include "widgets/queryfield.h"
#include "widgets/queueview.h"
#include "widgets/tagswindow.h"
#include "widgets/teamswindow.h"
#include "widgets/textdialog.h"
#include "widgets/viewswindow.h"

#include <QAction>
#include <QCloseEvent>
#include <QInputDialog>
#include <QLabel>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStatusBar>
#include <QTableView>
#include <QVBoxLayout>

namespace mostrador::console {

MainWindow::MainWindow(const WidgetContext &context, QWidget *parent)
    : QMainWindow(parent)
    , m_context(context)
    , m_commands(new Commands(context.settings, this))
    , m_connection(new ConnectionBar(context, this))
    , m_presets(new PresetList(context, this))
    , m_queue(new QueueView(context, this))
    , m_tabs(new IncidentTabs(context, this))
    , m_panel(m_tabs->preview())
    , m_windows(new IncidentWindows(context, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(icon(Glyph::Application));
    setWindowTitle(tr("Mostrador"));
    build();
    makeFileMenu();
    makeIncidentMenu();
    makeViewMenu();
    makeManageMenu();
    makeHelpMenu();
    connectParts();
    showUser();
    const QVariant last = context.settings.value(QStringLiteral("queue/query"));
    m_queue->setQuery(last.isValid() ? last.toString() : QStringLiteral("status:active"));
    m_queue->focusList();
}

MainWindow::~MainWindow()
{
    m_notifications->notifications().setLookedAt([](IncidentId) { return false; });
    m_windows->putAway();
    Settings &settings = m_context.settings;
    settings.setState(QStringLiteral("mainWindow"), saveGeometry());
    settings.setState(QStringLiteral("outerSplitter"), m_outer->saveState());
    settings.setState(m_below ? QStringLiteral("belowSplitter") : QStringLiteral("rightSplitter"),
                      m_inner->saveState());
}

void MainWindow::build()
{
    m_inner = new QSplitter(Qt::Horizontal, this);
    m_inner->addWidget(m_queue);
    m_inner->addWidget(m_tabs);
    m_inner->setChildrenCollapsible(false);
    m_outer = new QSplitter(Qt::Horizontal, this);
    m_outer->addWidget(m_presets);
    m_outer->addWidget(m_inner);
    m_outer->setCollapsible(1, false);
    m_outer->setStretchFactor(0, 0);
    m_outer->setStretchFactor(1, 1);
    m_inner->setStretchFactor(0, 1);
    m_inner->setStretchFactor(1, 1);
    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_handovers = new Handovers(m_context, this);
    layout->addWidget(m_connection);
    layout->addWidget(m_handovers->notice());
    layout->addWidget(m_outer, 1);
    setCentralWidget(central);
    m_user = new QLabel(this);
    m_user->setTextFormat(Qt::PlainText);
    m_user->setObjectName(QStringLiteral("user"));
    m_unsent = new QPushButton(this);
    m_unsent->setObjectName(QStringLiteral("unsentCount"));
    m_unsent->setFlat(true);
    m_unsent->hide();
    connect(m_unsent, &QPushButton::clicked, this, [this] { showActions(false); });
    m_calls = new PhoneCalls(m_context, this);
    statusBar()->addWidget(m_calls->button());
    statusBar()->addWidget(m_unsent);
    statusBar()->addWidget(m_handovers->button());
    m_notifications = new NotificationCentre(m_context, this);
    statusBar()->addWidget(m_notifications->button());
    auto *progress = new BulkProgress(m_context, this);
    statusBar()->addWidget(progress);
    connect(progress, &BulkProgress::ended, this, &MainWindow::onJobEnded);
    statusBar()->addPermanentWidget(m_user);

    const Settings &settings = m_context.settings;
    resize(fontMetrics().averageCharWidth() * 210, fontMetrics().height() * 46);
    restoreGeometry(settings.state(QStringLiteral("mainWindow")));
    m_outer->restoreState(settings.state(QStringLiteral("outerSplitter")));
    applyPreviewPlace(settings.value(QStringLiteral("preview/below"), false).toBool());
    suitPreviewPlace();
}

void MainWindow::connectParts()
{
    connect(m_presets, &PresetList::presetChosen, this, &MainWindow::showView);
    connect(m_queue, &QueueView::queryChanged, this, [this](const QString &query) {
        m_presets->showQuery(query);
        m_context.settings.setValue(QStringLiteral("queue/query"), query);
    });
    connect(m_queue, &QueueView::incidentChosen, this, [this](const Incident &incident) {
        m_panel->showIncident(incident);
        // Whoever goes through the list looks at it; whoever works in a tab stays there.
        if (m_queue->isAncestorOf(focusWidget()))
            m_tabs->showPreview();
    });
    connect(m_queue, &QueueView::incidentActivated, this, [this] {
        m_tabs->showPreview();
        m_panel->focusConversation();
    });
    connectPanel(m_panel);
    connectCalls();
    connectHandovers();
    connectNotifications();
    connect(m_tabs, &IncidentTabs::panelMade, this, &MainWindow::connectPanel);
    connect(m_windows, &IncidentWindows::made, this, &MainWindow::connectWindow);
    connect(&m_context.models.session, &Session::employeeChanged, this, &MainWindow::showUser);
    if (const OfflineData *offline = m_context.models.offline) {
        connect(offline, &OfflineData::actionChanged, this, &MainWindow::showUnsent);
        connect(offline, &OfflineData::ready, this, &MainWindow::showUnsent);
        connect(offline, &OfflineData::left, this, &MainWindow::showUnsent);
        connect(&m_context.models.client, &ApiClient::stateChanged, this, &MainWindow::showUnsent);
        showUnsent();
    }
    connect(m_queue, &QueueView::selectionChanged, this,
            [this] { currentPanel().actions().setManySelected(m_queue->selectedCount() > 1); });
    connect(m_tabs, &IncidentTabs::panelChanged, this,
            [this](IncidentPanel *panel) { panel->actions().setManySelected(m_queue->selectedCount() > 1); });
}

void MainWindow::showView(const QString &query, const QString &sort)
{
    if (!sort.isEmpty())
        m_queue->model()->setSortKey(sort);
    m_queue->setQuery(query);
}

void MainWindow::applyPreviewPlace(bool below)
{
    Settings &settings = m_context.settings;
    if (below != m_below)
        settings.setState(m_below ? QStringLiteral("belowSplitter") : QStringLiteral("rightSplitter"),
                          m_inner->saveState());
    m_below = below;
    m_inner->setOrientation(below ? Qt::Vertical : Qt::Horizontal);
    if (isVisible())
        divide();
}

/// As somebody wants it, in this window and the next ones.
void MainWindow::choosePreviewPlace(bool below)
{
    m_context.settings.setValue(QStringLiteral("preview/below"), below);
    applyPreviewPlace(below);
}

/// Until somebody has chosen: side by side where both have room, otherwise one below the other.
void MainWindow::suitPreviewPlace()
{
    if (m_context.settings.value(QStringLiteral("preview/below")).isValid())
        return;
    const bool below = width() < fontMetrics().averageCharWidth() * 165;
    if (below == m_below)
        return;
    applyPreviewPlace(below);
    if (m_belowAction) {
        const QSignalBlocker blocker(m_belowAction);
        m_belowAction->setChecked(below);
    }
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    suitPreviewPlace();
}

/// The shares of list and incident: as they were left, or even.
void MainWindow::divide()
{
    const QByteArray kept =
        m_context.settings.state(m_below ? QStringLiteral("belowSplitter") : QStringLiteral("rightSplitter"));
    if (!kept.isEmpty()) {
        m_inner->restoreState(kept);
        m_inner->setOrientation(m_below ? Qt::Vertical : Qt::Horizontal);
        return;
    }
    const int room = m_below ? m_inner->height() : m_inner->width();
    m_inner->setSizes(m_below ? QList<int>{room * 2 / 5, room * 3 / 5} : QList<int>{room / 2, room / 2});
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    // Only now is it known how much room there is.
    if (!std::exchange(m_divided, true)) {
        layout()->activate();
        divide();
        m_tabs->restore();
        m_windows->restore();
    }
}

void MainWindow::showUser()
{
    const Session &session = m_context.models.session;
    if (!session.isLoggedIn())
        return;
    const Employee &me = session.employee();
    m_user->setText(tr("%1 (%2) · %3", "employee, role, server")
                        .arg(oneLine(me.name, 60), words::name(me.role, m_context.models.words),
                             m_context.models.client.server().authority()));
}

template <typename Window>
RecordsWindow *MainWindow::showRecords(QPointer<RecordsWindow> &kept)
{
    if (!kept) {
        // No parent window, so that it does not stay in front of this one; it goes with it all the same.
        kept = new Window(m_context);
        kept->setAttribute(Qt::WA_DeleteOnClose);
        connect(this, &QObject::destroyed, kept, [window = kept.data()] { delete window; });
    }
    kept->show();
    kept->raise();
    kept->activateWindow();
    return kept;
}

RecordsWindow *MainWindow::showCustomers()
{
    return showRecords<CustomersWindow>(m_customers);
}

RecordsWindow *MainWindow::showEmployees()
{
    return showRecords<EmployeesWindow>(m_employees);
}

RecordsWindow *MainWindow::showTeams()
{
    return showRecords<TeamsWindow>(m_teams);
}

RecordsWindow *MainWindow::showProducts()
{
    return showRecords<ProductsWindow>(m_products);
}

RecordsWindow *MainWindow::showViews()
{
    return showRecords<ViewsWindow>(m_views);
}

RecordsWindow *MainWindow::showCannedReplies()
{
    return showRecords<CannedRepliesWindow>(m_cannedReplies);
}

RecordsWindow *MainWindow::showTags()
{
    return showRecords<TagsWindow>(m_tags);
}

void MainWindow::changePassword()
{
    const Employee &me = m_context.models.session.employee();
    auto *dialog = new PasswordDialog(m_context, me.id, me.name, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::chooseOfflineDays()
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("offlineDays"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setWindowTitle(tr("Work offline"));
    dialog->setLabelText(tr("Incidents changed in the last so many days are kept on this computer, encrypted, for when "
                            "the server is away. They go when you log out."));
    dialog->setIntRange(1, 365);
    dialog->setIntValue(m_context.models.offline->days());
    connect(dialog, &QInputDialog::intValueSelected, this, &MainWindow::offlineDaysChosen);
    dialog->open();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_context.drafts.flush();
    m_calls->flush();
    for (const auto &window : {m_customers, m_employees, m_teams, m_products, m_views, m_cannedReplies, m_tags}) {
        if (window && window->isVisible() && !window->close()) {
            window->raise();
            event->ignore();
            return;
        }
    }
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        static_cast<IncidentPanel *>(m_tabs->widget(tab))->commitEdits();
    m_windows->putAway();
    m_handovers->putAway();
    event->accept();
}

} // namespace mostrador::console
