// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apiclient.h"
#include "api/presencelink.h"
#include "protocol/codecs.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <memory>

QT_BEGIN_NAMESPACE
class QWebSocket;
QT_END_NAMESPACE

namespace mostrador::console {

/// The live feed: events in commit order over a WebSocket. Keeps the place it has read to, so that after any time
/// away the events in between come first. Reconnects by itself. GUI thread.
class FeedClient : public QObject
{
    Q_OBJECT

public:
    enum class State
    {
        Stopped,
        Connecting,
        CatchingUp, ///< connected; events of the time away are coming
        Live,
        Waiting, ///< the connection is lost; tries again after a pause
        Refused, ///< the address is not one a token may be sent to (unencrypted, though the server itself is encrypted)
    };
    Q_ENUM(State)

    struct Patience
    {
        std::chrono::milliseconds firstPause{500}; ///< before connecting again; doubles each time, with jitter
        std::chrono::milliseconds longestPause{30'000};
        std::chrono::milliseconds pingInterval{20'000};
        std::chrono::milliseconds silence{45'000}; ///< without a sign of life the connection is given up
    };

    explicit FeedClient(ApiClient &client, QObject *parent = nullptr);
    ~FeedClient() override;

    void setPatience(const Patience &patience) { m_patience = patience; }
    /// Connects to @p url with the client's token. @p cursor: where to go on; empty: from now on.
    void start(const QUrl &url, const QString &cursor = {});
    /// Ends the connection and forgets the place.
    void stop();

    State state() const { return m_state; }
    bool isLive() const { return m_state == State::Live; }
    /// Everything up to here has been signalled.
    QString cursor() const { return m_cursor; }
    /// Who is on which incident; over the same connection, but no part of the numbered feed.
    PresenceLink &presence() { return m_presence; }

Q_SIGNALS:
    void stateChanged(mostrador::console::FeedClient::State state);
    /// One change, in commit order.
    void eventReceived(const mostrador::Event &event);
    /// What was loaded so far may be out of date in ways the feed does not tell: load it anew (models do so in place).
    /// Also after the first connection, for what changed between loading and connecting.
    void resyncRequired();

private:
    void open();
    void drop();
    void onText(const QString &text);
    void onLost(const QString &why);
    void beat();
    void setState(State state);
    bool isAcceptable(const QUrl &url) const;

    ApiClient &m_client;
    Patience m_patience;
    QUrl m_url;
    QString m_cursor;
    State m_state = State::Stopped;
    std::unique_ptr<QWebSocket> m_socket;
    PresenceLink m_presence;
    QTimer m_reconnect;
    QTimer m_heartbeat;
    QElapsedTimer m_lastSign;
    int m_failures = 0;
};

} // namespace mostrador::console
