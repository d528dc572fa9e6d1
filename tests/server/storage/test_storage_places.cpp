// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proof.h"
#include "storage/incidents.h"
#include "storagerows.h"
#include "testdatabase.h"

#include <QRandomGenerator>
#include <QTest>

using namespace mostrador;
using namespace mostrador::storage;
using namespace mostrador::test;

namespace {

constexpr int number = 83;

const char *const sorts[] = {"created", "-created", "updated", "-updated", "priority",  "-priority",
                             "due",     "-due",     "status",  "-status",  "reference", "-reference"};
const char *const queries[] = {"",      "status:active",         "priority>=high", "lampara",
                               "ampar", "lampara status:closed", "nosuchword"};

/// Incidents with many equal keys; every third in a restricted team.
struct Many
{
    Database &db;
    Actor admin;
    Actor agent;

    explicit Many(Database &database)
        : db(database)
    {
        const CustomerId ana = addCustomer(database, QStringLiteral("ana@example.org"));
        const TeamId fraud = addTeam(database, QStringLiteral("Fraude"), true);
        for (const auto &[role, actor] : {std::pair(Role::Admin, &admin), {Role::Agent, &agent}}) {
            const QString email = toString(role) + QStringLiteral("@example.com");
            Employee employee = newEmployee(email, role);
            employee.id = addEmployee(database, email, role);
            *actor = actorOf(employee);
        }
        QRandomGenerator random(4);
        for (int i = 0; i < number; ++i) {
            auto bundle = newBundle(ana, QStringLiteral("Lámpara %1").arg(i),
                                    i % 2 ? QStringLiteral("no enciende") : QStringLiteral("parpadea"));
            Incident &incident = bundle.incident;
            incident.createdAt = testNow().plusSeconds(random.bounded(20));
            incident.updatedAt = incident.createdAt.plusSeconds(random.bounded(20));
            incident.status = allIncidentStatuses().at(random.bounded(6));
            incident.priority = static_cast<Priority>(random.bounded(4));
            incident.externalReference.clear();
            if (random.bounded(2))
                incident.dueAt = testNow().plusSeconds(random.bounded(5));
            if (i % 3 == 0)
                incident.team = fraud;
            addIncident(database, bundle);
        }
    }

    incidents::QueryContext context(const Actor &actor) const { return {actor, testNow()}; }

    QList<Incident> part(const searchquery::Query &query, const Actor &actor, PageRequest page) const
    {
        page.limit = 200;
        const auto rows = must(incidents::list(db, query, context(actor), page));
        if (!rows.nextCursor.isEmpty())
            qFatal("more rows than expected");
        return rows.items;
    }
};

QList<IncidentId> idsOf(const QList<Incident> &incidents)
{
    QList<IncidentId> ids;
    for (const Incident &incident : incidents)
        ids.append(incident.id);
    return ids;
}

} // namespace

class TestPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsMakeTheWhole_data() { addDialectRows(); }
    /// Walked through in whatever steps and chunks, the parts between the places are the list, row by row.
    void partsMakeTheWhole()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        const Many many(fixture.database());
        QRandomGenerator random(7);
        // In an ordinary run some, each sort and each query among them.
        const bool all = proof::runs(1) > 1;
        for (const Actor &actor : {many.admin, many.agent}) {
            for (const char *text : queries) {
                const auto query = must(searchquery::parse(QString::fromLatin1(text)));
                for (const char *sort : sorts) {
                    // Searches take longer, and their order is made in one way only.
                    if (query.source.contains(QLatin1String("ampar")) && random.bounded(4) != 0)
                        continue;
                    if (!all && actor.employee == many.agent.employee && random.bounded(3) != 0)
                        continue;
                    const QString order = QString::fromLatin1(sort);
                    const auto whole = idsOf(many.part(query, actor, {.sort = order}));
                    const int chosen = random.bounded(3);
                    int way = 0;
                    for (const auto &[step, most] : {std::pair(7, 28), {10, 10}, {100, 1000}}) {
                        if (way++ != chosen && !all)
                            continue;
                        QList<IncidentId> seen;
                        qint64 rows = 0;
                        PageRequest page{.sort = order};
                        for (;;) {
                            const auto walked =
                                must(incidents::places(many.db, query, many.context(actor), page, step, most));
                            rows += walked.rows;
                            QCOMPARE(walked.places.size(), walked.rows / step);
                            PageRequest part = page;
                            for (const ListPlace &place : walked.places) {
                                part.until = place;
                                const auto ids = idsOf(many.part(query, actor, part));
                                QCOMPARE(ids.size(), step);
                                seen += ids;
                                part.after = place;
                                // What comes back from a client is what went out.
                                QCOMPARE(ListPlace::fromString(place.toString())->toString(), place.toString());
                            }
                            if (!walked.next) {
                                part.until.reset();
                                seen += idsOf(many.part(query, actor, part));
                                break;
                            }
                            QVERIFY(walked.rows <= most);
                            page.after = walked.next;
                        }
                        QVERIFY2(seen == whole, qPrintable(QStringLiteral("%1 by %2").arg(query.source, order)));
                        QCOMPARE(rows, whole.size());
                    }
                }
            }
        }
    }

    void singleRows_data() { addDialectRows(); }
    /// Of the ids asked for those come that the list has, in its order.
    void singleRows()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        const Many many(fixture.database());
        const auto everything = must(searchquery::parse(QString()));
        PageRequest asked{.sort = QStringLiteral("-updated")};
        const auto all = many.part(everything, many.admin, {});
        QCOMPARE(all.size(), number);
        for (int i = 0; i < number; i += 2)
            asked.ids.append(all.at(i).id.value());
        for (const Actor &actor : {many.admin, many.agent}) {
            for (const char *text : queries) {
                const auto query = must(searchquery::parse(QString::fromLatin1(text)));
                QList<IncidentId> expected;
                for (const Incident &incident : many.part(query, actor, {.sort = asked.sort})) {
                    if (asked.ids.contains(incident.id.value()))
                        expected.append(incident.id);
                }
                QCOMPARE(idsOf(many.part(query, actor, asked)), expected);
            }
        }
        // Restricted incidents are not even counted for who may not see them.
        const auto seen = must(incidents::places(many.db, everything, many.context(many.agent), {}, 10, 1000));
        QCOMPARE(seen.rows, number - (number + 2) / 3);
        const auto hidden = many.part(must(searchquery::parse(QStringLiteral("team:fraude"))), many.admin, {});
        for (const Incident &incident : hidden) {
            for (const ListPlace &place : seen.places)
                QVERIFY(place.id != incident.id.value());
        }
    }

    void pagesOfParts_data() { addDialectRows(); }
    /// A part of the list that is too long for one page is read by cursor, to its end and no further.
    void pagesOfParts()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        const Many many(fixture.database());
        QRandomGenerator random(9);
        for (const char *text : {"", "status:active", "lampara"}) {
            const auto query = must(searchquery::parse(QString::fromLatin1(text)));
            for (const char *sort : sorts) {
                PageRequest page{.sort = QString::fromLatin1(sort)};
                const auto places = must(incidents::places(many.db, query, many.context(many.admin), page, 3, 300));
                const qsizetype first = random.bounded(4);
                const qsizetype last = places.places.size() - 1 - random.bounded(4);
                QVERIFY(first < last);
                page.after = places.places.at(first);
                page.until = places.places.at(last);
                const auto expected =
                    idsOf(many.part(query, many.admin, {.sort = page.sort})).mid((first + 1) * 3, (last - first) * 3);
                QList<IncidentId> seen;
                page.limit = 4;
                do {
                    const auto rows = must(incidents::list(many.db, query, many.context(many.admin), page));
                    seen += idsOf(rows.items);
                    page.cursor = rows.nextCursor;
                } while (!page.cursor.isEmpty());
                QVERIFY2(seen == expected, qPrintable(QStringLiteral("%1 by %2").arg(query.source, page.sort)));
            }
        }
    }

    void oddPlaces_data() { addDialectRows(); }
    /// Places that no row has, and that no column could hold.
    void oddPlaces()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        const Many many(fixture.database());
        const auto query = must(searchquery::parse(QString()));
        constexpr qint64 least = std::numeric_limits<qint64>::min();
        constexpr qint64 greatest = std::numeric_limits<qint64>::max();
        for (const char *sort : sorts) {
            const bool descending = *sort == '-';
            const ListPlace low{least, least};
            const ListPlace high{greatest, greatest};
            PageRequest page{.sort = QString::fromLatin1(sort)};
            page.after = descending ? high : low;
            page.until = descending ? low : high;
            if (page.sort.endsWith(QLatin1String("due")))
                page.until = descending ? low : ListPlace{greatest, greatest};
            QCOMPARE(many.part(query, many.admin, page).size(), number);
            std::swap(page.after, page.until);
            QCOMPARE(many.part(query, many.admin, page).size(), 0);
        }
        for (const char *text : {"", ",", "1", "1,", ",1", "1,2,", "1,2,q", "01,2", "+1,2", "1, 2", "1,2,p,p", "a,b",
                                 "9223372036854775808,1"})
            QVERIFY2(!ListPlace::fromString(QString::fromLatin1(text)), text);
    }
};

QTEST_GUILESS_MAIN(TestPlaces)
#include "test_storage_places.moc"
