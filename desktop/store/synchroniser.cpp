// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/synchroniser.h"

#include <algorithm>

namespace mostrador::console {

namespace {

requests::ListQuery pageOf(const QString &cursor, const QString &query = {}, const QString &sort = {})
{
    requests::ListQuery list;
    list.query = query;
    list.sort = sort;
    list.cursor = cursor;
    list.limit = 200;
    return list;
}

bool isGone(const Failure &failure)
{
    return failure.is(ErrorCode::NotFound) || failure.is(ErrorCode::Forbidden);
}

} // namespace

Synchroniser::Synchroniser(ApiClient &client, FeedClient &feed, LocalStore &store, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_feed(feed)
    , m_store(store)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &Synchroniser::step);
    m_hourly.setInterval(std::chrono::hours(1));
    connect(&m_hourly, &QTimer::timeout, this, &Synchroniser::dropOld);
    connect(&feed, &FeedClient::eventReceived, this, &Synchroniser::onEvent);
    connect(&feed, &FeedClient::resyncRequired, this, [this] {
        if (m_started)
            compare();
    });
    connect(&feed, &FeedClient::stateChanged, this, &Synchroniser::settle);
    connect(&client, &ApiClient::stateChanged, this, [this](ApiClient::State state) {
        if (state == ApiClient::State::Online)
            later();
    });
}

void Synchroniser::start(bool resumed)
{
    stop();
    m_started = true;
    m_hourly.start();
    dropOld();
    if (!resumed || m_store.feedCursor().isEmpty())
        compare();
    else
        later();
}

void Synchroniser::stop()
{
    ++m_era;
    m_started = false;
    m_comparing = false;
    m_compareAgain = false;
    m_busy = false;
    m_asked = 0;
    m_hourly.stop();
    m_waiting.clear();
    m_order.clear();
    m_next.stop();
}

void Synchroniser::compare()
{
    // Until the end the store is true for no place of the feed.
    m_store.setFeedCursor({});
    if (m_comparing) {
        m_compareAgain = true;
        return;
    }
    m_comparing = true;
    m_seen.clear();
    compareDirectory();
}

void Synchroniser::later()
{
    if (m_started && !m_next.isActive())
        m_next.start(m_pause);
}

void Synchroniser::failed(const Failure &failure, const std::function<void()> &goOn)
{
    // With the next answer of the server, or after a while; an answer 4xx hardly gets better by asking again soon.
    const bool refused = failure.kind == Failure::Kind::Refused && httpStatus(failure.problem.code) < 500;
    const auto era = m_era;
    auto *once = new QObject(this);
    const auto again = [this, era, goOn, once] {
        once->deleteLater();
        once->disconnect();
        if (era == m_era)
            goOn();
    };
    if (m_client.isOnline()) {
        QTimer::singleShot(withJitter(std::chrono::seconds(refused ? 300 : 5)), once, again);
        return;
    }
    connect(&m_client, &ApiClient::stateChanged, once, [again](ApiClient::State state) {
        if (state == ApiClient::State::Online)
            again();
    });
}

template <typename T>
void Synchroniser::fetchList(ReplyOf<codec::Page<T>> *(*request)(ApiClient &, const requests::ListQuery &),
                             const QString &cursor, QSet<decltype(T::id)> seen, const std::function<QList<T>()> &kept,
                             const std::function<void()> &next)
{
    const auto era = m_era;
    request(ServerOnly(m_client), pageOf(cursor))->then(this, [=, this](const Answer<codec::Page<T>> &answer) {
        if (era != m_era)
            return;
        if (!answer) {
            failed(answer.error(), [=, this] { fetchList<T>(request, cursor, seen, kept, next); });
            return;
        }
        auto all = seen;
        for (const T &item : answer->items) {
            all.insert(item.id);
            m_store.put(item);
        }
        if (!answer->nextCursor.isEmpty()) {
            fetchList<T>(request, answer->nextCursor, all, kept, next);
            return;
        }
        const QList<T> here = kept();
        for (const T &item : here) {
            if (!all.contains(item.id))
                m_store.remove(item.id);
        }
        next();
    });
}

void Synchroniser::compareDirectory()
{
    fetchList<Team>(
        requests::teams, {}, {}, [this] { return m_store.teams(); },
        [this] {
            fetchList<Employee>(
                requests::employees, {}, {}, [this] { return m_store.employees(); },
                [this] {
                    fetchList<Product>(
                        requests::products, {}, {}, [this] { return m_store.products(); },
                        [this] { compareIncidents({}); });
                });
        });
}

void Synchroniser::compareIncidents(const QString &cursor)
{
    const auto era = m_era;
    const QString query = QStringLiteral("updated>%1d").arg(m_days);
    auto *reply = requests::incidents(ServerOnly(m_client), pageOf(cursor, query, QStringLiteral("-updated")));
    reply->then(this, [this, era, cursor](const Answer<codec::Page<Incident>> &answer) {
        if (era != m_era)
            return;
        if (!answer) {
            failed(answer.error(), [this, cursor] { compareIncidents(cursor); });
            return;
        }
        for (const Incident &incident : answer->items) {
            m_seen.insert(incident.id);
            const auto here = m_store.incident(incident.id);
            if (!here || here->version != incident.version)
                wantIncident(incident.id);
            else if (*here != incident)
                m_store.put(incident); // a name in it
        }
        if (!answer->nextCursor.isEmpty())
            compareIncidents(answer->nextCursor);
        else
            compared();
    });
}

void Synchroniser::compared()
{
    m_comparing = false;
    const QList<IncidentId> here = m_store.incidentIds();
    for (const IncidentId id : here) {
        // Too old, gone, or not to be seen any more.
        if (!m_seen.contains(id) && !m_waiting.contains(id))
            m_store.remove(id);
    }
    m_seen.clear();
    if (std::exchange(m_compareAgain, false)) {
        compare();
        return;
    }
    later();
    settle();
}

void Synchroniser::wantIncident(IncidentId id)
{
    if (!m_waiting.contains(id)) {
        m_waiting.insert(id);
        m_order.append(id);
    }
    later();
}

void Synchroniser::onEvent(const Event &event)
{
    if (!m_started)
        return;
    if (event.incident) {
        if (m_comparing)
            m_seen.insert(*event.incident);
        wantIncident(*event.incident);
        return;
    }
    switch (event.kind) {
    case EventKind::CustomerCreated:
        break;
    case EventKind::CustomerChanged:
    case EventKind::CustomerRemoved: {
        const CustomerId id(event.subjectId);
        if (event.kind == EventKind::CustomerRemoved)
            m_store.remove(id);
        else if (m_store.customer(id))
            fetchOne<Customer>(requests::customer, id);
        // The name stands in each of their incidents.
        const QList<IncidentId> here = m_store.incidentIds();
        for (const IncidentId incident : here) {
            if (m_store.incident(incident)->customer == id)
                wantIncident(incident);
        }
        break;
    }
    case EventKind::EmployeeCreated:
    case EventKind::EmployeeChanged:
        fetchOne<Employee>(requests::employee, EmployeeId(event.subjectId));
        break;
    case EventKind::EmployeeRemoved:
        m_store.remove(EmployeeId(event.subjectId));
        break;
    case EventKind::TeamCreated:
    case EventKind::TeamChanged:
        fetchOne<Team>(requests::team, TeamId(event.subjectId));
        break;
    case EventKind::TeamRemoved:
        m_store.remove(TeamId(event.subjectId));
        break;
    case EventKind::ProductCreated:
    case EventKind::ProductChanged:
        fetchOne<Product>(requests::product, ProductId(event.subjectId));
        break;
    case EventKind::ProductRemoved:
        m_store.remove(ProductId(event.subjectId));
        break;
    default:
        break;
    }
    settle();
}

template <typename T>
void Synchroniser::fetchOne(ReplyOf<T> *(*request)(ApiClient &, decltype(T::id)), decltype(T::id) id)
{
    const auto era = m_era;
    ++m_asked;
    request(ServerOnly(m_client), id)->then(this, [this, era, request, id](const Answer<T> &answer) {
        if (era != m_era)
            return;
        --m_asked;
        if (answer)
            m_store.put(*answer);
        else if (isGone(answer.error()))
            m_store.remove(id);
        else
            failed(answer.error(), [this, request, id] { fetchOne<T>(request, id); });
        settle();
    });
}

void Synchroniser::step()
{
    if (!m_started || m_busy || m_order.isEmpty() || !m_client.isOnline())
        return;
    const IncidentId id = m_order.takeFirst();
    // From here on what happens to it asks for it again.
    m_waiting.remove(id);
    m_busy = true;
    Q_EMIT progressed(m_waiting.size());
    fetchIncident(id);
}

void Synchroniser::fetchIncident(IncidentId id)
{
    const auto era = m_era;
    requests::incident(ServerOnly(m_client), id)->then(this, [this, era, id](const Answer<Incident> &answer) {
        if (era != m_era)
            return;
        if (!answer) {
            incidentFailed(id, answer.error());
            return;
        }
        const auto bundle = std::make_shared<IncidentBundle>();
        bundle->incident = *answer;
        const CustomerId customer = answer->customer;
        if (customer.isValid() && !m_store.customer(customer))
            fetchOne<Customer>(requests::customer, customer);
        fetchMessages(bundle, {});
    });
}

void Synchroniser::fetchMessages(const std::shared_ptr<IncidentBundle> &bundle, const QString &cursor)
{
    const auto era = m_era;
    auto *reply = requests::messages(ServerOnly(m_client), bundle->incident.id, pageOf(cursor));
    reply->then(this, [this, era, bundle](const Answer<codec::Page<Message>> &answer) {
        if (era != m_era)
            return;
        if (!answer) {
            incidentFailed(bundle->incident.id, answer.error());
            return;
        }
        bundle->messages += answer->items;
        if (answer->nextCursor.isEmpty())
            fetchEvents(bundle, {});
        else
            fetchMessages(bundle, answer->nextCursor);
    });
}

void Synchroniser::fetchEvents(const std::shared_ptr<IncidentBundle> &bundle, const QString &cursor)
{
    const auto era = m_era;
    auto *reply = requests::events(ServerOnly(m_client), bundle->incident.id, pageOf(cursor));
    reply->then(this, [this, era, bundle](const Answer<codec::Page<Event>> &answer) {
        if (era != m_era)
            return;
        if (!answer) {
            incidentFailed(bundle->incident.id, answer.error());
            return;
        }
        bundle->events += answer->items;
        if (answer->nextCursor.isEmpty())
            fetchAttachments(bundle);
        else
            fetchEvents(bundle, answer->nextCursor);
    });
}

void Synchroniser::fetchAttachments(const std::shared_ptr<IncidentBundle> &bundle)
{
    const auto era = m_era;
    auto *reply = requests::attachments(ServerOnly(m_client), bundle->incident.id);
    reply->then(this, [this, era, bundle](const Answer<QList<Attachment>> &answer) {
        if (era != m_era)
            return;
        if (!answer) {
            incidentFailed(bundle->incident.id, answer.error());
            return;
        }
        bundle->attachments = *answer;
        m_store.put(*bundle);
        m_busy = false;
        later();
        settle();
    });
}

void Synchroniser::incidentFailed(IncidentId id, const Failure &failure)
{
    m_busy = false;
    if (isGone(failure)) {
        Q_EMIT incidentLost(id);
        m_store.remove(id);
    } else {
        wantIncident(id); // with the server's return, or in a moment
    }
    later();
    settle();
}

void Synchroniser::settle()
{
    if (!isComplete() || m_feed.cursor().isEmpty())
        return;
    // What the feed told up to here is in the store.
    m_store.setFeedCursor(m_feed.cursor());
    if (m_feed.isLive())
        Q_EMIT completed();
}

void Synchroniser::dropOld()
{
    const Timestamp oldest = Timestamp::now().plusSeconds(-qint64(m_days) * 86'400);
    const QList<IncidentId> here = m_store.incidentIds();
    for (const IncidentId id : here) {
        if (m_store.incident(id)->updatedAt < oldest)
            m_store.remove(id);
    }
}

} // namespace mostrador::console
