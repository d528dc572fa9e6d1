// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "model/listplace.h"

#include <QHash>
#include <QString>

#include <optional>
#include <vector>

namespace mostrador::console {

/// The rows of a list of any length, of which few are in memory. The list is cut into blocks by places: a block has the
/// rows behind the end of the block before it, up to and with its own end. Of each block the number of rows is known,
/// of some the rows as well. A place says what belongs to a block whatever comes and goes elsewhere, so that a block
/// can be read, counted and mended by itself.
///
/// Pure bookkeeping: tells nobody of changes. Time of each function: logarithmic, but for those that change the number
/// of rows or blocks, which walk once over the blocks (10,000 of a million rows).
class PlacedBlocks
{
public:
    using Rows = std::vector<Incident>;

    struct Block
    {
        std::optional<ListPlace> end = {}; ///< nothing: the end of the list; only of the last block
        int count = 0;
        Rows rows = {}; ///< as many as @c count where it is loaded
        bool loaded = false;
        bool stale = false;     ///< @c count is only about right
        bool uncounted = false; ///< nothing is known of the rows, @c count is 0
        quint32 serial = 0;     ///< tells it from all other blocks
        quint64 used = 0;       ///< when its rows were wanted last; greater is later
    };
    /// A row: of which block, and where in it.
    struct Spot
    {
        int block = 0;
        int offset = 0;
    };

    /// Forgets everything; from now on in the order of this sort key of the API.
    void reset(const QString &sortKey);

    /// @{ Which place an incident has, and which of two comes first, in this order.
    ListPlace placeOf(const Incident &incident) const;
    bool isBefore(const ListPlace &a, const ListPlace &b) const { return m_descending ? b.isBelow(a) : a.isBelow(b); }
    /// The place right before another: nothing lies between.
    ListPlace justBefore(const ListPlace &place) const;
    /// The key a value of an event's "before" has; nothing where it says nothing of the key.
    std::optional<qint64> keyFrom(const QJsonObject &fields) const;
    /// The order of the sort key "relevance", which only the server knows: these, others behind them.
    void rank(const QList<IncidentId> &order);
    bool sortsBy(const char *key) const { return m_key == QLatin1String(key); }
    void setParts(bool parts);
    /// Whether the list looks for parts of words; nothing while no place has told it.
    std::optional<bool> parts() const { return m_partsKnown ? std::optional(m_parts) : std::nullopt; }
    /// @}

    int rowCount() const;
    int blockCount() const { return static_cast<int>(m_blocks.size()); }
    Block &block(int index) { return m_blocks[static_cast<std::size_t>(index)]; }
    const Block &block(int index) const { return m_blocks[static_cast<std::size_t>(index)]; }
    /// The end of the block before, or nothing for the first.
    std::optional<ListPlace> startOf(int index) const;
    int firstRowOf(int index) const;
    Spot spotOf(int row) const;
    /// The block that a place belongs to.
    int blockAt(const ListPlace &place) const;
    /// The block of a serial number, or -1.
    int blockOf(quint32 serial) const;
    /// Where in a loaded block a place is or would be.
    int offsetIn(int index, const ListPlace &place) const;
    bool isLoaded(IncidentId id) const { return m_loaded.contains(id); }
    std::optional<Spot> find(IncidentId id) const;
    qsizetype loadedRows() const { return m_loaded.size(); }
    QList<IncidentId> loadedIds() const { return m_loaded.keys(); }
    bool hasUncounted() const { return !m_blocks.empty() && m_blocks.back().uncounted; }
    bool hasUnloaded() const;

    /// @{ Single changes. The caller keeps counts of unloaded blocks itself by setCount().
    void append(Block block);
    void setCount(int index, int count);
    void fill(int index, Rows rows);
    void insert(Spot spot, const Incident &incident);
    Incident take(Spot spot);
    void update(Spot spot, const Incident &incident);
    /// The range of the block goes to its neighbour; it has no rows.
    void drop(int index);
    /// Replaces the blocks first..last by others that end at the same place.
    void replace(int first, int last, std::vector<Block> blocks);
    /// Splits an unloaded block so that a loaded one without rows is there for exactly this place; its index.
    int openAt(const ListPlace &place);
    /// Splits a loaded block in two: the rows up to the place, of which there are @p offset, and those behind it.
    void cut(int index, int offset, const ListPlace &place);
    /// Forgets the rows of a loaded block, but for those (offsets, ascending) that are to stay.
    void unload(int index, const std::vector<int> &keep);
    /// @}
    quint32 nextSerial() { return ++m_serial; }

private:
    void touch(int index) { m_counted = std::min(m_counted, index); }
    void countTo(int index) const;
    bool mergeWithNext(int index);

    std::vector<Block> m_blocks;
    mutable std::vector<int> m_first; ///< first row of each block, right up to m_counted
    mutable int m_counted = 0;
    QHash<IncidentId, ListPlace> m_loaded;
    QHash<IncidentId, qint64> m_ranks;
    QString m_key;
    bool m_descending = false;
    bool m_parts = false;
    bool m_partsKnown = false;
    quint32 m_serial = 0;
};

} // namespace mostrador::console
