// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedsmtp.h"

#include <QRegularExpression>
#include <QTcpSocket>

namespace mostrador::test {

ScriptedSmtp::ScriptedSmtp()
{
    connect(&m_server, &QTcpServer::newConnection, this, &ScriptedSmtp::onConnection);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no port for the mail server");
}

ScriptedSmtp::~ScriptedSmtp()
{
    hangUp();
}

void ScriptedSmtp::hangUp()
{
    const QList<QTcpSocket *> sockets = m_dialogues.keys();
    for (QTcpSocket *socket : sockets)
        drop(socket);
}

void ScriptedSmtp::onConnection()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        m_dialogues.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onReadyRead(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] { drop(socket); });
        reach(socket, Step::Connected, [this, socket] { answer(socket, "220 test ESMTP"); });
    }
}

void ScriptedSmtp::drop(QTcpSocket *socket)
{
    if (m_dialogues.remove(socket) == 0)
        return;
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
}

void ScriptedSmtp::answer(QTcpSocket *socket, const QByteArray &line)
{
    socket->write(line + "\r\n");
    socket->flush();
}

bool ScriptedSmtp::reach(QTcpSocket *socket, Step step, const std::function<void()> &next)
{
    const Then then = script ? script(step) : Then::GoOn;
    const auto dialogue = m_dialogues.find(socket);
    if (dialogue == m_dialogues.end())
        return false; // gone meanwhile
    if (then == Then::Drop) {
        drop(socket);
        return false;
    }
    if (then == Then::Wait) {
        dialogue->waiting = true;
        dialogue->next = next;
        return false;
    }
    next();
    return m_dialogues.contains(socket);
}

void ScriptedSmtp::goOn()
{
    const QList<QTcpSocket *> sockets = m_dialogues.keys();
    for (QTcpSocket *socket : sockets) {
        const auto dialogue = m_dialogues.find(socket);
        if (dialogue == m_dialogues.end() || !dialogue->waiting)
            continue;
        dialogue->waiting = false;
        std::exchange(dialogue->next, nullptr)();
        onReadyRead(socket);
    }
}

void ScriptedSmtp::onReadyRead(QTcpSocket *socket)
{
    while (true) {
        const auto dialogue = m_dialogues.find(socket);
        if (dialogue == m_dialogues.end())
            return;
        dialogue->received += socket->readAll();
        if (dialogue->waiting)
            return;
        if (dialogue->inText && !dialogue->textBegun && !dialogue->received.isEmpty()) {
            dialogue->textBegun = true;
            if (!reach(socket, Step::Text, [] {}))
                return;
            continue;
        }
        const QByteArray end = dialogue->inText ? "\r\n.\r\n" : "\r\n";
        const qsizetype at = dialogue->received.indexOf(end);
        if (at < 0)
            return;
        const QByteArray part = dialogue->received.left(at);
        dialogue->received.remove(0, at + end.size());
        if (!(dialogue->inText ? text(socket, part) : command(socket, part)))
            return;
    }
}

bool ScriptedSmtp::command(QTcpSocket *socket, const QByteArray &line)
{
    const auto say = [this, socket](const QByteArray &words) { return [=, this] { answer(socket, words); }; };
    const QByteArray verb = line.left(4).toUpper();
    if (verb == "EHLO" || verb == "HELO")
        return reach(socket, Step::Hello, say("250 test"));
    if (verb == "MAIL")
        return reach(socket, Step::Sender, say("250 OK"));
    if (verb == "RCPT")
        return reach(socket, Step::Recipient, say("250 OK"));
    if (verb == "DATA")
        return reach(socket, Step::Data, [this, socket] {
            m_dialogues[socket].inText = true;
            m_dialogues[socket].textBegun = false;
            answer(socket, "354 go on");
        });
    answer(socket, verb == "QUIT" ? "221 bye" : "250 OK");
    if (verb == "QUIT")
        socket->disconnectFromHost();
    return m_dialogues.contains(socket);
}

bool ScriptedSmtp::text(QTcpSocket *socket, const QByteArray &mail)
{
    m_dialogues[socket].inText = false;
    static const QRegularExpression messageId(QStringLiteral("^Message-ID:\\s*(<[^>]+>)"),
                                              QRegularExpression::MultilineOption |
                                                  QRegularExpression::CaseInsensitiveOption);
    const QByteArray id = messageId.match(QString::fromLatin1(mail)).captured(1).toLatin1();
    return reach(socket, Step::EndOfText, [this, socket, id] {
        ++m_accepted[id];
        answer(socket, "250 accepted");
        reach(socket, Step::Accepted, [] {});
    });
}

} // namespace mostrador::test
