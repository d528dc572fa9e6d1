// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin.h"
#include "services/catalogueservice.h"
#include "services/customerservice.h"
#include "services/employeeservice.h"
#include "services/incidentservice.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

// A linker takes from a static library only what is called for, so the resource says so. Outside of any namespace.
static void initDemoResource()
{
    Q_INIT_RESOURCE(demo);
}

namespace mostrador::server {

namespace {

using services::UnitOfWork;

constexpr char demoText[] = QT_TRANSLATE_NOOP(
    "cli", "Makes a small demo company: teams, employees of each role, products, customers and incidents in "
           "Spanish and English. Does nothing where it is there already.");
constexpr char presentText[] = QT_TRANSLATE_NOOP("cli", "The demo company is there already.");
constexpr char madeText[] =
    QT_TRANSLATE_NOOP("cli", "The demo company is made: %1 employees, %2 customers, %3 incidents.");
constexpr char demoLogInText[] = QT_TRANSLATE_NOOP("cli", "Its employees, such as %1, log in with the password %2");

/// A clock that stands still where it is put.
class SetClock final : public Clock
{
public:
    Timestamp now() const override { return m_now; }
    void set(Timestamp now) { m_now = now; }

private:
    Timestamp m_now;
};

/// Makes the company of demo.json through the same use cases as everybody else, in one transaction: all or nothing.
class Demo
{
public:
    Demo(UnitOfWork &unit, const QJsonObject &company, const QString &password)
        : m_unit(unit)
        , m_company(company)
        , m_password(password)
    {}

    Outcome make()
    {
        for (const auto step : {&Demo::makeTeams, &Demo::makeProducts, &Demo::makeEmployees, &Demo::makeCustomers,
                                &Demo::makeIncidents}) {
            if (const Outcome made = (this->*step)(); !made)
                return made;
        }
        return done;
    }

private:
    QJsonArray list(const char *name) const { return m_company.value(QLatin1String(name)).toArray(); }
    static QString text(const QJsonObject &object, const char *name)
    {
        return object.value(QLatin1String(name)).toString();
    }

    Outcome makeTeams()
    {
        for (const QJsonValue &value : list("teams")) {
            const QJsonObject json = value.toObject();
            const auto team = services::teams::create(m_unit, {text(json, "name"), text(json, "description"),
                                                               json.value(QStringLiteral("restricted")).toBool()});
            if (!team)
                return team.error();
            m_teams.append(team->id);
        }
        return done;
    }

    Outcome makeProducts()
    {
        for (const QJsonValue &value : list("products")) {
            const QJsonObject json = value.toObject();
            const auto product =
                services::products::create(m_unit, {text(json, "sku"), text(json, "name"), text(json, "category")});
            if (!product)
                return product.error();
            m_products.append(product->id);
        }
        return done;
    }

    Outcome makeEmployees()
    {
        for (const QJsonValue &value : list("employees")) {
            const QJsonObject json = value.toObject();
            NewEmployee input;
            input.name = text(json, "name");
            input.email = text(json, "email");
            input.role = roleFromString(text(json, "role")).value_or(Role::Agent);
            input.locale = text(json, "locale");
            input.password = m_password;
            for (const QJsonValue &team : json.value(QStringLiteral("teams")).toArray())
                input.teams.append(m_teams.at(team.toInt()));
            const auto employee = services::employees::create(m_unit, input);
            if (!employee)
                return employee.error();
            m_employees.append(*employee);
        }
        return done;
    }

    Outcome makeCustomers()
    {
        for (const QJsonValue &value : list("customers")) {
            const QJsonObject json = value.toObject();
            NewCustomer input;
            input.givenName = text(json, "given_name");
            input.familyName = text(json, "family_name");
            input.email = text(json, "email");
            input.locale = text(json, "locale");
            input.phone = text(json, "phone");
            input.address = {
                text(json, "street"), text(json, "postal_code"), text(json, "city"), {}, text(json, "country")};
            const QDate birth = QDate::fromString(text(json, "birth_date"), Qt::ISODate);
            if (birth.isValid())
                input.birthDate = birth;
            const auto customer = services::customers::create(m_unit, input);
            if (!customer)
                return customer.error();
            m_customers.append(*customer);
        }
        return done;
    }

    Outcome makeIncidents()
    {
        for (const QJsonValue &value : list("incidents")) {
            if (const Outcome made = makeIncident(value.toObject()); !made)
                return made;
        }
        return done;
    }

    /// @p minutes later than the step before, but never in the future.
    void passTime(qint64 minutes) { m_clock.set(std::min(m_clock.now().plusSeconds(minutes * 60), m_unit.now())); }

    services::Context contextOf(const Actor &actor) const
    {
        services::Context context = operatorContext();
        context.actor = actor;
        context.clock = &m_clock;
        context.quiet = true; // nobody gets mail from a demo
        return context;
    }

    Outcome makeIncident(const QJsonObject &json)
    {
        const Customer &customer = m_customers.at(json.value(QStringLiteral("customer")).toInt());
        NewIncident input;
        input.subject = text(json, "subject");
        input.description = text(json, "description");
        input.customer = customer.id;
        input.channel = channelFromString(text(json, "channel")).value_or(Channel::Web);
        input.orderNumber = text(json, "order_number");
        input.impact = impactFromString(text(json, "impact"));
        input.urgency = urgencyFromString(text(json, "urgency"));
        for (const QJsonValue &tag : json.value(QStringLiteral("tags")).toArray())
            input.tags.append(tag.toString());
        if (const QJsonValue product = json.value(QStringLiteral("product")); product.isDouble())
            input.product = m_products.at(product.toInt());
        if (const QJsonValue team = json.value(QStringLiteral("team")); team.isDouble())
            input.team = m_teams.at(team.toInt());
        const auto assignee = std::find_if(m_employees.cbegin(), m_employees.cend(),
                                           [&](const Employee &e) { return e.name == text(json, "assignee"); });
        if (assignee != m_employees.cend())
            input.assignee = assignee->id;
        // Each a little later in its day than the one before.
        const qint64 before = json.value(QStringLiteral("days_ago")).toInteger() * 86'400 + (27 - m_number++) * 420;
        m_clock.set(m_unit.now().plusSeconds(-before));
        const services::Context door = contextOf(Actor::system());
        UnitOfWork opening(m_unit.database(), door);
        const auto opened = services::incidents::open(opening, input);
        if (!opened)
            return opened.error();
        for (const QJsonValue &value : json.value(QStringLiteral("steps")).toArray()) {
            const Actor agent = assignee != m_employees.cend() ? actorOf(*assignee) : Actor::system();
            if (const Outcome taken = takeStep(value.toObject(), opened->incident.id, customer, agent); !taken)
                return taken;
        }
        return done;
    }

    Outcome takeStep(const QJsonObject &json, IncidentId incident, const Customer &customer, const Actor &agent)
    {
        passTime(json.value(QStringLiteral("after_minutes")).toInteger());
        const bool byCustomer = text(json, "by") == QStringLiteral("customer");
        const services::Context context =
            contextOf(byCustomer ? Actor::ofCustomer(customer.id, customer.displayName()) : agent);
        UnitOfWork unit(m_unit.database(), context);
        const auto status = incidentStatusFromString(text(json, "status"));
        if (!json.contains(QStringLiteral("body"))) {
            const auto present = services::incidents::get(unit, incident);
            if (!present)
                return present.error();
            IncidentChange change;
            change.status = status;
            const auto changed = services::incidents::change(unit, incident, change, present->version);
            return changed ? Outcome(done) : Outcome(changed.error());
        }
        NewMessage message;
        message.body = text(json, "body");
        message.internal = text(json, "by") == QStringLiteral("note");
        message.status = status;
        const auto added = services::incidents::addMessage(unit, incident, message);
        return added ? Outcome(done) : Outcome(added.error());
    }

    static Actor actorOf(const Employee &employee)
    {
        Actor actor;
        actor.principal = principalOf(employee.role);
        actor.employee = employee.id;
        actor.teams = employee.teams;
        actor.name = employee.name;
        return actor;
    }

    UnitOfWork &m_unit;
    const QJsonObject m_company;
    const QString m_password;
    SetClock m_clock;
    int m_number = 0;
    QList<TeamId> m_teams;
    QList<ProductId> m_products;
    QList<Employee> m_employees;
    QList<Customer> m_customers;
};

} // namespace

int adminDemo(const Environment &environment, const QStringList &arguments)
{
    CommandLine line(environment, QStringLiteral("admin demo"), environment.text(demoText));
    if (const auto code = begin(line, environment, arguments))
        return *code;
    initDemoResource();
    QFile file(QStringLiteral(":/demo/demo.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("demo.json was not compiled in");
    const QJsonObject company = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonArray employees = company.value(QStringLiteral("employees")).toArray();
    const QString first = employees.at(0).toObject().value(QStringLiteral("email")).toString();
    const QString password = randomPassword();
    bool present = false;
    const Outcome made = services::performPlain(operatorContext(), [&](UnitOfWork &unit) -> Outcome {
        const auto known = services::employees::getByEmail(unit, first);
        present = known.ok();
        if (present)
            return done;
        if (known.error().code != ErrorCode::NotFound)
            return known.error();
        return Demo(unit, company, password).make();
    });
    if (!made) {
        environment.complain(made.error());
        return exitFailure;
    }
    if (present) {
        environment.err << environment.text(presentText) << Qt::endl;
        return exitOk;
    }
    environment.err << environment.text(madeText)
                           .arg(employees.size())
                           .arg(company.value(QStringLiteral("customers")).toArray().size())
                           .arg(company.value(QStringLiteral("incidents")).toArray().size())
                    << Qt::endl;
    environment.err << environment.text(demoLogInText).arg(first, password) << Qt::endl;
    return exitOk;
}

} // namespace mostrador::server
