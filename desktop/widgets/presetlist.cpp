// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/presetlist.h"

#include "api/requests.h"
#include "model/limits.h"
#include "widgets/delegates.h"

#include <QSignalBlocker>

namespace mostrador::console {

PresetList::PresetList(const WidgetContext &context, QWidget *parent)
    : QListWidget(parent)
    , m_context(context)
    , m_presets{{tr("Assigned to me"), QStringLiteral("assignee:me status:active"), {}},
                {tr("My teams, unassigned"), QStringLiteral("team:mine assignee:none status:active"), {}},
                {tr("New"), QStringLiteral("status:new"), {}},
                {tr("Waiting"), QStringLiteral("status:waiting_customer,waiting_third_party"), {}},
                {tr("Due soon"), QStringLiteral("status:active due<2d"), QStringLiteral("due")},
                {tr("All open"), QStringLiteral("status:active"), {}},
                {tr("All"), QString(), {}}}
    , m_builtIn(static_cast<int>(m_presets.size()))
    , m_counts(context.models)
{
    setObjectName(QStringLiteral("presets"));
    setAccessibleName(tr("Views"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideRight);
    setItemDelegate(new PlainDelegate(this)); // names of saved views are other people's texts
    for (const Preset &preset : std::as_const(m_presets))
        addRow(preset);
    const auto choose = [this](int row) {
        if (row >= 0)
            Q_EMIT presetChosen(queryAt(row), sortAt(row));
    };
    connect(this, &QListWidget::currentRowChanged, this, choose);
    connect(this, &QListWidget::itemActivated, this, [this, choose] { choose(currentRow()); });
    m_savedPause.setSingleShot(true);
    m_savedPause.setInterval(200);
    connect(&m_savedPause, &QTimer::timeout, this, [this] { loadSaved({}, {}); });
    connect(&context.models.feed, &FeedClient::eventReceived, this, [this](const Event &event) {
        if (event.subjectKind == QLatin1String("view"))
            m_savedPause.start();
    });
    connect(&context.models.feed, &FeedClient::resyncRequired, this, [this] { m_savedPause.start(); });
    connect(&context.models.client, &ApiClient::sourceChanged, this, [this] { m_savedPause.start(); });
    connect(&m_counts, &ViewCounts::changed, this, [this](const QString &query) {
        for (int row = 0; row < m_presets.size(); ++row) {
            if (m_presets.at(row).query == query)
                showCount(row);
        }
    });
    count();
    loadSaved({}, {});
}

void PresetList::addRow(const Preset &preset)
{
    auto *item = new QListWidgetItem(preset.title, this);
    item->setData(Qt::AccessibleTextRole, preset.title);
}

/// All pages of them: @p before is what the pages so far had.
void PresetList::loadSaved(const QString &cursor, const QList<Preset> &before)
{
    if (m_savedRequest)
        m_savedRequest->abort();
    requests::ListQuery list;
    list.cursor = cursor;
    list.limit = limits::pageMax;
    auto *reply = requests::views(m_context.models.client, list, requests::Offered::Only);
    m_savedRequest = reply;
    reply->then(this, [this, before](const Answer<codec::Page<SavedView>> &answer) {
        if (!answer)
            return; // those shown stay; the feed's next resync asks again
        QList<Preset> all = before;
        for (const SavedView &view : answer->items)
            all.append({view.name, view.query, view.sort});
        if (answer->nextCursor.isEmpty())
            showSaved(all);
        else
            loadSaved(answer->nextCursor, all);
    });
}

void PresetList::showSaved(const QList<Preset> &saved)
{
    const QSignalBlocker blocker(this);
    const int chosen = currentRow();
    const QString query = queryAt(chosen);
    while (QListWidget::count() > m_builtIn)
        delete takeItem(QListWidget::count() - 1);
    m_presets.resize(m_builtIn);
    for (const Preset &preset : saved) {
        m_presets.append(preset);
        addRow(preset);
    }
    if (chosen >= 0)
        showQuery(query);
    count();
    updateGeometry();
}

void PresetList::count()
{
    QStringList queries;
    for (const Preset &preset : std::as_const(m_presets))
        queries.append(preset.query);
    m_counts.setQueries(queries);
    for (int row = 0; row < m_presets.size(); ++row)
        showCount(row);
}

void PresetList::showQuery(const QString &query)
{
    const QSignalBlocker blocker(this);
    for (int row = 0; row < QListWidget::count(); ++row) {
        if (queryAt(row) == query.simplified()) {
            setCurrentRow(row);
            return;
        }
    }
    setCurrentRow(-1);
    clearSelection();
}

QString PresetList::queryAt(int row) const
{
    return row >= 0 && row < m_presets.size() ? m_presets.at(row).query : QString();
}

QString PresetList::sortAt(int row) const
{
    return row >= 0 && row < m_presets.size() ? m_presets.at(row).sort : QString();
}

QSize PresetList::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    int width = 0;
    for (const Preset &preset : m_presets)
        width = qMax(width, metrics.horizontalAdvance(preset.title));
    // A long name of a saved view is cut rather than that the list takes the room.
    width = qMin(width, metrics.averageCharWidth() * 32);
    return {width + metrics.averageCharWidth() * 8, metrics.height() * (QListWidget::count() * 2 + 1)};
}

void PresetList::showCount(int row)
{
    const auto count = m_counts.count(m_presets.at(row).query);
    if (!count)
        return;
    const QLocale locale = m_context.models.words.locale();
    const QString number = locale.toString(count->count) + (count->capped ? QStringLiteral("+") : QString());
    QListWidgetItem *entry = item(row);
    entry->setText(tr("%1  (%2)", "view and its number of incidents").arg(m_presets.at(row).title, number));
    entry->setData(Qt::AccessibleTextRole, entry->text());
}

} // namespace mostrador::console
