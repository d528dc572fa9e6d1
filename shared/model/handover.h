// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/draft.h"
#include "model/permissions.h"

namespace mostrador {

using HandoverId = Id<struct HandoverTag>;

/// A text that goes along with an incident of a hand-over.
struct HandoverDraft
{
    bool internal = false; ///< a note
    QString body;          ///< Markdown

    bool operator==(const HandoverDraft &) const = default;
};

/// What a hand-over, or what is offered for one, tells of an incident.
struct HandoverIncident
{
    IncidentId id;
    QString reference;
    QString subject;
    IncidentStatus status = IncidentStatus::New;
    Priority priority = Priority::Medium;
    std::optional<Timestamp> dueAt;
    QString customerName;
    QList<HandoverDraft> drafts;
    QStringList hiddenFrom; ///< names of receivers who may not see it; told to who gave it alone

    bool operator==(const HandoverIncident &) const = default;
};

/// What lists show of a hand-over.
struct HandoverHead
{
    HandoverId id;
    EmployeeId giver;
    QString giverName;
    std::optional<EmployeeId> toEmployee;
    std::optional<TeamId> toTeam; ///< neither: to a team that is gone
    QString toName;
    qint64 incidentCount = 0;
    Timestamp createdAt;
    std::optional<Timestamp> confirmedAt;
    std::optional<EmployeeId> confirmedBy;
    QString confirmedByName;
    qint64 version = 1; ///< 2 once it is confirmed; the ETag

    bool operator==(const HandoverHead &) const = default;
};

/// What an employee hands over to a colleague or a team, as the reader may see it.
struct Handover : HandoverHead
{
    QString note; ///< Markdown
    QList<HandoverIncident> incidents;
    qint64 hiddenIncidents = 0; ///< those that the reader may not see

    bool operator==(const Handover &) const = default;
};

struct NewHandover
{
    struct Draft
    {
        IncidentId incident;
        bool internal = false;
        QString body;
    };

    std::optional<EmployeeId> toEmployee; ///< either this one
    std::optional<TeamId> toTeam;         ///< or this one
    QString note;
    QList<IncidentId> incidents;
    QList<Draft> drafts; ///< their incidents go along in any case
};

/// Which hand-overs are listed.
enum class HandoverBox
{
    All,
    Received,
    Given
};

/// What of a hand-over decides the relation to it.
struct HandoverStanding
{
    EmployeeId giver;
    std::optional<EmployeeId> toEmployee;
    std::optional<TeamId> toTeam;
};

/// Own to one that somebody gave or is given, Team to one for a team of theirs, Other to the rest.
Relation relationTo(const Actor &actor, const HandoverStanding &handover);

/// An incident that is offered for a hand-over.
struct HandoverCandidate
{
    HandoverIncident incident;
    QList<EventKind> kinds;             ///< what was done to it
    std::optional<Timestamp> changedAt; ///< when, the last time

    bool operator==(const HandoverCandidate &) const = default;
};

/// The beginning of a list, and how much there is.
template <typename T>
struct HandoverPart
{
    QList<T> items;
    qint64 count = 0;    ///< of all, those that did not fit too
    bool capped = false; ///< there are more than count

    bool operator==(const HandoverPart &) const = default;
};

/// What an employee might hand over.
struct HandoverPreview
{
    Timestamp since;
    Timestamp until;
    Timestamp dueUntil;
    HandoverPart<HandoverCandidate> changed;  ///< by the employee, the last one first
    HandoverPart<HandoverCandidate> promised; ///< mine, answered last by an employee or with a due date
    HandoverPart<HandoverCandidate> due;      ///< mine, and my teams' that nobody has; overdue ones first
    HandoverPart<SavedDraft> drafts;

    bool operator==(const HandoverPreview &) const = default;
};

} // namespace mostrador
