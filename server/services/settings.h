// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/limits.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QTimeZone>

namespace mostrador::services {

/// The settings the use cases need; set once at start before any worker runs (app/ reads them from file and
/// environment).
struct Settings
{
    QString publicUrl;    ///< scheme, host and port customers use, without a slash at the end
    QString feedUrl;      ///< WebSocket address told at log-in
    QByteArray secretKey; ///< 32 bytes; tracking links and form tokens come from it
    int reopenWindowDays = 14;
    int sessionHours = 12;   ///< a session ends after so long without use
    int sessionMaxDays = 30; ///< and after so long in any case
    qint64 attachmentMaxBytes = limits::attachmentBytes;
    QString mailDomain;                               ///< right side of Message-IDs; empty: the host of publicUrl
    bool mailEnabled = true;                          ///< pages promise an e-mail only then
    QTimeZone timeZone = QTimeZone::systemTimeZone(); ///< of times in pages; a browser with scripts shows its own
    QString companyName = QStringLiteral("Mostrador");
    unsigned long long argonOperations = 2; ///< crypto_pwhash opslimit
    std::size_t argonMemoryBytes =
        19u * 1024u * 1024u; ///< crypto_pwhash memlimit (OWASP: at least 19 MiB with 2 passes)
};

/// Not thread-safe: call before the workers start.
void configure(const Settings &settings);
const Settings &settings();

} // namespace mostrador::services
