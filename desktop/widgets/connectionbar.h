// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/notice.h"
#include "widgets/widgetcontext.h"

#include <QTimer>

namespace mostrador::console {

/// Says that the server is away or that changes do not come in by themselves, and that all is well again. Hidden
/// otherwise.
class ConnectionBar : public Notice
{
    Q_OBJECT

public:
    explicit ConnectionBar(const WidgetContext &context, QWidget *parent = nullptr);

private:
    void update();
    void showAway();
    QString whatGoesOn() const;

    const WidgetContext m_context;
    QTimer m_tick;
    QTimer m_patience;
    bool m_wasAway = false;
};

} // namespace mostrador::console
