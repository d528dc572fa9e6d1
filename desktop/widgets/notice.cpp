// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/notice.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace mostrador::console {

namespace {

Glyph glyphOfTone(Tone tone)
{
    switch (tone) {
    case Tone::Danger:
    case Tone::Warning:
        return Glyph::Warning;
    case Tone::Good:
        return Glyph::StatusResolved;
    default:
        return Glyph::Info;
    }
}

void tell(QWidget *widget, const QString &text)
{
    widget->setAccessibleName(text);
    QAccessibleEvent event(widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

int markSize(const QWidget *widget)
{
    return widget->style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, widget);
}

} // namespace

ToneLabel::ToneLabel(Tone tone, const QString &text, QWidget *parent)
    : QLabel(parent)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    applyTone();
}

void ToneLabel::setTone(Tone tone)
{
    m_tone = tone;
    applyTone();
}

void ToneLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_applying)
        applyTone();
}

void ToneLabel::applyTone()
{
    m_applying = true;
    QPalette own;
    if (m_tone != Tone::Plain)
        own.setColor(QPalette::WindowText, ink(m_tone, QGuiApplication::palette()));
    setPalette(own);
    m_applying = false;
}

MistakeLine::MistakeLine(QWidget *parent)
    : QWidget(parent)
    , m_mark(new QLabel(this))
    , m_text(new ToneLabel(Tone::Danger, {}, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_mark, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    hide();
}

void MistakeLine::setText(const QString &text)
{
    if (text == m_text->text() && isHidden() == text.isEmpty())
        return;
    m_text->setText(text);
    m_mark->setPixmap(icon(Glyph::Warning, Tone::Danger).pixmap(markSize(this)));
    setVisible(!text.isEmpty());
    if (!text.isEmpty())
        tell(this, text);
}

QString MistakeLine::text() const
{
    return m_text->text();
}

Notice::Notice(QWidget *parent)
    : QFrame(parent)
    , m_mark(new QLabel(this))
    , m_text(new ToneLabel(Tone::Info, {}, this))
    , m_action(new QPushButton(this))
    , m_close(new QToolButton(this))
{
    setAutoFillBackground(true);
    setFrameShape(QFrame::NoFrame);
    auto *layout = new QHBoxLayout(this);
    const int gap = style()->pixelMetric(QStyle::PM_LayoutVerticalSpacing, nullptr, this);
    layout->setContentsMargins(2 * gap, gap, 2 * gap, gap);
    layout->addWidget(m_mark);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    layout->addWidget(m_close);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setIcon(icon(Glyph::Close));
    m_close->setAutoRaise(true);
    m_close->setFocusPolicy(Qt::TabFocus);
    m_close->setAccessibleName(tr("Hide this message"));
    m_close->setToolTip(tr("Hide this message"));
    connect(m_close, &QToolButton::clicked, this, &Notice::dismiss);
    connect(m_action, &QPushButton::clicked, this, [this] {
        const auto run = m_run;
        dismiss();
        if (run)
            run();
    });
    hide();
}

void Notice::show(Tone tone, const QString &text, const QString &action, const std::function<void()> &run,
                  bool closable)
{
    m_tone = tone;
    m_run = run;
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_close->setVisible(closable);
    applyTone();
    setVisible(true);
    tell(this, text);
}

void Notice::dismiss()
{
    if (isHidden())
        return;
    hide();
    m_run = {};
    Q_EMIT dismissed();
}

QString Notice::text() const
{
    return m_text->text();
}

void Notice::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_applying)
        applyTone();
}

void Notice::applyTone()
{
    m_applying = true;
    const QPalette general = QGuiApplication::palette();
    QPalette own;
    own.setColor(QPalette::Window, wash(m_tone, general));
    setPalette(own);
    m_text->setTone(m_tone == Tone::Info ? Tone::Plain : m_tone);
    m_mark->setPixmap(icon(glyphOfTone(m_tone), m_tone).pixmap(markSize(this)));
    m_applying = false;
}

} // namespace mostrador::console
