// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/walsync.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mostrador::storage {

std::shared_ptr<WalSync> WalSync::of(const QString &databasePath)
{
    static std::mutex mutex;
    static QHash<QString, std::weak_ptr<WalSync>> known;
    const QString path = QFileInfo(databasePath).absoluteFilePath();
    const std::lock_guard lock(mutex);
    auto sync = known.value(path).lock();
    if (!sync) {
        sync = std::make_shared<WalSync>(path);
        known.insert(path, sync);
    }
    return sync;
}

WalSync::WalSync(const QString &databasePath)
    : m_path(QFile::encodeName(databasePath + QStringLiteral("-wal")))
{}

WalSync::~WalSync()
{
    if (m_file >= 0)
        ::close(m_file);
}

WalSync::Commit::Commit(WalSync &sync)
    : m_sync(sync)
{
    const std::lock_guard lock(m_sync.m_mutex);
    ++m_sync.m_committing;
}

WalSync::Commit::~Commit()
{
    const std::lock_guard lock(m_sync.m_mutex);
    --m_sync.m_committing;
    m_sync.m_dirty = true;
}

void WalSync::wait()
{
    std::unique_lock lock(m_mutex);
    // One that is under way may have begun before what is waited for was written.
    if (m_committing == 0 && !m_dirty && !m_syncing)
        return;
    const quint64 wanted = m_begun + 1;
    while (m_ended < wanted) {
        if (m_syncing) {
            m_changed.wait(lock);
            continue;
        }
        m_syncing = true;
        m_dirty = false;
        const quint64 number = ++m_begun;
        lock.unlock();
        sync();
        lock.lock();
        m_syncing = false;
        m_ended = number;
        m_changed.notify_all();
    }
}

void WalSync::sync()
{
    // The log is another file after the last connection was closed and the database opened again.
    struct stat status = {};
    if (m_file >= 0 && (::fstat(m_file, &status) != 0 || status.st_nlink == 0)) {
        ::close(m_file);
        m_file = -1;
    }
    // SQLite keeps no locks on the log, so that closing a descriptor of our own drops none.
    if (m_file < 0)
        m_file = ::open(m_path.constData(), O_RDONLY | O_CLOEXEC);
    if (m_file < 0 && errno == ENOENT)
        return; // all of it has gone into the database, which SQLite has synced
    if (m_file < 0 || ::fdatasync(m_file) != 0)
        qFatal("%s cannot be written to the disk: %s", m_path.constData(), std::strerror(errno));
}

} // namespace mostrador::storage
