// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/actionqueue.h"

#include <QLoggingCategory>

#include <algorithm>
#include <type_traits>

/// The part of the queue that talks with the server.
namespace mostrador::console {

namespace {

Q_LOGGING_CATEGORY(sendLog, "mostrador.console.queue")

/// How often a change is held against the present state anew, where others change the same thing all the time.
constexpr int mergeRounds = 6;

qint64 nowMs()
{
    return Timestamp::now().milliseconds();
}

/// @{ The same for both kinds of things that are changed.
ReplyOf<Incident> *patch(ApiClient &client, IncidentId id, const QJsonObject &body, qint64 version)
{
    return requests::changeIncident(client, id, body, version);
}
ReplyOf<Customer> *patch(ApiClient &client, CustomerId id, const QJsonObject &body, qint64 version)
{
    return requests::changeCustomer(client, id, body, version);
}
ReplyOf<Incident> *fetch(ApiClient &client, IncidentId id)
{
    return requests::incident(ServerOnly(client), id);
}
ReplyOf<Customer> *fetch(ApiClient &client, CustomerId id)
{
    return requests::customer(ServerOnly(client), id);
}
/// @}

} // namespace

QPair<int, qint64> ActionQueue::laneOf(const QueuedAction &action) const
{
    const bool ofCustomer =
        action.kind == QueuedAction::Kind::ChangeCustomer || action.kind == QueuedAction::Kind::CreateCustomer;
    return ofCustomer ? qMakePair(1, real(action.customer.value())) : qMakePair(0, real(action.incident.value()));
}

bool ActionQueue::isReady(const QueuedAction &action) const
{
    if (m_notBefore.value(action.id) > nowMs())
        return false;
    if (action.kind != QueuedAction::Kind::CreateIncident && action.incident.isValid() &&
        isLocal(realId(action.incident)))
        return false;
    if (action.kind == QueuedAction::Kind::ChangeCustomer && isLocal(realId(action.customer)))
        return false;
    const qint64 customer = action.body.value(QStringLiteral("customer_id")).toString().toLongLong();
    if (customer >= firstLocalId && real(customer) >= firstLocalId)
        return false;
    return !m_gate || !m_gate(action);
}

void ActionQueue::pump()
{
    if (!m_open || m_paused || !m_client.isOnline() || m_resume.isActive())
        return;
    QSet<QPair<int, qint64>> taken;
    QList<ActionId> chosen;
    qint64 wake = 0;
    for (const QueuedAction &action : std::as_const(m_actions)) {
        if (!action.isUnfinished())
            continue;
        const auto lane = laneOf(action);
        const bool free = !taken.contains(lane);
        taken.insert(lane);
        if (!free || m_running.contains(action.id) || m_saving.contains(action.id) || m_unsaved.contains(action.id))
            continue;
        if (m_running.size() + chosen.size() >= m_patience.parallel)
            break;
        if (isReady(action)) {
            chosen.append(action.id);
        } else if (const qint64 moment = m_notBefore.value(action.id); moment > nowMs()) {
            wake = wake == 0 ? moment : std::min(wake, moment);
        }
    }
    if (wake > 0)
        QTimer::singleShot(std::chrono::milliseconds(std::max<qint64>(wake - nowMs(), 1)), this, &ActionQueue::pump);
    for (const ActionId id : std::as_const(chosen))
        send(id);
}

void ActionQueue::send(ActionId id)
{
    QueuedAction *action = find(id);
    const bool isPost = !action->isChange();
    const auto tooOld = Timestamp::now().plusMilliseconds(
        -std::chrono::duration_cast<std::chrono::milliseconds>(m_patience.receipts).count());
    if (isPost && action->uncertain && action->attemptedAt && *action->attemptedAt < tooOld) {
        refuse(*action, QueuedAction::Why::OutcomeUnknown);
        return;
    }
    m_running.insert(id);
    action->state = QueuedAction::State::Sending;
    ++action->attempts;
    if (!action->attemptedAt)
        action->attemptedAt = Timestamp::now();
    // That it may have reached the server has to be known after a crash.
    store(*action, [this, id] { transmit(id); });
    Q_EMIT changed(id);
}

void ActionQueue::transmit(ActionId id)
{
    const QueuedAction *action = find(id);
    if (!action || !m_running.contains(id))
        return;
    switch (action->kind) {
    case QueuedAction::Kind::ChangeIncident:
        // What was created while away had no version then.
        if (action->version < 1)
            mergeAgain<Incident>(id, action->body, {}, 0);
        else
            change<Incident>(id, action->body, action->version, 0);
        break;
    case QueuedAction::Kind::ChangeCustomer:
        if (action->version < 1)
            mergeAgain<Customer>(id, action->body, {}, 0);
        else
            change<Customer>(id, action->body, action->version, 0);
        break;
    case QueuedAction::Kind::AddMessage:
    case QueuedAction::Kind::UploadFile:
        uploadNext(id);
        break;
    case QueuedAction::Kind::CreateIncident:
        if (action->resultIncident)
            uploadNext(id);
        else
            sendIncident(id);
        break;
    case QueuedAction::Kind::Reopen:
        sendReopen(id);
        break;
    case QueuedAction::Kind::CreateCustomer:
        sendCustomer(id);
        break;
    }
}

// --- changes

template <typename T>
void ActionQueue::change(ActionId id, const QJsonObject &body, qint64 version, int round)
{
    const QueuedAction *action = find(id);
    ReplyOf<T> *reply = nullptr;
    if constexpr (std::is_same_v<T, Incident>)
        reply = patch(m_client, realId(action->incident), body, version);
    else
        reply = patch(m_client, realId(action->customer), body, version);
    reply->then(this, [this, id, body, version, round](const Answer<T> &answer) {
        if (answer)
            changeDone<T>(id, body, *answer);
        else if (answer.error().is(ErrorCode::EditConflict) ||
                 (answer.error().is(ErrorCode::TransitionNotAllowed) && find(id)->undoes))
            mergeAgain<T>(id, body, answer.error(), round + 1);
        else
            failed(id, answer.error());
    });
}

template <typename T>
void ActionQueue::mergeAgain(ActionId id, const QJsonObject &body, const Failure &refusal, int round)
{
    const QueuedAction *asked = find(id);
    if (round > mergeRounds) {
        m_notBefore.insert(id, nowMs() + m_patience.firstPause.count());
        failed(id, Failure{Failure::Kind::Offline, {}, QStringLiteral("others change it all the time"), {}});
        return;
    }
    ReplyOf<T> *reply = nullptr;
    if constexpr (std::is_same_v<T, Incident>)
        reply = fetch(m_client, realId(asked->incident));
    else
        reply = fetch(m_client, realId(asked->customer));
    reply->then(this, [this, id, body, refusal, round](const Answer<T> &answer) {
        if (!answer) {
            failed(id, answer.error());
            return;
        }
        QueuedAction *action = find(id);
        if constexpr (std::is_same_v<T, Incident>)
            Q_EMIT incidentAnswered(*answer);
        else
            Q_EMIT customerAnswered(*answer);
        fields::Rebased rebased = fields::rebase(body, action->seen, fields::editable(*answer));
        if constexpr (std::is_same_v<T, Incident>) {
            // Back to a status that cannot be reached in one step: by way of others.
            if (refusal.is(ErrorCode::TransitionNotAllowed) && rebased.send.contains(QStringLiteral("status"))) {
                const auto target = incidentStatusFromString(rebased.send.value(QStringLiteral("status")).toString());
                const QList<IncidentStatus> steps =
                    target ? fields::statusRoute(answer->status, *target) : QList<IncidentStatus>();
                if (steps.size() < 2) {
                    failed(id, refusal);
                    return;
                }
                auto *step =
                    patch(m_client, answer->id, {{QStringLiteral("status"), toString(steps.first())}}, answer->version);
                step->then(this,
                           [this, id, body, refusal, round, first = steps.first()](const Answer<Incident> &moved) {
                               if (!moved) {
                                   failed(id, moved.error());
                                   return;
                               }
                               find(id)->seen.insert(QStringLiteral("status"), toString(first));
                               change<T>(id, body, moved->version, round);
                           });
                return;
            }
        }
        const auto told = requests::conflictsOf(refusal.problem);
        for (requests::FieldConflict &conflict : rebased.conflicts) {
            for (const requests::FieldConflict &known : told) {
                if (known.field == conflict.field) {
                    conflict.changedBy = known.changedBy;
                    conflict.changedAt = known.changedAt;
                }
            }
        }
        // What was sent before a crash took effect, even though the answer was lost.
        if (action->uncertain) {
            const QStringList already = fields::paths(rebased.already);
            for (const QString &path : already) {
                fields::set(action->applied, path, fields::at(rebased.already, path));
                fields::set(action->before, path, fields::at(action->seen, path));
                action->doneVersion = answer->version;
            }
        }
        // A field that a later action of the same employee sets anew is decided there, once.
        for (const QueuedAction &later : std::as_const(m_actions)) {
            if (later.id <= id || later.kind != action->kind || !later.isUnfinished() ||
                laneOf(later) != laneOf(*action))
                continue;
            const QStringList anew = fields::paths(later.body);
            const auto isAnew = [&](const requests::FieldConflict &c) { return anew.contains(c.field); };
            for (const requests::FieldConflict &conflict : std::as_const(rebased.conflicts)) {
                if (isAnew(conflict))
                    action->superseded.append(conflict.field);
            }
            rebased.conflicts.removeIf(isAnew);
        }
        for (const requests::FieldConflict &conflict : std::as_const(rebased.conflicts)) {
            action->conflicts.removeIf([&](const auto &old) { return old.field == conflict.field; });
            action->conflicts.append(conflict);
        }
        if (!rebased.conflicts.isEmpty())
            action->conflictVersion = answer->version;
        if (!rebased.send.isEmpty()) {
            change<T>(id, rebased.send, answer->version, round);
            return;
        }
        conclude(*action, action->conflicts.isEmpty() ? QueuedAction::State::Done : QueuedAction::State::Conflict);
        release(id);
    });
}

template <typename T>
void ActionQueue::changeDone(ActionId id, const QJsonObject &body, const T &answer)
{
    QueuedAction *action = find(id);
    const QStringList paths = fields::paths(body);
    for (const QString &path : paths) {
        // As it stands there: the server may have trimmed it, and tags were merged.
        const QJsonValue now = fields::at(fields::editable(answer), path);
        if (now == fields::at(action->seen, path))
            continue;
        fields::set(action->applied, path, now);
        fields::set(action->before, path, fields::at(action->seen, path));
    }
    action->doneVersion = answer.version;
    // What follows keeps the version it was made in sight of, though this answer may be one above it: where the change
    // stood there already, that version is somebody else's. Held against its values it meets none of our own.
    // First what stands there now: whoever shows it must not fall back to what stood there before.
    if constexpr (std::is_same_v<T, Incident>)
        Q_EMIT incidentAnswered(answer);
    else
        Q_EMIT customerAnswered(answer);
    action = find(id);
    conclude(*action, action->conflicts.isEmpty() ? QueuedAction::State::Done : QueuedAction::State::Conflict);
    release(id);
}

// --- what is made

void ActionQueue::uploadNext(ActionId id)
{
    QueuedAction *action = find(id);
    for (qsizetype i = 0; i < action->files.size(); ++i) {
        if (action->files.at(i).uploaded)
            continue;
        const auto content = std::make_shared<std::optional<QByteArray>>();
        m_disk.post(
            [this, content, id = id.value(), i](SqlFile &file) {
                content->reset();
                file.select(QStringLiteral("select sealed from files where action = ? and number = ?"), {id, i},
                            [&](const QSqlQuery &row) {
                                *content = unseal("file", id, row.value(0).toByteArray());
                                return false;
                            });
            },
            this,
            [this, content, id, i](const QString &) {
                QueuedAction *found = find(id);
                if (!found)
                    return;
                if (!*content) {
                    refuse(*found, QueuedAction::Why::FileLost);
                    release(id);
                    return;
                }
                const IncidentId incident = realId(found->resultIncident.value_or(found->incident));
                const QueuedFile &queued = found->files.at(i);
                auto *reply =
                    requests::uploadAttachment(m_client, incident, queued.name, **content, queued.internal, queued.key);
                reply->then(this, [this, id, i](const Answer<Attachment> &answer) {
                    if (!answer) {
                        failed(id, answer.error());
                        return;
                    }
                    QueuedAction *sent = find(id);
                    sent->files[i].uploaded = answer->id;
                    store(*sent, [this, id] { uploadNext(id); });
                });
            });
        return;
    }
    if (action->kind == QueuedAction::Kind::AddMessage) {
        sendMessage(id);
        return;
    }
    conclude(*action, QueuedAction::State::Done);
    release(id);
}

void ActionQueue::sendMessage(ActionId id)
{
    const QueuedAction *action = find(id);
    const auto message = codec::newMessageFromJson(action->body);
    if (!message) {
        failed(id, Failure{Failure::Kind::Refused, message.error(), {}, {}});
        return;
    }
    NewMessage input = *message;
    for (const QueuedFile &file : action->files)
        input.attachments.append(*file.uploaded);
    auto *reply = requests::addMessage(m_client, realId(action->incident), input, action->key);
    reply->then(this, [this, id](const Answer<Message> &answer) {
        if (!answer) {
            failed(id, answer.error());
            return;
        }
        QueuedAction *sent = find(id);
        sent->resultMessage = answer->id;
        Q_EMIT messageSent(realId(sent->incident), *answer);
        conclude(*find(id), QueuedAction::State::Done);
        release(id);
    });
}

void ActionQueue::sendIncident(ActionId id)
{
    const QueuedAction *action = find(id);
    QJsonObject body = action->body;
    const qint64 customer = body.value(QStringLiteral("customer_id")).toString().toLongLong();
    if (customer >= firstLocalId)
        body.insert(QStringLiteral("customer_id"), QString::number(real(customer)));
    const auto input = codec::newIncidentFromJson(body);
    if (!input) {
        failed(id, Failure{Failure::Kind::Refused, input.error(), {}, {}});
        return;
    }
    auto *reply = requests::createIncident(m_client, *input, action->key);
    reply->then(this, [this, id](const Answer<Incident> &answer) {
        if (!answer) {
            failed(id, answer.error());
            return;
        }
        QueuedAction *sent = find(id);
        sent->resultIncident = answer->id;
        sent->label = answer->reference;
        link(sent->incident.value(), answer->id.value());
        const IncidentId local = sent->incident;
        store(*sent, [this, id] { uploadNext(id); });
        Q_EMIT incidentCreated(local, *answer);
    });
}

void ActionQueue::sendReopen(ActionId id)
{
    const QueuedAction *action = find(id);
    auto *reply = requests::reopenIncident(m_client, realId(action->incident),
                                           action->body.value(QStringLiteral("reason")).toString(), action->key);
    reply->then(this, [this, id](const Answer<Incident> &answer) {
        if (!answer) {
            failed(id, answer.error());
            return;
        }
        QueuedAction *sent = find(id);
        sent->resultIncident = answer->id;
        Q_EMIT incidentAnswered(*answer);
        conclude(*find(id), QueuedAction::State::Done);
        release(id);
    });
}

void ActionQueue::sendCustomer(ActionId id)
{
    const QueuedAction *action = find(id);
    const auto input = codec::newCustomerFromJson(action->body);
    if (!input) {
        failed(id, Failure{Failure::Kind::Refused, input.error(), {}, {}});
        return;
    }
    auto *reply = requests::createCustomer(m_client, *input, action->key);
    reply->then(this, [this, id](const Answer<Customer> &answer) {
        if (!answer) {
            failed(id, answer.error());
            return;
        }
        QueuedAction *sent = find(id);
        link(sent->customer.value(), answer->id.value());
        conclude(*sent, QueuedAction::State::Done);
        Q_EMIT customerCreated(sent->customer, *answer);
        release(id);
    });
}

void ActionQueue::link(qint64 local, qint64 serverId)
{
    m_real.insert(local, serverId);
    m_disk.post([local, serverId](SqlFile &file) {
        file.run(QStringLiteral("insert or replace into local_ids (local, real) values (?, ?)"), {local, serverId});
    });
}

// --- how it ends

void ActionQueue::failed(ActionId id, const Failure &failure)
{
    QueuedAction *action = find(id);
    if (!action) {
        release(id);
        return;
    }
    using Kind = Failure::Kind;
    const ErrorCode code = failure.problem.code;
    const bool busy =
        failure.kind == Kind::Refused && (code == ErrorCode::Unavailable || code == ErrorCode::TooManyRequests);
    const bool again =
        failure.kind == Kind::Refused && (code == ErrorCode::RequestInProgress ||
                                          (code == ErrorCode::Internal && action->attempts < m_patience.refusals));
    const bool away = failure.kind == Kind::Offline || failure.kind == Kind::Untrusted ||
                      failure.kind == Kind::Unreadable || failure.kind == Kind::Unauthenticated;
    if (busy || again || away) {
        qCInfo(sendLog) << "an action waits:" << failure.detail;
        action->state = QueuedAction::State::Waiting;
        // Only an answer of the server says for certain that nothing has happened.
        action->uncertain = action->uncertain || failure.kind != Kind::Refused || code == ErrorCode::Internal;
        if (busy || failure.kind == Kind::Unreadable || failure.kind == Kind::Offline)
            pauseAll(failure.problem.retryAfterSeconds);
        else if (again)
            m_notBefore.insert(id,
                               nowMs() + m_patience.firstPause.count() * (qint64(1) << std::min(action->attempts, 8)));
        store(*action);
        Q_EMIT changed(id);
    } else {
        refuse(*action, QueuedAction::Why::Server,
               failure.kind == Kind::Refused ? failure.problem : Problem::internal(failure.detail));
    }
    release(id);
}

void ActionQueue::pauseAll(std::optional<int> seconds)
{
    // While the server is away the client watches for its return; see the constructor.
    if (!m_client.isOnline() || m_resume.isActive())
        return;
    auto pause = m_patience.firstPause * (1 << std::min(m_pauses++, 10));
    pause = withJitter(std::min<std::chrono::milliseconds>(pause, m_patience.longestPause));
    if (seconds)
        pause = std::max<std::chrono::milliseconds>(pause, std::chrono::seconds(*seconds));
    m_resume.start(pause);
}

void ActionQueue::refuse(QueuedAction &action, QueuedAction::Why why, const Problem &problem)
{
    action.why = why;
    action.problem = problem;
    conclude(action, QueuedAction::State::Refused);
}

void ActionQueue::conclude(QueuedAction &action, QueuedAction::State state)
{
    action.state = state;
    action.concludedAt = Timestamp::now();
    action.uncertain = false;
    m_pauses = 0;
    m_notBefore.remove(action.id);
    const ActionId id = action.id;
    if (state == QueuedAction::State::Done && !action.files.isEmpty()) {
        m_disk.post([number = id.value()](SqlFile &file) {
            file.run(QStringLiteral("delete from files where action = ?"), {number});
        });
    }
    store(action);
    Q_EMIT changed(id);
}

void ActionQueue::release(ActionId id)
{
    m_running.remove(id);
    pump();
    announceIdle();
}

void ActionQueue::announceIdle()
{
    const bool busy = unfinishedCount() > 0;
    if (m_wasBusy && !busy) {
        prune();
        Q_EMIT idle();
    }
    m_wasBusy = busy;
}

void ActionQueue::prune()
{
    const Timestamp old =
        Timestamp::now().plusSeconds(-std::chrono::duration_cast<std::chrono::seconds>(m_patience.keepDone).count());
    QList<ActionId> done;
    for (const QueuedAction &action : std::as_const(m_actions)) {
        if (action.state == QueuedAction::State::Done)
            done.append(action.id);
    }
    for (qsizetype i = 0; i < done.size(); ++i) {
        const QueuedAction *action = this->action(done.at(i));
        if (action->concludedAt < old || done.size() - i > m_patience.keepDoneMost)
            forget(done.at(i));
    }
}

} // namespace mostrador::console
