// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/conversationmodel.h"
#include "models/historymodel.h"
#include "models/openincident.h"
#include "widgets/widgetcontext.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QSplitter;
class QStackedLayout;
class QTabWidget;
class QTableView;
QT_END_NAMESPACE

namespace mostrador::console {

class AttachmentOpener;
class Composer;
class ConversationView;
class FilesView;
class IncidentActions;
class IncidentHeader;
class IncidentSideBar;
class MessageSender;
class Notice;
class SendUndo;

/// The incident that is open: header, conversation with the place to write, files, history, and at the right its
/// properties and its customer.
class IncidentPanel : public QWidget
{
    Q_OBJECT

public:
    explicit IncidentPanel(const WidgetContext &context, QWidget *parent = nullptr);
    ~IncidentPanel() override;

    /// @p known: what the list knows of it; the rest is fetched.
    void showIncident(const Incident &known);
    /// One of which only the number is known: shown when the server has told it.
    void openIncident(IncidentId id);
    void showNothing();
    void refresh();
    /// Sends what has been typed into a property and not yet left.
    void commitEdits();
    IncidentActions &actions() const { return *m_actions; }
    OpenIncident &incident() const { return *m_incident; }
    Composer &composer() const { return *m_composer; }
    Notice &notice() const { return *m_notice; }
    SendUndo &sendUndo() const { return *m_sendUndo; }
    ConversationView &conversation() const { return *m_conversation; }
    IncidentHeader &header() const { return *m_header; }
    FilesView &files() const { return *m_files; }
    QTabWidget *tabs() const { return m_tabs; }
    /// The next (+1) or previous tab.
    void stepTab(int tabs);
    void focusConversation();
    IncidentSideBar &sideBar() const { return *m_sideBar; }
    bool isSideBarShown() const;
    /// As somebody wants it; remembered. Until then it is there where there is room for it.
    void setSideBarShown(bool shown);
    /// @{ Go to a part of the side bar, which is shown for it.
    void focusProperties();
    void focusCustomer();
    /// @}

Q_SIGNALS:
    void showCustomerRequested(mostrador::CustomerId customer);
    /// Another incident is to be read, such as one more of the same customer.
    void incidentRequested(const mostrador::Incident &incident);
    /// @{ It is to be opened in a tab or window of its own.
    void tabRequested(const mostrador::Incident &incident);
    void windowRequested(const mostrador::Incident &incident);
    /// @}
    /// What was written has been sent, and the next incident is wanted.
    void goOnRequested();
    /// A search is to be shown in the list.
    void queryRequested(const QString &query);
    void sideBarShown(bool shown);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    void buildHistory();
    void connectIncident();
    void connectFiles();
    void connectSideBar();
    void suitSideBar();
    void showSideBar(bool shown);
    void onConflict(const IncidentChange &attempted, const QList<requests::FieldConflict> &conflicts);
    void onQueuedConflict(ActionId action, const QList<requests::FieldConflict> &conflicts);
    void onSaved(const QString &what, const IncidentChange &undo);
    void askAboutLink(const QUrl &url);
    void write(Draft::Kind kind);

    const WidgetContext m_context;
    OpenIncident *m_incident;
    ConversationModel *m_messages;
    HistoryModel *m_events;
    MessageSender *m_sender;
    IncidentActions *m_actions;
    AttachmentOpener *m_opener;
    IncidentHeader *m_header = nullptr;
    ConversationView *m_conversation = nullptr;
    Composer *m_composer = nullptr;
    FilesView *m_files = nullptr;
    QTableView *m_history = nullptr;
    Notice *m_notice = nullptr;
    SendUndo *m_sendUndo = nullptr;
    QTabWidget *m_tabs = nullptr;
    QSplitter *m_splitter = nullptr;
    QSplitter *m_body = nullptr;
    IncidentSideBar *m_sideBar = nullptr;
    bool m_sideBarFits = true;
    bool m_bodyDivided = false; ///< as somebody wants it
    std::optional<IncidentId> m_opening;
    QStackedLayout *m_stack = nullptr;
    QLabel *m_empty = nullptr;
};

} // namespace mostrador::console
