// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"
#include "model/limits.h"

using namespace mostrador;
using namespace mostrador::test;

/// Incidents found again over the API: by conditions, by words that are not quite right, sorted, in pages and from any
/// place of the list.
class ApiIncidentSearchTest : public ApiTest
{
    Q_OBJECT

public:
    using ApiTest::ApiTest;

private Q_SLOTS:
    void foundBySearch_data();
    void foundBySearch();
    void wrongSearchesPointAtTheMistake();
    void sortedAndPaged();
    void readFromAnywhere();
    void searchedForgivingly();
    void completed();
};

void ApiIncidentSearchTest::foundBySearch_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("found");
    const auto row = [](const char *query, bool found) { QTest::newRow(query) << QString::fromUtf8(query) << found; };
    row("serial:SEARCH-1", true);
    row("serial:SEARCH-1 status:new", true);
    row("serial:SEARCH-1 status:open,new", true);
    row("serial:SEARCH-1 -status:new", false);
    row("serial:SEARCH-1 priority>=low", true);
    row("serial:SEARCH-1 assignee:me", true);
    row("serial:SEARCH-1 assignee:none", false);
    row("serial:SEARCH-1 team:mine", true);
    row("serial:SEARCH-1 created>2020-01-01", true);
    row("serial:SEARCH-1 created<2020-01-01", false);
    row("serial:SEARCH-1 tag:urgente", true);
    row("serial:SEARCH-1 tag:otra or serial:SEARCH-1", true);
    row("serial:SEARCH-1 (tag:otra or tag:urgente)", true);
    row("serial:SEARCH-1 imprimían", true);
    row("serial:SEARCH-1 \"toner magenta\"", true);
    row("serial:SEARCH-1 \"magenta toner\"", false);
    row("serial:SEARCH-1 channel:api", true);
    row("serial:SEARCH-1 has:attachment", false);
}

void ApiIncidentSearchTest::foundBySearch()
{
    QFETCH(QString, query);
    QFETCH(bool, found);
    static QHash<int, QString> made; // one for each database
    if (!made.contains(static_cast<int>(dialect()))) {
        made.insert(static_cast<int>(dialect()),
                    api()
                        .openIncident({{QStringLiteral("subject"), QStringLiteral("Las impresoras no imprimían")},
                                       {QStringLiteral("description"), QStringLiteral("Falta el toner magenta.")},
                                       {QStringLiteral("serial_number"), QStringLiteral("SEARCH-1")},
                                       {QStringLiteral("tags"), QJsonArray{QStringLiteral("urgente")}},
                                       {QStringLiteral("team_id"), api().team().toString()},
                                       {QStringLiteral("assignee_id"), api().as(Role::Agent).id.toString()}})
                        .value(QStringLiteral("id"))
                        .toString());
    }
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(query));
    const Answer list = api().get(QStringLiteral("/incidents?q=") + encoded, api().agent());
    QVERIFY_STATUS(list, 200);
    QCOMPARE(list.items().size(), found ? 1 : 0);
    if (found)
        QCOMPARE(list.items().at(0).toObject().value(QStringLiteral("id")).toString(),
                 made.value(static_cast<int>(dialect())));
    const Answer count = api().get(QStringLiteral("/incidents/count?q=") + encoded, api().agent());
    QVERIFY_STATUS(count, 200);
    QCOMPARE(count.json(), (QJsonObject{{QStringLiteral("count"), found ? 1 : 0}, {QStringLiteral("capped"), false}}));
}

void ApiIncidentSearchTest::wrongSearchesPointAtTheMistake()
{
    for (const char *query :
         {"statsu:open", "status:opne", "created>yesterdayish", "(status:open", "priority>", "\"open quote", "a or"}) {
        const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(QLatin1String(query)));
        for (const char *route : {"/incidents?q=", "/incidents/count?q=", "/incidents/places?q="}) {
            const Answer answer = api().get(QLatin1String(route) + encoded, api().agent());
            QVERIFY_TOLD(answer.status == 400, QByteArray(query) + ": " + answer.told());
            QCOMPARE(answer.code(), QStringLiteral("invalid_query"));
            const QJsonObject fault = answer.json().value(QStringLiteral("errors")).toArray().at(0).toObject();
            QCOMPARE(fault.value(QStringLiteral("pointer")).toString(), QStringLiteral("q"));
            QVERIFY(fault.value(QStringLiteral("params")).toObject().contains(QStringLiteral("offset")));
        }
    }
}

void ApiIncidentSearchTest::sortedAndPaged()
{
    QStringList ids;
    for (int i = 0; i < 7; ++i) {
        const char *levels[] = {"low", "medium", "high"};
        ids.append(api()
                       .openIncident({{QStringLiteral("order_number"), QStringLiteral("SORT-1")},
                                      {QStringLiteral("impact"), QLatin1String(levels[i % 3])},
                                      {QStringLiteral("urgency"), QLatin1String(levels[i % 3])}})
                       .value(QStringLiteral("id"))
                       .toString());
    }
    for (const char *sort : {"created", "-created", "updated", "-updated", "priority", "-priority", "status", "-status",
                             "due", "-due", "reference", "-reference"}) {
        QStringList seen;
        QList<int> priorities;
        QString next = QStringLiteral("/incidents?q=order:SORT-1&limit=3&sort=") + QLatin1String(sort);
        while (!next.isEmpty()) {
            const Answer page = api().get(next, api().agent());
            QVERIFY_TOLD(page.status == 200, QByteArray(sort) + ": " + page.told());
            for (const QJsonValue &item : page.items()) {
                seen.append(item.toObject().value(QStringLiteral("id")).toString());
                priorities.append(static_cast<int>(
                    *priorityFromString(item.toObject().value(QStringLiteral("priority")).toString())));
                QVERIFY(item.toObject().value(QStringLiteral("description")).toString().isEmpty());
            }
            const QByteArray link = page.header("Link");
            next = link.isEmpty() ? QString() : QString::fromLatin1(link.mid(1, link.indexOf('>') - 1)).mid(7);
        }
        QCOMPARE(seen.size(), 7);
        QCOMPARE(QSet<QString>(seen.begin(), seen.end()), QSet<QString>(ids.begin(), ids.end()));
        if (QByteArray(sort) == "created" || QByteArray(sort) == "reference")
            QCOMPARE(seen, ids);
        if (QByteArray(sort) == "priority")
            QVERIFY(std::is_sorted(priorities.begin(), priorities.end()));
        if (QByteArray(sort) == "-priority")
            QVERIFY(std::is_sorted(priorities.rbegin(), priorities.rend()));
    }
}

void ApiIncidentSearchTest::readFromAnywhere()
{
    QStringList ids;
    for (int i = 0; i < 103; ++i) {
        ids.append(api()
                       .openIncident(
                           {{QStringLiteral("order_number"), QStringLiteral("ANYWHERE")},
                            {QStringLiteral("due_at"), i % 2 ? QJsonValue() : QStringLiteral("2030-01-01T10:00:00Z")}})
                       .value(QStringLiteral("id"))
                       .toString());
    }
    const auto idsOf = [](const Answer &answer) {
        QStringList result;
        const QJsonArray items = answer.items();
        for (const QJsonValue &item : items)
            result.append(item.toObject().value(QStringLiteral("id")).toString());
        return result;
    };
    const QString list = QStringLiteral("q=order:ANYWHERE&sort=due");
    const QStringList whole = idsOf(api().get(QStringLiteral("/incidents?limit=200&") + list, api().agent()));
    QCOMPARE(whole.size(), ids.size());
    const Answer walked = api().get(QStringLiteral("/incidents/places?") + list, api().agent());
    QVERIFY_STATUS(walked, 200);
    QCOMPARE(walked.json().value(QStringLiteral("rows")).toInt(), 103);
    QCOMPARE(walked.json().value(QStringLiteral("step")).toInt(), limits::placesStep);
    QVERIFY(walked.json().value(QStringLiteral("next")).isNull());
    const QJsonArray places = walked.json().value(QStringLiteral("places")).toArray();
    QCOMPARE(places.size(), 1);
    QCOMPARE(places.first().toString(), QStringLiteral("9223372036854775807,") + whole.at(99));
    const QString at = places.first().toString();
    const QString page = QStringLiteral("/incidents?limit=200&") + list;
    QCOMPARE(idsOf(api().get(page + QStringLiteral("&until=") + at, api().agent())), whole.first(100));
    QCOMPARE(idsOf(api().get(page + QStringLiteral("&after=") + at, api().agent())), whole.sliced(100));
    // A page from a place goes on by cursor.
    const Answer begin =
        api().get(QStringLiteral("/incidents?limit=60&") + list + QStringLiteral("&until=") + at, api().agent());
    QVERIFY(!begin.header("Link").isEmpty());
    const QString cursor = begin.text(QStringLiteral("next_cursor"));
    const Answer rest =
        api().get(page + QStringLiteral("&until=") + at + QStringLiteral("&cursor=") + cursor, api().agent());
    QCOMPARE(idsOf(begin) + idsOf(rest), whole.first(100));

    const QString some = whole.at(50) + u',' + ids.at(7) + QStringLiteral(",999999999");
    QCOMPARE(idsOf(api().get(page + QStringLiteral("&ids=") + some, api().agent())).size(), 2);
    QCOMPARE(idsOf(api().get(QStringLiteral("/incidents?q=order:OTHER&ids=") + some, api().agent())).size(), 0);
    for (const char *wrong : {"/incidents?after=x", "/incidents?until=1", "/incidents/places?after=1,2,x",
                              "/incidents?ids=", "/incidents?ids=1,,2", "/incidents?ids=x", "/incidents/places?ids=1",
                              "/incidents/places?limit=1"}) {
        const Answer refused = api().get(QString::fromLatin1(wrong), api().agent());
        QVERIFY_TOLD(refused.status == 400, QByteArray(wrong) + ' ' + refused.told());
    }
    const QString many = QStringList(201, QStringLiteral("1")).join(u',');
    QVERIFY_STATUS(api().get(QStringLiteral("/incidents?ids=") + many, api().agent()), 400);
    QVERIFY_STATUS(api().get(QStringLiteral("/incidents/places?sort=colour"), api().agent()), 422);
}

void ApiIncidentSearchTest::searchedForgivingly()
{
    for (int i = 0; i < 3; ++i)
        api().openIncident({{QStringLiteral("subject"), QStringLiteral("Estalactita en la tetera")}});
    const QString forgive = QStringLiteral("/incidents?forgive=true&limit=2&q=");
    const Answer exact = api().get(forgive + QStringLiteral("estalactita"), api().agent());
    QVERIFY_STATUS(exact, 200);
    const QJsonObject words = exact.json().value(QStringLiteral("search")).toObject();
    QCOMPARE(words.value(QStringLiteral("step")).toString(), QStringLiteral("words"));
    QCOMPARE(words.value(QStringLiteral("corrected")).toObject(), QJsonObject());

    const Answer corrected = api().get(forgive + QStringLiteral("order:%22%22%20esatlactita"), api().agent());
    QVERIFY_STATUS(corrected, 400); // a mistake in the query is no mistake in its words
    const Answer meant = api().get(forgive + QStringLiteral("esatlactita&sort=relevance"), api().agent());
    QVERIFY_STATUS(meant, 200);
    const QJsonObject search = meant.json().value(QStringLiteral("search")).toObject();
    QCOMPARE(search.value(QStringLiteral("step")).toString(), QStringLiteral("corrected"));
    QCOMPARE(search.value(QStringLiteral("query")).toString(), QStringLiteral("estalactita"));
    QCOMPARE(search.value(QStringLiteral("corrected")).toObject(),
             (QJsonObject{{QStringLiteral("esatlactita"), QStringLiteral("estalactita")}}));
    QCOMPARE(meant.items().size(), 2);
    const QString cursor = meant.text(QStringLiteral("next_cursor"));
    const Answer rest =
        api().get(forgive + QStringLiteral("esatlactita&sort=relevance&cursor=") + cursor, api().agent());
    QVERIFY_STATUS(rest, 200);
    QCOMPARE(rest.items().size(), 1);
    QVERIFY(rest.items().at(0) != meant.items().at(0) && rest.items().at(0) != meant.items().at(1));

    // Places go on by the cursor and by the query that was carried out.
    const Answer first = api().get(forgive + QStringLiteral("esatlactita"), api().agent());
    for (const QString &part : {QStringLiteral("q=esatlactita&cursor=") + first.text(QStringLiteral("next_cursor")),
                                QStringLiteral("q=estalactita")}) {
        const Answer places = api().get(QStringLiteral("/incidents/places?") + part, api().agent());
        QVERIFY_STATUS(places, 200);
        QCOMPARE(places.json().value(QStringLiteral("rows")).toInt(), part.contains(u'~') ? 1 : 3);
    }
    const Answer fewer = api().get(forgive + QStringLiteral("estalactita%20xyzzyx"), api().agent());
    QCOMPARE(fewer.json().value(QStringLiteral("search")).toObject().value(QStringLiteral("step")).toString(),
             QStringLiteral("fewer"));
    QCOMPARE(fewer.items().size(), 2);

    // Who does not ask for it gets what was asked.
    QCOMPARE(api().get(QStringLiteral("/incidents?q=esatlactita"), api().agent()).items().size(), 0);
    for (const char *wrong : {"/incidents?forgive=yes", "/incidents?forgive=true&ids=1",
                              "/incidents?forgive=true&after=1,2", "/incidents?forgive=true&cursor=~x~y"})
        QVERIFY_STATUS(api().get(QString::fromLatin1(wrong), api().agent()), 400);
    QVERIFY_STATUS(api().get(QStringLiteral("/incidents?sort=relevance"), api().agent()), 422);
}

void ApiIncidentSearchTest::completed()
{
    api().openIncident({{QStringLiteral("subject"), QStringLiteral("Murciélago en el almacén")},
                        {QStringLiteral("tags"), QJsonArray{QStringLiteral("murano azul")}}});
    api().openIncident({{QStringLiteral("subject"), QStringLiteral("Murmuración de la dirección")},
                        {QStringLiteral("team_id"), api().secretTeam().toString()}});
    const auto ask = [&](const QString &query, const QString &who, int cursor = -1) {
        QString path = QStringLiteral("/search/completions?q=") + QString::fromLatin1(QUrl::toPercentEncoding(query));
        if (cursor >= 0)
            path += QStringLiteral("&cursor=%1").arg(cursor);
        return api().get(path, who);
    };
    const auto texts = [&](const Answer &answer, const QString &kind) {
        QStringList result;
        for (const QJsonValue &item : answer.items()) {
            if (item.toObject().value(QStringLiteral("kind")).toString() == kind)
                result.append(item.toObject().value(QStringLiteral("text")).toString());
        }
        return result;
    };
    const QString value = QStringLiteral("value");
    const QString word = QStringLiteral("word");
    // The language.
    const Answer field = ask(QStringLiteral("router stat and more"), api().agent(), 11);
    QVERIFY_STATUS(field, 200);
    QCOMPARE(texts(field, QStringLiteral("field")), QStringList{QStringLiteral("status:")});
    QCOMPARE(field.json().value(QStringLiteral("offset")).toInt(), 7);
    QCOMPARE(field.json().value(QStringLiteral("length")).toInt(), 4);
    QVERIFY(texts(ask(QStringLiteral("-status:open,wai"), api().agent()), value)
                .contains(QStringLiteral("waiting_customer")));
    // People and things by name.
    const QJsonObject me = api().get(QStringLiteral("/sessions/current"), api().agent()).json();
    const QString name = me.value(QStringLiteral("employee")).toObject().value(QStringLiteral("name")).toString();
    const Answer employee = ask(QStringLiteral("assignee:") + name.left(3), api().agent());
    QVERIFY_STATUS(employee, 200);
    QVERIFY2(!texts(employee, value).isEmpty(), employee.told().constData());
    QCOMPARE(texts(ask(QStringLiteral("mentions:") + name.left(3), api().agent()), value), texts(employee, value));
    QVERIFY2(texts(ask(QStringLiteral("tag:mura"), api().agent()), value) ==
                 QStringList{QStringLiteral("\"murano azul\"")},
             ask(QStringLiteral("tag:mura"), api().agent()).told().constData());
    // Words, without those of incidents that one may not see.
    QCOMPARE(texts(ask(QStringLiteral("mur"), api().admin()), word).size(), 2);
    QCOMPARE(texts(ask(QStringLiteral("mur"), api().agent()), word), QStringList{QStringLiteral("murcielago")});
    // A saved view takes the place of its name.
    const QJsonObject view{{QStringLiteral("name"), QStringLiteral("Murales sin responder")},
                           {QStringLiteral("query"), QStringLiteral("status:open tag:mural")}};
    const Answer saved = api().post(QStringLiteral("/views"), view, api().agent());
    QVERIFY_STATUS(saved, 201);
    QCOMPARE(texts(ask(QStringLiteral("mural"), api().agent()), QStringLiteral("view")),
             QStringList{QStringLiteral("status:open tag:mural")});
    QCOMPARE(texts(ask(QStringLiteral("mural"), api().lead()), QStringLiteral("view")), QStringList());
    // Nothing to complete, and mistakes.
    for (const char *query : {"", "\"in a phr", "colour:re"})
        QCOMPARE(ask(QString::fromLatin1(query), api().agent()).items().size(), 0);
    QVERIFY_STATUS(ask(QStringLiteral("a"), api().agent(), 2), 400);
    QVERIFY_STATUS(ask(QString(limits::query + 1, u'a'), api().agent()), 422);
    QVERIFY_STATUS(ask(QStringLiteral("a"), QString()), 401);
}

int main(int argc, char **argv)
{
    return runOnBothDatabases<ApiIncidentSearchTest>(argc, argv);
}

#include "incidentsearchtest.moc"
