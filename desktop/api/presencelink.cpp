// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/presencelink.h"

#include "protocol/presencejson.h"

#include <QJsonDocument>
#include <QLoggingCategory>

#include <algorithm>

namespace mostrador::console {

namespace {

Q_LOGGING_CATEGORY(presenceLog, "mostrador.console.presence")

} // namespace

PresenceLink::PresenceLink(Send send, QObject *parent)
    : QObject(parent)
    , m_send(std::move(send))
{
    m_renewal.setInterval(PresenceClaim::renewMs);
    connect(&m_renewal, &QTimer::timeout, this, &PresenceLink::renew);
}

void PresenceLink::claim(QObject *window, IncidentId incident, PresenceState state)
{
    const auto before = m_claims.constFind(window);
    if (before != m_claims.constEnd() && before->incident == incident && before->state == state)
        return;
    const bool fresh = before == m_claims.constEnd();
    const IncidentId left = fresh ? IncidentId() : before->incident;
    if (state == PresenceState::Away) {
        if (!fresh)
            drop(window);
        return;
    }
    m_claims.insert(window, {incident, state});
    if (fresh)
        connect(window, &QObject::destroyed, this, [this, window] { drop(window); });
    if (left.isValid() && left != incident)
        settle(left);
    settle(incident);
}

void PresenceLink::drop(QObject *window)
{
    disconnect(window, &QObject::destroyed, this, nullptr);
    const PresenceClaim claim = m_claims.take(window);
    if (claim.incident.isValid())
        settle(claim.incident);
}

PresenceState PresenceLink::stateOn(IncidentId incident) const
{
    PresenceState state = PresenceState::Away;
    for (const PresenceClaim &claim : m_claims) {
        if (claim.incident == incident)
            state = std::max(state, claim.state);
    }
    return state;
}

void PresenceLink::settle(IncidentId incident)
{
    const PresenceState state = stateOn(incident);
    if (m_connected && m_said.value(incident, PresenceState::Away) != state)
        say(incident, state);
    if (state == PresenceState::Away && !m_others.take(incident).isEmpty())
        Q_EMIT othersChanged(incident);
}

void PresenceLink::say(IncidentId incident, PresenceState state)
{
    if (state == PresenceState::Away)
        m_said.remove(incident);
    else
        m_said.insert(incident, state);
    m_send(
        QString::fromUtf8(QJsonDocument(codec::toJson(PresenceClaim{incident, state})).toJson(QJsonDocument::Compact)));
    if (m_said.isEmpty())
        m_renewal.stop();
    else if (!m_renewal.isActive())
        m_renewal.start();
}

void PresenceLink::renew()
{
    const QList<IncidentId> incidents = m_said.keys();
    for (const IncidentId incident : incidents)
        say(incident, stateOn(incident));
}

void PresenceLink::connected()
{
    m_connected = true;
    m_said.clear();
    const QList<PresenceClaim> claims = m_claims.values();
    for (const PresenceClaim &claim : claims)
        settle(claim.incident);
}

void PresenceLink::disconnected()
{
    m_connected = false;
    m_said.clear();
    m_renewal.stop();
    const auto others = std::exchange(m_others, {});
    for (auto known = others.begin(); known != others.end(); ++known) {
        if (!known->isEmpty())
            Q_EMIT othersChanged(known.key());
    }
}

void PresenceLink::receive(const QJsonObject &frame)
{
    if (codec::isErrorFrame(frame)) {
        qCInfo(presenceLog) << "refused:"
                            << frame.value(QLatin1String("problem")).toObject().value(QLatin1String("code"));
        return;
    }
    const auto report = codec::presenceReportFromJson(frame);
    if (!report) {
        qCWarning(presenceLog) << "a report cannot be read:" << report.error().detail;
        return;
    }
    if (stateOn(report->incident) == PresenceState::Away || m_others.value(report->incident) == report->present)
        return;
    m_others.insert(report->incident, report->present);
    Q_EMIT othersChanged(report->incident);
}

} // namespace mostrador::console
