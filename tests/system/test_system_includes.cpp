// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "includerule.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace mostrador::test;

class TestSystemIncludes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ruleCanRefuse_data();
    void ruleCanRefuse();
    void wholeFiles();
    void sources();
};

void TestSystemIncludes::ruleCanRefuse_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("refused");
    const auto row = [](const char *path, const char *line, bool refused) {
        QTest::addRow("%s %s", path, line) << QString::fromLatin1(path) << QString::fromLatin1(line) << refused;
    };
    row("shared/model/a.cpp", "#include \"model/b.h\"", false);
    row("shared/model/a.cpp", "#include \"support/b.h\"", false);
    row("shared/model/a.cpp", "#include <QString>", false);
    row("shared/model/a.cpp", "#include <vector>", false);
    row("shared/model/a.cpp", "#include \"storage/b.h\"", true);
    row("shared/model/a.cpp", "#include \"widgets/b.h\"", true);
    row("shared/model/a.cpp", "#include <QSqlQuery>", true);
    row("shared/model/a.cpp", "#include <QNetworkReply>", true);
    row("shared/model/a.cpp", "  #  include  \"http/b.h\"", true);
    row("server/storage/a.cpp", "#include \"model/b.h\"", false);
    row("server/storage/a.cpp", "#include \"storage/b.h\"", false);
    row("server/storage/a.cpp", "#include \"b.h\"", false);
    row("server/storage/a.cpp", "#include \"services/b.h\"", true);
    row("server/storage/a.cpp", "#include \"http/b.h\"", true);
    row("server/services/a.cpp", "#include \"storage/b.h\"", false);
    row("server/services/a.cpp", "#include \"api/b.h\"", true);
    row("server/services/a.cpp", "#include \"http/b.h\"", true);
    row("server/services/a.cpp", "#include \"delivery/b.h\"", true);
    row("server/http/a.cpp", "#include \"protocol/b.h\"", false);
    row("server/http/a.cpp", "#include \"services/b.h\"", true);
    row("server/api/a.cpp", "#include \"http/b.h\"", false);
    row("server/api/a.cpp", "#include \"services/b.h\"", false);
    row("server/api/a.cpp", "#include \"portal/b.h\"", true);
    row("server/api/a.cpp", "#include \"app/b.h\"", true);
    row("server/portal/deep/a.cpp", "#include \"http/b.h\"", false);
    row("server/portal/deep/a.cpp", "#include \"api/b.h\"", true);
    row("server/delivery/a.cpp", "#include \"services/b.h\"", false);
    row("server/delivery/a.cpp", "#include \"http/b.h\"", true);
    row("server/app/a.cpp", "#include \"api/b.h\"", false);
    row("server/app/import/a.cpp", "#include \"services/b.h\"", false);
    row("server/app/a.cpp", "#include \"widgets/b.h\"", true);
    row("server/main.cpp", "#include \"app/b.h\"", false);
    row("server/main.cpp", "#include \"models/b.h\"", true);
    row("desktop/api/a.cpp", "#include \"protocol/b.h\"", false);
    row("desktop/api/a.cpp", "#include \"store/b.h\"", true);
    row("desktop/api/a.cpp", "#include \"services/b.h\"", true);
    row("desktop/store/a.cpp", "#include \"api/b.h\"", false);
    row("desktop/store/a.cpp", "#include \"models/b.h\"", true);
    row("desktop/models/a.cpp", "#include \"widgets/b.h\"", true);
    row("desktop/widgets/a.cpp", "#include \"models/b.h\"", false);
    row("desktop/widgets/a.cpp", "#include \"app/b.h\"", true);
    row("desktop/main.cpp", "#include \"app/b.h\"", false);
    row("desktop/main.cpp", "#include \"storage/b.h\"", true);
    row("server/storage/a.cpp", "#include \"../services/b.h\"", true);
    row("server/nowhere/a.cpp", "#include \"model/b.h\"", true);
    row("server/storage/a.cpp", "// #include \"services/b.h\"", false);
    row("server/storage/a.cpp", "int include = 1;", false);
}

void TestSystemIncludes::ruleCanRefuse()
{
    QFETCH(QString, path);
    QFETCH(QString, line);
    QFETCH(bool, refused);
    QCOMPARE(refusal(path, line).has_value(), refused);
}

void TestSystemIncludes::wholeFiles()
{
    const QString content = QStringLiteral("#pragma once\n#include \"model/a.h\"\n#include \"services/b.h\"\n");
    QCOMPARE(refusals(QStringLiteral("server/storage/a.h"), content),
             QStringList{QStringLiteral(
                 "line 3: server/storage/a.h (server/storage) includes services/b.h (server/services)")});
    QCOMPARE(refusals(QStringLiteral("server/services/a.h"), content), QStringList());
}

void TestSystemIncludes::sources()
{
    const QDir root(qEnvironmentVariable("MOSTRADOR_SOURCE_DIR"));
    QVERIFY(root.exists(QStringLiteral("shared/model/incident.h")));
    QStringList found;
    int files = 0;
    for (const char *part : {"shared", "server", "desktop"}) {
        QDirIterator it(root.filePath(QString::fromLatin1(part)), {QStringLiteral("*.h"), QStringLiteral("*.cpp")},
                        QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            found += refusals(root.relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll()));
            ++files;
        }
    }
    QVERIFY2(files > 50, qPrintable(QString::number(files)));
    QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
}

QTEST_GUILESS_MAIN(TestSystemIncludes)
#include "test_system_includes.moc"
