// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/modelcontext.h"

#include <QStringList>

namespace mostrador::console {

/// What the employee searched for last, in the encrypted copy on this computer: it goes with that at log-out. Without a
/// place to keep them there are none. GUI thread.
class RecentSearches
{
public:
    explicit RecentSearches(const ModelContext &context)
        : m_context(context)
    {}

    /// The newest first.
    QStringList all() const;
    void add(const QString &query);
    void clear();

private:
    bool hasPlace() const;

    const ModelContext m_context;
};

} // namespace mostrador::console
