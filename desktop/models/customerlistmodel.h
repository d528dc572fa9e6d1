// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/pagedrows.h"

namespace mostrador::console {

/// Customers whose name or e-mail begins with the words of the query, kept up to date from the feed.
class CustomerListModel final : public PagedRows<Customer>
{
    Q_OBJECT

public:
    enum class Column
    {
        Name,
        Email,
        Phone,
        City,
        Language,
        Created,
        Count
    };
    Q_ENUM(Column)

    explicit CustomerListModel(const ModelContext &context, QObject *parent = nullptr);

private:
    const std::vector<ColumnOf<Customer>> &columns() const override;
    ReplyOf<codec::Page<Customer>> *requestPage(const requests::ListQuery &list) override;
    ReplyOf<Customer> *requestOne(CustomerId id) override;
    void onEvent(const Event &event) override;
    QString nameOf(const Customer &item) const override;
};

} // namespace mostrador::console
