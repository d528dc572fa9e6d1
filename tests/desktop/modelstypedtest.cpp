// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/duetext.h"
#include "models/fuzzymatch.h"

#include <QTest>

using namespace mostrador::console;

/// What is typed in a hurry and what it means: letters of a title, a time.
class ModelsTyped : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lettersFind_data();
    void lettersFind();
    void betterComesFirst_data();
    void betterComesFirst();
    void lettersAreNamed();
    void longTextsEnd();
    void timesAreRead_data();
    void timesAreRead();
    void monthAndDayFollowTheLocale();
    void a29thOfFebruaryIsFound();
};

void ModelsTyped::lettersFind_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("title");
    QTest::addColumn<bool>("found");
    const auto row = [](const char *typed, const char *title, bool found) {
        QTest::addRow("%s in %s", typed, title) << QString::fromUtf8(typed) << QString::fromUtf8(title) << found;
    };
    row("asme", "Assign to me", true);
    row("ASIGNAR", "Asignar a mí", true);
    row("mi", "Asignar a mí", true);
    row("mí", "Asignar a mi", true);
    row("contrasena", "Cambiar mi contraseña", true);
    row("me assign", "Assign to me", true);
    row("assign assign", "Assign to me", true);
    row("asmez", "Assign to me", false);
    row("emssa", "Assign to me", false);
    row("assign to me now", "Assign to me", false);
    row("", "Assign to me", true);
    row("…", "Assign to me", true);
    row("x", "", false);
    row("straße", "STRASSE 5", true);
    row("🙂a", "🙂 Assign", true);
}

void ModelsTyped::lettersFind()
{
    QFETCH(QString, typed);
    QFETCH(QString, title);
    QFETCH(bool, found);
    QCOMPARE(fuzzyMatch(typed, title).has_value(), found);
}

void ModelsTyped::betterComesFirst_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("beginnings of words") << QStringLiteral("am") << QStringLiteral("Assign to me")
                                         << QStringLiteral("Teams");
    QTest::newRow("letters in a row") << QStringLiteral("note") << QStringLiteral("Write an internal note")
                                      << QStringLiteral("No other person knows");
    QTest::newRow("beginning of the title")
        << QStringLiteral("re") << QStringLiteral("Reply to the customer") << QStringLiteral("Mark as resolved");
    QTest::newRow("the shorter one") << QStringLiteral("find") << QStringLiteral("Find")
                                     << QStringLiteral("Find again");
}

void ModelsTyped::betterComesFirst()
{
    QFETCH(QString, typed);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    const auto first = fuzzyMatch(typed, better);
    const auto second = fuzzyMatch(typed, worse);
    QVERIFY(first && second);
    QVERIFY2(first->score > second->score, qPrintable(QStringLiteral("%1 > %2").arg(first->score).arg(second->score)));
}

void ModelsTyped::lettersAreNamed()
{
    QCOMPARE(fuzzyMatch(QStringLiteral("atm"), QStringLiteral("Assign to me"))->letters, (QList<int>{0, 7, 10}));
    QCOMPARE(fuzzyMatch(QStringLiteral("me assign"), QStringLiteral("Assign to me"))->letters,
             (QList<int>{0, 1, 2, 3, 4, 5, 10, 11}));
    // Not the first places that fit.
    QCOMPARE(fuzzyMatch(QStringLiteral("cust"), QStringLiteral("copy the customer"))->letters,
             (QList<int>{9, 10, 11, 12}));
    // A letter outside the basic plane is two places of a QString.
    QCOMPARE(fuzzyMatch(QStringLiteral("a"), QStringLiteral("🙂 a"))->letters, (QList<int>{3}));
}

void ModelsTyped::longTextsEnd()
{
    const QString title = QStringLiteral("a").repeated(5000);
    QVERIFY(fuzzyMatch(QStringLiteral("a").repeated(200), title));
    QVERIFY(!fuzzyMatch(QStringLiteral("a").repeated(199) + u'b', title));
}

void ModelsTyped::timesAreRead_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("time"); // ISO; empty: none
    // Now is a Wednesday, 2026-11-25 10:00.
    const auto row = [](const char *typed, const char *time) {
        QTest::newRow(*typed ? typed : "(empty)") << QString::fromUtf8(typed) << QString::fromLatin1(time);
    };
    row("3d", "2026-11-28T18:00");
    row("+3 d", "2026-11-28T18:00");
    row("2 días", "2026-11-27T18:00");
    row("2h", "2026-11-25T12:00");
    row("90 min", "2026-11-25T11:30");
    row("1w", "2026-12-02T18:00");
    row("2 semanas", "2026-12-09T18:00");
    row("hoy", "2026-11-25T18:00");
    row("Today", "2026-11-25T18:00");
    row("mañana", "2026-11-26T18:00");
    row("manana 9:30", "2026-11-26T09:30");
    row("tomorrow 9h", "2026-11-26T09:00");
    row("friday", "2026-11-27T18:00");
    row("Fri 9:30", "2026-11-27T09:30");
    row("miércoles", "2026-12-02T18:00");
    row("lun", "2026-11-30T18:00");
    row("14:15", "2026-11-25T14:15");
    row("9:15", "2026-11-26T09:15");
    row("9h30", "2026-11-26T09:30");
    row("2026-12-24", "2026-12-24T18:00");
    row("2026-12-24T20:00", "2026-12-24T20:00");
    row("24/12", "2026-12-24T18:00");
    row("24/12/27 8:00", "2027-12-24T08:00");
    row("1.3", "2027-03-01T18:00");
    row("", "");
    row("3", "");
    row("0d", "");
    row("99999d", "");
    row("25:00", "");
    row("31/2", "");
    row("2026-02-30", "");
    row("friday friday", "");
    row("soon", "");
    row("-3d", "");
    row("3d 9:00 9:00", "");
}

void ModelsTyped::timesAreRead()
{
    QFETCH(QString, typed);
    QFETCH(QString, time);
    const QDateTime now(QDate(2026, 11, 25), QTime(10, 0));
    const auto due = dueFromText(typed, now, QLocale(QLocale::Spanish, QLocale::Spain));
    QCOMPARE(due ? due->toString(QStringLiteral("yyyy-MM-ddThh:mm")) : QString(), time);
}

void ModelsTyped::monthAndDayFollowTheLocale()
{
    const QDateTime now(QDate(2026, 1, 1), QTime(10, 0));
    const QString typed = QStringLiteral("3/4");
    QCOMPARE(dueFromText(typed, now, QLocale(QLocale::English, QLocale::UnitedStates))->date(), QDate(2026, 3, 4));
    QCOMPARE(dueFromText(typed, now, QLocale(QLocale::Spanish, QLocale::Spain))->date(), QDate(2026, 4, 3));
}

void ModelsTyped::a29thOfFebruaryIsFound()
{
    const QDateTime now(QDate(2096, 3, 1), QTime(10, 0)); // 2100 has none
    QCOMPARE(dueFromText(QStringLiteral("29/2"), now, QLocale(QLocale::Spanish))->date(), QDate(2104, 2, 29));
}

QTEST_GUILESS_MAIN(ModelsTyped)

#include "modelstypedtest.moc"
