// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/localanswers.h"

#include "model/limits.h"
#include "model/searchquery.h"
#include "model/searchtext.h"
#include "models/placedblocks.h"
#include "protocol/codecs.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>
#include <QUrlQuery>

#include <algorithm>

namespace mostrador::console {

namespace {

/// So long the rows of a list are taken from the same search, if nothing changes: "today" goes on.
constexpr qint64 longestKept = 60'000;

RawAnswer jsonAnswer(const QJsonObject &json)
{
    return {200, QJsonDocument(json).toJson(QJsonDocument::Compact), QByteArrayLiteral("application/json")};
}

QJsonObject pageOf(const QJsonArray &items, const QString &next = {})
{
    return {{QStringLiteral("items"), items},
            {QStringLiteral("next_cursor"), next.isEmpty() ? QJsonValue() : QJsonValue(next)}};
}

template <typename T>
QJsonArray arrayOf(const QList<T> &items)
{
    QJsonArray array;
    for (const T &item : items)
        array.append(codec::toJson(item));
    return array;
}

/// Never from within the call that asks.
void later(QObject *context, const StandIn::Handler &handler, const std::optional<RawAnswer> &answer)
{
    QTimer::singleShot(0, context, [handler, answer] { handler(answer); });
}

QString text(const QUrlQuery &query, const char *name)
{
    return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
}

/// Every word begins one of the texts' words, as in the API's lists of people and things.
bool begins(const QString &words, const QString &texts)
{
    const QString folded = u' ' + foldForSearch(texts);
    const QStringList all = foldForSearch(words).split(u' ', Qt::SkipEmptyParts);
    return std::all_of(all.begin(), all.end(), [&](const QString &word) { return folded.contains(u' ' + word); });
}

/// The rows from one place to another of a list in its order.
struct Part
{
    qsizetype first = 0;
    qsizetype last = 0; ///< behind the end
};

Part partOf(const QList<Incident> &rows, const PlacedBlocks &order, const std::optional<ListPlace> &after,
            const std::optional<ListPlace> &until)
{
    const auto behind = [&](const ListPlace &place) {
        return std::upper_bound(rows.begin(), rows.end(), place,
                                [&](const ListPlace &wanted, const Incident &row) {
                                    return order.isBefore(wanted, order.placeOf(row));
                                }) -
               rows.begin();
    };
    Part part{0, rows.size()};
    if (after)
        part.first = behind(*after);
    if (until)
        part.last = std::max<qsizetype>(part.first, behind(*until));
    return part;
}

} // namespace

LocalAnswers::LocalAnswers(OfflineData &data, const Session &session, QObject *parent)
    : QObject(parent)
    , m_data(data)
    , m_session(session)
{
    connect(&data, &OfflineData::left, this, &LocalAnswers::forget);
    connect(&data, &OfflineData::actionChanged, this, &LocalAnswers::forget);
    connect(&data, &OfflineData::jobChanged, this, &LocalAnswers::forget);
    connect(&data, &OfflineData::copyChanged, this, &LocalAnswers::forget);
}

void LocalAnswers::forget()
{
    m_keptFor.clear();
    m_kept.clear();
}

bool LocalAnswers::answer(const Request &request, QObject *context, const Handler &handler)
{
    if (!m_data.isReady() || !m_data.store().self())
        return false;
    const QStringList path = request.path.split(u'/', Qt::SkipEmptyParts);
    if (path.value(0) == QLatin1String("incidents")) {
        if (path.size() == 1 || path.value(1) == QLatin1String("places"))
            return answerList(request, context, handler);
        return answerIncidents(path, request.query, context, handler);
    }
    if (answerDirectory(path, request.query, context, handler))
        return true;
    const QByteArray kept = m_data.store().answer(request.path + u'?' + request.query.toString());
    if (kept.isEmpty())
        return false;
    later(context, handler, RawAnswer{200, kept, QByteArrayLiteral("application/json")});
    return true;
}

void LocalAnswers::note(const Request &request, const RawAnswer &answer)
{
    static const QStringList kept{QStringLiteral("/views"), QStringLiteral("/canned-replies"), QStringLiteral("/tags"),
                                  QStringLiteral("/custom-fields"), QStringLiteral("/priority-table")};
    if (m_data.isReady() && answer.status == 200 && kept.contains(request.path))
        m_data.store().putAnswer(request.path + u'?' + request.query.toString(), answer.body);
}

void LocalAnswers::search(const QString &query, const QString &sort, bool keep, QObject *context,
                          const std::function<void(const Rows &)> &handler)
{
    const QString what = sort + u'\n' + query;
    const qint64 age = Timestamp::now().milliseconds() - m_keptAt.milliseconds();
    if (keep && m_keptFor == what && age >= 0 && age < longestKept) {
        QTimer::singleShot(0, context, [handler, rows = m_kept] { handler(rows); });
        return;
    }
    const auto parsed = searchquery::parse(query);
    searchquery::MatchContext match;
    match.actor = m_session.actor();
    match.now = Timestamp::now();
    m_data.store().search(parsed ? *parsed : searchquery::Query(), sort, match, m_data.overlay(), context,
                          [this, what, keep, handler, self = QPointer<LocalAnswers>(this)](const Rows &rows) {
                              if (self && keep) {
                                  m_keptFor = what;
                                  m_kept = rows;
                                  m_keptAt = Timestamp::now();
                              }
                              handler(rows);
                          });
}

bool LocalAnswers::answerList(const Request &request, QObject *context, const Handler &handler)
{
    const QUrlQuery &query = request.query;
    QString sort = text(query, "sort");
    // How good a hit is, only the server knows.
    if (sort.isEmpty() || sort == QLatin1String("relevance"))
        sort = QStringLiteral("-created");
    auto after = ListPlace::fromString(text(query, "after"));
    const auto until = ListPlace::fromString(text(query, "until"));
    const QString cursor = text(query, "cursor");
    // One of the server's means nothing here.
    if (!cursor.isEmpty() && !(after = ListPlace::fromString(cursor)))
        return false;
    if (!searchquery::parse(text(query, "q")))
        return false;
    const bool places = request.path.endsWith(QLatin1String("/places"));
    QSet<qint64> ids;
    const QStringList wanted = text(query, "ids").split(u',', Qt::SkipEmptyParts);
    for (const QString &id : wanted)
        ids.insert(id.toLongLong());
    const int limit = std::clamp(text(query, "limit").toInt(), 1, limits::pageMax);
    search(text(query, "q"), sort, true, context, [=](const Rows &rows) {
        PlacedBlocks order;
        order.reset(sort);
        if (!ids.isEmpty()) {
            QJsonArray items;
            for (const Incident &incident : rows) {
                if (ids.contains(incident.id.value()))
                    items.append(codec::toJson(incident));
            }
            handler(jsonAnswer(pageOf(items)));
            return;
        }
        const Part part = partOf(rows, order, after, until);
        const qsizetype number = part.last - part.first;
        if (places) {
            QJsonArray stand;
            for (qsizetype row = limits::placesStep; row <= number; row += limits::placesStep)
                stand.append(order.placeOf(rows.at(part.first + row - 1)).toString());
            handler(jsonAnswer({{QStringLiteral("step"), limits::placesStep},
                                {QStringLiteral("rows"), number},
                                {QStringLiteral("places"), stand},
                                {QStringLiteral("next"), QJsonValue()}}));
            return;
        }
        const QList<Incident> items = rows.mid(part.first, std::min<qsizetype>(number, limit));
        const QString next = number > limit ? order.placeOf(items.constLast()).toString() : QString();
        handler(jsonAnswer(pageOf(arrayOf(items), next)));
    });
    return true;
}

bool LocalAnswers::answerCount(const QUrlQuery &query, QObject *context, const Handler &handler)
{
    if (!searchquery::parse(text(query, "q")))
        return false;
    search(text(query, "q"), QStringLiteral("reference"), false, context, [handler](const Rows &rows) {
        handler(jsonAnswer({{QStringLiteral("count"), rows.size()}, {QStringLiteral("capped"), false}}));
    });
    return true;
}

bool LocalAnswers::answerIncidents(const QStringList &path, const QUrlQuery &query, QObject *context,
                                   const Handler &handler)
{
    if (path.value(1) == QLatin1String("count"))
        return answerCount(query, context, handler);
    if (path.value(1) == QLatin1String("by-reference")) {
        // The number behind the last stroke is the id.
        const IncidentId id(path.value(2).section(u'-', -1).toLongLong());
        const auto known = m_data.store().incident(id);
        return known && known->reference.compare(path.value(2), Qt::CaseInsensitive) == 0 &&
               answerConversation(id, {}, context, handler);
    }
    const IncidentId id(path.value(1).toLongLong());
    if (isLocal(id)) {
        const QList<Incident> fresh = m_data.queue().waitingIncidents();
        for (const Incident &incident : fresh) {
            if (incident.id != id)
                continue;
            later(context, handler, jsonAnswer(path.size() == 2 ? codec::toJson(incident) : pageOf(QJsonArray())));
            return true;
        }
        return false;
    }
    return m_data.store().incident(id) && answerConversation(id, path.value(2), context, handler);
}

bool LocalAnswers::answerConversation(IncidentId id, const QString &below, QObject *context, const Handler &handler)
{
    static const QStringList known{QString(), QStringLiteral("messages"), QStringLiteral("events"),
                                   QStringLiteral("attachments")};
    if (!known.contains(below))
        return false;
    m_data.store().bundle(
        id, context, [this, self = QPointer<LocalAnswers>(this), id, below, handler](const auto &bundle) {
            if (!bundle) {
                handler(std::nullopt);
            } else if (below.isEmpty()) {
                Incident incident = bundle->incident;
                if (incident.description.isEmpty() && !bundle->messages.isEmpty())
                    incident.description = bundle->messages.constFirst().body;
                // What is in memory is newer than what is being written.
                if (const auto newest = self && m_data.isReady() ? m_data.store().incident(id) : std::nullopt;
                    newest && newest->version > incident.version) {
                    const QString description = incident.description;
                    incident = *newest;
                    incident.description = description;
                }
                handler(jsonAnswer(codec::toJson(incident)));
            } else if (below == QLatin1String("messages")) {
                handler(jsonAnswer(pageOf(arrayOf(bundle->messages))));
            } else if (below == QLatin1String("events")) {
                handler(jsonAnswer(pageOf(arrayOf(bundle->events))));
            } else {
                handler(jsonAnswer(pageOf(arrayOf(bundle->attachments))));
            }
        });
    return true;
}

bool LocalAnswers::answerDirectory(const QStringList &path, const QUrlQuery &query, QObject *context,
                                   const Handler &handler)
{
    const LocalStore &store = m_data.store();
    const QString words = text(query, "q");
    const QString sort = text(query, "sort");
    const QString cursor = text(query, "cursor");
    const int limit = std::clamp(text(query, "limit").toInt(), 1, limits::pageMax);
    const auto list = [&](auto items, const auto &textOf) {
        items.removeIf([&](const auto &item) { return !begins(words, textOf(item)); });
        std::sort(items.begin(), items.end(), [&](const auto &a, const auto &b) {
            const int order = QString::localeAwareCompare(textOf(a), textOf(b));
            const bool before = order != 0 ? order < 0 : a.id < b.id;
            return sort.startsWith(u'-') ? (order != 0 ? order > 0 : a.id > b.id) : before;
        });
        const qsizetype first = cursor.section(u':', 1).toLongLong();
        const auto page = items.mid(first, limit);
        const qsizetype end = first + page.size();
        const QString next = end < items.size() ? QStringLiteral("kept:%1").arg(end) : QString();
        later(context, handler, jsonAnswer(pageOf(arrayOf(page), next)));
        return true;
    };
    const auto one = [&](const auto *item) {
        if (item)
            later(context, handler, jsonAnswer(codec::toJson(*item)));
        return item != nullptr;
    };
    const qint64 id = path.value(1).toLongLong();
    const QString what = path.value(0);
    if (path.size() > 2 || (!cursor.isEmpty() && !cursor.startsWith(QLatin1String("kept:"))))
        return false;
    if (what == QLatin1String("teams"))
        return path.size() == 2 ? one(store.team(TeamId(id)))
                                : list(store.teams(), [](const Team &team) { return team.name; });
    if (what == QLatin1String("products"))
        return path.size() == 2
                   ? one(store.product(ProductId(id)))
                   : list(store.products(), [](const Product &product) { return product.name + u' ' + product.sku; });
    if (what == QLatin1String("employees"))
        return path.size() == 2 ? one(store.employee(EmployeeId(id)))
                                : list(store.employees(),
                                       [](const Employee &employee) { return employee.name + u' ' + employee.email; });
    if (what == QLatin1String("customers") && path.size() == 2)
        return one(store.customer(CustomerId(id)));
    if (what == QLatin1String("customers")) {
        const QString email = text(query, "email");
        QList<Customer> all = store.customers();
        if (!email.isEmpty())
            all.removeIf(
                [&](const Customer &customer) { return customer.email.compare(email, Qt::CaseInsensitive) != 0; });
        return list(all, [](const Customer &customer) {
            return QStringLiteral("%1 %2 %3").arg(customer.familyName, customer.givenName, customer.email);
        });
    }
    return false;
}

} // namespace mostrador::console
