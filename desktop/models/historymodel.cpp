// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/historymodel.h"

#include "models/directory.h"
#include "models/eventtext.h"
#include "protocol/describe.h"

#include <array>

namespace mostrador::console {

namespace {

constexpr int pageEvents = 100;

} // namespace

HistoryModel::HistoryModel(const ModelContext &context, QObject *parent)
    : QAbstractTableModel(parent)
    , m_context(context)
{
    connect(&context.feed, &FeedClient::eventReceived, this, &HistoryModel::onEvent);
    connect(&context.feed, &FeedClient::resyncRequired, this, &HistoryModel::readOn);
    connect(&context.client, &ApiClient::stateChanged, this, [this](ApiClient::State state) {
        if (state == ApiClient::State::Online && m_failed)
            readOn();
    });
    connect(&context.client, &ApiClient::sourceChanged, this, &HistoryModel::readOn);
    const auto repaint = [this] {
        if (!m_lines.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    };
    connect(&context.directory, &Directory::teamsChanged, this, repaint);
    connect(&context.directory, &Directory::employeesChanged, this, repaint);
    connect(&context.directory, &Directory::productsChanged, this, repaint);
}

void HistoryModel::load(std::optional<IncidentId> incident)
{
    if (m_request)
        m_request->abort();
    m_request.clear();
    beginResetModel();
    m_incident = incident;
    m_lines.clear();
    m_seen.clear();
    m_cursor.clear();
    m_more = false;
    m_again = false;
    m_failed = false;
    endResetModel();
    readOn();
}

bool HistoryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more && !m_request;
}

void HistoryModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        readOn();
}

void HistoryModel::readOn()
{
    if (!m_incident)
        return;
    if (m_request) {
        m_again = true;
        return;
    }
    m_again = false;
    // Lines never change and never go: reading on from the last page is enough.
    auto *reply = requests::events(m_context.client, *m_incident, {{}, {}, m_cursor, pageEvents});
    m_request = reply;
    Q_EMIT loadingChanged(true);
    reply->then(this, [this](const Answer<codec::Page<Event>> &answer) {
        m_request.clear();
        m_failed = !answer.ok();
        if (answer) {
            m_more = !answer->nextCursor.isEmpty();
            if (m_more)
                m_cursor = answer->nextCursor;
            append(answer->items);
        } else {
            Q_EMIT failed(answer.error());
        }
        Q_EMIT loadingChanged(false);
        if (m_again && !m_more && !m_failed)
            readOn();
    });
}

void HistoryModel::onEvent(const Event &event)
{
    if (!m_incident || event.incident != m_incident)
        return;
    // Otherwise a page to come brings it.
    if (m_request)
        m_again = true;
    else if (!m_more)
        append({event});
}

void HistoryModel::append(const QList<Event> &events)
{
    std::vector<Line> lines;
    for (const Event &event : events) {
        if (m_seen.contains(event.id))
            continue;
        m_seen.insert(event.id);
        QStringList fields = changedFields(event);
        if (fields.isEmpty())
            fields.append(QString());
        for (const QString &field : std::as_const(fields))
            lines.push_back({event, field});
    }
    if (lines.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(lines.size()) - 1);
    m_lines.insert(m_lines.end(), lines.begin(), lines.end());
    endInsertRows();
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QString HistoryModel::textOf(const Line &line, Column column) const
{
    switch (column) {
    case Column::When:
        return localDateTime(line.event.at, m_context.words);
    case Column::Who:
        return line.event.actorKind == ActorKind::System || line.event.actorName.isEmpty() ? tr("Mostrador")
                                                                                           : line.event.actorName;
    case Column::What:
        return words::name(line.event.kind, m_context.words);
    case Column::Field:
        return line.field.isEmpty() ? QString() : words::fieldName(line.field, m_context.words);
    case Column::Before:
        return line.field.isEmpty() ? QString()
                                    : describeValue(line.field, line.event.before.value(line.field), m_context);
    case Column::After:
        return line.field.isEmpty() ? QString()
                                    : describeValue(line.field, line.event.after.value(line.field), m_context);
    case Column::Count:
        break;
    }
    return {};
}

QVariant HistoryModel::rawOf(const Line &line, Column column) const
{
    switch (column) {
    case Column::When:
        return line.event.at.toDateTime();
    case Column::Field:
        return line.field;
    case Column::Before:
        return line.event.before.value(line.field);
    case Column::After:
        return line.event.after.value(line.field);
    default:
        return textOf(line, column);
    }
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Line &line = m_lines[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(line, column);
    case Qt::ToolTipRole:
        return textOf(line, column).toHtmlEscaped();
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(headerData(index.column(), Qt::Horizontal).toString(),
                                            textOf(line, column));
    case RawRole:
        return rawOf(line, column);
    case EventRole:
        return QVariant::fromValue(line.event);
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnCount())
        return QAbstractTableModel::headerData(section, orientation, role);
    const std::array<QString, static_cast<std::size_t>(Column::Count)> titles{tr("When"),  tr("Who"),    tr("What"),
                                                                              tr("Field"), tr("Before"), tr("After")};
    return titles[static_cast<std::size_t>(section)];
}

} // namespace mostrador::console
