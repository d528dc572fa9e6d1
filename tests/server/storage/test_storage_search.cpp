// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a search finds when people write as they do: the further steps of incidents::search().
#include "model/searchtext.h"
#include "model/spelling.h"
#include "proof.h"
#include "sampledata.h"
#include "slowbuild.h"
#include "storage/completions.h"
#include "storage/incidents.h"
#include "storage/meta.h"
#include "storage/statement.h"
#include "storage/vocabulary.h"
#include "storagerows.h"
#include "testdatabase.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace mostrador;
using namespace mostrador::storage;
using namespace mostrador::test;
using incidents::SearchStep;

namespace {

incidents::QueryContext contextOf(const Employee &employee)
{
    incidents::QueryContext context;
    context.actor = actorOf(employee);
    context.now = testNow();
    return context;
}

Employee withRole(Database &db, const char *name, Role role, const QList<TeamId> &teams = {})
{
    const QString email = QString::fromLatin1(name) + QStringLiteral("@example.com");
    Employee employee = newEmployee(email, role);
    employee.id = addEmployee(db, email, role, teams);
    employee.teams = teams;
    return employee;
}

/// CSV as RFC 4180 has it.
QList<QStringList> records(const QString &file)
{
    QProcess gzip;
    gzip.start(QStringLiteral("gzip"), {QStringLiteral("-dc"), sampleFile(file)});
    if (!gzip.waitForFinished(30'000) || gzip.exitCode() != 0)
        qFatal("gzip -dc %s failed", qPrintable(file));
    const QString text = QString::fromUtf8(gzip.readAllStandardOutput());
    QList<QStringList> all;
    QStringList record;
    QString field;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'"' && quoted && i + 1 < text.size() && text.at(i + 1) == u'"') {
            field += c;
            ++i;
        } else if (c == u'"') {
            quoted = !quoted;
        } else if (!quoted && (c == u',' || c == u'\n')) {
            record.append(field);
            field.clear();
            if (c == u'\n') {
                all.append(record);
                record.clear();
            }
        } else {
            field += c;
        }
    }
    return all;
}

struct Document
{
    QString subject;
    QString text;
};

/// Reports in English and Spanish, as people wrote them.
QList<Document> reports()
{
    QList<Document> all;
    const auto add = [&](const char *file, int subject, int text, int from) {
        const QString name = QString::fromLatin1(file);
        if (sampleFile(name).isEmpty())
            return;
        const auto rows = records(name);
        for (const QStringList &row : rows.mid(1)) {
            if (row.size() <= std::max(subject, text))
                continue;
            if (!row.at(text).isEmpty() && searchWords(row.at(subject)).size() >= from)
                all.append({row.at(subject).left(200), row.at(text).left(4000)});
        }
    };
    add("seamonkey_issues.csv.gz", 0, 7, 1);
    add("multilingual_issues.csv.gz", 2, 3, 1);
    add("consumer_complaints.csv.gz", 3, 5, 1);
    return all;
}

/// Ways in which a word comes out differently.
enum Damage
{
    Exact,
    Typo,
    Beginning,
    Part,
    Inflected,
    Mixed,
    DamageCount
};
constexpr const char *damageNames[] = {"exact", "typo", "beginning", "part", "inflected", "mixed"};

QString damaged(const QString &word, Damage damage, QRandomGenerator &random)
{
    if (word.size() < 5)
        return word;
    const auto at = [&] { return 1 + random.bounded(static_cast<int>(word.size()) - 2); };
    QString result = word;
    switch (damage) {
    case Typo: {
        const int i = at();
        switch (random.bounded(4)) {
        case 0:
            result.remove(i, 1);
            break;
        case 1:
            result.insert(i, QChar(u'a' + random.bounded(26)));
            break;
        case 2:
            result[i] = QChar(u'a' + random.bounded(26));
            break;
        default:
            std::swap(result[i], result[i - 1]);
        }
        break;
    }
    case Beginning:
        result.truncate(std::max<qsizetype>(4, word.size() * 2 / 3));
        break;
    case Part:
        result = word.mid(1, std::max<qsizetype>(4, word.size() - 3));
        break;
    case Inflected:
        if (result.endsWith(u's'))
            result.chop(1);
        else if (result.endsWith(QLatin1String("ing")))
            result.chop(3);
        else if (result.endsWith(QLatin1String("ed")))
            result.chop(2);
        else
            result += u's';
        break;
    default:
        break;
    }
    return result;
}

} // namespace

class TestStorageSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void distances_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<int>("distance");
        const auto row = [](const char *a, const char *b, int distance) {
            QTest::addRow("%s %s", a, b) << QString::fromLatin1(a) << QString::fromLatin1(b) << distance;
        };
        row("pantalla", "pantalla", 0);
        row("pantala", "pantalla", 1);
        row("pntalal", "pantalla", 2);
        row("pantalal", "pantalla", 1); // swapped
        row("apntalla", "pantalla", 1);
        row("cargador", "pantalla", 3); // no further than asked
        row("abcd", "abcdefgh", 3);
        row("", "ab", 2);
    }
    void distances()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QTEST(spellingDistance(a, b, 2), "distance");
        QTEST(spellingDistance(b, a, 2), "distance");
    }

    void words()
    {
        QCOMPARE(vocabularyWords(QStringLiteral("El Camión, el CAMION y un router-2 de ORD-1003 de 5kg; null ½")),
                 (QStringList{QStringLiteral("camion"), QStringLiteral("null"), QStringLiteral("router")}));
    }

    void steps_data() { addDialectRows(); }
    void steps()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const CustomerId customer = addCustomer(db, QStringLiteral("ana@example.org"));
        const TeamId fraud = addTeam(db, QStringLiteral("Fraude"), true);
        const Employee admin = withRole(db, "root", Role::Admin);
        const Employee luis = withRole(db, "luis", Role::Agent);
        QList<IncidentId> ids;
        const auto add = [&](const char *subject, const char *text, std::optional<TeamId> team = std::nullopt,
                             const char *order = "") {
            auto bundle = newBundle(customer, QString::fromUtf8(subject), QString::fromUtf8(text));
            bundle.incident.createdAt = testNow().plusSeconds(ids.size());
            bundle.incident.updatedAt = bundle.incident.createdAt;
            bundle.incident.orderNumber = QString::fromLatin1(order);
            bundle.incident.team = team;
            ids.append(addIncident(db, bundle).incident);
        };
        add("Pantalla rota", "Llegó así del almacén", std::nullopt, "PED-77");
        add("Facturación", "La pantalla se ve negra. El pedido es PED-77 2");
        add("Cargador", "No carga, mi camión de juguete no anda");
        add("Cargo sospechoso", "zarzaparrilla", fraud);
        add("Aviso", "PED-77");

        const auto find = [&](const QString &text, const Employee &who, const QString &sort = QStringLiteral("created"),
                              QString *query = nullptr) {
            QString result;
            inTransaction(db, [&](Database &d) {
                const auto found =
                    must(incidents::search(d, must(searchquery::parse(text)), contextOf(who), {sort, {}, 100}));
                QStringList parts;
                for (const Incident &incident : found.page.items)
                    parts.append(QString::number(ids.indexOf(incident.id)));
                for (auto word = found.corrected.cbegin(); word != found.corrected.cend(); ++word)
                    parts.append(word.key() + u'>' + word.value());
                if (query)
                    *query = found.query;
                if (found.step == SearchStep::Fewer)
                    parts.append(QStringLiteral("fewer"));
                result = parts.join(u' ');
            });
            return result;
        };
        const auto is = [&](const char *text, const char *expected) {
            const QString got = find(QString::fromUtf8(text), admin);
            if (got != QString::fromUtf8(expected))
                qWarning("%s: %s instead of %s", text, qPrintable(got), expected);
            return got == QString::fromUtf8(expected);
        };
        QVERIFY(is("pantalla", "0 1"));
        QVERIFY(is("PANTÁLLAS", "0 1"));
        QVERIFY(is("factur", "1"));
        QVERIFY(is("antall", "0 1"));
        QVERIFY(is("pantala", "0 1")); // the beginning of its stem
        QVERIFY(is("patnalla", "0 1 patnalla>pantalla"));
        QVERIFY(is("pantlalla rota", "0 pantlalla>pantalla"));
        QVERIFY(is("kamión", "2 kamión>camion"));
        QVERIFY(is("status:active panatlla", "0 1 panatlla>pantalla"));
        QVERIFY(is("status:closed panatlla", ""));
        QVERIFY(is("panatlla -rota", "1 panatlla>pantalla"));
        QVERIFY(is("\"panatlla rota\"", ""));       // phrases are exact
        QVERIFY(is("subject:panatlla", ""));        // and so are conditions
        QVERIFY(is("-panatlla status:closed", "")); // nothing is corrected that is not wanted
        QVERIFY(is("pantalla rota juguete", "0 fewer"));
        QVERIFY(is("juguete factura", "1 2 fewer"));
        QVERIFY(is("pantalla xyzzy", "0 1 fewer"));
        QVERIFY(is("PED-77", "0 1 4"));
        QVERIFY(is("PED-78", "")); // numbers are not corrected
        QVERIFY(is("xyzzyx", ""));
        // Nobody is told a word of what they may not see.
        QVERIFY(is("zarzaparilla", "3 zarzaparilla>zarzaparrilla"));
        QCOMPARE(find(QStringLiteral("zarzaparilla"), luis), QString());

        // What was carried out finds the same by itself.
        for (const char *text : {"panatlla", "juguete factura", "status:active panatlla rota", "pantalla xyzzy"}) {
            QString query;
            const QString meant = find(QString::fromUtf8(text), admin, QStringLiteral("created"), &query);
            const QString again = find(query, admin);
            QVERIFY2(meant.startsWith(again) && !again.isEmpty(), qPrintable(meant + u'/' + query + u'/' + again));
        }

        // Named by the word, in the subject, in the text; of each the newest.
        QCOMPARE(find(QStringLiteral("PED-77"), admin, QStringLiteral("relevance")), QStringLiteral("0 4 1"));
        QCOMPARE(find(QStringLiteral("pantalla"), admin, QStringLiteral("relevance")), QStringLiteral("0 1"));
        QCOMPARE(find(QStringLiteral("carg"), admin, QStringLiteral("relevance")), QStringLiteral("3 2"));
        QCOMPARE(find(QStringLiteral("status:active"), admin, QStringLiteral("relevance")),
                 QStringLiteral("4 3 2 1 0"));
    }

    /// Each page begins where the one before ended, whatever the step and the order.
    void pages_data() { addDialectRows(); }
    void pages()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const CustomerId customer = addCustomer(db, QStringLiteral("ana@example.org"));
        const Employee admin = withRole(db, "root", Role::Admin);
        constexpr int number = 70;
        inTransaction(db, [&](Database &d) {
            for (int i = 0; i < number; ++i) {
                const bool subject = i % 3 == 0;
                auto bundle = newBundle(customer, subject ? QStringLiteral("Pantalla rota") : QStringLiteral("Aviso"),
                                        subject ? QStringLiteral("ya") : QStringLiteral("superpantalla pantalla"));
                bundle.incident.createdAt = testNow().plusSeconds(i / 4);
                must(incidents::insertBundle(d, bundle));
            }
        });
        for (const char *text : {"pantalla", "panatlla", "antall", "pantalla xyzzy", "status:active"}) {
            for (const char *sort : {"relevance", "-created", "priority", "reference"}) {
                const auto all = [&](int limit) {
                    QList<qint64> rows;
                    PageRequest page{QString::fromLatin1(sort), {}, limit};
                    do {
                        inTransaction(db, [&](Database &d) {
                            const auto found = must(incidents::search(
                                d, must(searchquery::parse(QString::fromLatin1(text))), contextOf(admin), page));
                            for (const Incident &incident : found.page.items)
                                rows.append(incident.id.value());
                            page.cursor = found.page.nextCursor;
                        });
                    } while (!page.cursor.isEmpty() && rows.size() <= number);
                    return rows;
                };
                auto whole = all(200);
                auto pieces = all(7);
                QCOMPARE(whole.size(), number);
                if (QLatin1String(sort) == QLatin1String("relevance")) {
                    // Whether very many have the words, so that only time counts, depends on how many are wanted.
                    std::sort(whole.begin(), whole.end());
                    std::sort(pieces.begin(), pieces.end());
                }
                QVERIFY2(pieces == whole, text);
            }
        }
        inTransaction(db, [&](Database &d) {
            const auto query = must(searchquery::parse(QStringLiteral("pantala")));
            for (const char *cursor : {"~", "~~", "~cGFudGFsbGE~", "~***~x", "~InF1b3Rl~x"}) {
                const auto found = incidents::search(d, query, contextOf(admin), {{}, QString::fromLatin1(cursor), 10});
                QVERIFY2(!found && found.error().code == ErrorCode::InvalidCursor, cursor);
            }
        });
    }

    /// The words of texts that were there before the vocabulary are read in parts; interrupted, it goes on.
    void adoption_data() { addDialectRows(); }
    void adoption()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const CustomerId customer = addCustomer(db, QStringLiteral("ana@example.org"));
        for (int i = 0; i < 9; ++i)
            addIncident(
                db, newBundle(customer, QStringLiteral("Pantalla"), i == 4 ? QStringLiteral("singular") : QString()));
        const auto rank = [&](const char *word) {
            int n = -1;
            inTransaction(db, [&](Database &d) { n = must(vocabulary::rankOf(d, QString::fromLatin1(word))); });
            return n;
        };
        QVERIFY(rank("pantalla") >= 1 && rank("pantalla") <= 9);
        QCOMPARE(rank("singular"), 1);
        inTransaction(db, [&](Database &d) {
            QVERIFY(d.execute(QStringLiteral("delete from search_vocabulary")).ok());
            QVERIFY(d.execute(QStringLiteral("update meta set value = (select cast(max(id) as text) from search_texts) "
                                             "where name = 'search_vocabulary_until'"))
                        .ok());
        });
        QCOMPARE(rank("pantalla"), 0);
        qint64 told = 0;
        QVERIFY(vocabulary::adopt(db, [&](qint64 read, qint64 all) { told = read * 100 / all; }).ok());
        QCOMPARE(told, 100);
        QCOMPARE(rank("pantalla"), 3); // nine texts
        QCOMPARE(rank("singular"), 1);
        QVERIFY(vocabulary::adopt(db).ok()); // there is nothing left to read
        QCOMPARE(rank("pantalla"), 3);
    }

    /// Words that somebody begins to write, of what they may see only, also of old texts.
    void completions_data() { addDialectRows(); }
    void completions()
    {
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const TeamId fraud = addTeam(db, QStringLiteral("Fraude"), true);
        const Employee admin = withRole(db, "admin", Role::Admin);
        const Employee agent = withRole(db, "agent", Role::Agent);
        const Employee member = withRole(db, "member", Role::Agent, {fraud});
        const CustomerId customer = addCustomer(db, QStringLiteral("ana@example.org"));
        addIncident(db, newBundle(customer, QStringLiteral("Turmalina verde"), QStringLiteral("rota")));
        auto secret = newBundle(customer, QStringLiteral("Turbina y turmalina"), QStringLiteral("rota"));
        secret.incident.team = fraud;
        addIncident(db, secret);
        // More than are looked at as the newest ones.
        inTransaction(db, [&](Database &d) {
            for (int i = 0; i < 600; ++i)
                must(
                    incidents::insertBundle(d, newBundle(customer, QStringLiteral("Tarjeta"), QStringLiteral("azul"))));
        });
        const auto words = [&](const char *beginning, const Employee &who) {
            QStringList found;
            inTransaction(db, [&](Database &d) {
                found = must(completions::wordsBeginning(d, QString::fromLatin1(beginning), contextOf(who), 4));
            });
            std::sort(found.begin(), found.end());
            return found.join(u' ');
        };
        QCOMPARE(words("tur", admin), QStringLiteral("turbina turmalina"));
        QCOMPARE(words("tur", member), QStringLiteral("turbina turmalina"));
        QCOMPARE(words("tur", agent), QStringLiteral("turmalina"));
        QCOMPARE(words("t", agent), QStringLiteral("tarjeta turmalina"));
        QCOMPARE(words("x", agent), QString());
    }

    /// Of words of a report, damaged as people damage them, the report is found among the first ten.
    void knownItems_data() { addDialectRows(); }
    void knownItems()
    {
        auto documents = reports();
        MOSTRADOR_NEED_SAMPLES(documents);
        // All of them take half a minute.
        const int step = proof::runs(0) > 0 ? 1 : isSlowBuild ? 12 : 6;
        for (qsizetype n = 0; n * step < documents.size(); ++n)
            documents[n] = documents.at(n * step);
        documents.resize((documents.size() + step - 1) / step);
        MOSTRADOR_TEST_DATABASE(fixture);
        Database &db = fixture.database();
        const CustomerId customer = addCustomer(db, QStringLiteral("ana@example.org"));
        const Employee admin = withRole(db, "root", Role::Admin);
        QList<IncidentId> ids;
        QHash<QString, int> holders; // texts that hold a word
        QElapsedTimer timer;
        timer.start();
        inTransaction(db, [&](Database &d) {
            for (const Document &document : std::as_const(documents)) {
                auto bundle = newBundle(customer, document.subject, document.text);
                bundle.incident.createdAt = testNow().plusSeconds(ids.size());
                ids.append(must(incidents::insertBundle(d, bundle)).incident);
                for (const QString &word : vocabularyWords(document.subject + u' ' + document.text))
                    ++holders[word];
            }
        });
        if (fixture.isPostgresql())
            QVERIFY(db.execute(QStringLiteral("analyze")).ok());
        const qint64 written = timer.restart();
        QRandomGenerator random(20261121);
        std::array<int, DamageCount> asked{};
        std::array<int, DamageCount> hit{};
        QList<qint64> times;
        QStringList missed;
        const int number = proof::runs(0) > 0 ? 180 : isSlowBuild ? 60 : 120;
        for (int i = 0; i < number; ++i) {
            // Two or three words that somebody would remember of it: none that half of all have.
            const auto n = random.bounded(static_cast<int>(documents.size()));
            QStringList words;
            const QStringList own = vocabularyWords(documents.at(n).subject + u' ' + documents.at(n).text.left(300));
            for (const QString &word : own) {
                if (word.size() >= 5 &&
                    std::all_of(word.begin(), word.end(), [](QChar c) { return c.unicode() < 0x250; }) &&
                    holders.value(word) * 50 < documents.size())
                    words.append(word);
            }
            if (words.size() < 3) {
                --i;
                continue;
            }
            std::shuffle(words.begin(), words.end(), random);
            words = words.mid(0, 2 + random.bounded(2));
            const auto damage = static_cast<Damage>(i % DamageCount);
            QStringList query;
            for (qsizetype w = 0; w < words.size(); ++w) {
                const auto one =
                    damage == Mixed ? static_cast<Damage>(random.bounded(static_cast<int>(Mixed))) : damage;
                // One slip in a query of typos, as a rule; the other words are as they should be.
                const bool spared = damage == Typo && w > 0;
                query.append(spared ? words.at(w) : damaged(words.at(w), one, random));
            }
            const auto parsed = searchquery::parse(query.join(u' '));
            if (!parsed)
                continue;
            QElapsedTimer one;
            one.start();
            inTransaction(db, [&](Database &d) {
                const auto found =
                    must(incidents::search(d, *parsed, contextOf(admin), {QStringLiteral("relevance"), {}, 10}));
                times.append(one.nsecsElapsed() / 1000);
                ++asked.at(damage);
                const bool there = std::any_of(found.page.items.begin(), found.page.items.end(),
                                               [&](const Incident &incident) { return incident.id == ids.at(n); });
                hit.at(damage) += there ? 1 : 0;
                if (!there)
                    missed.append(words.join(u' ') + QStringLiteral(" as ") + query.join(u' '));
            });
        }
        int allAsked = 0;
        int allHit = 0;
        for (int damage = 0; damage < DamageCount; ++damage) {
            const auto at = static_cast<std::size_t>(damage);
            qInfo("%-10s %d of %d", damageNames[at], hit.at(at), asked.at(at));
            allAsked += asked.at(at);
            allHit += hit.at(at);
        }
        std::sort(times.begin(), times.end());
        qInfo("success@10 %.3f of %lld reports, p50 %.1f ms, p95 %.1f ms, written in %lld ms",
              double(allHit) / allAsked, qint64(documents.size()), double(times.at(times.size() / 2)) / 1000,
              double(times.at(times.size() * 95 / 100)) / 1000, written);
        for (const QString &one : missed.mid(0, 12))
            qInfo("missed: %s", qPrintable(one));
        QVERIFY(allHit * 100 >= allAsked * 90);
    }
};

QTEST_GUILESS_MAIN(TestStorageSearch)
#include "test_storage_search.moc"
