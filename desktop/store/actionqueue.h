// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apiclient.h"
#include "store/action.h"
#include "store/sqlthread.h"
#include "store/vault.h"

#include <QHash>
#include <QMap>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <functional>

namespace mostrador::console {

/// Everything the employee does, kept on the disk (sealed, fsynced) before it counts as done, and carried out on the
/// server as soon as that can be: in order for each incident, several incidents at a time. Survives the end of the
/// program at any moment: what was sent and not answered is sent again under the same Idempotency-Key, or held against
/// what stands there now. GUI thread; the disk is waited for in a thread of its own.
///
/// Only what is certain is final. Nothing typed is dropped: what the server refuses stays, with the explanation, until
/// the employee dismisses it or edits it and sends it again.
class ActionQueue : public QObject
{
    Q_OBJECT

public:
    struct Patience
    {
        std::chrono::milliseconds firstPause{1'000}; ///< after a 503 or 500; doubles each time, with jitter
        std::chrono::milliseconds longestPause{300'000};
        int parallel = 4;                    ///< incidents worked on at a time
        int refusals = 8;                    ///< answers with 500 until an action counts as refused
        std::chrono::hours receipts{36};     ///< the server keeps its receipts for two days
        std::chrono::hours keepDone{24 * 7}; ///< for undo
        int keepDoneMost = 500;
    };

    /// @p filePath empty: in memory only. @p account binds the records to it; see ServerProfile::id().
    ActionQueue(ApiClient &client, const QString &filePath, const Vault &vault, const QString &account,
                QObject *parent = nullptr);
    /// Waits until what was handed over is on the disk. Nothing is sent any more.
    ~ActionQueue() override;

    void setPatience(const Patience &patience) { m_patience = patience; }
    /// Who writes: for the messages that are shown before the server has them.
    void setAuthor(EmployeeId id, const QString &name);
    /// Reads what is there; ends in opened() or openFailed(). Actions may be handed over before.
    void open();
    bool isOpen() const { return m_open; }
    /// Holds sending back, such as in a test; kept actions wait.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }

    /// @{ What the employee does. Returns at once; kept() tells when it is durable, keepFailed() when it cannot be kept
    /// (then it is in nobody's hands but the caller's). A change takes the incident as the employee saw it (see
    /// effective()); fields that stand there already are left out, and an invalid id comes back if none remains.
    ActionId changeIncident(const Incident &seen, const IncidentChange &change);
    /// @p key: the Idempotency-Key of an attempt before, such as a draft's.
    ActionId addMessage(const Incident &incident, const NewMessage &message, const QList<QueuedFile> &files = {},
                        const QByteArray &key = {});
    ActionId uploadFile(const Incident &incident, const QueuedFile &file);
    ActionId reopen(const Incident &incident, const QString &reason);
    struct NewIncidentAction
    {
        ActionId action;
        IncidentId incident; ///< local until incidentCreated()
    };
    NewIncidentAction createIncident(const NewIncident &input, const QList<QueuedFile> &files = {});
    struct NewCustomerAction
    {
        ActionId action;
        CustomerId customer; ///< local until customerCreated(); may be used in createIncident() at once
    };
    NewCustomerAction createCustomer(const NewCustomer &input);
    ActionId changeCustomer(const Customer &seen, const CustomerChange &change);
    /// @}

    /// @{ What the employee decides.
    /// Of an action in conflict: the fields that are to be as the employee wanted them; the others stay as theirs.
    void decide(ActionId id, const QStringList &mine);
    /// Forgets a refused action, or takes back one that was never sent. False for any other.
    bool dismiss(ActionId id);
    /// Sends a refused action again, with another body where given (as QueuedAction::body).
    void resend(ActionId id, const std::optional<QJsonObject> &body = {});
    /// @}

    /// @{ Undo. Takes back a change: at once where it was not sent, otherwise by a change of its own with the values of
    /// before. Fields that others have changed since are not overwritten: that action ends in conflict and shows both.
    bool canUndo(ActionId id) const;
    /// The action that undoes, or an invalid id where it was simply taken out of the queue (or cannot be undone).
    ActionId undo(ActionId id);
    /// Done and waiting changes, the newest first: what can be shown as a history.
    QList<QueuedAction> history() const;
    /// @}

    /// @{ What is to be seen.
    const QueuedAction *action(ActionId id) const;
    QList<QueuedAction> actions() const;
    QList<QueuedAction> actionsOf(IncidentId incident) const;
    /// Waiting or under way.
    int unfinishedCount() const;
    /// In conflict or refused: the employee is asked.
    int questionCount() const;
    /// The incident or customer with what waits for it.
    Incident effective(const Incident &incident) const;
    Customer effective(const Customer &customer) const;
    /// Messages that the server does not have yet; their ids are local ones.
    QList<Message> waitingMessages(IncidentId incident) const;
    /// Incidents that the server does not have yet, under their local ids.
    QList<Incident> waitingIncidents() const;
    /// The server's id of a local one, once it is known; others as they are.
    IncidentId realId(IncidentId id) const { return IncidentId(real(id.value())); }
    CustomerId realId(CustomerId id) const { return CustomerId(real(id.value())); }
    /// @}

    /// @{ For BulkJobs, which shares numbers, file and order with the queue.
    ActionId takeNumber();
    SqlThread &disk() { return m_disk; }
    QByteArray seal(const QByteArray &kind, qint64 id, const QByteArray &plain) const;
    std::optional<QByteArray> unseal(const QByteArray &kind, qint64 id, const QByteArray &sealed) const;
    /// An action on the incident that was made before @p number is not over.
    bool isAwaited(IncidentId incident, ActionId number) const;
    /// Asked before an action is sent: true holds it back. pump() is to be called when that changes.
    void setGate(std::function<bool(const QueuedAction &)> gate) { m_gate = std::move(gate); }
    void pump();
    /// @}

Q_SIGNALS:
    /// @p unreadable: records that do not open under the key; they are left alone.
    void opened(int unreadable);
    void openFailed(const QString &why);
    void kept(mostrador::console::ActionId id);
    /// @p action with the contents of its files: give the text back to the employee.
    void keepFailed(const mostrador::console::QueuedAction &action, const QString &why);
    /// State or content of an action; an id that is gone was dismissed or taken back.
    void changed(mostrador::console::ActionId id);
    /// Nothing is waiting or under way.
    void idle();
    /// @{ What the server answered.
    void incidentAnswered(const mostrador::Incident &incident);
    void customerAnswered(const mostrador::Customer &customer);
    void incidentCreated(mostrador::IncidentId local, const mostrador::Incident &incident);
    void customerCreated(mostrador::CustomerId local, const mostrador::Customer &customer);
    void messageSent(mostrador::IncidentId incident, const mostrador::Message &message);
    /// @}

private:
    struct Run; ///< of an action under way
    qint64 real(qint64 id) const { return m_real.value(id, id); }
    ActionId submit(QueuedAction action);
    void keep(const QueuedAction &action);
    void forget(ActionId id);
    void store(const QueuedAction &action, std::function<void()> then = {});
    void saveAgain();
    QPair<int, qint64> laneOf(const QueuedAction &action) const;
    bool isReady(const QueuedAction &action) const;
    QueuedAction *find(ActionId id);

    void send(ActionId id);
    void transmit(ActionId id);
    void uploadNext(ActionId id);
    template <typename T>
    void change(ActionId id, const QJsonObject &patch, qint64 version, int round);
    template <typename T>
    void mergeAgain(ActionId id, const QJsonObject &patch, const Failure &refusal, int round);
    template <typename T>
    void changeDone(ActionId id, const QJsonObject &patch, const T &answer);
    void sendMessage(ActionId id);
    void sendIncident(ActionId id);
    void sendReopen(ActionId id);
    void sendCustomer(ActionId id);
    void failed(ActionId id, const Failure &failure);
    void refuse(QueuedAction &action, QueuedAction::Why why, const Problem &problem = {});
    void conclude(QueuedAction &action, QueuedAction::State state);
    void release(ActionId id);
    void link(qint64 local, qint64 serverId);
    void pauseAll(std::optional<int> seconds);
    void prune();
    void announceIdle();

    ApiClient &m_client;
    const Vault m_vault;
    const QByteArray m_account;
    Patience m_patience;
    EmployeeId m_author;
    QString m_authorName;
    QMap<ActionId, QueuedAction> m_actions;
    QHash<qint64, qint64> m_real; ///< local id -> the server's
    QSet<ActionId> m_saving;      ///< not durable yet
    QSet<ActionId> m_running;
    QSet<ActionId> m_unsaved;                      ///< the disk refused; tried again
    QHash<ActionId, qint64> m_notBefore;           ///< milliseconds since 1970
    QHash<ActionId, QList<QByteArray>> m_contents; ///< of files, until they are on the disk
    std::function<bool(const QueuedAction &)> m_gate;
    qint64 m_next = 1;
    int m_pauses = 0;
    bool m_open = false;
    bool m_paused = false;
    bool m_wasBusy = false;
    QTimer m_resume;
    QTimer m_retrySave;
    SqlThread m_disk; ///< last: its end waits for what refers to the others
};

} // namespace mostrador::console
