// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/draftservice.h"

#include "model/limits.h"
#include "protocol/draftjson.h"
#include "services/eventlog.h"
#include "services/fieldchecks.h"
#include "services/incidentrules.h"
#include "storage/drafts.h"

#include <QJsonArray>

#include <algorithm>

namespace mostrador::services::drafts {

namespace {

using storage::drafts::Lock;
using storage::drafts::Row;

/// A text that grows is not told of more often.
constexpr qint64 tellingPauseMs = 10'000;

/// The caller, if they may have a draft there.
Result<EmployeeId> author(UnitOfWork &unit, IncidentId incident, bool internal)
{
    const auto seen = incidentrules::see(unit, incident, Action::IncidentRead);
    if (!seen)
        return seen.error();
    if (const Outcome may = unit.require(Action::DraftManage, seen->relation); !may)
        return may.error();
    if (const Outcome may = unit.require(internal ? Action::NoteWrite : Action::MessageWrite, seen->relation); !may)
        return may.error();
    if (!unit.actor().isEmployee() || !unit.actor().employee)
        return Problem::forbidden();
    return *unit.actor().employee;
}

Problem conflict(const Row &row, const QString &yours)
{
    const SavedDraft &draft = row.draft;
    Problem problem;
    problem.code = ErrorCode::EditConflict;
    problem.detail = QStringLiteral("Another text stands there.");
    problem.extensions = {{QStringLiteral("conflicts"),
                           QJsonArray{QJsonObject{{QStringLiteral("field"), QStringLiteral("body")},
                                                  {QStringLiteral("yours"), yours},
                                                  {QStringLiteral("theirs"), draft.body},
                                                  {QStringLiteral("changed_by"), QString()},
                                                  {QStringLiteral("changed_at"), draft.updatedAt.toRfc3339()}}}}};
    return problem;
}

Outcome tell(UnitOfWork &unit, EventKind kind, const SavedDraft &draft)
{
    Event event = eventlog::make(unit, kind);
    event.subjectKind = QStringLiteral("draft");
    event.subjectId = draft.id.value();
    event.version = draft.version;
    event.after = {{QStringLiteral("employee_id"), unit.actor().employee->toString()},
                   {QStringLiteral("incident_id"), draft.incident.toString()},
                   {QStringLiteral("kind"), codec::draftKind(draft.internal)}};
    const auto written = eventlog::write(unit, event);
    if (!written)
        return written.error();
    return done;
}

bool saysTheSame(const SavedDraft &draft, const DraftText &text)
{
    return draft.body == text.body && draft.attachments == text.attachments && draft.status == text.status &&
           draft.basedOn == text.basedOn;
}

void take(SavedDraft &draft, const DraftText &text, Timestamp now)
{
    draft.body = text.body;
    draft.attachments = text.attachments;
    draft.status = text.status;
    draft.basedOn = text.basedOn;
    draft.updatedAt = now;
    // By the clock, so that no two drafts of a place ever have the same, whichever came and went between them.
    draft.version = std::max(draft.version + 1, now.milliseconds());
}

Outcome checkText(UnitOfWork &unit, IncidentId incident, DraftText &text)
{
    FieldChecks checks;
    checks.text(QStringLiteral("body"), text.body,
                {.max = limits::messageBody, .required = text.attachments.isEmpty(), .multiline = true, .trim = false});
    if (text.attachments.size() > limits::attachmentsPerMessage)
        checks.fault(QStringLiteral("attachment_ids"), FieldErrorCode::TooMany,
                     {{QStringLiteral("max"), limits::attachmentsPerMessage}});
    if (const Outcome read = incidentrules::checkAttachments(unit, checks, text.attachments, incident); !read)
        return read;
    return checks.finish();
}

/// Whether the message says all of the draft, so that nothing of it is left to be written.
bool holds(const NewMessage &message, const SavedDraft &draft)
{
    return message.body.startsWith(draft.body) &&
           std::all_of(draft.attachments.begin(), draft.attachments.end(),
                       [&](AttachmentId id) { return message.attachments.contains(id); });
}

/// Only where a draft came and went between two looks at it.
Problem quicker()
{
    return Problem::unavailable(1, QStringLiteral("a draft changed at the same time"));
}

} // namespace

Result<SavedDraft> get(UnitOfWork &unit, IncidentId incident, bool internal)
{
    const auto who = author(unit, incident, internal);
    if (!who)
        return who.error();
    const auto row = storage::drafts::find(unit.database(), *who, incident, internal);
    if (!row)
        return row.error();
    if (!*row)
        return Problem::notFound();
    return (*row)->draft;
}

Result<SavedDraft> put(UnitOfWork &unit, IncidentId incident, bool internal, const DraftText &given,
                       std::optional<qint64> expectedVersion, bool any)
{
    const auto who = author(unit, incident, internal);
    if (!who)
        return who.error();
    DraftText text = given;
    if (const Outcome clean = checkText(unit, incident, text); !clean)
        return clean.error();
    auto row = storage::drafts::find(unit.database(), *who, incident, internal, Lock::ForUpdate);
    if (!row)
        return row.error();
    if (!*row) {
        SavedDraft draft;
        draft.incident = incident;
        draft.internal = internal;
        take(draft, text, unit.now());
        const auto id = storage::drafts::insert(unit.database(), *who, draft);
        if (!id)
            return id.error();
        if (*id) {
            draft.id = **id;
            if (const Outcome told = tell(unit, EventKind::DraftChanged, draft); !told)
                return told.error();
            return get(unit, incident, internal);
        }
        // Another program of theirs was quicker.
        row = storage::drafts::find(unit.database(), *who, incident, internal, Lock::ForUpdate);
        if (!row)
            return row.error();
        if (!*row)
            return quicker();
    }
    const Row &now = **row;
    if (saysTheSame(now.draft, text))
        return now.draft;
    if (!any && expectedVersion != now.draft.version)
        return conflict(now, text.body);
    SavedDraft then = now.draft;
    take(then, text, unit.now());
    const bool telling = unit.now().milliseconds() - now.toldAt.milliseconds() >= tellingPauseMs;
    const auto updated =
        storage::drafts::update(unit.database(), then, telling ? unit.now() : now.toldAt, now.draft.version);
    if (!updated)
        return updated.error();
    if (!*updated)
        return quicker();
    if (telling) {
        if (const Outcome told = tell(unit, EventKind::DraftChanged, then); !told)
            return told.error();
    }
    return then;
}

Outcome remove(UnitOfWork &unit, IncidentId incident, bool internal, std::optional<qint64> expectedVersion)
{
    // Also one whose incident has gone out of sight since: it is their own text.
    if (const Outcome allowed = unit.require(Action::DraftManage, Relation::Own); !allowed)
        return allowed.error();
    if (!unit.actor().isEmployee() || !unit.actor().employee)
        return Problem::forbidden();
    const auto row =
        storage::drafts::find(unit.database(), *unit.actor().employee, incident, internal, Lock::ForUpdate);
    if (!row)
        return row.error();
    if (!*row)
        return Problem::notFound();
    if (expectedVersion && *expectedVersion != (*row)->draft.version)
        return conflict(**row, QString());
    const auto removed = storage::drafts::remove(unit.database(), (*row)->id, (*row)->draft.version);
    if (!removed)
        return removed.error();
    if (!*removed)
        return quicker();
    return tell(unit, EventKind::DraftRemoved, (*row)->draft);
}

Result<ListPage<SavedDraft>> list(UnitOfWork &unit, const ListRequest &request)
{
    if (const Outcome allowed = unit.require(Action::DraftManage, Relation::Own); !allowed)
        return allowed.error();
    if (!unit.actor().employee)
        return Problem::forbidden();
    if (const Outcome fine = checkListing(request, {QStringLiteral("updated")}); !fine)
        return fine.error();
    auto page =
        storage::drafts::list(unit.database(), *unit.actor().employee, {request.sort, request.cursor, request.limit});
    if (!page)
        return page.error();
    ListPage<SavedDraft> result;
    result.nextCursor = page->nextCursor;
    for (Row &row : page->items) {
        if (!isAllowed(unit.actor().principal, Action::IncidentRead, relationTo(unit.actor(), row.standing))) {
            row.draft.incidentReference.clear();
            row.draft.incidentSubject.clear();
        }
        result.items.append(row.draft);
    }
    return result;
}

Outcome endSent(UnitOfWork &unit, IncidentId incident, const NewMessage &message)
{
    if (!unit.actor().isEmployee() || !unit.actor().employee)
        return done;
    const auto row =
        storage::drafts::find(unit.database(), *unit.actor().employee, incident, message.internal, Lock::ForUpdate);
    if (!row)
        return row.error();
    if (!*row || !holds(message, (*row)->draft))
        return done;
    const auto removed = storage::drafts::remove(unit.database(), (*row)->id, (*row)->draft.version);
    if (!removed)
        return removed.error();
    return *removed ? tell(unit, EventKind::DraftRemoved, (*row)->draft) : Outcome(done);
}

} // namespace mostrador::services::drafts
