// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/customerincidentdelegate.h"

#include "models/customerfile.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

namespace mostrador::console {

void CustomerIncidentDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    PlainDelegate::initStyleOption(option, index);
    const bool open = index.data(CustomerFile::OpenRole).toBool();
    const int side = option->fontMetrics.height();
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = QSize(side, side);
    option->icon = iconOf(static_cast<IncidentStatus>(index.data(CustomerFile::StatusRole).toInt()));
    option->text = index.data(CustomerFile::WhenRole).toString() + QStringLiteral(" · ") + option->text;
    option->font.setBold(open);
    if (!open && !(option->state & QStyle::State_Selected))
        option->palette.setColor(QPalette::Text, ink(Tone::Quiet, option->palette));
}

} // namespace mostrador::console
