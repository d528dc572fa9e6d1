// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/feedhub.h"

#include "api/closecodes.h"
#include "services/sessionservice.h"

#include <QHash>
#include <QJsonDocument>
#include <QLoggingCategory>

#include <algorithm>
#include <set>
#include <tuple>

namespace mostrador::api {

Q_LOGGING_CATEGORY(lcFeed, "mostrador.feed")

namespace {

using services::feed::Position;
using services::feed::Row;

/// How many followers' rights are looked at again at one time: all of a hundred, and of more so many that each has its
/// turn within five times.
constexpr size_t rechecksAtOnce = 100;
constexpr size_t rechecksForAll = 5;
/// Changes of presence within so long a time are told together.
constexpr std::chrono::milliseconds asidePause{30};
/// Answers that wait for a client; whoever has more of them waiting says more than it reads.
constexpr qsizetype maxAnswers = 20;

QString textOf(codec::FeedItem::Kind kind, const Position &position, const Event &event = {})
{
    codec::FeedItem item;
    item.kind = kind;
    item.cursor = position.toCursor();
    item.event = event;
    return QString::fromUtf8(QJsonDocument(codec::toJson(item)).toJson(QJsonDocument::Compact));
}

/// Without a cursor: there is none to go on from.
QString resyncText()
{
    codec::FeedItem item;
    item.kind = codec::FeedItem::Kind::Resync;
    return QString::fromUtf8(QJsonDocument(codec::toJson(item)).toJson(QJsonDocument::Compact));
}

bool sameRights(const Actor &a, const Actor &b)
{
    return a.principal == b.principal && a.employee == b.employee && a.teams == b.teams;
}

/// The employee whose rights an event may have changed.
std::optional<EmployeeId> employeeChangedBy(const Event &event)
{
    if (event.kind == EventKind::EmployeeChanged || event.kind == EventKind::EmployeeRemoved)
        return EmployeeId(event.subjectId);
    return std::nullopt;
}

} // namespace

FeedHub::FeedHub(const FeedOptions &options)
    : m_options(options)
    , m_reader(this)
    , m_pump(this)
    , m_recheck(this)
    , m_aside(this)
    , m_presence(options, this)
{
    m_pump.setSingleShot(true);
    connect(&m_pump, &QTimer::timeout, this, &FeedHub::pump);
    connect(&m_recheck, &QTimer::timeout, this, &FeedHub::recheckSome);
    connect(&m_reader, &services::feed::Reader::woken, this, &FeedHub::onWoken);
    m_aside.setSingleShot(true);
    m_aside.setInterval(asidePause);
    connect(&m_aside, &QTimer::timeout, this, &FeedHub::sendAside);
    connect(&m_reader, &services::feed::Reader::told, &m_presence, &PresenceDesk::heard);
    connect(&m_presence, &PresenceDesk::published, &m_reader, &services::feed::Reader::tell);
    connect(&m_presence, &PresenceDesk::outdated, this, [this](quint64 client, IncidentId incident) {
        const auto it = m_followers.find(client);
        if (it == m_followers.end())
            return;
        it->second.presences.insert(incident);
        if (!m_aside.isActive())
            m_aside.start();
    });
}

void FeedHub::start()
{
    m_reader.start();
    m_presence.start();
    m_recheck.start(m_options.recheckInterval);
}

void FeedHub::stop()
{
    m_pump.stop();
    m_recheck.stop();
    m_aside.stop();
    m_followers.clear();
    m_presence.stop();
    m_reader.stop();
}

void FeedHub::onArrived(quint64 client, const QString &token, const QString &after)
{
    const auto actor = services::sessions::authenticate(token, Clock::system());
    if (!actor) {
        const bool refused = actor.error().code == ErrorCode::Unauthenticated;
        Q_EMIT end(client, refused ? closecodes::policyViolation : closecodes::cannotServe,
                   refused ? QStringLiteral("unauthenticated") : QStringLiteral("unavailable"));
        return;
    }
    if (!services::feed::mayFollow(*actor)) {
        Q_EMIT end(client, closecodes::policyViolation, QStringLiteral("forbidden"));
        return;
    }
    const auto ofSame = std::count_if(m_followers.begin(), m_followers.end(), [&](const auto &entry) {
        return entry.second.actor.employee == actor->employee;
    });
    if (ofSame >= m_options.maxClientsPerEmployee) {
        Q_EMIT end(client, closecodes::policyViolation, QStringLiteral("too many connections"));
        return;
    }
    const auto place = after.isEmpty() ? m_reader.end() : Position::fromCursor(after);
    if (place) {
        beginAt(client, *place, *actor, token);
    } else if (!after.isEmpty()) {
        Q_EMIT deliver(client, {resyncText()});
        Q_EMIT end(client, closecodes::normalClosure, QStringLiteral("invalid cursor"));
    } else {
        Q_EMIT end(client, closecodes::cannotServe, QStringLiteral("unavailable"));
    }
}

void FeedHub::beginAt(quint64 client, const Position &position, const Actor &actor, const QString &token)
{
    Follower follower;
    follower.token = token;
    follower.actor = actor;
    follower.position = position;
    follower.busy = true;
    m_followers.insert_or_assign(client, follower);
    // The cursor of hello is where this client goes on, so that one which leaves at once misses nothing.
    Q_EMIT deliver(client, {textOf(codec::FeedItem::Kind::Hello, position)});
}

void FeedHub::onLeft(quint64 client)
{
    m_followers.erase(client);
    m_presence.left(client);
}

void FeedHub::onSaid(quint64 client, const QString &text)
{
    if (const auto it = m_followers.find(client); it != m_followers.end())
        answer(client, m_presence.said(client, it->second.actor, text));
}

void FeedHub::onSaidTooMuch(quint64 client)
{
    answer(client, PresenceDesk::tooMuch());
}

void FeedHub::answer(quint64 client, const QString &text)
{
    const auto it = m_followers.find(client);
    if (text.isEmpty() || it == m_followers.end() || it->second.answers.size() >= maxAnswers)
        return;
    it->second.answers.append(text);
    if (!m_aside.isActive())
        m_aside.start();
}

void FeedHub::sendAside()
{
    for (auto &[client, follower] : m_followers) {
        if (follower.busy || (follower.answers.isEmpty() && follower.presences.empty()))
            continue;
        QStringList texts = std::exchange(follower.answers, {});
        for (const IncidentId incident : std::exchange(follower.presences, {})) {
            if (const QString text = m_presence.report(client, follower.actor, incident); !text.isEmpty())
                texts.append(text);
        }
        if (texts.isEmpty())
            continue;
        follower.busy = true;
        Q_EMIT deliver(client, texts);
    }
}

void FeedHub::onReady(quint64 client)
{
    const auto it = m_followers.find(client);
    if (it == m_followers.end())
        return;
    it->second.busy = false;
    if (!m_aside.isActive() && (!it->second.answers.isEmpty() || !it->second.presences.empty()))
        m_aside.start();
    if (it->second.behind)
        schedulePump();
}

void FeedHub::onWoken()
{
    for (auto &[client, follower] : m_followers)
        follower.behind = true;
    schedulePump();
}

void FeedHub::schedulePump()
{
    if (!m_pump.isActive())
        m_pump.start(0);
}

void FeedHub::pump()
{
    std::map<std::tuple<QString, qint64, qint64>, QList<quint64>> groups;
    for (const auto &[client, follower] : m_followers) {
        const Position &at = follower.position;
        if (follower.behind && !follower.busy)
            groups[{at.epoch, at.transaction, at.id}].append(client);
    }
    for (const auto &[key, clients] : groups) {
        const Position position{std::get<0>(key), std::get<1>(key), std::get<2>(key)};
        if (!advance(position, clients))
            return; // the next wake-up, within about a second, tries again
    }
}

bool FeedHub::advance(const Position &position, const QList<quint64> &clients)
{
    const auto batch = m_reader.read(position, m_options.pageSize);
    if (!batch) {
        if (batch.error().code != ErrorCode::ResyncRequired && batch.error().code != ErrorCode::InvalidCursor) {
            qCWarning(lcFeed).noquote() << "cannot read the feed:" << batch.error().cause;
            return false;
        }
        for (const quint64 client : clients)
            resync(client, QStringLiteral("resync"));
        return true;
    }

    std::map<quint64, QStringList> texts;
    std::set<quint64> anew;
    for (const Row &row : batch->rows) {
        if (const auto changed = employeeChangedBy(row.event)) {
            for (const quint64 client : clients) {
                const auto it = m_followers.find(client);
                if (it != m_followers.end() && it->second.actor.employee == changed)
                    recheck(client);
            }
        }
        QString text;
        for (const quint64 client : clients) {
            const auto it = m_followers.find(client);
            if (it == m_followers.end())
                continue;
            if (services::feed::takesFrom(it->second.actor, row))
                anew.insert(client);
            const auto event = services::feed::visibleTo(it->second.actor, row);
            if (!event)
                continue;
            if (text.isEmpty())
                text = textOf(codec::FeedItem::Kind::Event, row.position, *event);
            texts[client].append(text);
        }
    }

    for (const quint64 client : anew)
        resync(client, QStringLiteral("out of sight"));

    Position reached = batch->rows.isEmpty() ? position : batch->rows.last().position;
    if (!batch->more) {
        // Nothing is behind this place now, so nothing can appear between it and an end found earlier: followers at
        // different ends of the same feed meet at the furthest, and one reading serves them all from then on.
        if (m_head && services::feed::isAfter(*m_head, reached))
            reached = *m_head;
        m_head = reached;
    }
    for (const quint64 client : clients) {
        const auto it = m_followers.find(client);
        if (it == m_followers.end())
            continue;
        Follower &follower = it->second;
        QStringList &mine = texts[client];
        follower.position = reached;
        follower.behind = batch->more;
        if (!batch->more && !follower.caughtUp) {
            follower.caughtUp = true;
            mine.append(textOf(codec::FeedItem::Kind::CaughtUp, reached));
        }
        if (!mine.isEmpty()) {
            follower.busy = true;
            Q_EMIT deliver(client, mine);
        } else if (follower.behind) {
            schedulePump();
        }
    }
    return true;
}

void FeedHub::recheckSome()
{
    // Round robin by client number.
    QList<quint64> due;
    auto it = m_followers.upper_bound(m_lastRechecked);
    const size_t count =
        std::min(m_followers.size(), std::max(rechecksAtOnce, m_followers.size() / rechecksForAll + 1));
    for (size_t i = 0; i < count; ++i) {
        if (it == m_followers.end())
            it = m_followers.begin();
        due.append(it->first);
        ++it;
    }
    for (const quint64 client : due) {
        m_lastRechecked = client;
        recheck(client);
    }
}

bool FeedHub::recheck(quint64 client)
{
    const auto it = m_followers.find(client);
    if (it == m_followers.end())
        return false;
    const auto actor = services::sessions::authenticate(it->second.token, Clock::system(), false);
    if (!actor) {
        if (actor.error().code != ErrorCode::Unauthenticated)
            return true; // the database is away; nothing can be read meanwhile either
        cut(client, closecodes::policyViolation, QStringLiteral("session ended"));
        return false;
    }
    if (!services::feed::mayFollow(*actor)) {
        cut(client, closecodes::policyViolation, QStringLiteral("forbidden"));
        return false;
    }
    if (!sameRights(*actor, it->second.actor)) {
        // What it has loaded no longer fits what it may see.
        resync(client, QStringLiteral("rights changed"));
        return false;
    }
    return true;
}

void FeedHub::resync(quint64 client, const QString &reason)
{
    Q_EMIT deliver(client, {resyncText()});
    cut(client, closecodes::normalClosure, reason);
}

void FeedHub::cut(quint64 client, int code, const QString &reason)
{
    m_followers.erase(client);
    m_presence.left(client);
    Q_EMIT end(client, code, reason);
}

} // namespace mostrador::api
