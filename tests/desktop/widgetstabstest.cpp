// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incidentlistmodel.h"
#include "widgets/commands.h"
#include "widgets/conversationview.h"
#include "widgets/incidentactions.h"
#include "widgets/incidentpanel.h"
#include "widgets/incidenttabs.h"
#include "widgets/incidentwindow.h"
#include "widgets/queueview.h"
#include "widgets/rowsview.h"
#include "widgetsworld.h"

#include <QAction>
#include <QApplication>
#include <QPlainTextEdit>
#include <QTabBar>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

/// Incidents in tabs and in windows of their own, by keys against a real server.
class WidgetsTabs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_world.closeConsole(); }
    void tabsOpenStepMoveAndClose();
    void keysActOnTheTabThatIsSeen();
    void windowsHaveTheirOwnKeys();
    void theyAreThereAgain();
    void oneDraftIsSeenTwice();
    void whatIsWrittenWhileSendingStays();

private:
    MainWindow *window() { return m_world.console().mainWindow(); }
    IncidentTabs &tabs() { return window()->tabs(); }
    Incident now(IncidentId id) { return m_world.done(requests::incident(m_world.colleague(), id)); }
    bool openInList(IncidentId id)
    {
        if (!m_world.choose(id))
            return false;
        window()->queue().focusList();
        return QTest::qWaitFor([&] {
            window()->activateWindow();
            return window()->queue().table()->hasFocus() && window()->panel().incident().isComplete();
        });
    }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : window(), static_cast<Qt::Key>(key), modifiers);
    }
    static QPlainTextEdit *editorOf(const IncidentPanel &panel)
    {
        return panel.findChild<QPlainTextEdit *>(QStringLiteral("message"));
    }

    World m_world;
    Incident m_first;
    Incident m_second;
    Incident m_third;
};

void WidgetsTabs::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.error()));
    m_first = m_world.incident(QStringLiteral("The first"));
    m_second = m_world.incident(QStringLiteral("The second"));
    m_third = m_world.incident(QStringLiteral("The third"));
}

void WidgetsTabs::init()
{
    QVERIFY(m_world.openAndLogIn());
    window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window()));
}

void WidgetsTabs::tabsOpenStepMoveAndClose()
{
    QCOMPARE(tabs().count(), 1);
    QVERIFY(!tabs().tabBar()->isVisible());
    QVERIFY(openInList(m_first.id));
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(tabs().count(), 2);
    QTRY_VERIFY(window()->currentPanel().incident().isComplete());
    QCOMPARE(window()->currentPanel().incident().incident().id, m_first.id);
    QVERIFY(tabs().current() != tabs().preview());
    QCOMPARE(tabs().tabText(1), m_first.reference);
    QTRY_VERIFY(window()->currentPanel().conversation().hasFocus());
    // The list goes on beside it.
    QVERIFY(openInList(m_second.id));
    QCOMPARE(tabs().current(), tabs().preview());
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(tabs().count(), 3);
    // Once more is the same tab.
    QVERIFY(openInList(m_first.id));
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(tabs().count(), 3);
    QCOMPARE(tabs().currentIndex(), 1);
    press(Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(window()->currentPanel().incident().incident().id, m_second.id);
    press(Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(tabs().current(), tabs().preview());
    press(Qt::Key_Backtab, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(window()->currentPanel().incident().incident().id, m_second.id);
    press(Qt::Key_PageUp, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(tabs().currentIndex(), 1);
    QCOMPARE(window()->currentPanel().incident().incident().id, m_second.id);
    press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(tabs().count(), 2);
    QTRY_VERIFY(window()->currentPanel().conversation().hasFocus());
    tabs().setCurrentIndex(1);
    press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(tabs().count(), 1);
    // The list's own cannot be closed.
    press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(tabs().count(), 1);
}

void WidgetsTabs::keysActOnTheTabThatIsSeen()
{
    QVERIFY(openInList(m_first.id));
    press(Qt::Key_B);
    QCOMPARE(tabs().count(), 2);
    QTRY_VERIFY(window()->currentPanel().incident().isComplete());
    QVERIFY(openInList(m_second.id));
    tabs().setCurrentIndex(1);
    window()->currentPanel().focusConversation();
    QTRY_VERIFY(window()->currentPanel().actions().assignToMe()->isEnabled());
    const QAction *command = window()->commands().find(QStringLiteral("incident.assignToMe"))->action;
    QVERIFY(command->isEnabled());
    press(Qt::Key_M);
    QTRY_VERIFY(now(m_first.id).assignee.has_value());
    QVERIFY(!now(m_second.id).assignee);
    QTRY_VERIFY(!command->isEnabled());
    // Back at the list's own they mean that one.
    press(Qt::Key_Tab, Qt::ControlModifier);
    QTRY_VERIFY(command->isEnabled());
    // The next of the list is read where the list's incident is.
    tabs().setCurrentIndex(1);
    window()->currentPanel().focusConversation();
    press(Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(tabs().current(), tabs().preview());
    QTRY_VERIFY(window()->panel().conversation().hasFocus());
    tabs().setCurrentIndex(1);
    press(Qt::Key_W, Qt::ControlModifier);
}

void WidgetsTabs::windowsHaveTheirOwnKeys()
{
    QVERIFY(openInList(m_third.id));
    press(Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(window()->incidentWindows().all().size(), 1);
    IncidentWindow *own = window()->incidentWindows().all().first();
    QVERIFY(QTest::qWaitForWindowExposed(own));
    QTRY_VERIFY(own->panel().incident().isComplete());
    QVERIFY(own->windowTitle().contains(m_third.reference));
    own->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(own));
    own->panel().focusConversation();
    QTRY_VERIFY(own->panel().conversation().hasFocus());
    QTRY_VERIFY(own->panel().actions().assignToMe()->isEnabled());
    QTest::keyClick(&own->panel().conversation(), Qt::Key_M);
    QTRY_VERIFY(now(m_third.id).assignee.has_value());
    // No key stands for two things in it.
    for (const Commands::Command &command : own->commands().all()) {
        for (const QKeySequence &sequence : own->commands().keys(command.id))
            QVERIFY2(!own->commands().takenBy(sequence, command.id), qPrintable(command.id));
    }
    // Into a tab, and out of it again.
    QTest::keyClick(&own->panel().conversation(), Qt::Key_B);
    QCOMPARE(tabs().count(), 2);
    QVERIFY(window()->incidentWindows().all().isEmpty());
    window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window()));
    window()->currentPanel().focusConversation();
    QTRY_VERIFY(window()->currentPanel().conversation().hasFocus());
    press(Qt::Key_W);
    QCOMPARE(tabs().count(), 1);
    QCOMPARE(window()->incidentWindows().all().size(), 1);
    own = window()->incidentWindows().all().first();
    QVERIFY(QTest::qWaitForWindowExposed(own));
    own->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(own));
    QTest::keyClick(&own->panel().conversation(), Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(window()->incidentWindows().all().isEmpty());
}

void WidgetsTabs::theyAreThereAgain()
{
    QVERIFY(openInList(m_first.id));
    press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(openInList(m_second.id));
    press(Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(window()->incidentWindows().all().size(), 1);
    m_world.closeConsole();
    QVERIFY(m_world.openAndLogIn());
    QCOMPARE(tabs().count(), 2);
    QCOMPARE(tabs().tabText(1), m_first.reference);
    QCOMPARE(window()->incidentWindows().all().size(), 1);
    auto *first = static_cast<IncidentPanel *>(tabs().widget(1));
    QTRY_VERIFY(first->incident().isComplete());
    QTRY_VERIFY(first->conversation().toPlainText().contains(QLatin1String("It does not work.")));
    IncidentWindow *own = window()->incidentWindows().all().first();
    QTRY_VERIFY(own->panel().incident().isComplete());
    QCOMPARE(own->panel().incident().incident().id, m_second.id);
    // Another account has its own.
    const Employee other = m_world.employee(Role::Agent, QStringLiteral("Somebody Else"));
    m_world.closeConsole();
    QVERIFY(m_world.openAndLogIn(other.email));
    QCOMPARE(tabs().count(), 1);
    QVERIFY(window()->incidentWindows().all().isEmpty());
    m_world.closeConsole();
    QVERIFY(m_world.openAndLogIn());
    QCOMPARE(tabs().count(), 2);
    tabs().setCurrentIndex(1);
    QVERIFY(tabs().closeCurrent());
    window()->incidentWindows().all().first()->close();
    m_world.closeConsole();
    QVERIFY(m_world.openAndLogIn());
    QCOMPARE(tabs().count(), 1);
    QVERIFY(window()->incidentWindows().all().isEmpty());
}

void WidgetsTabs::oneDraftIsSeenTwice()
{
    QVERIFY(openInList(m_second.id));
    press(Qt::Key_Return, Qt::ControlModifier);
    IncidentPanel &tab = window()->currentPanel();
    QTRY_VERIFY(tab.incident().isComplete());
    IncidentPanel &list = window()->panel();
    QTRY_VERIFY(editorOf(tab)->isEnabled() && editorOf(list)->isEnabled());
    typeText(editorOf(tab), QStringLiteral("Begun here"));
    QCOMPARE(editorOf(list)->toPlainText(), QStringLiteral("Begun here"));
    editorOf(list)->moveCursor(QTextCursor::Start);
    typeText(editorOf(list), QStringLiteral("And "));
    QCOMPARE(editorOf(tab)->toPlainText(), QStringLiteral("And Begun here"));
    // Sent from one of them it is gone from both, and said once.
    QTest::keyClick(editorOf(tab), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(now(m_second.id).messageCount, 2);
    QTRY_VERIFY(editorOf(tab)->toPlainText().isEmpty() && editorOf(list)->toPlainText().isEmpty());
    QVERIFY(tabs().closeCurrent());
}

void WidgetsTabs::whatIsWrittenWhileSendingStays()
{
    QVERIFY(openInList(m_third.id));
    press(Qt::Key_Return, Qt::ControlModifier);
    IncidentPanel &tab = window()->currentPanel();
    QTRY_VERIFY(tab.incident().isComplete());
    IncidentPanel &list = window()->panel();
    QTRY_VERIFY(editorOf(tab)->isEnabled() && editorOf(list)->isEnabled());
    const qint64 before = now(m_third.id).messageCount;
    typeText(editorOf(tab), QStringLiteral("On its way"));
    QTest::keyClick(editorOf(tab), Qt::Key_Return, Qt::ControlModifier);
    // The answer has not come: the other place goes on.
    typeText(editorOf(list), QStringLiteral(" and more"));
    QTRY_COMPARE(now(m_third.id).messageCount, before + 1);
    QTRY_VERIFY(!editorOf(tab)->isReadOnly());
    QVERIFY(editorOf(list)->toPlainText().contains(QLatin1String("and more")));
    QVERIFY(editorOf(tab)->toPlainText().contains(QLatin1String("and more")));
    editorOf(list)->clear();
    QVERIFY(tabs().closeCurrent());
}

QTEST_MAIN(WidgetsTabs)
#include "widgetstabstest.moc"
