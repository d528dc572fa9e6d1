// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/timestamp.h"

namespace mostrador {

/// Where rules take the time from, so that a test can set it. Implementations are thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Timestamp now() const = 0;
    /// The machine's clock. Lives as long as the program.
    static const Clock &system();
};

} // namespace mostrador
