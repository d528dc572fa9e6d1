// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "portal/submission.h"
#include "portal/trackingstory.h"
#include "protocol/describe.h"
#include "services/attachmentservice.h"
#include "services/incidentservice.h"
#include "services/settings.h"

namespace mostrador::portal {

namespace {

using services::Receipt;
using services::UnitOfWork;

enum class Step
{
    Message,
    Resolve,
    Reopen
};

std::optional<Step> stepOf(const http::Form &form)
{
    const QString name = form.value(QStringLiteral("action"));
    if (name == QLatin1String("message"))
        return Step::Message;
    if (name == QLatin1String("resolve"))
        return Step::Resolve;
    if (name == QLatin1String("reopen"))
        return Step::Reopen;
    return std::nullopt;
}

Receipt done(const char *what)
{
    Receipt receipt;
    receipt.status = 303;
    receipt.body.insert(QStringLiteral("done"), QString::fromLatin1(what));
    return receipt;
}

Outcome addMessage(UnitOfWork &unit, IncidentId incident, const QString &body, const QList<http::FormFile> &files)
{
    NewMessage message;
    message.body = body;
    for (const http::FormFile &file : files) {
        const auto added = services::attachments::add(unit, incident, {file.fileName, file.content}, false);
        if (!added)
            return added.error();
        message.attachments.append(added->id);
    }
    const auto said = services::incidents::addMessage(unit, incident, message);
    if (!said)
        return said.error();
    return mostrador::done;
}

Result<Receipt> resolve(UnitOfWork &unit, IncidentId id)
{
    const auto incident = services::incidents::get(unit, id);
    if (!incident)
        return incident.error();
    IncidentChange change;
    change.status = IncidentStatus::Resolved;
    const auto changed = services::incidents::change(unit, id, change, incident->version);
    if (!changed)
        return changed.error();
    return done("resolve");
}

/// Opens it again; the use case puts the reason into the conversation.
Result<Receipt> reopen(UnitOfWork &unit, IncidentId id, const QString &reason, const QList<http::FormFile> &files)
{
    const auto reopened = services::incidents::reopen(unit, id, reason);
    if (!reopened)
        return reopened.error();
    for (const http::FormFile &file : files) {
        const auto added = services::attachments::add(unit, reopened->id, {file.fileName, file.content}, false);
        if (!added)
            return added.error();
    }
    if (reopened->id == id)
        return done("reopen");
    // After the reopening window it is a new incident with a link of its own.
    const auto link = services::tracking::create(unit, reopened->id);
    if (!link)
        return link.error();
    Receipt receipt = done("follow_up");
    receipt.body.insert(QStringLiteral("tracking_link"), link->toString());
    return receipt;
}

Result<Receipt> carryOut(UnitOfWork &unit, Step step, IncidentId id, const QString &body,
                         const QList<http::FormFile> &files)
{
    switch (step) {
    case Step::Resolve:
        return resolve(unit, id);
    case Step::Reopen:
        return reopen(unit, id, body, files);
    case Step::Message:
        break;
    }
    if (const Outcome said = addMessage(unit, id, body, files); !said)
        return said.error();
    return done("message");
}

http::Response goOn(const Site &site, const Tongue &tongue, const QString &token, const Receipt &receipt)
{
    QString there = token;
    if (const auto link = TrackingLinkId::fromString(receipt.body.value(QStringLiteral("tracking_link")).toString()))
        there = services::tracking::token(*link);
    return site.goTo(QStringLiteral("/%1/t/%2?done=%3#notice")
                         .arg(tongue.language(), there, receipt.body.value(QStringLiteral("done")).toString())
                         .toLatin1());
}

/// The refusal in words beside the form; false where it is no matter of the form.
bool explain(const Problem &problem, Step step, const Tongue &tongue, ReplyState &state)
{
    state.status = httpStatus(problem.code);
    switch (problem.code) {
    case ErrorCode::ValidationFailed:
        for (const FieldError &error : problem.errors) {
            if (error.code == FieldErrorCode::Required)
                state.faults.add(QStringLiteral("body"),
                                 tongue.say(step == Step::Reopen ? "reopen_required" : "reply_required"));
            else
                state.faults.add(QStringLiteral("body"), words::describe(error, tongue.words()));
        }
        return true;
    case ErrorCode::PayloadTooLarge:
        state.status = 422;
        state.faults.add(QStringLiteral("files"),
                         tongue.say("files_too_large").arg(sizeText(services::settings().attachmentMaxBytes, tongue)));
        return true;
    case ErrorCode::Conflict:
    case ErrorCode::TransitionNotAllowed:
    case ErrorCode::EditConflict:
        state.status = 409;
        state.faults.add(QString(), tongue.say("changed_meanwhile"));
        return true;
    case ErrorCode::IdempotencyKeyReused:
        state.faults.add(QString(), tongue.say("form_used"));
        state.seal.reset(); // the next try is another one
        return true;
    default:
        return false;
    }
}

} // namespace

http::Response actOnIncident(const Site &site, const Tongue &tongue, const http::Request &request)
{
    const QString token = request.parameter(QStringLiteral("token"));
    const auto visitor = services::tracking::resolve(token);
    if (!visitor)
        return site.refuse(request, visitor.error());
    const Result<http::Form> form = http::readForm(request);
    if (!form)
        return site.refuse(request, form.error());
    const QByteArray purpose = trackingPurpose(token);
    const FormSeal::Verdict verdict = FormSeal::check(request, *form, purpose);
    const std::optional<Step> step = stepOf(*form);
    if (verdict == FormSeal::Verdict::Foreign)
        return site.refuse(request, Problem::forbidden());
    if (!step)
        return site.refuse(request, Problem{ErrorCode::BadRequest, {}, {}, {}, {}, {}});

    ReplyState state;
    state.body = typedText(*form, QStringLiteral("body"));
    state.seal = FormSeal::again(request, purpose, FormSeal::keyOf(*form));
    if (verdict == FormSeal::Verdict::Stale) {
        state.faults.add(QString(), tongue.say("form_expired"));
        state.status = 403;
        return showStory(site, tongue, request, token, *visitor, state);
    }
    const QString body = state.body.trimmed();
    if (*step != Step::Resolve) {
        if (body.isEmpty())
            state.faults.add(QStringLiteral("body"),
                             tongue.say(*step == Step::Reopen ? "reopen_required" : "reply_required"));
        checkFiles(form->files, tongue, state.faults);
        if (!state.faults.isEmpty()) {
            if (!form->files.isEmpty())
                state.faults.add(QStringLiteral("files"), tongue.say("files_again"));
            state.status = 422;
            return showStory(site, tongue, request, token, *visitor, state);
        }
    }
    const auto receipt = submit(request, *form, visitor->actor, [&](UnitOfWork &unit) {
        return carryOut(unit, *step, visitor->incident, body, form->files);
    });
    if (receipt)
        return goOn(site, tongue, token, *receipt);
    if (!explain(receipt.error(), *step, tongue, state))
        return site.refuse(request, receipt.error());
    return showStory(site, tongue, request, token, *visitor, state);
}

} // namespace mostrador::portal
