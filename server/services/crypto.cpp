// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/crypto.h"

#include "services/settings.h"

#include <QCryptographicHash>

#include <array>
#include <mutex>
#include <sodium.h>

namespace mostrador::services::crypto {

namespace {

void initialise()
{
    static std::once_flag once;
    std::call_once(once, [] {
        if (sodium_init() < 0)
            qFatal("libsodium cannot start");
    });
}

const unsigned char *bytes(const QByteArray &data)
{
    return reinterpret_cast<const unsigned char *>(data.constData());
}

unsigned long long length(const QByteArray &data)
{
    return static_cast<unsigned long long>(data.size());
}

/// People type the same characters in different compositions on different keyboards (NIST SP 800-63B section 5.1.1.2).
QByteArray passwordBytes(const QString &password)
{
    return password.normalized(QString::NormalizationForm_KC).toUtf8();
}

} // namespace

QByteArray hashPassword(const QString &password)
{
    initialise();
    QByteArray text = passwordBytes(password);
    std::array<char, crypto_pwhash_STRBYTES> out{};
    const int failed = crypto_pwhash_str_alg(out.data(), text.constData(), length(text), settings().argonOperations,
                                             settings().argonMemoryBytes, crypto_pwhash_ALG_ARGON2ID13);
    sodium_memzero(text.data(), static_cast<std::size_t>(text.size()));
    return failed ? QByteArray() : QByteArray(out.data());
}

bool verifyPassword(const QByteArray &hash, const QString &password)
{
    initialise();
    if (hash.isEmpty() || hash.size() >= static_cast<qsizetype>(crypto_pwhash_STRBYTES))
        return false;
    QByteArray text = passwordBytes(password);
    const bool fits = crypto_pwhash_str_verify(hash.constData(), text.constData(), length(text)) == 0;
    sodium_memzero(text.data(), static_cast<std::size_t>(text.size()));
    return fits;
}

bool needsRehash(const QByteArray &hash)
{
    initialise();
    return crypto_pwhash_str_needs_rehash(hash.constData(), settings().argonOperations, settings().argonMemoryBytes) !=
           0;
}

void spendVerification(const QString &password)
{
    initialise();
    // Made once per cost; a password nobody knows.
    static std::mutex mutex;
    static QByteArray hash;
    QByteArray dummy;
    {
        const std::lock_guard lock(mutex);
        if (hash.isEmpty() || needsRehash(hash))
            hash = hashPassword(randomToken(QString()));
        dummy = hash;
    }
    static_cast<void>(verifyPassword(dummy, password));
}

QString randomToken(const QString &prefix)
{
    initialise();
    QByteArray random(32, Qt::Uninitialized);
    randombytes_buf(random.data(), static_cast<std::size_t>(random.size()));
    return prefix + base64Url(random);
}

QByteArray tokenHash(const QString &token)
{
    return QCryptographicHash::hash(token.toUtf8(), QCryptographicHash::Sha256);
}

QByteArray keyedHash(const QByteArray &message)
{
    initialise();
    const QByteArray &key = settings().secretKey;
    if (key.size() < static_cast<qsizetype>(crypto_generichash_KEYBYTES_MIN) ||
        key.size() > static_cast<qsizetype>(crypto_generichash_KEYBYTES_MAX))
        qFatal("The secret key must have 32 bytes");
    QByteArray out(32, Qt::Uninitialized);
    crypto_generichash(reinterpret_cast<unsigned char *>(out.data()), static_cast<std::size_t>(out.size()),
                       bytes(message), length(message), bytes(key), static_cast<std::size_t>(key.size()));
    return out;
}

QString base64Url(const QByteArray &data)
{
    return QString::fromLatin1(data.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QString randomHex(int count)
{
    initialise();
    QByteArray random(count, Qt::Uninitialized);
    randombytes_buf(random.data(), static_cast<std::size_t>(random.size()));
    return QString::fromLatin1(random.toHex());
}

bool equal(const QByteArray &left, const QByteArray &right)
{
    initialise();
    return left.size() == right.size() &&
           sodium_memcmp(left.constData(), right.constData(), static_cast<std::size_t>(left.size())) == 0;
}

} // namespace mostrador::services::crypto
