// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/delegates.h"

#include "models/incidentlistmodel.h"
#include "widgets/icons.h"
#include "widgets/widgetcontext.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QStyle>
#include <QToolTip>

namespace mostrador::console {

bool PlainDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString shown = index.data(Qt::DisplayRole).toString();
    QString text = index.data(Qt::ToolTipRole).toString();
    const bool cut = sizeHint(option, index).width() > view->visualRect(index).width();
    if (text.isEmpty() || (text == shown && !cut))
        text = cut ? shown : QString();
    QToolTip::showText(event->globalPos(), plainToolTip(text), view->viewport(), view->visualRect(index));
    return true;
}

void PlainDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    // Line breaks would be painted as several lines in a row that has room for one.
    option->text = oneLine(option->text);
    option->textElideMode = Qt::ElideRight;
}

void IncidentDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    PlainDelegate::initStyleOption(option, index);
    using Column = IncidentListModel::Column;
    const auto status = static_cast<IncidentStatus>(index.data(IncidentListModel::StatusRole).toInt());
    const bool active = index.data(IncidentListModel::ActiveRole).toBool();
    const auto mark = [&](const QIcon &picture) {
        const int side = option->fontMetrics.height();
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = QSize(side, side);
        option->decorationPosition = QStyleOptionViewItem::Left;
        option->icon = picture;
    };
    switch (static_cast<Column>(index.column())) {
    case Column::Priority:
        mark(iconOf(static_cast<Priority>(index.data(IncidentListModel::PriorityRole).toInt())));
        break;
    case Column::Status:
        mark(iconOf(status));
        break;
    case Column::Subject:
        option->font.setBold(status == IncidentStatus::New);
        break;
    case Column::Due:
        if (index.data(IncidentListModel::OverdueRole).toBool())
            mark(icon(Glyph::Warning, Tone::Danger));
        break;
    default:
        break;
    }
    if (!active && !(option->state & QStyle::State_Selected))
        option->palette.setColor(QPalette::Text, ink(Tone::Quiet, option->palette));
}

} // namespace mostrador::console
