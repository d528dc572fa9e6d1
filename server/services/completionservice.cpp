// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/completionservice.h"

#include "model/searchtext.h"
#include "services/catalogueservice.h"
#include "services/customerservice.h"
#include "services/employeeservice.h"
#include "services/tagservice.h"
#include "services/viewservice.h"
#include "storage/completions.h"

namespace mostrador::services::completions {

using searchquery::Completion;
using searchquery::Field;
using searchquery::Fragment;

namespace {

constexpr int mostWords = 4;
constexpr qsizetype leastWord = 2;
constexpr int mostViews = 3;

/// The first of a list whose words begin with what is written; none where the actor may not read it.
template <typename T, typename List, typename Make>
Result<QList<Completion>> named(UnitOfWork &unit, const QString &begun, const QString &sort, const List &list,
                                const Make &make)
{
    QList<Completion> result;
    const Result<ListPage<T>> page = list(unit, ListRequest{begun, sort, {}, searchquery::mostCompletions});
    if (!page) {
        if (page.error().code == ErrorCode::Forbidden)
            return result;
        return page.error();
    }
    for (const T &item : page->items)
        make(item, result);
    return result;
}

Result<QList<Completion>> valuesOf(UnitOfWork &unit, const Fragment &fragment)
{
    const QString name = QStringLiteral("name");
    const QString begun = fragment.text.trimmed();
    using searchquery::valueCompletion;
    switch (*fragment.field) {
    case Field::Assignee:
    case Field::Mentions:
        return named<Employee>(unit, begun, name, employees::list, [](const Employee &employee, auto &result) {
            if (employee.active)
                result.append(valueCompletion(employee.name, employee.email));
        });
    case Field::Team:
        return named<Team>(unit, begun, name, teams::list,
                           [](const Team &team, auto &result) { result.append(valueCompletion(team.name)); });
    case Field::Product:
        return named<Product>(unit, begun, name, products::list, [](const Product &product, auto &result) {
            result.append(valueCompletion(product.name, product.sku));
        });
    case Field::Tag:
        return named<Tag>(
            unit, begun, name, [](UnitOfWork &u, const ListRequest &list) { return tags::list(u, list, true); },
            [](const Tag &tag, auto &result) { result.append(valueCompletion(tag.name)); });
    case Field::Customer:
        // All of them would tell nobody anything.
        if (begun.isEmpty())
            return QList<Completion>();
        return named<Customer>(unit, begun, name, customers::list, [](const Customer &customer, auto &result) {
            const QString whole = QStringLiteral("%1 %2").arg(customer.givenName, customer.familyName).trimmed();
            result.append(customer.email.isEmpty() ? valueCompletion(whole) : valueCompletion(customer.email, whole));
        });
    default:
        return QList<Completion>();
    }
}

Result<QList<Completion>> words(UnitOfWork &unit, const QString &query, const Fragment &fragment)
{
    QList<Completion> result;
    const QStringList folded = searchWords(fragment.text);
    if (folded.size() == 1 && folded.constFirst().size() >= leastWord) {
        storage::incidents::QueryContext context;
        context.actor = unit.actor();
        context.now = unit.now();
        const auto known =
            storage::completions::wordsBeginning(unit.database(), folded.constFirst(), context, mostWords);
        if (!known)
            return known.error();
        for (const QString &word : *known) {
            if (word != folded.constFirst())
                result.append({QStringLiteral("word"), word, {}});
        }
    }
    // A view is a whole query: it takes the place of one that is not more than the beginning of its name.
    if (fragment.offset == 0 && fragment.length == query.size() && !fragment.text.isEmpty()) {
        auto views = named<SavedView>(
            unit, fragment.text, QStringLiteral("position"),
            [](UnitOfWork &u, const ListRequest &list) { return views::list(u, list, true); },
            [](const SavedView &view, auto &all) {
                if (all.size() < mostViews)
                    all.append({QStringLiteral("view"), view.query, view.name});
            });
        if (!views)
            return views.error();
        result += *views;
    }
    return result;
}

} // namespace

Result<searchquery::Completions> complete(UnitOfWork &unit, const QString &query, qsizetype place)
{
    if (const Outcome allowed = unit.require(Action::IncidentRead, Relation::Own); !allowed)
        return allowed.error();
    ListRequest request;
    request.query = query;
    if (const Outcome fine = checkListing(request, {}); !fine)
        return fine.error();
    const auto fragment = searchquery::fragmentAt(query, place);
    if (!fragment)
        return searchquery::Completions{static_cast<int>(place), 0, {}};
    searchquery::Completions result{fragment->offset, fragment->length, {}};
    if (!(fragment->text.isEmpty() && !fragment->field))
        result.items = searchquery::languageCompletions(*fragment);
    const auto others = fragment->field ? valuesOf(unit, *fragment) : words(unit, query, *fragment);
    if (!others)
        return others.error();
    result.items += *others;
    result.items = result.items.mid(0, searchquery::mostCompletions);
    return result;
}

} // namespace mostrador::services::completions
