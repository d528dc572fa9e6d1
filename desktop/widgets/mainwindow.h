// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/bulkdialog.h"
#include "widgets/theme.h"
#include "widgets/widgetcontext.h"

#include <QMainWindow>
#include <QPointer>

#include <functional>

QT_BEGIN_NAMESPACE
class QMenu;
class QLabel;
class QPushButton;
class QSplitter;
QT_END_NAMESPACE

namespace mostrador::console {

class ActionsWindow;
class Commands;
class ConnectionBar;
class Handovers;
class IncidentPanel;
class IncidentTabs;
class IncidentWindow;
class IncidentWindows;
class NotificationCentre;
class PhoneCalls;
class PresetList;
class QueueView;
class RecordsWindow;

/// Where employees work: views at the left, the queue, and the incident that is open.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const WidgetContext &context, QWidget *parent = nullptr);
    ~MainWindow() override;

    QueueView &queue() const { return *m_queue; }
    /// Of the list.
    IncidentPanel &panel() const { return *m_panel; }
    /// Of the tab that is seen.
    IncidentPanel &currentPanel() const;
    IncidentTabs &tabs() const { return *m_tabs; }
    IncidentWindows &incidentWindows() const { return *m_windows; }
    PresetList &presets() const { return *m_presets; }
    ConnectionBar &connectionBar() const { return *m_connection; }
    Commands &commands() const { return *m_commands; }
    PhoneCalls &calls() const { return *m_calls; }
    Handovers &handovers() const { return *m_handovers; }
    NotificationCentre &notifications() const { return *m_notifications; }
    /// @{ The windows of the records; made when first shown.
    RecordsWindow *showCustomers();
    RecordsWindow *showEmployees();
    RecordsWindow *showTeams();
    RecordsWindow *showProducts();
    RecordsWindow *showViews();
    RecordsWindow *showCannedReplies();
    RecordsWindow *showTags();
    /// @}

Q_SIGNALS:
    void logOutRequested();
    /// How many days of incidents are kept for when the server is away.
    void offlineDaysChosen(int days);
    /// BCP 47, or empty for the system's.
    void languageChosen(const QString &language);
    void colorSchemeChosen(mostrador::console::ColorScheme scheme);

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void connectParts();
    void connectPanel(IncidentPanel *panel);
    void connectWindow(IncidentWindow *window);
    void connectCalls();
    void connectHandovers();
    void connectNotifications();
    bool isLookedAt(IncidentId id) const;
    void showIncidentById(IncidentId id);
    void makeTabCommands(QMenu *menu);
    void openInTab(const Incident &incident);
    void openInWindow(const Incident &incident);
    void stepInList(int rows);
    void showView(const QString &query, const QString &sort);
    void saveView();
    void makeFileMenu();
    void makeIncidentMenu();
    void makeViewMenu();
    void makeAppearanceMenus(QMenu *menu);
    void makeManageMenu();
    void makeHelpMenu();
    QAction *add(QMenu *menu, const QString &id, const QString &text, const QList<QKeySequence> &defaults,
                 const std::function<void()> &run);
    void applyPreviewPlace(bool below);
    void choosePreviewPlace(bool below);
    void suitPreviewPlace();
    void divide();
    void showUser();
    void showShortcuts();
    void showPalette();
    void showAbout();
    void changePassword();
    void chooseOfflineDays();
    void showActions(bool changes);
    void showUnsent();
    void undoLastChange();
    /// True: several rows are selected, and the dialog for all of them is open.
    bool changeMany(BulkDialog::Begin begin);
    void startJob(const JobSpec &spec, BulkSelection *selection);
    void onJobEnded(ActionId job);
    template <typename Window>
    RecordsWindow *showRecords(QPointer<RecordsWindow> &kept);

    const WidgetContext m_context;
    Commands *m_commands;
    ConnectionBar *m_connection;
    PresetList *m_presets;
    QueueView *m_queue;
    IncidentTabs *m_tabs;
    IncidentPanel *m_panel;
    IncidentWindows *m_windows;
    QSplitter *m_outer;
    QSplitter *m_inner;
    QLabel *m_user;
    QPushButton *m_unsent;
    PhoneCalls *m_calls;
    Handovers *m_handovers;
    NotificationCentre *m_notifications;
    QPointer<ActionsWindow> m_actionsWindow;
    QAction *m_belowAction = nullptr;
    bool m_below = false;
    bool m_divided = false;
    QPointer<RecordsWindow> m_customers;
    QPointer<RecordsWindow> m_employees;
    QPointer<RecordsWindow> m_teams;
    QPointer<RecordsWindow> m_products;
    QPointer<RecordsWindow> m_views;
    QPointer<RecordsWindow> m_cannedReplies;
    QPointer<RecordsWindow> m_tags;
};

} // namespace mostrador::console
