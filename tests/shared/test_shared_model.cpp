// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/change.h"
#include "model/incident.h"
#include "model/people.h"
#include "model/priority.h"
#include "testfiles.h"

#include <QTest>

using namespace mostrador;

class TestSharedModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rfc3339_data();
    void rfc3339();
    void writesRfc3339_data();
    void writesRfc3339();
    void everyMillisecondComesBack();
    void ids_data();
    void ids();
    void references_data();
    void references();
    void referenceOfAnIncident();
    void priorityTable_data();
    void priorityTable();
    void priorityTableCanBeSet();
    void namesComeBack();
    void displayName();
    void emptyChange();
};

void TestSharedModel::rfc3339_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<qint64>("ms");
    const auto good = [](const char *text, qint64 ms) {
        QTest::newRow(text) << QString::fromLatin1(text) << true << ms;
    };
    const auto bad = [](const char *text) { QTest::newRow(text) << QString::fromLatin1(text) << false << qint64(0); };
    good("1970-01-01T00:00:00Z", 0);
    good("1970-01-01T00:00:00.001Z", 1);
    good("1970-01-01t00:00:00.5z", 500);
    good("1970-01-01T00:00:00.12Z", 120);
    good("1969-12-31T23:59:59.999Z", -1);
    good("2026-11-21T09:30:00Z", 1795253400000);
    good("2026-11-21T10:30:00+01:00", 1795253400000);
    good("2026-11-21T04:00:00-05:30", 1795253400000);
    good("2024-02-29T00:00:00Z", 1709164800000);
    good("0001-01-01T00:00:00Z", -62135596800000);
    good("9999-12-31T23:59:59.999Z", 253402300799999);
    bad("");
    bad("2026-11-21");
    bad("2026-11-21T09:30:00");       // no zone
    bad("2026-11-21 09:30:00Z");      // no T
    bad("2026-11-21T09:30Z");         // no seconds
    bad("2026-11-21T09:30:00.Z");     // empty fraction
    bad("2026-11-21T09:30:00.1234Z"); // finer than a millisecond
    bad("2026-11-21T24:00:00Z");
    bad("2026-11-21T09:60:00Z");
    bad("2026-11-21T09:30:60Z"); // leap second
    bad("2026-02-29T00:00:00Z");
    bad("2026-13-01T00:00:00Z");
    bad("2026-00-10T00:00:00Z");
    bad("0000-01-01T00:00:00Z");
    bad("0001-01-01T00:00:00+00:01"); // before year 1 in UTC
    bad("9999-12-31T23:59:59-00:01"); // after year 9999 in UTC
    bad("2026-11-21T09:30:00+24:00");
    bad("2026-11-21T09:30:00+01:60");
    bad("2026-11-21T09:30:00+0100");
    bad("2026-11-21T09:30:00ZZ");
    bad(" 2026-11-21T09:30:00Z");
    bad("+2026-11-21T09:30:00Z");
    bad("20261121T093000Z");
    QTest::newRow("other digits") << QStringLiteral("２026-11-21T09:30:00Z") << false << qint64(0);
}

void TestSharedModel::rfc3339()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    QFETCH(qint64, ms);
    const auto read = Timestamp::fromRfc3339(text);
    QCOMPARE(read.has_value(), valid);
    if (valid)
        QCOMPARE(read->milliseconds(), ms);
}

void TestSharedModel::writesRfc3339_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("epoch") << qint64(0) << QStringLiteral("1970-01-01T00:00:00.000Z");
    QTest::newRow("before") << qint64(-1) << QStringLiteral("1969-12-31T23:59:59.999Z");
    QTest::newRow("now") << qint64(1795253400042) << QStringLiteral("2026-11-21T09:30:00.042Z");
    QTest::newRow("first") << qint64(-62135596800000) << QStringLiteral("0001-01-01T00:00:00.000Z");
    QTest::newRow("last") << qint64(253402300799999) << QStringLiteral("9999-12-31T23:59:59.999Z");
}

void TestSharedModel::writesRfc3339()
{
    QFETCH(qint64, ms);
    QFETCH(QString, text);
    QCOMPARE(Timestamp::fromMilliseconds(ms).toRfc3339(), text);
}

void TestSharedModel::everyMillisecondComesBack()
{
    // Steps that are coprime to every unit, over all the years, against Qt's own calendar.
    for (qint64 ms = -62135596800000; ms < 253402300799999; ms += 7'919'003'771) {
        const Timestamp moment = Timestamp::fromMilliseconds(ms);
        QCOMPARE(moment.toRfc3339(), moment.toDateTime().toUTC().toString(Qt::ISODateWithMs));
        QCOMPARE(Timestamp::fromRfc3339(moment.toRfc3339()), std::optional(moment));
    }
}

void TestSharedModel::ids_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("id");
    QTest::newRow("one") << QStringLiteral("1") << qint64(1);
    QTest::newRow("largest") << QStringLiteral("9223372036854775807") << qint64(9223372036854775807);
    for (const char *bad :
         {"", "0", "01", "-1", "+1", " 1", "1 ", "1.0", "0x1", "9223372036854775808", "99999999999999999999", "a"})
        QTest::newRow(bad) << QString::fromLatin1(bad) << qint64(0);
    QTest::newRow("arabic digit") << QString(QChar(0x0661)) << qint64(0);
}

void TestSharedModel::ids()
{
    QFETCH(QString, text);
    QFETCH(qint64, id);
    const auto read = IncidentId::fromString(text);
    QCOMPARE(read.has_value(), id != 0);
    if (read) {
        QCOMPARE(read->value(), id);
        QCOMPARE(read->toString(), text);
    }
}

void TestSharedModel::references_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("id");
    QTest::newRow("usual") << QStringLiteral("INC-2026-000123") << qint64(123);
    QTest::newRow("lower case") << QStringLiteral("inc-2026-000123") << qint64(123);
    QTest::newRow("no zeros") << QStringLiteral("INC-2026-123") << qint64(123);
    QTest::newRow("many zeros") << QStringLiteral("INC-2026-0000000000000000000000000123") << qint64(123);
    QTest::newRow("large") << QStringLiteral("INC-2026-9223372036854775807") << qint64(9223372036854775807);
    QTest::newRow("space around") << QStringLiteral(" INC-2026-000123\t") << qint64(123);
    for (const char *bad : {"", "INC", "INC-", "INC-2026", "INC-2026-", "INC-2026-0", "INC-2026-000000",
                            "INC-26-000123", "INC-20266-000123", "INC-2026-12a", "INC-2026--12", "ABC-2026-000123",
                            "INC2026000123", "INC-2026-9223372036854775808", "INC-2O26-000123", "XINC-2026-000123"})
        QTest::newRow(*bad ? bad : "empty") << QString::fromLatin1(bad) << qint64(0);
}

void TestSharedModel::references()
{
    QFETCH(QString, text);
    QFETCH(qint64, id);
    QCOMPARE(incidentIdFromReference(text).value_or(IncidentId()).value(), id);
}

void TestSharedModel::referenceOfAnIncident()
{
    const Timestamp lateInTheYear = *Timestamp::fromRfc3339(QStringLiteral("2026-12-31T23:59:59.999Z"));
    QCOMPARE(incidentReference(IncidentId(123), lateInTheYear), QStringLiteral("INC-2026-000123"));
    QCOMPARE(incidentReference(IncidentId(1234567), lateInTheYear.plusMilliseconds(1)),
             QStringLiteral("INC-2027-1234567"));
}

void TestSharedModel::priorityTable_data()
{
    QTest::addColumn<QString>("impact");
    QTest::addColumn<QString>("urgency");
    QTest::addColumn<QString>("priority");
    const char *const rows[][3] = {
        {"low", "low", "low"},     {"low", "medium", "low"},       {"low", "high", "medium"},
        {"medium", "low", "low"},  {"medium", "medium", "medium"}, {"medium", "high", "high"},
        {"high", "low", "medium"}, {"high", "medium", "high"},     {"high", "high", "critical"}};
    for (const auto &row : rows) {
        QTest::addRow("%s x %s", row[0], row[1])
            << QString::fromLatin1(row[0]) << QString::fromLatin1(row[1]) << QString::fromLatin1(row[2]);
    }
}

void TestSharedModel::priorityTable()
{
    QFETCH(QString, impact);
    QFETCH(QString, urgency);
    QFETCH(QString, priority);
    QCOMPARE(toString(PriorityTable().at(*impactFromString(impact), *urgencyFromString(urgency))), priority);
}

void TestSharedModel::priorityTableCanBeSet()
{
    PriorityTable table;
    table.set(Impact::Low, Urgency::High, Priority::Critical);
    COMPARE_ENUM(table.at(Impact::Low, Urgency::High), Priority::Critical);
    COMPARE_ENUM(table.at(Impact::High, Urgency::Low), Priority::Medium);
    QVERIFY(!(table == PriorityTable()));
}

template <typename E>
static void checkNames(const std::initializer_list<E> &all, std::optional<E> (*parse)(const QString &))
{
    QStringList seen;
    for (const E value : all) {
        const QString name = toString(value);
        QVERIFY(!name.isEmpty());
        QVERIFY2(!seen.contains(name), qPrintable(name));
        seen.append(name);
        QCOMPARE(parse(name), std::optional(value));
        QCOMPARE(parse(name.toUpper()), std::nullopt);
    }
    QCOMPARE(parse(QString()), std::nullopt);
    QCOMPARE(parse(QStringLiteral("nonsense")), std::nullopt);
}

void TestSharedModel::namesComeBack()
{
    checkNames({Impact::Low, Impact::Medium, Impact::High}, impactFromString);
    checkNames({Urgency::Low, Urgency::Medium, Urgency::High}, urgencyFromString);
    checkNames({Priority::Low, Priority::Medium, Priority::High, Priority::Critical}, priorityFromString);
    checkNames(
        {Channel::Web, Channel::Phone, Channel::Email, Channel::Api, Channel::Chat, Channel::Post, Channel::Import},
        channelFromString);
    checkNames({Role::Agent, Role::Lead, Role::Admin, Role::Auditor}, roleFromString);
    checkNames({ActorKind::Customer, ActorKind::Employee, ActorKind::ApiKey, ActorKind::System}, actorKindFromString);
    for (int kind = 0; kind <= static_cast<int>(EventKind::HandoverConfirmed); ++kind) {
        const auto value = static_cast<EventKind>(kind);
        QVERIFY(!toString(value).isEmpty());
        QCOMPARE(eventKindFromString(toString(value)), std::optional(value));
    }
}

void TestSharedModel::displayName()
{
    Customer customer;
    QCOMPARE(customer.displayName(), QString());
    customer.givenName = QStringLiteral("Ana");
    QCOMPARE(customer.displayName(), QStringLiteral("Ana"));
    customer.familyName = QStringLiteral("Pérez Ruiz");
    QCOMPARE(customer.displayName(), QStringLiteral("Ana Pérez Ruiz"));
    customer.givenName.clear();
    QCOMPARE(customer.displayName(), QStringLiteral("Pérez Ruiz"));
}

void TestSharedModel::emptyChange()
{
    QVERIFY(IncidentChange().isEmpty());
    IncidentChange cleared;
    cleared.assignee = std::optional<EmployeeId>();
    QVERIFY(!cleared.isEmpty());
    IncidentChange due;
    due.dueAt = std::optional<Timestamp>();
    QVERIFY(!due.isEmpty());
}

QTEST_GUILESS_MAIN(TestSharedModel)
#include "test_shared_model.moc"
