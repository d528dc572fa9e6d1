// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/action.h"
#include "widgets/widgetcontext.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QProgressBar;
class QPushButton;
QT_END_NAMESPACE

namespace mostrador::console {

/// How far the bulk job under way is, with a way to cancel it; hidden while there is none. For the status bar.
class BulkProgress : public QWidget
{
    Q_OBJECT

public:
    explicit BulkProgress(const WidgetContext &context, QWidget *parent = nullptr);

Q_SIGNALS:
    /// A job of this or an earlier run of the program has come to its end.
    void ended(mostrador::console::ActionId job);

private:
    void update();

    const WidgetContext m_context;
    QLabel *m_label;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
    ActionId m_job;
    QSet<ActionId> m_running;
};

/// What came of a job: how many of each, and each incident that was not changed, with the reason.
void showJobResults(const WidgetContext &context, ActionId job, QWidget *parent);

} // namespace mostrador::console
