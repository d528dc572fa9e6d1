// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answer.h"
#include "api/routes.h"
#include "protocol/jsonreader.h"
#include "services/employeeservice.h"

namespace mostrador::api {

namespace {

namespace employees = services::employees;
using services::UnitOfWork;

Result<http::Response> listEmployees(Call &call)
{
    if (const auto email = call.request.queryValue(QStringLiteral("email")))
        return showFound<Employee>(call, [&](UnitOfWork &unit) { return employees::getByEmail(unit, *email); });
    return showPage<Employee>(call, employees::list);
}

Result<http::Response> createEmployee(Call &call)
{
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    const auto input = codec::newEmployeeFromJson(*body);
    if (!input)
        return input.error();
    return act(call, [&](UnitOfWork &unit) -> Result<services::Receipt> {
        const auto employee = employees::create(unit, *input);
        if (!employee)
            return employee.error();
        return created(codec::toJson(*employee), QStringLiteral("/employees/") + employee->id.toString(),
                       employee->version);
    });
}

Result<http::Response> getEmployee(Call &call)
{
    const auto id = pathId<EmployeeId>(call);
    if (!id)
        return id.error();
    return show<Employee>(call, [&](UnitOfWork &unit) { return employees::get(unit, *id); });
}

Result<http::Response> changeEmployee(Call &call)
{
    const auto id = pathId<EmployeeId>(call);
    if (!id)
        return id.error();
    const auto expected = requiredMatch(call);
    if (!expected)
        return expected.error();
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    const auto input = codec::employeeChangeFromJson(*body);
    if (!input)
        return input.error();
    return act(call, [&](UnitOfWork &unit) -> Result<services::Receipt> {
        Precondition version = *expected;
        if (!version) {
            const auto current = employees::get(unit, *id);
            if (!current)
                return current.error();
            version = current->version;
        }
        const auto employee = employees::change(unit, *id, *input, *version);
        if (!employee)
            return employee.error();
        return receiptOf(*employee);
    });
}

Result<http::Response> removeEmployee(Call &call)
{
    const auto id = pathId<EmployeeId>(call);
    if (!id)
        return id.error();
    const auto expected = optionalMatch(call);
    if (!expected)
        return expected.error();
    return end(call, [&](UnitOfWork &unit) { return employees::remove(unit, *id, *expected); });
}

Result<http::Response> setPassword(Call &call)
{
    const auto id = pathId<EmployeeId>(call);
    if (!id)
        return id.error();
    const auto body = jsonBody(call);
    if (!body)
        return body.error();
    QString current;
    QString password;
    JsonReader in(*body);
    in.text(QStringLiteral("current"), current, {.max = limits::password, .trim = false});
    in.text(QStringLiteral("password"), password, {.max = limits::password, .required = true, .trim = false});
    if (const auto problem = in.finish())
        return *problem;
    if (const Outcome counted = employees::countPasswordTry(call.context, *id); !counted)
        return counted.error();
    return end(call, [&](UnitOfWork &unit) { return employees::setPassword(unit, *id, current, password); });
}

} // namespace

void registerEmployeeRoutes(http::Router &router)
{
    using enum http::Method;
    const QLatin1String all("/employees");
    const QLatin1String one("/employees/{id}");
    add(router, {.method = Get,
                 .path = all,
                 .endpoint = listEmployees,
                 .parameters = listParameters({QStringLiteral("q"), QStringLiteral("sort"), QStringLiteral("email")})});
    // Slow lane where a password is hashed.
    add(router, {.method = Post, .path = all, .endpoint = createEmployee, .lane = http::Lane::Slow});
    add(router, {.method = Get, .path = one, .endpoint = getEmployee});
    add(router, {.method = Patch, .path = one, .endpoint = changeEmployee});
    add(router, {.method = Delete, .path = one, .endpoint = removeEmployee});
    add(router, {.method = Put,
                 .path = QLatin1String("/employees/{id}/password"),
                 .endpoint = setPassword,
                 .lane = http::Lane::Slow,
                 .maxBody = 16 * 1024});
}

} // namespace mostrador::api
