// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicetest.h"

#include "services/catalogueservice.h"
#include "services/crypto.h"
#include "services/settings.h"
#include "storage/statement.h"
#include "storage/transaction.h"

namespace mostrador::test {

namespace {

services::Settings testSettings()
{
    services::Settings settings;
    settings.publicUrl = QStringLiteral("https://help.example.com");
    settings.feedUrl = QStringLiteral("wss://help.example.com/api/v1/feed");
    settings.secretKey = QByteArray(32, 'k');
    settings.companyName = QStringLiteral("Tienda Ejemplo");
    settings.attachmentMaxBytes = 1'000'000;
    // The least libsodium takes: these tests are not about the cost.
    settings.argonOperations = 1;
    settings.argonMemoryBytes = 8192;
    return settings;
}

} // namespace

QString codes(const Problem &problem)
{
    QStringList out;
    for (const FieldError &error : problem.errors)
        out.append(error.pointer + u' ' + toString(error.code));
    out.sort();
    return out.join(QLatin1String(", "));
}

void ServiceTest::initTestCase_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("sqlite") << static_cast<int>(storage::Dialect::Sqlite);
    QTest::newRow("postgresql") << static_cast<int>(storage::Dialect::Postgresql);
}

void ServiceTest::init()
{
    QFETCH_GLOBAL(int, kind);
    const auto dialect = static_cast<storage::Dialect>(kind);
    if (dialect == storage::Dialect::Postgresql && !TestDatabase::havePostgresql())
        QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set: tests/run.sh starts a PostgreSQL and sets it");
    services::configure(testSettings());
    World &world = m_worlds[kind];
    if (!world.database) {
        world.database = std::make_unique<TestDatabase>(dialect);
        QVERIFY2(world.database->isReady(), qPrintable(world.database->error()));
        populate();
        world.people = people;
    }
    storage::configure(world.database->options());
    people = world.people;
}

void ServiceTest::cleanupTestCase()
{
    for (auto &[kind, world] : m_worlds) {
        if (world.database)
            storage::configure(world.database->options());
        world.database.reset();
    }
    m_worlds.clear();
}

void ServiceTest::populate()
{
    people = {};
    people.team = makeTeam(false);
    people.otherTeam = makeTeam(false);
    people.restrictedTeam = makeTeam(true);
    people.admin = actorOf(makeEmployee(Role::Admin));
    people.agent = actorOf(makeEmployee(Role::Agent, {people.team}));
    people.lead = actorOf(makeEmployee(Role::Lead, {people.team}));
    people.auditor = actorOf(makeEmployee(Role::Auditor));
    people.outsider = actorOf(makeEmployee(Role::Agent));
}

services::Context ServiceTest::as(const Actor &actor) const
{
    services::Context context;
    context.actor = actor;
    context.clock = &clock;
    context.remoteAddress = QStringLiteral("192.0.2.1");
    return context;
}

QString ServiceTest::unique(const QString &text)
{
    return text + services::crypto::randomHex(6);
}

NewCustomer ServiceTest::newCustomer() const
{
    NewCustomer input;
    input.givenName = QStringLiteral("Begoña");
    input.familyName = QStringLiteral("Núñez");
    input.email = unique(QStringLiteral("begona.")) + QStringLiteral("@example.org");
    input.locale = QStringLiteral("es");
    return input;
}

Customer ServiceTest::makeCustomer()
{
    const auto made = write<Customer>(
        Actor::system(), [&](services::UnitOfWork &unit) { return services::customers::create(unit, newCustomer()); });
    if (!made)
        qFatal("customer: %s", qPrintable(codes(made.error()) + made.error().cause));
    return *made;
}

Employee ServiceTest::makeEmployee(Role role, const QList<TeamId> &teams)
{
    NewEmployee input;
    input.name = QStringLiteral("Empleada ") + toString(role);
    input.email = unique(toString(role)) + QStringLiteral("@example.com");
    input.role = role;
    input.teams = teams;
    input.password = password();
    const auto made = write<Employee>(
        Actor::system(), [&](services::UnitOfWork &unit) { return services::employees::create(unit, input); });
    if (!made)
        qFatal("employee: %s", qPrintable(codes(made.error()) + made.error().cause));
    return *made;
}

Actor ServiceTest::actorOf(const Employee &employee)
{
    Actor actor;
    actor.principal = principalOf(employee.role);
    actor.employee = employee.id;
    actor.teams = employee.teams;
    actor.name = employee.name;
    return actor;
}

TeamId ServiceTest::makeTeam(bool restricted)
{
    const auto made = write<Team>(Actor::system(), [&](services::UnitOfWork &unit) {
        return services::teams::create(unit, {unique(QStringLiteral("Equipo ")), QString(), restricted});
    });
    if (!made)
        qFatal("team: %s", qPrintable(codes(made.error()) + made.error().cause));
    return made->id;
}

Result<services::OpenedIncident> ServiceTest::open(const Actor &actor, const NewIncident &input)
{
    return write<services::OpenedIncident>(
        actor, [&](services::UnitOfWork &unit) { return services::incidents::open(unit, input); });
}

Incident ServiceTest::makeIncident(const std::function<void(NewIncident &)> &shape)
{
    NewIncident input;
    input.subject = QStringLiteral("El router no enciende");
    input.description = QStringLiteral("Desde ayer no se enciende ninguna luz.");
    input.customerData = newCustomer();
    if (shape)
        shape(input);
    const auto opened = open(Actor::system(), input);
    if (!opened)
        qFatal("incident: %s", qPrintable(codes(opened.error()) + opened.error().cause));
    return opened->incident;
}

Result<Incident> ServiceTest::change(const Actor &actor, IncidentId id, const IncidentChange &edit, qint64 version)
{
    return write<Incident>(
        actor, [&](services::UnitOfWork &unit) { return services::incidents::change(unit, id, edit, version); });
}

Result<Message> ServiceTest::say(const Actor &actor, IncidentId id, const QString &body, bool internal,
                                 std::optional<IncidentStatus> status)
{
    NewMessage message;
    message.body = body;
    message.internal = internal;
    message.status = status;
    return write<Message>(
        actor, [&](services::UnitOfWork &unit) { return services::incidents::addMessage(unit, id, message); });
}

Incident ServiceTest::reread(IncidentId id)
{
    const auto found = services::read<Incident>(
        as(Actor::system()), [&](services::UnitOfWork &unit) { return services::incidents::get(unit, id); });
    if (!found)
        qFatal("incident not found");
    return *found;
}

QList<Event> ServiceTest::eventsOf(IncidentId id)
{
    services::ListRequest request;
    request.limit = 200;
    const auto found = services::read<services::ListPage<Event>>(as(Actor::system()), [&](services::UnitOfWork &unit) {
        return services::incidents::events(unit, id, request);
    });
    return found ? found->items : QList<Event>();
}

QStringList ServiceTest::mailsOf(IncidentId id)
{
    QStringList kinds;
    const auto looked =
        storage::runTransaction(database(), storage::Mode::ReadOnly, [&](storage::Database &db) -> Outcome {
            kinds.clear();
            storage::Statement s(db, QStringLiteral("select kind from outbox where incident_id = ? order by id"));
            s.bind(id);
            if (const Outcome ran = s.exec(); !ran)
                return ran;
            while (s.next())
                kinds.append(s.text(0));
            return done;
        });
    return looked.committed() ? kinds : QStringList{QStringLiteral("unreadable")};
}

} // namespace mostrador::test
