// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/incidentsort.h"

namespace mostrador::storage {

Result<KeyPage> incidentKeys(const PageRequest &page)
{
    // The expressions are those of the indexes in migration 1, to the letter.
    static const QList<SortKey> keys{
        {QStringLiteral("created"), {QStringLiteral("i.created_at")}, {false}},
        {QStringLiteral("updated"), {QStringLiteral("i.updated_at")}, {false}},
        {QStringLiteral("priority"), {QStringLiteral("i.priority")}, {false}, true, 0, 100},
        {QStringLiteral("due"), {QStringLiteral("coalesce(i.due_at, 9223372036854775807)")}, {false}, true},
        {QStringLiteral("status"),
         {QStringLiteral("(case i.status when 'new' then 0 when 'open' then 1 when 'waiting_customer' then 2 "
                         "when 'waiting_third_party' then 3 when 'resolved' then 4 when 'closed' then 5 "
                         "when 'cancelled' then 6 else 7 end)")},
         {false},
         true,
         0,
         100},
        {QStringLiteral("reference"), {}, {}},
        {relevanceSort(), {QStringLiteral("i.relevance")}, {false}}};
    return KeyPage::make(keys, QStringLiteral("-created"), page, QStringLiteral("i.id"));
}

QString relevanceSort()
{
    return QStringLiteral("relevance");
}

bool isByRelevance(const QString &sort)
{
    return sort == relevanceSort();
}

} // namespace mostrador::storage
