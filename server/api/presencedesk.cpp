// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/presencedesk.h"

#include "protocol/jsonreader.h"
#include "protocol/presencejson.h"
#include "services/feedservice.h"

#include <QJsonDocument>
#include <QUuid>

#include <algorithm>

namespace mostrador::api {

namespace {

/// Claims of so long a time go to the other processes together.
constexpr std::chrono::milliseconds publishPause{50};
/// PostgreSQL takes less than 8000 bytes in one notification; a claim has less than 1000.
constexpr int maxPublishedBytes = 7000;

QString textOf(const QJsonObject &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QJsonArray toPublished(const services::presence::Claim &claim)
{
    return {claim.server, QString::number(claim.client),  claim.employee.toString(),
            claim.name,   claim.what.incident.toString(), toString(claim.what.state)};
}

std::optional<services::presence::Claim> fromPublished(const QJsonArray &json)
{
    const auto employee = EmployeeId::fromString(json.at(2).toString());
    const auto incident = IncidentId::fromString(json.at(4).toString());
    const auto state = presenceStateFromString(json.at(5).toString());
    if (!employee || !incident || !state)
        return std::nullopt;
    return services::presence::Claim{json.at(0).toString(),
                                     json.at(1).toString().toULongLong(),
                                     *employee,
                                     json.at(3).toString(),
                                     {*incident, *state}};
}

} // namespace

PresenceDesk::PresenceDesk(const FeedOptions &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_server(QUuid::createUuid().toString(QUuid::Id128))
    , m_expiry(this)
    , m_outgoingPause(this)
{
    m_clock.start();
    connect(&m_expiry, &QTimer::timeout, this, &PresenceDesk::expire);
    m_outgoingPause.setSingleShot(true);
    m_outgoingPause.setInterval(publishPause);
    connect(&m_outgoingPause, &QTimer::timeout, this, &PresenceDesk::sendOutgoing);
}

void PresenceDesk::start()
{
    m_expiry.start(
        std::clamp(m_options.presenceLasts / 8, std::chrono::milliseconds(10), std::chrono::milliseconds(2000)));
}

void PresenceDesk::stop()
{
    m_expiry.stop();
    // One word for all of them.
    publish({m_server, 0, EmployeeId(1), {}, {IncidentId(1), PresenceState::Away}});
    sendOutgoing();
}

QString PresenceDesk::said(quint64 client, const Actor &actor, const QString &text)
{
    const auto refusal = [](const Problem &problem) { return textOf(codec::feedErrorToJson(problem)); };
    const auto json = parseJsonObject(text.toUtf8());
    if (!json)
        return refusal(json.error());
    const auto claim = codec::presenceClaimFromJson(*json);
    if (!claim)
        return refusal(claim.error());

    const bool there = m_board.isOn(claim->incident, m_server, client);
    services::presence::Claim whole{m_server, client, actor.employee.value_or(EmployeeId()), actor.name, *claim};
    std::optional<Problem> problem;
    if (claim->state != PresenceState::Away) {
        if (const Outcome may = services::feed::mayBePresent(actor, *claim); !may)
            problem = may.error();
        else if (!there && m_board.countOf(m_server, client) >= PresenceClaim::maxIncidents)
            problem = Problem::field(QStringLiteral("/incident_id"), FieldErrorCode::TooMany,
                                     {{QStringLiteral("max"), PresenceClaim::maxIncidents}});
        // Whoever may not see it any more is not there any more, whatever else the matter is.
        if (problem && problem->code != ErrorCode::Unavailable)
            whole.what.state = PresenceState::Away;
    } else if (!there) {
        return {};
    }
    if (problem && !there)
        return refusal(*problem);
    const bool changed = m_board.put(whole, m_clock.elapsed() + m_options.presenceLasts.count());
    publish(whole);
    if (changed)
        tellAll(claim->incident);
    else if (!there)
        Q_EMIT outdated(client, claim->incident);
    return problem ? refusal(*problem) : QString();
}

QString PresenceDesk::tooMuch()
{
    Problem problem;
    problem.code = ErrorCode::TooManyRequests;
    problem.detail = QStringLiteral("Frames come too fast on this connection; some are not looked at.");
    return textOf(codec::feedErrorToJson(problem));
}

void PresenceDesk::left(quint64 client)
{
    const QList<IncidentId> places = m_board.leave(m_server, client);
    for (const IncidentId incident : places) {
        publish({m_server, client, EmployeeId(1), {}, {incident, PresenceState::Away}});
        tellAll(incident);
    }
}

void PresenceDesk::heard(const QString &text)
{
    const QJsonArray claims = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const QJsonValue &each : claims) {
        const auto claim = fromPublished(each.toArray());
        if (!claim || claim->server == m_server)
            continue;
        if (claim->client == 0) {
            const QList<IncidentId> left = m_board.leaveAll(claim->server);
            for (const IncidentId incident : left)
                tellAll(incident);
        } else if (m_board.put(*claim, m_clock.elapsed() + m_options.presenceLasts.count())) {
            tellAll(claim->what.incident);
        }
    }
}

QString PresenceDesk::report(quint64 client, const Actor &actor, IncidentId incident) const
{
    if (!m_board.isOn(incident, m_server, client))
        return {};
    return textOf(
        codec::toJson(PresenceReport{incident, m_board.presentOn(incident, actor.employee.value_or(EmployeeId()))}));
}

void PresenceDesk::tellAll(IncidentId incident)
{
    const QList<quint64> clients = m_board.clientsOn(incident, m_server);
    for (const quint64 client : clients)
        Q_EMIT outdated(client, incident);
}

void PresenceDesk::publish(const services::presence::Claim &claim)
{
    m_outgoing.append(toPublished(claim));
    if (!m_outgoingPause.isActive())
        m_outgoingPause.start();
}

void PresenceDesk::sendOutgoing()
{
    m_outgoingPause.stop();
    QByteArray batch;
    const auto send = [&] {
        if (!batch.isEmpty())
            Q_EMIT published(QString::fromUtf8('[' + batch + ']'));
        batch.clear();
    };
    for (const QJsonValue &claim : std::as_const(m_outgoing)) {
        const QByteArray text = QJsonDocument(claim.toArray()).toJson(QJsonDocument::Compact);
        if (batch.size() + text.size() > maxPublishedBytes)
            send();
        batch += (batch.isEmpty() ? "" : ",") + text;
    }
    send();
    m_outgoing = {};
}

void PresenceDesk::expire()
{
    const QList<IncidentId> changed = m_board.expire(m_clock.elapsed());
    for (const IncidentId incident : changed)
        tellAll(incident);
}

} // namespace mostrador::api
