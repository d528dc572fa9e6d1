// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace mostrador::console {

/// Cells with texts of other people: tool tips are shown as they are, never as HTML, and only where there is more than
/// the cell shows.
class PlainDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

/// Rows of the queue: status and priority get their mark before the word, an overdue date a warning, and what nobody
/// has looked at yet is bold.
class IncidentDelegate final : public PlainDelegate
{
    Q_OBJECT

public:
    using PlainDelegate::PlainDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace mostrador::console
