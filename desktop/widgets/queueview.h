// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/incidentlistmodel.h"
#include "widgets/widgetcontext.h"

#include <QWidget>

#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QStackedLayout;
class QTableView;
QT_END_NAMESPACE

namespace mostrador::console {

class QueryField;
class TableColumns;

/// The queue: filter, table, and how many there are.
class QueueView : public QWidget
{
    Q_OBJECT

public:
    explicit QueueView(const WidgetContext &context, QWidget *parent = nullptr);

    void setQuery(const QString &query);
    void refresh() { m_model->refresh(); }
    void focusFilter();
    void focusList();
    /// Moves to the next (+1) or previous (-1) row.
    void step(int rows);
    IncidentListModel *model() const { return m_model; }
    QTableView *table() const { return m_table; }
    QueryField *queryField() const { return m_field; }
    TableColumns *columns() const { return m_columns; }

Q_SIGNALS:
    /// The row that the keyboard or the mouse went to.
    void incidentChosen(const mostrador::Incident &incident);
    /// Enter or a double click on a row.
    void incidentActivated();
    void queryChanged(const QString &query);

private:
    void build();
    void onCurrent(const QModelIndex &current);
    void onReset();
    void showState();
    void showTotal();

    const WidgetContext m_context;
    IncidentListModel *m_model;
    QueryField *m_field;
    QTableView *m_table;
    TableColumns *m_columns;
    QLabel *m_message;
    QWidget *m_pages;
    QStackedLayout *m_stack;
    QLabel *m_total;
    std::optional<IncidentId> m_chosen;
    bool m_restoring = false;
    bool m_wantsFocus = false;
};

} // namespace mostrador::console
