// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/employeeswindow.h"

#include "model/limits.h"
#include "widgets/fieldeditors.h"
#include "widgets/fieldform.h"
#include "widgets/passworddialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

namespace mostrador::console {

EmployeesWindow::EmployeesWindow(const WidgetContext &context, QWidget *parent)
    : RecordsWindow(context, new EmployeeListModel(context.models), QStringLiteral("employees"),
                    {tr("Employees"), tr("Employees"), tr("&New employee"), tr("Remove employee"), tr("Remove %1?"),
                     tr("The employee can no longer log in, and all their sessions end. Their name stays in the "
                        "history of incidents."),
                     tr("Only administrators change other employees."), tr("Choose an employee.")},
                    {QStringLiteral("created")}, parent)
    , m_password(new QPushButton(tr("Set &password…"), this))
{
    addField(QStringLiteral("name"), editors::line(limits::personName));
    addField(QStringLiteral("email"), editors::line(limits::email), tr("The employee logs in with it"));
    auto *password = editors::line(limits::password);
    password->setEchoMode(QLineEdit::Password);
    addField(QStringLiteral("password"), password,
             tr("At least %Ln character(s); the employee can change it", "", limits::passwordMin));
    addField(QStringLiteral("role"), editors::role(context.models.words));
    addField(QStringLiteral("team_ids"), editors::teams(context.models.directory));
    addField(QStringLiteral("locale"), editors::language(context.models.words));
    addField(QStringLiteral("active"), new QCheckBox(tr("May log in")));
    m_password->setObjectName(QStringLiteral("setPassword"));
    connect(m_password, &QPushButton::clicked, this, &EmployeesWindow::askPassword);
    addButton(m_password);
    finish();
    adjustFields(false, 0);
}

void EmployeesWindow::adjustFields(bool creating, qint64 id)
{
    const Session &session = m_context.models.session;
    const Relation relation = EmployeeId(id) == session.actor().employee ? Relation::Own : Relation::Other;
    const bool setsRole = creating || session.isAllowed(Action::EmployeeSetRole, relation);
    for (const char *field : {"role", "team_ids", "active"})
        form()->editor(QString::fromLatin1(field))->setEnabled(setsRole);
    form()->setFieldVisible(QStringLiteral("password"), creating);
    editors::setAbsent(form()->editor(QStringLiteral("password")), !creating);
    form()->setFieldVisible(QStringLiteral("active"), !creating);
    editors::setAbsent(form()->editor(QStringLiteral("active")), creating);
    m_password->setVisible(!creating);
    m_password->setEnabled(id > 0 && !isBusy() && session.isAllowed(Action::EmployeeSetPassword, relation));
}

void EmployeesWindow::askPassword()
{
    auto *dialog = new PasswordDialog(m_context, EmployeeId(currentId()), nameOf(record()), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

EmployeeListModel *EmployeesWindow::employees() const
{
    return static_cast<EmployeeListModel *>(model());
}

QJsonObject EmployeesWindow::jsonAt(const QModelIndex &index) const
{
    return codec::toJson(employees()->at(index.row()));
}

QJsonObject EmployeesWindow::blank() const
{
    return {{QStringLiteral("locale"), m_context.models.words.language()},
            {QStringLiteral("role"), mostrador::toString(Role::Agent)},
            {QStringLiteral("active"), true}};
}

void EmployeesWindow::create(const QJsonObject &values)
{
    const auto input = codec::newEmployeeFromJson(values);
    if (!input)
        refusedHere(input.error());
    else
        handle(requests::createEmployee(m_context.models.client, *input));
}

void EmployeesWindow::change(qint64 id, const QJsonObject &patch, qint64 version)
{
    const auto input = codec::employeeChangeFromJson(patch);
    if (!input)
        refusedHere(input.error());
    else
        handle(requests::changeEmployee(m_context.models.client, EmployeeId(id), *input, version));
}

void EmployeesWindow::remove(qint64 id, qint64 version)
{
    handleRemoval(requests::removeEmployee(m_context.models.client, EmployeeId(id), version));
}

void EmployeesWindow::fetch(qint64 id)
{
    handleFetch(requests::employee(m_context.models.client, EmployeeId(id)));
}

bool EmployeesWindow::mayCreate() const
{
    return m_context.models.session.isAllowed(Action::EmployeeCreate, Relation::Other);
}

bool EmployeesWindow::mayEdit(qint64 id) const
{
    const Session &session = m_context.models.session;
    return session.isAllowed(Action::EmployeeUpdate,
                             EmployeeId(id) == session.actor().employee ? Relation::Own : Relation::Other);
}

bool EmployeesWindow::mayRemove(qint64 id) const
{
    const Session &session = m_context.models.session;
    return EmployeeId(id) != session.actor().employee && session.isAllowed(Action::EmployeeRemove, Relation::Other);
}

QString EmployeesWindow::nameOf(const QJsonObject &record) const
{
    return record.value(QStringLiteral("name")).toString();
}

} // namespace mostrador::console
