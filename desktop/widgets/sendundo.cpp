// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sendundo.h"

#include "model/limits.h"
#include "models/eventtext.h"
#include "widgets/notice.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>

#include <algorithm>

namespace mostrador::console {

namespace {

const QString secondsSetting = QStringLiteral("composer/holdSeconds");
constexpr int defaultSeconds = 10;
/// So long before the server's time the console stops offering it: the request has a way to go.
constexpr qint64 graceMs = 300;

} // namespace

int SendUndo::seconds(const Settings &settings)
{
    bool ok = false;
    const int chosen = settings.value(secondsSetting, defaultSeconds).toInt(&ok);
    return ok ? std::clamp(chosen, 0, limits::messageHoldSeconds) : defaultSeconds;
}

SendUndo::SendUndo(const WidgetContext &context, MessageSender &sender, Notice &notice, QWidget *parent)
    : QObject(parent)
    , m_context(context)
    , m_sender(sender)
    , m_notice(notice)
    , m_action(new QAction(tr("Take back what was just sent"), this))
{
    m_action->setObjectName(QStringLiteral("undoSend"));
    m_action->setEnabled(false);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SendUndo::lookAtTime);
    connect(m_action, &QAction::triggered, this, &SendUndo::undo);
    connect(&sender, &MessageSender::sent, this, &SendUndo::onSent);
    connect(&sender, &MessageSender::withdrawn, this, &SendUndo::onWithdrawn);
    connect(&sender, &MessageSender::withdrawFailed, this, [this](MessageId id, const Failure &failure) {
        drop(id);
        m_notice.show(Tone::Warning, failure.is(ErrorCode::Conflict) || failure.is(ErrorCode::NotFound)
                                         ? tr("It has gone out already and cannot be taken back.")
                                         : tr("Not taken back. %1").arg(describe(failure, m_context.models.words)));
    });
}

QMenu *SendUndo::makeTimeMenu(QWidget *parent) const
{
    auto *menu = new QMenu(tr("Time to take a message back"), parent);
    auto *choices = new QActionGroup(menu);
    const int now = seconds(m_context.settings);
    QList<int> times{0, 5, 10, 20, 30, 60, limits::messageHoldSeconds};
    if (!times.contains(now))
        times.append(now);
    for (const int time : std::as_const(times)) {
        QAction *action = menu->addAction(time == 0 ? tr("None: send at once") : tr("%Ln second(s)", "", time));
        action->setCheckable(true);
        action->setChecked(time == now);
        action->setData(time);
        choices->addAction(action);
        Settings &settings = m_context.settings;
        connect(action, &QAction::triggered, menu, [&settings, time] { settings.setValue(secondsSetting, time); });
    }
    return menu;
}

bool SendUndo::isTold() const
{
    return m_notice.isVisibleTo(m_notice.parentWidget()) && !m_told.isEmpty() && m_notice.text() == m_told;
}

void SendUndo::onSent(const Message &message)
{
    if (message.heldUntil) {
        const qint64 span = message.heldUntil->milliseconds() - message.createdAt.milliseconds() - graceMs;
        m_held.append({message, QDeadlineTimer(std::max<qint64>(0, span))});
        lookAtTime();
        tell();
    } else if (message.incident == m_shown) {
        m_told = message.internal ? tr("Note saved.") : tr("Reply sent.");
        m_notice.show(Tone::Good, m_told);
    }
}

void SendUndo::tell()
{
    if (m_held.isEmpty())
        return;
    const Message &message = m_held.constLast().message;
    const QString time = m_context.models.words.locale().toString(message.heldUntil->toDateTime().toLocalTime().time(),
                                                                  QStringLiteral("HH:mm:ss"));
    if (message.incident != m_shown)
        //: %1 is a time of day
        m_told = message.internal ? tr("The note on the other incident can be taken back until %1.").arg(time)
                                  : tr("The reply to the other incident goes out at %1.").arg(time);
    else
        //: %1 is a time of day
        m_told = message.internal ? tr("Note saved. It can be taken back until %1.").arg(time)
                                  : tr("The reply goes out at %1.").arg(time);
    const QString keys = m_action->shortcut().toString(QKeySequence::NativeText);
    m_notice.show(Tone::Good, m_told,
                  keys.isEmpty() ? tr("&Undo") : QStringLiteral("%1 (%2)").arg(tr("&Undo"), withoutMnemonic(keys)),
                  [this] { undo(); });
}

void SendUndo::showOn(IncidentId incident)
{
    m_shown = incident;
    lookAtTime();
    tell();
}

void SendUndo::lookAtTime()
{
    const bool told = isTold();
    const bool any = !m_held.isEmpty();
    const bool internal = any && m_held.constLast().message.internal;
    const bool here = any && m_held.constLast().message.incident == m_shown;
    for (qsizetype i = m_held.size() - 1; i >= 0; --i) {
        if (m_held.at(i).until.hasExpired()) {
            m_sender.forget(m_held.at(i).message.id);
            m_held.removeAt(i);
        }
    }
    m_action->setEnabled(!m_held.isEmpty());
    qint64 next = -1;
    for (const Held &held : std::as_const(m_held))
        next = next < 0 ? held.until.remainingTime() : std::min(next, held.until.remainingTime());
    if (next >= 0)
        m_timer.start(static_cast<int>(next) + 1);
    if (!any || !m_held.isEmpty() || !told)
        return;
    if (here) {
        m_told = internal ? tr("Note saved.") : tr("Reply sent.");
        m_notice.show(Tone::Good, m_told);
    } else {
        m_notice.dismiss();
    }
}

void SendUndo::undo()
{
    lookAtTime();
    if (!m_held.isEmpty())
        m_sender.withdraw(m_held.constLast().message);
}

void SendUndo::drop(MessageId id)
{
    m_held.removeIf([id](const Held &held) { return held.message.id == id; });
    m_sender.forget(id);
    lookAtTime();
}

void SendUndo::onWithdrawn(const Message &message)
{
    drop(message.id);
    if (message.incident == m_shown) {
        m_notice.show(Tone::Good, tr("Taken back. It is a draft again."));
        return;
    }
    m_notice.show(Tone::Good, tr("Taken back. It is a draft of the other incident again."), tr("&Open"),
                  [this, id = message.incident] { Q_EMIT openRequested(id); });
}

} // namespace mostrador::console
