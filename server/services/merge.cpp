// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/merge.h"

#include "storage/events.h"

#include <QHash>
#include <QJsonArray>

namespace mostrador::services::merge {

namespace {

Problem conflict(const QJsonArray &conflicts, qint64 currentVersion)
{
    Problem problem;
    problem.code = ErrorCode::EditConflict;
    problem.extensions.insert(QStringLiteral("conflicts"), conflicts);
    problem.extensions.insert(QStringLiteral("current_version"), currentVersion);
    return problem;
}

/// The members that differ, by path: "subject", "address/city".
QStringList paths(const Difference &difference)
{
    QStringList out;
    for (auto it = difference.after.begin(); it != difference.after.end(); ++it) {
        const QJsonObject nested = it->isObject() ? it->toObject() : difference.before.value(it.key()).toObject();
        if (nested.isEmpty()) {
            out.append(it.key());
            continue;
        }
        for (const QString &name : nested.keys())
            out.append(it.key() + u'/' + name);
    }
    return out;
}

QJsonValue at(const QJsonObject &object, const QString &path)
{
    const qsizetype slash = path.indexOf(u'/');
    if (slash < 0)
        return object.value(path);
    const QJsonValue value = object.value(path.left(slash)).toObject().value(path.mid(slash + 1));
    return value.isUndefined() ? QJsonValue(QJsonValue::Null) : value;
}

/// Impact and urgency bring their priority with them; that is nobody's edit of the priority.
bool isDerived(const QString &path, const QJsonObject &after)
{
    return path == QLatin1String("priority") && !after.contains(QLatin1String("priority_by_hand")) &&
           (after.contains(QLatin1String("impact")) || after.contains(QLatin1String("urgency")));
}

} // namespace

Difference difference(const QJsonObject &before, const QJsonObject &after, const QStringList &keys)
{
    Difference out;
    for (const QString &key : keys) {
        const QJsonValue left = before.value(key);
        const QJsonValue right = after.value(key);
        if (left == right)
            continue;
        if (!left.isObject() || !right.isObject()) {
            out.before.insert(key, left.isUndefined() ? QJsonValue(QJsonValue::Null) : left);
            out.after.insert(key, right.isUndefined() ? QJsonValue(QJsonValue::Null) : right);
            continue;
        }
        QStringList members = left.toObject().keys() + right.toObject().keys();
        members.removeDuplicates();
        const Difference nested = difference(left.toObject(), right.toObject(), members);
        out.before.insert(key, nested.before);
        out.after.insert(key, nested.after);
    }
    return out;
}

Outcome check(UnitOfWork &unit, const Edit &edit)
{
    if (edit.expectedVersion == edit.currentVersion)
        return done;
    if (edit.expectedVersion < 1 || edit.expectedVersion > edit.currentVersion)
        return conflict({}, edit.currentVersion);

    const auto events = storage::events::since(unit.database(), edit.subjectKind, edit.subjectId, edit.expectedVersion);
    if (!events)
        return events.error();
    QHash<QString, Event> lastChange;
    for (const Event &event : *events) {
        const QStringList changed = paths({event.before, event.after});
        for (const QString &path : changed) {
            if (!isDerived(path, event.after))
                lastChange.insert(path, event);
            // Set by hand to what followed by itself until then: an edit of the priority, though its value stays.
            if (path == QLatin1String("priority_by_hand") && event.before.value(path) != event.after.value(path))
                lastChange.insert(QStringLiteral("priority"), event);
        }
    }

    QJsonArray conflicts;
    const QStringList edited = paths(difference(edit.current, edit.desired, edit.keys));
    for (const QString &path : edited) {
        const auto theirs = lastChange.constFind(path);
        if (theirs == lastChange.cend())
            continue;
        conflicts.append(QJsonObject{
            {QStringLiteral("field"), path},
            {QStringLiteral("yours"), at(edit.desired, path)},
            {QStringLiteral("theirs"), at(edit.current, path)},
            {QStringLiteral("changed_by"),
             theirs->actorName.isEmpty() ? toString(theirs->actorKind) : theirs->actorName},
            {QStringLiteral("changed_at"), theirs->at.toRfc3339()},
        });
    }
    if (!conflicts.isEmpty())
        return conflict(conflicts, edit.currentVersion);
    return done;
}

Outcome checkVersion(std::optional<qint64> expectedVersion, qint64 currentVersion)
{
    if (expectedVersion && *expectedVersion != currentVersion)
        return conflict({}, currentVersion);
    return done;
}

} // namespace mostrador::services::merge
