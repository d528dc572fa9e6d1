// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/incidentpanel.h"

#include "models/incidentpresence.h"
#include "models/writing.h"
#include "protocol/codecs.h"
#include "protocol/describe.h"
#include "widgets/attachmentopener.h"
#include "widgets/composer.h"
#include "widgets/conflictdialog.h"
#include "widgets/conversationview.h"
#include "widgets/customercard.h"
#include "widgets/delegates.h"
#include "widgets/filessaver.h"
#include "widgets/filesview.h"
#include "widgets/incidentactions.h"
#include "widgets/incidentheader.h"
#include "widgets/incidentsidebar.h"
#include "widgets/messageedit.h"
#include "widgets/messagesender.h"
#include "widgets/notice.h"
#include "widgets/propertiesform.h"
#include "widgets/sendundo.h"
#include "widgets/tablecolumns.h"

#include <QAction>
#include <QApplication>
#include <QDesktopServices>
#include <QDragEnterEvent>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

namespace mostrador::console {

IncidentPanel::IncidentPanel(const WidgetContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_incident(new OpenIncident(context.models, this))
    , m_messages(new ConversationModel(context.models, this))
    , m_events(new HistoryModel(context.models, this))
    , m_sender(new MessageSender(context, this))
    , m_actions(new IncidentActions(context, *m_incident, this))
    , m_opener(new AttachmentOpener(context, this))
{
    setAcceptDrops(true);
    build();
    connectIncident();
    connectFiles();
    connectSideBar();
    m_header->presence().setLooking(false); // until it is seen
    showNothing();
}

IncidentPanel::~IncidentPanel()
{
    m_context.settings.setState(QStringLiteral("conversationSplitter"), m_splitter->saveState());
    if (m_bodyDivided)
        m_context.settings.setState(QStringLiteral("sideBarSplitter"), m_body->saveState());
}

void IncidentPanel::build()
{
    m_notice = new Notice(this);
    m_notice->setObjectName(QStringLiteral("incidentNotice"));
    m_sendUndo = new SendUndo(m_context, *m_sender, *m_notice, this);
    m_header = new IncidentHeader(m_context, *m_incident, *m_actions, this);
    m_conversation = new ConversationView(m_context, m_messages, this);
    m_composer = new Composer(m_context, *m_incident, *m_sender, this);
    m_files = new FilesView(m_context, m_messages, this);
    m_history = new QTableView(this);
    buildHistory();
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->addWidget(m_conversation);
    m_splitter->addWidget(m_composer);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->restoreState(m_context.settings.state(QStringLiteral("conversationSplitter")));
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(QStringLiteral("incidentTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_splitter, tr("&Conversation"));
    m_tabs->addTab(m_files, tr("Fi&les"));
    m_tabs->addTab(m_history, tr("Histor&y"));
    connect(m_files, &FilesView::countChanged, this,
            [this](int count) { m_tabs->setTabText(1, count == 0 ? tr("Fi&les") : tr("Fi&les (%Ln)", "", count)); });
    // The history is read only once somebody looks at it.
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int tab) {
        if (tab == 2 && m_incident->hasIncident())
            m_events->load(m_incident->incident().id);
    });

    m_sideBar = new IncidentSideBar(m_context, *m_incident, *m_actions, this);
    m_body = new QSplitter(Qt::Horizontal, this);
    m_body->addWidget(m_tabs);
    m_body->addWidget(m_sideBar);
    m_body->setStretchFactor(0, 1);
    m_body->setStretchFactor(1, 0);
    m_body->setChildrenCollapsible(false);
    m_bodyDivided = m_body->restoreState(m_context.settings.state(QStringLiteral("sideBarSplitter")));
    connect(m_body, &QSplitter::splitterMoved, this, [this] { m_bodyDivided = true; });

    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_notice);
    column->addWidget(m_body, 1);
    m_empty = new ToneLabel(Tone::Quiet, {}, this);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *pages = new QWidget(this);
    m_stack = new QStackedLayout(pages);
    m_stack->addWidget(content);
    m_stack->addWidget(m_empty);
    layout->addWidget(pages);
}

void IncidentPanel::buildHistory()
{
    m_history->setObjectName(QStringLiteral("history"));
    m_history->setAccessibleName(tr("History"));
    m_history->setModel(m_events);
    m_history->setItemDelegate(new PlainDelegate(m_history));
    prepareTable(m_history);
    const int unit = fontMetrics().averageCharWidth();
    const QList<int> widths{17, 14, 18, 13, 14, 14}; // as wide in all as the panel at first
    for (int column = 0; column < widths.size(); ++column)
        m_history->setColumnWidth(column, widths.at(column) * unit);
    m_history->horizontalHeader()->setStretchLastSection(true);
    connect(m_events, &HistoryModel::failed, this, [this](const Failure &failure) {
        m_notice->show(Tone::Danger, describe(failure, m_context.models.words));
    });
}

void IncidentPanel::connectIncident()
{
    connect(m_incident, &OpenIncident::changed, this, [this] {
        if (!m_opening || !m_incident->hasIncident() || m_incident->incident().id != *m_opening)
            return;
        const IncidentId id = *std::exchange(m_opening, std::nullopt);
        m_messages->load(id);
        m_events->load(m_tabs->currentIndex() == 2 ? std::optional(id) : std::nullopt);
        m_composer->load();
        m_sendUndo->showOn(id);
        m_stack->setCurrentIndex(0);
    });
    connect(m_incident, &OpenIncident::conflict, this, &IncidentPanel::onConflict);
    connect(m_incident, &OpenIncident::queuedConflict, this, &IncidentPanel::onQueuedConflict);
    connect(m_sender, &MessageSender::kept, this, [this](IncidentId id, Draft::Kind kind) {
        if (m_incident->hasIncident() && m_incident->incident().id == id)
            m_notice->show(Tone::Info, kind == Draft::Kind::Note
                                           ? tr("Note kept. It is saved when the server is back.")
                                           : tr("Reply kept. It is sent when the server is back."));
    });
    connect(m_incident, &OpenIncident::changeFailed, this, [this](const Failure &failure) {
        QString text = describe(failure, m_context.models.words);
        for (const FieldError &error : failure.problem.errors)
            text += u' ' + words::describe(error, m_context.models.words);
        m_notice->show(Tone::Danger, tr("Not changed. %1").arg(text));
    });
    connect(m_incident, &OpenIncident::loadFailed, this, [this](const Failure &failure) {
        // The bar of the window tells it, and it is read again when the server is back.
        if (failure.kind == Failure::Kind::Offline)
            return;
        m_notice->show(Tone::Danger, describe(failure, m_context.models.words), tr("Try again"), [this] { refresh(); });
    });
    connect(m_incident, &OpenIncident::gone, this, [this] {
        showNothing();
        m_empty->setText(tr("This incident can no longer be seen."));
    });
    connect(m_incident, &OpenIncident::followUpMade, this, [this](const Incident &followUp) {
        showIncident(followUp);
        m_notice->show(Tone::Info,
                       tr("The time to reopen is over, so %1 was made as a follow-up.").arg(followUp.reference));
    });
    connect(m_messages, &ConversationModel::failed, this, [this](const Failure &failure) {
        if (failure.kind == Failure::Kind::Offline)
            return;
        m_notice->show(Tone::Danger, describe(failure, m_context.models.words), tr("Try again"),
                       [this] { m_messages->refresh(); });
    });
    const auto tellNewest = [this] { m_composer->setNewest(m_messages->newestOfOthers()); };
    connect(m_messages, &ConversationModel::loadStateChanged, m_composer, tellNewest);
    connect(m_messages, &ConversationModel::messageArrived, m_composer, tellNewest);
    connect(m_sender, &MessageSender::sent, m_messages, &ConversationModel::addMessage);
    connect(m_composer, &Composer::goOnRequested, this, [this] {
        const QString sent = m_incident->incident().reference;
        Q_EMIT goOnRequested();
        // What is held back has a notice of its own.
        if (m_notice->isHidden())
            m_notice->show(Tone::Good, tr("%1: sent.").arg(sent));
    });
    connect(m_sender, &MessageSender::withdrawn, m_messages,
            [this](const Message &message) { m_messages->removeMessage(message.id); });
    connect(m_composer, &Composer::undoneAll, m_sendUndo, &SendUndo::undo);
    connect(m_sendUndo, &SendUndo::openRequested, this, [this](IncidentId id) {
        requests::incident(m_context.models.client, id)->then(this, [this](const Answer<Incident> &answer) {
            if (answer)
                showIncident(*answer);
        });
    });
    connect(m_composer, &Composer::edited, &m_header->presence(), &IncidentPresence::setWriting);
    connect(m_sender, &MessageSender::sent, this, [this](const Message &message) {
        if (m_incident->hasIncident() && m_incident->incident().id == message.incident)
            m_header->presence().setWriting(false);
    });
    connect(m_actions, &IncidentActions::changeSaved, this, &IncidentPanel::onSaved);
    connect(m_actions, &IncidentActions::showCustomerRequested, this, &IncidentPanel::showCustomerRequested);
    connect(m_actions->reply(), &QAction::triggered, this, [this] { write(Draft::Kind::Reply); });
    connect(m_actions->note(), &QAction::triggered, this, [this] { write(Draft::Kind::Note); });
    const auto popUp = [](QMenu *menu, QPushButton *button) {
        menu->popup(button->mapToGlobal(button->rect().bottomLeft()));
    };
    connect(m_actions->chooseStatus(), &QAction::triggered, this, [this, popUp] {
        if (!m_actions->isForMany(BulkDialog::Begin::Status))
            popUp(m_actions->statusMenu(), m_header->statusButton());
    });
    connect(m_actions->choosePriority(), &QAction::triggered, this, [this, popUp] {
        if (!m_actions->isForMany(BulkDialog::Begin::Priority))
            popUp(m_actions->priorityMenu(), m_header->priorityButton());
    });
    connect(m_actions->attach(), &QAction::triggered, this, [this] {
        m_tabs->setCurrentIndex(0);
        m_composer->chooseFiles();
    });
    connect(&m_context.drafts, &DraftStore::writeFailed, this, [this](const QString &why) {
        m_notice->show(Tone::Danger, tr("The draft cannot be kept on this computer: %1").arg(why));
    });
}

void IncidentPanel::connectFiles()
{
    connect(m_conversation, &ConversationView::linkChosen, this, &IncidentPanel::askAboutLink);
    connect(m_conversation, &ConversationView::attachmentChosen, m_opener, &AttachmentOpener::open);
    connect(m_files, &FilesView::openRequested, m_opener, &AttachmentOpener::open);
    connect(m_files, &FilesView::saveRequested, m_opener, &AttachmentOpener::saveAs);
    auto *all = new FilesSaver(m_context, this);
    connect(m_files, &FilesView::saveAllRequested, all, &FilesSaver::saveAll);
    connect(all, &FilesSaver::done, m_opener, &AttachmentOpener::done);
    connect(all, &FilesSaver::failed, m_opener, &AttachmentOpener::failed);
    connect(m_opener, &AttachmentOpener::busy, this, [this](const QString &what) { m_notice->show(Tone::Info, what); });
    connect(m_opener, &AttachmentOpener::done, this, [this](const QString &what) { m_notice->show(Tone::Good, what); });
    connect(m_opener, &AttachmentOpener::failed, this,
            [this](const QString &why) { m_notice->show(Tone::Danger, why); });
    connect(m_opener, &AttachmentOpener::refused, this, [this](const Attachment &attachment, const QString &why) {
        m_notice->show(Tone::Warning, why, tr("Save as…"), [this, attachment] { m_opener->saveAs(attachment); });
    });
}

void IncidentPanel::connectSideBar()
{
    connect(&m_sideBar->properties(), &PropertiesForm::left, this, &IncidentPanel::focusConversation);
    connect(&m_sideBar->properties(), &PropertiesForm::mistakeFound, this, [this] { showSideBar(true); });
    CustomerCard &customer = m_sideBar->customer();
    connect(&customer, &CustomerCard::left, this, &IncidentPanel::focusConversation);
    connect(&customer, &CustomerCard::customerRequested, this, &IncidentPanel::showCustomerRequested);
    connect(&customer, &CustomerCard::incidentRequested, this, &IncidentPanel::incidentRequested);
    connect(&customer, &CustomerCard::queryRequested, this, &IncidentPanel::queryRequested);
    connect(&customer, &CustomerCard::tabRequested, this, &IncidentPanel::tabRequested);
    connect(&customer, &CustomerCard::windowRequested, this, &IncidentPanel::windowRequested);
    suitSideBar();
}

bool IncidentPanel::isSideBarShown() const
{
    return !m_sideBar->isHidden();
}

void IncidentPanel::setSideBarShown(bool shown)
{
    m_context.settings.setValue(QStringLiteral("sideBar/shown"), shown);
    showSideBar(shown);
}

void IncidentPanel::showSideBar(bool shown)
{
    if (!shown && m_sideBar->isAncestorOf(QApplication::focusWidget()))
        focusConversation();
    m_sideBar->setVisible(shown);
    m_header->setBrief(shown);
    Q_EMIT sideBarShown(shown);
}

/// Until somebody has chosen: shown where the conversation keeps enough room beside it.
void IncidentPanel::suitSideBar()
{
    const QVariant chosen = m_context.settings.value(QStringLiteral("sideBar/shown"));
    if (chosen.isValid()) {
        if (chosen.toBool() != isSideBarShown() || m_header->isBrief() != isSideBarShown())
            showSideBar(chosen.toBool());
        return;
    }
    const bool fits = width() > fontMetrics().averageCharWidth() * 78;
    if (fits != m_sideBarFits || m_header->isBrief() != isSideBarShown())
        showSideBar(fits);
    m_sideBarFits = fits;
}

void IncidentPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!m_context.settings.value(QStringLiteral("sideBar/shown")).isValid())
        suitSideBar();
    // Until somebody moves the border, the conversation takes what room comes and goes.
    if (!m_bodyDivided) {
        // Once the side bar is shown or not; the splitter has the panel's width, or will have it.
        QTimer::singleShot(0, m_body, [this] {
            const int bar = qMin(m_sideBar->sizeHint().width(), width() * 2 / 5);
            if (!m_bodyDivided)
                m_body->setSizes({width() - bar, bar});
        });
    }
}

void IncidentPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    suitSideBar(); // may have been chosen in another tab
    m_header->presence().setLooking(true);
}

/// In a tab that is not seen nobody looks at it.
void IncidentPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (!event->spontaneous())
        m_header->presence().setLooking(false);
}

void IncidentPanel::commitEdits()
{
    m_sideBar->properties().commit();
}

void IncidentPanel::openIncident(IncidentId id)
{
    showNothing();
    m_empty->setText(tr("Loading…"));
    m_opening = id;
    m_incident->load(id);
}

void IncidentPanel::focusProperties()
{
    if (!m_incident->hasIncident())
        return;
    if (!isSideBarShown())
        showSideBar(true);
    m_sideBar->focusProperties();
}

void IncidentPanel::focusCustomer()
{
    if (!m_incident->hasIncident())
        return;
    if (!isSideBarShown())
        showSideBar(true);
    m_sideBar->focusCustomer();
}

void IncidentPanel::showIncident(const Incident &known)
{
    m_opening.reset();
    const bool same = m_incident->hasIncident() && m_incident->incident().id == known.id;
    m_stack->setCurrentIndex(0);
    if (same)
        return;
    m_sideBar->properties().commit();
    m_notice->dismiss();
    m_incident->load(known.id, known);
    m_messages->load(known.id);
    m_events->load(m_tabs->currentIndex() == 2 ? std::optional(known.id) : std::nullopt);
    m_composer->load();
    m_sendUndo->showOn(known.id);
}

void IncidentPanel::showNothing()
{
    m_opening.reset();
    m_incident->clear();
    m_messages->load(std::nullopt);
    m_events->load(std::nullopt);
    m_composer->load();
    m_empty->setText(tr("Choose an incident to read it."));
    m_stack->setCurrentIndex(1);
}

void IncidentPanel::refresh()
{
    if (!m_incident->hasIncident())
        return;
    m_incident->refresh();
    m_messages->refresh();
}

void IncidentPanel::stepTab(int tabs)
{
    m_tabs->setCurrentIndex((m_tabs->currentIndex() + tabs + m_tabs->count()) % m_tabs->count());
}

void IncidentPanel::focusConversation()
{
    m_tabs->setCurrentIndex(0);
    m_conversation->setFocus(Qt::ShortcutFocusReason);
}

void IncidentPanel::write(Draft::Kind kind)
{
    m_tabs->setCurrentIndex(0);
    m_composer->begin(kind);
}

void IncidentPanel::onSaved(const QString &done, const IncidentChange &undo)
{
    const bool unsent = !m_context.models.client.isOnline() && m_incident->hasUnsent();
    const QString what = unsent ? tr("%1 Not sent yet.").arg(done) : done;
    const ActionId action = m_incident->lastAction();
    if (!undo.isEmpty() && action.isValid() && queueOf(m_context.models)) {
        m_notice->show(unsent ? Tone::Info : Tone::Good, what, tr("&Undo"), [this, action] {
            if (ActionQueue *queue = queueOf(m_context.models))
                queue->undo(action);
        });
        return;
    }
    if (undo.isEmpty()) {
        m_notice->show(unsent ? Tone::Info : Tone::Good, what);
        return;
    }
    const IncidentId id = m_incident->incident().id;
    m_notice->show(Tone::Good, what, tr("&Undo"), [this, id, undo] {
        if (m_incident->hasIncident() && m_incident->incident().id == id)
            m_incident->change(undo);
    });
}

void IncidentPanel::onConflict(const IncidentChange &attempted, const QList<requests::FieldConflict> &conflicts)
{
    if (!m_incident->hasIncident())
        return;
    auto *dialog = new ConflictDialog(conflicts, m_context.models, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const IncidentId id = m_incident->incident().id;
    connect(dialog, &QDialog::accepted, this, [this, dialog, id, attempted, conflicts] {
        if (!m_incident->hasIncident() || m_incident->incident().id != id)
            return;
        const QJsonObject wanted = withoutGivenUp(codec::toJson(attempted), conflicts, dialog->keptMine());
        if (const auto change = codec::incidentChangeFromJson(wanted); change && !change->isEmpty())
            m_incident->change(*change);
    });
    dialog->open();
}

void IncidentPanel::onQueuedConflict(ActionId action, const QList<requests::FieldConflict> &conflicts)
{
    auto *dialog = new ConflictDialog(conflicts, m_context.models, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this, dialog, action](int result) {
        if (ActionQueue *queue = queueOf(m_context.models))
            queue->decide(action, result == QDialog::Accepted ? dialog->keptMine().values() : QStringList());
    });
    dialog->open();
}

void IncidentPanel::askAboutLink(const QUrl &url)
{
    // The address as it will be opened, with a host in letters that cannot be mistaken for others.
    const QString address = QString::fromLatin1(url.toEncoded());
    m_notice->show(Tone::Warning, tr("This link leads out of Mostrador: %1").arg(oneLine(address, 300)),
                   url.scheme() == QLatin1String("mailto") ? tr("&Write mail") : tr("Open in &browser"),
                   [url] { QDesktopServices::openUrl(url); });
    m_notice->actionButton()->setFocus();
}

void IncidentPanel::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_incident->hasIncident() && m_actions->attach()->isEnabled() && !localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void IncidentPanel::dropEvent(QDropEvent *event)
{
    m_tabs->setCurrentIndex(0);
    m_composer->addFiles(localFiles(event->mimeData()));
    event->acceptProposedAction();
}

} // namespace mostrador::console
