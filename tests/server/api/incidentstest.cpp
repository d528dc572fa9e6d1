// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

using namespace mostrador;
using namespace mostrador::test;

namespace {

/// How to bring a new incident to a status, step by step.
QList<IncidentStatus> wayTo(IncidentStatus status)
{
    switch (status) {
    case IncidentStatus::New:
        return {};
    case IncidentStatus::Open:
        return {IncidentStatus::Open};
    case IncidentStatus::Resolved:
        return {IncidentStatus::Open, IncidentStatus::Resolved};
    case IncidentStatus::Closed:
        return {IncidentStatus::Open, IncidentStatus::Resolved, IncidentStatus::Closed};
    default:
        return {IncidentStatus::Open, status};
    }
}

} // namespace

/// Incidents over the API, from opening to closing: every step of the machine and no other, merging edits, the
/// conversation, the history.
class ApiIncidentsTest : public ApiTest
{
    Q_OBJECT

public:
    using ApiTest::ApiTest;

private Q_SLOTS:
    void openedWithEverything();
    void openedForAKnownCustomer();
    void wrongInputNamesEachField();
    void everyTransition_data();
    void everyTransition();
    void wholeLife();
    void editsMergeByField();
    void changesNeedAPrecondition();
    void priorityFollowsImpactAndUrgency();
    void customFieldsAndTagsMerge();
    void messagesAndNotes();
    void heldMessagesAreWithdrawn();
    void messageTakesAStatusAlong();
    void historyTellsBeforeAndAfter();
    void unknownIncidentsAreNotFound();
    void referencesOfOtherYearsAreNotFound();

private:
    QString path(const QJsonObject &incident) const
    {
        return QStringLiteral("/incidents/") + incident.value(QStringLiteral("id")).toString();
    }
    Answer step(const QString &path, IncidentStatus status)
    {
        return api().patch(path, {{QStringLiteral("status"), toString(status)}}, "*", api().agent());
    }
};

void ApiIncidentsTest::openedWithEverything()
{
    const Answer product = api().post(
        QStringLiteral("/products"),
        {{QStringLiteral("sku"), QStringLiteral("RX-200")}, {QStringLiteral("name"), QStringLiteral("Router X")}},
        api().admin());
    QVERIFY_STATUS(product, 201);
    const QJsonObject sent{
        {QStringLiteral("subject"), QStringLiteral("No enciende")},
        {QStringLiteral("description"), QStringLiteral("Desde **ayer**.\n\n- luz roja\n- pitido")},
        {QStringLiteral("customer"), QJsonObject{{QStringLiteral("given_name"), QStringLiteral("Lucía")},
                                                 {QStringLiteral("family_name"), QStringLiteral("Gómez")},
                                                 {QStringLiteral("email"), QStringLiteral("everything@example.com")}}},
        {QStringLiteral("product_id"), product.id()},
        {QStringLiteral("team_id"), api().team().toString()},
        {QStringLiteral("assignee_id"), api().as(Role::Agent).id.toString()},
        {QStringLiteral("impact"), QStringLiteral("high")},
        {QStringLiteral("urgency"), QStringLiteral("low")},
        {QStringLiteral("priority"), QStringLiteral("critical")},
        {QStringLiteral("channel"), QStringLiteral("phone")},
        {QStringLiteral("language"), QStringLiteral("es")},
        {QStringLiteral("tags"), QJsonArray{QStringLiteral("router"), QStringLiteral("garantía")}},
        {QStringLiteral("custom_fields"),
         QJsonObject{{QStringLiteral("tienda"), QStringLiteral("Madrid")}, {QStringLiteral("piezas"), 2.5}}},
        {QStringLiteral("order_number"), QStringLiteral("P-1001")},
        {QStringLiteral("serial_number"), QStringLiteral("SN-9")},
        {QStringLiteral("external_reference"), QStringLiteral("old-17")},
        {QStringLiteral("due_at"), QStringLiteral("2030-01-01T10:00:00.000Z")}};
    const Answer made = api().post(QStringLiteral("/incidents"), sent, api().agent());
    QVERIFY_STATUS(made, 201);
    QCOMPARE(made.header("Location"), "/api/v1/incidents/" + made.id().toLatin1());
    const QJsonObject incident = made.json();
    for (auto it = sent.begin(); it != sent.end(); ++it) {
        if (it.key() == QLatin1String("customer"))
            continue;
        if (it.key() == QLatin1String("tags"))
            QCOMPARE(incident.value(it.key()).toArray(),
                     (QJsonArray{QStringLiteral("garantía"), QStringLiteral("router")}));
        else
            QCOMPARE(incident.value(it.key()), it.value());
    }
    QCOMPARE(incident.value(QStringLiteral("status")).toString(), QStringLiteral("new"));
    QVERIFY(incident.value(QStringLiteral("priority_by_hand")).toBool());
    QCOMPARE(incident.value(QStringLiteral("customer_name")).toString(), QStringLiteral("Lucía Gómez"));
    QCOMPARE(incident.value(QStringLiteral("product_name")).toString(), QStringLiteral("Router X"));
    QCOMPARE(incident.value(QStringLiteral("team_name")).toString(), QStringLiteral("Support"));
    QCOMPARE(incident.value(QStringLiteral("assignee_name")).toString(), QStringLiteral("agent"));
    QCOMPARE(incident.value(QStringLiteral("message_count")).toInt(), 1);
    const Answer read = api().get(path(incident), api().auditor());
    QVERIFY_STATUS(read, 200);
    QCOMPARE(read.json(), incident);
    QCOMPARE(read.etag(), made.etag());
    const Answer byReference = api().get(QStringLiteral("/incidents/by-reference/") +
                                             incident.value(QStringLiteral("reference")).toString().toLower(),
                                         api().agent());
    QCOMPARE(byReference.json(), incident);
}

void ApiIncidentsTest::openedForAKnownCustomer()
{
    const QJsonObject first = api().openIncident();
    const QString customer = first.value(QStringLiteral("customer_id")).toString();
    // By id, and by the same e-mail in another case: the same person, whose name stays.
    QCOMPARE(
        api().openIncident({{QStringLiteral("customer_id"), customer}}).value(QStringLiteral("customer_id")).toString(),
        customer);
    const QJsonObject third = api().openIncident(
        {{QStringLiteral("customer"),
          QJsonObject{{QStringLiteral("given_name"), QStringLiteral("Otra")},
                      {QStringLiteral("family_name"), QStringLiteral("Persona")},
                      {QStringLiteral("email"), first.value(QStringLiteral("customer_email")).toString().toUpper()}}}});
    QCOMPARE(third.value(QStringLiteral("customer_id")).toString(), customer);
    QCOMPARE(third.value(QStringLiteral("customer_name")), first.value(QStringLiteral("customer_name")));
}

void ApiIncidentsTest::wrongInputNamesEachField()
{
    const Answer empty = api().post(QStringLiteral("/incidents"), {}, api().agent());
    QVERIFY_STATUS(empty, 422);
    for (const char *member : {"/subject", "/description"})
        QVERIFY2(empty.pointers().contains(QLatin1String(member)), empty.told().constData());
    const Answer unknown = api().post(QStringLiteral("/incidents"),
                                      {{QStringLiteral("subject"), QStringLiteral("x")},
                                       {QStringLiteral("description"), QStringLiteral("x")},
                                       {QStringLiteral("customer_id"), QStringLiteral("999999")},
                                       {QStringLiteral("product_id"), QStringLiteral("999999")},
                                       {QStringLiteral("team_id"), QStringLiteral("999999")},
                                       {QStringLiteral("assignee_id"), QStringLiteral("999999")},
                                       {QStringLiteral("follow_up_of"), QStringLiteral("999999")}},
                                      api().agent());
    QVERIFY_STATUS(unknown, 422);
    for (const char *member : {"/customer_id", "/product_id", "/team_id", "/assignee_id", "/follow_up_of"})
        QVERIFY2(unknown.pointers().contains(QLatin1String(member)), unknown.told().constData());
    const Answer nobody = api().post(
        QStringLiteral("/incidents"),
        {{QStringLiteral("subject"), QStringLiteral("x")}, {QStringLiteral("description"), QStringLiteral("x")}},
        api().agent());
    QVERIFY_STATUS(nobody, 422);
    const Answer nested =
        api().post(QStringLiteral("/incidents"),
                   {{QStringLiteral("subject"), QString(201, u'x')},
                    {QStringLiteral("description"), QStringLiteral("x")},
                    {QStringLiteral("customer"), QJsonObject{{QStringLiteral("email"), QStringLiteral("no")}}},
                    {QStringLiteral("tags"), QJsonArray{QStringLiteral("ok"), QString(51, u't')}}},
                   api().agent());
    QVERIFY_STATUS(nested, 422);
    for (const char *member : {"/subject", "/customer/email", "/customer/given_name", "/tags/1"})
        QVERIFY2(nested.pointers().contains(QLatin1String(member)), nested.told().constData());
}

void ApiIncidentsTest::everyTransition_data()
{
    QTest::addColumn<IncidentStatus>("from");
    for (const IncidentStatus from : allIncidentStatuses()) {
        if (from != IncidentStatus::Merged) // no route leads there yet
            QTest::newRow(qPrintable(toString(from))) << from;
    }
}

void ApiIncidentsTest::everyTransition()
{
    QFETCH(IncidentStatus, from);
    for (const IncidentStatus to : allIncidentStatuses()) {
        const QJsonObject incident = api().openIncident();
        for (const IncidentStatus between : wayTo(from))
            QVERIFY_STATUS(step(path(incident), between), 200);
        const Answer before = api().get(path(incident), api().agent());
        QCOMPARE(before.text(QStringLiteral("status")), toString(from));
        const Answer answer = step(path(incident), to);
        const QByteArray what = (toString(from) + QStringLiteral(" -> ") + toString(to)).toLatin1() + ": ";
        if (to == from) {
            QVERIFY_TOLD(answer.status == 200 && answer.etag() == before.etag(), what + answer.told());
        } else if (canTransition(from, to, TransitionBy::Employee)) {
            QVERIFY_TOLD(answer.status == 200, what + answer.told());
            QCOMPARE(answer.text(QStringLiteral("status")), toString(to));
            QVERIFY(answer.etag() != before.etag());
        } else {
            QVERIFY_TOLD(answer.status == 409 && answer.code() == QLatin1String("transition_not_allowed"),
                         what + answer.told());
            QCOMPARE(api().get(path(incident), api().agent()).json(), before.json());
        }
    }
}

void ApiIncidentsTest::wholeLife()
{
    const QJsonObject incident = api().openIncident();
    const QString at = path(incident);
    // The first public reply opens it and is kept as first response.
    const Answer reply = api().post(at + QStringLiteral("/messages"),
                                    {{QStringLiteral("body"), QStringLiteral("Hello")}}, api().agent());
    QVERIFY_STATUS(reply, 201);
    Answer now = api().get(at, api().agent());
    QCOMPARE(now.text(QStringLiteral("status")), QStringLiteral("open"));
    QVERIFY(!now.text(QStringLiteral("first_response_at")).isEmpty());
    QCOMPARE(now.json().value(QStringLiteral("message_count")).toInt(), 2);
    QVERIFY_STATUS(step(at, IncidentStatus::WaitingCustomer), 200);
    QVERIFY_STATUS(step(at, IncidentStatus::Open), 200);
    QVERIFY_STATUS(step(at, IncidentStatus::Resolved), 200);
    now = api().get(at, api().agent());
    QVERIFY(!now.text(QStringLiteral("resolved_at")).isEmpty());
    const Answer again = api().post(at + QStringLiteral("/reopen"),
                                    {{QStringLiteral("reason"), QStringLiteral("It broke again")}}, api().agent());
    QVERIFY_STATUS(again, 200);
    QCOMPARE(again.id(), incident.value(QStringLiteral("id")).toString());
    QCOMPARE(again.text(QStringLiteral("status")), QStringLiteral("open"));
    const Answer notNow = api().post(at + QStringLiteral("/reopen"),
                                     {{QStringLiteral("reason"), QStringLiteral("It is open")}}, api().agent());
    QVERIFY_STATUS(notNow, 409);
    QCOMPARE(notNow.code(), QStringLiteral("transition_not_allowed"));
    const Answer noReason = api().post(at + QStringLiteral("/reopen"), {}, api().agent());
    QVERIFY_STATUS(noReason, 422);
    QCOMPARE(noReason.pointers(), QStringLiteral("/reason"));
    QVERIFY_STATUS(step(at, IncidentStatus::Resolved), 200);
    QVERIFY_STATUS(step(at, IncidentStatus::Closed), 200);
    now = api().get(at, api().agent());
    QVERIFY(!now.text(QStringLiteral("closed_at")).isEmpty());
    // Within the reopening window.
    const Answer reopened = api().post(at + QStringLiteral("/reopen"),
                                       {{QStringLiteral("reason"), QStringLiteral("Still")}}, api().agent());
    QVERIFY_STATUS(reopened, 200);
    QCOMPARE(reopened.text(QStringLiteral("status")), QStringLiteral("open"));
}

void ApiIncidentsTest::editsMergeByField()
{
    const QJsonObject incident = api().openIncident();
    const QString at = path(incident);
    const QByteArray etag = api().get(at, api().agent()).etag();
    const Answer subject =
        api().patch(at, {{QStringLiteral("subject"), QStringLiteral("Better subject")}}, etag, api().agent());
    QVERIFY_STATUS(subject, 200);
    const Answer others = api().patch(at,
                                      {{QStringLiteral("assignee_id"), api().as(Role::Lead).id.toString()},
                                       {QStringLiteral("impact"), QStringLiteral("high")}},
                                      etag, api().lead());
    QVERIFY_STATUS(others, 200);
    QCOMPARE(others.text(QStringLiteral("subject")), QStringLiteral("Better subject"));
    QCOMPARE(others.text(QStringLiteral("assignee_id")), api().as(Role::Lead).id.toString());
    const Answer conflict = api().patch(at,
                                        {{QStringLiteral("subject"), QStringLiteral("Other subject")},
                                         {QStringLiteral("impact"), QStringLiteral("low")},
                                         {QStringLiteral("serial_number"), QStringLiteral("S")}},
                                        etag, api().admin());
    QVERIFY_STATUS(conflict, 412);
    QStringList fields;
    for (const QJsonValue &each : conflict.json().value(QStringLiteral("conflicts")).toArray()) {
        fields.append(each.toObject().value(QStringLiteral("field")).toString());
        QVERIFY(!each.toObject().value(QStringLiteral("changed_by")).toString().isEmpty());
    }
    fields.sort();
    QCOMPARE(fields, (QStringList{QStringLiteral("impact"), QStringLiteral("subject")}));
    QCOMPARE(api().get(at, api().agent()).json(), others.json());
}

void ApiIncidentsTest::changesNeedAPrecondition()
{
    const QString at = path(api().openIncident());
    QVERIFY_STATUS(api().patch(at, {{QStringLiteral("subject"), QStringLiteral("x")}}, {}, api().agent()), 428);
    QVERIFY_STATUS(api().patch(at, {{QStringLiteral("subject"), QStringLiteral("x")}}, "W/\"1\"", api().agent()), 400);
    QVERIFY_STATUS(api().patch(at, {}, "*", api().agent()), 200);
}

void ApiIncidentsTest::priorityFollowsImpactAndUrgency()
{
    const QString at = path(api().openIncident());
    const auto set = [&](const QJsonObject &change) { return api().patch(at, change, "*", api().agent()); };
    const PriorityTable table;
    const Answer both =
        set({{QStringLiteral("impact"), QStringLiteral("high")}, {QStringLiteral("urgency"), QStringLiteral("high")}});
    QVERIFY_STATUS(both, 200);
    QCOMPARE(both.text(QStringLiteral("priority")), toString(table.at(Impact::High, Urgency::High)));
    const Answer byHand = set({{QStringLiteral("priority"), QStringLiteral("low")}});
    QCOMPARE(byHand.text(QStringLiteral("priority")), QStringLiteral("low"));
    QVERIFY(byHand.json().value(QStringLiteral("priority_by_hand")).toBool());
    QCOMPARE(set({{QStringLiteral("impact"), QStringLiteral("medium")}}).text(QStringLiteral("priority")),
             QStringLiteral("low"));
    const Answer back = set({{QStringLiteral("priority"), QJsonValue::Null}});
    QVERIFY_STATUS(back, 200);
    QCOMPARE(back.text(QStringLiteral("priority")), toString(table.at(Impact::Medium, Urgency::High)));
    QVERIFY(!back.json().value(QStringLiteral("priority_by_hand")).toBool());
}

void ApiIncidentsTest::customFieldsAndTagsMerge()
{
    const QString at = path(api().openIncident(
        {{QStringLiteral("custom_fields"), QJsonObject{{QStringLiteral("a"), 1}, {QStringLiteral("b"), true}}}}));
    const Answer changed = api().patch(
        at,
        {{QStringLiteral("custom_fields"),
          QJsonObject{{QStringLiteral("b"), QJsonValue::Null}, {QStringLiteral("ç"), QStringLiteral("x")}}},
         {QStringLiteral("tags"), QJsonArray{QStringLiteral("B"), QStringLiteral("a"), QStringLiteral("b")}}},
        "*", api().agent());
    QVERIFY_STATUS(changed, 200);
    QCOMPARE(changed.json().value(QStringLiteral("custom_fields")).toObject(),
             (QJsonObject{{QStringLiteral("a"), 1}, {QStringLiteral("ç"), QStringLiteral("x")}}));
    QCOMPARE(changed.json().value(QStringLiteral("tags")).toArray(),
             (QJsonArray{QStringLiteral("a"), QStringLiteral("b")}));
}

void ApiIncidentsTest::messagesAndNotes()
{
    const QString at = path(api().openIncident()) + QStringLiteral("/messages");
    for (int i = 0; i < 5; ++i) {
        const Answer made = api().post(
            at,
            {{QStringLiteral("body"), QStringLiteral("Message %1").arg(i)}, {QStringLiteral("internal"), i % 2 == 1}},
            api().agent());
        QVERIFY_STATUS(made, 201);
        QCOMPARE(made.header("Location"), "/api/v1" + at.toLatin1());
        QCOMPARE(made.text(QStringLiteral("author_name")), QStringLiteral("agent"));
        QCOMPARE(made.text(QStringLiteral("author_kind")), QStringLiteral("employee"));
        QCOMPARE(made.json().value(QStringLiteral("internal")).toBool(), i % 2 == 1);
    }
    QStringList bodies;
    QString next = at + QStringLiteral("?limit=2");
    while (!next.isEmpty()) {
        const Answer page = api().get(next, api().auditor());
        QVERIFY_STATUS(page, 200);
        for (const QJsonValue &item : page.items())
            bodies.append(item.toObject().value(QStringLiteral("body")).toString());
        const QByteArray link = page.header("Link");
        next = link.isEmpty() ? QString() : QString::fromLatin1(link.mid(1, link.indexOf('>') - 1)).mid(7);
    }
    QCOMPARE(bodies.size(), 6);
    QCOMPARE(bodies.first(), QStringLiteral("Since yesterday."));
    QCOMPARE(bodies.last(), QStringLiteral("Message 4"));
    for (const QJsonObject &bad :
         {QJsonObject{}, QJsonObject{{QStringLiteral("body"), QStringLiteral(" \n ")}},
          QJsonObject{{QStringLiteral("body"), QString(100'001, u'x')}}, QJsonObject{{QStringLiteral("body"), 5}}}) {
        const Answer refused = api().post(at, bad, api().agent());
        QVERIFY_STATUS(refused, 422);
        QCOMPARE(refused.pointers(), QStringLiteral("/body"));
    }
}

void ApiIncidentsTest::heldMessagesAreWithdrawn()
{
    const QString at = path(api().openIncident());
    const QString hold = QStringLiteral("hold_seconds");
    const QJsonObject message{{QStringLiteral("body"), QStringLiteral("Wait a moment")},
                              {QStringLiteral("status"), QStringLiteral("waiting_customer")},
                              {hold, 60}};
    const Answer made = api().post(at + QStringLiteral("/messages"), message, api().agent());
    QVERIFY_STATUS(made, 201);
    QVERIFY(!made.text(QStringLiteral("held_until")).isEmpty());
    QCOMPARE(api().get(at, api().lead()).text(QStringLiteral("status")), QStringLiteral("waiting_customer"));
    QCOMPARE(api().get(at + QStringLiteral("/messages"), api().lead()).items().last().toObject(), made.json());
    const QString one = QStringLiteral("/messages/") + made.id();
    QVERIFY_STATUS(api().remove(one, api().lead()), 403);
    const Answer gone = api().remove(one, api().agent());
    QVERIFY_STATUS(gone, 200);
    QCOMPARE(gone.json(), made.json());
    QCOMPARE(api().get(at, api().lead()).text(QStringLiteral("status")), QStringLiteral("new"));
    QCOMPARE(api().get(at + QStringLiteral("/messages"), api().lead()).items().size(), 1);
    QVERIFY_STATUS(api().remove(one, api().agent()), 404);
    // One that was not held is sent.
    const Answer sent = api().post(at + QStringLiteral("/messages"),
                                   {{QStringLiteral("body"), QStringLiteral("At once")}}, api().agent());
    QVERIFY(sent.json().value(QStringLiteral("held_until")).isNull());
    const Answer late = api().remove(QStringLiteral("/messages/") + sent.id(), api().agent());
    QVERIFY_STATUS(late, 409);
    QCOMPARE(late.code(), QStringLiteral("conflict"));
    for (const QJsonValue &bad : {QJsonValue(121), QJsonValue(-1), QJsonValue(QStringLiteral("10"))}) {
        QJsonObject input = message;
        input.insert(hold, bad);
        const Answer refused = api().post(at + QStringLiteral("/messages"), input, api().agent());
        QVERIFY_STATUS(refused, 422);
        QCOMPARE(refused.pointers(), QStringLiteral("/hold_seconds"));
    }
}

void ApiIncidentsTest::messageTakesAStatusAlong()
{
    const QString at = path(api().openIncident());
    QVERIFY_STATUS(step(at, IncidentStatus::Open), 200);
    const Answer asked = api().post(at + QStringLiteral("/messages"),
                                    {{QStringLiteral("body"), QStringLiteral("Which lights?")},
                                     {QStringLiteral("status"), QStringLiteral("waiting_customer")}},
                                    api().agent());
    QVERIFY_STATUS(asked, 201);
    QCOMPARE(api().get(at, api().agent()).text(QStringLiteral("status")), QStringLiteral("waiting_customer"));
    // A step there is none of keeps the message out too.
    const int before = api().get(at, api().agent()).json().value(QStringLiteral("message_count")).toInt();
    const Answer refused =
        api().post(at + QStringLiteral("/messages"),
                   {{QStringLiteral("body"), QStringLiteral("No")}, {QStringLiteral("status"), QStringLiteral("new")}},
                   api().agent());
    QVERIFY_STATUS(refused, 409);
    QCOMPARE(api().get(at, api().agent()).json().value(QStringLiteral("message_count")).toInt(), before);
}

void ApiIncidentsTest::historyTellsBeforeAndAfter()
{
    const QString at = path(api().openIncident());
    QVERIFY_STATUS(api().patch(at, {{QStringLiteral("subject"), QStringLiteral("Newer")}}, "*", api().agent()), 200);
    QVERIFY_STATUS(step(at, IncidentStatus::Open), 200);
    QVERIFY_STATUS(
        api().patch(at, {{QStringLiteral("assignee_id"), api().as(Role::Agent).id.toString()}}, "*", api().lead()),
        200);
    QVERIFY_STATUS(
        api().post(at + QStringLiteral("/messages"), {{QStringLiteral("body"), QStringLiteral("Hi")}}, api().agent()),
        201);
    const Answer history = api().get(at + QStringLiteral("/events?limit=200"), api().auditor());
    QVERIFY_STATUS(history, 200);
    QStringList kinds;
    qint64 last = 0;
    for (const QJsonValue &value : history.items()) {
        const QJsonObject event = value.toObject();
        kinds.append(event.value(QStringLiteral("kind")).toString());
        const qint64 id = event.value(QStringLiteral("id")).toString().toLongLong();
        QVERIFY(id > last);
        last = id;
        if (kinds.last() == QLatin1String("incident_changed")) {
            QCOMPARE(event.value(QStringLiteral("before")).toObject().value(QStringLiteral("subject")).toString(),
                     QStringLiteral("It does not start"));
            QCOMPARE(event.value(QStringLiteral("after")).toObject().value(QStringLiteral("subject")).toString(),
                     QStringLiteral("Newer"));
            QCOMPARE(event.value(QStringLiteral("actor_name")).toString(), QStringLiteral("agent"));
        }
        if (kinds.last() == QLatin1String("status_changed")) {
            QCOMPARE(event.value(QStringLiteral("before")).toObject().value(QStringLiteral("status")).toString(),
                     QStringLiteral("new"));
            QCOMPARE(event.value(QStringLiteral("after")).toObject().value(QStringLiteral("status")).toString(),
                     QStringLiteral("open"));
        }
    }
    for (const char *kind : {"incident_created", "incident_changed", "status_changed", "assigned", "message_added"})
        QVERIFY2(kinds.contains(QLatin1String(kind)), kind);
}

void ApiIncidentsTest::unknownIncidentsAreNotFound()
{
    for (const char *id : {"999999999", "0", "x", "9223372036854775808"}) {
        const QString at = QStringLiteral("/incidents/") + QLatin1String(id);
        QVERIFY_STATUS(api().get(at, api().admin()), 404);
        QVERIFY_STATUS(api().patch(at, {{QStringLiteral("subject"), QStringLiteral("x")}}, "*", api().admin()), 404);
        for (const char *below : {"/messages", "/events", "/attachments"})
            QVERIFY_STATUS(api().get(at + QLatin1String(below), api().admin()), 404);
        QVERIFY_STATUS(api().post(at + QStringLiteral("/messages"), {{QStringLiteral("body"), QStringLiteral("x")}},
                                  api().admin()),
                       404);
        QVERIFY_STATUS(api().post(at + QStringLiteral("/reopen"), {{QStringLiteral("reason"), QStringLiteral("x")}},
                                  api().admin()),
                       404);
        QVERIFY_STATUS(api().upload(at + QStringLiteral("/attachments"), QStringLiteral("a"), "x", api().admin()), 404);
    }
}

void ApiIncidentsTest::referencesOfOtherYearsAreNotFound()
{
    const QString reference = api().openIncident().value(QStringLiteral("reference")).toString();
    QVERIFY_STATUS(api().get(QStringLiteral("/incidents/by-reference/") + reference, api().agent()), 200);
    QString other = reference;
    other.replace(4, 4, QStringLiteral("1999"));
    for (const QString &wrong :
         {other, QStringLiteral("INC-2026-"), QStringLiteral("x"), QStringLiteral("INC-2026-999999999999999999999")})
        QVERIFY_STATUS(api().get(QStringLiteral("/incidents/by-reference/") + wrong, api().agent()), 404);
}

int main(int argc, char **argv)
{
    return runOnBothDatabases<ApiIncidentsTest>(argc, argv);
}

#include "incidentstest.moc"
