// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/codecs.h"
#include "protocol/jsonreader.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <functional>

/// One of everything that goes over the wire, and each input with the function that reads it.
namespace mostrador::test {

inline const Timestamp at = Timestamp::fromMilliseconds(1795253400042);

inline Customer sampleCustomer()
{
    Customer customer;
    customer.id = CustomerId(7);
    customer.givenName = QStringLiteral("Begoña");
    customer.familyName = QStringLiteral("Núñez O'Hara");
    customer.email = QStringLiteral("Begona@Example.com");
    customer.birthDate = QDate(1980, 2, 29);
    customer.address = {QStringLiteral("Calle Mayor 1\n3º izq."), QStringLiteral("28013"), QStringLiteral("Madrid"),
                        QStringLiteral("Madrid"), QStringLiteral("ES")};
    customer.phone = QStringLiteral("+34 600 000 000");
    customer.locale = QStringLiteral("es");
    customer.createdAt = at;
    customer.updatedAt = at.plusSeconds(1);
    customer.version = 3;
    return customer;
}

inline Employee sampleEmployee()
{
    Employee employee;
    employee.id = EmployeeId(9007199254740993); // not exact as a JSON number
    employee.email = QStringLiteral("agent@example.com");
    employee.name = QStringLiteral("Agente 1");
    employee.role = Role::Auditor;
    employee.teams = {TeamId(1), TeamId(2)};
    employee.locale = QStringLiteral("en");
    employee.active = false;
    employee.createdAt = at;
    employee.updatedAt = at;
    employee.version = 1;
    return employee;
}

inline Incident sampleIncident()
{
    Incident incident;
    incident.id = IncidentId(123);
    incident.reference = QStringLiteral("INC-2026-000123");
    incident.subject = QStringLiteral("La pantalla está rota");
    incident.description = QStringLiteral("Llegó así.\n\n* una\n* dos");
    incident.status = IncidentStatus::WaitingThirdParty;
    incident.impact = Impact::High;
    incident.urgency = Urgency::Low;
    incident.priority = Priority::Critical;
    incident.priorityByHand = true;
    incident.customer = CustomerId(7);
    incident.product = ProductId(8);
    incident.team = TeamId(9);
    incident.assignee = EmployeeId(10);
    incident.channel = Channel::Phone;
    incident.language = QStringLiteral("es");
    incident.tags = {QStringLiteral("a"), QStringLiteral("b c")};
    incident.customFields = {
        {QStringLiteral("n"), 1.5}, {QStringLiteral("t"), QStringLiteral("x")}, {QStringLiteral("b"), true}};
    incident.orderNumber = QStringLiteral("O-1");
    incident.serialNumber = QStringLiteral("S-1");
    incident.externalReference = QStringLiteral("INC0000045");
    incident.followUpOf = IncidentId(5);
    incident.mergedInto = IncidentId(6);
    incident.dueAt = at.plusSeconds(5);
    incident.firstResponseAt = at.plusSeconds(6);
    incident.resolvedAt = at.plusSeconds(7);
    incident.closedAt = at.plusSeconds(8);
    incident.createdAt = at;
    incident.updatedAt = at.plusSeconds(9);
    incident.version = 4;
    incident.customerName = QStringLiteral("Begoña Núñez");
    incident.customerEmail = QStringLiteral("begona@example.com");
    incident.productName = QStringLiteral("Router X");
    incident.teamName = QStringLiteral("Nivel 1");
    incident.assigneeName = QStringLiteral("Agente 1");
    incident.messageCount = 2;
    return incident;
}

inline Event sampleEvent()
{
    Event event;
    event.id = EventId(11);
    event.kind = EventKind::StatusChanged;
    event.actorKind = ActorKind::ApiKey;
    event.actorId = 12;
    event.actorName = QStringLiteral("Importador");
    event.incident = IncidentId(123);
    event.subjectKind = QStringLiteral("incident");
    event.subjectId = 123;
    event.version = 4;
    event.before = {{QStringLiteral("status"), QStringLiteral("new")}};
    event.after = {{QStringLiteral("status"), QStringLiteral("open")}, {QStringLiteral("x"), QJsonValue::Null}};
    event.at = at;
    return event;
}

/// As it goes over the wire.
inline QJsonObject overTheWire(const QJsonObject &json)
{
    const auto read = parseJsonObject(QJsonDocument(json).toJson(QJsonDocument::Compact));
    return read ? *read : QJsonObject();
}

inline QStringList faultsOf(const Problem &problem)
{
    QStringList faults;
    for (const FieldError &error : problem.errors)
        faults.append(error.pointer + QLatin1Char(' ') + toString(error.code));
    return faults;
}

/// A reader of what clients send: gives back the JSON of what it read, or the problem.
using Echo = std::function<Result<QJsonObject>(const QJsonObject &)>;

template <typename T>
inline Echo echo(Result<T> (*read)(const QJsonObject &))
{
    return [read](const QJsonObject &json) -> Result<QJsonObject> {
        const auto value = read(json);
        if (!value)
            return value.error();
        return codec::toJson(*value);
    };
}

inline Echo echoCustomerChange()
{
    return [](const QJsonObject &json) -> Result<QJsonObject> {
        const auto value = codec::customerChangeFromJson(json, sampleCustomer().address);
        if (!value)
            return value.error();
        return codec::toJson(*value);
    };
}

inline Echo echoNewCustomer()
{
    return [](const QJsonObject &json) -> Result<QJsonObject> {
        const auto value = codec::newCustomerFromJson(json);
        if (!value)
            return value.error();
        return codec::toJson(*value);
    };
}

struct Input
{
    const char *name;
    Echo read;
    const char *valid; ///< with every member
};

inline const QList<Input> &inputs()
{
    static const QList<Input> all{
        {"NewCustomer", echoNewCustomer(),
         R"({"given_name":"Ana","family_name":"Ruiz","email":"ana@example.com","birth_date":"1980-02-29","phone":"1",
             "locale":"es","address":{"street":"a","postal_code":"b","city":"c","region":"d","country":"ES"}})"},
        {"CustomerChange", echoCustomerChange(),
         R"({"given_name":"Ana","family_name":"Ruiz","email":"ana@example.com","birth_date":"1980-02-29","phone":"1",
             "locale":"es","address":{"street":"a","postal_code":"b","city":"c","region":"d","country":"ES"}})"},
        {"NewEmployee", echo(codec::newEmployeeFromJson),
         R"({"email":"ana@example.com","name":"Ana","role":"lead","team_ids":["1","2"],"locale":"en",
             "password":"correct horse battery"})"},
        {"EmployeeChange", echo(codec::employeeChangeFromJson),
         R"({"email":"ana@example.com","name":"Ana","role":"lead","team_ids":["1","2"],"locale":"en","active":false})"},
        {"NewTeam", echo(codec::newTeamFromJson), R"({"name":"a","description":"b","restricted":true})"},
        {"TeamChange", echo(codec::teamChangeFromJson), R"({"name":"a","description":"b","restricted":true})"},
        {"NewProduct", echo(codec::newProductFromJson), R"({"sku":"a","name":"b","category":"c","active":false})"},
        {"ProductChange", echo(codec::productChangeFromJson),
         R"({"sku":"a","name":"b","category":"c","active":false})"},
        {"NewIncident", echo(codec::newIncidentFromJson),
         R"({"subject":"a","description":"b","customer_id":"1","product_id":"2","team_id":"3","assignee_id":"4",
             "impact":"low","urgency":"high","priority":"critical","channel":"phone","language":"es","tags":["a","b"],
             "custom_fields":{"k":"v","n":1,"b":true},"order_number":"o","serial_number":"s","external_reference":"x",
             "follow_up_of":"5","due_at":"2026-11-21T09:30:00.000Z","attachment_ids":["6"]})"},
        {"NewIncident with customer", echo(codec::newIncidentFromJson),
         R"({"subject":"a","description":"b","channel":"api","customer":{"given_name":"Ana","family_name":"Ruiz",
             "email":"ana@example.com","phone":"1",
             "address":{"street":"a","postal_code":"b","city":"c","region":"d","country":"ES"}}})"},
        {"IncidentChange", echo(codec::incidentChangeFromJson),
         R"({"subject":"a","status":"open","impact":"low","urgency":"high","priority":"critical","product_id":"2",
             "team_id":"3","assignee_id":"4","language":"es","tags":["a","b"],"custom_fields":{"k":"v","gone":null},
             "order_number":"o","serial_number":"s","due_at":"2026-11-21T09:30:00.000Z"})"},
        {"NewView", echo(codec::newViewFromJson),
         R"({"name":"a","scope":"team","team_id":"1","query":"b","sort":"-due","columns":["c"],"position":2})"},
        {"ViewChange", echo(codec::viewChangeFromJson),
         R"({"name":"a","scope":"team","team_id":"1","query":"b","sort":"-due","columns":["c"],"position":2})"},
        {"NewCannedReply", echo(codec::newCannedReplyFromJson),
         R"({"title":"a","shortcut":"b","body":"c","language":"es","team_id":"1","archived":true})"},
        {"CannedReplyChange", echo(codec::cannedReplyChangeFromJson),
         R"({"title":"a","shortcut":"b","body":"c","language":"es","team_id":"1","archived":true})"},
        {"NewTag", echo(codec::newTagFromJson), R"({"name":"a","description":"b","colour":"teal","archived":true})"},
        {"TagChange", echo(codec::tagChangeFromJson),
         R"({"name":"a","description":"b","colour":"teal","archived":true})"},
        {"NewCustomField", echo(codec::newCustomFieldFromJson),
         R"({"key":"k","type":"choice","label":{"es":"a","en":"b"},"help":{"es":"c","en":"d"},
             "choices":[{"value":"v","label":{"es":"e","en":"f"}}],"min":1.5,"max":2.5,"max_length":9,
             "required":"closing","position":3,"categories":["g"],"depends_on":"h","depends_on_values":["i"],
             "visible_to_customer":true,"archived":true})"},
        {"CustomFieldChange", echo(codec::customFieldChangeFromJson),
         R"({"label":{"es":"a","en":"b"},"help":{"es":"c","en":"d"},
             "choices":[{"value":"v","label":{"es":"e","en":"f"}}],"min":1.5,"max":2.5,"max_length":9,
             "required":"closing","position":3,"categories":["g"],"depends_on":"h","depends_on_values":["i"],
             "visible_to_customer":true,"archived":true})"},
        {"NewMessage", echo(codec::newMessageFromJson),
         R"({"internal":true,"body":"a","attachment_ids":["6"],"status":"resolved"})"},
    };
    return all;
}

inline const Input &inputOf(const QString &name)
{
    for (const Input &input : inputs()) {
        if (name == QLatin1String(input.name))
            return input;
    }
    qFatal("no input %s", qPrintable(name));
}

inline QJsonObject validOf(const Input &input)
{
    return QJsonDocument::fromJson(input.valid).object();
}

/// Every member of an object, and of the objects in it, as paths.
inline QList<QStringList> pathsOf(const QJsonObject &json, const QStringList &above = {})
{
    QList<QStringList> paths;
    for (auto it = json.begin(); it != json.end(); ++it) {
        const QStringList path = above + QStringList{it.key()};
        paths.append(path);
        if (it->isObject() && it.key() != QLatin1String("custom_fields"))
            paths += pathsOf(it->toObject(), path);
    }
    return paths;
}

inline QJsonValue valueAt(const QJsonObject &json, const QStringList &path)
{
    const QJsonValue value = json.value(path.first());
    return path.size() == 1 ? value : valueAt(value.toObject(), path.mid(1));
}

inline QJsonObject withValue(QJsonObject json, const QStringList &path, const QJsonValue &value)
{
    json.insert(path.first(),
                path.size() == 1 ? value : withValue(json.value(path.first()).toObject(), path.mid(1), value));
    return json;
}

/// A text as JSON in which every UTF-16 unit is escaped: also what no UTF-8 can hold gets through.
inline QByteArray escaped(const QString &text)
{
    QByteArray json = "\"";
    for (const QChar c : text)
        json += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    return json + '"';
}

} // namespace mostrador::test
