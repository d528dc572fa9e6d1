// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/apikeys.h"
#include "storage/customers.h"
#include "storage/employees.h"
#include "storage/events.h"
#include "storage/idempotency.h"
#include "storage/imports.h"
#include "storage/loginthrottle.h"
#include "storage/meta.h"
#include "storage/products.h"
#include "storage/sessions.h"
#include "storage/teams.h"
#include "storage/trackinglinks.h"
#include "storagerows.h"
#include "testdatabase.h"

#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>

using namespace mostrador;
using namespace mostrador::storage;
using namespace mostrador::test;

namespace {

QByteArray hashOf(char c)
{
    return QByteArray(32, c);
}

/// What a refused piece of work was told.
Problem refusal(Database &db, const std::function<Outcome(Database &)> &work)
{
    const auto outcome = runTransaction(db, Mode::ReadWrite, work);
    return outcome.problem;
}

template <typename T>
Outcome outcomeOf(const Result<T> &result)
{
    if (!result)
        return result.error();
    return done;
}

} // namespace

class TestRepositories : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void customers_data() { addDialectRows(); }
    void customers()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        Customer c =
            newCustomer(QStringLiteral("Ana.Pérez@Example.org"), QStringLiteral("Ana María"), QStringLiteral("Pérez"));
        c.birthDate = QDate(1980, 2, 29);
        c.address = {QStringLiteral("Calle Mayor 1\n2º B"), QStringLiteral("28013"), QStringLiteral("Madrid"),
                     QString(), QStringLiteral("ES")};
        c.phone = QStringLiteral("+34 600 000 000");
        inTransaction(db, [&](Database &d) { c.id = must(storage::customers::insert(d, c)); });
        QVERIFY(mustHave(storage::customers::find(db, c.id)) == c);
        QVERIFY(mustHave(storage::customers::findByEmail(db, QStringLiteral("ANA.PÉREZ@example.ORG"))) == c);
        QVERIFY(!must(storage::customers::findByEmail(db, QStringLiteral("ana.perez@example.org"))).has_value());
        QVERIFY(!must(storage::customers::find(db, CustomerId(999))).has_value());

        const Problem taken = refusal(db, [&](Database &d) {
            return outcomeOf(storage::customers::insert(d, newCustomer(QStringLiteral("ana.pÉrez@EXAMPLE.org"))));
        });
        QVERIFY(taken.code == ErrorCode::AlreadyExists);
        QCOMPARE(taken.errors.value(0).pointer, QStringLiteral("/email"));
        QVERIFY(taken.errors.value(0).code == FieldErrorCode::AlreadyTaken);
        QVERIFY2(!taken.cause.contains(QLatin1String("example"), Qt::CaseInsensitive),
                 "the log would hold a person's address");

        inTransaction(db, [&](Database &d) {
            auto found =
                must(storage::customers::findOrInsert(d, newCustomer(QStringLiteral("ana.pérez@example.org"))));
            QVERIFY(!found.inserted && found.customer == c);
            found = must(storage::customers::findOrInsert(d, newCustomer(QStringLiteral("new@example.org"))));
            QVERIFY(found.inserted && found.customer.id.isValid());
        });

        Customer changed = c;
        changed.email = QStringLiteral("ana@neu.example");
        changed.birthDate.reset();
        changed.version = 2;
        inTransaction(db, [&](Database &d) {
            QVERIFY(mustHave(storage::customers::findForUpdate(d, c.id)) == c);
            QVERIFY(must(storage::customers::update(d, changed, 1)));
            QVERIFY(!must(storage::customers::update(d, changed, 1)));
        });
        QVERIFY(mustHave(storage::customers::find(db, c.id)) == changed);
        changed.email = QStringLiteral("NEW@example.org");
        QVERIFY(refusal(db, [&](Database &d) { return outcomeOf(storage::customers::update(d, changed, 2)); }).code ==
                ErrorCode::AlreadyExists);

        QVERIFY(!must(storage::customers::hasActiveIncident(db, c.id)));
        auto bundle = newBundle(c.id, QStringLiteral("a"), QStringLiteral("b"));
        const auto ids = addIncident(db, bundle);
        QVERIFY(must(storage::customers::hasActiveIncident(db, c.id)));
        Incident closed = mustHave(incidents::find(db, ids.incident));
        closed.status = IncidentStatus::Closed;
        closed.version = 2;
        inTransaction(db, [&](Database &d) { QVERIFY(must(incidents::update(d, closed, 1))); });
        QVERIFY(!must(storage::customers::hasActiveIncident(db, c.id)));

        inTransaction(db, [&](Database &d) {
            QVERIFY(!must(storage::customers::erase(d, c.id, 1, testNow())));
            QVERIFY(must(storage::customers::erase(d, c.id, 2, testNow())));
            QVERIFY(!must(storage::customers::erase(d, c.id, 3, testNow())));
        });
        QVERIFY(!must(storage::customers::find(db, c.id)).has_value());
        QVERIFY(!must(storage::customers::findByEmail(db, QStringLiteral("ana@neu.example"))).has_value());
        const Customer erased = mustHave(storage::customers::find(db, c.id, true));
        QVERIFY(erased.givenName.isEmpty() && erased.email.isEmpty() && !erased.birthDate && erased.address.isEmpty() &&
                erased.phone.isEmpty());
        QVERIFY(mustHave(incidents::find(db, ids.incident)).customerName.isEmpty());
        const auto history = must(events::ofIncident(db, ids.incident, true, {}));
        QCOMPARE(history.items.size(), 1);
        QVERIFY(history.items.first().actorName.isEmpty());
        QVERIFY(history.items.first().actorId == c.id.value());
        addCustomer(db, QStringLiteral("ana@neu.example")); // the address is free again
    }

    void customersFoundByManyAtOnce_data() { addDialectRows(); }
    void customersFoundByManyAtOnce()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        const DatabaseOptions options = fixture.options();
        std::atomic<int> inserted = 0;
        std::atomic<int> failed = 0;
        std::vector<std::unique_ptr<QThread>> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back(QThread::create([&] {
                Database db(options);
                for (int i = 0; i < 20; ++i) {
                    const auto outcome = runTransaction(db, Mode::ReadWrite, [&](Database &d) -> Outcome {
                        const auto found =
                            storage::customers::findOrInsert(d, newCustomer(QStringLiteral("c%1@example.org").arg(i)));
                        if (!found)
                            return found.error();
                        inserted += found->inserted ? 1 : 0;
                        return done;
                    });
                    failed += outcome.committed() ? 0 : 1;
                }
            }));
            threads.back()->start();
        }
        for (auto &thread : threads)
            QVERIFY(thread->wait(60'000));
        QCOMPARE(failed.load(), 0);
        QCOMPARE(inserted.load(), 20);
    }

    void customerList_data() { addDialectRows(); }
    void customerList()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        inTransaction(db, [&](Database &d) {
            for (int i = 0; i < 25; ++i) {
                must(storage::customers::insert(
                    d, newCustomer(QStringLiteral("p%1@example.org").arg(i, 2, 10, QLatin1Char('0')),
                                   i % 2 ? QStringLiteral("José Ángel") : QStringLiteral("Zoë"),
                                   QStringLiteral("Núñez %1").arg(i % 5))));
            }
            must(storage::customers::insert(
                d, newCustomer(QStringLiteral("100%_!@example.org"), QStringLiteral("100%_!"), QStringLiteral("x"))));
            auto called = newCustomer(QStringLiteral("caller@example.org"), QStringLiteral("Al"), QStringLiteral("x"));
            called.phone = QStringLiteral("+34 (600) 111-222");
            must(storage::customers::insert(d, called));
        });
        for (const QString &sort : {QString(), QStringLiteral("name"), QStringLiteral("-name"), QStringLiteral("email"),
                                    QStringLiteral("-email"), QStringLiteral("created"), QStringLiteral("-created")}) {
            QSet<CustomerId> seen;
            PageRequest page{sort, QString(), 7};
            QStringList emails;
            do {
                const auto rows = must(storage::customers::list(db, QString(), QString(), page));
                for (const Customer &row : rows.items) {
                    QVERIFY(!seen.contains(row.id));
                    seen.insert(row.id);
                    emails.append(row.email);
                }
                page.cursor = rows.nextCursor;
            } while (!page.cursor.isEmpty());
            QCOMPARE(seen.size(), 27);
            if (sort.endsWith(QLatin1String("email"))) {
                QStringList sorted = emails;
                std::sort(sorted.begin(), sorted.end());
                if (sort.startsWith(u'-'))
                    std::reverse(sorted.begin(), sorted.end());
                QCOMPARE(emails, sorted);
            }
        }
        const auto hits = [&](const QString &words) {
            return must(storage::customers::list(db, words, QString(), {QString(), QString(), 100})).items.size();
        };
        QCOMPARE(hits(QStringLiteral("jose")), 12);
        QCOMPARE(hits(QStringLiteral("angel nun")), 12);
        QCOMPARE(hits(QStringLiteral("ZOE")), 13);
        QCOMPARE(hits(QStringLiteral("p0")), 10);
        QCOMPARE(hits(QStringLiteral("ngel")), 0);
        QCOMPARE(hits(QStringLiteral("100%_!")), 1);
        QCOMPARE(hits(QStringLiteral("%")), 0);
        for (const char *phone : {"600111222", "600 11 12", "+34 600", "0034600111222", "111-222", "al 3460"})
            QCOMPARE(hits(QString::fromLatin1(phone)), 1);
        QCOMPARE(hits(QStringLiteral("600 222")), 0);
        QCOMPARE(must(storage::customers::list(db, QString(), QStringLiteral("P07@EXAMPLE.org"), {})).items.size(), 1);
        const auto unknownSort = storage::customers::list(db, {}, {}, {QStringLiteral("shoe_size"), QString(), 5});
        QVERIFY(unknownSort.error().code == ErrorCode::ValidationFailed);
        const auto first = must(storage::customers::list(db, {}, {}, {QStringLiteral("name"), QString(), 5}));
        for (const PageRequest &bad : {PageRequest{QStringLiteral("email"), first.nextCursor, 5},
                                       PageRequest{QStringLiteral("name"), QStringLiteral("%%%"), 5},
                                       PageRequest{QStringLiteral("name"), first.nextCursor.chopped(3), 5}})
            QVERIFY(storage::customers::list(db, {}, {}, bad).error().code == ErrorCode::InvalidCursor);
    }

    void employees_data() { addDialectRows(); }
    void employees()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const TeamId a = addTeam(db, QStringLiteral("A"));
        const TeamId b = addTeam(db, QStringLiteral("B"));
        Employee e = newEmployee(QStringLiteral("Luis@Example.com"), Role::Admin);
        e.teams = {a, b};
        inTransaction(db, [&](Database &d) { e.id = must(storage::employees::insert(d, e, QStringLiteral("$hash"))); });
        QVERIFY(mustHave(storage::employees::find(db, e.id)) == e);
        QVERIFY(mustHave(storage::employees::findByEmail(db, QStringLiteral("LUIS@example.com"))) == e);
        auto credentials = mustHave(storage::employees::credentialsByEmail(db, QStringLiteral("luis@example.com")));
        QVERIFY(credentials.id == e.id && credentials.active);
        QCOMPARE(credentials.passwordHash, QStringLiteral("$hash"));
        inTransaction(db,
                      [&](Database &d) { must(storage::employees::setPasswordHash(d, e.id, QStringLiteral("$new"))); });
        QCOMPARE(mustHave(storage::employees::credentials(db, e.id)).passwordHash, QStringLiteral("$new"));

        const Problem taken = refusal(db, [&](Database &d) {
            return outcomeOf(storage::employees::insert(d, newEmployee(QStringLiteral("luis@EXAMPLE.com")), QString()));
        });
        QVERIFY(taken.code == ErrorCode::AlreadyExists);
        QCOMPARE(taken.errors.value(0).pointer, QStringLiteral("/email"));
        Employee lost = newEmployee(QStringLiteral("x@example.com"));
        lost.teams = {a, TeamId(4711)};
        const Problem noTeam =
            refusal(db, [&](Database &d) { return outcomeOf(storage::employees::insert(d, lost, QString())); });
        QVERIFY(noTeam.code == ErrorCode::ValidationFailed);
        QCOMPARE(noTeam.errors.value(0).pointer, QStringLiteral("/team_ids"));
        QCOMPARE(must(storage::employees::count(db)), 1);

        inTransaction(db, [&](Database &d) { QCOMPARE(must(storage::employees::countOtherActiveAdmins(d, e.id)), 0); });
        const EmployeeId other = addEmployee(db, QStringLiteral("root@example.com"), Role::Admin);
        inTransaction(db, [&](Database &d) { QCOMPARE(must(storage::employees::countOtherActiveAdmins(d, e.id)), 1); });
        Employee changed = e;
        changed.role = Role::Lead;
        changed.teams = {b};
        changed.version = 2;
        inTransaction(db, [&](Database &d) {
            QVERIFY(mustHave(storage::employees::findForUpdate(d, e.id)) == e);
            QVERIFY(must(storage::employees::update(d, changed, 1)));
            QVERIFY(!must(storage::employees::update(d, changed, 1)));
        });
        QVERIFY(mustHave(storage::employees::find(db, e.id)) == changed);
        QCOMPARE(must(storage::employees::list(db, QStringLiteral("lui"), QString(), {})).items.size(), 2);
        QCOMPARE(must(storage::employees::list(db, QString(), QStringLiteral("ROOT@example.com"), {})).items.size(), 1);
        inTransaction(db, [&](Database &d) { QVERIFY(must(storage::employees::remove(d, e.id, 2, testNow()))); });
        QVERIFY(!must(storage::employees::find(db, e.id)).has_value());
        const Employee gone = mustHave(storage::employees::find(db, e.id, true));
        QCOMPARE(gone.name, e.name);
        QVERIFY(!gone.active && gone.teams.isEmpty() && gone.email.isEmpty());
        QVERIFY(!must(storage::employees::credentialsByEmail(db, e.email)).has_value());
        QCOMPARE(must(storage::employees::list(db, QString(), QString(), {})).items.size(), 1);
        QVERIFY(must(storage::employees::list(db, QString(), QString(), {})).items.first().id == other);
        addEmployee(db, e.email);
    }

    void teamsAndProducts_data() { addDialectRows(); }
    void teamsAndProducts()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        Team team = newTeam(QStringLiteral("Atención"), true);
        team.description = QStringLiteral("línea 1\nlínea 2");
        inTransaction(db, [&](Database &d) { team.id = must(storage::teams::insert(d, team)); });
        QVERIFY(mustHave(storage::teams::find(db, team.id)) == team);
        QVERIFY(mustHave(storage::teams::findByName(db, QStringLiteral("ATENCIÓN"))) == team);
        QCOMPARE(refusal(db,
                         [&](Database &d) {
                             return outcomeOf(storage::teams::insert(d, newTeam(QStringLiteral("atención"))));
                         })
                     .errors.value(0)
                     .pointer,
                 QStringLiteral("/name"));
        Team renamed = team;
        renamed.name = QStringLiteral("Soporte");
        renamed.version = 2;
        inTransaction(db, [&](Database &d) { QVERIFY(must(storage::teams::update(d, renamed, 1))); });
        QVERIFY(mustHave(storage::teams::find(db, team.id)) == renamed);
        QCOMPARE(must(storage::teams::list(db, QStringLiteral("sop"), {})).items.size(), 1);

        Product product = newProduct(QStringLiteral("Rx-1"), QStringLiteral("Router Ñ"));
        inTransaction(db, [&](Database &d) { product.id = must(storage::products::insert(d, product)); });
        QVERIFY(mustHave(storage::products::find(db, product.id)) == product);
        QVERIFY(mustHave(storage::products::findBySku(db, QStringLiteral("rX-1"))) == product);
        QCOMPARE(refusal(db,
                         [&](Database &d) {
                             return outcomeOf(
                                 storage::products::insert(d, newProduct(QStringLiteral("RX-1"), QStringLiteral("b"))));
                         })
                     .errors.value(0)
                     .pointer,
                 QStringLiteral("/sku"));
        QCOMPARE(must(storage::products::list(db, QStringLiteral("rout"), {QStringLiteral("-sku"), QString(), 5}))
                     .items.size(),
                 1);
        QCOMPARE(must(storage::products::active(db)).size(), 1);

        const EmployeeId member = addEmployee(db, QStringLiteral("m@example.com"), Role::Agent, {team.id});
        QVERIFY(refusal(db, [&](Database &d) { return outcomeOf(storage::teams::remove(d, team.id, 2)); }).code ==
                ErrorCode::InUse);
        inTransaction(db, [&](Database &d) { QVERIFY(must(storage::employees::remove(d, member, 1, testNow()))); });
        auto bundle =
            newBundle(addCustomer(db, QStringLiteral("c@example.org")), QStringLiteral("a"), QStringLiteral("b"));
        bundle.incident.team = team.id;
        bundle.incident.product = product.id;
        addIncident(db, bundle);
        QVERIFY(refusal(db, [&](Database &d) { return outcomeOf(storage::teams::remove(d, team.id, 2)); }).code ==
                ErrorCode::InUse);
        QVERIFY(refusal(db, [&](Database &d) { return outcomeOf(storage::products::remove(d, product.id, 1)); }).code ==
                ErrorCode::InUse);
        const TeamId unused = addTeam(db, QStringLiteral("unused"));
        const ProductId spare = addProduct(db, QStringLiteral("S"), QStringLiteral("spare"));
        inTransaction(db, [&](Database &d) {
            QVERIFY(!must(storage::teams::remove(d, unused, 7)));
            QVERIFY(must(storage::teams::remove(d, unused, 1)));
            QVERIFY(must(storage::products::remove(d, spare, 1)));
        });
        product.active = false;
        product.version = 2;
        inTransaction(db, [&](Database &d) { QVERIFY(must(storage::products::update(d, product, 1))); });
        QVERIFY(must(storage::products::active(db)).isEmpty());
    }

    void sessionsAndKeys_data() { addDialectRows(); }
    void sessionsAndKeys()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const TeamId team = addTeam(db, QStringLiteral("A"));
        const EmployeeId e = addEmployee(db, QStringLiteral("e@example.com"), Role::Lead, {team});
        SessionId first;
        SessionId second;
        ApiKeyId key;
        inTransaction(db, [&](Database &d) {
            first = must(sessions::insert(d, e, hashOf('\1'), testNow(), testNow().plusSeconds(1000)));
            second = must(sessions::insert(d, e, hashOf('\2'), testNow(), testNow().plusSeconds(10)));
            key = must(apikeys::insert(d, e, QStringLiteral("ci"), hashOf('\3'), testNow(), std::nullopt));
        });
        auto session = mustHave(sessions::find(db, hashOf('\1')));
        QVERIFY(session.id == first && session.employee.id == e && session.employee.role == Role::Lead);
        QCOMPARE(session.employee.teams, QList<TeamId>({team}));
        QVERIFY(session.expiresAt == testNow().plusSeconds(1000));
        QVERIFY(!must(sessions::find(db, hashOf('\7'))).has_value());
        inTransaction(db, [&](Database &d) { must(sessions::touch(d, first, testNow().plusSeconds(5))); });
        QVERIFY(mustHave(sessions::find(db, hashOf('\1'))).lastUsedAt == testNow().plusSeconds(5));
        inTransaction(db, [&](Database &d) {
            QCOMPARE(must(sessions::removeExpired(d, testNow().plusSeconds(10), testNow())), 1);
        });
        inTransaction(db, [&](Database &d) {
            must(sessions::insert(d, e, hashOf('\4'), testNow(), testNow().plusSeconds(10)));
            QCOMPARE(must(sessions::removeAll(d, e, first)), 1);
        });
        QVERIFY(must(sessions::find(db, hashOf('\1'))).has_value());
        inTransaction(db, [&](Database &d) { must(sessions::remove(d, first)); });
        QVERIFY(!must(sessions::find(db, hashOf('\1'))).has_value());

        const auto found = mustHave(apikeys::findByToken(db, hashOf('\3')));
        QVERIFY(found.id == key && found.employee.role == Role::Lead && !found.lastUsedAt && !found.expiresAt);
        inTransaction(db, [&](Database &d) { must(apikeys::touch(d, key, testNow())); });
        QVERIFY(mustHave(apikeys::find(db, key)).lastUsedAt == testNow());
        QCOMPARE(must(apikeys::list(db, e, {})).items.size(), 1);
        QCOMPARE(must(apikeys::list(db, EmployeeId(99), {})).items.size(), 0);
        inTransaction(db, [&](Database &d) {
            QVERIFY(must(apikeys::remove(d, key)));
            QVERIFY(!must(apikeys::remove(d, key)));
        });
    }

    void throttle_data() { addDialectRows(); }
    void throttle()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const QString bucket = QStringLiteral("account:x");
        for (int i = 1; i <= 5; ++i) {
            inTransaction(db, [&](Database &d) {
                QCOMPARE(must(loginthrottle::take(d, bucket, testNow().plusSeconds(i), 60'000)).attempts, i);
            });
        }
        QCOMPARE(must(loginthrottle::peek(db, bucket, testNow().plusSeconds(10), 60'000)).attempts, 5);
        QCOMPARE(must(loginthrottle::peek(db, bucket, testNow().plusSeconds(100), 60'000)).attempts, 0);
        inTransaction(db, [&](Database &d) {
            QCOMPARE(must(loginthrottle::take(d, bucket, testNow().plusSeconds(61), 60'000)).attempts, 1);
        });
        inTransaction(db, [&](Database &d) { must(loginthrottle::clear(d, bucket)); });
        QCOMPARE(must(loginthrottle::peek(db, bucket, testNow().plusSeconds(61), 60'000)).attempts, 0);
        // Parallel guesses all count.
        const DatabaseOptions options = fixture.options();
        std::vector<std::unique_ptr<QThread>> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back(QThread::create([&] {
                Database own(options);
                for (int i = 0; i < 10; ++i)
                    inTransaction(own, [&](Database &d) { must(loginthrottle::take(d, bucket, testNow(), 60'000)); });
            }));
            threads.back()->start();
        }
        for (auto &thread : threads)
            QVERIFY(thread->wait(60'000));
        QCOMPARE(must(loginthrottle::peek(db, bucket, testNow(), 60'000)).attempts, 40);
        inTransaction(db,
                      [&](Database &d) { QCOMPARE(must(loginthrottle::removeOld(d, testNow().plusSeconds(1))), 1); });
    }

    void idempotency_data() { addDialectRows(); }
    void idempotency()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const storage::idempotency::StoredReceipt receipt{
            hashOf('\5'), 201, {{QStringLiteral("id"), QStringLiteral("7")}}, QStringLiteral("/api/v1/incidents/7"), 3};
        inTransaction(db, [&](Database &d) {
            QVERIFY(must(storage::idempotency::insert(d, QStringLiteral("employee:1"), "k\xff", receipt, testNow())));
            QVERIFY(!must(storage::idempotency::insert(d, QStringLiteral("employee:1"), "k\xff", receipt, testNow())));
            QVERIFY(must(storage::idempotency::insert(d, QStringLiteral("employee:2"), "k\xff", receipt, testNow())));
        });
        const auto found = mustHave(storage::idempotency::find(db, QStringLiteral("employee:1"), "k\xff"));
        QCOMPARE(found.requestHash, receipt.requestHash);
        QCOMPARE(found.status, 201);
        QCOMPARE(found.body, receipt.body);
        QCOMPARE(found.location, receipt.location);
        QCOMPARE(found.version, 3);
        QVERIFY(!must(storage::idempotency::find(db, QStringLiteral("employee:1"), "K")).has_value());
        inTransaction(db, [&](Database &d) {
            QCOMPARE(must(storage::idempotency::removeOlderThan(d, testNow().plusSeconds(1), 1)), 1);
        });
        inTransaction(db, [&](Database &d) {
            QCOMPARE(must(storage::idempotency::removeOlderThan(d, testNow().plusSeconds(1), 10)), 1);
        });
    }

    void trackingLinks_data() { addDialectRows(); }
    void trackingLinks()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const CustomerId customer = addCustomer(db, QStringLiteral("c@example.org"));
        auto bundle = newBundle(customer, QStringLiteral("a"), QStringLiteral("b"));
        const auto ids = addIncident(db, bundle);
        const TrackingLinkId second = trackinglinks::newId();
        inTransaction(db, [&](Database &d) {
            must(trackinglinks::insert(d, second, ids.incident, hashOf('\6'), testNow().plusSeconds(1)));
        });
        const auto link = mustHave(trackinglinks::findByToken(db, hashOf('\6')));
        QVERIFY(link.id == second && link.incident == ids.incident && link.customer == customer);
        QCOMPARE(link.tokenHash, hashOf('\6'));
        QCOMPARE(link.customerName, QStringLiteral("Ana García"));
        QVERIFY(mustHave(trackinglinks::newestOf(db, ids.incident)) == second);
        inTransaction(db,
                      [&](Database &d) { QCOMPARE(must(trackinglinks::revokeAll(d, ids.incident, testNow())), 2); });
        QVERIFY(!must(trackinglinks::findByToken(db, hashOf('\6'))).has_value());
        QVERIFY(!must(trackinglinks::newestOf(db, ids.incident)).has_value());
    }

    void importsAndMeta_data() { addDialectRows(); }
    void importsAndMeta()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        inTransaction(db, [&](Database &d) {
            auto run = must(imports::findOrCreate(d, QStringLiteral("sha"), QStringLiteral("it_log"), testNow()));
            QCOMPARE(run.position, 0);
            run.position = 12;
            run.counts = {{QStringLiteral("incidents"), 4}};
            must(imports::save(d, run, testNow().plusSeconds(1)));
            must(imports::addRow(
                d, run.id,
                {3, QStringLiteral("INC3"), QStringLiteral("refused"), std::nullopt, QStringLiteral("bad date")}));
            must(imports::addRow(d, run.id,
                                 {4, QStringLiteral("INC4"), QStringLiteral("imported"), std::nullopt, QString()}));
            const auto again = must(
                imports::findOrCreate(d, QStringLiteral("sha"), QStringLiteral("it_log"), testNow().plusSeconds(5)));
            QVERIFY(again.id == run.id && again.startedAt == testNow());
            QCOMPARE(again.position, 12);
            QCOMPARE(again.counts, run.counts);
            QCOMPARE(mustHave(imports::findByKey(d, run.id, QStringLiteral("INC3"))).reason,
                     QStringLiteral("bad date"));
            QCOMPARE(must(imports::rows(d, run.id, QStringLiteral("refused"), 0, 10)).size(), 1);
            QCOMPARE(must(imports::rows(d, run.id, QStringLiteral("refused"), 3, 10)).size(), 0);
        });
        QVERIFY(!must(meta::get(db, QStringLiteral("k"))).has_value());
        QCOMPARE(must(meta::getOrSet(db, QStringLiteral("k"), QStringLiteral("1"))), QStringLiteral("1"));
        QCOMPARE(must(meta::getOrSet(db, QStringLiteral("k"), QStringLiteral("2"))), QStringLiteral("1"));
        must(meta::set(db, QStringLiteral("k"), QStringLiteral("3")));
        QCOMPARE(mustHave(meta::get(db, QStringLiteral("k"))), QStringLiteral("3"));
    }
};

QTEST_GUILESS_MAIN(TestRepositories)
#include "test_storage_repositories.moc"
