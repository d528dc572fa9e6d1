// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/searchtext.h"

namespace mostrador::storage {

// The console folds texts in the same way.
using mostrador::foldForSearch;
using mostrador::searchWords;
using mostrador::stemPrefix;

} // namespace mostrador::storage
