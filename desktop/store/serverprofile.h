// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace mostrador::console {

/// An account on a server. What the console keeps for it (secret, drafts, later the offline cache) is kept apart from
/// that of other profiles under id().
struct ServerProfile
{
    QUrl server;
    QString email;

    bool isValid() const { return server.isValid() && !email.isEmpty(); }
    /// Stable and safe as a file name: 32 hex digits of a hash of server and folded e-mail.
    QString id() const;
    bool operator==(const ServerProfile &) const = default;
};

/// Where the console keeps its data: $XDG_DATA_HOME/mostrador-console; not created by this call.
QString dataFolder();

} // namespace mostrador::console
