// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/selectionreader.h"

#include <QObject>
#include <QSet>

#include <deque>

namespace mostrador::console {

/// The incidents of a selection for a bulk job: all ids, each once, and the content of the first ones, for a preview.
/// Read in the background, a page at a time. GUI thread.
class BulkSelection : public QObject
{
    Q_OBJECT

public:
    /// So many are looked at for the preview.
    static constexpr qsizetype mostLooked = 20'000;

    /// Takes @p reader over.
    BulkSelection(ApiClient &client, SelectionReader *reader, QObject *parent = nullptr);

    const QList<IncidentId> &ids() const { return m_ids; }
    const QList<Incident> &incidents() const { return m_incidents; }
    /// All ids are known.
    bool isRead() const { return m_read; }
    /// As much as is to be looked at has been.
    bool isLookedAt() const { return m_read && m_pending.empty() && !m_reply; }

Q_SIGNALS:
    /// @p ids: those that were added.
    void idsAdded(const QList<mostrador::IncidentId> &ids);
    /// More content.
    void looked();
    void read();
    void failed(const mostrador::console::Failure &failure);

private:
    void add(const QList<IncidentId> &ids);
    void look();

    ApiClient &m_client;
    QList<IncidentId> m_ids;
    QSet<IncidentId> m_known;
    QList<Incident> m_incidents;
    std::deque<IncidentId> m_pending; ///< to be looked at
    qsizetype m_asked = 0;
    QPointer<Reply> m_reply;
    bool m_read = false;
};

} // namespace mostrador::console
