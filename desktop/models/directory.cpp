// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/directory.h"

#include "model/limits.h"

#include <QCollator>

#include <algorithm>
#include <chrono>

namespace mostrador::console {

namespace {

using namespace std::chrono_literals;

/// A few changes are fetched one by one, more by loading anew.
constexpr qsizetype maxFetchedSingly = 20;

template <typename T>
ReplyOf<codec::Page<T>> *requestPage(ApiClient &client, const requests::ListQuery &list);
template <>
ReplyOf<codec::Page<Team>> *requestPage<Team>(ApiClient &client, const requests::ListQuery &list)
{
    return requests::teams(client, list);
}
template <>
ReplyOf<codec::Page<Employee>> *requestPage<Employee>(ApiClient &client, const requests::ListQuery &list)
{
    return requests::employees(client, list);
}
template <>
ReplyOf<codec::Page<Product>> *requestPage<Product>(ApiClient &client, const requests::ListQuery &list)
{
    return requests::products(client, list);
}

template <typename T>
ReplyOf<T> *requestOne(ApiClient &client, decltype(T::id) id);
template <>
ReplyOf<Team> *requestOne<Team>(ApiClient &client, TeamId id)
{
    return requests::team(client, id);
}
template <>
ReplyOf<Employee> *requestOne<Employee>(ApiClient &client, EmployeeId id)
{
    return requests::employee(client, id);
}
template <>
ReplyOf<Product> *requestOne<Product>(ApiClient &client, ProductId id)
{
    return requests::product(client, id);
}

template <typename T>
QList<T> byName(QList<T> items)
{
    QCollator collator;
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    collator.setNumericMode(true);
    std::sort(items.begin(), items.end(), [&](const T &a, const T &b) { return collator.compare(a.name, b.name) < 0; });
    return items;
}

template <typename Items, typename ItemId>
auto find(const Items &items, ItemId id) -> const typename Items::mapped_type *
{
    const auto found = items.constFind(id);
    return found == items.constEnd() ? nullptr : &*found;
}

} // namespace

template <>
Directory::Entries<Team> &Directory::entries<Team>()
{
    return m_teams;
}
template <>
Directory::Entries<Employee> &Directory::entries<Employee>()
{
    return m_employees;
}
template <>
Directory::Entries<Product> &Directory::entries<Product>()
{
    return m_products;
}
template <>
void Directory::announce<Team>()
{
    Q_EMIT teamsChanged();
}
template <>
void Directory::announce<Employee>()
{
    Q_EMIT employeesChanged();
}
template <>
void Directory::announce<Product>()
{
    Q_EMIT productsChanged();
}

template <typename T>
void Directory::loadPage(const QString &cursor, QHash<decltype(T::id), T> sofar)
{
    auto *reply = requestPage<T>(m_client, {{}, QStringLiteral("name"), cursor, limits::pageMax});
    entries<T>().loading = reply;
    reply->then(this, [this, sofar = std::move(sofar)](const Answer<codec::Page<T>> &answer) mutable {
        auto &mine = entries<T>();
        mine.loading.clear();
        if (!answer) {
            m_loadFailed = true;
            Q_EMIT failed(answer.error());
            return;
        }
        for (const T &item : answer->items)
            sofar.insert(item.id, item);
        if (!answer->nextCursor.isEmpty() && sofar.size() < maxEntries) {
            loadPage<T>(answer->nextCursor, std::move(sofar));
            return;
        }
        mine.loadedOnce = true;
        if (mine.items != sofar) {
            mine.items = std::move(sofar);
            announce<T>();
        }
        partLoaded();
        // Told by the feed while the pages were coming: they may be older.
        if (!mine.changed.isEmpty())
            m_changedPause.start();
    });
}

template <typename T>
void Directory::fetch(decltype(T::id) id)
{
    requestOne<T>(m_client, id)->then(this, [this, id](const Answer<T> &answer) {
        auto &items = entries<T>().items;
        if (!m_active)
            return;
        if (answer) {
            const T *present = find(items, id);
            if (present && *present == *answer)
                return;
            items.insert(id, *answer);
            announce<T>();
        } else if (answer.error().is(ErrorCode::NotFound) && items.remove(id)) {
            announce<T>();
        }
    });
}

template <typename T>
void Directory::fetchChanged()
{
    auto &mine = entries<T>();
    if (mine.loading || mine.changed.isEmpty())
        return;
    const auto changed = std::exchange(mine.changed, {});
    if (changed.size() > maxFetchedSingly) {
        loadPage<T>({}, {});
        return;
    }
    for (const auto id : changed)
        fetch<T>(id);
}

template <typename T>
void Directory::forget()
{
    auto &mine = entries<T>();
    if (mine.loading)
        mine.loading->abort();
    mine = {};
    announce<T>();
}

template <typename T>
QString Directory::nameOf(decltype(T::id) id)
{
    auto &mine = entries<T>();
    if (const T *item = find(mine.items, id))
        return item->name;
    if (m_active && mine.loadedOnce && !mine.asked.contains(id)) {
        mine.asked.insert(id);
        fetch<T>(id);
    }
    return u'#' + id.toString();
}

Directory::Directory(ApiClient &client, FeedClient &feed, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_customFields(client, feed)
{
    m_changedPause.setSingleShot(true);
    m_changedPause.setInterval(200ms);
    connect(&m_changedPause, &QTimer::timeout, this, [this] {
        fetchChanged<Team>();
        fetchChanged<Employee>();
        fetchChanged<Product>();
    });
    connect(&feed, &FeedClient::eventReceived, this, &Directory::onEvent);
    connect(&feed, &FeedClient::resyncRequired, this, [this] {
        if (m_active)
            load();
    });
    connect(&client, &ApiClient::stateChanged, this, [this](ApiClient::State state) {
        if (state == ApiClient::State::Online && m_active && m_loadFailed)
            load();
    });
    connect(&client, &ApiClient::sourceChanged, this, [this] {
        if (m_active)
            load();
    });
}

void Directory::load()
{
    m_active = true;
    m_loadFailed = false;
    const auto begin = [this]<typename T>(Entries<T> &mine) {
        if (mine.loading)
            mine.loading->abort();
        mine.asked.clear();
        loadPage<T>({}, {});
    };
    begin(m_teams);
    begin(m_employees);
    begin(m_products);
}

void Directory::clear()
{
    m_active = false;
    m_loadedOnce = false;
    m_loadFailed = false;
    m_changedPause.stop();
    forget<Team>();
    forget<Employee>();
    forget<Product>();
    m_customFields.clear();
}

void Directory::partLoaded()
{
    if (m_loadedOnce || !m_teams.loadedOnce || !m_employees.loadedOnce || !m_products.loadedOnce)
        return;
    m_loadedOnce = true;
    Q_EMIT loaded();
}

const Team *Directory::team(TeamId id) const
{
    return find(m_teams.items, id);
}

const Employee *Directory::employee(EmployeeId id) const
{
    return find(m_employees.items, id);
}

const Product *Directory::product(ProductId id) const
{
    return find(m_products.items, id);
}

QString Directory::teamName(TeamId id)
{
    return nameOf<Team>(id);
}

QString Directory::employeeName(EmployeeId id)
{
    return nameOf<Employee>(id);
}

QString Directory::productName(ProductId id)
{
    return nameOf<Product>(id);
}

bool Directory::isRestricted(const std::optional<TeamId> &id) const
{
    const Team *found = id ? team(*id) : nullptr;
    return found && found->restricted;
}

QList<Team> Directory::teams() const
{
    return byName(m_teams.items.values());
}

QList<Employee> Directory::employees(std::optional<TeamId> team) const
{
    QList<Employee> result = m_employees.items.values();
    result.removeIf([&](const Employee &one) { return !one.active || (team && !one.teams.contains(*team)); });
    return byName(result);
}

QList<Product> Directory::products() const
{
    QList<Product> result = m_products.items.values();
    result.removeIf([](const Product &one) { return !one.active; });
    return byName(result);
}

void Directory::onEvent(const Event &event)
{
    if (!m_active)
        return;
    switch (event.kind) {
    case EventKind::TeamCreated:
    case EventKind::TeamChanged:
    case EventKind::TeamRemoved:
        m_teams.changed.insert(TeamId(event.subjectId));
        break;
    case EventKind::EmployeeCreated:
    case EventKind::EmployeeChanged:
    case EventKind::EmployeeRemoved:
        m_employees.changed.insert(EmployeeId(event.subjectId));
        break;
    case EventKind::ProductCreated:
    case EventKind::ProductChanged:
    case EventKind::ProductRemoved:
        m_products.changed.insert(ProductId(event.subjectId));
        break;
    default:
        return;
    }
    if (!m_changedPause.isActive())
        m_changedPause.start();
}

} // namespace mostrador::console
