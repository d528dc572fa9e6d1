// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/settings.h"

namespace mostrador::services {

namespace {

Settings &current()
{
    static Settings instance;
    return instance;
}

} // namespace

void configure(const Settings &settings)
{
    current() = settings;
}

const Settings &settings()
{
    return current();
}

} // namespace mostrador::services
