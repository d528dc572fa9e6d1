// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/loginthrottle.h"

#include "protocol/jsonreader.h"
#include "services/crypto.h"
#include "storage/loginthrottle.h"

#include <QHostAddress>

#include <algorithm>

namespace mostrador::services::loginthrottle {

namespace {

namespace rows = storage::loginthrottle;

QString accountBucket(const QString &email)
{
    return crypto::base64Url(
        crypto::keyedHash(QByteArrayLiteral("login account:") + foldForUniqueness(email).toUtf8()));
}

QString addressBucket(const QString &address)
{
    QString network = address;
    const QHostAddress parsed(address);
    bool isV4 = false;
    const quint32 v4 = parsed.toIPv4Address(&isV4);
    if (isV4)
        network = QHostAddress(v4).toString();
    else if (parsed.protocol() == QAbstractSocket::IPv6Protocol) {
        Q_IPV6ADDR bytes = parsed.toIPv6Address();
        std::fill(std::begin(bytes.c) + 8, std::end(bytes.c), quint8(0));
        network = QHostAddress(bytes).toString();
    }
    return crypto::base64Url(crypto::keyedHash(QByteArrayLiteral("login address:") + network.toUtf8()));
}

/// When the @p n-th try of a window may be made, in milliseconds after the window's start.
qint64 offsetOf(qint64 n, qint64 free)
{
    if (n <= free)
        return 0;
    const qint64 doublings = std::min<qint64>(n - free, 20);
    return std::min<qint64>((qint64(1) << doublings) * 1000, windowMs);
}

/// How long until the @p n-th try, in milliseconds; 0 or less: now.
qint64 waitFor(const rows::Bucket &bucket, qint64 n, qint64 free, Timestamp now)
{
    const qint64 offset = offsetOf(n, free);
    return offset == 0 ? 0 : bucket.windowStart.milliseconds() + offset - now.milliseconds();
}

Problem tooMany(qint64 waitMs)
{
    Problem problem;
    problem.code = ErrorCode::TooManyRequests;
    problem.detail = QStringLiteral("Too many wrong passwords.");
    problem.retryAfterSeconds = static_cast<int>(std::max<qint64>((waitMs + 999) / 1000, 1));
    return problem;
}

} // namespace

Result<std::optional<Problem>> take(storage::Database &database, const QString &email, const QString &address,
                                    Timestamp now)
{
    // Refused tries do not count, or hammering on an account would lock its owner out for good.
    const auto failures = rows::peek(database, addressBucket(address), now, windowMs);
    if (!failures)
        return failures.error();
    const qint64 addressWait = waitFor(*failures, failures->attempts + 1, addressFailures, now);
    if (addressWait > 0)
        return std::optional(tooMany(addressWait));
    const QString account = accountBucket(email);
    const auto before = rows::peek(database, account, now, windowMs);
    if (!before)
        return before.error();
    const qint64 wait = waitFor(*before, before->attempts + 1, accountTries, now);
    if (wait > 0)
        return std::optional(tooMany(wait));
    // Others may have looked at the same moment: the count taken says which of us comes too early.
    const auto taken = rows::take(database, account, now, windowMs);
    if (!taken)
        return taken.error();
    const qint64 stillWait = waitFor(*taken, taken->attempts, accountTries, now);
    if (stillWait > 0) {
        // Refused like those who only looked, so it must not count either. Others wait for our row until we commit.
        if (const Outcome givenBack = rows::giveBack(database, account); !givenBack)
            return givenBack.error();
        return std::optional(tooMany(stillWait));
    }
    return std::optional<Problem>();
}

Outcome failed(storage::Database &database, const QString &address, Timestamp now)
{
    const auto taken = rows::take(database, addressBucket(address), now, windowMs);
    if (!taken)
        return taken.error();
    return done;
}

Outcome succeeded(storage::Database &database, const QString &email)
{
    return rows::clear(database, accountBucket(email));
}

} // namespace mostrador::services::loginthrottle
