// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/offlinedata.h"
#include "store/synchroniser.h"
#include "widgets/presetlist.h"
#include "widgetsworld.h"

#include <QRandomGenerator>
#include <QRegularExpression>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

/// The numbers beside the views: right after whatever happens, without the server counting again.
class WidgetsCounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_world.closeConsole(); }
    void keptByTheFeed();
    void wordsAreCountedByTheServer();
    void whatGoesOutOfSightIsNotCounted();
    void theCopyCountsWithoutTheServer();

private:
    PresetList &presets() { return m_world.console().mainWindow()->presets(); }
    ViewCounts &counts() { return presets().counts(); }
    bool ready(const QString &email)
    {
        using namespace std::chrono_literals;
        if (!m_world.openAndLogIn(email))
            return false;
        counts().setPatience({.pause = 200ms, .unsure = 300ms, .failed = 1s, .age = 1h});
        return m_world.hasCopy() &&
               QTest::qWaitFor([this] { return presets().QListWidget::count() > presets().builtInCount(); }, 10'000) &&
               QTest::qWaitFor([this] { return counts().isFollowing() && counts().isSettled(); }, 30'000);
    }
    /// What the server says now to the one who is logged in.
    QHash<QString, qint64> byServer()
    {
        QHash<QString, qint64> all;
        for (int row = 0; row < presets().QListWidget::count(); ++row) {
            const QString query = presets().queryAt(row);
            all.insert(query, m_world.done(requests::countIncidents(m_own, query)).count);
        }
        return all;
    }
    QHash<QString, qint64> shown()
    {
        QHash<QString, qint64> all;
        for (int row = 0; row < presets().QListWidget::count(); ++row) {
            static const QRegularExpression number(QStringLiteral("\\((\\d+)\\)$"));
            const auto found = number.match(presets().item(row)->text());
            all.insert(presets().queryAt(row), found.hasMatch() ? found.captured(1).toLongLong() : -1);
        }
        return all;
    }
    void view(const QString &name, const QString &query)
    {
        NewView input;
        input.name = name;
        input.scope = ViewScope::Everyone;
        input.query = query;
        m_world.done(requests::createView(m_world.colleague(), input));
    }

    World m_world;
    ApiClient m_own; ///< the agent's, beside the console
    Employee m_agent;
    Team m_team;
    Team m_secret;
    QList<Incident> m_incidents;
};

void WidgetsCounts::initTestCase()
{
    QVERIFY2(m_world.start(ServerProcess::Options::onFixedPorts()), qPrintable(m_world.error()));
    NewTeam team;
    team.name = QStringLiteral("Repairs");
    m_team = m_world.done(requests::createTeam(m_world.colleague(), team));
    team.name = QStringLiteral("Fraud");
    team.restricted = true;
    m_secret = m_world.done(requests::createTeam(m_world.colleague(), team));
    m_agent = m_world.employee(Role::Agent, QStringLiteral("Luis Núñez"), {m_team.id});
    m_own.setServer(QUrl(m_world.server().url()));
    m_own.setToken(m_world.done(requests::logIn(m_own, m_agent.email, World::password())).token.toLatin1(), true);
    view(QStringLiteral("Urgent ones"), QStringLiteral("priority>=high -status:closed"));
    view(QStringLiteral("Mine or untouched"), QStringLiteral("assignee:me or (team:none -tag:vip)"));
    view(QStringLiteral("Important people"), QStringLiteral("tag:vip"));
    for (int i = 0; i < 12; ++i)
        m_incidents.append(m_world.incident(QStringLiteral("Incident %1").arg(i)));
}

void WidgetsCounts::keptByTheFeed()
{
    QVERIFY(ready(m_agent.email));
    QCOMPARE(shown(), byServer());
    const int asked = counts().askedCount();
    QRandomGenerator random(4711);
    for (int i = 0; i < 60; ++i) {
        if (i % 6 == 0) {
            m_incidents.append(m_world.incident(QStringLiteral("Another %1").arg(i)));
            continue;
        }
        IncidentChange change;
        const bool either = random.bounded(2) == 1;
        switch (random.bounded(5)) {
        case 0:
            change.status = either ? IncidentStatus::Open : IncidentStatus::WaitingCustomer;
            break;
        case 1:
            change.assignee.emplace(either ? std::optional(m_agent.id) : std::nullopt);
            break;
        case 2:
            change.team.emplace(either ? std::optional(m_team.id) : std::nullopt);
            break;
        case 3:
            change.tags = either ? QStringList{QStringLiteral("vip")} : QStringList();
            break;
        default:
            change.priority.emplace(either ? Priority::Critical : Priority::Low);
        }
        m_world.changed(m_incidents.at(random.bounded(m_incidents.size())).id, change);
    }
    QTRY_COMPARE_WITH_TIMEOUT(shown(), byServer(), 20'000);
    QVERIFY(shown().value(QStringLiteral("tag:vip")) > 0 &&
            shown().value(QStringLiteral("assignee:me status:active")) > 0);
    QCOMPARE(counts().askedCount(), asked);
}

void WidgetsCounts::wordsAreCountedByTheServer()
{
    view(QStringLiteral("Ocelots"), QStringLiteral("ocelot"));
    QVERIFY(ready(m_agent.email));
    QCOMPARE(shown().value(QStringLiteral("ocelot")), 0);
    m_world.incident(QStringLiteral("Two ocelots"));
    QTRY_COMPARE_WITH_TIMEOUT(shown().value(QStringLiteral("ocelot")), 1, 15'000);
}

void WidgetsCounts::whatGoesOutOfSightIsNotCounted()
{
    QVERIFY(ready(m_agent.email));
    const QHash<QString, qint64> before = shown();
    IncidentChange change;
    change.team.emplace(m_secret.id);
    m_world.changed(m_incidents.constFirst().id, change);
    QTRY_COMPARE_WITH_TIMEOUT(shown().value(QString()), before.value(QString()) - 1, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(counts().isSettled(), 20'000);
    QCOMPARE(shown(), byServer());
}

void WidgetsCounts::theCopyCountsWithoutTheServer()
{
    QVERIFY(ready(m_agent.email));
    const QHash<QString, qint64> before = shown();
    QVERIFY(m_world.pullTheCable());
    QTRY_VERIFY_WITH_TIMEOUT(counts().isSettled(), 20'000);
    QCOMPARE(shown(), before);
    MOSTRADOR_START_SERVER(m_world.server());
    ApiClient &client = m_world.console().client();
    QTRY_VERIFY_WITH_TIMEOUT((client.probe(), client.isOnline()), 20'000);
    m_world.incident(QStringLiteral("After the return"));
    QTRY_COMPARE_WITH_TIMEOUT(shown().value(QString()), before.value(QString()) + 1, 20'000);
}

QTEST_MAIN(WidgetsCounts)
#include "widgetscountstest.moc"
