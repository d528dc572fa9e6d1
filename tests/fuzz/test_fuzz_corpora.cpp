// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each fuzz target over its corpus, without a fuzzer: what was found once stays mended.
#include "target.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace mostrador::fuzz;

class TestFuzzCorpora : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void corpus_data()
    {
        QTest::addColumn<int>("target");
        for (int i = 0; i < static_cast<int>(targets().size()); ++i)
            QTest::newRow(targets().at(i).name) << i;
    }
    void corpus()
    {
        QFETCH(int, target);
        const Target &chosen = targets().at(target);
        const QDir folder(QStringLiteral(MOSTRADOR_FUZZ_FOLDER "/corpus/") + QString::fromLatin1(chosen.name));
        const QStringList names = folder.entryList(QDir::Files, QDir::Name);
        QVERIFY2(!names.isEmpty(), qPrintable(folder.path() + QStringLiteral(" is empty")));
        chosen.run({});
        for (const QString &name : names) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            inputName() = file.fileName();
            chosen.run(bytes);
            // Cut off anywhere, it is another input.
            chosen.run(QByteArrayView(bytes).first(bytes.size() / 2));
        }
    }
};

QTEST_MAIN(TestFuzzCorpora)
#include "test_fuzz_corpora.moc"
