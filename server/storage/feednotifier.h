// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>

namespace mostrador::storage {

/// Says when the feed may have new events. Lives in a thread with an event loop (the feed's) and holds a connection of
/// its own there.
///
/// After a commit that wrote events, the writing thread calls announce(), which costs no round trip; the notifier then
/// signals at once in this process and, on PostgreSQL, sends one NOTIFY for all commits since the last to the other
/// processes. NOTIFY in the writing transactions themselves would make their commits queue behind one lock. Wake-ups
/// are hints: they may be missing after a crash or too many, so readers also look once a second (the signal comes at
/// least that often while pollMs is set).
class FeedNotifier : public QObject
{
    Q_OBJECT

public:
    explicit FeedNotifier(const DatabaseOptions &options, QObject *parent = nullptr);
    ~FeedNotifier() override;

    /// Begins to listen; call in the thread it lives in. Keeps trying where the database cannot be reached.
    void start();
    /// Closes the connection; call in the thread it lives in, before that thread ends.
    void stop();
    /// Whether the listening connection was alive at the last check.
    bool isListening() const { return m_listening; }

    /// Sends @p text (less than 8000 bytes) to the notifiers of the other processes on PostgreSQL; lost where one is
    /// not listening. Call in the thread it lives in.
    void tell(const QString &text);

    /// Tells every notifier of this process that events were committed. Thread-safe, cheap, coalesced.
    static void announce();

Q_SIGNALS:
    /// There may be new events.
    void woken();
    /// Another process's notifier was told something to send.
    void told(const QString &text);
    /// The listening connection was lost, or is back.
    void listeningChanged(bool listening);

private:
    void onAnnounced();
    void check();
    bool listen();
    void setListening(bool listening);

    DatabaseOptions m_options;
    std::unique_ptr<Database> m_database;
    QTimer m_timer;
    QTimer m_notify;
    std::atomic<bool> m_pending = false;
    bool m_listening = false;
    bool m_started = false;
};

} // namespace mostrador::storage
