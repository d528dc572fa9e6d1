// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/settings.h"

#include <QStandardPaths>

namespace mostrador::console {

namespace {

constexpr int maxProfiles = 10;

constexpr QLatin1String profilesKey("profiles");
constexpr QLatin1String languageKey("language");
constexpr QLatin1String schemeKey("color_scheme");
constexpr QLatin1String stayKey("stay_logged_in");

QString stateKey(const QString &name)
{
    return QStringLiteral("state/") + name;
}

} // namespace

Settings::Settings()
    : Settings(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
               QStringLiteral("/mostrador/console.ini"))
{}

Settings::Settings(const QString &filePath)
    : m_settings(filePath, QSettings::IniFormat)
{}

QList<ServerProfile> Settings::profiles() const
{
    QList<ServerProfile> result;
    // One text per profile: address and e-mail hold no space.
    const QStringList lines = m_settings.value(profilesKey).toStringList();
    for (const QString &line : lines) {
        const ServerProfile profile{QUrl(line.section(u' ', 0, 0), QUrl::StrictMode), line.section(u' ', 1)};
        if (profile.isValid())
            result.append(profile);
    }
    return result;
}

namespace {

void store(QSettings &settings, const QList<ServerProfile> &profiles)
{
    QStringList lines;
    for (const ServerProfile &profile : profiles)
        lines.append(profile.server.toString(QUrl::FullyEncoded) + u' ' + profile.email);
    settings.setValue(profilesKey, lines);
}

} // namespace

void Settings::rememberProfile(const ServerProfile &profile)
{
    QList<ServerProfile> all = profiles();
    all.removeIf([&](const ServerProfile &other) { return other.id() == profile.id(); });
    all.prepend(profile);
    store(m_settings, all.first(qMin<qsizetype>(all.size(), maxProfiles)));
}

void Settings::forgetProfile(const ServerProfile &profile)
{
    QList<ServerProfile> all = profiles();
    all.removeIf([&](const ServerProfile &other) { return other.id() == profile.id(); });
    store(m_settings, all);
}

QString Settings::language() const
{
    return m_settings.value(languageKey).toString();
}

void Settings::setLanguage(const QString &language)
{
    m_settings.setValue(languageKey, language);
}

QString Settings::colorScheme() const
{
    return m_settings.value(schemeKey).toString();
}

void Settings::setColorScheme(const QString &scheme)
{
    m_settings.setValue(schemeKey, scheme);
}

bool Settings::stayLoggedIn() const
{
    return m_settings.value(stayKey, true).toBool();
}

void Settings::setStayLoggedIn(bool stay)
{
    m_settings.setValue(stayKey, stay);
}

QByteArray Settings::state(const QString &name) const
{
    return m_settings.value(stateKey(name)).toByteArray();
}

void Settings::setState(const QString &name, const QByteArray &state)
{
    m_settings.setValue(stateKey(name), state);
}

QVariant Settings::value(const QString &key, const QVariant &fallback) const
{
    return m_settings.value(key, fallback);
}

void Settings::setValue(const QString &key, const QVariant &value)
{
    if (value.isValid())
        m_settings.setValue(key, value);
    else
        m_settings.remove(key);
}

void Settings::sync()
{
    m_settings.sync();
}

} // namespace mostrador::console
