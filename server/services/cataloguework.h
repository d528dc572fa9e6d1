// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/change.h"
#include "protocol/codecs.h"
#include "services/eventlog.h"
#include "services/merge.h"

#include <QStringList>

/// @internal What the use cases of all things with a name, a version and an event for each change have in common.
namespace mostrador::services::catalogue {

/// One kind of thing as the functions below see it.
struct Kind
{
    Action read;
    Action manage;
    const char *subject;
    QStringList keys; ///< the attributes that can be edited
};

template <typename Thing>
Outcome writeEvent(UnitOfWork &unit, const Kind &kind, EventKind what, const Thing &thing,
                   const merge::Difference &difference)
{
    Event event = eventlog::make(unit, what);
    event.subjectKind = QString::fromLatin1(kind.subject);
    event.subjectId = thing.id.value();
    event.version = thing.version;
    event.before = difference.before;
    event.after = difference.after;
    const auto written = eventlog::write(unit, event);
    if (!written)
        return written.error();
    return done;
}

template <typename Thing>
merge::Difference created(const Kind &kind, const Thing &thing)
{
    merge::Difference all;
    const QJsonObject json = codec::toJson(thing);
    for (const QString &key : kind.keys)
        all.after.insert(key, json.value(key));
    return all;
}

template <typename Thing>
merge::Difference removed(const Kind &kind, const Thing &thing)
{
    merge::Difference all = created(kind, thing);
    std::swap(all.before, all.after);
    return all;
}

template <typename Thing>
Result<Thing> orNotFound(const Result<std::optional<Thing>> &found)
{
    if (!found)
        return found.error();
    if (!*found)
        return Problem::notFound();
    return **found;
}

/// Writes @p then over @p now with merging and an event, to which @p extend may add.
template <typename Thing, typename Update, typename Extend>
Result<Thing> write(UnitOfWork &unit, const Kind &kind, EventKind what, const Thing &now, Thing then,
                    qint64 expectedVersion, Update update, Extend extend)
{
    const QJsonObject was = codec::toJson(now);
    const QJsonObject is = codec::toJson(then);
    const merge::Edit edit{
        QString::fromLatin1(kind.subject), now.id.value(), expectedVersion, now.version, was, is, kind.keys};
    if (const Outcome mergeable = merge::check(unit, edit); !mergeable)
        return mergeable.error();
    merge::Difference difference = merge::difference(was, is, kind.keys);
    if (difference.isEmpty())
        return now;
    then.version = now.version + 1;
    then.updatedAt = unit.now();
    const Result<bool> updated = update(unit.database(), then, now.version);
    if (!updated)
        return updated.error();
    if (!*updated)
        return Problem::unavailable(1, QStringLiteral("a locked row changed"));
    extend(difference, now, then);
    if (const Outcome written = writeEvent(unit, kind, what, then, difference); !written)
        return written.error();
    return then;
}

template <typename Thing, typename Update>
Result<Thing> write(UnitOfWork &unit, const Kind &kind, EventKind what, const Thing &now, Thing then,
                    qint64 expectedVersion, Update update)
{
    return write(unit, kind, what, now, std::move(then), expectedVersion, update,
                 [](merge::Difference &, const Thing &, const Thing &) {});
}

template <typename T>
void take(const Patched<T> &from, T &to)
{
    if (from)
        to = *from;
}

} // namespace mostrador::services::catalogue
