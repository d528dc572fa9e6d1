// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/limits.h"
#include "models/incidentlistmodel.h"

// What was typed to be searched for.
namespace mostrador::console {

IncidentListModel::Wanted IncidentListModel::wantedList() const
{
    const bool words = m_forgive && !m_context.client.isStoodIn() && !QueryWords(m_query).isEmpty();
    const bool best = words && m_best;
    return {m_query, best ? QStringLiteral("relevance") : m_sort, words, best};
}

void IncidentListModel::setQuery(const QString &query)
{
    m_forgive = false;
    PagedTableModel::setQuery(query);
}

void IncidentListModel::find(const QString &query)
{
    m_forgive = true;
    PagedTableModel::setQuery(query);
}

void IncidentListModel::listAll()
{
    m_best = false;
    reload();
}

void IncidentListModel::sort(int column, Qt::SortOrder order)
{
    const bool best = std::exchange(m_best, false) && m_shown.best;
    const QString before = m_sort;
    ColumnRows<Incident>::sort(column, order);
    if (best && m_sort == before)
        reload();
}

int IncidentListModel::sortColumn() const
{
    return m_shown.best ? -1 : ColumnRows<Incident>::sortColumn();
}

QList<TextPart> IncidentListModel::hitsIn(const QString &text) const
{
    return m_hits.hitsIn(text);
}

/// The first rows of another list.
void IncidentListModel::takeFirst(const requests::Search &search, const Wanted &wanted)
{
    // What happened since this was asked for may not be in it.
    const auto changed = m_dirty;
    const codec::Page<Incident> &page = search.page;
    beginResetModel();
    forgetRequests();
    m_blocks.reset(wanted.sort);
    if (wanted.best) {
        QList<IncidentId> order;
        for (const Incident &incident : page.items)
            order.append(incident.id);
        m_blocks.rank(order);
        if (search.step == QLatin1String("words") || search.step == QLatin1String("parts"))
            m_blocks.setParts(search.step == QLatin1String("parts"));
    }
    Block first{.count = static_cast<int>(page.items.size()), .loaded = true, .serial = m_blocks.nextSerial()};
    first.rows.assign(page.items.begin(), page.items.end());
    m_tailCursor = wanted.best ? QString() : page.nextCursor;
    if (!m_tailCursor.isEmpty() && !first.rows.empty())
        first.end = m_blocks.placeOf(first.rows.back());
    const bool more = first.end.has_value();
    m_blocks.append(std::move(first));
    if (more)
        m_blocks.append({.uncounted = true, .serial = m_blocks.nextSerial()});
    m_state = Pages::Some;
    const bool sorted = m_shown.best == wanted.best;
    m_shown = wanted;
    m_shownQuery = search.query.isEmpty() ? wanted.query : search.query;
    // Parts of the list are asked for by ids alone: its own order is known to the server only.
    m_shownSort = wanted.best ? QStringLiteral("-created") : wanted.sort;
    m_searched = {search.step, search.corrected, wanted.best && !page.nextCursor.isEmpty()};
    m_hits = QueryWords(m_shownQuery, search.step == QLatin1String("parts"));
    m_found.reset();
    m_firstShown = 0;
    m_lastShown = -1;
    endResetModel();
    setLoadState(LoadState::Ready);
    if (!sorted)
        Q_EMIT sortChanged();
    Q_EMIT queryAccepted();
    Q_EMIT searchedChanged();
    Q_EMIT totalChanged();
    m_dirty = changed;
    if (!m_dirty.isEmpty())
        m_dirtyPause.start();
    if (m_searched.more)
        m_foundPause.start();
    scheduleCount();
}

/// How many there are besides the best ones.
void IncidentListModel::countFound()
{
    if (!hasMoreThanBest() || m_foundRequest)
        return;
    auto *reply = requests::countIncidents(m_context.client, m_shownQuery);
    m_foundRequest = reply;
    reply->then(this, [this](const Answer<requests::Count> &answer) {
        m_foundRequest.clear();
        if (!answer)
            return;
        m_found = *answer;
        Q_EMIT totalChanged();
    });
}

void IncidentListModel::readBestAgain()
{
    if (!m_shown.best || m_firstRequest)
        return;
    if (m_bestRequest)
        m_bestRequest->abort();
    auto *reply = requests::searchIncidents(m_context.client, {m_shown.query, m_shown.sort, {}, limits::placesStep});
    m_bestRequest = reply;
    reply->then(this, [this, wanted = m_shown](const Answer<requests::Search> &answer) {
        m_bestRequest.clear();
        if (answer)
            mergeBest(*answer, wanted);
    });
}

void IncidentListModel::mergeBest(const requests::Search &search, const Wanted &wanted)
{
    QHash<IncidentId, qsizetype> order;
    QList<IncidentId> ids;
    for (const Incident &incident : search.page.items) {
        order.insert(incident.id, order.size());
        ids.append(incident.id);
    }
    QList<IncidentId> gone;
    qsizetype last = -1;
    bool moved = m_blocks.blockCount() != 1 || (!search.query.isEmpty() && search.query != m_shownQuery);
    for (int row = 0; row < rowCount(); ++row) {
        const IncidentId id = at(row).id;
        const auto place = order.constFind(id);
        if (place == order.cend()) {
            gone.append(id);
            continue;
        }
        moved = moved || *place < last;
        last = *place;
    }
    if (moved) {
        takeFirst(search, wanted);
        return;
    }
    for (const IncidentId id : std::as_const(gone)) {
        if (const auto spot = m_blocks.find(id))
            removeAt(*spot);
    }
    m_blocks.rank(ids);
    for (const Incident &incident : search.page.items) {
        if (const auto spot = m_blocks.find(incident.id))
            updateAt(*spot, incident);
        else
            insertAt({0, m_blocks.offsetIn(0, m_blocks.placeOf(incident))}, incident);
    }
    m_searched = {search.step, search.corrected, !search.page.nextCursor.isEmpty()};
    Q_EMIT searchedChanged();
    Q_EMIT totalChanged();
    if (m_searched.more)
        m_foundPause.start();
}

} // namespace mostrador::console
