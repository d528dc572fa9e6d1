// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mostrador::test {

/// A build with sanitizers is several times slower: where there is much data, its run takes a sample, and the plain one
/// (tests/run.sh --preset test) takes all.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool isSlowBuild = true;
#else
inline constexpr bool isSlowBuild = false;
#endif

} // namespace mostrador::test
