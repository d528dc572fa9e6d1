// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rowsview.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStandardItemModel>

#include <algorithm>

namespace mostrador::console {

namespace {

/// A vertical header that never has a section.
class NoRows final : public QHeaderView
{
public:
    explicit NoRows(QWidget *parent)
        : QHeaderView(Qt::Vertical, parent)
    {
        QHeaderView::setModel(&m_none);
    }
    void setModel(QAbstractItemModel *) override {}
    void setSelectionModel(QItemSelectionModel *) override {}
    void setRootIndex(const QModelIndex &) override {}

private:
    QStandardItemModel m_none;
};

} // namespace

RowsView::RowsView(QWidget *parent)
    : QTableView(parent)
{
    setVerticalHeader(new NoRows(this));
    verticalHeader()->hide();
    // QTableView would hide its corner as it lays out, which is done here.
    for (auto *corner : findChildren<QAbstractButton *>(QString(), Qt::FindDirectChildrenOnly))
        corner->hide();
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setSelectionBehavior(SelectRows);
}

void RowsView::setModel(QAbstractItemModel *next)
{
    if (model())
        disconnect(model(), nullptr, this, nullptr);
    QTableView::setModel(next);
    if (!next)
        return;
    connect(next, &QAbstractItemModel::rowsRemoved, this, &RowsView::rowsChanged);
    connect(next, &QAbstractItemModel::rowsMoved, this, &RowsView::rowsChanged);
    connect(next, &QAbstractItemModel::modelReset, this, [this] { setWhole(false); });
}

void RowsView::setRowHeight(int height)
{
    // What is at the top stays there.
    const int first = firstShownRow();
    const int top = rowTop(first);
    m_rowHeight = std::max(1, height);
    verticalHeader()->setDefaultSectionSize(m_rowHeight);
    updateGeometries();
    verticalScrollBar()->setValue(first * m_rowHeight - top);
    viewport()->update();
}

int RowsView::rowTop(int row) const
{
    return row * m_rowHeight - verticalOffset();
}

int RowsView::firstShownRow() const
{
    return verticalOffset() / m_rowHeight;
}

int RowsView::lastShownRow() const
{
    const int rows = model() ? model()->rowCount(rootIndex()) : 0;
    return std::min(rows - 1, (verticalOffset() + viewport()->height() - 1) / m_rowHeight);
}

int RowsView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

int RowsView::column(int visual) const
{
    return horizontalHeader()->logicalIndex(visual);
}

bool RowsView::isIndexHidden(const QModelIndex &index) const
{
    return isColumnHidden(index.column());
}

QRect RowsView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.model() != model() || isColumnHidden(index.column()))
        return {};
    return {columnViewportPosition(index.column()), rowTop(index.row()), columnWidth(index.column()), m_rowHeight};
}

QModelIndex RowsView::indexAt(const QPoint &point) const
{
    const int at = columnAt(point.x());
    const int y = point.y() + verticalOffset();
    if (at < 0 || y < 0 || !model() || y / m_rowHeight >= model()->rowCount(rootIndex()))
        return {};
    return model()->index(y / m_rowHeight, at, rootIndex());
}

void RowsView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid() || index.model() != model())
        return;
    executeDelayedItemsLayout();
    const int top = index.row() * m_rowHeight;
    const int height = viewport()->height();
    int value = verticalOffset();
    if (hint == PositionAtTop || (hint == EnsureVisible && top < value))
        value = top;
    else if (hint == PositionAtBottom || (hint == EnsureVisible && top + m_rowHeight > value + height))
        value = top + m_rowHeight - height;
    else if (hint == PositionAtCenter)
        value = top - (height - m_rowHeight) / 2;
    verticalScrollBar()->setValue(value);
    const QRect cell = visualRect(index);
    if (cell.isNull())
        return;
    QScrollBar *bar = horizontalScrollBar();
    const int step = isRightToLeft() ? -1 : 1;
    if (cell.left() < 0 || cell.width() > viewport()->width())
        bar->setValue(bar->value() + step * cell.left());
    else if (cell.right() >= viewport()->width())
        bar->setValue(bar->value() + step * (cell.right() + 1 - viewport()->width()));
}

void RowsView::updateGeometries()
{
    if (m_updating)
        return;
    m_updating = true;
    QHeaderView *header = horizontalHeader();
    const int height = header->isHidden() ? 0 : std::max(header->minimumHeight(), header->sizeHint().height());
    setViewportMargins(0, height, 0, 0);
    const QRect around = viewport()->geometry();
    header->setGeometry(around.left(), around.top() - height, around.width(), height);
    const qint64 rows = model() ? model()->rowCount(rootIndex()) : 0;
    const qint64 length = std::min<qint64>(rows * m_rowHeight, std::numeric_limits<int>::max() / 2);
    QScrollBar *vertical = verticalScrollBar();
    vertical->setSingleStep(m_rowHeight);
    vertical->setPageStep(around.height());
    vertical->setRange(0, std::max(0, static_cast<int>(length) - around.height()));
    QScrollBar *horizontal = horizontalScrollBar();
    horizontal->setSingleStep(std::max(2, around.width() / (header->count() + 1)));
    horizontal->setPageStep(around.width());
    horizontal->setRange(0, std::max(0, header->length() - around.width()));
    m_updating = false;
    QAbstractItemView::updateGeometries();
}

void RowsView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QTableView::rowsInserted(parent, start, end);
    rowsChanged();
}

void RowsView::rowsChanged()
{
    scheduleDelayedItemsLayout();
    viewport()->update();
}

void RowsView::paintEvent(QPaintEvent *event)
{
    executeDelayedItemsLayout();
    const int first = firstShownRow();
    const int last = lastShownRow();
    if (last >= first)
        Q_EMIT rowsShown(first, last);
    QPainter painter(viewport());
    QStyleOptionViewItem base;
    initViewItemOption(&base);
    const QHeaderView *header = horizontalHeader();
    const bool focused = hasFocus() || viewport()->hasFocus();
    const QRect dirty = event->rect();
    const QModelIndex hovered = indexAt(viewport()->mapFromGlobal(QCursor::pos()));
    for (int row = std::max(first, (dirty.top() + verticalOffset()) / m_rowHeight); row <= last; ++row) {
        const int top = rowTop(row);
        if (top > dirty.bottom())
            break;
        for (int visual = 0; visual < header->count(); ++visual) {
            const int logical = column(visual);
            if (header->isSectionHidden(logical))
                continue;
            const int left = columnViewportPosition(logical);
            const int width = columnWidth(logical);
            if (left > dirty.right() || left + width <= dirty.left())
                continue;
            const QModelIndex index = model()->index(row, logical, rootIndex());
            QStyleOptionViewItem option = base;
            option.rect = QRect(left, top, width, m_rowHeight);
            if (alternatingRowColors() && row % 2 == 1)
                option.features |= QStyleOptionViewItem::Alternate;
            if (m_whole || selectionModel()->isSelected(index))
                option.state |= QStyle::State_Selected;
            if (index == hovered)
                option.state |= QStyle::State_MouseOver;
            if (focused && index == currentIndex())
                option.state |= QStyle::State_HasFocus;
            style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &option, &painter, this);
            itemDelegateForIndex(index)->paint(&painter, option, index);
        }
    }
}

QModelIndex RowsView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int rows = model() ? model()->rowCount(rootIndex()) : 0;
    const QHeaderView *header = horizontalHeader();
    if (rows == 0 || header->count() == header->hiddenSectionCount())
        return {};
    const auto seen = [&](int visual) { return !header->isSectionHidden(header->logicalIndex(visual)); };
    const QModelIndex now = currentIndex();
    int row = now.isValid() ? now.row() : 0;
    int visual = now.isValid() ? header->visualIndex(now.column()) : 0;
    const auto step = [&](int by) {
        for (int next = visual + by; next >= 0 && next < header->count(); next += by) {
            if (seen(next)) {
                visual = next;
                return;
            }
        }
    };
    if (!seen(visual))
        step(1);
    if (!seen(visual))
        step(-1);
    const int page = std::max(1, viewport()->height() / m_rowHeight - 1);
    if (now.isValid()) {
        switch (action) {
        case MoveUp:
        case MovePrevious:
            row -= 1;
            break;
        case MoveDown:
        case MoveNext:
            row += 1;
            break;
        case MovePageUp:
            row -= page;
            break;
        case MovePageDown:
            row += page;
            break;
        case MoveHome:
            row = 0;
            break;
        case MoveEnd:
            row = rows - 1;
            break;
        case MoveLeft:
            step(isRightToLeft() ? 1 : -1);
            break;
        case MoveRight:
            step(isRightToLeft() ? -1 : 1);
            break;
        }
    }
    const QModelIndex next = model()->index(std::clamp(row, 0, rows - 1), header->logicalIndex(visual), rootIndex());
    // Where the keyboard is already, the view would not go: but it may have been scrolled away.
    if (next == now)
        scrollTo(next);
    return next;
}

// --- selection ---

void RowsView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    if (!selectionModel() || !model())
        return;
    const QRect area = rect.normalized();
    const int rows = model()->rowCount(rootIndex());
    const int first = std::max(0, (area.top() + verticalOffset()) / m_rowHeight);
    const int last = std::min(rows - 1, (area.bottom() + verticalOffset()) / m_rowHeight);
    if (first > last) {
        if (command & QItemSelectionModel::Clear)
            selectionModel()->clearSelection();
        return;
    }
    const int columns = model()->columnCount(rootIndex());
    selectionModel()->select(
        QItemSelection(model()->index(first, 0, rootIndex()), model()->index(last, columns - 1, rootIndex())), command);
}

QRegion RowsView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    const int first = firstShownRow();
    const int last = lastShownRow();
    for (const QItemSelectionRange &range : selection) {
        const int top = std::max(first, range.top());
        const int bottom = std::min(last, range.bottom());
        if (range.isValid() && top <= bottom)
            region += QRect(0, rowTop(top), viewport()->width(), (bottom - top + 1) * m_rowHeight);
    }
    return region;
}

void RowsView::selectAll()
{
    if (selectionMode() == SingleSelection || selectionMode() == NoSelection || !model() ||
        model()->rowCount(rootIndex()) == 0)
        return;
    selectionModel()->clearSelection();
    setWhole(true);
}

void RowsView::setWhole(bool on)
{
    if (m_whole == on)
        return;
    m_whole = on;
    viewport()->update();
    Q_EMIT wholeSelectedChanged(on);
}

void RowsView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (!selected.isEmpty())
        setWhole(false);
}

/// For what drags or copies: no more than what is seen.
QModelIndexList RowsView::selectedIndexes() const
{
    QModelIndexList result;
    for (int row = firstShownRow(); row <= lastShownRow(); ++row) {
        for (int at = 0; at < model()->columnCount(rootIndex()); ++at) {
            const QModelIndex index = model()->index(row, at, rootIndex());
            if (!isColumnHidden(at) && (m_whole || selectionModel()->isSelected(index)))
                result.append(index);
        }
    }
    return result;
}

int RowsView::sizeHintForColumn(int logical) const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    int hint = 0;
    for (int row = firstShownRow(); row <= lastShownRow(); ++row) {
        const QModelIndex index = model()->index(row, logical, rootIndex());
        hint = std::max(hint, itemDelegateForIndex(index)->sizeHint(option, index).width());
    }
    return hint;
}

} // namespace mostrador::console
