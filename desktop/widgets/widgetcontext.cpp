// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/widgetcontext.h"

#include "protocol/describe.h"

#include <QAction>
#include <QCoreApplication>
#include <QIcon>
#include <QLineEdit>
#include <QWidget>

namespace mostrador::console {

namespace {

struct FailureText
{
    Q_DECLARE_TR_FUNCTIONS(mostrador::console::FailureText)
};

struct FieldText
{
    Q_DECLARE_TR_FUNCTIONS(mostrador::console::FieldText)
};

} // namespace

QString describe(const Failure &failure, const Words &words)
{
    switch (failure.kind) {
    case Failure::Kind::Offline:
        return FailureText::tr("The server does not answer. Check the network; the console tries again by itself.");
    case Failure::Kind::Untrusted:
        return FailureText::tr("The server's certificate cannot be trusted, so nothing was sent. "
                               "Tell your administrator.");
    case Failure::Kind::Unauthenticated:
        return FailureText::tr("Your session has ended. Log in again to go on.");
    case Failure::Kind::Unreadable:
        return FailureText::tr("What answers at this address is not a Mostrador server of a suitable version.");
    case Failure::Kind::Local:
        return FailureText::tr("A file on this computer cannot be read or written: %1").arg(failure.detail);
    case Failure::Kind::Refused:
        break;
    }
    QString text = words::describe(failure.problem, words);
    if (failure.problem.code == ErrorCode::Internal && !failure.requestId.isEmpty())
        text += QLatin1Char(' ') + FailureText::tr("(Number for the administrator: %1)").arg(failure.requestId);
    return text;
}

void setTabChain(const QList<QWidget *> &widgets)
{
    for (qsizetype i = 1; i < widgets.size(); ++i)
        QWidget::setTabOrder(widgets.at(i - 1), widgets.at(i));
}

void addClearButton(QLineEdit *edit)
{
    edit->setClearButtonEnabled(true);
    if (auto *clear = edit->findChild<QAction *>(QStringLiteral("_q_qlineeditclearaction")))
        clear->setText(FieldText::tr("Clear"));
}

void addClearButton(QLineEdit *edit, const QIcon &leading)
{
    addClearButton(edit);
    edit->addAction(leading, QLineEdit::LeadingPosition)->setText(FieldText::tr("Find"));
}

QString plainToolTip(const QString &text)
{
    return text.isEmpty()
               ? text
               : QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
}

QString withoutMnemonic(const QString &text)
{
    return QString(text).replace(u'&', QStringLiteral("&&"));
}

QString oneLine(const QString &text, int max)
{
    QString line = text.simplified();
    // Overrides of the direction would let a name look like another one.
    line.removeIf([](QChar c) {
        return (c.unicode() >= 0x202a && c.unicode() <= 0x202e) || (c.unicode() >= 0x2066 && c.unicode() <= 0x2069);
    });
    if (line.size() > max)
        line = line.left(max - 1) + QChar(0x2026);
    return line;
}

} // namespace mostrador::console
