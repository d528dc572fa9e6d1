// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/smtp.h"
#include "support/clock.h"

#include <QString>

#include <memory>

namespace mostrador::delivery {

/// How and where deliveries go.
struct OutboxSettings
{
    bool mailEnabled = false;
    SmtpSettings smtp;
    QString fromAddress;
    QString fromName; ///< empty: the company's name

    int pollMs = 1000;        ///< how often the database is asked
    int retryBaseMs = 30'000; ///< pause after the first failure; doubles up to retryMaxMs, +-20 %
    int retryMaxMs = 3'600'000;
    int giveUpAfterHours = 72;   ///< temporary failures are final after so long (and 12 tries at least)
    int upkeepEveryMs = 300'000; ///< how often services::upkeep::run() is called; 0: never
    const Clock *clock = &Clock::system();
};

/// What has happened since the worker began, for the metrics.
struct OutboxCounters
{
    qint64 sent = 0;
    qint64 retried = 0; ///< temporary failures
    qint64 failed = 0;  ///< given up
    qint64 incidentsClosed = 0;
    qint64 rowsRemoved = 0;
};

/// Sends what stands in the outbox, and does the upkeep, in a thread of its own with its own database connection. Any
/// number of workers may run in any number of processes: each entry is leased to one of them at a time.
///
/// An entry is sent once, with one exception that SMTP leaves: if the process dies between the mail server's acceptance
/// (its 250) and the commit of the note of it, the mail goes again with the same Message-ID once the lease has run out;
/// once more for each such death, never by itself, and only the one mail that was being sent. A database that is away
/// in that moment doubles nothing: the note is made when it is back, and nothing is sent before. Refusals with 5xx are
/// final (state 'failed'), all else is tried again. With mail disabled, entries wait without being errors and are given
/// up after giveUpAfterHours; so mail that is enabled within that time still sends them.
class OutboxWorker
{
public:
    explicit OutboxWorker(const OutboxSettings &settings);
    /// Stops.
    ~OutboxWorker();
    OutboxWorker(const OutboxWorker &) = delete;
    OutboxWorker &operator=(const OutboxWorker &) = delete;

    /// Starts the thread. storage::configure() and services::configure() must have been called.
    void start();
    /// Lets the mail being sent end (at most the time-outs of SmtpSettings), then ends the thread. Entries leased but
    /// not begun are given back. Returns when it is over.
    void stop();
    /// Looks at the outbox at once. Thread-safe.
    void wake();
    /// Thread-safe.
    OutboxCounters counters() const;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace mostrador::delivery
