// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/clock.h"

#include <memory>

namespace mostrador::services {

/// Gives incidents their tags' new names (tags::advance()) in a thread of its own with its own database connection:
/// when somebody in this process renamed or merged one, and once a minute, for what another process left behind.
/// Any number may run in any number of processes.
class TagMover
{
public:
    explicit TagMover(const Clock &clock = Clock::system());
    /// Stops.
    ~TagMover();
    TagMover(const TagMover &) = delete;
    TagMover &operator=(const TagMover &) = delete;

    /// storage::configure() must have been called.
    void start();
    /// Returns when the thread is over: after the incidents of one transaction at most.
    void stop();
    /// There is something to do for this process's movers. Thread-safe.
    static void wake();

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace mostrador::services
