// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/confirmdialog.h"

#include "widgets/widgetcontext.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace mostrador::console {

ConfirmDialog::ConfirmDialog(const QString &question, const QString &effect, const QString &verb, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("confirmDialog"));
    setWindowTitle(verb);
    auto *head = new QLabel(question, this);
    head->setTextFormat(Qt::PlainText);
    head->setWordWrap(true);
    QFont bold = head->font();
    bold.setBold(true);
    head->setFont(bold);
    auto *text = new QLabel(effect, this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(this);
    auto *doIt = buttons->addButton(withoutMnemonic(verb), QDialogButtonBox::AcceptRole);
    doIt->setObjectName(QStringLiteral("confirm"));
    doIt->setAutoDefault(false);
    auto *keep = buttons->addButton(tr("&Keep"), QDialogButtonBox::RejectRole);
    keep->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(head);
    layout->addWidget(text);
    layout->addStretch(1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 60, sizeHint().height());
    keep->setFocus();
    setAccessibleDescription(effect);
}

} // namespace mostrador::console
