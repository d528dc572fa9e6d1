// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/requestparts.h"
#include "api/requests.h"

namespace mostrador::console::requests {

using namespace parts;

namespace {

constexpr QLatin1String customersPath("customers");
constexpr QLatin1String employeesPath("employees");

} // namespace

ReplyOf<codec::Page<Customer>> *customers(ApiClient &client, const ListQuery &list)
{
    return client.send<codec::Page<Customer>>(get(path(customersPath), list), page<Customer>(codec::customerFromJson));
}

ReplyOf<codec::Page<Customer>> *customersByEmail(ApiClient &client, const QString &email)
{
    Request request = get(path(customersPath));
    add(request.query, QStringLiteral("email"), email);
    return client.send<codec::Page<Customer>>(request, page<Customer>(codec::customerFromJson));
}

ReplyOf<Customer> *customer(ApiClient &client, CustomerId id)
{
    return client.send<Customer>(get(path(customersPath, id)), one<Customer>(codec::customerFromJson));
}

ReplyOf<Customer> *createCustomer(ApiClient &client, const NewCustomer &input, const QByteArray &idempotencyKey)
{
    Request request = with(Method::Post, path(customersPath), codec::toJson(input));
    request.idempotencyKey = idempotencyKey;
    return client.send<Customer>(request, one<Customer>(codec::customerFromJson));
}

ReplyOf<Customer> *changeCustomer(ApiClient &client, CustomerId id, const CustomerChange &change, qint64 version)
{
    return changeCustomer(client, id, codec::toJson(change), version);
}

ReplyOf<Customer> *changeCustomer(ApiClient &client, CustomerId id, const QJsonObject &patch, qint64 version)
{
    return client.send<Customer>(with(Method::Patch, path(customersPath, id), patch, version),
                                 one<Customer>(codec::customerFromJson));
}

ReplyOf<Nothing> *removeCustomer(ApiClient &client, CustomerId id, std::optional<qint64> version)
{
    return client.send<Nothing>(remove(path(customersPath, id), version), nothing);
}

ReplyOf<codec::Page<Employee>> *employees(ApiClient &client, const ListQuery &list)
{
    return client.send<codec::Page<Employee>>(get(path(employeesPath), list), page<Employee>(codec::employeeFromJson));
}

ReplyOf<Employee> *employee(ApiClient &client, EmployeeId id)
{
    return client.send<Employee>(get(path(employeesPath, id)), one<Employee>(codec::employeeFromJson));
}

ReplyOf<Employee> *createEmployee(ApiClient &client, const NewEmployee &input)
{
    return client.send<Employee>(with(Method::Post, path(employeesPath), codec::toJson(input)),
                                 one<Employee>(codec::employeeFromJson));
}

ReplyOf<Employee> *changeEmployee(ApiClient &client, EmployeeId id, const EmployeeChange &change, qint64 version)
{
    return client.send<Employee>(with(Method::Patch, path(employeesPath, id), codec::toJson(change), version),
                                 one<Employee>(codec::employeeFromJson));
}

ReplyOf<Nothing> *removeEmployee(ApiClient &client, EmployeeId id, std::optional<qint64> version)
{
    return client.send<Nothing>(remove(path(employeesPath, id), version), nothing);
}

ReplyOf<Nothing> *setPassword(ApiClient &client, EmployeeId id, const QString &current, const QString &password)
{
    QJsonObject body{{QStringLiteral("password"), password}};
    if (!current.isEmpty())
        body.insert(QStringLiteral("current"), current);
    Request request = with(Method::Put, path(employeesPath, id, QLatin1String("password")), body);
    // A second attempt would be refused for the old password that the first has changed.
    request.retry = false;
    return client.send<Nothing>(request, nothing);
}

} // namespace mostrador::console::requests
