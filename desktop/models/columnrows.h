// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "model/people.h"
#include "models/modelcontext.h"
#include "models/pagedtablemodel.h"
#include "protocol/problem.h"

#include <optional>
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

/// What the cells of a list of Ts show, by its columns.
template <typename T>
class ColumnRows : public PagedTableModel
{
public:
    using ItemId = decltype(T::id);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    bool isSortable(int column) const override;
    QString columnName(int column) const override;

protected:
    ColumnRows(const ModelContext &context, const QString &defaultSort, QObject *parent);

    virtual const std::vector<ColumnOf<T>> &columns() const = 0;
    /// The row, or nullptr while its content is not there.
    virtual const T *itemAt(int row) const = 0;
    /// What the row is called in a sentence.
    virtual QString nameOf(const T &item) const = 0;
    /// A role of the list's own.
    virtual QVariant ownData(const T &item, int column, int role) const;
    /// A cell whose content is not there yet.
    virtual QVariant missingData(int column, int role) const;
    /// Faults in the query that can be found here.
    virtual std::optional<Problem> checkQuery(const QString &query) const;
    QString sortKeyOf(int column) const override;

    const ModelContext m_context;
    const QString m_defaultSort;
};

} // namespace mostrador::console
