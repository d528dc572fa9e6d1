// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plaintext.h"

#include <QPlainTextEdit>
#include <QTextDocument>

namespace mostrador::console {

QString plainText(const QPlainTextEdit *edit)
{
    // Blocks end with a paragraph separator; Shift+Enter puts in a line separator.
    QString text = edit->document()->toRawText();
    text.replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
    text.replace(QChar::LineSeparator, QLatin1Char('\n'));
    return text;
}

} // namespace mostrador::console
