// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/draftstore.h"

#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mostrador;
using namespace mostrador::console;

namespace {

const ServerProfile profile{QUrl(QStringLiteral("https://support.example.org")), QStringLiteral("ana@example.org")};

Draft makeDraft(qint64 incident, const QString &body, Draft::Kind kind = Draft::Kind::Reply)
{
    Draft draft;
    draft.incident = IncidentId(incident);
    draft.kind = kind;
    draft.body = body;
    return draft;
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder + u'/' + profile.id()).entryList(QDir::Files | QDir::Hidden);
}

/// What this program does when it is started again by draftsSurviveAKill(): types until it is killed.
int type(const QString &folder)
{
    int argc = 1;
    char name[] = "typist";
    char *argv[] = {name, nullptr};
    QCoreApplication app(argc, argv);
    DraftStore store(profile, folder);
    QString text;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &app, [&] {
        text += QStringLiteral("palabra ");
        store.put(makeDraft(1, text));
        printf("%lld\n", static_cast<long long>(text.size()));
        fflush(stdout);
    });
    timer.start(20);
    return QCoreApplication::exec();
}

} // namespace

class StoreDraftsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasTyped();
    void emptyDraftRemoves();
    void filesAreTheUsersAlone();
    void profilesAreApart();
    void hostileTexts();
    void unreadableFileIsLeftAlone();
    void writesByItself();
    void failedWriteIsTold();
    void survivesAKill();
};

void StoreDraftsTest::keepsWhatWasTyped()
{
    QTemporaryDir dir;
    {
        DraftStore store(profile, dir.path());
        Draft reply = makeDraft(1, QStringLiteral("Estimada señora:\n\n**Gracias**"));
        reply.files = {QStringLiteral("/tmp/a b.txt")};
        reply.idempotencyKey = "k1";
        store.put(reply);
        store.put(makeDraft(1, QStringLiteral("interno"), Draft::Kind::Note));
        store.put(makeDraft(2, QStringLiteral("otro")));
    }
    DraftStore store(profile, dir.path());
    QCOMPARE(store.all().size(), 3);
    const auto reply = store.draft(IncidentId(1), Draft::Kind::Reply);
    QVERIFY(reply);
    QCOMPARE(reply->body, QStringLiteral("Estimada señora:\n\n**Gracias**"));
    QCOMPARE(reply->files, QStringList{QStringLiteral("/tmp/a b.txt")});
    QCOMPARE(reply->idempotencyKey, QByteArray("k1"));
    QVERIFY(reply->savedAt);
    QCOMPARE(store.draft(IncidentId(1), Draft::Kind::Note)->body, QStringLiteral("interno"));
    QVERIFY(!store.draft(IncidentId(2), Draft::Kind::Note));
}

void StoreDraftsTest::emptyDraftRemoves()
{
    QTemporaryDir dir;
    DraftStore store(profile, dir.path());
    QSignalSpy changes(&store, &DraftStore::draftsChanged);
    store.put(makeDraft(1, QStringLiteral("a")));
    store.flush();
    QCOMPARE(filesIn(dir.path()).size(), 1);
    store.put(makeDraft(1, {}));
    store.flush();
    QCOMPARE(filesIn(dir.path()).size(), 0);
    QVERIFY(store.all().isEmpty());
    QCOMPARE(changes.size(), 2);
}

void StoreDraftsTest::filesAreTheUsersAlone()
{
    QTemporaryDir dir;
    DraftStore store(profile, dir.path());
    store.put(makeDraft(1, QStringLiteral("a")));
    store.flush();
    const QString folder = dir.path() + u'/' + profile.id();
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                        QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    QVERIFY(!(QFile::permissions(folder) & others));
    const auto mode = QFile::permissions(folder + u'/' + filesIn(dir.path()).constFirst());
    QVERIFY(!(mode & (others | QFileDevice::ExeOwner)));
    QVERIFY(mode & QFileDevice::ReadOwner);
}

void StoreDraftsTest::profilesAreApart()
{
    QTemporaryDir dir;
    DraftStore store(profile, dir.path());
    store.put(makeDraft(1, QStringLiteral("a")));
    store.flush();
    ServerProfile other = profile;
    other.email = QStringLiteral("luis@example.org");
    DraftStore others(other, dir.path());
    QVERIFY(others.all().isEmpty());
    // The same account, spelled differently.
    ServerProfile same = profile;
    same.email = QStringLiteral("ANA@Example.org");
    DraftStore mine(same, dir.path());
    QCOMPARE(mine.all().size(), 1);
}

void StoreDraftsTest::hostileTexts()
{
    QTemporaryDir dir;
    const QStringList texts{QStringLiteral("\"}\\u0000]"), QStringLiteral("😀 𝒳 עברית العربية"), QString(100'000, u'x'),
                            QStringLiteral("a\r\nb\tc\u2028d")};
    {
        DraftStore store(profile, dir.path());
        for (qsizetype i = 0; i < texts.size(); ++i)
            store.put(makeDraft(i + 1, texts.at(i)));
    }
    DraftStore store(profile, dir.path());
    for (qsizetype i = 0; i < texts.size(); ++i)
        QCOMPARE(store.draft(IncidentId(i + 1), Draft::Kind::Reply)->body, texts.at(i));
}

void StoreDraftsTest::unreadableFileIsLeftAlone()
{
    QTemporaryDir dir;
    const QString folder = dir.path() + u'/' + profile.id();
    QVERIFY(QDir().mkpath(folder));
    QFile file(folder + QStringLiteral("/1-reply.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"incident_id\":\"1\",\"bod");
    file.close();
    DraftStore store(profile, dir.path());
    QVERIFY(store.all().isEmpty());
    QCOMPARE(store.unreadableFiles(), QStringList{file.fileName()});
    QVERIFY(file.exists());
}

void StoreDraftsTest::writesByItself()
{
    QTemporaryDir dir;
    DraftStore store(profile, dir.path());
    // Somebody who types on without a pause.
    for (int i = 1; i < 60 && filesIn(dir.path()).isEmpty(); ++i) {
        store.put(makeDraft(1, QString(i, u'x')));
        QTest::qWait(20);
    }
    QCOMPARE(filesIn(dir.path()).size(), 1);
}

void StoreDraftsTest::failedWriteIsTold()
{
    QTemporaryDir dir;
    DraftStore store(profile, dir.path());
    // A folder in the place of the file: it can be written by nobody, not even root.
    QVERIFY(QDir().mkpath(dir.path() + u'/' + profile.id() + QStringLiteral("/1-reply.json/x")));
    QSignalSpy faults(&store, &DraftStore::writeFailed);
    store.put(makeDraft(1, QStringLiteral("a")));
    QTRY_COMPARE(faults.size(), 1);
    QCOMPARE(store.draft(IncidentId(1), Draft::Kind::Reply)->body, QStringLiteral("a"));
}

void StoreDraftsTest::survivesAKill()
{
    QTemporaryDir dir;
    QProcess typist;
    typist.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--type"), dir.path()});
    QVERIFY(typist.waitForStarted());
    QByteArray out;
    const auto typed = [&] {
        out += typist.readAllStandardOutput();
        return out.left(out.lastIndexOf('\n')).split('\n').constLast().toLongLong();
    };
    QTRY_VERIFY_WITH_TIMEOUT(typed() > 400, 20'000);
    typist.kill();
    QVERIFY(typist.waitForFinished());
    const qint64 all = typed();
    DraftStore store(profile, dir.path());
    QVERIFY(store.unreadableFiles().isEmpty());
    const auto draft = store.draft(IncidentId(1), Draft::Kind::Reply);
    QVERIFY(draft);
    // At most the words of the last pause are missing: 300 ms at 20 ms a word, with room for a slow machine.
    const qint64 missing = all - draft->body.size();
    QVERIFY2(missing <= 8 * 50, qPrintable(QString::number(missing)));
    QVERIFY(draft->body.startsWith(QStringLiteral("palabra palabra ")));
}

int main(int argc, char **argv)
{
    if (argc == 3 && qstrcmp(argv[1], "--type") == 0)
        return type(QString::fromLocal8Bit(argv[2]));
    QCoreApplication app(argc, argv);
    StoreDraftsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "storedraftstest.moc"
