// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/session.h"

#include "api/requests.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace mostrador::console {

QByteArray Credential::toBytes() const
{
    const QJsonObject json{{QStringLiteral("token"), QString::fromLatin1(token)},
                           {QStringLiteral("expires_at"), expiresAt.toRfc3339()},
                           {QStringLiteral("feed_url"), feedUrl.toString(QUrl::FullyEncoded)}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<Credential> Credential::fromBytes(const QByteArray &bytes)
{
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    const auto expiresAt = Timestamp::fromRfc3339(json.value(QStringLiteral("expires_at")).toString());
    Credential credential;
    credential.token = json.value(QStringLiteral("token")).toString().toLatin1();
    credential.feedUrl = QUrl(json.value(QStringLiteral("feed_url")).toString(), QUrl::StrictMode);
    if (!expiresAt || !credential.isValid())
        return std::nullopt;
    credential.expiresAt = *expiresAt;
    return credential;
}

Session::Session(ApiClient &client, FeedClient &feed, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_feed(feed)
{
    connect(&client, &ApiClient::stateChanged, this, &Session::onClientState);
    connect(&feed, &FeedClient::eventReceived, this, &Session::onEvent);
}

void Session::logIn(const QUrl &server, const QString &email, const QString &password)
{
    cancel();
    m_feed.stop();
    m_credential = {};
    m_client.setServer(server);
    auto *reply = requests::logIn(m_client, email, password);
    m_pending = reply;
    reply->then(this, [this](const Answer<codec::SessionGrant> &answer) {
        m_pending.clear();
        if (!answer) {
            Q_EMIT logInFailed(answer.error());
            return;
        }
        m_credential = {answer->token.toLatin1(), answer->expiresAt, QUrl(answer->feedUrl, QUrl::StrictMode)};
        m_client.setToken(m_credential.token, true);
        m_client.setUploadLimit(answer->attachmentMaxBytes);
        begin(answer->employee);
    });
}

void Session::resume(const QUrl &server, const Credential &credential, const std::optional<Employee> &known)
{
    cancel();
    m_feed.stop();
    m_credential = {};
    m_client.setServer(server);
    m_credential = credential;
    m_resuming = !known;
    m_client.setToken(credential.token);
    if (known) {
        m_unconfirmed = true;
        begin(*known);
    }
    fetchEmployee();
}

void Session::cancel()
{
    m_unconfirmed = false;
    if (m_pending)
        m_pending->abort();
    m_pending.clear();
    if (m_resuming) {
        m_resuming = false;
        m_client.setToken({});
    }
}

void Session::logOut()
{
    cancel();
    m_feed.stop();
    const bool wasLoggedIn = m_employee.has_value();
    // Before the token is dropped: the request carries the one of this moment.
    if (!m_client.token().isEmpty())
        requests::logOut(m_client);
    m_employee.reset();
    m_actor = {};
    m_credential = {};
    m_expired = false;
    m_unconfirmed = false;
    m_client.setToken({});
    if (wasLoggedIn)
        Q_EMIT loggedOut();
}

void Session::begin(const Employee &employee)
{
    m_resuming = false;
    m_expired = false;
    setEmployee(employee);
    m_feed.start(m_credential.feedUrl, m_feedCursor);
    m_feedCursor.clear();
    Q_EMIT loggedIn();
}

void Session::setEmployee(const Employee &employee)
{
    m_employee = employee;
    m_actor = {};
    m_actor.principal = principalOf(employee.role);
    m_actor.employee = employee.id;
    m_actor.teams = employee.teams;
    m_actor.name = employee.name;
}

void Session::fetchEmployee()
{
    if (m_pending)
        return;
    auto *reply = requests::currentSession(m_client);
    m_pending = reply;
    reply->then(this, [this](const Answer<requests::CurrentSession> &answer) {
        m_pending.clear();
        if (!answer) {
            // Away: tried again when the server is back. Anything else ends the attempt.
            const bool away = answer.error().kind == Failure::Kind::Offline;
            if (m_resuming && !away) {
                m_resuming = false;
                m_client.setToken({});
                Q_EMIT logInFailed(answer.error());
            }
            return;
        }
        m_client.setUploadLimit(answer->attachmentMaxBytes);
        m_unconfirmed = false;
        if (!answer->feedUrl.isEmpty())
            m_credential.feedUrl = QUrl(answer->feedUrl, QUrl::StrictMode);
        if (m_resuming) {
            begin(answer->employee);
        } else if (m_employee && *m_employee != answer->employee) {
            setEmployee(answer->employee);
            Q_EMIT employeeChanged();
        }
    });
}

void Session::onClientState(ApiClient::State state)
{
    if (state == ApiClient::State::Online && (m_resuming || m_unconfirmed)) {
        fetchEmployee();
    } else if (state == ApiClient::State::Unauthenticated && m_employee && !m_expired) {
        m_feed.stop();
        // By our own log-out or a new log-in the employee is unset, or the token was dropped on purpose.
        if (m_credential.isValid()) {
            m_expired = true;
            m_credential = {};
            Q_EMIT expired();
        }
    }
}

void Session::onEvent(const Event &event)
{
    if (m_employee && event.kind == EventKind::EmployeeChanged && event.subjectId == m_employee->id.value())
        fetchEmployee();
}

bool Session::isAllowed(Action action, Relation relation) const
{
    return mostrador::isAllowed(m_actor.principal, action, relation);
}

bool Session::isAllowedSomewhere(Action action) const
{
    const auto &relations = allRelations();
    return std::any_of(relations.begin(), relations.end(),
                       [&](Relation relation) { return isAllowed(action, relation); });
}

Relation Session::relationTo(const Incident &incident, bool teamRestricted) const
{
    return mostrador::relationTo(m_actor, {incident.customer, incident.assignee, incident.team, teamRestricted});
}

bool Session::isAllowed(Action action, const Incident &incident, bool teamRestricted) const
{
    return isAllowed(action, relationTo(incident, teamRestricted));
}

} // namespace mostrador::console
