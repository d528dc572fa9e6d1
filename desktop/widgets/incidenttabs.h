// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "widgets/widgetcontext.h"

#include <QTabWidget>

namespace mostrador::console {

class IncidentPanel;

/// The incidents that are open in the main window: the one that the list is at, and others in tabs of their own, which
/// stay. Tabs can be moved and closed; which ones there are is remembered for each account.
class IncidentTabs : public QTabWidget
{
    Q_OBJECT

public:
    explicit IncidentTabs(const WidgetContext &context, QWidget *parent = nullptr);
    ~IncidentTabs() override;

    /// Of the list.
    IncidentPanel *preview() const { return m_preview; }
    IncidentPanel *current() const;
    /// Opens the incident in a tab, or goes to the tab that has it.
    void openTab(const Incident &incident);
    /// Closes the current tab; false for the list's own.
    bool closeCurrent();
    /// @{ To the next (+1) or previous (-1) tab; or moves the current one there.
    void step(int tabs);
    void moveCurrent(int tabs);
    /// @}
    void showPreview();
    /// The tabs as they were left; asks the server for the incidents.
    void restore();

Q_SIGNALS:
    void panelChanged(mostrador::console::IncidentPanel *panel);
    /// A panel of a new tab, to be connected.
    void panelMade(mostrador::console::IncidentPanel *panel);

protected:
    void tabInserted(int tab) override;
    void tabRemoved(int tab) override;

private:
    void letFocus();
    IncidentPanel *addPanel(const QString &title);
    IncidentPanel *panelAt(int tab) const;
    void close(int tab);
    void keep() const;

    const WidgetContext m_context;
    IncidentPanel *m_preview;
    bool m_restoring = false;
};

/// The name of a setting that belongs to the account logged in.
QString accountSetting(const WidgetContext &context, const QString &name);

} // namespace mostrador::console
