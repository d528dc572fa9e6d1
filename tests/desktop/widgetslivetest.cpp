// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incidentlistmodel.h"
#include "widgets/composer.h"
#include "widgets/connectionbar.h"
#include "widgets/conversationview.h"
#include "widgets/incidentactions.h"
#include "widgets/incidentpanel.h"
#include "widgets/queueview.h"
#include "widgets/rowsview.h"
#include "widgetsworld.h"

#include <QAction>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

/// What happens while the employee looks: changes of others, and a server that goes away and comes back.
class WidgetsLive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_world.closeConsole(); }
    void changesKeepSelectionAndScroll();
    void aMessageComesInWithoutMovingTheText();
    void serverGoesAndComesBack();

private:
    IncidentPanel &panel() { return m_world.console().mainWindow()->panel(); }
    World m_world;
    QList<Incident> m_incidents;
};

void WidgetsLive::initTestCase()
{
    QVERIFY2(m_world.start(ServerProcess::Options::onFixedPorts()), qPrintable(m_world.error()));
    for (int i = 0; i < 70; ++i)
        m_incidents.append(m_world.incident(QStringLiteral("Incident number %1").arg(i)));
}

void WidgetsLive::changesKeepSelectionAndScroll()
{
    QVERIFY(m_world.openAndLogIn());
    QueueView &queue = m_world.console().mainWindow()->queue();
    QTableView *table = queue.table();
    queue.model()->setSortKey(QStringLiteral("-updated"));
    QTRY_VERIFY(queue.model()->rowCount() >= 50 && queue.model()->rowOf(m_incidents.last().id) == 0);
    const IncidentId middle = m_incidents.at(40).id;
    QVERIFY(m_world.choose(middle));
    table->scrollTo(table->currentIndex(), QAbstractItemView::PositionAtCenter);
    QTRY_VERIFY(table->verticalScrollBar()->value() > 0);
    const int before = table->visualRect(table->currentIndex()).top();
    const int row = table->currentIndex().row();

    // Something new on top, and one from below the selection moves there too.
    const Incident fresh = m_world.incident(QStringLiteral("The newest"));
    m_world.said(m_incidents.at(30).id, QStringLiteral("A note"), true);
    QTRY_VERIFY_WITH_TIMEOUT(queue.model()->rowOf(fresh.id) >= 0 && queue.model()->rowOf(m_incidents.at(30).id) < 3,
                             15'000);
    QCOMPARE(queue.model()->at(table->currentIndex().row()).id, middle);
    QCOMPARE(table->currentIndex().row(), row + 2);
    QVERIFY(table->selectionModel()->isRowSelected(row + 2));
    QTRY_COMPARE(table->visualRect(table->currentIndex()).top(), before);
    QCOMPARE(panel().incident().incident().id, middle);

    // At the very top, what is new comes into view.
    table->verticalScrollBar()->setValue(0);
    const Incident newer = m_world.incident(QStringLiteral("Newer still"));
    QTRY_COMPARE_WITH_TIMEOUT(queue.model()->rowOf(newer.id), 0, 15'000);
    QCOMPARE(table->verticalScrollBar()->value(), 0);
}

void WidgetsLive::aMessageComesInWithoutMovingTheText()
{
    const Incident incident =
        m_world.incident(QStringLiteral("Long story"), QStringLiteral("A line of the story.\n\n").repeated(200));
    QVERIFY(m_world.openAndLogIn());
    QVERIFY(m_world.choose(incident.id));
    ConversationView &view = panel().conversation();
    QTRY_VERIFY(view.toPlainText().count(QLatin1String("A line")) == 200);
    view.verticalScrollBar()->setValue(200);
    QTextCursor selection = view.textCursor();
    selection.setPosition(120);
    selection.setPosition(150, QTextCursor::KeepAnchor);
    view.setTextCursor(selection);
    view.verticalScrollBar()->setValue(200);
    const QString selected = selection.selectedText();
    QTest::keyClicks(m_world.find<QPlainTextEdit>(QStringLiteral("message")), QStringLiteral("I am just wri"));
    view.verticalScrollBar()->setValue(200);
    m_world.said(incident.id, QStringLiteral("From the colleague"));
    QTRY_VERIFY_WITH_TIMEOUT(view.toPlainText().contains(QLatin1String("From the colleague")), 15'000);
    QCOMPARE(view.verticalScrollBar()->value(), 200);
    QCOMPARE(view.textCursor().selectedText(), selected);
    QCOMPARE(m_world.find<QPlainTextEdit>(QStringLiteral("message"))->toPlainText(), QStringLiteral("I am just wri"));
    IncidentChange change;
    change.status = IncidentStatus::Open;
    m_world.changed(incident.id, change);
    QTRY_COMPARE_WITH_TIMEOUT(toString(panel().incident().incident().status), toString(IncidentStatus::Open), 15'000);
}

void WidgetsLive::serverGoesAndComesBack()
{
    const Incident incident = m_world.incident(QStringLiteral("Before the cut"));
    QVERIFY(m_world.openAndLogIn());
    m_world.console().client().setPatience({std::chrono::milliseconds(3000), std::chrono::milliseconds(20),
                                            std::chrono::milliseconds(50), 2, std::chrono::milliseconds(200),
                                            std::chrono::milliseconds(500)});
    QVERIFY(m_world.choose(incident.id));
    QTRY_VERIFY(panel().incident().isComplete());
    auto *send = m_world.find<QPushButton>(QStringLiteral("send"));
    auto *edit = m_world.find<QPlainTextEdit>(QStringLiteral("message"));
    ConnectionBar &bar = m_world.console().mainWindow()->connectionBar();
    QVERIFY(!bar.isVisible());
    QTRY_VERIFY(m_world.console().offline()->isReady());

    m_world.server().kill();
    m_world.console().client().probe();
    QTRY_VERIFY_WITH_TIMEOUT(bar.isVisible() && m_world.console().client().state() == ApiClient::State::ServerAway,
                             15'000);
    QVERIFY(!bar.text().isEmpty());
    // Reading, writing and doing go on; see test_console_widgets_offline.
    QVERIFY(send->isEnabled());
    QVERIFY(panel().actions().assign()->isEnabled());
    QVERIFY(edit->isEnabled());
    QTest::keyClicks(edit, QStringLiteral("Written in the dark."));

    MOSTRADOR_START_SERVER(m_world.server());
    QTRY_VERIFY_WITH_TIMEOUT(m_world.console().client().isOnline() && m_world.console().feed().isLive(), 45'000);
    QTRY_VERIFY_WITH_TIMEOUT(!bar.isVisible(), 15'000);
    QVERIFY(m_world.console().session().isLoggedIn());
    QTRY_VERIFY(send->isEnabled());
    QCOMPARE(edit->toPlainText(), QStringLiteral("Written in the dark."));
    QTest::mouseClick(send, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(panel().conversation().toPlainText().contains(QLatin1String("Written in the dark.")),
                             15'000);
    // And changes come in again.
    const Incident after = m_world.incident(QStringLiteral("After the cut"));
    QTRY_VERIFY_WITH_TIMEOUT(m_world.console().mainWindow()->queue().model()->rowOf(after.id) >= 0, 15'000);
}

QTEST_MAIN(WidgetsLive)
#include "widgetslivetest.moc"
