// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "models/openincident.h"
#include "widgets/widgetcontext.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QListWidget;
QT_END_NAMESPACE

namespace mostrador::console {

class MessageEdit;

/// Offers, while a message is written, what begins with two colons (canned replies, put in with their placeholders
/// filled), with a hash (other incidents, put in by their reference) and, in an internal note, with an at sign
/// (colleagues who may see the incident, put in as mentions). The list never takes the focus: arrows choose,
/// Enter or Tab put in, Escape closes it until something else is typed.
class MessageCompleter : public QObject
{
    Q_OBJECT

public:
    MessageCompleter(const WidgetContext &context, const OpenIncident &incident, MessageEdit *edit);

    /// Whether colleagues are offered: what is written is an internal note.
    void setNote(bool note) { m_note = note; }
    /// The list, for tests; hidden while there is nothing to offer.
    QListWidget *list() const { return m_list; }

Q_SIGNALS:
    /// A canned reply could not be put in, or not be filled in wholly.
    void told(const QString &what);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Kind
    {
        Reply,
        Incident,
        Colleague
    };
    struct Token
    {
        Kind kind = Kind::Reply;
        QString text;  ///< behind the sign
        int start = 0; ///< of the sign in the document
        int end = 0;

        bool operator==(const Token &) const = default;
    };
    std::optional<Token> tokenAtCursor() const;
    void look();
    void ask();
    void offerColleagues();
    void show(const QStringList &titles);
    void take();
    void putIn(const Token &token, const QString &text);
    void putInReply(const Token &token, const CannedReply &reply);

    const WidgetContext m_context;
    const OpenIncident &m_incident;
    MessageEdit *m_edit;
    QListWidget *m_list;
    QTimer m_pause;
    QPointer<Reply> m_request;
    std::optional<Token> m_token;
    std::optional<Token> m_dismissed;
    QList<CannedReply> m_replies;
    QList<Incident> m_incidents;
    QList<Employee> m_colleagues;
    bool m_note = false;
};

} // namespace mostrador::console
