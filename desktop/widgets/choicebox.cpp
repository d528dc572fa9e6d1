// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/choicebox.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>

#include <utility>

namespace mostrador::console {

ChoiceBox::ChoiceBox(bool searchable, const Source &source, QWidget *parent)
    : QComboBox(parent)
    , m_source(source)
{
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(8);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setMinimumWidth(fontMetrics().averageCharWidth() * 12);
    setFocusPolicy(Qt::StrongFocus);
    if (searchable) {
        setEditable(true);
        setInsertPolicy(NoInsert);
        completer()->setCompletionMode(QCompleter::PopupCompletion);
        completer()->setFilterMode(Qt::MatchContains);
        completer()->setCaseSensitivity(Qt::CaseInsensitive);
    }
    connect(this, &QComboBox::activated, this, &ChoiceBox::choose);
}

void ChoiceBox::setPresent(const Choice &present)
{
    const bool typing = isTyping();
    m_present = present;
    m_shown = present;
    if (typing)
        return;
    restore();
}

bool ChoiceBox::isTyping() const
{
    return isEditable() && currentText() != m_shown.text;
}

/// The list anew, with the present value in it whatever else there is.
void ChoiceBox::fill()
{
    if (m_filling)
        return;
    m_filling = true;
    const QString typed = currentText();
    const bool typing = isTyping();
    m_choices = m_source();
    qsizetype row = -1;
    for (qsizetype i = 0; i < m_choices.size() && row < 0; ++i)
        row = m_choices.at(i).value == m_shown.value ? i : -1;
    if (row < 0) {
        m_choices.prepend(m_shown);
        row = 0;
    }
    const QSignalBlocker blocker(this);
    clear();
    for (const Choice &choice : std::as_const(m_choices))
        addItem(choice.icon, choice.text);
    setCurrentIndex(static_cast<int>(row));
    if (typing)
        setEditText(typed);
    m_filling = false;
    m_filled = true;
}

void ChoiceBox::restore()
{
    const QSignalBlocker blocker(this);
    if (view()->isVisible())
        return; // while somebody chooses; choose() puts it right
    m_choices = {m_shown};
    m_filled = false;
    clear();
    addItem(m_shown.icon, m_shown.text);
    setCurrentIndex(0);
    if (hasFocus())
        fill();
    if (isEditable())
        lineEdit()->setCursorPosition(0);
}

int ChoiceBox::rowOf(const QString &text) const
{
    for (qsizetype i = 0; i < m_choices.size(); ++i) {
        if (m_choices.at(i).text.compare(text, Qt::CaseInsensitive) == 0)
            return static_cast<int>(i);
    }
    return -1;
}

void ChoiceBox::choose(int row)
{
    if (row < 0 || row >= m_choices.size())
        return;
    m_shown = m_choices.at(row);
    {
        const QSignalBlocker blocker(this);
        setCurrentIndex(row);
        if (isEditable())
            setEditText(m_shown.text);
    }
    if (m_shown.value != m_present.value)
        Q_EMIT chosen();
}

/// What has been typed: that choice, or the first that holds it.
void ChoiceBox::take()
{
    const QString typed = currentText().simplified();
    int row = rowOf(typed);
    for (qsizetype i = 0; i < m_choices.size() && row < 0 && !typed.isEmpty(); ++i) {
        if (m_choices.at(i).text.contains(typed, Qt::CaseInsensitive))
            row = static_cast<int>(i);
    }
    if (row >= 0)
        choose(row);
    else
        Q_EMIT nothingFits(typed);
}

void ChoiceBox::showPopup()
{
    fill();
    QComboBox::showPopup();
}

void ChoiceBox::focusInEvent(QFocusEvent *event)
{
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        fill();
    QComboBox::focusInEvent(event);
}

void ChoiceBox::focusOutEvent(QFocusEvent *event)
{
    const bool away = event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason;
    // Typed in full it is meant; half a name is not.
    if (away && isTyping() && rowOf(currentText().simplified()) < 0)
        restore();
    QComboBox::focusOutEvent(event);
}

void ChoiceBox::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (isTyping()) {
            restore();
            lineEdit()->selectAll();
            return;
        }
        event->ignore();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers() & ~Qt::KeypadModifier) {
            event->ignore();
        } else if (isTyping()) {
            take();
        } else {
            showPopup();
        }
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (event->modifiers() & ~Qt::KeypadModifier)
            event->ignore();
        else
            showPopup();
        return;
    default:
        break;
    }
    if (isEditable() && !m_filled)
        fill();
    if (isEditable() || event->key() == Qt::Key_Space || event->key() == Qt::Key_F4)
        QComboBox::keyPressEvent(event);
    else
        event->ignore();
}

void ChoiceBox::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

} // namespace mostrador::console
