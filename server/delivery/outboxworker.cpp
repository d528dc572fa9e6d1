// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/outboxworker.h"

#include "delivery/customermail.h"
#include "services/settings.h"
#include "services/upkeep.h"
#include "storage/transaction.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QRandomGenerator>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace mostrador::delivery {

namespace {

Q_LOGGING_CATEGORY(deliveryLog, "mostrador.delivery")

namespace outbox = storage::outbox;

/// Few at a time: all of them must be sent within the lease even if each takes its longest.
constexpr int batch = 4;
constexpr int triesAtLeast = 12;
constexpr qint64 waitWhileDisabledMs = 600'000;

} // namespace

struct OutboxWorker::Private
{
    OutboxSettings settings;
    QString name; ///< as the lease's owner
    std::thread thread;
    mutable std::mutex mutex; ///< guards the members below
    std::condition_variable changed;
    bool stopping = false;
    bool woken = false;
    OutboxCounters counters;
    /// Accepted by the mail server, but the database could not be told so yet. Of the worker's thread.
    QList<outbox::EntryId> unmarked;

    bool mustStop() const
    {
        const std::lock_guard lock(mutex);
        return stopping;
    }
    Timestamp now() const { return settings.clock->now(); }
    qint64 leaseMs() const
    {
        return qint64(batch) * (settings.smtp.connectSeconds + settings.smtp.totalSeconds) * 1000 + 60'000;
    }

    void run();
    void sleep();
    bool isDue() const;
    void sendDue(SmtpClient &smtp, const CustomerMail &mails);
    void send(SmtpClient &smtp, const CustomerMail &mails, const outbox::Entry &entry);
    bool markSent();
    void waitDisabled(const outbox::Entry &entry);
    void retry(const outbox::Entry &entry, const QString &cause, int code);
    void giveUp(const outbox::Entry &entry, const QString &cause, int code);
    void upkeep();
};

OutboxWorker::OutboxWorker(const OutboxSettings &settings)
    : m_d(std::make_unique<Private>())
{
    m_d->settings = settings;
    // Random, so that two processes never hold the same lease.
    m_d->name = QStringLiteral("worker-%1").arg(QRandomGenerator::system()->generate64(), 16, 16, QLatin1Char('0'));
}

OutboxWorker::~OutboxWorker()
{
    stop();
}

void OutboxWorker::start()
{
    if (!m_d->thread.joinable())
        m_d->thread = std::thread([this] { m_d->run(); });
}

void OutboxWorker::stop()
{
    {
        const std::lock_guard lock(m_d->mutex);
        m_d->stopping = true;
    }
    m_d->changed.notify_all();
    if (m_d->thread.joinable())
        m_d->thread.join();
}

void OutboxWorker::wake()
{
    {
        const std::lock_guard lock(m_d->mutex);
        m_d->woken = true;
    }
    m_d->changed.notify_all();
}

OutboxCounters OutboxWorker::counters() const
{
    const std::lock_guard lock(m_d->mutex);
    return m_d->counters;
}

void OutboxWorker::Private::run()
{
    {
        SmtpClient smtp(settings.smtp);
        const CustomerMail mails;
        // Not at once: a start should not begin with housework.
        QDeadlineTimer nextUpkeep(settings.upkeepEveryMs);
        while (!mustStop()) {
            sendDue(smtp, mails);
            if (settings.upkeepEveryMs > 0 && nextUpkeep.hasExpired()) {
                upkeep();
                nextUpkeep.setRemainingTime(settings.upkeepEveryMs);
            }
            sleep();
        }
        markSent();
    }
    storage::closeThreadDatabase();
}

void OutboxWorker::Private::sleep()
{
    std::unique_lock lock(mutex);
    changed.wait_for(lock, std::chrono::milliseconds(settings.pollMs), [this] { return stopping || woken; });
    woken = false;
}

/// Asked before leasing, because leasing writes.
bool OutboxWorker::Private::isDue() const
{
    bool due = false;
    const auto asked = storage::runTransaction(storage::threadDatabase(), storage::Mode::SingleStatement,
                                               [&](storage::Database &database) -> Outcome {
                                                   const auto next = outbox::nextDue(database);
                                                   if (!next)
                                                       return next.error();
                                                   due = *next && **next <= now();
                                                   return done;
                                               });
    return asked.committed() && due;
}

void OutboxWorker::Private::sendDue(SmtpClient &smtp, const CustomerMail &mails)
{
    // What is not marked would be leased and sent again.
    while (!mustStop() && markSent() && isDue()) {
        const auto entries = outbox::lease(storage::threadDatabase(), name, batch, leaseMs(), now());
        if (!entries) {
            qCWarning(deliveryLog, "The outbox cannot be read: %s", qPrintable(entries.error().cause));
            return;
        }
        if (entries->isEmpty())
            return;
        QElapsedTimer leased;
        leased.start();
        for (const outbox::Entry &entry : *entries) {
            if (mustStop()) {
                // Not begun: another worker may have it at once.
                static_cast<void>(outbox::retryLater(storage::threadDatabase(), entry.id, name, now(), QString()));
            } else if (!settings.mailEnabled) {
                waitDisabled(entry);
            } else if (leased.elapsed() <
                       leaseMs() - (settings.smtp.connectSeconds + settings.smtp.totalSeconds) * 1000) {
                send(smtp, mails, entry);
            }
        }
    }
}

void OutboxWorker::Private::send(SmtpClient &smtp, const CustomerMail &mails, const outbox::Entry &entry)
{
    std::optional<Mail> mail;
    const auto composed = storage::runTransaction(storage::threadDatabase(), storage::Mode::ReadOnly,
                                                  [&](storage::Database &database) -> Outcome {
                                                      auto made = mails.compose(database, entry);
                                                      if (!made)
                                                          return made.error();
                                                      mail = *std::move(made);
                                                      return done;
                                                  });
    if (!composed.committed() || !mail) {
        if (composed.problem.code == ErrorCode::NotFound)
            giveUp(entry, QStringLiteral("nobody to write to: ") + composed.problem.detail, 0);
        else
            retry(entry, QStringLiteral("the mail could not be written"), 0);
        return;
    }
    mail->fromAddress = settings.fromAddress;
    mail->fromName = settings.fromName.isEmpty() ? services::settings().companyName : settings.fromName;
    mail->date = now();
    const SmtpAnswer answer = smtp.send(mail->fromAddress, mail->toAddress, toMime(*mail));
    switch (answer.kind) {
    case SmtpAnswer::Kind::Sent: {
        unmarked.append(entry.id);
        markSent();
        const std::lock_guard lock(mutex);
        ++counters.sent;
        break;
    }
    case SmtpAnswer::Kind::Later:
        retry(entry, answer.cause, answer.code);
        break;
    case SmtpAnswer::Kind::Never:
        giveUp(entry, answer.cause, answer.code);
        break;
    }
}

/// Marks what was sent, also what could not be marked when it was: a database that is away for a while must not double
/// mails. False if it is away still.
bool OutboxWorker::Private::markSent()
{
    while (!unmarked.isEmpty()) {
        const auto marked = outbox::markSent(storage::threadDatabase(), unmarked.first(), name, now());
        if (!marked) {
            qCWarning(deliveryLog, "A sent mail cannot be marked: %s", qPrintable(marked.error().cause));
            return false;
        }
        if (!*marked)
            qCWarning(deliveryLog, "Outbox entry %lld was sent, but its lease had run out: it may be sent again",
                      static_cast<long long>(unmarked.first().value()));
        unmarked.removeFirst();
    }
    return true;
}

void OutboxWorker::Private::waitDisabled(const outbox::Entry &entry)
{
    if (entry.createdAt.plusSeconds(qint64(settings.giveUpAfterHours) * 3600) < now())
        giveUp(entry, QStringLiteral("mail is disabled"), 0);
    else
        static_cast<void>(outbox::retryLater(storage::threadDatabase(), entry.id, name,
                                             now().plusMilliseconds(waitWhileDisabledMs),
                                             QStringLiteral("mail is disabled")));
}

void OutboxWorker::Private::retry(const outbox::Entry &entry, const QString &cause, int code)
{
    const bool old = entry.createdAt.plusSeconds(qint64(settings.giveUpAfterHours) * 3600) < now();
    if (old && entry.attempts >= triesAtLeast) {
        giveUp(entry, cause, code);
        return;
    }
    const int doublings = std::clamp(entry.attempts - 1, 0, 20);
    const double pause =
        std::min<double>(static_cast<double>(settings.retryBaseMs) * static_cast<double>(1 << doublings),
                         static_cast<double>(settings.retryMaxMs));
    const double jitter = 0.8 + 0.4 * QRandomGenerator::global()->generateDouble();
    const Timestamp due = now().plusMilliseconds(static_cast<qint64>(pause * jitter));
    qCWarning(deliveryLog, "Outbox entry %lld, try %d, failed for now: %s", static_cast<long long>(entry.id.value()),
              entry.attempts, qPrintable(cause));
    static_cast<void>(outbox::retryLater(storage::threadDatabase(), entry.id, name, due, cause));
    const std::lock_guard lock(mutex);
    ++counters.retried;
}

void OutboxWorker::Private::giveUp(const outbox::Entry &entry, const QString &cause, int code)
{
    qCWarning(deliveryLog, "Outbox entry %lld is given up (%d): %s", static_cast<long long>(entry.id.value()), code,
              qPrintable(cause));
    static_cast<void>(outbox::markFailed(storage::threadDatabase(), entry.id, name, now(), cause));
    const std::lock_guard lock(mutex);
    ++counters.failed;
}

void OutboxWorker::Private::upkeep()
{
    const auto result = services::upkeep::run(*settings.clock);
    if (!result) {
        qCWarning(deliveryLog, "Upkeep failed: %s", qPrintable(result.error().cause));
        return;
    }
    const std::lock_guard lock(mutex);
    counters.incidentsClosed += result->incidentsClosed;
    counters.rowsRemoved += result->rowsRemoved;
}

} // namespace mostrador::delivery
