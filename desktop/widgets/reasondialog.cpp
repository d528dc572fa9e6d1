// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reasondialog.h"

#include "widgets/notice.h"
#include "widgets/plaintext.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace mostrador::console {

ReasonDialog::ReasonDialog(const QString &title, const QString &question, const QString &verb, QWidget *parent)
    : QDialog(parent)
    , m_edit(new QPlainTextEdit(this))
    , m_mistake(new MistakeLine(this))
{
    setWindowTitle(title);
    auto *label = new QLabel(question, this);
    label->setBuddy(m_edit);
    label->setWordWrap(true);
    m_edit->setTabChangesFocus(true);
    m_edit->setObjectName(QStringLiteral("reason"));
    auto *buttons = new QDialogButtonBox(this);
    auto *accept = buttons->addButton(verb, QDialogButtonBox::AcceptRole);
    accept->setDefault(true);
    buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &ReasonDialog::take);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(label);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_mistake);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 60, fontMetrics().height() * 12);
}

void ReasonDialog::take()
{
    const QString text = plainText(m_edit).trimmed();
    if (text.isEmpty()) {
        m_mistake->setText(tr("Write a few words."));
        m_edit->setFocus();
        return;
    }
    Q_EMIT given(text);
    accept();
}

} // namespace mostrador::console
