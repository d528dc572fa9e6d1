// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/change.h"
#include "model/permissions.h"

#include <QStringList>

namespace mostrador {

/// Who sees a saved view.
enum class ViewScope
{
    Personal, ///< its owner alone
    Team,     ///< the members of a team, administrators and auditors
    Everyone, ///< all employees
};
QString toString(ViewScope scope);
std::optional<ViewScope> viewScopeFromString(const QString &name);
const QStringList &viewScopeNames();

/// A search with a name that stands in the console's sidebar.
struct SavedView
{
    ViewId id;
    QString name; ///< unique among those of the same owner, of the same team, or for everyone, without regard to case
    ViewScope scope = ViewScope::Personal;
    std::optional<EmployeeId> owner; ///< of a personal one
    std::optional<TeamId> team;      ///< of a team's
    QString query;                   ///< search-query language; parses
    QString sort;                    ///< of the incident list, such as "-created"; empty: the list's default
    QStringList columns;             ///< names that the console gives meaning to; empty: its default
    qint64 position = 0;             ///< ascending among those of its scope
    Timestamp createdAt;
    Timestamp updatedAt;
    qint64 version = 0;

    bool operator==(const SavedView &) const = default;
};

struct NewView
{
    QString name;
    ViewScope scope = ViewScope::Personal;
    std::optional<TeamId> team; ///< for ViewScope::Team, and only there
    QString query;
    QString sort;
    QStringList columns;
    std::optional<qint64> position; ///< absent: behind the others
};

struct ViewChange
{
    Patched<QString> name;
    Patched<ViewScope> scope; ///< Personal makes it the caller's own
    Patched<std::optional<TeamId>> team;
    Patched<QString> query;
    Patched<QString> sort;
    Patched<QStringList> columns;
    Patched<qint64> position;
};

/// What of a view decides who may see and change it.
struct ViewStanding
{
    ViewScope scope = ViewScope::Personal;
    std::optional<EmployeeId> owner;
    std::optional<TeamId> team;
};

/// How somebody stands to a view: Own to a personal one of theirs, Team to one of a team of theirs, Other to one for
/// everyone, Restricted to one of another team. Nothing for somebody else's personal view: it is nobody else's matter,
/// whatever their role.
std::optional<Relation> relationTo(const Actor &actor, const ViewStanding &view);

} // namespace mostrador
