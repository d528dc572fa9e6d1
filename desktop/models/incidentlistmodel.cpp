// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incidentlistmodel.h"

#include "model/limits.h"
#include "model/searchquery.h"
#include "models/directory.h"
#include "models/incidentcolumns.h"
#include "models/writing.h"
#include "protocol/describe.h"

#include <chrono>

namespace mostrador::console {

namespace {

using namespace std::chrono_literals;

constexpr auto dirtyPause = 150ms;
constexpr auto bestPause = 1'000ms;
/// Typing has come to rest.
constexpr auto foundPause = 250ms;

} // namespace

IncidentListModel::IncidentListModel(const ModelContext &context, QObject *parent)
    : ColumnRows<Incident>(context, QStringLiteral("-created"), parent)
{
    for (QTimer *timer : {&m_rowsPause, &m_countPause, &m_driftPause, &m_dirtyPause, &m_bestPause, &m_foundPause})
        timer->setSingleShot(true);
    m_bestPause.setInterval(bestPause);
    m_foundPause.setInterval(foundPause);
    connect(&m_bestPause, &QTimer::timeout, this, &IncidentListModel::readBestAgain);
    connect(&m_foundPause, &QTimer::timeout, this, &IncidentListModel::countFound);
    m_dirtyPause.setInterval(dirtyPause);
    connect(&m_rowsPause, &QTimer::timeout, this, &IncidentListModel::askForRows);
    connect(&m_countPause, &QTimer::timeout, this, &IncidentListModel::count);
    connect(&m_driftPause, &QTimer::timeout, this, &IncidentListModel::drift);
    connect(&m_dirtyPause, &QTimer::timeout, this, &IncidentListModel::fetchDirty);
    connect(&context.feed, &FeedClient::eventReceived, this, [this](const Event &event) {
        if (m_loadState != LoadState::Idle)
            onEvent(event);
    });
    connect(&context.feed, &FeedClient::resyncRequired, this, &IncidentListModel::refresh);
    connect(&context.client, &ApiClient::stateChanged, this, [this](ApiClient::State state) {
        if (state != ApiClient::State::Online)
            return;
        if (m_loadState == LoadState::Failed) {
            reload();
            return;
        }
        if (!m_dirty.isEmpty())
            m_dirtyPause.start();
        m_countFailed = false;
        scheduleCount();
    });
    connect(&context.client, &ApiClient::sourceChanged, this, [this] {
        // A place in the other one's list means nothing to this one.
        m_tailCursor.clear();
        // Nor does the other one know what may have been meant.
        if (m_state != Pages::None && !(wantedList() == m_shown))
            reload();
        else
            refresh();
    });
    if (context.offline) {
        connect(context.offline, &OfflineData::actionChanged, this, &IncidentListModel::onAction);
        connect(context.offline, &OfflineData::ready, this, &IncidentListModel::countWaiting);
        connect(context.offline, &OfflineData::left, this, &IncidentListModel::countWaiting);
        connect(context.offline, &OfflineData::incidentAnswered, this, [this](const Incident &incident) {
            if (m_blocks.isLoaded(incident.id))
                place(incident);
            markDirty(incident.id);
        });
        connect(&context.client, &ApiClient::stateChanged, this, [this] {
            for (const IncidentId id : std::as_const(m_unsent))
                repaint(id);
        });
    }
    m_blocks.reset(m_sort);
    countWaiting();
}

IncidentListModel::~IncidentListModel()
{
    forgetRequests();
}

// --- what the rows show ---

const std::vector<ColumnOf<Incident>> &IncidentListModel::columns() const
{
    static const std::vector<ColumnOf<Incident>> all = incidentColumns();
    return all;
}

int IncidentListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_blocks.rowCount();
}

const Incident *IncidentListModel::itemAt(int row) const
{
    if (row < 0 || row >= m_blocks.rowCount())
        return nullptr;
    const Spot spot = m_blocks.spotOf(row);
    const Block &block = m_blocks.block(spot.block);
    return block.loaded ? shown(block.rows[static_cast<std::size_t>(spot.offset)]) : nullptr;
}

// --- what waits in the queue ---

/// The row as the employee has made it, whatever the server knows by now.
const Incident *IncidentListModel::shown(const Incident &row) const
{
    if (m_unsent.isEmpty() || !m_unsent.contains(row.id))
        return &row;
    Shown &kept = m_shownUnsent[row.id.value()];
    if (kept.incident.id != row.id || kept.version != row.version || kept.state != m_queueState)
        kept = {row.version, m_queueState, effective(m_context, row)};
    return &kept.incident;
}

void IncidentListModel::countWaiting()
{
    const QSet<IncidentId> before = std::exchange(m_unsent, {});
    if (const ActionQueue *queue = queueOf(m_context)) {
        const QList<QueuedAction> actions = queue->actions();
        for (const QueuedAction &action : actions) {
            if (action.isUnfinished() && action.incident.isValid())
                m_unsent.insert(queue->realId(action.incident));
        }
    }
    ++m_queueState;
    for (const IncidentId id : before + m_unsent)
        repaint(id);
    for (auto kept = m_shownUnsent.begin(); kept != m_shownUnsent.end();)
        kept = m_unsent.contains(IncidentId(kept->first)) ? std::next(kept) : m_shownUnsent.erase(kept);
}

void IncidentListModel::repaint(IncidentId id)
{
    const int row = rowOf(id);
    if (row >= 0)
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
}

void IncidentListModel::onAction(ActionId id)
{
    countWaiting();
    const ActionQueue *queue = queueOf(m_context);
    const QueuedAction *action = queue ? queue->action(id) : nullptr;
    // Whether the copy's list still has it, and where.
    if (m_context.client.isStoodIn() && action && action->incident.isValid())
        markDirty(queue->realId(action->incident));
    else if (m_context.client.isStoodIn() && !action && m_state != Pages::None)
        refresh();
    if (!m_edits.contains(id) || (action && action->isUnfinished()))
        return;
    const QString reference = m_edits.take(id);
    if (action && action->state == QueuedAction::State::Refused)
        Q_EMIT editFailed(reference, failureOf(*action));
}

QVariant IncidentListModel::missingData(int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case NameRole:
        return QString();
    case Qt::AccessibleTextRole:
        return column == 0 ? tr("Loading…") : QString();
    case MissingRole:
        return true;
    default:
        return {};
    }
}

QVariant IncidentListModel::ownData(const Incident &incident, int column, int role) const
{
    switch (role) {
    case Qt::EditRole:
        return columns()[static_cast<std::size_t>(column)].raw(incident);
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
    case MissingRole:
        return false;
    case UnsentRole:
        return m_unsent.contains(incident.id) && !m_context.client.isOnline();
    default:
        return {};
    }
}

QHash<int, QByteArray> IncidentListModel::roleNames() const
{
    QHash<int, QByteArray> names = ColumnRows<Incident>::roleNames();
    names.insert(StatusRole, "status");
    names.insert(PriorityRole, "priority");
    names.insert(ActiveRole, "active");
    names.insert(OverdueRole, "overdue");
    names.insert(MineRole, "mine");
    names.insert(MissingRole, "missing");
    names.insert(UnsentRole, "unsent");
    return names;
}

int IncidentListModel::rowOf(IncidentId id) const
{
    const auto spot = m_blocks.find(id);
    return spot ? m_blocks.firstRowOf(spot->block) + spot->offset : -1;
}

QModelIndex IncidentListModel::index(IncidentId id, Column column) const
{
    const int row = rowOf(id);
    return row < 0 ? QModelIndex() : index(row, static_cast<int>(column));
}

bool IncidentListModel::isComplete() const
{
    return m_state != Pages::None && !m_blocks.hasUnloaded();
}

std::optional<requests::Count> IncidentListModel::total() const
{
    if (m_state == Pages::None)
        return std::nullopt;
    return requests::Count{m_blocks.rowCount(), m_blocks.hasUncounted()};
}

bool IncidentListModel::isSettled() const
{
    const auto busy = [](const QPointer<Reply> &reply) { return !reply.isNull(); };
    return !busy(m_firstRequest) && !busy(m_countRequest) && !busy(m_liveRequest) && !busy(m_bestRequest) &&
           !busy(m_foundRequest) && m_asked.empty() && !m_bestPause.isActive() && !m_foundPause.isActive() &&
           m_dirty.isEmpty() && m_outdated.isEmpty() && !m_rowsPause.isActive() && !m_countPause.isActive() &&
           !m_driftPause.isActive();
}

// --- changes by hand ---

bool IncidentListModel::mayEdit(const Incident &incident, Column column) const
{
    Action action = Action::IncidentUpdate;
    if (column == Column::Assignee)
        action = Action::IncidentAssign;
    else if (column == Column::Status)
        action = Action::IncidentTransition;
    else if (column != Column::Priority)
        return false;
    if (!m_context.session.isAllowed(action, incident, m_context.directory.isRestricted(incident.team)))
        return false;
    return column != Column::Status || statusesFor(incident).size() > 1;
}

QList<IncidentStatus> IncidentListModel::statusesFor(const Incident &incident) const
{
    QList<IncidentStatus> result{incident.status};
    for (const IncidentStatus status : nextStatuses(incident.status, TransitionBy::Employee)) {
        // Merging needs the other incident, opening a closed one a reason: neither is a choice from a list.
        const bool reopening = incident.status == IncidentStatus::Closed && status == IncidentStatus::Open;
        if (status != IncidentStatus::Merged && !reopening)
            result.append(status);
    }
    return result;
}

QList<IncidentListModel::Choice> IncidentListModel::choicesFor(const Incident &incident, Column column) const
{
    QList<Choice> result;
    if (column == Column::Status) {
        for (const IncidentStatus status : statusesFor(incident))
            result.append({words::name(status, m_context.words), static_cast<int>(status)});
    } else if (column == Column::Priority) {
        for (const Priority priority : {Priority::Critical, Priority::High, Priority::Medium, Priority::Low})
            result.append({words::name(priority, m_context.words), static_cast<int>(priority)});
    } else if (column == Column::Assignee) {
        result.append({tr("Nobody"), QVariant()});
        const auto me = m_context.session.actor().employee;
        const auto add = [&](EmployeeId id, const QString &name) { result.append({name, id.value()}); };
        if (me)
            add(*me, tr("%1 (me)").arg(m_context.directory.employeeName(*me)));
        // The members of the team are meant more often than the others.
        QSet<EmployeeId> listed;
        const auto addAll = [&](const QList<Employee> &employees) {
            for (const Employee &employee : employees) {
                if (employee.id != me && !listed.contains(employee.id)) {
                    listed.insert(employee.id);
                    add(employee.id, employee.name);
                }
            }
        };
        if (incident.team)
            addAll(m_context.directory.employees(incident.team));
        addAll(m_context.directory.employees());
        if (incident.assignee && incident.assignee != me && !listed.contains(*incident.assignee))
            add(*incident.assignee, incident.assigneeName);
    }
    return result;
}

Qt::ItemFlags IncidentListModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags result = ColumnRows<Incident>::flags(index);
    const Incident *incident = index.isValid() ? itemAt(index.row()) : nullptr;
    if (incident && mayEdit(*incident, static_cast<Column>(index.column())))
        result |= Qt::ItemIsEditable;
    return result;
}

bool IncidentListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const Incident *present = index.isValid() ? itemAt(index.row()) : nullptr;
    const auto column = static_cast<Column>(index.column());
    if (!present || role != Qt::EditRole || !mayEdit(*present, column))
        return false;
    IncidentChange change;
    IncidentChange undo;
    switch (column) {
    case Column::Assignee: {
        const auto assignee = value.isValid() && !value.isNull() ? std::optional(EmployeeId(value.toLongLong()))
                                                                 : std::optional<EmployeeId>();
        if (assignee == present->assignee)
            return false;
        change.assignee.emplace(assignee);
        undo.assignee.emplace(present->assignee);
        break;
    }
    case Column::Priority: {
        const auto priority = static_cast<Priority>(value.toInt());
        if (priority == present->priority)
            return false;
        change.priority.emplace(priority);
        undo.priority.emplace(present->priorityByHand ? std::optional(present->priority) : std::nullopt);
        break;
    }
    case Column::Status: {
        const auto status = static_cast<IncidentStatus>(value.toInt());
        if (status == present->status || !statusesFor(*present).contains(status))
            return false;
        change.status = status;
        if (canTransition(status, present->status, TransitionBy::Employee))
            undo.status = present->status;
        break;
    }
    default:
        return false;
    }
    this->change(present->id, change, present->version, undo);
    return true;
}

void IncidentListModel::change(IncidentId id, const IncidentChange &change, qint64 version, const IncidentChange &undo)
{
    const int row = rowOf(id);
    const QString reference = row >= 0 ? at(row).reference : id.toString();
    if (ActionQueue *queue = queueOf(m_context); queue && row >= 0) {
        const ActionId action = queue->changeIncident(at(row), change);
        if (action.isValid())
            m_edits.insert(action, reference);
        Q_EMIT edited(at(row), undo);
        return;
    }
    requests::changeIncident(m_context.client, id, change, version)
        ->then(this, [this, id, reference, undo](const Answer<Incident> &answer) {
            markDirty(id);
            if (answer)
                Q_EMIT edited(*answer, undo);
            else
                Q_EMIT editFailed(reference, answer.error());
        });
}

// --- the list as a whole ---

std::optional<Problem> IncidentListModel::checkQuery(const QString &query) const
{
    const auto parsed = searchquery::parse(query);
    return parsed ? std::nullopt : std::optional(parsed.error());
}

void IncidentListModel::forgetRequests()
{
    for (const QPointer<Reply> &reply :
         {m_firstRequest, m_countRequest, m_liveRequest, m_bestRequest, m_foundRequest}) {
        if (reply)
            reply->abort();
    }
    for (const Asked &asked : m_asked) {
        if (asked.reply)
            asked.reply->abort();
    }
    m_firstRequest.clear();
    m_countRequest.clear();
    m_liveRequest.clear();
    m_bestRequest.clear();
    m_foundRequest.clear();
    m_asked.clear();
    m_dirty.clear();
    m_living.clear();
    m_touched.clear();
    m_outdated.clear();
    m_countFailed = false;
    m_countTook = 0;
    for (QTimer *timer : {&m_rowsPause, &m_countPause, &m_driftPause, &m_dirtyPause, &m_bestPause, &m_foundPause})
        timer->stop();
    m_sincePending.invalidate();
}

void IncidentListModel::reload()
{
    if (const auto mistake = checkQuery(m_query)) {
        Q_EMIT queryMistake(*mistake);
        return;
    }
    if (m_firstRequest)
        m_firstRequest->abort();
    m_firstRequest.clear();
    if (m_state != Pages::None && wantedList() == m_shown) {
        refresh();
        Q_EMIT queryAccepted();
    } else {
        loadFirst();
    }
}

void IncidentListModel::loadFirst()
{
    setLoadState(LoadState::Loading);
    const Wanted wanted = wantedList();
    const requests::ListQuery list{wanted.query, wanted.sort, {}, limits::placesStep};
    if (wanted.forgive) {
        auto *reply = requests::searchIncidents(m_context.client, list);
        m_firstRequest = reply;
        reply->then(this, [this, wanted](const Answer<requests::Search> &answer) {
            m_firstRequest.clear();
            if (answer)
                takeFirst(*answer, wanted);
            else
                pageFailed(answer.error());
        });
        return;
    }
    auto *reply = requests::incidents(m_context.client, list);
    m_firstRequest = reply;
    reply->then(this, [this, wanted](const Answer<codec::Page<Incident>> &answer) {
        m_firstRequest.clear();
        if (answer)
            takeFirst({*answer, {}, {}, {}}, wanted);
        else
            pageFailed(answer.error());
    });
}

void IncidentListModel::pageFailed(const Failure &failure)
{
    // A query may be of the length allowed and yet, in letters that take many bytes each, too long for a request.
    if (failure.is(ErrorCode::InvalidQuery) || failure.is(ErrorCode::UriTooLong)) {
        setLoadState(m_state == Pages::None ? LoadState::Idle : LoadState::Ready);
        Q_EMIT queryMistake(failure.problem);
        return;
    }
    fail(failure);
}

void IncidentListModel::clear()
{
    beginResetModel();
    forgetRequests();
    m_blocks.reset(m_sort);
    m_tailCursor.clear();
    m_shown = {};
    m_state = Pages::None;
    endResetModel();
    setLoadState(LoadState::Idle);
    Q_EMIT totalChanged();
}

} // namespace mostrador::console
