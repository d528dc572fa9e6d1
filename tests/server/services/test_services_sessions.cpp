// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/crypto.h"
#include "services/loginthrottle.h"
#include "services/sessionservice.h"
#include "services/settings.h"
#include "servicetest.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

#include <algorithm>
#include <thread>

using namespace mostrador;
using namespace mostrador::services;

class TestServicesSessions : public test::ServiceTest
{
    Q_OBJECT

    Result<codec::SessionGrant> logIn(const QString &email, const QString &word, const QString &address = {})
    {
        Context context = as(anonymous());
        context.remoteAddress = address.isEmpty() ? unique(QStringLiteral("host ")) : address;
        return sessions::logIn(context, email, word);
    }
    Outcome setPassword(const Actor &actor, EmployeeId id, const QString &current, const QString &next)
    {
        return run(actor, [&](UnitOfWork &unit) { return employees::setPassword(unit, id, current, next); });
    }
    qint64 medianMicroseconds(const std::function<void()> &work)
    {
        std::vector<qint64> times;
        for (int i = 0; i < 15; ++i) {
            QElapsedTimer timer;
            timer.start();
            work();
            times.push_back(timer.nsecsElapsed() / 1000);
        }
        std::sort(times.begin(), times.end());
        return times.at(times.size() / 2);
    }

private Q_SLOTS:
    void logsInAndOut();
    void refusesAlike();
    void takesTheSameTimeForUnknownAccounts();
    void endsUnusedAndOldSessions();
    void endsOtherSessionsOnOwnPasswordChange();
    void slowsGuessingOfTheOwnPassword();
    void endsEverythingWhenAnAdministratorSetsThePassword();
    void endsAccessOfInactiveEmployees();
    void throttlesAnAccount();
    void throttlesAnAddress();
    void throttlesParallelGuesses();
    void rehashesWithTheSettingsCost();
    void managesApiKeys();
    void keepsNoTokenInTheDatabase();
};

void TestServicesSessions::logsInAndOut()
{
    const Employee employee = makeEmployee(Role::Lead, {people.team});
    const auto grant = logIn(employee.email.toUpper(), password());
    VERIFY_OK(grant);
    QVERIFY(grant->token.startsWith(QLatin1String("ms_")));
    QCOMPARE(grant->token.size(), 46);
    QCOMPARE(grant->employee.id, employee.id);
    QCOMPARE(grant->feedUrl, settings().feedUrl);
    QCOMPARE(grant->expiresAt, clock.now().plusSeconds(12 * 3600));
    const auto actor = sessions::authenticate(grant->token, clock);
    VERIFY_OK(actor);
    COMPARE_NAMES(actor->principal, Principal::Lead);
    QCOMPARE(actor->employee, std::optional(employee.id));
    QCOMPARE(actor->teams, QList<TeamId>{people.team});
    QCOMPARE(actor->name, employee.name);
    VERIFY_OK(run(*actor, [](UnitOfWork &unit) { return sessions::logOut(unit); }));
    COMPARE_REFUSED(sessions::authenticate(grant->token, clock), ErrorCode::Unauthenticated);
}

void TestServicesSessions::refusesAlike()
{
    const Employee employee = makeEmployee(Role::Agent);
    const auto wrong = logIn(employee.email, QStringLiteral("wrong"));
    const auto unknown = logIn(QStringLiteral("nobody@example.com"), password());
    const auto noAddress = logIn(QStringLiteral("' or 1=1 --"), password());
    COMPARE_REFUSED(wrong, ErrorCode::InvalidCredentials);
    QCOMPARE(unknown.error().toJson(), wrong.error().toJson());
    QCOMPARE(noAddress.error().toJson(), wrong.error().toJson());
    for (const QString &token : {QString(), QStringLiteral("ms_"), QStringLiteral("ms_") + QString(43, u'A'),
                                 QStringLiteral("mk_") + QString(43, u'A'), QStringLiteral("xx_") + QString(43, u'A')})
        COMPARE_REFUSED(sessions::authenticate(token, clock), ErrorCode::Unauthenticated);
}

void TestServicesSessions::takesTheSameTimeForUnknownAccounts()
{
    Settings costly = settings();
    costly.argonOperations = 2;
    costly.argonMemoryBytes = 19u * 1024u * 1024u;
    configure(costly);
    QStringList known;
    for (int i = 0; i < 15; ++i)
        known.append(makeEmployee(Role::Agent).email);
    static_cast<void>(logIn(QStringLiteral("warm@example.com"), password())); // makes the dummy hash
    int next = 0;
    const qint64 wrong =
        medianMicroseconds([&] { static_cast<void>(logIn(known.at(next++), QStringLiteral("wrong"))); });
    const qint64 unknown = medianMicroseconds([&] {
        static_cast<void>(logIn(unique(QStringLiteral("x")) + QStringLiteral("@example.com"), QStringLiteral("wrong")));
    });
    // Without the dummy hash it would be a tenth.
    QVERIFY2(unknown > wrong / 2 && unknown < wrong * 2,
             qPrintable(QStringLiteral("known %1 us, unknown %2 us").arg(wrong).arg(unknown)));
}

void TestServicesSessions::endsUnusedAndOldSessions()
{
    const Employee employee = makeEmployee(Role::Agent);
    const auto unused = logIn(employee.email, password());
    VERIFY_OK(unused);
    clock.advanceSeconds(12 * 3600);
    COMPARE_REFUSED(sessions::authenticate(unused->token, clock), ErrorCode::Unauthenticated);

    const auto used = logIn(employee.email, password());
    VERIFY_OK(used);
    for (int hours = 0; hours < 30 * 24 - 6; hours += 6) {
        clock.advanceSeconds(6 * 3600);
        VERIFY_OK(sessions::authenticate(used->token, clock));
    }
    clock.advanceSeconds(6 * 3600);
    COMPARE_REFUSED(sessions::authenticate(used->token, clock), ErrorCode::Unauthenticated);
}

void TestServicesSessions::endsOtherSessionsOnOwnPasswordChange()
{
    const Employee employee = makeEmployee(Role::Agent);
    const auto here = logIn(employee.email, password());
    const auto there = logIn(employee.email, password());
    VERIFY_OK(here);
    VERIFY_OK(there);
    const auto me = sessions::authenticate(here->token, clock);
    VERIFY_OK(me);
    const auto key = write<apikeys::Granted>(
        *me, [](UnitOfWork &unit) { return apikeys::create(unit, QStringLiteral("script"), std::nullopt); });
    VERIFY_OK(key);

    const QString next = QStringLiteral("teal umbrella 93 canyon");
    const Outcome wrong = setPassword(*me, employee.id, QStringLiteral("not it"), next);
    COMPARE_REFUSED(wrong, ErrorCode::ValidationFailed);
    QCOMPARE(codes(wrong.error()), QStringLiteral("/current not_allowed"));
    const Outcome weak = setPassword(*me, employee.id, password(), QStringLiteral("password1234"));
    QCOMPARE(codes(weak.error()), QStringLiteral("/password not_allowed"));
    VERIFY_OK(sessions::authenticate(there->token, clock));

    VERIFY_OK(setPassword(*me, employee.id, password(), next));
    VERIFY_OK(sessions::authenticate(here->token, clock));
    COMPARE_REFUSED(sessions::authenticate(there->token, clock), ErrorCode::Unauthenticated);
    VERIFY_OK(sessions::authenticate(key->token, clock));
    COMPARE_REFUSED(logIn(employee.email, password()), ErrorCode::InvalidCredentials);
    VERIFY_OK(logIn(employee.email, next));
}

void TestServicesSessions::slowsGuessingOfTheOwnPassword()
{
    const Employee employee = makeEmployee(Role::Agent);
    const auto grant = logIn(employee.email, password());
    VERIFY_OK(grant);
    const auto me = sessions::authenticate(grant->token, clock);
    VERIFY_OK(me);
    const auto tryOnce = [&](const Actor &actor) { return employees::countPasswordTry(as(actor), employee.id); };
    for (qint64 i = 0; i < loginthrottle::accountTries; ++i)
        VERIFY_OK(tryOnce(*me));
    const Outcome refused = tryOnce(*me);
    COMPARE_REFUSED(refused, ErrorCode::TooManyRequests);
    QVERIFY(refused.error().retryAfterSeconds > 0);
    // Neither an administrator who sets it, nor the owner who logs in, waits for that.
    VERIFY_OK(tryOnce(people.admin));
    VERIFY_OK(logIn(employee.email, password()));
    clock.advanceSeconds(loginthrottle::windowMs / 1000 + 1);
    VERIFY_OK(tryOnce(*me));
    VERIFY_OK(setPassword(*me, employee.id, password(), QStringLiteral("teal umbrella 93 canyon")));
    for (qint64 i = 0; i < loginthrottle::accountTries; ++i)
        VERIFY_OK(tryOnce(*me));
}

void TestServicesSessions::endsEverythingWhenAnAdministratorSetsThePassword()
{
    const Employee employee = makeEmployee(Role::Agent);
    const auto grant = logIn(employee.email, password());
    VERIFY_OK(grant);
    const auto key = write<apikeys::Granted>(actorOf(employee), [](UnitOfWork &unit) {
        return apikeys::create(unit, QStringLiteral("script"), std::nullopt);
    });
    VERIFY_OK(key);
    COMPARE_REFUSED(setPassword(people.lead, employee.id, {}, QStringLiteral("teal umbrella 93 canyon")),
                    ErrorCode::Forbidden);
    VERIFY_OK(setPassword(people.admin, employee.id, {}, QStringLiteral("teal umbrella 93 canyon")));
    COMPARE_REFUSED(sessions::authenticate(grant->token, clock), ErrorCode::Unauthenticated);
    COMPARE_REFUSED(sessions::authenticate(key->token, clock), ErrorCode::Unauthenticated);
}

void TestServicesSessions::endsAccessOfInactiveEmployees()
{
    const Employee employee = makeEmployee(Role::Agent);
    const auto grant = logIn(employee.email, password());
    VERIFY_OK(grant);
    EmployeeChange off;
    off.active = false;
    const auto changed = write<Employee>(
        people.admin, [&](UnitOfWork &unit) { return employees::change(unit, employee.id, off, employee.version); });
    VERIFY_OK(changed);
    COMPARE_REFUSED(sessions::authenticate(grant->token, clock), ErrorCode::Unauthenticated);
    COMPARE_REFUSED(logIn(employee.email, password()), ErrorCode::InvalidCredentials);
}

void TestServicesSessions::throttlesAnAccount()
{
    const Employee employee = makeEmployee(Role::Agent);
    for (int i = 0; i < loginthrottle::accountTries; ++i)
        COMPARE_REFUSED(logIn(employee.email, QStringLiteral("wrong")), ErrorCode::InvalidCredentials);
    auto refused = logIn(employee.email, password());
    COMPARE_REFUSED(refused, ErrorCode::TooManyRequests);
    QCOMPARE(refused.error().retryAfterSeconds, std::optional(2));
    // Refused tries do not count.
    for (int i = 0; i < 20; ++i)
        COMPARE_REFUSED(logIn(employee.email, password()), ErrorCode::TooManyRequests);
    clock.advanceSeconds(2);
    COMPARE_REFUSED(logIn(employee.email, QStringLiteral("wrong")), ErrorCode::InvalidCredentials);
    refused = logIn(employee.email, password());
    COMPARE_REFUSED(refused, ErrorCode::TooManyRequests);
    QCOMPARE(refused.error().retryAfterSeconds, std::optional(2)); // 4 s after the first one
    clock.advanceSeconds(2);
    VERIFY_OK(logIn(employee.email, password()));
    // A success forgets.
    for (int i = 0; i < loginthrottle::accountTries; ++i)
        COMPARE_REFUSED(logIn(employee.email, QStringLiteral("wrong")), ErrorCode::InvalidCredentials);
    // So does time; and an unknown account is treated alike.
    clock.advanceSeconds(loginthrottle::windowMs / 1000 + 1);
    VERIFY_OK(logIn(employee.email, password()));
    const QString nobody = unique(QStringLiteral("nobody")) + QStringLiteral("@example.com");
    for (int i = 0; i < loginthrottle::accountTries; ++i)
        COMPARE_REFUSED(logIn(nobody, QStringLiteral("wrong")), ErrorCode::InvalidCredentials);
    COMPARE_REFUSED(logIn(nobody, QStringLiteral("wrong")), ErrorCode::TooManyRequests);
}

void TestServicesSessions::throttlesAnAddress()
{
    const Employee employee = makeEmployee(Role::Agent);
    const QString network =
        QStringLiteral("2001:db8:%1::").arg(QRandomGenerator::global()->bounded(0x1000, 0xffff), 0, 16);
    for (int i = 0; i < loginthrottle::addressFailures; ++i)
        COMPARE_REFUSED(logIn(unique(QStringLiteral("g")) + QStringLiteral("@example.com"), QStringLiteral("wrong"),
                              network + QString::number(i + 1)),
                        ErrorCode::InvalidCredentials);
    COMPARE_REFUSED(logIn(employee.email, password(), network + QStringLiteral("ffff")), ErrorCode::TooManyRequests);
    VERIFY_OK(logIn(employee.email, password(), QStringLiteral("2001:db9::1")));
}

void TestServicesSessions::throttlesParallelGuesses()
{
    const Employee employee = makeEmployee(Role::Agent);
    std::atomic<int> looked = 0;
    std::atomic<int> refused = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 4; ++i) {
                const auto result = logIn(employee.email, QStringLiteral("wrong"));
                if (!result.ok() && result.error().code == ErrorCode::InvalidCredentials)
                    ++looked;
                else if (!result.ok() && result.error().code == ErrorCode::TooManyRequests)
                    ++refused;
            }
            storage::closeThreadDatabase();
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(looked + refused, 32);
    QCOMPARE(looked.load(), static_cast<int>(loginthrottle::accountTries));
    // However many they were, the owner waits as after five.
    const auto early = logIn(employee.email, password());
    COMPARE_REFUSED(early, ErrorCode::TooManyRequests);
    QCOMPARE(early.error().retryAfterSeconds, std::optional(2));
    clock.advanceSeconds(2);
    VERIFY_OK(logIn(employee.email, password()));
}

void TestServicesSessions::rehashesWithTheSettingsCost()
{
    const Employee employee = makeEmployee(Role::Agent);
    Settings dearer = settings();
    dearer.argonOperations = 2;
    configure(dearer);
    const auto hash = [&] {
        QByteArray found;
        const auto read =
            storage::runTransaction(database(), storage::Mode::ReadOnly, [&](storage::Database &db) -> Outcome {
                storage::Statement s(db, QStringLiteral("select password_hash from employees where id = ?"));
                s.bind(employee.id);
                const auto row = storage::readOne<QString>(s, [](storage::Statement &r) { return r.text(0); });
                if (!row)
                    return row.error();
                found = row->value_or(QString()).toLatin1();
                return done;
            });
        return read.committed() ? found : QByteArray();
    };
    QVERIFY(hash().startsWith("$argon2id$"));
    QVERIFY(crypto::needsRehash(hash()));
    VERIFY_OK(logIn(employee.email, password()));
    QVERIFY(!crypto::needsRehash(hash()));
    VERIFY_OK(logIn(employee.email, password()));
}

void TestServicesSessions::managesApiKeys()
{
    const Employee employee = makeEmployee(Role::Agent, {people.team});
    const Actor me = actorOf(employee);
    const auto make = [&](const Actor &actor, const QString &label, std::optional<Timestamp> end) {
        return write<apikeys::Granted>(actor, [&](UnitOfWork &unit) { return apikeys::create(unit, label, end); });
    };
    QCOMPARE(codes(make(me, QString(), clock.now()).error()),
             QStringLiteral("/expires_at out_of_range, /label required"));
    COMPARE_REFUSED(make(people.auditor, QStringLiteral("k"), {}), ErrorCode::Forbidden);
    COMPARE_REFUSED(make(anonymous(), QStringLiteral("k"), {}), ErrorCode::Unauthenticated);
    const auto key = make(me, QStringLiteral("night job"), clock.now().plusSeconds(3600));
    VERIFY_OK(key);
    QVERIFY(key->token.startsWith(QLatin1String("mk_")));
    const auto actor = sessions::authenticate(key->token, clock);
    VERIFY_OK(actor);
    COMPARE_NAMES(actor->principal, Principal::Agent);
    QCOMPARE(actor->apiKey, std::optional(key->key.id));
    // A key does not breed, and does not change its owner's password.
    COMPARE_REFUSED(make(*actor, QStringLiteral("child"), {}), ErrorCode::Forbidden);
    COMPARE_REFUSED(setPassword(*actor, employee.id, password(), QStringLiteral("teal umbrella 93 canyon")),
                    ErrorCode::Forbidden);

    const auto list = [&](const Actor &who) {
        ListRequest request;
        request.limit = 200;
        return services::read<ListPage<ApiKey>>(as(who),
                                                [&](UnitOfWork &unit) { return apikeys::list(unit, request); });
    };
    const auto mine = list(me);
    VERIFY_OK(mine);
    QCOMPARE(mine->items.size(), 1);
    QCOMPARE(mine->items.at(0).label, QStringLiteral("night job"));
    QVERIFY(list(people.admin)->items.size() >= 1);
    QCOMPARE(list(people.lead)->items.size(), 0);

    const auto remove = [&](const Actor &who) {
        return run(who, [&](UnitOfWork &unit) { return apikeys::remove(unit, key->key.id); });
    };
    COMPARE_REFUSED(remove(people.lead), ErrorCode::NotFound);
    VERIFY_OK(sessions::authenticate(key->token, clock));
    VERIFY_OK(remove(me));
    COMPARE_REFUSED(sessions::authenticate(key->token, clock), ErrorCode::Unauthenticated);

    const auto shortLived = make(me, QStringLiteral("short"), clock.now().plusSeconds(60));
    VERIFY_OK(shortLived);
    clock.advanceSeconds(60);
    COMPARE_REFUSED(sessions::authenticate(shortLived->token, clock), ErrorCode::Unauthenticated);
}

void TestServicesSessions::keepsNoTokenInTheDatabase()
{
    const Employee employee = makeEmployee(Role::Agent);
    const auto grant = logIn(employee.email, password());
    VERIFY_OK(grant);
    QStringList stored;
    const auto read =
        storage::runTransaction(database(), storage::Mode::ReadOnly, [&](storage::Database &db) -> Outcome {
            storage::Statement s(db, QStringLiteral("select token_hash from sessions where employee_id = ?"));
            s.bind(employee.id);
            if (const Outcome ran = s.exec(); !ran)
                return ran;
            while (s.next())
                stored.append(s.text(0));
            return done;
        });
    QVERIFY(read.committed());
    QCOMPARE(stored.size(), 1);
    QVERIFY(!stored.at(0).contains(grant->token.mid(3)));
}

QTEST_GUILESS_MAIN(TestServicesSessions)
#include "test_services_sessions.moc"
