// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cannedreplyservice.h"

#include "model/limits.h"
#include "model/placeholders.h"
#include "services/cataloguework.h"
#include "services/fieldchecks.h"
#include "storage/cannedreplies.h"
#include "storage/teams.h"
#include "support/words.h"

#include <QJsonArray>

namespace mostrador::services::cannedreplies {

using namespace catalogue;

namespace {

const Kind &replyKind()
{
    static const Kind kind{Action::CannedReplyRead,
                           Action::CannedReplyManage,
                           "canned_reply",
                           {QStringLiteral("title"), QStringLiteral("shortcut"), QStringLiteral("body"),
                            QStringLiteral("language"), QStringLiteral("team_id"), QStringLiteral("archived")}};
    return kind;
}

Outcome checkReply(UnitOfWork &unit, CannedReply &reply)
{
    FieldChecks checks;
    checks.text(QStringLiteral("title"), reply.title, {.max = limits::cannedReplyTitle, .required = true});
    checks.text(QStringLiteral("shortcut"), reply.shortcut, {.max = limits::cannedReplyShortcut, .required = true});
    if (checks.clean() && !isShortcut(reply.shortcut))
        checks.fault(QStringLiteral("shortcut"), FieldErrorCode::InvalidFormat,
                     {{QStringLiteral("expected"), QStringLiteral("shortcut")}});
    checks.text(QStringLiteral("body"), reply.body,
                {.max = limits::cannedReplyBody, .required = true, .multiline = true, .trim = false});
    for (const placeholders::Unknown &unknown : placeholders::unknownIn(reply.body))
        checks.fault(QStringLiteral("body"), FieldErrorCode::UnknownPlaceholder,
                     {{QStringLiteral("placeholder"), unknown.name},
                      {QStringLiteral("nearest"), unknown.nearest},
                      {QStringLiteral("offset"), unknown.offset},
                      {QStringLiteral("length"), unknown.length}});
    if (!reply.language.isEmpty())
        checks.language(QStringLiteral("language"), reply.language, {});
    if (reply.team) {
        const auto team = storage::teams::find(unit.database(), *reply.team);
        if (!team)
            return team.error();
        if (!*team)
            checks.fault(QStringLiteral("team_id"), FieldErrorCode::NotFound);
    }
    return checks.finish();
}

} // namespace

Result<CannedReply> create(UnitOfWork &unit, const NewCannedReply &input)
{
    if (const Outcome allowed = unit.require(Action::CannedReplyManage, Relation::Other); !allowed)
        return allowed.error();
    CannedReply reply;
    reply.title = input.title;
    reply.shortcut = input.shortcut;
    reply.body = input.body;
    reply.language = input.language;
    reply.team = input.team;
    reply.archived = input.archived;
    reply.createdAt = unit.now();
    reply.updatedAt = unit.now();
    reply.version = 1;
    if (const Outcome clean = checkReply(unit, reply); !clean)
        return clean.error();
    const auto id = storage::cannedreplies::insert(unit.database(), reply);
    if (!id)
        return id.error();
    reply.id = *id;
    const Outcome written =
        writeEvent(unit, replyKind(), EventKind::CannedReplyCreated, reply, created(replyKind(), reply));
    if (!written)
        return written.error();
    return reply;
}

Result<CannedReply> get(UnitOfWork &unit, CannedReplyId id)
{
    if (const Outcome allowed = unit.require(Action::CannedReplyRead, Relation::Other); !allowed)
        return allowed.error();
    return orNotFound(storage::cannedreplies::find(unit.database(), id));
}

Result<ListPage<CannedReply>> list(UnitOfWork &unit, const ListRequest &request, const Wanted &wanted)
{
    if (const Outcome allowed = unit.require(Action::CannedReplyRead, Relation::Other); !allowed)
        return allowed.error();
    const Outcome fine = checkListing(request, {QStringLiteral("title"), QStringLiteral("shortcut"),
                                                QStringLiteral("created"), QStringLiteral("updated")});
    if (!fine)
        return fine.error();
    if (!wanted.language.isEmpty() && !isSupportedLanguage(wanted.language))
        return Problem::field(QStringLiteral("language"), FieldErrorCode::NotAllowed,
                              {{QStringLiteral("allowed"), QJsonArray::fromStringList(supportedLanguages())}});
    storage::cannedreplies::Filter filter;
    filter.words = request.query;
    filter.language = wanted.language;
    if (wanted.offered)
        filter.offeredTo = unit.actor().teams;
    auto page = storage::cannedreplies::list(unit.database(), filter, {request.sort, request.cursor, request.limit});
    if (!page)
        return page.error();
    return ListPage<CannedReply>{page->items, page->nextCursor};
}

Result<CannedReply> change(UnitOfWork &unit, CannedReplyId id, const CannedReplyChange &change, qint64 expectedVersion)
{
    if (const Outcome allowed = unit.require(Action::CannedReplyManage, Relation::Other); !allowed)
        return allowed.error();
    const auto now = orNotFound(storage::cannedreplies::findForUpdate(unit.database(), id));
    if (!now)
        return now;
    CannedReply then = *now;
    take(change.title, then.title);
    take(change.shortcut, then.shortcut);
    take(change.body, then.body);
    take(change.language, then.language);
    take(change.team, then.team);
    take(change.archived, then.archived);
    if (const Outcome clean = checkReply(unit, then); !clean)
        return clean.error();
    return write(unit, replyKind(), EventKind::CannedReplyChanged, *now, then, expectedVersion,
                 storage::cannedreplies::update);
}

Outcome remove(UnitOfWork &unit, CannedReplyId id, std::optional<qint64> expectedVersion)
{
    if (const Outcome allowed = unit.require(Action::CannedReplyManage, Relation::Other); !allowed)
        return allowed;
    const auto now = orNotFound(storage::cannedreplies::findForUpdate(unit.database(), id));
    if (!now)
        return now.error();
    if (const Outcome same = merge::checkVersion(expectedVersion, now->version); !same)
        return same;
    const auto gone = storage::cannedreplies::remove(unit.database(), id, now->version);
    if (!gone)
        return gone.error();
    CannedReply last = *now;
    last.version = now->version + 1;
    return writeEvent(unit, replyKind(), EventKind::CannedReplyRemoved, last, removed(replyKind(), last));
}

} // namespace mostrador::services::cannedreplies
