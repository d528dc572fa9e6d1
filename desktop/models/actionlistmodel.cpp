// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actionlistmodel.h"

#include "models/eventtext.h"
#include "models/writing.h"
#include "protocol/describe.h"

#include <QCoreApplication>

#include <algorithm>

namespace mostrador::console {

namespace {

struct ActionText
{
    Q_DECLARE_TR_FUNCTIONS(mostrador::console::ActionText)
};

QString describeFields(const QJsonObject &patch, const ModelContext &context)
{
    QStringList parts;
    const QStringList paths = fields::paths(patch);
    for (const QString &path : paths) {
        parts.append(QStringLiteral("%1: %2").arg(words::fieldName(path, context.words),
                                                  describeValue(path, fields::at(patch, path), context).simplified()));
    }
    return parts.join(QStringLiteral(" · "));
}

bool isOpen(const QueuedAction &action)
{
    return action.isUnfinished() || action.state == QueuedAction::State::Conflict ||
           action.state == QueuedAction::State::Refused;
}

} // namespace

QString describeAction(const QueuedAction &action, const ModelContext &context)
{
    const auto text = [&](const char *name) {
        return action.body.value(QLatin1String(name)).toString().simplified().left(200);
    };
    switch (action.kind) {
    case QueuedAction::Kind::ChangeIncident:
    case QueuedAction::Kind::ChangeCustomer: {
        const QString what = describeFields(action.body, context);
        return action.undoes ? ActionText::tr("Undone: %1").arg(what) : what;
    }
    case QueuedAction::Kind::AddMessage:
        return action.body.value(QLatin1String("internal")).toBool() ? ActionText::tr("Note: %1").arg(text("body"))
                                                                     : ActionText::tr("Reply: %1").arg(text("body"));
    case QueuedAction::Kind::UploadFile:
        return ActionText::tr("File: %1").arg(action.files.isEmpty() ? QString() : action.files.constFirst().name);
    case QueuedAction::Kind::CreateIncident:
        return ActionText::tr("New incident: %1").arg(text("subject"));
    case QueuedAction::Kind::Reopen:
        return ActionText::tr("Reopen: %1").arg(text("reason"));
    case QueuedAction::Kind::CreateCustomer:
        return ActionText::tr("New customer: %1").arg(action.label);
    }
    return {};
}

QString describeState(const QueuedAction &action, const ModelContext &context)
{
    switch (action.state) {
    case QueuedAction::State::Waiting:
        return context.client.isOnline() ? ActionText::tr("About to be sent") : ActionText::tr("Waits for the server");
    case QueuedAction::State::Sending:
        return ActionText::tr("Being sent");
    case QueuedAction::State::Conflict:
        return ActionText::tr("Somebody else changed the same: choose");
    case QueuedAction::State::Done:
        return action.undoneBy ? ActionText::tr("Undone") : ActionText::tr("Done");
    case QueuedAction::State::Refused:
        break;
    }
    switch (action.why) {
    case QueuedAction::Why::OutcomeUnknown:
        return ActionText::tr("It was sent long ago, and the server cannot tell any more whether it arrived. Look at "
                              "the incident, then send it again or dismiss it.");
    case QueuedAction::Why::FileLost:
        return ActionText::tr("A file that goes with it cannot be read any more.");
    case QueuedAction::Why::NotCreated:
        return ActionText::tr("What it belongs to was never created.");
    case QueuedAction::Why::Server:
    case QueuedAction::Why::None:
        break;
    }
    QString why = words::describe(action.problem, context.words);
    for (const FieldError &error : action.problem.errors)
        why += u' ' + words::describe(error, context.words);
    return ActionText::tr("Refused: %1").arg(why);
}

QString describeJob(const JobSpec &spec, const ModelContext &context)
{
    QStringList parts;
    if (spec.message)
        parts.append((spec.message->internal ? ActionText::tr("Note: %1") : ActionText::tr("Reply: %1"))
                         .arg(spec.message->body.simplified().left(200)));
    const QString changes = describeFields(codec::toJson(spec.change), context);
    if (!changes.isEmpty())
        parts.append(changes);
    if (!spec.addTags.isEmpty())
        parts.append(ActionText::tr("Tags added: %1").arg(spec.addTags.join(QStringLiteral(", "))));
    if (!spec.removeTags.isEmpty())
        parts.append(ActionText::tr("Tags removed: %1").arg(spec.removeTags.join(QStringLiteral(", "))));
    return parts.join(QStringLiteral(" · "));
}

QString describeState(const Job &job, const Words &words)
{
    const QLocale locale = words.locale();
    const QString progress = ActionText::tr("%1 of %2", "so many incidents of so many")
                                 .arg(locale.toString(job.finished()), locale.toString(job.total));
    switch (job.state) {
    case Job::State::Filling:
    case Job::State::Running:
        return ActionText::tr("Under way: %1").arg(progress);
    case Job::State::Cancelled:
        return ActionText::tr("Cancelled: %1").arg(progress);
    case Job::State::Done:
        break;
    }
    if (job.undoneBy)
        return ActionText::tr("Undone");
    const qint64 left = job.conflicts + job.refused;
    return left == 0 ? ActionText::tr("Done") : ActionText::tr("Done; %Ln not changed", "", static_cast<int>(left));
}

std::optional<QString> undoLast(const ModelContext &context)
{
    ActionQueue *queue = queueOf(context);
    if (!queue)
        return std::nullopt;
    const QList<QueuedAction> history = queue->history();
    const QueuedAction *action = nullptr;
    for (const QueuedAction &one : history) {
        if (!one.undoes && queue->canUndo(one.id)) {
            action = &one;
            break;
        }
    }
    BulkJobs &jobs = context.offline->jobs();
    const QList<Job> all = jobs.jobs();
    const auto job =
        std::find_if(all.begin(), all.end(), [&](const Job &one) { return !one.undoes && jobs.canUndo(one.id); });
    if (job != all.end() && (!action || job->id > action->id)) {
        jobs.undo(job->id);
        return describeJob(job->spec, context);
    }
    if (!action)
        return std::nullopt;
    const QString what = QStringLiteral("%1 – %2").arg(action->label, describeAction(*action, context));
    queue->undo(action->id);
    return what;
}

ActionListModel::ActionListModel(const ModelContext &context, Show show, QObject *parent)
    : QAbstractTableModel(parent)
    , m_context(context)
    , m_show(show)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(0);
    connect(&m_pause, &QTimer::timeout, this, &ActionListModel::follow);
    const auto later = [this] { m_pause.start(); };
    if (context.offline) {
        connect(context.offline, &OfflineData::actionChanged, this, later);
        connect(context.offline, &OfflineData::jobChanged, this, later);
        connect(context.offline, &OfflineData::ready, this, later);
        connect(context.offline, &OfflineData::left, this, later);
        connect(&context.client, &ApiClient::stateChanged, this, later);
    }
    m_rows = wanted();
}

std::vector<ActionListModel::Row> ActionListModel::wanted() const
{
    std::vector<Row> rows;
    const ActionQueue *queue = queueOf(m_context);
    if (!queue)
        return rows;
    const QList<QueuedAction> actions = m_show == Show::Open ? queue->actions() : queue->history();
    for (const QueuedAction &action : actions) {
        if (m_show == Show::Open ? isOpen(action) : action.isChange())
            rows.push_back({action.id, std::nullopt, action});
    }
    if (m_show == Show::Changes) {
        const QList<Job> jobs = m_context.offline->jobs().jobs();
        for (const Job &job : jobs)
            rows.push_back({job.id, job, {}});
        std::sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) { return a.id > b.id; });
    }
    return rows;
}

/// Puts what is wanted in place by single changes, so that selection and scroll stay.
void ActionListModel::follow()
{
    std::vector<Row> next = wanted();
    const auto has = [](const std::vector<Row> &rows, ActionId id) {
        return std::any_of(rows.begin(), rows.end(), [id](const Row &row) { return row.id == id; });
    };
    for (int row = rowCount() - 1; row >= 0; --row) {
        const auto at = m_rows.begin() + row;
        if (has(next, at->id))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(at);
        endRemoveRows();
    }
    for (int row = 0; row < static_cast<int>(next.size()); ++row) {
        Row &fresh = next[static_cast<std::size_t>(row)];
        if (row < rowCount() && m_rows[static_cast<std::size_t>(row)].id == fresh.id) {
            m_rows[static_cast<std::size_t>(row)] = std::move(fresh);
            continue;
        }
        beginInsertRows({}, row, row);
        m_rows.insert(m_rows.begin() + row, std::move(fresh));
        endInsertRows();
    }
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    Q_EMIT updated();
}

int ActionListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ActionListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

ActionId ActionListModel::idAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)].id : ActionId();
}

const QueuedAction *ActionListModel::actionAt(int row) const
{
    const ActionQueue *queue = queueOf(m_context);
    return queue && row >= 0 && row < rowCount() && !isJob(row) ? queue->action(idAt(row)) : nullptr;
}

bool ActionListModel::isJob(int row) const
{
    return row >= 0 && row < rowCount() && m_rows[static_cast<std::size_t>(row)].job.has_value();
}

bool ActionListModel::canUndo(const Row &row) const
{
    const ActionQueue *queue = queueOf(m_context);
    if (!queue)
        return false;
    return row.job ? m_context.offline->jobs().canUndo(row.id) : queue->canUndo(row.id);
}

QString ActionListModel::textOf(const Row &row, Column column) const
{
    switch (column) {
    case Column::When:
        return localShort(row.job ? row.job->createdAt : row.action.createdAt, m_context.words);
    case Column::Incident:
        return row.job ? tr("%Ln incident(s)", "", static_cast<int>(std::min<qint64>(row.job->total, 1'000'000'000)))
                       : row.action.label;
    case Column::What:
        return row.job ? (row.job->undoes ? tr("Undone: %1") : QStringLiteral("%1"))
                             .arg(describeJob(row.job->spec, m_context))
                       : describeAction(row.action, m_context);
    case Column::State:
        return row.job ? describeState(*row.job, m_context.words) : describeState(row.action, m_context);
    case Column::Count:
        break;
    }
    return {};
}

QVariant ActionListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::ToolTipRole:
        return textOf(row, column).toHtmlEscaped();
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(headerData(index.column(), Qt::Horizontal).toString(), textOf(row, column));
    case IdRole:
        return row.id.value();
    case QuestionRole:
        return !row.job && isOpen(row.action) && !row.action.isUnfinished();
    case IncidentRole:
        return row.job ? qint64(0) : row.action.incident.value();
    case UndoRole:
        return canUndo(row);
    default:
        return {};
    }
}

QVariant ActionListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnCount())
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (static_cast<Column>(section)) {
    case Column::When:
        return tr("When");
    case Column::Incident:
        return tr("About");
    case Column::What:
        return tr("What");
    default:
        return tr("State");
    }
}

QHash<int, QByteArray> ActionListModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractTableModel::roleNames();
    names.insert(IdRole, "id");
    names.insert(QuestionRole, "question");
    names.insert(IncidentRole, "incident");
    names.insert(UndoRole, "undo");
    return names;
}

} // namespace mostrador::console
