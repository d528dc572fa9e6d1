// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/incidentnames.h"

#include "protocol/jsonreader.h"
#include "storage/keypage.h"
#include "storage/searchtext.h"

namespace mostrador::storage {

using searchquery::Condition;
using searchquery::Field;
using searchquery::Node;
using searchquery::NodePtr;

namespace {

/// Of more than these it is quicker to ask each incident of the list who its customer is.
constexpr qsizetype mostIds = 200;

/// The ids of one name; nothing if there are too many.
Result<std::optional<QStringList>> idsOf(Database &database, const SqlPart &lookup)
{
    Statement s(database, QStringLiteral("%1 limit %2").arg(lookup.sql).arg(mostIds + 1));
    for (const QVariant &value : lookup.values)
        s.bind(value.toString());
    const auto ids = readAll<QString>(s, [](Statement &row) { return QString::number(row.number(0)); });
    if (!ids)
        return ids.error();
    if (ids->size() > mostIds)
        return std::optional<QStringList>();
    return std::optional(QStringList(*ids));
}

/// The same condition with ids; its list of values may become empty, which nothing fulfils.
Result<Condition> withIds(Database &database, const Condition &condition)
{
    Condition result = condition;
    result.values.clear();
    for (const QString &value : condition.values) {
        std::optional<QStringList> ids;
        if (const auto lookup = nameLookup(condition.field, value)) {
            auto found = idsOf(database, *lookup);
            if (!found)
                return found.error();
            ids = *std::move(found);
        }
        result.values += ids.value_or(QStringList{value});
    }
    return result;
}

Result<NodePtr> withIds(Database &database, const NodePtr &node)
{
    auto result = std::make_shared<Node>(*node);
    if (node->kind == Node::Kind::Condition) {
        auto condition = withIds(database, node->condition);
        if (!condition)
            return condition.error();
        result->condition = *std::move(condition);
    }
    for (NodePtr &child : result->children) {
        auto changed = withIds(database, child);
        if (!changed)
            return changed.error();
        child = *std::move(changed);
    }
    return NodePtr(std::move(result));
}

} // namespace

std::optional<SqlPart> nameLookup(Field field, const QString &value)
{
    const bool employee = field == Field::Assignee || field == Field::Mentions;
    const bool person = employee || field == Field::Customer;
    const bool fixed = (employee && value == QLatin1String("me")) ||
                       (field == Field::Team && value == QLatin1String("mine")) ||
                       (field != Field::Customer && field != Field::Mentions && value == QLatin1String("none"));
    const bool id = !value.contains(u'@') && IncidentId::fromString(value).has_value();
    if (fixed || id || !(person || field == Field::Team || field == Field::Product))
        return std::nullopt;
    const QString table = employee                   ? QStringLiteral("employees")
                          : field == Field::Customer ? QStringLiteral("customers")
                          : field == Field::Team     ? QStringLiteral("teams")
                                                     : QStringLiteral("products");
    const QString unique = person                 ? QStringLiteral("email_folded")
                           : field == Field::Team ? QStringLiteral("name_folded")
                                                  : QStringLiteral("sku_folded");
    if (person && value.contains(u'@')) {
        return SqlPart{QStringLiteral("select id from %1 where %2 = ?").arg(table, unique), {foldForUniqueness(value)}};
    }
    return SqlPart{
        QStringLiteral("select id from %1 where (%2 = ? or name_search like ? escape '!')").arg(table, unique),
        {foldForUniqueness(value), likePart(foldForSearch(value))}};
}

Result<searchquery::Query> withIdsForNames(Database &database, const searchquery::Query &query)
{
    if (!query.root)
        return query;
    auto root = withIds(database, query.root);
    if (!root)
        return root.error();
    return searchquery::Query{query.source, *std::move(root)};
}

} // namespace mostrador::storage
