// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cannedreplylistmodel.h"

#include "models/directory.h"
#include "models/eventtext.h"

#include <QLocale>

namespace mostrador::console {

namespace {

std::vector<ColumnOf<CannedReply>> cannedreplylistmodelColumns()
{
    return {
        {.name = "title",
         .title = [] { return CannedReplyListModel::tr("Title"); },
         .text = [](const CannedReply &i, const ModelContext &) { return i.title; },
         .raw = [](const CannedReply &i) { return QVariant(i.title); },
         .sortKey = "title"},
        {.name = "shortcut",
         .title = [] { return CannedReplyListModel::tr("Shortcut"); },
         .text = [](const CannedReply &i, const ModelContext &) { return QStringLiteral("::") + i.shortcut; },
         .raw = [](const CannedReply &i) { return QVariant(i.shortcut); }},
        {.name = "language",
         .title = [] { return CannedReplyListModel::tr("Language"); },
         .text =
             [](const CannedReply &i, const ModelContext &) {
                 return i.language.isEmpty() ? CannedReplyListModel::tr("any")
                                             : QLocale(i.language).nativeLanguageName();
             },
         .raw = [](const CannedReply &i) { return QVariant(i.language); }},
        {.name = "team",
         .title = [] { return CannedReplyListModel::tr("Team"); },
         .text = [](const CannedReply &i,
                    const ModelContext &c) { return i.team ? c.directory.teamName(*i.team) : QString(); },
         .raw = [](const CannedReply &i) { return QVariant(i.team ? i.team->value() : 0); }},
        {.name = "archived",
         .title = [] { return CannedReplyListModel::tr("Archived"); },
         .text = [](const CannedReply &i, const ModelContext &) { return yesOrNothing(i.archived); },
         .raw = [](const CannedReply &i) { return QVariant(i.archived); }},
    };
}

} // namespace

CannedReplyListModel::CannedReplyListModel(const ModelContext &context, QObject *parent)
    : PagedRows<CannedReply>(context, QStringLiteral("title"), parent)
{}

const std::vector<ColumnOf<CannedReply>> &CannedReplyListModel::columns() const
{
    static const std::vector<ColumnOf<CannedReply>> all = cannedreplylistmodelColumns();
    return all;
}

ReplyOf<codec::Page<CannedReply>> *CannedReplyListModel::requestPage(const requests::ListQuery &list)
{
    return requests::cannedReplies(m_context.client, list);
}

ReplyOf<CannedReply> *CannedReplyListModel::requestOne(CannedReplyId id)
{
    return requests::cannedReply(m_context.client, id);
}

QString CannedReplyListModel::nameOf(const CannedReply &item) const
{
    return item.title;
}

void CannedReplyListModel::onEvent(const Event &event)
{
    const CannedReplyId id(event.subjectId);
    switch (event.kind) {
    case EventKind::CannedReplyCreated:
        itemAdded();
        break;
    case EventKind::CannedReplyChanged:
        itemChanged(id);
        break;
    case EventKind::CannedReplyRemoved:
        itemRemoved(id);
        break;
    default:
        break;
    }
}

} // namespace mostrador::console
