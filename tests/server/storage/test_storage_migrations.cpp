// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/feed.h"
#include "storage/handovers.h"
#include "storage/messages.h"
#include "storage/meta.h"
#include "storage/migrations.h"
#include "storage/statement.h"
#include "storage/tags.h"
#include "testdatabase.h"

#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>
#include <vector>

using namespace mostrador;
using namespace mostrador::storage;
using mostrador::test::TestDatabase;

class TestMigrations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fresh_data() { test::addDialectRows(); }
    void fresh()
    {
        MOSTRADOR_TEST_DATABASE_AS(db, TestDatabase::Schema::Empty);
        const int known = static_cast<int>(builtInSteps(db.options().dialect).size());
        QVERIFY(known >= 2);
        auto pending = pendingSteps(db.database());
        QVERIFY2(pending.ok(), qPrintable(pending.ok() ? QString() : pending.error().cause));
        QCOMPARE(*pending, known);
        QStringList seen;
        auto report = migrate(db.database(), [&](int place, int total, const QString &name) {
            seen.append(QStringLiteral("%1/%2 %3").arg(place).arg(total).arg(name));
        });
        QVERIFY2(report.ok(), qPrintable(report.ok() ? QString() : report.error().detail + report.error().cause));
        QCOMPARE(report->from, 0);
        QCOMPARE(report->applied, known);
        QCOMPARE(report->to, builtInSteps(db.options().dialect).last().number);
        QCOMPARE(seen.size(), known + 1);
        QVERIFY(seen.first().endsWith(QLatin1String("tables")));
        QCOMPARE(*pendingSteps(db.database()), 0);
        const auto epoch = feed::epoch(db.database());
        QVERIFY(epoch.ok() && !epoch->isEmpty());

        report = migrate(db.database());
        QVERIFY(report.ok());
        QCOMPARE(report->applied, 0);
        QCOMPARE(*feed::epoch(db.database()), *epoch);
    }

    void severalAtOnce_data() { test::addDialectRows(); }
    void severalAtOnce()
    {
        MOSTRADOR_TEST_DATABASE_AS(db, TestDatabase::Schema::Empty);
        const DatabaseOptions options = db.options();
        std::atomic<int> applied = 0;
        std::atomic<int> failed = 0;
        std::vector<std::unique_ptr<QThread>> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back(QThread::create([&] {
                Database own(options);
                const auto report = migrate(own);
                if (report.ok()) {
                    applied += report->applied;
                } else {
                    qWarning("%s %s", qPrintable(report.error().detail), qPrintable(report.error().cause));
                    ++failed;
                }
            }));
            threads.back()->start();
        }
        for (auto &thread : threads)
            QVERIFY(thread->wait(60'000));
        QCOMPARE(failed.load(), 0);
        QCOMPARE(applied.load(), static_cast<int>(builtInSteps(options.dialect).size()));
        QCOMPARE(*pendingSteps(db.database()), 0);
    }

    void refusesEditedStep_data() { test::addDialectRows(); }
    void refusesEditedStep()
    {
        MOSTRADOR_TEST_DATABASE(db);
        auto steps = builtInSteps(db.options().dialect);
        steps[0].sql += QStringLiteral("\n-- edited");
        const auto report = migrate(db.database(), steps);
        QVERIFY(!report.ok());
        QVERIFY(report.error().code == ErrorCode::Conflict);
        QVERIFY(report.error().detail.contains(QLatin1String("differs")));
    }

    void refusesNewerDatabase_data() { test::addDialectRows(); }
    void refusesNewerDatabase()
    {
        MOSTRADOR_TEST_DATABASE(db);
        auto steps = builtInSteps(db.options().dialect);
        steps.append({9000, QStringLiteral("future"), QStringLiteral("create table future (id bigint)")});
        QVERIFY(migrate(db.database(), steps).ok());
        for (const auto &report :
             {migrate(db.database()), migrate(db.database(), builtInSteps(db.options().dialect))}) {
            QVERIFY(!report.ok());
            QVERIFY(report.error().code == ErrorCode::Conflict);
            QVERIFY(report.error().detail.contains(QLatin1String("newer")));
        }
        QVERIFY(!pendingSteps(db.database()).ok());
    }

    void failedStepLeavesNothing_data() { test::addDialectRows(); }
    void failedStepLeavesNothing()
    {
        MOSTRADOR_TEST_DATABASE(db);
        auto steps = builtInSteps(db.options().dialect);
        steps.append(
            {9000, QStringLiteral("half"),
             QStringLiteral("create table half (id bigint); insert into half values (1); select * from nowhere;")});
        QVERIFY(!migrate(db.database(), steps).ok());
        QCOMPARE(*pendingSteps(db.database()), 0);
        QVERIFY(!db.database().execute(QStringLiteral("select * from half")).ok());
        steps.last().sql = QStringLiteral("create table half (id bigint)");
        const auto report = migrate(db.database(), steps);
        QVERIFY(report.ok());
        QCOMPARE(report->applied, 1);
    }

    void keepsOldContent_data() { test::addDialectRows(); }
    void keepsOldContent()
    {
        MOSTRADOR_TEST_DATABASE(db);
        QVERIFY(meta::set(db.database(), QStringLiteral("note"), QStringLiteral("ñandú")).ok());
        auto steps = builtInSteps(db.options().dialect);
        steps.append({9000, QStringLiteral("wider"),
                      QStringLiteral("alter table meta add column more text; update meta set more = 'x;y'")});
        QVERIFY(migrate(db.database(), steps).ok());
        QCOMPARE(meta::get(db.database(), QStringLiteral("note")).value(), QStringLiteral("ñandú"));
        Statement s(db.database(), QStringLiteral("select more from meta where name = 'note'"));
        QCOMPARE(readOne<QString>(s, [](Statement &row) { return row.text(0); }).value(), QStringLiteral("x;y"));
    }

    /// Tags that incidents carried before tags had rows.
    void adoptsOldTags_data() { test::addDialectRows(); }
    void adoptsOldTags()
    {
        MOSTRADOR_TEST_DATABASE_AS(db, TestDatabase::Schema::Empty);
        QList<MigrationStep> old = builtInSteps(db.options().dialect);
        old.removeIf([](const MigrationStep &step) { return step.number >= 5; });
        QVERIFY(migrate(db.database(), old).ok());
        for (const char *sql :
             {"insert into customers (given_name, family_name, given_sort, family_sort, name_search, email, street, "
              "postal_code, city, region, country, phone, locale, created_at, updated_at, version) values ('a', '', "
              "'a', '', ' a', 'a@example.org', '', '', '', '', '', '', 'es', 1, 1, 1)",
              "insert into incidents (subject, status, impact, urgency, priority, priority_by_hand, customer_id, "
              "channel, language, tags, custom_fields, order_number, order_folded, serial_number, serial_folded, "
              "external_reference, created_at, updated_at, version, message_count) select 's', 'open', 1, 1, 1, 0, "
              "min(id), 'web', 'es', '[\"Avería\",\"zeta\"]', '{}', '', '', '', '', '', 1, 1, 1, 0 from customers",
              "insert into incident_tags (tag, incident_id) select 'avería', min(id) from incidents",
              "insert into messages (incident_id, author_kind, internal, body, created_at) select min(id), 'customer', "
              "0, 'b', 1 from incidents",
              "insert into events (kind, actor_kind, actor_id, actor_name, incident_id, subject_kind, subject_id, "
              "version, old_values, new_values, at) select 'assigned', 'employee', 1, 'Eva', min(id), 'incident', "
              "min(id), 2, '{}', '{}', 5 from incidents",
              "insert into incident_tags (tag, incident_id) select 'zeta', min(id) from incidents"})
            QVERIFY2(db.database().execute(QString::fromUtf8(sql)).ok(), sql);
        QVERIFY(migrate(db.database()).ok());
        const auto page = tags::list(db.database(), {QStringLiteral("averi"), true}, {});
        QVERIFY(page.ok());
        QCOMPARE(page->items.size(), 1);
        QCOMPARE(page->items.constFirst().name, QStringLiteral("avería"));
        QCOMPARE(page->items.constFirst().incidentCount, 1);
        QCOMPARE(tags::list(db.database(), {}, {})->items.size(), 2);
        // Nothing that was said before is held back now.
        const auto said = messages::find(db.database(), MessageId(1));
        QVERIFY(said.ok() && *said && !(*said)->heldUntil);
        // The shift of before can be handed over.
        Actor actor;
        actor.principal = Principal::Admin;
        actor.employee = EmployeeId(1);
        const auto changed = handovers::changed(db.database(), actor, Timestamp::fromMilliseconds(5), 5);
        QVERIFY(changed.ok());
        QCOMPARE(changed->count, 1);
        QVERIFY(changed->items.constFirst().kinds == QList<EventKind>{EventKind::Assigned});
        // Once more changes nothing.
        QVERIFY(migrate(db.database()).ok());
        QCOMPARE(tags::list(db.database(), {}, {})->items.size(), 2);
    }

    void splitting()
    {
        QCOMPARE(splitStatements(QStringLiteral(" ; select 1 ;; select 2")),
                 QStringList({QStringLiteral("select 1"), QStringLiteral("select 2")}));
        QCOMPARE(splitStatements(QStringLiteral("select ';', 'it''s;', \"a;b\"; x")).size(), 2);
        QCOMPARE(splitStatements(QStringLiteral("select E'\\';' ; y")).size(), 2);
        QCOMPARE(splitStatements(QStringLiteral("select '\\'; y")).size(), 2);
        QCOMPARE(splitStatements(QStringLiteral("-- a;b\nselect 1; /* c; /* nested; */ d; */ select 2")).size(), 2);
        QCOMPARE(splitStatements(QStringLiteral("create function f() as $$ begin; x; end $$; select 1")).size(), 2);
        QCOMPARE(splitStatements(QStringLiteral("select $tag$ ; $$ ; $tag$; select 1")).size(), 2);
        const QString trigger =
            QStringLiteral("create trigger t after insert on x begin update y set a = case when b then 1 else "
                           "2 end; delete from z; end");
        QCOMPARE(splitStatements(trigger + QStringLiteral("; select 1")),
                 QStringList({trigger, QStringLiteral("select 1")}));
        QCOMPARE(
            splitStatements(QStringLiteral("create temp trigger t after insert on x begin select 1; end; select 2"))
                .size(),
            2);
        QVERIFY(splitStatements(QStringLiteral(" -- nothing\n ")).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestMigrations)
#include "test_storage_migrations.moc"
