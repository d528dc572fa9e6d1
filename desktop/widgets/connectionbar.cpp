// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connectionbar.h"

#include "models/eventtext.h"
#include "store/offlinedata.h"

#include <chrono>

namespace mostrador::console {

using namespace std::chrono_literals;

ConnectionBar::ConnectionBar(const WidgetContext &context, QWidget *parent)
    : Notice(parent)
    , m_context(context)
{
    setObjectName(QStringLiteral("connectionBar"));
    m_tick.setInterval(1s);
    // A feed that comes back at once is not worth a word.
    m_patience.setSingleShot(true);
    m_patience.setInterval(3s);
    connect(&m_tick, &QTimer::timeout, this, &ConnectionBar::showAway);
    connect(&m_patience, &QTimer::timeout, this, &ConnectionBar::update);
    connect(&context.models.client, &ApiClient::stateChanged, this, &ConnectionBar::update);
    connect(&context.models.feed, &FeedClient::stateChanged, this, &ConnectionBar::update);
    connect(&context.models.client, &ApiClient::sourceChanged, this, &ConnectionBar::update);
    update();
}

void ConnectionBar::update()
{
    const ApiClient::State client = m_context.models.client.state();
    const FeedClient::State feed = m_context.models.feed.state();
    if (client == ApiClient::State::ServerAway) {
        m_wasAway = true;
        m_patience.stop();
        m_tick.start();
        showAway();
        return;
    }
    // Started without the server: it has not been reached yet.
    if (client == ApiClient::State::Connecting && m_context.models.client.isStoodIn() && isHidden()) {
        m_wasAway = true;
        m_tick.start();
        return;
    }
    m_tick.stop();
    if (client != ApiClient::State::Online)
        return;
    if (feed == FeedClient::State::Refused) {
        Notice::show(Tone::Warning,
                     tr("Changes of others do not come in by themselves: the server's address for them is "
                        "not encrypted. Press F5 to refresh, and tell your administrator."));
        return;
    }
    if (feed == FeedClient::State::Waiting || feed == FeedClient::State::Connecting) {
        if (!m_wasAway && !m_patience.isActive() && isHidden()) {
            m_patience.start();
            return;
        }
        if (m_patience.isActive())
            return;
        m_wasAway = true;
        Notice::show(Tone::Warning, tr("The server answers, but changes of others do not come in yet. Connecting…"), {},
                     {}, false);
        return;
    }
    m_patience.stop();
    if (std::exchange(m_wasAway, false)) {
        Notice::show(Tone::Good, tr("Connected again. Everything is up to date."));
        QTimer::singleShot(4s, this, [this] {
            if (m_context.models.client.isOnline() && !m_wasAway)
                dismiss();
        });
    }
}

/// What can be done meanwhile, and how old what is seen may be.
QString ConnectionBar::whatGoesOn() const
{
    const OfflineData *offline = m_context.models.offline;
    if (!offline || !offline->isReady())
        return tr("The server is away. You can go on reading and writing; nothing written is lost.");
    QString text = tr("The server is away. You see what is kept on this computer.");
    if (const auto asOf = offline->asOf()) {
        //: A time such as 10:42, or with the date
        text = tr("The server is away. You see what is kept on this computer, as of %1.")
                   .arg(localShort(*asOf, m_context.models.words));
    }
    return text + u' ' +
           (offline->isQueueKept() ? tr("What you do is sent when it is back; nothing is lost.")
                                   : tr("What you do is sent when it is back; leave this window open until then."));
}

void ConnectionBar::showAway()
{
    const int wait = m_context.models.client.nextProbeIn();
    const QString when = wait > 1000 ? tr("Trying again in %n second(s).", "", wait / 1000) : tr("Trying again…");
    const QString text = whatGoesOn() + u' ' + when;
    if (!isHidden() && this->text() == text)
        return;
    Notice::show(
        Tone::Warning, text, tr("&Try now"),
        [this] {
            m_context.models.client.probe();
            QTimer::singleShot(0, this, &ConnectionBar::showAway);
        },
        false);
}

} // namespace mostrador::console
