// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/presetlist.h"

#include "api/requests.h"
#include "model/limits.h"
#include "store/offlinedata.h"
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
    // One count after the other, and not with each event: they are a help, not the work.
    m_pause.setSingleShot(true);
    m_pause.setInterval(3000);
    connect(&m_pause, &QTimer::timeout, this, qOverload<>(&PresetList::count));
    const auto later = [this] {
        if (m_busy)
            m_dirty = true;
        else if (!m_pause.isActive())
            m_pause.start();
    };
    connect(&m_context.models.feed, &FeedClient::eventReceived, this, later);
    connect(&m_context.models.feed, &FeedClient::resyncRequired, this, later);
    connect(&m_context.models.client, &ApiClient::sourceChanged, this, [this, later] {
        m_savedPause.start();
        later();
    });
    if (m_context.models.offline)
        connect(m_context.models.offline, &OfflineData::actionChanged, this, later);
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
    if (m_countRequest)
        m_countRequest->abort();
    m_counting = 0;
    countNext();
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

void PresetList::countNext()
{
    if (m_counting >= m_presets.size()) {
        m_busy = false;
        if (m_dirty) {
            m_dirty = false;
            m_pause.start();
        }
        return;
    }
    m_busy = true;
    const int row = m_counting++;
    auto *reply = requests::countIncidents(m_context.models.client, m_presets.at(row).query);
    m_countRequest = reply;
    reply->then(this, [this, row](const Answer<requests::Count> &answer) {
        if (answer)
            showCount(row, *answer);
        countNext();
    });
}

void PresetList::showCount(int row, const requests::Count &count)
{
    const QLocale locale = m_context.models.words.locale();
    const QString number = locale.toString(count.count) + (count.capped ? QStringLiteral("+") : QString());
    QListWidgetItem *entry = item(row);
    entry->setText(tr("%1  (%2)", "view and its number of incidents").arg(m_presets.at(row).title, number));
    entry->setData(Qt::AccessibleTextRole, entry->text());
}

} // namespace mostrador::console
