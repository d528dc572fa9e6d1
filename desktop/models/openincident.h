// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "models/modelcontext.h"
#include "store/action.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <optional>

namespace mostrador::console {

/// One incident that is being looked at and worked on: read in full, kept up to date from the feed, changed under the
/// version that was seen. Only one change is sent at a time; further ones wait for it. GUI thread.
class OpenIncident : public QObject
{
    Q_OBJECT

public:
    explicit OpenIncident(const ModelContext &context, QObject *parent = nullptr);

    /// Shows another incident; @p known, such as the row of a list, is shown until the whole has come. Changes still
    /// waiting for the one before are sent all the same.
    void load(IncidentId id, const std::optional<Incident> &known = {});
    void clear();
    void refresh();

    bool hasIncident() const { return m_incident.has_value(); }
    /// With what waits in the queue. Only while hasIncident().
    const Incident &incident() const { return *m_incident; }
    /// The description has been read too.
    bool isComplete() const { return m_complete; }
    bool isSaving() const { return !m_saving.isNull(); }
    bool isAllowed(Action action) const;
    /// The states this employee may set now.
    QList<IncidentStatus> nextStatuses() const;

    /// Sends a change. Ends in changed() and saved(), in conflict(), or in changeFailed(); then the old values stand
    /// again. Where there is a queue, changed() and saved() come at once, and queuedConflict() or changeFailed() may
    /// follow.
    void change(const IncidentChange &change);
    /// Something was done that the server does not have yet.
    bool hasUnsent() const;
    /// The action of the last change() where there is a queue: what undo takes back.
    ActionId lastAction() const { return m_lastAction; }
    void reopen(const QString &reason);

Q_SIGNALS:
    /// Another incident, or other values of this one; fields says which (JSON names), empty: everything.
    void changed(const QStringList &fields);
    void savingChanged(bool saving);
    void saved();
    /// Somebody else changed the same fields. @p attempted can be sent again by change() once the employee has decided;
    /// the incident has been read anew by then.
    void conflict(const mostrador::IncidentChange &attempted,
                  const QList<mostrador::console::requests::FieldConflict> &conflicts);
    /// The same of a change in the queue: decide it there.
    void queuedConflict(mostrador::console::ActionId action,
                        const QList<mostrador::console::requests::FieldConflict> &conflicts);
    void changeFailed(const mostrador::console::Failure &failure);
    void loadFailed(const mostrador::console::Failure &failure);
    /// It was reopened as another incident, because the reopening window was over.
    void followUpMade(const mostrador::Incident &followUp);
    /// It can no longer be seen.
    void gone();

private:
    void take(const Incident &incident, bool complete);
    void onEvent(const Event &event);
    void show();
    void onAction(ActionId id);

    struct Waiting
    {
        IncidentId incident;
        IncidentChange change;
        qint64 version = 0; ///< that the employee saw
    };
    void sendNext();
    void accepted(const Waiting &sent, const Incident &incident);
    void refused(const Waiting &sent, const Problem &problem);

    const ModelContext m_context;
    IncidentId m_id;
    std::optional<Incident> m_base;     ///< as the server has it
    std::optional<Incident> m_incident; ///< with what waits
    ActionId m_lastAction;
    QHash<ActionId, IncidentId> m_actions; ///< begun here and not over
    bool m_complete = false;
    bool m_again = false; ///< something happened while it was being read
    QPointer<Reply> m_loading;
    QPointer<Reply> m_saving;
    QList<Waiting> m_waiting;
    QTimer m_pause;
};

/// The names of the fields in which two states of an incident differ.
QStringList differences(const Incident &a, const Incident &b);

} // namespace mostrador::console
