// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/settings.h"

#include <QObject>

QT_BEGIN_NAMESPACE
class QMenu;
class QTableView;
QT_END_NAMESPACE

namespace mostrador::console {

class PagedTableModel;

/// Ties the header of a table to a PagedTableModel: a click sorts on the server, columns can be moved, resized and
/// hidden, and all of it is remembered by the columns' names. Owned by the view.
class TableColumns : public QObject
{
    Q_OBJECT

public:
    /// @p name: under which the state is kept. @p hiddenAtFirst: names of columns.
    TableColumns(QTableView *view, PagedTableModel *model, Settings &settings, const QString &name,
                 const QStringList &hiddenAtFirst = {});

    /// Menus to choose columns and the sort order by keyboard too; the parent owns them.
    QMenu *makeColumnMenu(QWidget *parent);
    QMenu *makeSortMenu(QWidget *parent);

private:
    void restore(const QStringList &hiddenAtFirst);
    void save();
    void sortBy(int column);
    void showSort();

    QTableView *m_view;
    PagedTableModel *m_model;
    Settings &m_settings;
    QString m_name;
    bool m_restoring = true;
};

/// The look all tables of the console share: rows selected as a whole, no grid, one line a row, keys that go by rows.
void prepareTable(QTableView *view);

} // namespace mostrador::console
