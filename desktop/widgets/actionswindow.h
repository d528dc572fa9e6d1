// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actionlistmodel.h"
#include "widgets/widgetcontext.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;
class QTableView;
QT_END_NAMESPACE

namespace mostrador::console {

/// What has not reached the server or needs an answer, and the history of one's own changes: conflicts are decided
/// here, refused texts edited, sent again, copied or dismissed, changes taken back. Everything by keyboard.
class ActionsWindow : public QDialog
{
    Q_OBJECT

public:
    explicit ActionsWindow(const WidgetContext &context, QWidget *parent);

    /// Shows the one list or the other.
    void showList(ActionListModel::Show which);

Q_SIGNALS:
    void incidentChosen(mostrador::IncidentId incident);

private:
    QTableView *makeTable(ActionListModel *model, const QString &name, const QString &title);
    QTableView *table() const;
    ActionListModel *model() const;
    int row() const;
    const QueuedAction *action() const;
    void update();
    void activate();
    void decide();
    void sendAgain();
    void undo();
    void copy();
    void dismiss();
    void results();
    void openIncident();

    const WidgetContext m_context;
    ActionListModel *m_open;
    ActionListModel *m_changes;
    QTabWidget *m_tabs;
    QTableView *m_openTable;
    QTableView *m_changesTable;
    QLabel *m_state;
    QPlainTextEdit *m_text;
    QPushButton *m_decide;
    QPushButton *m_sendAgain;
    QPushButton *m_undo;
    QPushButton *m_copy;
    QPushButton *m_dismiss;
    QPushButton *m_results;
    QPushButton *m_show;
    ActionId m_shown; ///< whose text stands in m_text
};

/// How much waits and how much is asked, for the status bar; hidden while there is nothing. A click opens the window.
QString unsentSummary(const ModelContext &context);

} // namespace mostrador::console
