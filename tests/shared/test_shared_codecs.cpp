// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecsamples.h"
#include "protocol/handoverjson.h"
#include "testfiles.h"

#include <QTest>

using namespace mostrador;
using namespace mostrador::test;

class TestSharedCodecs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resourcesComeBack();
    void handoversComeBack();
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
                          at.plusSeconds(10),
                          {AttachmentId(4), AttachmentId(5)},
                          {{EmployeeId(6), QStringLiteral("Eva"), true}, {EmployeeId(7), QString(), false}}};
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

void TestSharedCodecs::handoversComeBack()
{
    const auto at = Timestamp::fromMilliseconds(1'795'253'400'123);
    HandoverIncident incident{IncidentId(7),          QStringLiteral("INC-2026-000007"),
                              QStringLiteral("Ñ"),    IncidentStatus::WaitingCustomer,
                              Priority::High,         at,
                              QStringLiteral("Ana"),  {{true, QStringLiteral("a\nb")}, {false, QStringLiteral("c")}},
                              {QStringLiteral("Eva")}};
    Handover handover;
    handover.id = HandoverId(1);
    handover.giver = EmployeeId(2);
    handover.giverName = QStringLiteral("Luis");
    handover.toTeam = TeamId(3);
    handover.toName = QStringLiteral("Noche");
    handover.incidentCount = 2;
    handover.createdAt = at;
    QCOMPARE(*codec::handoverHeadFromJson(overTheWire(codec::toJson(static_cast<const HandoverHead &>(handover)))),
             static_cast<const HandoverHead &>(handover));
    handover.confirmedAt = at;
    handover.confirmedBy = EmployeeId(4);
    handover.confirmedByName = QStringLiteral("Eva");
    handover.version = 2;
    handover.note = QStringLiteral("**x**\n- y");
    handover.incidents = {incident};
    handover.hiddenIncidents = 1;
    QCOMPARE(*codec::handoverFromJson(overTheWire(codec::toJson(handover))), handover);

    incident.drafts.clear();
    incident.hiddenFrom.clear();
    HandoverPreview preview;
    preview.since = preview.until = preview.dueUntil = at;
    preview.changed = {{{incident, {EventKind::NoteAdded, EventKind::Assigned}, at}}, 9, true};
    preview.promised = {{{incident, {}, {}}}, 1, false};
    SavedDraft draft;
    draft.incident = IncidentId(7);
    draft.body = QStringLiteral("Hola");
    draft.updatedAt = at;
    draft.version = 3;
    preview.drafts = {{draft}, 1, false};
    QCOMPARE(*codec::handoverPreviewFromJson(overTheWire(codec::toJson(preview))), preview);

    NewHandover input;
    input.toEmployee = EmployeeId(2);
    input.note = QStringLiteral("n\n");
    input.incidents = {IncidentId(7)};
    input.drafts = {{IncidentId(8), true, QStringLiteral("d")}};
    const auto back = codec::newHandoverFromJson(overTheWire(codec::toJson(input)));
    QVERIFY(back);
    QCOMPARE(codec::toJson(*back), codec::toJson(input));
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
                                   QJsonValue(QJsonObject{{QStringLiteral("a"), QJsonArray{1}}})};
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
    row("ViewChange", "name", no);
    row("ViewChange", "scope", no);
    row("ViewChange", "team_id", null);
    row("ViewChange", "query", empty);
    row("ViewChange", "sort", empty);
    row("ViewChange", "columns", QJsonArray());
    row("ViewChange", "position", no);
    for (const char *name : {"title", "shortcut", "body", "archived"})
        row("CannedReplyChange", name, no);
    row("CannedReplyChange", "language", null);
    row("CannedReplyChange", "team_id", null);
    row("TagChange", "name", no);
    row("TagChange", "description", empty);
    row("TagChange", "colour", null);
    row("TagChange", "archived", no);
    for (const char *name : {"label", "help", "required", "position", "visible_to_customer", "archived"})
        row("CustomFieldChange", name, no);
    for (const char *name : {"min", "max", "max_length", "depends_on"})
        row("CustomFieldChange", name, null);
    for (const char *name : {"choices", "categories", "depends_on_values"})
        row("CustomFieldChange", name, QJsonArray());
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
    row("NewView", {QStringLiteral("name")});
    row("NewCannedReply", {QStringLiteral("title"), QStringLiteral("shortcut"), QStringLiteral("body")});
    row("NewTag", {QStringLiteral("name")});
    row("NewCustomField", {QStringLiteral("key"), QStringLiteral("type"), QStringLiteral("label")});
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

QTEST_GUILESS_MAIN(TestSharedCodecs)
#include "test_shared_codecs.moc"
