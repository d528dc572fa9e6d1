// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/outboxworker.h"
#include "services/settings.h"
#include "services/trackingservice.h"
#include "servicetest.h"
#include "smtpsink.h"
#include "storage/outbox.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSet>

using namespace mostrador;
using namespace mostrador::delivery;
using test::ParsedMail;
using test::SmtpSink;

/// The outbox worker against a real mail server.
class TestDeliveryOutbox : public test::ServiceTest
{
    Q_OBJECT

    OutboxSettings settingsFor(const SmtpSink &sink) const
    {
        OutboxSettings settings;
        settings.mailEnabled = true;
        settings.smtp.host = QStringLiteral("127.0.0.1");
        settings.smtp.port = sink.port();
        settings.smtp.connectSeconds = 2;
        settings.smtp.totalSeconds = 5;
        settings.fromAddress = QStringLiteral("help@example.com");
        settings.pollMs = 20;
        settings.retryBaseMs = 40;
        settings.retryMaxMs = 100;
        settings.upkeepEveryMs = 0;
        return settings;
    }
    struct Row
    {
        QString kind;
        QString state;
        QString mailId;
        qint64 attempts = 0;
        QString error;
    };
    QList<Row> rows()
    {
        QList<Row> out;
        const auto looked =
            storage::runTransaction(database(), storage::Mode::ReadOnly, [&](storage::Database &db) -> Outcome {
                storage::Statement s(
                    db, QStringLiteral("select kind, state, mail_id, attempts, last_error from outbox order by id"));
                auto read = storage::readAll<Row>(s, [](storage::Statement &r) {
                    return Row{r.text(0), r.text(1), r.text(2), r.number(3), r.text(4)};
                });
                if (!read)
                    return read.error();
                out = *std::move(read);
                return done;
            });
        return looked.committed() ? out : QList<Row>();
    }
    int inState(const QString &state)
    {
        int n = 0;
        for (const Row &row : rows())
            n += row.state == state ? 1 : 0;
        return n;
    }
    /// The tests share a database: what others left is none of this test's business. The worker goes by the machine's
    /// clock.
    void emptyOutbox()
    {
        clock.set(Timestamp::now());
        const auto emptied = storage::runTransaction(database(), storage::Mode::ReadWrite, [](storage::Database &db) {
            return db.execute(QStringLiteral("delete from outbox"));
        });
        QVERIFY(emptied.committed());
    }
    Incident opened(const QString &language, const std::function<void(NewIncident &)> &shape = {})
    {
        return makeIncident([&](NewIncident &input) {
            input.language = language;
            if (shape)
                shape(input);
        });
    }
    static const ParsedMail *to(const QList<ParsedMail> &mails, const QString &address, const QString &subjectStart)
    {
        for (const ParsedMail &mail : mails) {
            if (mail.header(QStringLiteral("To")).contains(address) &&
                mail.header(QStringLiteral("Subject")).startsWith(subjectStart))
                return &mail;
        }
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase();
    void sendsOneMailPerEvent();
    void keepsNotesToItself();
    void triesAgainWithTheSameMessageId();
    void givesUpOnFinalRefusals();
    void sendsNothingInClearWhereTlsIsAsked();
    void sharesTheWorkAmongWorkers();
    void waitsWhileMailIsDisabled();
    void writesToNobodyWhoWasRemoved();
    void carriesHostileTexts();
    void stopsAtOnce();
};

void TestDeliveryOutbox::initTestCase()
{
    if (!SmtpSink::isInstalled())
        QSKIP("smtp-sink is not installed (package postfix)");
}

void TestDeliveryOutbox::sendsOneMailPerEvent()
{
    emptyOutbox();
    SmtpSink sink;
    QVERIFY(sink.start());
    OutboxWorker worker(settingsFor(sink));
    worker.start();
    const Incident spanish = opened(QStringLiteral("es"));
    const Incident english = opened(QStringLiteral("en"));
    QTRY_COMPARE_WITH_TIMEOUT(sink.count(), 2, 10'000);
    VERIFY_OK(say(people.agent, spanish.id, QStringLiteral("Pruebe a **reiniciar** el router.")));
    VERIFY_OK(say(people.agent, english.id, QStringLiteral("Done."), false, IncidentStatus::Resolved));
    QTRY_COMPARE_WITH_TIMEOUT(sink.count(), 4, 10'000);
    IncidentChange resolve;
    resolve.status = IncidentStatus::Resolved;
    VERIFY_OK(change(people.agent, spanish.id, resolve, reread(spanish.id).version));
    QTRY_COMPARE_WITH_TIMEOUT(sink.count(), 5, 10'000);
    QTRY_COMPARE(inState(QStringLiteral("sent")), 5);
    worker.stop();
    QCOMPARE(worker.counters().sent, 5);
    QCOMPARE(sink.count(), 5);

    const QList<ParsedMail> mails = sink.mails();
    const QString prefix = QStringLiteral("[%1] ").arg(spanish.reference);
    const ParsedMail *receipt =
        to(mails, spanish.customerEmail, prefix + QStringLiteral("Hemos recibido su solicitud"));
    QVERIFY(receipt);
    QCOMPARE(receipt->header(QStringLiteral("Auto-Submitted")), QStringLiteral("auto-generated"));
    QCOMPARE(receipt->header(QStringLiteral("X-Mostrador-Incident")), spanish.reference);
    QVERIFY(receipt->header(QStringLiteral("From")).contains(QLatin1String("Tienda Ejemplo")));
    QVERIFY(receipt->header(QStringLiteral("X-Rcpt-Args")).contains(spanish.customerEmail));
    // The link in the mail is the customer's way in.
    const auto link = QRegularExpression(QStringLiteral("https://help\\.example\\.com/es/t/([A-Za-z0-9_-]{43})\\s"))
                          .match(receipt->text);
    QVERIFY2(link.hasMatch(), qPrintable(receipt->text));
    const auto visitor = services::tracking::resolve(link.captured(1));
    VERIFY_OK(visitor);
    QCOMPARE(visitor->incident, spanish.id);

    const ParsedMail *reply = to(mails, spanish.customerEmail, QStringLiteral("Re: ") + prefix);
    QVERIFY(reply);
    QVERIFY(reply->text.contains(QLatin1String("Pruebe a **reiniciar** el router.")) ||
            reply->text.contains(QLatin1String("resuelta")));
    for (const ParsedMail &mail : mails) {
        const bool isReply = mail.header(QStringLiteral("Subject")).startsWith(QLatin1String("Re: "));
        const bool ofSpanish = mail.header(QStringLiteral("X-Mostrador-Incident")) == spanish.reference;
        QCOMPARE(mail.header(QStringLiteral("Content-Language")),
                 ofSpanish ? QStringLiteral("es") : QStringLiteral("en"));
        QCOMPARE(!mail.header(QStringLiteral("In-Reply-To")).isEmpty(), isReply);
        if (isReply && ofSpanish)
            QCOMPARE(mail.header(QStringLiteral("In-Reply-To")), receipt->header(QStringLiteral("Message-Id")));
    }
    const ParsedMail *resolved = to(mails, english.customerEmail, QStringLiteral("Re: "));
    QVERIFY(resolved);
    QVERIFY(resolved->text.contains(QLatin1String("We have marked your request")));
    QVERIFY(resolved->text.contains(QLatin1String("Done.")));
    QVERIFY(resolved->text.contains(QLatin1String("within 14 days")));
}

void TestDeliveryOutbox::keepsNotesToItself()
{
    emptyOutbox();
    SmtpSink sink;
    QVERIFY(sink.start());
    const Incident incident = opened(QStringLiteral("es"));
    VERIFY_OK(say(people.agent, incident.id, QStringLiteral("GEHEIM-42"), true));
    // A note may resolve; the mail tells that, but not the note.
    VERIFY_OK(say(people.agent, incident.id, QStringLiteral("GEHEIM-43"), true, IncidentStatus::Resolved));
    OutboxWorker worker(settingsFor(sink));
    worker.start();
    QTRY_COMPARE_WITH_TIMEOUT(sink.count(), 2, 10'000);
    worker.stop();
    for (const ParsedMail &mail : sink.mails())
        QVERIFY(!(mail.text + mail.html).contains(QLatin1String("GEHEIM")));
}

void TestDeliveryOutbox::triesAgainWithTheSameMessageId()
{
    emptyOutbox();
    SmtpSink sink; // not started: nobody listens there
    OutboxWorker worker(settingsFor(sink));
    worker.start();
    static_cast<void>(opened(QStringLiteral("es")));
    QTRY_VERIFY_WITH_TIMEOUT(worker.counters().retried >= 1, 10'000);
    const QString mailId = rows().at(0).mailId;
    QVERIFY(sink.start({QStringLiteral("-r"), QStringLiteral("rcpt")})); // 4xx
    const qint64 before = worker.counters().retried;
    QTRY_VERIFY_WITH_TIMEOUT(worker.counters().retried >= before + 2, 10'000);
    QCOMPARE(rows().at(0).state, QStringLiteral("pending"));
    QVERIFY(rows().at(0).error.contains(QLatin1String("(4")));
    sink.stop();
    QVERIFY(sink.start());
    QTRY_COMPARE_WITH_TIMEOUT(sink.count(), 1, 10'000);
    QTRY_COMPARE(rows().at(0).state, QStringLiteral("sent"));
    worker.stop();
    QCOMPARE(rows().at(0).mailId, mailId);
    const auto mails = sink.mails();
    QCOMPARE(mails.constLast().header(QStringLiteral("Message-Id")), u'<' + mailId + u'>');
    QVERIFY(rows().at(0).attempts >= 4);
    QCOMPARE(worker.counters().sent, 1);
}

void TestDeliveryOutbox::givesUpOnFinalRefusals()
{
    emptyOutbox();
    SmtpSink sink;
    QVERIFY(sink.start({QStringLiteral("-f"), QStringLiteral("rcpt")})); // 5xx
    OutboxWorker worker(settingsFor(sink));
    worker.start();
    static_cast<void>(opened(QStringLiteral("es")));
    QTRY_COMPARE_WITH_TIMEOUT(inState(QStringLiteral("failed")), 1, 10'000);
    worker.stop();
    const Row row = rows().at(0);
    QCOMPARE(row.attempts, 1);
    QVERIFY2(row.error.contains(QLatin1String("(5")), qPrintable(row.error));
    QVERIFY(!row.error.contains(u'@'));
    QCOMPARE(worker.counters().failed, 1);
    QCOMPARE(worker.counters().sent, 0);
}

void TestDeliveryOutbox::sendsNothingInClearWhereTlsIsAsked()
{
    emptyOutbox();
    SmtpSink sink; // offers no STARTTLS
    QVERIFY(sink.start());
    OutboxSettings strict = settingsFor(sink);
    strict.smtp.tls = SmtpSettings::Tls::StartTls;
    OutboxWorker worker(strict);
    worker.start();
    static_cast<void>(opened(QStringLiteral("es")));
    QTRY_VERIFY_WITH_TIMEOUT(worker.counters().retried >= 2, 10'000);
    worker.stop();
    QCOMPARE(sink.mails().size(), 0);
    QCOMPARE(rows().at(0).state, QStringLiteral("pending"));
}

void TestDeliveryOutbox::sharesTheWorkAmongWorkers()
{
    emptyOutbox();
    SmtpSink sink;
    QVERIFY(sink.start());
    for (int i = 0; i < 20; ++i)
        static_cast<void>(opened(QStringLiteral("es")));
    OutboxWorker one(settingsFor(sink));
    OutboxWorker two(settingsFor(sink));
    OutboxWorker three(settingsFor(sink));
    one.start();
    two.start();
    three.start();
    QTRY_COMPARE_WITH_TIMEOUT(inState(QStringLiteral("sent")), 20, 20'000);
    one.stop();
    two.stop();
    three.stop();
    QCOMPARE(one.counters().sent + two.counters().sent + three.counters().sent, 20);
    QCOMPARE(sink.count(), 20);
    QSet<QString> ids;
    for (const ParsedMail &mail : sink.mails())
        ids.insert(mail.header(QStringLiteral("Message-Id")));
    QCOMPARE(ids.size(), 20);
}

void TestDeliveryOutbox::waitsWhileMailIsDisabled()
{
    emptyOutbox();
    SmtpSink sink;
    QVERIFY(sink.start());
    OutboxSettings disabled = settingsFor(sink);
    disabled.mailEnabled = false;
    disabled.clock = &clock;
    static_cast<void>(opened(QStringLiteral("es")));
    OutboxWorker worker(disabled);
    worker.start();
    QTRY_COMPARE(rows().at(0).error, QStringLiteral("mail is disabled"));
    QCOMPARE(rows().at(0).state, QStringLiteral("pending"));
    clock.advanceSeconds(3 * 86'400 + 60);
    QTRY_COMPARE(rows().at(0).state, QStringLiteral("failed"));
    worker.stop();
    QCOMPARE(sink.count(), 0);

    // Enabled in time, it goes.
    static_cast<void>(opened(QStringLiteral("es")));
    OutboxWorker again(disabled);
    again.start();
    QTRY_COMPARE(rows().at(1).error, QStringLiteral("mail is disabled"));
    again.stop();
    OutboxSettings enabled = disabled;
    enabled.mailEnabled = true;
    OutboxWorker sender(enabled);
    sender.start();
    clock.advanceSeconds(601);
    QTRY_COMPARE(rows().at(1).state, QStringLiteral("sent"));
    sender.stop();
    QCOMPARE(sink.count(), 1);
}

void TestDeliveryOutbox::writesToNobodyWhoWasRemoved()
{
    emptyOutbox();
    SmtpSink sink;
    QVERIFY(sink.start());
    const Incident incident = opened(QStringLiteral("es"));
    IncidentChange cancel;
    cancel.status = IncidentStatus::Cancelled;
    VERIFY_OK(change(people.agent, incident.id, cancel, 1));
    VERIFY_OK(run(people.admin, [&](services::UnitOfWork &unit) {
        return services::customers::remove(unit, incident.customer, {});
    }));
    OutboxWorker worker(settingsFor(sink));
    worker.start();
    QTRY_COMPARE(inState(QStringLiteral("failed")), 1);
    worker.stop();
    QCOMPARE(sink.count(), 0);
}

void TestDeliveryOutbox::carriesHostileTexts()
{
    emptyOutbox();
    SmtpSink sink;
    QVERIFY(sink.start());
    const QStringList evil = {QStringLiteral("\"><script>alert(1)</script>"),
                              QStringLiteral("x <victim@example.net>, y"),
                              QStringLiteral("=?utf-8?q?=0ABcc:_v@example.net?="),
                              QStringLiteral("\U0001F4A9 ﷽ Ω≈ç√"),
                              QStringLiteral("%1 %n {{x}}"),
                              QStringLiteral("'; drop table outbox; --")};
    for (const QString &text : evil) {
        const Incident incident = opened(QStringLiteral("es"), [&](NewIncident &input) {
            input.subject = text;
            input.customerData->givenName = text;
            input.customerData->familyName = text;
        });
        VERIFY_OK(say(people.agent, incident.id, text + QStringLiteral("\n.\nfin")));
    }
    OutboxWorker worker(settingsFor(sink));
    worker.start();
    QTRY_COMPARE_WITH_TIMEOUT(sink.count(), 2 * evil.size(), 20'000);
    worker.stop();
    QStringList subjects;
    for (const ParsedMail &mail : sink.mails()) {
        QVERIFY(!mail.headerNames().contains(QStringLiteral("bcc")));
        QCOMPARE(mail.headerNames().count(QStringLiteral("to")), 1);
        QCOMPARE(mail.header(QStringLiteral("X-Rcpt-Args")).count(u'@'), 1);
        QVERIFY(!mail.html.contains(QLatin1String("<script")));
        if (!mail.header(QStringLiteral("Subject")).startsWith(QLatin1String("Re: ")))
            continue;
        subjects.append(mail.header(QStringLiteral("Subject")).section(QStringLiteral("] "), 1));
        // A lone dot ends nothing.
        QVERIFY2(mail.text.contains(QRegularExpression(QStringLiteral("\n\\.\r?\nfin"))), qPrintable(mail.text));
    }
    for (const QString &text : evil) {
        if (!text.startsWith(QLatin1String("=?")))
            QVERIFY2(subjects.contains(text), qPrintable(text + u'\n' + subjects.join(u'\n')));
    }
}

void TestDeliveryOutbox::stopsAtOnce()
{
    emptyOutbox();
    SmtpSink sink;
    QVERIFY(sink.start());
    OutboxSettings slow = settingsFor(sink);
    slow.pollMs = 3'600'000;
    OutboxWorker worker(slow);
    worker.start();
    static_cast<void>(opened(QStringLiteral("es")));
    // The thread may have looked before or after; a wake-up settles it.
    QTRY_VERIFY_WITH_TIMEOUT((worker.wake(), sink.count() == 1), 10'000);
    QElapsedTimer timer;
    timer.start();
    worker.stop();
    QVERIFY(timer.elapsed() < 3000);
}

QTEST_GUILESS_MAIN(TestDeliveryOutbox)
#include "test_delivery_outbox.moc"
