// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ordinary.h"

#include "httpclient.h"
#include "plainsocket.h"

#include <QElapsedTimer>
#include <QFile>
#include <QThread>

namespace mostrador::test {

namespace {

/// Between two requests of a client: they are people, not a load test.
constexpr unsigned long pauseMs = 40;
constexpr int patienceMs = 30'000;

} // namespace

OrdinaryClients::OrdinaryClients(const ServerProcess &server, const QByteArray &token)
{
    const auto told = [](const HttpAnswer &answer, int expected, QByteArray &text) {
        text = QByteArray::number(answer.status) + ' ' + answer.body.left(200);
        return answer.status == expected;
    };
    add("health", [told, port = server.operationsPort()](QByteArray &text) {
        return told(HttpClient().send(port, "GET", "/health/ready", {}, {}, patienceMs), 200, text);
    });
    add("portal", [told, port = server.httpPort()](QByteArray &text) {
        return told(HttpClient().send(port, "GET", "/es", {}, {}, patienceMs), 200, text);
    });
    add("incident", [told, token, port = server.httpPort()](QByteArray &text) {
        const QJsonObject customer{{QStringLiteral("given_name"), QStringLiteral("Eva")},
                                   {QStringLiteral("family_name"), QStringLiteral("Sanz")},
                                   {QStringLiteral("email"), QStringLiteral("eva@example.com")}};
        const QJsonObject body{{QStringLiteral("subject"), QStringLiteral("No enciende")},
                               {QStringLiteral("description"), QStringLiteral("Desde ayer.")},
                               {QStringLiteral("customer"), customer}};
        return told(HttpClient().sendJson(port, "POST", "/api/v1/incidents", token, body, {}, patienceMs), 201, text);
    });
    add("feed", [token, port = server.feedPort()](QByteArray &text) {
        PlainSocket socket(port);
        socket.send(feedHandshake(token));
        const auto welcomed = [&socket] { return socket.received().contains("\"hello\""); };
        pump({&socket}, patienceMs, [&] { return welcomed() || socket.isClosed(); });
        text = socket.received().left(200);
        return welcomed();
    });
}

OrdinaryClients::~OrdinaryClients()
{
    stop();
}

void OrdinaryClients::add(const char *name, const Ask &ask)
{
    Count *count = m_counts.emplace_back(std::make_unique<Count>()).get();
    count->slowest = name;
    m_threads.emplace_back([this, name = QString::fromLatin1(name), ask, count] {
        while (!m_over) {
            QElapsedTimer timer;
            timer.start();
            QByteArray told;
            if (!ask(told))
                m_faults.add(QStringLiteral("%1 after %2 ms: %3")
                                 .arg(name, QString::number(timer.elapsed()), QString::fromUtf8(told)));
            const qint64 ms = timer.elapsed();
            ++count->asked;
            count->soon += ms <= 1000 ? 1 : 0;
            count->slowestMs = std::max(count->slowestMs, ms);
            QThread::msleep(pauseMs);
        }
    });
}

OrdinaryClients::Count OrdinaryClients::stop()
{
    m_over = true;
    for (std::thread &thread : m_threads) {
        if (thread.joinable())
            thread.join();
    }
    Count all;
    for (const auto &count : m_counts) {
        all.asked += count->asked;
        all.soon += count->soon;
        if (count->slowestMs > all.slowestMs) {
            all.slowestMs = count->slowestMs;
            all.slowest = count->slowest;
        }
    }
    return all;
}

QByteArray logIn(const ServerProcess &server)
{
    return HttpClient()
        .sendJson(
            server.httpPort(), "POST", "/api/v1/sessions", {},
            {{QStringLiteral("email"), server.adminEmail()}, {QStringLiteral("password"), server.adminPassword()}})
        .json()
        .value(QStringLiteral("token"))
        .toString()
        .toLatin1();
}

QByteArray feedHandshake(const QByteArray &token, const QByteArray &target)
{
    return "GET " + target +
           " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
           (token.isEmpty() ? QByteArray() : "Authorization: Bearer " + token + "\r\n") + "\r\n";
}

double memoryMiB(qint64 process, const QByteArray &field)
{
    QFile file(QStringLiteral("/proc/%1/status").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(field + ':'))
            return line.mid(field.size() + 1).trimmed().split(' ').constFirst().toDouble() / 1024;
    }
    return -1;
}

} // namespace mostrador::test
