// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/handovers.h"

#include "models/handoverinbox.h"
#include "widgets/icons.h"
#include "widgets/notice.h"

#include <QPushButton>

namespace mostrador::console {

Handovers::Handovers(const WidgetContext &context, QWidget *host)
    : QObject(host)
    , m_context(context)
    , m_draft(context.drafts.folder() + QStringLiteral("/handover.form"))
    , m_inbox(new HandoverInbox(context.models, this))
    , m_button(new QPushButton(icon(Glyph::People), {}, host))
    , m_notice(new Notice(host))
{
    m_button->setObjectName(QStringLiteral("handoversWaiting"));
    m_button->setFlat(true);
    m_button->setToolTip(tr("Shows what has been handed over to you"));
    m_notice->setObjectName(QStringLiteral("handoverNews"));
    m_notice->hide();
    connect(m_button, &QPushButton::clicked, this, &Handovers::openWindow);
    connect(m_inbox, &HandoverInbox::changed, this, &Handovers::showCount);
    connect(m_inbox, &HandoverInbox::arrived, this, &Handovers::onArrived);
    connect(m_inbox, &HandoverInbox::confirmed, this, &Handovers::onConfirmed);
    showCount();
}

Handovers::~Handovers()
{
    delete m_form; // it writes into the draft
    delete m_window;
}

void Handovers::putAway()
{
    if (m_form)
        m_form->close();
    if (m_window)
        m_window->close();
    m_draft.flush();
}

bool Handovers::canGive() const
{
    return m_context.models.session.isAllowedSomewhere(Action::HandoverGive);
}

bool Handovers::canRead() const
{
    return m_context.models.session.isAllowedSomewhere(Action::HandoverRead);
}

void Handovers::openForm()
{
    if (!m_form) {
        // No parent window, so that it does not stay in front of the incidents that it leads to.
        m_form = new HandoverForm(m_context, m_draft, nullptr);
        m_form->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_form, &HandoverForm::given, this, &Handovers::onGiven);
        connect(m_form, &HandoverForm::incidentRequested, this, &Handovers::incidentRequested);
    }
    m_form->show();
    m_form->raise();
    m_form->activateWindow();
}

void Handovers::openWindow()
{
    m_notice->dismiss();
    if (!m_window) {
        m_window = new HandoverWindow(m_context, *m_inbox, nullptr);
        m_window->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_window, &HandoverWindow::incidentRequested, this, &Handovers::incidentRequested);
    }
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

void Handovers::showCount()
{
    const auto count = static_cast<int>(m_inbox->unconfirmed());
    m_button->setText(tr("%n hand-overs to confirm", nullptr, count));
    m_button->setAccessibleName(m_button->text());
    m_button->setVisible(count > 0);
}

void Handovers::onArrived(const Event &event)
{
    const HandoverId id(event.subjectId);
    const QString who = oneLine(event.after.value(QStringLiteral("from_employee_name")).toString(), 60);
    const int count = event.after.value(QStringLiteral("incident_count")).toInt();
    const bool team = !event.after.value(QStringLiteral("to_team_id")).isNull();
    const QString text = team ? tr("%1 hands over to %2: %n incidents.", nullptr, count)
                                    .arg(who, oneLine(event.after.value(QStringLiteral("to_name")).toString(), 60))
                              : tr("%1 hands over to you: %n incidents.", nullptr, count).arg(who);
    m_notice->show(Tone::Info, text, tr("Read it"), [this, id] {
        openWindow();
        m_window->showHandover(id);
    });
}

void Handovers::onConfirmed(const Event &event)
{
    m_notice->show(Tone::Good, tr("%1 has confirmed what you handed over.").arg(oneLine(event.actorName, 60)));
}

void Handovers::onGiven(const Handover &handover)
{
    QStringList blind;
    for (const HandoverIncident &incident : handover.incidents) {
        if (!incident.hiddenFrom.isEmpty())
            blind.append(
                tr("%1 is not for %2 to see.")
                    .arg(incident.reference, m_context.models.words.locale().createSeparatedList(incident.hiddenFrom)));
    }
    const QString text = tr("Handed over to %1.").arg(oneLine(handover.toName, 60));
    if (!blind.isEmpty())
        m_notice->show(Tone::Warning, text + u' ' + blind.join(u' '));
    Q_EMIT told(text);
}

} // namespace mostrador::console
