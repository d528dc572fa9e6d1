// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/secretstore.h"
#include "store/settings.h"
#include "withkeystore.h"

#include <QDir>
#include <QDirIterator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mostrador;
using namespace mostrador::console;
using mostrador::test::runWithKeyStore;

namespace {

const QString key = QStringLiteral("0123456789abcdef");
const QByteArray secret("ms_verysecret\0\xff", 15);

/// What the store gives for a key; a text of its own where it does not answer.
std::optional<QByteArray> loaded(SecretStore &store)
{
    std::optional<std::optional<QByteArray>> result;
    QObject context;
    store.load(key, &context, [&](const std::optional<QByteArray> &found) { result = found; });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 20'000))
        return QByteArrayLiteral("no answer");
    return *result;
}

bool settled(SecretStore &store)
{
    return QTest::qWaitFor([&] { return !store.isBusy(); }, 20'000);
}

/// True if a file below @p folder holds @p bytes.
bool isOnDisk(const QString &folder, const QByteArray &bytes)
{
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
            return true;
    }
    return false;
}

} // namespace

class StoreSecretsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutKeyStoreSecretsStayInMemory();
    void withKeyStoreSecretsOutliveTheStore();
    void storeMayGoWhileTheKeyStoreIsAsked();
    void settingsAreRemembered();
};

void StoreSecretsTest::withoutKeyStoreSecretsStayInMemory()
{
    if (qEnvironmentVariableIsSet("MOSTRADOR_TEST_KEYSTORE"))
        QSKIP("This run has a key store.");
    QTemporaryDir home;
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    qputenv("XDG_CONFIG_HOME", home.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", home.path().toLocal8Bit());
    SecretStore store;
    QCOMPARE(store.state(), SecretStore::State::Unknown);
    QSignalSpy states(&store, &SecretStore::stateChanged);
    store.save(key, secret);
    QVERIFY(settled(store));
    QCOMPARE(store.state(), SecretStore::State::SessionOnly);
    QCOMPARE(states.size(), 1);
    QVERIFY(!store.lastError().isEmpty());
    QCOMPARE(loaded(store), std::optional(secret));
    QVERIFY(!isOnDisk(home.path(), "ms_verysecret"));

    SecretStore other;
    QVERIFY(!loaded(other));

    store.remove(key);
    QVERIFY(settled(store));
    QVERIFY(!loaded(store));
}

void StoreSecretsTest::withKeyStoreSecretsOutliveTheStore()
{
    if (!qEnvironmentVariableIsSet("MOSTRADOR_TEST_KEYSTORE")) {
        QTemporaryDir home;
        const auto failure = runWithKeyStore("withKeyStoreSecretsOutliveTheStore", home.path());
        if (!failure)
            QSKIP("dbus-run-session and gnome-keyring-daemon are not installed.");
        QVERIFY2(failure->isEmpty(), failure->constData());
        QVERIFY(!isOnDisk(home.path(), "ms_verysecret"));
        return;
    }
    SecretStore first;
    QVERIFY(!loaded(first));
    QCOMPARE(first.state(), SecretStore::State::KeyStore);
    first.save(key, secret);
    QVERIFY(settled(first));
    QCOMPARE(first.state(), SecretStore::State::KeyStore);

    SecretStore second;
    QCOMPARE(loaded(second), std::optional(secret));
    second.remove(key);
    QVERIFY(settled(second));
    QVERIFY(!loaded(first));
}

void StoreSecretsTest::storeMayGoWhileTheKeyStoreIsAsked()
{
    bool called = false;
    for (int i = 0; i < 5; ++i) {
        QObject context;
        SecretStore store;
        store.load(key, &context, [&](const auto &) { called = true; });
        store.remove(key);
        QVERIFY(store.isBusy());
    }
    // The answers come to jobs that nobody waits for; another store's comes after them.
    SecretStore last;
    (void)loaded(last);
    QVERIFY(!called);
}

void StoreSecretsTest::settingsAreRemembered()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("sub/console.ini"));
    const ServerProfile ana{QUrl(QStringLiteral("https://a.example.org/help")), QStringLiteral("ana@example.org")};
    const ServerProfile luis{QUrl(QStringLiteral("http://localhost:8080")), QStringLiteral("luis, ñ@example.org")};
    {
        Settings settings(path);
        QVERIFY(settings.profiles().isEmpty());
        QVERIFY(settings.stayLoggedIn());
        settings.rememberProfile(ana);
        settings.rememberProfile(luis);
        settings.rememberProfile(ana);
        settings.setLanguage(QStringLiteral("es"));
        settings.setColorScheme(QStringLiteral("dark"));
        settings.setStayLoggedIn(false);
        settings.setState(QStringLiteral("queue"), QByteArray("\0\1\xff", 3));
        settings.setValue(QStringLiteral("list/query"), QStringLiteral("status:open \"a, b\""));
        for (int i = 0; i < 20; ++i)
            settings.rememberProfile({luis.server, QStringLiteral("n%1@example.org").arg(i)});
        QCOMPARE(settings.profiles().size(), 10);
        settings.rememberProfile(luis);
        settings.rememberProfile(ana);
    }
    Settings settings(path);
    QCOMPARE(settings.profiles().value(0), ana);
    QCOMPARE(settings.profiles().value(1), luis);
    QCOMPARE(settings.language(), QStringLiteral("es"));
    QCOMPARE(settings.colorScheme(), QStringLiteral("dark"));
    QVERIFY(!settings.stayLoggedIn());
    QCOMPARE(settings.state(QStringLiteral("queue")), QByteArray("\0\1\xff", 3));
    QCOMPARE(settings.value(QStringLiteral("list/query")).toString(), QStringLiteral("status:open \"a, b\""));
    settings.forgetProfile(ana);
    QVERIFY(!settings.profiles().contains(ana));
    QVERIFY(ana.id() != luis.id());
    QCOMPARE(ana.id().size(), 32);
}

QTEST_GUILESS_MAIN(StoreSecretsTest)
#include "storesecretstest.moc"
