// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/draftrequests.h"
#include "models/conversationmodel.h"
#include "models/incidentlistmodel.h"
#include "widgets/composer.h"
#include "widgets/conversationview.h"
#include "widgets/incidentpanel.h"
#include "widgets/queueview.h"
#include "widgetsworld.h"

#include <QApplication>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

/// What employees write for one another and for later, by keys: colleagues called to an incident, and drafts that are
/// found again on another computer.
class WidgetsWriting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void colleagueIsMentioned();
    void onlyWhoMaySeeIsOffered();
    void draftIsFoundOnAnotherComputer();
    void draftThatGrewUntoldIsFollowed();
    void draftWrittenAwayIsPushed();
    void twoTextsAreBothKept();
    void draftTellsWhatCameMeanwhile();

private:
    /// A second computer of the employee, with its own settings and drafts.
    World &another(const Employee &who)
    {
        m_other = std::make_unique<World>();
        m_other->share(m_world);
        if (!m_other->openAndLogIn(who.email, World::password()))
            qFatal("%s cannot log in", qPrintable(who.name));
        return *m_other;
    }
    static QPlainTextEdit *editOf(World &world)
    {
        return world.console().mainWindow()->panel().findChild<QPlainTextEdit *>(QStringLiteral("message"));
    }
    /// What the server has of Ana's reply; empty: nothing.
    QString saved(IncidentId id)
    {
        for (const SavedDraft &draft : m_world.done(requests::drafts(m_anas, {{}, {}, {}, 100})).items) {
            if (draft.incident == id && !draft.internal)
                return draft.body;
        }
        return {};
    }
    bool isLive(World &world)
    {
        return QTest::qWaitFor([&] { return world.console().feed().isLive(); }, 10'000);
    }
    MainWindow *main() { return m_world.console().mainWindow(); }
    QPlainTextEdit *edit() { return main()->panel().findChild<QPlainTextEdit *>(QStringLiteral("message")); }
    QListWidget *offers() { return main()->panel().findChild<QListWidget *>(QStringLiteral("completions")); }
    bool openIncident(IncidentId id)
    {
        if (!m_world.choose(id) || !QTest::qWaitFor([this] { return main()->panel().incident().isComplete(); }))
            return false;
        main()->activateWindow();
        edit()->setFocus();
        return QTest::qWaitFor([this] { return edit()->hasFocus(); });
    }

    World m_world;
    ApiClient m_anas; ///< another program of hers
    std::unique_ptr<World> m_other;
    Employee m_ana;
    Employee m_luis;
    Employee m_fraud;
    Team m_team;
};

void WidgetsWriting::initTestCase()
{
    QVERIFY2(m_world.start(ServerProcess::Options::onFixedPorts()), qPrintable(m_world.error()));
    NewTeam team;
    team.name = QStringLiteral("Fraude");
    team.restricted = true;
    m_team = m_world.done(requests::createTeam(m_world.colleague(), team));
    m_ana = m_world.employee(Role::Agent, QStringLiteral("Ana Ruiz"), {m_team.id});
    m_anas.setServer(QUrl(m_world.server().url()));
    m_anas.setToken(m_world.done(requests::logIn(m_anas, m_ana.email, World::password())).token.toLatin1(), true);
    m_luis = m_world.employee(Role::Agent, QStringLiteral("Luis Núñez"));
    m_fraud = m_world.employee(Role::Agent, QStringLiteral("Lucía Gil"), {m_team.id});
}

void WidgetsWriting::cleanup()
{
    m_other.reset();
    m_world.closeConsole();
}

void WidgetsWriting::colleagueIsMentioned()
{
    const Incident incident = m_world.incident(QStringLiteral("Two know more"));
    m_other = std::make_unique<World>();
    m_other->share(m_world);
    QVERIFY(m_other->openAndLogIn(m_luis.email, World::password()));
    QueueView &mine = m_other->console().mainWindow()->queue();
    mine.setQuery(QStringLiteral("mentions:me"));
    QTRY_COMPARE(mine.model()->rowCount(), 0);

    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password()));
    QVERIFY(openIncident(incident.id));
    // A reply is for the customer: an at sign is one.
    QTest::keyClicks(edit(), QStringLiteral("@lu"));
    QTest::qWait(300);
    QVERIFY(!offers()->isVisible());
    edit()->clear();

    main()->panel().composer().begin(Draft::Kind::Note);
    QTest::keyClicks(edit(), QStringLiteral("Ask "));
    QTest::keyClicks(edit(), QStringLiteral("@nun"));
    QTRY_VERIFY(offers()->isVisible());
    QCOMPARE(offers()->count(), 1);
    QVERIFY(offers()->item(0)->text().startsWith(QStringLiteral("@Luis Núñez")));
    QTest::keyClick(edit(), Qt::Key_Return);
    QVERIFY(!offers()->isVisible());
    QCOMPARE(edit()->toPlainText(), QStringLiteral("Ask %1 ").arg(mentionText(m_luis.id, m_luis.name)));
    QTest::keyClicks(edit(), QStringLiteral("please."));
    QTest::keyClick(edit(), Qt::Key_Return, Qt::ControlModifier);

    // It is found at once where it is looked for, and told apart in the conversation.
    QTRY_COMPARE_WITH_TIMEOUT(mine.model()->rowCount(), 1, 15'000);
    QVERIFY(m_other->choose(incident.id));
    IncidentPanel &panel = m_other->console().mainWindow()->panel();
    QTRY_VERIFY_WITH_TIMEOUT(panel.conversation().toPlainText().contains(QStringLiteral("Ask @Luis Núñez please.")),
                             10'000);
    QVERIFY(panel.conversation().toPlainText().contains(QStringLiteral("mentions you")));
    QTextCursor name = panel.conversation().document()->find(QStringLiteral("@Luis Núñez"));
    QVERIFY(!name.isNull());
    QVERIFY(name.charFormat().fontWeight() >= QFont::Bold);
    QVERIFY(!name.charFormat().isAnchor());
    QVERIFY(!main()->panel().conversation().toPlainText().contains(QStringLiteral("mentions you")));
}

void WidgetsWriting::onlyWhoMaySeeIsOffered()
{
    const Incident open = m_world.incident(QStringLiteral("A secret"));
    IncidentChange change;
    change.team = std::optional<TeamId>(m_team.id);
    const Incident incident = m_world.changed(open.id, change);
    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password()));
    QVERIFY(openIncident(incident.id));
    main()->panel().composer().begin(Draft::Kind::Note);
    QTest::keyClicks(edit(), QStringLiteral("@lu"));
    QTRY_VERIFY(offers()->isVisible());
    QCOMPARE(offers()->count(), 1);
    QVERIFY(offers()->item(0)->text().startsWith(QStringLiteral("@Lucía Gil")));
    QTest::keyClick(edit(), Qt::Key_Escape);
    // Who is mentioned all the same, such as by text from elsewhere, is named as not told.
    edit()->setPlainText(QStringLiteral("What does %1 say?").arg(mentionText(m_luis.id, m_luis.name)));
    QTest::keyClick(edit(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(
        main()->panel().conversation().toPlainText().contains(QStringLiteral("Not told: Luis Núñez.")), 10'000);
}

void WidgetsWriting::draftIsFoundOnAnotherComputer()
{
    const Incident incident = m_world.incident(QStringLiteral("Begun here"));
    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password()));
    QVERIFY(openIncident(incident.id));
    World &other = another(m_ana);
    QVERIFY(isLive(other) && isLive(m_world));
    QVERIFY(other.choose(incident.id));
    QTest::keyClicks(edit(), QStringLiteral("Dear Ana, we"));
    // It comes while the incident is open there, and when it is opened later.
    QTRY_COMPARE_WITH_TIMEOUT(editOf(other)->toPlainText(), QStringLiteral("Dear Ana, we"), 15'000);
    m_world.closeConsole();
    World &third = another(m_ana);
    QVERIFY(third.choose(incident.id));
    QTRY_COMPARE_WITH_TIMEOUT(editOf(third)->toPlainText(), QStringLiteral("Dear Ana, we"), 15'000);

    // Gone on with and sent there, it has ended here too.
    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password()));
    QVERIFY(openIncident(incident.id));
    QTRY_COMPARE(edit()->toPlainText(), QStringLiteral("Dear Ana, we"));
    QVERIFY(isLive(m_world));
    third.console().mainWindow()->activateWindow();
    editOf(third)->setFocus();
    editOf(third)->moveCursor(QTextCursor::End);
    QTest::keyClicks(editOf(third), QStringLiteral(" are on it."));
    QTest::keyClick(editOf(third), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(edit()->toPlainText(), QString(), 15'000);
    QCOMPARE(saved(incident.id), QString());
    QCOMPARE(m_world.done(requests::incident(m_world.colleague(), incident.id)).messageCount, 2);
}

void WidgetsWriting::draftThatGrewUntoldIsFollowed()
{
    const Incident incident = m_world.incident(QStringLiteral("Word by word"));
    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password()));
    QVERIFY(openIncident(incident.id));
    QVERIFY(isLive(m_world));
    DraftSync *sync = m_world.console().draftSync();
    sync->setPatience({.growth = std::chrono::seconds(5)});
    DraftText there;
    there.body = QStringLiteral("Word");
    SavedDraft draft = m_world.done(requests::putDraft(m_anas, incident.id, false, there, 0));
    QTRY_COMPARE_WITH_TIMEOUT(edit()->toPlainText(), there.body, 15'000);
    // So soon after the first nobody is told.
    there.body += QStringLiteral(" by word");
    draft = m_world.done(requests::putDraft(m_anas, incident.id, false, there, draft.version));
    QTRY_COMPARE_WITH_TIMEOUT(edit()->toPlainText(), there.body, 15'000);

    // Sent there with more than was ever told, it ends here too.
    there.body += QStringLiteral(" it ends.");
    m_world.done(requests::putDraft(m_anas, incident.id, false, there, draft.version));
    NewMessage message;
    message.body = there.body;
    m_world.done(requests::addMessage(m_anas, incident.id, message));
    QTRY_COMPARE_WITH_TIMEOUT(edit()->toPlainText(), QString(), 15'000);
}

void WidgetsWriting::draftWrittenAwayIsPushed()
{
    const Incident incident = m_world.incident(QStringLiteral("Written away"));
    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password()));
    QVERIFY(openIncident(incident.id));
    ApiClient &client = m_world.console().client();
    m_world.server().kill();
    client.probe();
    QTRY_VERIFY_WITH_TIMEOUT(!client.isOnline(), 15'000);
    QTest::keyClicks(edit(), QStringLiteral("No cable"));
    MOSTRADOR_START_SERVER(m_world.server());
    QTRY_VERIFY_WITH_TIMEOUT((client.probe(), client.isOnline()), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(saved(incident.id), QStringLiteral("No cable"), 15'000);
    // Emptied, it ends on the server too.
    edit()->selectAll();
    QTest::keyClick(edit(), Qt::Key_Delete);
    QTRY_COMPARE_WITH_TIMEOUT(saved(incident.id), QString(), 15'000);
}

void WidgetsWriting::twoTextsAreBothKept()
{
    const char *const buttons[] = {"otherDraftAppend", "otherDraftUse", "otherDraftDiscard"};
    const QString expected[] = {QStringLiteral("Here.\n\nThere."), QStringLiteral("There."), QStringLiteral("Here.")};
    for (int i = 0; i < 3; ++i) {
        const Incident incident = m_world.incident(QStringLiteral("Here and there"));
        QVERIFY(m_world.openAndLogIn(m_ana.email, World::password()));
        QVERIFY(openIncident(incident.id));
        QVERIFY(isLive(m_world));
        DraftSync *sync = m_world.console().draftSync();
        QTRY_VERIFY(sync->isSettled());
        sync->setPatience({.pause = std::chrono::minutes(1), .longest = std::chrono::minutes(1)});
        QTest::keyClicks(edit(), QStringLiteral("Here."));
        DraftText there;
        there.body = QStringLiteral("There.");
        m_world.done(requests::putDraft(m_anas, incident.id, false, there, 0));
        auto *bar = main()->panel().findChild<QWidget *>(QStringLiteral("draftBar"));
        QTRY_VERIFY_WITH_TIMEOUT(bar->isVisible(), 15'000);
        sync->setPatience({});
        QCOMPARE(edit()->toPlainText(), QStringLiteral("Here."));
        QCOMPARE(bar->findChild<QPlainTextEdit *>(QStringLiteral("otherDraft"))->toPlainText(),
                 QStringLiteral("There."));
        // By keys: three times back from the text, and the space bar.
        auto *button = bar->findChild<QPushButton *>(QLatin1String(buttons[i]));
        for (int n = 0; n < 5 && !button->hasFocus(); ++n)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(button->hasFocus());
        QTest::keyClick(button, Qt::Key_Space);
        QTRY_VERIFY(!bar->isVisible());
        QCOMPARE(edit()->toPlainText(), expected[i]);
        QVERIFY(edit()->hasFocus());
        QTRY_COMPARE_WITH_TIMEOUT(saved(incident.id), expected[i], 15'000);
        m_world.closeConsole();
    }
}

void WidgetsWriting::draftTellsWhatCameMeanwhile()
{
    const Incident incident = m_world.incident(QStringLiteral("Somebody was quicker"));
    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password()));
    QVERIFY(openIncident(incident.id));
    const auto told = [this] {
        for (const QLabel *label : main()->panel().composer().findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().startsWith(QStringLiteral("Since you began")))
                return true;
        }
        return false;
    };
    const auto *messages = main()->panel().findChild<ConversationModel *>();
    QTRY_COMPARE(messages->loadState(), ConversationModel::LoadState::Ready);
    QVERIFY(messages->newestOfOthers());
    QTest::keyClicks(edit(), QStringLiteral("I think"));
    QVERIFY(!told());
    QTRY_COMPARE_WITH_TIMEOUT(saved(incident.id), QStringLiteral("I think"), 15'000);
    m_world.closeConsole();
    m_world.said(incident.id, QStringLiteral("It was the plug."), true);
    QVERIFY(m_world.openAndLogIn(m_ana.email, World::password()));
    QVERIFY(openIncident(incident.id));
    QTRY_COMPARE(edit()->toPlainText(), QStringLiteral("I think"));
    QTRY_VERIFY_WITH_TIMEOUT(told(), 10'000);
}

QTEST_MAIN(WidgetsWriting)
#include "widgetswritingtest.moc"
