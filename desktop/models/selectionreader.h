// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "models/placedblocks.h"

#include <QObject>
#include <QPair>
#include <QPointer>

namespace mostrador::console {

/// Part of a list of incidents: some whose ids are known, or what lies between two places.
struct ListPiece
{
    QList<IncidentId> ids = {}; ///< known; then the rest means nothing
    /// @{ The rows behind the one place, up to and with the other; nothing: from the first, to the last.
    std::optional<ListPlace> after = {};
    std::optional<ListPlace> until = {};
    /// @}
    int skip = 0;  ///< rows at the beginning that do not belong to it
    int take = -1; ///< how many do; -1: all
};

/// What rows stand for, each part from its first to its last, in order; also those that are not in memory.
QList<ListPiece> piecesOf(const PlacedBlocks &blocks, const QList<QPair<int, int>> &rows);

/// Asks the server for the ids of a selection, also of rows that are not in memory: what the list has between two
/// places now, including what came since it was selected. A page at a time, so that a million incidents are told in
/// pieces. Begins at once; GUI thread. Deleting it ends it.
class SelectionReader : public QObject
{
    Q_OBJECT

public:
    SelectionReader(ApiClient &client, const QString &query, const QString &sort, QList<ListPiece> pieces,
                    QObject *parent);
    ~SelectionReader() override;

Q_SIGNALS:
    /// In the order of the list. An incident that moves meanwhile may be told twice.
    void idsRead(const QList<mostrador::IncidentId> &ids);
    void finished();
    /// It ends here; what was told before is right.
    void failed(const mostrador::console::Failure &failure);

private:
    void next();
    void readPage(const QString &cursor);

    ApiClient &m_client;
    QString m_query;
    QString m_sort;
    QList<ListPiece> m_pieces;
    qsizetype m_at = 0;
    QPointer<Reply> m_reply;
};

} // namespace mostrador::console
