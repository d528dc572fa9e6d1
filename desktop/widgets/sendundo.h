// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/messagesender.h"

#include <QDeadlineTimer>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QAction;
class QMenu;
QT_END_NAMESPACE

namespace mostrador::console {

class Notice;

/// Taking back what was just sent: for a set time the server holds a message back from the customer, a notice says
/// until when, and its button or the action makes it a draft again. Of several the last one sent comes first.
class SendUndo : public QObject
{
    Q_OBJECT

public:
    SendUndo(const WidgetContext &context, MessageSender &sender, Notice &notice, QWidget *parent);

    /// Enabled while there is something to take back.
    QAction *action() const { return m_action; }
    /// The choice of the time, kept in the settings.
    QMenu *makeTimeMenu(QWidget *parent) const;
    /// Another incident is shown now, so that the notice has to say whose message it is.
    void showOn(IncidentId incident);
    void undo();

    /// For how long messages are held, in seconds; 0: not at all.
    static int seconds(const Settings &settings);

Q_SIGNALS:
    /// It was taken back while another incident is shown; asked for by the notice's button.
    void openRequested(mostrador::IncidentId incident);

private:
    struct Held
    {
        Message message;
        QDeadlineTimer until;
    };
    void onSent(const Message &message);
    void onWithdrawn(const Message &message);
    void tell();
    void lookAtTime();
    void drop(MessageId id);
    bool isTold() const;

    const WidgetContext m_context;
    MessageSender &m_sender;
    Notice &m_notice;
    QAction *m_action;
    QList<Held> m_held; ///< the last one sent is the last
    IncidentId m_shown;
    QString m_told; ///< what the notice says if it is ours
    QTimer m_timer;
};

} // namespace mostrador::console
