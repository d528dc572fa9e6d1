// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin.h"

namespace mostrador::server {

int adminDemo(const Environment &environment, const QStringList &)
{
    environment.complain(QStringLiteral("not yet"));
    return exitFailure;
}

} // namespace mostrador::server
