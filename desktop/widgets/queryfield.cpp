// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/queryfield.h"

#include "model/limits.h"
#include "protocol/describe.h"
#include "widgets/icons.h"
#include "widgets/notice.h"
#include "widgets/textdialog.h"

#include <QHBoxLayout>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTextCharFormat>
#include <QToolButton>
#include <QVBoxLayout>

namespace mostrador::console {

QueryField::QueryField(const Words &words, QWidget *parent)
    : QWidget(parent)
    , m_words(words)
    , m_edit(new QLineEdit(this))
    , m_help(new QToolButton(this))
    , m_mistake(new MistakeLine(this))
{
    auto *label = new QLabel(tr("&Find"), this);
    label->setBuddy(m_edit);
    m_edit->setObjectName(QStringLiteral("query"));
    m_edit->setAccessibleName(tr("Find incidents"));
    m_edit->setMaxLength(limits::query);
    addClearButton(m_edit, icon(Glyph::Search, Tone::Quiet));
    m_edit->setPlaceholderText(tr("Words, or conditions such as status:open priority>=high"));
    m_edit->installEventFilter(this);
    m_help->setIcon(icon(Glyph::Help));
    m_help->setAutoRaise(true);
    m_help->setFocusPolicy(Qt::TabFocus);
    m_help->setAccessibleName(tr("How to search"));
    m_help->setToolTip(tr("How to search"));
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_edit, 1);
    row->addWidget(m_help);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(row);
    layout->addWidget(m_mistake);

    m_pause.setSingleShot(true);
    m_pause.setInterval(80);
    connect(&m_pause, &QTimer::timeout, this, [this] { take(By::Typing); });
    // A condition is a mistake until it is written to its end.
    m_mistakePause.setSingleShot(true);
    m_mistakePause.setInterval(700);
    connect(&m_mistakePause, &QTimer::timeout, this, [this] { sayMistake(m_mistakeToSay); });
    connect(m_edit, &QLineEdit::textEdited, this, [this] {
        clearMistake();
        m_edited = true;
        m_pause.start();
    });
    // The clear button counts as editing for people, but not for Qt.
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty() && m_edit->hasFocus())
            m_pause.start();
    });
    connect(m_edit, &QLineEdit::returnPressed, this, [this] {
        if (!m_edited && !m_pause.isActive()) {
            if (!m_hasMistake)
                Q_EMIT left();
            return;
        }
        take(By::Enter);
        if (m_hasMistake)
            return;
        m_edited = false;
        Q_EMIT entered();
    });
    connect(m_help, &QToolButton::clicked, this, &QueryField::showHelp);
}

QString QueryField::takeOver()
{
    m_pause.stop();
    return query();
}

QString QueryField::query() const
{
    return m_edit->text();
}

void QueryField::setQuery(const QString &query)
{
    showQuery(query);
    take(By::Program);
}

void QueryField::showQuery(const QString &query)
{
    clearMistake();
    m_edit->setText(query);
    m_edited = false;
    m_pause.stop();
}

void QueryField::take(By by)
{
    m_pause.stop();
    clearMistake();
    m_takenBy = by;
    Q_EMIT queryChosen(m_edit->text(), by != By::Program);
}

void QueryField::takeSuggested(bool whole)
{
    clearMistake();
    m_edited = true;
    if (whole)
        take(By::Typing);
    else
        m_pause.start();
}

void QueryField::showMistake(const Problem &problem)
{
    if (m_takenBy == By::Typing) {
        m_mistakeToSay = problem;
        m_mistakePause.start();
        return;
    }
    sayMistake(problem);
}

void QueryField::sayMistake(const Problem &problem)
{
    m_hasMistake = true;
    QString text = words::describe(problem, m_words);
    if (!problem.errors.isEmpty()) {
        const FieldError &error = problem.errors.first();
        const int offset = error.params.value(QStringLiteral("offset")).toInt(-1);
        const int length = error.params.value(QStringLiteral("length")).toInt();
        text = words::describe(error, m_words);
        const QString part = m_edit->text().mid(offset, length);
        if (offset >= 0 && !part.trimmed().isEmpty())
            text = tr("At “%1”: %2").arg(part, text);
        if (offset >= 0)
            mark(offset, length);
    }
    m_mistake->setText(text);
    m_edit->setAccessibleDescription(text);
}

void QueryField::clearMistake()
{
    m_mistakePause.stop();
    if (!m_hasMistake)
        return;
    m_hasMistake = false;
    m_mistake->setText({});
    m_edit->setAccessibleDescription({});
    mark(0, 0);
}

QString QueryField::mistakeText() const
{
    return m_mistake->text();
}

void QueryField::mark(int offset, int length)
{
    // A line edit takes formats of its text only by the way of input methods; positions count from the cursor.
    QList<QInputMethodEvent::Attribute> attributes;
    if (length > 0 || offset > 0) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(ink(Tone::Danger, palette()));
        format.setBackground(wash(Tone::Danger, palette()));
        format.setForeground(ink(Tone::Danger, palette()));
        const int size = static_cast<int>(m_edit->text().size());
        // A mistake at the end, such as a value that is missing, is marked at the last character.
        const int start = qBound(0, offset, qMax(0, size - 1));
        attributes.append({QInputMethodEvent::TextFormat, start - m_edit->cursorPosition(), qMax(1, length), format});
    }
    m_marking = true;
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(m_edit, &event);
    m_marking = false;
}

void QueryField::focusField()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

bool QueryField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Down) {
            Q_EMIT left();
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            m_edited = false;
            Q_EMIT escaped();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void QueryField::showHelp()
{
    auto *dialog = new TextDialog(tr("How to search"), window());
    dialog->addText(tr("Words are looked for in subject and messages, beginnings and parts of words too; put them in "
                       "quotes to find them in this order. Accents do not matter, and where nothing is found, misspelt "
                       "words are corrected. Conditions stand side by side:"));
    dialog->addRows({{QStringLiteral("status:open,new"), tr("one of several values; status:active is everything open")},
                     {QStringLiteral("assignee:me"), tr("also: none, a name or an e-mail address")},
                     {QStringLiteral("team:mine"), tr("also: none or a team's name")},
                     {QStringLiteral("priority>=high"), tr("low, medium, high, critical; also impact and urgency")},
                     {QStringLiteral("customer:ana@example.com"), tr("an e-mail address or part of a name")},
                     {QStringLiteral("product:\"Router X\""), tr("an article number or a name")},
                     {QStringLiteral("created>7d"), tr("a date such as 2026-01-31, or an age; also updated, resolved")},
                     {QStringLiteral("due:overdue"), tr("past its due date")},
                     {QStringLiteral("mentions:me"), tr("in a note; also a name or an e-mail address")},
                     {QStringLiteral("has:attachment"), tr("also: assignee, due, note")},
                     {QStringLiteral("reference:INC-2026-000123"), tr("also order, serial, external, tag, channel")},
                     {QStringLiteral("-tag:spam"), tr("everything but these")},
                     {QStringLiteral("(a or b) c"), tr("either of two; parentheses group")}});
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace mostrador::console
