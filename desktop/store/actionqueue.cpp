// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/actionqueue.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

#include <algorithm>

namespace mostrador::console {

namespace {

Q_LOGGING_CATEGORY(queueLog, "mostrador.console.queue")

using namespace std::chrono_literals;

const QStringList &schema()
{
    static const QStringList statements{
        QStringLiteral("create table if not exists actions (id integer primary key, sealed blob not null)"),
        QStringLiteral("create table if not exists files (action integer not null, number integer not null, "
                       "sealed blob not null, primary key (action, number)) without rowid"),
        QStringLiteral("create table if not exists local_ids (local integer primary key, real integer not null)"),
        QStringLiteral("create table if not exists numbers (name text primary key, value integer not null)"),
        QStringLiteral("create table if not exists jobs (id integer primary key, sealed blob not null)"),
        QStringLiteral("create table if not exists job_items (job integer not null, incident integer not null, "
                       "state integer not null, sealed blob, primary key (job, incident)) without rowid"),
    };
    return statements;
}

qint64 newLocalId()
{
    return firstLocalId | static_cast<qint64>(QRandomGenerator::system()->generate64() >> 2);
}

} // namespace

ActionQueue::ActionQueue(ApiClient &client, const QString &filePath, const Vault &vault, const QString &account,
                         QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_vault(vault)
    , m_account(account.toUtf8())
    , m_disk(filePath, true, schema())
{
    m_resume.setSingleShot(true);
    connect(&m_resume, &QTimer::timeout, this, &ActionQueue::pump);
    m_retrySave.setSingleShot(true);
    m_retrySave.setInterval(5s);
    connect(&m_retrySave, &QTimer::timeout, this, &ActionQueue::saveAgain);
    connect(&client, &ApiClient::stateChanged, this, [this](ApiClient::State state) {
        if (state != ApiClient::State::Online)
            return;
        m_pauses = 0;
        m_resume.stop();
        pump();
    });
}

ActionQueue::~ActionQueue() = default;

void ActionQueue::setAuthor(EmployeeId id, const QString &name)
{
    m_author = id;
    m_authorName = name;
}

void ActionQueue::setPaused(bool paused)
{
    m_paused = paused;
    pump();
}

QByteArray ActionQueue::seal(const QByteArray &kind, qint64 id, const QByteArray &plain) const
{
    return m_vault.seal(plain, m_account + '/' + kind + '/' + QByteArray::number(id));
}

std::optional<QByteArray> ActionQueue::unseal(const QByteArray &kind, qint64 id, const QByteArray &sealed) const
{
    return m_vault.open(sealed, m_account + '/' + kind + '/' + QByteArray::number(id));
}

void ActionQueue::open()
{
    struct Content
    {
        QList<QueuedAction> actions;
        QHash<qint64, qint64> real;
        qint64 next = 1;
        int unreadable = 0;
    };
    const auto content = std::make_shared<Content>();
    m_disk.post(
        [this, content](SqlFile &file) {
            *content = {};
            file.select(QStringLiteral("select id, sealed from actions order by id"), {}, [&](const QSqlQuery &row) {
                const qint64 id = row.value(0).toLongLong();
                content->next = std::max(content->next, id + 1);
                const auto plain = unseal("action", id, row.value(1).toByteArray());
                auto action = plain ? QueuedAction::fromBytes(*plain) : std::nullopt;
                if (action)
                    content->actions.append(*std::move(action));
                else
                    ++content->unreadable;
                return true;
            });
            file.select(QStringLiteral("select local, real from local_ids"), {}, [&](const QSqlQuery &row) {
                content->real.insert(row.value(0).toLongLong(), row.value(1).toLongLong());
                return true;
            });
            file.select(QStringLiteral("select value from numbers where name = 'next'"), {}, [&](const QSqlQuery &row) {
                content->next = std::max(content->next, row.value(0).toLongLong());
                return true;
            });
        },
        this,
        [this, content](const QString &fault) {
            if (!fault.isEmpty()) {
                Q_EMIT openFailed(fault);
                return;
            }
            // What was handed over meanwhile has numbers of its own; see takeNumber().
            for (QueuedAction &action : content->actions) {
                if (action.state == QueuedAction::State::Sending) {
                    action.state = QueuedAction::State::Waiting;
                    action.uncertain = true;
                }
                m_actions.insert(action.id, action);
            }
            m_real.insert(content->real);
            m_next = std::max(m_next, content->next);
            m_open = true;
            prune();
            Q_EMIT opened(content->unreadable);
            for (const QueuedAction &action : std::as_const(content->actions))
                Q_EMIT changed(action.id);
            pump();
        });
}

ActionId ActionQueue::takeNumber()
{
    // Before the file is read the numbers in it are not known: time keeps new ones above them.
    if (!m_open)
        m_next = std::max(m_next, Timestamp::now().milliseconds() * 1000);
    const ActionId id(m_next++);
    m_disk.post([next = m_next](SqlFile &file) {
        file.run(QStringLiteral("insert into numbers (name, value) values ('next', ?) "
                                "on conflict (name) do update set value = excluded.value"),
                 {next});
    });
    return id;
}

QueuedAction *ActionQueue::find(ActionId id)
{
    const auto found = m_actions.find(id);
    return found == m_actions.end() ? nullptr : &*found;
}

const QueuedAction *ActionQueue::action(ActionId id) const
{
    const auto found = m_actions.constFind(id);
    return found == m_actions.constEnd() ? nullptr : &*found;
}

// --- what the employee does

ActionId ActionQueue::changeIncident(const Incident &seen, const IncidentChange &change)
{
    QueuedAction action;
    action.kind = QueuedAction::Kind::ChangeIncident;
    action.incident = seen.id;
    action.label = seen.reference.isEmpty() ? seen.subject : seen.reference;
    const QJsonObject wanted = codec::toJson(change);
    // As the server will read it: trimmed, tags in order.
    const auto clean = codec::incidentChangeFromJson(wanted);
    const QJsonObject present = fields::editable(seen);
    action.body = fields::differing(clean ? codec::toJson(*clean) : wanted, present);
    if (action.body.isEmpty())
        return {};
    const QStringList paths = fields::paths(action.body);
    for (const QString &path : paths)
        fields::set(action.seen, path, fields::at(present, path));
    action.version = seen.version;
    return submit(std::move(action));
}

ActionId ActionQueue::changeCustomer(const Customer &seen, const CustomerChange &change)
{
    QueuedAction action;
    action.kind = QueuedAction::Kind::ChangeCustomer;
    action.customer = seen.id;
    action.label = seen.displayName();
    const QJsonObject present = fields::editable(seen);
    action.body = fields::differing(codec::toJson(change), present);
    if (action.body.isEmpty())
        return {};
    const QStringList paths = fields::paths(action.body);
    for (const QString &path : paths)
        fields::set(action.seen, path, fields::at(present, path));
    action.version = seen.version;
    return submit(std::move(action));
}

ActionId ActionQueue::addMessage(const Incident &incident, const NewMessage &message, const QList<QueuedFile> &files,
                                 const QByteArray &key)
{
    QueuedAction action;
    action.kind = QueuedAction::Kind::AddMessage;
    action.incident = incident.id;
    action.label = incident.reference.isEmpty() ? incident.subject : incident.reference;
    action.body = codec::toJson(message);
    action.files = files;
    action.key = key;
    for (QueuedFile &file : action.files)
        file.internal = message.internal || message.holdSeconds > 0; // public with its message
    return submit(std::move(action));
}

ActionId ActionQueue::uploadFile(const Incident &incident, const QueuedFile &file)
{
    QueuedAction action;
    action.kind = QueuedAction::Kind::UploadFile;
    action.incident = incident.id;
    action.label = incident.reference.isEmpty() ? incident.subject : incident.reference;
    action.files = {file};
    return submit(std::move(action));
}

ActionId ActionQueue::reopen(const Incident &incident, const QString &reason)
{
    QueuedAction action;
    action.kind = QueuedAction::Kind::Reopen;
    action.incident = incident.id;
    action.label = incident.reference;
    action.body = {{QStringLiteral("reason"), reason}};
    return submit(std::move(action));
}

ActionQueue::NewIncidentAction ActionQueue::createIncident(const NewIncident &input, const QList<QueuedFile> &files)
{
    QueuedAction action;
    action.kind = QueuedAction::Kind::CreateIncident;
    action.incident = IncidentId(newLocalId());
    action.label = input.subject;
    action.body = codec::toJson(input);
    action.files = files;
    const IncidentId local = action.incident;
    return {submit(std::move(action)), local};
}

ActionQueue::NewCustomerAction ActionQueue::createCustomer(const NewCustomer &input)
{
    QueuedAction action;
    action.kind = QueuedAction::Kind::CreateCustomer;
    action.customer = CustomerId(newLocalId());
    action.label = QStringLiteral("%1 %2").arg(input.givenName, input.familyName).trimmed();
    action.body = codec::toJson(input);
    const CustomerId local = action.customer;
    return {submit(std::move(action)), local};
}

ActionId ActionQueue::submit(QueuedAction action)
{
    action.id = takeNumber();
    action.createdAt = Timestamp::now();
    if (action.key.isEmpty())
        action.key = ApiClient::makeIdempotencyKey();
    QList<QByteArray> contents;
    for (QueuedFile &file : action.files) {
        contents.append(std::exchange(file.content, {}));
        file.size = contents.last().size();
        file.key = ApiClient::makeIdempotencyKey();
    }
    if (!contents.isEmpty())
        m_contents.insert(action.id, contents);
    m_actions.insert(action.id, action);
    m_saving.insert(action.id);
    m_wasBusy = true;
    keep(action);
    Q_EMIT changed(action.id);
    return action.id;
}

void ActionQueue::keep(const QueuedAction &action)
{
    // Sealed here only as far as it is small; files in the thread of the disk.
    m_disk.post(
        [this, id = action.id.value(), plain = action.toBytes(),
         contents = m_contents.value(action.id)](SqlFile &file) {
            file.run(QStringLiteral("insert or replace into actions (id, sealed) values (?, ?)"),
                     {id, seal("action", id, plain)});
            for (qsizetype i = 0; i < contents.size(); ++i) {
                file.run(QStringLiteral("insert or replace into files (action, number, sealed) values (?, ?, ?)"),
                         {id, i, seal("file", id, contents.at(i))});
            }
        },
        this,
        [this, id = action.id](const QString &fault) {
            m_saving.remove(id);
            if (!fault.isEmpty()) {
                qCWarning(queueLog) << "an action cannot be kept:" << fault;
                QueuedAction lost = m_actions.take(id);
                const QList<QByteArray> unkept = m_contents.take(id);
                for (qsizetype i = 0; i < unkept.size(); ++i)
                    lost.files[i].content = unkept.at(i);
                Q_EMIT keepFailed(lost, fault);
                Q_EMIT changed(id);
                announceIdle();
                return;
            }
            m_contents.remove(id);
            Q_EMIT kept(id);
            pump();
        });
}

void ActionQueue::store(const QueuedAction &action, std::function<void()> then)
{
    m_disk.post(
        [this, id = action.id.value(), plain = action.toBytes()](SqlFile &file) {
            file.run(QStringLiteral("insert or replace into actions (id, sealed) values (?, ?)"),
                     {id, seal("action", id, plain)});
        },
        this,
        [this, id = action.id, then = std::move(then)](const QString &fault) {
            if (!fault.isEmpty()) {
                qCWarning(queueLog) << "the state of an action cannot be written:" << fault;
                m_unsaved.insert(id);
                m_saving.remove(id);
                m_retrySave.start();
                // What is not on the disk is not sent.
                if (then && m_running.contains(id)) {
                    if (QueuedAction *unsent = find(id))
                        unsent->state = QueuedAction::State::Waiting;
                    m_notBefore.insert(id, Timestamp::now().milliseconds() + 5000);
                    release(id);
                }
                return;
            }
            m_unsaved.remove(id);
            if (then)
                then();
        });
}

void ActionQueue::saveAgain()
{
    const QSet<ActionId> unsaved = std::exchange(m_unsaved, {});
    for (const ActionId id : unsaved) {
        if (const QueuedAction *action = this->action(id))
            store(*action);
    }
    pump();
}

void ActionQueue::forget(ActionId id)
{
    m_actions.remove(id);
    m_contents.remove(id);
    m_notBefore.remove(id);
    m_disk.post([id = id.value()](SqlFile &file) {
        file.run(QStringLiteral("delete from actions where id = ?"), {id});
        file.run(QStringLiteral("delete from files where action = ?"), {id});
    });
    Q_EMIT changed(id);
}

// --- what the employee decides

void ActionQueue::decide(ActionId id, const QStringList &mine)
{
    QueuedAction *action = find(id);
    if (!action || action->state != QueuedAction::State::Conflict)
        return;
    QJsonObject body;
    QJsonObject seen;
    for (const requests::FieldConflict &conflict : std::as_const(action->conflicts)) {
        if (!mine.contains(conflict.field))
            continue;
        fields::set(body, conflict.field, conflict.yours);
        fields::set(seen, conflict.field, conflict.theirs);
    }
    action->conflicts.clear();
    if (body.isEmpty()) {
        conclude(*action, QueuedAction::State::Done);
        return;
    }
    action->body = body;
    action->seen = seen;
    action->version = action->conflictVersion;
    action->state = QueuedAction::State::Waiting;
    action->uncertain = false;
    m_wasBusy = true;
    m_saving.insert(id);
    store(*action, [this, id] {
        m_saving.remove(id);
        pump();
    });
    Q_EMIT changed(id);
}

bool ActionQueue::dismiss(ActionId id)
{
    QueuedAction *action = find(id);
    if (!action)
        return false;
    const bool unsent = action->state == QueuedAction::State::Waiting && !m_running.contains(id) && !action->uncertain;
    const bool decided =
        action->state == QueuedAction::State::Refused || action->state == QueuedAction::State::Conflict;
    if (!unsent && !decided)
        return false;
    if (unsent && action->isChange()) {
        // Later changes were made in sight of this one's values, which now never come.
        for (QueuedAction &later : m_actions) {
            if (later.id <= id || later.kind != action->kind || laneOf(later) != laneOf(*action))
                continue;
            const QStringList paths = fields::paths(later.seen);
            for (const QString &path : paths) {
                if (fields::paths(action->body).contains(path))
                    fields::set(later.seen, path, fields::at(action->seen, path));
            }
            if (later.state == QueuedAction::State::Waiting)
                store(later);
        }
    }
    const bool creates =
        action->kind == QueuedAction::Kind::CreateIncident || action->kind == QueuedAction::Kind::CreateCustomer;
    const QueuedAction gone = *action;
    if (gone.undoes) {
        if (QueuedAction *undone = find(*gone.undoes)) {
            undone->undoneBy.reset();
            store(*undone);
        }
    }
    forget(id);
    if (creates) {
        // What belongs to it can never be sent: it stays, with its text, and says so.
        const QList<ActionId> ids = m_actions.keys();
        for (const ActionId other : ids) {
            QueuedAction &dependent = m_actions[other];
            const QString local =
                gone.kind == QueuedAction::Kind::CreateIncident ? gone.incident.toString() : gone.customer.toString();
            const bool belongs = gone.kind == QueuedAction::Kind::CreateIncident
                                     ? dependent.incident == gone.incident
                                     : dependent.customer == gone.customer ||
                                           dependent.body.value(QStringLiteral("customer_id")).toString() == local;
            if (belongs && dependent.isUnfinished())
                refuse(dependent, QueuedAction::Why::NotCreated);
        }
    }
    pump();
    announceIdle();
    return true;
}

void ActionQueue::resend(ActionId id, const std::optional<QJsonObject> &body)
{
    QueuedAction *action = find(id);
    if (!action || action->state != QueuedAction::State::Refused)
        return;
    if (body)
        action->body = *body;
    // Another body under the old key would be refused, and the old one was refused for good.
    action->key = ApiClient::makeIdempotencyKey();
    action->state = QueuedAction::State::Waiting;
    action->why = QueuedAction::Why::None;
    action->problem = {};
    action->uncertain = false;
    action->attempts = 0;
    action->attemptedAt.reset();
    m_notBefore.remove(id);
    m_wasBusy = true;
    m_saving.insert(id);
    store(*action, [this, id] {
        m_saving.remove(id);
        pump();
    });
    Q_EMIT changed(id);
}

bool ActionQueue::canUndo(ActionId id) const
{
    const QueuedAction *action = this->action(id);
    if (!action || !action->isChange() || action->undoneBy)
        return false;
    if (action->state == QueuedAction::State::Waiting)
        return !m_running.contains(id) && !action->uncertain;
    return (action->state == QueuedAction::State::Done || action->state == QueuedAction::State::Conflict) &&
           !action->applied.isEmpty();
}

ActionId ActionQueue::undo(ActionId id)
{
    if (!canUndo(id))
        return {};
    QueuedAction *done = find(id);
    if (done->state == QueuedAction::State::Waiting && done->applied.isEmpty()) {
        dismiss(id);
        return {};
    }
    QueuedAction action;
    action.kind = done->kind;
    action.incident = done->incident;
    action.customer = done->customer;
    action.label = done->label;
    action.undoes = id;
    action.seen = done->applied;
    action.version = done->doneVersion;
    const QStringList paths = fields::paths(done->applied);
    for (const QString &path : paths)
        fields::set(action.body, path, fields::at(done->before, path));
    const ActionId undoing = submit(std::move(action));
    done = find(id);
    done->undoneBy = undoing;
    store(*done);
    Q_EMIT changed(id);
    return undoing;
}

QList<QueuedAction> ActionQueue::history() const
{
    QList<QueuedAction> out;
    for (const QueuedAction &action : m_actions) {
        const bool shown = action.isUnfinished() || !action.applied.isEmpty() || !action.isChange();
        if (shown && action.state != QueuedAction::State::Refused)
            out.prepend(action);
    }
    return out;
}

} // namespace mostrador::console
