// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/serverprofile.h"

#include <QByteArray>
#include <QList>
#include <QSettings>
#include <QString>
#include <QVariant>

namespace mostrador::console {

/// What the console remembers besides data: an INI file, by default $XDG_CONFIG_HOME/mostrador/console.ini. Nothing
/// secret goes here. GUI thread.
class Settings
{
public:
    Settings();
    explicit Settings(const QString &filePath);

    /// Accounts used before, the last one first; at most ten.
    QList<ServerProfile> profiles() const;
    /// Puts @p profile first.
    void rememberProfile(const ServerProfile &profile);
    void forgetProfile(const ServerProfile &profile);

    /// BCP 47, or empty: the system's.
    QString language() const;
    void setLanguage(const QString &language);
    /// "light", "dark", or empty: the system's.
    QString colorScheme() const;
    void setColorScheme(const QString &scheme);
    bool stayLoggedIn() const; ///< the token goes into the key store; default true
    void setStayLoggedIn(bool stay);

    /// @{ Geometry, splitters and headers, by the object name of the window or widget.
    QByteArray state(const QString &name) const;
    void setState(const QString &name, const QByteArray &state);
    /// @}

    /// @{ Anything else, such as "list/query". An invalid value removes it.
    QVariant value(const QString &key, const QVariant &fallback = {}) const;
    void setValue(const QString &key, const QVariant &value);
    /// @}

    /// Writes now; otherwise it is written soon and at the end.
    void sync();
    QString filePath() const { return m_settings.fileName(); }

private:
    QSettings m_settings;
};

} // namespace mostrador::console
