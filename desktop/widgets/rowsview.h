// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace mostrador::console {

/// A table with any number of rows of the same height. What it costs depends on the rows that are seen, not on those
/// there are: QTableView keeps a section for each row, and goes through them whenever one comes or goes.
///
/// A QTableView to everybody else, so to assistive technology too; only its vertical header is empty, and what asks
/// that header about rows (rowHeight(), rowAt(), rowViewportPosition()) means nothing: see rowTop() and indexAt(). Home
/// and End go to the first and the last row.
class RowsView : public QTableView
{
    Q_OBJECT

public:
    explicit RowsView(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// In pixels.
    void setRowHeight(int height);
    int rowHeight() const { return m_rowHeight; }
    /// Where a row begins in the viewport; may lie outside of it.
    int rowTop(int row) const;
    /// @{ The rows that are seen, whole or in part; last < first where there are none.
    int firstShownRow() const;
    int lastShownRow() const;
    /// @}

    /// All rows are selected, also those that come: a state of its own, as the selection model would only know the rows
    /// of the moment. Ends when anything is selected one by one.
    bool isWholeSelected() const { return m_whole; }
    void selectAll() override;

    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;
    /// Would look through all rows there are.
    void keyboardSearch(const QString &) override {}

Q_SIGNALS:
    /// These rows are painted now.
    void rowsShown(int first, int last);
    void wholeSelectedChanged(bool on);

protected:
    void paintEvent(QPaintEvent *event) override;
    void updateGeometries() override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &index) const override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    int sizeHintForColumn(int column) const override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    QModelIndexList selectedIndexes() const override;

private:
    void rowsChanged();
    void setWhole(bool on);
    int column(int visual) const;

    int m_rowHeight = 24;
    bool m_updating = false;
    bool m_whole = false;
};

} // namespace mostrador::console
