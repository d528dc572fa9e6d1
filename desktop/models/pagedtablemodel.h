// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/failure.h"

#include <QAbstractTableModel>
#include <QString>

namespace mostrador::console {

/// What the list models have in common: a table whose rows come from the server page by page (fetchMore()), sorted and
/// filtered there, and which changes by single insertions, moves and removals, never by a reset, while one list is
/// shown.
class PagedTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class LoadState
    {
        Idle, ///< nothing asked for yet
        Loading,
        Ready,
        Failed, ///< see lastFailure(); rows from before stay. Tried again when the server is back
    };
    Q_ENUM(LoadState)

    /// Roles besides Qt's own: DisplayRole, ToolTipRole, TextAlignmentRole and AccessibleTextRole ("Status: Open").
    enum Role
    {
        RawRole = Qt::UserRole +
                  1, ///< the cell's value before it became text: number, QDateTime (UTC), enumerator as int, id
        IdRole,      ///< the row's id as qint64
        ItemRole,    ///< the whole row as its value type, such as Incident
        NameRole,    ///< what the row is called in a sentence, such as the reference
        FirstOwnRole,
    };

    LoadState loadState() const { return m_loadState; }
    const Failure &lastFailure() const { return m_lastFailure; }
    /// The filter, as it was set last.
    QString query() const { return m_query; }
    /// The API's sort key, such as "-updated".
    QString sortKey() const { return m_sort; }

    /// Loads the list of @p query. The rows shown stay until the first page of the new list is there; then the model is
    /// reset. A mistake in the query leaves them and is told by queryMistake(). Setting the same query loads anew in
    /// place.
    virtual void setQuery(const QString &query);
    /// The same by sort key; empty: the list's default.
    void setSortKey(const QString &key);
    /// Loads what is shown anew and puts it in place by single changes: selection and scroll stay.
    virtual void refresh() = 0;
    /// Removes all rows and forgets what is under way (log-out).
    virtual void clear() = 0;
    /// The column that the list is sorted by, or -1.
    virtual int sortColumn() const;
    Qt::SortOrder sortOrder() const;
    /// True where a click on the header can sort by this column.
    virtual bool isSortable(int column) const = 0;
    /// The API's name of a column, stable over versions and languages: for settings.
    virtual QString columnName(int column) const = 0;

Q_SIGNALS:
    void loadStateChanged(mostrador::console::PagedTableModel::LoadState state);
    void failed(const mostrador::console::Failure &failure);
    /// InvalidQuery: each error's params hold offset and length of the mistake in query().
    void queryMistake(const mostrador::Problem &problem);
    /// The query set last is shown.
    void queryAccepted();
    void sortChanged();

protected:
    explicit PagedTableModel(QObject *parent);
    virtual void reload() = 0;
    /// The sort key of a column without "-", or empty.
    virtual QString sortKeyOf(int column) const = 0;
    void setLoadState(LoadState state);
    void fail(const Failure &failure);

    QString m_query;
    QString m_sort;
    LoadState m_loadState = LoadState::Idle;
    Failure m_lastFailure;
};

} // namespace mostrador::console
