// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/codecs.h"

#include <QJsonDocument>
#include <QNetworkRequest>
#include <QUrl>
#include <QWebSocket>

#include <algorithm>

namespace mostrador::test {

/// A client of the feed that keeps all it hears.
class Follower
{
public:
    Follower(quint16 port, const QString &token, const QString &cursor = {}, const QString &origin = {},
             const QString &path = QStringLiteral("/api/v1/feed"))
        : m_socket(origin)
    {
        QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket, [this](const QString &text) {
            const auto item = codec::feedItemFromJson(QJsonDocument::fromJson(text.toUtf8()).object());
            if (!item) {
                ++unreadable;
                return;
            }
            items.append(*item);
            if (item->kind == codec::FeedItem::Kind::Event)
                events.append(item->event.id.value());
            if (!item->cursor.isEmpty())
                lastCursor = item->cursor;
        });
        QObject::connect(&m_socket, &QWebSocket::disconnected, &m_socket, [this] { closed = true; });
        QUrl url(QStringLiteral("ws://127.0.0.1:%1%2").arg(port).arg(path));
        if (!cursor.isEmpty())
            url.setQuery(QStringLiteral("after=") + cursor);
        QNetworkRequest request(url);
        if (!token.isEmpty())
            request.setRawHeader("Authorization", "Bearer " + token.toLatin1());
        m_socket.open(request);
    }

    bool has(codec::FeedItem::Kind kind) const
    {
        return std::any_of(items.begin(), items.end(), [&](const auto &item) { return item.kind == kind; });
    }
    int closeCode() const { return m_socket.closeCode(); }
    QWebSocket &socket() { return m_socket; }
    /// The kinds of events about an incident, in order.
    QStringList about(const QString &incident) const
    {
        QStringList kinds;
        for (const auto &item : items) {
            if (item.kind == codec::FeedItem::Kind::Event && item.event.incident &&
                item.event.incident->toString() == incident)
                kinds.append(toString(item.event.kind));
        }
        return kinds;
    }

    QList<codec::FeedItem> items;
    QList<qint64> events;
    QString lastCursor;
    bool closed = false;
    int unreadable = 0;

private:
    QWebSocket m_socket;
};

} // namespace mostrador::test
