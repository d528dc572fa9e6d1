// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/keykeeper.h"

#include "store/privatefile.h"

#include <QDir>
#include <QFile>
#include <QPointer>

namespace mostrador::console {

namespace {

std::optional<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? std::optional(file.readAll()) : std::nullopt;
}

} // namespace

KeyKeeper::KeyKeeper(SecretStore &secrets, const ServerProfile &profile, const QString &folder, QObject *parent)
    : QObject(parent)
    , m_secrets(secrets)
    , m_profile(profile)
    , m_folder(folder.isEmpty() ? dataFolder() + u'/' + profile.id() : folder)
{
    m_pool.setMaxThreadCount(1);
}

KeyKeeper::~KeyKeeper()
{
    m_pool.waitForDone();
}

void KeyKeeper::unlock(const QString &password, const Handler &handler)
{
    m_secrets.load(secretName(), this, [this, password, handler](const std::optional<QByteArray> &secret) {
        const auto known = secret ? Vault::fromKey(*secret) : std::nullopt;
        if (m_secrets.state() != SecretStore::State::KeyStore) {
            withoutKeyStore(password, handler);
            return;
        }
        if (known) {
            handler({*known, true, true, false});
            return;
        }
        const QByteArray key = Vault::makeKey();
        m_secrets.save(secretName(), key);
        // Whether the key store has taken it is known when nothing is being asked any more.
        const auto once = std::make_shared<QMetaObject::Connection>();
        *once = connect(&m_secrets, &SecretStore::idle, this, [this, once, key, password, handler] {
            disconnect(*once);
            if (m_secrets.state() == SecretStore::State::KeyStore)
                handler({*Vault::fromKey(key), true, true, false});
            else
                withoutKeyStore(password, handler);
        });
    });
}

void KeyKeeper::withoutKeyStore(const QString &password, const Handler &handler)
{
    if (password.isEmpty()) {
        QMetaObject::invokeMethod(
            this,
            [handler] {
                handler({*Vault::fromKey(Vault::makeKey()), false, false, false});
            },
            Qt::QueuedConnection);
        return;
    }
    m_pool.start([this, password, handler, path = wrappedFile()] {
        Keys keys{*Vault::fromKey(Vault::makeKey()), false, false, false};
        if (const auto wrapped = contentOf(path)) {
            const auto vault = Vault::unwrap(*wrapped, password);
            keys.needsOldPassword = !vault;
            keys.mayQueue = vault.has_value();
            if (vault)
                keys.vault = *vault;
        } else {
            keys.mayQueue = writePrivateFile(path, keys.vault.wrappedBy(password)).isEmpty();
        }
        // The destructor waits for this thread, so the object is alive.
        QMetaObject::invokeMethod(this, [handler, keys] { handler(keys); });
    });
}

void KeyKeeper::tryOldPassword(const QString &oldPassword, const QString &password, const Handler &handler)
{
    m_pool.start([this, oldPassword, password, handler, path = wrappedFile()] {
        Keys keys{*Vault::fromKey(Vault::makeKey()), false, false, true};
        const auto wrapped = contentOf(path);
        const auto vault = wrapped ? Vault::unwrap(*wrapped, oldPassword) : std::nullopt;
        if (vault && writePrivateFile(path, vault->wrappedBy(password)).isEmpty())
            keys = {*vault, false, true, false};
        QMetaObject::invokeMethod(this, [handler, keys] { handler(keys); });
    });
}

void KeyKeeper::wipe()
{
    m_pool.waitForDone();
    // The key first: without it the rest is noise, wherever copies of it may be.
    m_secrets.remove(secretName());
    QFile::remove(wrappedFile());
    for (const QString &path : {cacheFile(), queueFile()}) {
        for (const char *suffix : {"", "-wal", "-shm", "-journal"})
            QFile::remove(path + QLatin1String(suffix));
    }
    QDir().rmdir(m_folder);
}

} // namespace mostrador::console
