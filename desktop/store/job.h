// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/action.h"

#include <QHash>

namespace mostrador::console {

/// What is to be done with many incidents.
struct JobSpec
{
    QString label;         ///< what the employee chose, such as the query
    IncidentChange change; ///< fields to set, alike in all
    QStringList addTags;   ///< to those that each has
    QStringList removeTags;
    std::optional<NewMessage> message; ///< a reply or note to each; then nothing else is done but its status

    QJsonObject toJson() const;
    static JobSpec fromJson(const QJsonObject &json);
    /// The merge patch for one incident; empty if it is so already.
    QJsonObject patchFor(const Incident &incident) const;
};

/// A change of many incidents, as one: how far it is. Plain value.
struct Job
{
    enum class State
    {
        Filling, ///< incidents are still being added
        Running, ///< also while it waits for the server
        Done,
        Cancelled, ///< what was done by then stays done, and can be undone
    };
    enum class Item
    {
        Pending,
        Sending, ///< perhaps carried out
        Changed,
        Unchanged, ///< it was so already
        Conflict,  ///< others changed it at the same time, or (undo) since
        Refused,
    };
    ActionId id;
    State state = State::Filling;
    JobSpec spec;
    QByteArray key;
    qint64 total = 0;
    qint64 changed = 0;
    qint64 unchanged = 0;
    qint64 conflicts = 0;
    qint64 refused = 0;
    Timestamp createdAt;
    std::optional<ActionId> undoes;
    std::optional<ActionId> undoneBy;

    qint64 finished() const { return changed + unchanged + conflicts + refused; }
    /// Counts what became of an incident.
    void count(Item item);

    /// Without the counts, which stand in the items.
    QByteArray toBytes() const;
    static Job fromBytes(ActionId id, const QByteArray &bytes);
};

/// What became of one incident.
struct JobResult
{
    IncidentId incident;
    Job::Item item = Job::Item::Pending;
    QJsonObject before; ///< values that were changed, as they were
    QJsonObject applied;
    qint64 version = 0;
    QList<requests::FieldConflict> conflicts;
    Problem problem; ///< Refused

    QByteArray toBytes() const;
    static JobResult fromBytes(const QByteArray &bytes);
};

/// What a job would do, counted before it is begun: give it the incidents as they come.
class JobPreview
{
public:
    explicit JobPreview(const JobSpec &spec)
        : m_spec(spec)
    {}
    void add(const Incident &incident);

    struct Step
    {
        QString field;
        QJsonValue from;
        QJsonValue to;
        qint64 count = 0;
    };
    qint64 total() const { return m_total; }
    qint64 changing() const { return m_changing; }
    /// From what to what, the most frequent first.
    QList<Step> steps() const;

private:
    JobSpec m_spec;
    qint64 m_total = 0;
    qint64 m_changing = 0;
    QHash<QString, Step> m_steps;
};

} // namespace mostrador::console
