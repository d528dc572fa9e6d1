// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/presenceboard.h"

#include <algorithm>
#include <tuple>

namespace mostrador::services::presence {

bool Board::put(const Claim &claim, qint64 until)
{
    const Connection connection(claim.server, claim.client);
    const IncidentId incident = claim.what.incident;
    const bool there = isOn(incident, claim.server, claim.client);
    if (claim.what.state == PresenceState::Away) {
        if (there)
            remove(incident, connection);
        return there;
    }
    Seat &seat = m_incidents[incident][connection];
    const bool changed = !there || seat.state != claim.what.state || seat.name != claim.name;
    seat = {claim.employee, claim.name, claim.what.state, until};
    if (!there)
        m_placesOf[connection].append(incident);
    return changed;
}

QList<IncidentId> Board::leave(const QString &server, quint64 client)
{
    const Connection connection(server, client);
    const QList<IncidentId> places = m_placesOf.value(connection);
    for (const IncidentId incident : places)
        remove(incident, connection);
    return places;
}

QList<IncidentId> Board::leaveAll(const QString &server)
{
    QList<IncidentId> places;
    const QList<Connection> connections = m_placesOf.keys();
    for (const Connection &connection : connections) {
        if (connection.first == server)
            places += leave(server, connection.second);
    }
    return places;
}

QList<IncidentId> Board::expire(qint64 now)
{
    QList<QPair<IncidentId, Connection>> over;
    for (const auto &[incident, seats] : m_incidents) {
        for (auto seat = seats.cbegin(); seat != seats.cend(); ++seat) {
            if (seat->until <= now)
                over.append({incident, seat.key()});
        }
    }
    QList<IncidentId> changed;
    for (const auto &[incident, connection] : std::as_const(over)) {
        remove(incident, connection);
        if (!changed.contains(incident))
            changed.append(incident);
    }
    return changed;
}

QList<PresentEmployee> Board::presentOn(IncidentId incident, EmployeeId except) const
{
    QList<PresentEmployee> present;
    const auto found = m_incidents.find(incident);
    if (found == m_incidents.end())
        return present;
    for (const Seat &seat : found->second) {
        if (seat.employee == except)
            continue;
        const auto same = std::find_if(present.begin(), present.end(),
                                       [&](const PresentEmployee &each) { return each.employee == seat.employee; });
        if (same == present.end())
            present.append({seat.employee, seat.name, seat.state});
        else
            same->state = std::max(same->state, seat.state);
    }
    std::sort(present.begin(), present.end(), [](const PresentEmployee &a, const PresentEmployee &b) {
        return std::tie(b.state, a.name, a.employee) < std::tie(a.state, b.name, b.employee);
    });
    return present;
}

QList<quint64> Board::clientsOn(IncidentId incident, const QString &server) const
{
    QList<quint64> clients;
    const auto found = m_incidents.find(incident);
    if (found == m_incidents.end())
        return clients;
    for (auto seat = found->second.cbegin(); seat != found->second.cend(); ++seat) {
        if (seat.key().first == server)
            clients.append(seat.key().second);
    }
    return clients;
}

int Board::countOf(const QString &server, quint64 client) const
{
    return static_cast<int>(m_placesOf.value({server, client}).size());
}

bool Board::isOn(IncidentId incident, const QString &server, quint64 client) const
{
    const auto found = m_incidents.find(incident);
    return found != m_incidents.end() && found->second.contains({server, client});
}

void Board::remove(IncidentId incident, const Connection &connection)
{
    const auto found = m_incidents.find(incident);
    if (found != m_incidents.end()) {
        found->second.remove(connection);
        if (found->second.isEmpty())
            m_incidents.erase(found);
    }
    const auto places = m_placesOf.find(connection);
    if (places == m_placesOf.end())
        return;
    places->removeAll(incident);
    if (places->isEmpty())
        m_placesOf.erase(places);
}

} // namespace mostrador::services::presence
