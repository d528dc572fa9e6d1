// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incidentlistmodel.h"

#include "model/limits.h"
#include "model/searchquery.h"
#include "models/directory.h"
#include "models/eventtext.h"
#include "protocol/describe.h"

#include <algorithm>
#include <chrono>
#include <limits>

namespace mostrador::console {

namespace {

using namespace std::chrono_literals;

constexpr auto dirtyPause = 150ms;
constexpr auto totalPause = 1000ms;
/// More changed rows than that, and the loaded part is read anew instead.
constexpr qsizetype maxKnown = 200;
constexpr int maxUnknownPages = 2;
/// ",INC-2026-1234567890" with room to spare.
constexpr qsizetype referenceLength = 24;

QVariant moment(const std::optional<Timestamp> &at)
{
    return at ? QVariant(at->toDateTime()) : QVariant();
}

QString shortTime(const std::optional<Timestamp> &at, const ModelContext &context)
{
    return at ? localShort(*at, context.words) : QString();
}

QString longTime(const std::optional<Timestamp> &at, const ModelContext &context)
{
    return at ? localDateTime(*at, context.words) : QString();
}

using Column = ColumnOf<Incident>;

std::vector<Column> incidentColumns()
{
    return {
        {.name = "reference",
         .title = [] { return IncidentListModel::tr("Reference"); },
         .text = [](const Incident &i, const ModelContext &) { return i.reference; },
         .raw = [](const Incident &i) { return QVariant(i.id.value()); },
         .sortKey = "reference"},
        {.name = "priority",
         .title = [] { return IncidentListModel::tr("Priority"); },
         .text = [](const Incident &i, const ModelContext &c) { return words::name(i.priority, c.words); },
         .raw = [](const Incident &i) { return QVariant(static_cast<int>(i.priority)); },
         .sortKey = "priority",
         .toolTip =
             [](const Incident &i, const ModelContext &c) {
                 const QString name = words::name(i.priority, c.words);
                 return i.priorityByHand
                            ? IncidentListModel::tr("%1 (set by hand)").arg(name)
                            : IncidentListModel::tr("%1 (impact: %2, urgency: %3)")
                                  .arg(name, words::name(i.impact, c.words), words::name(i.urgency, c.words));
             }},
        {.name = "status",
         .title = [] { return IncidentListModel::tr("Status"); },
         .text = [](const Incident &i, const ModelContext &c) { return words::name(i.status, c.words); },
         .raw = [](const Incident &i) { return QVariant(static_cast<int>(i.status)); },
         .sortKey = "status"},
        {.name = "subject",
         .title = [] { return IncidentListModel::tr("Subject"); },
         .text = [](const Incident &i, const ModelContext &) { return i.subject; },
         .raw = [](const Incident &i) { return QVariant(i.subject); },
         // As HTML would be read where the text looks like it: escaped, so that it is shown as it was written.
         .toolTip = [](const Incident &i, const ModelContext &) { return i.subject.toHtmlEscaped(); }},
        {.name = "customer",
         .title = [] { return IncidentListModel::tr("Customer"); },
         .text = [](const Incident &i, const ModelContext &) { return i.customerName; },
         .raw = [](const Incident &i) { return QVariant(i.customer.value()); },
         .toolTip =
             [](const Incident &i, const ModelContext &) {
                 const QString text = i.customerEmail.isEmpty()
                                          ? i.customerName
                                          : QStringLiteral("%1 <%2>").arg(i.customerName, i.customerEmail);
                 return text.toHtmlEscaped();
             }},
        {.name = "product",
         .title = [] { return IncidentListModel::tr("Product"); },
         .text = [](const Incident &i, const ModelContext &) { return i.productName; },
         .raw = [](const Incident &i) { return i.product ? QVariant(i.product->value()) : QVariant(); }},
        {.name = "team",
         .title = [] { return IncidentListModel::tr("Team"); },
         .text = [](const Incident &i, const ModelContext &) { return i.teamName; },
         .raw = [](const Incident &i) { return i.team ? QVariant(i.team->value()) : QVariant(); }},
        {.name = "assignee",
         .title = [] { return IncidentListModel::tr("Assigned to"); },
         .text = [](const Incident &i, const ModelContext &) { return i.assigneeName; },
         .raw = [](const Incident &i) { return i.assignee ? QVariant(i.assignee->value()) : QVariant(); }},
        {.name = "updated",
         .title = [] { return IncidentListModel::tr("Updated"); },
         .text = [](const Incident &i, const ModelContext &c) { return localShort(i.updatedAt, c.words); },
         .raw = [](const Incident &i) { return QVariant(i.updatedAt.toDateTime()); },
         .sortKey = "updated",
         .toolTip = [](const Incident &i, const ModelContext &c) { return localDateTime(i.updatedAt, c.words); }},
        {.name = "created",
         .title = [] { return IncidentListModel::tr("Created"); },
         .text = [](const Incident &i, const ModelContext &c) { return localShort(i.createdAt, c.words); },
         .raw = [](const Incident &i) { return QVariant(i.createdAt.toDateTime()); },
         .sortKey = "created",
         .toolTip = [](const Incident &i, const ModelContext &c) { return localDateTime(i.createdAt, c.words); }},
        {.name = "due",
         .title = [] { return IncidentListModel::tr("Due"); },
         .text = [](const Incident &i, const ModelContext &c) { return shortTime(i.dueAt, c); },
         .raw = [](const Incident &i) { return moment(i.dueAt); },
         .sortKey = "due",
         .toolTip = [](const Incident &i, const ModelContext &c) { return longTime(i.dueAt, c); }},
        {.name = "channel",
         .title = [] { return IncidentListModel::tr("Channel"); },
         .text = [](const Incident &i, const ModelContext &c) { return words::name(i.channel, c.words); },
         .raw = [](const Incident &i) { return QVariant(static_cast<int>(i.channel)); }},
    };
}

/// -1, 0 or 1 by a sort key of the API, ascending.
int compareBy(const QString &key, const Incident &a, const Incident &b)
{
    const auto compare = [](const auto &x, const auto &y) { return x < y ? -1 : y < x ? 1 : 0; };
    if (key == QLatin1String("updated"))
        return compare(a.updatedAt, b.updatedAt);
    if (key == QLatin1String("priority"))
        return compare(a.priority, b.priority);
    if (key == QLatin1String("status"))
        return compare(a.status, b.status);
    if (key == QLatin1String("due")) {
        // To the server, what is never due is due last.
        constexpr auto never = Timestamp::fromMilliseconds(std::numeric_limits<qint64>::max());
        return compare(a.dueAt.value_or(never), b.dueAt.value_or(never));
    }
    if (key == QLatin1String("reference"))
        return compare(a.id, b.id);
    return compare(a.createdAt, b.createdAt);
}

} // namespace

IncidentListModel::IncidentListModel(const ModelContext &context, QObject *parent)
    : PagedRows<Incident>(context, QStringLiteral("-created"), parent)
{
    m_dirtyPause.setSingleShot(true);
    m_dirtyPause.setInterval(dirtyPause);
    m_totalPause.setSingleShot(true);
    m_totalPause.setInterval(totalPause);
    connect(&m_dirtyPause, &QTimer::timeout, this, &IncidentListModel::fetchDirty);
    connect(&m_totalPause, &QTimer::timeout, this, &IncidentListModel::askTotal);
    connect(&context.client, &ApiClient::stateChanged, this, [this](ApiClient::State state) {
        if (state == ApiClient::State::Online && !m_dirty.isEmpty())
            m_dirtyPause.start();
    });
}

const std::vector<ColumnOf<Incident>> &IncidentListModel::columns() const
{
    static const std::vector<ColumnOf<Incident>> all = incidentColumns();
    return all;
}

ReplyOf<codec::Page<Incident>> *IncidentListModel::requestPage(const requests::ListQuery &list)
{
    return requests::incidents(m_context.client, list);
}

ReplyOf<Incident> *IncidentListModel::requestOne(IncidentId id)
{
    return requests::incident(m_context.client, id);
}

std::optional<Problem> IncidentListModel::checkQuery(const QString &query) const
{
    const auto parsed = searchquery::parse(query);
    return parsed ? std::nullopt : std::optional(parsed.error());
}

QVariant IncidentListModel::ownData(const Incident &incident, int, int role) const
{
    switch (role) {
    case StatusRole:
        return static_cast<int>(incident.status);
    case PriorityRole:
        return static_cast<int>(incident.priority);
    case ActiveRole:
        return isActive(incident.status);
    case OverdueRole:
        return isActive(incident.status) && incident.dueAt && *incident.dueAt < Timestamp::now();
    case MineRole:
        return incident.assignee && incident.assignee == m_context.session.actor().employee;
    default:
        return {};
    }
}

QHash<int, QByteArray> IncidentListModel::roleNames() const
{
    QHash<int, QByteArray> names = PagedRows<Incident>::roleNames();
    names.insert(StatusRole, "status");
    names.insert(PriorityRole, "priority");
    names.insert(ActiveRole, "active");
    names.insert(OverdueRole, "overdue");
    names.insert(MineRole, "mine");
    return names;
}

void IncidentListModel::rowsReset()
{
    // The rows have been read after what is being asked, or belong to another query.
    if (m_liveRequest)
        m_liveRequest->abort();
    m_liveRequest.clear();
    m_asked.clear();
    if (m_totalQuery != m_shownQuery || m_state == Pages::None) {
        m_totalQuery = m_shownQuery;
        m_total.reset();
        Q_EMIT totalChanged();
    }
    if (m_state != Pages::None)
        askTotal();
    else
        forgetChanges();
}

void IncidentListModel::forgetChanges()
{
    m_dirty.clear();
    m_dirtySince.reset();
    m_dirtyPause.stop();
    m_totalPause.stop();
    if (m_totalRequest)
        m_totalRequest->abort();
}

void IncidentListModel::pageDone()
{
    if (!m_dirty.isEmpty())
        m_dirtyPause.start();
}

void IncidentListModel::recheck(IncidentId id)
{
    markDirty(id);
}

void IncidentListModel::markDirty(IncidentId id)
{
    m_dirty.insert(id);
    // Not restarted: a stream of events must not put it off for ever.
    if (!m_dirtyPause.isActive())
        m_dirtyPause.start();
}

void IncidentListModel::onEvent(const Event &event)
{
    if (event.incident) {
        if (!m_dirtySince || event.at < *m_dirtySince)
            m_dirtySince = event.at;
        markDirty(*event.incident);
        return;
    }
    // A name that rows show has changed.
    if (event.kind == EventKind::CustomerCreated || event.kind == EventKind::EmployeeCreated ||
        event.kind == EventKind::TeamCreated || event.kind == EventKind::ProductCreated)
        return;
    for (const Incident &incident : m_rows) {
        const bool shows =
            (event.subjectKind == QLatin1String("customer") && incident.customer.value() == event.subjectId) ||
            (event.subjectKind == QLatin1String("employee") && incident.assignee &&
             incident.assignee->value() == event.subjectId) ||
            (event.subjectKind == QLatin1String("team") && incident.team &&
             incident.team->value() == event.subjectId) ||
            (event.subjectKind == QLatin1String("product") && incident.product &&
             incident.product->value() == event.subjectId);
        if (shows)
            markDirty(incident.id);
    }
}

// What changed is asked for in two ways, each under the list's own query: loaded rows by their references (those that
// do not come back have left the list), all others by the time of the change (those that come have entered it).

void IncidentListModel::fetchDirty()
{
    // Rows of a page under way may be older than the change: first the page, then the change; see pageDone().
    if (m_pageRequest || m_liveRequest || m_dirty.isEmpty())
        return;
    if (m_state == Pages::None) {
        forgetChanges();
        return;
    }
    QList<IncidentId> known;
    bool unknown = false;
    for (const IncidentId id : std::as_const(m_dirty)) {
        if (rowOf(id) >= 0)
            known.append(id);
        else
            unknown = true;
    }
    const qsizetype room = limits::query - m_shownQuery.size() - 20;
    if (known.size() > maxKnown || (!known.isEmpty() && room < referenceLength)) {
        forgetChanges();
        refresh();
        return;
    }
    if (!known.isEmpty()) {
        fetchKnown(known.first(std::min<qsizetype>(known.size(), room / referenceLength)));
    } else if (unknown && m_dirtySince) {
        m_asked = std::exchange(m_dirty, {});
        fetchUnknown(*std::exchange(m_dirtySince, {}), {}, 1);
    } else {
        m_dirty.clear();
    }
}

QString IncidentListModel::narrowed(const QString &condition) const
{
    const QString query = m_shownQuery.trimmed();
    return query.isEmpty() ? condition : QStringLiteral("(%1) %2").arg(query, condition);
}

void IncidentListModel::fetchKnown(const QList<IncidentId> &ids)
{
    QStringList references;
    for (const IncidentId id : ids) {
        references.append(at(rowOf(id)).reference);
        m_dirty.remove(id);
        m_asked.insert(id);
    }
    // The time matters for those that are not loaded only.
    if (m_dirty.isEmpty())
        m_dirtySince.reset();
    requests::ListQuery list;
    list.query = narrowed(QStringLiteral("reference:") + references.join(u','));
    list.sort = m_shownSort;
    list.limit = static_cast<int>(std::max<qsizetype>(ids.size(), 1));
    auto *reply = requests::incidents(m_context.client, list);
    m_liveRequest = reply;
    reply->then(this, [this, ids](const Answer<codec::Page<Incident>> &answer) {
        m_liveRequest.clear();
        if (!answer) {
            liveFailed();
            return;
        }
        m_asked.clear();
        QSet<IncidentId> present;
        for (const Incident &incident : answer->items) {
            present.insert(incident.id);
            place(incident);
        }
        for (const IncidentId id : ids) {
            if (!present.contains(id))
                itemRemoved(id);
        }
        liveDone(present.size() < ids.size());
    });
}

void IncidentListModel::fetchUnknown(Timestamp since, const QString &cursor, int page)
{
    requests::ListQuery list;
    list.query = narrowed(QStringLiteral("updated>=") + since.toRfc3339());
    list.sort = QStringLiteral("-updated");
    list.cursor = cursor;
    list.limit = limits::pageMax;
    auto *reply = requests::incidents(m_context.client, list);
    m_liveRequest = reply;
    reply->then(this, [this, since, page](const Answer<codec::Page<Incident>> &answer) {
        m_liveRequest.clear();
        if (!answer) {
            m_dirtySince = std::min(since, m_dirtySince.value_or(since));
            liveFailed();
            return;
        }
        const auto before = m_rows.size();
        for (const Incident &incident : answer->items)
            place(incident);
        if (!answer->nextCursor.isEmpty()) {
            if (page < maxUnknownPages) {
                fetchUnknown(since, answer->nextCursor, page + 1);
                return;
            }
            forgetChanges();
            refresh();
        }
        m_asked.clear();
        liveDone(m_rows.size() != before);
    });
}

void IncidentListModel::liveFailed()
{
    m_dirty += std::exchange(m_asked, {});
    // Not tried again at once: the next event, or the return of the server, does so.
}

void IncidentListModel::liveDone(bool numberChanged)
{
    if (numberChanged && !m_totalPause.isActive())
        m_totalPause.start();
    if (!m_dirty.isEmpty())
        m_dirtyPause.start();
}

// --- the place of a row ---

bool IncidentListModel::isBefore(const Incident &a, const Incident &b) const
{
    const bool descending = m_shownSort.startsWith(u'-');
    const QString key = descending ? m_shownSort.mid(1) : m_shownSort;
    int order = compareBy(key, a, b);
    if (order == 0)
        order = a.id < b.id ? -1 : b.id < a.id ? 1 : 0;
    return descending ? order > 0 : order < 0;
}

int IncidentListModel::placeOf(const Incident &incident, int except) const
{
    // Binary search over the rows without the one that is to be moved.
    int low = 0;
    int high = rowCount() - (except >= 0 ? 1 : 0);
    while (low < high) {
        const int middle = low + (high - low) / 2;
        const int row = except >= 0 && middle >= except ? middle + 1 : middle;
        if (isBefore(at(row), incident))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void IncidentListModel::place(const Incident &incident)
{
    const int row = rowOf(incident.id);
    if (row >= 0 && incident.version < at(row).version)
        return;
    const int to = placeOf(incident, row);
    const int others = rowCount() - (row >= 0 ? 1 : 0);
    // Behind all that is loaded while there is more: its place may be on any of the pages to come, which will bring it.
    const bool behind = to == others && !isComplete();
    if (row < 0) {
        if (!behind)
            insertAt(to, incident);
        return;
    }
    if (behind && row != rowCount() - 1) {
        removeAt(row);
        return;
    }
    updateAt(row, incident);
    moveRowTo(row, to);
}

void IncidentListModel::askTotal()
{
    m_totalPause.stop();
    if (m_totalRequest)
        m_totalRequest->abort();
    if (m_state == Pages::None)
        return;
    auto *reply = requests::countIncidents(m_context.client, m_shownQuery);
    m_totalRequest = reply;
    reply->then(this, [this](const Answer<requests::Count> &answer) {
        m_totalRequest.clear();
        if (!answer)
            return;
        m_total = *answer;
        Q_EMIT totalChanged();
    });
}

} // namespace mostrador::console
