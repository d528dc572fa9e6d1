// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incidentstatus.h"
#include "model/priority.h"
#include "widgets/theme.h"

#include <QIcon>

namespace mostrador::console {

/// The pictures of the console: paths of our own, painted in the palette's colours of the moment, sharp at any size.
enum class Glyph
{
    StatusNew,
    StatusOpen,
    StatusWaitingCustomer,
    StatusWaitingThirdParty,
    StatusResolved,
    StatusClosed,
    StatusCancelled,
    StatusMerged,
    PriorityLow,
    PriorityMedium,
    PriorityHigh,
    PriorityCritical,
    Search,
    Reply,
    Note,
    Person,
    People,
    Product,
    Attach,
    Send,
    Refresh,
    Add,
    Remove,
    Save,
    Undo,
    Close,
    Warning,
    Info,
    Away,
    Help,
    Open,
    Download,
    Bell,
    Application,
};

/// An icon; in a tone of its own, or in the colour of text.
QIcon icon(Glyph glyph, Tone tone = Tone::Plain);

/// @{ The mark of a status or priority. Each has a shape of its own, so that colour is not needed to tell them apart.
Glyph glyphOf(IncidentStatus status);
Glyph glyphOf(Priority priority);
Tone toneOf(IncidentStatus status);
Tone toneOf(Priority priority);
QIcon iconOf(IncidentStatus status);
QIcon iconOf(Priority priority);
/// @}

} // namespace mostrador::console
