// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdatabase.h"

namespace mostrador::test {

/// Fills @p database, which this thread is connected to, by fill.sh and with rows that it leaves out, so that each
/// table that grows with the incidents is large. What went wrong; empty if nothing did.
QString fillForPlans(const TestDatabase &database);

} // namespace mostrador::test
