// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/savedview.h"

#include "support/enumnames.h"

namespace mostrador {

namespace {

constexpr EnumName<ViewScope> scopeNames[] = {
    {ViewScope::Personal, "personal"}, {ViewScope::Team, "team"}, {ViewScope::Everyone, "everyone"}};

} // namespace

QString toString(ViewScope scope)
{
    return nameIn(scopeNames, scope);
}

std::optional<ViewScope> viewScopeFromString(const QString &name)
{
    return valueIn(scopeNames, name);
}

const QStringList &viewScopeNames()
{
    static const QStringList names = namesIn(scopeNames);
    return names;
}

std::optional<Relation> relationTo(const Actor &actor, const ViewStanding &view)
{
    switch (view.scope) {
    case ViewScope::Personal:
        if (actor.principal == Principal::System || (actor.employee && view.owner && *actor.employee == *view.owner))
            return Relation::Own;
        return std::nullopt;
    case ViewScope::Team:
        return view.team && actor.teams.contains(*view.team) ? Relation::Team : Relation::Restricted;
    case ViewScope::Everyone:
        return Relation::Other;
    }
    return std::nullopt;
}

} // namespace mostrador
