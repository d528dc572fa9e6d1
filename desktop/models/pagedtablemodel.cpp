// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pagedtablemodel.h"

namespace mostrador::console {

PagedTableModel::PagedTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void PagedTableModel::setQuery(const QString &query)
{
    m_query = query;
    reload();
}

void PagedTableModel::setSortKey(const QString &key)
{
    if (m_sort == key)
        return;
    m_sort = key;
    Q_EMIT sortChanged();
    if (m_loadState != LoadState::Idle)
        reload();
}

int PagedTableModel::sortColumn() const
{
    const QString key = m_sort.startsWith(u'-') ? m_sort.mid(1) : m_sort;
    for (int column = 0; column < columnCount(); ++column) {
        if (!key.isEmpty() && sortKeyOf(column) == key)
            return column;
    }
    return -1;
}

Qt::SortOrder PagedTableModel::sortOrder() const
{
    return m_sort.startsWith(u'-') ? Qt::DescendingOrder : Qt::AscendingOrder;
}

void PagedTableModel::setLoadState(LoadState state)
{
    if (m_loadState == state)
        return;
    m_loadState = state;
    Q_EMIT loadStateChanged(state);
}

void PagedTableModel::fail(const Failure &failure)
{
    m_lastFailure = failure;
    setLoadState(LoadState::Failed);
    Q_EMIT failed(failure);
}

} // namespace mostrador::console
