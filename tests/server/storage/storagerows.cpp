// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storagerows.h"

#include "storage/customers.h"
#include "storage/employees.h"
#include "storage/products.h"
#include "storage/teams.h"
#include "storage/trackinglinks.h"

#include <QCryptographicHash>

namespace mostrador::test {

Timestamp testNow()
{
    return *Timestamp::fromRfc3339(QStringLiteral("2026-11-21T09:00:00Z"));
}

Customer newCustomer(const QString &email, const QString &given, const QString &family)
{
    Customer c;
    c.givenName = given;
    c.familyName = family;
    c.email = email;
    c.locale = QStringLiteral("es");
    c.createdAt = c.updatedAt = testNow();
    c.version = 1;
    return c;
}

Employee newEmployee(const QString &email, Role role)
{
    Employee e;
    e.email = email;
    e.name = QStringLiteral("Luis ") + email.section(u'@', 0, 0);
    e.role = role;
    e.locale = QStringLiteral("es");
    e.createdAt = e.updatedAt = testNow();
    e.version = 1;
    return e;
}

Team newTeam(const QString &name, bool restricted)
{
    Team t;
    t.name = name;
    t.restricted = restricted;
    t.createdAt = t.updatedAt = testNow();
    t.version = 1;
    return t;
}

Product newProduct(const QString &sku, const QString &name)
{
    Product p;
    p.sku = sku;
    p.name = name;
    p.category = QStringLiteral("network");
    p.createdAt = p.updatedAt = testNow();
    p.version = 1;
    return p;
}

void inTransaction(storage::Database &db, const std::function<void(storage::Database &)> &work)
{
    const auto outcome = storage::runTransaction(db, storage::Mode::ReadWrite, [&](storage::Database &d) -> Outcome {
        work(d);
        return done;
    });
    if (!outcome.committed())
        qFatal("not committed: %s", qPrintable(outcome.problem.cause));
}

CustomerId addCustomer(storage::Database &db, const QString &email)
{
    CustomerId id;
    inTransaction(db, [&](storage::Database &d) { id = must(storage::customers::insert(d, newCustomer(email))); });
    return id;
}

EmployeeId addEmployee(storage::Database &db, const QString &email, Role role, const QList<TeamId> &teams)
{
    EmployeeId id;
    Employee employee = newEmployee(email, role);
    employee.teams = teams;
    inTransaction(db, [&](storage::Database &d) {
        id = must(storage::employees::insert(d, employee, QStringLiteral("$argon2id$x")));
    });
    return id;
}

TeamId addTeam(storage::Database &db, const QString &name, bool restricted)
{
    TeamId id;
    inTransaction(db, [&](storage::Database &d) { id = must(storage::teams::insert(d, newTeam(name, restricted))); });
    return id;
}

ProductId addProduct(storage::Database &db, const QString &sku, const QString &name)
{
    ProductId id;
    inTransaction(db, [&](storage::Database &d) { id = must(storage::products::insert(d, newProduct(sku, name))); });
    return id;
}

storage::incidents::NewBundle newBundle(CustomerId customer, const QString &subject, const QString &description)
{
    storage::incidents::NewBundle bundle;
    Incident &i = bundle.incident;
    i.subject = subject;
    i.description = description;
    i.customer = customer;
    i.language = QStringLiteral("es");
    i.createdAt = i.updatedAt = testNow();
    i.version = 1;
    bundle.message.authorKind = ActorKind::Customer;
    bundle.message.authorId = customer.value();
    bundle.message.createdAt = i.createdAt;
    bundle.event.kind = EventKind::IncidentCreated;
    bundle.event.actorKind = ActorKind::Customer;
    bundle.event.actorId = customer.value();
    bundle.event.actorName = QStringLiteral("Ana García");
    bundle.event.after = {{QStringLiteral("subject"), subject}};
    bundle.event.at = i.createdAt;
    bundle.link = storage::trackinglinks::newId();
    bundle.linkTokenHash =
        QCryptographicHash::hash(QByteArray::number(bundle.link->value()), QCryptographicHash::Sha256);
    storage::outbox::NewEntry entry;
    entry.kind = QStringLiteral("mail.receipt");
    entry.payload = {{QStringLiteral("language"), QStringLiteral("es")}};
    entry.messageIdTail = QStringLiteral("r4nd0m@example.org");
    entry.dueAt = i.createdAt;
    bundle.outbox = entry;
    return bundle;
}

storage::incidents::BundleIds addIncident(storage::Database &db, const storage::incidents::NewBundle &bundle)
{
    storage::incidents::BundleIds ids;
    inTransaction(db, [&](storage::Database &d) { ids = must(storage::incidents::insertBundle(d, bundle)); });
    return ids;
}

storage::incidents::MessageBundle newMessage(const Incident &incident, const QString &body, bool internal,
                                             EmployeeId author)
{
    storage::incidents::MessageBundle bundle;
    bundle.message.incident = incident.id;
    bundle.message.authorKind = ActorKind::Employee;
    bundle.message.authorId = author.value();
    bundle.message.internal = internal;
    bundle.message.body = body;
    bundle.message.createdAt = incident.updatedAt.plusSeconds(60);
    bundle.incident = incident;
    bundle.incident.version = incident.version + 1;
    bundle.incident.updatedAt = bundle.message.createdAt;
    bundle.expectedVersion = incident.version;
    bundle.event.kind = internal ? EventKind::NoteAdded : EventKind::MessageAdded;
    bundle.event.actorKind = ActorKind::Employee;
    bundle.event.actorId = author.value();
    bundle.event.actorName = QStringLiteral("Luis");
    bundle.event.at = bundle.message.createdAt;
    return bundle;
}

Actor actorOf(const Employee &employee)
{
    Actor actor;
    actor.principal = principalOf(employee.role);
    actor.employee = employee.id;
    actor.teams = employee.teams;
    actor.name = employee.name;
    return actor;
}

} // namespace mostrador::test
