// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer.h"
#include "widgets/icons.h"
#include "widgets/incidentactions.h"
#include "widgets/incidentpanel.h"
#include "widgets/mainwindow.h"
#include "widgets/presetlist.h"
#include "widgets/queueview.h"
#include "widgets/tablecolumns.h"
#include "widgets/textdialog.h"

#include <QAction>
#include <QActionGroup>
#include <QMenuBar>
#include <QTableView>

/// The menus of the main window: every action is here, with its keys.
namespace mostrador::console {

QAction *MainWindow::add(QMenu *menu, const QString &text, const QKeySequence &keys, const std::function<void()> &run)
{
    QAction *action = menu->addAction(text);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, run);
    return action;
}

void MainWindow::makeFileMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Mostrador"));
    add(menu, tr("Change my &password…"), {}, [this] { changePassword(); });
    menu->addSeparator();
    add(menu, tr("&Log out"), {}, [this] {
        m_context.drafts.flush();
        Q_EMIT logOutRequested();
    })->setObjectName(QStringLiteral("logOut"));
    add(menu, tr("&Quit"), QKeySequence::Quit, [this] { close(); });
}

void MainWindow::makeIncidentMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Incident"));
    const IncidentActions &actions = m_panel->actions();
    menu->addActions({actions.reply(), actions.note(), actions.attach()});
    menu->addSeparator();
    menu->addActions({actions.assign(), actions.assignToMe()});
    menu->addMenu(actions.statusMenu());
    menu->addMenu(actions.priorityMenu());
    menu->addSeparator();
    menu->addActions({actions.showCustomer(), actions.copyReference()});
}

void MainWindow::makeViewMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&View"));
    QAction *find = add(menu, tr("&Find…"), {}, [this] { m_queue->focusFilter(); });
    find->setShortcuts({QKeySequence(QKeySequence::Find), QKeySequence(Qt::Key_Slash)});
    find->setIcon(icon(Glyph::Search));
    QAction *refresh = add(menu, tr("&Refresh"), {}, [this] {
        m_queue->refresh();
        m_panel->refresh();
    });
    refresh->setShortcut(QKeySequence(Qt::Key_F5));
    refresh->setIcon(icon(Glyph::Refresh));
    menu->addSeparator();
    for (int row = 0; row < m_presets->count(); ++row) {
        const QString title = m_presets->item(row)->data(Qt::AccessibleTextRole).toString();
        add(menu, withoutMnemonic(title), QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + row)),
            [this, row] { m_queue->setQuery(m_presets->queryAt(row)); });
    }
    menu->addSeparator();
    add(menu, tr("&Next incident"), tr("Alt+Down"), [this] { m_queue->step(1); });
    add(menu, tr("Pre&vious incident"), tr("Alt+Up"), [this] { m_queue->step(-1); });
    add(menu, tr("Go to the &list"), tr("Ctrl+L"), [this] { m_queue->focusList(); });
    add(menu, tr("Go to the c&onversation"), tr("Ctrl+Shift+L"), [this] { m_panel->focusConversation(); });
    add(menu, tr("Next &tab"), tr("Ctrl+PgDown"), [this] { m_panel->stepTab(1); });
    add(menu, tr("Previous ta&b"), tr("Ctrl+PgUp"), [this] { m_panel->stepTab(-1); });
    menu->addSeparator();
    menu->addMenu(m_queue->columns()->makeSortMenu(menu));
    menu->addMenu(m_queue->columns()->makeColumnMenu(menu));
    auto *compact = menu->addAction(tr("Compact ro&ws"));
    compact->setObjectName(QStringLiteral("compactRows"));
    compact->setCheckable(true);
    compact->setChecked(m_queue->isCompact());
    connect(compact, &QAction::toggled, m_queue, &QueueView::setCompact);
    m_belowAction = menu->addAction(tr("Incident &below the list"));
    m_belowAction->setCheckable(true);
    m_belowAction->setChecked(m_below);
    m_belowAction->setShortcut(QKeySequence(tr("Ctrl+B")));
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
                                                     {tr("&Dark"), ColorScheme::Dark}};
    for (const auto &choice : choices) {
        QAction *action = appearance->addAction(choice.first);
        action->setCheckable(true);
        action->setChecked(choice.second == now);
        schemes->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, scheme = choice.second] { Q_EMIT colorSchemeChosen(scheme); });
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
    }
}

void MainWindow::makeManageMenu()
{
    const Session &session = m_context.models.session;
    QMenu *menu = menuBar()->addMenu(tr("Mana&ge"));
    if (session.isAllowedSomewhere(Action::CustomerRead))
        add(menu, tr("&Customers…"), tr("Ctrl+Shift+K"), [this] { showCustomers(); })->setIcon(icon(Glyph::People));
    if (session.isAllowedSomewhere(Action::EmployeeRead))
        add(menu, tr("&Employees…"), tr("Ctrl+Shift+E"), [this] { showEmployees(); })->setIcon(icon(Glyph::Person));
    if (session.isAllowedSomewhere(Action::TeamRead))
        add(menu, tr("&Teams…"), tr("Ctrl+Shift+T"), [this] { showTeams(); })->setIcon(icon(Glyph::People));
    if (session.isAllowedSomewhere(Action::ProductRead))
        add(menu, tr("&Products…"), tr("Ctrl+Shift+D"), [this] { showProducts(); })->setIcon(icon(Glyph::Product));
}

void MainWindow::makeHelpMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Help"));
    add(menu, tr("&Keyboard shortcuts"), QKeySequence::HelpContents, [this] { showShortcuts(); });
    add(menu, tr("&About Mostrador"), {}, [this] { showAbout(); });
}

void MainWindow::showShortcuts()
{
    auto *dialog = new TextDialog(tr("Keyboard shortcuts"), this);
    dialog->setObjectName(QStringLiteral("shortcutsDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QList<QPair<QString, QString>> rows;
    const auto title = [](const QAction *action) {
        QString text = action->text();
        text.replace(QStringLiteral("&&"), QStringLiteral("\x01"));
        text.remove(u'&');
        return text.replace(u'\x01', u'&').remove(QChar(0x2026));
    };
    for (const QAction *top : menuBar()->actions()) {
        for (const QAction *action : top->menu()->actions()) {
            QStringList keys;
            for (const QKeySequence &sequence : action->shortcuts())
                keys.append(sequence.toString(QKeySequence::NativeText));
            if (!keys.isEmpty())
                rows.append({keys.join(QStringLiteral(", ")), title(action)});
        }
    }
    rows.append({QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText),
                 tr("Send the reply or save the note")});
    rows.append({QKeySequence(Qt::CTRL | Qt::Key_S).toString(QKeySequence::NativeText),
                 tr("Save, in the windows of customers, employees, teams and products")});
    rows.append({QKeySequence(Qt::CTRL | Qt::Key_N).toString(QKeySequence::NativeText), tr("New, in these windows")});
    rows.append({QKeySequence(Qt::Key_Escape).toString(QKeySequence::NativeText),
                 tr("Empty the search; close a dialog or such a window")});
    dialog->addRows(rows);
    dialog->open();
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
