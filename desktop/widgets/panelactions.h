// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

#include <functional>
#include <vector>

QT_BEGIN_NAMESPACE
class QAction;
class QMenu;
QT_END_NAMESPACE

namespace mostrador::console {

class Commands;
class IncidentPanel;

/// Property of a panel's action: its keys in the window that the panel is in, as people read them.
inline constexpr const char *shownKeys = "mostradorShownKeys";

/// The menu of what can be done with an incident, for a window: its entries and keys act on whichever panel is the
/// current one, and look as they do there.
class PanelActions : public QObject
{
    Q_OBJECT

public:
    /// Fills @p menu with the actions and gives them to @p commands; both stay the window's.
    PanelActions(QMenu *menu, Commands &commands, IncidentPanel *panel, QObject *parent);

    /// From now on the entries act on @p panel.
    void follow(IncidentPanel *panel);

private:
    using Source = std::function<QAction *(const IncidentPanel &)>;
    using MenuSource = std::function<QMenu *(const IncidentPanel &)>;
    struct Entry
    {
        QAction *action;
        Source source;
    };
    struct SubMenu
    {
        QMenu *menu;
        MenuSource source;
    };
    void add(const char *id, const QList<QKeySequence> &keys, const Source &source);
    void addMenu(const MenuSource &source);
    static void mirror(QAction *action, const QAction *source);

    QMenu *m_menu;
    Commands &m_commands;
    QPointer<IncidentPanel> m_panel;
    std::vector<Entry> m_entries;
    std::vector<SubMenu> m_menus;
};

} // namespace mostrador::console
