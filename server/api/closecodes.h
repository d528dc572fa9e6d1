// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Why the feed's server ends a connection (RFC 6455 section 7.4.1).
namespace mostrador::api::closecodes {

inline constexpr int normalClosure = 1000;
inline constexpr int policyViolation = 1008;
/// Qt's clients take 1013, "try again later", for a breach of the protocol.
inline constexpr int cannotServe = 1011;

} // namespace mostrador::api::closecodes
