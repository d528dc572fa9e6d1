// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/catalogueservice.h"
#include "services/trackingservice.h"
#include "servicetest.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <QJsonArray>
#include <QSet>

#include <thread>

using namespace mostrador;
using namespace mostrador::services;

class TestServicesPeople : public test::ServiceTest
{
    Q_OBJECT

    Result<Customer> edit(CustomerId id, const CustomerChange &change, qint64 version)
    {
        return write<Customer>(people.lead,
                               [&](UnitOfWork &unit) { return customers::change(unit, id, change, version); });
    }
    Result<Employee> edit(const Actor &actor, EmployeeId id, const EmployeeChange &change, qint64 version)
    {
        return write<Employee>(actor, [&](UnitOfWork &unit) { return employees::change(unit, id, change, version); });
    }
    /// Every text of the database that mentions a word.
    QStringList mentions(const QString &word)
    {
        QStringList found;
        const QStringList queries = {
            QStringLiteral("select 'customers: ' || given_name || family_name || email || phone || street || city || "
                           "coalesce(email_folded, '') || name_search from customers"),
            QStringLiteral("select 'events: ' || kind || actor_name || old_values || new_values from events"),
            QStringLiteral("select 'outbox: ' || payload || last_error from outbox")};
        const auto looked =
            storage::runTransaction(database(), storage::Mode::ReadOnly, [&](storage::Database &db) -> Outcome {
                found.clear();
                for (const QString &query : queries) {
                    storage::Statement s(db, query);
                    if (const Outcome ran = s.exec(); !ran)
                        return ran;
                    while (s.next()) {
                        if (s.text(0).contains(word, Qt::CaseInsensitive))
                            found.append(s.text(0));
                    }
                }
                return done;
            });
        return looked.committed() ? found : QStringList{looked.problem.cause};
    }

private Q_SLOTS:
    void createsCustomers();
    void changesEachAttributeOfCustomers();
    void mergesAddressesMemberByMember();
    void findsCustomers();
    void removesCustomersWithoutTrace();
    void createsEmployees();
    void keepsOneAdministrator();
    void keepsOneAdministratorOfTwoAtOnce();
    void removesEmployees();
    void managesTeamsAndProducts();
    void checksListRequests();
};

void TestServicesPeople::createsCustomers()
{
    NewCustomer input = newCustomer();
    input.givenName = QStringLiteral("  María José ");
    input.birthDate = QDate(1980, 2, 29);
    input.address = {QStringLiteral("Calle Mayor 1\r\n2º B"),
                     QStringLiteral("28013"),
                     QStringLiteral("Madrid"),
                     {},
                     QStringLiteral("es")};
    input.phone = QStringLiteral("+34 600 000 000");
    input.locale.clear();
    const auto made = write<Customer>(people.agent, [&](UnitOfWork &unit) { return customers::create(unit, input); });
    VERIFY_OK(made);
    QCOMPARE(made->givenName, QStringLiteral("María José"));
    QCOMPARE(made->address.street, QStringLiteral("Calle Mayor 1\n2º B"));
    QCOMPARE(made->address.country, QStringLiteral("ES"));
    QCOMPARE(made->locale, QStringLiteral("es"));
    QCOMPARE(made->version, 1);
    const auto read =
        services::read<Customer>(as(people.agent), [&](UnitOfWork &unit) { return customers::get(unit, made->id); });
    VERIFY_OK(read);
    QCOMPARE(*read, *made);
    input.email = input.email.toUpper();
    const auto twice = write<Customer>(people.agent, [&](UnitOfWork &unit) { return customers::create(unit, input); });
    COMPARE_REFUSED(twice, ErrorCode::AlreadyExists);
    QCOMPARE(codes(twice.error()), QStringLiteral("/email already_taken"));
}

void TestServicesPeople::changesEachAttributeOfCustomers()
{
    Customer now = makeCustomer();
    const auto step = [&](const std::function<void(CustomerChange &)> &shape,
                          const std::function<void(Customer &)> &expected) {
        CustomerChange change;
        shape(change);
        clock.advanceSeconds(1);
        Customer then = now;
        expected(then);
        then.version = now.version + 1;
        then.updatedAt = clock.now();
        const auto changed = edit(now.id, change, now.version);
        if (!changed)
            qFatal("%s", qPrintable(test::reason(changed)));
        now = *changed;
        return *changed == then;
    };
    const QString email = unique(QStringLiteral("Nueva.")) + QStringLiteral("@Example.org");
    QVERIFY(step([](auto &c) { c.givenName = QStringLiteral("Ana"); },
                 [](auto &c) { c.givenName = QStringLiteral("Ana"); }));
    QVERIFY(step([](auto &c) { c.familyName = QString(); }, [](auto &c) { c.familyName = QString(); }));
    QVERIFY(step([&](auto &c) { c.email = email; }, [&](auto &c) { c.email = email; }));
    QVERIFY(step([](auto &c) { c.birthDate = std::optional(QDate(1990, 1, 2)); },
                 [](auto &c) { c.birthDate = QDate(1990, 1, 2); }));
    QVERIFY(step([](auto &c) { c.birthDate = std::optional<QDate>(); }, [](auto &c) { c.birthDate.reset(); }));
    QVERIFY(step(
        [](auto &c) {
            c.address = PostalAddress{{}, {}, QStringLiteral("Soria"), {}, {}};
        },
        [](auto &c) { c.address.city = QStringLiteral("Soria"); }));
    QVERIFY(step([](auto &c) { c.phone = QStringLiteral("1"); }, [](auto &c) { c.phone = QStringLiteral("1"); }));
    QVERIFY(step([](auto &c) { c.locale = QStringLiteral("en"); }, [](auto &c) { c.locale = QStringLiteral("en"); }));
    CustomerChange bad;
    bad.givenName = QStringLiteral(" ");
    bad.email = QStringLiteral("x");
    bad.locale = QStringLiteral("xx");
    QCOMPARE(codes(edit(now.id, bad, now.version).error()),
             QStringLiteral("/email invalid_format, /given_name required, /locale not_allowed"));
    CustomerChange taken;
    taken.email = makeCustomer().email;
    COMPARE_REFUSED(edit(now.id, taken, now.version), ErrorCode::AlreadyExists);
    COMPARE_REFUSED(edit(CustomerId(999'999), {}, 1), ErrorCode::NotFound);
    // The other phone conflicts, the other name does not.
    CustomerChange phone;
    phone.phone = QStringLiteral("2");
    COMPARE_REFUSED(edit(now.id, phone, 1), ErrorCode::EditConflict);
    Customer fresh = makeCustomer();
    phone.phone = QStringLiteral("3");
    VERIFY_OK(edit(fresh.id, phone, 1));
    CustomerChange name;
    name.givenName = QStringLiteral("Otra");
    VERIFY_OK(edit(fresh.id, name, 1));
}

void TestServicesPeople::mergesAddressesMemberByMember()
{
    const Customer customer = makeCustomer();
    CustomerChange city;
    city.address = PostalAddress{{}, {}, QStringLiteral("Lugo"), {}, {}};
    VERIFY_OK(edit(customer.id, city, 1));
    // Merged with the present address before it gets here.
    CustomerChange street;
    street.address = PostalAddress{QStringLiteral("Rúa Nova 1"), {}, QStringLiteral("Lugo"), {}, {}};
    const auto merged = edit(customer.id, street, 1);
    VERIFY_OK(merged);
    QCOMPARE(merged->address.street, QStringLiteral("Rúa Nova 1"));
    CustomerChange other;
    other.address = PostalAddress{QStringLiteral("Rúa Nova 1"), {}, QStringLiteral("Vigo"), {}, {}};
    const auto refused = edit(customer.id, other, 1);
    COMPARE_REFUSED(refused, ErrorCode::EditConflict);
    QCOMPARE(refused.error()
                 .extensions.value(QStringLiteral("conflicts"))
                 .toArray()
                 .at(0)
                 .toObject()
                 .value(QStringLiteral("field"))
                 .toString(),
             QStringLiteral("address/city"));
}

void TestServicesPeople::findsCustomers()
{
    const Customer customer = makeCustomer();
    const auto byEmail = [&](const QString &email) {
        return services::read<Customer>(as(people.agent),
                                        [&](UnitOfWork &unit) { return customers::getByEmail(unit, email); });
    };
    VERIFY_OK(byEmail(customer.email.toUpper()));
    COMPARE_REFUSED(byEmail(QStringLiteral("nobody@example.org")), ErrorCode::NotFound);
    COMPARE_REFUSED(byEmail(QStringLiteral("%")), ErrorCode::NotFound);
    ListRequest request;
    request.query = customer.email.section(u'@', 0, 0);
    const auto page = services::read<ListPage<Customer>>(
        as(people.agent), [&](UnitOfWork &unit) { return customers::list(unit, request); });
    VERIFY_OK(page);
    QCOMPARE(page->items.size(), 1);
    QCOMPARE(page->items.at(0), customer);
}

void TestServicesPeople::removesCustomersWithoutTrace()
{
    NewCustomer input = newCustomer();
    const QString mark = unique(QStringLiteral("zorrocota"));
    input.givenName = mark;
    input.email = mark + QStringLiteral("@example.org");
    const auto made = write<Customer>(people.agent, [&](UnitOfWork &unit) { return customers::create(unit, input); });
    VERIFY_OK(made);
    CustomerChange change;
    change.familyName = mark + QStringLiteral(" segundo");
    VERIFY_OK(edit(made->id, change, 1));
    NewIncident report;
    report.subject = QStringLiteral("Avería");
    report.description = QStringLiteral("No va.");
    report.customer = made->id;
    const auto opened = open(people.agent, report);
    VERIFY_OK(opened);
    const QString token = tracking::token(opened->trackingLink);
    const auto remove = [&](std::optional<qint64> version) {
        return run(people.lead, [&](UnitOfWork &unit) { return customers::remove(unit, made->id, version); });
    };
    COMPARE_REFUSED(remove({}), ErrorCode::InUse);
    VERIFY_OK(tracking::resolve(token));
    IncidentChange resolve;
    resolve.status = IncidentStatus::Resolved;
    VERIFY_OK(this->change(people.agent, opened->incident.id, resolve, 1));
    QVERIFY(!mentions(mark).isEmpty());
    COMPARE_REFUSED(remove(1), ErrorCode::EditConflict);
    VERIFY_OK(remove(2));
    QCOMPARE(mentions(mark), QStringList());
    const auto gone =
        services::read<Customer>(as(people.admin), [&](UnitOfWork &unit) { return customers::get(unit, made->id); });
    COMPARE_REFUSED(gone, ErrorCode::NotFound);
    COMPARE_REFUSED(tracking::resolve(token), ErrorCode::NotFound);
    COMPARE_REFUSED(remove({}), ErrorCode::NotFound);
    QCOMPARE(reread(opened->incident.id).subject, report.subject);
    // The address is free again.
    VERIFY_OK(write<Customer>(people.agent, [&](UnitOfWork &unit) { return customers::create(unit, input); }));
}

void TestServicesPeople::createsEmployees()
{
    NewEmployee input;
    input.name = QString();
    input.email = QStringLiteral("x");
    input.password = QStringLiteral("short");
    input.teams = {people.team, TeamId(99'999)};
    const auto create = [&] {
        return write<Employee>(people.admin, [&](UnitOfWork &unit) { return employees::create(unit, input); });
    };
    QCOMPARE(codes(create().error()),
             QStringLiteral("/email invalid_format, /name required, /password too_short, /team_ids/1 not_found"));
    input.name = QStringLiteral("Nuria");
    input.email = unique(QStringLiteral("nuria")) + QStringLiteral("@example.com");
    input.password = input.email;
    input.teams = {people.otherTeam, people.team, people.team};
    QCOMPARE(codes(create().error()), QStringLiteral("/password not_allowed"));
    input.password = password();
    const auto made = create();
    VERIFY_OK(made);
    QVERIFY(std::is_sorted(made->teams.begin(), made->teams.end()));
    QCOMPARE(made->teams.size(), 2);
    COMPARE_REFUSED(create(), ErrorCode::AlreadyExists);
}

void TestServicesPeople::keepsOneAdministrator()
{
    // A database of its own would be simpler; here all other administrators step down first.
    QList<Employee> admins;
    ListRequest request;
    request.limit = 200;
    const auto all = services::read<ListPage<Employee>>(
        as(people.admin), [&](UnitOfWork &unit) { return employees::list(unit, request); });
    VERIFY_OK(all);
    EmployeeChange down;
    down.role = Role::Agent;
    EmployeeChange up;
    up.role = Role::Admin;
    for (const Employee &employee : all->items) {
        if (employee.role == Role::Admin && employee.active && employee.id != people.admin.employee) {
            VERIFY_OK(edit(Actor::system(), employee.id, down, employee.version));
            admins.append(employee);
        }
    }
    const EmployeeId last = *people.admin.employee;
    const auto version = [&] {
        return services::read<Employee>(as(people.admin), [&](UnitOfWork &unit) { return employees::get(unit, last); })
            ->version;
    };
    COMPARE_REFUSED(edit(people.admin, last, down, version()), ErrorCode::Conflict);
    EmployeeChange off;
    off.active = false;
    COMPARE_REFUSED(edit(people.admin, last, off, version()), ErrorCode::Conflict);
    COMPARE_REFUSED(run(people.admin, [&](UnitOfWork &unit) { return employees::remove(unit, last, {}); }),
                    ErrorCode::Conflict);
    const Employee second = makeEmployee(Role::Admin);
    VERIFY_OK(edit(people.admin, last, down, version()));
    COMPARE_REFUSED(run(actorOf(second), [&](UnitOfWork &unit) { return employees::remove(unit, second.id, {}); }),
                    ErrorCode::Conflict);
    VERIFY_OK(edit(actorOf(second), last, up, version()));
    VERIFY_OK(run(people.admin, [&](UnitOfWork &unit) { return employees::remove(unit, second.id, {}); }));
}

void TestServicesPeople::keepsOneAdministratorOfTwoAtOnce()
{
    const Employee one = makeEmployee(Role::Admin);
    const Employee two = makeEmployee(Role::Admin);
    EmployeeChange down;
    down.role = Role::Agent;
    const auto me = services::read<Employee>(
        as(people.admin), [&](UnitOfWork &unit) { return employees::get(unit, *people.admin.employee); });
    VERIFY_OK(me);
    VERIFY_OK(edit(Actor::system(), me->id, down, me->version));
    std::atomic<int> removed = 0;
    std::thread first([&] {
        removed += run(actorOf(one), [&](UnitOfWork &unit) { return employees::remove(unit, two.id, {}); }) ? 1 : 0;
        storage::closeThreadDatabase();
    });
    std::thread second([&] {
        removed += run(actorOf(two), [&](UnitOfWork &unit) { return employees::remove(unit, one.id, {}); }) ? 1 : 0;
        storage::closeThreadDatabase();
    });
    first.join();
    second.join();
    EmployeeChange up;
    up.role = Role::Admin;
    VERIFY_OK(edit(Actor::system(), me->id, up, me->version + 1));
    QCOMPARE(removed.load(), 1);
}

void TestServicesPeople::removesEmployees()
{
    const Employee employee = makeEmployee(Role::Agent, {people.team});
    const Incident incident = makeIncident();
    VERIFY_OK(say(actorOf(employee), incident.id, QStringLiteral("Hola")));
    VERIFY_OK(run(people.admin, [&](UnitOfWork &unit) { return employees::remove(unit, employee.id, 1); }));
    const auto gone =
        services::read<Employee>(as(people.admin), [&](UnitOfWork &unit) { return employees::get(unit, employee.id); });
    VERIFY_OK(gone);
    QVERIFY(gone->removed && !gone->active && gone->email.isEmpty() && gone->teams.isEmpty());
    QCOMPARE(gone->name, employee.name);
    const auto there = services::read<ListPage<Employee>>(as(people.admin),
                                                          [&](UnitOfWork &unit) { return employees::list(unit, {}); });
    VERIFY_OK(there);
    QVERIFY(std::none_of(there->items.begin(), there->items.end(),
                         [&](const Employee &one) { return one.id == employee.id; }));
    COMPARE_REFUSED(run(people.admin, [&](UnitOfWork &unit) { return employees::remove(unit, employee.id, {}); }),
                    ErrorCode::NotFound);
    const auto messages = services::read<ListPage<Message>>(
        as(people.admin), [&](UnitOfWork &unit) { return incidents::messages(unit, incident.id, {}); });
    VERIFY_OK(messages);
    QCOMPARE(messages->items.constLast().authorName, employee.name);
    IncidentChange give;
    give.assignee = employee.id;
    QCOMPARE(codes(change(people.agent, incident.id, give, 2).error()), QStringLiteral("/assignee_id not_found"));
    NewEmployee again;
    again.name = employee.name;
    again.email = employee.email;
    again.password = password();
    VERIFY_OK(write<Employee>(people.admin, [&](UnitOfWork &unit) { return employees::create(unit, again); }));
}

void TestServicesPeople::managesTeamsAndProducts()
{
    const QString sku = unique(QStringLiteral("R-"));
    const auto product = write<Product>(people.lead, [&](UnitOfWork &unit) {
        return products::create(unit, {sku, QStringLiteral("Router"), QStringLiteral("Redes"), true});
    });
    VERIFY_OK(product);
    const auto twice = write<Product>(people.lead, [&](UnitOfWork &unit) {
        return products::create(unit, {sku.toLower(), QStringLiteral("Router"), {}, true});
    });
    COMPARE_REFUSED(twice, ErrorCode::AlreadyExists);
    QCOMPARE(codes(twice.error()), QStringLiteral("/sku already_taken"));
    QCOMPARE(codes(write<Product>(people.lead, [&](UnitOfWork &unit) { return products::create(unit, {}); }).error()),
             QStringLiteral("/name required, /sku required"));
    static_cast<void>(makeIncident([&](NewIncident &input) { input.product = product->id; }));
    COMPARE_REFUSED(run(people.lead, [&](UnitOfWork &unit) { return products::remove(unit, product->id, {}); }),
                    ErrorCode::InUse);
    const auto offered = [&] {
        const auto list =
            services::read<QList<Product>>(as(anonymous()), [](UnitOfWork &unit) { return products::offered(unit); });
        return list && std::any_of(list->begin(), list->end(), [&](const Product &p) { return p.id == product->id; });
    };
    QVERIFY(offered());
    ProductChange off;
    off.active = false;
    const auto changed =
        write<Product>(people.lead, [&](UnitOfWork &unit) { return products::change(unit, product->id, off, 1); });
    VERIFY_OK(changed);
    QCOMPARE(changed->version, 2);
    QVERIFY(!offered());
    const auto unused = write<Product>(people.lead, [&](UnitOfWork &unit) {
        return products::create(unit, {unique(QStringLiteral("U-")), QStringLiteral("U"), {}, true});
    });
    VERIFY_OK(unused);
    COMPARE_REFUSED(run(people.lead, [&](UnitOfWork &unit) { return products::remove(unit, unused->id, 7); }),
                    ErrorCode::EditConflict);
    VERIFY_OK(run(people.lead, [&](UnitOfWork &unit) { return products::remove(unit, unused->id, 1); }));
    COMPARE_REFUSED(run(people.lead, [&](UnitOfWork &unit) { return products::remove(unit, unused->id, {}); }),
                    ErrorCode::NotFound);

    const TeamId team = makeTeam(false);
    const Employee member = makeEmployee(Role::Agent, {team});
    COMPARE_REFUSED(run(people.admin, [&](UnitOfWork &unit) { return teams::remove(unit, team, {}); }),
                    ErrorCode::InUse);
    TeamChange restricted;
    restricted.restricted = true;
    restricted.name = unique(QStringLiteral("Reservado "));
    const auto locked =
        write<Team>(people.admin, [&](UnitOfWork &unit) { return teams::change(unit, team, restricted, 1); });
    VERIFY_OK(locked);
    QVERIFY(locked->restricted);
    TeamChange other;
    other.name = QStringLiteral("Otro");
    COMPARE_REFUSED(write<Team>(people.admin, [&](UnitOfWork &unit) { return teams::change(unit, team, other, 1); }),
                    ErrorCode::EditConflict);
    VERIFY_OK(run(people.admin, [&](UnitOfWork &unit) { return employees::remove(unit, member.id, {}); }));
    VERIFY_OK(run(people.admin, [&](UnitOfWork &unit) { return teams::remove(unit, team, {}); }));
}

void TestServicesPeople::checksListRequests()
{
    const auto list = [&](const ListRequest &request) {
        return services::read<ListPage<Customer>>(as(people.agent),
                                                  [&](UnitOfWork &unit) { return customers::list(unit, request); });
    };
    QCOMPARE(codes(list({QString(2000, u'x'), QStringLiteral("phone"), {}, 0}).error()),
             QStringLiteral("limit out_of_range, q too_long, sort not_allowed"));
    QCOMPARE(codes(list({{}, {}, {}, 201}).error()), QStringLiteral("limit out_of_range"));
    COMPARE_REFUSED(list({{}, QStringLiteral("name"), QStringLiteral("nonsense"), 5}), ErrorCode::InvalidCursor);
    for (int i = 0; i < 5; ++i)
        static_cast<void>(makeCustomer());
    ListRequest request{{}, QStringLiteral("-created"), {}, 2};
    QSet<qint64> seen;
    do {
        const auto page = list(request);
        VERIFY_OK(page);
        for (const Customer &customer : page->items) {
            QVERIFY(!seen.contains(customer.id.value()));
            seen.insert(customer.id.value());
        }
        request.cursor = page->nextCursor;
    } while (!request.cursor.isEmpty());
    QVERIFY(seen.size() >= 5);
}

QTEST_GUILESS_MAIN(TestServicesPeople)
#include "test_services_people.moc"
