// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incidentpresence.h"

#include "models/openincident.h"

namespace mostrador::console {

IncidentPresence::IncidentPresence(const ModelContext &context, OpenIncident &incident, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_incident(incident)
{
    m_writing.setSingleShot(true);
    m_writing.setInterval(writingMs);
    connect(&m_writing, &QTimer::timeout, this, &IncidentPresence::update);
    connect(&incident, &OpenIncident::changed, this, &IncidentPresence::update);
    connect(&context.session, &Session::employeeChanged, this, &IncidentPresence::update);
    connect(&context.feed.presence(), &PresenceLink::othersChanged, this, [this](IncidentId changed) {
        if (m_shown == changed)
            Q_EMIT othersChanged();
    });
}

IncidentPresence::~IncidentPresence()
{
    m_context.feed.presence().claim(this, {}, PresenceState::Away);
}

void IncidentPresence::setLooking(bool looking)
{
    m_looking = looking;
    update();
}

void IncidentPresence::setWriting(bool writing)
{
    if (writing)
        m_writing.start();
    else
        m_writing.stop();
    update();
}

QList<PresentEmployee> IncidentPresence::others() const
{
    return m_shown ? m_context.feed.presence().others(*m_shown) : QList<PresentEmployee>();
}

void IncidentPresence::update()
{
    const auto shown = m_looking && m_incident.hasIncident() && m_incident.isAllowed(Action::PresenceShare)
                           ? std::optional(m_incident.incident().id)
                           : std::nullopt;
    if (shown != m_shown && m_shown)
        m_writing.stop();
    const bool other = shown != m_shown;
    m_shown = shown;
    m_context.feed.presence().claim(this, shown.value_or(IncidentId()),
                                    !shown                 ? PresenceState::Away
                                    : m_writing.isActive() ? PresenceState::Writing
                                                           : PresenceState::Viewing);
    if (other)
        Q_EMIT othersChanged();
}

} // namespace mostrador::console
