// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulkselection.h"

#include "model/limits.h"

namespace mostrador::console {

BulkSelection::BulkSelection(ApiClient &client, SelectionReader *reader, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    reader->setParent(this);
    connect(reader, &SelectionReader::idsRead, this, &BulkSelection::add);
    connect(reader, &SelectionReader::failed, this, &BulkSelection::failed);
    connect(reader, &SelectionReader::finished, this, [this] {
        m_read = true;
        Q_EMIT read();
        if (isLookedAt())
            Q_EMIT looked();
    });
}

void BulkSelection::add(const QList<IncidentId> &ids)
{
    QList<IncidentId> fresh;
    for (const IncidentId id : ids) {
        if (m_known.contains(id))
            continue;
        m_known.insert(id);
        fresh.append(id);
        if (m_asked < mostLooked) {
            ++m_asked;
            m_pending.push_back(id);
        }
    }
    m_ids.append(fresh);
    Q_EMIT idsAdded(fresh);
    look();
}

void BulkSelection::look()
{
    if (m_reply || m_pending.empty())
        return;
    QList<IncidentId> ids;
    while (!m_pending.empty() && ids.size() < limits::pageMax) {
        ids.append(m_pending.front());
        m_pending.pop_front();
    }
    auto *reply = requests::incidents(m_client, {}, ids);
    m_reply = reply;
    reply->then(this, [this](const Answer<codec::Page<Incident>> &answer) {
        m_reply.clear();
        // Without it the preview tells less; the job asks again anyway.
        if (answer)
            m_incidents.append(answer->items);
        look();
        Q_EMIT looked();
    });
}

} // namespace mostrador::console
