// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/codecs.h"
#include "protocol/jsonreader.h"
#include "testfiles.h"

#include <QTest>

#include <functional>

using namespace mostrador;

namespace {

const Timestamp at = Timestamp::fromMilliseconds(1795253400042);

Customer sampleCustomer()
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

Employee sampleEmployee()
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

Incident sampleIncident()
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

Event sampleEvent()
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
QJsonObject overTheWire(const QJsonObject &json)
{
    const auto read = parseJsonObject(QJsonDocument(json).toJson(QJsonDocument::Compact));
    return read ? *read : QJsonObject();
}

QStringList faultsOf(const Problem &problem)
{
    QStringList faults;
    for (const FieldError &error : problem.errors)
        faults.append(error.pointer + QLatin1Char(' ') + toString(error.code));
    return faults;
}

/// A reader of what clients send: gives back the JSON of what it read, or the problem.
using Echo = std::function<Result<QJsonObject>(const QJsonObject &)>;

template <typename T>
Echo echo(Result<T> (*read)(const QJsonObject &))
{
    return [read](const QJsonObject &json) -> Result<QJsonObject> {
        const auto value = read(json);
        if (!value)
            return value.error();
        return codec::toJson(*value);
    };
}

Echo echoCustomerChange()
{
    return [](const QJsonObject &json) -> Result<QJsonObject> {
        const auto value = codec::customerChangeFromJson(json, sampleCustomer().address);
        if (!value)
            return value.error();
        return codec::toJson(*value);
    };
}

Echo echoNewCustomer()
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

const QList<Input> &inputs()
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
        {"NewMessage", echo(codec::newMessageFromJson),
         R"({"internal":true,"body":"a","attachment_ids":["6"],"status":"resolved"})"},
    };
    return all;
}

const Input &inputOf(const QString &name)
{
    for (const Input &input : inputs()) {
        if (name == QLatin1String(input.name))
            return input;
    }
    qFatal("no input %s", qPrintable(name));
}

QJsonObject validOf(const Input &input)
{
    return QJsonDocument::fromJson(input.valid).object();
}

/// Every member of an object, and of the objects in it, as paths.
QList<QStringList> pathsOf(const QJsonObject &json, const QStringList &above = {})
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

QJsonValue valueAt(const QJsonObject &json, const QStringList &path)
{
    const QJsonValue value = json.value(path.first());
    return path.size() == 1 ? value : valueAt(value.toObject(), path.mid(1));
}

QJsonObject withValue(QJsonObject json, const QStringList &path, const QJsonValue &value)
{
    json.insert(path.first(),
                path.size() == 1 ? value : withValue(json.value(path.first()).toObject(), path.mid(1), value));
    return json;
}

/// A text as JSON in which every UTF-16 unit is escaped: also what no UTF-8 can hold gets through.
QByteArray escaped(const QString &text)
{
    QByteArray json = "\"";
    for (const QChar c : text)
        json += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    return json + '"';
}

} // namespace

class TestSharedCodecs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resourcesComeBack();
    void emptyOptionalsComeBack();
    void responsesRefuseWrongTypesAlone();
    void pages();
    void feed();
    void session();
    void inputsComeBack_data();
    void inputsComeBack();
    void unknownMembersAreRefused_data();
    void unknownMembersAreRefused();
    void wrongTypesAreRefused_data();
    void wrongTypesAreRefused();
    void nullInPatches_data();
    void nullInPatches();
    void required_data();
    void required();
    void addressMerges();
    void normalisations();
    void incidentCustomerIsOneOrTheOther();
    void hostileTexts_data();
    void hostileTexts();
    void hostileResponses();
    void hostileBodies();
};

void TestSharedCodecs::resourcesComeBack()
{
    QCOMPARE(*codec::customerFromJson(overTheWire(codec::toJson(sampleCustomer()))), sampleCustomer());
    QCOMPARE(*codec::employeeFromJson(overTheWire(codec::toJson(sampleEmployee()))), sampleEmployee());
    QCOMPARE(*codec::incidentFromJson(overTheWire(codec::toJson(sampleIncident()))), sampleIncident());
    QCOMPARE(*codec::eventFromJson(overTheWire(codec::toJson(sampleEvent()))), sampleEvent());
    QJsonObject nobody = codec::toJson(sampleEvent());
    nobody.remove(QStringLiteral("subject_id"));
    QVERIFY(!codec::eventFromJson(nobody));

    const Team team{TeamId(1), QStringLiteral("Nivel 1"), QStringLiteral("a\nb"), true, at, at, 2};
    QCOMPARE(*codec::teamFromJson(overTheWire(codec::toJson(team))), team);
    const Product product{
        ProductId(1), QStringLiteral("RX-1"), QStringLiteral("Router X"), QStringLiteral("Redes"), false, at, at, 2};
    QCOMPARE(*codec::productFromJson(overTheWire(codec::toJson(product))), product);
    const Message message{MessageId(1),
                          IncidentId(2),
                          ActorKind::Employee,
                          3,
                          QStringLiteral("Ana"),
                          true,
                          QStringLiteral("  ```\n\tcode\n```\n"),
                          at,
                          {AttachmentId(4), AttachmentId(5)}};
    QCOMPARE(*codec::messageFromJson(overTheWire(codec::toJson(message))), message);
    const Attachment attachment{AttachmentId(1),
                                IncidentId(2),
                                MessageId(3),
                                QStringLiteral("foto ñ.png"),
                                QStringLiteral("image/png"),
                                26214400,
                                QStringLiteral("ab12"),
                                true,
                                at};
    QCOMPARE(*codec::attachmentFromJson(overTheWire(codec::toJson(attachment))), attachment);
}

void TestSharedCodecs::emptyOptionalsComeBack()
{
    Incident incident;
    incident.id = IncidentId(1);
    incident.customer = CustomerId(1);
    incident.createdAt = at;
    const QJsonObject json = overTheWire(codec::toJson(incident));
    QVERIFY(json.value(QStringLiteral("assignee_id")).isNull());
    QCOMPARE(json.size(), 35);
    QCOMPARE(*codec::incidentFromJson(json), incident);
    Customer customer;
    customer.id = CustomerId(1);
    QCOMPARE(*codec::customerFromJson(overTheWire(codec::toJson(customer))), customer);
    Attachment attachment;
    attachment.id = AttachmentId(1);
    attachment.incident = IncidentId(1);
    QCOMPARE(*codec::attachmentFromJson(overTheWire(codec::toJson(attachment))), attachment);
    Event event;
    event.id = EventId(1);
    event.subjectId = 1;
    QCOMPARE(*codec::eventFromJson(overTheWire(codec::toJson(event))), event);
}

void TestSharedCodecs::responsesRefuseWrongTypesAlone()
{
    QJsonObject json = codec::toJson(sampleIncident());
    json.insert(QStringLiteral("surprise"), 1);
    json.insert(QStringLiteral("status"), QStringLiteral("Open"));
    json.insert(QStringLiteral("id"), 123);
    const auto read = codec::incidentFromJson(json);
    QVERIFY(!read);
    QCOMPARE(faultsOf(read.error()),
             (QStringList{QStringLiteral("/id wrong_type"), QStringLiteral("/status not_allowed")}));
    // A newer server may tell more than this program knows.
    QJsonObject newer = codec::toJson(sampleIncident());
    newer.insert(QStringLiteral("surprise"), 1);
    QCOMPARE(*codec::incidentFromJson(newer), sampleIncident());
}

void TestSharedCodecs::pages()
{
    codec::Page<Customer> page{{sampleCustomer(), sampleCustomer()}, QStringLiteral("abc")};
    const auto read = codec::pageFromJson(overTheWire(codec::toJson(page)), codec::customerFromJson);
    QVERIFY(read);
    QCOMPARE(read->items, page.items);
    QCOMPARE(read->nextCursor, page.nextCursor);
    page.nextCursor.clear();
    QJsonObject last = overTheWire(codec::toJson(page));
    QVERIFY(last.value(QStringLiteral("next_cursor")).isNull());
    QVERIFY(codec::pageFromJson(last, codec::customerFromJson)->nextCursor.isEmpty());

    QJsonArray items = last.value(QStringLiteral("items")).toArray();
    QJsonObject broken = items.at(1).toObject();
    broken.insert(QStringLiteral("email"), 1);
    items.replace(1, broken);
    items.append(QStringLiteral("no object"));
    last.insert(QStringLiteral("items"), items);
    const auto refused = codec::pageFromJson(last, codec::customerFromJson);
    QVERIFY(!refused);
    QCOMPARE(faultsOf(refused.error()),
             (QStringList{QStringLiteral("/items/1/email wrong_type"), QStringLiteral("/items/2 wrong_type")}));
}

void TestSharedCodecs::feed()
{
    for (const auto kind : {codec::FeedItem::Kind::Hello, codec::FeedItem::Kind::Event, codec::FeedItem::Kind::CaughtUp,
                            codec::FeedItem::Kind::Resync}) {
        codec::FeedItem item{kind, QStringLiteral("c-1"), {}};
        if (kind == codec::FeedItem::Kind::Event)
            item.event = sampleEvent();
        const auto read = codec::feedItemFromJson(overTheWire(codec::toJson(item)));
        QVERIFY(read);
        COMPARE_ENUM(read->kind, kind);
        QCOMPARE(read->cursor, item.cursor);
        QCOMPARE(read->event, item.event);
    }
    QVERIFY(!codec::feedItemFromJson({{QStringLiteral("type"), QStringLiteral("event")}}));
    QVERIFY(!codec::feedItemFromJson({{QStringLiteral("type"), QStringLiteral("other")}}));
}

void TestSharedCodecs::session()
{
    const codec::SessionGrant grant{QStringLiteral("ms_abc"), at, sampleEmployee(),
                                    QStringLiteral("ws://localhost/feed")};
    const auto read = codec::sessionGrantFromJson(overTheWire(codec::toJson(grant)));
    QVERIFY(read);
    QCOMPARE(read->token, grant.token);
    QCOMPARE(read->expiresAt, at);
    QCOMPARE(read->employee, grant.employee);
    QCOMPARE(read->feedUrl, grant.feedUrl);
    QVERIFY(!codec::sessionGrantFromJson({}));
}

void TestSharedCodecs::inputsComeBack_data()
{
    QTest::addColumn<QString>("input");
    for (const Input &input : inputs())
        QTest::newRow(input.name) << QString::fromLatin1(input.name);
}

void TestSharedCodecs::inputsComeBack()
{
    QFETCH(QString, input);
    const QJsonObject json = validOf(inputOf(input));
    QVERIFY(!json.isEmpty());
    const auto back = inputOf(input).read(json);
    QVERIFY2(back.ok(), back ? "" : qPrintable(faultsOf(back.error()).join(QStringLiteral("; "))));
    QCOMPARE(*back, json);
    // A patch of nothing is nothing, and what it does not name it does not change.
    if (input.endsWith(QLatin1String("Change")))
        QCOMPARE(*inputOf(input).read({}), QJsonObject());
}

void TestSharedCodecs::unknownMembersAreRefused_data()
{
    inputsComeBack_data();
}

void TestSharedCodecs::unknownMembersAreRefused()
{
    QFETCH(QString, input);
    const QJsonObject json = validOf(inputOf(input));
    for (const char *name : {"surprise", "id", "version", "created_at", "Subject", "__proto__", ""}) {
        const auto refused = inputOf(input).read(withValue(json, {QString::fromLatin1(name)}, 1));
        QVERIFY(!refused);
        QCOMPARE(faultsOf(refused.error()),
                 QStringList{QLatin1Char('/') + QString::fromLatin1(name) + QStringLiteral(" unknown_field")});
    }
    for (const QStringList &path : pathsOf(json)) {
        if (!valueAt(json, path).isObject() || path.last() == QLatin1String("custom_fields"))
            continue;
        const auto refused = inputOf(input).read(withValue(json, path + QStringList{QStringLiteral("surprise")}, 1));
        QVERIFY(!refused);
        QCOMPARE(faultsOf(refused.error()), QStringList{QLatin1Char('/') + path.join(QLatin1Char('/')) +
                                                        QStringLiteral("/surprise unknown_field")});
    }
}

void TestSharedCodecs::wrongTypesAreRefused_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QStringList>("path");
    for (const Input &input : inputs()) {
        for (const QStringList &path : pathsOf(validOf(input)))
            QTest::addRow("%s /%s", input.name, qPrintable(path.join(QLatin1Char('/'))))
                << QString::fromLatin1(input.name) << path;
    }
}

void TestSharedCodecs::wrongTypesAreRefused()
{
    QFETCH(QString, input);
    QFETCH(QStringList, path);
    const QJsonObject json = validOf(inputOf(input));
    const QJsonValue right = valueAt(json, path);
    const QList<QJsonValue> values{QJsonValue(1.5), QJsonValue(true), QJsonValue(QStringLiteral("text")),
                                   QJsonValue(QJsonArray{1}),
                                   QJsonValue(QJsonObject{{QStringLiteral("a"), QJsonArray()}})};
    for (const QJsonValue &wrong : values) {
        if (wrong.type() == right.type() && !right.isArray() && !right.isObject())
            continue;
        const auto refused = inputOf(input).read(withValue(json, path, wrong));
        const QString pointer = QLatin1Char('/') + path.join(QLatin1Char('/'));
        QVERIFY2(!refused, qPrintable(pointer));
        COMPARE_ENUM(refused.error().code, ErrorCode::ValidationFailed);
        QVERIFY2(refused.error().errors.first().pointer.startsWith(pointer),
                 qPrintable(faultsOf(refused.error()).join(QLatin1Char(' '))));
    }
}

void TestSharedCodecs::nullInPatches_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonValue>("cleared"); // undefined: it cannot be
    const auto row = [](const char *input, const char *name, const QJsonValue &cleared) {
        QTest::addRow("%s %s", input, name) << QString::fromLatin1(input) << QString::fromLatin1(name) << cleared;
    };
    const QJsonValue no(QJsonValue::Undefined);
    const QJsonValue null;
    const QJsonValue empty = QString();
    row("CustomerChange", "given_name", no);
    row("CustomerChange", "family_name", no);
    row("CustomerChange", "email", no);
    row("CustomerChange", "birth_date", null);
    row("CustomerChange", "phone", empty);
    row("CustomerChange", "locale", empty);
    row("CustomerChange", "address", codec::toJson(Customer()).value(QStringLiteral("address")));
    row("EmployeeChange", "email", no);
    row("EmployeeChange", "name", no);
    row("EmployeeChange", "role", no);
    row("EmployeeChange", "active", no);
    row("EmployeeChange", "team_ids", QJsonArray());
    row("TeamChange", "name", no);
    row("TeamChange", "description", empty);
    row("TeamChange", "restricted", no);
    row("ProductChange", "sku", no);
    row("ProductChange", "name", no);
    row("ProductChange", "category", empty);
    row("ProductChange", "active", no);
    for (const char *name : {"subject", "status", "impact", "urgency", "language", "custom_fields"})
        row("IncidentChange", name, no);
    for (const char *name : {"priority", "product_id", "team_id", "assignee_id", "due_at"})
        row("IncidentChange", name, null);
    row("IncidentChange", "tags", QJsonArray());
    row("IncidentChange", "order_number", empty);
    row("IncidentChange", "serial_number", empty);
}

void TestSharedCodecs::nullInPatches()
{
    QFETCH(QString, input);
    QFETCH(QString, name);
    QFETCH(QJsonValue, cleared);
    const auto back = inputOf(input).read({{name, QJsonValue::Null}});
    QCOMPARE(back.ok(), !cleared.isUndefined());
    if (back)
        QCOMPARE(*back, (QJsonObject{{name, cleared}}));
    else
        QCOMPARE(faultsOf(back.error()), QStringList{QLatin1Char('/') + name + QStringLiteral(" wrong_type")});
}

void TestSharedCodecs::required_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QStringList>("names");
    const auto row = [](const char *input, const QStringList &names) {
        QTest::newRow(input) << QString::fromLatin1(input) << names;
    };
    row("NewCustomer", {QStringLiteral("given_name"), QStringLiteral("family_name"), QStringLiteral("email")});
    row("NewEmployee",
        {QStringLiteral("email"), QStringLiteral("name"), QStringLiteral("role"), QStringLiteral("password")});
    row("NewTeam", {QStringLiteral("name")});
    row("NewProduct", {QStringLiteral("sku"), QStringLiteral("name")});
    row("NewIncident", {QStringLiteral("subject"), QStringLiteral("description")});
    row("NewMessage", {QStringLiteral("body")});
}

void TestSharedCodecs::required()
{
    QFETCH(QString, input);
    QFETCH(QStringList, names);
    QStringList expected;
    for (const QString &name : names)
        expected.append(QLatin1Char('/') + name + QStringLiteral(" required"));
    const auto refused = inputOf(input).read({});
    QVERIFY(!refused);
    QCOMPARE(faultsOf(refused.error()), expected);
    for (const QString &name : names) {
        for (const QJsonValue &blank :
             {QJsonValue(QJsonValue::Null), QJsonValue(QString()), QJsonValue(QStringLiteral(" "))}) {
            const auto without = inputOf(input).read(withValue(validOf(inputOf(input)), {name}, blank));
            QVERIFY2(!without, qPrintable(name));
            QCOMPARE(without.error().errors.first().pointer, QString(QLatin1Char('/') + name));
        }
    }
    // In a change, what is required cannot be made blank.
    const auto blanked = codec::incidentChangeFromJson({{QStringLiteral("subject"), QStringLiteral("  ")}});
    QCOMPARE(faultsOf(blanked.error()), QStringList{QStringLiteral("/subject required")});
}

void TestSharedCodecs::addressMerges()
{
    const auto change = codec::customerChangeFromJson(
        {{QStringLiteral("address"), QJsonObject{{QStringLiteral("city"), QStringLiteral("Sevilla")},
                                                 {QStringLiteral("region"), QJsonValue::Null}}}},
        sampleCustomer().address);
    QVERIFY(change);
    PostalAddress expected = sampleCustomer().address;
    expected.city = QStringLiteral("Sevilla");
    expected.region.clear();
    QCOMPARE(change->address, std::optional(expected));
}

void TestSharedCodecs::normalisations()
{
    const auto incident = codec::newIncidentFromJson(overTheWire(
        {{QStringLiteral("subject"), QStringLiteral(" Ñandú  roto ")},
         {QStringLiteral("description"), QStringLiteral("    code\r\nline\rend\n")},
         {QStringLiteral("tags"), QJsonArray{QStringLiteral("Zeta"), QStringLiteral("alfa"), QStringLiteral(" ALFA ")}},
         {QStringLiteral("custom_fields"),
          QJsonObject{{QStringLiteral("gone"), QJsonValue::Null}, {QStringLiteral("k"), QStringLiteral("v")}}}}));
    QVERIFY(incident);
    QCOMPARE(incident->subject, QStringLiteral("Ñandú  roto"));
    QCOMPARE(incident->description, QStringLiteral("    code\nline\nend\n"));
    QCOMPARE(incident->tags, (QStringList{QStringLiteral("alfa"), QStringLiteral("zeta")}));
    QCOMPARE(incident->customFields, (QJsonObject{{QStringLiteral("k"), QStringLiteral("v")}}));
    COMPARE_ENUM(incident->channel, Channel::Api);

    const auto customer = codec::newCustomerFromJson(
        {{QStringLiteral("given_name"), QStringLiteral("a")},
         {QStringLiteral("family_name"), QStringLiteral("b")},
         {QStringLiteral("email"), QStringLiteral(" A@B.c ")},
         {QStringLiteral("address"), QJsonObject{{QStringLiteral("country"), QStringLiteral("es")}}}});
    QVERIFY(customer);
    QCOMPARE(customer->email, QStringLiteral("A@B.c"));
    QCOMPARE(customer->address.country, QStringLiteral("ES"));

    // The spaces of a password are its own.
    const auto employee =
        codec::newEmployeeFromJson(withValue(validOf(inputOf(QStringLiteral("NewEmployee"))),
                                             {QStringLiteral("password")}, QStringLiteral("  twelve and more  ")));
    QCOMPARE(employee->password, QStringLiteral("  twelve and more  "));
}

void TestSharedCodecs::incidentCustomerIsOneOrTheOther()
{
    QJsonObject json = validOf(inputOf(QStringLiteral("NewIncident with customer")));
    json.insert(QStringLiteral("customer_id"), QStringLiteral("1"));
    const auto refused = codec::newIncidentFromJson(json);
    QVERIFY(!refused);
    QCOMPARE(faultsOf(refused.error()), QStringList{QStringLiteral("/customer mismatch")});
    json.remove(QStringLiteral("customer_id"));
    json = withValue(json, {QStringLiteral("customer"), QStringLiteral("email")}, QStringLiteral("no address"));
    QCOMPARE(faultsOf(codec::newIncidentFromJson(json).error()),
             QStringList{QStringLiteral("/customer/email invalid_format")});
}

void TestSharedCodecs::hostileTexts_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QStringList>("path");
    for (const Input &input : inputs()) {
        const QJsonObject valid = validOf(input);
        for (const QStringList &path : pathsOf(valid)) {
            const QJsonValue value = valueAt(valid, path);
            if (value.isString() || path.last() == QLatin1String("tags") ||
                path.last() == QLatin1String("custom_fields"))
                QTest::addRow("%s /%s", input.name, qPrintable(path.join(QLatin1Char('/'))))
                    << QString::fromLatin1(input.name) << path;
        }
    }
}

/// Each hostile string either comes back exactly as it went in, but for the documented trimming and line ends, or is
/// refused with the field named.
void TestSharedCodecs::hostileTexts()
{
    QFETCH(QString, input);
    QFETCH(QStringList, path);
    const QStringList texts = test::hostileStrings();
    if (texts.isEmpty())
        QSKIP("hostile_strings.jsonl.gz is not there; set MOSTRADOR_TEST_DATA");
    QVERIFY(texts.size() > 300);
    const QJsonObject valid = validOf(inputOf(input));
    const QString field = path.last();
    const bool inList = field == QLatin1String("tags");
    const bool inObject = field == QLatin1String("custom_fields");
    const QString pointer = QLatin1Char('/') + path.join(QLatin1Char('/')) +
                            (inList     ? QStringLiteral("/0")
                             : inObject ? QStringLiteral("/k")
                                        : QString());
    const QByteArray marker = "\"@@hostile@@\"";
    const QString markerText = QStringLiteral("@@hostile@@");
    const QJsonValue placed = inList     ? QJsonValue(QJsonArray{markerText})
                              : inObject ? QJsonValue(QJsonObject{{QStringLiteral("k"), markerText}})
                                         : QJsonValue(markerText);
    const QByteArray frame = QJsonDocument(withValue(valid, path, placed)).toJson(QJsonDocument::Compact);
    int accepted = 0;
    for (const QString &text : texts) {
        const auto json = parseJsonObject(QByteArray(frame).replace(marker, escaped(text)));
        QVERIFY(json);
        const auto back = inputOf(input).read(*json);
        if (!back) {
            COMPARE_ENUM(back.error().code, ErrorCode::ValidationFailed);
            QCOMPARE(back.error().errors.size(), 1);
            QCOMPARE(back.error().errors.first().pointer, pointer);
            continue;
        }
        ++accepted;
        QString expected = text;
        if (field == QLatin1String("body") || field == QLatin1String("description") ||
            field == QLatin1String("street") || inObject)
            expected.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(QLatin1Char('\r'), QLatin1Char('\n'));
        const bool verbatim = field == QLatin1String("body") || field == QLatin1String("password") ||
                              (field == QLatin1String("description") && input.startsWith(QLatin1String("NewIncident")));
        if (!verbatim)
            expected = expected.trimmed();
        if (expected.startsWith(QChar::ByteOrderMark))
            expected.remove(0, 1);
        if (inList)
            expected = expected.toLower();
        if (field == QLatin1String("country"))
            expected = expected.toUpper();
        // The way back goes over the wire too.
        const QJsonValue got = valueAt(overTheWire(*back), path);
        const QString gotText = inList     ? got.toArray().first().toString()
                                : inObject ? got.toObject().value(QStringLiteral("k")).toString()
                                           : got.toString();
        QCOMPARE(gotText, expected);
    }
    // Fields of free text take nearly all of them.
    const QStringList narrow{QStringLiteral("email"),       QStringLiteral("locale"),     QStringLiteral("language"),
                             QStringLiteral("country"),     QStringLiteral("role"),       QStringLiteral("status"),
                             QStringLiteral("impact"),      QStringLiteral("urgency"),    QStringLiteral("priority"),
                             QStringLiteral("channel"),     QStringLiteral("password"),   QStringLiteral("phone"),
                             QStringLiteral("postal_code"), QStringLiteral("birth_date"), QStringLiteral("due_at")};
    if (!narrow.contains(field) && !field.endsWith(QLatin1String("_id")) && field != QLatin1String("follow_up_of"))
        QVERIFY2(accepted > texts.size() / 2, qPrintable(QString::number(accepted)));
}

void TestSharedCodecs::hostileResponses()
{
    const QStringList texts = test::hostileStrings();
    if (texts.isEmpty())
        QSKIP("hostile_strings.jsonl.gz is not there; set MOSTRADOR_TEST_DATA");
    for (const QString &text : texts) {
        const auto clean = checkText(text, {}, {.max = 1'000'000, .multiline = true, .trim = false});
        if (!clean)
            continue;
        Incident incident = sampleIncident();
        incident.subject = incident.description = incident.orderNumber = incident.customerName = *clean;
        incident.tags = {*clean};
        incident.customFields = {{*clean, *clean}};
        QCOMPARE(*codec::incidentFromJson(overTheWire(codec::toJson(incident))), incident);
        Event event = sampleEvent();
        event.actorName = *clean;
        event.after = {{QStringLiteral("subject"), *clean}};
        QCOMPARE(*codec::eventFromJson(overTheWire(codec::toJson(event))), event);
    }
}

void TestSharedCodecs::hostileBodies()
{
    // As bodies of their own they are refused or harmless, never fatal.
    for (const QString &text : test::hostileStrings()) {
        const auto read = parseJsonObject(text.toUtf8());
        if (!read)
            COMPARE_ENUM(read.error().code, ErrorCode::MalformedJson);
    }
}

QTEST_GUILESS_MAIN(TestSharedCodecs)
#include "test_shared_codecs.moc"
