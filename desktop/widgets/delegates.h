// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace mostrador::console {

class IncidentListModel;

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
/// has looked at yet is bold. Words that were searched for are marked in the subject. A row whose content is not there
/// yet shows quiet bars in the places of its texts.
///
/// Assignee, priority and status are edited in their cells by a choice of what is allowed.
class IncidentDelegate final : public PlainDelegate
{
    Q_OBJECT

public:
    using PlainDelegate::PlainDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    bool paintHits(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                   const IncidentListModel &model) const;
};

} // namespace mostrador::console
