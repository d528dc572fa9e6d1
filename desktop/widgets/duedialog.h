// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/change.h"
#include "widgets/widgetcontext.h"

#include <QDialog>

#include <functional>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QListWidget;
QT_END_NAMESPACE

namespace mostrador::console {

class MistakeLine;

/// When something is due: typed ("3d", "friday 9:30", a date; see dueFromText()), or one of the usual times by its
/// number.
class DueDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p what: such as the reference. @p present: what is set now. @p now: for tests; by default the clock.
    DueDialog(
        const QString &what, std::optional<Timestamp> present, const QLocale &locale, QWidget *parent,
        const std::function<QDateTime()> &now = [] { return QDateTime::currentDateTime(); });

Q_SIGNALS:
    /// Nothing: no due date any more.
    void chosen(std::optional<mostrador::Timestamp> due);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addUsual(const QString &name, std::optional<QDateTime> time);
    std::optional<int> usualMeant(const QString &typed) const;
    void read();
    void take();
    void takeUsual(int row);

    const QLocale m_locale;
    const std::function<QDateTime()> m_now;
    QLineEdit *m_edit;
    QLabel *m_meaning;
    MistakeLine *m_mistake;
    QListWidget *m_usual;
    QList<std::optional<QDateTime>> m_times;
};

} // namespace mostrador::console
