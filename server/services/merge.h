// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/unitofwork.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

/// Edits of the same thing by several people at once, and the difference that goes into events. Attributes are the
/// members of a JSON object as the API shows them; those of nested objects (address, custom fields) count one by one.
namespace mostrador::services::merge {

struct Difference
{
    QJsonObject before; ///< what changed, as it was
    QJsonObject after;  ///< and as it is now
    bool isEmpty() const { return after.isEmpty(); }
};

/// Only @p keys are looked at. A member that only one side has is null on the other.
Difference difference(const QJsonObject &before, const QJsonObject &after, const QStringList &keys);

/// What a caller wants to write over a thing that may have changed since the caller saw it.
struct Edit
{
    QString subjectKind;
    qint64 subjectId = 0;
    qint64 expectedVersion = 0;
    qint64 currentVersion = 0;
    QJsonObject current; ///< the thing now
    QJsonObject desired; ///< the thing now, with the caller's edits
    QStringList keys;    ///< the attributes that can be edited
};

/// Nothing to say if no attribute that the caller changes was changed by others since the expected version, or only to
/// the same value. Otherwise EditConflict with "conflicts". A version that never was is an EditConflict, too.
Outcome check(UnitOfWork &unit, const Edit &edit);

/// For removals: EditConflict unless the version is the present one or not asked for.
Outcome checkVersion(std::optional<qint64> expectedVersion, qint64 currentVersion);

} // namespace mostrador::services::merge
