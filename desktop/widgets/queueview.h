// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/incidentlistmodel.h"
#include "widgets/widgetcontext.h"

#include <QWidget>

#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QStackedLayout;
QT_END_NAMESPACE

namespace mostrador::console {

class Notice;
class QueryField;
class RowsView;
class SearchLine;
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
    /// Opens the editor of the current cell where it may be changed.
    void editCurrent();
    void selectAll();
    /// @{ Of a search that was typed: just what was typed, whatever may have been meant; all hits instead of the best;
    /// back to what was shown before it. Nothing happens where there is none.
    void searchExactly();
    void listAllFound();
    void leaveSearch();
    /// @}
    IncidentListModel *model() const { return m_model; }
    RowsView *table() const { return m_table; }
    QueryField *queryField() const { return m_field; }
    TableColumns *columns() const { return m_columns; }
    SearchLine *searchLine() const { return m_searchLine; }
    Notice &notice() const { return *m_notice; }

    /// Which incidents are selected. A million of them are one entry.
    struct Selected
    {
        bool whole = false; ///< everything that the query has, also what comes
        QString query;
        QString sort;
        QList<QPair<int, int>> rows; ///< first and last row of each part; empty if @c whole
        qint64 count = 0;
        QList<IncidentId> ids; ///< of the selected rows whose content is there, in order
    };
    Selected selected() const;
    qint64 selectedCount() const;
    /// Begins to ask for the ids of all that is selected now, in memory or not. The reader is @p parent's.
    SelectionReader *readSelected(QObject *parent) const;
    /// How high the rows are; remembered.
    bool isCompact() const { return m_compact; }
    void setCompact(bool compact);

Q_SIGNALS:
    /// What selected() tells is another one.
    void selectionChanged();
    /// The row that the keyboard or the mouse went to.
    void incidentChosen(const mostrador::Incident &incident);
    /// Enter or a double click on a row.
    void incidentActivated();
    void queryChanged(const QString &query);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void onQuery(const QString &query, bool typed);
    void goToFirst();
    void showSearch();
    void onCurrent(const QModelIndex &current);
    void onReset();
    void onData(const QModelIndex &first, const QModelIndex &last);
    void onSelection();
    void onEdited(const Incident &incident, const IncidentChange &undo);
    void showState();
    /// Whether the list is what this computer keeps, because the server is away.
    bool isOfCopy() const;
    void showTotal();

    const WidgetContext m_context;
    IncidentListModel *m_model;
    QueryField *m_field;
    RowsView *m_table;
    TableColumns *m_columns;
    QLabel *m_message;
    Notice *m_notice;
    QWidget *m_pages;
    QStackedLayout *m_stack;
    QLabel *m_total;
    SearchLine *m_searchLine;
    QPushButton *m_listAll;
    /// What was shown before somebody typed words.
    struct Before
    {
        QString query;
        QString sort;
        std::optional<IncidentId> chosen;
    };
    std::optional<Before> m_before;
    bool m_wantsFirst = false; ///< the first hit is to be gone to when it is there
    bool m_goesBack = false;
    std::optional<IncidentId> m_chosen;
    bool m_restoring = false;
    bool m_wantsFocus = false;
    bool m_awaited = false; ///< the current row's content is still to come
    bool m_compact = true;
};

} // namespace mostrador::console
