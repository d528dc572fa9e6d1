// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace mostrador::console {

/// Secrets in the system's key store (Secret Service or KWallet on Linux). Where there is none, they are kept in memory
/// until the program ends: never in a file of ours. Asynchronous; GUI thread.
class SecretStore : public QObject
{
    Q_OBJECT

public:
    enum class State
    {
        Unknown,     ///< not asked yet
        KeyStore,    ///< secrets outlive the program
        SessionOnly, ///< no key store, or it refuses: secrets are forgotten when the program ends; tell the user
    };
    Q_ENUM(State)

    explicit SecretStore(QObject *parent = nullptr);

    State state() const { return m_state; }
    /// What the key store said when it refused; for technical details.
    QString lastError() const { return m_lastError; }

    /// Calls @p handler with the secret of @p key (such as a ServerProfile::id()), or nothing where there is none.
    /// Always later than this call; not at all if @p context is gone by then.
    void load(const QString &key, const QObject *context,
              const std::function<void(const std::optional<QByteArray> &)> &handler);
    /// Keeps a secret; state() tells afterwards whether it will outlive the program.
    void save(const QString &key, const QByteArray &secret);
    void remove(const QString &key);
    /// True while the key store is being asked.
    bool isBusy() const { return m_running > 0; }

Q_SIGNALS:
    void stateChanged(mostrador::console::SecretStore::State state);
    /// Nothing is being asked any more.
    void idle();

private:
    void setState(State state);
    void refused(const QString &why);
    void ended();

    State m_state = State::Unknown;
    QString m_lastError;
    QHash<QString, QByteArray> m_memory; ///< what the key store did not take
    int m_running = 0;
};

} // namespace mostrador::console
