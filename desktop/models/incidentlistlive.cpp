// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/limits.h"
#include "models/incidentlistmodel.h"

#include <algorithm>
#include <chrono>

// What the feed tells of.
namespace mostrador::console {

namespace {

using namespace std::chrono_literals;

/// More changes than that, and what is loaded is read anew instead.
constexpr qsizetype mostDirty = 2000;
constexpr int mostOfBlock = limits::pageMax * 3 / 4;
constexpr std::chrono::milliseconds driftPause = 1'000ms;
/// Walking through the whole list takes no more than this part of the server's time.
constexpr int driftShare = 100;

} // namespace

void IncidentListModel::recheck(IncidentId id)
{
    markDirty(id);
}

void IncidentListModel::markDirty(IncidentId id)
{
    if (!m_dirty.contains(id))
        m_dirty.insert(id, {});
    // Not restarted: a stream of events must not put it off for ever.
    if (!m_dirtyPause.isActive())
        m_dirtyPause.start();
}

void IncidentListModel::onEvent(const Event &event)
{
    if (event.incident) {
        markDirty(*event.incident);
        Change &change = m_dirty[*event.incident];
        change.created = change.created || event.kind == EventKind::IncidentCreated;
        if (!change.oldKey)
            change.oldKey = m_blocks.keyFrom(event.before);
        for (Asked &asked : m_asked)
            asked.changed.insert(*event.incident);
        return;
    }
    // A name that rows show has changed.
    if (event.kind == EventKind::CustomerCreated || event.kind == EventKind::EmployeeCreated ||
        event.kind == EventKind::TeamCreated || event.kind == EventKind::ProductCreated)
        return;
    const auto shows = [&](const Incident &incident) {
        if (event.subjectKind == QLatin1String("customer"))
            return incident.customer.value() == event.subjectId;
        if (event.subjectKind == QLatin1String("employee"))
            return incident.assignee && incident.assignee->value() == event.subjectId;
        if (event.subjectKind == QLatin1String("team"))
            return incident.team && incident.team->value() == event.subjectId;
        return event.subjectKind == QLatin1String("product") && incident.product &&
               incident.product->value() == event.subjectId;
    };
    for (int index = 0; index < m_blocks.blockCount(); ++index) {
        for (const Incident &incident : m_blocks.block(index).rows) {
            if (shows(incident))
                markDirty(incident.id);
        }
    }
}

void IncidentListModel::fetchDirty()
{
    // Rows that are being read for the first time come first: see takeFirst().
    if (m_liveRequest || m_firstRequest || m_dirty.isEmpty())
        return;
    if (m_state == Pages::None) {
        m_dirty.clear();
        return;
    }
    if (m_dirty.size() > mostDirty) {
        m_dirty.clear();
        refresh();
        return;
    }
    QList<IncidentId> ids;
    m_living.clear();
    // Those that are seen first.
    for (const bool loaded : {true, false}) {
        for (auto change = m_dirty.begin(); change != m_dirty.end() && ids.size() < limits::pageMax;) {
            if (m_blocks.isLoaded(change.key()) != loaded) {
                ++change;
                continue;
            }
            ids.append(change.key());
            m_living.insert(change.key(), change.value());
            change = m_dirty.erase(change);
        }
    }
    auto *reply =
        requests::incidents(m_context.client, {m_shownQuery, m_shownSort, {}, limits::pageMax}, ids, m_blocks.parts());
    m_liveRequest = reply;
    reply->then(this, [this, ids](const Answer<codec::Page<Incident>> &answer) {
        m_liveRequest.clear();
        takeDirty(ids, answer);
    });
}

void IncidentListModel::takeDirty(const QList<IncidentId> &ids, const Answer<codec::Page<Incident>> &answer)
{
    if (!answer) {
        // Not tried again at once: the next event, or the return of the server, does so.
        for (auto change = m_living.cbegin(); change != m_living.cend(); ++change) {
            if (!m_dirty.contains(change.key()))
                m_dirty.insert(change.key(), change.value());
        }
        m_living.clear();
        return;
    }
    QSet<IncidentId> present;
    for (const Incident &incident : answer->items) {
        present.insert(incident.id);
        place(incident);
    }
    for (const IncidentId id : ids) {
        if (present.contains(id))
            continue;
        if (const auto spot = m_blocks.find(id))
            removeAt(*spot);
        else if (!m_living.value(id).created)
            noteDrift();
    }
    m_living.clear();
    scheduleCount();
    Q_EMIT totalChanged();
    if (!m_dirty.isEmpty())
        m_dirtyPause.start();
}

// --- the place of a row ---

void IncidentListModel::place(const Incident &incident)
{
    const auto spot = m_blocks.find(incident.id);
    if (!spot) {
        placeUnknown(incident);
        return;
    }
    const Incident &present = m_blocks.block(spot->block).rows[static_cast<std::size_t>(spot->offset)];
    if (incident.version < present.version)
        return;
    if (m_blocks.placeOf(incident).isAt(m_blocks.placeOf(present)))
        updateAt(*spot, incident);
    else
        move(*spot, incident);
}

void IncidentListModel::placeUnknown(const Incident &incident)
{
    if (m_shown.best) {
        // Only the server knows how good it is.
        if (!m_bestPause.isActive())
            m_bestPause.start();
        return;
    }
    const ListPlace to = m_blocks.placeOf(incident);
    const int index = m_blocks.blockAt(to);
    const Change change = m_living.value(incident.id);
    const bool loaded = m_blocks.block(index).loaded;
    if (loaded) {
        insertAt({index, m_blocks.offsetIn(index, to)}, incident);
    } else if (!m_blocks.block(index).uncounted) {
        if (change.created && !m_countRequest)
            resize(index, m_blocks.block(index).count + 1);
        else if (!m_shownQuery.trimmed().isEmpty() || change.oldKey || m_blocks.sortsBy("updated") || m_countRequest)
            m_blocks.block(index).stale = true;
    }
    if (change.created)
        return;
    // It may have been in the list already, among the rows that are not loaded.
    if (change.oldKey) {
        const int from = m_blocks.blockAt({*change.oldKey, incident.id.value()});
        if (!m_blocks.block(from).loaded && !m_blocks.block(from).uncounted)
            m_blocks.block(from).stale = true;
    } else if (m_blocks.sortsBy("updated")) {
        noteDrift();
    }
}

void IncidentListModel::noteDrift()
{
    if (m_blocks.hasUnloaded() && !m_driftPause.isActive())
        m_driftPause.start(
            std::min(driftPause + driftShare * std::chrono::milliseconds(m_countTook), m_longestCountPause));
}

void IncidentListModel::insertAt(Spot spot, const Incident &incident)
{
    const int row = m_blocks.firstRowOf(spot.block) + spot.offset;
    beginInsertRows({}, row, row);
    m_blocks.insert(spot, incident);
    endInsertRows();
    const Block &block = m_blocks.block(spot.block);
    if (block.count > mostOfBlock) {
        // So that it can still be read by one request.
        const int half = block.count / 2;
        const bool outdated = m_outdated.contains(block.serial);
        m_blocks.cut(spot.block, half, m_blocks.placeOf(block.rows[static_cast<std::size_t>(half - 1)]));
        if (outdated)
            m_outdated.insert(m_blocks.block(spot.block + 1).serial);
    }
}

void IncidentListModel::removeAt(Spot spot)
{
    const int row = m_blocks.firstRowOf(spot.block) + spot.offset;
    beginRemoveRows({}, row, row);
    m_blocks.take(spot);
    endRemoveRows();
    if (m_blocks.block(spot.block).count == 0) {
        m_outdated.remove(m_blocks.block(spot.block).serial);
        m_blocks.drop(spot.block);
    }
}

void IncidentListModel::updateAt(Spot spot, const Incident &incident)
{
    if (m_blocks.block(spot.block).rows[static_cast<std::size_t>(spot.offset)] == incident)
        return;
    m_blocks.update(spot, incident);
    const int row = m_blocks.firstRowOf(spot.block) + spot.offset;
    Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
}

void IncidentListModel::move(Spot from, const Incident &incident)
{
    const ListPlace to = m_blocks.placeOf(incident);
    int target = m_blocks.blockAt(to);
    if (!m_blocks.block(target).loaded) {
        // Whoever has it selected goes on seeing it: it is held in a block of its own.
        target = m_blocks.openAt(to);
        from = *m_blocks.find(incident.id);
    }
    // Places are unique and none of the rows but this one changes its own: the offset counts this one where it stands
    // before.
    const Spot spot{target, m_blocks.offsetIn(target, to)};
    const quint32 source = m_blocks.block(from.block).serial;
    const int row = m_blocks.firstRowOf(from.block) + from.offset;
    const int next = m_blocks.firstRowOf(spot.block) + spot.offset;
    const bool moves = next != row && next != row + 1;
    const auto take = [&] {
        m_blocks.take(from);
        Spot there = spot;
        if (from.block == spot.block && from.offset < spot.offset)
            --there.offset;
        return there;
    };
    if (moves && m_movesCheaply) {
        beginRemoveRows({}, row, row);
        const Spot there = take();
        endRemoveRows();
        insertAt(there, incident);
    } else {
        if (moves)
            beginMoveRows({}, row, row, {}, next);
        m_blocks.insert(take(), incident);
        if (moves)
            endMoveRows();
        const int now = rowOf(incident.id);
        Q_EMIT dataChanged(index(now, 0), index(now, columnCount() - 1));
    }
    const int left = m_blocks.blockOf(source);
    if (m_blocks.block(left).count == 0) {
        m_outdated.remove(source);
        m_blocks.drop(left);
    }
}

} // namespace mostrador::console
