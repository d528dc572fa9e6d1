// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/change.h"

namespace mostrador {

bool IncidentChange::isEmpty() const
{
    return !subject && !status && !impact && !urgency && !priority && !product && !team && !assignee && !language &&
           !tags && !customFields && !orderNumber && !serialNumber && !dueAt;
}

} // namespace mostrador
