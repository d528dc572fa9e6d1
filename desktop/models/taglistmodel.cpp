// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/taglistmodel.h"

#include "models/eventtext.h"

namespace mostrador::console {

namespace {

std::vector<ColumnOf<Tag>> taglistmodelColumns()
{
    return {
        {.name = "name",
         .title = [] { return TagListModel::tr("Tag"); },
         .text = [](const Tag &i, const ModelContext &) { return i.name; },
         .raw = [](const Tag &i) { return QVariant(i.name); },
         .sortKey = "name"},
        {.name = "description",
         .title = [] { return TagListModel::tr("Description"); },
         .text = [](const Tag &i, const ModelContext &) { return i.description; },
         .raw = [](const Tag &i) { return QVariant(i.description); }},
        {.name = "incidents",
         .title = [] { return TagListModel::tr("Incidents"); },
         .text = [](const Tag &i, const ModelContext &c) { return TagListModel::countText(i, c.words); },
         .raw = [](const Tag &i) { return QVariant(i.incidentCount); },
         .number = true},
        {.name = "archived",
         .title = [] { return TagListModel::tr("Archived"); },
         .text = [](const Tag &i, const ModelContext &) { return yesOrNothing(i.archived); },
         .raw = [](const Tag &i) { return QVariant(i.archived); }},
    };
}

} // namespace

TagListModel::TagListModel(const ModelContext &context, QObject *parent)
    : PagedRows<Tag>(context, QStringLiteral("name"), parent)
{}

QString TagListModel::countText(const Tag &tag, const Words &words)
{
    const QString number = words.locale().toString(tag.incidentCount);
    return tag.incidentCountCapped ? number + u'+' : number;
}

const std::vector<ColumnOf<Tag>> &TagListModel::columns() const
{
    static const std::vector<ColumnOf<Tag>> all = taglistmodelColumns();
    return all;
}

ReplyOf<codec::Page<Tag>> *TagListModel::requestPage(const requests::ListQuery &list)
{
    return requests::tags(m_context.client, list);
}

ReplyOf<Tag> *TagListModel::requestOne(TagId id)
{
    return requests::tag(m_context.client, id);
}

QString TagListModel::nameOf(const Tag &item) const
{
    return item.name;
}

void TagListModel::onEvent(const Event &event)
{
    const TagId id(event.subjectId);
    switch (event.kind) {
    case EventKind::TagCreated:
        itemAdded();
        break;
    case EventKind::TagChanged:
        itemChanged(id);
        break;
    case EventKind::TagRemoved:
        itemRemoved(id);
        break;
    default:
        break;
    }
}

} // namespace mostrador::console
