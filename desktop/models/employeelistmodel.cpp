// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/employeelistmodel.h"

#include "models/directory.h"
#include "models/eventtext.h"
#include "protocol/describe.h"

namespace mostrador::console {

namespace {

QString teamNames(const Employee &employee, const ModelContext &context)
{
    QStringList names;
    for (const TeamId team : employee.teams)
        names.append(context.directory.teamName(team));
    return context.words.locale().createSeparatedList(names);
}

std::vector<ColumnOf<Employee>> employeeColumns()
{
    return {
        {.name = "name",
         .title = [] { return EmployeeListModel::tr("Name"); },
         .text = [](const Employee &i, const ModelContext &) { return i.name; },
         .raw = [](const Employee &i) { return QVariant(i.name); },
         .sortKey = "name"},
        {.name = "email",
         .title = [] { return EmployeeListModel::tr("E-mail"); },
         .text = [](const Employee &i, const ModelContext &) { return i.email; },
         .raw = [](const Employee &i) { return QVariant(i.email); },
         .sortKey = "email"},
        {.name = "role",
         .title = [] { return EmployeeListModel::tr("Role"); },
         .text = [](const Employee &i, const ModelContext &c) { return words::name(i.role, c.words); },
         .raw = [](const Employee &i) { return QVariant(static_cast<int>(i.role)); }},
        {.name = "teams",
         .title = [] { return EmployeeListModel::tr("Teams"); },
         .text = [](const Employee &i, const ModelContext &c) { return teamNames(i, c); },
         .raw = [](const Employee &i) { return QVariant::fromValue(i.teams); }},
        {.name = "active",
         .title = [] { return EmployeeListModel::tr("Active"); },
         .text = [](const Employee &i, const ModelContext &) { return yesOrNothing(i.active); },
         .raw = [](const Employee &i) { return QVariant(i.active); }},
        {.name = "created",
         .title = [] { return EmployeeListModel::tr("Created"); },
         .text = [](const Employee &i, const ModelContext &c) { return localShort(i.createdAt, c.words); },
         .raw = [](const Employee &i) { return QVariant(i.createdAt.toDateTime()); },
         .sortKey = "created",
         .toolTip = [](const Employee &i, const ModelContext &c) { return localDateTime(i.createdAt, c.words); }},
    };
}

} // namespace

EmployeeListModel::EmployeeListModel(const ModelContext &context, QObject *parent)
    : PagedRows<Employee>(context, QStringLiteral("name"), parent)
{}

const std::vector<ColumnOf<Employee>> &EmployeeListModel::columns() const
{
    static const std::vector<ColumnOf<Employee>> all = employeeColumns();
    return all;
}

ReplyOf<codec::Page<Employee>> *EmployeeListModel::requestPage(const requests::ListQuery &list)
{
    return requests::employees(m_context.client, list);
}

ReplyOf<Employee> *EmployeeListModel::requestOne(EmployeeId id)
{
    return requests::employee(m_context.client, id);
}

QString EmployeeListModel::nameOf(const Employee &item) const
{
    return item.name;
}

void EmployeeListModel::onEvent(const Event &event)
{
    const EmployeeId id(event.subjectId);
    switch (event.kind) {
    case EventKind::EmployeeCreated:
        itemAdded();
        break;
    case EventKind::EmployeeChanged:
        itemChanged(id);
        break;
    case EventKind::EmployeeRemoved:
        itemRemoved(id);
        break;
    default:
        break;
    }
}

} // namespace mostrador::console
