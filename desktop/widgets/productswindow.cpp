// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/productswindow.h"

#include "model/limits.h"
#include "models/productlistmodel.h"
#include "widgets/fieldeditors.h"

#include <QCheckBox>
#include <QLineEdit>

namespace mostrador::console {

ProductsWindow::ProductsWindow(const WidgetContext &context, QWidget *parent)
    : RecordsWindow(context, new ProductListModel(context.models), QStringLiteral("products"),
                    {tr("Products"), tr("Products"), tr("&New product"), tr("Remove product"), tr("Remove %1?"),
                     tr("A product that incidents are about cannot be removed; take away “Offered to customers” "
                        "instead."),
                     tr("Your role can read products but not change them."), tr("Choose a product.")},
                    {QStringLiteral("created")}, parent)
{
    addField(QStringLiteral("sku"), editors::line(limits::sku));
    addField(QStringLiteral("name"), editors::line(limits::productName));
    addField(QStringLiteral("category"), editors::line(limits::productCategory));
    addField(QStringLiteral("active"), new QCheckBox(tr("Offered to customers in the portal")));
    finish();
}

QJsonObject ProductsWindow::jsonAt(const QModelIndex &index) const
{
    return codec::toJson(static_cast<ProductListModel *>(model())->at(index.row()));
}

QJsonObject ProductsWindow::blank() const
{
    return {{QStringLiteral("active"), true}};
}

void ProductsWindow::create(const QJsonObject &values)
{
    const auto input = codec::newProductFromJson(values);
    if (!input)
        refusedHere(input.error());
    else
        handle(requests::createProduct(m_context.models.client, *input));
}

void ProductsWindow::change(qint64 id, const QJsonObject &patch, qint64 version)
{
    const auto input = codec::productChangeFromJson(patch);
    if (!input)
        refusedHere(input.error());
    else
        handle(requests::changeProduct(m_context.models.client, ProductId(id), *input, version));
}

void ProductsWindow::remove(qint64 id, qint64 version)
{
    handleRemoval(requests::removeProduct(m_context.models.client, ProductId(id), version));
}

void ProductsWindow::fetch(qint64 id)
{
    handleFetch(requests::product(m_context.models.client, ProductId(id)));
}

bool ProductsWindow::mayCreate() const
{
    return m_context.models.session.isAllowedSomewhere(Action::ProductManage);
}

bool ProductsWindow::mayEdit(qint64) const
{
    return mayCreate();
}

bool ProductsWindow::mayRemove(qint64) const
{
    return mayCreate();
}

QString ProductsWindow::nameOf(const QJsonObject &record) const
{
    return record.value(QStringLiteral("name")).toString();
}

} // namespace mostrador::console
