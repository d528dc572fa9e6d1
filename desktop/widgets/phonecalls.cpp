// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/phonecalls.h"

#include "widgets/icons.h"

#include <QPushButton>

namespace mostrador::console {

PhoneCalls::PhoneCalls(const WidgetContext &context, QWidget *host)
    : QObject(host)
    , m_context(context)
    , m_host(host)
    , m_draft(context.drafts.folder() + QStringLiteral("/call.form"))
    , m_button(new QPushButton(icon(Glyph::Note), tr("Call not filed yet"), host))
{
    m_button->setObjectName(QStringLiteral("callWaiting"));
    m_button->setFlat(true);
    m_button->setToolTip(tr("Goes on with the call that was being written"));
    connect(m_button, &QPushButton::clicked, this, &PhoneCalls::open);
    connect(&m_draft, &FormDraft::changed, this, &PhoneCalls::update);
    update();
}

PhoneCalls::~PhoneCalls()
{
    delete m_form; // it writes into the draft
}

bool PhoneCalls::isAllowed() const
{
    return m_context.models.session.isAllowedSomewhere(Action::IncidentCreate);
}

void PhoneCalls::open()
{
    if (!m_form) {
        m_form = new CallForm(m_context, m_draft, m_host);
        m_form->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_form, &CallForm::filed, this, &PhoneCalls::filed);
        connect(m_form, &CallForm::kept, this, &PhoneCalls::kept);
        connect(m_form, &CallForm::noteRequested, this, &PhoneCalls::takeOver);
        connect(m_form, &QDialog::finished, this, &PhoneCalls::update);
    }
    m_form->show();
    m_form->raise();
    m_form->activateWindow();
    update();
}

void PhoneCalls::takeOver(const Incident &incident, const QString &text)
{
    if (!text.isEmpty()) {
        // Before the incident is shown, with the draft that it then shows.
        Draft note = m_context.drafts.draft(incident.id, Draft::Kind::Note).value_or(Draft());
        note.incident = incident.id;
        note.kind = Draft::Kind::Note;
        note.body = note.body.isEmpty() ? text : note.body + QStringLiteral("\n\n") + text;
        note.idempotencyKey.clear();
        m_context.drafts.put(note);
    }
    Q_EMIT noteRequested(incident);
}

void PhoneCalls::update()
{
    m_button->setVisible(!m_draft.content().isEmpty() && !(m_form && m_form->isVisible()) && isAllowed());
}

} // namespace mostrador::console
