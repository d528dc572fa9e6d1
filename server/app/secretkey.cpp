// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/secretkey.h"

#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QRandomGenerator>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace mostrador::server {

Q_LOGGING_CATEGORY(lcSecretKey, "mostrador.app.secretkey")

namespace {

constexpr qsizetype keyBytes = 32;

Problem failure(const QString &file, const QString &reason)
{
    Problem problem = Problem::internal({});
    problem.detail = QStringLiteral("%1: %2").arg(file, reason);
    return problem;
}

/// False with errno set. EEXIST where another process was faster.
bool create(const QString &file)
{
    std::array<quint32, keyBytes / 4> random{};
    QRandomGenerator::system()->fillRange(random.data(), static_cast<qsizetype>(random.size()));
    const int fd = ::open(QFile::encodeName(file).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    const bool good = ::write(fd, random.data(), keyBytes) == keyBytes && ::fsync(fd) == 0;
    const int error = errno;
    ::close(fd);
    errno = error;
    return good;
}

} // namespace

Result<QByteArray> loadSecretKey(const QString &file, bool mayCreate)
{
    if (mayCreate && !QFileInfo::exists(file) && !create(file) && errno != EEXIST)
        return failure(file, QString::fromLocal8Bit(std::strerror(errno)));
    QFile input(file);
    if (!input.open(QIODevice::ReadOnly))
        return failure(file, input.errorString());
    const QByteArray key = input.read(keyBytes + 1);
    if (key.size() != keyBytes)
        return failure(file, QStringLiteral("a secret key has exactly %1 bytes").arg(keyBytes));
    if (input.permissions() & (QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::WriteGroup))
        qCWarning(lcSecretKey).noquote() << file << "can be read or changed by others; make it mode 0600 or 0640";
    return key;
}

} // namespace mostrador::server
