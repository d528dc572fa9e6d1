// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/priority.h"

#include "support/enumnames.h"

namespace mostrador {

namespace {

constexpr EnumName<Impact> impactNames[] = {{Impact::Low, "low"}, {Impact::Medium, "medium"}, {Impact::High, "high"}};
constexpr EnumName<Urgency> urgencyNames[] = {
    {Urgency::Low, "low"}, {Urgency::Medium, "medium"}, {Urgency::High, "high"}};
constexpr EnumName<Priority> priorityNames[] = {
    {Priority::Low, "low"}, {Priority::Medium, "medium"}, {Priority::High, "high"}, {Priority::Critical, "critical"}};

} // namespace

QString toString(Impact impact)
{
    return nameIn(impactNames, impact);
}

QString toString(Urgency urgency)
{
    return nameIn(urgencyNames, urgency);
}

QString toString(Priority priority)
{
    return nameIn(priorityNames, priority);
}

std::optional<Impact> impactFromString(const QString &name)
{
    return valueIn(impactNames, name);
}

std::optional<Urgency> urgencyFromString(const QString &name)
{
    return valueIn(urgencyNames, name);
}

std::optional<Priority> priorityFromString(const QString &name)
{
    return valueIn(priorityNames, name);
}

PriorityTable::PriorityTable()
{
    using enum Priority;
    // Rows: impact low, medium, high; columns: urgency low, medium, high.
    m_cells = {{{Low, Low, Medium}, {Low, Medium, High}, {Medium, High, Critical}}};
}

Priority PriorityTable::at(Impact impact, Urgency urgency) const
{
    return m_cells.at(static_cast<std::size_t>(impact)).at(static_cast<std::size_t>(urgency));
}

void PriorityTable::set(Impact impact, Urgency urgency, Priority priority)
{
    m_cells.at(static_cast<std::size_t>(impact)).at(static_cast<std::size_t>(urgency)) = priority;
}

} // namespace mostrador
