// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/recordchoices.h"

#include "models/directory.h"
#include "widgets/widgetcontext.h"

namespace mostrador::console::choices {

QList<ChoiceBox::Choice> teams(const Directory &directory, const QString &none)
{
    QList<ChoiceBox::Choice> list{{none, QJsonValue(QJsonValue::Null)}};
    for (const Team &team : directory.teams())
        list.append({oneLine(team.name), team.id.toString()});
    return list;
}

QList<ChoiceBox::Choice> products(const Directory &directory, const QString &none)
{
    QList<ChoiceBox::Choice> list{{none, QJsonValue(QJsonValue::Null)}};
    for (const Product &product : directory.products())
        list.append({oneLine(product.name), product.id.toString()});
    return list;
}

} // namespace mostrador::console::choices
