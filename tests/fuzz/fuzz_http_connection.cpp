// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The guard and QtHttpServer on one connection, however the bytes arrive: what reaches a handler is the requests that
// the guard's parser reads, whole, in order and with their own bodies; what is refused is refused to the end; and no
// answer holds a line that a client put there.
#include "http/adapter.h"
#include "http/connection.h"
#include "memorysocket.h"
#include "target.h"

#include <QCoreApplication>

namespace mostrador::fuzz::httpconnection {

using namespace mostrador::http;

struct Handed
{
    QByteArray target;
    QByteArray body;
};

/// Plays the server's part for one connection after the other.
class Owner final : public ConnectionOwner
{
public:
    Owner()
        : m_adapter([this](const QByteArray &body, std::shared_ptr<void> hold) { handle(body, std::move(hold)); })
        , m_listener(new MemoryListener)
    {
        check(m_listener->listen(QHostAddress::LocalHost), "no address to listen on");
        check(m_adapter.take(m_listener), "QtHttpServer does not take the listener");
    }

    struct Course
    {
        QList<Handed> handed;
        QByteArray written;
        bool closing = false;
    };

    Course talk(QByteArrayView input, const QList<qsizetype> &sizes)
    {
        m_handed.clear();
        m_current = nullptr;
        auto *socket = new MemorySocket;
        auto *connection = new Connection(1, socket, QStringLiteral("127.0.0.1"), false, *this, nullptr);
        m_listener->hand(socket);
        qsizetype at = 0;
        for (const qsizetype size : sizes) {
            socket->arrive(input.sliced(at, size));
            at += size;
        }
        Course course{m_handed, socket->written(), connection->state() == Connection::State::Closing};
        Q_EMIT socket->disconnected();
        // QtHttpServer deletes the socket, or leaves it to its parent.
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        for (QAbstractSocket *left : m_listener->findChildren<QAbstractSocket *>())
            delete left;
        delete connection;
        return course;
    }

    const Limits &limits() const override { return m_limits; }
    bool isDraining() const override { return false; }
    std::optional<Problem> admit(Connection &connection) override
    {
        if (connection.head().contentLength <= maxBody)
            return std::nullopt;
        Problem problem;
        problem.code = ErrorCode::PayloadTooLarge;
        return problem;
    }
    std::shared_ptr<BodyShare> bodyShare() override { return std::make_shared<BodyShare>(m_bodyBytes); }
    bool mayHoldBody(Connection &) override { return true; }
    bool mayHoldAnswer(qint64) override { return true; }
    void expectRequest(Connection &connection) override { m_current = &connection; }
    Response refusal(Connection &, const Problem &problem) override
    {
        return Response::problem(problem, QStringLiteral("id"));
    }
    void answered(const Connection &, int, qint64) override {}
    void gone(Connection &) override {}

    static constexpr qint64 maxBody = 2048;

private:
    void handle(const QByteArray &body, std::shared_ptr<void> hold)
    {
        Connection *connection = std::exchange(m_current, nullptr);
        check(connection && connection->state() == Connection::State::Complete,
              "QtHttpServer handed over a request the guard has not seen");
        m_handed.append({connection->head().target, body});
        connection->beginAnswering(std::move(hold));
        // A handler that puts what it was sent where it should not.
        connection->answer(Response::text("x").withHeader("X-Echo", body).withHeader("Location", body.left(7)));
    }

    const Limits m_limits{};
    std::shared_ptr<std::atomic<qint64>> m_bodyBytes = std::make_shared<std::atomic<qint64>>(0);
    Adapter m_adapter;
    MemoryListener *m_listener; ///< the adapter's
    Connection *m_current = nullptr;
    QList<Handed> m_handed;
};

/// What the guard's parser makes of all the bytes, one request behind the other.
struct Expected
{
    QList<Handed> requests;
    bool refused = false;
    int status = 0;
    qsizetype rest = 0; ///< bytes behind the first request
    bool firstWhole = false;
    bool firstCloses = false;
};

static Expected expectedOf(QByteArrayView input, const Limits &limits)
{
    Expected expected;
    while (!input.isEmpty()) {
        HeadParser parser(limits);
        qsizetype taken = 0;
        const auto state = parser.feed(input, taken);
        if (state == HeadParser::State::Reading)
            return expected;
        const Head &head = parser.head();
        const bool tooLarge = state == HeadParser::State::Complete && head.contentLength > Owner::maxBody;
        if (state == HeadParser::State::Refused || tooLarge) {
            if (expected.requests.isEmpty()) {
                expected.refused = true;
                expected.status = tooLarge ? 413 : httpStatus(parser.refusal().code);
                // What stands behind a head without a length is told first.
                if (tooLarge && input.size() - taken > head.contentLength)
                    expected.status = 400;
            }
            return expected;
        }
        if (input.size() - taken < head.contentLength)
            return expected;
        expected.requests.append({head.target, input.sliced(taken, head.contentLength).toByteArray()});
        input = input.sliced(taken + head.contentLength);
        if (expected.requests.size() == 1) {
            expected.firstWhole = true;
            expected.firstCloses = head.close;
            expected.rest = input.size();
        }
    }
    return expected;
}

/// The statuses of the answers, read by the rules; the final ones only.
static QList<int> answersIn(const QByteArray &written, bool toHead)
{
    QList<int> statuses;
    qsizetype at = 0;
    while (at < written.size()) {
        const qsizetype end = written.indexOf("\r\n\r\n", at);
        check(end > 0, "an answer without an end", QString::fromLatin1(written));
        const QByteArray head = written.mid(at, end - at);
        check(head.startsWith("HTTP/1.1 "), "an answer that does not begin as one", QString::fromLatin1(written));
        const int status = head.mid(9, 3).toInt();
        at = end + 4;
        if (status == 100) {
            check(!head.contains('\n'), "a 100 with fields");
            continue;
        }
        qsizetype length = -1;
        for (QByteArray line : head.split('\n').mid(1)) {
            if (line.endsWith('\r'))
                line.chop(1);
            check(!line.contains('\r') && !line.contains('\0'), "half a line end in a field");
            const QByteArray name = line.left(line.indexOf(':'));
            static const QList<QByteArray> known{"Date",   "Content-Type", "Content-Length",         "X-Request-Id",
                                                 "X-Echo", "Location",     "X-Content-Type-Options", "Connection",
                                                 "Allow",  "Retry-After",  "Cache-Control"};
            check(known.contains(name), "a field nobody wrote", QString::fromLatin1(line));
            if (name == "Content-Length") {
                check(length < 0, "two lengths");
                length = line.mid(16).toLongLong();
            }
        }
        statuses.append(status);
        if (length > 0 && !toHead)
            at += length;
        check(at <= written.size(), "an answer cut short");
    }
    return statuses;
}

MOSTRADOR_FUZZ_TARGET(http_connection)
{
    static int argc = 1;
    static char name[] = "fuzz";
    static char *argv[] = {name, nullptr};
    static QCoreApplication *application = QCoreApplication::instance() ? nullptr : new QCoreApplication(argc, argv);
    static Owner owner;
    Q_UNUSED(application)

    const Expected expected = expectedOf(input, owner.limits());
    const bool anyHead = input.toByteArray().contains("HEAD ");
    for (const QList<qsizetype> &sizes : cuts(input)) {
        const Owner::Course course = owner.talk(input, sizes);
        check(course.handed.size() <= expected.requests.size(), "a request nobody sent");
        for (qsizetype i = 0; i < course.handed.size(); ++i) {
            check(course.handed.at(i).target == expected.requests.at(i).target, "another target than was sent");
            check(course.handed.at(i).body == expected.requests.at(i).body, "another body than was sent",
                  QString::fromLatin1(course.handed.at(i).body));
        }
        if (anyHead)
            continue; // whose answers have no bodies is not known from here
        const QList<int> statuses = answersIn(course.written, false);
        check(statuses.size() <= course.handed.size() + 1, "more answers than requests");
        if (expected.refused) {
            check(statuses.size() == 1 && course.closing, "a refusal that is no end",
                  QString::fromLatin1(course.written));
            if (sizes.size() == 1)
                check(statuses.first() == expected.status, "refused for another reason",
                      QString::fromLatin1(course.written));
        } else if (!expected.firstWhole) {
            check(statuses.isEmpty(), "an answer before the request is there", QString::fromLatin1(course.written));
        } else if (expected.rest == 0) {
            check(course.handed.size() == 1, "a request that no handler gets", QString::fromLatin1(course.written));
            check(statuses.size() == 1 && course.closing == expected.firstCloses, "the answer or its end is missing",
                  QString::fromLatin1(course.written));
        } else if (sizes.size() == 1) {
            check(course.handed.isEmpty() && statuses == QList<int>{400} && course.closing,
                  "requests on one another's heels let through");
        }
    }
}

} // namespace mostrador::fuzz::httpconnection
