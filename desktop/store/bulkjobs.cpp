// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/bulkjobs.h"

#include <algorithm>

namespace mostrador::console {

namespace {

using namespace std::chrono_literals;

/// How often an item is read again where others change it at the same moment.
constexpr int itemRounds = 4;

/// What binds a sealed result to its job.
QByteArray itemKind(ActionId job)
{
    return "item/" + QByteArray::number(job.value());
}

} // namespace

BulkJobs::BulkJobs(ApiClient &client, ActionQueue &queue, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_queue(queue)
{
    m_resume.setSingleShot(true);
    connect(&m_resume, &QTimer::timeout, this, &BulkJobs::pump);
    connect(&client, &ApiClient::stateChanged, this, [this](ApiClient::State state) {
        if (state == ApiClient::State::Online) {
            m_resume.stop();
            pump();
        }
    });
    // An item may have waited for an action.
    connect(&queue, &ActionQueue::changed, this, &BulkJobs::pump);
    queue.setGate([this](const QueuedAction &action) { return isHeldBack(action); });
}

BulkJobs::~BulkJobs()
{
    m_queue.setGate({});
}

BulkJobs::Live *BulkJobs::live(ActionId id)
{
    const auto found = m_jobs.constFind(id);
    return found == m_jobs.constEnd() ? nullptr : found->get();
}

const Job *BulkJobs::job(ActionId id) const
{
    const auto found = m_jobs.constFind(id);
    return found == m_jobs.constEnd() ? nullptr : &(*found)->job;
}

QList<Job> BulkJobs::jobs() const
{
    QList<Job> out;
    for (const auto &live : m_jobs)
        out.prepend(live->job);
    return out;
}

void BulkJobs::open()
{
    const auto read = std::make_shared<QList<std::shared_ptr<Live>>>();
    // What is done on the disk may be done after this is gone: it knows the queue alone, whose end waits for it.
    m_queue.disk().post(
        [queue = &m_queue, read](SqlFile &file) {
            read->clear();
            QHash<qint64, Live *> byId;
            file.select(QStringLiteral("select id, sealed from jobs order by id"), {}, [&](const QSqlQuery &row) {
                const qint64 id = row.value(0).toLongLong();
                if (const auto plain = queue->unseal("job", id, row.value(1).toByteArray())) {
                    read->append(std::make_shared<Live>());
                    read->last()->job = Job::fromBytes(ActionId(id), *plain);
                    byId.insert(id, read->last().get());
                }
                return true;
            });
            file.select(QStringLiteral("select job, incident, state from job_items order by job, incident"), {},
                        [&](const QSqlQuery &row) {
                            Live *live = byId.value(row.value(0).toLongLong());
                            if (!live)
                                return true;
                            ++live->job.total;
                            const auto item = static_cast<Job::Item>(row.value(2).toInt());
                            live->job.count(item);
                            if (item == Job::Item::Pending || item == Job::Item::Sending) {
                                const IncidentId incident(row.value(1).toLongLong());
                                live->pending.push_back(incident);
                                live->open.insert(incident);
                            }
                            return true;
                        });
        },
        this,
        [this, read](const QString &) {
            for (const auto &found : std::as_const(*read)) {
                if (m_jobs.contains(found->job.id))
                    continue;
                if (found->job.state == Job::State::Done || found->job.state == Job::State::Cancelled) {
                    found->pending.clear();
                    found->open.clear();
                }
                m_jobs.insert(found->job.id, found);
                Q_EMIT changed(found->job.id);
            }
            Q_EMIT opened();
            pump();
        });
}

void BulkJobs::keep(const Job &job)
{
    m_queue.disk().post(
        [queue = &m_queue, id = job.id.value(), plain = job.toBytes()](SqlFile &file) {
            file.run(QStringLiteral("insert or replace into jobs (id, sealed) values (?, ?)"),
                     {id, queue->seal("job", id, plain)});
        },
        this,
        [this, id = job.id](const QString &fault) {
            if (!fault.isEmpty())
                Q_EMIT failed(id, fault);
        });
}

ActionId BulkJobs::begin(const JobSpec &spec)
{
    const auto made = std::make_shared<Live>();
    made->job.id = m_queue.takeNumber();
    made->job.spec = spec;
    made->job.key = ApiClient::makeIdempotencyKey();
    made->job.createdAt = Timestamp::now();
    m_jobs.insert(made->job.id, made);
    keep(made->job);
    return made->job.id;
}

void BulkJobs::add(ActionId job, const QList<IncidentId> &incidents)
{
    Live *filling = live(job);
    if (!filling || filling->job.state != Job::State::Filling)
        return;
    QList<IncidentId> fresh;
    for (const IncidentId incident : incidents) {
        if (filling->open.contains(incident))
            continue;
        filling->open.insert(incident);
        filling->pending.push_back(incident);
        fresh.append(incident);
    }
    filling->job.total += fresh.size();
    m_queue.disk().post(
        [id = job.value(), fresh](SqlFile &file) {
            for (const IncidentId incident : fresh)
                file.run(QStringLiteral("insert or ignore into job_items (job, incident, state) values (?, ?, 0)"),
                         {id, incident.value()});
        },
        this,
        [this, job](const QString &fault) {
            if (!fault.isEmpty())
                Q_EMIT failed(job, fault);
        });
}

void BulkJobs::start(ActionId job)
{
    Live *filled = live(job);
    if (!filled || filled->job.state != Job::State::Filling)
        return;
    filled->job.state = Job::State::Running;
    keep(filled->job);
    Q_EMIT changed(job);
    pump();
}

void BulkJobs::cancel(ActionId job)
{
    Live *running = live(job);
    if (!running || (running->job.state != Job::State::Running && running->job.state != Job::State::Filling))
        return;
    running->job.state = Job::State::Cancelled;
    for (const IncidentId incident : running->pending)
        running->open.remove(incident);
    running->pending.clear();
    keep(running->job);
    Q_EMIT changed(job);
    if (running->running == 0)
        Q_EMIT finished(job);
    m_queue.pump();
}

bool BulkJobs::canUndo(ActionId job) const
{
    const Job *known = this->job(job);
    const auto found = m_jobs.constFind(job);
    return known && (known->state == Job::State::Done || known->state == Job::State::Cancelled) && known->changed > 0 &&
           !known->spec.message && !known->undoneBy && (*found)->running == 0;
}

ActionId BulkJobs::undo(ActionId job)
{
    if (!canUndo(job))
        return {};
    JobSpec spec;
    spec.label = live(job)->job.spec.label;
    const ActionId undoing = begin(spec);
    Live *undo = live(undoing);
    undo->job.undoes = job;
    keep(undo->job);
    live(job)->job.undoneBy = undoing;
    keep(live(job)->job);
    // Its items are those of the other that changed something, with what they need.
    const auto incidents = std::make_shared<QList<IncidentId>>();
    m_queue.disk().post(
        [incidents, from = job.value(), changedItem = static_cast<int>(Job::Item::Changed)](SqlFile &file) {
            incidents->clear();
            file.select(QStringLiteral("select incident from job_items where job = ? and state = ? order by incident"),
                        {from, changedItem}, [&](const QSqlQuery &row) {
                            incidents->append(IncidentId(row.value(0).toLongLong()));
                            return true;
                        });
        },
        this,
        [this, undoing, incidents](const QString &) {
            add(undoing, *incidents);
            start(undoing);
        });
    Q_EMIT changed(job);
    return undoing;
}

void BulkJobs::forget(ActionId job)
{
    const Live *over = live(job);
    if (!over || over->running > 0 || (over->job.state != Job::State::Done && over->job.state != Job::State::Cancelled))
        return;
    m_jobs.remove(job);
    m_queue.disk().post([id = job.value()](SqlFile &file) {
        file.run(QStringLiteral("delete from job_items where job = ?"), {id});
        file.run(QStringLiteral("delete from jobs where id = ?"), {id});
    });
    Q_EMIT changed(job);
}

void BulkJobs::results(ActionId job, std::optional<Job::Item> item, qint64 offset, int limit, QObject *context,
                       const std::function<void(const QList<JobResult> &)> &handler)
{
    const auto found = std::make_shared<QList<JobResult>>();
    m_queue.disk().post(
        [queue = &m_queue, job, item, offset, limit, found](SqlFile &file) {
            found->clear();
            const QVariantList values{job.value(), item ? static_cast<int>(*item) : -1,
                                      item ? static_cast<int>(*item) : -1, limit, offset};
            file.select(QStringLiteral("select incident, state, sealed from job_items where job = ? and (? < 0 or "
                                       "state = ?) order by incident limit ? offset ?"),
                        values, [&](const QSqlQuery &row) {
                            const qint64 incident = row.value(0).toLongLong();
                            const auto plain = queue->unseal(itemKind(job), incident, row.value(2).toByteArray());
                            JobResult result = plain ? JobResult::fromBytes(*plain) : JobResult();
                            result.incident = IncidentId(incident);
                            result.item = static_cast<Job::Item>(row.value(1).toInt());
                            found->append(result);
                            return true;
                        });
        },
        context, [found, handler](const QString &) { handler(*found); });
}

Incident BulkJobs::effective(const Incident &incident) const
{
    Incident out = incident;
    for (const auto &live : m_jobs) {
        if (live->job.state == Job::State::Running && !live->job.undoes && live->open.contains(incident.id))
            out = fields::patched(out, live->job.spec.patchFor(out));
    }
    return out;
}

bool BulkJobs::isHeldBack(const QueuedAction &action)
{
    const IncidentId incident = m_queue.realId(action.incident);
    for (const auto &live : std::as_const(m_jobs)) {
        if (live->job.id >= action.id)
            break;
        if (live->job.state != Job::State::Running || !live->open.contains(incident))
            continue;
        // Next, so that the employee does not wait for all the others.
        const auto place = std::find(live->pending.begin(), live->pending.end(), incident);
        if (place != live->pending.end() && place != live->pending.begin()) {
            live->pending.erase(place);
            live->pending.push_front(incident);
        }
        return true;
    }
    return false;
}

// --- carrying out

void BulkJobs::pump()
{
    if (!m_client.isOnline() || m_queue.isPaused() || m_resume.isActive())
        return;
    for (const auto &live : std::as_const(m_jobs)) {
        if (live->job.state != Job::State::Running)
            continue;
        std::deque<IncidentId> held;
        while (live->running < parallel && !live->pending.empty()) {
            const IncidentId incident = live->pending.front();
            live->pending.pop_front();
            if (m_queue.isAwaited(incident, live->job.id)) {
                held.push_back(incident);
                continue;
            }
            begin(*live, incident);
        }
        live->pending.insert(live->pending.end(), held.begin(), held.end());
        if (live->running == 0 && live->pending.empty()) {
            live->job.state = Job::State::Done;
            keep(live->job);
            const ActionId id = live->job.id;
            Q_EMIT changed(id);
            Q_EMIT finished(id);
            QMetaObject::invokeMethod(this, &BulkJobs::pump, Qt::QueuedConnection);
        }
        return; // one job after the other, in their order
    }
}

void BulkJobs::begin(Live &live, IncidentId incident)
{
    ++live.running;
    if (live.job.spec.message) {
        sendMessage(live.job.id, incident);
        return;
    }
    // What was written down before a crash; for an undo what the job before has done.
    const ActionId job = live.job.id;
    const ActionId source = live.job.undoes.value_or(job);
    const auto found = std::make_shared<std::optional<JobResult>>();
    m_queue.disk().post(
        [queue = &m_queue, source, incident, found](SqlFile &file) {
            found->reset();
            file.select(QStringLiteral("select state, sealed from job_items where job = ? and incident = ?"),
                        {source.value(), incident.value()}, [&](const QSqlQuery &row) {
                            const auto plain =
                                queue->unseal(itemKind(source), incident.value(), row.value(1).toByteArray());
                            if (plain) {
                                *found = JobResult::fromBytes(*plain);
                                (*found)->item = static_cast<Job::Item>(row.value(0).toInt());
                            }
                            return false;
                        });
        },
        this, [this, job, incident, found](const QString &) { look(job, incident, *found, 0); });
}

void BulkJobs::look(ActionId job, IncidentId incident, const std::optional<JobResult> &earlier, int round)
{
    requests::incident(ServerOnly(m_client), incident)
        ->then(this, [this, job, incident, earlier, round](const Answer<Incident> &answer) {
            if (answer) {
                decide(job, *answer, earlier, round);
                return;
            }
            if (!isFinal(answer.error())) {
                postpone(job, incident, answer.error());
                return;
            }
            JobResult result;
            result.incident = incident;
            result.item = Job::Item::Refused;
            result.problem = answer.error().problem;
            conclude(job, result);
        });
}

void BulkJobs::decide(ActionId job, const Incident &incident, const std::optional<JobResult> &earlier, int round)
{
    const Live *known = live(job);
    const QJsonObject now = fields::editable(incident);
    JobResult result;
    result.incident = incident.id;
    QJsonObject patch;
    if (known->job.undoes) {
        if (!earlier) {
            result.item = Job::Item::Unchanged;
            conclude(job, result);
            return;
        }
        fields::Rebased rebased = fields::rebase(earlier->before, earlier->applied, now);
        result.conflicts = rebased.conflicts;
        patch = rebased.send;
    } else {
        if (earlier && earlier->item == Job::Item::Sending && fields::differing(earlier->applied, now).isEmpty()) {
            // It took effect before the crash.
            result = *earlier;
            result.incident = incident.id;
            result.item = Job::Item::Changed;
            result.version = incident.version;
            conclude(job, result);
            return;
        }
        patch = known->job.spec.patchFor(incident);
    }
    if (patch.isEmpty()) {
        result.item = result.conflicts.isEmpty() ? Job::Item::Unchanged : Job::Item::Conflict;
        conclude(job, result);
        return;
    }
    const QStringList paths = fields::paths(patch);
    for (const QString &path : paths)
        fields::set(result.before, path, fields::at(now, path));
    result.applied = patch;
    result.version = incident.version;
    result.item = Job::Item::Sending;
    QList<QJsonObject> patches;
    const auto target = incidentStatusFromString(patch.value(QStringLiteral("status")).toString());
    if (known->job.undoes && target) {
        // Back by way of other states where there is no single step.
        const QList<IncidentStatus> steps = fields::statusRoute(incident.status, *target);
        for (qsizetype i = 0; i + 1 < steps.size(); ++i)
            patches.append({{QStringLiteral("status"), toString(steps.at(i))}});
    }
    patches.append(patch);
    write(job, result, [this, job, result, incident, patches, earlier, round] {
        carryOut(job, result, incident, patches, earlier, round);
    });
}

void BulkJobs::carryOut(ActionId job, const JobResult &result, const Incident &incident, QList<QJsonObject> patches,
                        const std::optional<JobResult> &earlier, int round)
{
    const QJsonObject patch = patches.takeFirst();
    auto *reply = requests::changeIncident(m_client, incident.id, patch, incident.version);
    reply->then(this, [this, job, result, patches, earlier, round](const Answer<Incident> &answer) {
        JobResult next = result;
        if (answer) {
            if (!patches.isEmpty()) {
                carryOut(job, result, *answer, patches, earlier, round);
                return;
            }
            next.item = next.conflicts.isEmpty() ? Job::Item::Changed : Job::Item::Conflict;
            next.version = answer->version;
            Q_EMIT incidentAnswered(*answer);
            conclude(job, next);
            return;
        }
        if (answer.error().is(ErrorCode::EditConflict) && round < itemRounds) {
            look(job, result.incident, earlier, round + 1);
            return;
        }
        if (!isFinal(answer.error())) {
            postpone(job, result.incident, answer.error());
            return;
        }
        next.item = answer.error().is(ErrorCode::EditConflict) ? Job::Item::Conflict : Job::Item::Refused;
        if (next.item == Job::Item::Conflict)
            next.conflicts += requests::conflictsOf(answer.error().problem);
        next.problem = answer.error().problem;
        next.applied = {};
        next.before = {};
        conclude(job, next);
    });
}

void BulkJobs::sendMessage(ActionId job, IncidentId incident)
{
    const Live *known = live(job);
    // The same key after a restart: each incident gets it once.
    const QByteArray key = known->job.key + '-' + QByteArray::number(incident.value());
    auto *reply = requests::addMessage(m_client, incident, *known->job.spec.message, key);
    reply->then(this, [this, job, incident](const Answer<Message> &answer) {
        if (!answer && !isFinal(answer.error())) {
            postpone(job, incident, answer.error());
            return;
        }
        JobResult result;
        result.incident = incident;
        result.item = answer ? Job::Item::Changed : Job::Item::Refused;
        if (!answer)
            result.problem = answer.error().problem;
        conclude(job, result);
    });
}

bool BulkJobs::isFinal(const Failure &failure)
{
    if (failure.kind != Failure::Kind::Refused)
        return false;
    switch (failure.problem.code) {
    case ErrorCode::Unavailable:
    case ErrorCode::TooManyRequests:
    case ErrorCode::RequestInProgress:
    case ErrorCode::Internal:
        return false;
    default:
        return true;
    }
}

void BulkJobs::postpone(ActionId job, IncidentId incident, const Failure &failure)
{
    Live *known = live(job);
    --known->running;
    if (known->job.state == Job::State::Running)
        known->pending.push_back(incident);
    else
        known->open.remove(incident);
    if (m_client.isOnline() && !m_resume.isActive())
        m_resume.start(failure.problem.retryAfterSeconds ? std::chrono::seconds(*failure.problem.retryAfterSeconds)
                                                         : withJitter(2s));
}

void BulkJobs::conclude(ActionId job, const JobResult &result)
{
    Live *known = live(job);
    write(job, result);
    --known->running;
    known->open.remove(result.incident);
    known->job.count(result.item);
    Q_EMIT changed(job);
    if (known->job.state == Job::State::Cancelled && known->running == 0)
        Q_EMIT finished(job);
    pump();
    m_queue.pump();
}

void BulkJobs::write(ActionId job, const JobResult &result, std::function<void()> then)
{
    m_queue.disk().post(
        [queue = &m_queue, id = job.value(), incident = result.incident.value(), item = static_cast<int>(result.item),
         plain = result.toBytes()](SqlFile &file) {
            file.run(QStringLiteral("update job_items set state = ?, sealed = ? where job = ? and incident = ?"),
                     {item, queue->seal(itemKind(ActionId(id)), incident, plain), id, incident});
        },
        this,
        [this, job, incident = result.incident, then = std::move(then)](const QString &fault) {
            if (!fault.isEmpty()) {
                Q_EMIT failed(job, fault);
                if (then)
                    postpone(job, incident, Failure{Failure::Kind::Local, {}, fault, {}});
            } else if (then) {
                then();
            }
        });
}

} // namespace mostrador::console
