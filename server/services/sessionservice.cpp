// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/sessionservice.h"

#include "model/limits.h"
#include "protocol/jsonreader.h"
#include "services/crypto.h"
#include "services/loginthrottle.h"
#include "services/settings.h"
#include "storage/apikeys.h"
#include "storage/employees.h"
#include "storage/sessions.h"
#include "storage/transaction.h"

#include <algorithm>

namespace mostrador::services::sessions {

namespace {

constexpr qint64 touchSessionMs = 60'000;
constexpr qint64 touchKeyMs = 3'600'000;
constexpr qsizetype tokenLength = 46;

Problem invalidCredentials()
{
    Problem problem;
    problem.code = ErrorCode::InvalidCredentials;
    return problem;
}

Problem unauthenticated()
{
    Problem problem;
    problem.code = ErrorCode::Unauthenticated;
    return problem;
}

Outcome write(const std::function<Outcome(storage::Database &)> &work)
{
    const auto outcome = storage::runTransaction(storage::threadDatabase(), storage::Mode::ReadWrite, work);
    if (!outcome.committed())
        return outcome.problem;
    return done;
}

Timestamp unusedEnd(Timestamp lastUse)
{
    return lastUse.plusSeconds(qint64(settings().sessionHours) * 3600);
}

Actor actorOf(const Employee &employee)
{
    Actor actor;
    actor.principal = principalOf(employee.role);
    actor.employee = employee.id;
    actor.teams = employee.teams;
    actor.name = employee.name;
    return actor;
}

struct Account
{
    EmployeeId id;
    QByteArray hash;
};

/// The account behind the e-mail and password; spends the same time where there is none.
Result<std::optional<Account>> checkPassword(const QString &email, const QString &password)
{
    std::optional<storage::employees::Credentials> found;
    const auto read = storage::runTransaction(
        storage::threadDatabase(), storage::Mode::SingleStatement, [&](storage::Database &database) -> Outcome {
            auto credentials = storage::employees::credentialsByEmail(database, email);
            if (!credentials)
                return credentials.error();
            found = *std::move(credentials);
            return done;
        });
    if (!read.committed())
        return read.problem;
    if (!found || !found->active) {
        crypto::spendVerification(password);
        return std::optional<Account>();
    }
    const QByteArray hash = found->passwordHash.toLatin1();
    if (!crypto::verifyPassword(hash, password))
        return std::optional<Account>();
    return std::optional(Account{found->id, hash});
}

Result<Actor> authenticateSession(const QByteArray &hash, Timestamp now, bool countsAsUse)
{
    std::optional<storage::sessions::Session> session;
    const auto read = storage::runTransaction(storage::threadDatabase(), storage::Mode::SingleStatement,
                                              [&](storage::Database &database) -> Outcome {
                                                  auto found = storage::sessions::find(database, hash);
                                                  if (!found)
                                                      return found.error();
                                                  session = *std::move(found);
                                                  return done;
                                              });
    if (!read.committed())
        return read.problem;
    if (!session || !session->employee.active || now >= session->expiresAt || now >= unusedEnd(session->lastUsedAt))
        return unauthenticated();
    if (countsAsUse && now.milliseconds() - session->lastUsedAt.milliseconds() >= touchSessionMs) {
        // Whether it can be noted decides nothing about the request.
        static_cast<void>(
            write([&](storage::Database &database) { return storage::sessions::touch(database, session->id, now); }));
    }
    Actor actor = actorOf(session->employee);
    actor.session = session->id;
    return actor;
}

Result<Actor> authenticateKey(const QByteArray &hash, Timestamp now, bool countsAsUse)
{
    std::optional<storage::apikeys::Key> key;
    const auto read = storage::runTransaction(storage::threadDatabase(), storage::Mode::SingleStatement,
                                              [&](storage::Database &database) -> Outcome {
                                                  auto found = storage::apikeys::findByToken(database, hash);
                                                  if (!found)
                                                      return found.error();
                                                  key = *std::move(found);
                                                  return done;
                                              });
    if (!read.committed())
        return read.problem;
    if (!key || !key->employee.active || (key->expiresAt && now >= *key->expiresAt))
        return unauthenticated();
    if (countsAsUse && (!key->lastUsedAt || now.milliseconds() - key->lastUsedAt->milliseconds() >= touchKeyMs))
        static_cast<void>(
            write([&](storage::Database &database) { return storage::apikeys::touch(database, key->id, now); }));
    Actor actor = actorOf(key->employee);
    actor.apiKey = key->id;
    return actor;
}

} // namespace

Result<codec::SessionGrant> logIn(const Context &context, const QString &givenEmail, const QString &password)
{
    const Timestamp now = context.clock->now();
    // What is no address is an unknown account like any other.
    const QString email = cleanEmail(givenEmail).value_or(givenEmail.left(limits::email));

    std::optional<Problem> throttled;
    const Outcome counted = write([&](storage::Database &database) -> Outcome {
        throttled.reset();
        auto taken = loginthrottle::take(database, email, context.remoteAddress, now);
        if (!taken)
            return taken.error();
        throttled = *std::move(taken);
        return done;
    });
    if (!counted)
        return counted.error();
    if (throttled)
        return *throttled;

    const bool tooLong = password.size() > 2 * limits::password;
    const auto account = checkPassword(email, tooLong ? QString() : password);
    if (!account)
        return account.error();
    if (!*account) {
        const Outcome noted = write(
            [&](storage::Database &database) { return loginthrottle::failed(database, context.remoteAddress, now); });
        if (!noted)
            return noted.error();
        return invalidCredentials();
    }

    QString newHash;
    if (crypto::needsRehash((*account)->hash))
        newHash = QString::fromLatin1(crypto::hashPassword(password));
    const Timestamp end = now.plusSeconds(qint64(settings().sessionMaxDays) * 86'400);
    codec::SessionGrant grant;
    grant.token = crypto::randomToken(QStringLiteral("ms_"));
    grant.expiresAt = std::min(end, unusedEnd(now));
    grant.feedUrl = settings().feedUrl;
    grant.attachmentMaxBytes = settings().attachmentMaxBytes;
    bool gone = false;
    const Outcome opened = write([&](storage::Database &database) -> Outcome {
        const auto employee = storage::employees::find(database, (*account)->id);
        if (!employee)
            return employee.error();
        // The password may have been changed while the old one was being checked: such a session must not outlive it.
        const auto credentials = storage::employees::credentialsByEmail(database, email);
        if (!credentials)
            return credentials.error();
        gone = !*employee || !(*employee)->active || !*credentials ||
               (*credentials)->passwordHash.toLatin1() != (*account)->hash;
        if (gone)
            return done;
        grant.employee = **employee;
        if (const Outcome cleared = loginthrottle::succeeded(database, email); !cleared)
            return cleared;
        if (!newHash.isEmpty()) {
            if (const Outcome set = storage::employees::setPasswordHash(database, (*account)->id, newHash); !set)
                return set;
        }
        const auto session =
            storage::sessions::insert(database, (*account)->id, crypto::tokenHash(grant.token), now, end);
        if (!session)
            return session.error();
        return done;
    });
    if (!opened)
        return opened.error();
    if (gone)
        return invalidCredentials();
    return grant;
}

Result<Actor> authenticate(const QString &bearerToken, const Clock &clock, bool countsAsUse)
{
    if (bearerToken.size() != tokenLength)
        return unauthenticated();
    const QByteArray hash = crypto::tokenHash(bearerToken);
    if (bearerToken.startsWith(QLatin1String("ms_")))
        return authenticateSession(hash, clock.now(), countsAsUse);
    if (bearerToken.startsWith(QLatin1String("mk_")))
        return authenticateKey(hash, clock.now(), countsAsUse);
    return unauthenticated();
}

Outcome logOut(UnitOfWork &unit)
{
    if (!unit.actor().session)
        return Problem::forbidden(QStringLiteral("Only a session can be ended; an API key is removed at /api-keys."));
    return storage::sessions::remove(unit.database(), *unit.actor().session);
}

} // namespace mostrador::services::sessions
