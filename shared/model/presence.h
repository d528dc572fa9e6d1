// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ids.h"

#include <QList>
#include <QString>

#include <optional>

namespace mostrador {

/// What an employee does with an incident just now. In rising order: of several windows the highest counts.
enum class PresenceState
{
    Away,
    Viewing,
    Writing,
};

QString toString(PresenceState state);
std::optional<PresenceState> presenceStateFromString(const QString &name);

/// What a program says of its employee. Holds for PresenceClaim::lastsMs, unless it is said again or the connection
/// ends.
struct PresenceClaim
{
    /// How long a claim holds, and after what time it had better be said again.
    static constexpr int lastsMs = 30'000;
    static constexpr int renewMs = 10'000;
    /// Incidents that one connection may be present on at a time.
    static constexpr int maxIncidents = 32;

    IncidentId incident;
    PresenceState state = PresenceState::Away;

    bool operator==(const PresenceClaim &) const = default;
};

/// One employee who is there, by whatever number of connections.
struct PresentEmployee
{
    EmployeeId employee;
    QString name;
    PresenceState state = PresenceState::Viewing;

    bool operator==(const PresentEmployee &) const = default;
};

/// Everybody else who is on an incident: those who write first, then by name. Takes the place of what was told before.
struct PresenceReport
{
    IncidentId incident;
    QList<PresentEmployee> present;

    bool operator==(const PresenceReport &) const = default;
};

} // namespace mostrador
