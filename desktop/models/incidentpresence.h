// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/presence.h"
#include "models/modelcontext.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace mostrador::console {

class OpenIncident;

/// Presence on the incident that a window has open: tells of the employee at this console, knows of the others. GUI
/// thread.
class IncidentPresence : public QObject
{
    Q_OBJECT

public:
    IncidentPresence(const ModelContext &context, OpenIncident &incident, QObject *parent = nullptr);
    ~IncidentPresence() override;

    /// Whether the window shows it at all.
    void setLooking(bool looking);
    /// At each change of what is being written; empty: nothing is written any more. Without a further one the employee
    /// counts as writing for writingMs.
    void setWriting(bool writing);

    /// Everybody else who is there: those who write first, then by name.
    QList<PresentEmployee> others() const;

    static constexpr int writingMs = 8'000;

Q_SIGNALS:
    void othersChanged();

private:
    void update();

    const ModelContext m_context;
    OpenIncident &m_incident;
    std::optional<IncidentId> m_shown;
    bool m_looking = true;
    QTimer m_writing;
};

} // namespace mostrador::console
