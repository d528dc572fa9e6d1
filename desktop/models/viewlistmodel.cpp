// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/viewlistmodel.h"

#include "models/administrationwords.h"
#include "models/directory.h"

namespace mostrador::console {

namespace {

std::vector<ColumnOf<SavedView>> viewlistmodelColumns()
{
    return {
        {.name = "name",
         .title = [] { return ViewListModel::tr("Name"); },
         .text = [](const SavedView &i, const ModelContext &) { return i.name; },
         .raw = [](const SavedView &i) { return QVariant(i.name); }},
        {.name = "scope",
         .title = [] { return ViewListModel::tr("For whom"); },
         .text = [](const SavedView &i, const ModelContext &) { return console::nameOf(i.scope); },
         .raw = [](const SavedView &i) { return QVariant(static_cast<int>(i.scope)); }},
        {.name = "team",
         .title = [] { return ViewListModel::tr("Team"); },
         .text = [](const SavedView &i,
                    const ModelContext &c) { return i.team ? c.directory.teamName(*i.team) : QString(); },
         .raw = [](const SavedView &i) { return QVariant(i.team ? i.team->value() : 0); }},
        {.name = "query",
         .title = [] { return ViewListModel::tr("Search"); },
         .text = [](const SavedView &i, const ModelContext &) { return i.query; },
         .raw = [](const SavedView &i) { return QVariant(i.query); }},
    };
}

} // namespace

ViewListModel::ViewListModel(const ModelContext &context, QObject *parent)
    : PagedRows<SavedView>(context, QStringLiteral(""), parent)
{}

const std::vector<ColumnOf<SavedView>> &ViewListModel::columns() const
{
    static const std::vector<ColumnOf<SavedView>> all = viewlistmodelColumns();
    return all;
}

ReplyOf<codec::Page<SavedView>> *ViewListModel::requestPage(const requests::ListQuery &list)
{
    return requests::views(m_context.client, list);
}

ReplyOf<SavedView> *ViewListModel::requestOne(ViewId id)
{
    return requests::view(m_context.client, id);
}

QString ViewListModel::nameOf(const SavedView &item) const
{
    return item.name;
}

void ViewListModel::onEvent(const Event &event)
{
    const ViewId id(event.subjectId);
    switch (event.kind) {
    case EventKind::ViewCreated:
        itemAdded();
        break;
    case EventKind::ViewChanged:
        itemChanged(id);
        break;
    case EventKind::ViewRemoved:
        itemRemoved(id);
        break;
    default:
        break;
    }
}

} // namespace mostrador::console
