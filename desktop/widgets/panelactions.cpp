// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panelactions.h"

#include "widgets/commands.h"
#include "widgets/composer.h"
#include "widgets/incidentactions.h"
#include "widgets/incidentpanel.h"
#include "widgets/sendundo.h"

#include <QAction>
#include <QMenu>

namespace mostrador::console {

PanelActions::PanelActions(QMenu *menu, Commands &commands, IncidentPanel *panel, QObject *parent)
    : QObject(parent)
    , m_menu(menu)
    , m_commands(commands)
    , m_panel(panel)
{
    const auto of = [](QAction *(IncidentActions::*getter)() const) -> Source {
        return [getter](const IncidentPanel &from) { return (from.actions().*getter)(); };
    };
    // A letter alone where no text is being typed, and the same with Ctrl+Shift everywhere.
    add("reply", {Qt::Key_R, Qt::CTRL | Qt::SHIFT | Qt::Key_R}, of(&IncidentActions::reply));
    add("note", {Qt::Key_N, Qt::CTRL | Qt::SHIFT | Qt::Key_N}, of(&IncidentActions::note));
    add("undoSend", {Qt::Key_Z}, [](const IncidentPanel &from) { return from.sendUndo().action(); });
    menu->addMenu(panel->sendUndo().makeTimeMenu(menu));
    add("attach", {Qt::Key_F, Qt::CTRL | Qt::SHIFT | Qt::Key_F}, of(&IncidentActions::attach));
    add("sendNext", {Qt::CTRL | Qt::SHIFT | Qt::Key_Return, Qt::CTRL | Qt::SHIFT | Qt::Key_Enter},
        [](const IncidentPanel &from) { return from.composer().sendAndGoOnAction(); });
    add("sendResolve", {Qt::CTRL | Qt::ALT | Qt::Key_Return, Qt::CTRL | Qt::ALT | Qt::Key_Enter},
        [](const IncidentPanel &from) { return from.composer().sendAndResolveAction(); });
    menu->addSeparator();
    add("assign", {Qt::Key_A, Qt::CTRL | Qt::SHIFT | Qt::Key_A}, of(&IncidentActions::assign));
    add("assignToMe", {Qt::Key_M, Qt::CTRL | Qt::SHIFT | Qt::Key_M}, of(&IncidentActions::assignToMe));
    addMenu([](const IncidentPanel &from) { return from.actions().statusMenu(); });
    add("status", {Qt::Key_S, Qt::CTRL | Qt::SHIFT | Qt::Key_S}, of(&IncidentActions::chooseStatus));
    add("resolve", {Qt::Key_E}, of(&IncidentActions::resolve));
    addMenu([](const IncidentPanel &from) { return from.actions().priorityMenu(); });
    add("priority", {Qt::Key_P, Qt::CTRL | Qt::SHIFT | Qt::Key_P}, of(&IncidentActions::choosePriority));
    add("tags", {Qt::Key_T, Qt::CTRL | Qt::SHIFT | Qt::Key_Y}, of(&IncidentActions::tags));
    add("due", {Qt::Key_D, Qt::CTRL | Qt::SHIFT | Qt::Key_G}, of(&IncidentActions::due));
    menu->addSeparator();
    add("customer", {Qt::Key_C, Qt::CTRL | Qt::SHIFT | Qt::Key_U}, of(&IncidentActions::showCustomer));
    add("copyReference", {Qt::CTRL | Qt::SHIFT | Qt::Key_C}, of(&IncidentActions::copyReference));
    follow(panel);
    connect(&commands, &Commands::keysChanged, this, [this] {
        if (m_panel)
            follow(m_panel);
    });
}

void PanelActions::add(const char *id, const QList<QKeySequence> &keys, const Source &source)
{
    auto *action = new QAction(m_menu);
    mirror(action, source(*m_panel)); // the text is the command's name
    connect(action, &QAction::triggered, this, [this, source] {
        if (m_panel)
            source(*m_panel)->trigger();
    });
    m_menu->addAction(m_commands.add(QStringLiteral("incident.") + QLatin1String(id),
                                     Commands::titleOf(*m_menu->menuAction()), action, keys));
    m_entries.push_back({action, source});
}

void PanelActions::addMenu(const MenuSource &source)
{
    auto *menu = new QMenu(source(*m_panel)->title(), m_menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu, source] {
        menu->clear();
        if (!m_panel)
            return;
        QMenu *of = source(*m_panel);
        Q_EMIT of->aboutToShow(); // fills it
        menu->addActions(of->actions());
    });
    m_menu->addMenu(menu);
    m_menus.push_back({menu, source});
}

void PanelActions::mirror(QAction *action, const QAction *source)
{
    action->setText(source->text());
    action->setIcon(source->icon());
    action->setEnabled(source->isEnabled());
}

void PanelActions::follow(IncidentPanel *panel)
{
    const QPointer<IncidentPanel> before = std::exchange(m_panel, panel);
    for (const Entry &entry : m_entries) {
        if (before)
            disconnect(entry.source(*before), &QAction::changed, this, nullptr);
        QAction *source = entry.source(*panel);
        source->setProperty(shownKeys, entry.action->shortcut().toString(QKeySequence::NativeText));
        connect(source, &QAction::changed, this,
                [action = entry.action, source] { action->setEnabled(source->isEnabled()); });
        mirror(entry.action, source);
    }
    for (const SubMenu &each : m_menus) {
        const QAction *source = each.source(*panel)->menuAction();
        if (before)
            disconnect(each.source(*before)->menuAction(), &QAction::changed, this, nullptr);
        connect(source, &QAction::changed, this,
                [menu = each.menu, source] { menu->menuAction()->setEnabled(source->isEnabled()); });
        each.menu->menuAction()->setEnabled(source->isEnabled());
    }
}

} // namespace mostrador::console
