// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scrollkeeper.h"

#include "widgets/rowsview.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>

namespace mostrador::console {

ScrollKeeper::ScrollKeeper(QTableView *view)
    : QObject(view)
    , m_view(view)
{
    const QAbstractItemModel *model = view->model();
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this, &ScrollKeeper::remember);
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &ScrollKeeper::remember);
    connect(model, &QAbstractItemModel::rowsAboutToBeMoved, this, &ScrollKeeper::remember);
    connect(model, &QAbstractItemModel::rowsInserted, this, &ScrollKeeper::restore);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &ScrollKeeper::restore);
    connect(model, &QAbstractItemModel::rowsMoved, this, &ScrollKeeper::restore);
}

void ScrollKeeper::remember()
{
    m_anchor = QPersistentModelIndex();
    if (m_view->verticalScrollBar()->value() == 0)
        return;
    // The row selected, where it is seen: that is the one being read. Otherwise the topmost.
    QModelIndex index = m_view->currentIndex();
    const int height = m_view->viewport()->height();
    const auto topOf = [this](int row) {
        const auto *rows = qobject_cast<const RowsView *>(m_view);
        return rows ? rows->rowTop(row) : m_view->rowViewportPosition(row);
    };
    int position = index.isValid() ? topOf(index.row()) : -1;
    if (!index.isValid() || position < 0 || position > height) {
        index = m_view->indexAt(QPoint(1, 1));
        position = index.isValid() ? topOf(index.row()) : 0;
    }
    m_anchor = index;
    m_position = position;
}

void ScrollKeeper::restore()
{
    if (!m_anchor.isValid())
        return;
    QScrollBar *bar = m_view->verticalScrollBar();
    const int target = m_anchor.row() * m_view->verticalHeader()->defaultSectionSize() - m_position;
    // The view corrects the range later, after its layout; until then it would cut the value.
    if (bar->maximum() < target)
        bar->setMaximum(target);
    bar->setValue(target);
    m_anchor = QPersistentModelIndex();
}

} // namespace mostrador::console
