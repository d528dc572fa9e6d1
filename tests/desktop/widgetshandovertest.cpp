// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/draftrequests.h"
#include "api/handoverrequests.h"
#include "models/handoverinbox.h"
#include "models/incidentlistmodel.h"
#include "widgets/choicebox.h"
#include "widgets/handovers.h"
#include "widgets/incidentpanel.h"
#include "widgets/messageedit.h"
#include "widgets/notice.h"
#include "widgets/queueview.h"
#include "widgetsworld.h"

#include <QApplication>
#include <QListWidget>
#include <QPushButton>
#include <QTextBrowser>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

/// Handing over a shift by keys alone, counted, from one console to another.
class WidgetsHandover : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void isGivenReadAndConfirmed();
    void whatIsWrittenStays();
    void somebodyMustReceiveIt();
    void referencesLeadThere();
    void whoMayNotSeeIsNamed();
    void inSpanish();

private:
    static QWidget *focusIn(QWidget *wanted)
    {
        const auto there = [wanted] {
            if (QApplication::activeWindow() != wanted)
                wanted->activateWindow();
            return QApplication::focusWidget() && QApplication::focusWidget()->window() == wanted;
        };
        if (!QTest::qWaitFor(there))
            qFatal("nothing has the focus");
        return QApplication::focusWidget();
    }
    void press(QWidget *in, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        ++m_keys;
        QTest::keyClick(focusIn(in), static_cast<Qt::Key>(key), modifiers);
    }
    static MainWindow *window(World &world) { return world.console().mainWindow(); }
    static Handovers &handovers(World &world) { return window(world)->handovers(); }
    static HandoverForm *form(World &world) { return handovers(world).form(); }
    /// The form, opened by its key from the list, with what the shift was made of.
    bool openForm(World &world)
    {
        window(world)->queue().focusList();
        m_keys = 0;
        press(window(world), Qt::Key_H);
        return form(world) && QTest::qWaitFor([&] { return form(world)->isGathered(); }, 20'000) &&
               QTest::qWaitFor([&] { return form(world)->isActiveWindow(); });
    }
    bool choose(World &world, const QString &name)
    {
        typeText(focusIn(form(world)), name);
        press(form(world), Qt::Key_Return);
        return QTest::qWaitFor([&] { return form(world)->note().hasFocus(); });
    }
    std::unique_ptr<World> another(const Employee &who)
    {
        auto world = std::make_unique<World>();
        world->share(m_world);
        if (!world->openAndLogIn(who.email, World::password()))
            qFatal("%s cannot log in", qPrintable(who.name));
        return world;
    }
    Incident ownedByAna(const QString &subject)
    {
        const Incident made = m_world.incident(subject);
        IncidentChange change;
        change.assignee = m_ana.id;
        change.dueAt = Timestamp::now().plusSeconds(7200);
        return m_world.changed(made.id, change);
    }
    qint64 unconfirmedOf(World &world) { return handovers(world).inbox().unconfirmed(); }

    World m_world;
    std::unique_ptr<World> m_other;
    ApiClient m_asAna; ///< what she did before, on another computer
    Employee m_ana;
    Employee m_luis;
    Incident m_router;
    int m_keys = 0;
};

void WidgetsHandover::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.error()));
    m_ana = m_world.employee(Role::Agent, QStringLiteral("Ana"));
    m_luis = m_world.employee(Role::Agent, QStringLiteral("Luis"));
    m_asAna.setServer(QUrl(m_world.server().url()));
    const auto grant = m_world.done(requests::logIn(m_asAna, m_ana.email, World::password()));
    m_asAna.setToken(grant.token.toLatin1(), true);
    m_router = ownedByAna(QStringLiteral("Router *reboots*"));
    const Incident other = m_world.incident(QStringLiteral("Charged twice"));
    NewMessage note;
    note.internal = true;
    note.body = QStringLiteral("The bank was asked.");
    m_world.done(requests::addMessage(m_asAna, other.id, note));
    DraftText text;
    text.body = QStringLiteral("Dear Ana, the money");
    m_world.done(requests::putDraft(m_asAna, other.id, false, text, 0));
}

void WidgetsHandover::cleanup()
{
    m_other.reset();
    m_world.closeConsole();
}

void WidgetsHandover::isGivenReadAndConfirmed()
{
    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password()));
    m_other = another(m_luis);
    QTRY_VERIFY(m_other->console().feed().isLive() && m_world.console().feed().isLive());
    QVERIFY(openForm(m_world));
    const QString made = form(m_world)->note().toPlainText();
    QVERIFY2(made.contains(m_router.reference + QStringLiteral(" Router \\*reboots\\*")), qPrintable(made));
    QVERIFY2(made.contains(QStringLiteral("Charged twice")) && made.contains(QStringLiteral("Internal note added")),
             qPrintable(made));
    QListWidget &package = form(m_world)->package();
    QCOMPARE(package.count(), 3); // two incidents and a draft
    for (int row = 0; row < package.count(); ++row)
        QCOMPARE(package.item(row)->checkState(), Qt::Checked);

    QVERIFY(choose(m_world, QStringLiteral("lui")));
    QCOMPARE(form(m_world)->receiver().shownText(), QStringLiteral("Luis"));
    typeText(&form(m_world)->note(), QStringLiteral("She calls at five.\n\n"));
    press(form(m_world), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_keys, 3);
    QTRY_VERIFY_WITH_TIMEOUT(!form(m_world), 20'000);

    // The other one is told at once, reads it and confirms it by two keys.
    Handovers &his = handovers(*m_other);
    QTRY_VERIFY_WITH_TIMEOUT(his.notice()->isVisible(), 20'000);
    QCOMPARE(his.notice()->text(), QStringLiteral("Ana hands over to you: 2 incidents."));
    QTRY_VERIFY(his.button()->isVisible());
    QCOMPARE(his.button()->text(), QStringLiteral("1 hand-over to confirm"));
    window(*m_other)->queue().focusList();
    m_keys = 0;
    press(window(*m_other), Qt::Key_H, Qt::ShiftModifier);
    QVERIFY(his.window());
    QTRY_VERIFY(his.window()->text().toPlainText().contains(QStringLiteral("She calls at five.")));
    const QString read = his.window()->text().toPlainText();
    QVERIFY2(read.contains(QStringLiteral("Router *reboots*")), qPrintable(read));
    QVERIFY2(read.contains(QStringLiteral("Dear Ana, the money")), qPrintable(read));
    QVERIFY(his.window()->text().toHtml().contains(QStringLiteral("href=\"incident:") + m_router.id.toString()));
    QVERIFY(!his.notice()->isVisible());
    press(his.window(), Qt::Key_C);
    QCOMPARE(m_keys, 2);
    QTRY_VERIFY_WITH_TIMEOUT(!his.button()->isVisible(), 20'000);
    QCOMPARE(unconfirmedOf(*m_other), 0);
    QTRY_VERIFY(his.window()->list().item(0)->text().contains(QStringLiteral("Confirmed by Luis")));

    // Enter on one of its incidents goes there.
    his.window()->incidents().setFocus();
    press(his.window(), Qt::Key_Return);
    QTRY_COMPARE(window(*m_other)->panel().incident().incident().id, m_router.id);

    // Who gave it is told.
    QTRY_VERIFY_WITH_TIMEOUT(handovers(m_world).notice()->isVisible(), 20'000);
    QCOMPARE(handovers(m_world).notice()->text(), QStringLiteral("Luis has confirmed what you handed over."));
    handovers(m_world).openWindow();
    QTRY_VERIFY(handovers(m_world).window()->list().count() > 0);
    QTRY_VERIFY(handovers(m_world).window()->list().item(0)->text().contains(QStringLiteral("Confirmed by Luis")));
    QVERIFY(!handovers(m_world).button()->isVisible());
}

void WidgetsHandover::whatIsWrittenStays()
{
    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password()));
    QVERIFY(openForm(m_world));
    const QString made = form(m_world)->note().toPlainText();
    QVERIFY(choose(m_world, QStringLiteral("Luis")));
    typeText(&form(m_world)->note(), QStringLiteral("Not to be lost. "));
    form(m_world)->package().setFocus();
    press(form(m_world), Qt::Key_Space);
    QCOMPARE(form(m_world)->package().item(0)->checkState(), Qt::Unchecked);
    press(form(m_world), Qt::Key_Escape);
    QTRY_VERIFY(!form(m_world));

    m_world.closeConsole();
    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password()));
    QVERIFY(openForm(m_world));
    QCOMPARE(form(m_world)->note().toPlainText(), QStringLiteral("Not to be lost. ") + made);
    QCOMPARE(form(m_world)->receiver().shownText(), QStringLiteral("Luis"));
    QCOMPARE(form(m_world)->package().item(0)->checkState(), Qt::Unchecked);
    QCOMPARE(form(m_world)->package().item(1)->checkState(), Qt::Checked);
    QVERIFY(form(m_world)->notice().text().startsWith(QStringLiteral("Not handed over yet")));

    QTest::mouseClick(form(m_world)->findChild<QPushButton *>(QStringLiteral("handoverAnew")), Qt::LeftButton);
    QTRY_COMPARE(form(m_world)->note().toPlainText(), made);
    QCOMPARE(form(m_world)->package().item(0)->checkState(), Qt::Checked);
    QVERIFY(form(m_world)->receiver().value().isNull());
    press(form(m_world), Qt::Key_Escape);
    QTRY_VERIFY(!form(m_world));
    QVERIFY(openForm(m_world));
    QCOMPARE(form(m_world)->notice().text(), QString());
}

void WidgetsHandover::somebodyMustReceiveIt()
{
    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password()));
    QVERIFY(openForm(m_world));
    form(m_world)->note().setFocus();
    press(form(m_world), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(form(m_world));
    QCOMPARE(form(m_world)->notice().text(), QStringLiteral("Choose a colleague or a team first."));
    QTRY_COMPARE(focusIn(form(m_world))->window(), form(m_world));
    QVERIFY(form(m_world)->receiver().hasFocus());
}

void WidgetsHandover::referencesLeadThere()
{
    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password()));
    QVERIFY(openForm(m_world));
    MessageEdit &note = form(m_world)->note();
    QVERIFY(note.find(m_router.reference));
    note.setFocus();
    press(form(m_world), Qt::Key_Return, Qt::AltModifier);
    QTRY_COMPARE(window(m_world)->panel().incident().incident().id, m_router.id);
    QVERIFY(form(m_world)); // it stays
}

void WidgetsHandover::whoMayNotSeeIsNamed()
{
    NewTeam fraud;
    fraud.name = QStringLiteral("Fraud");
    fraud.restricted = true;
    const Team team = m_world.done(requests::createTeam(m_world.colleague(), fraud));
    const Incident secret = ownedByAna(QStringLiteral("Stolen card"));
    IncidentChange change;
    change.team = team.id;
    m_world.changed(secret.id, change);
    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password()));
    QVERIFY(openForm(m_world));
    QVERIFY(choose(m_world, QStringLiteral("Luis")));
    press(form(m_world), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(handovers(m_world).notice()->isVisible(), 20'000);
    QCOMPARE(handovers(m_world).notice()->text(),
             QStringLiteral("Handed over to Luis. %1 is not for Luis to see.").arg(secret.reference));

    m_other = another(m_luis);
    QTRY_COMPARE_WITH_TIMEOUT(unconfirmedOf(*m_other), 1, 20'000);
    press(window(*m_other), Qt::Key_H, Qt::ShiftModifier);
    HandoverWindow *shown = handovers(*m_other).window();
    QTRY_VERIFY(shown->text().toPlainText().contains(m_router.reference));
    QVERIFY(shown->text().toPlainText().contains(QStringLiteral("1 incident is not for you to see.")));
    QVERIFY(!shown->text().toPlainText().contains(secret.reference));
    QVERIFY(!shown->text().toPlainText().contains(QStringLiteral("Stolen card")));
}

void WidgetsHandover::inSpanish()
{
    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password(), QStringLiteral("es")));
    QVERIFY(openForm(m_world));
    QVERIFY(form(m_world)->note().toPlainText().startsWith(QStringLiteral("**Lo prometido**")));
    QCOMPARE(form(m_world)->windowTitle(), QStringLiteral("Traspasar mi turno"));
}

QTEST_MAIN(WidgetsHandover)
#include "widgetshandovertest.moc"
