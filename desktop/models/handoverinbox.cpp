// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/handoverinbox.h"

namespace mostrador::console {

HandoverInbox::HandoverInbox(const ModelContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    if (!context.session.isAllowedSomewhere(Action::HandoverRead))
        return;
    connect(&context.feed, &FeedClient::eventReceived, this, &HandoverInbox::onEvent);
    connect(&context.feed, &FeedClient::resyncRequired, this, &HandoverInbox::load);
    connect(&context.client, &ApiClient::sourceChanged, this, &HandoverInbox::load);
    // Other teams are other hand-overs.
    connect(&context.session, &Session::employeeChanged, this, &HandoverInbox::load);
    load();
}

void HandoverInbox::load()
{
    ask({});
}

void HandoverInbox::loadMore()
{
    if (!m_next.isEmpty() && !m_request)
        ask(m_next);
}

void HandoverInbox::ask(const QString &cursor)
{
    if (m_request)
        m_request->abort();
    requests::ListQuery list;
    list.cursor = cursor;
    auto *reply = requests::handovers(m_context.client, list);
    m_request = reply;
    reply->then(this, [this, reply, cursor](const Answer<requests::Handovers> &answer) {
        if (m_request == reply)
            m_request = nullptr;
        if (!answer) {
            Q_EMIT failed(answer.error());
            return;
        }
        if (cursor.isEmpty())
            m_heads.clear();
        m_heads += answer->page.items;
        m_next = answer->page.nextCursor;
        m_unconfirmed = answer->unconfirmed;
        Q_EMIT changed();
    });
}

bool HandoverInbox::canConfirm(const HandoverHead &head) const
{
    if (head.confirmedAt || !m_context.session.isLoggedIn())
        return false;
    const Employee &me = m_context.session.employee();
    if (head.giver == me.id || !m_context.session.isAllowedSomewhere(Action::HandoverConfirm))
        return false;
    return head.toEmployee == me.id || (head.toTeam && me.teams.contains(*head.toTeam));
}

void HandoverInbox::onEvent(const Event &event)
{
    if (event.subjectKind != QLatin1String("handover") || !m_context.session.isLoggedIn())
        return;
    const bool mine =
        event.after.value(QStringLiteral("from_employee_id")).toString() == m_context.session.employee().id.toString();
    if (event.kind == EventKind::HandoverGiven && !mine)
        Q_EMIT arrived(event);
    else if (event.kind == EventKind::HandoverConfirmed && mine)
        Q_EMIT confirmed(event);
    load();
}

} // namespace mostrador::console
