// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/reply.h"
#include "api/standin.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <optional>

namespace mostrador::console {

/// The address of a server as people type it: "support.example.org" means https, a loopback address or "localhost"
/// http; a trailing slash is cut off. Nothing for what is no http or https address, or holds a user, query or fragment.
std::optional<QUrl> serverUrlFromText(const QString &text);

/// Sends requests to one server and watches over the connection to it. GUI thread, fully asynchronous.
///
/// The state follows every answer: a request that finds no server puts it to ServerAway, and from then on the client
/// asks the server again by itself, with growing pauses, until it answers.
class ApiClient : public QObject
{
    Q_OBJECT

public:
    enum class State
    {
        Unauthenticated, ///< no token, or one that has ended
        Connecting,      ///< a token is set, the server has not answered yet
        Online,
        ServerAway, ///< no connection; returns by itself
    };
    Q_ENUM(State)

    /// How long and how often things are tried; tests set shorter ones.
    struct Patience
    {
        std::chrono::milliseconds silence{30'000}; ///< an attempt ends after so long without a byte in either direction
        std::chrono::milliseconds firstPause{300}; ///< before the second attempt; doubles each time, with jitter
        std::chrono::milliseconds longestPause{4'000};
        int attempts = 4;
        std::chrono::milliseconds firstProbe{1'000}; ///< while the server is away; doubles each time, with jitter
        std::chrono::milliseconds longestProbe{30'000};
        /// So long after the server went away what is shown is read from the stand-in; new requests are at once.
        std::chrono::milliseconds standInAfter{3'000};
    };

    explicit ApiClient(QObject *parent = nullptr);
    ~ApiClient() override;

    /// Scheme, host and port, without /api. Another server ends the session: the token is dropped.
    void setServer(const QUrl &url);
    QUrl server() const { return m_server; }
    /// BCP 47; goes out as Accept-Language.
    void setLanguage(const QString &language) { m_language = language; }
    /// The largest file the server takes, in bytes; 0: not known. A larger one is refused here (PayloadTooLarge): the
    /// server would end the connection while Qt still sends, and its answer would be lost.
    void setUploadLimit(qint64 bytes) { m_uploadLimit = bytes; }
    qint64 uploadLimit() const { return m_uploadLimit; }
    void setPatience(const Patience &patience) { m_patience = patience; }
    const Patience &patience() const { return m_patience; }

    /// A token starts the state machine (Connecting, and a first probe); an empty one ends it (Unauthenticated).
    /// @p known: the server has just given or accepted it, so the state is Online at once.
    void setToken(const QByteArray &token, bool known = false);
    QByteArray token() const { return m_token; }

    State state() const { return m_state; }
    bool isOnline() const { return m_state == State::Online; }
    /// The last failure of the network; for the technical details of the state's display.
    QString lastFailure() const { return m_lastFailure; }
    /// When the server is asked again by itself, in milliseconds; -1 unless it is away.
    int nextProbeIn() const { return m_probeTimer.isActive() ? m_probeTimer.remainingTime() : -1; }
    /// Asks the server now ("try again"). Without effect while such a question is under way or there is no token.
    void probe();

    /// Answers what is read while the server is away or has not answered yet; not owned, nullptr: nobody does.
    void setStandIn(StandIn *standIn);
    /// What is shown may come from the stand-in.
    bool isStoodIn() const { return m_stoodIn; }

    /// Sends @p request; @p decode makes a T of a 2xx answer, or says why it cannot.
    template <typename T>
    ReplyOf<T> *send(Request request, typename ReplyOf<T>::Decoder decode)
    {
        auto *reply = new ReplyOf<T>(*this, std::move(request), std::move(decode));
        reply->start();
        return reply;
    }

    /// 128 random bits for an Idempotency-Key.
    static QByteArray makeIdempotencyKey();

Q_SIGNALS:
    void stateChanged(mostrador::console::ApiClient::State state);
    /// What is shown is to be read anew (in place): the stand-in answers from now on, or the server again.
    void sourceChanged();

private:
    friend class Reply;
    friend class ServerOnly;
    bool isAwayOrUnknown() const { return m_state == State::ServerAway || m_state == State::Connecting; }
    QNetworkReply *transmit(const Request &request, const QByteArray &token, QHttpMultiPart *form);
    std::chrono::milliseconds pauseBefore(int attempt) const;
    void noteAnswer(const QByteArray &sentToken);
    void noteUnauthenticated(const QByteArray &sentToken);
    void noteAway(const QByteArray &sentToken, const QString &why);
    void setState(State state);
    void scheduleProbe();
    void abortAll();

    QNetworkAccessManager m_network;
    QUrl m_server;
    QString m_language;
    qint64 m_uploadLimit = 0;
    QByteArray m_token;
    Patience m_patience;
    State m_state = State::Unauthenticated;
    QString m_lastFailure;
    StandIn *m_standIn = nullptr;
    bool m_stoodIn = false;
    int m_serverOnly = 0;
    QTimer m_standInTimer;
    QTimer m_probeTimer;
    QPointer<Reply> m_probe;
    int m_probes = 0;
};

/// Requests made with it are answered by the server or not at all: for whoever decides by what really stands there.
///
///     requests::incident(ServerOnly(client), id)->then(...)
class ServerOnly
{
public:
    explicit ServerOnly(ApiClient &client)
        : m_client(client)
    {
        ++m_client.m_serverOnly;
    }
    ~ServerOnly() { --m_client.m_serverOnly; }
    Q_DISABLE_COPY_MOVE(ServerOnly)
    operator ApiClient &() const { return m_client; }

private:
    ApiClient &m_client;
};

/// @p value times something between 0.5 and 1, so that many consoles do not come back in the same instant.
std::chrono::milliseconds withJitter(std::chrono::milliseconds value);

} // namespace mostrador::console
