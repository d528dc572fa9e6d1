// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopservice.h"
#include "model/mention.h"
#include "models/notificationwishes.h"
#include "portalcustomer.h"
#include "widgets/incidentpanel.h"
#include "widgets/loginwindow.h"
#include "widgets/notificationcentre.h"
#include "widgets/queueview.h"
#include "widgets/rowsview.h"
#include "widgetsworld.h"
#include "withkeystore.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QProcess>
#include <QPushButton>
#include <QTableView>
#include <QTcpServer>
#include <QTimeEdit>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

/// What an employee is told of, on a desktop with a notification service of its own: by others' doing and by the clock,
/// once, to be clicked, listed and chosen by keys.
class WidgetsNotifications : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup() { m_world->closeConsole(); }
    void assignedIsToldAndLeadsThere();
    void repliesAndMentionsAreTold();
    void ownDoingIsNotTold();
    void dueSoonIsToldOnce();
    void severalAreOneAndNoneComesTwice();
    void whatIsLookedAtIsNoNews();
    void kindsAndQuietHoursAreChosen();
    void listIsGoneThroughByKeys();
    void withoutADesktop();
    void goesOnAfterARestart();

private:
    MainWindow *window() { return m_world->console().mainWindow(); }
    Notifications &all() { return window()->notifications().notifications(); }
    QPushButton *button() { return window()->notifications().button(); }
    QWidget *focused()
    {
        if (!QTest::qWaitFor([this] {
                QWidget *modal = QApplication::activeModalWidget();
                // A window manager gives the activity back when a dialog closes; offscreen there is none.
                const QWidget *active = QApplication::activeWindow();
                if (!active || !active->isVisible())
                    (modal ? modal : window())->activateWindow();
                const QWidget *focus = QApplication::focusWidget();
                return focus && (!modal || focus->window() == modal);
            }))
            qFatal("nothing has the focus");
        return QApplication::focusWidget();
    }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(focused(), static_cast<Qt::Key>(key), modifiers);
    }
    bool openConsole()
    {
        m_world->incident(QStringLiteral("Before my eyes at first"));
        if (!m_world->openAndLogIn(m_ana.email, World::password()))
            return false;
        window()->activateWindow();
        window()->queue().focusList();
        m_desktop->shown.clear();
        all().setPause(std::chrono::milliseconds(50));
        return QTest::qWaitForWindowActive(window()) &&
               QTest::qWaitFor([this] { return window()->queue().table()->hasFocus(); });
    }
    Incident give(IncidentId id, const std::optional<Timestamp> &due = {})
    {
        IncidentChange change;
        change.assignee = std::optional<EmployeeId>(m_ana.id);
        if (due)
            change.dueAt = due;
        return m_world->changed(id, change);
    }
    Incident given(const QString &subject) { return give(m_world->incident(subject).id); }
    /// Told on the desktop, the last one after all that came before it.
    bool isTold(const QString &title, qsizetype number)
    {
        return QTest::qWaitFor(
            [&] { return m_desktop->shown.size() >= number && m_desktop->shown.constLast().title == title; }, 15'000);
    }
    bool isShown(IncidentId id)
    {
        return QTest::qWaitFor(
            [&] {
                OpenIncident &open = window()->panel().incident();
                return open.hasIncident() && open.incident().id == id;
            },
            10'000);
    }

    QProcess m_bus;
    std::unique_ptr<DesktopService> m_desktop;
    std::unique_ptr<World> m_world;
    Employee m_ana;
    QString m_assigned; ///< what is said of the colleague's giving
};

void WidgetsNotifications::initTestCase()
{
    m_world = std::make_unique<World>();
    if (!qEnvironmentVariableIsSet("MOSTRADOR_TEST_KEYSTORE")) {
        m_bus.start(QStringLiteral("dbus-daemon"), {QStringLiteral("--nofork"), QStringLiteral("--print-address=1"),
                                                    QStringLiteral("--config-file=%1/tests/desktop/screen/session.conf")
                                                        .arg(qEnvironmentVariable("MOSTRADOR_SOURCE_DIR"))});
        if (!m_bus.waitForStarted())
            QSKIP("There is no desktop to tell anybody on: dbus-daemon is not installed.");
        QVERIFY2(m_bus.waitForReadyRead(10'000), m_bus.readAllStandardError().constData());
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
    }
    m_desktop = std::make_unique<DesktopService>(qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"));
    QVERIFY(m_desktop->begin());
    // Ports that stay the same when the server is started again.
    QTcpServer http;
    QTcpServer feed;
    QVERIFY(http.listen(QHostAddress::LocalHost) && feed.listen(QHostAddress::LocalHost));
    ServerProcess::Options options;
    options.environment = {QStringLiteral("MOSTRADOR_SERVER_LISTEN=127.0.0.1:%1").arg(http.serverPort()),
                           QStringLiteral("MOSTRADOR_SERVER_FEED_LISTEN=127.0.0.1:%1").arg(feed.serverPort())};
    http.close();
    feed.close();
    QVERIFY2(m_world->start(options), qPrintable(m_world->error()));
    const Employee colleague = m_world->done(requests::currentSession(m_world->colleague())).employee;
    m_assigned = QStringLiteral("Assigned to you by ") + colleague.name;
}

void WidgetsNotifications::cleanupTestCase()
{
    m_world.reset();
    m_desktop.reset();
    if (m_bus.state() == QProcess::Running) {
        m_bus.terminate();
        m_bus.waitForFinished(5000);
    }
}

void WidgetsNotifications::init()
{
    // Somebody new each time: nothing has been told to them.
    m_ana = m_world->employee(Role::Agent, QStringLiteral("Ana Ruiz"));
    Settings settings(m_world->settingsFile());
    NotificationWishes().keep(settings);
}

void WidgetsNotifications::assignedIsToldAndLeadsThere()
{
    QVERIFY(openConsole());
    const QAbstractItemModelTester tester(&all(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(!button()->isVisible());
    const Incident incident = given(QStringLiteral("Smoke & <b>fire</b>"));
    QVERIFY(isTold(m_assigned, 1));
    const DesktopService::Shown shown = m_desktop->shown.constFirst();
    // Other people's words are never markup.
    QCOMPARE(shown.text, incident.reference + QStringLiteral(": Smoke &amp; &lt;b&gt;fire&lt;/b&gt;"));
    QVERIFY(shown.actions.contains(QStringLiteral("default")));
    QCOMPARE(all().rowCount(), 1);
    QVERIFY(button()->isVisible());
    QCOMPARE(button()->text(), QStringLiteral("1 notification"));

    m_desktop->click(shown.id + 1000); // another program's
    m_desktop->click(shown.id);
    QVERIFY(isShown(incident.id));
    QCOMPARE(all().unread(), 0);
    QVERIFY(!button()->isVisible());
    QCOMPARE(all().rowCount(), 1);
}

void WidgetsNotifications::repliesAndMentionsAreTold()
{
    const auto incidentOf = [&](const char *subject) {
        const auto found = m_world->done(requests::incidents(
            m_world->colleague(), {QStringLiteral("subject:") + QLatin1String(subject), {}, {}, 10}));
        return found.items.constFirst();
    };
    PortalCustomer mine(m_world->server());
    QVERIFY(mine.open("Albatross"));
    PortalCustomer others(m_world->server());
    QVERIFY(others.open("Buzzard"));
    const Incident incident = give(incidentOf("Albatross").id);
    QVERIFY(openConsole());
    QVERIFY(others.write("Is anybody there?"));
    QVERIFY(mine.write("It still does not work."));
    QVERIFY(isTold(QStringLiteral("The customer has written"), 1));
    QVERIFY(mine.write("Not at all."));
    QVERIFY(isTold(QStringLiteral("2 messages from the customer"), 2));
    m_world->said(incidentOf("Buzzard").id, mentionText(m_ana.id, m_ana.name) + QStringLiteral(", a look?"), true);
    const QString mention =
        QString(m_assigned).remove(QStringLiteral("Assigned to you by ")) + QStringLiteral(" mentions you");
    QVERIFY2(isTold(mention, 3), qPrintable(m_desktop->titles().join(u'|')));
    QCOMPARE(m_desktop->shown.size(), 3); // not of what the customer of nobody's incident wrote
    QCOMPARE(all().rowCount(), 2);
    QCOMPARE(all().at(1).incident, incident.id);
    QCOMPARE(all().at(1).times, 2);
}

void WidgetsNotifications::ownDoingIsNotTold()
{
    const Incident incident = m_world->incident(QStringLiteral("Taken by myself"));
    QVERIFY(openConsole());
    QVERIFY(m_world->choose(incident.id));
    QTRY_VERIFY(window()->panel().incident().isComplete());
    window()->queue().focusList();
    press(Qt::Key_M);
    const auto now = [&] { return m_world->done(requests::incident(m_world->colleague(), incident.id)); };
    QTRY_VERIFY(now().assignee == m_ana.id);
    press(Qt::Key_D);
    QTRY_VERIFY(dialogNamed(QStringLiteral("dueDialog")));
    typeText(focused(), QStringLiteral("10m"));
    press(Qt::Key_Return);
    QTRY_VERIFY(now().dueAt.has_value());
    // Away from it, so that it is no news for another reason.
    const Incident other = m_world->incident(QStringLiteral("Another"));
    QVERIFY(m_world->choose(other.id));
    const Incident last = m_world->incident(QStringLiteral("By somebody else"));
    give(last.id, Timestamp::now().plusSeconds(600));
    QTRY_VERIFY_WITH_TIMEOUT(all().rowCount() >= 2, 15'000); // assigned, due soon
    all().lookForDue();
    const Incident sentinel = given(QStringLiteral("Afterwards"));
    QTRY_VERIFY_WITH_TIMEOUT(all().rowCount() >= 3 && all().at(0).incident == sentinel.id, 15'000);
    QCOMPARE(all().rowCount(), 3);
    for (int row = 0; row < 3; ++row)
        QVERIFY(all().at(row).incident != incident.id);
}

void WidgetsNotifications::dueSoonIsToldOnce()
{
    const Incident incident =
        give(m_world->incident(QStringLiteral("To be done")).id, Timestamp::now().plusSeconds(100 * 60));
    QVERIFY(openConsole());
    all().lookForDue();
    given(QStringLiteral("A sign that it was looked"));
    QVERIFY(isTold(m_assigned, 1));
    QCOMPARE(all().rowCount(), 1);
    const auto later = [] { return QDateTime::currentDateTime().addSecs(80 * 60); };
    all().setClock(later);
    all().lookForDue();
    QVERIFY(isTold(QStringLiteral("Due soon"), 2));
    QCOMPARE(m_desktop->shown.constLast().text, incident.reference + QStringLiteral(": To be done"));
    all().lookForDue();

    // Neither again nor after a restart, where there is no copy either.
    QVERIFY(openConsole());
    all().setClock(later);
    all().lookForDue();
    given(QStringLiteral("A sign that it was looked again"));
    QVERIFY(isTold(m_assigned, 1));
    QCOMPARE(m_desktop->shown.size(), 1);
    // Another time is another matter.
    IncidentChange change;
    change.dueAt = std::optional(Timestamp::now().plusSeconds(95 * 60));
    m_world->changed(incident.id, change);
    QVERIFY(isTold(QStringLiteral("Due soon"), 2));
}

void WidgetsNotifications::severalAreOneAndNoneComesTwice()
{
    QVERIFY(openConsole());
    const Incident first = given(QStringLiteral("One"));
    QVERIFY(isTold(m_assigned, 1));
    FeedClient &feed = m_world->console().feed();
    const QUrl address = m_world->console().session().credential().feedUrl;
    const QString before = feed.cursor();
    feed.stop();
    const Incident second = given(QStringLiteral("Two"));
    for (const char *subject : {"Three", "Four", "Five", "Six"})
        given(QLatin1String(subject));
    feed.start(address, before);
    QVERIFY(isTold(QStringLiteral("5 notifications"), 2));
    const QStringList lines = m_desktop->shown.constLast().text.split(u'\n');
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines.constFirst(), m_assigned + QStringLiteral(": ") + second.reference);
    QCOMPARE(lines.constLast(), QStringLiteral("and 1 more"));
    QCOMPARE(all().rowCount(), 6);

    // All of it comes once more, and the server goes and comes back.
    feed.stop();
    feed.start(address, before);
    QTRY_VERIFY(feed.isLive());
    m_world->server().kill();
    QTRY_VERIFY(!feed.isLive());
    MOSTRADOR_START_SERVER(m_world->server());
    QTRY_VERIFY_WITH_TIMEOUT((m_world->console().client().probe(), feed.isLive()), 20'000);
    const Incident last = given(QStringLiteral("Seven"));
    QVERIFY(isTold(m_assigned, 3));
    QCOMPARE(m_desktop->shown.size(), 3);
    QVERIFY(m_desktop->shown.constLast().text.startsWith(last.reference));
    QCOMPARE(all().rowCount(), 7);
    // A click on several leads to the list.
    m_desktop->click(m_desktop->shown.at(1).id);
    QTRY_VERIFY(dialogNamed(QStringLiteral("notificationsDialog")));
    // What is read goes from the desktop.
    all().markRead(first.id);
    QTRY_VERIFY(m_desktop->closed.contains(m_desktop->shown.constFirst().id));
}

void WidgetsNotifications::whatIsLookedAtIsNoNews()
{
    const Incident incident = m_world->incident(QStringLiteral("Before my eyes"));
    QVERIFY(openConsole());
    QVERIFY(m_world->choose(incident.id));
    QVERIFY(isShown(incident.id));
    give(incident.id);
    QTRY_COMPARE_WITH_TIMEOUT(all().rowCount(), 1, 15'000);
    QCOMPARE(all().unread(), 0);
    const Incident other = given(QStringLiteral("Elsewhere"));
    QVERIFY(isTold(m_assigned, 1));
    QVERIFY(m_desktop->shown.constLast().text.startsWith(other.reference));
    QCOMPARE(m_desktop->shown.size(), 1);
    // Opened by oneself, it has been read.
    QCOMPARE(all().unread(), 1);
    QVERIFY(m_world->choose(other.id));
    QTRY_COMPARE(all().unread(), 0);
}

void WidgetsNotifications::kindsAndQuietHoursAreChosen()
{
    QVERIFY(openConsole());
    press(Qt::Key_Q);
    QTRY_VERIFY(dialogNamed(QStringLiteral("notificationsDialog")));
    press(Qt::Key_S, Qt::AltModifier);
    QTRY_VERIFY(dialogNamed(QStringLiteral("notificationSettingsDialog")));
    QDialog *dialog = dialogNamed(QStringLiteral("notificationSettingsDialog"));
    const auto isOn = [&](const char *name) {
        return dialog->findChild<QCheckBox *>(QLatin1String(name))->isChecked();
    };
    press(Qt::Key_M, Qt::AltModifier);                           // mentions: no
    press(Qt::Key_Q, Qt::AltModifier);                           // quiet hours: yes, from 20:00 to 8:00
    QTRY_VERIFY(!isOn("notify_mention") && isOn("notifyQuiet")); // a mnemonic presses for a moment
    press(Qt::Key_Return);
    QTRY_VERIFY(!dialogNamed(QStringLiteral("notificationSettingsDialog")));
    press(Qt::Key_Escape);
    QTRY_VERIFY(!dialogNamed(QStringLiteral("notificationsDialog")));

    all().setClock([] { return QDateTime(QDate::currentDate(), QTime(23, 0)); });
    m_world->said(m_world->incident(QStringLiteral("Called")).id, mentionText(m_ana.id, m_ana.name), true);
    given(QStringLiteral("By night"));
    QTRY_COMPARE_WITH_TIMEOUT(all().unread(), 1, 15'000);
    QCOMPARE(all().at(0).subject, QStringLiteral("By night"));
    all().setClock([] { return QDateTime(QDate::currentDate(), QTime(8, 0)); });
    given(QStringLiteral("By day"));
    QVERIFY(isTold(m_assigned, 1));
    QCOMPARE(m_desktop->shown.size(), 1);
    QCOMPARE(all().rowCount(), 2);

    // Remembered; hours without an end are told beside them.
    QVERIFY(openConsole());
    window()->notifications().showSettings();
    QTRY_VERIFY(dialogNamed(QStringLiteral("notificationSettingsDialog")));
    dialog = dialogNamed(QStringLiteral("notificationSettingsDialog"));
    QVERIFY(isOn("notify_assigned") && isOn("notify_reply") && isOn("notify_due") && isOn("notifyQuiet"));
    QVERIFY(!isOn("notify_mention"));
    dialog->findChild<QTimeEdit *>(QStringLiteral("notifyQuietTo"))->setTime(QTime(20, 0));
    press(Qt::Key_Return);
    QVERIFY(dialogNamed(QStringLiteral("notificationSettingsDialog")));
    QVERIFY(dialog->findChild<QWidget *>(QStringLiteral("quietMistake"))->isVisible());
    press(Qt::Key_Escape);
}

void WidgetsNotifications::listIsGoneThroughByKeys()
{
    QVERIFY(openConsole());
    given(QStringLiteral("First"));
    QTRY_COMPARE_WITH_TIMEOUT(all().rowCount(), 1, 15'000);
    const Incident second = given(QStringLiteral("Second"));
    QTRY_COMPARE_WITH_TIMEOUT(all().rowCount(), 2, 15'000);
    given(QStringLiteral("Third"));
    QTRY_COMPARE_WITH_TIMEOUT(all().rowCount(), 3, 15'000);
    QCOMPARE(button()->text(), QStringLiteral("3 notifications"));
    press(Qt::Key_Q);
    QTRY_VERIFY(dialogNamed(QStringLiteral("notificationsDialog")));
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QVERIFY(isShown(second.id));
    QVERIFY(!dialogNamed(QStringLiteral("notificationsDialog")));
    QCOMPARE(all().unread(), 2);
    QTRY_VERIFY(window()->panel().isAncestorOf(focused()));
    press(Qt::Key_Q);
    QTRY_VERIFY(dialogNamed(QStringLiteral("notificationsDialog")));
    press(Qt::Key_R, Qt::AltModifier);
    QTRY_COMPARE(all().unread(), 0);
    QVERIFY(!button()->isVisible());
    press(Qt::Key_Escape);
    QTRY_VERIFY(!dialogNamed(QStringLiteral("notificationsDialog")));
}

void WidgetsNotifications::withoutADesktop()
{
    QVERIFY(openConsole());
    m_desktop->end();
    given(QStringLiteral("Unseen by any desktop"));
    QTRY_COMPARE_WITH_TIMEOUT(all().unread(), 1, 15'000);
    QVERIFY(button()->isVisible());
    QVERIFY(m_desktop->begin());
    given(QStringLiteral("The desktop is back"));
    QVERIFY(isTold(m_assigned, 1));
    QCOMPARE(all().unread(), 2);
}

void WidgetsNotifications::goesOnAfterARestart()
{
    if (!qEnvironmentVariableIsSet("MOSTRADOR_TEST_KEYSTORE")) {
        QTemporaryDir home;
        const auto failure = runWithKeyStore("goesOnAfterARestart", home.path());
        if (!failure)
            QSKIP("dbus-run-session and gnome-keyring-daemon are not installed.");
        QVERIFY2(failure->isEmpty(), failure->constData());
        return;
    }
    m_world->incident(QStringLiteral("Before my eyes at first"));
    m_world->openConsole();
    m_world->console().loginWindow()->findChild<QCheckBox *>(QStringLiteral("stay"))->setChecked(true);
    QVERIFY(m_world->logIn(m_ana.email, World::password()));
    QTRY_VERIFY(m_world->console().feed().isLive());
    const auto isCopied = [&] {
        OfflineData *offline = m_world->console().offline();
        return QTest::qWaitFor([&] { return offline->isReady() && offline->synchroniser().isComplete(); }, 30'000);
    };
    QVERIFY(isCopied() && m_world->console().offline()->isCacheKept());
    const QString place = m_world->console().feed().cursor();
    given(QStringLiteral("Before"));
    QVERIFY(isTold(m_assigned, 1));
    QVERIFY(isCopied());
    QTRY_VERIFY(!m_world->console().secrets().isBusy());
    // As where the console ends before the place is kept.
    m_world->console().offline()->store().setFeedCursor(place);
    m_world->closeConsole();
    given(QStringLiteral("Meanwhile"));
    m_world->incident(QStringLiteral("Before my eyes afterwards"));

    m_world->openConsole();
    QTRY_VERIFY_WITH_TIMEOUT(m_world->console().mainWindow() != nullptr, 20'000);
    QVERIFY(isTold(m_assigned, 2));
    QVERIFY(m_desktop->shown.constLast().text.endsWith(QStringLiteral(": Meanwhile")));
    QTRY_COMPARE(all().rowCount(), 2);
    QCOMPARE(all().at(1).subject, QStringLiteral("Before"));
    QCOMPARE(all().unread(), 2);
    given(QStringLiteral("After"));
    QVERIFY(isTold(m_assigned, 3));
    QCOMPARE(m_desktop->shown.size(), 3);
}

QTEST_MAIN(WidgetsNotifications)
#include "widgetsnotificationstest.moc"
