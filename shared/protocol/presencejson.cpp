// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/presencejson.h"

#include "protocol/jsonreader.h"
#include "protocol/members.h"
#include "support/enumnames.h"

#include <QJsonArray>

namespace mostrador {

namespace {

constexpr EnumName<PresenceState> stateNames[] = {
    {PresenceState::Away, "away"}, {PresenceState::Viewing, "viewing"}, {PresenceState::Writing, "writing"}};

enum class FrameType
{
    Presence,
};
constexpr EnumName<FrameType> frameNames[] = {{FrameType::Presence, "presence"}};

std::optional<FrameType> frameTypeFromString(const QString &name)
{
    return valueIn(frameNames, name);
}

/// More than any incident will have; a frame with more is no report.
constexpr int maxPresent = 10'000;

QString typeOf(const QJsonObject &json)
{
    return json.value(QLatin1String("type")).toString();
}

} // namespace

QString toString(PresenceState state)
{
    return nameIn(stateNames, state);
}

std::optional<PresenceState> presenceStateFromString(const QString &name)
{
    return valueIn(stateNames, name);
}

namespace codec {

QJsonObject toJson(const PresenceClaim &claim)
{
    return {{QStringLiteral("type"), QStringLiteral("presence")},
            {QStringLiteral("incident_id"), claim.incident.toString()},
            {QStringLiteral("state"), toString(claim.state)}};
}

Result<PresenceClaim> presenceClaimFromJson(const QJsonObject &json)
{
    PresenceClaim claim;
    std::optional<IncidentId> incident;
    FrameType type = FrameType::Presence;
    JsonReader in(json);
    in.enumeration(QStringLiteral("type"), type, frameTypeFromString, namesIn(frameNames), true);
    in.id(QStringLiteral("incident_id"), incident, true);
    in.enumeration(QStringLiteral("state"), claim.state, presenceStateFromString, namesIn(stateNames), true);
    if (auto problem = in.finish())
        return *problem;
    claim.incident = *incident;
    return claim;
}

QJsonObject toJson(const PresenceReport &report)
{
    QJsonArray present;
    for (const PresentEmployee &each : report.present) {
        present.append(QJsonObject{{QStringLiteral("employee_id"), each.employee.toString()},
                                   {QStringLiteral("employee_name"), each.name},
                                   {QStringLiteral("state"), toString(each.state)}});
    }
    return {{QStringLiteral("type"), QStringLiteral("presence")},
            {QStringLiteral("incident_id"), report.incident.toString()},
            {QStringLiteral("present"), present}};
}

Result<PresenceReport> presenceReportFromJson(const QJsonObject &json)
{
    PresenceReport report;
    std::optional<IncidentId> incident;
    QJsonArray present;
    JsonReader in(json);
    in.tolerateUnknown();
    in.id(QStringLiteral("incident_id"), incident, true);
    in.array(QStringLiteral("present"), present, maxPresent, true);
    if (auto problem = in.finish())
        return *problem;
    report.incident = *incident;
    for (qsizetype i = 0; i < present.size(); ++i) {
        JsonReader each(present.at(i).toObject(), QStringLiteral("/present/%1").arg(i));
        each.tolerateUnknown();
        PresentEmployee entry;
        std::optional<EmployeeId> employee;
        each.id(QStringLiteral("employee_id"), employee, true);
        each.text(QStringLiteral("employee_name"), entry.name, members::stored);
        each.enumeration(QStringLiteral("state"), entry.state, presenceStateFromString, namesIn(stateNames), true);
        if (auto problem = each.finish())
            return *problem;
        entry.employee = *employee;
        report.present.append(entry);
    }
    return report;
}

QJsonObject feedErrorToJson(const Problem &problem)
{
    return {{QStringLiteral("type"), QStringLiteral("error")}, {QStringLiteral("problem"), problem.toJson()}};
}

bool isPresenceFrame(const QJsonObject &json)
{
    return typeOf(json) == QLatin1String("presence");
}

bool isErrorFrame(const QJsonObject &json)
{
    return typeOf(json) == QLatin1String("error");
}

} // namespace codec

} // namespace mostrador
