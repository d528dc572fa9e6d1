// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "submitter.h"

#include "portalform.h"

#include <QJsonDocument>
#include <QThread>

namespace mostrador::test {

namespace {

/// Of a hundred sendings: these do not wait for the answer, and these repeat what has its receipt.
constexpr int abandonPercent = 12;
constexpr int repeatPercent = 12;

} // namespace

Submitter::Submitter(Submissions &shared, Door door, int number)
    : m_shared(shared)
    , m_door(door)
    , m_number(number)
    , m_chance(proof::chance(static_cast<quint32>(number)))
{}

void Submitter::pause(int mostMs)
{
    QThread::msleep(static_cast<unsigned long>(m_chance.bounded(1, mostMs + 1)));
}

void Submitter::run()
{
    for (int n = 0; !m_shared.over; ++n) {
        const QByteArray subject = "Sender " + QByteArray::number(m_number) + " case " + QByteArray::number(n);
        if (m_door == Door::Api)
            submitByApi(subject);
        else
            submitByForm(subject);
    }
}

Submitter::Attempt Submitter::insist(int expected, const QByteArray &method, const QByteArray &target,
                                     const HttpHeaders &headers, const QByteArray &body)
{
    while (true) {
        // Whoever has begun to send goes on until there is a receipt, also when the run ends: only then it is known
        // that nothing unacknowledged hangs in the air.
        const bool abandons = m_chance.bounded(100) < abandonPercent;
        const int timeout = abandons ? m_chance.bounded(1, 25) : 60'000;
        const HttpAnswer answer = m_client.send(anyPort(), method, target, headers, body, timeout);
        if (answer.status == expected)
            return {answer, false};
        if (answer.status == 503 || answer.status == 409) {
            ++m_shared.refused;
            if (answer.header("retry-after").toInt() < 1)
                m_shared.faults.add(QStringLiteral("%1 without Retry-After: %2")
                                        .arg(QString::number(answer.status), QString::fromUtf8(answer.body.left(300))));
            pause(150); // sooner than asked: that must do no harm
        } else if (answer.status == 0) {
            if (abandons)
                ++m_shared.abandoned;
            else if (answer.timedOut)
                m_shared.faults.add(QStringLiteral("no answer within a minute: ") + QString::fromLatin1(target));
            else
                ++m_shared.broken;
            if (!abandons)
                pause(60);
        } else {
            m_shared.faults.add(QStringLiteral("%1 %2: %3 %4")
                                    .arg(QString::fromLatin1(method), QString::fromLatin1(target),
                                         QString::number(answer.status), QString::fromUtf8(answer.body.left(300))));
            return {answer, true};
        }
        if (m_shared.faults.isEmpty() || !m_shared.over)
            continue;
        return {answer, true};
    }
}

void Submitter::keep(qint64 incident, const QByteArray &subject)
{
    if (incident <= 0) {
        m_shared.faults.add(QStringLiteral("a receipt without its incident: ") + QString::fromUtf8(subject));
        return;
    }
    m_receipts.append({incident, subject});
    ++m_shared.received;
}

void Submitter::submitByApi(const QByteArray &subject)
{
    const QJsonObject body{
        {QStringLiteral("subject"), QString::fromUtf8(subject)},
        {QStringLiteral("description"), QStringLiteral("No enciende desde ayer.")},
        {QStringLiteral("customer"), QJsonObject{{QStringLiteral("given_name"), QStringLiteral("Lucía")},
                                                 {QStringLiteral("family_name"), QStringLiteral("Gómez")},
                                                 {QStringLiteral("email"), email()}}}};
    const HttpHeaders headers{{"Authorization", "Bearer " + m_shared.token},
                              {"Content-Type", "application/json"},
                              {"Idempotency-Key", subject}};
    const QByteArray bytes = QJsonDocument(body).toJson(QJsonDocument::Compact);
    const auto idIn = [](const HttpAnswer &answer) {
        return answer.json().value(QStringLiteral("id")).toString().toLongLong();
    };
    const Attempt first = insist(201, "POST", "/api/v1/incidents", headers, bytes);
    if (first.isOver)
        return;
    const qint64 incident = idIn(first.answer);
    if (m_chance.bounded(100) < repeatPercent) {
        ++m_shared.repeated;
        const Attempt again = insist(201, "POST", "/api/v1/incidents", headers, bytes);
        if (!again.isOver && (idIn(again.answer) != incident || again.answer.body != first.answer.body))
            m_shared.faults.add(QStringLiteral("another receipt for the same key: ") + QString::fromUtf8(subject));
    }
    keep(incident, subject);
}

qint64 Submitter::incidentAt(const QByteArray &location)
{
    const Attempt page = insist(200, "GET", location, {}, {});
    static const QRegularExpression reference(QStringLiteral("INC-\\d{4}-(\\d+)"));
    return reference.match(QString::fromUtf8(page.answer.body)).captured(1).toLongLong();
}

void Submitter::submitByForm(const QByteArray &subject)
{
    HttpHeaders cookie;
    if (!m_cookie.isEmpty())
        cookie.emplaceBack("Cookie", m_cookie);
    const Attempt form = insist(200, "GET", "/es/open", cookie, {});
    if (form.isOver)
        return;
    m_cookie = formCookie(form.answer, m_cookie);
    const QByteArray body = filledForm(form.answer.body, subject, email().toUtf8());
    const HttpHeaders headers{{"Content-Type", "application/x-www-form-urlencoded"}, {"Cookie", m_cookie}};
    const Attempt first = insist(303, "POST", "/es/open?send", headers, body);
    if (first.isOver)
        return;
    const QByteArray location = first.answer.header("location");
    if (m_chance.bounded(100) < repeatPercent) {
        ++m_shared.repeated;
        const Attempt again = insist(303, "POST", "/es/open?send", headers, body);
        if (!again.isOver && again.answer.header("location") != location)
            m_shared.faults.add(QStringLiteral("another page of thanks for the same form: ") +
                                QString::fromUtf8(subject));
    }
    keep(incidentAt(location), subject);
}

} // namespace mostrador::test
