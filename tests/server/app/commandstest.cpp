// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverprocess.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using mostrador::test::ServerProcess;

/// The subcommands as an operator runs them: the real program, its exit codes and what it prints.
class CommandsTest : public QObject
{
    Q_OBJECT

    struct Run
    {
        int code = -1;
        QByteArray out;
        QByteArray err;
    };

    /// Runs the program with nothing but $HOME and a scratch folder for its data.
    Run run(const QStringList &arguments, const QStringList &environment = {}, const QByteArray &input = {})
    {
        QProcess process;
        QProcessEnvironment clean;
        clean.insert(QStringLiteral("PATH"), qEnvironmentVariable("PATH"));
        clean.insert(QStringLiteral("XDG_DATA_HOME"), m_folder.path());
        clean.insert(QStringLiteral("LANG"), QStringLiteral("C.UTF-8"));
        for (const QString &pair : environment)
            clean.insert(pair.section(QLatin1Char('='), 0, 0), pair.section(QLatin1Char('='), 1));
        process.setProcessEnvironment(clean);
        process.start(QStringLiteral(MOSTRADOR_SERVER_PROGRAM), arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000))
            return {};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    void keepsTheConventions_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("out");
        QTest::addColumn<QByteArray>("err");
        const auto row = [](const char *name, const char *arguments, int code, const char *out, const char *err) {
            QTest::newRow(name) << QString::fromLatin1(arguments).split(QLatin1Char(' '), Qt::SkipEmptyParts) << code
                                << QByteArray(out) << QByteArray(err);
        };
        row("nothing", "", 2, "", "Usage: mostrador-server");
        row("help", "help", 0, "Usage: mostrador-server", "");
        row("--help", "--help", 0, "check-config", "");
        row("--version", "--version", 0, "mostrador-server " MOSTRADOR_VERSION, "");
        row("unknown command", "dance", 2, "", "There is no command \"dance\".");
        row("help of a command", "serve --help", 0, "Usage: mostrador-server serve", "");
        row("help of a command of two words", "admin create-team --help", 0,
            "Usage: mostrador-server admin create-team", "");
        row("unknown option", "serve --dance", 2, "", "dance");
        row("argument too many", "migrate now", 2, "", "Unexpected argument \"now\"");
        row("missing option", "admin create-team", 2, "", "--name");
        row("admin alone", "admin", 2, "", "create-admin");
        row("unknown admin command", "admin dance", 2, "", "admin dance");
        row("missing file", "check-config --config /nowhere.toml", 78, "", "/nowhere.toml: ");
        row("good settings", "check-config", 0, "The settings are good.", "");
        row("settings printed", "serve --print-config", 0, "listen = \"127.0.0.1:8080\" # default", "");
        row("openapi", "openapi", 0, "\"openapi\"", "");
    }

    void keepsTheConventions()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QByteArray, out);
        QFETCH(QByteArray, err);
        const Run result = run(arguments);
        QVERIFY2(result.code == code, (QByteArray::number(result.code) + result.err).constData());
        QVERIFY2(result.out.contains(out) && result.out.isEmpty() == out.isEmpty(), result.out.constData());
        QVERIFY2(result.err.contains(err) && result.err.isEmpty() == err.isEmpty(), result.err.constData());
    }

    void refusesToStartOnBadSettings()
    {
        const QString file = m_folder.filePath(QStringLiteral("bad.toml"));
        QFile toml(file);
        QVERIFY(toml.open(QIODevice::WriteOnly));
        toml.write("[server]\nlistn = \"127.0.0.1:0\"\n");
        toml.close();
        for (const QStringList &command :
             {QStringList{QStringLiteral("serve")}, QStringList{QStringLiteral("check-config")},
              QStringList{QStringLiteral("migrate")}}) {
            const Run result = run(command + QStringList{QStringLiteral("--config"), file});
            QCOMPARE(result.code, 78);
            QVERIFY2(result.err.contains(file.toUtf8() + ":2: [server] has no key \"listn\"; did you mean \"listen\"?"),
                     result.err.constData());
        }
        const Run byEnvironment = run({QStringLiteral("serve")}, {QStringLiteral("MOSTRADOR_SERVER_LISTEN=nowhere")});
        QCOMPARE(byEnvironment.code, 78);
    }

    void speaksSpanish()
    {
        const Run result = run({QStringLiteral("help")}, {QStringLiteral("LC_ALL=es_ES.UTF-8")});
        QVERIFY2(result.out.startsWith("Uso: mostrador-server"), result.out.constData());
    }

    void makesAdministrators()
    {
        const QStringList create{QStringLiteral("admin"),   QStringLiteral("create-admin"),
                                 QStringLiteral("--email"), QStringLiteral("jefa@example.com"),
                                 QStringLiteral("--name"),  QStringLiteral("Jefa")};
        const Run first = run(create + QStringList{QStringLiteral("--print-password-only")});
        QVERIFY2(first.code == 0, first.err.constData());
        QCOMPARE(first.out.trimmed().size(), 20);
        QVERIFY(first.err.isEmpty());
        QVERIFY(QFile::exists(m_folder.filePath(QStringLiteral("mostrador/mostrador.db"))));
        QVERIFY(QFile::exists(m_folder.filePath(QStringLiteral("mostrador/secret.key"))));
        const Run again = run(create);
        QCOMPARE(again.code, 1);
        QVERIFY(!again.err.isEmpty());
        const Run tooShort = run({QStringLiteral("admin"), QStringLiteral("set-password"), QStringLiteral("--email"),
                                  QStringLiteral("jefa@example.com"), QStringLiteral("--password-stdin")},
                                 {}, "short\n");
        QCOMPARE(tooShort.code, 1);
        const Run set = run({QStringLiteral("admin"), QStringLiteral("set-password"), QStringLiteral("--email"),
                             QStringLiteral("JEFA@example.com")});
        QVERIFY2(set.code == 0, set.err.constData());
        QVERIFY(set.out.trimmed() != first.out.trimmed());
        const Run list = run({QStringLiteral("admin"), QStringLiteral("list-employees"), QStringLiteral("--json")});
        QCOMPARE(list.code, 0);
        const QJsonArray employees = QJsonDocument::fromJson(list.out).array();
        QCOMPARE(employees.size(), 1);
        QCOMPARE(employees.at(0).toObject().value(QStringLiteral("role")).toString(), QStringLiteral("admin"));
        const Run team = run({QStringLiteral("admin"), QStringLiteral("create-team"), QStringLiteral("--name"),
                              QStringLiteral("Ventas")});
        QCOMPARE(team.out, QByteArray("1\n"));
        const Run product = run({QStringLiteral("admin"), QStringLiteral("create-product"), QStringLiteral("--sku"),
                                 QStringLiteral("A-1"), QStringLiteral("--name"), QStringLiteral("Lámpara")});
        QCOMPARE(product.out, QByteArray("1\n"));
        const Run revoke = run({QStringLiteral("admin"), QStringLiteral("revoke-links"), QStringLiteral("--incident"),
                                QStringLiteral("INC-2026-000001")});
        QCOMPARE(revoke.code, 1);
    }

    void makesTheDemoCompanyOnce_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("sqlite") << static_cast<int>(ServerProcess::Database::Sqlite);
        QTest::newRow("postgresql") << static_cast<int>(ServerProcess::Database::Postgresql);
    }

    void makesTheDemoCompanyOnce()
    {
        QFETCH(int, kind);
        ServerProcess::Options options;
        options.database = static_cast<ServerProcess::Database>(kind);
        if (options.database == ServerProcess::Database::Postgresql && !ServerProcess::havePostgresql())
            QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set: tests/run.sh starts a PostgreSQL and sets it");
        options.demo = true;
        ServerProcess server(options);
        MOSTRADOR_START_SERVER(server);
        QByteArray employees;
        QCOMPARE(server.run({QStringLiteral("admin"), QStringLiteral("list-employees")}, &employees), 0);
        QCOMPARE(employees.count('\n'), 17); // and the administrator
        for (const char *role : {"\tagent\t", "\tlead\t", "\tauditor\t"})
            QCOMPARE(employees.count(role), 4);
        QByteArray again;
        QCOMPARE(server.run({QStringLiteral("admin"), QStringLiteral("demo")}, &again), 0);
        QVERIFY(!again.contains("password"));
        QByteArray unchanged;
        QCOMPARE(server.run({QStringLiteral("admin"), QStringLiteral("list-employees")}, &unchanged), 0);
        QCOMPARE(unchanged, employees);
        // The first incident is nine days old.
        const QString reference =
            QStringLiteral("INC-%1-000001").arg(QDateTime::currentDateTimeUtc().addDays(-9).date().year());
        QCOMPARE(server.run({QStringLiteral("admin"), QStringLiteral("revoke-links"), QStringLiteral("--incident"),
                             reference}),
                 0);
    }
};

QTEST_GUILESS_MAIN(CommandsTest)
#include "commandstest.moc"
