// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever storage asks of PostgreSQL, no table that grows with the incidents is read from end to end. The statements
// are those that the storage functions send, with the plans they really got: see support/planwatch.h.
//
// By itself on 20,000 incidents. MOSTRADOR_PLANS_DATABASE=<name of a database in the cluster that
// MOSTRADOR_TEST_POSTGRESQL names, filled by tests/bench/fill.sh> takes that one instead, of any size; nothing in it
// is changed.
#include "planqueries.h"
#include "planrows.h"
#include "planwatch.h"
#include "storage/apikeys.h"
#include "storage/attachments.h"
#include "storage/cannedreplies.h"
#include "storage/completions.h"
#include "storage/customers.h"
#include "storage/customfields.h"
#include "storage/employees.h"
#include "storage/events.h"
#include "storage/feed.h"
#include "storage/handovers.h"
#include "storage/idempotency.h"
#include "storage/imports.h"
#include "storage/incidents.h"
#include "storage/loginthrottle.h"
#include "storage/messages.h"
#include "storage/outbox.h"
#include "storage/products.h"
#include "storage/savedviews.h"
#include "storage/sessions.h"
#include "storage/statement.h"
#include "storage/tagmoves.h"
#include "storage/tags.h"
#include "storage/teams.h"
#include "storage/trackinglinks.h"
#include "storage/transaction.h"
#include "testdatabase.h"

#include <QElapsedTimer>
#include <QHash>
#include <QMultiMap>
#include <QRegularExpression>
#include <QTest>

#include <functional>

using namespace mostrador;
using namespace mostrador::test;
using storage::Database;
using storage::PageRequest;
using storage::Statement;

namespace {

constexpr qint64 countCap = 1000; // as the API counts
/// A scan that its statement's limit ended early, as when one counts up to a thousand of what is everywhere, is the
/// cheapest way there is. Nor may a step read more than so many rows that it does not want, by whatever way.
constexpr qint64 earlyEnd = 8000;
/// A table with fewer rows may be read as a whole.
constexpr qint64 largeRows = 3000;
/// These do not grow with the incidents.
const QStringList smallTables{
    QStringLiteral("teams"),         QStringLiteral("employees"),   QStringLiteral("employee_teams"),
    QStringLiteral("products"),      QStringLiteral("api_keys"),    QStringLiteral("sessions"),
    QStringLiteral("meta"),          QStringLiteral("saved_views"), QStringLiteral("canned_replies"),
    QStringLiteral("custom_fields"), QStringLiteral("tag_moves")};

template <typename T>
T must(const Result<T> &result)
{
    if (!result)
        qFatal("%s / %s", qPrintable(result.error().detail), qPrintable(result.error().cause));
    return *result;
}

Team newTeam()
{
    Team team;
    team.name = QStringLiteral("Planes");
    team.version = 1;
    return team;
}

Product newProduct()
{
    Product product;
    product.sku = QStringLiteral("PLANES-1");
    product.name = QStringLiteral("Planes");
    product.version = 1;
    return product;
}

} // namespace

class TestBenchPlans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void canFail();
    void lists();
    void sorts();
    void searches();
    void completions();
    void otherLists();
    void singleRows();
    void upkeep();
    void changes();

private:
    using Work = std::function<void(Database &)>;
    Database &db() { return storage::threadDatabase(); }
    qint64 numberOf(const QString &sql);
    Actor employeeActor(Role role);
    /// Runs @p work in a transaction that is rolled back, and notes what it read that it should not.
    void watch(const QString &what, const Work &work);
    /// The same for work that has transactions of its own.
    void watchAlone(const QString &what, const Work &work);
    void look(const QString &what);
    void listIncidents(const Actor &actor, const QString &text, const QString &sort, bool counted);
    qint64 mostThrown(const QString &table) const;
    void noFaults();

    std::unique_ptr<TestDatabase> m_own;
    std::unique_ptr<PlanWatch> m_watch;
    QHash<QString, qint64> m_large; ///< rows of each table that grows
    QList<Actor> m_actors;
    QStringList m_faults;
    qint64 m_statements = 0;
    qint64 m_mostThrownAway = 0;
    qint64 m_active = 0; ///< incidents still worked on
    QString m_wasteful;
    QMultiMap<double, QString> m_slow; ///< milliseconds of each statement, of a given database
};

qint64 TestBenchPlans::numberOf(const QString &sql)
{
    Statement s(db(), sql);
    return must(storage::readOne<qint64>(s, [](Statement &row) { return row.number(0); })).value_or(-1);
}

Actor TestBenchPlans::employeeActor(Role role)
{
    Statement s(db(),
                QStringLiteral("select e.id from employees e where role = ? and active = 1 and (role = 'admin' or "
                               "exists (select 1 from employee_teams t where t.employee_id = e.id)) "
                               "order by id limit 1"));
    s.bind(toString(role));
    const auto id = must(storage::readOne<EmployeeId>(s, [](Statement &row) { return row.id<EmployeeId>(0); }));
    const Employee employee = must(storage::employees::find(db(), id.value())).value();
    Actor actor;
    actor.principal = principalOf(role);
    actor.employee = employee.id;
    actor.teams = employee.teams;
    actor.name = employee.name;
    return actor;
}

void TestBenchPlans::initTestCase()
{
    if (!TestDatabase::havePostgresql())
        QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set: tests/run.sh starts a PostgreSQL and sets it");
    QElapsedTimer timer;
    timer.start();
    const QString given = qEnvironmentVariable("MOSTRADOR_PLANS_DATABASE");
    if (given.isEmpty()) {
        m_own = std::make_unique<TestDatabase>(storage::Dialect::Postgresql);
        QVERIFY2(m_own->isReady(), qPrintable(m_own->error()));
        const QString failed = fillForPlans(*m_own);
        QVERIFY2(failed.isEmpty(), qPrintable(failed));
    } else {
        storage::DatabaseOptions options = TestDatabase::cluster();
        options.name = given;
        options.statementTimeoutMs = 0;
        storage::configure(options);
    }
    QVERIFY(db().ensureOpen().ok());
    Statement s(
        db(),
        QStringLiteral("select relname::text, reltuples::bigint from pg_class where relkind = 'r' and relnamespace = "
                       "'public'::regnamespace and reltuples >= ?"));
    s.bind(largeRows);
    must(storage::readAll<int>(s, [&](Statement &row) {
        m_large.insert(row.text(0), row.number(1));
        return 0;
    }));
    for (const QString &name : smallTables)
        m_large.remove(name);
    QVERIFY2(m_large.size() >= 7, qPrintable(m_large.keys().join(u' ')));
    m_active = numberOf(QStringLiteral("select count(*) from incidents where status in ('new', 'open', "
                                       "'waiting_customer', 'waiting_third_party')"));
    m_actors = {employeeActor(Role::Admin), employeeActor(Role::Agent)};
    m_watch = std::make_unique<PlanWatch>(db());
    QVERIFY2(m_watch->error().isEmpty(), qPrintable(m_watch->error()));
    qInfo("%lld incidents, ready in %lld ms", numberOf(QStringLiteral("select count(*) from incidents")),
          timer.elapsed());
    m_watch->take();
}

void TestBenchPlans::cleanupTestCase()
{
    qInfo("%lld statements; one threw away %lld rows at most:\n%s", m_statements, m_mostThrownAway,
          qPrintable(m_wasteful));
    for (auto it = m_slow.cend(); it != m_slow.cbegin() && std::distance(it, m_slow.cend()) < 40;) {
        --it;
        qInfo("%8.1f ms %s", it.key(), qPrintable(it.value()));
    }
    m_watch.reset();
    m_own.reset();
}

void TestBenchPlans::watch(const QString &what, const Work &work)
{
    storage::Transaction transaction(db(), storage::Mode::ReadWrite);
    QVERIFY2(transaction.begun().ok(), qPrintable(what));
    work(db());
    transaction.rollback();
    look(what);
}

void TestBenchPlans::watchAlone(const QString &what, const Work &work)
{
    work(db());
    look(what);
}

void TestBenchPlans::look(const QString &what)
{
    const QList<PlanWatch::Plan> plans = m_watch->take();
    QVERIFY2(!plans.isEmpty(), qPrintable(what + QStringLiteral(" asked nothing")));
    for (const PlanWatch::Plan &plan : plans) {
        ++m_statements;
        if (!m_own)
            m_slow.insert(plan.milliseconds, what);
        if (plan.thrownAway > m_mostThrownAway) {
            m_mostThrownAway = plan.thrownAway;
            m_wasteful = what + u'\n' + plan.text;
        }
        if (plan.thrownAway >= mostThrown(plan.thrownFrom)) {
            m_faults.append(QStringLiteral("%1: %2 rows for nothing").arg(what).arg(plan.thrownAway));
            qWarning("%s\n%s", qPrintable(m_faults.constLast()), qPrintable(plan.text));
        }
        for (const PlanWatch::Scan &scan : plan.scans) {
            const qint64 whole = m_large.value(scan.table);
            if (whole == 0 || scan.rows < std::min(earlyEnd, whole * 2 / 3))
                continue;
            m_faults.append(QStringLiteral("%1: %2 rows of %3").arg(what).arg(scan.rows).arg(scan.table));
            qWarning("%s\n%s", qPrintable(m_faults.constLast()), qPrintable(plan.text));
        }
    }
}

/// How many rows of @p table, read by an index, a step may throw away.
qint64 TestBenchPlans::mostThrown(const QString &table) const
{
    // Besides, all incidents that are still worked on. They have indexes of their own, stand before the others in a
    // list by age, and are as many as the staff can have before them, whatever the years leave behind. (In a million of
    // fill.sh 26,100 are; to read past them takes 12 to 25 ms.)
    if (table == QLatin1String("incidents"))
        return earlyEnd + m_active;
    // For common words the texts of the first incidents of a list are looked at, three of each: of a fiftieth, at most
    // 10,000, however many there are. (5 ms for each thousand; to collect all with the words instead takes 300 ms.)
    if (table == QLatin1String("search_texts"))
        return std::max(earlyEnd, 32 * std::min<qint64>(m_large.value(QStringLiteral("incidents")) / 50, 10'000) / 10);
    return earlyEnd;
}

void TestBenchPlans::noFaults()
{
    const QStringList faults = std::exchange(m_faults, {});
    QVERIFY2(
        faults.isEmpty(),
        qPrintable(
            QStringLiteral("%1 tables were read from end to end:\n%2").arg(faults.size()).arg(faults.join(u'\n'))));
}

/// That a scan would be seen.
void TestBenchPlans::canFail()
{
    for (const char *sql : {"select count(*) from incidents where subject = 'x'",
                            "select count(*) from customers c where exists (select 1 from messages m where m.body = "
                            "c.phone and m.author_kind = 'nobody')"}) {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("on purpose")));
        watch(QStringLiteral("on purpose"), [&](Database &d) {
            Statement s(d, QString::fromLatin1(sql));
            must(storage::readOne<qint64>(s, [](Statement &row) { return row.number(0); }));
        });
        QVERIFY2(!std::exchange(m_faults, {}).isEmpty(), sql);
    }
    m_mostThrownAway = 0;
    m_wasteful.clear();
}

void TestBenchPlans::listIncidents(const Actor &actor, const QString &text, const QString &sort, bool counted)
{
    const auto query = must(searchquery::parse(text));
    storage::incidents::QueryContext context;
    context.actor = actor;
    context.now = Timestamp::now();
    const QString what =
        QStringLiteral("\"%1\" by %2, %3")
            .arg(text, sort, actor.principal == Principal::Admin ? QStringLiteral("admin") : QStringLiteral("agent"));
    PageRequest page{sort, QString(), 50};
    watch(what, [&](Database &d) { page.cursor = must(storage::incidents::list(d, query, context, page)).nextCursor; });
    if (!page.cursor.isEmpty()) {
        watch(what + QStringLiteral(", second page"),
              [&](Database &d) { must(storage::incidents::list(d, query, context, page)); });
    }
    if (counted) {
        watch(what + QStringLiteral(", counted"),
              [&](Database &d) { must(storage::incidents::count(d, query, context, countCap)); });
    }
}

void TestBenchPlans::lists()
{
    const auto values = planSamples();
    for (const QString &field : searchquery::fieldNames())
        QVERIFY2(!values.value(field).isEmpty(), qPrintable(field + QStringLiteral(" has no samples here")));
    for (const Actor &actor : std::as_const(m_actors)) {
        for (const QString &text : planFieldQueries() + planOtherQueries())
            listIncidents(actor, text, QStringLiteral("-created"), true);
    }
    noFaults();
}

void TestBenchPlans::sorts()
{
    for (const Actor &actor : std::as_const(m_actors)) {
        for (const char *key : {"created", "updated", "priority", "due", "status", "reference"}) {
            for (const char *direction : {"", "-"}) {
                const QString sort = QString::fromLatin1(direction) + QString::fromLatin1(key);
                for (const char *text : {"", "status:active", "assignee:me", "team:mine", "customer:77", "turmalina"})
                    listIncidents(actor, QString::fromLatin1(text), sort, false);
            }
        }
    }
    noFaults();
}

/// What people search, with the further steps where nothing is found, ten rows at a time. Of a database that is given
/// the times are told.
void TestBenchPlans::searches()
{
    for (const auto &[kind, texts] : planSearches()) {
        QList<double> times;
        for (const Actor &actor : std::as_const(m_actors)) {
            storage::incidents::QueryContext context;
            context.actor = actor;
            context.now = Timestamp::now();
            for (const QString &text : texts) {
                for (const QString &sort : {QStringLiteral("-created"), QStringLiteral("relevance")}) {
                    PageRequest page{sort, QString(), 50};
                    const auto ask = [&](Database &d) {
                        QElapsedTimer timer;
                        timer.start();
                        const auto found =
                            must(storage::incidents::search(d, must(searchquery::parse(text)), context, page));
                        times.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
                        page.cursor = found.page.nextCursor;
                    };
                    watch(QStringLiteral("search \"%1\" by %2").arg(text, sort), ask);
                    if (!page.cursor.isEmpty())
                        watch(QStringLiteral("search \"%1\" by %2, second page").arg(text, sort), ask);
                }
            }
        }
        std::sort(times.begin(), times.end());
        const auto at = [&](qsizetype percent) { return times.at((times.size() - 1) * percent / 100); };
        qInfo("search, %-12s p50 %7.1f ms   p95 %7.1f ms   greatest %7.1f ms   (%lld)", qPrintable(kind), at(50),
              at(95), times.constLast(), qint64(times.size()));
    }
    noFaults();
}

void TestBenchPlans::completions()
{
    QList<double> times;
    for (const Actor &actor : std::as_const(m_actors)) {
        storage::incidents::QueryContext context;
        context.actor = actor;
        context.now = Timestamp::now();
        for (const char *beginning : {"pa", "de", "co", "re", "fac", "carg", "inst", "entre", "ga", "kx", "zzz"}) {
            watch(QStringLiteral("words that begin with ") + QString::fromLatin1(beginning), [&](Database &d) {
                QElapsedTimer timer;
                timer.start();
                must(storage::completions::wordsBeginning(d, QString::fromLatin1(beginning), context, 4));
                times.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
            });
        }
    }
    std::sort(times.begin(), times.end());
    qInfo("completions p50 %.1f ms, greatest %.1f ms", times.at(times.size() / 2), times.constLast());
    noFaults();
}

void TestBenchPlans::otherLists()
{
    const auto paged = [this](const QString &what, const auto &list) {
        PageRequest page{what.section(u' ', -1), QString(), 20};
        watch(what, [&](Database &d) { page.cursor = must(list(d, page)).nextCursor; });
        if (!page.cursor.isEmpty())
            watch(what + QStringLiteral(", second page"), [&](Database &d) { must(list(d, page)); });
    };
    for (const QString &sort : {QStringLiteral("name"), QStringLiteral("-name"), QStringLiteral("email"),
                                QStringLiteral("-email"), QStringLiteral("created"), QStringLiteral("-created")}) {
        for (const QString &words : {QString(), QStringLiteral("garcia"), QStringLiteral("ana gar"),
                                     QStringLiteral("c77@example"), QStringLiteral("nosuchname")}) {
            paged(QStringLiteral("customers \"%1\" by %2").arg(words, sort),
                  [&](Database &d, const PageRequest &p) { return storage::customers::list(d, words, {}, p); });
        }
        paged(QStringLiteral("customers of an e-mail by ") + sort, [](Database &d, const PageRequest &p) {
            return storage::customers::list(d, {}, QStringLiteral("a@example.org"), p);
        });
        paged(QStringLiteral("employees by ") + sort,
              [](Database &d, const PageRequest &p) { return storage::employees::list(d, {}, {}, p); });
    }
    paged(QStringLiteral("messages by created"),
          [](Database &d, const PageRequest &p) { return storage::messages::list(d, IncidentId(123), true, p); });
    paged(QStringLiteral("public messages by created"),
          [](Database &d, const PageRequest &p) { return storage::messages::list(d, IncidentId(123), false, p); });
    paged(QStringLiteral("events by created"),
          [](Database &d, const PageRequest &p) { return storage::events::ofIncident(d, IncidentId(123), true, p); });
    paged(QStringLiteral("public events by created"),
          [](Database &d, const PageRequest &p) { return storage::events::ofIncident(d, IncidentId(123), false, p); });
    paged(QStringLiteral("teams by name"),
          [](Database &d, const PageRequest &p) { return storage::teams::list(d, {}, p); });
    for (const QString &prefix : {QString(), QStringLiteral("a")}) {
        for (const QString &sort : {QStringLiteral("name"), QStringLiteral("-name"), QStringLiteral("created")})
            paged(QStringLiteral("tags \"%1\" by %2").arg(prefix, sort), [&](Database &d, const PageRequest &p) {
                return storage::tags::list(d, {prefix, true}, p);
            });
    }
    paged(QStringLiteral("views by position"), [this](Database &d, const PageRequest &p) {
        return storage::views::list(d, {m_actors.constLast().employee, {TeamId(1)}, false, {}}, p);
    });
    paged(QStringLiteral("canned replies by title"), [](Database &d, const PageRequest &p) {
        return storage::cannedreplies::list(d, {QStringLiteral("hola"), {}, QList<TeamId>{TeamId(1)}}, p);
    });
    paged(QStringLiteral("custom fields by position"),
          [](Database &d, const PageRequest &p) { return storage::customfields::list(d, true, p); });
    paged(QStringLiteral("products by name"),
          [](Database &d, const PageRequest &p) { return storage::products::list(d, QStringLiteral("router"), p); });
    for (const PlanHandovers &asked : planHandovers()) {
        paged(QStringLiteral("hand-overs of %1 by -pending").arg(asked.employee.toString()),
              [&](Database &d, const PageRequest &p) {
                  return storage::handovers::list(d, asked.employee, asked.teams, HandoverBox::All, p);
              });
        watch(QStringLiteral("what %1 hands over").arg(asked.employee.toString()), [&](Database &d) {
            Actor actor = m_actors.constFirst();
            actor.employee = asked.employee;
            const auto now = Timestamp::now();
            must(storage::handovers::unconfirmed(d, asked.employee, asked.teams, 100));
            must(storage::handovers::changed(d, actor, Timestamp::fromMilliseconds(asked.sinceMs), 50));
            must(storage::handovers::promised(d, asked.employee, 50));
            must(storage::handovers::due(d, asked.employee, asked.teams, now, 50));
            must(storage::handovers::countDrafts(d, asked.employee));
            must(storage::handovers::find(d, HandoverId(1)));
            must(storage::handovers::entriesOf(d, HandoverId(1)));
            must(storage::handovers::entries(d, {IncidentId(7), IncidentId(77)}));
        });
    }
    noFaults();
}

/// What requests ask besides lists.
void TestBenchPlans::singleRows()
{
    const auto ask = [this](const char *what, const auto &question) {
        watch(QString::fromLatin1(what), [&](Database &d) { must(question(d)); });
    };
    const QByteArray hash(32, 'h');
    const Timestamp now = Timestamp::now();
    ask("an incident", [](Database &d) { return storage::incidents::find(d, IncidentId(123)); });
    ask("an incident to change", [](Database &d) { return storage::incidents::findForUpdate(d, IncidentId(123)); });
    ask("an incident's standing", [](Database &d) { return storage::incidents::standing(d, IncidentId(123)); });
    ask("an external reference",
        [](Database &d) { return storage::incidents::findByExternalReference(d, QStringLiteral("EXT-20")); });
    ask("a message", [](Database &d) { return storage::messages::find(d, MessageId(123)); });
    ask("an attachment", [](Database &d) { return storage::attachments::find(d, AttachmentId(123)); });
    ask("files", [](Database &d) { return storage::attachments::ofIncident(d, IncidentId(123), true); });
    ask("a file", [](Database &d) -> Result<QByteArray> {
        const auto bytes = storage::attachments::content(d, QStringLiteral("nosuchhash"));
        return bytes ? *bytes : QByteArray(); // there is none
    });
    ask("others' changes", [](Database &d) { return storage::events::since(d, QStringLiteral("incident"), 123, 1); });
    ask("a customer", [](Database &d) { return storage::customers::find(d, CustomerId(77)); });
    ask("a customer to change", [](Database &d) { return storage::customers::findForUpdate(d, CustomerId(77)); });
    ask("a customer by e-mail",
        [](Database &d) { return storage::customers::findByEmail(d, QStringLiteral("a@example.org")); });
    ask("a customer's open incidents",
        [](Database &d) { return storage::customers::hasActiveIncident(d, CustomerId(77)); });
    ask("a session", [&](Database &d) { return storage::sessions::find(d, hash); });
    ask("an API key", [&](Database &d) { return storage::apikeys::findByToken(d, hash); });
    ask("a tracking link", [&](Database &d) { return storage::trackinglinks::findByToken(d, hash); });
    ask("an incident's link", [](Database &d) { return storage::trackinglinks::newestOf(d, IncidentId(123)); });
    ask("a receipt", [](Database &d) {
        return storage::idempotency::find(d, QStringLiteral("form"), QByteArrayLiteral("nosuchkey"));
    });
    ask("attempts", [&](Database &d) { return storage::loginthrottle::peek(d, QStringLiteral("b7"), now, 1000); });
    const auto end = must(storage::feed::end(db()));
    m_watch->take();
    ask("the feed's end", [](Database &d) { return storage::feed::end(d); });
    ask("the feed from the start", [&](Database &d) { return storage::feed::read(d, {end.epoch, 0, 0}, 100); });
    ask("the feed at its end", [&](Database &d) { return storage::feed::read(d, end, 100); });
    ask("an imported row",
        [](Database &d) { return storage::imports::findByKey(d, storage::imports::RunId(1), QStringLiteral("r7")); });
    ask("refused rows", [](Database &d) {
        return storage::imports::rows(d, storage::imports::RunId(1), QStringLiteral("refused"), 100, 50);
    });
    noFaults();
}

/// What the server does from time to time, and what metrics ask.
void TestBenchPlans::upkeep()
{
    const auto ask = [this](const char *what, const auto &question) {
        watch(QString::fromLatin1(what), [&](Database &d) { must(question(d)); });
    };
    const Timestamp early = Timestamp::fromMilliseconds(50);
    ask("incidents to close",
        [&](Database &d) { return storage::incidents::resolvedBefore(d, Timestamp::now(), 100); });
    ask("the outbox' depth", [](Database &d) { return storage::outbox::depth(d); });
    ask("the next delivery", [](Database &d) { return storage::outbox::nextDue(d); });
    if (m_own) { // these commit by themselves
        watchAlone(QStringLiteral("failed deliveries again"),
                   [](Database &d) { must(storage::outbox::retryFailed(d, Timestamp::now())); });
        watchAlone(QStringLiteral("due deliveries"), [](Database &d) {
            const auto now = Timestamp::now();
            const auto leased = must(storage::outbox::lease(d, QStringLiteral("plans"), 10, 60'000, now));
            QVERIFY(!leased.isEmpty());
            QVERIFY(must(storage::outbox::markSent(d, leased.constFirst().id, QStringLiteral("plans"), now)));
        });
        watchAlone(QStringLiteral("old deliveries"),
                   [&](Database &d) { must(storage::outbox::removeSent(d, early, 10)); });
    }
    ask("old receipts", [&](Database &d) { return storage::idempotency::removeOlderThan(d, early, 10); });
    ask("old sessions", [&](Database &d) { return storage::sessions::removeExpired(d, early, early); });
    ask("old attempts", [&](Database &d) { return storage::loginthrottle::removeOld(d, early); });
    ask("tags without a row", [](Database &d) { return storage::tags::adopt(d, Timestamp::now()); });
    ask("a tag's move", [](Database &d) { return storage::tagmoves::take(d); });
    ask("a tag's incidents", [](Database &d) {
        Statement s(d, QStringLiteral("select min(tag) from incident_tags"));
        const auto tag = must(storage::readOne<QString>(s, [](Statement &row) { return row.text(0); }));
        return storage::tagmoves::carriers(d, tag.value_or(QString()), 25);
    });
    ask("unused files", [](Database &d) { return storage::attachments::collectGarbage(d, Timestamp::now(), 10); });
    noFaults();
}

/// Changes, with the checks of foreign keys that come with them.
void TestBenchPlans::changes()
{
    const auto now = Timestamp::now();
    watch(QStringLiteral("an incident changed"), [&](Database &d) {
        Incident incident = must(storage::incidents::find(d, IncidentId(123))).value();
        incident.subject = QStringLiteral("Otro asunto");
        incident.tags = {QStringLiteral("nuevo")};
        ++incident.version;
        QVERIFY(must(storage::incidents::update(d, incident, incident.version - 1)));
    });
    watch(QStringLiteral("a message"), [&](Database &d) {
        storage::incidents::MessageBundle bundle;
        bundle.incident = must(storage::incidents::find(d, IncidentId(123))).value();
        bundle.expectedVersion = bundle.incident.version++;
        bundle.message.incident = bundle.incident.id;
        bundle.message.authorKind = ActorKind::Customer;
        bundle.message.authorId = bundle.incident.customer.value();
        bundle.message.body = QStringLiteral("Sigue igual");
        bundle.message.createdAt = now;
        bundle.event.kind = EventKind::MessageAdded;
        bundle.event.at = now;
        QVERIFY(must(storage::incidents::insertMessageBundle(d, bundle)));
    });
    watch(QStringLiteral("a customer changed"), [](Database &d) {
        Customer customer = must(storage::customers::find(d, CustomerId(77))).value();
        customer.email = QStringLiteral("new@example.org");
        ++customer.version;
        QVERIFY(must(storage::customers::update(d, customer, customer.version - 1)));
    });
    watch(QStringLiteral("a customer erased"), [&](Database &d) {
        const Customer customer = must(storage::customers::find(d, CustomerId(77))).value();
        QVERIFY(must(storage::customers::erase(d, customer.id, customer.version, now)));
    });
    watch(QStringLiteral("values erased"),
          [](Database &d) { QVERIFY(storage::events::eraseValues(d, QStringLiteral("customer"), 77).ok()); });
    watch(QStringLiteral("links revoked"),
          [&](Database &d) { must(storage::trackinglinks::revokeAll(d, IncidentId(123), now)); });
    watch(QStringLiteral("an employee removed"), [&](Database &d) {
        const EmployeeId id = m_actors.constLast().employee.value();
        const Employee employee = must(storage::employees::find(d, id)).value();
        QVERIFY(must(storage::employees::remove(d, id, employee.version, now)));
        must(storage::sessions::removeAll(d, id, {}));
        must(storage::apikeys::removeAll(d, id));
    });
    // Refused, for incidents belong to them; looking for those must not take long.
    for (const bool used : {true, false}) {
        watch(used ? QStringLiteral("a team removed") : QStringLiteral("an unused team removed"), [&](Database &d) {
            const TeamId id = used ? TeamId(1) : must(storage::teams::insert(d, newTeam()));
            const Team team = must(storage::teams::find(d, id)).value();
            QCOMPARE(storage::teams::remove(d, id, team.version).ok(), !used);
        });
        watch(used ? QStringLiteral("a product removed") : QStringLiteral("an unused product removed"),
              [&](Database &d) {
                  const ProductId id = used ? ProductId(1) : must(storage::products::insert(d, newProduct()));
                  const Product product = must(storage::products::find(d, id)).value();
                  QCOMPARE(storage::products::remove(d, id, product.version).ok(), !used);
              });
    }
    db().clearFailure();
    noFaults();
}

QTEST_GUILESS_MAIN(TestBenchPlans)
#include "test_bench_plans.moc"
