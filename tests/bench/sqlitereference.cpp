// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What opening an incident costs in SQLite itself: the statements of the server's POST /api/v1/incidents, prepared
// once, by SQLite's library in one thread.
//   mostrador_bench_sqlite <database made by mostrador_bench_fill> <seconds> <bearer token>
// Prints transactions per second.
#include <QByteArray>
#include <QCryptographicHash>
#include <QDateTime>
#include <QElapsedTimer>

#include <cstdio>
#include <cstdlib>
#include <sqlite3.h>
#include <string>
#include <variant>
#include <vector>

namespace {

using Value = std::variant<std::monostate, qint64, std::string>;

[[noreturn]] void fail(sqlite3 *db)
{
    std::fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(db));
    std::exit(1);
}

void execute(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        fail(db);
}

/// A statement that is prepared once.
class Prepared
{
public:
    Prepared(sqlite3 *db, const std::string &sql)
        : m_db(db)
    {
        if (sqlite3_prepare_v3(db, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr) != SQLITE_OK)
            fail(db);
    }
    ~Prepared() { sqlite3_finalize(m_statement); }
    Prepared(const Prepared &) = delete;
    Prepared &operator=(const Prepared &) = delete;

    /// Runs it to the end and reads every column; the first one of the last row as a number.
    qint64 run(const std::vector<Value> &values = {})
    {
        int i = 0;
        for (const Value &value : values) {
            ++i;
            if (const auto *n = std::get_if<qint64>(&value))
                sqlite3_bind_int64(m_statement, i, *n);
            else if (const auto *t = std::get_if<std::string>(&value))
                sqlite3_bind_text(m_statement, i, t->data(), static_cast<int>(t->size()), SQLITE_STATIC);
            else
                sqlite3_bind_null(m_statement, i);
        }
        qint64 first = 0;
        int step = SQLITE_ROW;
        while ((step = sqlite3_step(m_statement)) == SQLITE_ROW) {
            const int columns = sqlite3_column_count(m_statement);
            for (int c = 0; c < columns; ++c)
                static_cast<void>(sqlite3_column_text(m_statement, c));
            first = columns > 0 ? sqlite3_column_int64(m_statement, 0) : 0;
        }
        if (step != SQLITE_DONE)
            fail(m_db);
        sqlite3_reset(m_statement);
        return first;
    }

private:
    sqlite3 *m_db;
    sqlite3_stmt *m_statement = nullptr;
};

std::string hexOf(const std::string &text)
{
    return QCryptographicHash::hash(QByteArray::fromStdString(text), QCryptographicHash::Sha256).toHex().toStdString();
}

const char incidentSql[] =
    "select i.id, i.subject, i.status, i.impact, i.urgency, i.priority, i.priority_by_hand, i.customer_id, "
    "i.product_id, i.team_id, i.assignee_id, i.channel, i.language, i.tags, i.custom_fields, i.order_number, "
    "i.serial_number, i.external_reference, i.follow_up_of, i.merged_into, i.due_at, i.first_response_at, "
    "i.resolved_at, i.closed_at, i.created_at, i.updated_at, i.version, i.message_count, c.given_name, c.family_name, "
    "c.email, p.name, t.name, a.name, (select m.body from messages m where m.incident_id = i.id order by m.id limit 1) "
    "from incidents i left join customers c on c.id = i.customer_id left join products p on p.id = i.product_id "
    "left join teams t on t.id = i.team_id left join employees a on a.id = i.assignee_id where i.id = ?";

/// The transaction of one new incident.
class Opening
{
public:
    Opening(sqlite3 *db, const char *token)
        : session(db, "select s.id, s.created_at, s.last_used_at, s.expires_at, e.id, e.name, e.role, e.active, "
                      "(select group_concat(team_id) from employee_teams t where t.employee_id = e.id) from sessions s "
                      "join employees e on e.id = s.employee_id where s.token_hash = ?")
        , begin(db, "begin immediate")
        , commit(db, "commit")
        , key(db, "select request_hash, status, body, location, version from idempotency_keys where scope = ? and "
                  "request_key = ?")
        , product(db, "select id, sku, name, category, active, created_at, updated_at, version from products where "
                      "id = ?")
        , customer(db, "select id, given_name, family_name, email, birth_date, street, postal_code, city, region, "
                       "country, phone, locale, created_at, updated_at, version from customers where id = ? and "
                       "removed_at is null")
        , incident(db, "insert into incidents (subject, status, impact, urgency, priority, priority_by_hand, "
                       "product_id, team_id, assignee_id, language, tags, custom_fields, order_number, order_folded, "
                       "serial_number, serial_folded, follow_up_of, merged_into, due_at, first_response_at, "
                       "resolved_at, closed_at, updated_at, version, customer_id, channel, external_reference, "
                       "created_at, message_count) values (?, 'new', 1, 1, 1, 0, ?, null, null, 'es', '[]', '{}', '', "
                       "'', '', '', null, null, null, null, null, null, ?, 1, ?, 'api', '', ?, 1) returning id")
        , message(db, "insert into messages (incident_id, author_kind, author_id, internal, body, created_at) values "
                      "(?, 'employee', 2, 0, ?, ?) returning id")
        , text(db, "insert into search_texts (incident_id, kind, folded) values (?, 0, ?)")
        , words(db, "insert into search_vocabulary (word, reversed) select json_extract(value, '$[0]'), "
                    "json_extract(value, '$[1]') from json_each(?) where (random() & 65535) < (65536 >> (select "
                    "count(*) from search_vocabulary v where v.word = json_extract(value, '$[0]')))")
        , event(db, "insert into events (kind, actor_kind, actor_id, actor_name, incident_id, subject_kind, "
                    "subject_id, version, old_values, new_values, at) values ('incident_created', 'employee', 2, "
                    "'Ana', ?, 'incident', ?, 1, '{}', ?, ?) returning id")
        , link(db, "insert into tracking_links (id, incident_id, token_hash, created_at) values (?, ?, ?, ?)")
        , outbox(db, "insert into outbox (kind, incident_id, event_id, message_id, payload, mail_id, state, attempts, "
                     "due_at, lease_owner, leased_until, last_error, created_at) values ('mail.receipt', ?, ?, ?, ?, "
                     "?, 'pending', 0, ?, '', 0, '', ?) returning id")
        , find(db, incidentSql)
        , keep(db, "insert into idempotency_keys (scope, request_key, request_hash, status, body, location, version, "
                   "created_at) values (?, ?, ?, 201, ?, ?, 1, ?) on conflict (scope, request_key) do nothing")
        , m_token(hexOf(token))
    {}

    void run(qint64 n)
    {
        const std::string body = "La pantalla del pedido llega rota y el cargador no enciende, necesito la devolución "
                                 "o un cambio antes del lunes. Gracias por la respuesta, un saludo. " +
                                 std::to_string(n);
        const std::string values =
            R"({"channel":"api","custom_fields":{},"customer_id":"7","impact":"medium","language":"es",)"
            R"("order_number":"","priority":"medium","priority_by_hand":false,"product_id":"3","serial_number":"",)"
            R"("status":"new","subject":"Pantalla rota","tags":[],"urgency":"medium"})";
        const std::string hash = hexOf(std::to_string(n));
        const qint64 now = 1'795'000'000'000 + n;
        const std::string scope = "employee:2";
        session.run({m_token});
        begin.run();
        key.run({scope, hash});
        product.run({1 + n % 60});
        customer.run({1 + n % 4000});
        const qint64 id = incident.run({std::string("Pantalla rota"), 1 + n % 60, now, 1 + n % 4000, now});
        const qint64 messageId = message.run({id, body, now});
        text.run({id, "pantalla rota\n" + body});
        words.run({std::string(
            R"([["antes","setna"],["cambio","oibmac"],["cargador","rodagrac"],["devolucion","noiculoved"],)"
            R"(["enciende","edneicne"],["gracias","saicarg"],["llega","agell"],["lunes","senul"],)"
            R"(["necesito","otisecen"],["pantalla","allatnap"],["pedido","odidep"],["respuesta","atseupser"],)"
            R"(["rota","ator"],["saludo","odulas"]])")});
        const qint64 eventId = event.run({id, id, values, now});
        link.run({(qint64(1) << 50) + n, id, hash, now});
        outbox.run({id, eventId, messageId, std::string(R"({"link":"1234567890123456789"})"),
                    std::to_string(eventId) + "." + hash, now, now});
        find.run({id});
        keep.run({scope, hash, hash, values + values + body, std::string("/api/v1/incidents/1"), now});
        commit.run();
    }

private:
    Prepared session, begin, commit, key, product, customer, incident, message, text, words, event, link, outbox, find,
        keep;
    std::string m_token;
};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 4) {
        std::fprintf(stderr, "usage: mostrador_bench_sqlite <database> <seconds> <bearer token>\n");
        return 2;
    }
    sqlite3 *db = nullptr;
    if (sqlite3_open(argv[1], &db) != SQLITE_OK)
        fail(db);
    for (const char *pragma : {"pragma journal_mode = wal", "pragma synchronous = full", "pragma foreign_keys = on",
                               "pragma temp_store = memory", "pragma cache_size = -16000"})
        execute(db, pragma);
    {
        Opening opening(db, argv[3]);
        QElapsedTimer timer;
        timer.start();
        const qint64 end = static_cast<qint64>(std::strtod(argv[2], nullptr) * 1000);
        // Keys differ from run to run.
        const qint64 first = static_cast<qint64>(std::hash<std::string>()(argv[1]) % 1'000'000) * 1'000'000 +
                             QDateTime::currentMSecsSinceEpoch() % 1'000'000'000 * 1000;
        qint64 n = 0;
        while (timer.elapsed() < end)
            opening.run(first + n++);
        std::printf("%.1f\n", static_cast<double>(n) * 1000 / static_cast<double>(timer.elapsed()));
    }
    sqlite3_close(db);
    return 0;
}
