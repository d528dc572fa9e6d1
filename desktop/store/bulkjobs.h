// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/actionqueue.h"
#include "store/job.h"

#include <QMap>
#include <QObject>
#include <QSet>

#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace mostrador::console {

/// Changes of many incidents: kept in the queue's file before they begin, carried out a few at a time, gone on with
/// after a restart, undone as one. An incident waits for the employee's earlier actions on it, and later ones wait for
/// it. GUI thread.
class BulkJobs : public QObject
{
    Q_OBJECT

public:
    explicit BulkJobs(ApiClient &client, ActionQueue &queue, QObject *parent = nullptr);
    ~BulkJobs() override;

    /// Reads what is there and goes on with it; ends in opened().
    void open();
    /// Goes on, after the queue was paused.
    void resume() { pump(); }

    /// @{ A job is begun, given its incidents in as many pieces as suit, and started. Each incident counts once.
    ActionId begin(const JobSpec &spec);
    void add(ActionId job, const QList<IncidentId> &incidents);
    void start(ActionId job);
    /// @}
    void cancel(ActionId job);
    bool canUndo(ActionId job) const;
    /// Takes back what the job changed, as a job of its own. Fields that were changed since stay and are reported.
    ActionId undo(ActionId job);
    /// Forgets a job that is over, with its results.
    void forget(ActionId job);

    const Job *job(ActionId id) const;
    /// The newest first.
    QList<Job> jobs() const;
    /// Results of a job, of one kind where given, by incident.
    void results(ActionId job, std::optional<Job::Item> item, qint64 offset, int limit, QObject *context,
                 const std::function<void(const QList<JobResult> &)> &handler);
    /// With what a running job will do to it.
    Incident effective(const Incident &incident) const;

Q_SIGNALS:
    void opened();
    void changed(mostrador::console::ActionId job);
    void finished(mostrador::console::ActionId job);
    void failed(mostrador::console::ActionId job, const QString &why);
    void incidentAnswered(const mostrador::Incident &incident);

private:
    struct Live
    {
        Job job;
        std::deque<IncidentId> pending;
        QSet<IncidentId> open; ///< pending or under way
        int running = 0;
    };
    static constexpr int parallel = 4;

    void pump();
    void begin(Live &live, IncidentId incident);
    void look(ActionId job, IncidentId incident, const std::optional<JobResult> &earlier, int round);
    void decide(ActionId job, const Incident &incident, const std::optional<JobResult> &earlier, int round);
    void carryOut(ActionId job, const JobResult &result, const Incident &incident, QList<QJsonObject> patches,
                  const std::optional<JobResult> &earlier, int round);
    void sendMessage(ActionId job, IncidentId incident);
    void conclude(ActionId job, const JobResult &result);
    void postpone(ActionId job, IncidentId incident, const Failure &failure);
    /// True if the failure ends the item.
    static bool isFinal(const Failure &failure);
    void keep(const Job &job);
    void write(ActionId job, const JobResult &result, std::function<void()> then = {});
    bool isHeldBack(const QueuedAction &action);
    Live *live(ActionId id);

    ApiClient &m_client;
    ActionQueue &m_queue;
    QMap<ActionId, std::shared_ptr<Live>> m_jobs;
    QTimer m_resume;
};

} // namespace mostrador::console
