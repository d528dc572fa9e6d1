// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/secretstore.h"
#include "store/serverprofile.h"
#include "store/vault.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <optional>

namespace mostrador::console {

/// Finds or makes the key of an account's local data.
///
/// With a key store of the system the key lives there, and both the copy of the server's content and the queue are kept
/// on the disk. Without one there is no copy on the disk; but what an employee typed must outlive a crash, so the
/// queue's key is kept in a file, sealed under the log-in password (Argon2id): whoever has the disk has nothing without
/// it, and who logs in has it. A session without key store cannot be remembered anyway, so that the password is typed
/// at each start. GUI thread; the slow part has a thread of its own.
class KeyKeeper : public QObject
{
    Q_OBJECT

public:
    struct Keys
    {
        Vault vault;
        bool mayCache = false; ///< the copy may be on the disk
        bool mayQueue = false; ///< the queue may be on the disk; otherwise (no password known) in memory only
        /// The file of an earlier queue does not open under this password: it was sealed under another one, before that
        /// was changed. tryOldPassword() opens it; until then the queue is in memory only, and the file is left alone.
        bool needsOldPassword = false;
    };
    using Handler = std::function<void(const Keys &)>;

    /// @p folder: by default dataFolder()/<profile>.
    KeyKeeper(SecretStore &secrets, const ServerProfile &profile, const QString &folder = {},
              QObject *parent = nullptr);
    ~KeyKeeper() override;

    /// @p password: as typed at this log-in; empty where the session was remembered. @p handler is called once, later.
    void unlock(const QString &password, const Handler &handler);
    void tryOldPassword(const QString &oldPassword, const QString &password, const Handler &handler);
    /// At log-out: the key is deleted, and with it all that was sealed under it; the files go, too.
    void wipe();

    QString folder() const { return m_folder; }
    QString cacheFile() const { return m_folder + QStringLiteral("/cache.db"); }
    QString queueFile() const { return m_folder + QStringLiteral("/queue.db"); }

private:
    QString secretName() const { return m_profile.id() + QStringLiteral("-data"); }
    QString wrappedFile() const { return m_folder + QStringLiteral("/queue.key"); }
    void withoutKeyStore(const QString &password, const Handler &handler);

    SecretStore &m_secrets;
    const ServerProfile m_profile;
    const QString m_folder;
    QThreadPool m_pool;
};

} // namespace mostrador::console
