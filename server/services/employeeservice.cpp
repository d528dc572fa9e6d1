// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/employeeservice.h"

#include "protocol/codecs.h"
#include "services/crypto.h"
#include "services/eventlog.h"
#include "services/fieldchecks.h"
#include "services/loginthrottle.h"
#include "services/merge.h"
#include "services/passwords.h"
#include "storage/apikeys.h"
#include "storage/drafts.h"
#include "storage/employees.h"
#include "storage/savedviews.h"
#include "storage/sessions.h"
#include "storage/teams.h"
#include "storage/transaction.h"

#include <algorithm>

namespace mostrador::services::employees {

namespace {

const QStringList &keys()
{
    static const QStringList list = {QStringLiteral("email"),    QStringLiteral("name"),   QStringLiteral("role"),
                                     QStringLiteral("team_ids"), QStringLiteral("locale"), QStringLiteral("active")};
    return list;
}

QString subjectKind()
{
    return QStringLiteral("employee");
}

Relation relation(const UnitOfWork &unit, EmployeeId id)
{
    return unit.actor().employee == id ? Relation::Own : Relation::Other;
}

/// What the tries of the present password are counted by: not the e-mail, or they would lock the owner out of logging
/// in.
QString passwordTries(EmployeeId id)
{
    return QStringLiteral("own password ") + id.toString();
}

Result<Employee> orNotFound(const Result<std::optional<Employee>> &found)
{
    if (!found)
        return found.error();
    if (!*found)
        return Problem::notFound();
    return **found;
}

Outcome writeEvent(UnitOfWork &unit, EventKind kind, const Employee &employee, const merge::Difference &difference)
{
    Event event = eventlog::make(unit, kind);
    event.subjectKind = subjectKind();
    event.subjectId = employee.id.value();
    event.version = employee.version;
    event.before = difference.before;
    event.after = difference.after;
    const auto written = eventlog::write(unit, event);
    if (!written)
        return written.error();
    return done;
}

template <typename T>
void take(const Patched<T> &from, T &to)
{
    if (from)
        to = *from;
}

/// Ascending and each once; faults name the place in what was given.
Outcome checkTeams(UnitOfWork &unit, FieldChecks &checks, QList<TeamId> &teams)
{
    for (qsizetype i = 0; i < teams.size(); ++i) {
        const auto found = storage::teams::find(unit.database(), teams.at(i));
        if (!found)
            return found.error();
        if (!*found)
            checks.fault(QStringLiteral("team_ids/%1").arg(i), FieldErrorCode::NotFound);
    }
    std::sort(teams.begin(), teams.end());
    teams.erase(std::unique(teams.begin(), teams.end()), teams.end());
    return done;
}

/// Conflict if @p id is the last active administrator.
Outcome keepAnAdministrator(UnitOfWork &unit, EmployeeId id)
{
    const auto others = storage::employees::countOtherActiveAdmins(unit.database(), id);
    if (!others)
        return others.error();
    if (*others > 0)
        return done;
    Problem problem;
    problem.code = ErrorCode::Conflict;
    problem.detail = QStringLiteral("The last active administrator must stay one.");
    return problem;
}

bool isActiveAdmin(const Employee &employee)
{
    return employee.active && employee.role == Role::Admin;
}

Outcome endAccess(UnitOfWork &unit, EmployeeId id)
{
    const auto sessions = storage::sessions::removeAll(unit.database(), id, std::nullopt);
    if (!sessions)
        return sessions.error();
    const auto apiKeys = storage::apikeys::removeAll(unit.database(), id);
    if (!apiKeys)
        return apiKeys.error();
    return done;
}

Result<QString> hashed(const QString &password)
{
    const QByteArray hash = crypto::hashPassword(password);
    if (hash.isEmpty())
        return Problem::unavailable(5, QStringLiteral("no memory to hash a password"));
    return QString::fromLatin1(hash);
}

} // namespace

Result<Employee> create(UnitOfWork &unit, const NewEmployee &given)
{
    if (const Outcome allowed = unit.require(Action::EmployeeCreate, Relation::Other); !allowed)
        return allowed.error();
    NewEmployee input = given;
    FieldChecks checks;
    check(checks, input);
    if (const auto fault = passwords::check(input.password, QStringLiteral("/password"), {input.email, input.name}))
        checks.add(*fault);
    if (const Outcome read = checkTeams(unit, checks, input.teams); !read)
        return read.error();
    if (const Outcome clean = checks.finish(); !clean)
        return clean.error();
    const auto hash = hashed(input.password);
    if (!hash)
        return hash.error();

    Employee employee;
    employee.email = input.email;
    employee.name = input.name;
    employee.role = input.role;
    employee.teams = input.teams;
    employee.locale = input.locale;
    employee.active = true;
    employee.createdAt = unit.now();
    employee.updatedAt = unit.now();
    employee.version = 1;
    const auto id = storage::employees::insert(unit.database(), employee, *hash);
    if (!id)
        return id.error();
    employee.id = *id;
    merge::Difference all;
    const QJsonObject json = codec::toJson(employee);
    for (const QString &key : keys())
        all.after.insert(key, json.value(key));
    if (const Outcome written = writeEvent(unit, EventKind::EmployeeCreated, employee, all); !written)
        return written.error();
    return employee;
}

Result<Employee> get(UnitOfWork &unit, EmployeeId id)
{
    if (const Outcome allowed = unit.require(Action::EmployeeRead, relation(unit, id)); !allowed)
        return allowed.error();
    return orNotFound(storage::employees::find(unit.database(), id, true));
}

Result<Employee> getByEmail(UnitOfWork &unit, const QString &email)
{
    if (const Outcome allowed = unit.require(Action::EmployeeRead, Relation::Other); !allowed)
        return allowed.error();
    const auto cleaned = cleanEmail(email);
    if (!cleaned)
        return Problem::notFound();
    return orNotFound(storage::employees::findByEmail(unit.database(), *cleaned));
}

Result<ListPage<Employee>> list(UnitOfWork &unit, const ListRequest &request)
{
    if (const Outcome allowed = unit.require(Action::EmployeeRead, Relation::Other); !allowed)
        return allowed.error();
    const Outcome fine =
        checkListing(request, {QStringLiteral("name"), QStringLiteral("email"), QStringLiteral("created")});
    if (!fine)
        return fine.error();
    auto page =
        storage::employees::list(unit.database(), request.query, {}, {request.sort, request.cursor, request.limit});
    if (!page)
        return page.error();
    return ListPage<Employee>{page->items, page->nextCursor};
}

Result<Employee> change(UnitOfWork &unit, EmployeeId id, const EmployeeChange &given, qint64 expectedVersion)
{
    const Relation how = relation(unit, id);
    if (const Outcome allowed = unit.require(Action::EmployeeRead, how); !allowed)
        return allowed.error();
    if (given.email || given.name || given.locale) {
        if (const Outcome allowed = unit.require(Action::EmployeeUpdate, how); !allowed)
            return allowed.error();
    }
    if (given.role || given.teams || given.active) {
        if (const Outcome allowed = unit.require(Action::EmployeeSetRole, how); !allowed)
            return allowed.error();
    }
    const auto now = orNotFound(storage::employees::findForUpdate(unit.database(), id));
    if (!now)
        return now;
    EmployeeChange change = given;
    FieldChecks checks;
    check(checks, change);
    if (change.teams) {
        if (const Outcome read = checkTeams(unit, checks, *change.teams); !read)
            return read.error();
    }
    if (const Outcome clean = checks.finish(); !clean)
        return clean.error();

    Employee then = *now;
    take(change.email, then.email);
    take(change.name, then.name);
    take(change.locale, then.locale);
    take(change.role, then.role);
    take(change.teams, then.teams);
    take(change.active, then.active);
    const QJsonObject was = codec::toJson(*now);
    const QJsonObject is = codec::toJson(then);
    const Outcome mergeable =
        merge::check(unit, {subjectKind(), id.value(), expectedVersion, now->version, was, is, keys()});
    if (!mergeable)
        return mergeable.error();
    const merge::Difference difference = merge::difference(was, is, keys());
    if (difference.isEmpty())
        return now;
    if (isActiveAdmin(*now) && !isActiveAdmin(then)) {
        if (const Outcome kept = keepAnAdministrator(unit, id); !kept)
            return kept.error();
    }
    then.version = now->version + 1;
    then.updatedAt = unit.now();
    const auto updated = storage::employees::update(unit.database(), then, now->version);
    if (!updated)
        return updated.error();
    if (!*updated)
        return Problem::unavailable(1, QStringLiteral("a locked row changed"));
    if (now->active && !then.active) {
        if (const Outcome ended = endAccess(unit, id); !ended)
            return ended.error();
    }
    if (const Outcome written = writeEvent(unit, EventKind::EmployeeChanged, then, difference); !written)
        return written.error();
    return then;
}

Outcome remove(UnitOfWork &unit, EmployeeId id, std::optional<qint64> expectedVersion)
{
    if (const Outcome allowed = unit.require(Action::EmployeeRemove, relation(unit, id)); !allowed)
        return allowed;
    const auto now = orNotFound(storage::employees::findForUpdate(unit.database(), id));
    if (!now)
        return now.error();
    if (const Outcome same = merge::checkVersion(expectedVersion, now->version); !same)
        return same;
    if (isActiveAdmin(*now)) {
        if (const Outcome kept = keepAnAdministrator(unit, id); !kept)
            return kept;
    }
    const auto removed = storage::employees::remove(unit.database(), id, now->version, unit.now());
    if (!removed)
        return removed.error();
    if (!*removed)
        return Problem::unavailable(1, QStringLiteral("a locked row changed"));
    if (const Outcome ended = endAccess(unit, id); !ended)
        return ended;
    // Drafts and personal views are seen by nobody else.
    if (const Outcome gone = storage::drafts::removeOf(unit.database(), id); !gone)
        return gone;
    if (const Outcome gone = storage::views::removeOf(unit.database(), id); !gone)
        return gone;
    Employee last = *now;
    last.version = now->version + 1;
    merge::Difference difference;
    difference.before = {{QStringLiteral("role"), toString(now->role)}, {QStringLiteral("active"), now->active}};
    return writeEvent(unit, EventKind::EmployeeRemoved, last, difference);
}

Outcome countPasswordTry(const Context &context, EmployeeId id)
{
    if (context.actor.employee != id)
        return done;
    std::optional<Problem> throttled;
    const auto counted = storage::runTransaction(
        storage::threadDatabase(), storage::Mode::ReadWrite, [&](storage::Database &database) -> Outcome {
            throttled.reset();
            auto taken = loginthrottle::take(database, passwordTries(id), context.remoteAddress, context.clock->now());
            if (!taken)
                return taken.error();
            throttled = *std::move(taken);
            return done;
        });
    if (!counted.committed())
        return counted.problem;
    if (throttled)
        return *throttled;
    return done;
}

Outcome setPassword(UnitOfWork &unit, EmployeeId id, const QString &current, const QString &password)
{
    const Relation how = relation(unit, id);
    if (const Outcome allowed = unit.require(Action::EmployeeSetPassword, how); !allowed)
        return allowed;
    // A key for programs is no proof that its owner sits there.
    if (unit.actor().apiKey)
        return Problem::forbidden(QStringLiteral("A password is not changed with an API key."));
    const auto employee = orNotFound(storage::employees::findForUpdate(unit.database(), id));
    if (!employee)
        return employee.error();
    const bool own = how == Relation::Own;
    FieldChecks checks;
    if (own) {
        const auto credentials = storage::employees::credentials(unit.database(), id);
        if (!credentials)
            return credentials.error();
        if (!*credentials || !crypto::verifyPassword((*credentials)->passwordHash.toLatin1(), current))
            checks.fault(QStringLiteral("current"), FieldErrorCode::NotAllowed);
    }
    if (const auto fault = passwords::check(password, QStringLiteral("/password"), {employee->email, employee->name}))
        checks.add(*fault);
    if (const Outcome clean = checks.finish(); !clean)
        return clean;
    const auto hash = hashed(password);
    if (!hash)
        return hash.error();
    if (const Outcome set = storage::employees::setPasswordHash(unit.database(), id, *hash); !set)
        return set;
    if (own) {
        if (const Outcome cleared = loginthrottle::succeeded(unit.database(), passwordTries(id)); !cleared)
            return cleared;
        const auto ended = storage::sessions::removeAll(unit.database(), id, unit.actor().session);
        if (!ended)
            return ended.error();
    } else if (const Outcome ended = endAccess(unit, id); !ended) {
        return ended;
    }
    merge::Difference difference;
    difference.after = {{QStringLiteral("password"), QStringLiteral("changed")}};
    return writeEvent(unit, EventKind::EmployeeChanged, *employee, difference);
}

} // namespace mostrador::services::employees
