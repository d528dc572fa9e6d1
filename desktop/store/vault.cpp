// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/vault.h"

#include <QString>

#include <algorithm>
#include <sodium.h>

namespace mostrador::console {

namespace {

constexpr auto nonceBytes = qsizetype(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
constexpr auto tagBytes = qsizetype(crypto_aead_xchacha20poly1305_ietf_ABYTES);
constexpr auto saltBytes = qsizetype(crypto_pwhash_SALTBYTES);
static_assert(Vault::keyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

const unsigned char *bytes(const QByteArray &array)
{
    return reinterpret_cast<const unsigned char *>(array.constData());
}

unsigned char *bytes(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

void start()
{
    // Thread-safe, and cheap after the first time.
    if (sodium_init() < 0)
        qFatal("Vault: libsodium cannot be started");
}

std::shared_ptr<unsigned char> lockedKey()
{
    start();
    auto *memory = static_cast<unsigned char *>(sodium_malloc(std::size_t(Vault::keyBytes)));
    if (!memory)
        qFatal("Vault: no memory for a key");
    return {memory, [](unsigned char *p) { sodium_free(p); }};
}

const QByteArray wrapContext = QByteArrayLiteral("mostrador key 1");

/// The key that a password and a salt give.
std::optional<QByteArray> derived(const QString &password, const QByteArray &salt)
{
    start();
    const QByteArray text = password.normalized(QString::NormalizationForm_C).toUtf8();
    QByteArray key(Vault::keyBytes, Qt::Uninitialized);
    const int failed =
        crypto_pwhash(bytes(key), std::size_t(key.size()), text.constData(),
                      static_cast<unsigned long long>(text.size()), bytes(salt), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                      crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13);
    return failed ? std::nullopt : std::optional(key);
}

} // namespace

Vault::Vault(std::shared_ptr<const unsigned char> key)
    : m_key(std::move(key))
{}

QByteArray Vault::makeKey()
{
    start();
    QByteArray key(keyBytes, Qt::Uninitialized);
    randombytes_buf(key.data(), std::size_t(key.size()));
    return key;
}

std::optional<Vault> Vault::fromKey(const QByteArray &key)
{
    if (key.size() != keyBytes)
        return std::nullopt;
    auto memory = lockedKey();
    std::copy_n(bytes(key), keyBytes, memory.get());
    return Vault(std::move(memory));
}

QByteArray Vault::seal(const QByteArray &plain, const QByteArray &context) const
{
    QByteArray out(nonceBytes + plain.size() + tagBytes, Qt::Uninitialized);
    unsigned char *nonce = bytes(out);
    randombytes_buf(nonce, std::size_t(nonceBytes));
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        nonce + nonceBytes, nullptr, bytes(plain), static_cast<unsigned long long>(plain.size()), bytes(context),
        static_cast<unsigned long long>(context.size()), nullptr, nonce, m_key.get());
    return out;
}

std::optional<QByteArray> Vault::open(const QByteArray &sealed, const QByteArray &context) const
{
    if (sealed.size() < nonceBytes + tagBytes)
        return std::nullopt;
    QByteArray plain(sealed.size() - nonceBytes - tagBytes, Qt::Uninitialized);
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
        bytes(plain), nullptr, nullptr, bytes(sealed) + nonceBytes,
        static_cast<unsigned long long>(sealed.size() - nonceBytes), bytes(context),
        static_cast<unsigned long long>(context.size()), bytes(sealed), m_key.get());
    return failed ? std::nullopt : std::optional(plain);
}

QByteArray Vault::wrappedBy(const QString &password) const
{
    QByteArray salt(saltBytes, Qt::Uninitialized);
    start();
    randombytes_buf(salt.data(), std::size_t(saltBytes));
    auto key = derived(password, salt);
    const auto wrapping = key ? fromKey(*key) : std::nullopt;
    if (!wrapping)
        return {};
    sodium_memzero(key->data(), std::size_t(key->size()));
    QByteArray own(reinterpret_cast<const char *>(m_key.get()), keyBytes);
    const QByteArray sealed = salt + wrapping->seal(own, wrapContext);
    sodium_memzero(own.data(), std::size_t(own.size()));
    return sealed;
}

std::optional<Vault> Vault::unwrap(const QByteArray &wrapped, const QString &password)
{
    if (wrapped.size() <= saltBytes)
        return std::nullopt;
    auto key = derived(password, wrapped.left(saltBytes));
    const auto wrapping = key ? fromKey(*key) : std::nullopt;
    if (!wrapping)
        return std::nullopt;
    sodium_memzero(key->data(), std::size_t(key->size()));
    auto own = wrapping->open(wrapped.mid(saltBytes), wrapContext);
    if (!own)
        return std::nullopt;
    auto vault = fromKey(*own);
    sodium_memzero(own->data(), std::size_t(own->size()));
    return vault;
}

} // namespace mostrador::console
