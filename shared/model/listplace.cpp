// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/listplace.h"

#include <QStringList>

namespace mostrador {

QString ListPlace::toString() const
{
    QString text = QString::number(key) + u',' + QString::number(id);
    if (parts)
        text += QLatin1String(",p");
    return text;
}

std::optional<ListPlace> ListPlace::fromString(const QString &text)
{
    const QStringList fields = text.split(u',');
    ListPlace place;
    bool keyFine = false;
    bool idFine = false;
    place.key = fields.first().toLongLong(&keyFine);
    place.id = fields.value(1).toLongLong(&idFine);
    place.parts = fields.size() == 3;
    // Each place has one spelling: no plus sign, no zero in front.
    if (!keyFine || !idFine || place.toString() != text)
        return std::nullopt;
    return place;
}

} // namespace mostrador
