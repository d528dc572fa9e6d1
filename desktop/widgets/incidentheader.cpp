// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/incidentheader.h"

#include "models/directory.h"
#include "models/eventtext.h"
#include "models/incidentpresence.h"
#include "protocol/describe.h"
#include "widgets/icons.h"
#include "widgets/incidentactions.h"
#include "widgets/notice.h"
#include "widgets/presenceline.h"

#include <QAction>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace mostrador::console {

IncidentHeader::IncidentHeader(const WidgetContext &context, OpenIncident &incident, IncidentActions &actions,
                               QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_incident(incident)
    , m_actions(actions)
    , m_presence(new IncidentPresence(context.models, incident, this))
{
    build();
    connect(&incident, &OpenIncident::changed, this, &IncidentHeader::update);
    connect(&incident, &OpenIncident::savingChanged, this, &IncidentHeader::update);
    connect(&context.models.client, &ApiClient::stateChanged, this, &IncidentHeader::update);
    connect(&context.models.session, &Session::employeeChanged, this, &IncidentHeader::update);
    update();
}

void IncidentHeader::build()
{
    m_reference = new ToneLabel(Tone::Quiet, {}, this);
    m_reference->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_reference->setObjectName(QStringLiteral("reference"));
    m_present = new PresenceLine(*m_presence, this);
    auto *top = new QHBoxLayout;
    top->addWidget(m_reference);
    top->addWidget(m_present, 1);
    m_subject = new QLabel(this);
    m_subject->setTextFormat(Qt::PlainText);
    m_subject->setWordWrap(true);
    m_subject->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_subject->setObjectName(QStringLiteral("subject"));
    QFont large = m_subject->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    m_subject->setFont(large);
    m_status = new QPushButton(this);
    m_status->setObjectName(QStringLiteral("statusButton"));
    m_status->setMenu(m_actions.statusMenu());
    m_priority = new QPushButton(this);
    m_priority->setObjectName(QStringLiteral("priorityButton"));
    m_priority->setMenu(m_actions.priorityMenu());
    m_assignee = new QPushButton(icon(Glyph::Person), {}, this);
    m_assignee->setObjectName(QStringLiteral("assigneeButton"));
    connect(m_assignee, &QPushButton::clicked, m_actions.assign(), &QAction::trigger);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_status);
    buttons->addWidget(m_priority);
    buttons->addWidget(m_assignee);
    buttons->addStretch(1);
    m_grid = new QGridLayout;
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setVerticalSpacing(fontMetrics().height() / 6);
    m_grid->setHorizontalSpacing(fontMetrics().averageCharWidth() * 2);
    for (const char *field : {"customer", "product", "team", "channel", "created_at", "updated_at", "due_at",
                              "order_number", "serial_number"})
        addFact(QString::fromLatin1(field));
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height() / 3;
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap);
    layout->addLayout(top);
    layout->addWidget(m_subject);
    layout->addLayout(buttons);
    layout->addLayout(m_grid);
}

void IncidentHeader::addFact(const QString &field)
{
    auto *label = new ToneLabel(Tone::Quiet, words::fieldName(field, m_context.models.words), this);
    auto *value = new QLabel(this);
    value->setTextFormat(Qt::PlainText);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setObjectName(QStringLiteral("fact_") + field);
    // Long names are cut by the layout, not allowed to widen the window.
    value->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_order.append(field);
    m_facts.insert(field, {label, value});
}

void IncidentHeader::setFact(const QString &field, const QString &text)
{
    const Fact fact = m_facts.value(field);
    fact.value->setText(oneLine(text));
    fact.value->setToolTip(plainToolTip(text));
    fact.value->setAccessibleName(fact.label->text() + QStringLiteral(": ") + text);
}

void IncidentHeader::update()
{
    if (!m_incident.hasIncident())
        return;
    const Words &words = m_context.models.words;
    const Incident &now = m_incident.incident();
    m_reference->setText(now.reference);
    m_subject->setText(oneLine(now.subject, 400));
    const bool saving = m_incident.isSaving();
    const auto show = [saving](QPushButton *button, const QString &what, const QString &value, bool enabled,
                               const QString &tip) {
        button->setText(withoutMnemonic(value) + (saving ? QStringLiteral(" …") : QString()));
        button->setAccessibleName(QStringLiteral("%1: %2").arg(what, value));
        button->setToolTip(plainToolTip(tip));
        button->setEnabled(enabled);
    };
    m_status->setIcon(iconOf(now.status));
    show(m_status, words::fieldName(QStringLiteral("status"), words), words::name(now.status, words),
         m_actions.statusMenu()->isEnabled(), tr("Change the status"));
    const QString priority = words::name(now.priority, words);
    m_priority->setIcon(iconOf(now.priority));
    show(m_priority, words::fieldName(QStringLiteral("priority"), words),
         now.priorityByHand ? tr("%1 (set by hand)").arg(priority) : priority, m_actions.priorityMenu()->isEnabled(),
         tr("Change the priority"));
    const QString assignee =
        now.assignee ? oneLine(now.assigneeName.isEmpty() ? m_context.models.directory.employeeName(*now.assignee)
                                                          : now.assigneeName,
                               60)
                     : tr("Nobody assigned");
    show(m_assignee, words::fieldName(QStringLiteral("assignee"), words), assignee, m_actions.assign()->isEnabled(),
         tr("Assign to somebody"));
    const auto time = [&](const std::optional<Timestamp> &at) { return at ? localDateTime(*at, words) : QString(); };
    setFact(QStringLiteral("customer"), now.customerEmail.isEmpty()
                                            ? now.customerName
                                            : QStringLiteral("%1 <%2>").arg(now.customerName, now.customerEmail));
    setFact(QStringLiteral("product"), now.productName);
    setFact(QStringLiteral("team"),
            now.team && now.teamName.isEmpty() ? m_context.models.directory.teamName(*now.team) : now.teamName);
    setFact(QStringLiteral("channel"), words::name(now.channel, words));
    setFact(QStringLiteral("created_at"), time(now.createdAt));
    setFact(QStringLiteral("updated_at"), time(now.updatedAt));
    QString due = time(now.dueAt);
    if (now.dueAt && isActive(now.status) && *now.dueAt < Timestamp::now())
        due = tr("%1 (overdue)").arg(due);
    setFact(QStringLiteral("due_at"), due);
    setFact(QStringLiteral("order_number"), now.orderNumber);
    setFact(QStringLiteral("serial_number"), now.serialNumber);
    arrange();
}

void IncidentHeader::setBrief(bool brief)
{
    if (std::exchange(m_brief, brief) != brief)
        arrange();
}

void IncidentHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int columns = width() > fontMetrics().averageCharWidth() * 76 ? 2 : 1;
    if (columns != m_columns)
        arrange();
}

void IncidentHeader::arrange()
{
    m_columns = width() > fontMetrics().averageCharWidth() * 76 ? 2 : 1;
    int place = 0;
    for (const QString &field : std::as_const(m_order)) {
        const Fact fact = m_facts.value(field);
        m_grid->removeWidget(fact.label);
        m_grid->removeWidget(fact.value);
        static const QStringList briefly{QStringLiteral("channel"), QStringLiteral("created_at"),
                                         QStringLiteral("updated_at")};
        const bool shown = !fact.value->text().isEmpty() && (!m_brief || briefly.contains(field));
        fact.label->setVisible(shown);
        fact.value->setVisible(shown);
        if (!shown)
            continue;
        const int row = place / m_columns;
        const int column = (place % m_columns) * 2;
        m_grid->addWidget(fact.label, row, column);
        m_grid->addWidget(fact.value, row, column + 1);
        ++place;
    }
    m_grid->setColumnStretch(1, 3);
    m_grid->setColumnStretch(3, m_columns == 2 ? 2 : 0);
}

} // namespace mostrador::console
