// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/icons.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include <array>

namespace mostrador::console {

namespace {

/// A drawing on a grid of 24 x 24. Commands: M x y, L x y, C x1 y1 x2 y2 x y, Z, and O cx cy r for a circle.
struct Drawing
{
    Glyph glyph;
    bool filled;
    const char *path;
};

constexpr std::array drawings{
    Drawing{Glyph::StatusNew, true, "O 12 12 6"},
    Drawing{Glyph::StatusOpen, false, "O 12 12 7"},
    Drawing{Glyph::StatusWaitingCustomer, false, "O 12 12 8 M 12 7 L 12 12 L 15.5 14"},
    Drawing{Glyph::StatusWaitingThirdParty, false,
            "M 7 4 L 17 4 L 17 7 L 12 12 L 17 17 L 17 20 L 7 20 L 7 17 L 12 12 L 7 7 Z"},
    Drawing{Glyph::StatusResolved, false, "M 4 12.5 L 9.5 18 L 20 6.5"},
    Drawing{Glyph::StatusClosed, false, "M 4 4 L 20 4 L 20 20 L 4 20 Z M 8 12 L 11 15 L 16 9"},
    Drawing{Glyph::StatusCancelled, false, "M 6 6 L 18 18 M 18 6 L 6 18"},
    Drawing{Glyph::StatusMerged, false, "M 6 4 C 6 12 12 10 12 16 L 12 20 M 18 4 C 18 12 12 10 12 16"},
    Drawing{Glyph::PriorityLow, false, "M 6 9 L 18 9 L 12 17 Z"},
    Drawing{Glyph::PriorityMedium, false, "M 6 9.5 L 18 9.5 M 6 14.5 L 18 14.5"},
    Drawing{Glyph::PriorityHigh, true, "M 12 5 L 20 18 L 4 18 Z"},
    Drawing{Glyph::PriorityCritical, true,
            "M 12 1.5 L 22.5 12 L 12 22.5 L 1.5 12 Z M 10.8 6.5 L 10.8 13.5 L 13.2 13.5 L 13.2 6.5 Z "
            "M 10.8 15.3 L 10.8 17.7 L 13.2 17.7 L 13.2 15.3 Z"},
    Drawing{Glyph::Search, false, "O 10.5 10.5 6 M 15 15 L 20.5 20.5"},
    Drawing{Glyph::Reply, false, "M 9 6 L 4 11 L 9 16 M 4 11 L 14 11 C 18 11 20 14 20 18"},
    Drawing{Glyph::Note, false,
            "M 5 3 L 19 3 L 19 15 L 14 21 L 5 21 Z M 14 21 L 14 15 L 19 15 M 8 8 L 16 8 M 8 12 L 13 12"},
    Drawing{Glyph::Person, false, "O 12 8 4 M 4 21 C 4 16 8 14.5 12 14.5 C 16 14.5 20 16 20 21"},
    Drawing{Glyph::People, false,
            "O 9 8 3.5 M 2.5 20 C 2.5 15.5 6 14 9 14 C 12 14 15.5 15.5 15.5 20 M 15.5 5 C 18.5 5 18.5 11 15.5 11 "
            "M 18 14.5 C 20.5 15.2 21.5 17 21.5 20"},
    Drawing{
        Glyph::Product, false,
        "M 12 3 L 20.5 7.5 L 20.5 16.5 L 12 21 L 3.5 16.5 L 3.5 7.5 Z M 3.5 7.5 L 12 12 L 20.5 7.5 M 12 12 L 12 21"},
    Drawing{Glyph::Attach, false,
            "M 19.5 11 L 12 18.5 C 9 21.5 3.5 17 6.8 13 L 14.5 5.3 C 16.5 3.3 20 6.3 17.8 8.7 L 10.5 16 C 9.2 17.2 7.4 "
            "15.5 8.7 14.2 L 15 8"},
    Drawing{Glyph::Send, false, "M 3 11.5 L 21 3.5 L 14.5 21 L 11.5 13 Z M 11.5 13 L 21 3.5"},
    Drawing{Glyph::Refresh, false,
            "M 19.5 12 C 19.5 22 4.5 22 4.5 12 C 4.5 3.5 15 2 18.5 8 M 19 3.5 L 19 8.5 L 14 8.5"},
    Drawing{Glyph::Add, false, "M 12 5 L 12 19 M 5 12 L 19 12"},
    Drawing{Glyph::Remove, false,
            "M 5 7 L 19 7 M 9 7 L 9 4 L 15 4 L 15 7 M 7 7 L 8 20 L 16 20 L 17 7 M 10.5 10.5 L 10.7 16.5 M 13.5 10.5 L "
            "13.3 16.5"},
    Drawing{Glyph::Save, false,
            "M 4 4 L 17 4 L 20 7 L 20 20 L 4 20 Z M 8 4 L 8 9 L 15 9 L 15 4 M 7 20 L 7 13.5 L 17 13.5 L 17 20"},
    Drawing{Glyph::Undo, false, "M 8 4 L 3.5 8.5 L 8 13 M 3.5 8.5 L 14 8.5 C 22 8.5 22 19.5 14 19.5 L 8 19.5"},
    Drawing{Glyph::Close, false, "M 6.5 6.5 L 17.5 17.5 M 17.5 6.5 L 6.5 17.5"},
    Drawing{Glyph::Warning, false, "M 12 3.5 L 21.5 20 L 2.5 20 Z M 12 9.5 L 12 14 M 12 16.8 L 12 17.2"},
    Drawing{Glyph::Info, false, "O 12 12 9 M 12 11 L 12 16.5 M 12 7.3 L 12 7.7"},
    Drawing{Glyph::Away, false, "M 7 18 C 2 18 2 11 7 11 C 8 5 16 5 17 11 C 22 11 22 18 17 18 Z M 4 4 L 20 21"},
    Drawing{Glyph::Help, false, "O 12 12 9 M 9 9.5 C 9 6 15 6 15 9.5 C 15 12 12 11.8 12 14 M 12 17 L 12 17.2"},
    Drawing{Glyph::Open, false, "M 13 4 L 20 4 L 20 11 M 20 4 L 11 13 M 17 14 L 17 20 L 4 20 L 4 7 L 10 7"},
    Drawing{Glyph::Download, false, "M 12 4 L 12 15 M 7 10.5 L 12 15.5 L 17 10.5 M 4 20 L 20 20"},
    Drawing{Glyph::Bell, false,
            "M 4 17.5 L 20 17.5 M 6 17.5 L 6.5 10.5 C 7 3 17 3 17.5 10.5 L 18 17.5 M 10.5 21 L 13.5 21 M 12 5 L 12 3"},
    Drawing{Glyph::Application, false, ""},
};

const Drawing &drawingOf(Glyph glyph)
{
    for (const Drawing &drawing : drawings) {
        if (drawing.glyph == glyph)
            return drawing;
    }
    return drawings.back();
}

QPainterPath pathOf(const char *text)
{
    QPainterPath path;
    path.setFillRule(Qt::OddEvenFill);
    const QStringList parts = QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
    qsizetype at = 0;
    const auto number = [&] { return at < parts.size() ? parts.at(at++).toDouble() : 0.0; };
    const auto point = [&] {
        const double x = number();
        const double y = number();
        return QPointF(x, y);
    };
    while (at < parts.size()) {
        const QChar kind = parts.at(at++).front();
        if (kind == u'M') {
            path.moveTo(point());
        } else if (kind == u'L') {
            path.lineTo(point());
        } else if (kind == u'C') {
            const QPointF a = point();
            const QPointF b = point();
            path.cubicTo(a, b, point());
        } else if (kind == u'O') {
            const QPointF center = point();
            const double radius = number();
            path.addEllipse(center, radius, radius);
        } else if (kind == u'Z') {
            path.closeSubpath();
        }
    }
    return path;
}

void paintApplicationMark(QPainter &painter)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0x1f, 0x5f, 0x8b));
    painter.drawRoundedRect(QRectF(1, 1, 22, 22), 5, 5);
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(QRectF(5, 5, 14, 8), 2, 2);
    painter.drawPolygon(QPolygonF{{9.5, 12.5}, {13, 12.5}, {9.5, 15.6}});
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0x1f, 0x5f, 0x8b), 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF{{8.8, 9.1}, {11, 11.2}, {15.3, 6.9}});
    painter.setPen(QPen(Qt::white, 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(4, 18.2), QPointF(20, 18.2));
    painter.setPen(QPen(Qt::white, 1.6, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(6.5, 18.2), QPointF(6.5, 20.5));
    painter.drawLine(QPointF(17.5, 18.2), QPointF(17.5, 20.5));
}

class GlyphEngine final : public QIconEngine
{
public:
    GlyphEngine(Glyph glyph, Tone tone)
        : m_glyph(glyph)
        , m_tone(tone)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int side = qMin(rect.width(), rect.height());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.x() + (rect.width() - side) / 2.0, rect.y() + (rect.height() - side) / 2.0);
        painter->scale(side / 24.0, side / 24.0);
        if (m_glyph == Glyph::Application) {
            paintApplicationMark(*painter);
        } else {
            const QColor color = colorOf(mode);
            const Drawing &drawing = drawingOf(m_glyph);
            painter->setPen(drawing.filled ? Qt::NoPen : QPen(color, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter->setBrush(drawing.filled ? QBrush(color) : QBrush(Qt::NoBrush));
            painter->drawPath(pathOf(drawing.path));
        }
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap result(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return result;
    }

    QIconEngine *clone() const override { return new GlyphEngine(*this); }
    QString key() const override { return QStringLiteral("mostrador-glyph"); }
    bool isNull() override { return false; }

private:
    QColor colorOf(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        switch (mode) {
        case QIcon::Disabled:
            return palette.color(QPalette::Disabled, QPalette::WindowText);
        case QIcon::Selected:
            return palette.color(QPalette::Active, QPalette::HighlightedText);
        case QIcon::Normal:
        case QIcon::Active:
            break;
        }
        return ink(m_tone, palette);
    }

    Glyph m_glyph;
    Tone m_tone;
};

} // namespace

QIcon icon(Glyph glyph, Tone tone)
{
    return QIcon(new GlyphEngine(glyph, tone));
}

Glyph glyphOf(IncidentStatus status)
{
    switch (status) {
    case IncidentStatus::New:
        return Glyph::StatusNew;
    case IncidentStatus::Open:
        return Glyph::StatusOpen;
    case IncidentStatus::WaitingCustomer:
        return Glyph::StatusWaitingCustomer;
    case IncidentStatus::WaitingThirdParty:
        return Glyph::StatusWaitingThirdParty;
    case IncidentStatus::Resolved:
        return Glyph::StatusResolved;
    case IncidentStatus::Closed:
        return Glyph::StatusClosed;
    case IncidentStatus::Cancelled:
        return Glyph::StatusCancelled;
    case IncidentStatus::Merged:
        return Glyph::StatusMerged;
    }
    return Glyph::StatusOpen;
}

Glyph glyphOf(Priority priority)
{
    switch (priority) {
    case Priority::Low:
        return Glyph::PriorityLow;
    case Priority::Medium:
        return Glyph::PriorityMedium;
    case Priority::High:
        return Glyph::PriorityHigh;
    case Priority::Critical:
        return Glyph::PriorityCritical;
    }
    return Glyph::PriorityMedium;
}

Tone toneOf(IncidentStatus status)
{
    switch (status) {
    case IncidentStatus::New:
    case IncidentStatus::Open:
        return Tone::Info;
    case IncidentStatus::WaitingCustomer:
    case IncidentStatus::WaitingThirdParty:
        return Tone::Waiting;
    case IncidentStatus::Resolved:
        return Tone::Good;
    case IncidentStatus::Closed:
    case IncidentStatus::Cancelled:
    case IncidentStatus::Merged:
        return Tone::Quiet;
    }
    return Tone::Plain;
}

Tone toneOf(Priority priority)
{
    switch (priority) {
    case Priority::Low:
        return Tone::Quiet;
    case Priority::Medium:
        return Tone::Plain;
    case Priority::High:
        return Tone::Warning;
    case Priority::Critical:
        return Tone::Danger;
    }
    return Tone::Plain;
}

QIcon iconOf(IncidentStatus status)
{
    return icon(glyphOf(status), toneOf(status));
}

QIcon iconOf(Priority priority)
{
    return icon(glyphOf(priority), toneOf(priority));
}

} // namespace mostrador::console
