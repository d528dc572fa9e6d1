// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/desktopnotifier.h"

#include "widgets/icons.h"
#include "widgets/widgetcontext.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>
#include <QSystemTrayIcon>

namespace mostrador::console {

namespace {

const QString notifyService = QStringLiteral("org.freedesktop.Notifications");
const QString notifyPath = QStringLiteral("/org/freedesktop/Notifications");
const QString desktopFile = QStringLiteral("org.mostrador.Console");
constexpr int serviceAnswersMs = 3000;
constexpr int lineMost = 160;

QDBusMessage callOf(const char *method)
{
    return QDBusMessage::createMethodCall(notifyService, notifyPath, notifyService, QLatin1String(method));
}

/// Every line of other people's words by itself.
QString plainLines(const QString &text)
{
    QStringList lines;
    for (const QString &line : text.split(u'\n'))
        lines.append(oneLine(line, lineMost));
    return lines.join(u'\n');
}

} // namespace

DesktopNotifier::DesktopNotifier(QObject *parent)
    : QObject(parent)
{}

/// Only when there is something to say: a session bus that does not answer must not delay the start.
bool DesktopNotifier::connectService()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return false;
    if (!std::exchange(m_connected, true)) {
        bus.connect(notifyService, notifyPath, notifyService, QStringLiteral("ActionInvoked"), this,
                    SLOT(onAction(uint, QString)));
        bus.connect(notifyService, notifyPath, notifyService, QStringLiteral("NotificationClosed"), this,
                    SLOT(onClosed(uint, uint)));
    }
    return true;
}

DesktopNotifier::~DesktopNotifier()
{
    const QList<uint> ids = m_shown.keys();
    for (const uint id : ids)
        close(id);
}

void DesktopNotifier::show(const QString &title, const QString &text, IncidentId incident)
{
    const Words words{oneLine(title, lineMost), plainLines(text), incident};
    if (!connectService()) {
        showByTray(words);
        return;
    }
    auto *watcher = new QDBusPendingCallWatcher(
        QDBusConnection::sessionBus().asyncCall(callOf("GetCapabilities"), serviceAnswersMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, words] {
        const QDBusPendingReply<QStringList> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError())
            showByTray(words);
        else
            showByService(words, reply.value());
    });
}

void DesktopNotifier::showByService(const Words &words, const QStringList &capabilities)
{
    // The title is never read as markup; the text is where the service can.
    const bool markup = capabilities.contains(QLatin1String("body-markup"));
    const QString body = markup ? words.text.toHtmlEscaped() : words.text;
    QStringList actions;
    if (capabilities.contains(QLatin1String("actions")))
        actions = QStringList{QStringLiteral("default"), tr("Show")};
    QDBusMessage call = callOf("Notify");
    call.setArguments({QGuiApplication::applicationDisplayName(), 0U, desktopFile, words.title, body, actions,
                       QVariantMap{{QStringLiteral("desktop-entry"), desktopFile},
                                   {QStringLiteral("urgency"), QVariant::fromValue<uchar>(1)}},
                       -1});
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, serviceAnswersMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, words] {
        const QDBusPendingReply<uint> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError())
            showByTray(words);
        else
            m_shown.insert(reply.value(), words.incident);
    });
}

void DesktopNotifier::showByTray(const Words &words)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable())
        return;
    if (!m_tray) {
        m_tray = new QSystemTrayIcon(icon(Glyph::Application), this);
        m_tray->setToolTip(QGuiApplication::applicationDisplayName());
        connect(m_tray, &QSystemTrayIcon::messageClicked, this, [this] { Q_EMIT activated(m_inTray); });
        connect(m_tray, &QSystemTrayIcon::activated, this, [this] { Q_EMIT activated({}); });
        m_tray->show();
    }
    m_inTray = words.incident;
    m_tray->showMessage(words.title, words.text, icon(Glyph::Application));
}

void DesktopNotifier::withdraw(IncidentId incident)
{
    const QList<uint> ids = m_shown.keys(incident);
    for (const uint id : ids) {
        m_shown.remove(id);
        close(id);
    }
}

void DesktopNotifier::close(uint id)
{
    QDBusMessage call = callOf("CloseNotification");
    call.setArguments({id});
    QDBusConnection::sessionBus().asyncCall(call, serviceAnswersMs);
}

void DesktopNotifier::onAction(uint id, const QString &)
{
    // Other programs' messages are told of here too.
    if (const auto shown = m_shown.constFind(id); shown != m_shown.cend())
        Q_EMIT activated(*shown);
}

void DesktopNotifier::onClosed(uint id, uint)
{
    m_shown.remove(id);
}

} // namespace mostrador::console
