// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actionlistmodel.h"
#include "models/incidentlistmodel.h"
#include "widgets/actionswindow.h"
#include "widgets/composer.h"
#include "widgets/connectionbar.h"
#include "widgets/conversationview.h"
#include "widgets/incidentactions.h"
#include "widgets/incidentpanel.h"
#include "widgets/loginwindow.h"
#include "widgets/queueview.h"
#include "widgets/rowsview.h"
#include "widgetsworld.h"
#include "withkeystore.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QFileInfo>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

/// The console with the cable pulled: reading, searching and doing go on, also after a restart, and what was done
/// arrives.
class WidgetsOffline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void readsAndSearchesWithoutTheServer();
    void whatIsDoneMeanwhileArrives();
    void aConflictIsAskedOnce();
    void whatIsRefusedIsKept();
    void changesAreUndone();
    void logOutAsksAndWipes();
    void goesOnAfterARestart();

private:
    Console &console() { return m_world.console(); }
    MainWindow &window() { return *console().mainWindow(); }
    IncidentPanel &panel() { return window().panel(); }
    IncidentListModel *list() { return window().queue().model(); }
    QString total() { return m_world.find<QLabel>(QStringLiteral("queueTotal"))->text(); }
    QString unsent() { return m_world.find<QPushButton>(QStringLiteral("unsentCount"))->text(); }
    QPlainTextEdit *editor() { return m_world.find<QPlainTextEdit>(QStringLiteral("message")); }
    /// Writes where one writes: keys mean something else in the list.
    void write(const QString &text)
    {
        editor()->setFocus();
        QTest::keyClicks(editor(), text);
    }
    void send() { QTest::keyClick(editor(), Qt::Key_Return, Qt::ControlModifier); }
    /// Logged in, and the copy is whole.
    bool ready(const QString &email = {});
    void plugIn();

    World m_world;
    QList<Incident> m_incidents;
};

void WidgetsOffline::initTestCase()
{
    QVERIFY2(m_world.start(ServerProcess::Options::onFixedPorts()), qPrintable(m_world.error()));
    for (int i = 0; i < 6; ++i)
        m_incidents.append(m_world.incident(QStringLiteral("Numbered %1").arg(i)));
    m_incidents.append(m_world.incident(QStringLiteral("The ocelot is out"), QStringLiteral("It left at **noon**.")));
}

void WidgetsOffline::cleanup()
{
    m_world.closeConsole();
    if (!m_world.server().isRunning())
        MOSTRADOR_START_SERVER(m_world.server());
}

bool WidgetsOffline::ready(const QString &email)
{
    return m_world.openAndLogIn(email) && m_world.hasCopy();
}

void WidgetsOffline::plugIn()
{
    if (!m_world.server().isRunning())
        MOSTRADOR_START_SERVER(m_world.server());
    QTRY_VERIFY_WITH_TIMEOUT((console().client().probe(), console().client().isOnline()), 20'000);
}

void WidgetsOffline::readsAndSearchesWithoutTheServer()
{
    QVERIFY(ready());
    QVERIFY(m_world.choose(m_incidents.at(2).id));
    QVERIFY(m_world.pullTheCable());
    QTRY_VERIFY(window().connectionBar().isVisible());
    QVERIFY2(window().connectionBar().text().contains(QLatin1String("as of")),
             qPrintable(window().connectionBar().text()));
    QTRY_VERIFY(total().contains(QLatin1String("only what is kept")));
    QTRY_COMPARE(list()->rowCount(), static_cast<int>(m_incidents.size()));
    // What was selected still is, and what was never opened can be read.
    QCOMPARE(list()->at(window().queue().table()->currentIndex().row()).id, m_incidents.at(2).id);
    QVERIFY(m_world.choose(m_incidents.last().id));
    QTRY_VERIFY(panel().conversation().toPlainText().contains(QLatin1String("It left at noon.")));
    QVERIFY(panel().incident().isComplete());
    panel().tabs()->setCurrentIndex(2);
    QTRY_VERIFY(m_world.find<QTableView>(QStringLiteral("history"))->model()->rowCount() > 0);

    // Words, fields and order by the same rules.
    window().queue().setQuery(QStringLiteral("ocelot status:new"));
    QTRY_COMPARE(list()->rowCount(), 1);
    QCOMPARE(list()->at(0).id, m_incidents.last().id);
    window().queue().setQuery({});
    list()->setSortKey(QStringLiteral("created"));
    QTRY_COMPARE(list()->rowCount(), static_cast<int>(m_incidents.size()));
    QTRY_COMPARE(list()->at(0).id, m_incidents.first().id);

    // And back: the server's list again, what came meanwhile in it, the selection where it was.
    QVERIFY(m_world.choose(m_incidents.at(3).id));
    MOSTRADOR_START_SERVER(m_world.server());
    const Incident fresh = m_world.incident(QStringLiteral("Numbered too"));
    plugIn();
    QTRY_VERIFY_WITH_TIMEOUT(list()->rowOf(fresh.id) >= 0, 15'000);
    QTRY_VERIFY(!total().contains(QLatin1String("only what is kept")));
    QCOMPARE(list()->at(window().queue().table()->currentIndex().row()).id, m_incidents.at(3).id);
    m_incidents.append(fresh);
}

void WidgetsOffline::whatIsDoneMeanwhileArrives()
{
    QVERIFY(ready());
    const Incident &incident = m_incidents.at(1);
    QVERIFY(m_world.choose(incident.id));
    QTRY_VERIFY(panel().incident().isComplete());
    QVERIFY(m_world.pullTheCable());
    QVERIFY(panel().actions().assignToMe()->isEnabled());
    panel().actions().assignToMe()->trigger();
    QAction *open = actionIn(panel().actions().statusMenu(), QStringLiteral("open"));
    QVERIFY(open && open->isEnabled());
    open->trigger();
    // At once, as though the server had answered; and marked.
    QCOMPARE(toString(panel().incident().incident().status), QStringLiteral("open"));
    const int row = list()->rowOf(incident.id);
    QCOMPARE(toString(list()->at(row).status), QStringLiteral("open"));
    QVERIFY(!list()->at(row).assigneeName.isEmpty());
    QVERIFY(
        list()->index(incident.id, IncidentListModel::Column::Reference).data(IncidentListModel::UnsentRole).toBool());
    write(QStringLiteral("Said in the dark."));
    send();
    QTRY_VERIFY(panel().conversation().toPlainText().contains(QLatin1String("not sent yet")));
    QVERIFY(panel().conversation().toPlainText().contains(QLatin1String("Said in the dark.")));
    QTRY_VERIFY(editor()->toPlainText().isEmpty());
    QTRY_VERIFY2(unsent().startsWith(QLatin1Char('3')), qPrintable(unsent()));
    // The list of the copy goes by it too.
    window().queue().setQuery(QStringLiteral("status:open assignee:me"));
    QTRY_COMPARE(list()->rowCount(), 1);
    window().queue().setQuery({});

    plugIn();
    QTRY_COMPARE_WITH_TIMEOUT(console().offline()->queue().unfinishedCount(), 0, 20'000);
    QTRY_VERIFY(unsent().isEmpty());
    const Incident now = m_world.done(requests::incident(m_world.colleague(), incident.id));
    QCOMPARE(toString(now.status), QStringLiteral("open"));
    QVERIFY(now.assignee.has_value());
    const auto said = m_world.done(requests::messages(m_world.colleague(), incident.id, {})).items;
    QCOMPARE(said.size(), 2);
    QCOMPARE(said.constLast().body, QStringLiteral("Said in the dark."));
    QTRY_VERIFY(!panel().conversation().toPlainText().contains(QLatin1String("not sent")));
    QCOMPARE(panel().conversation().toPlainText().count(QLatin1String("Said in the dark.")), 1);
}

void WidgetsOffline::aConflictIsAskedOnce()
{
    QVERIFY(ready());
    const Incident &incident = m_incidents.at(4);
    QVERIFY(m_world.choose(incident.id));
    QTRY_VERIFY(panel().incident().isComplete());
    QVERIFY(m_world.pullTheCable());
    actionIn(panel().actions().priorityMenu(), QStringLiteral("high"))->trigger();
    panel().actions().assignToMe()->trigger();
    QVERIFY(m_world.choose(m_incidents.at(0).id));

    // Not before the colleague has been faster.
    console().offline()->queue().setPaused(true);
    MOSTRADOR_START_SERVER(m_world.server());
    IncidentChange theirs;
    theirs.priority = std::optional(Priority::Critical);
    m_world.changed(incident.id, theirs);
    plugIn();
    console().offline()->queue().setPaused(false);
    // The other field went through; the one in conflict is asked, here: another incident is open meanwhile.
    QTRY_COMPARE_WITH_TIMEOUT(console().offline()->queue().questionCount(), 1, 20'000);
    QTRY_VERIFY(m_world.done(requests::incident(m_world.colleague(), incident.id)).assignee.has_value());
    QTRY_VERIFY(!unsent().isEmpty());
    QTest::keyClick(&window(), Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
    auto *asked = window().findChild<ActionsWindow *>();
    QTRY_VERIFY(asked && asked->isVisible());
    auto *table = asked->findChild<QTableView *>(QStringLiteral("unsent"));
    const QAbstractItemModelTester tester(table->model());
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTRY_VERIFY(table->currentIndex().isValid());
    QTRY_VERIFY(asked->findChild<QPushButton *>(QStringLiteral("decide"))->isVisible());
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_VERIFY(dialogNamed(QStringLiteral("conflictDialog")));
    QDialog *dialog = dialogNamed(QStringLiteral("conflictDialog"));
    auto *mine = dialog->findChild<QRadioButton *>(QStringLiteral("mine_priority"));
    QVERIFY(mine && mine->text().contains(QLatin1String("High")));
    QVERIFY(dialog->findChild<QRadioButton *>(QStringLiteral("theirs_priority"))
                ->text()
                .contains(QLatin1String("Critical")));
    mine->setChecked(true);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(toString(m_world.done(requests::incident(m_world.colleague(), incident.id)).priority),
                              QStringLiteral("high"), 15'000);
    QTRY_COMPARE(table->model()->rowCount(), 0);
    QTRY_VERIFY(unsent().isEmpty());
}

void WidgetsOffline::whatIsRefusedIsKept()
{
    const Employee agent = m_world.employee(Role::Agent, QStringLiteral("Rita Refused"));
    QVERIFY(ready(agent.email));
    QVERIFY(m_world.choose(m_incidents.at(5).id));
    QTRY_VERIFY(panel().incident().isComplete());
    QVERIFY(m_world.pullTheCable());
    actionIn(panel().actions().priorityMenu(), QStringLiteral("high"))->trigger();
    write(QStringLiteral("Words that cost an hour."));
    send();
    QTRY_VERIFY(unsent().startsWith(QLatin1Char('2')));
    // Somebody else's text in the same place by then: the refused one must not be put over it.
    QTRY_VERIFY(editor()->toPlainText().isEmpty() && !editor()->isReadOnly());
    write(QStringLiteral("Another one"));

    MOSTRADOR_START_SERVER(m_world.server());
    EmployeeChange change;
    change.role = Role::Auditor;
    m_world.done(requests::changeEmployee(m_world.colleague(), agent.id, change, agent.version));
    plugIn();
    QTRY_COMPARE_WITH_TIMEOUT(console().offline()->queue().questionCount(), 2, 20'000);
    QCOMPARE(editor()->toPlainText(), QStringLiteral("Another one"));
    window().findChild<QPushButton *>(QStringLiteral("unsentCount"))->click();
    auto *asked = window().findChild<ActionsWindow *>();
    auto *table = asked->findChild<QTableView *>(QStringLiteral("unsent"));
    QTRY_COMPARE(table->model()->rowCount(), 2);
    table->selectRow(1);
    auto *text = asked->findChild<QPlainTextEdit *>(QStringLiteral("actionText"));
    QTRY_VERIFY(text->isVisible() && !text->isReadOnly());
    QCOMPARE(text->toPlainText(), QStringLiteral("Words that cost an hour."));
    QVERIFY(!asked->findChild<QLabel *>(QStringLiteral("actionState"))->text().isEmpty());

    // The role comes back; edited, it is sent again.
    EmployeeChange back;
    back.role = Role::Agent;
    m_world.done(requests::changeEmployee(m_world.colleague(), agent.id, back, agent.version + 1));
    text->setFocus();
    text->moveCursor(QTextCursor::End);
    QTest::keyClicks(text, QStringLiteral(" And more."));
    QTest::mouseClick(asked->findChild<QPushButton *>(QStringLiteral("sendAgain")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(
        m_world.done(requests::messages(m_world.colleague(), m_incidents.at(5).id, {})).items.constLast().body,
        QStringLiteral("Words that cost an hour. And more."), 15'000);
    // The other is dismissed.
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->selectRow(0);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Delete);
    QTRY_COMPARE(table->model()->rowCount(), 0);
}

void WidgetsOffline::changesAreUndone()
{
    const Incident incident = m_world.incident(QStringLiteral("To be undone"));
    QVERIFY(ready());
    QVERIFY(m_world.choose(incident.id));
    QTRY_VERIFY(panel().incident().isComplete());
    const auto now = [&] { return m_world.done(requests::incident(m_world.colleague(), incident.id)); };
    actionIn(panel().actions().priorityMenu(), QStringLiteral("critical"))->trigger();
    panel().actions().assignToMe()->trigger();
    QTRY_VERIFY(now().assignee && now().priority == Priority::Critical);
    QTRY_COMPARE(console().offline()->queue().unfinishedCount(), 0);
    window().queue().focusList();
    QTest::keyClick(window().queue().table(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(!now().assignee);
    QVERIFY(now().priority == Priority::Critical);
    QTRY_COMPARE(console().offline()->queue().unfinishedCount(), 0);
    QTest::keyClick(window().queue().table(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(now().priority == incident.priority && !now().priorityByHand);

    // While the server is away it was simply never done; any change by its line in the history.
    QVERIFY(m_world.pullTheCable());
    actionIn(panel().actions().statusMenu(), QStringLiteral("open"))->trigger();
    QCOMPARE(console().offline()->queue().unfinishedCount(), 1);
    QTest::keyClick(&window(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    auto *history = window().findChild<ActionsWindow *>();
    auto *table = history->findChild<QTableView *>(QStringLiteral("changes"));
    QTRY_VERIFY(table->isVisible() && table->currentIndex().row() == 0);
    const int rows = table->model()->rowCount();
    QTest::mouseClick(history->findChild<QPushButton *>(QStringLiteral("undoAction")), Qt::LeftButton);
    QTRY_COMPARE(console().offline()->queue().unfinishedCount(), 0);
    QTRY_COMPARE(table->model()->rowCount(), rows - 1);
    QTRY_COMPARE(toString(panel().incident().incident().status), QStringLiteral("new"));
}

void WidgetsOffline::logOutAsksAndWipes()
{
    QVERIFY(ready());
    QVERIFY(m_world.choose(m_incidents.at(3).id));
    QTRY_VERIFY(panel().incident().isComplete());
    QVERIFY(m_world.pullTheCable());
    panel().actions().assignToMe()->trigger();
    QCOMPARE(console().offline()->queue().unfinishedCount(), 1);
    const QString folder = QFileInfo(m_world.settingsFile()).path() + QStringLiteral("/data/") +
                           console().settings().profiles().constFirst().id();
    QVERIFY(QFileInfo::exists(folder));
    m_world.find<QAction>(QStringLiteral("logOut"))->trigger();
    QTRY_VERIFY(dialogNamed(QStringLiteral("confirmDialog")));
    // Enter keeps.
    QTest::keyClick(dialogNamed(QStringLiteral("confirmDialog")), Qt::Key_Return);
    QTRY_VERIFY(!dialogNamed(QStringLiteral("confirmDialog")));
    QVERIFY(console().session().isLoggedIn());
    m_world.find<QAction>(QStringLiteral("logOut"))->trigger();
    QTRY_VERIFY(dialogNamed(QStringLiteral("confirmDialog")));
    QTest::mouseClick(dialogNamed(QStringLiteral("confirmDialog"))->findChild<QPushButton *>(QStringLiteral("confirm")),
                      Qt::LeftButton);
    QTRY_VERIFY(!console().mainWindow());
    QTRY_VERIFY(!QFileInfo::exists(folder));
    QTRY_VERIFY(!console().offline());
}

void WidgetsOffline::goesOnAfterARestart()
{
    if (!qEnvironmentVariableIsSet("MOSTRADOR_TEST_KEYSTORE")) {
        QTemporaryDir home;
        const auto failure = runWithKeyStore("goesOnAfterARestart", home.path());
        if (!failure)
            QSKIP("dbus-run-session and gnome-keyring-daemon are not installed.");
        QVERIFY2(failure->isEmpty(), failure->constData());
        return;
    }
    const Incident &incident = m_incidents.at(0);
    m_world.openConsole();
    console().loginWindow()->findChild<QCheckBox *>(QStringLiteral("stay"))->setChecked(true);
    QVERIFY(m_world.logIn());
    QTRY_VERIFY(console().feed().isLive());
    QVERIFY(m_world.hasCopy());
    QVERIFY(console().offline()->isCacheKept());
    QTRY_VERIFY(!console().secrets().isBusy());
    QVERIFY(m_world.pullTheCable());
    QVERIFY(m_world.choose(incident.id));
    QTRY_VERIFY(panel().incident().isComplete());
    panel().actions().assignToMe()->trigger();
    write(QStringLiteral("Before the restart."));
    send();
    QTRY_VERIFY(editor()->toPlainText().isEmpty());

    // No server, no password: the work goes on.
    m_world.openConsole();
    QTRY_VERIFY_WITH_TIMEOUT(console().mainWindow() != nullptr, 20'000);
    QVERIFY(!console().loginWindow()->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(list()->rowOf(incident.id) >= 0, 20'000);
    QVERIFY(!list()->at(list()->rowOf(incident.id)).assigneeName.isEmpty());
    QTRY_VERIFY2_WITH_TIMEOUT(window().connectionBar().text().contains(QLatin1String("as of")),
                              qPrintable(window().connectionBar().text()), 20'000);
    QTRY_VERIFY(unsent().startsWith(QLatin1Char('2')));
    QVERIFY(m_world.choose(incident.id));
    QTRY_VERIFY(panel().conversation().toPlainText().contains(QLatin1String("Before the restart.")));
    write(QStringLiteral("And after it."));
    send();
    QTRY_VERIFY(unsent().startsWith(QLatin1Char('3')));

    plugIn();
    QTRY_COMPARE_WITH_TIMEOUT(console().offline()->queue().unfinishedCount(), 0, 20'000);
    const auto said = m_world.done(requests::messages(m_world.colleague(), incident.id, {})).items;
    QCOMPARE(said.size(), 3);
    QCOMPARE(said.at(1).body, QStringLiteral("Before the restart."));
    QCOMPARE(said.at(2).body, QStringLiteral("And after it."));
    QVERIFY(m_world.done(requests::incident(m_world.colleague(), incident.id)).assignee.has_value());
    QTRY_VERIFY_WITH_TIMEOUT(console().feed().isLive(), 20'000);
    const Incident after = m_world.incident(QStringLiteral("After the restart"));
    QTRY_VERIFY_WITH_TIMEOUT(list()->rowOf(after.id) >= 0, 15'000);
}

QTEST_MAIN(WidgetsOffline)
#include "widgetsofflinetest.moc"
