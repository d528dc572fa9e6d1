// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/viewcounts.h"

#include "store/offlinedata.h"
#include "store/synchroniser.h"

#include <algorithm>

namespace mostrador::console {

namespace {

using namespace std::chrono_literals;
bool hasNode(const searchquery::NodePtr &node, const std::function<bool(const searchquery::Node &)> &is)
{
    return is(*node) || std::any_of(node->children.begin(), node->children.end(),
                                    [&](const searchquery::NodePtr &child) { return hasNode(child, is); });
}

/// Looked up as the server does, not as the copy: endings of words are the server's.
bool isText(const searchquery::Node &node)
{
    return node.kind == searchquery::Node::Kind::Text ||
           (node.kind == searchquery::Node::Kind::Condition && node.condition.field == searchquery::Field::Subject);
}

bool isAge(const searchquery::Node &node)
{
    using searchquery::Field;
    if (node.kind != searchquery::Node::Kind::Condition)
        return false;
    const Field field = node.condition.field;
    return field == Field::Created || field == Field::Updated || field == Field::Resolved || field == Field::Due;
}

} // namespace

ViewCounts::ViewCounts(const ModelContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &ViewCounts::next);
    m_minute.setInterval(m_patience.age);
    connect(&m_minute, &QTimer::timeout, this, [this] {
        for (auto view = m_views.begin(); view != m_views.end(); ++view) {
            if (view->hasAge)
                want(view.key(), 0s);
        }
    });
    m_minute.start();
    connect(&context.feed, &FeedClient::eventReceived, this, &ViewCounts::onEvent);
    connect(&context.feed, &FeedClient::resyncRequired, this, [this] {
        m_follows = false;
        wantAll(m_patience.pause);
    });
    connect(&context.client, &ApiClient::sourceChanged, this, [this] {
        m_follows = false;
        wantAll(m_patience.pause);
    });
    connect(&context.session, &Session::employeeChanged, this, [this] { wantAll(m_patience.pause); });
    if (context.offline) {
        // What waits in the queue is in the copy's counts, but not in the server's.
        connect(context.offline, &OfflineData::actionChanged, this, [this] {
            if (!m_context.client.isOnline())
                wantAll(m_patience.pause);
        });
        connect(context.offline, &OfflineData::ready, this, &ViewCounts::follow);
        connect(context.offline, &OfflineData::left, this, [this] { m_follows = false; });
        if (context.offline->isReady())
            follow();
    }
}

void ViewCounts::setPatience(const Patience &patience)
{
    m_patience = patience;
    m_minute.start(patience.age);
}

void ViewCounts::setQueries(const QStringList &queries)
{
    m_order = queries;
    m_order.removeDuplicates();
    m_views.removeIf([this](const QHash<QString, View>::iterator &view) { return !m_order.contains(view.key()); });
    for (const QString &text : std::as_const(m_order)) {
        if (m_views.contains(text))
            continue;
        View view;
        const auto query = searchquery::parse(text);
        if (query) {
            view.query = *query;
            view.hasText = hasNode(query->root, isText);
            view.hasAge = hasNode(query->root, isAge);
        } else if (!text.trimmed().isEmpty()) { // nothing asked for is everything
            view.hasText = true;                // the server may understand more
        }
        m_views.insert(text, view);
        m_round.append(text);
    }
    next();
}

bool ViewCounts::isSettled() const
{
    return !m_request && m_round.isEmpty() && !isAnyWanted() &&
           std::all_of(m_views.begin(), m_views.end(),
                       [](const View &view) { return view.count && view.unsure.hasExpired(); });
}

void ViewCounts::want(const QString &query, std::chrono::milliseconds when)
{
    const auto view = m_views.find(query);
    if (view == m_views.end())
        return;
    view->isWanted = true;
    if (!m_request && m_round.isEmpty() && (!m_pause.isActive() || m_pause.remainingTimeAsDuration() > when))
        m_pause.start(when);
}

void ViewCounts::wantAll(std::chrono::milliseconds when)
{
    for (const QString &query : std::as_const(m_order))
        want(query, when);
}

/// One after the other. What is wanted meanwhile waits for the next round, so that a busy view is not counted without
/// end.
void ViewCounts::next()
{
    if (m_request)
        return;
    if (m_round.isEmpty()) {
        m_pause.stop();
        for (const QString &query : std::as_const(m_order)) {
            if (std::exchange(m_views[query].isWanted, false))
                m_round.append(query);
        }
    }
    while (!m_round.isEmpty() && !m_views.contains(m_round.constFirst()))
        m_round.removeFirst();
    if (m_round.isEmpty())
        return;
    const QString query = m_round.takeFirst();
    m_asking = query;
    // The server may count what the copy has still to hear of.
    m_views[query].isBehind = m_follows && !(m_context.offline->synchroniser().isComplete() && m_context.feed.isLive());
    ++m_asked;
    auto *reply = requests::countIncidents(m_context.client, query);
    m_request = reply;
    reply->then(this, [this, query](const Answer<requests::Count> &answer) {
        m_request.clear();
        const auto view = m_views.find(query);
        if (answer && view != m_views.end()) {
            view->count = *answer;
            view->unsure.setRemainingTime(m_patience.unsure);
            Q_EMIT changed(query);
        } else if (!answer && answer.error().kind != Failure::Kind::Refused) {
            want(query, m_patience.failed);
        }
        if (!m_round.isEmpty())
            next();
        else if (!m_pause.isActive() && isAnyWanted())
            m_pause.start(m_patience.pause);
    });
}

bool ViewCounts::isAnyWanted() const
{
    return std::any_of(m_views.begin(), m_views.end(), [](const View &view) { return view.isWanted; });
}

void ViewCounts::follow()
{
    LocalStore *store = &m_context.offline->store();
    Synchroniser *sync = &m_context.offline->synchroniser();
    m_follows = sync->isComplete() && m_context.feed.isLive();
    connect(store, &LocalStore::incidentTaken, this, &ViewCounts::onTaken);
    connect(sync, &Synchroniser::incidentLost, this, [this, store](IncidentId id) { onLost(store->entry(id)); });
    connect(sync, &Synchroniser::completed, this, [this] {
        if (m_follows) {
            for (auto view = m_views.begin(); view != m_views.end(); ++view) {
                if (std::exchange(view->isBehind, false))
                    want(view.key(), m_patience.pause);
            }
            return;
        }
        // What came while the copy was compared has been counted or not.
        m_follows = true;
        m_created.clear();
        wantAll(m_patience.pause);
    });
}

void ViewCounts::onEvent(const Event &event)
{
    if (!m_follows) {
        if (event.incident)
            wantAll(m_patience.pause);
        return;
    }
    if (event.kind == EventKind::IncidentCreated && event.incident)
        m_created.insert(*event.incident);
    static const QStringList directory{QStringLiteral("team"), QStringLiteral("employee"), QStringLiteral("product")};
    if (directory.contains(event.subjectKind))
        wantAll(m_patience.pause);
}

void ViewCounts::onTaken(const LocalStore::EntryPtr &before, const LocalStore::EntryPtr &after)
{
    if (!m_follows)
        return;
    const bool isNew = m_created.remove(after->incident.id);
    for (auto view = m_views.begin(); view != m_views.end(); ++view) {
        if (before || isNew)
            weigh(view.key(), *view, before, after);
        else if (!view->count || !view->count->capped)
            want(view.key(), m_patience.pause);
    }
}

void ViewCounts::onLost(const LocalStore::EntryPtr &before)
{
    if (!m_follows)
        return;
    if (!before) {
        wantAll(m_patience.pause);
        return;
    }
    for (auto view = m_views.begin(); view != m_views.end(); ++view)
        weigh(view.key(), *view, before, nullptr);
}

void ViewCounts::weigh(const QString &name, View &view, const LocalStore::EntryPtr &before,
                       const LocalStore::EntryPtr &after)
{
    if (view.hasText) {
        want(name, m_patience.pause);
        return;
    }
    searchquery::MatchContext match;
    match.actor = m_context.session.actor();
    match.now = Timestamp::now();
    match.directory = m_context.offline->store().directory();
    const searchquery::Matcher matcher(view.query, match);
    const auto isFound = [&matcher](const LocalStore::EntryPtr &entry) {
        return entry && matcher.matches(entry->incident, entry->texts);
    };
    add(name, view, int(isFound(after)) - int(isFound(before)));
}

void ViewCounts::add(const QString &name, View &view, int delta)
{
    if (delta == 0)
        return;
    if ((m_request && name == m_asking) || (view.count && (view.isBehind || !view.unsure.hasExpired()))) {
        want(name, m_patience.pause);
    } else if (!view.count) {
        return; // still to be counted
    } else if (view.count->capped) {
        if (delta < 0)
            want(name, 1min);
    } else {
        view.count->count = std::max<qint64>(0, view.count->count + delta);
        Q_EMIT changed(name);
    }
}

} // namespace mostrador::console
