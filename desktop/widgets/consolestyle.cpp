// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/consolestyle.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QPlainTextEdit>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTextEdit>

namespace mostrador::console {

namespace {

/// A field of several lines: Fusion gives it a frame that hardly shows in dark colours.
bool isTextField(const QWidget *widget)
{
    if (const auto *plain = qobject_cast<const QPlainTextEdit *>(widget))
        return !plain->isReadOnly();
    const auto *rich = qobject_cast<const QTextEdit *>(widget);
    return rich && !rich->isReadOnly();
}

void drawEdge(QPainter *painter, const QRect &rect, const QColor &color, int width = 1)
{
    painter->save();
    painter->setPen(QPen(color, width));
    painter->setBrush(Qt::NoBrush);
    const double half = width / 2.0;
    painter->drawRect(QRectF(rect).adjusted(half, half, -half, -half));
    painter->restore();
}

/// What Fusion sets off from the window by a shade alone.
bool isShaded(QStyle::PrimitiveElement element, const QStyleOption *option)
{
    switch (element) {
    case QStyle::PE_PanelButtonCommand:
    case QStyle::PE_FrameTabWidget:
    case QStyle::PE_FrameGroupBox:
    case QStyle::PE_FrameMenu:
    case QStyle::PE_PanelMenu:
    case QStyle::PE_PanelTipLabel:
        return true;
    case QStyle::PE_PanelButtonTool:
        return option->state.testFlag(QStyle::State_Raised) || option->state.testFlag(QStyle::State_Sunken) ||
               option->state.testFlag(QStyle::State_On);
    default:
        return false;
    }
}

} // namespace

ConsoleStyle::ConsoleStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{}

void ConsoleStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (isHighContrast(option->palette) && isShaded(element, option)) {
        // The default button and what is pressed or focused have a thicker one.
        const bool strong = option->state.testFlag(State_HasFocus) || option->state.testFlag(State_Sunken) ||
                            option->state.testFlag(State_On);
        const auto group = option->state.testFlag(State_Enabled) ? QPalette::Active : QPalette::Disabled;
        drawEdge(painter, option->rect, option->palette.color(group, QPalette::WindowText), strong ? 2 : 1);
        return;
    }
    const bool round = element == PE_IndicatorRadioButton;
    const bool box = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
    const bool field = element == PE_FrameLineEdit;
    const bool text = element == PE_Frame && isTextField(widget);
    if (!round && !box && !field && !text)
        return;
    // The focus has an outline of its own, and what is disabled need not stand out.
    const bool enabled = option->state.testFlag(State_Enabled);
    if (!enabled || (field && option->state.testFlag(State_HasFocus)))
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(outline(option->palette), 1));
    painter->setBrush(Qt::NoBrush);
    const QRectF rect = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    if (round)
        painter->drawEllipse(rect);
    else
        painter->drawRoundedRect(rect, 2, 2);
    painter->restore();
}

void ConsoleStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    QProxyStyle::drawControl(element, option, painter, widget);
    if (!isHighContrast(option->palette))
        return;
    const QColor line = option->palette.color(QPalette::WindowText);
    if (element == CE_TabBarTabShape)
        drawEdge(painter, option->rect, line, option->state.testFlag(State_Selected) ? 2 : 1);
    else if (element == CE_HeaderSection || element == CE_ScrollBarSlider || element == CE_ProgressBarGroove)
        drawEdge(painter, option->rect, line);
    else if (element == CE_Splitter && option->state.testFlag(State_Horizontal))
        painter->fillRect(QRect(option->rect.center().x(), option->rect.top(), 1, option->rect.height()), line);
    else if (element == CE_Splitter)
        painter->fillRect(QRect(option->rect.left(), option->rect.center().y(), option->rect.width(), 1), line);
}

void ConsoleStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                      const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (!isHighContrast(option->palette))
        return;
    const auto group = option->state.testFlag(State_Enabled) ? QPalette::Active : QPalette::Disabled;
    const QColor line = option->palette.color(group, QPalette::WindowText);
    if (control == CC_ComboBox || control == CC_SpinBox)
        drawEdge(painter, option->rect, line, option->state.testFlag(State_HasFocus) ? 2 : 1);
    else if (control == CC_ScrollBar)
        drawEdge(painter, subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget).adjusted(2, 2, -2, -2), line,
                 2);
}

} // namespace mostrador::console
