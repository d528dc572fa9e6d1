// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/presetlist.h"

#include "api/requests.h"

#include <QSignalBlocker>

namespace mostrador::console {

PresetList::PresetList(const WidgetContext &context, QWidget *parent)
    : QListWidget(parent)
    , m_context(context)
    , m_presets{{tr("Assigned to me"), QStringLiteral("assignee:me status:active")},
                {tr("My teams, unassigned"), QStringLiteral("team:mine assignee:none status:active")},
                {tr("New"), QStringLiteral("status:new")},
                {tr("Waiting"), QStringLiteral("status:waiting_customer,waiting_third_party")},
                {tr("All open"), QStringLiteral("status:active")},
                {tr("All"), QString()}}
{
    setObjectName(QStringLiteral("presets"));
    setAccessibleName(tr("Views"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideRight);
    for (const Preset &preset : m_presets) {
        auto *item = new QListWidgetItem(preset.title, this);
        item->setData(Qt::AccessibleTextRole, preset.title);
    }
    connect(this, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            Q_EMIT presetChosen(queryAt(row));
    });
    connect(this, &QListWidget::itemActivated, this, [this] { Q_EMIT presetChosen(queryAt(currentRow())); });
    // One count after the other, and not with each event: they are a help, not the work.
    m_pause.setSingleShot(true);
    m_pause.setInterval(3000);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        m_counting = 0;
        countNext();
    });
    const auto later = [this] {
        if (m_busy)
            m_dirty = true;
        else if (!m_pause.isActive())
            m_pause.start();
    };
    connect(&m_context.models.feed, &FeedClient::eventReceived, this, later);
    connect(&m_context.models.feed, &FeedClient::resyncRequired, this, later);
    countNext();
}

void PresetList::showQuery(const QString &query)
{
    const QSignalBlocker blocker(this);
    for (int row = 0; row < count(); ++row) {
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

QSize PresetList::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    int width = 0;
    for (const Preset &preset : m_presets)
        width = qMax(width, metrics.horizontalAdvance(preset.title));
    return {width + metrics.averageCharWidth() * 8, metrics.height() * (count() * 2 + 1)};
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
    requests::countIncidents(m_context.models.client, m_presets.at(row).query)
        ->then(this, [this, row](const Answer<requests::Count> &answer) {
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
