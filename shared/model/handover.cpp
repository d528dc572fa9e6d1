// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/handover.h"

namespace mostrador {

Relation relationTo(const Actor &actor, const HandoverStanding &handover)
{
    if (actor.employee && (actor.employee == handover.giver || actor.employee == handover.toEmployee))
        return Relation::Own;
    return handover.toTeam && actor.teams.contains(*handover.toTeam) ? Relation::Team : Relation::Other;
}

} // namespace mostrador
