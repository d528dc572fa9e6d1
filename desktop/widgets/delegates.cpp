// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/delegates.h"

#include "models/incidentlistmodel.h"
#include "widgets/icons.h"
#include "widgets/widgetcontext.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QTextLayout>
#include <QToolTip>

#include <functional>

namespace mostrador::console {

namespace {

/// The choices of a cell: open from the start, and gone with their list. (A closed box would take each arrow key for a
/// choice made.)
class CellChoice final : public QComboBox
{
public:
    CellChoice(QWidget *parent, std::function<void()> close)
        : QComboBox(parent)
        , m_close(std::move(close))
    {
        QMetaObject::invokeMethod(this, &QComboBox::showPopup, Qt::QueuedConnection);
    }
    void hidePopup() override
    {
        QComboBox::hidePopup();
        // A choice made is told after this.
        QMetaObject::invokeMethod(this, m_close, Qt::QueuedConnection);
    }

private:
    std::function<void()> m_close;
};

} // namespace

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
    case Column::Reference:
        if (index.data(IncidentListModel::UnsentRole).toBool())
            mark(icon(Glyph::Send, Tone::Quiet));
        break;
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

void IncidentDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!index.data(IncidentListModel::MissingRole).toBool()) {
        const auto *model = qobject_cast<const IncidentListModel *>(index.model());
        if (!model || index.column() != static_cast<int>(IncidentListModel::Column::Subject) ||
            !paintHits(painter, option, index, *model))
            PlainDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem empty = option;
    QStyledItemDelegate::initStyleOption(&empty, index);
    const QWidget *widget = option.widget;
    QStyle *style = widget ? widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &empty, painter, widget);
    // As long as a text might be, the same each time the row is seen.
    const int height = option.fontMetrics.xHeight();
    const int gap = option.fontMetrics.averageCharWidth();
    const int room = option.rect.width() - 2 * gap;
    const int part = 45 + (index.row() * 7 + index.column() * 13) % 40;
    QColor colour = option.palette.color(QPalette::Text);
    colour.setAlphaF(0.10F);
    painter->fillRect(QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter,
                                          QSize(room * part / 100, height), option.rect.adjusted(gap, 0, -gap, 0)),
                      colour);
}

/// A text with the words marked that a search has found it by; false where there are none.
bool IncidentDelegate::paintHits(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                                 const IncidentListModel &model) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString text = item.text;
    const QList<TextPart> hits = model.hitsIn(text);
    if (hits.isEmpty())
        return false;
    const QWidget *widget = option.widget;
    QStyle *style = widget ? widget->style() : QApplication::style();
    const QRect whole = style->subElementRect(QStyle::SE_ItemViewItemText, &item, widget);
    item.text.clear();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, widget);
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, widget) + 1;
    const QRect room = whole.adjusted(margin, 0, -margin, 0);
    const bool selected = item.state.testFlag(QStyle::State_Selected);
    const QPalette::ColorGroup group =
        item.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    QTextLayout layout(QFontMetrics(item.font).elidedText(text, Qt::ElideRight, room.width()), item.font);
    QTextOption lines(QStyle::visualAlignment(item.direction, item.displayAlignment));
    lines.setWrapMode(QTextOption::NoWrap);
    lines.setTextDirection(item.direction);
    layout.setTextOption(lines);
    QTextCharFormat mark;
    mark.setFontUnderline(true);
    if (!selected) {
        mark.setBackground(wash(Tone::Warning, item.palette));
        mark.setForeground(item.palette.color(group, QPalette::Text));
    }
    QList<QTextLayout::FormatRange> formats;
    for (const TextPart &hit : hits) {
        const qsizetype length = std::min(hit.length, layout.text().size() - hit.offset);
        if (length > 0)
            formats.append({static_cast<int>(hit.offset), static_cast<int>(length), mark});
    }
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(room.width());
    layout.endLayout();
    painter->save();
    painter->setClipRect(room);
    painter->setPen(item.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text));
    layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2));
    painter->restore();
    return true;
}

QWidget *IncidentDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const IncidentListModel *>(index.model());
    const Incident *incident = model ? model->incidentAt(index.row()) : nullptr;
    if (!incident)
        return nullptr;
    const auto choices = model->choicesFor(*incident, static_cast<IncidentListModel::Column>(index.column()));
    if (choices.isEmpty())
        return nullptr;
    auto *self = const_cast<IncidentDelegate *>(this);
    auto *box = new CellChoice(parent, [self, parent] {
        auto *editor = parent->findChild<QComboBox *>(QStringLiteral("cellEditor"));
        if (editor && editor->isVisible())
            Q_EMIT self->closeEditor(editor);
    });
    box->setObjectName(QStringLiteral("cellEditor"));
    box->setAccessibleName(model->headerData(index.column(), Qt::Horizontal).toString());
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const auto &choice : choices)
        box->addItem(oneLine(choice.text), choice.value);
    connect(box, &QComboBox::activated, self, [self, box] { Q_EMIT self->commitData(box); });
    return box;
}

void IncidentDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *box = static_cast<QComboBox *>(editor);
    // Not while somebody chooses: the row may change meanwhile.
    if (box->property("filled").toBool())
        return;
    box->setProperty("filled", true);
    const QVariant now = index.data(Qt::EditRole);
    const int at = now.isValid() ? box->findData(now) : 0;
    box->setCurrentIndex(std::max(at, 0));
}

void IncidentDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    model->setData(index, static_cast<QComboBox *>(editor)->currentData());
}

void IncidentDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                            const QModelIndex &) const
{
    // A narrow column or a compact row must not cut the choices off.
    QRect place = option.rect;
    const QSize hint = editor->sizeHint();
    place.setWidth(std::max(place.width(), hint.width()));
    if (hint.height() > place.height())
        place = QRect(place.left(), place.center().y() - hint.height() / 2, place.width(), hint.height());
    editor->setGeometry(place);
}

} // namespace mostrador::console
