// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/importservice.h"

#include "model/limits.h"
#include "protocol/codecs.h"
#include "services/catalogueservice.h"
#include "services/eventlog.h"
#include "services/fieldchecks.h"
#include "services/incidentrules.h"
#include "services/prioritytable.h"
#include "storage/customers.h"
#include "storage/employees.h"
#include "storage/incidents.h"
#include "storage/products.h"
#include "storage/teams.h"
#include "support/words.h"

#include <QQueue>

namespace mostrador::services::imports {

namespace {

/// The moment that is being written about.
class FixedClock final : public Clock
{
public:
    explicit FixedClock(Timestamp at)
        : m_at(at)
    {}
    Timestamp now() const override { return m_at; }

private:
    Timestamp m_at;
};

/// A unit of work of the past: who did it, and when.
class Past
{
public:
    Past(storage::Database &database, Timestamp at, const QString &by)
        : m_clock(at)
        , m_context(contextOf(by, m_clock))
        , m_unit(database, m_context)
    {}
    UnitOfWork &unit() { return m_unit; }

private:
    static Context contextOf(const QString &by, const Clock &clock)
    {
        Context context;
        context.actor = Actor::system();
        context.actor.name = by;
        context.clock = &clock;
        return context;
    }

    FixedClock m_clock;
    Context m_context;
    UnitOfWork m_unit;
};

/// An unusable hash: no password matches it.
const QString noPassword = QStringLiteral("!");

/// Cleans every text of the history in place.
Outcome check(History &history)
{
    FieldChecks checks;
    FieldChecks customer(QStringLiteral("/customer"));
    services::check(checks, history.opening);
    services::check(customer, history.customer, Timestamp::now());
    if (history.steps.isEmpty())
        checks.fault(QStringLiteral("status"), FieldErrorCode::Required);
    if (history.opening.externalReference.isEmpty())
        checks.fault(QStringLiteral("external_reference"), FieldErrorCode::Required);
    const Facts *before = nullptr;
    for (Step &step : history.steps) {
        Facts &facts = step.facts;
        if (facts.status == IncidentStatus::Merged) // it would need the other incident
            checks.fault(QStringLiteral("status"), FieldErrorCode::NotAllowed);
        checks.text(QStringLiteral("actor_name"), step.by, {.max = limits::personName});
        if (!before || before->team != facts.team)
            checks.text(QStringLiteral("team"), facts.team, {.max = limits::teamName});
        if (facts.assignee && (!before || before->assignee != facts.assignee)) {
            checks.text(QStringLiteral("assignee"), facts.assignee->name,
                        {.max = limits::personName, .required = true});
            checks.email(QStringLiteral("assignee_email"), facts.assignee->email);
        }
        if (facts.product && !(before && before->product && before->product->sku == facts.product->sku)) {
            FieldChecks product(QStringLiteral("/product"));
            services::check(product, *facts.product);
            checks.add(product);
        }
        if (!before || before->customFields != facts.customFields)
            checks.customFields(QStringLiteral("custom_fields"), facts.customFields, false);
        before = &facts;
    }
    checks.add(customer);
    return checks.finish();
}

} // namespace

void Directory::clear()
{
    *this = Directory();
}

QList<IncidentStatus> way(IncidentStatus from, IncidentStatus to)
{
    if (from == to || from == IncidentStatus::Merged || to == IncidentStatus::Merged)
        return {};
    QQueue<QList<IncidentStatus>> ways;
    QList<IncidentStatus> seen{from, IncidentStatus::Merged};
    ways.enqueue({});
    while (!ways.isEmpty()) {
        const QList<IncidentStatus> here = ways.dequeue();
        const IncidentStatus status = here.isEmpty() ? from : here.last();
        for (const IncidentStatus next : nextStatuses(status, TransitionBy::System)) {
            if (seen.contains(next))
                continue;
            seen.append(next);
            const QList<IncidentStatus> further = here + QList{next};
            if (next == to)
                return further;
            ways.enqueue(further);
        }
    }
    return {};
}

/// Writes one history.
class Writer
{
public:
    Writer(storage::Database &database, Directory &directory, const History &history)
        : m_database(database)
        , m_directory(directory)
        , m_history(history)
    {}

    Result<Written> run()
    {
        if (const Outcome clean = check(m_history); !clean)
            return clean.error();
        const auto present =
            storage::incidents::findByExternalReference(m_database, m_history.opening.externalReference);
        if (!present)
            return present.error();
        if (*present) {
            m_written.existed = true;
            m_written.incident = (*present)->id;
            return m_written;
        }
        if (const Outcome opened = open(); !opened)
            return opened.error();
        Timestamp at = m_history.openedAt;
        for (const Step &step : m_history.steps) {
            at = std::max(at, step.at);
            if (const Outcome taken = take(step, at); !taken)
                return taken.error();
        }
        if (m_incident.version > 1) {
            const auto updated = storage::incidents::update(m_database, m_incident, 1);
            if (!updated)
                return updated.error();
            if (!*updated)
                return Problem::internal(QStringLiteral("an incident just written has another version"));
        }
        return m_written;
    }

private:
    Outcome open()
    {
        Past past(m_database, m_history.openedAt, m_history.openedBy);
        UnitOfWork &unit = past.unit();
        if (const Outcome allowed = unit.require(Action::IncidentCreate, Relation::Other); !allowed)
            return allowed;
        const auto customer = customerOf(unit);
        if (!customer)
            return customer.error();
        const NewIncident &opening = m_history.opening;
        m_incident.subject = opening.subject;
        m_incident.description = opening.description;
        m_incident.customer = *customer;
        m_incident.channel = opening.channel;
        m_incident.language = opening.language.isEmpty() ? supportedLanguages().first() : opening.language;
        m_incident.tags = opening.tags;
        m_incident.orderNumber = opening.orderNumber;
        m_incident.serialNumber = opening.serialNumber;
        m_incident.externalReference = opening.externalReference;
        m_incident.dueAt = opening.dueAt;
        m_incident.createdAt = m_history.openedAt;
        m_incident.updatedAt = m_history.openedAt;
        m_incident.version = 1;
        if (const Outcome applied = apply(unit, m_history.steps.first().facts); !applied)
            return applied;

        storage::incidents::NewBundle bundle;
        bundle.incident = m_incident;
        bundle.message.authorKind = ActorKind::Customer;
        bundle.message.authorId = customer->value();
        bundle.message.createdAt = m_history.openedAt;
        bundle.event = eventlog::make(unit, EventKind::IncidentCreated);
        bundle.event.version = 1;
        const QJsonObject json = codec::toJson(m_incident);
        for (const QString &key : incidentrules::factKeys()) {
            const QJsonValue value = json.value(key);
            if (!value.isNull() && !value.isUndefined())
                bundle.event.after.insert(key, value);
        }
        bundle.event.after.insert(QStringLiteral("channel"), toString(m_incident.channel));
        bundle.event.after.insert(QStringLiteral("customer_id"), customer->toString());
        const auto ids = storage::incidents::insertBundle(m_database, bundle);
        if (!ids)
            return ids.error();
        m_incident.id = ids->incident;
        m_written.incident = ids->incident;
        return done;
    }

    Outcome take(const Step &step, Timestamp at)
    {
        Past past(m_database, at, step.by);
        UnitOfWork &unit = past.unit();
        const IncidentStatus from = m_incident.status;
        const QList<IncidentStatus> steps = way(from, step.facts.status);
        if (steps.isEmpty() && from != step.facts.status)
            return Problem::field(QStringLiteral("/status"), FieldErrorCode::NotAllowed);
        for (qsizetype i = 0; i + 1 < steps.size(); ++i) {
            const Incident before = m_incident;
            if (const Outcome entered = incidentrules::enter(m_incident, steps.at(i), TransitionBy::System, at);
                !entered)
                return entered;
            if (const Outcome written = finish(unit, before, at); !written)
                return written;
            ++m_written.bridges;
        }
        const Incident before = m_incident;
        if (!steps.isEmpty()) {
            if (const Outcome entered = incidentrules::enter(m_incident, steps.last(), TransitionBy::System, at);
                !entered)
                return entered;
            ++m_written.statusChanges;
            if (!isActive(from) && from != IncidentStatus::Cancelled && isActive(m_incident.status))
                ++m_written.reopenings;
        }
        if (const Outcome applied = apply(unit, step.facts); !applied)
            return applied;
        if (m_incident == before)
            return done;
        if (m_incident.team != before.team || m_incident.assignee != before.assignee)
            ++m_written.reassignments;
        const bool other = m_incident.impact != before.impact || m_incident.urgency != before.urgency ||
                           m_incident.priority != before.priority || m_incident.product != before.product ||
                           m_incident.customFields != before.customFields;
        m_written.otherChanges += other ? 1 : 0;
        return finish(unit, before, at);
    }

    /// Numbers the change and writes its events.
    Outcome finish(UnitOfWork &unit, const Incident &before, Timestamp at)
    {
        ++m_incident.version;
        m_incident.updatedAt = at;
        return incidentrules::writeChangeEvents(unit, before, m_incident, false);
    }

    /// Everything but the status.
    Outcome apply(UnitOfWork &unit, const Facts &facts)
    {
        m_incident.impact = facts.impact;
        m_incident.urgency = facts.urgency;
        const auto table = prioritytable::current(unit);
        if (!table)
            return table.error();
        const Priority usual = table->at(facts.impact, facts.urgency);
        m_incident.priority = facts.priority.value_or(usual);
        m_incident.priorityByHand = m_incident.priority != usual;
        m_incident.customFields = facts.customFields;
        const auto team = teamOf(unit, facts.team);
        if (!team)
            return team.error();
        m_incident.team = *team;
        const auto assignee = employeeOf(unit, facts.assignee);
        if (!assignee)
            return assignee.error();
        m_incident.assignee = *assignee;
        const auto product = productOf(unit, facts.product);
        if (!product)
            return product.error();
        m_incident.product = *product;
        return done;
    }

    Result<CustomerId> customerOf(UnitOfWork &unit)
    {
        const NewCustomer &data = m_history.customer;
        const QString key = foldForUniqueness(data.email);
        if (const auto known = m_directory.m_customers.constFind(key); known != m_directory.m_customers.constEnd())
            return *known;
        Customer customer;
        customer.givenName = data.givenName;
        customer.familyName = data.familyName;
        customer.email = data.email;
        customer.birthDate = data.birthDate;
        customer.address = data.address;
        customer.phone = data.phone;
        customer.locale = data.locale.isEmpty() ? supportedLanguages().first() : data.locale;
        customer.createdAt = unit.now();
        customer.updatedAt = unit.now();
        customer.version = 1;
        const auto found = storage::customers::findOrInsert(m_database, customer);
        if (!found)
            return found.error();
        if (found->inserted) {
            const Outcome told =
                tell(unit, EventKind::CustomerCreated, QStringLiteral("customer"), found->customer.id.value(), {});
            if (!told)
                return told.error();
        }
        m_directory.m_customers.insert(key, found->customer.id);
        return found->customer.id;
    }

    Result<std::optional<TeamId>> teamOf(UnitOfWork &unit, const QString &name)
    {
        if (name.isEmpty())
            return std::optional<TeamId>();
        const QString key = foldForUniqueness(name);
        if (const auto known = m_directory.m_teams.constFind(key); known != m_directory.m_teams.constEnd())
            return std::optional(*known);
        const auto found = storage::teams::findByName(m_database, name);
        if (!found)
            return found.error();
        TeamId id;
        if (*found) {
            id = (*found)->id;
        } else {
            const auto made = teams::create(unit, NewTeam{name, {}, false});
            if (!made)
                return made.error();
            id = made->id;
        }
        m_directory.m_teams.insert(key, id);
        return std::optional(id);
    }

    Result<std::optional<EmployeeId>> employeeOf(UnitOfWork &unit, const std::optional<Person> &person)
    {
        if (!person)
            return std::optional<EmployeeId>();
        const QString key = foldForUniqueness(person->email);
        if (const auto known = m_directory.m_employees.constFind(key); known != m_directory.m_employees.constEnd())
            return std::optional(*known);
        const auto found = storage::employees::findByEmail(m_database, person->email);
        if (!found)
            return found.error();
        EmployeeId id;
        if (*found) {
            id = (*found)->id;
        } else {
            Employee employee;
            employee.email = person->email;
            employee.name = person->name;
            employee.role = Role::Agent;
            employee.locale = supportedLanguages().first();
            employee.active = false;
            employee.createdAt = unit.now();
            employee.updatedAt = unit.now();
            employee.version = 1;
            const auto made = storage::employees::insert(m_database, employee, noPassword);
            if (!made)
                return made.error();
            id = *made;
            const Outcome told = tell(unit, EventKind::EmployeeCreated, QStringLiteral("employee"), id.value(),
                                      {{QStringLiteral("email"), employee.email},
                                       {QStringLiteral("name"), employee.name},
                                       {QStringLiteral("role"), toString(employee.role)},
                                       {QStringLiteral("active"), false}});
            if (!told)
                return told.error();
        }
        m_directory.m_employees.insert(key, id);
        return std::optional(id);
    }

    Result<std::optional<ProductId>> productOf(UnitOfWork &unit, const std::optional<NewProduct> &product)
    {
        if (!product)
            return std::optional<ProductId>();
        const QString key = foldForUniqueness(product->sku);
        if (const auto known = m_directory.m_products.constFind(key); known != m_directory.m_products.constEnd())
            return std::optional(*known);
        const auto found = storage::products::findBySku(m_database, product->sku);
        if (!found)
            return found.error();
        ProductId id;
        if (*found) {
            id = (*found)->id;
        } else {
            const auto made = products::create(unit, *product);
            if (!made)
                return made.error();
            id = made->id;
        }
        m_directory.m_products.insert(key, id);
        return std::optional(id);
    }

    static Outcome tell(UnitOfWork &unit, EventKind kind, const QString &subject, qint64 id, const QJsonObject &after)
    {
        Event event = eventlog::make(unit, kind);
        event.subjectKind = subject;
        event.subjectId = id;
        event.version = 1;
        event.after = after;
        const auto written = eventlog::write(unit, event);
        if (!written)
            return written.error();
        return done;
    }

    storage::Database &m_database;
    Directory &m_directory;
    History m_history;
    Incident m_incident;
    Written m_written;
};

Result<Written> write(storage::Database &database, Directory &directory, const History &history)
{
    return Writer(database, directory, history).run();
}

} // namespace mostrador::services::imports
