// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// toml++ without its assertions: some of them, such as the one on the first character of a key, stop the program for a
/// mistake in the file that the parser finds itself a few lines further on.
/// Header-only use, so that no other library is needed at run time.
#define TOML_ASSERT(expression) static_assert(true)
#include <toml++/toml.h>
