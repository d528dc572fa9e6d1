// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QColor>
#include <QObject>
#include <QPalette>

namespace mostrador::console {

/// What a colour says. Colour never stands alone: a mark and a word go with it.
enum class Tone
{
    Plain,
    Quiet, ///< secondary text
    Info,
    Good,
    Waiting,
    Warning,
    Danger,
    Note, ///< internal, not for the customer
};

/// True where text is lighter than its background.
bool isDark(const QPalette &palette);
/// True of a palette of black and white alone, ours or the desktop's: nothing may be told by a shade there.
bool isHighContrast(const QPalette &palette);
/// The colour for text and marks of a tone on Base, Window and its own wash; at least 4.5:1 (WCAG 2.2, 1.4.3), in high
/// contrast 7:1 (1.4.6).
QColor ink(Tone tone, const QPalette &palette);
/// A background of a tone.
QColor wash(Tone tone, const QPalette &palette);
/// The outline of a field or a box; at least 3:1 on Base and Window.
QColor outline(const QPalette &palette);
/// The contrast of two colours as WCAG defines it, 1 .. 21.
double contrast(const QColor &a, const QColor &b);

enum class ColorScheme
{
    System,
    Light,
    Dark,
    ContrastLight, ///< black on white
    ContrastDark,  ///< white on black
};
/// "", "light", "dark", "contrast-light" and "contrast-dark", as Settings keeps it.
ColorScheme colorSchemeFromString(const QString &name);
QString toString(ColorScheme scheme);
/// Gives the program the palette of a scheme. System: the desktop's, whose later changes are followed by Qt itself.
void applyColorScheme(QApplication &application, ColorScheme scheme);

} // namespace mostrador::console
