// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "models/modelcontext.h"
#include "models/pagedtablemodel.h"

#include <QList>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <vector>

namespace mostrador::console {

/// A column of a list of Ts: how its cells are made.
template <typename T>
struct ColumnOf
{
    const char *name; ///< the API's name
    QString (*title)();
    QString (*text)(const T &item, const ModelContext &context);
    QVariant (*raw)(const T &item);
    const char *sortKey = nullptr; ///< the API's, where the server can sort by it
    bool number = false;           ///< aligned to the end
    /// More than the text, where there is more to say.
    QString (*toolTip)(const T &item, const ModelContext &context) = nullptr;
};

/// The rows of a PagedTableModel. One request for rows is under way at a time.
template <typename T>
class PagedRows : public PagedTableModel
{
public:
    using ItemId = decltype(T::id);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    bool isSortable(int column) const override;
    QString columnName(int column) const override;
    void refresh() override;
    void clear() override;

    const T &at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// The row of an id, or -1 where it is not loaded.
    int rowOf(ItemId id) const;
    QModelIndex indexOf(ItemId id, int column = 0) const;
    /// All rows of the list are loaded.
    bool isComplete() const { return m_state == Pages::Complete; }

protected:
    PagedRows(const ModelContext &context, const QString &defaultSort, QObject *parent);

    virtual const std::vector<ColumnOf<T>> &columns() const = 0;
    virtual ReplyOf<codec::Page<T>> *requestPage(const requests::ListQuery &list) = 0;
    virtual ReplyOf<T> *requestOne(ItemId id) = 0;
    /// An event of the feed; most lists call itemChanged(), itemAdded() or itemRemoved().
    virtual void onEvent(const Event &event) = 0;
    /// What the row is called in a sentence.
    virtual QString nameOf(const T &item) const = 0;
    /// A role of the list's own.
    virtual QVariant ownData(const T &item, int column, int role) const;
    /// Faults in the query that can be found here.
    virtual std::optional<Problem> checkQuery(const QString &query) const;
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

    const ModelContext m_context;
    const QString m_defaultSort;
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
    QString sortKeyOf(int column) const override;
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
