// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apiclient.h"
#include "api/feedclient.h"
#include "model/permissions.h"
#include "protocol/codecs.h"

#include <QObject>

#include <optional>

namespace mostrador::console {

/// What it takes to go on with a session after the console was closed. Secret: for the key store only.
struct Credential
{
    QByteArray token;
    Timestamp expiresAt;
    QUrl feedUrl;

    bool isValid() const { return !token.isEmpty(); }
    QByteArray toBytes() const;
    static std::optional<Credential> fromBytes(const QByteArray &bytes);
};

/// Who is logged in, and what they may do. Starts and stops the feed. GUI thread.
class Session : public QObject
{
    Q_OBJECT

public:
    Session(ApiClient &client, FeedClient &feed, QObject *parent = nullptr);

    bool isLoggedIn() const { return m_employee && !m_expired; }
    /// The employee logged in, from loggedIn() to loggedOut(): also after expired().
    const Employee &employee() const { return *m_employee; }
    /// The employee as the permission table sees them; Anonymous while nobody is logged in.
    const Actor &actor() const { return m_actor; }
    const Credential &credential() const { return m_credential; }

    /// Ends in loggedIn() or logInFailed(). A log-in under way is given up for the new one.
    void logIn(const QUrl &server, const QString &email, const QString &password);
    /// Goes on with a remembered session. Ends in loggedIn() or logInFailed(); while the server is away it goes on
    /// trying (see ApiClient::stateChanged()).
    /// @p known: who that was, as a local copy has it: then loggedIn() comes at once, also while the server is away,
    /// and employeeChanged() or expired() follow where the server says otherwise.
    void resume(const QUrl &server, const Credential &credential, const std::optional<Employee> &known = {});
    /// The place from which the feed goes on at the next log-in, where a local copy is true up to it; empty: from now.
    void setFeedCursor(const QString &cursor) { m_feedCursor = cursor; }
    /// Gives up a log-in under way.
    void cancel();
    /// Forgets the token at once and tells the server to end the session, as far as it can be reached.
    void logOut();

    bool isAllowed(Action action, Relation relation) const;
    /// Whether it is allowed for at least one relation: whether a window is offered at all.
    bool isAllowedSomewhere(Action action) const;
    /// @p teamRestricted: of the incident's team; see Directory.
    Relation relationTo(const Incident &incident, bool teamRestricted) const;
    bool isAllowed(Action action, const Incident &incident, bool teamRestricted) const;

Q_SIGNALS:
    void loggedIn();
    void logInFailed(const mostrador::console::Failure &failure);
    /// By logOut().
    void loggedOut();
    /// The server ended the session; employee() stays readable, so that windows can stay until the log-in is renewed.
    void expired();
    /// The employee's own entry changed: name, role or teams.
    void employeeChanged();

private:
    void begin(const Employee &employee);
    void setEmployee(const Employee &employee);
    void fetchEmployee();
    void onClientState(ApiClient::State state);
    void onEvent(const Event &event);

    ApiClient &m_client;
    FeedClient &m_feed;
    std::optional<Employee> m_employee;
    Actor m_actor;
    Credential m_credential;
    QPointer<Reply> m_pending;
    QString m_feedCursor;
    bool m_resuming = false;
    bool m_unconfirmed = false; ///< begun as known, before the server has said so
    bool m_expired = false;
};

} // namespace mostrador::console
