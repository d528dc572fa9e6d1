// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/composer.h"

#include "model/limits.h"
#include "model/placeholders.h"
#include "models/writing.h"
#include "protocol/describe.h"
#include "widgets/delegates.h"
#include "widgets/draftbar.h"
#include "widgets/icons.h"
#include "widgets/messagecompleter.h"
#include "widgets/messageedit.h"
#include "widgets/messagesender.h"
#include "widgets/notice.h"
#include "widgets/plaintext.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace mostrador::console {

Composer::Composer(const WidgetContext &context, OpenIncident &incident, MessageSender &sender, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_incident(incident)
    , m_sender(sender)
{
    setObjectName(QStringLiteral("composer"));
    setAutoFillBackground(true);
    build();
    connect(m_reply, &QRadioButton::toggled, this,
            [this](bool on) { setKind(on ? Draft::Kind::Reply : Draft::Kind::Note); });
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::keep);
    connect(m_edit, &MessageEdit::filesGiven, this, &Composer::addFiles);
    connect(m_edit, &MessageEdit::sendRequested, this, &Composer::send);
    connect(m_edit, &MessageEdit::undoneAll, this, &Composer::undoneAll);
    connect(&sender, &MessageSender::withdrawn, this,
            [this](const Message &message, Draft::Kind kind, std::optional<IncidentStatus> status) {
                if (m_shown != message.incident)
                    return;
                (kind == Draft::Kind::Reply ? m_reply : m_note)->setChecked(true);
                showDraft();
                m_wantedStatus = status;
                update();
                m_edit->setFocus(Qt::OtherFocusReason);
            });
    connect(m_attach, &QPushButton::clicked, this, &Composer::chooseFiles);
    connect(m_removeFile, &QPushButton::clicked, this, &Composer::removeFile);
    connect(m_send, &QPushButton::clicked, this, &Composer::send);
    connect(m_sendGoOn, &QAction::triggered, this, [this] { sendThen(Then::GoOn); });
    connect(m_sendResolve, &QAction::triggered, this, [this] { sendThen(Then::Resolve); });
    connect(m_status, &QComboBox::activated, this, [this] {
        m_key.clear();
        m_wantedStatus.reset();
    });
    connect(&incident, &OpenIncident::changed, this, &Composer::update);
    connect(&context.models.client, &ApiClient::stateChanged, this, &Composer::update);
    connect(&sender, &MessageSender::sendingChanged, this, &Composer::update);
    connect(&context.drafts, &DraftStore::draftChanged, this, [this](IncidentId id, Draft::Kind kind) {
        if (!m_keeping && m_shown == id && m_kind == kind)
            mirrorDraft();
    });
    connect(&sender, &MessageSender::progress, this, [this](IncidentId id, const QString &what, int percent) {
        if (m_shown == id && isSending())
            m_state->setText(tr("Sending %1 (%2 %)…").arg(oneLine(what, 60)).arg(percent));
    });
    connect(&sender, &MessageSender::taken, this, [this](IncidentId id, Draft::Kind kind) {
        if (m_shown == id && m_kind == kind)
            showDraft();
        if (m_goOnFrom == id && m_kind == kind) {
            m_goOnFrom.reset();
            if (m_shown == id)
                Q_EMIT goOnRequested();
        }
    });
    if (context.models.offline) {
        connect(context.models.offline, &OfflineData::ready, this, &Composer::update);
        connect(context.models.offline, &OfflineData::left, this, &Composer::update);
    }
    connect(&sender, &MessageSender::failed, this,
            [this](IncidentId id, Draft::Kind kind, const Failure &failure, const QString &file) {
                m_goOnFrom.reset();
                if (m_shown != id || m_kind != kind)
                    return;
                // The text is back, where it had been handed over.
                showDraft();
                const QString text = describe(failure, m_context.models.words);
                m_mistake->setText(file.isEmpty() ? tr("Not sent. %1").arg(text)
                                                  : tr("Not sent: %1. %2").arg(oneLine(file, 80), text));
                if (const auto draft = m_context.drafts.draft(id, kind))
                    m_key = draft->idempotencyKey;
            });
    m_completer = new MessageCompleter(context, incident, m_edit);
    connect(m_completer, &MessageCompleter::told, this, [this](const QString &what) { m_mistake->setText(what); });
    update();
}

void Composer::build()
{
    m_reply = new QRadioButton(tr("&Reply to the customer"), this);
    m_reply->setObjectName(QStringLiteral("kindReply"));
    m_reply->setChecked(true);
    m_note = new QRadioButton(tr("Internal &note"), this);
    m_note->setObjectName(QStringLiteral("kindNote"));
    m_who = new ToneLabel(Tone::Quiet, {}, this);
    m_other = new DraftBar(m_context, this);
    m_edit = new MessageEdit(this);
    m_edit->setObjectName(QStringLiteral("message"));
    m_fileList = new QListWidget(this);
    m_fileList->setObjectName(QStringLiteral("composerFiles"));
    m_fileList->setAccessibleName(tr("Files to send"));
    m_fileList->setItemDelegate(new PlainDelegate(m_fileList));
    m_fileList->setMaximumHeight(m_fileList->fontMetrics().height() * 5);
    m_attach = new QPushButton(icon(Glyph::Attach), tr("&Attach files…"), this);
    m_attach->setObjectName(QStringLiteral("attach"));
    m_removeFile = new QPushButton(icon(Glyph::Remove), tr("Remove file"), this);
    m_removeFile->setObjectName(QStringLiteral("removeFile"));
    m_status = new QComboBox(this);
    m_status->setObjectName(QStringLiteral("thenStatus"));
    m_statusLabel = new QLabel(tr("an&d then"), this);
    m_statusLabel->setBuddy(m_status);
    m_status->setAccessibleName(tr("Status after sending"));
    m_send = new QPushButton(icon(Glyph::Send), {}, this);
    m_send->setObjectName(QStringLiteral("send"));
    m_sendGoOn = new QAction(icon(Glyph::Send), tr("Send and go to the ne&xt"), this);
    m_sendResolve = new QAction(icon(Glyph::StatusResolved), tr("Send and mark as resol&ved"), this);
    m_more = new QToolButton(this);
    m_more->setObjectName(QStringLiteral("sendMore"));
    m_more->setAccessibleName(tr("Other ways to send"));
    m_more->setToolTip(m_more->accessibleName());
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setArrowType(Qt::DownArrow);
    m_more->setFocusPolicy(Qt::StrongFocus);
    auto *ways = new QMenu(m_more);
    ways->addActions({m_sendGoOn, m_sendResolve});
    m_more->setMenu(ways);
    m_state = new ToneLabel(Tone::Quiet, {}, this);
    m_state->setWordWrap(true);
    m_mistake = new MistakeLine(this);
    m_mistake->setObjectName(QStringLiteral("composerMistake"));

    auto *kinds = new QHBoxLayout;
    kinds->addWidget(m_reply);
    kinds->addWidget(m_note);
    kinds->addStretch(1);
    for (QPushButton *button : {m_attach, m_removeFile}) {
        button->setToolTip(QString(button->text()).remove(u'&'));
        button->setAccessibleName(button->toolTip());
        button->setMinimumWidth(button->iconSize().width() * 2); // see suitButtons()
    }
    m_buttons = new QHBoxLayout;
    m_buttons->addWidget(m_attach);
    m_buttons->addWidget(m_removeFile);
    m_buttons->addStretch(1);
    m_buttons->addWidget(m_statusLabel);
    m_buttons->addWidget(m_status);
    m_buttons->addWidget(m_send);
    m_buttons->addWidget(m_more);
    // It takes what room there is, and leaves the side bar some.
    m_status->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_status->setMinimumContentsLength(9);
    m_status->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_status->setMaximumWidth(fontMetrics().averageCharWidth() * 40);
    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height() / 3;
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap);
    layout->addLayout(kinds);
    layout->addWidget(m_who);
    layout->addWidget(m_other);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_fileList);
    layout->addWidget(m_mistake);
    layout->addWidget(m_state);
    layout->addLayout(m_buttons);
    auto *remove = new QShortcut(QKeySequence::Delete, m_fileList);
    remove->setContext(Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, &Composer::removeFile);
    setTabChain(QList<QWidget *>{m_reply, m_note} + m_other->controls() +
                QList<QWidget *>{m_edit, m_fileList, m_attach, m_removeFile, m_status, m_send, m_more});
    connect(m_other, &DraftBar::decided, this, [this] { m_edit->setFocus(Qt::OtherFocusReason); });
}

/// In little room what is about files shows its picture alone: the side bar beside is worth more than two words.
void Composer::suitButtons()
{
    const QString attach = tr("&Attach files…");
    const QString remove = tr("Remove file");
    int needed = layout()->contentsMargins().left() + layout()->contentsMargins().right();
    for (QWidget *each : QList<QWidget *>{m_attach, m_removeFile, m_statusLabel, m_status, m_send, m_more}) {
        if (!each->isVisibleTo(this))
            continue;
        needed += each->sizeHint().width() + m_buttons->spacing();
        if (each == m_attach && m_attach->text().isEmpty())
            needed += fontMetrics().horizontalAdvance(attach);
        if (each == m_removeFile && m_removeFile->text().isEmpty())
            needed += fontMetrics().horizontalAdvance(remove);
    }
    const bool narrow = width() < needed;
    m_attach->setText(narrow ? QString() : attach);
    m_attach->setShortcut(QKeySequence::mnemonic(attach)); // setText() took the one of its own
    m_removeFile->setText(narrow ? QString() : remove);
}

void Composer::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    suitButtons();
}

void Composer::load()
{
    const auto shown = m_incident.hasIncident() ? std::optional(m_incident.incident().id) : std::nullopt;
    if (shown != m_shown)
        m_newest.reset();
    m_shown = shown;
    showDraft();
}

void Composer::begin(Draft::Kind kind)
{
    (kind == Draft::Kind::Reply ? m_reply : m_note)->setChecked(true);
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void Composer::setNewest(std::optional<MessageId> message)
{
    if (m_newest == message)
        return;
    m_newest = message;
    update();
}

Draft::Kind Composer::kind() const
{
    return m_kind;
}

void Composer::setKind(Draft::Kind kind)
{
    if (kind == m_kind)
        return;
    m_kind = kind;
    showDraft();
}

void Composer::showDraft()
{
    m_showing = true;
    std::optional<Draft> draft;
    if (m_shown)
        draft = m_context.drafts.draft(*m_shown, m_kind);
    m_edit->setPlainText(draft ? draft->body : QString());
    m_edit->moveCursor(QTextCursor::End);
    m_files = draft ? draft->files : QStringList();
    m_key = draft ? draft->idempotencyKey : QByteArray();
    m_basedOn = draft ? draft->basedOn : std::nullopt;
    m_other->show(m_shown, m_kind);
    m_status->clear();
    m_wantedStatus.reset();
    m_mistake->setText({});
    m_showing = false;
    update();
}

/// The same incident is open elsewhere too, and something was written or sent there.
void Composer::mirrorDraft()
{
    const auto draft = m_shown ? m_context.drafts.draft(*m_shown, m_kind) : std::nullopt;
    const QString body = draft ? draft->body : QString();
    m_key = draft ? draft->idempotencyKey : QByteArray();
    m_basedOn = draft ? draft->basedOn : std::nullopt;
    if (m_showing || (plainText(m_edit) == body && m_files == (draft ? draft->files : QStringList())))
        return;
    m_showing = true;
    m_files = draft ? draft->files : QStringList();
    const int position = m_edit->textCursor().position();
    QTextCursor all(m_edit->document());
    all.select(QTextCursor::Document);
    all.insertText(body);
    QTextCursor cursor = m_edit->textCursor();
    cursor.setPosition(qMin(position, m_edit->document()->characterCount() - 1));
    m_edit->setTextCursor(cursor);
    m_showing = false;
    update();
}

Draft Composer::current() const
{
    Draft draft;
    if (m_shown)
        draft.incident = *m_shown;
    draft.kind = m_kind;
    draft.body = plainText(m_edit);
    draft.files = m_files;
    draft.idempotencyKey = m_key;
    draft.basedOn = m_basedOn;
    return draft;
}

void Composer::keep()
{
    if (m_showing || !m_shown)
        return;
    // Another text is another message.
    m_key.clear();
    m_mistake->setText({});
    // What is begun now is written by somebody who has seen all there is.
    if (const auto before = m_context.drafts.draft(*m_shown, m_kind); !m_basedOn || !before || before->body.isEmpty())
        m_basedOn = m_newest;
    const Draft draft = current();
    m_keeping = true;
    m_context.drafts.put(draft);
    m_keeping = false;
    update();
    Q_EMIT edited(!draft.body.isEmpty() || !draft.files.isEmpty());
}

void Composer::addFiles(const QStringList &paths)
{
    if (!m_attach->isEnabled())
        return;
    QStringList refused;
    const qint64 most = m_context.models.client.uploadLimit();
    for (const QString &path : paths) {
        if (m_files.contains(path))
            continue;
        const QFileInfo file(path);
        if (!file.isReadable() || !file.isFile()) {
            refused.append(tr("%1 cannot be read.").arg(oneLine(file.fileName(), 80)));
        } else if (most > 0 && file.size() > most) {
            //: The name of a file and a size, such as "10 MiB"
            refused.append(
                tr("%1 is larger than %2, the most the server takes.")
                    .arg(oneLine(file.fileName(), 80), m_context.models.words.locale().formattedDataSize(most)));
        } else if (m_files.size() >= limits::attachmentsPerMessage) {
            refused.append(tr("A message takes at most %Ln file(s).", "", limits::attachmentsPerMessage));
            break;
        } else {
            m_files.append(path);
        }
    }
    keep();
    m_mistake->setText(refused.join(u' '));
}

void Composer::chooseFiles()
{
    auto *dialog = new QFileDialog(window(), tr("Attach files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setLabelText(QFileDialog::Accept, tr("Attach"));
    connect(dialog, &QFileDialog::filesSelected, this, &Composer::addFiles);
    dialog->open();
}

void Composer::removeFile()
{
    const int row = m_fileList->currentRow();
    if (row < 0 || row >= m_files.size() || !m_fileList->isEnabled())
        return;
    m_files.removeAt(row);
    keep();
    (m_files.isEmpty() ? static_cast<QWidget *>(m_edit) : m_fileList)->setFocus();
}

void Composer::sendThen(Then then)
{
    if (!m_shown || isSending() || !m_send->isEnabled())
        return;
    if (plainText(m_edit).trimmed().isEmpty()) {
        m_mistake->setText(tr("Write a message first."));
        m_edit->setFocus();
        return;
    }
    // Of a canned reply, with nothing known to stand there.
    if (const QStringList left = placeholders::in(plainText(m_edit)); !left.isEmpty()) {
        m_mistake->setText(
            tr("Write what belongs in the place of %1.").arg(QStringLiteral("{{%1}}").arg(left.constFirst())));
        m_edit->setFocus();
        return;
    }
    m_mistake->setText({});
    auto status = incidentStatusFromString(m_status->currentData().toString());
    if (then == Then::Resolve)
        status = IncidentStatus::Resolved;
    m_goOnFrom = then == Then::GoOn ? m_shown : std::nullopt;
    m_sender.send(current(), status, m_incident.incident());
}

bool Composer::isSending() const
{
    return m_shown && m_sender.isSending(*m_shown, m_kind);
}

void Composer::update()
{
    const bool there = m_shown && m_incident.hasIncident() && m_incident.incident().id == *m_shown;
    const bool mayReply = there && m_incident.isAllowed(Action::MessageWrite);
    const bool mayNote = there && m_incident.isAllowed(Action::NoteWrite);
    const bool may = m_kind == Draft::Kind::Reply ? mayReply : mayNote;
    const bool sending = isSending();
    const bool online = canWrite(m_context.models);
    m_reply->setEnabled(mayReply);
    m_note->setEnabled(mayNote);
    m_edit->setReadOnly(!may || sending);
    m_edit->setEnabled(may);
    m_attach->setEnabled(may && !sending && m_incident.isAllowed(Action::AttachmentAdd));
    m_send->setEnabled(may && !sending && online);
    m_sendGoOn->setEnabled(m_send->isEnabled());
    m_sendResolve->setEnabled(m_send->isEnabled() && m_incident.nextStatuses().contains(IncidentStatus::Resolved));
    m_more->setEnabled(m_send->isEnabled());
    m_fileList->setEnabled(may && !sending);
    m_status->setEnabled(may && !sending);
    const bool note = m_kind == Draft::Kind::Note;
    if (m_completer)
        m_completer->setNote(note);
    m_send->setText(note ? tr("&Save note (Ctrl+Enter)") : tr("&Send (Ctrl+Enter)"));
    m_edit->setAccessibleName(note ? tr("Internal note") : tr("Reply to the customer"));
    m_who->setText(
        there && note ? tr("Only employees see this.")
        : there
            ? tr("To %1 <%2>").arg(oneLine(m_incident.incident().customerName, 80), m_incident.incident().customerEmail)
            : QString());
    m_who->setTone(note ? Tone::Note : Tone::Quiet);
    if (sending)
        m_state->setText(note ? tr("Saving…") : tr("Sending…"));
    else if (there && !may)
        m_state->setText(tr("Your role can read this conversation but not write in it."));
    else if (there && !online)
        m_state->setText(tr("The server is away. What you write is kept here; send it when the server is back."));
    else if (there && !m_context.models.client.isOnline())
        m_state->setText(tr("The server is away. What you send is kept and goes out when it is back."));
    else if (there && m_basedOn && m_newest && *m_basedOn < *m_newest && !plainText(m_edit).isEmpty())
        m_state->setText(tr("Since you began to write this, something has been added to the conversation."));
    else
        m_state->clear();
    m_state->setVisible(!m_state->text().isEmpty());
    fillStatuses();
    showFiles();
    applyTone();
}

void Composer::fillStatuses()
{
    if (m_status->view()->isVisible())
        return;
    QVariant chosen = m_status->currentData();
    if (!chosen.isValid() && m_wantedStatus)
        chosen = mostrador::toString(*m_wantedStatus);
    const QSignalBlocker blocker(m_status);
    m_status->clear();
    m_status->addItem(tr("keep the status"));
    if (m_incident.hasIncident()) {
        for (const IncidentStatus status : m_incident.nextStatuses())
            m_status->addItem(iconOf(status), tr("set “%1”").arg(words::name(status, m_context.models.words)),
                              mostrador::toString(status));
    }
    m_status->setCurrentIndex(qMax(0, chosen.isValid() ? m_status->findData(chosen) : 0));
    const bool choice = m_status->count() > 1;
    m_status->setVisible(choice);
    m_statusLabel->setVisible(choice);
    suitButtons();
}

void Composer::showFiles()
{
    const int row = m_fileList->currentRow();
    const QSignalBlocker blocker(m_fileList);
    m_fileList->clear();
    const QLocale locale = m_context.models.words.locale();
    for (const QString &path : m_files) {
        const QFileInfo file(path);
        m_fileList->addItem(
            new QListWidgetItem(icon(Glyph::Attach),
                                QStringLiteral("%1 (%2)").arg(file.fileName(), locale.formattedDataSize(file.size()))));
    }
    m_fileList->setCurrentRow(qBound(0, row, qMax(0, m_fileList->count() - 1)));
    m_fileList->setVisible(!m_files.isEmpty());
    m_removeFile->setVisible(!m_files.isEmpty());
    suitButtons();
    m_removeFile->setEnabled(m_fileList->isEnabled());
}

void Composer::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_applying && m_who)
        applyTone();
}

void Composer::applyTone()
{
    m_applying = true;
    QPalette own;
    if (m_kind == Draft::Kind::Note) {
        own.setColor(QPalette::Window, wash(Tone::Note, QGuiApplication::palette()));
        own.setColor(QPalette::Base, wash(Tone::Note, QGuiApplication::palette()));
    }
    if (palette().resolveMask() != own.resolveMask() || m_kind == Draft::Kind::Note)
        setPalette(own);
    m_applying = false;
}

} // namespace mostrador::console
