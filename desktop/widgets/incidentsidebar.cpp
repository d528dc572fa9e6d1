// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/incidentsidebar.h"

#include "widgets/customercard.h"
#include "widgets/propertiesform.h"

#include <QApplication>
#include <QToolButton>
#include <QVBoxLayout>

namespace mostrador::console {

IncidentSideBar::IncidentSideBar(const WidgetContext &context, OpenIncident &incident, IncidentActions &actions,
                                 QWidget *parent)
    : QScrollArea(parent)
    , m_context(context)
    , m_properties(new PropertiesForm(context, incident, actions))
    , m_customer(new CustomerCard(context, incident))
{
    setObjectName(QStringLiteral("incidentSideBar"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus); // its parts have it
    setMinimumWidth(fontMetrics().averageCharWidth() * 28);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    const int gap = fontMetrics().height() / 3;
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap);
    m_propertiesHead = addPart(layout, QStringLiteral("properties"), tr("Properties"), m_properties);
    layout->addSpacing(gap);
    m_customerHead = addPart(layout, QStringLiteral("customer"), tr("Customer"), m_customer);
    layout->addStretch(1);
    setWidget(content);
    // Whatever gets the focus is seen, by which way it got it.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now && now != this && isAncestorOf(now))
            ensureWidgetVisible(now, 0, fontMetrics().height() * 2);
    });
}

QToolButton *IncidentSideBar::addPart(QVBoxLayout *layout, const QString &name, const QString &title, QWidget *part)
{
    auto *head = new QToolButton;
    head->setObjectName(QStringLiteral("fold_") + name);
    head->setText(title);
    head->setAutoRaise(true);
    head->setCheckable(true);
    head->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    head->setFocusPolicy(Qt::TabFocus);
    head->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    head->setToolTip(tr("Fold or unfold this part"));
    QFont bold = head->font();
    bold.setBold(true);
    head->setFont(bold);
    const QString setting = QStringLiteral("sideBar/") + name;
    const auto fold = [head, part](bool open) {
        head->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        part->setVisible(open);
    };
    const bool open = m_context.settings.value(setting, true).toBool();
    layout->addWidget(head);
    layout->addWidget(part);
    head->setChecked(open);
    fold(open);
    connect(head, &QToolButton::toggled, this, [this, fold, setting](bool on) {
        fold(on);
        m_context.settings.setValue(setting, on);
    });
    return head;
}

void IncidentSideBar::focusProperties()
{
    m_propertiesHead->setChecked(true);
    m_properties->focusFirst();
}

void IncidentSideBar::focusCustomer()
{
    m_customerHead->setChecked(true);
    m_customer->focusIncidents();
}

QSize IncidentSideBar::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 46, fontMetrics().height() * 30};
}

} // namespace mostrador::console
