// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commandpalette.h"
#include "widgets/commands.h"
#include "widgets/handovers.h"
#include "widgets/icons.h"
#include "widgets/incidentpanel.h"
#include "widgets/incidenttabs.h"
#include "widgets/mainwindow.h"
#include "widgets/notificationcentre.h"
#include "widgets/panelactions.h"
#include "widgets/phonecalls.h"
#include "widgets/presetlist.h"
#include "widgets/querycompleter.h"
#include "widgets/queryfield.h"
#include "widgets/queueview.h"
#include "widgets/recordswindow.h"
#include "widgets/rowsview.h"
#include "widgets/shortcutsdialog.h"
#include "widgets/tablecolumns.h"
#include "widgets/textdialog.h"

#include <QAction>
#include <QActionGroup>
#include <QMenuBar>
#include <QStatusBar>

/// The menus of the main window: every action is here, with its keys.
namespace mostrador::console {

namespace {

QList<QKeySequence> keys(std::initializer_list<QKeySequence> list)
{
    return list;
}

} // namespace

QAction *MainWindow::add(QMenu *menu, const QString &id, const QString &text, const QList<QKeySequence> &defaults,
                         const std::function<void()> &run)
{
    QAction *action = menu->addAction(text);
    connect(action, &QAction::triggered, this, run);
    return m_commands->add(id, Commands::titleOf(*menu->menuAction()), action, defaults);
}

void MainWindow::makeFileMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Mostrador"));
    add(menu, QStringLiteral("account.password"), tr("Change my &password…"), {}, [this] { changePassword(); });
    if (m_context.models.offline) {
        menu->addSeparator();
        add(menu, QStringLiteral("changes.undo"), tr("&Undo my last change"), keys({Qt::CTRL | Qt::Key_Z}),
            [this] { undoLastChange(); });
        add(menu, QStringLiteral("changes.history"), tr("My c&hanges…"), keys({Qt::CTRL | Qt::SHIFT | Qt::Key_Z}),
            [this] { showActions(true); });
        add(menu, QStringLiteral("changes.unsent"), tr("&Not sent yet…"), keys({Qt::CTRL | Qt::SHIFT | Qt::Key_X}),
            [this] { showActions(false); });
        add(menu, QStringLiteral("account.offlineDays"), tr("Days kept for work &offline…"), {},
            [this] { chooseOfflineDays(); });
    }
    menu->addSeparator();
    if (m_handovers->canGive())
        add(menu, QStringLiteral("handover.give"), tr("Hand o&ver my shift…"),
            keys({Qt::Key_H, Qt::CTRL | Qt::SHIFT | Qt::Key_H}), [this] { m_handovers->openForm(); });
    if (m_handovers->canRead())
        add(menu, QStringLiteral("handover.show"), tr("&Received and given hand-overs…"),
            keys({Qt::SHIFT | Qt::Key_H, Qt::CTRL | Qt::SHIFT | Qt::Key_J}), [this] { m_handovers->openWindow(); });
    menu->addSeparator();
    add(menu, QStringLiteral("notifications.show"), tr("Not&ifications…"),
        keys({Qt::Key_Q, Qt::CTRL | Qt::SHIFT | Qt::Key_Q}), [this] { m_notifications->showList(); })
        ->setIcon(icon(Glyph::Bell));
    add(menu, QStringLiteral("notifications.allRead"), tr("&Mark all notifications as read"), {},
        [this] { m_notifications->notifications().markAllRead(); });
    add(menu, QStringLiteral("notifications.settings"), tr("Notification &settings…"), {},
        [this] { m_notifications->showSettings(); });
    menu->addSeparator();
    add(menu, QStringLiteral("account.logOut"), tr("&Log out"), {}, [this] {
        m_context.drafts.flush();
        Q_EMIT logOutRequested();
    })->setObjectName(QStringLiteral("logOut"));
    add(menu, QStringLiteral("program.quit"), tr("&Quit"), keys({Qt::CTRL | Qt::Key_Q}), [this] { close(); });
}

void MainWindow::makeIncidentMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Incident"));
    if (m_calls->isAllowed()) {
        add(menu, QStringLiteral("incident.call"), tr("P&hone call…"), keys({Qt::Key_Y, Qt::CTRL | Qt::Key_N}), [this] {
            m_calls->open();
        })->setIcon(icon(Glyph::Add));
        menu->addSeparator();
    }
    auto *actions = new PanelActions(menu, *m_commands, m_panel, this);
    connect(m_tabs, &IncidentTabs::panelChanged, actions, &PanelActions::follow);
    if (m_context.models.offline) {
        menu->addSeparator();
        add(menu, QStringLiteral("incident.many"), tr("Write to all &selected…"),
            keys({Qt::CTRL | Qt::SHIFT | Qt::Key_O}), [this] {
                if (!changeMany(BulkDialog::Begin::Message))
                    statusBar()->showMessage(tr("Select several incidents in the list first."), 8000);
            });
    }
}

void MainWindow::makeViewMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&View"));
    const auto put = [&](const char *id, const QString &text, const QList<QKeySequence> &defaults,
                         const std::function<void()> &run) {
        return add(menu, QStringLiteral("view.") + QLatin1String(id), text, defaults, run);
    };
    put("palette", tr("&Go to or do…"), keys({Qt::CTRL | Qt::Key_K}), [this] { showPalette(); });
    put("find", tr("&Find…"), keys({Qt::Key_Slash, Qt::CTRL | Qt::Key_F}), [this] {
        m_queue->focusFilter();
    })->setIcon(icon(Glyph::Search));
    put("searchExactly", tr("Search for e&xactly what was typed"), keys({Qt::CTRL | Qt::Key_G}),
        [this] { m_queue->searchExactly(); });
    put("listAll", tr("List &all that was found"), keys({Qt::CTRL | Qt::Key_J}), [this] { m_queue->listAllFound(); });
    QAction *keep = menu->addAction(tr("Re&member my searches"));
    keep->setCheckable(true);
    keep->setChecked(m_queue->completer()->keepsSearches());
    m_commands->add(QStringLiteral("view.keepSearches"), Commands::titleOf(*menu->menuAction()), keep);
    connect(keep, &QAction::toggled, m_queue->completer(), &QueryCompleter::setKeepsSearches);
    put("forgetSearches", tr("Forget my searches"), {}, [this] { m_queue->completer()->forgetSearches(); });
    put("refresh", tr("&Refresh"), keys({Qt::Key_F5}), [this] {
        m_queue->refresh();
        currentPanel().refresh();
    })->setIcon(icon(Glyph::Refresh));
    menu->addSeparator();
    for (int row = 0; row < m_presets->builtInCount(); ++row) {
        const QString title = m_presets->item(row)->data(Qt::AccessibleTextRole).toString();
        add(menu, QStringLiteral("view.preset%1").arg(row + 1), withoutMnemonic(title),
            keys({Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + row)}),
            [this, row] { showView(m_presets->queryAt(row), m_presets->sortAt(row)); });
    }
    put("save", tr("&Save this search as a view…"), keys({Qt::CTRL | Qt::Key_D}), [this] { saveView(); });
    menu->addSeparator();
    put("next", tr("&Next incident"), keys({Qt::Key_J, Qt::ALT | Qt::Key_Down}), [this] { stepInList(1); });
    put("previous", tr("Pre&vious incident"), keys({Qt::Key_K, Qt::ALT | Qt::Key_Up}), [this] { stepInList(-1); });
    put("list", tr("Go to the &list"), keys({Qt::Key_L, Qt::CTRL | Qt::Key_L}), [this] { m_queue->focusList(); });
    put("conversation", tr("Go to the c&onversation"), keys({Qt::Key_O, Qt::CTRL | Qt::SHIFT | Qt::Key_L}),
        [this] { currentPanel().focusConversation(); });
    put("properties", tr("Go to the propert&ies"), keys({Qt::Key_I, Qt::CTRL | Qt::Key_I}),
        [this] { currentPanel().focusProperties(); });
    put("customerCard", tr("Go to the c&ustomer's incidents"), keys({Qt::Key_U, Qt::CTRL | Qt::Key_U}),
        [this] { currentPanel().focusCustomer(); });
    put("nextTab", tr("Next &tab"), keys({Qt::CTRL | Qt::Key_PageDown}), [this] { currentPanel().stepTab(1); });
    put("previousTab", tr("Previous ta&b"), keys({Qt::CTRL | Qt::Key_PageUp}), [this] { currentPanel().stepTab(-1); });
    menu->addSeparator();
    makeTabCommands(menu);
    menu->addSeparator();
    menu->addMenu(m_queue->columns()->makeSortMenu(menu));
    menu->addMenu(m_queue->columns()->makeColumnMenu(menu));
    put("edit", tr("&Edit in the list"), keys({Qt::Key_F2}), [this] { m_queue->editCurrent(); });
    QAction *all =
        put("selectAll", tr("Select all inci&dents"), keys({Qt::CTRL | Qt::Key_A}), [this] { m_queue->selectAll(); });
    // Elsewhere these keys mean the text.
    all->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_queue->table()->addAction(all);
    QAction *compact = menu->addAction(tr("Compact ro&ws"));
    compact->setObjectName(QStringLiteral("compactRows"));
    compact->setCheckable(true);
    compact->setChecked(m_queue->isCompact());
    m_commands->add(QStringLiteral("view.compact"), Commands::titleOf(*menu->menuAction()), compact,
                    keys({Qt::CTRL | Qt::SHIFT | Qt::Key_B}));
    connect(compact, &QAction::toggled, m_queue, &QueueView::setCompact);
    QAction *sideBar = menu->addAction(tr("Side bar of the inciden&t"));
    sideBar->setCheckable(true);
    sideBar->setChecked(m_panel->isSideBarShown());
    m_commands->add(QStringLiteral("view.sideBar"), Commands::titleOf(*menu->menuAction()), sideBar,
                    keys({Qt::Key_V, Qt::CTRL | Qt::SHIFT | Qt::Key_I}));
    connect(sideBar, &QAction::triggered, this, [this](bool on) { currentPanel().setSideBarShown(on); });
    connect(m_panel, &IncidentPanel::sideBarShown, sideBar, &QAction::setChecked);
    connect(m_tabs, &IncidentTabs::panelMade, sideBar, [sideBar](IncidentPanel *panel) {
        connect(panel, &IncidentPanel::sideBarShown, sideBar, &QAction::setChecked);
    });
    connect(m_tabs, &IncidentTabs::panelChanged, sideBar,
            [sideBar](IncidentPanel *panel) { sideBar->setChecked(panel->isSideBarShown()); });
    m_belowAction = menu->addAction(tr("Incident &below the list"));
    m_belowAction->setCheckable(true);
    m_belowAction->setChecked(m_below);
    m_commands->add(QStringLiteral("view.below"), Commands::titleOf(*menu->menuAction()), m_belowAction,
                    keys({Qt::CTRL | Qt::Key_B}));
    connect(m_belowAction, &QAction::toggled, this, &MainWindow::choosePreviewPlace);
    menu->addSeparator();
    makeAppearanceMenus(menu);
}

void MainWindow::makeAppearanceMenus(QMenu *menu)
{
    QMenu *appearance = menu->addMenu(tr("&Appearance"));
    auto *schemes = new QActionGroup(this);
    const ColorScheme now = colorSchemeFromString(m_context.settings.colorScheme());
    const QList<QPair<QString, ColorScheme>> choices{{tr("As the &system"), ColorScheme::System},
                                                     {tr("&Light"), ColorScheme::Light},
                                                     {tr("&Dark"), ColorScheme::Dark},
                                                     {tr("High contrast, &black on white"), ColorScheme::ContrastLight},
                                                     {tr("High contrast, &white on black"), ColorScheme::ContrastDark}};
    for (const auto &choice : choices) {
        QAction *action = appearance->addAction(choice.first);
        action->setCheckable(true);
        action->setChecked(choice.second == now);
        schemes->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, scheme = choice.second] { Q_EMIT colorSchemeChosen(scheme); });
        m_commands->add(QStringLiteral("appearance.") +
                            (choice.second == ColorScheme::System ? QStringLiteral("system") : toString(choice.second)),
                        Commands::titleOf(*appearance->menuAction()), action);
    }
    QMenu *language = menu->addMenu(tr("Lan&guage"));
    auto *languages = new QActionGroup(this);
    const QList<QPair<QString, QString>> names{{tr("As the &system"), QString()},
                                               {QStringLiteral("&Español"), QStringLiteral("es")},
                                               {QStringLiteral("E&nglish"), QStringLiteral("en")}};
    for (const auto &name : names) {
        QAction *action = language->addAction(name.first);
        action->setCheckable(true);
        action->setChecked(name.second == m_context.settings.language());
        languages->addAction(action);
        connect(action, &QAction::triggered, this, [this, code = name.second] { Q_EMIT languageChosen(code); });
        m_commands->add(QStringLiteral("language.") + (name.second.isEmpty() ? QStringLiteral("system") : name.second),
                        Commands::titleOf(*language->menuAction()), action);
    }
}

void MainWindow::makeManageMenu()
{
    const Session &session = m_context.models.session;
    QMenu *menu = menuBar()->addMenu(tr("Mana&ge"));
    if (session.isAllowedSomewhere(Action::CustomerRead))
        add(menu, QStringLiteral("manage.customers"), tr("&Customers…"), keys({Qt::CTRL | Qt::SHIFT | Qt::Key_K}),
            [this] { showCustomers(); })
            ->setIcon(icon(Glyph::People));
    if (session.isAllowedSomewhere(Action::EmployeeRead))
        add(menu, QStringLiteral("manage.employees"), tr("&Employees…"), keys({Qt::CTRL | Qt::SHIFT | Qt::Key_E}),
            [this] { showEmployees(); })
            ->setIcon(icon(Glyph::Person));
    if (session.isAllowedSomewhere(Action::TeamRead))
        add(menu, QStringLiteral("manage.teams"), tr("&Teams…"), keys({Qt::CTRL | Qt::SHIFT | Qt::Key_T}), [this] {
            showTeams();
        })->setIcon(icon(Glyph::People));
    if (session.isAllowedSomewhere(Action::ProductRead))
        add(menu, QStringLiteral("manage.products"), tr("&Products…"), keys({Qt::CTRL | Qt::SHIFT | Qt::Key_D}),
            [this] { showProducts(); })
            ->setIcon(icon(Glyph::Product));
    menu->addSeparator();
    add(menu, QStringLiteral("manage.views"), tr("&Views…"), keys({Qt::CTRL | Qt::SHIFT | Qt::Key_V}),
        [this] { showViews(); });
    if (session.isAllowedSomewhere(Action::CannedReplyRead))
        add(menu, QStringLiteral("manage.cannedReplies"), tr("Canned &replies…"), {}, [this] { showCannedReplies(); });
    if (session.isAllowedSomewhere(Action::TagRead))
        add(menu, QStringLiteral("manage.tags"), tr("Ta&gs…"), {}, [this] { showTags(); });
}

void MainWindow::makeHelpMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Help"));
    add(menu, QStringLiteral("help.shortcuts"), tr("&Keyboard shortcuts…"), keys({Qt::Key_Question, Qt::Key_F1}),
        [this] { showShortcuts(); });
    add(menu, QStringLiteral("help.about"), tr("&About Mostrador"), {}, [this] { showAbout(); });
}

void MainWindow::showShortcuts()
{
    auto *dialog = new ShortcutsDialog(*m_commands, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::saveView()
{
    showViews()->createRecord({{QStringLiteral("scope"), mostrador::toString(ViewScope::Personal)},
                               {QStringLiteral("query"), m_queue->queryField()->query()},
                               {QStringLiteral("sort"), m_queue->model()->sortKey()}});
}

void MainWindow::showPalette()
{
    QList<CommandPalette::View> views;
    // The usual ones are commands.
    for (int row = m_presets->builtInCount(); row < m_presets->QListWidget::count(); ++row)
        views.append({m_presets->titleAt(row), m_presets->queryAt(row), m_presets->sortAt(row)});
    auto *palette = new CommandPalette(m_context, *m_commands, views, this);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    connect(palette, &CommandPalette::viewChosen, this, [this](const QString &query, const QString &sort) {
        showView(query, sort);
        m_queue->focusList();
    });
    connect(palette, &CommandPalette::incidentChosen, this, [this](const Incident &incident) {
        m_panel->showIncident(incident);
        m_tabs->showPreview();
        m_panel->focusConversation();
    });
    connect(palette, &CommandPalette::customerChosen, this,
            [this](CustomerId id) { showCustomers()->showRecord(id.value()); });
    palette->open();
}

void MainWindow::showAbout()
{
    auto *dialog = new TextDialog(tr("About Mostrador"), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->addText(tr("Mostrador %1, the employees' console. Incident management for an online company.")
                        .arg(QStringLiteral(MOSTRADOR_VERSION)));
    dialog->addText(tr("Free software under the GNU General Public License, version 3 or later. It comes without any "
                       "warranty."));
    dialog->addRows({{tr("Server"), m_context.models.client.server().toString()},
                     {tr("Qt"), QString::fromLatin1(qVersion())},
                     {tr("Settings"), m_context.settings.filePath()}});
    dialog->open();
}

} // namespace mostrador::console
