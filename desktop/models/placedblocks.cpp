// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/placedblocks.h"

#include "model/limits.h"

#include <QJsonObject>

#include <algorithm>
#include <limits>

namespace mostrador::console {

namespace {

/// To the server, what is never due is due last.
constexpr qint64 never = std::numeric_limits<qint64>::max();

} // namespace

void PlacedBlocks::reset(const QString &sortKey)
{
    m_blocks.clear();
    m_first.clear();
    m_counted = 0;
    m_loaded.clear();
    m_ranks.clear();
    m_parts = false;
    m_partsKnown = false;
    m_descending = sortKey.startsWith(u'-');
    m_key = m_descending ? sortKey.mid(1) : sortKey;
}

ListPlace PlacedBlocks::placeOf(const Incident &incident) const
{
    ListPlace place{0, incident.id.value(), m_parts};
    if (m_key == QLatin1String("relevance"))
        place.key = m_ranks.value(incident.id, never);
    else if (m_key == QLatin1String("updated"))
        place.key = incident.updatedAt.milliseconds();
    else if (m_key == QLatin1String("priority"))
        place.key = static_cast<qint64>(incident.priority);
    else if (m_key == QLatin1String("status"))
        place.key = static_cast<qint64>(incident.status);
    else if (m_key == QLatin1String("due"))
        place.key = incident.dueAt ? incident.dueAt->milliseconds() : never;
    else if (m_key != QLatin1String("reference"))
        place.key = incident.createdAt.milliseconds();
    return place;
}

void PlacedBlocks::rank(const QList<IncidentId> &order)
{
    m_ranks.clear();
    for (const IncidentId id : order)
        m_ranks.insert(id, m_ranks.size());
    for (const Block &block : m_blocks) {
        for (const Incident &incident : block.rows)
            m_loaded.insert(incident.id, placeOf(incident));
    }
}

/// Whoever asks by these places is answered so.
void PlacedBlocks::setParts(bool parts)
{
    m_parts = parts;
    m_partsKnown = true;
    for (Block &block : m_blocks) {
        if (block.end)
            block.end->parts = parts;
    }
}

std::optional<qint64> PlacedBlocks::keyFrom(const QJsonObject &fields) const
{
    if (m_key == QLatin1String("priority") && fields.contains(QLatin1String("priority"))) {
        if (const auto priority = priorityFromString(fields.value(QLatin1String("priority")).toString()))
            return static_cast<qint64>(*priority);
    } else if (m_key == QLatin1String("status") && fields.contains(QLatin1String("status"))) {
        if (const auto status = incidentStatusFromString(fields.value(QLatin1String("status")).toString()))
            return static_cast<qint64>(*status);
    } else if (m_key == QLatin1String("due") && fields.contains(QLatin1String("due_at"))) {
        const auto due = Timestamp::fromRfc3339(fields.value(QLatin1String("due_at")).toString());
        return due ? due->milliseconds() : never;
    }
    return std::nullopt;
}

ListPlace PlacedBlocks::justBefore(const ListPlace &place) const
{
    return {place.key, m_descending ? place.id + 1 : place.id - 1, place.parts};
}

int PlacedBlocks::rowCount() const
{
    if (m_blocks.empty())
        return 0;
    const int last = blockCount() - 1;
    return firstRowOf(last) + m_blocks.back().count;
}

std::optional<ListPlace> PlacedBlocks::startOf(int index) const
{
    return index > 0 ? block(index - 1).end : std::nullopt;
}

void PlacedBlocks::countTo(int index) const
{
    m_first.resize(m_blocks.size());
    for (; m_counted <= index; ++m_counted)
        m_first[static_cast<std::size_t>(m_counted)] =
            m_counted == 0 ? 0 : m_first[static_cast<std::size_t>(m_counted - 1)] + block(m_counted - 1).count;
}

int PlacedBlocks::firstRowOf(int index) const
{
    if (m_counted <= index)
        countTo(index);
    return m_first[static_cast<std::size_t>(index)];
}

PlacedBlocks::Spot PlacedBlocks::spotOf(int row) const
{
    countTo(blockCount() - 1);
    // Of several blocks that begin at the row, the last one is not empty.
    const auto after = std::upper_bound(m_first.begin(), m_first.end(), row);
    const int index = static_cast<int>(after - m_first.begin()) - 1;
    return {index, row - m_first[static_cast<std::size_t>(index)]};
}

int PlacedBlocks::blockAt(const ListPlace &place) const
{
    const auto found = std::partition_point(
        m_blocks.begin(), m_blocks.end(), [&](const Block &block) { return block.end && isBefore(*block.end, place); });
    return static_cast<int>(found - m_blocks.begin());
}

int PlacedBlocks::blockOf(quint32 serial) const
{
    const auto found =
        std::find_if(m_blocks.begin(), m_blocks.end(), [&](const Block &block) { return block.serial == serial; });
    return found == m_blocks.end() ? -1 : static_cast<int>(found - m_blocks.begin());
}

int PlacedBlocks::offsetIn(int index, const ListPlace &place) const
{
    const Rows &rows = block(index).rows;
    const auto found = std::partition_point(
        rows.begin(), rows.end(), [&](const Incident &incident) { return isBefore(placeOf(incident), place); });
    return static_cast<int>(found - rows.begin());
}

std::optional<PlacedBlocks::Spot> PlacedBlocks::find(IncidentId id) const
{
    const auto place = m_loaded.constFind(id);
    if (place == m_loaded.cend())
        return std::nullopt;
    const int index = blockAt(*place);
    return Spot{index, offsetIn(index, *place)};
}

bool PlacedBlocks::hasUnloaded() const
{
    return std::any_of(m_blocks.begin(), m_blocks.end(), [](const Block &block) {
        return !block.loaded && (block.count > 0 || block.stale || block.uncounted);
    });
}

void PlacedBlocks::append(Block block)
{
    for (const Incident &incident : block.rows)
        m_loaded.insert(incident.id, placeOf(incident));
    m_blocks.push_back(std::move(block));
}

void PlacedBlocks::setCount(int index, int count)
{
    block(index).count = count;
    touch(index + 1);
}

void PlacedBlocks::fill(int index, Rows rows)
{
    Block &target = block(index);
    target.rows = std::move(rows);
    target.count = static_cast<int>(target.rows.size());
    target.loaded = true;
    target.stale = false;
    target.uncounted = false;
    for (const Incident &incident : target.rows)
        m_loaded.insert(incident.id, placeOf(incident));
    touch(index + 1);
}

void PlacedBlocks::insert(Spot spot, const Incident &incident)
{
    Block &target = block(spot.block);
    target.rows.insert(target.rows.begin() + spot.offset, incident);
    ++target.count;
    m_loaded.insert(incident.id, placeOf(incident));
    touch(spot.block + 1);
}

Incident PlacedBlocks::take(Spot spot)
{
    Block &source = block(spot.block);
    Incident incident = std::move(source.rows[static_cast<std::size_t>(spot.offset)]);
    source.rows.erase(source.rows.begin() + spot.offset);
    --source.count;
    m_loaded.remove(incident.id);
    touch(spot.block + 1);
    return incident;
}

void PlacedBlocks::update(Spot spot, const Incident &incident)
{
    block(spot.block).rows[static_cast<std::size_t>(spot.offset)] = incident;
}

void PlacedBlocks::drop(int index)
{
    if (blockCount() == 1)
        return;
    // What there is none of between two places may belong to either side.
    if (index == blockCount() - 1)
        block(index - 1).end.reset();
    m_blocks.erase(m_blocks.begin() + index);
    touch(std::max(index - 1, 0));
}

void PlacedBlocks::replace(int first, int last, std::vector<Block> blocks)
{
    const auto begin = m_blocks.erase(m_blocks.begin() + first, m_blocks.begin() + last + 1);
    m_blocks.insert(begin, std::make_move_iterator(blocks.begin()), std::make_move_iterator(blocks.end()));
    touch(first);
}

int PlacedBlocks::openAt(const ListPlace &place)
{
    const int index = blockAt(place);
    const Block &present = block(index);
    std::vector<Block> parts;
    const bool ends = present.end && present.end->isAt(place);
    const bool unknown = present.count > 0 || present.stale || present.uncounted;
    // How many of the rows lie on which side is a guess.
    const int before = ends ? present.count : present.count / 2;
    if (unknown)
        parts.push_back({.end = justBefore(place), .count = before, .stale = true, .serial = nextSerial()});
    parts.push_back({.end = place, .loaded = true, .serial = nextSerial(), .used = present.used});
    const int opened = index + static_cast<int>(parts.size()) - 1;
    Block rest{.end = present.end,
               .count = present.count - before,
               .stale = unknown && !present.uncounted,
               .uncounted = present.uncounted,
               .serial = nextSerial()};
    if (!ends)
        parts.push_back(std::move(rest));
    replace(index, index, std::move(parts));
    return opened;
}

void PlacedBlocks::cut(int index, int offset, const ListPlace &place)
{
    Block &present = block(index);
    Block rest{.end = present.end, .loaded = true, .serial = nextSerial(), .used = present.used};
    rest.rows.assign(std::make_move_iterator(present.rows.begin() + offset),
                     std::make_move_iterator(present.rows.end()));
    rest.count = static_cast<int>(rest.rows.size());
    present.rows.resize(static_cast<std::size_t>(offset));
    present.count = offset;
    present.end = place;
    m_blocks.insert(m_blocks.begin() + index + 1, std::move(rest));
    touch(index + 1);
}

void PlacedBlocks::unload(int index, const std::vector<int> &keep)
{
    Block &present = block(index);
    if (keep.empty()) {
        for (const Incident &incident : present.rows)
            m_loaded.remove(incident.id);
        Rows().swap(present.rows);
        present.loaded = false;
        int merged = index;
        while (mergeWithNext(merged)) {
        }
        if (merged > 0)
            mergeWithNext(merged - 1);
        return;
    }
    std::vector<Block> parts;
    int next = 0;
    const auto gap = [&](int to, const std::optional<ListPlace> &end) {
        for (int offset = next; offset < to; ++offset)
            m_loaded.remove(present.rows[static_cast<std::size_t>(offset)].id);
        if (to > next)
            parts.push_back({.end = end, .count = to - next, .serial = nextSerial()});
    };
    for (const int offset : keep) {
        Incident &kept = present.rows[static_cast<std::size_t>(offset)];
        const ListPlace place = placeOf(kept);
        gap(offset, justBefore(place));
        Block single{.end = place, .count = 1, .loaded = true, .serial = nextSerial(), .used = present.used};
        single.rows.push_back(std::move(kept));
        parts.push_back(std::move(single));
        next = offset + 1;
    }
    gap(present.count, present.end);
    // The range behind the last row goes with the last part.
    parts.back().end = present.end;
    replace(index, index, std::move(parts));
}

/// Two unloaded blocks become one where that is no larger than others.
bool PlacedBlocks::mergeWithNext(int index)
{
    if (index + 1 >= blockCount())
        return false;
    Block &present = block(index);
    const Block &next = block(index + 1);
    if (present.loaded || next.loaded || next.uncounted || present.count + next.count > limits::placesStep)
        return false;
    present.end = next.end;
    present.count += next.count;
    present.stale = present.stale || next.stale;
    m_blocks.erase(m_blocks.begin() + index + 1);
    touch(index + 1);
    return true;
}

} // namespace mostrador::console
