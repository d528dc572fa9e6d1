// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/attachments.h"
#include "storage/incidents.h"
#include "storagerows.h"
#include "testdatabase.h"

#include <QTest>

#include <algorithm>

using namespace mostrador;
using namespace mostrador::storage;
using namespace mostrador::test;

namespace {

/// A small company: incidents 0 .. 5 that differ in every field.
struct Company
{
    Database *db = nullptr;
    CustomerId ana;
    CustomerId bob;
    TeamId support;
    TeamId fraud;
    ProductId router;
    Employee luis;
    Employee eva;
    Employee admin;
    QList<IncidentId> ids;

    explicit Company(Database &database)
        : db(&database)
    {
        inTransaction(database, [&](Database &) {});
        ana = addCustomer(database, QStringLiteral("ana@example.org"));
        bob = addCustomer(database, QStringLiteral("bob@example.net"));
        support = addTeam(database, QStringLiteral("Soporte"));
        fraud = addTeam(database, QStringLiteral("Fraude"), true);
        router = addProduct(database, QStringLiteral("RX-1"), QStringLiteral("Router X"));
        luis = employee(QStringLiteral("luis@example.com"), Role::Agent, {support});
        eva = employee(QStringLiteral("eva@example.com"), Role::Agent, {fraud});
        admin = employee(QStringLiteral("root@example.com"), Role::Admin, {});

        add(0, ana, QStringLiteral("El router no enciende"),
            QStringLiteral("Las impresoras imprimían ayer. Facturación pendiente."), [&](Incident &i) {
                i.product = router;
                i.team = support;
                i.assignee = luis.id;
                i.priority = Priority::Critical;
                i.impact = Impact::High;
                i.tags = {QStringLiteral("vip")};
                i.orderNumber = QStringLiteral("PED-2026-77");
                i.dueAt = testNow().plusSeconds(-60);
            });
        add(1, bob, QStringLiteral("Invoice is wrong"),
            QStringLiteral("The billing department charged me twice for the headphones."), [&](Incident &i) {
                i.language = QStringLiteral("en");
                i.status = IncidentStatus::Open;
                i.channel = Channel::Email;
                i.serialNumber = QStringLiteral("SN/4-2");
                i.dueAt = testNow().plusSeconds(86'400);
            });
        add(2, ana, QStringLiteral("Devolución"), QStringLiteral("Quiero devolver el pedido"), [&](Incident &i) {
            i.status = IncidentStatus::Resolved;
            i.resolvedAt = testNow();
            i.urgency = Urgency::High;
            i.tags = {QStringLiteral("envio"), QStringLiteral("vip")};
            i.team = support;
        });
        add(3, ana, QStringLiteral("Cargo sospechoso"), QStringLiteral("No reconozco un cargo"), [&](Incident &i) {
            i.team = fraud;
            i.priority = Priority::High;
        });
        add(4, bob, QStringLiteral("Router lento"), QStringLiteral("va muy despacio"), [&](Incident &i) {
            i.team = fraud;
            i.assignee = luis.id;
            i.status = IncidentStatus::WaitingCustomer;
            i.priority = Priority::Low;
            i.externalReference = QStringLiteral("LEGACY-9");
        });
        add(5, bob, QStringLiteral("Pregunta"), QStringLiteral("¿Abren el domingo?"), [&](Incident &i) {
            i.status = IncidentStatus::Closed;
            i.closedAt = testNow();
        });
        inTransaction(database, [&](Database &d) {
            const Incident first = mustHave(incidents::find(d, ids.at(0)));
            must(incidents::insertMessageBundle(
                d, newMessage(first, QStringLiteral("nota: cliente sospechosísimo de zarzaparrilla"), true, luis.id)));
            Attachment file;
            file.incident = ids.at(1);
            file.fileName = QStringLiteral("a.txt");
            file.sha256 = QStringLiteral("aa");
            must(attachments::putContent(d, file.sha256, "x", testNow()));
            must(attachments::insert(d, file, ActorKind::System, std::nullopt));
        });
    }

    Employee employee(const QString &email, Role role, const QList<TeamId> &teams) const
    {
        Employee e = newEmployee(email, role);
        e.id = addEmployee(*db, email, role, teams);
        e.teams = teams;
        return e;
    }

    void add(int number, CustomerId customer, const QString &subject, const QString &text,
             const std::function<void(Incident &)> &change)
    {
        auto bundle = newBundle(customer, subject, text);
        bundle.incident.createdAt = testNow().plusSeconds((number - 5) * 86'400);
        bundle.incident.updatedAt = bundle.incident.createdAt;
        change(bundle.incident);
        ids.append(addIncident(*db, bundle).incident);
    }

    /// The numbers of the incidents found, ascending, such as "0 2 4"; or the refusal.
    QString find(const QString &text, const Actor &actor) const
    {
        const auto query = searchquery::parse(text);
        if (!query)
            return QStringLiteral("syntax");
        incidents::QueryContext context;
        context.actor = actor;
        context.now = testNow();
        const auto page = incidents::list(*db, *query, context, {QStringLiteral("created"), QString(), 100});
        if (!page)
            return page.error().cause;
        QStringList numbers;
        for (const Incident &incident : page->items)
            numbers.append(QString::number(ids.indexOf(incident.id)));
        const auto count = incidents::count(*db, *query, context, 1000);
        if (!count || *count != page->items.size())
            return QStringLiteral("count says ") + (count ? QString::number(*count) : count.error().cause);
        return numbers.join(u' ');
    }
};

} // namespace

class TestQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fields_data() { addDialectRows(); }
    void fields()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        const Company company(fixture.database());
        const Actor admin = actorOf(company.admin);
        const QList<QPair<QString, QString>> cases{
            {QString(), QStringLiteral("0 1 2 3 4 5")},
            {QStringLiteral("status:new"), QStringLiteral("0 3")},
            {QStringLiteral("status:new,open"), QStringLiteral("0 1 3")},
            {QStringLiteral("status:active"), QStringLiteral("0 1 3 4")},
            {QStringLiteral("status:inactive"), QStringLiteral("2 5")},
            {QStringLiteral("status!=active"), QStringLiteral("2 5")},
            {QStringLiteral("-status:new"), QStringLiteral("1 2 4 5")},
            {QStringLiteral("priority:critical"), QStringLiteral("0")},
            {QStringLiteral("priority>=high"), QStringLiteral("0 3")},
            {QStringLiteral("priority<medium"), QStringLiteral("4")},
            {QStringLiteral("priority<=medium"), QStringLiteral("1 2 4 5")},
            {QStringLiteral("priority>low priority<critical"), QStringLiteral("1 2 3 5")},
            {QStringLiteral("priority!=medium"), QStringLiteral("0 3 4")},
            {QStringLiteral("impact:high"), QStringLiteral("0")},
            {QStringLiteral("urgency:high"), QStringLiteral("2")},
            {QStringLiteral("assignee:me"), QString()},
            {QStringLiteral("assignee:none"), QStringLiteral("1 2 3 5")},
            {QStringLiteral("assignee!=none"), QStringLiteral("0 4")},
            {QStringLiteral("assignee:luis@example.com"), QStringLiteral("0 4")},
            {QStringLiteral("assignee:LUIS"), QStringLiteral("0 4")},
            {QStringLiteral("assignee:%1").arg(company.luis.id.toString()), QStringLiteral("0 4")},
            {QStringLiteral("-assignee:luis"), QStringLiteral("1 2 3 5")},
            {QStringLiteral("team:none"), QStringLiteral("1 5")},
            {QStringLiteral("team:soporte"), QStringLiteral("0 2")},
            {QStringLiteral("-team:soporte"), QStringLiteral("1 3 4 5")},
            {QStringLiteral("team:mine"), QString()},
            {QStringLiteral("customer:ana@EXAMPLE.org"), QStringLiteral("0 2 3")},
            {QStringLiteral("customer:garcia"), QStringLiteral("0 1 2 3 4 5")},
            {QStringLiteral("customer!=ana@example.org"), QStringLiteral("1 4 5")},
            {QStringLiteral("product:\"Router X\""), QStringLiteral("0")},
            {QStringLiteral("product:rx-1"), QStringLiteral("0")},
            {QStringLiteral("product:none"), QStringLiteral("1 2 3 4 5")},
            {QStringLiteral("channel:email"), QStringLiteral("1")},
            {QStringLiteral("language:en"), QStringLiteral("1")},
            {QStringLiteral("language!=en"), QStringLiteral("0 2 3 4 5")},
            {QStringLiteral("tag:vip"), QStringLiteral("0 2")},
            {QStringLiteral("tag:VIP -tag:envio"), QStringLiteral("0")},
            {QStringLiteral("tag!=vip"), QStringLiteral("1 3 4 5")},
            {QStringLiteral("order:ped-2026-77"), QStringLiteral("0")},
            {QStringLiteral("serial:sn/4-2"), QStringLiteral("1")},
            {QStringLiteral("external:LEGACY-9"), QStringLiteral("4")},
            {QStringLiteral("external!=LEGACY-9"), QStringLiteral("0 1 2 3 5")},
            {QStringLiteral("reference:INC-2026-%1").arg(company.ids.at(3).value(), 6, 10, QLatin1Char('0')),
             QStringLiteral("3")},
            {QStringLiteral("created:2026-11-18"), QStringLiteral("2")},
            {QStringLiteral("created>2026-11-18"), QStringLiteral("3 4 5")},
            {QStringLiteral("created>=2026-11-18"), QStringLiteral("2 3 4 5")},
            {QStringLiteral("created<2026-11-18"), QStringLiteral("0 1")},
            {QStringLiteral("created<=2026-11-18"), QStringLiteral("0 1 2")},
            {QStringLiteral("created!=2026-11-18"), QStringLiteral("0 1 3 4 5")},
            {QStringLiteral("created:today"), QStringLiteral("5")},
            {QStringLiteral("created:yesterday"), QStringLiteral("4")},
            {QStringLiteral("created>36h"), QStringLiteral("4 5")},
            {QStringLiteral("created<3d"), QStringLiteral("0 1")},
            {QStringLiteral("created<=3d"), QStringLiteral("0 1 2")},
            {QStringLiteral("created:1w"), QStringLiteral("0 1 2 3 4 5")},
            {QStringLiteral("created>2026-11-20T09:00:00Z"), QStringLiteral("5")},
            {QStringLiteral("created>=2026-11-20T09:00:00Z"), QStringLiteral("4 5")},
            {QStringLiteral("updated<2026-11-17"), QStringLiteral("0")},
            {QStringLiteral("resolved:today"), QStringLiteral("2")},
            {QStringLiteral("-resolved:today"), QStringLiteral("0 1 3 4 5")},
            {QStringLiteral("due:none"), QStringLiteral("2 3 4 5")},
            {QStringLiteral("due!=none"), QStringLiteral("0 1")},
            {QStringLiteral("due:overdue"), QStringLiteral("0")},
            {QStringLiteral("due<2d"), QStringLiteral("0 1")},
            {QStringLiteral("due:2d"), QStringLiteral("1")},
            {QStringLiteral("due:today"), QStringLiteral("0")},
            {QStringLiteral("subject:router"), QStringLiteral("0 4")},
            {QStringLiteral("subject:DEVOLUCION"), QStringLiteral("2")},
            {QStringLiteral("subject:pedido"), QString()},
            {QStringLiteral("has:attachment"), QStringLiteral("1")},
            {QStringLiteral("-has:attachment"), QStringLiteral("0 2 3 4 5")},
            {QStringLiteral("has:assignee"), QStringLiteral("0 4")},
            {QStringLiteral("has:due"), QStringLiteral("0 1")},
            {QStringLiteral("has:note"), QStringLiteral("0")},
            {QStringLiteral("status:open or tag:vip"), QStringLiteral("0 1 2")},
            {QStringLiteral("(status:open or tag:vip) -urgency:high"), QStringLiteral("0 1")},
            {QStringLiteral("-(status:active or tag:vip)"), QStringLiteral("5")},
        };
        for (const auto &[text, wanted] : cases)
            QVERIFY2(company.find(text, admin) == wanted,
                     qPrintable(text + QStringLiteral(" -> ") + company.find(text, admin)));
        QCOMPARE(company.find(QStringLiteral("assignee:me"), actorOf(company.luis)), QStringLiteral("0 4"));
        QCOMPARE(company.find(QStringLiteral("team:mine"), actorOf(company.eva)), QStringLiteral("3 4"));
    }

    void texts_data() { addDialectRows(); }
    void texts()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        const Company company(fixture.database());
        const Actor admin = actorOf(company.admin);
        const QList<QPair<QString, QString>> cases{
            {QStringLiteral("enciende"), QStringLiteral("0")},
            {QStringLiteral("ENCIENDE"), QStringLiteral("0")},
            {QStringLiteral("facturación"), QStringLiteral("0")},
            {QStringLiteral("facturacion"), QStringLiteral("0")}, // without the accent
            {QStringLiteral("FACTURACIÓN"), QStringLiteral("0")},
            {QStringLiteral("imprimir"), QStringLiteral("0")}, // another form of the verb
            {QStringLiteral("imprimian"), QStringLiteral("0")},
            {QStringLiteral("impresora"), QStringLiteral("0")}, // singular of what is written
            {QStringLiteral("charging"), QStringLiteral("1")},  // English stem
            {QStringLiteral("headphone"), QStringLiteral("1")},
            {QStringLiteral("headp"), QStringLiteral("1")}, // beginning of a word
            {QStringLiteral("router enc"), QStringLiteral("0")},
            {QStringLiteral("adphon"), QStringLiteral("1")}, // part of a word
            {QStringLiteral("billing headphones"), QStringLiteral("1")},
            {QStringLiteral("billing router"), QString()},
            {QStringLiteral("\"charged me twice\""), QStringLiteral("1")},
            {QStringLiteral("\"twice charged\""), QString()},
            {QStringLiteral("\"quiero devolver\""), QStringLiteral("2")},
            {QStringLiteral("router"), QStringLiteral("0 4")},
            {QStringLiteral("router -lento"), QStringLiteral("0")},
            {QStringLiteral("-router"), QStringLiteral("1 2 3 5")},
            {QStringLiteral("router or invoice"), QStringLiteral("0 1 4")},
            {QStringLiteral("router status:new"), QStringLiteral("0")},
            {QStringLiteral("zarzaparrilla"), QStringLiteral("0")}, // an internal note
            {QStringLiteral("PED-2026-77"), QStringLiteral("0")},
            {QStringLiteral("sn/4-2"), QStringLiteral("1")},
            {QStringLiteral("LEGACY-9"), QStringLiteral("4")},
            {QStringLiteral("bob@example.net"), QStringLiteral("1 4 5")},
            {company.ids.isEmpty()
                 ? QString()
                 : QStringLiteral("inc-2026-%1").arg(company.ids.at(5).value(), 6, 10, QLatin1Char('0')),
             QStringLiteral("5")},
            {QStringLiteral("nothinglikethis"), QString()},
            {QStringLiteral("el"), QStringLiteral("0 2 5")},
            {QStringLiteral("???"), QString()},
            {QStringLiteral("a'b\\c"), QString()},
            {QStringLiteral("x&!y:*|"), QString()},
            {QStringLiteral("\"%\""), QString()},
            {QStringLiteral("domingo?"), QStringLiteral("5")},
        };
        for (const auto &[text, wanted] : cases)
            QVERIFY2(company.find(text, admin) == wanted,
                     qPrintable(text + QStringLiteral(" -> ") + company.find(text, admin)));
        // A customer finds own incidents only, and nothing by what stands in notes.
        const Actor ana = Actor::ofCustomer(company.ana, QString());
        QCOMPARE(company.find(QStringLiteral("zarzaparrilla"), ana), QString());
        QCOMPARE(company.find(QStringLiteral("router"), ana), QStringLiteral("0"));
        QCOMPARE(company.find(QStringLiteral("has:note"), ana), QString());
    }

    void visibility_data() { addDialectRows(); }
    void visibility()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        const Company company(fixture.database());
        QCOMPARE(company.find(QString(), actorOf(company.admin)), QStringLiteral("0 1 2 3 4 5"));
        QCOMPARE(company.find(QString(), actorOf(company.luis)), QStringLiteral("0 1 2 4 5")); // 4: assigned to him
        QCOMPARE(company.find(QString(), actorOf(company.eva)), QStringLiteral("0 1 2 3 4 5"));
        QCOMPARE(company.find(QStringLiteral("cargo"), actorOf(company.luis)), QString());
        QCOMPARE(company.find(QStringLiteral("cargo"), actorOf(company.eva)), QStringLiteral("3"));
        QCOMPARE(company.find(QString(), Actor::ofCustomer(company.bob, QString())), QStringLiteral("1 4 5"));
        QCOMPARE(company.find(QString(), Actor()), QString());
        QCOMPARE(company.find(QString(), Actor::system()), QStringLiteral("0 1 2 3 4 5"));
        // The condition agrees with the permission table's own answer, row by row.
        for (const Employee &employee : {company.luis, company.eva, company.admin}) {
            const Actor actor = actorOf(employee);
            QStringList wanted;
            for (int i = 0; i < company.ids.size(); ++i) {
                const auto standing = mustHave(incidents::standing(*company.db, company.ids.at(i)));
                if (isAllowed(actor.principal, Action::IncidentRead, relationTo(actor, standing)))
                    wanted.append(QString::number(i));
            }
            QCOMPARE(company.find(QString(), actor), wanted.join(u' '));
        }
    }

    void changedSubjectIsFound_data() { addDialectRows(); }
    void changedSubjectIsFound()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        const Company company(fixture.database());
        const Actor admin = actorOf(company.admin);
        inTransaction(fixture.database(), [&](Database &d) {
            Incident incident = mustHave(incidents::find(d, company.ids.at(5)));
            incident.subject = QStringLiteral("Horario de apertura");
            ++incident.version;
            QVERIFY(must(incidents::update(d, incident, incident.version - 1)));
        });
        QCOMPARE(company.find(QStringLiteral("horarios"), admin), QStringLiteral("5"));
        QCOMPARE(company.find(QStringLiteral("subject:apertura"), admin), QStringLiteral("5"));
        QCOMPARE(company.find(QStringLiteral("pregunta"), admin), QString());
        QCOMPARE(company.find(QStringLiteral("domingo"), admin), QStringLiteral("5"));
    }

    /// PostgreSQL looks for words that its statistics call common among the first incidents of the list, and only then
    /// collects all: whichever it was, the answers are the same.
    void commonWords()
    {
        if (!TestDatabase::havePostgresql())
            QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set");
        TestDatabase fixture(Dialect::Postgresql);
        QVERIFY2(fixture.isReady(), qPrintable(fixture.error()));
        Database &db = fixture.database();
        const Company company(db);
        // "lámpara" in every other one, "bombilla" in the oldest three hundred only.
        for (const char *sql :
             {"insert into incidents select (jsonb_populate_record(i, jsonb_build_object('id', 1000 + n, 'created_at', "
              "i.created_at + n * 1000, 'order_folded', '', 'status', case n % 200 when 0 then 'open' else 'closed' "
              "end))).* from incidents i, generate_series(1, 1000) n where i.id = (select min(id) from incidents)",
              "insert into search_texts (incident_id, kind, folded, words) select 1000 + n, 0, t, "
              "mostrador_search_words(t) from generate_series(1, 1000) n, lateral (select case n % 2 when 0 then "
              "'lámpara ' else '' end || case when n <= 300 then 'bombilla' else 'otra' end || ' pieza' || n % 100 as "
              "t) x",
              "analyze"}) {
            const Outcome outcome = db.execute(QString::fromUtf8(sql));
            QVERIFY2(outcome.ok(), qPrintable(outcome ? QString() : outcome.error().cause));
        }
        incidents::QueryContext context;
        context.actor = actorOf(company.admin);
        context.now = testNow();
        const auto find = [&](const QString &text, int step, const QString &sort) {
            QList<qint64> numbers;
            const auto query = must(searchquery::parse(text));
            PageRequest page{sort, QString(), step};
            do {
                inTransaction(db, [&](Database &d) {
                    const auto rows = must(incidents::list(d, query, context, page));
                    for (const Incident &incident : rows.items)
                        numbers.append(incident.id.value() - 1000);
                    page.cursor = rows.nextCursor;
                });
            } while (!page.cursor.isEmpty());
            return numbers;
        };
        const auto count = [&](const QString &text, qint64 cap) {
            return must(incidents::count(db, must(searchquery::parse(text)), context, cap));
        };
        const auto expected = [](const std::function<bool(int)> &is) {
            QList<qint64> numbers;
            for (int n = 1000; n > 0; --n) {
                if (is(n))
                    numbers.append(n);
            }
            return numbers;
        };
        const QString newest = QStringLiteral("-created");
        const auto lamps = expected([](int n) { return n % 2 == 0; });
        QCOMPARE(find(QStringLiteral("lámpara"), 40, newest), lamps);
        auto oldest = lamps;
        std::reverse(oldest.begin(), oldest.end());
        QCOMPARE(find(QStringLiteral("lámpara"), 40, QStringLiteral("created")), oldest);
        QCOMPARE(find(QStringLiteral("bombilla"), 40, newest), expected([](int n) { return n <= 300; }));
        QCOMPARE(find(QStringLiteral("lámpara bombilla"), 20, newest),
                 expected([](int n) { return n <= 300 && n % 2 == 0; }));
        QCOMPARE(find(QStringLiteral("lámpara status:open"), 40, newest), expected([](int n) { return n % 200 == 0; }));
        QCOMPARE(count(QStringLiteral("lámpara"), 50), 51);
        QCOMPARE(count(QStringLiteral("lámpara"), 1000), 500);
        QCOMPARE(count(QStringLiteral("bombilla"), 50), 51);
        QCOMPARE(count(QStringLiteral("lámpara status:open"), 50), 5);
        QCOMPARE(find(QStringLiteral("nosuchword lámpara"), 40, newest), QList<qint64>());
        // Each in one of a hundred: all of them together are too rare for PostgreSQL's own numbers.
        QStringList rare;
        for (int i = 0; i < 25; ++i)
            rare.append(QStringLiteral("pieza%1").arg(i));
        QCOMPARE(find(rare.join(u' '), 40, newest), QList<qint64>());
        QCOMPARE(find(rare.first(), 40, newest), expected([](int n) { return n % 100 == 0; }));
    }

    void sortsAndPages_data() { addDialectRows(); }
    void sortsAndPages()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const CustomerId customer = addCustomer(db, QStringLiteral("c@example.org"));
        QList<IncidentId> there;
        const auto add = [&](int i) {
            auto bundle = newBundle(customer, QStringLiteral("palabra %1").arg(i), QStringLiteral("texto"));
            Incident &in = bundle.incident;
            in.createdAt = testNow().plusSeconds(i / 4); // many share a key
            in.updatedAt = testNow().plusSeconds(-i / 3);
            in.priority = static_cast<Priority>(i % 4);
            in.status = i % 3 ? IncidentStatus::Open : IncidentStatus::WaitingThirdParty;
            if (i % 2)
                in.dueAt = testNow().plusSeconds(i % 7);
            return addIncident(db, bundle).incident;
        };
        for (int i = 0; i < 60; ++i)
            there.append(add(i));
        incidents::QueryContext context;
        context.actor = Actor::system();
        context.now = testNow();
        int more = 60;
        for (const QString &text :
             {QString(), QStringLiteral("status:active"), QStringLiteral("palabra"), QStringLiteral("alabr")}) {
            const auto query = must(searchquery::parse(text));
            for (const QString &key : {QStringLiteral("created"), QStringLiteral("updated"), QStringLiteral("priority"),
                                       QStringLiteral("due"), QStringLiteral("status"), QStringLiteral("reference")}) {
                for (const QString &sort : {key, u'-' + key}) {
                    PageRequest page{sort, QString(), 11};
                    QList<Incident> seen;
                    do {
                        const auto rows = incidents::list(db, query, context, page);
                        QVERIFY2(rows.ok(), qPrintable(rows.ok() ? QString() : rows.error().cause));
                        seen += rows->items;
                        page.cursor = rows->nextCursor;
                        if (more < 90 && seen.size() < 30)
                            add(more++); // others come meanwhile
                    } while (!page.cursor.isEmpty());
                    QSet<IncidentId> distinct;
                    for (const Incident &incident : std::as_const(seen))
                        distinct.insert(incident.id);
                    QCOMPARE(distinct.size(), seen.size());
                    for (const IncidentId id : std::as_const(there))
                        QVERIFY2(distinct.contains(id), qPrintable(sort + u' ' + text));
                    const auto rank = [&](const Incident &i) -> qint64 {
                        if (key == QLatin1String("created"))
                            return i.createdAt.milliseconds();
                        if (key == QLatin1String("updated"))
                            return i.updatedAt.milliseconds();
                        if (key == QLatin1String("priority"))
                            return static_cast<qint64>(i.priority);
                        if (key == QLatin1String("due"))
                            return i.dueAt ? i.dueAt->milliseconds() : std::numeric_limits<qint64>::max();
                        if (key == QLatin1String("status"))
                            return static_cast<qint64>(i.status);
                        return i.id.value();
                    };
                    for (qsizetype i = 1; i < seen.size(); ++i) {
                        const bool ascending = rank(seen.at(i - 1)) <= rank(seen.at(i));
                        const bool descending = rank(seen.at(i - 1)) >= rank(seen.at(i));
                        QVERIFY2(sort.startsWith(u'-') ? descending : ascending, qPrintable(sort));
                    }
                }
            }
        }
        const auto query = must(searchquery::parse(QString()));
        QCOMPARE(must(incidents::count(db, query, context, 10)), 11);
        QVERIFY(must(incidents::list(db, query, context, {})).items.first().createdAt >=
                testNow().plusSeconds(14)); // newest first
        QVERIFY(incidents::list(db, query, context, {QStringLiteral("colour"), QString(), 5}).error().code ==
                ErrorCode::ValidationFailed);
        const QString cursor =
            must(incidents::list(db, query, context, {QStringLiteral("created"), QString(), 5})).nextCursor;
        QVERIFY(incidents::list(db, query, context, {QStringLiteral("-created"), cursor, 5}).error().code ==
                ErrorCode::InvalidCursor);
        QVERIFY(incidents::list(db, query, context, {QString(), QStringLiteral("x'; drop table incidents; --"), 5})
                    .error()
                    .code == ErrorCode::InvalidCursor);
    }
};

QTEST_GUILESS_MAIN(TestQuery)
#include "test_storage_query.moc"
