// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/systemd.h"

#include <chrono>
#include <systemd/sd-daemon.h>

namespace mostrador::server {

void SystemdNotifier::ready(const QString &status)
{
    sd_notify(0, QStringLiteral("READY=1\nSTATUS=%1").arg(status).toUtf8().constData());
    uint64_t microseconds = 0;
    if (sd_watchdog_enabled(0, &microseconds) > 0) {
        // Half of the time, as sd_watchdog_enabled(3) advises; a stuck event loop then shows.
        QObject::connect(&m_watchdog, &QTimer::timeout, &m_watchdog, [] { sd_notify(0, "WATCHDOG=1"); });
        m_watchdog.start(
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::microseconds(microseconds / 2)));
    }
}

void SystemdNotifier::stopping()
{
    sd_notify(0, "STOPPING=1");
}

} // namespace mostrador::server
