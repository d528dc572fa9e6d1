// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

using namespace mostrador;
using namespace mostrador::test;

/// Customers over the API: create, read, look up by e-mail, list, change each attribute, remove; every mistake named.
class ApiCustomersTest : public ApiTest
{
    Q_OBJECT

public:
    using ApiTest::ApiTest;

private Q_SLOTS:
    void addedAndRead();
    void emailIsUniqueWhateverItsCase();
    void foundByEmail();
    void searchedByName();
    void eachAttributeChanges_data();
    void eachAttributeChanges();
    void addressMergesMemberByMember();
    void wrongInputNamesEachField();
    void wrongChangesNameEachField();
    void unknownCustomersAreNotFound_data();
    void unknownCustomersAreNotFound();
    void changesNeedAPrecondition();
    void otherFieldsMergeAndTheSameFieldConflicts();
    void removal();
    void employeesAreAlike();

private:
    QJsonObject person() const
    {
        static int count = 0;
        return {{QStringLiteral("given_name"), QStringLiteral("María José")},
                {QStringLiteral("family_name"), QStringLiteral("Núñez de Ávila")},
                {QStringLiteral("email"), QStringLiteral("María.%1@Example.COM").arg(++count).replace(u'í', u'i')},
                {QStringLiteral("birth_date"), QStringLiteral("1984-02-29")},
                {QStringLiteral("address"),
                 QJsonObject{{QStringLiteral("street"), QStringLiteral("Calle Mayor 1\n2º izq.")},
                             {QStringLiteral("postal_code"), QStringLiteral("28013")},
                             {QStringLiteral("city"), QStringLiteral("Madrid")},
                             {QStringLiteral("region"), QStringLiteral("Madrid")},
                             {QStringLiteral("country"), QStringLiteral("ES")}}},
                {QStringLiteral("phone"), QStringLiteral("+34 600 000 000")},
                {QStringLiteral("locale"), QStringLiteral("en")}};
    }
    Answer add() { return api().post(QStringLiteral("/customers"), person(), api().agent()); }
};

void ApiCustomersTest::addedAndRead()
{
    const QJsonObject sent = person();
    const Answer made = api().post(QStringLiteral("/customers"), sent, api().agent());
    QVERIFY_STATUS(made, 201);
    QCOMPARE(made.header("Location"), "/api/v1/customers/" + made.id().toLatin1());
    QCOMPARE(made.etag(), QByteArray("\"1\""));
    for (auto it = sent.begin(); it != sent.end(); ++it)
        QCOMPARE(made.json().value(it.key()), it.value());
    const Answer read = api().get(QStringLiteral("/customers/") + made.id(), api().auditor());
    QVERIFY_STATUS(read, 200);
    QCOMPARE(read.json(), made.json());
    QCOMPARE(read.etag(), made.etag());
    QVERIFY(api().get(QStringLiteral("/customers?limit=200"), api().agent()).items().contains(made.json()));
}

void ApiCustomersTest::emailIsUniqueWhateverItsCase()
{
    const Answer first = add();
    QVERIFY_STATUS(first, 201);
    QJsonObject second = person();
    second.insert(QStringLiteral("email"), first.text(QStringLiteral("email")).toUpper());
    const Answer refused = api().post(QStringLiteral("/customers"), second, api().agent());
    QVERIFY_STATUS(refused, 409);
    QCOMPARE(refused.code(), QStringLiteral("already_exists"));
    QCOMPARE(refused.pointers(), QStringLiteral("/email"));
    const Answer other = add();
    const Answer changed = api().patch(QStringLiteral("/customers/") + other.id(),
                                       {{QStringLiteral("email"), first.text(QStringLiteral("email")).toLower()}},
                                       other.etag(), api().agent());
    QVERIFY_STATUS(changed, 409);
    QCOMPARE(changed.pointers(), QStringLiteral("/email"));
    // The own one in another case is no conflict.
    const Answer own = api().patch(QStringLiteral("/customers/") + other.id(),
                                   {{QStringLiteral("email"), other.text(QStringLiteral("email")).toUpper()}},
                                   other.etag(), api().agent());
    QVERIFY_STATUS(own, 200);
    QCOMPARE(own.text(QStringLiteral("email")), other.text(QStringLiteral("email")).toUpper());
}

void ApiCustomersTest::foundByEmail()
{
    const Answer made = add();
    const Answer found = api().get(
        QStringLiteral("/customers?email=%1").arg(made.text(QStringLiteral("email")).toLower()), api().agent());
    QVERIFY_STATUS(found, 200);
    QCOMPARE(found.items(), QJsonArray{made.json()});
    QVERIFY(found.json().value(QStringLiteral("next_cursor")).isNull());
    for (const char *unknown : {"nobody@example.com", "", "not an address", "%25", "' or 1=1"}) {
        const Answer none = api().get(QStringLiteral("/customers?email=") + QLatin1String(unknown), api().agent());
        QVERIFY_STATUS(none, 200);
        QVERIFY(none.items().isEmpty());
    }
}

void ApiCustomersTest::searchedByName()
{
    QJsonObject somebody = person();
    somebody.insert(QStringLiteral("family_name"), QStringLiteral("Zubizarreta"));
    const Answer made = api().post(QStringLiteral("/customers"), somebody, api().agent());
    QVERIFY_STATUS(made, 201);
    const Answer found = api().get(QStringLiteral("/customers?q=zubi"), api().agent());
    QVERIFY_STATUS(found, 200);
    QCOMPARE(found.items(), QJsonArray{made.json()});
    QVERIFY(api().get(QStringLiteral("/customers?q=zubizarretaaa"), api().agent()).items().isEmpty());
}

void ApiCustomersTest::eachAttributeChanges_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QJsonValue>("expected");
    const auto row = [](const char *member, const QJsonValue &value, const QJsonValue &expected) {
        QTest::addRow("%s %s", member, value.isNull() ? "cleared" : "set")
            << QString::fromLatin1(member) << value << expected;
    };
    const auto same = [&](const char *member, const QJsonValue &value) { row(member, value, value); };
    same("given_name", QStringLiteral("李"));
    same("family_name", QStringLiteral("O'Neill <b>"));
    same("email", QStringLiteral("new.address@example.org"));
    same("birth_date", QStringLiteral("2001-12-31"));
    same("birth_date", QJsonValue::Null);
    same("phone", QStringLiteral("112"));
    row("phone", QJsonValue::Null, QString());
    same("locale", QStringLiteral("es"));
}

void ApiCustomersTest::eachAttributeChanges()
{
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    QFETCH(QJsonValue, expected);
    const Answer made = add();
    if (member == QLatin1String("email"))
        value = expected = QStringLiteral("%1@example.org").arg(made.id());
    const QString path = QStringLiteral("/customers/") + made.id();
    const Answer changed = api().patch(path, {{member, value}}, made.etag(), api().agent());
    QVERIFY_STATUS(changed, 200);
    QCOMPARE(changed.etag(), QByteArray("\"2\""));
    QCOMPARE(changed.json().value(member), expected);
    // Nothing else did.
    QJsonObject before = made.json();
    QJsonObject after = changed.json();
    for (const QString &moving : {member, QStringLiteral("version"), QStringLiteral("updated_at")}) {
        before.remove(moving);
        after.remove(moving);
    }
    QCOMPARE(after, before);
    QCOMPARE(api().get(path, api().agent()).json(), changed.json());
    // What is already so is no change.
    const Answer again = api().patch(path, {{member, value}}, changed.etag(), api().agent());
    QVERIFY_STATUS(again, 200);
    QCOMPARE(again.etag(), changed.etag());
}

void ApiCustomersTest::addressMergesMemberByMember()
{
    const Answer made = add();
    const QString path = QStringLiteral("/customers/") + made.id();
    const Answer moved =
        api().patch(path,
                    {{QStringLiteral("address"), QJsonObject{{QStringLiteral("city"), QStringLiteral("Toledo")},
                                                             {QStringLiteral("region"), QJsonValue::Null}}}},
                    made.etag(), api().agent());
    QVERIFY_STATUS(moved, 200);
    QJsonObject expected = made.json().value(QStringLiteral("address")).toObject();
    expected.insert(QStringLiteral("city"), QStringLiteral("Toledo"));
    expected.insert(QStringLiteral("region"), QString());
    QCOMPARE(moved.json().value(QStringLiteral("address")).toObject(), expected);
    const Answer cleared =
        api().patch(path, {{QStringLiteral("address"), QJsonValue::Null}}, moved.etag(), api().agent());
    QVERIFY_STATUS(cleared, 200);
    for (const QJsonValue &part : cleared.json().value(QStringLiteral("address")).toObject())
        QCOMPARE(part.toString(), QString());
}

void ApiCustomersTest::wrongInputNamesEachField()
{
    const QJsonObject wrong{
        {QStringLiteral("given_name"), QString(101, u'x')},
        {QStringLiteral("family_name"), QStringLiteral("  ")},
        {QStringLiteral("email"), QStringLiteral("not an address")},
        {QStringLiteral("birth_date"), QStringLiteral("2001-02-29")},
        {QStringLiteral("address"), QJsonObject{{QStringLiteral("city"), 7},
                                                {QStringLiteral("country"), QStringLiteral("Spain")},
                                                {QStringLiteral("planet"), QStringLiteral("Earth")}}},
        {QStringLiteral("phone"), QString(33, u'1')},
        {QStringLiteral("locale"), QStringLiteral("tlh")},
        {QStringLiteral("version"), 3}};
    const Answer answer = api().post(QStringLiteral("/customers"), wrong, api().agent());
    QVERIFY_STATUS(answer, 422);
    QCOMPARE(answer.code(), QStringLiteral("validation_failed"));
    QStringList named = answer.pointers().split(u' ');
    named.sort();
    QCOMPARE(named,
             (QStringList{QStringLiteral("/address/city"), QStringLiteral("/address/country"),
                          QStringLiteral("/address/planet"), QStringLiteral("/birth_date"), QStringLiteral("/email"),
                          QStringLiteral("/family_name"), QStringLiteral("/given_name"), QStringLiteral("/locale"),
                          QStringLiteral("/phone"), QStringLiteral("/version")}));
    const Answer empty = api().post(QStringLiteral("/customers"), {}, api().agent());
    QVERIFY_STATUS(empty, 422);
    QVERIFY(empty.pointers().contains(QLatin1String("/given_name")));
    QVERIFY(empty.pointers().contains(QLatin1String("/family_name")));
    QVERIFY(empty.pointers().contains(QLatin1String("/email")));
    // The longest that fit, in code points.
    QJsonObject longest = person();
    longest.insert(QStringLiteral("given_name"), QString(QStringLiteral("😀")).repeated(100));
    const Answer fits = api().post(QStringLiteral("/customers"), longest, api().agent());
    QVERIFY_STATUS(fits, 201);
    QCOMPARE(fits.json().value(QStringLiteral("given_name")), longest.value(QStringLiteral("given_name")));
}

void ApiCustomersTest::wrongChangesNameEachField()
{
    const Answer made = add();
    const Answer answer = api().patch(QStringLiteral("/customers/") + made.id(),
                                      {{QStringLiteral("given_name"), QJsonValue::Null},
                                       {QStringLiteral("family_name"), QString()},
                                       {QStringLiteral("email"), QJsonValue::Null},
                                       {QStringLiteral("birth_date"), QStringLiteral("31/12/2001")},
                                       {QStringLiteral("id"), QStringLiteral("9")}},
                                      made.etag(), api().agent());
    QVERIFY_STATUS(answer, 422);
    QStringList named = answer.pointers().split(u' ');
    named.sort();
    QCOMPARE(named,
             (QStringList{QStringLiteral("/birth_date"), QStringLiteral("/email"), QStringLiteral("/family_name"),
                          QStringLiteral("/given_name"), QStringLiteral("/id")}));
    QCOMPARE(api().get(QStringLiteral("/customers/") + made.id(), api().agent()).json(), made.json());
}

void ApiCustomersTest::unknownCustomersAreNotFound_data()
{
    QTest::addColumn<QString>("id");
    for (const char *id :
         {"999999999", "0", "-1", "x", "1e3", "9223372036854775807", "9223372036854775808", "%27", "01"})
        QTest::newRow(id) << QString::fromLatin1(id);
}

void ApiCustomersTest::unknownCustomersAreNotFound()
{
    QFETCH(QString, id);
    const QString path = QStringLiteral("/customers/") + id;
    for (const Answer &answer : {api().get(path, api().admin()), api().patch(path, {}, "\"1\"", api().admin()),
                                 api().remove(path, api().admin())}) {
        QVERIFY_STATUS(answer, 404);
        QCOMPARE(answer.code(), QStringLiteral("not_found"));
    }
}

void ApiCustomersTest::changesNeedAPrecondition()
{
    const Answer made = add();
    const QString path = QStringLiteral("/customers/") + made.id();
    const QJsonObject change{{QStringLiteral("phone"), QStringLiteral("1")}};
    const Answer missing = api().patch(path, change, {}, api().agent());
    QVERIFY_STATUS(missing, 428);
    QCOMPARE(missing.code(), QStringLiteral("precondition_required"));
    for (const QByteArray &bad : {QByteArray("W/\"1\""), QByteArray("1"), QByteArray("\"\""), QByteArray("\"x\""),
                                  QByteArray("\"1\", \"2\""), QByteArray("\"-1\""), QByteArray("**")}) {
        const Answer answer = api().patch(path, change, bad, api().agent());
        QVERIFY_TOLD(answer.status == 400, bad + ": " + answer.told());
        QCOMPARE(answer.pointers(), QStringLiteral("If-Match"));
    }
    const Answer any = api().patch(path, change, "*", api().agent());
    QVERIFY_STATUS(any, 200);
    QCOMPARE(any.etag(), QByteArray("\"2\""));
    const Answer future = api().patch(path, change, "\"99\"", api().agent());
    QVERIFY2(future.status == 412 || future.status == 400, future.told().constData());
}

void ApiCustomersTest::otherFieldsMergeAndTheSameFieldConflicts()
{
    const Answer made = add();
    const QString path = QStringLiteral("/customers/") + made.id();
    const Answer phone =
        api().patch(path, {{QStringLiteral("phone"), QStringLiteral("111")}}, made.etag(), api().agent());
    QVERIFY_STATUS(phone, 200);
    // Made from the same version, another field: both stay.
    const Answer name =
        api().patch(path, {{QStringLiteral("given_name"), QStringLiteral("Eva")}}, made.etag(), api().lead());
    QVERIFY_STATUS(name, 200);
    QCOMPARE(name.text(QStringLiteral("phone")), QStringLiteral("111"));
    QCOMPARE(name.text(QStringLiteral("given_name")), QStringLiteral("Eva"));
    QCOMPARE(name.etag(), QByteArray("\"3\""));
    // The same field to another value: refused with both.
    const Answer conflict = api().patch(
        path, {{QStringLiteral("phone"), QStringLiteral("222")}, {QStringLiteral("locale"), QStringLiteral("es")}},
        made.etag(), api().lead());
    QVERIFY_STATUS(conflict, 412);
    QCOMPARE(conflict.code(), QStringLiteral("edit_conflict"));
    const QJsonArray conflicts = conflict.json().value(QStringLiteral("conflicts")).toArray();
    QCOMPARE(conflicts.size(), 1);
    QCOMPARE(conflicts.at(0).toObject().value(QStringLiteral("field")).toString(), QStringLiteral("phone"));
    QCOMPARE(conflicts.at(0).toObject().value(QStringLiteral("yours")).toString(), QStringLiteral("222"));
    QCOMPARE(conflicts.at(0).toObject().value(QStringLiteral("theirs")).toString(), QStringLiteral("111"));
    const Answer read = api().get(path, api().agent());
    QCOMPARE(read.text(QStringLiteral("phone")), QStringLiteral("111"));
    QCOMPARE(read.text(QStringLiteral("locale")), QStringLiteral("en"));
    // The same field to the same value is no conflict.
    QVERIFY_STATUS(api().patch(path, {{QStringLiteral("phone"), QStringLiteral("111")}}, made.etag(), api().lead()),
                   200);
}

void ApiCustomersTest::removal()
{
    const Answer made = add();
    const QString path = QStringLiteral("/customers/") + made.id();
    QVERIFY_STATUS(api().remove(path, api().lead()), 204);
    QVERIFY_STATUS(api().get(path, api().agent()), 404);
    QVERIFY_STATUS(api().remove(path, api().lead()), 404);
    QVERIFY(api()
                .get(QStringLiteral("/customers?email=") + made.text(QStringLiteral("email")), api().agent())
                .items()
                .isEmpty());
    // The address may be used again.
    QJsonObject again = person();
    again.insert(QStringLiteral("email"), made.text(QStringLiteral("email")));
    QVERIFY_STATUS(api().post(QStringLiteral("/customers"), again, api().agent()), 201);

    // Not while somebody still works for them; then the incident stays, without the person.
    const QJsonObject incident = api().openIncident();
    const QString id = incident.value(QStringLiteral("id")).toString();
    const QString customer = QStringLiteral("/customers/") + incident.value(QStringLiteral("customer_id")).toString();
    const Answer inUse = api().remove(customer, api().lead());
    QVERIFY_STATUS(inUse, 409);
    QCOMPARE(inUse.code(), QStringLiteral("in_use"));
    QVERIFY_STATUS(api().patch(QStringLiteral("/incidents/") + id, {{QStringLiteral("status"), QStringLiteral("open")}},
                               "*", api().lead()),
                   200);
    QVERIFY_STATUS(api().patch(QStringLiteral("/incidents/") + id,
                               {{QStringLiteral("status"), QStringLiteral("resolved")}}, "*", api().lead()),
                   200);
    const Answer stale = api().ask("DELETE", customer, {}, api().lead(), {{"If-Match", "\"77\""}});
    QVERIFY2(stale.status == 412 || stale.status == 400, stale.told().constData());
    QVERIFY_STATUS(api().remove(customer, api().lead()), 204);
    const Answer left = api().get(QStringLiteral("/incidents/") + id, api().lead());
    QVERIFY_STATUS(left, 200);
    QVERIFY(!left.body.contains("Gómez"));
    QVERIFY(!left.body.contains(incident.value(QStringLiteral("customer_email")).toString().toUtf8()));
}

void ApiCustomersTest::employeesAreAlike()
{
    const QJsonObject sent{{QStringLiteral("email"), QStringLiteral("Nuria@example.com")},
                           {QStringLiteral("name"), QStringLiteral("Nuria")},
                           {QStringLiteral("role"), QStringLiteral("agent")},
                           {QStringLiteral("team_ids"), QJsonArray{api().team().toString()}},
                           {QStringLiteral("locale"), QStringLiteral("es")},
                           {QStringLiteral("password"), ApiFixture::password()}};
    const Answer made = api().post(QStringLiteral("/employees"), sent, api().admin());
    QVERIFY_STATUS(made, 201);
    QVERIFY(!made.json().contains(QStringLiteral("password")));
    const QString path = QStringLiteral("/employees/") + made.id();
    const Answer found = api().get(QStringLiteral("/employees?email=nuria@EXAMPLE.com"), api().agent());
    QCOMPARE(found.items(), QJsonArray{made.json()});
    QVERIFY_STATUS(api().post(QStringLiteral("/employees"), sent, api().admin()), 409);
    QJsonObject weak = sent;
    weak.insert(QStringLiteral("email"), QStringLiteral("weak@example.com"));
    weak.insert(QStringLiteral("password"), QStringLiteral("short"));
    const Answer refused = api().post(QStringLiteral("/employees"), weak, api().admin());
    QVERIFY_STATUS(refused, 422);
    QCOMPARE(refused.pointers(), QStringLiteral("/password"));
    const Answer promoted = api().patch(
        path, {{QStringLiteral("role"), QStringLiteral("lead")}, {QStringLiteral("team_ids"), QJsonArray()}},
        made.etag(), api().admin());
    QVERIFY_STATUS(promoted, 200);
    QCOMPARE(promoted.text(QStringLiteral("role")), QStringLiteral("lead"));
    QVERIFY(promoted.json().value(QStringLiteral("team_ids")).toArray().isEmpty());
    const QString token = api().logIn(QStringLiteral("nuria@example.com"));
    QVERIFY_STATUS(api().remove(path, api().admin()), 204);
    QVERIFY_STATUS(api().get(QStringLiteral("/customers"), token), 401);
    // The last administrator stays one.
    const QString admin = QStringLiteral("/employees/") + api().as(Role::Admin).id.toString();
    const Answer last = api().remove(admin, api().admin());
    QVERIFY_STATUS(last, 409);
    QVERIFY_STATUS(api().patch(admin, {{QStringLiteral("role"), QStringLiteral("agent")}}, "*", api().admin()), 409);
}

int main(int argc, char **argv)
{
    return runOnBothDatabases<ApiCustomersTest>(argc, argv);
}

#include "customerstest.moc"
