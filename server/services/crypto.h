// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

/// What the use cases need of cryptography, by libsodium. All functions are thread-safe once configure() has run.
namespace mostrador::services::crypto {

/// The Argon2id hash of a password in PHC form, with the cost of the settings. Takes tens of milliseconds and the
/// memory of Settings::argonMemoryBytes. Empty if the memory cannot be had.
QByteArray hashPassword(const QString &password);
/// True if @p password is the one @p hash was made of. Time and memory as the hash says.
bool verifyPassword(const QByteArray &hash, const QString &password);
/// True if the hash was made with another cost than that of the settings.
bool needsRehash(const QByteArray &hash);
/// Spends the time of verifyPassword() on a hash that no password fits: for accounts that do not exist.
void spendVerification(const QString &password);

/// @p prefix and 256 random bits as 43 characters of base64url.
QString randomToken(const QString &prefix);
/// SHA-256 of a token: what the database keeps.
QByteArray tokenHash(const QString &token);
/// BLAKE2b-256 of @p message, keyed with the server's secret key.
QByteArray keyedHash(const QByteArray &message);
/// @p bytes as base64url without padding.
QString base64Url(const QByteArray &bytes);
/// Random lower-case hex of @p bytes bytes, for names that must not repeat.
QString randomHex(int bytes);
/// Constant time in the content; the lengths may differ (then false).
bool equal(const QByteArray &left, const QByteArray &right);

} // namespace mostrador::services::crypto
