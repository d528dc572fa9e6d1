// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/smtp.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace mostrador::delivery;

namespace {

const QString user = QStringLiteral("shop@example.com");
const QString password = QStringLiteral("contraseña 31 gansos");

/// A real mail server with TLS and log-in (aiosmtpd) on a free port.
class MailServer
{
public:
    ~MailServer()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(5'000)) {
            m_process.kill();
            m_process.waitForFinished(5'000);
        }
    }
    bool start(const QString &mode, const QString &certificate, const QString &key)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("/usr/bin/python3"), {qEnvironmentVariable("MOSTRADOR_SOURCE_DIR") +
                                                                 QStringLiteral("/tests/server/delivery/smtpserver.py"),
                                                             mode, certificate, key, user, password});
        m_port = next().value(QStringLiteral("port")).toInt();
        return m_port > 0;
    }
    int port() const { return m_port; }
    /// What it told next; empty if nothing came.
    QJsonObject next(int patienceMs = 15'000)
    {
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(patienceMs))
                return {};
        }
        return QJsonDocument::fromJson(m_process.readLine()).object();
    }

private:
    QProcess m_process;
    int m_port = 0;
};

bool isThere()
{
    QProcess probe;
    probe.start(QStringLiteral("/usr/bin/python3"), {QStringLiteral("-c"), QStringLiteral("import aiosmtpd")});
    return probe.waitForFinished(30'000) && probe.exitStatus() == QProcess::NormalExit && probe.exitCode() == 0;
}

} // namespace

/// TLS and log-in at a mail server: done where they are asked for, and nothing is sent where they fail.
class TestDeliverySmtp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void logsInUnderTls_data();
    void logsInUnderTls();
    void refusesWhatCannotBeTrusted_data();
    void refusesWhatCannotBeTrusted();
    void tellsOfAWrongPasswordWithoutTellingIt();
    void sendsNoPasswordToAServerWithoutTls();

private:
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    /// A certificate for @p names and the key of it, signed by itself.
    bool makeCertificate(const char *name, const QString &names);
    SmtpSettings settingsFor(const MailServer &server, SmtpSettings::Tls tls) const;

    QTemporaryDir m_folder;
    const QByteArray m_mail = "Subject: Hola\r\n\r\nBuenos d=C3=ADas.\r\n";
};

bool TestDeliverySmtp::makeCertificate(const char *name, const QString &names)
{
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
                  {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"),
                   QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:prime256v1"), QStringLiteral("-nodes"),
                   QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"), QStringLiteral("/CN=mail"),
                   QStringLiteral("-addext"), QStringLiteral("subjectAltName=") + names, QStringLiteral("-keyout"),
                   file(name) + QStringLiteral(".key"), QStringLiteral("-out"), file(name) + QStringLiteral(".crt")});
    return openssl.waitForFinished(30'000) && openssl.exitCode() == 0;
}

void TestDeliverySmtp::initTestCase()
{
    if (!isThere())
        QSKIP("aiosmtpd is not installed (package python3-aiosmtpd)");
    QVERIFY(makeCertificate("good", QStringLiteral("DNS:localhost")));
    QVERIFY(makeCertificate("stranger", QStringLiteral("DNS:localhost")));
    QVERIFY(makeCertificate("other", QStringLiteral("DNS:mail.example.com")));
}

SmtpSettings TestDeliverySmtp::settingsFor(const MailServer &server, SmtpSettings::Tls tls) const
{
    SmtpSettings settings;
    settings.host = QStringLiteral("localhost");
    settings.port = server.port();
    settings.tls = tls;
    settings.user = user;
    settings.password = password;
    settings.caFile = file("good.crt");
    settings.connectSeconds = 10;
    settings.totalSeconds = 20;
    return settings;
}

void TestDeliverySmtp::logsInUnderTls_data()
{
    QTest::addColumn<bool>("fromTheStart");
    QTest::newRow("starttls") << false;
    QTest::newRow("tls") << true;
}

void TestDeliverySmtp::logsInUnderTls()
{
    QFETCH(bool, fromTheStart);
    MailServer server;
    QVERIFY(server.start(fromTheStart ? QStringLiteral("tls") : QStringLiteral("starttls"), file("good.crt"),
                         file("good.key")));
    SmtpClient client(settingsFor(server, fromTheStart ? SmtpSettings::Tls::Tls : SmtpSettings::Tls::StartTls));
    for (int i = 0; i < 2; ++i) {
        const SmtpAnswer answer =
            client.send(QStringLiteral("help@example.com"), QStringLiteral("ana@example.org"), m_mail);
        QVERIFY2(answer.kind == SmtpAnswer::Kind::Sent, qPrintable(answer.cause));
        // Once for the connection, which is kept.
        if (i == 0) {
            const QJsonObject login = server.next();
            QVERIFY(login.value(QStringLiteral("success")).toBool());
            QVERIFY(login.value(QStringLiteral("tls")).toBool());
        }
        const QJsonObject mail = server.next();
        QVERIFY(mail.value(QStringLiteral("tls")).toBool());
        QVERIFY(mail.value(QStringLiteral("authenticated")).toBool());
        QCOMPARE(mail.value(QStringLiteral("mail")).toString().toUtf8(), m_mail);
        QCOMPARE(mail.value(QStringLiteral("sender")).toString(), QStringLiteral("help@example.com"));
    }
}

void TestDeliverySmtp::refusesWhatCannotBeTrusted_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<bool>("fromTheStart");
    QTest::newRow("by a stranger, starttls") << QStringLiteral("stranger") << false;
    QTest::newRow("by a stranger, tls") << QStringLiteral("stranger") << true;
    QTest::newRow("for another host") << QStringLiteral("other") << true;
}

void TestDeliverySmtp::refusesWhatCannotBeTrusted()
{
    QFETCH(QString, certificate);
    QFETCH(bool, fromTheStart);
    MailServer server;
    const QString path = m_folder.filePath(certificate);
    QVERIFY(server.start(fromTheStart ? QStringLiteral("tls") : QStringLiteral("starttls"),
                         path + QStringLiteral(".crt"), path + QStringLiteral(".key")));
    SmtpSettings settings = settingsFor(server, fromTheStart ? SmtpSettings::Tls::Tls : SmtpSettings::Tls::StartTls);
    if (certificate == QLatin1String("other"))
        settings.caFile = file("other.crt");
    SmtpClient client(settings);
    const SmtpAnswer answer =
        client.send(QStringLiteral("help@example.com"), QStringLiteral("ana@example.org"), m_mail);
    QVERIFY(answer.kind == SmtpAnswer::Kind::Later); // somebody mends it, and the mail goes out then
    QVERIFY(!answer.cause.isEmpty());
    QVERIFY(server.next(300).isEmpty()); // neither password nor mail
}

void TestDeliverySmtp::tellsOfAWrongPasswordWithoutTellingIt()
{
    MailServer server;
    QVERIFY(server.start(QStringLiteral("starttls"), file("good.crt"), file("good.key")));
    SmtpSettings settings = settingsFor(server, SmtpSettings::Tls::StartTls);
    settings.password = QStringLiteral("wrong-password");
    SmtpClient client(settings);
    const SmtpAnswer answer =
        client.send(QStringLiteral("help@example.com"), QStringLiteral("ana@example.org"), m_mail);
    QVERIFY(answer.kind == SmtpAnswer::Kind::Later);
    QVERIFY2(answer.cause.contains(QLatin1String("535")), qPrintable(answer.cause));
    QVERIFY(!answer.cause.contains(settings.password) && !answer.cause.contains(user));
    QCOMPARE(server.next().value(QStringLiteral("success")).toBool(true), false);
    QVERIFY(server.next(300).isEmpty());
}

void TestDeliverySmtp::sendsNoPasswordToAServerWithoutTls()
{
    MailServer server;
    QVERIFY(server.start(QStringLiteral("none"), {}, {}));
    SmtpClient client(settingsFor(server, SmtpSettings::Tls::StartTls));
    const SmtpAnswer answer =
        client.send(QStringLiteral("help@example.com"), QStringLiteral("ana@example.org"), m_mail);
    QVERIFY(answer.kind == SmtpAnswer::Kind::Later);
    QVERIFY(server.next(300).isEmpty());
}

QTEST_GUILESS_MAIN(TestDeliverySmtp)
#include "test_delivery_smtp.moc"
