// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/cannedreply.h"

#include <algorithm>

namespace mostrador {

bool isShortcut(const QString &text)
{
    const auto suits = [](QChar c) { return c.isLetterOrNumber() || c == u'-' || c == u'_' || c.isMark(); };
    return !text.isEmpty() && text.front().isLetterOrNumber() && std::all_of(text.begin(), text.end(), suits);
}

} // namespace mostrador
