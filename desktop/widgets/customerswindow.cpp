// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/customerswindow.h"

#include "model/limits.h"
#include "widgets/fieldeditors.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace mostrador::console {

CustomersWindow::CustomersWindow(const WidgetContext &context, QWidget *parent)
    : RecordsWindow(context, new CustomerListModel(context.models), QStringLiteral("customers"),
                    {tr("Customers"), tr("Customers"), tr("&New customer"), tr("Remove customer"), tr("Remove %1?"),
                     tr("Name, e-mail, address and everything else kept about this person are erased. This cannot be "
                        "taken back. Their incidents stay, without the person."),
                     tr("Your role can read customers but not change them."),
                     tr("Choose a customer, or add a new one.")},
                    {QStringLiteral("city"), QStringLiteral("created")}, parent)
{
    addField(QStringLiteral("given_name"), editors::line(limits::givenName));
    addField(QStringLiteral("family_name"), editors::line(limits::familyName));
    addField(QStringLiteral("email"), editors::line(limits::email));
    addField(QStringLiteral("phone"), editors::line(limits::phone));
    addField(QStringLiteral("birth_date"), editors::date(), tr("Year-month-day, such as 1985-03-27; may stay empty"));
    addField(QStringLiteral("locale"), editors::language(context.models.words),
             tr("Mail and pages go out in this language"));
    addField(QStringLiteral("address.street"), editors::lines(limits::street, 2));
    addField(QStringLiteral("address.postal_code"), editors::line(limits::postalCode));
    addField(QStringLiteral("address.city"), editors::line(limits::city));
    addField(QStringLiteral("address.region"), editors::line(limits::region));
    addField(QStringLiteral("address.country"), editors::country(context.models.words));
    finish();
}

CustomerListModel *CustomersWindow::customers() const
{
    return static_cast<CustomerListModel *>(model());
}

QJsonObject CustomersWindow::jsonAt(const QModelIndex &index) const
{
    return codec::toJson(customers()->at(index.row()));
}

QJsonObject CustomersWindow::blank() const
{
    return {{QStringLiteral("locale"), m_context.models.words.language()}};
}

void CustomersWindow::create(const QJsonObject &values)
{
    const auto input = codec::newCustomerFromJson(values);
    if (!input)
        refusedHere(input.error());
    else
        handle(requests::createCustomer(m_context.models.client, *input));
}

void CustomersWindow::change(qint64 id, const QJsonObject &patch, qint64 version)
{
    // A patch of the address names the parts that change; the others are the record's.
    const auto known = codec::customerFromJson(record());
    const auto input = codec::customerChangeFromJson(patch, known ? known->address : PostalAddress());
    if (!input)
        refusedHere(input.error());
    else
        handle(requests::changeCustomer(m_context.models.client, CustomerId(id), *input, version));
}

void CustomersWindow::remove(qint64 id, qint64 version)
{
    handleRemoval(requests::removeCustomer(m_context.models.client, CustomerId(id), version));
}

void CustomersWindow::fetch(qint64 id)
{
    handleFetch(requests::customer(m_context.models.client, CustomerId(id)));
}

bool CustomersWindow::mayCreate() const
{
    return m_context.models.session.isAllowed(Action::CustomerCreate, Relation::Other);
}

bool CustomersWindow::mayEdit(qint64) const
{
    return m_context.models.session.isAllowed(Action::CustomerUpdate, Relation::Other);
}

bool CustomersWindow::mayRemove(qint64) const
{
    return m_context.models.session.isAllowed(Action::CustomerRemove, Relation::Other);
}

QString CustomersWindow::nameOf(const QJsonObject &record) const
{
    const QString name = (record.value(QStringLiteral("given_name")).toString() + u' ' +
                          record.value(QStringLiteral("family_name")).toString())
                             .trimmed();
    return name.isEmpty() ? record.value(QStringLiteral("email")).toString() : name;
}

} // namespace mostrador::console
