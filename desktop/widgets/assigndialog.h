// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/change.h"
#include "widgets/widgetcontext.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QPushButton;
QT_END_NAMESPACE

namespace mostrador::console {

/// Whom an incident is given to: an employee, a team, or nobody; found by typing part of a name or e-mail.
class AssignDialog : public QDialog
{
    Q_OBJECT

public:
    AssignDialog(const WidgetContext &context, const Incident &incident, QWidget *parent);

Q_SIGNALS:
    /// @p what: a sentence that tells it.
    void chosen(const mostrador::IncidentChange &change, const QString &what);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Choice
    {
        QString text;
        QString words; ///< what is searched, folded
        IncidentChange change;
        QString what;
    };
    void collect(const Incident &incident);
    void filter();
    void take();

    const WidgetContext m_context;
    QList<Choice> m_choices;
    QLineEdit *m_search;
    QListWidget *m_list;
    QLabel *m_none;
    QPushButton *m_assign;
};

} // namespace mostrador::console
