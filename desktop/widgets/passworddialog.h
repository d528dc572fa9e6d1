// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "widgets/widgetcontext.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace mostrador::console {

class FieldForm;
class Notice;

/// Sets a new password: one's own, with the present one, or as an administrator somebody else's.
class PasswordDialog : public QDialog
{
    Q_OBJECT

public:
    PasswordDialog(const WidgetContext &context, EmployeeId employee, const QString &name, QWidget *parent);

private:
    void send();

    const WidgetContext m_context;
    const EmployeeId m_employee;
    const bool m_own;
    QLineEdit *m_current;
    QLineEdit *m_password;
    FieldForm *m_form;
    Notice *m_notice;
    QPushButton *m_set;
};

} // namespace mostrador::console
