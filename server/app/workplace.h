// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings.h"
#include "storage/migrations.h"

namespace mostrador::server {

/// What to do with a database whose schema is behind the program.
enum class Migrating
{
    Embedded, ///< bring an embedded one forward, refuse another
    Always,
};

/// Opens this thread's connection after making the folder of an embedded database. Part of prepare().
Outcome reachDatabase(const Settings &settings);

/// Gets this process ready to call services: the secret key, the folder of the embedded database, storage, the schema,
/// services::configure(). The problem's detail says what is wrong.
Outcome prepare(const Settings &settings, Migrating migrating);

/// The addresses people are told, from what is set or where the server listens.
QString publicUrlOf(const Settings &settings);
QString feedUrlOf(const Settings &settings);

} // namespace mostrador::server
