// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>
#include <optional>

namespace mostrador::console {

/// Seals and opens what the console keeps on the disk: XChaCha20-Poly1305 (libsodium) with a random nonce for each
/// record. The context (account, kind and id of the record) is authenticated with it, so that a record that was moved,
/// exchanged or changed does not open. Plain value whose copies share the key; the key's memory is locked and wiped at
/// the end. Thread-safe.
class Vault
{
public:
    static constexpr qsizetype keyBytes = 32;

    /// A new random key.
    static QByteArray makeKey();
    /// Nothing for what is no key.
    static std::optional<Vault> fromKey(const QByteArray &key);

    QByteArray seal(const QByteArray &plain, const QByteArray &context) const;
    /// Nothing if it was sealed under another key or context, or is damaged.
    std::optional<QByteArray> open(const QByteArray &sealed, const QByteArray &context) const;

    /// @{ The vault's key sealed under a password (Argon2id, 64 MiB), for a machine without a key store. About 0.1 s:
    /// not for the GUI thread.
    QByteArray wrappedBy(const QString &password) const;
    static std::optional<Vault> unwrap(const QByteArray &wrapped, const QString &password);
    /// @}

private:
    explicit Vault(std::shared_ptr<const unsigned char> key);
    std::shared_ptr<const unsigned char> m_key;
};

} // namespace mostrador::console
