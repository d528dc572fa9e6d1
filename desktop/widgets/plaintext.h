// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

QT_BEGIN_NAMESPACE
class QPlainTextEdit;
QT_END_NAMESPACE

namespace mostrador::console {

/// What was typed, letter by letter, lines ended by \n. QPlainTextEdit::toPlainText() would make ordinary spaces of
/// no-break spaces, which stand between a number and its unit.
QString plainText(const QPlainTextEdit *edit);

} // namespace mostrador::console
