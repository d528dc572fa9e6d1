// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pagedrows.h"

namespace mostrador::console {

/// Products whose name or SKU begins with the words of the query, kept up to date from the feed.
class ProductListModel final : public PagedRows<Product>
{
    Q_OBJECT

public:
    enum class Column
    {
        Name,
        Sku,
        Category,
        Active,
        Created,
        Count
    };
    Q_ENUM(Column)

    explicit ProductListModel(const ModelContext &context, QObject *parent = nullptr);

private:
    const std::vector<ColumnOf<Product>> &columns() const override;
    ReplyOf<codec::Page<Product>> *requestPage(const requests::ListQuery &list) override;
    ReplyOf<Product> *requestOne(ProductId id) override;
    void onEvent(const Event &event) override;
    QString nameOf(const Product &item) const override;
};

} // namespace mostrador::console
