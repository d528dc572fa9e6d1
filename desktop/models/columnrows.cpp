// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/columnrows.h"

namespace mostrador::console {

template <typename T>
ColumnRows<T>::ColumnRows(const ModelContext &context, const QString &defaultSort, QObject *parent)
    : PagedTableModel(parent)
    , m_context(context)
    , m_defaultSort(defaultSort)
{
    m_sort = defaultSort;
}

template <typename T>
int ColumnRows<T>::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columns().size());
}

template <typename T>
QVariant ColumnRows<T>::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const T *present = itemAt(index.row());
    const ColumnOf<T> &column = columns()[static_cast<std::size_t>(index.column())];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (column.number ? Qt::AlignRight : Qt::AlignLeft));
    if (!present)
        return missingData(index.column(), role);
    const T &item = *present;
    switch (role) {
    case Qt::DisplayRole:
        return column.text(item, m_context);
    case Qt::ToolTipRole:
        return (column.toolTip ? column.toolTip : column.text)(item, m_context);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(column.title(), column.text(item, m_context));
    case RawRole:
        return column.raw(item);
    case IdRole:
        return item.id.value();
    case ItemRole:
        return QVariant::fromValue(item);
    case NameRole:
        return nameOf(item);
    default:
        return ownData(item, index.column(), role);
    }
}

template <typename T>
QVariant ColumnRows<T>::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return PagedTableModel::headerData(section, orientation, role);
    const ColumnOf<T> &column = columns()[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return column.title();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (column.number ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return PagedTableModel::headerData(section, orientation, role);
    }
}

template <typename T>
QHash<int, QByteArray> ColumnRows<T>::roleNames() const
{
    QHash<int, QByteArray> names = PagedTableModel::roleNames();
    names.insert(RawRole, "raw");
    names.insert(IdRole, "id");
    names.insert(ItemRole, "item");
    names.insert(NameRole, "name");
    return names;
}

template <typename T>
QVariant ColumnRows<T>::ownData(const T &, int, int) const
{
    return {};
}

template <typename T>
QVariant ColumnRows<T>::missingData(int, int) const
{
    return {};
}

template <typename T>
std::optional<Problem> ColumnRows<T>::checkQuery(const QString &) const
{
    return std::nullopt;
}

template <typename T>
bool ColumnRows<T>::isSortable(int column) const
{
    return !sortKeyOf(column).isEmpty();
}

template <typename T>
QString ColumnRows<T>::columnName(int column) const
{
    return QString::fromLatin1(columns()[static_cast<std::size_t>(column)].name);
}

template <typename T>
QString ColumnRows<T>::sortKeyOf(int column) const
{
    if (column < 0 || column >= columnCount())
        return {};
    return QString::fromLatin1(columns()[static_cast<std::size_t>(column)].sortKey);
}

template <typename T>
void ColumnRows<T>::sort(int column, Qt::SortOrder order)
{
    const QString key = sortKeyOf(column);
    if (key.isEmpty())
        setSortKey(m_defaultSort);
    else
        setSortKey(order == Qt::DescendingOrder ? u'-' + key : key);
}

template class ColumnRows<Incident>;
template class ColumnRows<Customer>;
template class ColumnRows<Employee>;
template class ColumnRows<CannedReply>;
template class ColumnRows<SavedView>;
template class ColumnRows<Tag>;
template class ColumnRows<Team>;
template class ColumnRows<Product>;

} // namespace mostrador::console
