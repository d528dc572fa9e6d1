// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTcpServer>

#include <functional>

class QTcpSocket;

namespace mostrador::test {

/// A mail server that takes everything, counts what it accepted by Message-ID, and lets a test step in at each point of
/// the dialogue (RFC 5321). Lives in the test's thread.
class ScriptedSmtp : public QObject
{
public:
    enum class Step
    {
        Connected, ///< before the greeting
        Hello,     ///< each of these: received, not answered yet
        Sender,
        Recipient,
        Data,
        Text, ///< the first of the mail's bytes
        EndOfText,
        Accepted ///< the 250 is on its way: whatever happens now, this mail is counted
    };
    enum class Then
    {
        GoOn,
        Drop, ///< break the connection off; an unfinished mail is forgotten
        Wait  ///< answer nothing until goOn()
    };

    ScriptedSmtp();
    ~ScriptedSmtp() override;

    quint16 port() const { return m_server.serverPort(); }
    /// Asked at each step; empty: goes on.
    std::function<Then(Step)> script;
    /// Answers what waits.
    void goOn();
    /// Ends all connections, as a mail server does with idle ones: the next mail begins with a new one.
    void hangUp();
    /// How often each Message-ID was accepted.
    const QHash<QByteArray, int> &accepted() const { return m_accepted; }
    void forget() { m_accepted.clear(); }

private:
    struct Dialogue
    {
        QByteArray received;
        bool inText = false;
        bool textBegun = false;
        bool waiting = false;
        std::function<void()> next;
    };

    void onConnection();
    void onReadyRead(QTcpSocket *socket);
    /// Asks the script; @p next is what goes on. False if the dialogue must not be read on now.
    bool reach(QTcpSocket *socket, Step step, const std::function<void()> &next);
    bool command(QTcpSocket *socket, const QByteArray &line);
    bool text(QTcpSocket *socket, const QByteArray &mail);
    void answer(QTcpSocket *socket, const QByteArray &line);
    void drop(QTcpSocket *socket);

    QTcpServer m_server;
    QHash<QTcpSocket *, Dialogue> m_dialogues;
    QHash<QByteArray, int> m_accepted;
};

} // namespace mostrador::test
