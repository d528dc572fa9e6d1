// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlthread.h"

#include <QAtomicInteger>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QSqlError>

#include <utility>

namespace mostrador::console {

namespace {

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

} // namespace

SqlFile::~SqlFile()
{
    if (m_name.isEmpty())
        return;
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

bool SqlFile::failed(const QString &why)
{
    if (m_fault.isEmpty())
        m_fault = why.isEmpty() ? QStringLiteral("unknown fault") : why;
    return false;
}

bool SqlFile::open(const QString &path, bool durable, const QStringList &schema)
{
    static QAtomicInteger<quint32> number;
    if (!path.isEmpty()) {
        const QString folder = QFileInfo(path).path();
        if (!QDir().mkpath(folder))
            return failed(QStringLiteral("the folder cannot be made"));
        QFile::setPermissions(folder, ownerOnly | QFileDevice::ExeOwner);
        // Made here, for the mode: SQLite gives its further files that of the first.
        QFile file(path);
        if (!file.open(QIODevice::ReadWrite) || !file.setPermissions(ownerOnly))
            return failed(file.errorString());
    }
    if (m_name.isEmpty()) {
        m_name = QStringLiteral("console-store-%1").arg(number.fetchAndAddRelaxed(1));
        m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    }
    m_database.setDatabaseName(path.isEmpty() ? QStringLiteral(":memory:") : path);
    if (!m_database.open())
        return failed(m_database.lastError().text());
    run(QStringLiteral("pragma busy_timeout = 5000"));
    run(QStringLiteral("pragma secure_delete = on"));
    if (!path.isEmpty()) {
        run(QStringLiteral("pragma journal_mode = wal"));
        run(durable ? QStringLiteral("pragma synchronous = full") : QStringLiteral("pragma synchronous = normal"));
    }
    for (const QString &statement : schema)
        run(statement);
    if (m_fault.isEmpty())
        return true;
    m_database.close();
    return false;
}

bool SqlFile::run(const QString &sql, const QVariantList &values)
{
    return select(sql, values, [](const QSqlQuery &) { return false; });
}

bool SqlFile::select(const QString &sql, const QVariantList &values, const std::function<bool(const QSqlQuery &)> &row)
{
    if (!m_fault.isEmpty())
        return false;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return failed(query.lastError().text());
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return failed(query.lastError().text());
    while (query.next()) {
        if (!row(query))
            break;
    }
    return query.lastError().type() == QSqlError::NoError ? true : failed(query.lastError().text());
}

bool SqlFile::begin()
{
    return m_database.transaction() ? true : failed(m_database.lastError().text());
}

bool SqlFile::commit()
{
    if (m_fault.isEmpty() && m_database.commit())
        return true;
    failed(m_database.lastError().text());
    rollback();
    return false;
}

void SqlFile::rollback()
{
    m_database.rollback();
}

SqlThread::SqlThread(const QString &path, bool durable, const QStringList &schema)
    : m_path(path)
    , m_durable(durable)
    , m_schema(schema)
    , m_thread([this] { run(); })
{}

SqlThread::~SqlThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void SqlThread::post(Work work, QObject *context, Ended ended)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back({std::move(work), std::make_shared<QPointer<QObject>>(context), std::move(ended)});
    }
    m_wake.notify_all();
}

void SqlThread::flush()
{
    std::unique_lock lock(m_mutex);
    m_idle.wait(lock, [this] { return m_jobs.empty() && !m_busy; });
}

void SqlThread::tell(const Job &job, const QString &fault)
{
    if (!job.ended)
        return;
    // By way of the application, which outlives every context: whether that is alive is looked at in its own thread.
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [context = job.context, ended = job.ended, fault] {
            if (*context)
                ended(fault);
        },
        Qt::QueuedConnection);
}

void SqlThread::run()
{
    SqlFile file;
    for (;;) {
        std::deque<Job> jobs;
        {
            std::unique_lock lock(m_mutex);
            m_busy = false;
            if (m_jobs.empty())
                m_idle.notify_all();
            m_wake.wait(lock, [this] { return m_ending || !m_jobs.empty(); });
            if (m_jobs.empty())
                return;
            jobs.swap(m_jobs);
            m_busy = true;
        }
        if (!file.isOpen()) {
            file.clearFault();
            file.open(m_path, m_durable, m_schema);
        }
        QString fault = file.fault();
        if (fault.isEmpty() && file.begin()) {
            for (const Job &job : jobs)
                job.work(file);
            file.commit();
        }
        if (file.fault().isEmpty()) {
            for (const Job &job : jobs)
                tell(job, {});
            continue;
        }
        // One of them may have spoiled it for all: each by itself.
        for (const Job &job : jobs) {
            if (file.isOpen()) {
                file.clearFault();
                if (file.begin()) {
                    job.work(file);
                    file.commit();
                }
            }
            tell(job, file.fault());
        }
        if (file.isOpen())
            file.clearFault();
    }
}

} // namespace mostrador::console
