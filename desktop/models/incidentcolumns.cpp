// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incidentcolumns.h"

#include "models/eventtext.h"
#include "models/incidentlistmodel.h"
#include "protocol/describe.h"

namespace mostrador::console {

using Column = ColumnOf<Incident>;

namespace {

QVariant moment(const std::optional<Timestamp> &at)
{
    return at ? QVariant(at->toDateTime()) : QVariant();
}

QString shortTime(const std::optional<Timestamp> &at, const ModelContext &context)
{
    return at ? localShort(*at, context.words) : QString();
}

QString longTime(const std::optional<Timestamp> &at, const ModelContext &context)
{
    return at ? localDateTime(*at, context.words) : QString();
}

} // namespace

std::vector<Column> incidentColumns()
{
    return {
        {.name = "reference",
         .title = [] { return IncidentListModel::tr("Reference"); },
         .text = [](const Incident &i, const ModelContext &) { return i.reference; },
         .raw = [](const Incident &i) { return QVariant(i.id.value()); },
         .sortKey = "reference"},
        {.name = "priority",
         .title = [] { return IncidentListModel::tr("Priority"); },
         .text = [](const Incident &i, const ModelContext &c) { return words::name(i.priority, c.words); },
         .raw = [](const Incident &i) { return QVariant(static_cast<int>(i.priority)); },
         .sortKey = "priority",
         .toolTip =
             [](const Incident &i, const ModelContext &c) {
                 const QString name = words::name(i.priority, c.words);
                 return i.priorityByHand
                            ? IncidentListModel::tr("%1 (set by hand)").arg(name)
                            : IncidentListModel::tr("%1 (impact: %2, urgency: %3)")
                                  .arg(name, words::name(i.impact, c.words), words::name(i.urgency, c.words));
             }},
        {.name = "status",
         .title = [] { return IncidentListModel::tr("Status"); },
         .text = [](const Incident &i, const ModelContext &c) { return words::name(i.status, c.words); },
         .raw = [](const Incident &i) { return QVariant(static_cast<int>(i.status)); },
         .sortKey = "status"},
        {.name = "subject",
         .title = [] { return IncidentListModel::tr("Subject"); },
         .text = [](const Incident &i, const ModelContext &) { return i.subject; },
         .raw = [](const Incident &i) { return QVariant(i.subject); },
         // As HTML would be read where the text looks like it: escaped, so that it is shown as it was written.
         .toolTip = [](const Incident &i, const ModelContext &) { return i.subject.toHtmlEscaped(); }},
        {.name = "customer",
         .title = [] { return IncidentListModel::tr("Customer"); },
         .text = [](const Incident &i, const ModelContext &) { return i.customerName; },
         .raw = [](const Incident &i) { return QVariant(i.customer.value()); },
         .toolTip =
             [](const Incident &i, const ModelContext &) {
                 const QString text = i.customerEmail.isEmpty()
                                          ? i.customerName
                                          : QStringLiteral("%1 <%2>").arg(i.customerName, i.customerEmail);
                 return text.toHtmlEscaped();
             }},
        {.name = "product",
         .title = [] { return IncidentListModel::tr("Product"); },
         .text = [](const Incident &i, const ModelContext &) { return i.productName; },
         .raw = [](const Incident &i) { return i.product ? QVariant(i.product->value()) : QVariant(); }},
        {.name = "team",
         .title = [] { return IncidentListModel::tr("Team"); },
         .text = [](const Incident &i, const ModelContext &) { return i.teamName; },
         .raw = [](const Incident &i) { return i.team ? QVariant(i.team->value()) : QVariant(); }},
        {.name = "assignee",
         .title = [] { return IncidentListModel::tr("Assigned to"); },
         .text = [](const Incident &i, const ModelContext &) { return i.assigneeName; },
         .raw = [](const Incident &i) { return i.assignee ? QVariant(i.assignee->value()) : QVariant(); }},
        {.name = "updated",
         .title = [] { return IncidentListModel::tr("Updated"); },
         .text = [](const Incident &i, const ModelContext &c) { return localShort(i.updatedAt, c.words); },
         .raw = [](const Incident &i) { return QVariant(i.updatedAt.toDateTime()); },
         .sortKey = "updated",
         .toolTip = [](const Incident &i, const ModelContext &c) { return localDateTime(i.updatedAt, c.words); }},
        {.name = "created",
         .title = [] { return IncidentListModel::tr("Created"); },
         .text = [](const Incident &i, const ModelContext &c) { return localShort(i.createdAt, c.words); },
         .raw = [](const Incident &i) { return QVariant(i.createdAt.toDateTime()); },
         .sortKey = "created",
         .toolTip = [](const Incident &i, const ModelContext &c) { return localDateTime(i.createdAt, c.words); }},
        {.name = "due",
         .title = [] { return IncidentListModel::tr("Due"); },
         .text = [](const Incident &i, const ModelContext &c) { return shortTime(i.dueAt, c); },
         .raw = [](const Incident &i) { return moment(i.dueAt); },
         .sortKey = "due",
         .toolTip = [](const Incident &i, const ModelContext &c) { return longTime(i.dueAt, c); }},
        {.name = "channel",
         .title = [] { return IncidentListModel::tr("Channel"); },
         .text = [](const Incident &i, const ModelContext &c) { return words::name(i.channel, c.words); },
         .raw = [](const Incident &i) { return QVariant(static_cast<int>(i.channel)); }},
    };
}

} // namespace mostrador::console
