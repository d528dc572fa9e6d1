// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pagedrows.h"

#include "model/limits.h"

#include <QHash>

#include <algorithm>
#include <chrono>

namespace mostrador::console {

namespace {

using namespace std::chrono_literals;

constexpr int pageRows = 100;
/// More rows than that are not loaded anew in place; those behind come again by scrolling.
constexpr std::size_t maxRefreshed = 5000;
/// More changed rows than that are not fetched one by one.
constexpr qsizetype maxSingles = 20;
constexpr auto changedPause = 150ms;
constexpr auto refreshPause = 500ms;

} // namespace

template <typename T>
PagedRows<T>::PagedRows(const ModelContext &context, const QString &defaultSort, QObject *parent)
    : ColumnRows<T>(context, defaultSort, parent)
{
    m_changedPause.setSingleShot(true);
    m_changedPause.setInterval(changedPause);
    m_refreshPause.setSingleShot(true);
    m_refreshPause.setInterval(refreshPause);
    this->connect(&m_changedPause, &QTimer::timeout, this, [this] { fetchChanged(); });
    this->connect(&m_refreshPause, &QTimer::timeout, this, [this] { refresh(); });
    this->connect(&context.feed, &FeedClient::eventReceived, this, [this](const Event &event) {
        if (m_loadState != LoadState::Idle)
            onEvent(event);
    });
    this->connect(&context.feed, &FeedClient::resyncRequired, this, [this] { refresh(); });
    this->connect(&context.client, &ApiClient::sourceChanged, this, [this] { refresh(); });
    this->connect(&context.client, &ApiClient::stateChanged, this, [this](ApiClient::State state) {
        if (state == ApiClient::State::Online && m_loadState == LoadState::Failed)
            reload();
    });
}

template <typename T>
int PagedRows<T>::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

template <typename T>
int PagedRows<T>::rowOf(ItemId id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const T &item) { return item.id == id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

template <typename T>
QModelIndex PagedRows<T>::indexOf(ItemId id, int column) const
{
    const int row = rowOf(id);
    return row < 0 ? QModelIndex() : this->index(row, column);
}

// --- loading ---

template <typename T>
void PagedRows<T>::reload()
{
    if (const auto mistake = checkQuery(m_query)) {
        Q_EMIT this->queryMistake(*mistake);
        return;
    }
    // What is under way belongs to the query before.
    if (m_pageRequest)
        m_pageRequest->abort();
    m_pageRequest.clear();
    if (m_state != Pages::None && m_query == m_shownQuery && m_sort == m_shownSort) {
        refresh();
        Q_EMIT this->queryAccepted();
    } else {
        loadFirst();
    }
}

template <typename T>
void PagedRows<T>::loadFirst()
{
    setLoadState(LoadState::Loading);
    auto *reply = requestPage({m_query, m_sort, {}, pageRows});
    m_pageRequest = reply;
    reply->then(this, [this, query = m_query, sortKey = m_sort](const Answer<codec::Page<T>> &answer) {
        m_pageRequest.clear();
        if (!answer) {
            pageFailed(answer.error());
            return;
        }
        this->beginResetModel();
        m_rows.assign(answer->items.begin(), answer->items.end());
        m_cursor = answer->nextCursor;
        m_state = m_cursor.isEmpty() ? Pages::Complete : Pages::More;
        m_shownQuery = query;
        m_shownSort = sortKey;
        this->endResetModel();
        setLoadState(LoadState::Ready);
        rowsReset();
        Q_EMIT this->queryAccepted();
        pageTaken();
    });
}

template <typename T>
bool PagedRows<T>::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_state == Pages::More && !m_pageRequest;
}

template <typename T>
void PagedRows<T>::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    auto *reply = requestPage({m_shownQuery, m_shownSort, m_cursor, pageRows});
    m_pageRequest = reply;
    reply->then(this, [this](const Answer<codec::Page<T>> &answer) {
        m_pageRequest.clear();
        if (!answer) {
            pageFailed(answer.error());
            return;
        }
        QSet<ItemId> known;
        for (const T &item : m_rows)
            known.insert(item.id);
        std::vector<T> fresh;
        for (const T &item : answer->items) {
            // One that moved meanwhile may come a second time.
            if (!known.contains(item.id)) {
                known.insert(item.id);
                fresh.push_back(item);
            }
        }
        m_cursor = answer->nextCursor;
        m_state = m_cursor.isEmpty() ? Pages::Complete : Pages::More;
        if (!fresh.empty()) {
            const int first = rowCount();
            this->beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
            m_rows.insert(m_rows.end(), fresh.begin(), fresh.end());
            this->endInsertRows();
        }
        setLoadState(LoadState::Ready);
        pageTaken();
    });
}

template <typename T>
void PagedRows<T>::refresh()
{
    if (m_state == Pages::None)
        return;
    if (m_pageRequest) {
        // What is under way may have been read before the change that we are to load.
        m_refreshAgain = true;
        return;
    }
    m_refreshAgain = false;
    m_refreshPause.stop();
    refreshPage({}, {}, std::min(std::max<std::size_t>(m_rows.size(), pageRows), maxRefreshed));
}

template <typename T>
void PagedRows<T>::refreshPage(std::vector<T> fresh, const QString &cursor, std::size_t wanted)
{
    const auto missing = static_cast<int>(wanted - fresh.size());
    const int limit = std::clamp(missing, 1, limits::pageMax);
    auto *reply = requestPage({m_shownQuery, m_shownSort, cursor, limit});
    m_pageRequest = reply;
    reply->then(this, [this, fresh = std::move(fresh), wanted](const Answer<codec::Page<T>> &answer) mutable {
        m_pageRequest.clear();
        if (!answer) {
            pageFailed(answer.error());
            return;
        }
        fresh.insert(fresh.end(), answer->items.begin(), answer->items.end());
        if (!answer->nextCursor.isEmpty() && fresh.size() < wanted) {
            refreshPage(std::move(fresh), answer->nextCursor, wanted);
            return;
        }
        m_cursor = answer->nextCursor;
        m_state = m_cursor.isEmpty() ? Pages::Complete : Pages::More;
        merge(fresh);
        setLoadState(LoadState::Ready);
        rowsReset();
        pageTaken();
    });
}

template <typename T>
void PagedRows<T>::pageFailed(const Failure &failure)
{
    // A query may be of the length allowed and yet, in letters that take many bytes each, too long for a request.
    if (failure.is(ErrorCode::InvalidQuery) || failure.is(ErrorCode::UriTooLong)) {
        setLoadState(m_state == Pages::None ? LoadState::Idle : LoadState::Ready);
        Q_EMIT this->queryMistake(failure.problem);
        return;
    }
    fail(failure);
}

template <typename T>
void PagedRows<T>::pageTaken()
{
    if (m_refreshAgain) {
        refresh();
        return;
    }
    if (!m_changed.isEmpty())
        m_changedPause.start();
    pageDone();
}

template <typename T>
void PagedRows<T>::merge(const std::vector<T> &fresh)
{
    QHash<ItemId, int> places;
    std::vector<const T *> wanted;
    for (const T &item : fresh) {
        if (!places.contains(item.id)) {
            places.insert(item.id, static_cast<int>(wanted.size()));
            wanted.push_back(&item);
        }
    }
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (places.contains(at(row).id))
            continue;
        int first = row;
        while (first > 0 && !places.contains(at(first - 1).id))
            --first;
        removeBetween(first, row);
        row = first;
    }
    for (int row = 0; row < static_cast<int>(wanted.size()); ++row) {
        const T &item = *wanted[static_cast<std::size_t>(row)];
        // One row that went down is one move, not one for each row that came up for it.
        if (row + 1 < rowCount() && at(row).id != item.id && at(row + 1).id == item.id)
            moveRowTo(row, std::min(places.value(at(row).id), rowCount() - 1));
        if (row < rowCount() && at(row).id == item.id) {
            updateAt(row, item);
            continue;
        }
        const int present = rowOf(item.id);
        if (present < 0) {
            insertAt(row, item);
        } else {
            moveRowTo(present, row);
            updateAt(row, item);
        }
    }
}

template <typename T>
void PagedRows<T>::clear()
{
    if (m_pageRequest)
        m_pageRequest->abort();
    m_pageRequest.clear();
    m_changed.clear();
    m_changedPause.stop();
    m_refreshPause.stop();
    m_refreshAgain = false;
    this->beginResetModel();
    m_rows.clear();
    m_cursor.clear();
    m_state = Pages::None;
    this->endResetModel();
    setLoadState(LoadState::Idle);
    rowsReset();
}

// --- single changes ---

template <typename T>
void PagedRows<T>::insertAt(int row, const T &item)
{
    this->beginInsertRows({}, row, row);
    m_rows.insert(m_rows.begin() + row, item);
    this->endInsertRows();
}

template <typename T>
void PagedRows<T>::updateAt(int row, const T &item)
{
    T &present = m_rows[static_cast<std::size_t>(row)];
    if (present == item)
        return;
    present = item;
    Q_EMIT this->dataChanged(this->index(row, 0), this->index(row, columnCount() - 1));
}

template <typename T>
void PagedRows<T>::moveRowTo(int from, int to)
{
    if (from == to)
        return;
    // Qt counts the destination before the row is taken out.
    this->beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    const auto begin = m_rows.begin();
    if (from < to)
        std::rotate(begin + from, begin + from + 1, begin + to + 1);
    else
        std::rotate(begin + to, begin + from, begin + from + 1);
    this->endMoveRows();
}

template <typename T>
void PagedRows<T>::removeAt(int row)
{
    removeBetween(row, row);
}

template <typename T>
void PagedRows<T>::removeBetween(int first, int last)
{
    this->beginRemoveRows({}, first, last);
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
    this->endRemoveRows();
}

// --- live changes ---

template <typename T>
void PagedRows<T>::itemChanged(ItemId id)
{
    m_changed.insert(id);
    if (!m_changedPause.isActive())
        m_changedPause.start();
}

template <typename T>
void PagedRows<T>::itemAdded()
{
    if (!m_refreshPause.isActive())
        m_refreshPause.start();
}

template <typename T>
void PagedRows<T>::itemRemoved(ItemId id)
{
    m_changed.remove(id);
    if (const int row = rowOf(id); row >= 0)
        removeAt(row);
}

template <typename T>
void PagedRows<T>::fetchChanged()
{
    // A page under way may hold older rows: it comes first (see pageTaken()).
    if (m_pageRequest)
        return;
    const QSet<ItemId> changed = std::exchange(m_changed, {});
    QList<ItemId> loaded;
    for (const ItemId id : changed) {
        if (rowOf(id) >= 0)
            loaded.append(id);
    }
    // One that is not loaded may belong to the list from now on.
    if (loaded.size() < changed.size() || loaded.size() > maxSingles) {
        refresh();
        return;
    }
    for (const ItemId id : std::as_const(loaded)) {
        requestOne(id)->then(this, [this, id](const Answer<T> &answer) {
            const int row = rowOf(id);
            if (row < 0)
                return;
            if (answer)
                updateAt(row, *answer);
            else if (answer.error().is(ErrorCode::NotFound))
                removeAt(row);
        });
    }
}

template class PagedRows<Customer>;
template class PagedRows<Employee>;
template class PagedRows<CannedReply>;
template class PagedRows<SavedView>;
template class PagedRows<Tag>;
template class PagedRows<Team>;
template class PagedRows<Product>;

} // namespace mostrador::console
