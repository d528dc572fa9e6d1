// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palettemodel.h"

#include <algorithm>

namespace mostrador::console {

int PaletteModel::firstRow(Source source) const
{
    int row = 0;
    // A reference is what was meant when there is one; what is here comes before what is only like it.
    for (const Source earlier : {Source::Reference, Source::Local, Source::Incidents, Source::Customers}) {
        if (earlier == source)
            break;
        row += static_cast<int>(m_entries[static_cast<int>(earlier)].size());
    }
    return row;
}

void PaletteModel::setEntries(Source source, const QList<PaletteEntry> &entries)
{
    QList<PaletteEntry> &there = m_entries[static_cast<int>(source)];
    const int first = firstRow(source);
    const auto before = static_cast<int>(there.size());
    const auto after = static_cast<int>(entries.size());
    // Rows are exchanged in place, so that the one chosen keeps its place while more comes.
    if (after < before) {
        beginRemoveRows({}, first + after, first + before - 1);
        there = entries;
        endRemoveRows();
    } else if (after > before) {
        beginInsertRows({}, first + before, first + after - 1);
        there = entries;
        endInsertRows();
    } else {
        there = entries;
    }
    if (const int same = std::min(before, after); same > 0)
        Q_EMIT dataChanged(index(first), index(first + same - 1));
}

const PaletteEntry &PaletteModel::at(int row) const
{
    for (const Source source : {Source::Reference, Source::Local, Source::Incidents, Source::Customers}) {
        const QList<PaletteEntry> &there = m_entries[static_cast<int>(source)];
        if (row < there.size())
            return there.at(row);
        row -= static_cast<int>(there.size());
    }
    Q_UNREACHABLE();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return firstRow(Source::Count);
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PaletteEntry &entry = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return entry.title;
    case Qt::DecorationRole:
        return entry.icon;
    case Qt::AccessibleTextRole:
        return entry.keys.isEmpty() ? tr("%1, %2", "title, kind").arg(entry.title, entry.kind)
                                    : tr("%1, %2, %3", "title, kind, keys").arg(entry.title, entry.kind, entry.keys);
    case KindRole:
        return entry.kind;
    case KeysRole:
        return entry.keys;
    case LettersRole:
        return QVariant::fromValue(entry.letters);
    default:
        return {};
    }
}

} // namespace mostrador::console
