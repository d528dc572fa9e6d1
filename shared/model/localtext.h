// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

namespace mostrador {

/// A text in each language, by BCP 47 tag; see supportedLanguages().
using LocalText = QMap<QString, QString>;

/// The text in @p language, or the first there is.
inline QString textIn(const LocalText &text, const QString &language)
{
    const QString own = text.value(language);
    if (!own.isEmpty())
        return own;
    for (const QString &other : text) {
        if (!other.isEmpty())
            return other;
    }
    return {};
}

} // namespace mostrador
