// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/databaseprivate.h"
#include "storage/incidentquery.h"
#include "storagerows.h"
#include "testdatabase.h"

#include <QRegularExpression>
#include <QSqlError>
#include <QTest>

using namespace mostrador;
using namespace mostrador::storage;
using namespace mostrador::test;

namespace {

constexpr int incidentCount = 20'000;

/// Many incidents by few statements: 5 % active, one in a thousand with the word "zafiro".
void fill(Database &db)
{
    const bool postgres = db.isPostgresql();
    const QString numbers =
        postgres ? QStringLiteral("(select n from generate_series(1, %1) n) g").arg(incidentCount)
                 : QStringLiteral("(with recursive r(n) as (select 1 union all select n + 1 from r where n < %1) "
                                  "select n from r) g")
                       .arg(incidentCount);
    const auto run = [&](QString sql) {
        if (!postgres)
            sql.replace(QLatin1String("::text"), QString());
        const Outcome outcome = db.execute(sql);
        if (!outcome)
            qFatal("%s: %s", qPrintable(sql.left(80)), qPrintable(outcome.error().cause));
    };
    if (!db.liftTimeLimits())
        qFatal("the time limits stay");
    inTransaction(db, [&](Database &) {
        run(QStringLiteral(
                "insert into customers (given_name, family_name, given_sort, family_sort, name_search, email, "
                "email_folded, street, postal_code, city, region, country, phone, locale, created_at, updated_at, "
                "version) "
                "select 'Ana', 'García ' || n, 'ana', 'garcia ' || n, ' ana garcia ' || n, 'c' || n || '@example.org', "
                "'c' || n || '@example.org', '', '', '', '', '', '', 'es', n, n, 1 from %1 where n <= 5000")
                .arg(numbers));
        run(QStringLiteral(
                "insert into incidents (subject, status, impact, urgency, priority, priority_by_hand, customer_id, "
                "product_id, team_id, assignee_id, channel, language, tags, custom_fields, order_number, order_folded, "
                "serial_number, serial_folded, external_reference, due_at, resolved_at, created_at, updated_at, "
                "version, "
                "message_count) "
                "select 'Asunto ' || n, case when n % 20 = 0 then case n % 3 when 0 then 'open' when 1 then 'new' else "
                "'waiting_customer' end when n % 2 = 0 then 'resolved' else 'closed' end, n % 3, n % 3, n % 4, 0, "
                "(select min(id) from customers) + n % 5000, null, "
                "case when n % 4 = 3 then null else (select min(id) from teams) + n % 3 end, "
                "case when n % 5 = 0 then null else (select min(id) from employees) + n % 30 end, 'web', 'es', '[]', "
                "'{}', "
                "'ord' || n, 'ord' || n, case when n % 7 = 0 then 'sn' || n else '' end, "
                "case when n % 7 = 0 then 'sn' || n else '' end, case when n % 2 = 0 then 'ext' || n else '' end, "
                "case when n % 3 = 0 then n * 1000 end, case when n % 20 > 0 then n * 1000 end, n * 1000, "
                "n * 1000 + (n % 977) * 100, 1, 2 from %1")
                .arg(numbers));
        run(QStringLiteral("insert into incident_tags (tag, incident_id) select case when id % 1000 = 7 then 'raro' "
                           "else 'comun' end, id "
                           "from incidents where id % 10 = 7"));
        for (int message = 0; message < 2; ++message) {
            run(QStringLiteral("insert into messages (incident_id, author_kind, author_id, internal, body, created_at) "
                               "select id, 'customer', customer_id, %1, 'texto del mensaje numero ' || id, created_at "
                               "from incidents")
                    .arg(message));
        }
        QString text = QStringLiteral(
            "'asunto numero ' || id || ' router pedido factura' || case when id % 1000 = 5 then ' zafiro' else '' end");
        for (int word = 1; word <= 25; ++word)
            text += QStringLiteral(" || ' voz' || (id * %1 % 4999)").arg(7919 + word);
        run(QStringLiteral("insert into search_texts (incident_id, kind, folded%1) select id, 0, %2%3 from incidents")
                .arg(postgres ? QStringLiteral(", words") : QString(), text,
                     postgres ? QStringLiteral(", mostrador_search_words(%1)").arg(text) : QString()));
        run(QStringLiteral(
            "insert into events (kind, actor_kind, actor_name, incident_id, subject_kind, subject_id, version, "
            "old_values, new_values, at) select 'incident_created', 'customer', '', id, 'incident', id, 1, '{}', '{}', "
            "created_at from incidents"));
    });
    run(QStringLiteral("analyze"));
}

/// The plan as lines.
QStringList planOf(Database &db, const SqlPart &part, bool generic)
{
    QStringList literals;
    for (const QVariant &value : part.values) {
        literals.append(value.userType() == QMetaType::QString
                            ? u'\'' + value.toString().replace(u'\'', QLatin1String("''")) + u'\''
                            : QString::number(value.toLongLong()));
    }
    QString sql;
    if (db.isPostgresql()) {
        int n = 0;
        for (const QChar c : part.sql)
            sql += c == u'?' ? QStringLiteral("$%1").arg(++n) : QString(c);
        must(
            db.execute(QStringLiteral("set plan_cache_mode = %1")
                           .arg(generic ? QStringLiteral("force_generic_plan") : QStringLiteral("force_custom_plan"))));
        must(db.execute(QStringLiteral("prepare planned as ") + sql));
        sql = QStringLiteral("explain (costs off, analyze, timing off, summary off) execute planned") +
              (literals.isEmpty() ? QString() : QStringLiteral("(%1)").arg(literals.join(QLatin1String(", "))));
    } else {
        sql = QStringLiteral("explain query plan ");
        qsizetype at = 0;
        for (const QChar c : part.sql)
            sql += c == u'?' ? literals.at(at++) : QString(c);
    }
    QStringList lines;
    QSqlQuery query(db.d().connection); // EXPLAIN cannot be prepared
    if (!query.exec(sql))
        qFatal("%s", qPrintable(query.lastError().text()));
    while (query.next())
        lines.append(query.value(db.isPostgresql() ? 0 : 3).toString());
    if (db.isPostgresql())
        must(db.execute(QStringLiteral("deallocate planned")));
    return lines;
}

/// Lines of the plan that read a big table from end to end.
QStringList scans(Database &db, const QStringList &plan)
{
    static const QRegularExpression postgres(
        QStringLiteral("Seq Scan on (incidents|messages|search_texts|customers|events|incident_tags)"));
    static const QRegularExpression sqlite(
        QStringLiteral("^SCAN (i|s|m|e|incidents|messages|search_texts|events|incident_tags)$"));
    QStringList found = plan.filter(db.isPostgresql() ? postgres : sqlite);
    // In SQLite's plan one "i" is the page or the hits that an inner query gave; of a page put together of parts, each
    // part.
    if (!db.isPostgresql()) {
        for (qsizetype inner = plan.count(QStringLiteral("CO-ROUTINE i")) +
                               (plan.contains(QStringLiteral("MATERIALIZE hits")) ? 1 : 0);
             inner > 0; --inner)
            found.removeOne(QStringLiteral("SCAN i"));
    }
    return found;
}

/// PostgreSQL: the most rows that one step threw away after reading them.
int mostRemoved(const QStringList &plan)
{
    static const QRegularExpression removed(QStringLiteral("Rows Removed by (?:Filter|Index Recheck): ([0-9]+)"));
    int most = 0;
    for (const QString &line : plan) {
        if (const auto match = removed.match(line); match.hasMatch())
            most = std::max(most, match.captured(1).toInt());
    }
    return most;
}

} // namespace

class TestPlans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plans_data() { addDialectRows(); }
    void plans()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        QList<TeamId> teams;
        for (int i = 0; i < 3; ++i)
            teams.append(addTeam(db, QStringLiteral("T%1").arg(i), i == 2));
        Employee agent = newEmployee(QStringLiteral("agent@example.com"));
        agent.teams = {teams.at(0)};
        agent.id = addEmployee(db, agent.email, Role::Agent, agent.teams);
        for (int i = 0; i < 29; ++i)
            addEmployee(db, QStringLiteral("e%1@example.com").arg(i), Role::Admin);
        fill(db);

        incidents::QueryContext admin;
        admin.actor = Actor::system();
        admin.actor.employee = agent.id;
        admin.now = testNow();
        incidents::QueryContext restricted = admin;
        restricted.actor = actorOf(agent);

        const QStringList sorts{QStringLiteral("-created"),  QStringLiteral("created"), QStringLiteral("-updated"),
                                QStringLiteral("-priority"), QStringLiteral("due"),     QStringLiteral("status"),
                                QStringLiteral("-reference")};
        const QStringList walked{QString(), QStringLiteral("status:active")};
        const QStringList sought{QStringLiteral("status:open assignee:me"),
                                 QStringLiteral("status:active team:mine"),
                                 QStringLiteral("assignee:me"),
                                 QStringLiteral("status:active assignee:none"),
                                 QStringLiteral("status:active priority>=high"),
                                 QStringLiteral("customer:c77@example.org"),
                                 QStringLiteral("order:ord123"),
                                 QStringLiteral("serial:sn700"),
                                 QStringLiteral("external:ext40"),
                                 QStringLiteral("reference:INC-1970-000017"),
                                 QStringLiteral("tag:raro"),
                                 QStringLiteral("zafiro"),
                                 QStringLiteral("router zafiro"),
                                 QStringLiteral("zafiro status:closed"),
                                 QStringLiteral("\"factura zafiro\""),
                                 QStringLiteral("ord321")};
        // Lists and counts are planned for their values, see incidents::list(); the rest may get a generic plan.
        const auto check = [&](const SqlPart &part, const QString &what, int mayRemove, bool alsoGeneric = false) {
            for (const bool generic : {false, true}) {
                if (generic && !alsoGeneric)
                    break;
                if (generic && !db.isPostgresql())
                    break;
                const QStringList plan = planOf(db, part, generic);
                const QString told =
                    QStringLiteral("%1%2\n%3")
                        .arg(what, generic ? QStringLiteral(" (generic)") : QString(), plan.join(u'\n'));
                if (!scans(db, plan).isEmpty() || mostRemoved(plan) > mayRemove) {
                    qWarning("%s", qPrintable(told));
                    return false;
                }
            }
            return true;
        };
        int faults = 0;
        for (const auto &context : {admin, restricted}) {
            const QString who =
                context.actor.principal == Principal::System ? QStringLiteral("all: ") : QStringLiteral("agent: ");
            for (const QString &text : walked) {
                const auto query = must(searchquery::parse(text));
                for (const QString &sort : sorts) {
                    // Walking SQLite's table itself is walking by id.
                    if (!db.isPostgresql() && text.isEmpty() && sort.endsWith(QLatin1String("reference")))
                        continue;
                    const auto part =
                        must(listStatement(query, context, db.dialect(), TextWidth::Words, {sort, QString(), 50}));
                    faults += check(part, who + text + u' ' + sort, text.isEmpty() ? 100 : incidentCount / 20) ? 0 : 1;
                    if (!text.isEmpty())
                        continue;
                    // What lies between two places, in the middle of many rows with the same key.
                    const auto places = must(incidents::places(db, query, context, {.sort = sort}, 100, 3000)).places;
                    PageRequest between{.sort = sort, .limit = 200};
                    between.after = places.at(20);
                    between.until = places.at(21);
                    faults += check(must(listStatement(query, context, db.dialect(), TextWidth::Words, between)),
                                    who + QStringLiteral("between places ") + sort, 400)
                                  ? 0
                                  : 1;
                }
            }
            for (const QString &text : sought) {
                const auto query = must(searchquery::parse(text));
                const auto part = must(listStatement(query, context, db.dialect(), TextWidth::Words,
                                                     {QStringLiteral("-created"), QString(), 50}));
                faults += check(part, who + text, 1000) ? 0 : 1;
                faults += check(must(countStatement(query, context, db.dialect(), TextWidth::Words, 1000)),
                                who + QStringLiteral("count ") + text, 1000)
                              ? 0
                              : 1;
            }
            const auto part = must(searchquery::parse(QStringLiteral("afir")));
            faults += check(must(listStatement(part, context, db.dialect(), TextWidth::Substrings, {})),
                            who + QStringLiteral("part of a word"), 1000)
                          ? 0
                          : 1;
        }
        // One incident, its messages, the feed.
        faults += check({QStringLiteral(
                             "select e.id from events e where (e.txid, e.id) > (?, ?) order by e.txid, e.id limit 100"),
                         {1, 1}},
                        QStringLiteral("feed"), 100, true)
                      ? 0
                      : 1;
        faults += check({QStringLiteral(
                             "select m.id from messages m where m.incident_id = ? and m.id > ? order by m.id limit 51"),
                         {17, 0}},
                        QStringLiteral("messages"), 100, true)
                      ? 0
                      : 1;
        faults += check({QStringLiteral("select * from (select c.id from customers c where c.removed_at is null order "
                                        "by c.family_sort, c.given_sort, c.id limit 51) c"),
                         {}},
                        QStringLiteral("customers"), 100, true)
                      ? 0
                      : 1;
        QCOMPARE(faults, 0);

        // And the answers are right.
        const auto found = must(incidents::list(db, must(searchquery::parse(QStringLiteral("zafiro"))), admin, {}));
        QCOMPARE(found.items.size(), incidentCount / 1000);
        QCOMPARE(must(incidents::count(db, must(searchquery::parse(QStringLiteral("status:active"))), admin, 5000)),
                 incidentCount / 20);
        QCOMPARE(must(incidents::list(db, must(searchquery::parse(QStringLiteral("ord321"))), admin, {})).items.size(),
                 1);

        // A common word's part of the list is that of the list without it, as all texts have it. Looked for near first.
        const auto common = must(searchquery::parse(QStringLiteral("router")));
        for (const char *sort : {"-created", "priority", "-status"}) {
            PageRequest between{.sort = QString::fromLatin1(sort), .limit = 100};
            const auto places = must(incidents::places(db, common, admin, between, 100, 3000));
            QCOMPARE(places.rows, incidentCount);
            for (const qsizetype at : {0, 40, 198}) {
                between.after = places.places.at(at);
                between.until = places.places.at(at + 1);
                const auto part = must(incidents::list(db, common, admin, between));
                QCOMPARE(part.items.size(), 100);
                QVERIFY(part.nextCursor.isEmpty());
                const auto all = must(incidents::list(db, {}, admin, between));
                PageRequest single{.sort = between.sort, .limit = 200};
                for (qsizetype i = 0; i < 100; ++i) {
                    QCOMPARE(part.items.at(i).id, all.items.at(i).id);
                    single.ids.append(all.items.at(i).id.value());
                }
                QCOMPARE(must(incidents::list(db, common, admin, single)).items.size(), 100);
                QCOMPARE(must(incidents::list(db, must(searchquery::parse(QStringLiteral("router or status:new"))),
                                              admin, single))
                             .items.size(),
                         100);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestPlans)
#include "test_storage_plans.moc"
