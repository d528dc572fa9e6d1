// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/clock.h"

namespace mostrador {

namespace {

class SystemClock final : public Clock
{
public:
    Timestamp now() const override { return Timestamp::now(); }
};

} // namespace

const Clock &Clock::system()
{
    static const SystemClock clock;
    return clock;
}

} // namespace mostrador
