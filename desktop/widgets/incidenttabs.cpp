// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/incidenttabs.h"

#include "widgets/icons.h"
#include "widgets/incidentpanel.h"

#include <QStyle>
#include <QTabBar>

namespace mostrador::console {

namespace {

constexpr int tabsAtMost = 30;
constexpr const char *incidentProperty = "mostradorIncident"; ///< of a panel: what it is to show, known or not

IncidentId incidentOf(const IncidentPanel *panel)
{
    return IncidentId(panel->property(incidentProperty).toLongLong());
}

} // namespace

QString accountSetting(const WidgetContext &context, const QString &name)
{
    QString server = context.models.client.server().authority();
    server.replace(u'/', u'_');
    return name + u'/' + server + u'/' + context.models.session.employee().id.toString();
}

IncidentTabs::IncidentTabs(const WidgetContext &context, QWidget *parent)
    : QTabWidget(parent)
    , m_context(context)
    , m_preview(new IncidentPanel(context, this))
{
    setObjectName(QStringLiteral("openIncidents"));
    setDocumentMode(true);
    setTabsClosable(true);
    setMovable(true);
    setTabBarAutoHide(true);
    setElideMode(Qt::ElideRight);
    tabBar()->setAccessibleName(tr("Open incidents"));
    addTab(m_preview, tr("From the list"));
    const auto side =
        static_cast<QTabBar::ButtonPosition>(style()->styleHint(QStyle::SH_TabBar_CloseButtonPosition, nullptr, this));
    tabBar()->setTabButton(0, side, nullptr);
    connect(this, &QTabWidget::tabCloseRequested, this, &IncidentTabs::close);
    connect(this, &QTabWidget::currentChanged, this, [this] { Q_EMIT panelChanged(current()); });
    connect(tabBar(), &QTabBar::tabMoved, this, [this] { keep(); });
}

IncidentTabs::~IncidentTabs()
{
    // The tabs go one after the other; nobody follows them any more.
    disconnect(this, &QTabWidget::currentChanged, this, nullptr);
}

void IncidentTabs::tabInserted(int tab)
{
    QTabWidget::tabInserted(tab);
    letFocus();
}

void IncidentTabs::tabRemoved(int tab)
{
    QTabWidget::tabRemoved(tab);
    letFocus();
}

/// A tab bar that hides itself would still get the focus, and keep it.
void IncidentTabs::letFocus()
{
    const Qt::FocusPolicy policy = count() > 1 ? Qt::TabFocus : Qt::NoFocus;
    setFocusPolicy(policy);
    tabBar()->setFocusPolicy(policy);
}

IncidentPanel *IncidentTabs::panelAt(int tab) const
{
    return static_cast<IncidentPanel *>(widget(tab));
}

IncidentPanel *IncidentTabs::current() const
{
    return panelAt(currentIndex());
}

IncidentPanel *IncidentTabs::addPanel(const QString &title)
{
    auto *panel = new IncidentPanel(m_context, this);
    addTab(panel, withoutMnemonic(title));
    connect(&panel->incident(), &OpenIncident::changed, this, [this, panel] {
        const int tab = indexOf(panel);
        if (tab < 0 || !panel->incident().hasIncident())
            return;
        const Incident &now = panel->incident().incident();
        panel->setProperty(incidentProperty, now.id.value());
        setTabText(tab, withoutMnemonic(now.reference));
        setTabIcon(tab, iconOf(now.status));
        setTabToolTip(tab, plainToolTip(oneLine(now.subject)));
        keep();
    });
    Q_EMIT panelMade(panel);
    return panel;
}

void IncidentTabs::openTab(const Incident &incident)
{
    for (int tab = 0; tab < count(); ++tab) {
        if (panelAt(tab) != m_preview && incidentOf(panelAt(tab)) == incident.id) {
            setCurrentIndex(tab);
            return;
        }
    }
    // The oldest makes room; what is written in it is kept as a draft.
    if (count() > tabsAtMost)
        close(panelAt(0) == m_preview ? 1 : 0);
    IncidentPanel *panel = addPanel(incident.reference);
    panel->showIncident(incident);
    setCurrentWidget(panel);
    keep();
}

bool IncidentTabs::closeCurrent()
{
    if (current() == m_preview)
        return false;
    close(currentIndex());
    return true;
}

void IncidentTabs::close(int tab)
{
    IncidentPanel *panel = panelAt(tab);
    if (!panel || panel == m_preview)
        return;
    const bool had = panel->isAncestorOf(focusWidget());
    removeTab(tab);
    panel->deleteLater();
    keep();
    if (had)
        current()->focusConversation();
}

void IncidentTabs::step(int tabs)
{
    if (count() < 2)
        return;
    setCurrentIndex((currentIndex() + tabs + count()) % count());
    current()->focusConversation();
}

void IncidentTabs::moveCurrent(int tabs)
{
    const int to = currentIndex() + tabs;
    if (to >= 0 && to < count())
        tabBar()->moveTab(currentIndex(), to);
}

void IncidentTabs::showPreview()
{
    setCurrentWidget(m_preview);
}

void IncidentTabs::keep() const
{
    if (m_restoring)
        return;
    QStringList open;
    for (int tab = 0; tab < count(); ++tab) {
        const IncidentPanel *panel = panelAt(tab);
        if (panel != m_preview && incidentOf(panel).isValid())
            open.append(incidentOf(panel).toString() + u' ' + tabText(tab));
    }
    m_context.settings.setValue(accountSetting(m_context, QStringLiteral("tabs")),
                                open.isEmpty() ? QVariant() : QVariant(open));
}

void IncidentTabs::restore()
{
    const QStringList open =
        m_context.settings.value(accountSetting(m_context, QStringLiteral("tabs"))).toStringList().mid(0, tabsAtMost);
    m_restoring = true;
    for (const QString &each : open) {
        const auto id = IncidentId::fromString(each.section(u' ', 0, 0));
        if (!id)
            continue;
        IncidentPanel *panel = addPanel(each.section(u' ', 1));
        panel->setProperty(incidentProperty, id->value());
        panel->openIncident(*id);
    }
    m_restoring = false;
}

} // namespace mostrador::console
