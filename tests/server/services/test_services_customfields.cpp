// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/catalogueservice.h"
#include "services/customfieldservice.h"
#include "servicetest.h"

#include <QJsonArray>

using namespace mostrador;
using namespace mostrador::services;

/// Definitions of custom fields, and what they ask of incidents.
class TestServicesCustomFields : public test::ServiceTest
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void defines();
    void definitionFaults();
    void conditionsDoNotGoInCircles();
    void valuesAreChecked();
    void whatWasThereMayStay();
    void requiredAtOpening();
    void requiredAtClosing();
    void otherDoorsAreNotAsked();
    void strangersGiveOnlyWhatTheySee();

private:
    static LocalText text(const char *value)
    {
        return {{QStringLiteral("es"), QString::fromUtf8(value)}, {QStringLiteral("en"), QString::fromUtf8(value)}};
    }
    static NewCustomField newField(const QString &key, CustomFieldType type)
    {
        NewCustomField input;
        input.key = key;
        input.type = type;
        input.rules.label = text("Campo");
        input.positioned = false;
        if (type == CustomFieldType::Choice || type == CustomFieldType::Choices)
            input.rules.choices = {{QStringLiteral("a"), text("A")}, {QStringLiteral("b"), text("B")}};
        return input;
    }
    Result<CustomField> define(const NewCustomField &input)
    {
        return write<CustomField>(people.admin, [&](UnitOfWork &unit) { return customfields::create(unit, input); });
    }
    Result<CustomField> change(const CustomField &field, const CustomFieldChange &change)
    {
        return write<CustomField>(people.admin, [&](UnitOfWork &unit) {
            return customfields::change(unit, field.id, change, field.version);
        });
    }
    Outcome remove(CustomFieldId id)
    {
        return run(people.admin, [&](UnitOfWork &unit) { return customfields::remove(unit, id, {}); });
    }
    NewIncident newIncident(const QJsonObject &values)
    {
        NewIncident input;
        input.subject = QStringLiteral("s");
        input.description = QStringLiteral("d");
        input.customerData = newCustomer();
        input.customFields = values;
        return input;
    }
    QString openFaults(const Actor &actor, const QJsonObject &values)
    {
        const auto opened = open(actor, newIncident(values));
        return opened ? QString() : codes(opened.error());
    }
};

/// A field that is required would be asked of the tests after.
void TestServicesCustomFields::cleanup()
{
    for (int round = 0; round < 5; ++round) {
        const auto page = services::read<ListPage<CustomField>>(as(people.admin), [&](UnitOfWork &unit) {
            ListRequest request;
            request.limit = 200;
            return customfields::list(unit, request);
        });
        for (const CustomField &field : page->items)
            static_cast<void>(remove(field.id)); // others may depend on it: the next round
    }
}

void TestServicesCustomFields::defines()
{
    NewCustomField input = newField(QStringLiteral("tienda"), CustomFieldType::Choice);
    input.rules.help = {{QStringLiteral("es"), QStringLiteral("Dónde se compró")}, {QStringLiteral("en"), QString()}};
    const auto first = define(input);
    VERIFY_OK(first);
    QCOMPARE(first->rules.help.size(), 1);
    const auto second = define(newField(QStringLiteral("Sub-issue / old"), CustomFieldType::Text));
    VERIFY_OK(second);
    QCOMPARE(second->rules.position, 1);
    QCOMPARE(codes(define(input).error()), QStringLiteral("/key already_taken"));
    CustomFieldChange edit;
    edit.label = LocalText{{QStringLiteral("en"), QStringLiteral("Shop")}};
    edit.help = LocalText{{QStringLiteral("es"), QString()}};
    edit.archived = true;
    const auto changed = change(*first, edit);
    VERIFY_OK(changed);
    QCOMPARE(changed->rules.label.value(QStringLiteral("es")), QStringLiteral("Campo"));
    QCOMPARE(changed->rules.label.value(QStringLiteral("en")), QStringLiteral("Shop"));
    QVERIFY(changed->rules.help.isEmpty());
    const auto keys = [&](bool offered) {
        const auto page = services::read<ListPage<CustomField>>(
            as(people.agent), [&](UnitOfWork &unit) { return customfields::list(unit, {}, offered); });
        QStringList found;
        for (const CustomField &field : page->items)
            found.append(field.key);
        return found;
    };
    QCOMPARE(keys(false), (QStringList{QStringLiteral("tienda"), QStringLiteral("Sub-issue / old")}));
    QCOMPARE(keys(true), QStringList{QStringLiteral("Sub-issue / old")});
    const auto read = services::read<CustomField>(as(people.auditor),
                                                  [&](UnitOfWork &unit) { return customfields::get(unit, first->id); });
    VERIFY_OK(read);
    QCOMPARE(*read, *changed);
    for (const Actor &actor : {people.agent, people.lead, people.auditor})
        COMPARE_REFUSED(run(actor, [&](UnitOfWork &unit) { return customfields::remove(unit, first->id, {}); }),
                        ErrorCode::Forbidden);
    VERIFY_OK(remove(first->id));
}

void TestServicesCustomFields::definitionFaults()
{
    NewCustomField input = newField(QStringLiteral(" "), CustomFieldType::Text);
    input.rules.label.remove(QStringLiteral("en"));
    input.rules.choices = {{QStringLiteral("a"), text("A")}, {QStringLiteral("a"), {}}};
    input.rules.min = 1;
    input.rules.maxLength = 0;
    input.rules.condition.values = {QStringLiteral("x")};
    QCOMPARE(codes(define(input).error()),
             QStringLiteral("/choices mismatch, /choices/1/label/en required, /choices/1/label/es required, "
                            "/choices/1/value already_taken, /depends_on_values mismatch, /key required, "
                            "/label/en required, /max_length out_of_range, /min mismatch"));
    const auto limits = [&](CustomFieldType type, const QJsonValue &min, const QJsonValue &max) {
        NewCustomField field = newField(unique(QStringLiteral("l")), type);
        field.rules.min = min;
        field.rules.max = max;
        const auto made = define(field);
        return made ? QString() : codes(made.error());
    };
    QCOMPARE(limits(CustomFieldType::Integer, 1, 5), QString());
    QCOMPARE(limits(CustomFieldType::Integer, 5, 1), QStringLiteral("/max mismatch"));
    QCOMPARE(limits(CustomFieldType::Integer, 1.5, QJsonValue::Null), QStringLiteral("/min wrong_type"));
    QCOMPARE(limits(CustomFieldType::Date, QStringLiteral("2026-01-01"), QStringLiteral("2025-01-01")),
             QStringLiteral("/max mismatch"));
    QCOMPARE(limits(CustomFieldType::Date, 1, QJsonValue::Null), QStringLiteral("/min invalid_format"));
    QCOMPARE(limits(CustomFieldType::Boolean, 1, QJsonValue::Null), QStringLiteral("/min mismatch"));
    NewCustomField bare = newField(unique(QStringLiteral("c")), CustomFieldType::Choices);
    bare.rules.choices.clear();
    QCOMPARE(codes(define(bare).error()), QStringLiteral("/choices required"));
}

void TestServicesCustomFields::conditionsDoNotGoInCircles()
{
    const auto a = define(newField(QStringLiteral("ca"), CustomFieldType::Choice));
    VERIFY_OK(a);
    NewCustomField input = newField(QStringLiteral("cb"), CustomFieldType::Text);
    input.rules.condition.field = QStringLiteral("nowhere");
    QCOMPARE(codes(define(input).error()), QStringLiteral("/depends_on not_found"));
    input.rules.condition.field = QStringLiteral("cb");
    QCOMPARE(codes(define(input).error()), QStringLiteral("/depends_on not_allowed"));
    input.rules.condition.field = QStringLiteral("ca");
    input.rules.condition.values = {QStringLiteral("a"), QStringLiteral("z")};
    QCOMPARE(codes(define(input).error()), QStringLiteral("/depends_on_values/1 not_allowed"));
    input.rules.condition.values = {QStringLiteral("a")};
    const auto b = define(input);
    VERIFY_OK(b);
    input.key = QStringLiteral("cc");
    input.rules.condition = {{}, QStringLiteral("cb"), {}};
    VERIFY_OK(define(input));
    CustomFieldChange circle;
    circle.dependsOn = QStringLiteral("cc");
    QCOMPARE(codes(change(*a, circle).error()), QStringLiteral("/depends_on not_allowed"));
    COMPARE_REFUSED(remove(b->id), ErrorCode::InUse);
    CustomFieldChange none;
    none.dependsOn = QString();
    const auto freed = change(*b, none);
    VERIFY_OK(freed);
    QVERIFY(freed->rules.condition.isEmpty() && freed->rules.condition.values.isEmpty());
}

void TestServicesCustomFields::valuesAreChecked()
{
    NewCustomField amount = newField(QStringLiteral("importe/€"), CustomFieldType::Integer);
    amount.rules.min = 1;
    VERIFY_OK(define(amount));
    VERIFY_OK(define(newField(QStringLiteral("color"), CustomFieldType::Choice)));
    VERIFY_OK(define(newField(QStringLiteral("extras"), CustomFieldType::Choices)));
    QCOMPARE(openFaults(people.agent, {{QStringLiteral("importe/€"), 0},
                                       {QStringLiteral("color"), QStringLiteral("z")},
                                       {QStringLiteral("extras"), QStringLiteral("a")},
                                       {QStringLiteral("otro"), QJsonArray{QStringLiteral("x")}}}),
             QStringLiteral("/custom_fields/color not_allowed, /custom_fields/extras wrong_type, "
                            "/custom_fields/importe~1€ out_of_range, /custom_fields/otro wrong_type"));
    const auto opened = open(
        people.agent, newIncident({{QStringLiteral("importe/€"), 12},
                                   {QStringLiteral("color"), QStringLiteral("b")},
                                   {QStringLiteral("extras"), QJsonArray{QStringLiteral("b"), QStringLiteral("a")}},
                                   {QStringLiteral("libre"), 1.5}}));
    VERIFY_OK(opened);
    const Incident incident = reread(opened->incident.id);
    QCOMPARE(incident.customFields.value(QStringLiteral("extras")).toArray(),
             (QJsonArray{QStringLiteral("a"), QStringLiteral("b")}));
    IncidentChange edit;
    edit.customFields = QJsonObject{{QStringLiteral("color"), 1}, {QStringLiteral("libre"), true}};
    QCOMPARE(codes(ServiceTest::change(people.agent, incident.id, edit, 1).error()),
             QStringLiteral("/custom_fields/color wrong_type"));
    edit.customFields = QJsonObject{{QStringLiteral("color"), QJsonValue::Null},
                                    {QStringLiteral("extras"), QJsonArray{QStringLiteral("b")}}};
    const auto changed = ServiceTest::change(people.agent, incident.id, edit, 1);
    VERIFY_OK(changed);
    QVERIFY(!changed->customFields.contains(QStringLiteral("color")));
    QCOMPARE(changed->customFields.value(QStringLiteral("extras")).toArray(), QJsonArray{QStringLiteral("b")});
}

void TestServicesCustomFields::whatWasThereMayStay()
{
    const auto opened = open(people.agent, newIncident({{QStringLiteral("viejo"), QStringLiteral("a mano")}}));
    VERIFY_OK(opened);
    VERIFY_OK(define(newField(QStringLiteral("viejo"), CustomFieldType::Integer)));
    IncidentChange edit;
    edit.customFields = opened->incident.customFields;
    edit.subject = QStringLiteral("otro");
    const auto changed = ServiceTest::change(people.agent, opened->incident.id, edit, 1);
    VERIFY_OK(changed);
    edit.customFields = QJsonObject{{QStringLiteral("viejo"), QStringLiteral("otra cosa")}};
    QCOMPARE(codes(ServiceTest::change(people.agent, opened->incident.id, edit, changed->version).error()),
             QStringLiteral("/custom_fields/viejo wrong_type"));
}

void TestServicesCustomFields::requiredAtOpening()
{
    NewCustomField input = newField(QStringLiteral("compra"), CustomFieldType::Date);
    input.rules.required = CustomFieldRequired::Opening;
    const auto field = define(input);
    VERIFY_OK(field);
    QCOMPARE(openFaults(people.agent, {}), QStringLiteral("/custom_fields/compra required"));
    const auto opened = open(people.agent, newIncident({{QStringLiteral("compra"), QStringLiteral("2026-01-02")}}));
    VERIFY_OK(opened);
    // It stays, once it is there; what is not touched is not asked for.
    IncidentChange without;
    without.customFields = QJsonObject{{QStringLiteral("compra"), QJsonValue::Null}};
    QCOMPARE(codes(ServiceTest::change(people.agent, opened->incident.id, without, 1).error()),
             QStringLiteral("/custom_fields/compra required"));
    const Incident bare = makeIncident();
    IncidentChange subject;
    subject.subject = QStringLiteral("otro");
    VERIFY_OK(ServiceTest::change(people.agent, bare.id, subject, 1));
    CustomFieldChange archive;
    archive.archived = true;
    VERIFY_OK(change(*field, archive));
    QCOMPARE(openFaults(people.agent, {}), QString());
}

void TestServicesCustomFields::requiredAtClosing()
{
    NewCustomField cause = newField(QStringLiteral("causa"), CustomFieldType::Choice);
    cause.rules.required = CustomFieldRequired::Closing;
    VERIFY_OK(define(cause));
    NewCustomField detail = newField(QStringLiteral("detalle"), CustomFieldType::Text);
    detail.rules.required = CustomFieldRequired::Closing;
    detail.rules.condition = {{QStringLiteral("Redes")}, QStringLiteral("causa"), {QStringLiteral("b")}};
    VERIFY_OK(define(detail));
    const auto product = write<Product>(people.admin, [&](UnitOfWork &unit) {
        return products::create(unit,
                                {unique(QStringLiteral("P")), QStringLiteral("p"), QStringLiteral("Redes"), true});
    });
    VERIFY_OK(product);
    const Incident incident = makeIncident([&](NewIncident &input) { input.product = product->id; });
    IncidentChange resolve;
    resolve.status = IncidentStatus::Resolved;
    const auto faults = [&](const QJsonObject &values) {
        resolve.customFields = values;
        const auto changed = ServiceTest::change(people.agent, incident.id, resolve, 1);
        return changed ? QString() : codes(changed.error());
    };
    QCOMPARE(codes(ServiceTest::change(people.agent, incident.id, resolve, 1).error()),
             QStringLiteral("/custom_fields/causa required"));
    COMPARE_REFUSED(say(people.agent, incident.id, QStringLiteral("hecho"), false, IncidentStatus::Resolved),
                    ErrorCode::ValidationFailed);
    QCOMPARE(faults({{QStringLiteral("causa"), QStringLiteral("b")}}),
             QStringLiteral("/custom_fields/detalle required"));
    QCOMPARE(faults({{QStringLiteral("causa"), QStringLiteral("b")}, {QStringLiteral("detalle"), QStringLiteral("x")}}),
             QString());
    // Neither can be taken away from what is resolved; what is open again may lose them.
    IncidentChange without;
    without.customFields = QJsonObject{{QStringLiteral("causa"), QJsonValue::Null}};
    QCOMPARE(codes(ServiceTest::change(people.agent, incident.id, without, 2).error()),
             QStringLiteral("/custom_fields/causa required"));
    IncidentChange again;
    again.status = IncidentStatus::Open;
    const auto reopened = ServiceTest::change(people.agent, incident.id, again, 2);
    VERIFY_OK(reopened);
    VERIFY_OK(ServiceTest::change(people.agent, incident.id, without, reopened->version));
    // Another product, other questions.
    const Incident other = makeIncident([](NewIncident &input) {
        input.customFields = {{QStringLiteral("causa"), QStringLiteral("b")}};
    });
    VERIFY_OK(say(people.agent, other.id, QStringLiteral("hecho"), false, IncidentStatus::Resolved));
}

void TestServicesCustomFields::otherDoorsAreNotAsked()
{
    NewCustomField input = newField(QStringLiteral("interno"), CustomFieldType::Text);
    input.rules.required = CustomFieldRequired::Opening;
    VERIFY_OK(define(input));
    QCOMPARE(openFaults(anonymous(), {}), QString());
    QCOMPARE(openFaults(Actor::system(), {}), QString());
    const Customer customer = makeCustomer();
    NewIncident own = newIncident({});
    own.customerData.reset();
    const auto opened = open(Actor::ofCustomer(customer.id, {}), own);
    VERIFY_OK(opened);
    IncidentChange resolve;
    resolve.status = IncidentStatus::Resolved;
    VERIFY_OK(ServiceTest::change(Actor::ofCustomer(customer.id, {}), opened->incident.id, resolve, 1));
}

void TestServicesCustomFields::strangersGiveOnlyWhatTheySee()
{
    VERIFY_OK(define(newField(QStringLiteral("secreto"), CustomFieldType::Text)));
    NewCustomField seen = newField(QStringLiteral("publico"), CustomFieldType::Text);
    seen.rules.visibleToCustomer = true;
    VERIFY_OK(define(seen));
    QCOMPARE(openFaults(anonymous(), {{QStringLiteral("secreto"), QStringLiteral("x")},
                                      {QStringLiteral("publico"), QStringLiteral("y")}}),
             QStringLiteral("/custom_fields/secreto read_only"));
    QCOMPARE(openFaults(anonymous(), {{QStringLiteral("publico"), QStringLiteral("y")}}), QString());
}

QTEST_GUILESS_MAIN(TestServicesCustomFields)
#include "test_services_customfields.moc"
