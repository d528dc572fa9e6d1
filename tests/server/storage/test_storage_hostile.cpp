// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampledata.h"
#include "storage/attachments.h"
#include "storage/customers.h"
#include "storage/employees.h"
#include "storage/events.h"
#include "storage/idempotency.h"
#include "storage/messages.h"
#include "storage/meta.h"
#include "storage/products.h"
#include "storage/statement.h"
#include "storage/teams.h"
#include "storagerows.h"
#include "testdatabase.h"

#include <QTest>

using namespace mostrador;
using namespace mostrador::storage;
using namespace mostrador::test;

namespace {

/// The strings of the data folder that may reach storage at all: U+0000 and lone surrogates are refused before.
QStringList storableStrings()
{
    QStringList strings = sampleStrings();
    strings.removeIf(
        [](const QString &text) { return text.contains(QChar(u'\0')) || QString::fromUtf8(text.toUtf8()) != text; });
    return strings;
}

} // namespace

class TestHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyText_data() { addDialectRows(); }
    void everyText()
    {
        const QStringList strings = storableStrings();
        MOSTRADOR_NEED_SAMPLES(strings);
        QVERIFY(strings.size() > 300);
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const CustomerId customer = addCustomer(db, QStringLiteral("c@example.org"));
        const EmployeeId agent = addEmployee(db, QStringLiteral("e@example.org"));
        incidents::QueryContext context;
        context.actor = Actor::system();
        context.now = testNow();
        int number = 0;
        int found = 0;
        for (const QString &text : strings) {
            ++number;
            const QString unique = QString::number(number) + text;
            Customer c = newCustomer(unique, text, text);
            c.address = {text, text, text, text, text};
            c.phone = c.locale = text;
            Employee e = newEmployee(unique);
            e.name = e.locale = text;
            Team t = newTeam(unique);
            t.description = text;
            Product p = newProduct(unique, text);
            p.category = text;
            auto bundle = newBundle(customer, text, text);
            Incident &i = bundle.incident;
            i.language = text;
            i.tags = {text};
            i.customFields = {{text, text}};
            i.orderNumber = i.serialNumber = text;
            i.externalReference = unique;
            bundle.event.actorName = text;
            bundle.event.before = {{text, text}};
            bundle.event.after = {{QStringLiteral("subject"), text}};
            bundle.outbox->kind = text;
            bundle.outbox->payload = {{text, text}};
            bundle.outbox->messageIdTail = text;
            incidents::BundleIds ids;
            inTransaction(db, [&](Database &d) {
                c.id = must(customers::insert(d, c));
                e.id = must(employees::insert(d, e, text));
                t.id = must(teams::insert(d, t));
                p.id = must(products::insert(d, p));
                ids = must(incidents::insertBundle(d, bundle));
                must(meta::set(d, unique, text));
                auto message = newMessage(mustHave(incidents::findForUpdate(d, ids.incident)), text, true, agent);
                message.event.after = {{text, text}};
                QVERIFY(must(incidents::insertMessageBundle(d, message)).has_value());
                must(idempotency::insert(d, unique, QByteArray::number(number),
                                         {QByteArray(32, 'x'), 201, {{text, text}}, text, 1}, testNow()));
                Attachment a;
                a.incident = ids.incident;
                a.fileName = a.mediaType = text;
                a.sha256 = QString::number(number);
                must(attachments::putContent(d, a.sha256, text.toUtf8(), testNow()));
                must(attachments::insert(d, a, ActorKind::System, std::nullopt));
            });
            QVERIFY(mustHave(customers::find(db, c.id)) == c);
            QVERIFY(mustHave(customers::findByEmail(db, unique)) == c);
            QVERIFY(mustHave(employees::find(db, e.id)) == e);
            QVERIFY(mustHave(teams::findByName(db, unique)) == t);
            QVERIFY(mustHave(products::findBySku(db, unique)) == p);
            const Incident read = mustHave(incidents::find(db, ids.incident));
            QCOMPARE(read.subject, text);
            QCOMPARE(read.description, text);
            QCOMPARE(read.tags, i.tags);
            QCOMPARE(read.customFields, i.customFields);
            QCOMPARE(read.orderNumber, text);
            QCOMPARE(read.serialNumber, text);
            QCOMPARE(read.language, text);
            QVERIFY(mustHave(incidents::findByExternalReference(db, unique)).id == ids.incident);
            const auto messages = must(messages::list(db, ids.incident, true, {}));
            QCOMPARE(messages.items.size(), 2);
            QCOMPARE(messages.items.at(1).body, text);
            const auto history = must(events::ofIncident(db, ids.incident, true, {}));
            QCOMPARE(history.items.at(0).actorName, text);
            QCOMPARE(history.items.at(0).before, bundle.event.before);
            QCOMPARE(history.items.at(1).after.value(text).toString(), text);
            QCOMPARE(mustHave(meta::get(db, unique)), text);
            QCOMPARE(mustHave(idempotency::find(db, unique, QByteArray::number(number))).body,
                     QJsonObject({{text, text}}));
            QCOMPARE(must(attachments::ofIncident(db, ids.incident, true)).first().fileName, text);
            QCOMPARE(must(attachments::content(db, QString::number(number))), text.toUtf8());

            // As a search: never an error, and a phrase of three letters is found again.
            searchquery::Node node;
            node.kind = searchquery::Node::Kind::Text;
            node.text.words = text;
            for (const bool phrase : {false, true}) {
                node.text.phrase = phrase;
                const searchquery::Query query{text, std::make_shared<const searchquery::Node>(node)};
                const auto page = incidents::list(db, query, context, {QStringLiteral("-reference"), QString(), 200});
                QVERIFY2(page.ok(),
                         qPrintable(page.ok() ? QString() : text + QStringLiteral(" -> ") + page.error().cause));
                if (phrase && !page->items.isEmpty() && page->items.first().id == ids.incident)
                    ++found;
            }
            QVERIFY(customers::list(db, text, text, {}).ok());
            QVERIFY(teams::list(db, text, {}).ok());
        }
        QVERIFY2(found > strings.size() * 8 / 10,
                 qPrintable(QStringLiteral("%1 of %2 found").arg(found).arg(strings.size())));
        const auto leased = must(outbox::lease(db, QStringLiteral("w"), 1000, 1000, testNow().plusSeconds(1)));
        QCOMPARE(leased.size(), strings.size());
        for (qsizetype i = 0; i < leased.size(); ++i) {
            QCOMPARE(leased.at(i).kind, strings.at(i));
            QCOMPARE(leased.at(i).payload, QJsonObject({{strings.at(i), strings.at(i)}}));
            QVERIFY(leased.at(i).messageId.endsWith(strings.at(i)));
        }
    }

    void zeroNeverReachesStorage_data() { addDialectRows(); }
    void zeroNeverReachesStorage()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const Outcome refused = meta::set(db, QStringLiteral("k"), QStringLiteral("a") + QChar(u'\0') + u'b');
        QVERIFY(!refused.ok());
        QVERIFY(!must(meta::get(db, QStringLiteral("k"))).has_value());
        Statement s(db, QStringLiteral("select 1 where ? = ''"));
        QVERIFY(!s.bind(QString(QChar(u'\0'))).exec().ok());
    }

    void longTexts_data() { addDialectRows(); }
    void longTexts()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const CustomerId customer = addCustomer(db, QStringLiteral("c@example.org"));
        QString words;
        for (int i = 0; words.size() < 100'000; ++i)
            words += QStringLiteral("palabra%1 ").arg(i);
        QString wide;
        for (char32_t c = 0x20000; wide.size() < 190'000; ++c)
            wide += QString::fromUcs4(&c, 1) + (c % 4 == 0 ? QStringLiteral(" ") : QString());
        for (const QString &text : {words, wide, QString(100'000, u'a'), QString(100'000, u'\'')}) {
            const auto ids = addIncident(db, newBundle(customer, QStringLiteral("largo"), text));
            QVERIFY(mustHave(incidents::find(db, ids.incident)).description == text);
        }
    }
};

QTEST_GUILESS_MAIN(TestHostile)
#include "test_storage_hostile.moc"
