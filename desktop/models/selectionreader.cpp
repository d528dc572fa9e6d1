// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/selectionreader.h"

#include "model/limits.h"

#include <QTimer>

#include <algorithm>

namespace mostrador::console {

QList<ListPiece> piecesOf(const PlacedBlocks &blocks, const QList<QPair<int, int>> &rows)
{
    QList<ListPiece> result;
    int ended = -1; // the block the last piece goes on to the end of
    for (const auto &[first, last] : rows) {
        int row = std::max(first, 0);
        while (row <= last && row < blocks.rowCount()) {
            const auto spot = blocks.spotOf(row);
            const PlacedBlocks::Block &block = blocks.block(spot.block);
            const int number = std::min(block.count - spot.offset, last - row + 1);
            row += number;
            if (block.loaded) {
                if (result.isEmpty() || result.constLast().ids.isEmpty())
                    result.append(ListPiece());
                for (int offset = spot.offset; offset < spot.offset + number; ++offset)
                    result.last().ids.append(block.rows[static_cast<std::size_t>(offset)].id);
                continue;
            }
            const bool toEnd = spot.offset + number == block.count;
            if (ended >= 0 && ended == spot.block - 1 && spot.offset == 0 && toEnd)
                result.last().until = block.end;
            else
                result.append({{}, blocks.startOf(spot.block), block.end, spot.offset, toEnd ? -1 : number});
            ended = toEnd ? spot.block : -1;
        }
    }
    return result;
}

SelectionReader::SelectionReader(ApiClient &client, const QString &query, const QString &sort, QList<ListPiece> pieces,
                                 QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_query(query)
    , m_sort(sort)
    , m_pieces(std::move(pieces))
{
    QTimer::singleShot(0, this, &SelectionReader::next);
}

SelectionReader::~SelectionReader()
{
    if (!m_reply)
        return;
    disconnect(m_reply, nullptr, this, nullptr);
    m_reply->abort();
}

void SelectionReader::next()
{
    if (m_at == m_pieces.size()) {
        Q_EMIT finished();
        return;
    }
    const QList<IncidentId> known = m_pieces.at(m_at).ids;
    if (known.isEmpty()) {
        readPage({});
        return;
    }
    ++m_at;
    // Whoever hears this may want no more.
    QTimer::singleShot(0, this, &SelectionReader::next);
    Q_EMIT idsRead(known);
}

void SelectionReader::readPage(const QString &cursor)
{
    const ListPiece &piece = m_pieces.at(m_at);
    // A cursor alone would go on to the end of the list.
    auto *reply = requests::incidents(m_client, {m_query, m_sort, cursor, limits::pageMax}, piece.after, piece.until);
    m_reply = reply;
    reply->then(this, [this](const Answer<codec::Page<Incident>> &answer) {
        if (!answer) {
            Q_EMIT failed(answer.error());
            return;
        }
        ListPiece &rest = m_pieces[m_at];
        QList<IncidentId> ids;
        for (const Incident &incident : answer->items) {
            if (rest.skip > 0) {
                --rest.skip;
            } else if (rest.take != 0) {
                ids.append(incident.id);
                rest.take = std::max(rest.take - 1, -1);
            }
        }
        if (answer->nextCursor.isEmpty() || rest.take == 0) {
            ++m_at;
            QTimer::singleShot(0, this, &SelectionReader::next);
        } else {
            QTimer::singleShot(0, this, [this, cursor = answer->nextCursor] { readPage(cursor); });
        }
        if (!ids.isEmpty())
            Q_EMIT idsRead(ids);
    });
}

} // namespace mostrador::console
