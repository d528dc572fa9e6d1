// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

namespace mostrador::server {

/// Tells systemd how the service stands (sd_notify); does nothing where it was not started by systemd.
class SystemdNotifier
{
public:
    /// Up and answering; begins to feed the watchdog if the unit asks for it.
    void ready(const QString &status);
    void stopping();

private:
    QTimer m_watchdog;
};

} // namespace mostrador::server
