// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/incidentstatus.h"
#include "model/permissions.h"
#include "testfiles.h"

#include <QTest>

#include <set>

using namespace mostrador;

/// The status machine and the permission table against the same tables written for people, cell by cell.
class TestSharedRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statusNames();
    void steps_data();
    void steps();
    void nextStatusesAgree();
    void activeStatuses();
    void permissions_data();
    void permissions();
    void relations();
    void principals();
};

void TestSharedRules::statusNames()
{
    QCOMPARE(allIncidentStatuses().size(), 8);
    for (const IncidentStatus status : allIncidentStatuses())
        QCOMPARE(incidentStatusFromString(toString(status)), std::optional(status));
    QCOMPARE(incidentStatusFromString(QStringLiteral("Open")), std::nullopt);
    QCOMPARE(incidentStatusFromString(QString()), std::nullopt);
}

void TestSharedRules::steps_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("who");
    QStringList lines = test::dataLines(QStringLiteral("status_steps.txt"));
    const QStringList columns = lines.takeFirst().split(QLatin1Char(' '), Qt::SkipEmptyParts).mid(1);
    QCOMPARE(columns.size(), allIncidentStatuses().size());
    QCOMPARE(lines.size(), allIncidentStatuses().size());
    for (const QString &line : lines) {
        const QStringList cells = line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        for (qsizetype i = 0; i < columns.size(); ++i) {
            QTest::addRow("%s to %s", qPrintable(cells.first()), qPrintable(columns.at(i)))
                << cells.first() << columns.at(i) << cells.at(i + 1);
        }
    }
}

void TestSharedRules::steps()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, who);
    const IncidentStatus a = incidentStatusFromString(from).value();
    const IncidentStatus b = incidentStatusFromString(to).value();
    QCOMPARE(canTransition(a, b, TransitionBy::Employee), who.contains(QLatin1Char('E')));
    QCOMPARE(canTransition(a, b, TransitionBy::Customer), who.contains(QLatin1Char('C')));
    QCOMPARE(canTransition(a, b, TransitionBy::System), who != QLatin1String("."));
}

void TestSharedRules::nextStatusesAgree()
{
    for (const IncidentStatus from : allIncidentStatuses()) {
        for (const auto by : {TransitionBy::Employee, TransitionBy::Customer, TransitionBy::System}) {
            for (const IncidentStatus to : allIncidentStatuses())
                QCOMPARE(nextStatuses(from, by).contains(to), canTransition(from, to, by));
        }
    }
    const QList<IncidentStatus> next{IncidentStatus::Open, IncidentStatus::Closed};
    QVERIFY(nextStatuses(IncidentStatus::Resolved, TransitionBy::Employee) == next);
}

void TestSharedRules::activeStatuses()
{
    const QList<IncidentStatus> active{IncidentStatus::New, IncidentStatus::Open, IncidentStatus::WaitingCustomer,
                                       IncidentStatus::WaitingThirdParty};
    for (const IncidentStatus status : allIncidentStatuses())
        QCOMPARE(isActive(status), active.contains(status));
}

void TestSharedRules::permissions_data()
{
    QTest::addColumn<int>("principal");
    QTest::addColumn<int>("action");
    QTest::addColumn<int>("relation");
    QTest::addColumn<bool>("allowed");
    std::set<QString> allowed;
    std::set<QString> named;
    QString principal;
    for (const QString &line : test::dataLines(QStringLiteral("permissions.txt"))) {
        if (line.startsWith(QLatin1Char('['))) {
            principal = line.mid(1, line.size() - 2);
            continue;
        }
        const QStringList halves = line.split(QLatin1Char(':'));
        for (const QString &action : halves.at(1).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
            named.insert(action);
            for (const QString &relation : halves.at(0).split(QLatin1Char(',')))
                allowed.insert(principal + QLatin1Char(' ') + action + QLatin1Char(' ') + relation);
        }
    }
    std::size_t found = 0;
    std::set<QString> known;
    for (const Principal p : allPrincipals()) {
        for (const Action a : allActions()) {
            known.insert(toString(a));
            for (const Relation r : allRelations()) {
                const QString cell = toString(p) + QLatin1Char(' ') + toString(a) + QLatin1Char(' ') + toString(r);
                const bool isIn = allowed.count(cell) == 1;
                found += isIn ? 1 : 0;
                QTest::newRow(qPrintable(cell))
                    << static_cast<int>(p) << static_cast<int>(a) << static_cast<int>(r) << isIn;
            }
        }
    }
    QCOMPARE(found, allowed.size()); // no line of the file went unread because of a wrong name
    QVERIFY(named == known);
}

void TestSharedRules::permissions()
{
    QFETCH(int, principal);
    QFETCH(int, action);
    QFETCH(int, relation);
    QFETCH(bool, allowed);
    QCOMPARE(isAllowed(static_cast<Principal>(principal), static_cast<Action>(action), static_cast<Relation>(relation)),
             allowed);
}

void TestSharedRules::relations()
{
    const TeamId mine(1);
    const TeamId other(2);
    Actor agent;
    agent.principal = Principal::Agent;
    agent.employee = EmployeeId(7);
    agent.teams = {mine};
    QVERIFY(agent.isEmployee());
    COMPARE_ENUM(relationTo(agent, {CustomerId(7), std::nullopt, std::nullopt, false}), Relation::Team);
    COMPARE_ENUM(relationTo(agent, {CustomerId(7), std::nullopt, mine, false}), Relation::Team);
    COMPARE_ENUM(relationTo(agent, {CustomerId(7), std::nullopt, mine, true}), Relation::Team);
    COMPARE_ENUM(relationTo(agent, {CustomerId(7), std::nullopt, other, false}), Relation::Other);
    COMPARE_ENUM(relationTo(agent, {CustomerId(7), std::nullopt, other, true}), Relation::Restricted);
    COMPARE_ENUM(relationTo(agent, {CustomerId(7), EmployeeId(7), other, true}), Relation::Own);
    COMPARE_ENUM(relationTo(agent, {CustomerId(7), EmployeeId(8), other, true}), Relation::Restricted);

    const Actor customer = Actor::ofCustomer(CustomerId(7), QStringLiteral("Ana"));
    QVERIFY(!customer.isEmployee());
    COMPARE_ENUM(relationTo(customer, {CustomerId(7), std::nullopt, other, true}), Relation::Own);
    COMPARE_ENUM(relationTo(customer, {CustomerId(8), EmployeeId(7), std::nullopt, false}), Relation::Other);
    // Not even an incident of no team is anybody's own by accident.
    COMPARE_ENUM(relationTo(Actor(), {CustomerId(), std::nullopt, other, false}), Relation::Other);
}

void TestSharedRules::principals()
{
    COMPARE_ENUM(principalOf(Role::Agent), Principal::Agent);
    COMPARE_ENUM(principalOf(Role::Lead), Principal::Lead);
    COMPARE_ENUM(principalOf(Role::Admin), Principal::Admin);
    COMPARE_ENUM(principalOf(Role::Auditor), Principal::Auditor);
    COMPARE_ENUM(Actor::system().principal, Principal::System);
    QVERIFY(!Actor::system().isEmployee());
    QVERIFY(!Actor().isEmployee());
}

QTEST_GUILESS_MAIN(TestSharedRules)
#include "test_shared_rules.moc"
