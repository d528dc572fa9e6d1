// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/openincident.h"
#include "store/draftstore.h"
#include "widgets/widgetcontext.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
class QRadioButton;
QT_END_NAMESPACE

namespace mostrador::console {

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
    Draft::Kind kind() const;
    void addFiles(const QStringList &paths);
    void chooseFiles();
    void send();

Q_SIGNALS:
    /// The employee changed what stands there; @p something: there is something to send now.
    void edited(bool something);
    /// Undo, where nothing of the text is left to undo.
    void undoneAll();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void setKind(Draft::Kind kind);
    void showDraft();
    void keep();
    void update();
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
    std::optional<IncidentStatus> m_wantedStatus; ///< of a message taken back
    bool m_showing = false;
    bool m_applying = false;

    QRadioButton *m_reply;
    QRadioButton *m_note;
    ToneLabel *m_who = nullptr;
    MessageEdit *m_edit;
    QListWidget *m_fileList;
    QPushButton *m_attach;
    QPushButton *m_removeFile;
    QLabel *m_statusLabel;
    QComboBox *m_status;
    QPushButton *m_send;
    ToneLabel *m_state;
    MistakeLine *m_mistake;
};

} // namespace mostrador::console
