// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings.h"

#include "app/secretkey.h"
#include "app/workplace.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mostrador;
using namespace mostrador::server;

class SettingsTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString write(const QString &name, const QByteArray &content)
    {
        const QString path = m_folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s cannot be written", qPrintable(path));
        return path;
    }
    static QProcessEnvironment environment(const QStringList &pairs)
    {
        QProcessEnvironment made;
        for (const QString &pair : pairs)
            made.insert(pair.section(QLatin1Char('='), 0, 0), pair.section(QLatin1Char('='), 1));
        return made;
    }

private Q_SLOTS:
    void hasDefaults()
    {
        SettingsReader reader(QStringLiteral("/data"), {});
        const Settings settings = reader.finish();
        QVERIFY2(reader.faults().isEmpty(), qPrintable(reader.faults().join(QLatin1Char('\n'))));
        QCOMPARE(settings.listen.address, QStringLiteral("127.0.0.1"));
        QCOMPARE(settings.listen.port, 8080);
        QCOMPARE(settings.operationsListen.port, 9080);
        QCOMPARE(settings.feedListen.port, 8081);
        QCOMPARE(settings.workers, 8);
        QVERIFY(settings.database.dialect == storage::Dialect::Sqlite);
        QCOMPARE(settings.database.path, QStringLiteral("/data/mostrador.db"));
        QCOMPARE(settings.secretKeyFile, QStringLiteral("/data/secret.key"));
        QCOMPARE(settings.attachmentMaxBytes, limits::attachmentBytes);
        QCOMPARE(settings.reopenWindowDays, 14);
        QVERIFY(!settings.mailEnabled);
        QCOMPARE(settings.logLevel, QStringLiteral("info"));
        QCOMPARE(publicUrlOf(settings), QStringLiteral("http://127.0.0.1:8080"));
        QCOMPARE(feedUrlOf(settings), QStringLiteral("ws://127.0.0.1:8081/api/v1/feed"));
    }

    void putsEnvironmentOverFileOverDefault()
    {
        const QString password = write(QStringLiteral("password"), "from a file\n");
        const QString file =
            write(QStringLiteral("server.toml"),
                  "[server]\nlisten = \"[::1]:8000\"\nworkers = 3\npublic_url = \"https://help.example.com/\"\n"
                  "trusted_proxies = [\"10.0.0.0/8\", \"::1\"]\nsecret_key_file = \"/k\"\n"
                  "[database]\nkind = \"postgresql\"\nhost = \"db\"\npassword_file = \"" +
                      password.toUtf8() +
                      "\"\n[mail]\nenabled = true\ntls = \"starttls\"\nfrom_address = \"a@example.com\"\n");
        SettingsReader reader(
            QStringLiteral("/data"),
            environment({QStringLiteral("MOSTRADOR_SERVER_WORKERS=5"), QStringLiteral("MOSTRADOR_LOG_LEVEL=debug"),
                         QStringLiteral("MOSTRADOR_DATABASE_PORT=6543"), QStringLiteral("MOSTRADOR_TEST_DATA=/x")}));
        reader.readFile(file);
        const Settings settings = reader.finish();
        QVERIFY2(reader.faults().isEmpty(), qPrintable(reader.faults().join(QLatin1Char('\n'))));
        QCOMPARE(settings.listen.address, QStringLiteral("::1"));
        QCOMPARE(settings.listen.port, 8000);
        QCOMPARE(settings.workers, 5);
        QCOMPARE(settings.trustedProxies, (QStringList{QStringLiteral("10.0.0.0/8"), QStringLiteral("::1")}));
        QVERIFY(settings.database.dialect == storage::Dialect::Postgresql);
        QCOMPARE(settings.database.host, QStringLiteral("db"));
        QCOMPARE(settings.database.port, 6543);
        QCOMPARE(settings.database.password, QStringLiteral("from a file"));
        QVERIFY(settings.mailEnabled);
        QVERIFY(settings.smtp.tls == delivery::SmtpSettings::Tls::StartTls);
        QCOMPARE(settings.logLevel, QStringLiteral("debug"));
        QCOMPARE(publicUrlOf(settings), QStringLiteral("https://help.example.com"));
        QCOMPARE(feedUrlOf(settings), QStringLiteral("wss://help.example.com/api/v1/feed"));
    }

    void knowsTimeZones()
    {
        for (const QString &zone : {QString(), QStringLiteral("Europe/Madrid"), QStringLiteral("Mars/Olympus")}) {
            SettingsReader reader(QStringLiteral("/data"),
                                  environment({QStringLiteral("MOSTRADOR_PORTAL_TIME_ZONE=") + zone}));
            QCOMPARE(reader.finish().timeZone, zone);
            const QString faults = reader.faults().join(QLatin1Char('\n'));
            QCOMPARE(faults.contains(QStringLiteral("portal.time_zone")), zone.startsWith(QStringLiteral("Mars")));
        }
    }

    void readsTheFolderBeside()
    {
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("conf.d")));
        const QString file =
            write(QStringLiteral("main.toml"), "[portal]\ncompany_name = \"One\"\nreopen_window_days = 3\n");
        write(QStringLiteral("conf.d/10-a.toml"), "[portal]\ncompany_name = \"Two\"\n");
        write(QStringLiteral("conf.d/20-b.toml"), "[portal]\ncompany_name = \"Tres\"\n");
        SettingsReader reader(QStringLiteral("/data"), {});
        reader.readFile(file);
        const Settings settings = reader.finish();
        QCOMPARE(settings.companyName, QStringLiteral("Tres"));
        QCOMPARE(settings.reopenWindowDays, 3);
        QVERIFY(QDir(m_folder.filePath(QStringLiteral("conf.d"))).removeRecursively());
    }

    void tellsMistakes_data()
    {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<QStringList>("variables");
        QTest::addColumn<QString>("fault"); ///< %1 stands for the file
        const auto row = [](const char *name, const QByteArray &toml, const char *fault,
                            const QStringList &variables = {}) {
            QTest::newRow(name) << toml << variables << QString::fromUtf8(fault);
        };
        row("syntax", "[server]\nlisten = \n", "%1:2: ");
        row("no name for a section", "[!server]\n", "%1:1: ");
        row("unknown section", "\n[sever]\nlisten = \"x\"\n",
            "%1:2: there is no section [sever]; did you mean \"server\"?");
        row("unknown key", "[server]\nworkers = 2\nlistn = \"x\"\n",
            "%1:3: [server] has no key \"listn\"; did you mean \"listen\"?");
        row("nothing near", "[mail]\nzzzzzzzzzzzz = 1\n", "%1:2: [mail] has no key \"zzzzzzzzzzzz\"");
        row("key without a section", "workers = 2\n", "%1:1: there is no section [workers]");
        row("wrong type", "[server]\nworkers = \"two\"\n", "%1:2: workers must be a whole number from 1 to 128");
        row("out of range", "[server]\nworkers = 0\n", "%1:2: workers must be a whole number from 1 to 128");
        row("no such choice", "[database]\nkind = \"mysql\"\n", "%1:2: kind must be one of \"sqlite\", \"postgresql\"");
        row("no endpoint", "[server]\nlisten = \"8080\"\n", "%1:2: listen must be an address and a port");
        row("IPv6 without brackets", "[server]\nlisten = \"::1:80\"\n", "%1:2: listen must be an address and a port");
        row("no address", "[server]\npublic_url = \"example.com\"\n",
            "%1:2: public_url must be an address that begins with http:// or https://");
        row("feed by http", "[server]\nfeed_url = \"http://example.com\"\n",
            "%1:2: feed_url must be an address that begins with ws:// or wss://");
        row("no subnet", "[server]\ntrusted_proxies = [\"nginx\"]\n",
            "%1:2: trusted_proxies: \"nginx\" is neither an address nor a subnet");
        row("text for a list", "[server]\ntrusted_proxies = \"10.0.0.1\"\n",
            "%1:2: trusted_proxies must be a list of texts");
        row("truth as a text", "[mail]\nenabled = \"yes\"\n", "%1:2: enabled must be true or false");
        row("mail without a sender", "[mail]\nenabled = true\n", "mail.from_address: must be set");
        row("a password in clear",
            "[mail]\nenabled = true\nhost = \"mail.example.com\"\nuser = \"a\"\npassword = \"b\"\n"
            "from_address = \"a@example.com\"\n",
            "mail.tls: must be starttls or tls where a password is sent");
        row("missing secret file", "[database]\npassword_file = \"/nowhere/at/all\"\n", "%1:2: /nowhere/at/all: ");
        row("secret twice", "[database]\npassword = \"a\"\npassword_file = \"/dev/null\"\n",
            "%1:2: database.password and database.password_file exclude each other");
        row("PostgreSQL without a key", "[database]\nkind = \"postgresql\"\n",
            "server.secret_key_file: must be set with PostgreSQL");
        row("unknown variable", "",
            "MOSTRADOR_SERVER_WORKER: there is no such setting; did you mean \"MOSTRADOR_SERVER_WORKERS\"?",
            {QStringLiteral("MOSTRADOR_SERVER_WORKER=3")});
        row("bad variable", "", "MOSTRADOR_SERVER_WORKERS: workers must be a whole number",
            {QStringLiteral("MOSTRADOR_SERVER_WORKERS=many")});
    }

    void tellsMistakes()
    {
        QFETCH(QByteArray, toml);
        QFETCH(QStringList, variables);
        QFETCH(QString, fault);
        const QString file = write(QStringLiteral("bad.toml"), toml);
        SettingsReader reader(QStringLiteral("/data"), environment(variables));
        reader.readFile(file);
        reader.finish();
        const QString expected = fault.contains(QStringLiteral("%1")) ? fault.arg(file) : fault;
        QVERIFY2(reader.faults().size() == 1 && reader.faults().constFirst().startsWith(expected),
                 qPrintable(reader.faults().join(QLatin1Char('\n'))));
    }

    void tellsEveryMistakeAtOnce()
    {
        SettingsReader reader(QStringLiteral("/data"), {});
        reader.readFile(
            write(QStringLiteral("bad.toml"), "[server]\nworkers = 0\nlistn = \"x\"\n[log]\nlevel = \"loud\"\n"));
        reader.finish();
        QCOMPARE(reader.faults().size(), 3);
    }

    void masksSecrets()
    {
        SettingsReader reader(QStringLiteral("/data"), {});
        reader.readFile(write(QStringLiteral("secret.toml"),
                              "[database]\npassword = \"hunter2\"\n[portal]\ncompany_name = \"A \\\"B\\\"\"\n"));
        reader.finish();
        const QString printed = reader.print();
        QVERIFY(!printed.contains(QStringLiteral("hunter2")));
        QVERIFY(printed.contains(QStringLiteral("password = \"********\"")));
        QVERIFY2(printed.contains(QStringLiteral("company_name = \"A \\\"B\\\"\"")), qPrintable(printed));
        QVERIFY(printed.contains(QStringLiteral("listen = \"127.0.0.1:8080\" # default")));
        // What is printed can be read again.
        SettingsReader again(QStringLiteral("/data"), {});
        again.readFile(write(QStringLiteral("again.toml"), printed.toUtf8()));
        again.finish();
        QVERIFY2(again.faults().isEmpty(), qPrintable(again.faults().join(QLatin1Char('\n'))));
    }

    void keepsTheSecretKey()
    {
        const QString file = m_folder.filePath(QStringLiteral("secret.key"));
        QVERIFY(!loadSecretKey(file, false).ok());
        const auto made = loadSecretKey(file, true);
        QVERIFY(made.ok());
        QCOMPARE(made->size(), 32);
        QCOMPARE(QFile::permissions(file) & ~(QFileDevice::ReadUser | QFileDevice::WriteUser),
                 QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        QCOMPARE(loadSecretKey(file, true).value(), *made);
        write(QStringLiteral("short.key"), "short");
        const auto tooShort = loadSecretKey(m_folder.filePath(QStringLiteral("short.key")), true);
        QVERIFY(!tooShort.ok());
        QVERIFY(tooShort.error().detail.contains(QStringLiteral("32")));
    }
};

QTEST_GUILESS_MAIN(SettingsTest)
#include "settingstest.moc"
