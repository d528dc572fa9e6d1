// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicetest.h"

#include <QSet>

#include <mutex>
#include <thread>

using namespace mostrador;
using namespace mostrador::services;

class TestServicesIdempotency : public test::ServiceTest
{
    Q_OBJECT

    Context keyed(const Actor &actor, const QByteArray &key, const QByteArray &hash = "request") const
    {
        Context context = as(actor);
        context.idempotencyKey = key;
        context.requestHash = hash;
        return context;
    }
    Result<Receipt> openOnce(const Context &context, const NewIncident &input, int *runs = nullptr)
    {
        return perform(context, [&](UnitOfWork &unit) -> Result<Receipt> {
            if (runs)
                ++*runs;
            const auto opened = incidents::open(unit, input);
            if (!opened)
                return opened.error();
            Receipt receipt;
            receipt.status = 201;
            receipt.body = {{QStringLiteral("id"), opened->incident.id.toString()}};
            receipt.location = QStringLiteral("/api/v1/incidents/") + opened->incident.id.toString();
            receipt.version = opened->incident.version;
            return receipt;
        });
    }
    NewIncident input() const
    {
        NewIncident input;
        input.subject = QStringLiteral("Una vez");
        input.description = QStringLiteral("Solo una.");
        input.customerData = newCustomer();
        return input;
    }
    qint64 incidentsOf(const QString &email)
    {
        const auto count = services::read<qint64>(as(people.admin), [&](UnitOfWork &unit) {
            return incidents::count(unit, QStringLiteral("customer:") + email, 1000);
        });
        return count ? *count : -1;
    }

private Q_SLOTS:
    void repeatsTheReceipt();
    void refusesAnotherRequestWithTheKey();
    void keepsKeysOfActorsApart();
    void storesNothingOfFailedWork();
    void makesOneIncidentOfEightAtOnce();
    void answersALateTwinThatFailed();
    void losesNoFieldOfConcurrentEditors();
    void letsOneOfTheEditorsOfAFieldWin();
    void makesOneCustomerOfManyForms();
};

void TestServicesIdempotency::repeatsTheReceipt()
{
    const QByteArray key = unique(QStringLiteral("k")).toUtf8();
    const NewIncident what = input();
    int runs = 0;
    const auto first = openOnce(keyed(people.agent, key), what, &runs);
    VERIFY_OK(first);
    QVERIFY(!first->replayed);
    const auto again = openOnce(keyed(people.agent, key), what, &runs);
    VERIFY_OK(again);
    QVERIFY(again->replayed);
    QCOMPARE(runs, 1);
    QCOMPARE(again->status, 201);
    QCOMPARE(again->body, first->body);
    QCOMPARE(again->location, first->location);
    QCOMPARE(again->version, first->version);
    QCOMPARE(incidentsOf(what.customerData->email), 1);
}

void TestServicesIdempotency::refusesAnotherRequestWithTheKey()
{
    const QByteArray key = unique(QStringLiteral("k")).toUtf8();
    VERIFY_OK(openOnce(keyed(people.agent, key, "one"), input()));
    const NewIncident other = input();
    COMPARE_REFUSED(openOnce(keyed(people.agent, key, "two"), other), ErrorCode::IdempotencyKeyReused);
    QCOMPARE(incidentsOf(other.customerData->email), 0);
}

void TestServicesIdempotency::keepsKeysOfActorsApart()
{
    const QByteArray key = unique(QStringLiteral("k")).toUtf8();
    const auto mine = openOnce(keyed(people.agent, key), input());
    const auto theirs = openOnce(keyed(people.lead, key), input());
    const auto form = openOnce(keyed(anonymous(), key), input());
    VERIFY_OK(mine);
    VERIFY_OK(theirs);
    VERIFY_OK(form);
    QVERIFY(mine->body != theirs->body);
    QVERIFY(form->body != theirs->body);
}

void TestServicesIdempotency::storesNothingOfFailedWork()
{
    const QByteArray key = unique(QStringLiteral("k")).toUtf8();
    NewIncident what = input();
    what.subject.clear();
    COMPARE_REFUSED(openOnce(keyed(people.agent, key), what), ErrorCode::ValidationFailed);
    what.subject = QStringLiteral("Ahora sí");
    VERIFY_OK(openOnce(keyed(people.agent, key), what));
    // A failure after the writes leaves none of them.
    const NewIncident undone = input();
    const Outcome failed = run(people.agent, [&](UnitOfWork &unit) -> Outcome {
        const auto opened = incidents::open(unit, undone);
        if (!opened)
            return opened.error();
        return Problem::forbidden();
    });
    COMPARE_REFUSED(failed, ErrorCode::Forbidden);
    QCOMPARE(incidentsOf(undone.customerData->email), 0);
}

void TestServicesIdempotency::makesOneIncidentOfEightAtOnce()
{
    for (int round = 0; round < 5; ++round) {
        const QByteArray key = unique(QStringLiteral("k")).toUtf8();
        const NewIncident what = input();
        std::mutex mutex;
        QSet<QString> ids;
        QStringList refusals;
        int fresh = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 8; ++t) {
            threads.emplace_back([&] {
                const auto receipt = openOnce(keyed(anonymous(), key), what);
                {
                    const std::lock_guard lock(mutex);
                    if (receipt) {
                        ids.insert(receipt->body.value(QStringLiteral("id")).toString());
                        fresh += receipt->replayed ? 0 : 1;
                    } else {
                        refusals.append(test::reason(receipt));
                    }
                }
                storage::closeThreadDatabase();
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(refusals, QStringList());
        QCOMPARE(ids.size(), 1);
        QCOMPARE(fresh, 1);
        QCOMPARE(incidentsOf(what.customerData->email), 1);
    }
}

/// Two of the same request at once, where the second fails because of what the first did: it gets the first one's
/// receipt.
void TestServicesIdempotency::answersALateTwinThatFailed()
{
    for (int round = 0; round < 5; ++round) {
        const QByteArray key = unique(QStringLiteral("k")).toUtf8();
        NewIncident what = input();
        what.externalReference = unique(QStringLiteral("X-"));
        std::mutex mutex;
        QSet<QString> ids;
        QStringList refusals;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                const auto receipt = openOnce(keyed(people.agent, key), what);
                {
                    const std::lock_guard lock(mutex);
                    if (receipt)
                        ids.insert(receipt->body.value(QStringLiteral("id")).toString());
                    else
                        refusals.append(test::reason(receipt));
                }
                storage::closeThreadDatabase();
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(refusals, QStringList());
        QCOMPARE(ids.size(), 1);
    }
}

void TestServicesIdempotency::losesNoFieldOfConcurrentEditors()
{
    const Incident incident = makeIncident();
    QStringList refusals;
    std::mutex mutex;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            // Each edits a field of its own, always with the version it saw at first.
            for (int i = 1; i <= 10; ++i) {
                IncidentChange edit;
                const QString value = QStringLiteral("%1-%2").arg(t).arg(i);
                if (t == 0)
                    edit.subject = value;
                else if (t == 1)
                    edit.orderNumber = value;
                else if (t == 2)
                    edit.serialNumber = value;
                else
                    edit.customFields = QJsonObject{{QStringLiteral("f%1").arg(i), value}};
                const auto version = [&] { return reread(incident.id).version; };
                const auto changed = change(people.agent, incident.id, edit, t == 3 ? 1 : version());
                if (!changed) {
                    const std::lock_guard lock(mutex);
                    refusals.append(test::reason(changed));
                }
            }
            storage::closeThreadDatabase();
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(refusals, QStringList());
    const Incident end = reread(incident.id);
    QCOMPARE(end.subject, QStringLiteral("0-10"));
    QCOMPARE(end.orderNumber, QStringLiteral("1-10"));
    QCOMPARE(end.serialNumber, QStringLiteral("2-10"));
    QCOMPARE(end.customFields.size(), 10);
    QCOMPARE(end.version, 41);
}

void TestServicesIdempotency::letsOneOfTheEditorsOfAFieldWin()
{
    const Incident incident = makeIncident();
    std::atomic<int> won = 0;
    std::atomic<int> conflicts = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            IncidentChange edit;
            edit.subject = QStringLiteral("de %1").arg(t);
            const auto changed = change(people.agent, incident.id, edit, 1);
            if (changed)
                ++won;
            else if (changed.error().code == ErrorCode::EditConflict)
                ++conflicts;
            storage::closeThreadDatabase();
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(won.load(), 1);
    QCOMPARE(conflicts.load(), 7);
    QCOMPARE(reread(incident.id).version, 2);
}

void TestServicesIdempotency::makesOneCustomerOfManyForms()
{
    const NewCustomer who = newCustomer();
    std::mutex mutex;
    QSet<qint64> ids;
    int made = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&] {
            NewIncident what = input();
            what.customerData = who;
            const auto opened = open(anonymous(), what);
            if (opened) {
                const std::lock_guard lock(mutex);
                ids.insert(opened->incident.customer.value());
                made += opened->customerIsNew ? 1 : 0;
            }
            storage::closeThreadDatabase();
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(ids.size(), 1);
    QCOMPARE(made, 1);
    QCOMPARE(incidentsOf(who.email), 8);
}

QTEST_GUILESS_MAIN(TestServicesIdempotency)
#include "test_services_idempotency.moc"
