// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/teamlistmodel.h"

#include "models/directory.h"
#include "models/eventtext.h"

namespace mostrador::console {

namespace {

std::vector<ColumnOf<Team>> teamColumns()
{
    return {
        {.name = "name",
         .title = [] { return TeamListModel::tr("Name"); },
         .text = [](const Team &i, const ModelContext &) { return i.name; },
         .raw = [](const Team &i) { return QVariant(i.name); },
         .sortKey = "name"},
        {.name = "description",
         .title = [] { return TeamListModel::tr("Description"); },
         .text = [](const Team &i, const ModelContext &) { return i.description; },
         .raw = [](const Team &i) { return QVariant(i.description); }},
        {.name = "restricted",
         .title = [] { return TeamListModel::tr("Restricted"); },
         .text = [](const Team &i, const ModelContext &) { return yesOrNothing(i.restricted); },
         .raw = [](const Team &i) { return QVariant(i.restricted); }},
        {.name = "created",
         .title = [] { return TeamListModel::tr("Created"); },
         .text = [](const Team &i, const ModelContext &c) { return localShort(i.createdAt, c.words); },
         .raw = [](const Team &i) { return QVariant(i.createdAt.toDateTime()); },
         .sortKey = "created",
         .toolTip = [](const Team &i, const ModelContext &c) { return localDateTime(i.createdAt, c.words); }},
    };
}

} // namespace

TeamListModel::TeamListModel(const ModelContext &context, QObject *parent)
    : PagedRows<Team>(context, QStringLiteral("name"), parent)
{}

const std::vector<ColumnOf<Team>> &TeamListModel::columns() const
{
    static const std::vector<ColumnOf<Team>> all = teamColumns();
    return all;
}

ReplyOf<codec::Page<Team>> *TeamListModel::requestPage(const requests::ListQuery &list)
{
    return requests::teams(m_context.client, list);
}

ReplyOf<Team> *TeamListModel::requestOne(TeamId id)
{
    return requests::team(m_context.client, id);
}

QString TeamListModel::nameOf(const Team &item) const
{
    return item.name;
}

void TeamListModel::onEvent(const Event &event)
{
    const TeamId id(event.subjectId);
    switch (event.kind) {
    case EventKind::TeamCreated:
        itemAdded();
        break;
    case EventKind::TeamChanged:
        itemChanged(id);
        break;
    case EventKind::TeamRemoved:
        itemRemoved(id);
        break;
    default:
        break;
    }
}

} // namespace mostrador::console
