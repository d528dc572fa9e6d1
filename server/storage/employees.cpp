// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/employees.h"

#include "protocol/jsonreader.h"
#include "storage/employeerow.h"
#include "storage/keypage.h"
#include "storage/searchtext.h"

#include <QSet>

namespace mostrador::storage::employees {

namespace {

Problem named(const Problem &problem)
{
    return withTakenField(problem, QStringLiteral("email"), QStringLiteral("/email"));
}

QStringList writtenColumns()
{
    return {QStringLiteral("email"),       QStringLiteral("email_folded"), QStringLiteral("name"),
            QStringLiteral("name_search"), QStringLiteral("role"),         QStringLiteral("locale"),
            QStringLiteral("active"),      QStringLiteral("updated_at"),   QStringLiteral("version")};
}

void bindEmployee(Statement &s, const Employee &e)
{
    s.bind(e.email).bind(foldForUniqueness(e.email)).bind(e.name).bind(u' ' + foldForSearch(e.name));
    s.bind(toString(e.role)).bind(e.locale).bind(e.active).bind(e.updatedAt).bind(e.version);
}

Outcome writeTeams(Database &database, EmployeeId id, const QList<TeamId> &teams)
{
    QList<qint64> ids;
    for (const TeamId team : teams)
        ids.append(team.value());
    const QSet<qint64> distinct(ids.begin(), ids.end());
    {
        Statement s(database, QStringLiteral("delete from employee_teams where employee_id = ?"));
        if (const Outcome run = s.bind(id).exec(); !run)
            return run;
    }
    if (ids.isEmpty())
        return done;
    Statement s(database,
                QStringLiteral("insert into employee_teams (employee_id, team_id) select %1, id from teams where %2")
                    .arg(database.isPostgresql() ? QStringLiteral("?::bigint") : QStringLiteral("?"),
                         inList(database.dialect(), QStringLiteral("id"))));
    s.bind(id).bindList(ids);
    if (const Outcome run = s.exec(); !run)
        return run;
    if (s.rowsAffected() != distinct.size())
        return Problem::field(QStringLiteral("/team_ids"), FieldErrorCode::NotFound);
    return done;
}

QString selectSql(Database &database, const QString &where)
{
    return QStringLiteral("select %1 from employees e where %2").arg(employeeColumns(database.dialect()), where);
}

} // namespace

Result<EmployeeId> insert(Database &database, const Employee &employee, const QString &passwordHash)
{
    const QStringList written = writtenColumns();
    Statement s(database,
                QStringLiteral("insert into employees (%1, password_hash, created_at) values (%2, ?, ?) returning id")
                    .arg(written.join(QLatin1String(", ")),
                         QStringList(written.size(), QStringLiteral("?")).join(QLatin1String(", "))));
    bindEmployee(s, employee);
    s.bind(passwordHash).bind(employee.createdAt);
    const auto id = readOne<EmployeeId>(s, [](Statement &row) { return row.id<EmployeeId>(0); });
    if (!id)
        return named(id.error());
    if (const Outcome teams = writeTeams(database, id->value(), employee.teams); !teams)
        return teams.error();
    return id->value();
}

Result<std::optional<Employee>> find(Database &database, EmployeeId id, bool withRemoved)
{
    Statement s(database, selectSql(database, withRemoved ? QStringLiteral("e.id = ?")
                                                          : QStringLiteral("e.id = ? and e.removed_at is null")));
    s.bind(id);
    return readOne<Employee>(s, [](Statement &row) { return readEmployee(row, 0); });
}

Result<std::optional<Employee>> findByEmail(Database &database, const QString &email)
{
    Statement s(database, selectSql(database, QStringLiteral("e.email_folded = ?")));
    s.bind(foldForUniqueness(email));
    return readOne<Employee>(s, [](Statement &row) { return readEmployee(row, 0); });
}

Result<std::optional<Employee>> findForUpdate(Database &database, EmployeeId id)
{
    Statement s(database, selectSql(database, QStringLiteral("e.id = ? and e.removed_at is null")) +
                              (database.isPostgresql() ? QStringLiteral(" for update of e") : QString()));
    s.bind(id);
    return readOne<Employee>(s, [](Statement &row) { return readEmployee(row, 0); });
}

namespace {
Result<std::optional<Credentials>> readCredentials(Statement &s)
{
    return readOne<Credentials>(s, [](Statement &row) {
        return Credentials{row.id<EmployeeId>(0), row.text(1), row.boolean(2)};
    });
}
} // namespace

Result<std::optional<Credentials>> credentialsByEmail(Database &database, const QString &email)
{
    Statement s(database, QStringLiteral("select id, password_hash, active from employees where email_folded = ?"));
    s.bind(foldForUniqueness(email));
    return readCredentials(s);
}

Result<std::optional<Credentials>> credentials(Database &database, EmployeeId id)
{
    Statement s(database,
                QStringLiteral("select id, password_hash, active from employees where id = ? and removed_at is null"));
    s.bind(id);
    return readCredentials(s);
}

Outcome setPasswordHash(Database &database, EmployeeId id, const QString &passwordHash)
{
    Statement s(database, QStringLiteral("update employees set password_hash = ? where id = ?"));
    return s.bind(passwordHash).bind(id).exec();
}

Result<bool> update(Database &database, const Employee &employee, qint64 expectedVersion)
{
    {
        Statement s(database,
                    QStringLiteral("update employees set %1 = ? where id = ? and version = ? and removed_at is null")
                        .arg(writtenColumns().join(QLatin1String(" = ?, "))));
        bindEmployee(s, employee);
        s.bind(employee.id).bind(expectedVersion);
        if (const Outcome run = s.exec(); !run)
            return named(run.error());
        if (s.rowsAffected() != 1)
            return false;
    }
    if (const Outcome teams = writeTeams(database, employee.id, employee.teams); !teams)
        return teams.error();
    return true;
}

Result<bool> remove(Database &database, EmployeeId id, qint64 expectedVersion, Timestamp at)
{
    {
        Statement s(
            database,
            QStringLiteral("update employees set email = '', email_folded = null, active = 0, password_hash = '', "
                           "updated_at = ?, removed_at = ?, version = version + 1 "
                           "where id = ? and version = ? and removed_at is null"));
        s.bind(at).bind(at).bind(id).bind(expectedVersion);
        if (const Outcome run = s.exec(); !run)
            return run.error();
        if (s.rowsAffected() != 1)
            return false;
    }
    if (const Outcome teams = writeTeams(database, id, {}); !teams)
        return teams.error();
    return true;
}

Result<Page<Employee>> list(Database &database, const QString &words, const QString &email, const PageRequest &page)
{
    const auto keys = KeyPage::make({{QStringLiteral("name"), {QStringLiteral("e.name_search")}, {true}},
                                     {QStringLiteral("email"), {QStringLiteral("e.email_folded")}, {true}},
                                     {QStringLiteral("created"), {QStringLiteral("e.created_at")}, {false}}},
                                    QStringLiteral("name"), page, QStringLiteral("e.id"));
    if (!keys)
        return keys.error();
    QString where = QStringLiteral("e.removed_at is null and ") + keys->where;
    QStringList wanted = foldForSearch(words).split(u' ', Qt::SkipEmptyParts);
    wanted.resize(std::min<qsizetype>(wanted.size(), 10));
    for (qsizetype i = 0; i < wanted.size(); ++i)
        where +=
            QStringLiteral(" and (e.name_search like ? escape '!' or (e.email_folded >= ? and e.email_folded < ?))");
    if (!email.isEmpty())
        where += QStringLiteral(" and e.email_folded = ?");
    Statement s(database, QStringLiteral("select %1%2 from employees e where %3 %4")
                              .arg(employeeColumns(database.dialect()), keys->columns, where, keys->order));
    keys->bind(s);
    for (const QString &word : std::as_const(wanted))
        s.bind(likeWordStart(word)).bind(word).bind(prefixEnd(word));
    if (!email.isEmpty())
        s.bind(foldForUniqueness(email));
    return keys->read<Employee>(s, employeeColumnCount, [](Statement &row) { return readEmployee(row, 0); });
}

Result<qint64> countOtherActiveAdmins(Database &database, EmployeeId except)
{
    // The row asked for is locked too: whoever removes the other one waits here and then counts anew.
    Statement s(database,
                QStringLiteral("select id from employees where role = 'admin' and active = 1 and removed_at is null "
                               "order by id%1")
                    .arg(database.isPostgresql() ? QStringLiteral(" for update") : QString()));
    const auto ids = readAll<EmployeeId>(s, [](Statement &row) { return row.id<EmployeeId>(0); });
    if (!ids)
        return ids.error();
    return static_cast<qint64>(ids->size() - ids->count(except));
}

Result<qint64> count(Database &database)
{
    Statement s(database, QStringLiteral("select count(*) from employees where removed_at is null"));
    const auto n = readOne<qint64>(s, [](Statement &row) { return row.number(0); });
    if (!n)
        return n.error();
    return n->value();
}

} // namespace mostrador::storage::employees
