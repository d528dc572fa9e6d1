// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/result.h"

#include <QByteArray>
#include <QString>

namespace mostrador::server {

/// The 32 bytes of the secret key file. @p mayCreate: makes the file (mode 0600) from the system's random numbers where
/// it is not there. The problem's detail says what is wrong.
Result<QByteArray> loadSecretKey(const QString &file, bool mayCreate);

} // namespace mostrador::server
