// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "models/columnrows.h"

#include <QList>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <vector>

namespace mostrador::console {

/// The rows of a PagedTableModel. One request for rows is under way at a time.
template <typename T>
class PagedRows : public ColumnRows<T>
{
public:
    using typename ColumnRows<T>::ItemId;
    using LoadState = PagedTableModel::LoadState;

    int rowCount(const QModelIndex &parent = {}) const override;
    using ColumnRows<T>::columnCount;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    void refresh() override;
    void clear() override;

    const T &at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// The row of an id, or -1 where it is not loaded.
    int rowOf(ItemId id) const;
    QModelIndex indexOf(ItemId id, int column = 0) const;
    /// All rows of the list are loaded.
    bool isComplete() const { return m_state == Pages::Complete; }

protected:
    using ColumnRows<T>::m_context;
    using ColumnRows<T>::m_query;
    using ColumnRows<T>::m_sort;
    using ColumnRows<T>::m_loadState;
    using ColumnRows<T>::setLoadState;
    using ColumnRows<T>::fail;
    using ColumnRows<T>::checkQuery;

    PagedRows(const ModelContext &context, const QString &defaultSort, QObject *parent);

    const T *itemAt(int row) const override { return &at(row); }
    virtual ReplyOf<codec::Page<T>> *requestPage(const requests::ListQuery &list) = 0;
    virtual ReplyOf<T> *requestOne(ItemId id) = 0;
    /// An event of the feed; most lists call itemChanged(), itemAdded() or itemRemoved().
    virtual void onEvent(const Event &event) = 0;
    /// The rows have been loaded, for the first time or anew.
    virtual void rowsReset() {}
    /// No page is under way any more: changes that the feed told meanwhile can be looked at.
    virtual void pageDone() {}

    /// @{ What a list does with an event: fetch the row anew; load in place, soon; remove the row.
    void itemChanged(ItemId id);
    void itemAdded();
    void itemRemoved(ItemId id);
    /// @}

    /// @{ Single changes of the table.
    void insertAt(int row, const T &item);
    void updateAt(int row, const T &item);
    void moveRowTo(int from, int to); ///< @p to: the row it has afterwards
    void removeAt(int row);
    /// @}

    std::vector<T> m_rows;
    enum class Pages
    {
        None,
        More,
        Complete
    };
    Pages m_state = Pages::None;
    QString m_shownQuery; ///< of the rows there are; m_query may be the one being loaded
    QString m_shownSort;
    QPointer<Reply> m_pageRequest; ///< rows as they were at a moment before its answer: live changes wait for it

private:
    void reload() override;
    void loadFirst();
    void refreshPage(std::vector<T> fresh, const QString &cursor, std::size_t wanted);
    void pageFailed(const Failure &failure);
    void pageTaken();
    void merge(const std::vector<T> &fresh);
    void removeBetween(int first, int last);
    void fetchChanged();

    QString m_cursor;
    bool m_refreshAgain = false;
    QSet<ItemId> m_changed;
    QTimer m_changedPause;
    QTimer m_refreshPause;
};

} // namespace mostrador::console
