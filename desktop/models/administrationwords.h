// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/savedview.h"
#include "model/tag.h"

namespace mostrador::console {

/// @{ As people read it, in the console's language.
QString nameOf(ViewScope scope);
QString nameOf(TagColour colour);
/// @}

} // namespace mostrador::console
