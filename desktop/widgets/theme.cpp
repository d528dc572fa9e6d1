// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mostrador::console {

namespace {

struct Pair
{
    QRgb light;
    QRgb dark;
};

struct ToneColors
{
    Tone tone;
    Pair ink;
    Pair wash;
    Pair sharp; ///< the ink in high contrast
};

constexpr std::array toneColors{
    ToneColors{Tone::Info, {0xff1a5a96, 0xff8cc4f5}, {0xffe4eff9, 0xff1d3348}, {0xff003b73, 0xff9fd3ff}},
    ToneColors{Tone::Good, {0xff1d6b34, 0xff85d69b}, {0xffe3f3e7, 0xff1b3a25}, {0xff004d1a, 0xff9be8ae}},
    ToneColors{Tone::Waiting, {0xff5b4a9c, 0xffc0b3f5}, {0xffece9f8, 0xff2f2a4a}, {0xff3a2a80, 0xffd0c6ff}},
    ToneColors{Tone::Warning, {0xff8a4b00, 0xfff2b866}, {0xfffdf0db, 0xff43310f}, {0xff5c2f00, 0xffffc980}},
    ToneColors{Tone::Danger, {0xffa81b1b, 0xffff9d94}, {0xfffce6e4, 0xff4a1f1d}, {0xff7d0000, 0xffffb3ab}},
    ToneColors{Tone::Note, {0xff6b5200, 0xffead27a}, {0xfffff6d6, 0xff3a3215}, {0xff4a3800, 0xfff5e08f}},
};

const ToneColors *find(Tone tone)
{
    const auto *found =
        std::find_if(toneColors.begin(), toneColors.end(), [&](const ToneColors &c) { return c.tone == tone; });
    return found == toneColors.end() ? nullptr : found;
}

double luminance(const QColor &color)
{
    const auto channel = [](float value) {
        const double v = static_cast<double>(value);
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

QColor mix(const QColor &a, const QColor &b, float share)
{
    return QColor::fromRgbF(a.redF() + (b.redF() - a.redF()) * share, a.greenF() + (b.greenF() - a.greenF()) * share,
                            a.blueF() + (b.blueF() - a.blueF()) * share);
}

struct SchemeColors
{
    QRgb window, windowText, base, alternateBase, button, mid, dark, light, highlight, highlightedText, link,
        linkVisited, placeholder, disabledText, toolTipBase;
};

constexpr SchemeColors lightColors{0xfff3f4f6, 0xff1c2126, 0xffffffff, 0xfff7f8fa, 0xffeceef1,
                                   0xffb9c0c7, 0xff8d959d, 0xffffffff, 0xff1f5f8b, 0xffffffff,
                                   0xff1a5a96, 0xff5b4a9c, 0xff5f6870, 0xff868e96, 0xfffffdf3};
constexpr SchemeColors darkColors{0xff23272c, 0xffe6e9ec, 0xff1a1d21, 0xff1f2327, 0xff31363c,
                                  0xff14171a, 0xff0e1012, 0xff454c54, 0xff2c6a97, 0xffffffff,
                                  0xff8cc4f5, 0xffc0b3f5, 0xff9ba4ac, 0xff7d858d, 0xff31363c};

// Black and white; the selection is the other way round or yellow, as Windows' and GNOME's schemes have it.
constexpr SchemeColors contrastLightColors{0xffffffff, 0xff000000, 0xffffffff, 0xffffffff, 0xffffffff,
                                           0xff000000, 0xff000000, 0xff000000, 0xff00245c, 0xffffffff,
                                           0xff00308f, 0xff3a2a80, 0xff404040, 0xff595959, 0xffffffff};
constexpr SchemeColors contrastDarkColors{0xff000000, 0xffffffff, 0xff000000, 0xff000000, 0xff000000,
                                          0xffffffff, 0xffffffff, 0xffffffff, 0xffffe600, 0xff000000,
                                          0xff9fd3ff, 0xffd0c6ff, 0xffc8c8c8, 0xffa6a6a6, 0xff000000};

QPalette paletteOf(const SchemeColors &c)
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, QRgb color) { palette.setColor(role, QColor::fromRgb(color)); };
    set(QPalette::Window, c.window);
    set(QPalette::WindowText, c.windowText);
    set(QPalette::Base, c.base);
    set(QPalette::AlternateBase, c.alternateBase);
    set(QPalette::Text, c.windowText);
    set(QPalette::Button, c.button);
    set(QPalette::ButtonText, c.windowText);
    set(QPalette::BrightText, c.highlightedText);
    set(QPalette::ToolTipBase, c.toolTipBase);
    set(QPalette::ToolTipText, c.windowText);
    set(QPalette::Mid, c.mid);
    set(QPalette::Midlight, c.button);
    set(QPalette::Dark, c.dark);
    set(QPalette::Light, c.light);
    set(QPalette::Shadow, c.dark);
    set(QPalette::Highlight, c.highlight);
    set(QPalette::HighlightedText, c.highlightedText);
    set(QPalette::Link, c.link);
    set(QPalette::LinkVisited, c.linkVisited);
    set(QPalette::PlaceholderText, c.placeholder);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, QColor::fromRgb(c.disabledText));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor::fromRgb(c.mid));
    return palette;
}

} // namespace

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Active, QPalette::WindowText)) >
           luminance(palette.color(QPalette::Active, QPalette::Window));
}

bool isHighContrast(const QPalette &palette)
{
    return contrast(palette.color(QPalette::Active, QPalette::WindowText),
                    palette.color(QPalette::Active, QPalette::Window)) > 20.0;
}

QColor ink(Tone tone, const QPalette &palette)
{
    const bool sharp = isHighContrast(palette);
    if (const auto *colors = find(tone)) {
        const Pair &pair = sharp ? colors->sharp : colors->ink;
        return QColor::fromRgb(isDark(palette) ? pair.dark : pair.light);
    }
    const QColor text = palette.color(QPalette::Active, QPalette::WindowText);
    return tone == Tone::Quiet && !sharp ? mix(text, palette.color(QPalette::Active, QPalette::Window), 0.28F) : text;
}

QColor wash(Tone tone, const QPalette &palette)
{
    if (isHighContrast(palette))
        return palette.color(QPalette::Active, QPalette::Base);
    if (const auto *colors = find(tone))
        return QColor::fromRgb(isDark(palette) ? colors->wash.dark : colors->wash.light);
    return palette.color(QPalette::Active, QPalette::AlternateBase);
}

QColor outline(const QPalette &palette)
{
    if (isHighContrast(palette))
        return palette.color(QPalette::Active, QPalette::WindowText);
    return mix(palette.color(QPalette::Active, QPalette::WindowText), palette.color(QPalette::Active, QPalette::Window),
               0.45F);
}

double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

namespace {

struct Scheme
{
    ColorScheme scheme;
    const char *name;
    const SchemeColors *colors;
};

constexpr std::array schemes{Scheme{ColorScheme::Light, "light", &lightColors},
                             Scheme{ColorScheme::Dark, "dark", &darkColors},
                             Scheme{ColorScheme::ContrastLight, "contrast-light", &contrastLightColors},
                             Scheme{ColorScheme::ContrastDark, "contrast-dark", &contrastDarkColors}};

} // namespace

ColorScheme colorSchemeFromString(const QString &name)
{
    for (const Scheme &each : schemes) {
        if (name == QLatin1String(each.name))
            return each.scheme;
    }
    return ColorScheme::System;
}

QString toString(ColorScheme scheme)
{
    for (const Scheme &each : schemes) {
        if (each.scheme == scheme)
            return QString::fromLatin1(each.name);
    }
    return {};
}

void applyColorScheme(QApplication &application, ColorScheme scheme)
{
    for (const Scheme &each : schemes) {
        if (each.scheme == scheme) {
            application.setPalette(paletteOf(*each.colors));
            return;
        }
    }
    application.setPalette(QPalette());
}

} // namespace mostrador::console
