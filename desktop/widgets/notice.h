// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QFrame>
#include <QLabel>

#include <functional>

QT_BEGIN_NAMESPACE
class QPushButton;
class QToolButton;
QT_END_NAMESPACE

namespace mostrador::console {

/// A label for plain text in the ink of a tone, whatever the palette becomes.
class ToneLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ToneLabel(Tone tone = Tone::Plain, const QString &text = {}, QWidget *parent = nullptr);
    void setTone(Tone tone);
    Tone tone() const { return m_tone; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyTone();
    Tone m_tone;
    bool m_applying = false;
};

/// A mark and a sentence about a mistake, beside the control it is about. Hidden while there is none.
class MistakeLine : public QWidget
{
    Q_OBJECT

public:
    explicit MistakeLine(QWidget *parent = nullptr);
    /// Shows @p text, or hides the line when it is empty. Assistive technology is told.
    void setText(const QString &text);
    QString text() const;

private:
    QLabel *m_mark;
    ToneLabel *m_text;
};

/// A bar with a sentence across a window: something happened, or is the matter. Never takes the focus.
class Notice : public QFrame
{
    Q_OBJECT

public:
    explicit Notice(QWidget *parent = nullptr);

    /// Shows the bar. @p action: what the button says and does; no button without. The bar hides when it was used.
    void show(Tone tone, const QString &text, const QString &action = {}, const std::function<void()> &run = {},
              bool closable = true);
    void dismiss();
    QString text() const;
    QPushButton *actionButton() const { return m_action; }

Q_SIGNALS:
    void dismissed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyTone();
    QLabel *m_mark;
    ToneLabel *m_text;
    QPushButton *m_action;
    QToolButton *m_close;
    std::function<void()> m_run;
    Tone m_tone = Tone::Info;
    bool m_applying = false;
};

} // namespace mostrador::console
