// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/phonetext.h"

namespace mostrador {

QString phoneDigits(const QString &phone)
{
    QString digits;
    for (const QChar c : phone) {
        if (const int digit = c.digitValue(); digit >= 0)
            digits.append(QChar(u'0' + digit));
    }
    return digits;
}

QString phoneFromText(const QString &text)
{
    constexpr qsizetype least = 3;
    for (const QChar c : text) {
        if (c.digitValue() < 0 && !c.isSpace() && !QStringLiteral("+-./()").contains(c))
            return {};
    }
    QString digits = phoneDigits(text);
    if (digits.startsWith(QLatin1String("00")))
        digits.remove(0, 2);
    return digits.size() < least ? QString() : digits;
}

} // namespace mostrador
