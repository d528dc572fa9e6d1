// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/attachments.h"
#include "storage/events.h"
#include "storage/incidents.h"
#include "storage/messages.h"
#include "storage/statement.h"
#include "storage/trackinglinks.h"
#include "storagerows.h"
#include "testdatabase.h"

#include <QCryptographicHash>
#include <QTest>

using namespace mostrador;
using namespace mostrador::storage;
using namespace mostrador::test;

class TestIncidents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bundle_data() { addDialectRows(); }
    void bundle()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const CustomerId customer = addCustomer(db, QStringLiteral("ana@example.org"));
        const EmployeeId agent = addEmployee(db, QStringLiteral("luis@example.com"));
        const TeamId team = addTeam(db, QStringLiteral("Soporte"));
        const ProductId product = addProduct(db, QStringLiteral("RX-1"), QStringLiteral("Router X"));

        auto bundle =
            newBundle(customer, QStringLiteral("No enciende"), QStringLiteral("Desde ayer\nno **enciende**."));
        Incident &in = bundle.incident;
        in.product = product;
        in.team = team;
        in.assignee = agent;
        in.impact = Impact::High;
        in.priority = Priority::Critical;
        in.priorityByHand = true;
        in.tags = {QStringLiteral("averia"), QStringLiteral("vip")};
        in.customFields = {{QStringLiteral("color"), QStringLiteral("rojo")}, {QStringLiteral("n"), 3}};
        in.orderNumber = QStringLiteral("PED-77");
        in.serialNumber = QStringLiteral("sn 1");
        in.externalReference = QStringLiteral("EXT/1");
        in.dueAt = testNow().plusSeconds(3600);
        const auto ids = addIncident(db, bundle);

        Incident expected = in;
        expected.id = ids.incident;
        expected.reference = incidentReference(ids.incident, in.createdAt);
        expected.customerName = QStringLiteral("Ana García");
        expected.customerEmail = QStringLiteral("ana@example.org");
        expected.productName = QStringLiteral("Router X");
        expected.teamName = QStringLiteral("Soporte");
        expected.assigneeName = QStringLiteral("Luis luis");
        expected.messageCount = 1;
        QVERIFY(mustHave(incidents::find(db, ids.incident)) == expected);
        QVERIFY(mustHave(incidents::findByExternalReference(db, QStringLiteral("EXT/1"))) == expected);
        QVERIFY(!must(incidents::findByExternalReference(db, QString())).has_value());
        QVERIFY(!must(incidents::find(db, IncidentId(999'999))).has_value());

        const auto standing = mustHave(incidents::standing(db, ids.incident));
        QVERIFY(standing.customer == customer && standing.assignee == agent && standing.team == team &&
                !standing.teamRestricted);

        const auto messages = must(messages::list(db, ids.incident, false, {}));
        QCOMPARE(messages.items.size(), 1);
        QVERIFY(messages.items.first().id == ids.message);
        QCOMPARE(messages.items.first().body, in.description);
        QCOMPARE(messages.items.first().authorName, QStringLiteral("Ana García"));

        const auto history = must(events::ofIncident(db, ids.incident, true, {}));
        QCOMPARE(history.items.size(), 1);
        const Event &event = history.items.first();
        QVERIFY(event.id == ids.event && event.incident == ids.incident && event.kind == EventKind::IncidentCreated);
        QCOMPARE(event.subjectId, ids.incident.value());
        QCOMPARE(event.subjectKind, QStringLiteral("incident"));
        QCOMPARE(event.after, bundle.event.after);
        QVERIFY(event.at == testNow());

        QVERIFY(mustHave(trackinglinks::findByToken(db, bundle.linkTokenHash)).incident == ids.incident);
        const auto leased = must(outbox::lease(db, QStringLiteral("w"), 10, 1000, testNow()));
        QCOMPARE(leased.size(), 1);
        QVERIFY(leased.first().incident == ids.incident && leased.first().event == ids.event &&
                leased.first().message == ids.message);
        QCOMPARE(leased.first().messageId,
                 QStringLiteral("%1.%2.r4nd0m@example.org").arg(ids.event.value()).arg(ids.incident.value()));

        const auto again = runTransaction(db, Mode::ReadWrite, [&](Database &d) -> Outcome {
            auto second = newBundle(customer, QStringLiteral("x"), QStringLiteral("y"));
            second.incident.externalReference = QStringLiteral("EXT/1");
            const auto result = incidents::insertBundle(d, second);
            return result ? Outcome(done) : Outcome(result.error());
        });
        QVERIFY(again.problem.code == ErrorCode::AlreadyExists);
        QCOMPARE(again.problem.errors.size(), 1);
        QCOMPARE(again.problem.errors.first().pointer, QStringLiteral("/external_reference"));
        const auto nobody = runTransaction(db, Mode::ReadWrite, [&](Database &d) -> Outcome {
            const auto result =
                incidents::insertBundle(d, newBundle(CustomerId(424242), QStringLiteral("x"), QStringLiteral("y")));
            return result ? Outcome(done) : Outcome(result.error());
        });
        QVERIFY(nobody.problem.code == ErrorCode::Conflict);
    }

    void messagesAndVersions_data() { addDialectRows(); }
    void messagesAndVersions()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const CustomerId customer = addCustomer(db, QStringLiteral("ana@example.org"));
        const EmployeeId agent = addEmployee(db, QStringLiteral("luis@example.com"));
        auto bundle = newBundle(customer, QStringLiteral("Asunto"), QStringLiteral("Texto"));
        bundle.incident.tags = {QStringLiteral("a"), QStringLiteral("b")};
        const auto ids = addIncident(db, bundle);

        std::optional<incidents::BundleIds> reply;
        inTransaction(db, [&](Database &d) {
            const Incident incident = mustHave(incidents::findForUpdate(d, ids.incident));
            auto message = newMessage(incident, QStringLiteral("Estamos en ello"), false, agent);
            message.incident.status = IncidentStatus::Open;
            message.incident.firstResponseAt = message.message.createdAt;
            message.event.before = {{QStringLiteral("status"), QStringLiteral("new")}};
            message.event.after = {{QStringLiteral("status"), QStringLiteral("open")}};
            message.outbox = bundle.outbox;
            reply = must(incidents::insertMessageBundle(d, message));
        });
        QVERIFY(reply.has_value());
        Incident incident = mustHave(incidents::find(db, ids.incident));
        QVERIFY(incident.status == IncidentStatus::Open);
        QCOMPARE(incident.version, 2);
        QCOMPARE(incident.messageCount, 2);
        QCOMPARE(incident.description, QStringLiteral("Texto"));
        QVERIFY(incident.firstResponseAt.has_value());
        inTransaction(db, [&](Database &d) {
            QVERIFY(must(incidents::insertMessageBundle(
                             d, newMessage(incident, QStringLiteral("nota interna"), true, agent)))
                        .has_value());
        });
        inTransaction(db, [&](Database &d) { // the version is old by now
            QVERIFY(!must(incidents::insertMessageBundle(d, newMessage(incident, QStringLiteral("spät"), true, agent)))
                         .has_value());
        });
        QCOMPARE(must(messages::list(db, ids.incident, true, {})).items.size(), 3);
        QCOMPARE(must(messages::list(db, ids.incident, false, {})).items.size(), 2);
        QCOMPARE(must(events::ofIncident(db, ids.incident, true, {})).items.size(), 3);
        const auto seen = must(events::ofIncident(db, ids.incident, false, {}));
        QCOMPARE(seen.items.size(), 2);
        QCOMPARE(seen.items.last().after.value(QLatin1String("message_id")).toString(), reply->message.toString());
        QCOMPARE(seen.items.last().after.value(QLatin1String("status")).toString(), QStringLiteral("open"));
        QCOMPARE(must(events::since(db, QStringLiteral("incident"), ids.incident.value(), 1)).size(), 2);
        QCOMPARE(mustHave(messages::find(db, reply->message)).authorName, QStringLiteral("Luis luis"));

        // Paging of messages
        PageRequest page{QString(), QString(), 2};
        const auto first = must(messages::list(db, ids.incident, true, page));
        QCOMPARE(first.items.size(), 2);
        QVERIFY(!first.nextCursor.isEmpty());
        page.cursor = first.nextCursor;
        const auto second = must(messages::list(db, ids.incident, true, page));
        QCOMPARE(second.items.size(), 1);
        QVERIFY(second.nextCursor.isEmpty());

        // Update by version
        incident = mustHave(incidents::find(db, ids.incident));
        Incident changed = incident;
        changed.subject = QStringLiteral("Otro asunto");
        changed.tags = {QStringLiteral("b"), QStringLiteral("c")};
        changed.version = incident.version + 1;
        inTransaction(db, [&](Database &d) { QVERIFY(must(incidents::update(d, changed, incident.version))); });
        inTransaction(db, [&](Database &d) { QVERIFY(!must(incidents::update(d, changed, incident.version))); });
        QVERIFY(mustHave(incidents::find(db, ids.incident)) == changed);
        Statement tags(db, QStringLiteral("select tag from incident_tags where incident_id = ? order by tag"));
        tags.bind(ids.incident);
        QCOMPARE(must(readAll<QString>(tags, [](Statement &row) { return row.text(0); })), changed.tags);
    }

    void attachmentsStoredOnce_data() { addDialectRows(); }
    void attachmentsStoredOnce()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const CustomerId customer = addCustomer(db, QStringLiteral("ana@example.org"));
        const auto ids = addIncident(db, newBundle(customer, QStringLiteral("a"), QStringLiteral("b")));
        QByteArray content;
        for (int i = 0; i < 700'000; ++i)
            content.append(static_cast<char>(i * 31 + i / 256));
        const QString sha = QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
        const QString empty = QString::fromLatin1(QCryptographicHash::hash({}, QCryptographicHash::Sha256).toHex());
        AttachmentId tied;
        AttachmentId unused;
        inTransaction(db, [&](Database &d) {
            QVERIFY(must(attachments::putContent(d, sha, content, testNow())));
            QVERIFY(!must(attachments::putContent(d, sha, content, testNow())));
            QVERIFY(must(attachments::putContent(d, empty, {}, testNow())));
            Attachment a;
            a.fileName = QStringLiteral("foto ñ.jpg");
            a.mediaType = QStringLiteral("image/jpeg");
            a.size = content.size();
            a.sha256 = sha;
            a.createdAt = testNow();
            tied = must(attachments::insert(d, a, ActorKind::Customer, customer.value()));
            unused = must(attachments::insert(d, a, ActorKind::System, std::nullopt));
            QCOMPARE(must(attachments::attach(d, {tied, unused}, ids.incident, ids.message, false, ActorKind::Customer,
                                              customer.value())),
                     1);
            QCOMPARE(must(attachments::attach(d, {tied}, ids.incident, ids.message, false, ActorKind::Customer,
                                              customer.value())),
                     0);
        });
        QCOMPARE(must(attachments::content(db, sha)), content);
        QVERIFY(must(attachments::content(db, empty)).isEmpty());
        QVERIFY(attachments::content(db, QStringLiteral("00")).error().code == ErrorCode::NotFound);
        const Attachment entry = mustHave(attachments::find(db, tied));
        QVERIFY(entry.incident == ids.incident && entry.message == ids.message);
        QCOMPARE(entry.fileName, QStringLiteral("foto ñ.jpg"));
        QVERIFY(!mustHave(attachments::find(db, unused)).incident.isValid());
        QCOMPARE(must(attachments::ofIncident(db, ids.incident, false)).size(), 1);
        QCOMPARE(must(messages::list(db, ids.incident, false, {})).items.first().attachments,
                 QList<AttachmentId>({tied}));

        inTransaction(db, [&](Database &d) {
            QCOMPARE(must(attachments::collectGarbage(d, testNow().plusSeconds(1), 100)), 1); // the empty content
        });
        QVERIFY(!must(attachments::find(db, unused)).has_value());
        QCOMPARE(must(attachments::content(db, sha)), content);
        QVERIFY(attachments::content(db, empty).error().code == ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestIncidents)
#include "test_storage_incidents.moc"
