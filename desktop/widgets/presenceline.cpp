// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/presenceline.h"

#include "widgets/widgetcontext.h"

namespace mostrador::console {

namespace {

QString names(const QStringList &who)
{
    const auto name = [&](qsizetype at) { return oneLine(who.at(at), 40); };
    switch (who.size()) {
    case 1:
        return name(0);
    case 2:
        return PresenceLine::tr("%1 and %2").arg(name(0), name(1));
    case 3:
        return PresenceLine::tr("%1, %2 and %3").arg(name(0), name(1), name(2));
    default:
        return PresenceLine::tr("%1, %2 and %Ln other(s)", "", static_cast<int>(who.size()) - 2).arg(name(0), name(1));
    }
}

} // namespace

PresenceLine::PresenceLine(IncidentPresence &presence, QWidget *parent)
    : ToneLabel(Tone::Quiet, {}, parent)
    , m_presence(presence)
{
    setObjectName(QStringLiteral("presence"));
    setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    // Long names are cut, not allowed to widen the window.
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    connect(&presence, &IncidentPresence::othersChanged, this, &PresenceLine::update);
    update();
}

void PresenceLine::update()
{
    QStringList writing;
    QStringList viewing;
    const QList<PresentEmployee> others = m_presence.others();
    for (const PresentEmployee &each : others)
        (each.state == PresenceState::Writing ? writing : viewing).append(each.name);
    QStringList parts;
    if (!writing.isEmpty())
        //: %1 is a name or several; the number decides between "is" and "are"
        parts.append(tr("%1 is writing", "", static_cast<int>(writing.size())).arg(names(writing)));
    if (!viewing.isEmpty())
        //: %1 is a name or several; the number decides between "is" and "are"
        parts.append(tr("%1 is viewing", "", static_cast<int>(viewing.size())).arg(names(viewing)));
    m_sentence = parts.join(QStringLiteral(" · "));
    setTone(writing.isEmpty() ? Tone::Quiet : Tone::Info);
    setAccessibleName(m_sentence);
    setToolTip(plainToolTip(m_sentence));
    cut();
}

void PresenceLine::cut()
{
    setText(fontMetrics().elidedText(m_sentence, Qt::ElideRight, width()));
}

void PresenceLine::resizeEvent(QResizeEvent *event)
{
    ToneLabel::resizeEvent(event);
    cut();
}

void PresenceLine::showEvent(QShowEvent *event)
{
    ToneLabel::showEvent(event);
    m_presence.setLooking(true);
}

void PresenceLine::hideEvent(QHideEvent *event)
{
    ToneLabel::hideEvent(event);
    m_presence.setLooking(false);
}

} // namespace mostrador::console
