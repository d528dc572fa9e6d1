// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/productlistmodel.h"

#include "models/directory.h"
#include "models/eventtext.h"

namespace mostrador::console {

namespace {

std::vector<ColumnOf<Product>> productColumns()
{
    return {
        {.name = "name",
         .title = [] { return ProductListModel::tr("Name"); },
         .text = [](const Product &i, const ModelContext &) { return i.name; },
         .raw = [](const Product &i) { return QVariant(i.name); },
         .sortKey = "name"},
        {.name = "sku",
         .title = [] { return ProductListModel::tr("Article number"); },
         .text = [](const Product &i, const ModelContext &) { return i.sku; },
         .raw = [](const Product &i) { return QVariant(i.sku); },
         .sortKey = "sku"},
        {.name = "category",
         .title = [] { return ProductListModel::tr("Category"); },
         .text = [](const Product &i, const ModelContext &) { return i.category; },
         .raw = [](const Product &i) { return QVariant(i.category); }},
        {.name = "active",
         .title = [] { return ProductListModel::tr("Active"); },
         .text = [](const Product &i, const ModelContext &) { return yesOrNothing(i.active); },
         .raw = [](const Product &i) { return QVariant(i.active); }},
        {.name = "created",
         .title = [] { return ProductListModel::tr("Created"); },
         .text = [](const Product &i, const ModelContext &c) { return localShort(i.createdAt, c.words); },
         .raw = [](const Product &i) { return QVariant(i.createdAt.toDateTime()); },
         .sortKey = "created",
         .toolTip = [](const Product &i, const ModelContext &c) { return localDateTime(i.createdAt, c.words); }},
    };
}

} // namespace

ProductListModel::ProductListModel(const ModelContext &context, QObject *parent)
    : PagedRows<Product>(context, QStringLiteral("name"), parent)
{}

const std::vector<ColumnOf<Product>> &ProductListModel::columns() const
{
    static const std::vector<ColumnOf<Product>> all = productColumns();
    return all;
}

ReplyOf<codec::Page<Product>> *ProductListModel::requestPage(const requests::ListQuery &list)
{
    return requests::products(m_context.client, list);
}

ReplyOf<Product> *ProductListModel::requestOne(ProductId id)
{
    return requests::product(m_context.client, id);
}

QString ProductListModel::nameOf(const Product &item) const
{
    return item.name;
}

void ProductListModel::onEvent(const Event &event)
{
    const ProductId id(event.subjectId);
    switch (event.kind) {
    case EventKind::ProductCreated:
        itemAdded();
        break;
    case EventKind::ProductChanged:
        itemChanged(id);
        break;
    case EventKind::ProductRemoved:
        itemRemoved(id);
        break;
    default:
        break;
    }
}

} // namespace mostrador::console
