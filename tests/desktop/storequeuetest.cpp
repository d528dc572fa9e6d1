// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "store/actionqueue.h"
#include "tcprelay.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mostrador;
using namespace mostrador::console;
using namespace std::chrono_literals;

namespace {

const QString account = QStringLiteral("account");

NewCustomer someCustomer(const QString &given, const QString &family, const QString &email)
{
    NewCustomer customer;
    customer.givenName = given;
    customer.familyName = family;
    customer.email = email;
    return customer;
}

requests::ListQuery pageAt(const QString &cursor)
{
    requests::ListQuery list;
    list.cursor = cursor;
    list.limit = 200;
    return list;
}

/// An employee whose cable can be pulled, with the queue.
struct Desk
{
    explicit Desk(const test::ServerProcess &server, const Vault &vault, const QString &file = {})
        : relay(server.httpPort())
        , key(vault)
        , path(file)
    {
        client.setPatience({.silence = 10s,
                            .firstPause = 10ms,
                            .longestPause = 50ms,
                            .attempts = 3,
                            .firstProbe = 10ms,
                            .longestProbe = 50ms});
        client.setServer(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(relay.port())));
        start();
    }
    bool logIn(const QString &email, const QString &password)
    {
        const auto grant = outcome(requests::logIn(client, email, password));
        if (!grant)
            return false;
        client.setToken(grant->token.toLatin1(), true);
        return true;
    }
    /// Also as after a new start of the program.
    void start()
    {
        queue.reset();
        queue = std::make_unique<ActionQueue>(client, path, key, account);
        queue->setPatience({.firstPause = 20ms, .longestPause = 100ms});
        queue->open();
    }
    bool goAway()
    {
        relay.setCut(true);
        client.probe();
        return QTest::qWaitFor([&] { return client.state() == ApiClient::State::ServerAway; }, 10'000);
    }
    void comeBack() { relay.setCut(false); }
    bool isOver() const { return queue->isOpen() && queue->unfinishedCount() == 0; }

    ApiClient client;
    test::TcpRelay relay;
    Vault key;
    QString path;
    std::unique_ptr<ActionQueue> queue;
};

IncidentChange subjectChange(const QString &subject)
{
    IncidentChange change;
    change.subject = subject;
    return change;
}

NewMessage note(const QString &body)
{
    NewMessage message;
    message.internal = true;
    message.body = body;
    return message;
}

QueuedAction::State stateOf(const Desk &desk, ActionId id)
{
    const QueuedAction *action = desk.queue->action(id);
    return action ? action->state : QueuedAction::State::Sending;
}

QStringList bodiesOf(ApiClient &client, IncidentId id)
{
    QStringList bodies;
    QString cursor;
    do {
        const auto page = outcome(requests::messages(client, id, pageAt(cursor)));
        if (!page)
            return {QStringLiteral("cannot be read")};
        for (const Message &message : page->items)
            bodies.append(message.body);
        cursor = page->nextCursor;
    } while (!cursor.isEmpty());
    return bodies;
}

} // namespace

class TestStoreQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        MOSTRADOR_START_SERVER(m_server);
        m_vault = Vault::fromKey(Vault::makeKey());
        m_other = std::make_unique<Desk>(m_server, *m_vault);
        QVERIFY(m_other->logIn(m_server.adminEmail(), m_server.adminPassword()));
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_desk = std::make_unique<Desk>(m_server, *m_vault, m_folder->filePath(QStringLiteral("queue.db")));
        QVERIFY(m_desk->logIn(m_server.adminEmail(), m_server.adminPassword()));
        const auto made = outcome(requests::createIncident(m_other->client, newIncident(QStringLiteral("Router"))));
        VERIFY_ANSWER(made);
        m_incident = *made;
    }
    void cleanup() { m_desk.reset(); }
    void cleanupTestCase() { m_other.reset(); }

    /// What is typed stands in no file in clear, other keys and other accounts do not open it.
    void nothingIsReadOnTheDisk()
    {
        QVERIFY(m_desk->goAway());
        const QString secret = QStringLiteral("zarzaparrilla secreta");
        QueuedFile file{.name = QStringLiteral("picture-zarza.png"), .content = secret.toUtf8().repeated(100)};
        QSignalSpy kept(m_desk->queue.get(), &ActionQueue::kept);
        m_desk->queue->addMessage(m_incident, note(secret), {file});
        m_desk->queue->changeIncident(m_incident, subjectChange(secret));
        QTRY_COMPARE(kept.size(), 2);
        m_desk->queue.reset();
        const QFileInfoList files = QDir(m_folder->path()).entryInfoList(QDir::Files);
        QVERIFY(!files.isEmpty());
        for (const QFileInfo &info : files) {
            QFile content(info.filePath());
            QVERIFY(content.open(QIODevice::ReadOnly));
            const QByteArray bytes = content.readAll();
            QVERIFY(!bytes.contains("zarza"));
            QVERIFY(!bytes.contains("Router"));
            QVERIFY(!bytes.contains(m_incident.reference.toUtf8()));
            QCOMPARE(info.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup),
                     QFile::Permissions());
        }
        for (const auto &[vault, name] : {std::pair(*Vault::fromKey(Vault::makeKey()), account),
                                          std::pair(*m_vault, QStringLiteral("somebody else"))}) {
            ActionQueue stranger(m_desk->client, m_desk->path, vault, name);
            QSignalSpy opened(&stranger, &ActionQueue::opened);
            stranger.open();
            QTRY_COMPARE(opened.size(), 1);
            QCOMPARE(opened.first().first().toInt(), 2);
            QVERIFY(stranger.actions().isEmpty());
        }
        // The right one opens it still.
        m_desk->start();
        QTRY_VERIFY(m_desk->queue->isOpen());
        QCOMPARE(m_desk->queue->actions().size(), 2);
    }

    void anActionIsCarriedOutAtOnce()
    {
        const ActionId change = m_desk->queue->changeIncident(m_incident, subjectChange(QStringLiteral("Router X")));
        QCOMPARE(m_desk->queue->effective(m_incident).subject, QStringLiteral("Router X"));
        QTRY_COMPARE(stateOf(*m_desk, change), QueuedAction::State::Done);
        const auto stored = outcome(requests::incident(m_other->client, m_incident.id));
        VERIFY_ANSWER(stored);
        QCOMPARE(stored->subject, QStringLiteral("Router X"));
        // What stands there already is no action.
        QVERIFY(!m_desk->queue->changeIncident(*stored, subjectChange(QStringLiteral("Router X "))).isValid());
    }

    /// Done while away, over a restart, in order, with files; what was created away gets its real id.
    void whatWasDoneAwayComesBackInOrder()
    {
        QVERIFY(m_desk->goAway());
        const auto customer = m_desk->queue->createCustomer(
            someCustomer(QStringLiteral("Noa"), QStringLiteral("Gil"), QStringLiteral("noa@example.org")));
        NewIncident input = newIncident(QStringLiteral("Por teléfono"));
        input.customerData.reset();
        input.customer = customer.customer;
        const auto created = m_desk->queue->createIncident(
            input, {{.name = QStringLiteral("a.txt"), .content = QByteArrayLiteral("first")}});
        QCOMPARE(m_desk->queue->waitingIncidents().size(), 1);
        Incident local = m_desk->queue->waitingIncidents().constFirst();
        QCOMPARE(local.id, created.incident);
        for (int i = 0; i < 5; ++i)
            m_desk->queue->addMessage(local, note(QString::number(i)),
                                      {{.name = QStringLiteral("b%1.txt").arg(i), .content = QByteArray::number(i)}});
        m_desk->queue->changeIncident(local, subjectChange(QStringLiteral("Cambiado")));
        local = m_desk->queue->effective(local);
        QCOMPARE(local.subject, QStringLiteral("Cambiado"));
        QCOMPARE(m_desk->queue->waitingMessages(local.id).size(), 5);
        m_desk->start();
        QTRY_VERIFY(m_desk->queue->isOpen());
        QCOMPARE(m_desk->queue->unfinishedCount(), 8);
        m_desk->comeBack();
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->isOver(), 20'000);
        const IncidentId id = m_desk->queue->realId(created.incident);
        QVERIFY(!isLocal(id));
        const auto stored = outcome(requests::incident(m_other->client, id));
        VERIFY_ANSWER(stored);
        QCOMPARE(stored->subject, QStringLiteral("Cambiado"));
        QCOMPARE(stored->customer, m_desk->queue->realId(customer.customer));
        QCOMPARE(bodiesOf(m_other->client, id).mid(1), QStringLiteral("0 1 2 3 4").split(u' '));
        const auto files = outcome(requests::attachments(m_other->client, id));
        VERIFY_ANSWER(files);
        QCOMPARE(files->size(), 6);
    }

    /// Other fields merge silently; the same field is asked about once, and decided either way.
    void conflictsAreShownOnce_data()
    {
        QTest::addColumn<bool>("mine");
        QTest::newRow("mine") << true;
        QTest::newRow("theirs") << false;
    }
    void conflictsAreShownOnce()
    {
        QFETCH(bool, mine);
        QVERIFY(m_desk->goAway());
        IncidentChange change = subjectChange(QStringLiteral("uno"));
        change.orderNumber = QStringLiteral("PED-1");
        const ActionId first = m_desk->queue->changeIncident(m_incident, change);
        const ActionId second =
            m_desk->queue->changeIncident(m_desk->queue->effective(m_incident), subjectChange(QStringLiteral("dos")));
        IncidentChange theirs = subjectChange(QStringLiteral("tres"));
        theirs.serialNumber = QStringLiteral("SN-1");
        VERIFY_ANSWER(outcome(requests::changeIncident(m_other->client, m_incident.id, theirs, m_incident.version)));
        m_desk->comeBack();
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->isOver(), 20'000);
        QCOMPARE(stateOf(*m_desk, first), QueuedAction::State::Done);
        QCOMPARE(m_desk->queue->action(first)->superseded, QStringList{QStringLiteral("subject")});
        QCOMPARE(stateOf(*m_desk, second), QueuedAction::State::Conflict);
        const auto conflicts = m_desk->queue->action(second)->conflicts;
        QCOMPARE(conflicts.size(), 1);
        QCOMPARE(conflicts.first().yours, QJsonValue(QStringLiteral("dos")));
        QCOMPARE(conflicts.first().theirs, QJsonValue(QStringLiteral("tres")));
        QVERIFY(!conflicts.first().changedBy.isEmpty());
        m_desk->queue->decide(second, mine ? QStringList{QStringLiteral("subject")} : QStringList());
        QTRY_COMPARE(stateOf(*m_desk, second), QueuedAction::State::Done);
        const auto stored = outcome(requests::incident(m_other->client, m_incident.id));
        VERIFY_ANSWER(stored);
        QCOMPARE(stored->subject, mine ? QStringLiteral("dos") : QStringLiteral("tres"));
        QCOMPARE(stored->orderNumber, QStringLiteral("PED-1"));
        QCOMPARE(stored->serialNumber, QStringLiteral("SN-1"));
    }

    void tagsOfBothSidesArePutTogether()
    {
        QVERIFY(m_desk->goAway());
        IncidentChange mine;
        mine.tags = QStringList{QStringLiteral("vip")};
        const ActionId id = m_desk->queue->changeIncident(m_incident, mine);
        IncidentChange theirs;
        theirs.tags = QStringList{QStringLiteral("fraude")};
        VERIFY_ANSWER(outcome(requests::changeIncident(m_other->client, m_incident.id, theirs, m_incident.version)));
        m_desk->comeBack();
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(*m_desk, id), QueuedAction::State::Done, 20'000);
        const auto stored = outcome(requests::incident(m_other->client, m_incident.id));
        VERIFY_ANSWER(stored);
        QCOMPARE(stored->tags, (QStringList{QStringLiteral("fraude"), QStringLiteral("vip")}));
    }

    /// What the server refuses is kept with its text and the explanation, and can be sent again otherwise.
    void aRefusedActionIsKept()
    {
        QVERIFY(m_desk->goAway());
        NewMessage message = note(QStringLiteral("importante"));
        message.status = IncidentStatus::WaitingCustomer;
        const ActionId id = m_desk->queue->addMessage(m_incident, message);
        IncidentChange closing = statusChange(IncidentStatus::Cancelled);
        VERIFY_ANSWER(outcome(requests::changeIncident(m_other->client, m_incident.id, closing, m_incident.version)));
        m_desk->comeBack();
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(*m_desk, id), QueuedAction::State::Refused, 20'000);
        QVERIFY(m_desk->queue->action(id)->problem.code == ErrorCode::TransitionNotAllowed);
        m_desk->start();
        QTRY_VERIFY(m_desk->queue->isOpen());
        QCOMPARE(stateOf(*m_desk, id), QueuedAction::State::Refused);
        QVERIFY(m_desk->queue->action(id)->problem.code == ErrorCode::TransitionNotAllowed);
        QJsonObject body = m_desk->queue->action(id)->body;
        QCOMPARE(body.value(QStringLiteral("body")).toString(), QStringLiteral("importante"));
        body.remove(QStringLiteral("status"));
        m_desk->queue->resend(id, body);
        QTRY_COMPARE(stateOf(*m_desk, id), QueuedAction::State::Done);
        QCOMPARE(bodiesOf(m_other->client, m_incident.id).count(QStringLiteral("importante")), 1);
    }

    void aChangeCanBeUndone()
    {
        IncidentChange change = subjectChange(QStringLiteral("Otro"));
        change.priority = Priority::Critical;
        const ActionId id = m_desk->queue->changeIncident(m_incident, change);
        QTRY_COMPARE(stateOf(*m_desk, id), QueuedAction::State::Done);
        QVERIFY(m_desk->queue->canUndo(id));
        // Somebody changes one of the fields afterwards: that one is not overwritten, the other is undone.
        const auto now = outcome(requests::incident(m_other->client, m_incident.id));
        VERIFY_ANSWER(now);
        VERIFY_ANSWER(outcome(requests::changeIncident(m_other->client, m_incident.id,
                                                       subjectChange(QStringLiteral("Suyo")), now->version)));
        const ActionId undo = m_desk->queue->undo(id);
        QTRY_COMPARE(stateOf(*m_desk, undo), QueuedAction::State::Conflict);
        QVERIFY(!m_desk->queue->canUndo(id));
        const auto stored = outcome(requests::incident(m_other->client, m_incident.id));
        VERIFY_ANSWER(stored);
        QCOMPARE(stored->subject, QStringLiteral("Suyo"));
        QVERIFY(!stored->priorityByHand);
        // An undo can be undone, too.
        m_desk->queue->decide(undo, {});
        QTRY_COMPARE(stateOf(*m_desk, undo), QueuedAction::State::Done);
        const ActionId redo = m_desk->queue->undo(undo);
        QTRY_COMPARE(stateOf(*m_desk, redo), QueuedAction::State::Done);
        QVERIFY(outcome(requests::incident(m_other->client, m_incident.id))->priority == Priority::Critical);
    }

    /// A status that cannot be reached in one step is reached by way of others.
    void aStatusCanBeUndone()
    {
        const auto waiting = outcome(requests::changeIncident(
            m_other->client, m_incident.id, statusChange(IncidentStatus::WaitingCustomer), m_incident.version));
        VERIFY_ANSWER(waiting);
        const ActionId id = m_desk->queue->changeIncident(*waiting, statusChange(IncidentStatus::Resolved));
        QTRY_COMPARE(stateOf(*m_desk, id), QueuedAction::State::Done);
        const ActionId undo = m_desk->queue->undo(id);
        QTRY_COMPARE(stateOf(*m_desk, undo), QueuedAction::State::Done);
        QVERIFY(outcome(requests::incident(m_other->client, m_incident.id))->status == IncidentStatus::WaitingCustomer);
    }

    /// What was not sent is taken back without a trace; what came after it is not harmed.
    void anActionThatWaitsIsTakenBack()
    {
        QVERIFY(m_desk->goAway());
        const ActionId first = m_desk->queue->changeIncident(m_incident, subjectChange(QStringLiteral("uno")));
        const ActionId second =
            m_desk->queue->changeIncident(m_desk->queue->effective(m_incident), subjectChange(QStringLiteral("dos")));
        QVERIFY(!m_desk->queue->undo(first).isValid());
        QVERIFY(!m_desk->queue->action(first));
        QCOMPARE(m_desk->queue->effective(m_incident).subject, QStringLiteral("dos"));
        m_desk->comeBack();
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(*m_desk, second), QueuedAction::State::Done, 20'000);
    }

    /// Each message once, although answers are lost on the way.
    void lostAnswersDoubleNothing()
    {
        m_desk->relay.setLoss(300, 7);
        QStringList expected;
        for (int i = 0; i < 20; ++i) {
            expected.append(QStringLiteral("n%1").arg(i));
            m_desk->queue->addMessage(m_incident, note(expected.last()));
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->isOver(), 60'000);
        QCOMPARE(bodiesOf(m_other->client, m_incident.id).mid(1), expected);
    }

private:
    test::ServerProcess m_server;
    std::optional<Vault> m_vault;
    std::unique_ptr<Desk> m_other;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Desk> m_desk;
    Incident m_incident;
};

QTEST_GUILESS_MAIN(TestStoreQueue)
#include "storequeuetest.moc"
