// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/openincident.h"
#include "widgets/widgetcontext.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace mostrador::console {

class IncidentActions;
class IncidentPresence;
class PresenceLine;

/// What the incident is: subject, status, priority, assignee (each a button that changes it), and the facts.
class IncidentHeader : public QWidget
{
    Q_OBJECT

public:
    IncidentHeader(const WidgetContext &context, OpenIncident &incident, IncidentActions &actions,
                   QWidget *parent = nullptr);
    QPushButton *statusButton() const { return m_status; }
    QPushButton *priorityButton() const { return m_priority; }
    QPushButton *assigneeButton() const { return m_assignee; }
    /// Leaves out what the side bar shows.
    void setBrief(bool brief);
    bool isBrief() const { return m_brief; }
    IncidentPresence &presence() const { return *m_presence; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Fact
    {
        QLabel *label;
        QLabel *value;
    };
    void build();
    void update();
    void arrange();
    void addFact(const QString &field);
    void setFact(const QString &field, const QString &text);

    const WidgetContext m_context;
    OpenIncident &m_incident;
    IncidentActions &m_actions;
    IncidentPresence *m_presence;
    QLabel *m_reference;
    PresenceLine *m_present;
    QLabel *m_subject;
    QPushButton *m_status;
    QPushButton *m_priority;
    QPushButton *m_assignee;
    QGridLayout *m_grid;
    QStringList m_order;
    QHash<QString, Fact> m_facts;
    int m_columns = 0;
    bool m_brief = false;
};

} // namespace mostrador::console
