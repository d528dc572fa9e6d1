// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "slowbuild.h"
#include "store/bulkjobs.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mostrador;
using namespace mostrador::console;
using namespace std::chrono_literals;

namespace {

const QString account = QStringLiteral("account");

} // namespace

/// Changes of many incidents, against a real server.
class TestStoreJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        MOSTRADOR_START_SERVER(m_server);
        m_vault = Vault::fromKey(Vault::makeKey());
        m_client.setServer(QUrl(m_server.url()));
        const auto grant = outcome(requests::logIn(m_client, m_server.adminEmail(), m_server.adminPassword()));
        VERIFY_ANSWER(grant);
        m_client.setToken(grant->token.toLatin1(), true);
        for (int i = 0; i < (test::isSlowBuild ? 12 : 60); ++i) {
            const auto made =
                outcome(requests::createIncident(m_client, newIncident(QStringLiteral("Bulk %1").arg(i))));
            VERIFY_ANSWER(made);
            m_ids.append(made->id);
        }
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        restart();
    }
    void cleanup()
    {
        m_jobs.reset();
        m_queue.reset();
    }

    void manyAreChangedAndUndoneAsOne()
    {
        // One is so already; one cannot be found.
        IncidentChange already;
        already.urgency = Urgency::High;
        already.tags = QStringList{QStringLiteral("vip"), QStringLiteral("old")};
        VERIFY_ANSWER(outcome(requests::changeIncident(m_client, m_ids.at(0), already, 1)));
        JobSpec spec;
        spec.change.urgency = Urgency::High;
        spec.addTags = {QStringLiteral("VIP")};
        JobPreview preview(spec);
        QHash<IncidentId, Incident> before;
        for (const IncidentId id : std::as_const(m_ids)) {
            before.insert(id, *outcome(requests::incident(m_client, id)));
            preview.add(before.value(id));
        }
        QCOMPARE(preview.total(), m_ids.size());
        QCOMPARE(preview.changing(), m_ids.size() - 1);
        QCOMPARE(preview.steps().size(), 2);
        QCOMPARE(preview.steps().first().count, m_ids.size() - 1);

        const ActionId job = m_jobs->begin(spec);
        m_jobs->add(job, m_ids.mid(0, 5));
        m_jobs->add(job, m_ids.mid(3)); // doubles count once
        m_jobs->add(job, {IncidentId(1'000'000)});
        QSignalSpy finished(m_jobs.get(), &BulkJobs::finished);
        m_jobs->start(job);
        QVERIFY(m_jobs->effective(before.value(m_ids.last())).urgency == Urgency::High);
        // The program ends and starts again in the middle.
        QTRY_VERIFY_WITH_TIMEOUT(m_jobs->job(job)->finished() > 4, 60'000);
        restart();
        QTRY_VERIFY_WITH_TIMEOUT(m_jobs->job(job) && m_jobs->job(job)->state == Job::State::Done, 60'000);
        QCOMPARE(m_jobs->job(job)->total, m_ids.size() + 1);
        QCOMPARE(m_jobs->job(job)->changed, m_ids.size() - 1);
        QCOMPARE(m_jobs->job(job)->unchanged, 1);
        QCOMPARE(m_jobs->job(job)->refused, 1);
        for (const IncidentId id : std::as_const(m_ids)) {
            const auto now = outcome(requests::incident(m_client, id));
            VERIFY_ANSWER(now);
            QVERIFY(now->urgency == Urgency::High && now->tags.contains(QStringLiteral("vip")));
        }
        std::optional<QList<JobResult>> refused;
        m_jobs->results(job, Job::Item::Refused, 0, 10, m_jobs.get(), [&](const auto &list) { refused = list; });
        QTRY_VERIFY(refused.has_value());
        QCOMPARE(refused->size(), 1);
        QVERIFY(refused->first().problem.code == ErrorCode::NotFound);

        // Somebody changes one of them; the rest goes back.
        const auto touched = outcome(requests::incident(m_client, m_ids.at(7)));
        IncidentChange lower;
        lower.urgency = Urgency::Low;
        VERIFY_ANSWER(outcome(requests::changeIncident(m_client, m_ids.at(7), lower, touched->version)));
        QVERIFY(m_jobs->canUndo(job));
        const ActionId undo = m_jobs->undo(job);
        QVERIFY(!m_jobs->canUndo(job));
        QTRY_VERIFY_WITH_TIMEOUT(m_jobs->job(undo)->state == Job::State::Done, 60'000);
        QCOMPARE(m_jobs->job(undo)->changed, m_ids.size() - 2);
        QCOMPARE(m_jobs->job(undo)->conflicts, 1);
        for (const IncidentId id : std::as_const(m_ids)) {
            const auto now = outcome(requests::incident(m_client, id));
            VERIFY_ANSWER(now);
            QVERIFY(now->urgency == (id == m_ids.at(7) ? Urgency::Low : before.value(id).urgency));
            QCOMPARE(now->tags, before.value(id).tags);
        }
    }

    /// Also where there is no single step back.
    void aBulkCloseCanBeUndone()
    {
        const QList<IncidentId> some = m_ids.mid(0, 4);
        const auto done = [&](IncidentStatus status) {
            JobSpec spec;
            spec.change.status = status;
            const ActionId job = m_jobs->begin(spec);
            m_jobs->add(job, some);
            m_jobs->start(job);
            return QTest::qWaitFor([&] { return m_jobs->job(job)->state == Job::State::Done; }, 60'000) ? job
                                                                                                        : ActionId();
        };
        QVERIFY(done(IncidentStatus::Resolved).isValid());
        const ActionId job = done(IncidentStatus::Closed);
        QCOMPARE(m_jobs->job(job)->changed, 4);
        const ActionId undo = m_jobs->undo(job);
        QTRY_VERIFY_WITH_TIMEOUT(m_jobs->job(undo)->state == Job::State::Done, 60'000);
        QCOMPARE(m_jobs->job(undo)->changed, 4);
        for (const IncidentId id : some)
            QVERIFY(outcome(requests::incident(m_client, id))->status == IncidentStatus::Resolved);
    }

    void eachGetsTheReplyOnce()
    {
        JobSpec spec;
        spec.message.emplace();
        spec.message->body = QStringLiteral("Volvemos a funcionar.");
        const ActionId job = m_jobs->begin(spec);
        m_jobs->add(job, m_ids.mid(4));
        m_jobs->start(job);
        QTRY_VERIFY_WITH_TIMEOUT(m_jobs->job(job)->finished() > 2, 60'000);
        restart();
        QTRY_VERIFY_WITH_TIMEOUT(m_jobs->job(job) && m_jobs->job(job)->state == Job::State::Done, 60'000);
        QCOMPARE(m_jobs->job(job)->changed, m_ids.size() - 4);
        QVERIFY(!m_jobs->canUndo(job)); // it has been read
        for (const IncidentId id : m_ids.mid(4)) {
            const auto page = outcome(requests::messages(m_client, id, {}));
            VERIFY_ANSWER(page);
            QCOMPARE(std::count_if(page->items.begin(), page->items.end(),
                                   [&](const Message &m) { return m.body == spec.message->body; }),
                     1);
        }
    }

    void aJobCanBeCancelled()
    {
        JobSpec spec;
        spec.change.impact = Impact::High;
        const ActionId job = m_jobs->begin(spec);
        m_jobs->add(job, m_ids);
        m_jobs->start(job);
        QTRY_VERIFY_WITH_TIMEOUT(m_jobs->job(job)->changed > 0, 60'000);
        QSignalSpy finished(m_jobs.get(), &BulkJobs::finished);
        m_jobs->cancel(job);
        QTRY_COMPARE(finished.size(), 1);
        const qint64 changed = m_jobs->job(job)->changed;
        QVERIFY(changed < m_ids.size());
        const ActionId undo = m_jobs->undo(job);
        QTRY_VERIFY_WITH_TIMEOUT(m_jobs->job(undo)->state == Job::State::Done, 60'000);
        QCOMPARE(m_jobs->job(undo)->changed, changed);
    }

    /// The employee's later action on an incident comes after the job's, and does not wait for all of it.
    void laterActionsWaitForTheirIncidentOnly()
    {
        JobSpec spec;
        spec.change.serialNumber = QStringLiteral("of the job");
        const ActionId job = m_jobs->begin(spec);
        m_jobs->add(job, m_ids);
        m_jobs->start(job);
        const auto last = outcome(requests::incident(m_client, m_ids.last()));
        VERIFY_ANSWER(last);
        IncidentChange change;
        change.serialNumber = QStringLiteral("mine");
        const ActionId mine = m_queue->changeIncident(m_jobs->effective(*last), change);
        QTRY_VERIFY_WITH_TIMEOUT(m_queue->action(mine)->state == QueuedAction::State::Done, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_jobs->job(job)->state == Job::State::Done, 60'000);
        QCOMPARE(outcome(requests::incident(m_client, m_ids.last()))->serialNumber, QStringLiteral("mine"));
    }

private:
    void restart()
    {
        m_jobs.reset();
        m_queue =
            std::make_unique<ActionQueue>(m_client, m_folder->filePath(QStringLiteral("queue.db")), *m_vault, account);
        m_jobs = std::make_unique<BulkJobs>(m_client, *m_queue);
        m_queue->open();
        m_jobs->open();
        QTRY_VERIFY(m_queue->isOpen());
    }

    test::ServerProcess m_server;
    std::optional<Vault> m_vault;
    ApiClient m_client;
    QList<IncidentId> m_ids;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ActionQueue> m_queue;
    std::unique_ptr<BulkJobs> m_jobs;
};

QTEST_GUILESS_MAIN(TestStoreJobs)
#include "storejobstest.moc"
