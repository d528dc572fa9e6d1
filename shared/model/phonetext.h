// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mostrador {

/// The digits of a telephone number as people write it, one after the other: "+34 600 11-22" -> "346001122".
QString phoneDigits(const QString &phone);

/// What somebody typed, where it can only be (a part of) a telephone number: its digits, without the + or 00 before a
/// country's; empty for anything else and for fewer than three digits.
QString phoneFromText(const QString &text);

} // namespace mostrador
