// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/handoverservice.h"

#include "model/limits.h"
#include "protocol/handoverjson.h"
#include "services/draftservice.h"
#include "services/eventlog.h"
#include "services/fieldchecks.h"
#include "storage/employees.h"
#include "storage/handovers.h"
#include "storage/teams.h"

#include <QRegularExpression>
#include <QSet>

namespace mostrador::services::handovers {

namespace {

using storage::handovers::Entry;

/// Of a larger team so many are asked whether they may see the incidents.
constexpr int mostReceivers = 200;

Result<EmployeeId> caller(UnitOfWork &unit, Action action)
{
    if (const Outcome may = unit.require(action, Relation::Own); !may)
        return may.error();
    if (!unit.actor().isEmployee() || !unit.actor().employee)
        return Problem::forbidden();
    return *unit.actor().employee;
}

bool maySee(const UnitOfWork &unit, const Entry &entry)
{
    return isAllowed(unit.actor().principal, Action::IncidentRead, relationTo(unit.actor(), entry.standing));
}

HandoverStanding standingOf(const HandoverHead &head)
{
    return {head.giver, head.toEmployee, head.toTeam};
}

/// The name of whom it goes to; empty, with a fault noted, where it cannot.
Result<QString> checkReceiver(UnitOfWork &unit, FieldChecks &checks, const NewHandover &input)
{
    const QString toEmployee = QStringLiteral("to_employee_id");
    const QString toTeam = QStringLiteral("to_team_id");
    if (input.toEmployee && input.toTeam) {
        checks.fault(toTeam, FieldErrorCode::Mismatch, {{QStringLiteral("other"), toEmployee}});
        return QString();
    }
    if (input.toTeam) {
        const auto team = storage::teams::find(unit.database(), *input.toTeam);
        if (!team)
            return team.error();
        if (*team)
            return (*team)->name;
        checks.fault(toTeam, FieldErrorCode::NotFound);
        return QString();
    }
    if (!input.toEmployee) {
        checks.fault(toEmployee, FieldErrorCode::Required);
        return QString();
    }
    const auto employee = storage::employees::find(unit.database(), *input.toEmployee);
    if (!employee)
        return employee.error();
    if (!*employee) {
        checks.fault(toEmployee, FieldErrorCode::NotFound);
        return QString();
    }
    // Auditors do none of the work that is handed over, and nobody hands over to themselves.
    if (!(*employee)->active || (*employee)->role == Role::Auditor || (*employee)->id == unit.actor().employee)
        checks.fault(toEmployee, FieldErrorCode::NotAllowed);
    return (*employee)->name;
}

/// Puts the drafts' incidents to the others, each once, and notes a fault for each that the caller may not see.
Outcome checkIncidents(UnitOfWork &unit, FieldChecks &checks, NewHandover &input)
{
    QList<IncidentId> asked = input.incidents;
    for (const NewHandover::Draft &draft : std::as_const(input.drafts))
        asked.append(draft.incident);
    const auto found = storage::handovers::entries(unit.database(), asked);
    if (!found)
        return found.error();
    const auto known = [&](IncidentId id) {
        const auto at = found->constFind(id);
        return at != found->cend() && maySee(unit, *at);
    };
    QList<IncidentId> all;
    for (qsizetype i = 0; i < input.incidents.size(); ++i) {
        if (!known(input.incidents.at(i)))
            checks.fault(QStringLiteral("incident_ids/%1").arg(i), FieldErrorCode::NotFound);
        if (!all.contains(input.incidents.at(i)))
            all.append(input.incidents.at(i));
    }
    QSet<std::pair<qint64, bool>> places;
    for (qsizetype i = 0; i < input.drafts.size(); ++i) {
        NewHandover::Draft &draft = input.drafts[i];
        const QString place = QStringLiteral("drafts/%1/").arg(i);
        checks.text(place + QStringLiteral("body"), draft.body,
                    {.max = limits::messageBody, .required = true, .multiline = true, .trim = false});
        const std::pair<qint64, bool> key(draft.incident.value(), draft.internal);
        if (!known(draft.incident))
            checks.fault(place + QStringLiteral("incident_id"), FieldErrorCode::NotFound);
        else if (places.contains(key))
            checks.fault(place + QStringLiteral("incident_id"), FieldErrorCode::AlreadyTaken);
        places.insert(key);
        if (!all.contains(draft.incident))
            all.append(draft.incident);
    }
    if (all.size() > limits::handoverIncidents)
        checks.fault(QStringLiteral("incident_ids"), FieldErrorCode::TooMany,
                     {{QStringLiteral("max"), limits::handoverIncidents}});
    input.incidents = all;
    return done;
}

/// Notes who of the receivers may not see what. Anybody may see what no restricted team has.
Outcome nameTheBlind(UnitOfWork &unit, const Handover &handover, QList<Entry> &entries)
{
    const bool any =
        std::any_of(entries.cbegin(), entries.cend(), [](const Entry &entry) { return entry.standing.teamRestricted; });
    if (!any)
        return done;
    QList<EmployeeId> receivers;
    if (handover.toEmployee) {
        receivers.append(*handover.toEmployee);
    } else if (handover.toTeam) {
        const auto members = storage::handovers::members(unit.database(), *handover.toTeam, mostReceivers);
        if (!members)
            return members.error();
        receivers = *members;
    }
    for (const EmployeeId id : std::as_const(receivers)) {
        if (id == handover.giver)
            continue;
        const auto employee = storage::employees::find(unit.database(), id, true);
        if (!employee)
            return employee.error();
        for (Entry &entry : entries) {
            if (*employee && !mostrador::maySee(**employee, entry.standing))
                entry.incident.hiddenFrom.append((*employee)->name);
        }
    }
    return done;
}

/// The note without the lines that name incidents which the caller may not see.
Result<QString> readableNote(UnitOfWork &unit, const QString &note, const QList<Entry> &entries)
{
    static const QRegularExpression form(QStringLiteral("INC-\\d{4}-\\d{1,19}"),
                                         QRegularExpression::CaseInsensitiveOption);
    QHash<IncidentId, bool> seen;
    for (const Entry &entry : entries)
        seen.insert(entry.incident.id, maySee(unit, entry));
    QList<IncidentId> others;
    for (auto match = form.globalMatch(note); match.hasNext();) {
        const auto id = incidentIdFromReference(match.next().captured());
        if (id && !seen.contains(*id) && !others.contains(*id) && others.size() < limits::handoverReferences)
            others.append(*id);
    }
    const auto found = storage::handovers::entries(unit.database(), others);
    if (!found)
        return found.error();
    for (const IncidentId id : std::as_const(others)) {
        const auto at = found->constFind(id);
        // What is no incident is only a number.
        seen.insert(id, at == found->cend() || maySee(unit, *at));
    }
    QStringList lines = note.split(u'\n');
    for (QString &line : lines) {
        for (auto match = form.globalMatch(line); match.hasNext();) {
            const auto id = incidentIdFromReference(match.next().captured());
            if (id && !seen.value(*id, false)) {
                line = QStringLiteral("…");
                break;
            }
        }
    }
    return lines.join(u'\n');
}

Outcome tell(UnitOfWork &unit, EventKind kind, const Handover &handover)
{
    Event event = eventlog::make(unit, kind);
    event.subjectKind = QStringLiteral("handover");
    event.subjectId = handover.id.value();
    event.version = handover.version;
    const QJsonObject json = codec::toJson(static_cast<const HandoverHead &>(handover));
    for (const char *member :
         {"from_employee_id", "from_employee_name", "to_employee_id", "to_team_id", "to_name", "incident_count"})
        event.after.insert(QLatin1String(member), json.value(QLatin1String(member)));
    const auto written = eventlog::write(unit, event);
    if (!written)
        return written.error();
    return done;
}

/// The hand-over, if the caller may do @p action with it.
Result<Handover> see(UnitOfWork &unit, HandoverId id, Action action)
{
    auto handover = storage::handovers::find(unit.database(), id);
    if (!handover)
        return handover.error();
    if (!*handover)
        return Problem::notFound();
    if (const Outcome may = unit.require(action, relationTo(unit.actor(), standingOf(**handover))); !may)
        return may.error();
    return **std::move(handover);
}

} // namespace

Result<HandoverPreview> preview(UnitOfWork &unit, const PreviewRequest &request)
{
    const auto who = caller(unit, Action::HandoverGive);
    if (!who)
        return who.error();
    HandoverPreview result;
    result.since = request.since;
    result.until = unit.now();
    result.dueUntil = unit.now().plusSeconds(qint64(request.dueWithinHours) * 3600);
    auto changed = storage::handovers::changed(unit.database(), unit.actor(), request.since, request.limit);
    if (!changed)
        return changed.error();
    auto promised = storage::handovers::promised(unit.database(), *who, request.limit);
    if (!promised)
        return promised.error();
    auto due = storage::handovers::due(unit.database(), *who, unit.actor().teams, result.dueUntil, request.limit);
    if (!due)
        return due.error();
    ListRequest newest;
    newest.limit = request.limit;
    auto texts = drafts::list(unit, newest);
    if (!texts)
        return texts.error();
    const auto count = storage::handovers::countDrafts(unit.database(), *who);
    if (!count)
        return count.error();
    result.changed = *std::move(changed);
    result.promised = *std::move(promised);
    result.due = *std::move(due);
    result.drafts = {texts->items, std::min(*count, storage::handovers::countCap),
                     *count > storage::handovers::countCap};
    return result;
}

Result<Handover> give(UnitOfWork &unit, const NewHandover &given)
{
    const auto who = caller(unit, Action::HandoverGive);
    if (!who)
        return who.error();
    NewHandover input = given;
    FieldChecks checks;
    const auto toName = checkReceiver(unit, checks, input);
    if (!toName)
        return toName.error();
    if (const Outcome read = checkIncidents(unit, checks, input); !read)
        return read.error();
    checks.text(QStringLiteral("note"), input.note,
                {.max = limits::messageBody, .required = input.incidents.isEmpty(), .multiline = true, .trim = false});
    if (const Outcome clean = checks.finish(); !clean)
        return clean.error();
    const auto id = storage::handovers::insert(unit.database(), *who, input, *toName, unit.now());
    if (!id)
        return id.error();
    auto handover = get(unit, *id);
    if (!handover)
        return handover.error();
    if (const Outcome told = tell(unit, EventKind::HandoverGiven, *handover); !told)
        return told.error();
    return handover;
}

Result<Handover> get(UnitOfWork &unit, HandoverId id)
{
    auto handover = see(unit, id, Action::HandoverRead);
    if (!handover)
        return handover.error();
    auto entries = storage::handovers::entriesOf(unit.database(), id);
    if (!entries)
        return entries.error();
    // Who wrote it knows what stands in it, whatever happened to the incidents since.
    const bool own = unit.actor().employee == handover->giver;
    if (own) {
        if (const Outcome named = nameTheBlind(unit, *handover, *entries); !named)
            return named.error();
    } else {
        const auto note = readableNote(unit, handover->note, *entries);
        if (!note)
            return note.error();
        handover->note = *note;
    }
    for (const Entry &entry : std::as_const(*entries)) {
        if (maySee(unit, entry))
            handover->incidents.append(entry.incident);
        else
            ++handover->hiddenIncidents;
    }
    return handover;
}

Result<Handover> confirm(UnitOfWork &unit, HandoverId id)
{
    const auto seen = see(unit, id, Action::HandoverConfirm);
    if (!seen)
        return seen.error();
    if (!unit.actor().employee || seen->giver == *unit.actor().employee)
        return Problem::forbidden(QStringLiteral("Whoever receives it confirms it."));
    const auto confirmed = storage::handovers::confirm(unit.database(), id, *unit.actor().employee, unit.now());
    if (!confirmed)
        return confirmed.error();
    auto handover = get(unit, id);
    if (!handover)
        return handover.error();
    if (*confirmed) {
        if (const Outcome told = tell(unit, EventKind::HandoverConfirmed, *handover); !told)
            return told.error();
    } else if (handover->confirmedBy != unit.actor().employee) {
        Problem problem;
        problem.code = ErrorCode::Conflict;
        problem.detail = QStringLiteral("Somebody else has confirmed it.");
        problem.extensions = {{QStringLiteral("confirmed_by_name"), handover->confirmedByName},
                              {QStringLiteral("confirmed_at"), handover->confirmedAt->toRfc3339()}};
        return problem;
    }
    return handover;
}

Result<List> list(UnitOfWork &unit, const ListRequest &request, HandoverBox box)
{
    const auto who = caller(unit, Action::HandoverRead);
    if (!who)
        return who.error();
    if (const Outcome fine = checkListing(request, {}); !fine)
        return fine.error();
    const QList<TeamId> &teams = unit.actor().teams;
    auto page = storage::handovers::list(unit.database(), *who, teams, box, {{}, request.cursor, request.limit});
    if (!page)
        return page.error();
    const auto open = storage::handovers::unconfirmed(unit.database(), *who, teams, unconfirmedCap);
    if (!open)
        return open.error();
    return List{{page->items, page->nextCursor}, std::min(*open, unconfirmedCap)};
}

} // namespace mostrador::services::handovers
