// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apiclient.h"
#include "api/feedclient.h"
#include "api/requests.h"
#include "store/localstore.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <functional>

namespace mostrador::console {

/// Keeps the local store as the server has it, in the background: after the log-in it compares what changed in the last
/// days with what is there and fetches what differs, one request at a time; from then on it follows the feed. What is
/// older, or can no longer be seen, goes. Pauses by itself while the server is away. GUI thread.
class Synchroniser : public QObject
{
    Q_OBJECT

public:
    Synchroniser(ApiClient &client, FeedClient &feed, LocalStore &store, QObject *parent = nullptr);

    /// How many days are kept; takes effect with the next comparison.
    void setDays(int days) { m_days = days; }
    /// The pause between two incidents, so that the employee's own requests come first.
    void setPause(std::chrono::milliseconds pause) { m_pause = pause; }
    /// Begins; call it once the store is open and the session begun. Where the feed goes on from the store's cursor
    /// (@p resumed), nothing is compared: what happened since comes by the feed.
    void start(bool resumed);
    void stop();
    /// Compares everything again.
    void compare();

    /// The store is as the server was at the place of its cursor.
    bool isComplete() const { return m_started && !m_comparing && m_waiting.isEmpty() && !m_busy && m_asked == 0; }
    /// Incidents still to be fetched.
    qsizetype remaining() const { return m_waiting.size(); }

Q_SIGNALS:
    void progressed(qsizetype remaining);
    void completed();
    /// An incident of the copy is gone, or may not be seen any more; the store still has it, for the last time.
    void incidentLost(mostrador::IncidentId id);

private:
    void onEvent(const Event &event);
    void step();
    void later();
    void failed(const Failure &failure, const std::function<void()> &goOn);
    void compareDirectory();
    void compareIncidents(const QString &cursor);
    void compared();
    template <typename T>
    void fetchList(ReplyOf<codec::Page<T>> *(*request)(ApiClient &, const requests::ListQuery &), const QString &cursor,
                   QSet<decltype(T::id)> seen, const std::function<QList<T>()> &kept,
                   const std::function<void()> &next);
    template <typename T>
    void fetchOne(ReplyOf<T> *(*request)(ApiClient &, decltype(T::id)), decltype(T::id) id);
    void fetchIncident(IncidentId id);
    void fetchMessages(const std::shared_ptr<IncidentBundle> &bundle, const QString &cursor);
    void fetchEvents(const std::shared_ptr<IncidentBundle> &bundle, const QString &cursor);
    void fetchAttachments(const std::shared_ptr<IncidentBundle> &bundle);
    void incidentFailed(IncidentId id, const Failure &failure);
    void wantIncident(IncidentId id);
    void settle();
    void dropOld();

    ApiClient &m_client;
    FeedClient &m_feed;
    LocalStore &m_store;
    int m_days = 30;
    std::chrono::milliseconds m_pause{20};
    bool m_started = false;
    bool m_comparing = false;
    bool m_compareAgain = false;
    bool m_busy = false;
    int m_asked = 0;   ///< for single entries of the directory
    quint64 m_era = 0; ///< answers to what was asked before the last start or stop are let go
    QSet<IncidentId> m_waiting;
    QList<IncidentId> m_order;
    QSet<IncidentId> m_seen; ///< of the comparison
    QTimer m_next;
    QTimer m_hourly;
};

} // namespace mostrador::console
