// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "widgets/widgetcontext.h"

#include <QMainWindow>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QMenu;
QT_END_NAMESPACE

namespace mostrador::console {

class Commands;
class IncidentPanel;

/// One incident in a window of its own, with its menus and keys.
class IncidentWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit IncidentWindow(const WidgetContext &context, QWidget *parent = nullptr);

    IncidentPanel &panel() const { return *m_panel; }
    Commands &commands() const { return *m_commands; }
    IncidentId incidentId() const { return m_id; }
    void showIncident(const Incident &known);
    /// Asks for it, where only its number is known.
    void openIncident(IncidentId id, const QString &reference);

Q_SIGNALS:
    /// Back into the main window, as a tab.
    void tabRequested(const mostrador::Incident &incident);
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void makeViewMenu();

    const WidgetContext m_context;
    Commands *m_commands;
    IncidentPanel *m_panel;
    IncidentId m_id;
};

/// The incidents that are open in windows of their own. Closes them at its end; which ones there were, and where, is
/// remembered for each account.
class IncidentWindows : public QObject
{
    Q_OBJECT

public:
    IncidentWindows(const WidgetContext &context, QObject *parent);
    ~IncidentWindows() override;

    /// Opens a window, or goes to the one that has the incident.
    IncidentWindow *open(const Incident &incident);
    void restore();
    /// Remembers them as they are now.
    void keep();
    /// Closes them all, but they come back with restore().
    void putAway();
    const QList<IncidentWindow *> &all() const { return m_windows; }

Q_SIGNALS:
    /// A new one, to be connected.
    void made(mostrador::console::IncidentWindow *window);

private:
    IncidentWindow *make();

    const WidgetContext m_context;
    QList<IncidentWindow *> m_windows;
    QList<QPointer<IncidentWindow>> m_closed; ///< that go in a moment, but not after this
    bool m_ending = false;
};

} // namespace mostrador::console
