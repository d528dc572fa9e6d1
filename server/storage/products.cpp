// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/products.h"

#include "protocol/jsonreader.h"
#include "storage/keypage.h"
#include "storage/searchtext.h"

namespace mostrador::storage::products {

namespace {

QString columns()
{
    return QStringLiteral("id, sku, name, category, active, created_at, updated_at, version");
}

Product readProduct(const Statement &row)
{
    return Product{row.id<ProductId>(0), row.text(1),      row.text(2),      row.text(3),
                   row.boolean(4),       row.timestamp(5), row.timestamp(6), row.number(7)};
}

Problem named(const Problem &problem)
{
    return withTakenField(problem, QStringLiteral("sku"), QStringLiteral("/sku"));
}

void bindProduct(Statement &s, const Product &p)
{
    s.bind(p.sku).bind(foldForUniqueness(p.sku)).bind(p.name).bind(u' ' + foldForSearch(p.name)).bind(p.category);
    s.bind(p.active).bind(p.updatedAt).bind(p.version);
}

} // namespace

Result<ProductId> insert(Database &database, const Product &product)
{
    Statement s(database,
                QStringLiteral("insert into products (sku, sku_folded, name, name_search, category, active, "
                               "updated_at, version, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id"));
    bindProduct(s, product);
    s.bind(product.createdAt);
    const auto id = readOne<ProductId>(s, [](Statement &row) { return row.id<ProductId>(0); });
    if (!id)
        return named(id.error());
    return id->value();
}

Result<std::optional<Product>> find(Database &database, ProductId id)
{
    Statement s(database, QStringLiteral("select %1 from products where id = ?").arg(columns()));
    s.bind(id);
    return readOne<Product>(s, [](Statement &row) { return readProduct(row); });
}

Result<std::optional<Product>> findBySku(Database &database, const QString &sku)
{
    Statement s(database, QStringLiteral("select %1 from products where sku_folded = ?").arg(columns()));
    s.bind(foldForUniqueness(sku));
    return readOne<Product>(s, [](Statement &row) { return readProduct(row); });
}

Result<std::optional<Product>> findForUpdate(Database &database, ProductId id)
{
    Statement s(database, QStringLiteral("select %1 from products where id = ?%2")
                              .arg(columns(), database.isPostgresql() ? QStringLiteral(" for update") : QString()));
    s.bind(id);
    return readOne<Product>(s, [](Statement &row) { return readProduct(row); });
}

Result<bool> update(Database &database, const Product &product, qint64 expectedVersion)
{
    Statement s(database,
                QStringLiteral("update products set sku = ?, sku_folded = ?, name = ?, name_search = ?, category = ?, "
                               "active = ?, updated_at = ?, version = ? where id = ? and version = ?"));
    bindProduct(s, product);
    s.bind(product.id).bind(expectedVersion);
    if (const Outcome run = s.exec(); !run)
        return named(run.error());
    return s.rowsAffected() == 1;
}

Result<bool> remove(Database &database, ProductId id, qint64 expectedVersion)
{
    Problem inUse;
    inUse.code = ErrorCode::InUse;
    {
        // Asked first, because a refused delete would cost PostgreSQL's whole transaction.
        Statement s(database,
                    QStringLiteral("select count(*) from (select 1 from incidents where product_id = ? limit 1) x"));
        s.bind(id);
        const auto uses = readOne<qint64>(s, [](Statement &row) { return row.number(0); });
        if (!uses)
            return uses.error();
        if (uses->value_or(0) > 0)
            return inUse;
    }
    Statement s(database, QStringLiteral("delete from products where id = ? and version = ?"));
    s.bind(id).bind(expectedVersion);
    if (const Outcome run = s.exec(); !run)
        return run.error().code == ErrorCode::Conflict ? inUse : run.error();
    return s.rowsAffected() == 1;
}

Result<Page<Product>> list(Database &database, const QString &words, const PageRequest &page)
{
    const auto keys = KeyPage::make({{QStringLiteral("name"), {QStringLiteral("name_search")}, {true}},
                                     {QStringLiteral("sku"), {QStringLiteral("sku_folded")}, {true}},
                                     {QStringLiteral("created"), {QStringLiteral("created_at")}, {false}}},
                                    QStringLiteral("name"), page, QStringLiteral("id"));
    if (!keys)
        return keys.error();
    QString where = keys->where;
    QStringList wanted = foldForSearch(words).split(u' ', Qt::SkipEmptyParts);
    wanted.resize(std::min<qsizetype>(wanted.size(), 10));
    for (qsizetype i = 0; i < wanted.size(); ++i)
        where += QStringLiteral(" and (name_search like ? escape '!' or (sku_folded >= ? and sku_folded < ?))");
    Statement s(
        database,
        QStringLiteral("select %1%2 from products where %3 %4").arg(columns(), keys->columns, where, keys->order));
    keys->bind(s);
    for (const QString &word : std::as_const(wanted))
        s.bind(likeWordStart(word)).bind(word).bind(prefixEnd(word));
    return keys->read<Product>(s, 8, [](Statement &row) { return readProduct(row); });
}

Result<QList<Product>> active(Database &database)
{
    Statement s(database,
                QStringLiteral("select %1 from products where active = 1 order by name_search, id").arg(columns()));
    return readAll<Product>(s, [](Statement &row) { return readProduct(row); });
}

} // namespace mostrador::storage::products
