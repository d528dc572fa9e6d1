// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/customerservice.h"
#include "services/employeeservice.h"
#include "services/incidentservice.h"
#include "services/unitofwork.h"
#include "support/clock.h"
#include "testdatabase.h"

#include <QObject>
#include <QTest>

#include <atomic>
#include <map>
#include <memory>

namespace mostrador::test {

/// Stands where it is put.
class SettableClock final : public Clock
{
public:
    Timestamp now() const override { return Timestamp::fromMilliseconds(m_ms); }
    void set(Timestamp to) { m_ms = to.milliseconds(); }
    void advanceSeconds(qint64 seconds) { m_ms += seconds * 1000; }

private:
    std::atomic<qint64> m_ms = 1'795'000'000'000; // 2026-11-18
};

/// Somebody who asks, for each principal, and the teams they belong to.
struct People
{
    Actor admin;
    Actor agent; ///< of team
    Actor lead;  ///< of team
    Actor auditor;
    Actor outsider; ///< an agent of no team
    TeamId team;
    TeamId otherTeam;
    TeamId restrictedTeam; ///< of which nobody is a member
};

/// Base of the tests of use cases: each test function runs once per kind of database; those of a class share a database
/// of each kind, so they use names of their own (see unique()).
class ServiceTest : public QObject
{
    Q_OBJECT

public:
    static QString password() { return QStringLiteral("granite lantern 41 orbit"); }

protected:
    SettableClock clock;
    People people;

    services::Context as(const Actor &actor) const;
    static Actor anonymous() { return {}; }

    /// Runs work in a committed transaction and gives its value.
    template <typename T>
    Result<T> write(const Actor &actor, const std::function<Result<T>(services::UnitOfWork &)> &work)
    {
        return write<T>(as(actor), work);
    }
    template <typename T>
    static Result<T> write(const services::Context &context,
                           const std::function<Result<T>(services::UnitOfWork &)> &work)
    {
        std::optional<Result<T>> result;
        const Outcome outcome = services::performPlain(context, [&](services::UnitOfWork &unit) -> Outcome {
            result = work(unit);
            if (!result->ok())
                return result->error();
            return done;
        });
        if (!outcome)
            return outcome.error();
        return *std::move(result);
    }
    Outcome run(const Actor &actor, const std::function<Outcome(services::UnitOfWork &)> &work) const
    {
        return services::performPlain(as(actor), work);
    }

    /// A text that no other test uses.
    static QString unique(const QString &text);
    NewCustomer newCustomer() const;
    Customer makeCustomer();
    Employee makeEmployee(Role role, const QList<TeamId> &teams = {});
    static Actor actorOf(const Employee &employee);
    TeamId makeTeam(bool restricted);
    Incident makeIncident(const std::function<void(NewIncident &)> &shape = {});
    Result<services::OpenedIncident> open(const Actor &actor, const NewIncident &input);
    Result<Incident> change(const Actor &actor, IncidentId id, const IncidentChange &change, qint64 version);
    Result<Message> say(const Actor &actor, IncidentId id, const QString &body, bool internal = false,
                        std::optional<IncidentStatus> status = {});
    Incident reread(IncidentId id);
    QList<Event> eventsOf(IncidentId id);
    /// Rows of the outbox that belong to an incident, as "kind".
    QStringList mailsOf(IncidentId id);
    storage::Database &database() const { return storage::threadDatabase(); }

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanupTestCase();

private:
    struct World
    {
        std::unique_ptr<TestDatabase> database;
        People people;
    };
    void populate();
    std::map<int, World> m_worlds;
};

template <typename T>
QString reason(const Result<T> &result);
QString codes(const Problem &problem); ///< "/subject required, /customer/email invalid_format", for comparing

template <typename T>
QString reason(const Result<T> &result)
{
    if (result)
        return {};
    const Problem &problem = result.error();
    return QStringList{toString(problem.code), codes(problem), problem.detail, problem.cause}.join(u' ');
}

} // namespace mostrador::test

using mostrador::test::codes;

/// A failed test that says why unless the result is good. Both evaluate their argument once.
#define VERIFY_OK(...)                                                                                                 \
    do {                                                                                                               \
        const auto &outcomeOfIt = (__VA_ARGS__);                                                                       \
        QVERIFY2(outcomeOfIt.ok(), qPrintable(mostrador::test::reason(outcomeOfIt)));                                  \
    } while (false)
#define COMPARE_REFUSED(result, expectedCode)                                                                          \
    do {                                                                                                               \
        const auto &outcomeOfIt = (result);                                                                            \
        QVERIFY2(!outcomeOfIt.ok(), "was not refused");                                                                \
        QCOMPARE(toString(outcomeOfIt.error().code), toString(expectedCode));                                          \
    } while (false)
/// For enumerations: a failure shows their names.
#define COMPARE_NAMES(actual, expected) QCOMPARE(toString(actual), toString(expected))
