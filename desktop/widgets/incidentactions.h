// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/openincident.h"
#include "widgets/bulkdialog.h"
#include "widgets/widgetcontext.h"

#include <QObject>

#include <functional>

QT_BEGIN_NAMESPACE
class QAction;
class QMenu;
class QWidget;
QT_END_NAMESPACE

namespace mostrador::console {

/// What can be done with the incident that is open: the actions of the menu and of the buttons in its header, enabled
/// as the role, the status machine and the connection allow.
class IncidentActions : public QObject
{
    Q_OBJECT

public:
    /// @p host: owns the menus and is the parent of dialogs.
    IncidentActions(const WidgetContext &context, OpenIncident &incident, QWidget *host);

    QAction *reply() const { return m_reply; }
    QAction *note() const { return m_note; }
    QAction *attach() const { return m_attach; }
    QAction *assign() const { return m_assign; }
    QAction *assignToMe() const { return m_assignToMe; }
    /// @{ To open the menus by a key; whoever has a place for them does.
    QAction *chooseStatus() const { return m_chooseStatus; }
    QAction *choosePriority() const { return m_choosePriority; }
    /// @}
    QAction *resolve() const { return m_resolve; }
    QAction *due() const { return m_due; }
    QAction *tags() const { return m_tags; }
    QAction *copyReference() const { return m_copyReference; }
    QAction *showCustomer() const { return m_showCustomer; }
    /// Asked before an action is carried out on the open incident: true where it is for many incidents instead.
    void setForMany(std::function<bool(BulkDialog::Begin)> forMany) { m_forMany = std::move(forMany); }
    /// Then what can be done with many is, whatever may be done with the one that is open.
    void setManySelected(bool many);
    bool isForMany(BulkDialog::Begin begin) const { return m_forMany && m_forMany(begin); }
    QMenu *statusMenu() const { return m_statusMenu; }
    QMenu *priorityMenu() const { return m_priorityMenu; }
    void setStatus(IncidentStatus status);
    /// Nothing: from impact and urgency.
    void setPriority(std::optional<Priority> priority);
    /// Sends a change; once it is saved, changeSaved() tells @p what, and how it is taken back.
    void apply(const IncidentChange &wanted, const IncidentChange &undo, const QString &what);

Q_SIGNALS:
    /// A change was saved that can be taken back by @p undo (empty: it cannot).
    void changeSaved(const QString &what, const mostrador::IncidentChange &undo);
    void showCustomerRequested(mostrador::CustomerId customer);

private:
    void makeActions();
    void update();
    void fillStatusMenu();
    void fillPriorityMenu();
    void chooseAssignee();
    void chooseDue();
    void chooseTags();
    void setDue(std::optional<Timestamp> due);
    void askReason();

    struct Pending
    {
        IncidentId incident;
        QString what;
        IncidentChange undo;
    };

    const WidgetContext m_context;
    OpenIncident &m_incident;
    QWidget *m_host;
    std::function<bool(BulkDialog::Begin)> m_forMany;
    bool m_many = false;
    QAction *m_reply;
    QAction *m_note;
    QAction *m_attach;
    QAction *m_assign;
    QAction *m_assignToMe;
    QAction *m_chooseStatus;
    QAction *m_choosePriority;
    QAction *m_resolve;
    QAction *m_due;
    QAction *m_tags;
    QAction *m_copyReference;
    QAction *m_showCustomer;
    QMenu *m_statusMenu;
    QMenu *m_priorityMenu;
    QList<Pending> m_pending; ///< in the order they were sent; no text: nothing to tell
};

} // namespace mostrador::console
