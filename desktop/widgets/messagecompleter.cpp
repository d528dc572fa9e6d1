// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/messagecompleter.h"

#include "model/permissions.h"
#include "model/placeholders.h"
#include "model/searchtext.h"
#include "models/directory.h"
#include "widgets/delegates.h"
#include "widgets/messageedit.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QRegularExpression>
#include <QTextBlock>

#include <algorithm>

namespace mostrador::console {

namespace {

constexpr int pauseMs = 80;
constexpr int offered = 8;

} // namespace

MessageCompleter::MessageCompleter(const WidgetContext &context, const OpenIncident &incident, MessageEdit *edit)
    : QObject(edit)
    , m_context(context)
    , m_incident(incident)
    , m_edit(edit)
    , m_list(new QListWidget(edit))
{
    // A child without focus of its own rather than a popup: typing goes on, and the window stays active.
    m_list->setWindowFlags(Qt::ToolTip);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setObjectName(QStringLiteral("completions"));
    m_list->setAccessibleName(tr("Suggestions"));
    m_list->setItemDelegate(new PlainDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->hide();
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &MessageCompleter::ask);
    connect(edit, &QPlainTextEdit::textChanged, this, &MessageCompleter::look);
    connect(edit, &QPlainTextEdit::cursorPositionChanged, this, &MessageCompleter::look);
    connect(m_list, &QListWidget::itemClicked, this, &MessageCompleter::take);
    edit->installEventFilter(this);
}

std::optional<MessageCompleter::Token> MessageCompleter::tokenAtCursor() const
{
    const QTextCursor cursor = m_edit->textCursor();
    if (cursor.hasSelection() || !m_edit->hasFocus())
        return std::nullopt;
    const QString before = cursor.block().text().left(cursor.positionInBlock());
    static const QRegularExpression form(QStringLiteral("(?:^|[\\s(])(::|#|@)([\\w.-]{0,40})$"),
                                         QRegularExpression::UseUnicodePropertiesOption);
    const QRegularExpressionMatch match = form.match(before);
    if (!match.hasMatch())
        return std::nullopt;
    const QString sign = match.captured(1);
    const Kind kind = sign == QLatin1String("::")  ? Kind::Reply
                      : sign == QLatin1String("#") ? Kind::Incident
                                                   : Kind::Colleague;
    if (kind == Kind::Colleague && !m_note)
        return std::nullopt;
    // A hash alone begins a heading.
    if (kind == Kind::Incident && match.capturedLength(2) == 0)
        return std::nullopt;
    const int block = cursor.block().position();
    return Token{kind, match.captured(2), block + static_cast<int>(match.capturedStart(1)), cursor.position()};
}

void MessageCompleter::look()
{
    const auto token = tokenAtCursor();
    if (token == m_token)
        return;
    m_token = token;
    if (m_request)
        m_request->abort();
    if (!token || token == m_dismissed) {
        m_list->hide();
        m_pause.stop();
        return;
    }
    m_dismissed.reset();
    m_pause.start();
}

/// From what is known here: without the server too.
void MessageCompleter::offerColleagues()
{
    const Incident &incident = m_incident.incident();
    const Directory &directory = m_context.models.directory;
    const IncidentStanding standing{incident.customer, incident.assignee, incident.team,
                                    directory.isRestricted(incident.team)};
    const QString wanted = foldForSearch(m_token->text);
    const auto begins = [&](const Employee &one) {
        if (foldForSearch(one.email).startsWith(wanted))
            return true;
        const QStringList words = searchWords(one.name);
        return foldForSearch(one.name).startsWith(wanted) ||
               std::any_of(words.begin(), words.end(), [&](const QString &word) { return word.startsWith(wanted); });
    };
    m_colleagues.clear();
    QStringList titles;
    for (const Employee &one : directory.employees()) {
        if (one.id == m_context.models.session.employee().id || !maySee(one, standing) || !begins(one))
            continue;
        m_colleagues.append(one);
        titles.append(QStringLiteral("@%1  %2").arg(oneLine(one.name, 60), one.email));
        if (m_colleagues.size() == offered)
            break;
    }
    show(titles);
}

void MessageCompleter::ask()
{
    if (!m_token || !m_incident.hasIncident())
        return;
    if (m_token->kind == Kind::Colleague) {
        offerColleagues();
        return;
    }
    requests::ListQuery list;
    list.limit = offered;
    list.query = m_token->text;
    if (m_token->kind == Kind::Reply) {
        auto *reply = requests::cannedReplies(m_context.models.client, list, requests::Offered::Only,
                                              m_incident.incident().language);
        m_request = reply;
        reply->then(this, [this](const Answer<codec::Page<CannedReply>> &answer) {
            QStringList titles;
            m_replies = answer ? answer->items : QList<CannedReply>();
            // Who types a whole shortcut means that one.
            std::stable_sort(m_replies.begin(), m_replies.end(), [this](const CannedReply &a, const CannedReply &b) {
                const auto begins = [this](const CannedReply &one) {
                    return m_token && one.shortcut.startsWith(m_token->text, Qt::CaseInsensitive) ? 0 : 1;
                };
                return std::pair(begins(a), a.shortcut.size()) < std::pair(begins(b), b.shortcut.size());
            });
            for (const CannedReply &one : std::as_const(m_replies))
                titles.append(QStringLiteral("::%1  %2").arg(one.shortcut, one.title));
            show(titles);
        });
        return;
    }
    // The digits of a number are meant as one; other words are searched.
    const auto id = IncidentId::fromString(m_token->text);
    if (!id)
        list.query = u'"' + m_token->text + u'"';
    const auto found = [this](const QList<Incident> &incidents) {
        m_incidents = incidents;
        QStringList titles;
        for (const Incident &one : std::as_const(m_incidents))
            titles.append(QStringLiteral("%1  %2").arg(one.reference, oneLine(one.subject)));
        show(titles);
    };
    if (id) {
        auto *reply = requests::incident(m_context.models.client, *id);
        m_request = reply;
        reply->then(this, [found](const Answer<Incident> &answer) {
            found(answer ? QList<Incident>{*answer} : QList<Incident>());
        });
    } else {
        auto *reply = requests::incidents(m_context.models.client, list);
        m_request = reply;
        reply->then(this, [found](const Answer<codec::Page<Incident>> &answer) {
            found(answer ? answer->items : QList<Incident>());
        });
    }
}

void MessageCompleter::show(const QStringList &titles)
{
    m_list->clear();
    m_list->addItems(titles);
    if (titles.isEmpty() || !m_token || !m_edit->hasFocus()) {
        m_list->hide();
        return;
    }
    m_list->setCurrentRow(0);
    const int row = m_list->sizeHintForRow(0);
    const int frame = 2 * m_list->frameWidth();
    m_list->resize(std::min(m_edit->width(), m_edit->fontMetrics().averageCharWidth() * 60),
                   row * static_cast<int>(titles.size()) + frame);
    // Above the line that is being written, where the text already stands and the window has room.
    const QRect line = m_edit->cursorRect();
    m_list->move(m_edit->viewport()->mapToGlobal(line.topLeft()) - QPoint(0, m_list->height()));
    m_list->show();
}

void MessageCompleter::take()
{
    const int row = m_list->currentRow();
    m_list->hide();
    if (!m_token || row < 0)
        return;
    const Token token = *m_token;
    if (token.kind == Kind::Reply && row < m_replies.size())
        putInReply(token, m_replies.at(row));
    else if (token.kind == Kind::Incident && row < m_incidents.size())
        putIn(token, m_incidents.at(row).reference + u' ');
    else if (token.kind == Kind::Colleague && row < m_colleagues.size())
        putIn(token, mentionText(m_colleagues.at(row).id, m_colleagues.at(row).name) + u' ');
}

void MessageCompleter::putInReply(const Token &token, const CannedReply &reply)
{
    const Incident incident = m_incident.incident();
    auto *request = requests::customer(m_context.models.client, incident.customer);
    request->then(this, [this, token, reply, incident](const Answer<Customer> &customer) {
        // Another incident, or another text where the sign stood: what was chosen is not meant for it.
        if (!m_incident.hasIncident() || m_incident.incident().id != incident.id || tokenAtCursor() != token)
            return;
        QHash<QString, QString> values{
            {QStringLiteral("incident.reference"), incident.reference},
            {QStringLiteral("incident.subject"), incident.subject},
            {QStringLiteral("incident.order_number"), incident.orderNumber},
            {QStringLiteral("incident.serial_number"), incident.serialNumber},
            {QStringLiteral("product.name"), incident.productName},
            {QStringLiteral("team.name"), incident.teamName},
            {QStringLiteral("agent.name"), m_context.models.session.employee().name},
            {QStringLiteral("customer.name"), incident.customerName},
        };
        if (customer) {
            values.insert(QStringLiteral("customer.given_name"), customer->givenName);
            values.insert(QStringLiteral("customer.family_name"), customer->familyName);
        }
        // What is not there stands in the text to be filled in by hand.
        values.removeIf([](const auto &value) { return value->isEmpty(); });
        const placeholders::Filled filled = placeholders::fill(reply.body, values);
        putIn(token, filled.text);
        if (!filled.missing.isEmpty()) {
            Q_EMIT told(tr("There is nothing known for %1: write it yourself.")
                            .arg(QStringLiteral("{{%1}}").arg(filled.missing.join(QStringLiteral("}}, {{")))));
        }
    });
}

void MessageCompleter::putIn(const Token &token, const QString &text)
{
    QTextCursor cursor = m_edit->textCursor();
    cursor.setPosition(token.start);
    cursor.setPosition(token.end, QTextCursor::KeepAnchor);
    cursor.insertText(text); // one step of the editor's own undo
    m_edit->setTextCursor(cursor);
}

bool MessageCompleter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut || event->type() == QEvent::Hide)
        m_list->hide();
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (!key || m_list->isHidden())
        return QObject::eventFilter(watched, event);
    const auto *pressed = static_cast<QKeyEvent *>(event);
    if (pressed->modifiers() & ~Qt::KeypadModifier)
        return QObject::eventFilter(watched, event);
    switch (pressed->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
    case Qt::Key_Escape:
        break;
    default:
        return QObject::eventFilter(watched, event);
    }
    event->accept();
    if (event->type() == QEvent::ShortcutOverride)
        return true; // ours, not a shortcut's
    switch (pressed->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up:
        m_list->setCurrentRow(
            std::clamp(m_list->currentRow() + (pressed->key() == Qt::Key_Down ? 1 : -1), 0, m_list->count() - 1));
        break;
    case Qt::Key_Escape:
        m_dismissed = m_token;
        m_list->hide();
        break;
    default:
        take();
        break;
    }
    return true;
}

} // namespace mostrador::console
