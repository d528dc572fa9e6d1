// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/metrics.h"
#include "http/router.h"

#include <atomic>
#include <functional>

namespace mostrador::server {

/// What the routes of the operations listener look at; lives as long as they do.
struct OperationsView
{
    Metrics &metrics;
    const std::atomic<bool> &draining;
    /// What needs no database: in any thread.
    std::function<Readings()> readings;
};

/// /health/live, /health/ready and /metrics.
void registerOperations(http::Router &router, const OperationsView &view);

} // namespace mostrador::server
