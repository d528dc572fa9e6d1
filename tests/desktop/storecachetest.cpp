// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "store/actionqueue.h"
#include "store/keykeeper.h"
#include "store/localstore.h"
#include "store/offlinedata.h"
#include "store/synchroniser.h"
#include "tcprelay.h"
#include "withkeystore.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mostrador;
using namespace mostrador::console;
using namespace std::chrono_literals;

namespace {

const QString account = QStringLiteral("account");

/// The local copy of one console.
struct Copy
{
    Copy(Console &of, const Vault &vault, const QString &file)
        : console(of)
        , store(file, vault, account)
        , sync(of.client, of.feed, store)
    {
        sync.setPause(0ms);
    }
    bool open()
    {
        QSignalSpy opened(&store, &LocalStore::opened);
        store.open();
        return QTest::qWaitFor([&] { return !opened.isEmpty(); }, 20'000) && opened.first().first().toInt() == 0;
    }
    bool complete()
    {
        return QTest::qWaitFor([&] { return sync.isComplete() && console.feed.isLive(); }, 60'000);
    }
    QStringList find(const QString &text, const QString &sort = {}, const QList<Incident> &overlay = {})
    {
        const auto query = searchquery::parse(text);
        if (!query)
            return {QStringLiteral("syntax")};
        searchquery::MatchContext match;
        match.actor = console.session.actor();
        match.now = Timestamp::now();
        std::optional<QStringList> subjects;
        store.search(*query, sort, match, overlay, &sync, [&](const QList<Incident> &found) {
            subjects.emplace();
            for (const Incident &incident : found)
                subjects->append(incident.subject);
        });
        if (!QTest::qWaitFor([&] { return subjects.has_value(); }, 20'000))
            return {QStringLiteral("no answer")};
        return *subjects;
    }
    std::optional<IncidentBundle> bundle(IncidentId id)
    {
        std::optional<std::optional<IncidentBundle>> found;
        store.bundle(id, &sync, [&](const std::optional<IncidentBundle> &b) { found = b; });
        return QTest::qWaitFor([&] { return found.has_value(); }, 20'000) ? *found : std::nullopt;
    }

    Console &console;
    LocalStore store;
    Synchroniser sync;
};

} // namespace

class TestStoreCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        MOSTRADOR_START_SERVER(m_server);
        m_admin = std::make_unique<Console>(m_server);
        QVERIFY(m_admin->logInAsAdmin(m_server));
        VERIFY_ANSWER(
            outcome(requests::createEmployee(m_admin->client, newEmployee(QStringLiteral("agent@example.com")))));
        m_agent = std::make_unique<Console>(m_server);
        QVERIFY(m_agent->logIn(QStringLiteral("agent@example.com"), newEmployee({}).password));
        for (int i = 0; i < 5; ++i) {
            const auto made = outcome(requests::createIncident(
                m_admin->client, newIncident(QStringLiteral("Impresora %1 zarzaparrilla").arg(i))));
            VERIFY_ANSWER(made);
            m_incidents.append(*made);
        }
        NewMessage message;
        message.internal = true;
        message.body = QStringLiteral("El cliente prefiere la mandrágora.");
        VERIFY_ANSWER(outcome(requests::addMessage(m_admin->client, m_incidents.at(2).id, message)));
        m_vault = Vault::fromKey(Vault::makeKey());
    }
    void cleanupTestCase()
    {
        m_agent.reset();
        m_admin.reset();
    }

    void vaultsOpenOnlyTheirOwn()
    {
        const QByteArray sealed = m_vault->seal("text", "context");
        QCOMPARE(m_vault->open(sealed, "context"), QByteArray("text"));
        QVERIFY(!m_vault->open(sealed, "other"));
        QVERIFY(!Vault::fromKey(Vault::makeKey())->open(sealed, "context"));
        QVERIFY(sealed != m_vault->seal("text", "context"));
        for (qsizetype i = 0; i < sealed.size(); ++i) {
            QByteArray spoilt = sealed;
            spoilt[i] = static_cast<char>(spoilt.at(i) ^ 1);
            QVERIFY(!m_vault->open(spoilt, "context"));
            QVERIFY(!m_vault->open(sealed.left(i), "context"));
        }
        QVERIFY(!Vault::fromKey("short"));
        const QByteArray wrapped = m_vault->wrappedBy(QStringLiteral("una clave larga"));
        QVERIFY(!Vault::unwrap(wrapped, QStringLiteral("otra clave larga")));
        const auto unwrapped = Vault::unwrap(wrapped, QStringLiteral("una clave larga"));
        QVERIFY(unwrapped);
        QCOMPARE(unwrapped->open(sealed, "context"), QByteArray("text"));
    }

    /// What the server has is fetched, found and read, also by a console that starts without it.
    void theCopyIsComplete()
    {
        const QString file = m_folder.filePath(QStringLiteral("cache.db"));
        QString cursor;
        {
            Copy copy(*m_agent, *m_vault, file);
            QVERIFY(copy.open());
            copy.sync.start(false);
            QVERIFY(copy.complete());
            QCOMPARE(copy.store.incidentCount(), 5);
            QTRY_VERIFY(!copy.store.feedCursor().isEmpty());
            cursor = copy.store.feedCursor();
            qInfo("%lld bytes for an incident", copy.store.bytes() / copy.store.incidentCount());
        }
        for (const QString &name : QDir(m_folder.path()).entryList(QDir::Files)) {
            QFile content(m_folder.filePath(name));
            QVERIFY(content.open(QIODevice::ReadOnly));
            const QByteArray bytes = content.readAll();
            for (const char *word : {"zarzaparrilla", "Ortiz", "example.org", "INC-", "mandr", "does not start"})
                QVERIFY2(!bytes.contains(word), word);
            QCOMPARE(QFileInfo(content).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        }
        // Away: nothing is asked.
        Copy copy(*m_agent, *m_vault, file);
        QVERIFY(copy.open());
        QCOMPARE(copy.store.feedCursor(), cursor);
        QCOMPARE(copy.store.incidentCount(), 5);
        QCOMPARE(copy.find(QStringLiteral("mandragora")), QStringList{m_incidents.at(2).subject});
        QCOMPARE(copy.find(QStringLiteral("has:note")), QStringList{m_incidents.at(2).subject});
        QCOMPARE(copy.find(QStringLiteral("impresoras"), QStringLiteral("-reference")).size(), 5);
        QCOMPARE(copy.find(QStringLiteral("-impresora")).size(), 0);
        const auto bundle = copy.bundle(m_incidents.at(2).id);
        QVERIFY(bundle);
        QCOMPARE(bundle->messages.size(), 2);
        QCOMPARE(bundle->messages.first().body, QStringLiteral("It does not start."));
        QVERIFY(bundle->events.size() >= 2);
        QVERIFY(copy.store.customer(m_incidents.at(0).customer));
        // With what waits in the queue.
        Incident changed = m_incidents.at(0);
        changed.subject = QStringLiteral("Otra cosa");
        changed.tags = {QStringLiteral("mia")};
        QCOMPARE(copy.find(QStringLiteral("tag:mia"), {}, {changed}), QStringList{changed.subject});
    }

    void aWrongKeyOpensNothing()
    {
        const QString file = m_folder.filePath(QStringLiteral("other.db"));
        {
            Copy copy(*m_agent, *m_vault, file);
            QVERIFY(copy.open());
            copy.sync.start(false);
            QVERIFY(copy.complete());
        }
        LocalStore stranger(file, *Vault::fromKey(Vault::makeKey()), account);
        QSignalSpy opened(&stranger, &LocalStore::opened);
        stranger.open();
        QTRY_COMPARE(opened.size(), 1);
        QVERIFY(opened.first().first().toInt() > 5);
        QCOMPARE(stranger.incidentCount(), 0);
        QVERIFY(stranger.feedCursor().isEmpty());
    }

    /// What happens is followed; what can no longer be seen goes.
    void theCopyFollows()
    {
        Copy copy(*m_agent, *m_vault, QString());
        QVERIFY(copy.open());
        copy.sync.start(false);
        QVERIFY(copy.complete());
        const auto made = outcome(requests::createIncident(m_admin->client, newIncident(QStringLiteral("Nuevo"))));
        VERIFY_ANSWER(made);
        QTRY_VERIFY(copy.store.incident(made->id));
        CustomerChange renamed;
        renamed.familyName = QStringLiteral("Ortega");
        const auto customer = outcome(requests::customer(m_admin->client, made->customer));
        VERIFY_ANSWER(customer);
        VERIFY_ANSWER(outcome(requests::changeCustomer(m_admin->client, made->customer, renamed, customer->version)));
        QTRY_COMPARE(copy.store.incident(made->id)->customerName, QStringLiteral("Inés Ortega"));
        QTRY_COMPARE(copy.store.incident(m_incidents.at(0).id)->customerName, QStringLiteral("Inés Ortega"));
        NewTeam team;
        team.name = QStringLiteral("Fraude");
        team.restricted = true;
        const auto restricted = outcome(requests::createTeam(m_admin->client, team));
        VERIFY_ANSWER(restricted);
        IncidentChange change;
        change.team = restricted->id;
        VERIFY_ANSWER(outcome(requests::changeIncident(m_admin->client, made->id, change, made->version)));
        QTRY_VERIFY_WITH_TIMEOUT(!copy.store.incident(made->id), 20'000);
        QVERIFY(copy.complete());
        QVERIFY(copy.store.incident(m_incidents.at(0).id));
    }

    /// A console that was away goes on from where it was.
    void theCopyGoesOn()
    {
        const QString file = m_folder.filePath(QStringLiteral("resumed.db"));
        {
            Copy copy(*m_agent, *m_vault, file);
            QVERIFY(copy.open());
            copy.sync.start(false);
            QVERIFY(copy.complete());
            QTRY_VERIFY(!copy.store.feedCursor().isEmpty());
        }
        m_agent->feed.stop();
        const auto made = outcome(requests::createIncident(m_admin->client, newIncident(QStringLiteral("Entretanto"))));
        VERIFY_ANSWER(made);
        Copy copy(*m_agent, *m_vault, file);
        QVERIFY(copy.open());
        copy.sync.start(true);
        m_agent->feed.start(m_agent->session.credential().feedUrl, copy.store.feedCursor());
        QTRY_VERIFY_WITH_TIMEOUT(copy.store.incident(made->id), 20'000);
    }

    /// The memory is bounded: what was changed least recently goes.
    void theMemoryIsBounded()
    {
        LocalStore store(QString(), *m_vault, account);
        store.setBounds({.bytes = 200'000});
        for (int i = 1; i <= 300; ++i) {
            IncidentBundle bundle;
            bundle.incident.id = IncidentId(i);
            bundle.incident.updatedAt = Timestamp::fromMilliseconds(i);
            bundle.incident.subject = QString(500, u'x');
            store.put(bundle);
        }
        QVERIFY(store.bytes() <= 200'000);
        QVERIFY(store.incidentCount() > 20);
        QVERIFY(store.incident(IncidentId(300)));
        QVERIFY(!store.incident(IncidentId(1)));
    }

    /// The whole of it with a key store of its own: the cable pulled, the program ended and started again, work done,
    /// and all of it there on return; nothing left after the log-out.
    void workGoesOnWithoutTheServer()
    {
        QTemporaryDir home;
        if (!qEnvironmentVariableIsSet("MOSTRADOR_TEST_KEYSTORE")) {
            const auto said = test::runWithKeyStore("workGoesOnWithoutTheServer", home.path());
            if (!said)
                QSKIP("there is no key store to be had: dbus-run-session and gnome-keyring-daemon");
            QVERIFY2(said->isEmpty(), said->constData());
            return;
        }
        test::TcpRelay relay(m_server.httpPort());
        const QUrl url(QStringLiteral("http://127.0.0.1:%1").arg(relay.port()));
        const ServerProfile profile{url, QStringLiteral("agent@example.com")};
        const QString folder = home.filePath(QStringLiteral("data"));
        struct Program
        {
            Program(const test::ServerProcess &server, const ServerProfile &profile, const QString &folder)
                : console(server)
                , data(console.client, console.feed, console.session, secrets, profile, folder)
            {
                console.url = profile.server;
                data.open();
            }
            bool isReady()
            {
                return QTest::qWaitFor([&] { return data.isReady(); }, 20'000);
            }
            void resume(const Credential &credential)
            {
                console.session.setFeedCursor(data.store().feedCursor());
                console.session.resume(console.url, credential, data.store().self());
            }
            Console console;
            SecretStore secrets;
            OfflineData data;
        };
        Credential credential;
        {
            Program program(m_server, profile, folder);
            QVERIFY(program.isReady());
            QVERIFY(program.data.isCacheKept() && program.data.isQueueKept());
            QVERIFY(program.console.logIn(profile.email, newEmployee({}).password));
            QTRY_VERIFY_WITH_TIMEOUT(
                program.data.synchroniser().isComplete() && !program.data.store().feedCursor().isEmpty(), 30'000);
            QCOMPARE(program.data.store().incidentCount(), m_incidents.size());
            credential = program.console.session.credential();
        }
        relay.setCut(true);
        const IncidentId id = m_incidents.at(1).id;
        {
            Program program(m_server, profile, folder);
            QVERIFY(program.isReady());
            program.resume(credential);
            QVERIFY(program.console.session.isLoggedIn());
            QTRY_VERIFY(program.console.client.state() == ApiClient::State::ServerAway);
            QVERIFY(program.console.session.isLoggedIn());
            QCOMPARE(program.data.store().incidentCount(), m_incidents.size());
            QSignalSpy kept(&program.data.queue(), &ActionQueue::kept);
            IncidentChange change;
            change.subject = QStringLiteral("Cambiado sin red");
            program.data.queue().changeIncident(*program.data.store().incident(id), change);
            NewMessage message;
            message.internal = true;
            message.body = QStringLiteral("Escrito sin red");
            program.data.queue().addMessage(*program.data.store().incident(id), message);
            QTRY_COMPARE(kept.size(), 2);
        }
        Program program(m_server, profile, folder);
        QVERIFY(program.isReady());
        program.resume(credential);
        QCOMPARE(program.data.queue().effective(*program.data.store().incident(id)).subject,
                 QStringLiteral("Cambiado sin red"));
        relay.setCut(false);
        QTRY_COMPARE_WITH_TIMEOUT(program.data.queue().unfinishedCount(), 0, 30'000);
        QCOMPARE(program.data.queue().questionCount(), 0);
        QCOMPARE(outcome(requests::incident(m_admin->client, id))->subject, QStringLiteral("Cambiado sin red"));
        QTRY_COMPARE_WITH_TIMEOUT(program.data.store().incident(id)->subject, QStringLiteral("Cambiado sin red"),
                                  20'000);
        program.console.session.logOut();
        QVERIFY(!QFile::exists(folder));
        QTRY_VERIFY(!program.secrets.isBusy());
        std::optional<std::optional<QByteArray>> key;
        program.secrets.load(profile.id() + QStringLiteral("-data"), this, [&](const auto &secret) { key = secret; });
        QTRY_VERIFY(key.has_value());
        QVERIFY(!key->has_value());
    }

    /// Without a key store: no copy on the disk; the queue's key under the password; all gone at log-out.
    void keysAreKeptOrNot()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        QTemporaryDir folder;
        SecretStore secrets;
        const ServerProfile profile{QUrl(QStringLiteral("https://example.org")), QStringLiteral("ana@example.org")};
        const auto unlocked = [&](const QString &password) {
            KeyKeeper keeper(secrets, profile, folder.filePath(QStringLiteral("data")));
            std::optional<KeyKeeper::Keys> keys;
            keeper.unlock(password, [&](const KeyKeeper::Keys &given) { keys = given; });
            if (!QTest::qWaitFor([&] { return keys.has_value(); }, 60'000))
                qFatal("no keys");
            return *keys;
        };
        const auto first = unlocked(QStringLiteral("una clave larga"));
        QVERIFY(!first.mayCache);
        QVERIFY(first.mayQueue);
        const QByteArray sealed = first.vault.seal("text", {});
        QCOMPARE(unlocked(QStringLiteral("una clave larga")).vault.open(sealed, {}), QByteArray("text"));
        // The password was changed elsewhere.
        const auto other = unlocked(QStringLiteral("otra clave larga"));
        QVERIFY(other.needsOldPassword);
        QVERIFY(!other.mayQueue);
        KeyKeeper keeper(secrets, profile, folder.filePath(QStringLiteral("data")));
        std::optional<KeyKeeper::Keys> keys;
        keeper.tryOldPassword(QStringLiteral("una clave larga"), QStringLiteral("otra clave larga"),
                              [&](const KeyKeeper::Keys &given) { keys = given; });
        QTRY_VERIFY_WITH_TIMEOUT(keys.has_value(), 60'000);
        QVERIFY(keys->mayQueue);
        QCOMPARE(unlocked(QStringLiteral("otra clave larga")).vault.open(sealed, {}), QByteArray("text"));
        // A remembered session without a password: in memory.
        QVERIFY(!unlocked({}).mayQueue);
        keeper.wipe();
        QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("data"))));
        QVERIFY(!unlocked(QStringLiteral("otra clave larga")).vault.open(sealed, {}));
    }

private:
    test::ServerProcess m_server;
    std::unique_ptr<Console> m_admin;
    std::unique_ptr<Console> m_agent;
    std::optional<Vault> m_vault;
    QTemporaryDir m_folder;
    QList<Incident> m_incidents;
};

QTEST_GUILESS_MAIN(TestStoreCache)
#include "storecachetest.moc"
