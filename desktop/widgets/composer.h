// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/openincident.h"
#include "store/draftstore.h"
#include "widgets/widgetcontext.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QAction;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QListWidget;
class QPushButton;
class QRadioButton;
class QToolButton;
QT_END_NAMESPACE

namespace mostrador::console {

class DraftBar;
class MessageCompleter;
class MessageEdit;
class MessageSender;
class MistakeLine;
class ToneLabel;

/// Where a reply or an internal note is written. What is typed is kept as a draft until the server has it.
class Composer : public QFrame
{
    Q_OBJECT

public:
    Composer(const WidgetContext &context, OpenIncident &incident, MessageSender &sender, QWidget *parent = nullptr);

    /// Shows the drafts of the incident that is open now.
    void load();
    void begin(Draft::Kind kind);
    /// The last message of others in the conversation: what is written from now on is an answer to it.
    void setNewest(std::optional<MessageId> message);
    Draft::Kind kind() const;
    void addFiles(const QStringList &paths);
    void chooseFiles();
    void send() { sendThen(Then::Stay); }
    /// @{ To send and do what usually follows.
    QAction *sendAndGoOnAction() const { return m_sendGoOn; }
    QAction *sendAndResolveAction() const { return m_sendResolve; }
    /// @}

Q_SIGNALS:
    /// The message was taken that was sent to go on to the next incident.
    void goOnRequested();
    /// The employee changed what stands there; @p something: there is something to send now.
    void edited(bool something);
    /// Undo, where nothing of the text is left to undo.
    void undoneAll();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void setKind(Draft::Kind kind);
    enum class Then
    {
        Stay,
        GoOn,
        Resolve
    };
    void sendThen(Then then);
    void showDraft();
    void mirrorDraft();
    void keep();
    void update();
    void suitButtons();
    void fillStatuses();
    void showFiles();
    void removeFile();
    void applyTone();
    Draft current() const;
    bool isSending() const;

    const WidgetContext m_context;
    OpenIncident &m_incident;
    MessageSender &m_sender;
    std::optional<IncidentId> m_shown;
    Draft::Kind m_kind = Draft::Kind::Reply;
    QStringList m_files;
    QByteArray m_key;
    std::optional<IncidentId> m_goOnFrom;
    std::optional<MessageId> m_newest;
    std::optional<MessageId> m_basedOn;           ///< of what stands there
    std::optional<IncidentStatus> m_wantedStatus; ///< of a message taken back
    bool m_showing = false;
    bool m_keeping = false;
    bool m_applying = false;

    QRadioButton *m_reply;
    QRadioButton *m_note;
    ToneLabel *m_who = nullptr;
    MessageEdit *m_edit;
    MessageCompleter *m_completer = nullptr;
    DraftBar *m_other;
    QListWidget *m_fileList;
    QPushButton *m_attach;
    QPushButton *m_removeFile;
    QHBoxLayout *m_buttons;
    QLabel *m_statusLabel;
    QComboBox *m_status;
    QPushButton *m_send;
    QAction *m_sendGoOn;
    QAction *m_sendResolve;
    QToolButton *m_more;
    ToneLabel *m_state;
    MistakeLine *m_mistake;
};

} // namespace mostrador::console
