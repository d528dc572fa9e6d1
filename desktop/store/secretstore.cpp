// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/secretstore.h"

#include <QLoggingCategory>
#include <QTimer>
#include <qt6keychain/keychain.h>

namespace mostrador::console {

namespace {

Q_LOGGING_CATEGORY(secretLog, "mostrador.console.secrets")

QString service()
{
    return QStringLiteral("mostrador-console");
}

/// Makes a job of the key store that cleans up after itself and never writes a file.
template <typename Job>
Job *makeJob(const QString &key)
{
    // No parent: the key store calls back even after the store is gone, and the job deletes itself then.
    auto *job = new Job(service());
    job->setKey(key);
    job->setInsecureFallback(false);
    job->setAutoDelete(true);
    return job;
}

} // namespace

SecretStore::SecretStore(QObject *parent)
    : QObject(parent)
{}

void SecretStore::load(const QString &key, const QObject *context,
                       const std::function<void(const std::optional<QByteArray> &)> &handler)
{
    // What the key store did not take is newer than what it may have.
    if (m_memory.contains(key)) {
        QTimer::singleShot(0, context, [handler, secret = m_memory.value(key)] { handler(secret); });
        return;
    }
    auto *job = makeJob<QKeychain::ReadPasswordJob>(key);
    connect(job, &QKeychain::Job::finished, this, [this, job] {
        if (job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound)
            setState(State::KeyStore);
        else
            refused(job->errorString());
    });
    connect(job, &QKeychain::Job::finished, context, [job, handler] {
        handler(job->error() == QKeychain::NoError ? std::optional(job->binaryData()) : std::nullopt);
    });
    connect(job, &QKeychain::Job::finished, this, &SecretStore::ended);
    ++m_running;
    job->start();
}

void SecretStore::save(const QString &key, const QByteArray &secret)
{
    // Until the key store has taken it.
    m_memory.insert(key, secret);
    auto *job = makeJob<QKeychain::WritePasswordJob>(key);
    job->setBinaryData(secret);
    connect(job, &QKeychain::Job::finished, this, [this, job, key, secret] {
        if (job->error() == QKeychain::NoError) {
            if (m_memory.value(key) == secret)
                m_memory.remove(key);
            setState(State::KeyStore);
        } else {
            refused(job->errorString());
        }
        ended();
    });
    ++m_running;
    job->start();
}

void SecretStore::remove(const QString &key)
{
    m_memory.remove(key);
    auto *job = makeJob<QKeychain::DeletePasswordJob>(key);
    connect(job, &QKeychain::Job::finished, this, [this, job] {
        const bool gone = job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
        if (!gone)
            refused(job->errorString());
        ended();
    });
    ++m_running;
    job->start();
}

void SecretStore::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void SecretStore::refused(const QString &why)
{
    m_lastError = why;
    qCInfo(secretLog) << "the key store refuses:" << why;
    setState(State::SessionOnly);
}

void SecretStore::ended()
{
    if (--m_running == 0)
        Q_EMIT idle();
}

} // namespace mostrador::console
