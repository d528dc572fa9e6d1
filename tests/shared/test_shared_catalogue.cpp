// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecsamples.h"
#include "model/placeholders.h"
#include "support/nearestname.h"
#include "testfiles.h"

#include <QTest>

using namespace mostrador;
using namespace mostrador::test;

/// The rules of views, canned replies, tags and custom fields that both programs share.
class TestSharedCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unknownPlaceholders();
    void fillsPlaceholders();
    void fillsEveryPlaceholder();
    void shortcuts();
    void nearestNames();
    void whoSeesViews();
    void customValues_data();
    void customValues();
    void choicesComeInOrder();
    void shownFields();
    void textsInLanguages();
    void resourcesComeBack();
    void priorities();
};

void TestSharedCatalogue::unknownPlaceholders()
{
    const QString body = QStringLiteral("Hola {{customer.givenname}}, {{ incident.reference }}: {{x}} {{}} {solo}");
    const auto unknown = placeholders::unknownIn(body);
    QCOMPARE(unknown.size(), 3);
    QCOMPARE(unknown.at(0).name, QStringLiteral("customer.givenname"));
    QCOMPARE(unknown.at(0).nearest, QStringLiteral("customer.given_name"));
    QCOMPARE(body.mid(unknown.at(0).offset, unknown.at(0).length), QStringLiteral("{{customer.givenname}}"));
    QCOMPARE(unknown.at(1).name, QStringLiteral("x"));
    QCOMPARE(unknown.at(1).nearest, QString());
    QCOMPARE(unknown.at(2).name, QString());
    QVERIFY(placeholders::unknownIn(QStringLiteral("{{product.name}} {{\n}} {{")).isEmpty());
    QCOMPARE(placeholders::in(body + body + QStringLiteral("{{agent.name}}")),
             (QStringList{QStringLiteral("incident.reference"), QStringLiteral("agent.name")}));
}

void TestSharedCatalogue::fillsPlaceholders()
{
    const auto filled = placeholders::fill(
        QStringLiteral("{{customer.given_name}} {{incident.subject}} {{agent.name}} {{nada}} {{agent.name}} "
                       "{{ product.name }}!"),
        {{QStringLiteral("customer.given_name"), QStringLiteral("{{agent.name}}")},
         {QStringLiteral("incident.subject"), QStringLiteral("[a](http://b) *c* \\d")},
         {QStringLiteral("product.name"), QStringLiteral("Router a_b*")},
         {QStringLiteral("nada"), QStringLiteral("no")}});
    QCOMPARE(filled.text,
             QStringLiteral("{{agent.name}} \\[a\\](http://b) \\*c\\* \\\\d {{agent.name}} {{nada}} {{agent.name}} "
                            "Router a\\_b\\*!"));
    QCOMPARE(filled.missing, QStringList{QStringLiteral("agent.name")});
}

void TestSharedCatalogue::fillsEveryPlaceholder()
{
    QVERIFY(placeholders::all().size() >= 7);
    for (const QString &name : placeholders::all()) {
        const auto filled = placeholders::fill(QStringLiteral("a{{%1}}b").arg(name), {{name, QStringLiteral("ñ")}});
        QCOMPARE(filled, (placeholders::Filled{QStringLiteral("añb"), {}}));
        QVERIFY(placeholders::unknownIn(QStringLiteral("{{%1}}").arg(name)).isEmpty());
    }
}

void TestSharedCatalogue::shortcuts()
{
    for (const char *good : {"hola", "RMA-2", "año_nuevo", "7"})
        QVERIFY2(isShortcut(QString::fromUtf8(good)), good);
    for (const char *bad : {"", "a b", "::a", "-a", "a.b", "a:b", "a/b"})
        QVERIFY2(!isShortcut(QString::fromUtf8(bad)), bad);
}

void TestSharedCatalogue::nearestNames()
{
    const QStringList names{QStringLiteral("agent.name"), QStringLiteral("team.name")};
    QCOMPARE(nearestName(QStringLiteral("agentname"), names), QStringLiteral("agent.name"));
    QCOMPARE(nearestName(QStringLiteral("zzz"), names), QString());
}

void TestSharedCatalogue::whoSeesViews()
{
    Actor agent;
    agent.principal = Principal::Agent;
    agent.employee = EmployeeId(7);
    agent.teams = {TeamId(1)};
    const auto relation = [&](ViewScope scope, std::optional<EmployeeId> owner, std::optional<TeamId> team) {
        const auto found = relationTo(agent, ViewStanding{scope, owner, team});
        return found ? toString(*found) : QStringLiteral("none");
    };
    QCOMPARE(relation(ViewScope::Personal, EmployeeId(7), {}), QStringLiteral("own"));
    QCOMPARE(relation(ViewScope::Personal, EmployeeId(8), {}), QStringLiteral("none"));
    QCOMPARE(relation(ViewScope::Team, {}, TeamId(1)), QStringLiteral("team"));
    QCOMPARE(relation(ViewScope::Team, {}, TeamId(2)), QStringLiteral("restricted"));
    QCOMPARE(relation(ViewScope::Everyone, {}, {}), QStringLiteral("other"));
    agent.principal = Principal::Admin; // not even administrators
    QCOMPARE(relation(ViewScope::Personal, EmployeeId(8), {}), QStringLiteral("none"));
}

void TestSharedCatalogue::customValues_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char *type, const char *value, const char *fault) {
        QTest::addRow("%s %s", type, value)
            << QString::fromLatin1(type) << QByteArray(value) << QString::fromLatin1(fault);
    };
    row("text", "\"abc\"", "");
    row("text", "\"abcdef\"", "/f too_long");
    row("text", "\"a\\nb\"", "/f control_characters");
    row("text", "1", "/f wrong_type");
    row("long_text", "\"a\\nb\"", "");
    row("integer", "3", "");
    row("integer", "3.5", "/f wrong_type");
    row("integer", "1", "/f out_of_range");
    row("integer", "11", "/f out_of_range");
    row("integer", "\"3\"", "/f wrong_type");
    row("decimal", "9.75", "");
    row("decimal", "10.5", "/f out_of_range");
    row("decimal", "true", "/f wrong_type");
    row("date", "\"2026-11-21\"", "");
    row("date", "\"2026-02-30\"", "/f invalid_format");
    row("date", "\"2019-12-31\"", "/f out_of_range");
    row("date", "\"2031-01-01\"", "/f out_of_range");
    row("date", "20261121", "/f wrong_type");
    row("boolean", "false", "");
    row("boolean", "\"false\"", "/f wrong_type");
    row("choice", "\"b\"", "");
    row("choice", "\"z\"", "/f not_allowed");
    row("choice", "[\"b\"]", "/f wrong_type");
    row("choices", "[\"b\",\"a\"]", "");
    row("choices", "[]", "");
    row("choices", "[\"b\",\"z\"]", "/f/1 not_allowed");
    row("choices", "[1]", "/f/0 wrong_type");
    row("choices", "\"b\"", "/f wrong_type");
}

static CustomField fieldOf(CustomFieldType type)
{
    CustomField field;
    field.key = QStringLiteral("f");
    field.type = type;
    if (type == CustomFieldType::Text)
        field.rules.maxLength = 5;
    if (type == CustomFieldType::Integer || type == CustomFieldType::Decimal) {
        field.rules.min = 2;
        field.rules.max = 10;
    }
    if (type == CustomFieldType::Date) {
        field.rules.min = QStringLiteral("2020-01-01");
        field.rules.max = QStringLiteral("2030-12-31");
    }
    for (const char *value : {"a", "b", "c"})
        field.rules.choices.append({QString::fromLatin1(value), {}});
    return field;
}

void TestSharedCatalogue::customValues()
{
    QFETCH(QString, type);
    QFETCH(QByteArray, value);
    QFETCH(QString, fault);
    QJsonValue json = QJsonDocument::fromJson("[" + value + "]").array().first();
    const CustomField field = fieldOf(*customFieldTypeFromString(type));
    const auto error = checkCustomValue(field, json, QStringLiteral("/f"));
    QCOMPARE(error ? error->pointer + u' ' + toString(error->code) : QString(), fault);
}

void TestSharedCatalogue::choicesComeInOrder()
{
    QJsonValue value = QJsonArray{QStringLiteral("c"), QStringLiteral("a"), QStringLiteral("c")};
    QVERIFY(!checkCustomValue(fieldOf(CustomFieldType::Choices), value, QStringLiteral("/f")));
    QCOMPARE(value.toArray(), (QJsonArray{QStringLiteral("a"), QStringLiteral("c")}));
}

void TestSharedCatalogue::shownFields()
{
    CustomField field;
    QVERIFY(isShown(field, {}, {}));
    field.rules.condition.categories = {QStringLiteral("Redes")};
    QVERIFY(!isShown(field, {}, {}));
    QVERIFY(!isShown(field, QStringLiteral("Móviles"), {}));
    QVERIFY(isShown(field, QStringLiteral("redes"), {}));
    field.rules.condition.field = QStringLiteral("o");
    QVERIFY(!isShown(field, QStringLiteral("Redes"), {}));
    const auto with = [&](const QJsonValue &value) {
        return isShown(field, QStringLiteral("Redes"), {{QStringLiteral("o"), value}});
    };
    QVERIFY(with(false));
    QVERIFY(!with(QStringLiteral(" ")));
    field.rules.condition.values = {QStringLiteral("true"), QStringLiteral("3"), QStringLiteral("b")};
    QVERIFY(with(true));
    QVERIFY(!with(false));
    QVERIFY(with(3));
    QVERIFY(with(QStringLiteral("b")));
    QVERIFY(with(QJsonArray{QStringLiteral("x"), QStringLiteral("b")}));
    QVERIFY(!with(QJsonArray{QStringLiteral("x")}));
}

void TestSharedCatalogue::textsInLanguages()
{
    const LocalText text{{QStringLiteral("es"), QStringLiteral("Tienda")}, {QStringLiteral("en"), QString()}};
    QCOMPARE(textIn(text, QStringLiteral("es")), QStringLiteral("Tienda"));
    QCOMPARE(textIn(text, QStringLiteral("en")), QStringLiteral("Tienda"));
    QCOMPARE(textIn({}, QStringLiteral("en")), QString());
}

void TestSharedCatalogue::resourcesComeBack()
{
    SavedView view;
    view.id = ViewId(1);
    view.name = QStringLiteral("Mías");
    view.scope = ViewScope::Team;
    view.team = TeamId(3);
    view.query = QStringLiteral(" status:open ");
    view.sort = QStringLiteral("-due");
    view.columns = {QStringLiteral("reference")};
    view.position = 4;
    view.createdAt = view.updatedAt = at;
    view.version = 2;
    QCOMPARE(*codec::viewFromJson(overTheWire(codec::toJson(view))), view);

    const CannedReply reply{CannedReplyId(1),
                            QStringLiteral("T"),
                            QStringLiteral("s"),
                            QStringLiteral(" b\n"),
                            QString(),
                            TeamId(2),
                            true,
                            at,
                            at,
                            3};
    QCOMPARE(*codec::cannedReplyFromJson(overTheWire(codec::toJson(reply))), reply);

    Tag tag;
    tag.id = TagId(5);
    tag.name = QStringLiteral("avería");
    tag.colour = TagColour::Teal;
    tag.incidentCount = 1000;
    tag.incidentCountCapped = true;
    tag.movingFrom = {QStringLiteral("averia")};
    tag.createdAt = tag.updatedAt = at;
    tag.version = 1;
    QCOMPARE(*codec::tagFromJson(overTheWire(codec::toJson(tag))), tag);
    tag.colour = TagColour::None;
    QCOMPARE(*codec::tagFromJson(overTheWire(codec::toJson(tag))), tag);
    for (const QString &name : tagColourNames())
        QCOMPARE(toString(*tagColourFromString(name)), name);

    for (const QString &type : customFieldTypeNames()) {
        CustomField field = fieldOf(*customFieldTypeFromString(type));
        field.id = CustomFieldId(9);
        field.rules.label = {{QStringLiteral("es"), QStringLiteral("Tienda")},
                             {QStringLiteral("en"), QStringLiteral("Shop")}};
        field.rules.required = CustomFieldRequired::Closing;
        field.rules.condition = {{QStringLiteral("Redes")}, QStringLiteral("o"), {QStringLiteral("b")}};
        field.createdAt = field.updatedAt = at;
        field.version = 1;
        QCOMPARE(*codec::customFieldFromJson(overTheWire(codec::toJson(field))), field);
    }
}

void TestSharedCatalogue::priorities()
{
    PrioritySetting setting;
    setting.table.set(Impact::High, Urgency::Low, Priority::Critical);
    setting.version = 4;
    setting.updatedAt = at;
    const QJsonObject json = overTheWire(codec::toJson(setting));
    QCOMPARE(*codec::prioritySettingFromJson(json), setting);
    QJsonObject cells{{QStringLiteral("priorities"), json.value(QStringLiteral("priorities"))}};
    QCOMPARE(*codec::priorityTableFromJson(cells), setting.table);
    cells = withValue(cells, {QStringLiteral("priorities"), QStringLiteral("low"), QStringLiteral("high")},
                      QStringLiteral("enormous"));
    cells = withValue(cells, {QStringLiteral("priorities"), QStringLiteral("medium")}, QJsonObject());
    cells = withValue(cells, {QStringLiteral("priorities"), QStringLiteral("huge")}, QJsonObject());
    const auto refused = codec::priorityTableFromJson(cells);
    QVERIFY(!refused);
    QCOMPARE(faultsOf(refused.error()), (QStringList{QStringLiteral("/priorities/low/high not_allowed"),
                                                     QStringLiteral("/priorities/medium/low required"),
                                                     QStringLiteral("/priorities/medium/medium required"),
                                                     QStringLiteral("/priorities/medium/high required"),
                                                     QStringLiteral("/priorities/huge unknown_field")}));
}

QTEST_GUILESS_MAIN(TestSharedCatalogue)
#include "test_shared_catalogue.moc"
