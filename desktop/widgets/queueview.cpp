// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/queueview.h"

#include "store/offlinedata.h"
#include "widgets/delegates.h"
#include "widgets/notice.h"
#include "widgets/querycompleter.h"
#include "widgets/queryfield.h"
#include "widgets/rowsview.h"
#include "widgets/scrollkeeper.h"
#include "widgets/searchline.h"
#include "widgets/tablecolumns.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace mostrador::console {

QueueView::QueueView(const WidgetContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new IncidentListModel(context.models, this))
    , m_field(new QueryField(context.models.words, this))
    , m_table(new RowsView(this))
{
    build();
    connect(m_field, &QueryField::queryChosen, this, &QueueView::onQuery);
    connect(m_completer, &QueryCompleter::putIn, m_field, &QueryField::takeSuggested);
    connect(m_field, &QueryField::entered, this, [this] {
        m_completer->noteSearch(m_field->query());
        m_wantsFirst = m_model->loadState() == PagedTableModel::LoadState::Loading;
        if (!m_wantsFirst)
            goToFirst();
    });
    connect(m_field, &QueryField::escaped, this, [this] {
        if (m_before)
            leaveSearch();
        else
            focusList();
    });
    connect(m_model, &IncidentListModel::searchedChanged, this, &QueueView::showSearch);
    connect(m_searchLine, &SearchLine::exactWanted, this, &QueueView::searchExactly);
    connect(m_listAll, &QPushButton::clicked, this, &QueueView::listAllFound);
    connect(m_field, &QueryField::left, this, &QueueView::focusList);
    connect(m_model, &PagedTableModel::queryMistake, m_field, &QueryField::showMistake);
    connect(m_model, &PagedTableModel::queryAccepted, m_field, &QueryField::clearMistake);
    connect(m_model, &PagedTableModel::loadStateChanged, this, &QueueView::showState);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &QueueView::showState);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &QueueView::showState);
    connect(m_model, &QAbstractItemModel::modelReset, this, &QueueView::onReset);
    connect(m_model, &IncidentListModel::totalChanged, this, &QueueView::showTotal);
    connect(&context.models.client, &ApiClient::sourceChanged, this, &QueueView::showTotal);
    connect(&context.models.client, &ApiClient::stateChanged, this, &QueueView::showTotal);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &QueueView::onCurrent);
    connect(m_table, &RowsView::activated, this, &QueueView::incidentActivated);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &QueueView::onSelection);
    connect(m_table, &RowsView::wholeSelectedChanged, this, &QueueView::onSelection);
    connect(m_table, &RowsView::rowsShown, m_model, &IncidentListModel::showRows);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &QueueView::onData);
    connect(m_model, &IncidentListModel::edited, this, &QueueView::onEdited);
    connect(m_model, &IncidentListModel::editFailed, this, [this](const QString &reference, const Failure &failure) {
        m_notice->show(Tone::Danger,
                       QStringLiteral("%1: %2").arg(reference, describe(failure, m_context.models.words)));
    });
    showState();
}

void QueueView::build()
{
    m_table->setObjectName(QStringLiteral("queue"));
    m_table->setAccessibleName(tr("Incidents"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new IncidentDelegate(m_table));
    prepareTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    setCompact(m_context.settings.value(QStringLiteral("queue/compact"), true).toBool());
    m_columns = new TableColumns(m_table, m_model, m_context.settings, QStringLiteral("queue"),
                                 {QStringLiteral("channel"), QStringLiteral("created"), QStringLiteral("product")});
    new ScrollKeeper(m_table);
    m_message = new ToneLabel(Tone::Quiet, {}, this);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setObjectName(QStringLiteral("queueMessage"));
    m_notice = new Notice(this);
    m_notice->setObjectName(QStringLiteral("queueNotice"));
    m_total = new ToneLabel(Tone::Quiet, {}, this);
    m_total->setObjectName(QStringLiteral("queueTotal"));
    m_completer = new QueryCompleter(m_context, m_field->lineEdit());
    m_searchLine = new SearchLine(this);
    m_listAll = new QPushButton(tr("List all"), this);
    m_listAll->setAutoDefault(true); // Enter will do
    m_listAll->setObjectName(QStringLiteral("listAll"));
    m_listAll->setToolTip(tr("All that is found, in the order that the list is sorted by otherwise"));
    m_listAll->hide();
    m_table->installEventFilter(this);

    m_pages = new QWidget(this);
    m_stack = new QStackedLayout(m_pages);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_message);
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height() / 3;
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->addWidget(m_field);
    layout->addWidget(m_searchLine);
    layout->addWidget(m_notice);
    layout->addWidget(m_pages, 1);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_total, 1);
    bottom->addWidget(m_listAll);
    layout->addLayout(bottom);
}

void QueueView::setQuery(const QString &query)
{
    m_field->setQuery(query);
}

void QueueView::focusFilter()
{
    m_field->focusField();
}

void QueueView::focusList()
{
    // While there is nothing to see, the table is hidden and cannot take the focus: it does when the rows come.
    m_wantsFocus = !m_table->isVisible();
    m_table->setFocus(Qt::ShortcutFocusReason);
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->QAbstractTableModel::index(0, m_table->horizontalHeader()->logicalIndex(0)));
}

void QueueView::step(int rows)
{
    const QModelIndex current = m_table->currentIndex();
    const int row = current.isValid() ? current.row() + rows : 0;
    if (row < 0 || row >= m_model->rowCount())
        return;
    const int column = current.isValid() ? current.column() : m_table->horizontalHeader()->logicalIndex(0);
    m_table->setCurrentIndex(m_model->QAbstractTableModel::index(row, column));
}

void QueueView::editCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    const bool editable = current.isValid() && m_model->flags(current).testFlag(Qt::ItemIsEditable);
    if (!editable || m_table->indexWidget(current)) // the widget: it is being edited
        return;
    m_table->setFocus(Qt::ShortcutFocusReason);
    m_table->edit(current);
}

void QueueView::selectAll()
{
    focusList();
    m_table->selectAll();
}

void QueueView::onCurrent(const QModelIndex &current)
{
    if (!current.isValid() || m_restoring)
        return;
    const Incident *incident = m_model->incidentAt(current.row());
    m_awaited = incident == nullptr;
    if (!incident)
        return;
    m_chosen = incident->id;
    Q_EMIT incidentChosen(*incident);
}

void QueueView::onData(const QModelIndex &first, const QModelIndex &last)
{
    const QModelIndex current = m_table->currentIndex();
    if (m_awaited && current.isValid() && current.row() >= first.row() && current.row() <= last.row())
        onCurrent(current);
}

void QueueView::onSelection()
{
    qint64 rows = 0;
    const QItemSelection selection = m_table->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection)
        rows += range.height();
    constexpr qint64 many = 200;
    m_model->setMovesCheaply(rows > many);
    showTotal();
    Q_EMIT selectionChanged();
}

QueueView::Selected QueueView::selected() const
{
    Selected result;
    result.query = m_model->shownQuery();
    result.sort = m_model->shownSort();
    result.whole = m_table->isWholeSelected();
    if (result.whole) {
        result.count = m_model->rowCount();
        return result;
    }
    QItemSelection selection = m_table->selectionModel()->selection();
    std::sort(selection.begin(), selection.end(),
              [](const QItemSelectionRange &a, const QItemSelectionRange &b) { return a.top() < b.top(); });
    for (const QItemSelectionRange &range : std::as_const(selection)) {
        if (!range.isValid())
            continue;
        if (!result.rows.isEmpty() && result.rows.constLast().second + 1 == range.top())
            result.rows.last().second = range.bottom();
        else
            result.rows.append({range.top(), range.bottom()});
        result.count += range.height();
        for (int row = range.top(); row <= range.bottom() && result.ids.size() < m_model->loadedRows(); ++row) {
            if (const Incident *incident = m_model->incidentAt(row))
                result.ids.append(incident->id);
        }
    }
    return result;
}

qint64 QueueView::selectedCount() const
{
    if (m_table->isWholeSelected())
        return m_model->rowCount();
    qint64 rows = 0;
    const QItemSelection selection = m_table->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection)
        rows += range.height();
    return rows;
}

SelectionReader *QueueView::readSelected(QObject *parent) const
{
    const Selected chosen = selected();
    // Without places a piece is the whole list, whatever its length is known to be.
    const bool best = chosen.whole && m_model->showsBest(); // all that is seen
    const QList<ListPiece> pieces = best           ? m_model->pieces({{0, m_model->rowCount() - 1}})
                                    : chosen.whole ? QList<ListPiece>{ListPiece()}
                                                   : m_model->pieces(chosen.rows);
    return new SelectionReader(m_context.models.client, chosen.query, chosen.sort, pieces, parent);
}

void QueueView::onEdited(const Incident &incident, const IncidentChange &undo)
{
    const QString text = tr("%1 changed.").arg(incident.reference);
    if (undo.isEmpty()) {
        m_notice->show(Tone::Good, text);
        return;
    }
    m_notice->show(Tone::Good, text, tr("&Undo"),
                   [this, id = incident.id, version = incident.version, undo] { m_model->change(id, undo, version); });
}

// --- searching ---

void QueueView::onQuery(const QString &query, bool typed)
{
    m_wantsFirst = false;
    m_goesBack = false;
    if (!typed) {
        m_before.reset();
        m_model->setQuery(query);
    } else {
        if (!m_before)
            m_before = Before{m_model->query(), m_model->sortKey(), m_chosen};
        // The words of another search have not been sorted by hand.
        if (query.trimmed().isEmpty() || m_model->query() == m_before->query)
            m_model->startSearch();
        m_model->find(query);
    }
    Q_EMIT queryChanged(query);
}

void QueueView::goToFirst()
{
    m_wantsFirst = false;
    if (m_model->rowCount() == 0)
        return; // what was typed is to be changed
    m_awaited = false;
    m_table->setCurrentIndex({});
    focusList();
    showState();
}

void QueueView::searchExactly()
{
    if (!m_before || m_searchLine->text().isEmpty())
        return;
    m_model->setQuery(m_field->takeOver());
}

void QueueView::listAllFound()
{
    if (m_model->hasMoreThanBest())
        m_model->listAll();
}

void QueueView::leaveSearch()
{
    if (!m_before)
        return;
    const Before before = *std::exchange(m_before, std::nullopt);
    m_field->showQuery(before.query);
    m_goesBack = m_chosen != before.chosen;
    m_wantsFirst = false;
    m_chosen = before.chosen;
    m_model->startSearch();
    m_model->setQuery(before.query);
    m_model->setSortKey(before.sort);
    Q_EMIT queryChanged(before.query);
    // Not focusList(): the first of the hits is nobody's choice.
    m_wantsFocus = !m_table->isVisible();
    m_table->setFocus(Qt::ShortcutFocusReason);
}

bool QueueView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress && m_before &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        leaveSearch();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void QueueView::showSearch()
{
    m_searchLine->showSearch(m_before ? m_model->searched() : IncidentListModel::Searched(), m_field->query());
}

void QueueView::setCompact(bool compact)
{
    m_compact = compact;
    m_context.settings.setValue(QStringLiteral("queue/compact"), compact);
    m_table->setRowHeight(fontMetrics().height() * (compact ? 6 : 9) / 4);
}

void QueueView::onReset()
{
    if (m_wantsFirst) {
        goToFirst();
        showState();
        return;
    }
    // Another list: what is being read stays selected where it is in it too.
    if (m_chosen) {
        const int row = m_model->rowOf(*m_chosen);
        if (row >= 0) {
            // Going back, what was read is shown again too.
            m_restoring = !m_goesBack;
            m_table->setCurrentIndex(
                m_model->QAbstractTableModel::index(row, m_table->horizontalHeader()->logicalIndex(0)));
            m_restoring = false;
        }
    }
    m_goesBack = false;
    // Whoever waits in the list with the keyboard, such as after a search, is at its first row.
    if (!m_table->currentIndex().isValid() && m_table->hasFocus())
        focusList();
    showState();
}

bool QueueView::isOfCopy() const
{
    const ApiClient &client = m_context.models.client;
    return client.isStoodIn() && m_context.models.offline && !client.isOnline();
}

void QueueView::showState()
{
    QString message;
    if (m_model->rowCount() == 0) {
        switch (m_model->loadState()) {
        case PagedTableModel::LoadState::Idle:
        case PagedTableModel::LoadState::Loading:
            message = tr("Loading…");
            break;
        case PagedTableModel::LoadState::Ready:
            if (isOfCopy())
                message = tr("Nothing of this is kept on this computer. All of it is there again with the server.");
            else
                message = m_model->query().isEmpty()
                              ? tr("There are no incidents yet.")
                              : tr("No incident matches. Change the search or choose another view.");
            break;
        case PagedTableModel::LoadState::Failed:
            message = describe(m_model->lastFailure(), m_context.models.words);
            break;
        }
    }
    m_message->setText(message);
    // The table stays where it has the focus, or the keyboard would be lost with it.
    const bool keepTable = m_table->hasFocus() && m_model->loadState() == PagedTableModel::LoadState::Loading;
    m_stack->setCurrentIndex(message.isEmpty() || keepTable ? 0 : 1);
    if (m_wantsFocus && m_stack->currentIndex() == 0 && m_model->rowCount() > 0) {
        m_wantsFocus = false;
        m_table->setFocus(Qt::OtherFocusReason);
    }
    showTotal();
}

void QueueView::showTotal()
{
    QString text;
    if (const auto total = m_model->total()) {
        const int number = static_cast<int>(qMin<qint64>(total->count, 1'000'000'000));
        const auto found = m_model->found();
        const int all = found ? static_cast<int>(found->count) : 0;
        if (m_model->hasMoreThanBest() && found)
            text = found->capped ? tr("The best %1 of more than %Ln incidents", "", all)
                                 : tr("The best %1 of %Ln incident(s)", "", all);
        else if (m_model->hasMoreThanBest())
            text = tr("The best %1 incidents");
        else
            text = total->capped ? tr("More than %Ln incidents", "", number) : tr("%Ln incident(s)", "", number);
        if (m_model->hasMoreThanBest())
            text = text.arg(m_context.models.words.locale().toString(number));
    }
    m_listAll->setVisible(m_model->hasMoreThanBest());
    if (isOfCopy())
        text += (text.isEmpty() ? QString() : QStringLiteral(" · ")) +
                tr("only what is kept on this computer: the last %n day(s)", "", m_context.models.offline->days());
    if (m_model->loadState() == PagedTableModel::LoadState::Loading && m_model->rowCount() > 0)
        text += (text.isEmpty() ? QString() : QStringLiteral(" · ")) + tr("loading…");
    const bool whole = m_table->isWholeSelected();
    qint64 chosen = whole ? m_model->rowCount() : 0;
    const QItemSelection selection = m_table->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection)
        chosen += whole ? 0 : range.height();
    if (whole)
        text += QStringLiteral(" · ") + tr("all selected");
    else if (chosen > 1)
        text += QStringLiteral(" · ") + tr("%Ln selected", "", static_cast<int>(chosen));
    m_total->setText(text.isEmpty() ? QStringLiteral(" ") : text);
}

} // namespace mostrador::console
