// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/notificationkinds.h"
#include "store/settings.h"

#include <QList>
#include <QTime>

namespace mostrador::console {

/// What somebody wants to be told of, and when not. Kept in the settings; read anew each time.
struct NotificationWishes
{
    QList<NotificationKind> unwanted;
    int dueMinutes = 30; ///< so long before; 1 .. mostMinutes
    bool quiet = false;  ///< no pop-ups from ... to ...; the list goes on
    QTime quietFrom{20, 0};
    QTime quietTo{8, 0};

    static constexpr int mostMinutes = 24 * 60;

    static NotificationWishes from(const Settings &settings);
    void keep(Settings &settings) const;
    bool wants(NotificationKind kind) const { return !unwanted.contains(kind); }
    /// @p now: local time.
    bool isQuiet(const QTime &now) const;
};

} // namespace mostrador::console
