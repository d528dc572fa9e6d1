// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "model/limits.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mostrador;
using namespace mostrador::console;
using mostrador::test::ServerProcess;

class ApiServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wrongPasswordIsRefused();
    void logInAndOut();
    void resumes();
    void expires();
    void customers();
    void employees();
    void teamsAndProducts();
    void apiKeys();
    void incidentFromReportToReopening();
    void sameFieldConflictsOthersMerge();
    void repeatedMessageIsOne();
    void attachmentsComeBackIdentical();
    void tooLargeUploadIsRefused();
    void feedTellsInOrder();
    void serverKilledAndBack();

private:
    std::unique_ptr<ServerProcess> m_server;
};

void ApiServerTest::initTestCase()
{
    m_server = std::make_unique<ServerProcess>(ServerProcess::Options::onFixedPorts());
    MOSTRADOR_START_SERVER((*m_server));
}

void ApiServerTest::wrongPasswordIsRefused()
{
    Console console(*m_server);
    QSignalSpy failures(&console.session, &Session::logInFailed);
    console.session.logIn(console.url, m_server->adminEmail(), QStringLiteral("wrong password, sorry"));
    QTRY_COMPARE(failures.size(), 1);
    const auto failure = failures.constFirst().constFirst().value<Failure>();
    QVERIFY(failure.is(ErrorCode::InvalidCredentials));
    QCOMPARE(console.client.state(), ApiClient::State::Unauthenticated);
    QVERIFY(!console.session.isLoggedIn());
}

void ApiServerTest::logInAndOut()
{
    Console console(*m_server);
    QVERIFY(console.logInAsAdmin(*m_server));
    QCOMPARE(console.session.employee().email, m_server->adminEmail());
    QVERIFY(console.session.isAllowed(Action::EmployeeCreate, Relation::Other));
    QVERIFY(console.session.isAllowedSomewhere(Action::IncidentCreate));
    QCOMPARE(console.client.state(), ApiClient::State::Online);
    const QByteArray token = console.client.token();
    QVERIFY(!token.isEmpty());

    QSignalSpy out(&console.session, &Session::loggedOut);
    QSignalSpy expired(&console.session, &Session::expired);
    console.session.logOut();
    QCOMPARE(out.size(), 1);
    QVERIFY(!console.session.isLoggedIn());
    QCOMPARE(console.feed.state(), FeedClient::State::Stopped);
    QCOMPARE(console.client.state(), ApiClient::State::Unauthenticated);
    // The server has ended the session too.
    QTRY_VERIFY(([&] {
        console.client.setToken(token, true);
        const auto answer = outcome(requests::currentSession(console.client));
        return !answer && answer.error().kind == Failure::Kind::Unauthenticated;
    })());
    QCOMPARE(expired.size(), 0);
}

void ApiServerTest::resumes()
{
    std::optional<Credential> credential;
    {
        Console console(*m_server);
        QVERIFY(console.logInAsAdmin(*m_server));
        credential = Credential::fromBytes(console.session.credential().toBytes());
    }
    QVERIFY(credential);
    Console console(*m_server);
    QSignalSpy in(&console.session, &Session::loggedIn);
    console.session.resume(console.url, *credential);
    QTRY_COMPARE(in.size(), 1);
    QTRY_VERIFY(console.feed.isLive());
    QCOMPARE(console.session.employee().email, m_server->adminEmail());

    Console other(*m_server);
    QSignalSpy failures(&other.session, &Session::logInFailed);
    credential->token = "ms_" + QByteArray(43, 'x');
    other.session.resume(other.url, *credential);
    QTRY_COMPARE(failures.size(), 1);
    QCOMPARE(failures.constFirst().constFirst().value<Failure>().kind, Failure::Kind::Unauthenticated);
    QVERIFY(!Credential::fromBytes("rubbish"));
}

void ApiServerTest::expires()
{
    Console admin(*m_server);
    QVERIFY(admin.logInAsAdmin(*m_server));
    const auto input = newEmployee(QStringLiteral("expires@example.org"));
    const auto employee = outcome(requests::createEmployee(admin.client, input));
    VERIFY_ANSWER(employee);

    Console agent(*m_server);
    QVERIFY(agent.logIn(input.email, input.password));
    QVERIFY(!agent.session.isAllowedSomewhere(Action::EmployeeCreate));
    QSignalSpy expired(&agent.session, &Session::expired);
    QSignalSpy changed(&agent.session, &Session::employeeChanged);

    EmployeeChange rename;
    rename.name = QStringLiteral("Berta B.");
    VERIFY_ANSWER(outcome(requests::changeEmployee(admin.client, employee->id, rename, employee->version)));
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(agent.session.employee().name, QStringLiteral("Berta B."));

    VERIFY_ANSWER(
        outcome(requests::setPassword(admin.client, employee->id, {}, QStringLiteral("otra clave larga de prueba"))));
    // The next request tells, if the feed has not yet.
    QVERIFY(!outcome(requests::incidents(agent.client, {})));
    QTRY_COMPARE(expired.size(), 1);
    QVERIFY(!agent.session.isLoggedIn());
    QCOMPARE(agent.feed.state(), FeedClient::State::Stopped);
    QVERIFY(agent.logIn(input.email, QStringLiteral("otra clave larga de prueba")));
}

void ApiServerTest::customers()
{
    Console console(*m_server);
    QVERIFY(console.logInAsAdmin(*m_server));
    NewCustomer input;
    input.givenName = QStringLiteral("José");
    input.familyName = QStringLiteral("Núñez + Söhne");
    input.email = QStringLiteral("Jose+Test@example.org");
    input.birthDate = QDate(1980, 2, 29);
    input.address.city = QStringLiteral("Málaga");
    const auto created = outcome(requests::createCustomer(console.client, input));
    VERIFY_ANSWER(created);
    QCOMPARE(created->address.city, QStringLiteral("Málaga"));
    QVERIFY(created->birthDate == QDate(1980, 2, 29));

    const auto found = outcome(requests::customersByEmail(console.client, QStringLiteral("jose+test@EXAMPLE.org")));
    VERIFY_ANSWER(found);
    QCOMPARE(found->items.size(), 1);
    QVERIFY(found->items.constFirst() == *created);
    QVERIFY(outcome(requests::customersByEmail(console.client, QStringLiteral("nobody@example.org")))->items.isEmpty());

    const auto again = outcome(requests::createCustomer(console.client, input));
    QVERIFY(!again);
    QVERIFY(again.error().is(ErrorCode::AlreadyExists));
    QCOMPARE(again.error().problem.errors.value(0).pointer, QStringLiteral("/email"));

    CustomerChange change;
    change.phone = QStringLiteral("+34 600 000 000");
    change.birthDate.emplace(std::nullopt);
    const auto changed = outcome(requests::changeCustomer(console.client, created->id, change, created->version));
    VERIFY_ANSWER(changed);
    QVERIFY(!changed->birthDate);
    QCOMPARE(changed->phone, QStringLiteral("+34 600 000 000"));
    QVERIFY(*outcome(requests::customer(console.client, created->id)) == *changed);

    VERIFY_ANSWER(outcome(requests::removeCustomer(console.client, created->id, changed->version)));
    const auto gone = outcome(requests::customer(console.client, created->id));
    QVERIFY(!gone);
    QVERIFY(gone.error().is(ErrorCode::NotFound));
}

void ApiServerTest::employees()
{
    Console console(*m_server);
    QVERIFY(console.logInAsAdmin(*m_server));
    const auto weak = [] {
        auto input = newEmployee(QStringLiteral("weak@example.org"));
        input.password = QStringLiteral("short");
        return input;
    }();
    const auto refused = outcome(requests::createEmployee(console.client, weak));
    QVERIFY(!refused);
    QVERIFY(refused.error().is(ErrorCode::ValidationFailed));
    QCOMPARE(refused.error().problem.errors.value(0).pointer, QStringLiteral("/password"));

    const auto created =
        outcome(requests::createEmployee(console.client, newEmployee(QStringLiteral("e1@example.org"), Role::Lead)));
    VERIFY_ANSWER(created);
    QVERIFY(created->role == Role::Lead);
    EmployeeChange change;
    change.role = Role::Auditor;
    const auto changed = outcome(requests::changeEmployee(console.client, created->id, change, created->version));
    VERIFY_ANSWER(changed);
    QVERIFY(changed->role == Role::Auditor);
    VERIFY_ANSWER(outcome(requests::removeEmployee(console.client, created->id, {})));
    const auto list = outcome(requests::employees(console.client, {}));
    VERIFY_ANSWER(list);
    QVERIFY(!list->items.isEmpty());
}

void ApiServerTest::teamsAndProducts()
{
    Console console(*m_server);
    QVERIFY(console.logInAsAdmin(*m_server));
    NewTeam newTeam;
    newTeam.name = QStringLiteral("Devoluciones");
    const auto team = outcome(requests::createTeam(console.client, newTeam));
    VERIFY_ANSWER(team);
    TeamChange teamChange;
    teamChange.restricted = true;
    const auto restricted = outcome(requests::changeTeam(console.client, team->id, teamChange, team->version));
    VERIFY_ANSWER(restricted);
    QVERIFY(restricted->restricted);
    // The directory follows the feed.
    QTRY_VERIFY(console.directory.isRestricted(team->id));
    QCOMPARE(console.directory.teamName(team->id), newTeam.name);
    VERIFY_ANSWER(outcome(requests::removeTeam(console.client, team->id, restricted->version)));
    QTRY_VERIFY(!console.directory.team(team->id));

    NewProduct newProduct;
    newProduct.sku = QStringLiteral("R-1");
    newProduct.name = QStringLiteral("Router X");
    const auto product = outcome(requests::createProduct(console.client, newProduct));
    VERIFY_ANSWER(product);
    ProductChange productChange;
    productChange.name = QStringLiteral("Router XL");
    VERIFY_ANSWER(outcome(requests::changeProduct(console.client, product->id, productChange, product->version)));
    QTRY_COMPARE(console.directory.productName(product->id), QStringLiteral("Router XL"));
    QVERIFY(!outcome(requests::products(console.client, {}))->items.isEmpty());
    QVERIFY(outcome(requests::product(console.client, product->id)));
    VERIFY_ANSWER(outcome(requests::removeProduct(console.client, product->id, {})));
}

void ApiServerTest::apiKeys()
{
    Console console(*m_server);
    QVERIFY(console.logInAsAdmin(*m_server));
    const auto made = outcome(requests::createApiKey(console.client, QStringLiteral("Nightly report")));
    VERIFY_ANSWER(made);
    QVERIFY(made->token.startsWith(QStringLiteral("mk_")));
    const auto all = outcome(requests::apiKeys(console.client, {}));
    VERIFY_ANSWER(all);
    QCOMPARE(all->items.size(), 1);
    QVERIFY(all->items.constFirst().token.isEmpty());
    VERIFY_ANSWER(outcome(requests::removeApiKey(console.client, made->id)));
    QVERIFY(outcome(requests::apiKeys(console.client, {}))->items.isEmpty());
}

void ApiServerTest::incidentFromReportToReopening()
{
    Console console(*m_server);
    QVERIFY(console.logInAsAdmin(*m_server));
    auto input = newIncident(QStringLiteral("Screen \"broken\" & 50% + more"));
    input.tags = {QStringLiteral("screen")};
    const auto created = outcome(requests::createIncident(console.client, input));
    VERIFY_ANSWER(created);
    QCOMPARE(created->subject, input.subject);
    QCOMPARE(created->customerName, QStringLiteral("Inés Ortiz"));

    const auto byReference = outcome(requests::incidentByReference(console.client, created->reference));
    VERIFY_ANSWER(byReference);
    QVERIFY(byReference->id == created->id);
    const auto whole = outcome(requests::incident(console.client, created->id));
    VERIFY_ANSWER(whole);
    QCOMPARE(whole->description, input.description);

    const auto list =
        outcome(requests::incidents(console.client, {QStringLiteral("subject:\"50% + more\" tag:screen"), {}, {}, 10}));
    VERIFY_ANSWER(list);
    QCOMPARE(list->items.size(), 1);
    const auto count = outcome(requests::countIncidents(console.client, QStringLiteral("tag:screen")));
    VERIFY_ANSWER(count);
    QCOMPARE(count->count, 1);
    QVERIFY(!count->capped);
    const auto mistaken = outcome(requests::incidents(console.client, {QStringLiteral("status:nonsense"), {}, {}, 10}));
    QVERIFY(!mistaken);
    QVERIFY(mistaken.error().is(ErrorCode::InvalidQuery));
    QVERIFY(mistaken.error().problem.errors.value(0).params.contains(QStringLiteral("offset")));

    NewMessage reply;
    reply.body = QStringLiteral("We send you a new one.");
    reply.status = IncidentStatus::Resolved;
    const auto message = outcome(requests::addMessage(console.client, created->id, reply));
    VERIFY_ANSWER(message);
    const auto resolved = outcome(requests::incident(console.client, created->id));
    VERIFY_ANSWER(resolved);
    QVERIFY(resolved->status == IncidentStatus::Resolved);
    const auto messages = outcome(requests::messages(console.client, created->id, {}));
    VERIFY_ANSWER(messages);
    QCOMPARE(messages->items.size(), 2);

    const auto reopened = outcome(requests::reopenIncident(console.client, created->id, QStringLiteral("Again.")));
    VERIFY_ANSWER(reopened);
    QVERIFY(reopened->id == created->id);
    QVERIFY(reopened->status == IncidentStatus::Open);
    const auto events = outcome(requests::events(console.client, created->id, {}));
    VERIFY_ANSWER(events);
    QVERIFY(events->items.size() >= 3);
}

void ApiServerTest::sameFieldConflictsOthersMerge()
{
    Console console(*m_server);
    QVERIFY(console.logInAsAdmin(*m_server));
    const auto created = outcome(requests::createIncident(console.client, newIncident(QStringLiteral("One"))));
    VERIFY_ANSWER(created);
    IncidentChange subject;
    subject.subject = QStringLiteral("Two");
    VERIFY_ANSWER(outcome(requests::changeIncident(console.client, created->id, subject, created->version)));

    IncidentChange tags;
    tags.tags = {QStringLiteral("a")};
    const auto merged = outcome(requests::changeIncident(console.client, created->id, tags, created->version));
    VERIFY_ANSWER(merged);
    QCOMPARE(merged->subject, QStringLiteral("Two"));
    QCOMPARE(merged->tags, QStringList{QStringLiteral("a")});

    subject.subject = QStringLiteral("Three");
    const auto refused = outcome(requests::changeIncident(console.client, created->id, subject, created->version));
    QVERIFY(!refused);
    QVERIFY(refused.error().is(ErrorCode::EditConflict));
    const auto conflicts = requests::conflictsOf(refused.error().problem);
    QCOMPARE(conflicts.size(), 1);
    QCOMPARE(conflicts.constFirst().field, QStringLiteral("subject"));
    QCOMPARE(conflicts.constFirst().yours.toString(), QStringLiteral("Three"));
    QCOMPARE(conflicts.constFirst().theirs.toString(), QStringLiteral("Two"));
    QVERIFY(conflicts.constFirst().changedAt);
    QCOMPARE(conflicts.constFirst().changedBy, console.session.employee().name);
}

void ApiServerTest::repeatedMessageIsOne()
{
    Console console(*m_server);
    QVERIFY(console.logInAsAdmin(*m_server));
    const auto created = outcome(requests::createIncident(console.client, newIncident(QStringLiteral("Once"))));
    VERIFY_ANSWER(created);
    NewMessage message;
    message.internal = true;
    message.body = QStringLiteral("Only once.");
    const QByteArray key = ApiClient::makeIdempotencyKey();
    const auto first = outcome(requests::addMessage(console.client, created->id, message, key));
    const auto second = outcome(requests::addMessage(console.client, created->id, message, key));
    VERIFY_ANSWER(first);
    VERIFY_ANSWER(second);
    QVERIFY(first->id == second->id);
    QCOMPARE(outcome(requests::messages(console.client, created->id, {}))->items.size(), 2);
}

void ApiServerTest::attachmentsComeBackIdentical()
{
    Console console(*m_server);
    QVERIFY(console.logInAsAdmin(*m_server));
    const auto created = outcome(requests::createIncident(console.client, newIncident(QStringLiteral("Files"))));
    VERIFY_ANSWER(created);
    QByteArray content(3'000'001, '\0');
    auto *bytes = reinterpret_cast<uchar *>(content.data());
    QRandomGenerator generator(7);
    for (qsizetype i = 0; i < content.size(); ++i)
        bytes[i] = static_cast<uchar>(generator.bounded(256));
    content.replace(1000, 40, "\r\n--mostrador-00000000000000000000000000");
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("foto \"año\" 1.bin"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();

    auto *upload = requests::uploadAttachment(console.client, created->id, path, true);
    QSignalSpy sent(upload, &Reply::uploadProgress);
    const auto attachment = outcome(upload);
    VERIFY_ANSWER(attachment);
    QVERIFY(!sent.isEmpty());
    QCOMPARE(attachment->fileName, QStringLiteral("foto \"año\" 1.bin"));
    QCOMPARE(attachment->size, content.size());
    QVERIFY(attachment->internal);
    const QString hash = QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
    QCOMPARE(attachment->sha256, hash);

    const QString saved = dir.filePath(QStringLiteral("saved"));
    auto *download = requests::downloadAttachment(console.client, attachment->id, saved, attachment->sha256);
    QSignalSpy received(download, &Reply::downloadProgress);
    VERIFY_ANSWER(outcome(download));
    QVERIFY(!received.isEmpty());
    QFile back(saved);
    QVERIFY(back.open(QIODevice::ReadOnly));
    QVERIFY(back.readAll() == content);
    QVERIFY(*outcome(requests::attachmentContent(console.client, attachment->id)) == content);

    const auto pasted =
        outcome(requests::uploadAttachment(console.client, created->id, QStringLiteral("nota.txt"), "hola", false));
    VERIFY_ANSWER(pasted);
    NewMessage message;
    message.body = QStringLiteral("With a file.");
    message.attachments = {pasted->id};
    const auto added = outcome(requests::addMessage(console.client, created->id, message));
    VERIFY_ANSWER(added);
    QCOMPARE(added->attachments, QList<AttachmentId>{pasted->id});
    const auto all = outcome(requests::attachments(console.client, created->id));
    VERIFY_ANSWER(all);
    QCOMPARE(all->size(), 2);
    QVERIFY(outcome(requests::attachment(console.client, pasted->id))->message == added->id);
}

void ApiServerTest::tooLargeUploadIsRefused()
{
    Console console(*m_server);
    QVERIFY(console.logInAsAdmin(*m_server));
    const auto created = outcome(requests::createIncident(console.client, newIncident(QStringLiteral("Large"))));
    VERIFY_ANSWER(created);
    const auto refused = outcome(requests::uploadAttachment(console.client, created->id, QStringLiteral("large.bin"),
                                                            QByteArray(limits::attachmentBytes + 200'000, 'x'), false));
    QVERIFY(!refused);
    // Told at log-in, so that nothing needs to be sent.
    QCOMPARE(console.client.uploadLimit(), qint64(limits::attachmentBytes));
    QVERIFY2(refused.error().is(ErrorCode::PayloadTooLarge), qPrintable(faultOf(refused)));
    QCOMPARE(refused.error().problem.extensions.value(QStringLiteral("max_bytes")).toInteger(),
             console.client.uploadLimit());
    QVERIFY(console.client.isOnline());
}

void ApiServerTest::feedTellsInOrder()
{
    Console console(*m_server);
    Console other(*m_server);
    QVERIFY(console.logInAsAdmin(*m_server));
    QVERIFY(other.logInAsAdmin(*m_server));
    QList<Event> events;
    connect(&console.feed, &FeedClient::eventReceived, this, [&](const Event &event) { events.append(event); });
    const auto created = outcome(requests::createIncident(other.client, newIncident(QStringLiteral("Fed"))));
    VERIFY_ANSWER(created);
    const auto opened = outcome(
        requests::changeIncident(other.client, created->id, statusChange(IncidentStatus::Open), created->version));
    VERIFY_ANSWER(opened);
    QTRY_VERIFY(!events.isEmpty() && events.constLast().kind == EventKind::StatusChanged);
    QList<EventKind> kinds;
    for (const Event &event : std::as_const(events)) {
        if (event.incident == created->id)
            kinds.append(event.kind);
    }
    QVERIFY(kinds == (QList<EventKind>{EventKind::IncidentCreated, EventKind::StatusChanged}));
    QVERIFY(!console.feed.cursor().isEmpty());
}

void ApiServerTest::serverKilledAndBack()
{
    Console console(*m_server);
    QVERIFY(console.logInAsAdmin(*m_server));
    QList<IncidentId> told;
    QSignalSpy resyncs(&console.feed, &FeedClient::resyncRequired);
    connect(&console.feed, &FeedClient::eventReceived, this, [&](const Event &event) {
        if (event.kind == EventKind::IncidentCreated)
            told.append(*event.incident);
    });
    QList<IncidentId> made;
    const auto make = [&](const Console &by) {
        const auto created =
            outcome(requests::createIncident(const_cast<Console &>(by).client, newIncident(QStringLiteral("Made"))));
        if (created)
            made.append(created->id);
        return created.ok();
    };
    QVERIFY(make(console));
    QTRY_COMPARE(told, made);

    m_server->kill();
    const auto answer = outcome(requests::incidents(console.client, {}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, Failure::Kind::Offline);
    QCOMPARE(console.client.state(), ApiClient::State::ServerAway);
    QTRY_COMPARE(console.feed.state(), FeedClient::State::Waiting);

    MOSTRADOR_START_SERVER((*m_server));
    // Before the first console is back, another one is at work: nothing of it may be missed.
    Console other(*m_server);
    QVERIFY(other.logInAsAdmin(*m_server));
    QVERIFY(make(other));
    QTRY_COMPARE_WITH_TIMEOUT(console.client.state(), ApiClient::State::Online, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(console.feed.isLive(), 20'000);
    QVERIFY(make(other));
    QTRY_COMPARE(told, made);
    QCOMPARE(resyncs.size(), 0);
    QVERIFY(console.session.isLoggedIn());
}

QTEST_GUILESS_MAIN(ApiServerTest)
#include "apiservertest.moc"
