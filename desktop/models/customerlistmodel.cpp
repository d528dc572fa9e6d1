// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/customerlistmodel.h"

#include "models/directory.h"
#include "models/eventtext.h"

#include <QLocale>

namespace mostrador::console {

namespace {

/// As its speakers call it.
QString languageName(const QString &locale)
{
    if (locale.isEmpty())
        return {};
    // Qt knows some languages only together with a country ("español de España").
    if (locale == QLatin1String("es"))
        return QStringLiteral("Español");
    if (locale == QLatin1String("en"))
        return QStringLiteral("English");
    return QLocale(locale).nativeLanguageName();
}

std::vector<ColumnOf<Customer>> customerColumns()
{
    return {
        {.name = "name",
         .title = [] { return CustomerListModel::tr("Name"); },
         .text = [](const Customer &i, const ModelContext &) { return i.displayName(); },
         .raw = [](const Customer &i) { return QVariant(i.displayName()); },
         .sortKey = "name"},
        {.name = "email",
         .title = [] { return CustomerListModel::tr("E-mail"); },
         .text = [](const Customer &i, const ModelContext &) { return i.email; },
         .raw = [](const Customer &i) { return QVariant(i.email); },
         .sortKey = "email"},
        {.name = "phone",
         .title = [] { return CustomerListModel::tr("Phone"); },
         .text = [](const Customer &i, const ModelContext &) { return i.phone; },
         .raw = [](const Customer &i) { return QVariant(i.phone); }},
        {.name = "city",
         .title = [] { return CustomerListModel::tr("City"); },
         .text = [](const Customer &i, const ModelContext &) { return i.address.city; },
         .raw = [](const Customer &i) { return QVariant(i.address.city); }},
        {.name = "locale",
         .title = [] { return CustomerListModel::tr("Language"); },
         .text = [](const Customer &i, const ModelContext &) { return languageName(i.locale); },
         .raw = [](const Customer &i) { return QVariant(i.locale); }},
        {.name = "created",
         .title = [] { return CustomerListModel::tr("Created"); },
         .text = [](const Customer &i, const ModelContext &c) { return localShort(i.createdAt, c.words); },
         .raw = [](const Customer &i) { return QVariant(i.createdAt.toDateTime()); },
         .sortKey = "created",
         .toolTip = [](const Customer &i, const ModelContext &c) { return localDateTime(i.createdAt, c.words); }},
    };
}

} // namespace

CustomerListModel::CustomerListModel(const ModelContext &context, QObject *parent)
    : PagedRows<Customer>(context, QStringLiteral("name"), parent)
{}

const std::vector<ColumnOf<Customer>> &CustomerListModel::columns() const
{
    static const std::vector<ColumnOf<Customer>> all = customerColumns();
    return all;
}

ReplyOf<codec::Page<Customer>> *CustomerListModel::requestPage(const requests::ListQuery &list)
{
    return requests::customers(m_context.client, list);
}

ReplyOf<Customer> *CustomerListModel::requestOne(CustomerId id)
{
    return requests::customer(m_context.client, id);
}

QString CustomerListModel::nameOf(const Customer &item) const
{
    return item.displayName();
}

void CustomerListModel::onEvent(const Event &event)
{
    const CustomerId id(event.subjectId);
    switch (event.kind) {
    case EventKind::CustomerCreated:
        itemAdded();
        break;
    case EventKind::CustomerChanged:
        itemChanged(id);
        break;
    case EventKind::CustomerRemoved:
        itemRemoved(id);
        break;
    default:
        break;
    }
}

} // namespace mostrador::console
