// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/modelcontext.h"
#include "store/action.h"
#include "store/job.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <optional>
#include <vector>

namespace mostrador::console {

/// What the employee did, as a list: either what has not reached the server or needs an answer (the oldest first), or
/// the changes that were made (the newest first), among them those of many incidents at once. Follows the queue.
class ActionListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Show
    {
        Open,    ///< waiting, under way, in conflict, refused
        Changes, ///< changes done and waiting: what undo can take back
    };
    enum class Column
    {
        When,
        Incident,
        What,
        State,
        Count
    };
    enum Role
    {
        IdRole = Qt::UserRole + 1, ///< qint64 of ActionId
        QuestionRole,              ///< bool: in conflict or refused
        IncidentRole,              ///< qint64 of the incident's id, or 0
        UndoRole,                  ///< bool: it can be taken back
    };

    ActionListModel(const ModelContext &context, Show show, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

    ActionId idAt(int row) const;
    /// Nothing for a job, and for a row that has gone.
    const QueuedAction *actionAt(int row) const;
    bool isJob(int row) const;

Q_SIGNALS:
    /// Some row is another, has come or gone.
    void updated();

private:
    struct Row
    {
        ActionId id;
        std::optional<Job> job;
        QueuedAction action;
    };
    std::vector<Row> wanted() const;
    void follow();
    QString textOf(const Row &row, Column column) const;
    bool canUndo(const Row &row) const;

    const ModelContext m_context;
    const Show m_show;
    std::vector<Row> m_rows;
    QTimer m_pause;
};

/// What an action does, in a line: "Status: Open · Priority: High", "Reply: I have sent …".
QString describeAction(const QueuedAction &action, const ModelContext &context);
/// How it stands with it: "Waits for the server", "Refused: …".
QString describeState(const QueuedAction &action, const ModelContext &context);
/// The same of a change of many incidents.
QString describeJob(const JobSpec &spec, const ModelContext &context);
QString describeState(const Job &job, const Words &words);

/// Takes back the last change that can be; what it was, or nothing.
std::optional<QString> undoLast(const ModelContext &context);

} // namespace mostrador::console
