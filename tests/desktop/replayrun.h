// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console.h"
#include "proof.h"
#include "store/actionqueue.h"
#include "tcprelay.h"

#include <QTest>

#include <algorithm>
#include <map>

/// Two consoles that are cut off, do what chance wants, and come back; and what must hold then.
namespace mostrador::console::replay {

using namespace std::chrono_literals;
using test::proof::Faults;

inline const QString account = QStringLiteral("account");

/// As QTest::qWaitFor(), without its sleeps: there are thousands of requests.
template <typename Predicate>
bool waitFor(const Predicate &predicate, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    QTimer wake;
    wake.start(50);
    while (!predicate()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

template <typename T>
Answer<T> answerOf(ReplyOf<T> *reply)
{
    std::optional<Answer<T>> result;
    QObject context;
    reply->then(&context, [&](const Answer<T> &answer) { result = answer; });
    if (!waitFor([&] { return result.has_value(); }, 30'000))
        return Failure{Failure::Kind::Local, {}, QStringLiteral("no answer in time"), {}};
    return *result;
}

inline NewCustomer someCustomer(const QString &given, const QString &family, const QString &email)
{
    NewCustomer customer;
    customer.givenName = given;
    customer.familyName = family;
    customer.email = email;
    return customer;
}

inline requests::ListQuery pageAt(const QString &cursor)
{
    requests::ListQuery list;
    list.cursor = cursor;
    list.limit = 200;
    return list;
}

inline constexpr ApiClient::Patience quick{
    .silence = 20s, .firstPause = 5ms, .longestPause = 40ms, .attempts = 3, .firstProbe = 5ms, .longestProbe = 40ms};

/// What one console knows of an incident without asking again: the last answer, and what it did since.
struct Core
{
    Core(const test::ServerProcess &server, const Vault &vault, const QString &file)
        : relay(server.httpPort())
        , key(vault)
        , path(file)
    {
        client.setPatience(quick);
        client.setServer(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(relay.port())));
    }
    bool logIn(const QString &email, const QString &password)
    {
        const auto grant = answerOf(requests::logIn(client, email, password));
        if (!grant)
            return false;
        client.setToken(grant->token.toLatin1(), true);
        start();
        return waitFor([&] { return queue->isOpen(); }, 10'000);
    }
    void start()
    {
        queue.reset();
        queue = std::make_unique<ActionQueue>(client, path, key, account);
        queue->setPatience({.firstPause = 10ms, .longestPause = 50ms});
        QObject::connect(queue.get(), &ActionQueue::incidentAnswered, queue.get(), [this](const Incident &answer) {
            Incident &known = incidents[answer.id];
            if (answer.version > known.version)
                known = answer;
        });
        queue->open();
    }
    bool pull()
    {
        relay.setCut(true);
        client.probe();
        return waitFor([&] { return client.state() == ApiClient::State::ServerAway; }, 20'000);
    }
    bool isOver() const { return queue->isOpen() && queue->unfinishedCount() == 0; }

    ApiClient client;
    test::TcpRelay relay;
    Vault key;
    QString path;
    QMap<IncidentId, Incident> incidents;
    std::unique_ptr<ActionQueue> queue;
};

/// One field changed by one action, for the oracle.
struct Step
{
    ActionId action;
    IncidentId incident;
    QString field;
    QJsonValue seen;
    QJsonValue mine;
};

/// What one side did in a run.
struct Deeds
{
    QList<ActionId> all;
    QList<Step> steps;
    QHash<ActionId, QString> texts;    ///< of messages: unique
    QHash<ActionId, QString> files;    ///< names: unique
    QHash<ActionId, QString> subjects; ///< of new incidents: unique
};

class Run
{
public:
    Run(Core &first, Core &second, Core &judge, quint32 number, Faults &faults)
        : m_chance(test::proof::chance(number))
        , m_number(number)
        , m_cores{&first, &second}
        , m_judge(judge)
        , m_faults(faults)
    {}

    void carryOut(int actions)
    {
        prepare();
        if (!m_cores[0]->pull() || !m_cores[1]->pull()) {
            fault(QStringLiteral("a console does not notice that it is cut off"));
            return;
        }
        for (int i = 0; i < actions; ++i) {
            act(0);
            act(1);
        }
        // The program may end while away.
        for (Core *core : m_cores) {
            if (m_chance.bounded(3) == 0)
                core->start();
        }
        const int order = m_chance.bounded(3);
        if (order == 2) { // both at once
            comeBack(0);
            comeBack(1);
            if (!finish(0) || !finish(1))
                return;
        } else {
            comeBack(order);
            if (!finish(order))
                return;
            // What the first one decides, it decides before the second returns: so the oracle knows the order.
            if (!decide(order))
                return;
            comeBack(1 - order);
            if (!finish(1 - order))
                return;
        }
        if (!decide(0) || !decide(1))
            return;
        check(order);
        for (Core *core : m_cores) {
            core->relay.setLoss(0, 0);
            for (const QueuedAction &action : core->queue->actions())
                core->queue->dismiss(action.id);
        }
    }

private:
    void fault(const QString &text) { m_faults.add(QStringLiteral("run %1: %2").arg(m_number).arg(text)); }

    void prepare()
    {
        for (int i = 0; i < 4; ++i) {
            const auto made = answerOf(requests::createIncident(
                m_judge.client, newIncident(QStringLiteral("Run %1 incident %2").arg(m_number).arg(i))));
            if (!made)
                qFatal("an incident cannot be made: %s", qPrintable(faultOf(made)));
            m_shared.append(*made);
            for (Core *core : m_cores)
                core->incidents.insert(made->id, *made);
        }
    }

    QString unique(const char *what)
    {
        return QStringLiteral("%1 %2-%3").arg(QLatin1String(what)).arg(m_number).arg(++m_uniques);
    }

    void change(int side, const Incident &seen, const IncidentChange &wanted)
    {
        const ActionId id = m_cores[side]->queue->changeIncident(seen, wanted);
        if (!id.isValid())
            return;
        m_deeds[side].all.append(id);
        const QueuedAction *action = m_cores[side]->queue->action(id);
        for (const QString &path : fields::paths(action->body)) {
            m_deeds[side].steps.append(
                {id, seen.id, path, fields::at(action->seen, path), fields::at(action->body, path)});
        }
    }

    void act(int side)
    {
        Core &core = *m_cores[side];
        Deeds &deeds = m_deeds[side];
        QList<Incident> choice;
        for (const Incident &incident : std::as_const(m_shared))
            choice.append(core.queue->effective(core.incidents.value(incident.id)));
        choice += core.queue->waitingIncidents();
        const Incident seen = choice.at(m_chance.bounded(static_cast<int>(choice.size())));
        switch (m_chance.bounded(12)) {
        case 0:
        case 1:
        case 2: {
            NewMessage message;
            message.internal = m_chance.bounded(2) == 0;
            message.body = unique("text");
            QList<QueuedFile> files;
            const bool withFile = m_chance.bounded(4) == 0;
            const QString name = unique("file");
            if (withFile)
                files.append({.name = name, .content = name.toUtf8()});
            const ActionId id = core.queue->addMessage(seen, message, files);
            deeds.all.append(id);
            deeds.texts.insert(id, message.body);
            if (withFile)
                deeds.files.insert(id, name);
            break;
        }
        case 3: {
            const QString name = unique("file");
            const ActionId id = core.queue->uploadFile(seen, {.name = name, .content = name.toUtf8()});
            deeds.all.append(id);
            deeds.files.insert(id, name);
            break;
        }
        case 4: {
            NewIncident input = newIncident(unique("new"));
            if (m_chance.bounded(2) == 0) {
                const QString mail = QStringLiteral("c%1x%2@example.org").arg(m_number).arg(++m_uniques);
                const auto customer =
                    core.queue->createCustomer(someCustomer(QStringLiteral("Cai"), QStringLiteral("Ros"), mail));
                deeds.all.append(customer.action);
                input.customerData.reset();
                input.customer = customer.customer;
            }
            const auto created = core.queue->createIncident(input);
            deeds.all.append(created.action);
            deeds.subjects.insert(created.action, input.subject);
            break;
        }
        case 5: {
            // Refused where there is no such step: an action of its own, so that it takes no other field with it.
            const auto &all = allIncidentStatuses();
            change(side, seen, statusChange(all.at(m_chance.bounded(static_cast<int>(all.size()) - 1))));
            break;
        }
        default: {
            IncidentChange wanted;
            for (int i = m_chance.bounded(2); i >= 0; --i)
                edit(wanted);
            change(side, seen, wanted);
            break;
        }
        }
    }

    void edit(IncidentChange &wanted)
    {
        // Few values, so that both often want the same.
        const QString value = QString::number(m_chance.bounded(4));
        switch (m_chance.bounded(6)) {
        case 0:
            wanted.serialNumber = value;
            break;
        case 1:
            wanted.orderNumber = value;
            break;
        case 2:
            wanted.urgency = static_cast<Urgency>(m_chance.bounded(3));
            break;
        case 3:
            wanted.priority =
                m_chance.bounded(2) == 0 ? std::optional<Priority>() : static_cast<Priority>(m_chance.bounded(4));
            break;
        case 4:
            wanted.dueAt = m_chance.bounded(2) == 0
                               ? std::optional<Timestamp>()
                               : Timestamp::fromMilliseconds(1'800'000'000'000 + m_chance.bounded(3));
            break;
        default: {
            QStringList tags;
            for (int i = 0; i < 4; ++i) {
                if (m_chance.bounded(2) == 0)
                    tags.append(QStringLiteral("tag%1").arg(i));
            }
            wanted.tags = tags;
            break;
        }
        }
    }

    void comeBack(int side)
    {
        if (m_chance.bounded(2) == 0)
            m_cores[side]->relay.setLoss(60, m_chance.generate());
        m_cores[side]->relay.setCut(false);
    }

    bool finish(int side)
    {
        Core &core = *m_cores[side];
        const bool over = waitFor([&] { return core.isOver(); }, 120'000);
        if (!over) {
            QString left;
            for (const QueuedAction &action : core.queue->actions()) {
                if (action.isUnfinished())
                    left += QStringLiteral(" %1:%2/%3/%4")
                                .arg(action.id.value())
                                .arg(static_cast<int>(action.kind))
                                .arg(static_cast<int>(action.state))
                                .arg(action.attempts);
            }
            fault(QStringLiteral("side %1 does not come to an end, open %2, client %3 (%4), next probe %5, left%6")
                      .arg(side)
                      .arg(core.queue->isOpen())
                      .arg(static_cast<int>(core.client.state()))
                      .arg(core.client.lastFailure())
                      .arg(core.client.nextProbeIn())
                      .arg(left.left(400)));
        }
        return over;
    }

    /// Each conflict is decided one way or the other.
    bool decide(int side)
    {
        Core &core = *m_cores[side];
        for (int round = 0; round < 10; ++round) {
            bool any = false;
            for (const QueuedAction &action : core.queue->actions()) {
                if (action.state != QueuedAction::State::Conflict)
                    continue;
                any = true;
                QStringList mine;
                for (const auto &conflict : action.conflicts) {
                    const bool chooseMine = m_chance.bounded(2) == 0;
                    if (chooseMine)
                        mine.append(conflict.field);
                    m_decided[side].insert({action.id, conflict.field}, chooseMine);
                    if (++m_shown[{side, action.id, conflict.field}] > 1 && round == 0)
                        fault(QStringLiteral("the same conflict is shown twice"));
                }
                core.queue->decide(action.id, mine);
            }
            if (!finish(side))
                return false;
            if (!any)
                return true;
        }
        fault(QStringLiteral("conflicts without end"));
        return false;
    }

    /// The value a field has after one side's steps came upon @p now. Independent of the queue's own code.
    QJsonValue after(int side, const QList<Step> &steps, QJsonValue now)
    {
        for (qsizetype i = 0; i < steps.size(); ++i) {
            const Step &step = steps.at(i);
            if (now == step.mine || now == step.seen) {
                now = step.mine;
                continue;
            }
            if (step.field == QLatin1String("tags")) {
                now = mergedTags(step, now);
                continue;
            }
            const bool anew = i + 1 < steps.size();
            const auto decision = m_decided[side].constFind({step.action, step.field});
            if (anew) {
                if (decision != m_decided[side].cend())
                    fault(QStringLiteral("a field set anew later was asked about"));
            } else if (decision == m_decided[side].cend()) {
                fault(QStringLiteral("a conflict in %1 was not shown").arg(step.field));
            } else if (*decision) {
                now = step.mine;
            }
        }
        return now;
    }

    static QJsonValue mergedTags(const Step &step, const QJsonValue &now)
    {
        const auto set = [](const QJsonValue &value) {
            QSet<QString> out;
            for (const QJsonValue &tag : value.toArray())
                out.insert(tag.toString());
            return out;
        };
        const QSet<QString> added = set(step.mine) - set(step.seen);
        const QSet<QString> removed = set(step.seen) - set(step.mine);
        QStringList merged = ((set(now) - removed) + added).values();
        merged.sort();
        return QJsonArray::fromStringList(merged);
    }

    void check(int order)
    {
        QHash<QString, int> texts;
        QHash<QString, int> names;
        QMap<IncidentId, Incident> stored;
        QSet<IncidentId> ids;
        for (const Incident &incident : std::as_const(m_shared))
            ids.insert(incident.id);
        for (int side = 0; side < 2; ++side) {
            for (const QueuedAction &action : m_cores[side]->queue->actions()) {
                if (action.resultIncident)
                    ids.insert(*action.resultIncident);
            }
        }
        for (const IncidentId id : std::as_const(ids)) {
            const auto incident = answerOf(requests::incident(m_judge.client, id));
            const auto messages = answerOf(requests::messages(m_judge.client, id, pageAt({})));
            const auto files = answerOf(requests::attachments(m_judge.client, id));
            if (!incident || !messages || !files) {
                fault(QStringLiteral("the server cannot be read"));
                return;
            }
            stored.insert(id, *incident);
            for (const Message &message : messages->items)
                ++texts[message.body];
            for (const Attachment &file : *files)
                ++names[file.fileName];
        }
        for (int side = 0; side < 2; ++side) {
            const Deeds &deeds = m_deeds[side];
            ActionQueue &queue = *m_cores[side]->queue;
            for (const ActionId id : deeds.all) {
                const QueuedAction *action = queue.action(id);
                if (!action) {
                    fault(QStringLiteral("an action is lost"));
                    continue;
                }
                if (action->state != QueuedAction::State::Done && action->state != QueuedAction::State::Refused)
                    fault(QStringLiteral("an action is neither done nor refused"));
                const bool isDone = action->state == QueuedAction::State::Done;
                if (deeds.texts.contains(id)) {
                    const QString text = deeds.texts.value(id);
                    const int count = texts.value(text);
                    if (count != (isDone ? 1 : 0))
                        fault(QStringLiteral("a text stands %1 times").arg(count));
                    if (!isDone && action->body.value(QStringLiteral("body")).toString() != text)
                        fault(QStringLiteral("a refused text is lost"));
                }
                if (deeds.files.contains(id) && isDone && names.value(deeds.files.value(id)) != 1)
                    fault(QStringLiteral("a file stands %1 times").arg(names.value(deeds.files.value(id))));
                if (!isDone && action->kind != QueuedAction::Kind::ChangeIncident)
                    fault(QStringLiteral("refused: %1 %2").arg(toString(action->problem.code), action->problem.detail));
                if (!isDone && action->problem.code != ErrorCode::TransitionNotAllowed)
                    fault(QStringLiteral("refused for no reason: ") + toString(action->problem.code));
            }
        }
        // Both at once: which came first is not known.
        if (order != 2)
            checkFields(order, stored);
        // And both consoles show what the server has, once they have looked.
        for (Core *core : m_cores) {
            for (const IncidentId id : std::as_const(ids)) {
                const auto seen = answerOf(requests::incident(core->client, id));
                if (!seen || core->queue->effective(*seen) != stored.value(id))
                    fault(QStringLiteral("a console shows something else than the server"));
            }
        }
    }

    void checkFields(int order, const QMap<IncidentId, Incident> &stored)
    {
        for (const Incident &incident : std::as_const(m_shared)) {
            const QJsonObject before = fields::editable(incident);
            const QJsonObject now = fields::editable(stored.value(incident.id));
            for (const QString &field : fields::paths(before)) {
                if (field == QLatin1String("status"))
                    continue; // the machine refuses some; a message moves it, too
                QJsonValue expected = before.value(field);
                for (const int side : {order, 1 - order}) {
                    QList<Step> steps;
                    for (const Step &step : std::as_const(m_deeds[side].steps)) {
                        if (step.incident == incident.id && step.field == field)
                            steps.append(step);
                    }
                    expected = after(side, steps, expected);
                }
                if (now.value(field) != expected) {
                    fault(QStringLiteral("%1 of %2 is %3, not %4")
                              .arg(field, incident.reference,
                                   QString::fromUtf8(QJsonDocument({now.value(field)}).toJson(QJsonDocument::Compact)),
                                   QString::fromUtf8(QJsonDocument({expected}).toJson(QJsonDocument::Compact))));
                }
            }
        }
    }

    QRandomGenerator m_chance;
    quint32 m_number;
    Core *m_cores[2];
    Core &m_judge;
    Faults &m_faults;
    QList<Incident> m_shared;
    Deeds m_deeds[2];
    QHash<QPair<ActionId, QString>, bool> m_decided[2];
    std::map<std::tuple<int, ActionId, QString>, int> m_shown;
    int m_uniques = 0;
};

} // namespace mostrador::console::replay
