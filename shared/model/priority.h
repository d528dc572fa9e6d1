// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/timestamp.h"

#include <QString>

#include <array>
#include <optional>

namespace mostrador {

/// How many are hit, and how badly (ITIL).
enum class Impact
{
    Low,
    Medium,
    High
};
/// How soon it hurts (ITIL).
enum class Urgency
{
    Low,
    Medium,
    High
};
/// What to do first. The order of the enumeration is the order of urgency: Low < Critical.
enum class Priority
{
    Low,
    Medium,
    High,
    Critical
};

QString toString(Impact impact);
QString toString(Urgency urgency);
QString toString(Priority priority);
std::optional<Impact> impactFromString(const QString &name);
std::optional<Urgency> urgencyFromString(const QString &name);
std::optional<Priority> priorityFromString(const QString &name);

/// Priority from impact x urgency. The default is ITIL's usual table; an administrator can change it.
class PriorityTable
{
public:
    PriorityTable();
    Priority at(Impact impact, Urgency urgency) const;
    void set(Impact impact, Urgency urgency, Priority priority);
    bool operator==(const PriorityTable &) const = default;

private:
    std::array<std::array<Priority, 3>, 3> m_cells;
};

/// The table in force.
struct PrioritySetting
{
    PriorityTable table;
    qint64 version = 1; ///< 1: never changed
    std::optional<Timestamp> updatedAt;

    bool operator==(const PrioritySetting &) const = default;
};

} // namespace mostrador
