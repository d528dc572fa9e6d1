// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/limits.h"
#include "models/incidentlistmodel.h"

#include <algorithm>
#include <chrono>

// The content of the rows that are looked at, and the number of those that are not.
namespace mostrador::console {

namespace {

using namespace std::chrono_literals;

/// Scrolling has come to rest.
constexpr auto rowsPause = 30ms;
/// While it goes on and on, something is shown all the same.
constexpr qint64 longestRowsPause = 150;
constexpr std::size_t mostAsked = 3;
/// Blocks that somebody other than the view looked at.
constexpr qsizetype mostTouched = 8;
/// The scan of a count takes no more than this part of the server's time.
constexpr int countShare = 50;
constexpr std::chrono::milliseconds shortestCountPause = 500ms;
/// More loaded rows than that are not read anew at once.
constexpr qsizetype mostRefreshed = 600;

bool same(const std::optional<ListPlace> &a, const std::optional<ListPlace> &b)
{
    return a.has_value() == b.has_value() && (!a || a->isAt(*b));
}

} // namespace

// --- content ---

void IncidentListModel::showRows(int first, int last)
{
    if (m_state == Pages::None || rowCount() == 0)
        return;
    m_firstShown = std::clamp(first, 0, rowCount() - 1);
    m_lastShown = std::clamp(last, m_firstShown, rowCount() - 1);
    schedule();
}

void IncidentListModel::touch(int block) const
{
    const quint32 serial = m_blocks.block(block).serial;
    if (!m_touched.isEmpty() && m_touched.constLast() == serial)
        return;
    m_touched.removeOne(serial);
    m_touched.append(serial);
    if (m_touched.size() > mostTouched)
        m_touched.removeFirst();
}

QVariant IncidentListModel::data(const QModelIndex &index, int role) const
{
    if (role == Qt::DisplayRole && index.isValid() && isMissing(index.row())) {
        touch(m_blocks.spotOf(index.row()).block);
        schedule();
    }
    if ((role == Qt::AccessibleTextRole || role == Qt::ToolTipRole) && index.isValid() && !m_unsent.isEmpty() &&
        index.column() == static_cast<int>(Column::Reference) && index.data(UnsentRole).toBool()) {
        return QStringLiteral("%1 (%2)").arg(ColumnRows<Incident>::data(index, role).toString(), tr("not sent yet"));
    }
    return ColumnRows<Incident>::data(index, role);
}

void IncidentListModel::schedule() const
{
    // The first glance after a rest is answered at once, later ones when scrolling rests or has gone on for long.
    if (!m_sincePending.isValid()) {
        m_sincePending.start();
        m_rowsPause.start(m_asked.empty() ? 0ms : rowsPause);
    } else if (m_sincePending.elapsed() < longestRowsPause) {
        if (m_rowsPause.interval() != 0 || !m_rowsPause.isActive())
            m_rowsPause.start(rowsPause);
    } else if (!m_rowsPause.isActive()) {
        m_rowsPause.start(0ms);
    }
}

QList<quint32> IncidentListModel::wanted() const
{
    QList<quint32> result;
    const auto add = [&](int index) {
        if (index < 0 || index >= m_blocks.blockCount())
            return;
        const Block &block = m_blocks.block(index);
        const bool needed = block.loaded ? m_outdated.contains(block.serial) : block.count > 0;
        if (needed && !result.contains(block.serial))
            result.append(block.serial);
    };
    if (m_lastShown >= m_firstShown && m_lastShown < rowCount()) {
        const int first = m_blocks.spotOf(m_firstShown).block;
        const int last = m_blocks.spotOf(m_lastShown).block;
        for (int index = first; index <= last && index < first + 6; ++index)
            add(index);
        // What is seen comes before what may be seen next.
        if (!result.isEmpty())
            return result;
        add(last + 1);
        add(first - 1);
    }
    for (auto serial = m_touched.crbegin(); serial != m_touched.crend(); ++serial)
        add(m_blocks.blockOf(*serial));
    for (const quint32 serial : m_outdated)
        add(m_blocks.blockOf(serial));
    return result;
}

void IncidentListModel::askForRows()
{
    m_sincePending.invalidate();
    if (m_state == Pages::None || m_firstRequest)
        return;
    for (int row : {m_firstShown, m_lastShown}) {
        if (row >= 0 && row < rowCount())
            m_blocks.block(m_blocks.spotOf(row).block).used = ++m_clock;
    }
    // Blocks that were cut, joined or forgotten since are read when they are looked at.
    m_outdated.removeIf([this](quint32 serial) {
        const int index = m_blocks.blockOf(serial);
        return index < 0 || !m_blocks.block(index).loaded;
    });
    const QList<quint32> all = wanted();
    // What nobody looks at any more would only be in the way.
    const auto obsolete =
        std::partition(m_asked.begin(), m_asked.end(), [&](const Asked &asked) { return all.contains(asked.serial); });
    for (auto asked = obsolete; asked != m_asked.end(); ++asked) {
        if (asked->reply)
            asked->reply->abort();
    }
    m_asked.erase(obsolete, m_asked.end());
    for (const quint32 serial : all) {
        if (m_asked.size() >= mostAsked)
            break;
        const bool under =
            std::any_of(m_asked.begin(), m_asked.end(), [&](const Asked &asked) { return asked.serial == serial; });
        if (!under)
            ask(m_blocks.blockOf(serial));
    }
}

void IncidentListModel::ask(int index, const QString &cursor)
{
    const Block &block = m_blocks.block(index);
    Asked asked{block.serial, m_blocks.startOf(index), block.end, {}, {}};
    const requests::ListQuery list{m_shownQuery, m_shownSort, cursor, limits::pageMax};
    auto *reply = cursor.isEmpty() ? requests::incidents(m_context.client, list, asked.after, asked.until)
                                   : requests::incidents(m_context.client, list);
    asked.reply = reply;
    m_asked.push_back(std::move(asked));
    reply->then(this,
                [this, serial = block.serial](const Answer<codec::Page<Incident>> &answer) { taken(serial, answer); });
}

void IncidentListModel::taken(quint32 serial, const Answer<codec::Page<Incident>> &answer)
{
    const auto found =
        std::find_if(m_asked.begin(), m_asked.end(), [&](const Asked &asked) { return asked.serial == serial; });
    if (found == m_asked.end())
        return;
    const Asked asked = std::move(*found);
    m_asked.erase(found);
    if (!answer) {
        pageFailed(answer.error());
        return;
    }
    const int index = m_blocks.blockOf(serial);
    m_touched.removeOne(serial);
    // A block that was cut, joined or moved meanwhile is not the one that was asked for.
    if (index >= 0 && same(m_blocks.startOf(index), asked.after) && same(m_blocks.block(index).end, asked.until)) {
        m_outdated.remove(serial);
        if (m_blocks.block(index).loaded)
            mergeBlock(index, *answer);
        else
            fillBlock(index, *answer);
        const int now = m_blocks.blockOf(serial);
        if (now >= 0)
            m_blocks.block(now).used = ++m_clock;
    }
    // The rows may have been read before these changes.
    for (const IncidentId id : asked.changed)
        markDirty(id);
    setLoadState(LoadState::Ready);
    evict(m_mostLoaded);
    if (!wanted().isEmpty() || !m_outdated.isEmpty())
        m_rowsPause.start(0ms);
}

void IncidentListModel::fillBlock(int target, const codec::Page<Incident> &page)
{
    const quint32 serial = m_blocks.block(target).serial;
    PlacedBlocks::Rows rows;
    std::vector<Incident> moved;
    for (const Incident &incident : page.items) {
        // One that is elsewhere has moved: from here since this was read, or to here, as is not known yet.
        if (m_blocks.isLoaded(incident.id))
            moved.push_back(incident);
        else
            rows.push_back(incident);
    }
    if (!page.nextCursor.isEmpty()) {
        // More rows than fit into an answer: the others make a block of their own.
        const Block &present = m_blocks.block(target);
        const int taken = static_cast<int>(rows.size());
        Block head{.end = m_blocks.placeOf(page.items.constLast()), .serial = serial, .used = present.used};
        head.count = present.uncounted ? 0 : std::min(present.count, taken);
        Block rest{.end = present.end,
                   .count = present.count - head.count,
                   .stale = !present.uncounted,
                   .uncounted = present.uncounted,
                   .serial = m_blocks.nextSerial()};
        if (present.uncounted)
            m_tailCursor = page.nextCursor;
        std::vector<Block> parts;
        parts.push_back(std::move(head));
        parts.push_back(std::move(rest));
        m_blocks.replace(target, target, std::move(parts));
    }
    resize(target, static_cast<int>(rows.size()));
    const int first = m_blocks.firstRowOf(target);
    const int number = static_cast<int>(rows.size());
    m_blocks.fill(target, std::move(rows));
    if (number > 0)
        Q_EMIT dataChanged(index(first, 0), index(first + number - 1, columnCount() - 1));
    for (const Incident &incident : moved)
        place(incident);
    if (number == 0) {
        const int empty = m_blocks.blockOf(serial);
        if (empty >= 0 && m_blocks.block(empty).count == 0)
            m_blocks.drop(empty);
    }
    scheduleCount();
}

void IncidentListModel::mergeBlock(int index, const codec::Page<Incident> &page)
{
    const QList<Incident> &fresh = page.items;
    QSet<IncidentId> present;
    for (const Incident &incident : fresh)
        present.insert(incident.id);
    const bool whole = page.nextCursor.isEmpty() || fresh.isEmpty();
    if (!whole) {
        // So many have come meanwhile that they do not fit into one answer: the others make a block of their own.
        const int offset = m_blocks.offsetIn(index, m_blocks.placeOf(fresh.constLast()));
        m_blocks.cut(index, offset, m_blocks.placeOf(fresh.constLast()));
        m_blocks.unload(index + 1, {});
        m_blocks.block(index + 1).stale = true;
    }
    QList<IncidentId> gone;
    for (const Incident &incident : m_blocks.block(index).rows) {
        if (!present.contains(incident.id))
            gone.append(incident.id);
    }
    for (const Incident &incident : fresh)
        place(incident);
    for (const IncidentId id : std::as_const(gone)) {
        if (const auto spot = m_blocks.find(id))
            removeAt(*spot);
    }
}

/// Gives an unloaded block so many rows.
void IncidentListModel::resize(int index, int count)
{
    const int present = m_blocks.block(index).count;
    const int first = m_blocks.firstRowOf(index);
    if (count > present) {
        beginInsertRows({}, first + present, first + count - 1);
        m_blocks.setCount(index, count);
        endInsertRows();
    } else if (count < present) {
        beginRemoveRows({}, first + count, first + present - 1);
        m_blocks.setCount(index, count);
        endRemoveRows();
    }
}

/// Forgets rows that nobody has looked at for the longest until there are no more than @p most.
void IncidentListModel::evict(qsizetype most)
{
    if (m_blocks.loadedRows() <= most)
        return;
    // The row that is current, those selected and those being edited are held by indexes, and stay.
    std::vector<int> held;
    for (const QModelIndex &index : persistentIndexList())
        held.push_back(index.row());
    std::sort(held.begin(), held.end());
    held.erase(std::unique(held.begin(), held.end()), held.end());
    const int firstShown = m_lastShown >= 0 && m_lastShown < rowCount() ? m_blocks.spotOf(m_firstShown).block : -1;
    const int lastShown = firstShown >= 0 ? m_blocks.spotOf(m_lastShown).block : -2;
    std::vector<std::pair<quint64, quint32>> order;
    for (int index = 0; index < m_blocks.blockCount(); ++index) {
        const Block &block = m_blocks.block(index);
        if (block.loaded && (index < firstShown - 1 || index > lastShown + 1))
            order.emplace_back(block.used, block.serial);
    }
    std::sort(order.begin(), order.end());
    for (const auto &[used, serial] : order) {
        if (m_blocks.loadedRows() <= most * 3 / 4)
            break;
        const int index = m_blocks.blockOf(serial);
        if (index < 0)
            continue;
        const int first = m_blocks.firstRowOf(index);
        const int count = m_blocks.block(index).count;
        std::vector<int> keep;
        for (auto row = std::lower_bound(held.begin(), held.end(), first); row != held.end() && *row < first + count;
             ++row)
            keep.push_back(*row - first);
        if (static_cast<int>(keep.size()) < count)
            m_blocks.unload(index, keep);
    }
}

bool IncidentListModel::canFetchMore(const QModelIndex &parent) const
{
    // Only where the rows cannot be counted: otherwise all of them are there anyway.
    return !parent.isValid() && m_blocks.hasUncounted() && m_countFailed && m_asked.empty();
}

void IncidentListModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        ask(m_blocks.blockCount() - 1, m_tailCursor);
}

void IncidentListModel::refresh()
{
    if (m_state == Pages::None)
        return;
    if (m_firstRequest)
        return;
    if (m_shown.best) {
        readBestAgain();
        return;
    }
    if (m_blocks.loadedRows() > mostRefreshed)
        evict(0);
    for (int index = 0; index < m_blocks.blockCount(); ++index) {
        Block &block = m_blocks.block(index);
        if (!block.loaded)
            block.stale = !block.uncounted;
        else if (block.count == 1 && m_blocks.blockCount() > 1)
            markDirty(block.rows.front().id);
        else
            m_outdated.insert(block.serial);
    }
    // Those that are being read may be from before what we are to load.
    for (const Asked &asked : m_asked) {
        if (asked.reply)
            asked.reply->abort();
    }
    m_asked.clear();
    m_countFailed = false;
    m_countTook = 0;
    askForRows();
    scheduleCount();
}

// --- number ---

void IncidentListModel::scheduleCount()
{
    if (m_countRequest || m_countFailed || m_state == Pages::None)
        return;
    if (m_blocks.hasUncounted()) {
        m_countPause.start(0ms);
        return;
    }
    if (m_countPause.isActive())
        return;
    for (int index = 0; index < m_blocks.blockCount(); ++index) {
        if (m_blocks.block(index).stale && !m_blocks.block(index).loaded) {
            m_countPause.start(
                std::min(std::max(shortestCountPause, countShare * std::chrono::milliseconds(m_countTook)),
                         m_longestCountPause));
            return;
        }
    }
}

void IncidentListModel::count()
{
    if (m_countRequest || m_state == Pages::None || m_firstRequest)
        return;
    // The rows that were never counted come first; otherwise from a stale block to the last of those behind it that
    // have no loaded one between.
    int first = -1;
    int last = -1;
    if (m_blocks.hasUncounted()) {
        first = last = m_blocks.blockCount() - 1;
    } else {
        for (int index = 0; index < m_blocks.blockCount(); ++index) {
            const Block &block = m_blocks.block(index);
            if (block.loaded && first >= 0)
                break;
            if (!block.stale || block.loaded)
                continue;
            if (first < 0)
                first = index;
            last = index;
        }
    }
    if (first < 0)
        return;
    const auto after = m_blocks.startOf(first);
    const auto until = m_blocks.block(last).end;
    const bool tail = m_blocks.block(last).uncounted;
    const bool byCursor = tail && !m_tailCursor.isEmpty();
    const requests::ListQuery list{m_shownQuery, m_shownSort, byCursor ? m_tailCursor : QString(), limits::pageDefault};
    m_countTime.start();
    auto *reply = requests::incidentPlaces(m_context.client, list, byCursor ? std::nullopt : after, until);
    m_countRequest = reply;
    reply->then(this, [this, after, until](const Answer<requests::Places> &answer) {
        m_countRequest.clear();
        // All parts of one walk through the list together.
        m_countTook = (m_countContinues ? m_countTook : 0) + m_countTime.elapsed();
        m_countContinues = answer && answer->next;
        counted(after, until, answer);
    });
}

void IncidentListModel::counted(const std::optional<ListPlace> &after, const std::optional<ListPlace> &until,
                                const Answer<requests::Places> &answer)
{
    if (!answer) {
        // It is tried again when the server is back or the list is read anew. Until then rows come by scrolling on.
        m_countFailed = true;
        Q_EMIT totalChanged();
        return;
    }
    const int last = until ? m_blocks.blockAt(*until) : m_blocks.blockCount() - 1;
    int first = after ? m_blocks.blockAt(*after) : 0;
    if (after && same(m_blocks.block(first).end, after))
        ++first;
    bool fits = last >= first && same(m_blocks.startOf(first), after) && same(m_blocks.block(last).end, until);
    int before = 0;
    for (int index = first; fits && index <= last; ++index) {
        fits = !m_blocks.block(index).loaded;
        before += m_blocks.block(index).count;
    }
    if (!fits) {
        // Somebody has looked in there meanwhile.
        scheduleCount();
        return;
    }
    const bool tail = m_blocks.block(last).uncounted;
    if (!answer->places.isEmpty() && m_blocks.parts() != answer->places.constFirst().parts)
        m_blocks.setParts(answer->places.constFirst().parts);
    std::vector<Block> blocks;
    blocks.reserve(static_cast<std::size_t>(answer->places.size()) + 1);
    for (const ListPlace &place : answer->places)
        blocks.push_back({.end = place, .count = answer->step, .serial = m_blocks.nextSerial()});
    const int rest = static_cast<int>(answer->rows - answer->step * answer->places.size());
    if (answer->next) {
        const int missing = std::max(0, before - static_cast<int>(answer->rows));
        blocks.push_back({.end = until,
                          .count = tail ? 0 : missing,
                          .stale = !tail,
                          .uncounted = tail,
                          .serial = m_blocks.nextSerial()});
        m_tailCursor.clear();
    } else if (rest > 0 || blocks.empty()) {
        blocks.push_back({.end = until, .count = rest, .serial = m_blocks.nextSerial()});
    } else {
        blocks.back().end = until;
    }
    int now = 0;
    for (const Block &block : blocks)
        now += block.count;
    const int row = m_blocks.firstRowOf(first);
    if (now > before) {
        beginInsertRows({}, row + before, row + now - 1);
        m_blocks.replace(first, last, std::move(blocks));
        endInsertRows();
    } else if (now < before) {
        beginRemoveRows({}, row + now, row + before - 1);
        m_blocks.replace(first, last, std::move(blocks));
        endRemoveRows();
    } else {
        m_blocks.replace(first, last, std::move(blocks));
    }
    Q_EMIT totalChanged();
    if (!wanted().isEmpty())
        schedule();
    scheduleCount();
}

/// Somewhere a row came or went, and nobody can say where: after a while all rows are counted anew.
void IncidentListModel::drift()
{
    for (int index = 0; index < m_blocks.blockCount(); ++index) {
        Block &block = m_blocks.block(index);
        if (!block.loaded && !block.uncounted)
            block.stale = true;
    }
    scheduleCount();
}

} // namespace mostrador::console
