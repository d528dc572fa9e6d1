// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/passworddialog.h"

#include "model/limits.h"
#include "widgets/fieldeditors.h"
#include "widgets/fieldform.h"
#include "widgets/notice.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace mostrador::console {

PasswordDialog::PasswordDialog(const WidgetContext &context, EmployeeId employee, const QString &name, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_employee(employee)
    , m_own(employee == context.models.session.employee().id)
    , m_current(editors::line(limits::password))
    , m_password(editors::line(limits::password))
    , m_form(new FieldForm(context.models.words, this))
    , m_notice(new Notice(this))
{
    setObjectName(QStringLiteral("passwordDialog"));
    setWindowTitle(m_own ? tr("Change my password") : tr("Set the password of %1").arg(oneLine(name, 60)));
    auto *effect = new ToneLabel(
        Tone::Quiet,
        m_own ? tr("Your other sessions end, and you log in anew.") : tr("All sessions of this employee end."), this);
    effect->setWordWrap(true);
    m_current->setEchoMode(QLineEdit::Password);
    m_password->setEchoMode(QLineEdit::Password);
    m_form->add(QStringLiteral("current"), m_current);
    m_form->setFieldVisible(QStringLiteral("current"), m_own);
    m_form->add(QStringLiteral("password"), tr("New password"), m_password,
                tr("At least %Ln character(s)", "", limits::passwordMin));
    auto *show = new QCheckBox(tr("S&how what I type"), this);
    connect(show, &QCheckBox::toggled, this, [this](bool on) {
        for (QLineEdit *edit : {m_current, m_password})
            edit->setEchoMode(on ? QLineEdit::Normal : QLineEdit::Password);
    });
    auto *buttons = new QDialogButtonBox(this);
    m_set = buttons->addButton(tr("&Set password"), QDialogButtonBox::AcceptRole);
    m_set->setDefault(true);
    buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &PasswordDialog::send);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_notice);
    layout->addWidget(effect);
    layout->addWidget(m_form);
    layout->addWidget(show);
    layout->addStretch(1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 64, sizeHint().height());
    (m_own ? m_current : m_password)->setFocus();
}

void PasswordDialog::send()
{
    m_form->clearErrors();
    m_notice->dismiss();
    QList<FieldError> errors;
    if (m_own && m_current->text().isEmpty())
        errors.append({QStringLiteral("/current"), FieldErrorCode::Required, {}});
    if (m_password->text().isEmpty())
        errors.append({QStringLiteral("/password"), FieldErrorCode::Required, {}});
    if (!errors.isEmpty()) {
        m_form->showErrors(errors);
        return;
    }
    m_set->setEnabled(false);
    requests::setPassword(m_context.models.client, m_employee, m_own ? m_current->text() : QString(),
                          m_password->text())
        ->then(this, [this](const Answer<Nothing> &answer) {
            m_set->setEnabled(true);
            if (answer) {
                accept();
                return;
            }
            const QList<FieldError> rest = m_form->showErrors(answer.error().problem.errors);
            if (!rest.isEmpty() || answer.error().problem.errors.isEmpty())
                m_notice->show(Tone::Danger, describe(answer.error(), m_context.models.words));
        });
}

} // namespace mostrador::console
