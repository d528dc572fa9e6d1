// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incidentlistmodel.h"
#include "widgets/composer.h"
#include "widgets/conversationview.h"
#include "widgets/incidentheader.h"
#include "widgets/incidentpanel.h"
#include "widgets/notice.h"
#include "widgets/presenceline.h"
#include "widgets/queueview.h"
#include "widgets/rowsview.h"
#include "widgets/sendundo.h"
#include "widgetsworld.h"

#include <QAction>
#include <QComboBox>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryFile>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

/// Employees who work on the same incident: two consoles on one server.
class WidgetsTogether : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void whoIsThereIsShown();
    void whoIsThereIsShownInSpanish();
    void sentIsTakenBack();
    void sentIsTakenBackFromAnotherIncident();
    void timeToTakeBackIsChosen();

private:
    std::unique_ptr<World> another(const Employee &who, const QString &language = QStringLiteral("en"));
    static PresenceLine &line(World &world) { return *world.find<PresenceLine>(QStringLiteral("presence")); }

    World m_world;
    std::unique_ptr<World> m_other;
    Employee m_ana;
    Employee m_luis;
};

void WidgetsTogether::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.error()));
    m_ana = m_world.employee(Role::Agent, QStringLiteral("Ana"));
    m_luis = m_world.employee(Role::Agent, QStringLiteral("Luis"));
}

void WidgetsTogether::cleanup()
{
    m_other.reset();
    m_world.closeConsole();
}

std::unique_ptr<World> WidgetsTogether::another(const Employee &who, const QString &language)
{
    auto world = std::make_unique<World>();
    world->share(m_world);
    if (!world->openAndLogIn(who.email, World::password(), language))
        qFatal("%s cannot log in", qPrintable(who.name));
    return world;
}

void WidgetsTogether::whoIsThereIsShown()
{
    const Incident incident = m_world.incident(QStringLiteral("Two at once"));
    const Incident next = m_world.incident(QStringLiteral("Another one"));
    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password()));
    QVERIFY(m_world.choose(incident.id));
    QCOMPARE(line(m_world).sentence(), QString());

    m_other = another(m_luis);
    QVERIFY(m_other->choose(incident.id));
    QTRY_COMPARE_WITH_TIMEOUT(line(m_world).sentence(), QStringLiteral("Luis is viewing"), 15'000);
    QTRY_COMPARE_WITH_TIMEOUT(line(*m_other).sentence(), QStringLiteral("Ana is viewing"), 15'000);
    QCOMPARE(line(m_world).accessibleName(), QStringLiteral("Luis is viewing"));
    QVERIFY(!line(m_world).text().isEmpty());
    const IncidentHeader &header = m_world.console().mainWindow()->panel().header();
    const int height = header.height();

    auto *edit = m_other->find<QPlainTextEdit>(QStringLiteral("message"));
    QTest::keyClicks(edit, QStringLiteral("I am on it"));
    QTRY_COMPARE_WITH_TIMEOUT(line(m_world).sentence(), QStringLiteral("Luis is writing"), 15'000);
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    QTRY_COMPARE_WITH_TIMEOUT(line(m_world).sentence(), QStringLiteral("Luis is viewing"), 15'000);
    QTest::keyClicks(edit, QStringLiteral("Solved"));
    QTRY_COMPARE_WITH_TIMEOUT(line(m_world).sentence(), QStringLiteral("Luis is writing"), 15'000);
    QTest::mouseClick(m_other->find<QPushButton>(QStringLiteral("send")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(line(m_world).sentence(), QStringLiteral("Luis is viewing"), 15'000);

    // Away, back, and gone with the console.
    QVERIFY(m_other->choose(next.id));
    QTRY_COMPARE_WITH_TIMEOUT(line(m_world).sentence(), QString(), 15'000);
    QTRY_COMPARE(header.height(), height); // nothing moves for it
    QTRY_COMPARE_WITH_TIMEOUT(line(*m_other).sentence(), QString(), 15'000);
    QVERIFY(m_other->choose(incident.id));
    QTRY_COMPARE_WITH_TIMEOUT(line(m_world).sentence(), QStringLiteral("Luis is viewing"), 15'000);
    m_other.reset();
    QTRY_COMPARE_WITH_TIMEOUT(line(m_world).sentence(), QString(), 15'000);
}

void WidgetsTogether::whoIsThereIsShownInSpanish()
{
    const QString spanish = QStringLiteral("es"); // of the whole program
    const Incident incident = m_world.incident(QStringLiteral("Varios a la vez"));
    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password(), spanish));
    QVERIFY(m_world.choose(incident.id));
    m_other = another(m_luis, spanish);
    QVERIFY(m_other->choose(incident.id));
    const auto third = another(m_world.employee(Role::Lead, QStringLiteral("Marta")), spanish);
    QVERIFY(third->choose(incident.id));
    QTRY_COMPARE_WITH_TIMEOUT(line(m_world).sentence(), QStringLiteral("Luis y Marta lo están viendo"), 15'000);
    QTest::keyClicks(third->find<QPlainTextEdit>(QStringLiteral("message")), QStringLiteral("I write"));
    QTRY_COMPARE_WITH_TIMEOUT(line(m_world).sentence(), QStringLiteral("Marta está escribiendo · Luis lo está viendo"),
                              15'000);
}

void WidgetsTogether::sentIsTakenBack()
{
    const Incident incident = m_world.incident(QStringLiteral("Too quick"));
    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password()));
    m_other = another(m_luis);
    for (World *world : {&m_world, m_other.get()})
        QVERIFY(world->choose(incident.id));
    IncidentPanel &panel = m_world.console().mainWindow()->panel();
    ConversationView &seen = m_other->console().mainWindow()->panel().conversation();
    QTRY_VERIFY(panel.incident().isComplete());
    QAction *undo = panel.sendUndo().action();
    QVERIFY(!undo->isEnabled());
    QTemporaryFile file;
    QVERIFY(file.open() && file.write("a picture") > 0 && file.flush());

    auto *edit = m_world.find<QPlainTextEdit>(QStringLiteral("message"));
    auto *status = m_world.find<QComboBox>(QStringLiteral("thenStatus"));
    // Keys go to the window that is active, of two.
    edit->window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(edit->window()));
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral("Dear Bob"));
    panel.composer().addFiles({file.fileName()});
    const QString waiting = toString(IncidentStatus::WaitingCustomer);
    QTRY_VERIFY(status->findData(waiting) > 0);
    status->setCurrentIndex(status->findData(waiting));
    QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(undo->isEnabled(), 15'000);
    QVERIFY2(panel.notice().text().startsWith(QLatin1String("The reply goes out at ")),
             qPrintable(panel.notice().text()));
    QVERIFY(panel.notice().actionButton()->isVisible());
    QVERIFY(edit->toPlainText().isEmpty());
    // The colleague sees it, marked, with the status.
    QTRY_VERIFY_WITH_TIMEOUT(seen.toPlainText().contains(QLatin1String("Dear Bob")) &&
                                 seen.toPlainText().contains(QLatin1String("goes out at")),
                             15'000);
    QTRY_COMPARE_WITH_TIMEOUT(toString(m_other->console().mainWindow()->panel().incident().incident().status), waiting,
                              15'000);

    // Undo where the focus is still in the empty composer.
    QTest::keyClick(edit, Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(edit->toPlainText(), QStringLiteral("Dear Bob"), 15'000);
    QCOMPARE(m_world.find<QListWidget>(QStringLiteral("composerFiles"))->count(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(status->currentData().toString(), waiting, 15'000);
    QVERIFY(!undo->isEnabled());
    QVERIFY(!panel.conversation().toPlainText().contains(QLatin1String("Dear Bob")));
    QTRY_VERIFY_WITH_TIMEOUT(!seen.toPlainText().contains(QLatin1String("Dear Bob")), 15'000);
    QTRY_COMPARE_WITH_TIMEOUT(toString(m_world.done(requests::incident(m_world.colleague(), incident.id)).status),
                              toString(IncidentStatus::New), 15'000);

    // Better now, and the file goes without another upload.
    edit->selectAll();
    QTest::keyClicks(edit, QStringLiteral("Dear Ana"));
    QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(undo->isEnabled(), 15'000);
    const auto conversation = m_world.done(requests::messages(m_world.colleague(), incident.id, {}));
    QCOMPARE(conversation.items.size(), 2);
    QCOMPARE(conversation.items.last().body, QStringLiteral("Dear Ana"));
    QCOMPARE(conversation.items.last().attachments.size(), 1);
    QCOMPARE(m_world.done(requests::attachments(m_world.colleague(), incident.id)).size(), 1);
    QVERIFY(!m_world.done(requests::attachments(m_world.colleague(), incident.id)).first().internal);
}

void WidgetsTogether::sentIsTakenBackFromAnotherIncident()
{
    const Incident incident = m_world.incident(QStringLiteral("Left behind"));
    const Incident next = m_world.incident(QStringLiteral("The next one"));
    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password()));
    QVERIFY(m_world.choose(incident.id));
    IncidentPanel &panel = m_world.console().mainWindow()->panel();
    QTRY_VERIFY(panel.incident().isComplete());
    auto *edit = m_world.find<QPlainTextEdit>(QStringLiteral("message"));
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral("Sent in haste"));
    QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(panel.sendUndo().action()->isEnabled(), 15'000);
    // Something new is begun there, and another incident is opened.
    QTest::keyClicks(edit, QStringLiteral("P.S."));
    QVERIFY(m_world.choose(next.id));
    QTRY_VERIFY(panel.notice().text().startsWith(QLatin1String("The reply to the other incident goes out at ")));
    QTableView *table = m_world.console().mainWindow()->queue().table();
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Z);
    QTRY_COMPARE_WITH_TIMEOUT(panel.notice().text(),
                              QStringLiteral("Taken back. It is a draft of the other incident again."), 15'000);
    QVERIFY(edit->toPlainText().isEmpty());
    QTest::mouseClick(panel.notice().actionButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(edit->toPlainText(), QStringLiteral("Sent in haste\n\nP.S."), 15'000);
    QCOMPARE(m_world.done(requests::messages(m_world.colleague(), incident.id, {})).items.size(), 1);
}

void WidgetsTogether::timeToTakeBackIsChosen()
{
    const Incident incident = m_world.incident(QStringLiteral("At once"));
    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password()));
    QVERIFY(m_world.choose(incident.id));
    IncidentPanel &panel = m_world.console().mainWindow()->panel();
    QTRY_VERIFY(panel.incident().isComplete());
    Settings &settings = m_world.console().settings();
    QCOMPARE(SendUndo::seconds(settings), 10);
    const std::unique_ptr<QMenu> menu(panel.sendUndo().makeTimeMenu(nullptr));
    actionIn(menu.get(), QStringLiteral("None: send at once"))->trigger();
    QCOMPARE(SendUndo::seconds(settings), 0);
    auto *edit = m_world.find<QPlainTextEdit>(QStringLiteral("message"));
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral("Gone"));
    QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(panel.notice().text(), QStringLiteral("Reply sent."), 15'000);
    QVERIFY(!panel.sendUndo().action()->isEnabled());
    // With a short time: afterwards it is gone for good.
    settings.setValue(QStringLiteral("composer/holdSeconds"), 1);
    QTest::keyClicks(edit, QStringLiteral("Nearly gone"));
    QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(panel.notice().text().startsWith(QLatin1String("The reply goes out at ")), 15'000);
    QTRY_COMPARE_WITH_TIMEOUT(panel.notice().text(), QStringLiteral("Reply sent."), 15'000);
    QVERIFY(!panel.sendUndo().action()->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(!panel.conversation().toPlainText().contains(QLatin1String("goes out at")), 15'000);
    QCOMPARE(m_world.done(requests::messages(m_world.colleague(), incident.id, {})).items.size(), 3);
}

QTEST_MAIN(WidgetsTogether)
#include "widgetstogethertest.moc"
