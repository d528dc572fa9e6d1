// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tablecolumns.h"

#include "models/pagedtablemodel.h"
#include "widgets/widgetcontext.h"

#include <QActionGroup>
#include <QHeaderView>
#include <QMenu>
#include <QTableView>

namespace mostrador::console {

namespace {

/// Characters that a column has room for until somebody makes it wider.
int firstWidth(const QString &name)
{
    struct Width
    {
        const char *name;
        int characters;
    };
    constexpr Width widths[] = {{"subject", 40},  {"description", 40}, {"email", 30},      {"name", 26},
                                {"status", 24},   {"customer", 22},    {"reference", 20},  {"assignee", 20},
                                {"priority", 13}, {"language", 13},    {"locale", 13},     {"active", 10},
                                {"teams", 26},    {"channel", 14},     {"restricted", 14}, {"created", 18}};
    for (const Width &width : widths) {
        if (name == QLatin1String(width.name))
            return width.characters;
    }
    return 18;
}

} // namespace

TableColumns::TableColumns(QTableView *view, PagedTableModel *model, Settings &settings, const QString &name,
                           const QStringList &hiddenAtFirst)
    : QObject(view)
    , m_view(view)
    , m_model(model)
    , m_settings(settings)
    , m_name(name)
{
    QHeaderView *header = view->horizontalHeader();
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setHighlightSections(false);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setStretchLastSection(true);
    restore(hiddenAtFirst);
    showSort();
    connect(header, &QHeaderView::sectionClicked, this, &TableColumns::sortBy);
    connect(header, &QHeaderView::sectionMoved, this, &TableColumns::save);
    connect(header, &QHeaderView::sectionResized, this, &TableColumns::save);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint &at) {
        QMenu *menu = makeColumnMenu(m_view);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(header->mapToGlobal(at));
    });
    connect(model, &PagedTableModel::sortChanged, this, &TableColumns::showSort);
}

QMenu *TableColumns::makeColumnMenu(QWidget *parent)
{
    auto *menu = new QMenu(tr("&Columns"), parent);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        QHeaderView *header = m_view->horizontalHeader();
        const bool last = header->count() - header->hiddenSectionCount() == 1;
        for (int visual = 0; visual < header->count(); ++visual) {
            const int column = header->logicalIndex(visual);
            auto *action = menu->addAction(withoutMnemonic(m_model->headerData(column, Qt::Horizontal).toString()));
            action->setCheckable(true);
            action->setChecked(!header->isSectionHidden(column));
            action->setEnabled(!(last && action->isChecked()));
            connect(action, &QAction::toggled, this, [this, column](bool on) {
                m_view->setColumnHidden(column, !on);
                save();
            });
        }
    });
    return menu;
}

QMenu *TableColumns::makeSortMenu(QWidget *parent)
{
    auto *menu = new QMenu(tr("&Sort by"), parent);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        auto *group = new QActionGroup(menu);
        for (int column = 0; column < m_model->columnCount(); ++column) {
            if (!m_model->isSortable(column))
                continue;
            auto *action = menu->addAction(withoutMnemonic(m_model->headerData(column, Qt::Horizontal).toString()));
            action->setCheckable(true);
            action->setChecked(m_model->sortColumn() == column);
            group->addAction(action);
            connect(action, &QAction::triggered, this, [this, column] { m_model->sort(column, m_model->sortOrder()); });
        }
        menu->addSeparator();
        auto *order = menu->addAction(tr("&Descending"));
        order->setCheckable(true);
        order->setChecked(m_model->sortOrder() == Qt::DescendingOrder);
        order->setEnabled(m_model->sortColumn() >= 0);
        connect(order, &QAction::triggered, this, [this](bool on) {
            m_model->sort(m_model->sortColumn(), on ? Qt::DescendingOrder : Qt::AscendingOrder);
        });
    });
    return menu;
}

void TableColumns::restore(const QStringList &hiddenAtFirst)
{
    QHeaderView *header = m_view->horizontalHeader();
    const QVariantList kept = m_settings.value(QStringLiteral("columns/") + m_name).toList();
    const int unit = m_view->fontMetrics().averageCharWidth();
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const QString name = m_model->columnName(column);
        m_view->setColumnHidden(column, hiddenAtFirst.contains(name));
        header->resizeSection(column, unit * firstWidth(name));
        // What it is about stands right after what it is called.
        if (name == QLatin1String("subject"))
            header->moveSection(header->visualIndex(column), 1);
    }
    int place = 0;
    for (const QVariant &entry : kept) {
        const QVariantMap map = entry.toMap();
        for (int column = 0; column < m_model->columnCount(); ++column) {
            if (m_model->columnName(column) != map.value(QStringLiteral("name")).toString())
                continue;
            header->moveSection(header->visualIndex(column), place++);
            m_view->setColumnHidden(column, map.value(QStringLiteral("hidden")).toBool());
            const int width = map.value(QStringLiteral("width")).toInt();
            if (width > 0)
                header->resizeSection(column, width);
        }
    }
    const QString sort = m_settings.value(QStringLiteral("sort/") + m_name).toString();
    if (!sort.isEmpty())
        m_model->setSortKey(sort);
    m_restoring = false;
}

void TableColumns::save()
{
    if (m_restoring)
        return;
    QHeaderView *header = m_view->horizontalHeader();
    QVariantList list;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        const bool hidden = header->isSectionHidden(column);
        list.append(QVariantMap{{QStringLiteral("name"), m_model->columnName(column)},
                                {QStringLiteral("hidden"), hidden},
                                {QStringLiteral("width"), hidden ? 0 : header->sectionSize(column)}});
    }
    m_settings.setValue(QStringLiteral("columns/") + m_name, list);
}

void TableColumns::sortBy(int column)
{
    if (!m_model->isSortable(column)) {
        showSort();
        return;
    }
    const bool again = m_model->sortColumn() == column;
    const bool descending = again && m_model->sortOrder() == Qt::AscendingOrder;
    m_model->sort(column, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void TableColumns::showSort()
{
    m_view->horizontalHeader()->setSortIndicator(m_model->sortColumn(), m_model->sortOrder());
    if (!m_restoring)
        m_settings.setValue(QStringLiteral("sort/") + m_name, m_model->sortKey());
}

void prepareTable(QTableView *view)
{
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setShowGrid(false);
    view->setAlternatingRowColors(true);
    view->setWordWrap(false);
    view->setTabKeyNavigation(false);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    view->verticalHeader()->hide();
    view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view->verticalHeader()->setDefaultSectionSize(view->fontMetrics().height() * 3 / 2);
}

} // namespace mostrador::console
