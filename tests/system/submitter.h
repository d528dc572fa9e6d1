// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "httpclient.h"
#include "proof.h"

#include <QList>

#include <atomic>
#include <functional>

namespace mostrador::test {

/// What a sender holds in hand: the server said that this is kept.
struct KeptReceipt
{
    qint64 incident = 0;
    QByteArray subject;
};

/// What all senders of a run share.
struct Submissions
{
    std::function<quint16(quint32)> port; ///< where to send, by a number of chance
    QByteArray token;                     ///< for the API
    std::atomic<int> received = 0;        ///< receipts, of all senders
    std::atomic<bool> over = false;
    std::atomic<int> broken = 0;    ///< sent, and no answer came
    std::atomic<int> abandoned = 0; ///< did not wait for the answer
    std::atomic<int> refused = 0;   ///< 503 or 409 with Retry-After
    std::atomic<int> repeated = 0;  ///< sent again although the receipt was there
    proof::Faults faults;
};

/// Somebody who opens one incident after the other, by the form or by the API, and sends each until there is a receipt
/// for it: with the same key, to whichever process answers. Sometimes the answer gets lost on the way, sometimes it is
/// not waited for. To be run in a thread of its own.
class Submitter
{
public:
    enum class Door
    {
        Form,
        Api
    };

    Submitter(Submissions &shared, Door door, int number);

    void run();
    QString email() const { return QStringLiteral("sender-%1@example.com").arg(m_number); }
    const QList<KeptReceipt> &receipts() const { return m_receipts; }

private:
    struct Attempt
    {
        HttpAnswer answer;
        bool isOver = false; ///< the run is
    };

    void submitByApi(const QByteArray &subject);
    void submitByForm(const QByteArray &subject);
    /// Sends until the answer has the status @p expected.
    Attempt insist(int expected, const QByteArray &method, const QByteArray &target, const HttpHeaders &headers,
                   const QByteArray &body);
    /// The incident behind the page of thanks.
    qint64 incidentAt(const QByteArray &location);
    void keep(qint64 incident, const QByteArray &subject);
    void pause(int mostMs);
    quint16 anyPort() { return m_shared.port(m_chance.generate()); }

    Submissions &m_shared;
    const Door m_door;
    const int m_number;
    QRandomGenerator m_chance;
    HttpClient m_client;
    QByteArray m_cookie;
    QList<KeptReceipt> m_receipts;
};

} // namespace mostrador::test
