// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palettedelegate.h"

#include "widgets/palettemodel.h"
#include "widgets/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QPainter>
#include <QTextLayout>

namespace mostrador::console {

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem shown(option);
    initStyleOption(&shown, index);
    const QString title = std::exchange(shown.text, QString());
    // The room of a mark is kept where there is none, so that all titles begin in one line.
    shown.features |= QStyleOptionViewItem::HasDecoration;
    shown.decorationSize = QSize(shown.fontMetrics.height(), shown.fontMetrics.height());
    const QStyle *style = shown.widget ? shown.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &shown, painter, shown.widget);

    const bool selected = shown.state & QStyle::State_Selected;
    const QPalette &palette = shown.palette;
    const QColor plain = palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    const int gap = shown.fontMetrics.averageCharWidth();
    const QRect room =
        style->subElementRect(QStyle::SE_ItemViewItemText, &shown, shown.widget).adjusted(gap, 0, -gap, 0);
    painter->save();
    const QString keys = index.data(PaletteModel::KeysRole).toString();
    const QString kind = index.data(PaletteModel::KindRole).toString();
    const QString aside = keys.isEmpty() ? kind : keys + QStringLiteral("   ") + kind;
    painter->setFont(shown.font);
    painter->setPen(selected ? plain : ink(Tone::Quiet, palette));
    painter->drawText(room, Qt::AlignVCenter | Qt::AlignTrailing, aside);
    const int asideWidth = shown.fontMetrics.horizontalAdvance(aside) + 2 * gap;

    QTextLayout layout(shown.fontMetrics.elidedText(title, Qt::ElideRight, std::max(0, room.width() - asideWidth)),
                       shown.font);
    QList<QTextLayout::FormatRange> formats;
    for (const int letter : index.data(PaletteModel::LettersRole).value<QList<int>>()) {
        if (letter >= layout.text().size())
            break;
        QTextCharFormat format;
        format.setFontWeight(QFont::Bold);
        format.setFontUnderline(true);
        formats.append({letter, 1, format});
    }
    layout.setFormats(formats);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    painter->setPen(plain);
    const int left =
        shown.direction == Qt::RightToLeft ? room.right() - int(layout.boundingRect().width()) : room.left();
    layout.draw(painter, QPointF(left, room.top() + (room.height() - layout.boundingRect().height()) / 2));
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = PlainDelegate::sizeHint(option, index);
    return {size.width(), option.fontMetrics.height() * 8 / 5};
}

} // namespace mostrador::console
