// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/feednotifier.h"

#include "storage/databaseprivate.h"
#include "storage/statement.h"

#include <QSqlDriver>

#include <algorithm>
#include <mutex>

namespace mostrador::storage {

namespace {

constexpr int pollMs = 1000;
/// Commits of one such span share one NOTIFY.
constexpr int notifyMs = 10;

struct Registry
{
    std::mutex mutex;
    QList<FeedNotifier *> notifiers;
};

Registry &registry()
{
    static Registry instance;
    return instance;
}

QString channel()
{
    return QStringLiteral("mostrador_feed");
}

/// What passes between the processes and is kept nowhere.
QString asideChannel()
{
    return QStringLiteral("mostrador_aside");
}

} // namespace

FeedNotifier::FeedNotifier(const DatabaseOptions &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_timer(this)
    , m_notify(this)
{
    connect(&m_timer, &QTimer::timeout, this, &FeedNotifier::check);
    m_notify.setSingleShot(true);
    connect(&m_notify, &QTimer::timeout, this, [this] {
        if (m_database && m_listening && m_database->isOpen() &&
            !m_database->execute(QStringLiteral("notify %1").arg(channel())))
            check();
    });
}

FeedNotifier::~FeedNotifier()
{
    stop();
}

void FeedNotifier::start()
{
    if (m_started)
        return;
    m_started = true;
    {
        Registry &r = registry();
        const std::lock_guard lock(r.mutex);
        r.notifiers.append(this);
    }
    if (m_options.dialect == Dialect::Postgresql) {
        m_database = std::make_unique<Database>(m_options);
        setListening(listen());
    } else {
        setListening(true);
    }
    m_timer.start(pollMs);
}

void FeedNotifier::stop()
{
    if (!m_started)
        return;
    m_started = false;
    {
        Registry &r = registry();
        const std::lock_guard lock(r.mutex);
        r.notifiers.removeAll(this);
    }
    m_timer.stop();
    m_notify.stop();
    m_database.reset();
    m_listening = false;
}

void FeedNotifier::announce()
{
    Registry &r = registry();
    const std::lock_guard lock(r.mutex);
    for (FeedNotifier *notifier : std::as_const(r.notifiers)) {
        if (!notifier->m_pending.exchange(true))
            QMetaObject::invokeMethod(
                notifier, [notifier] { notifier->onAnnounced(); }, Qt::QueuedConnection);
    }
}

void FeedNotifier::onAnnounced()
{
    m_pending.store(false);
    if (!m_started)
        return;
    if (m_database && !m_notify.isActive())
        m_notify.start(notifyMs);
    Q_EMIT woken();
}

void FeedNotifier::tell(const QString &text)
{
    if (!m_database || !m_listening || !m_database->isOpen())
        return;
    bool sent = false;
    {
        Statement s(*m_database, QStringLiteral("select pg_notify(?, ?)"));
        sent = s.bind(asideChannel()).bind(text).exec().ok();
    }
    if (!sent)
        check();
}

bool FeedNotifier::listen()
{
    if (!m_database->ensureOpen())
        return false;
    QSqlDriver *driver = m_database->d().connection.driver();
    disconnect(driver, nullptr, this, nullptr);
    connect(driver, &QSqlDriver::notification, this,
            [this](const QString &name, QSqlDriver::NotificationSource source, const QVariant &payload) {
                // Our own NOTIFY comes back too; onAnnounced() has told of it already.
                if (source == QSqlDriver::SelfSource)
                    return;
                if (name == asideChannel())
                    Q_EMIT told(payload.toString());
                else
                    Q_EMIT woken();
            });
    return driver->subscribeToNotification(channel()) && driver->subscribeToNotification(asideChannel());
}

void FeedNotifier::check()
{
    if (m_database) {
        // A dead backend gives no signal: only a question shows it.
        const bool alive = m_database->isOpen() && m_database->execute(QStringLiteral("select 1")).ok();
        m_database->clearFailure();
        if (!alive) {
            setListening(false);
            m_database->close();
            setListening(listen());
            m_database->clearFailure();
        }
    }
    Q_EMIT woken();
}

void FeedNotifier::setListening(bool listening)
{
    if (m_listening == listening)
        return;
    m_listening = listening;
    Q_EMIT listeningChanged(listening);
}

} // namespace mostrador::storage
