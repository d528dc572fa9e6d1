// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target.h"

#include <sys/mman.h>
#include <unistd.h>

namespace mostrador::fuzz {

/// Bytes as a file that has a path and never sees a disk.
class MemoryFile
{
public:
    explicit MemoryFile(QByteArrayView bytes)
        : m_descriptor(::memfd_create("fuzz", MFD_CLOEXEC))
    {
        check(m_descriptor >= 0, "no file in memory");
        for (qsizetype at = 0; at < bytes.size();) {
            const ssize_t written =
                ::write(m_descriptor, bytes.data() + at, static_cast<std::size_t>(bytes.size() - at));
            check(written > 0, "a file in memory that cannot be written");
            at += written;
        }
    }
    ~MemoryFile() { ::close(m_descriptor); }
    Q_DISABLE_COPY_MOVE(MemoryFile)

    QString path() const { return QStringLiteral("/proc/self/fd/%1").arg(m_descriptor); }

private:
    int m_descriptor;
};

} // namespace mostrador::fuzz
