// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fillrows.h"

#include "model/spelling.h"
#include "protocol/codecs.h"
#include "protocol/jsonreader.h"
#include "services/incidentrules.h"
#include "storage/incidentrow.h"
#include "storage/searchtext.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

namespace mostrador::bench {

namespace {

using storage::foldForSearch;

Value number(qint64 value)
{
    return value;
}

Value text(const QString &value)
{
    return value.isNull() ? QStringLiteral("") : value;
}

template <typename T>
Value optionalId(const std::optional<T> &id)
{
    return id ? Value(id->value()) : Value();
}

Value optionalTime(const std::optional<Timestamp> &time)
{
    return time ? Value(time->milliseconds()) : Value();
}

Value json(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

const Table &table(const char *name, const char *columns)
{
    static QHash<QByteArray, Table> tables;
    Table &known = tables[name];
    if (known.name.isEmpty())
        known = {QString::fromLatin1(name), QString::fromLatin1(columns)};
    return known;
}

QString sha256(const QByteArray &text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
}

/// One of a handful of files that everybody attaches.
QByteArray fileOf(qint64 id)
{
    return QByteArrayLiteral("Adjunto ") + QByteArray::number(id % 5) + '\n';
}

Row eventRow(const Event &event, qint64 id, bool postgres)
{
    Value after = json(event.after);
    // PostgreSQL adds the message's id to the values, and writes the result its own way.
    if (postgres && event.after.contains(QLatin1String("message_id"))) {
        after = QStringLiteral("{\"internal\": %1, \"message_id\": \"%2\"}")
                    .arg(event.after.value(QLatin1String("internal")).toBool() ? QStringLiteral("true")
                                                                               : QStringLiteral("false"),
                         event.after.value(QLatin1String("message_id")).toString());
    }
    return {number(id),
            text(toString(event.kind)),
            text(toString(event.actorKind)),
            event.actorId ? Value(*event.actorId) : Value(),
            text(event.actorName),
            optionalId(event.incident),
            text(event.subjectKind),
            number(event.subjectId),
            number(event.version),
            json(event.before),
            after,
            number(event.at.milliseconds())};
}

const Table &eventTable()
{
    return table("events", "id, kind, actor_kind, actor_id, actor_name, incident_id, subject_kind, subject_id, "
                           "version, old_values, new_values, at");
}

void appendCopied(QByteArray &bytes, const QString &value)
{
    for (const char c : value.toUtf8()) {
        switch (c) {
        case '\\':
            bytes += "\\\\";
            break;
        case '\n':
            bytes += "\\n";
            break;
        case '\t':
            bytes += "\\t";
            break;
        case '\r':
            bytes += "\\r";
            break;
        default:
            bytes += c;
        }
    }
}

/// What the first event tells of the incident as it was opened.
QJsonObject openingValues(const Incident &last)
{
    Incident opened = last;
    opened.status = IncidentStatus::New;
    opened.team.reset();
    opened.assignee.reset();
    opened.resolvedAt.reset();
    opened.closedAt.reset();
    const QJsonObject all = codec::toJson(opened);
    QJsonObject values;
    for (const QString &key : services::incidentrules::factKeys()) {
        const QJsonValue value = all.value(key);
        if (!value.isNull() && !value.isUndefined())
            values.insert(key, value);
    }
    values.insert(QStringLiteral("channel"), toString(opened.channel));
    values.insert(QStringLiteral("customer_id"), opened.customer.toString());
    return values;
}

} // namespace

CopySink::~CopySink()
{
    flush();
}

void CopySink::add(const Table &table, const Row &row)
{
    auto block =
        std::find_if(m_blocks.begin(), m_blocks.end(), [&](const Block &b) { return b.table.name == table.name; });
    if (block == m_blocks.end())
        block = m_blocks.insert(m_blocks.end(), {table, {}});
    QByteArray &bytes = block->bytes;
    const qsizetype before = bytes.size();
    bool first = true;
    for (const Value &value : row) {
        if (!first)
            bytes += '\t';
        first = false;
        if (const auto *n = std::get_if<qint64>(&value))
            bytes += QByteArray::number(*n);
        else if (const auto *t = std::get_if<QString>(&value))
            appendCopied(bytes, *t);
        else
            bytes += "\\N";
    }
    bytes += '\n';
    m_size += bytes.size() - before;
    if (m_size > 8 * 1024 * 1024)
        flush();
}

void CopySink::flush()
{
    for (Block &block : m_blocks) {
        if (block.bytes.isEmpty())
            continue;
        const QByteArray head =
            QStringLiteral("copy %1 (%2) from stdin;\n").arg(block.table.name, block.table.columns).toUtf8();
        for (const QByteArray &part : {head, block.bytes, QByteArrayLiteral("\\.\n")}) {
            if (std::fwrite(part.constData(), 1, static_cast<std::size_t>(part.size()), stdout) !=
                static_cast<std::size_t>(part.size()))
                qFatal("stdout was closed");
        }
        block.bytes.clear();
    }
    std::fflush(stdout);
    m_size = 0;
}

void InsertSink::add(const Table &table, const Row &row)
{
    storage::Statement s(
        m_database, QStringLiteral("insert into %1 (%2) values (%3)")
                        .arg(table.name, table.columns, storage::placeholders(static_cast<qsizetype>(row.size()))));
    for (const Value &value : row) {
        if (const auto *n = std::get_if<qint64>(&value))
            s.bind(*n);
        else if (const auto *t = std::get_if<QString>(&value))
            s.bind(*t);
        else
            s.bindNull();
    }
    if (const Outcome run = s.exec(); !run)
        qFatal("%s: %s", qPrintable(table.name), qPrintable(run.error().cause));
}

void writeCompany(Sink &sink, const Extent &extent, const Corpus &corpus)
{
    const qint64 then = extent.start.milliseconds();
    const QStringList &teams = corpus.section(QStringLiteral("team"));
    for (int id = 1; id <= Extent::teams; ++id) {
        const QString &name = teams.at(id - 1);
        sink.add(table("teams", "id, name, name_folded, name_search, description, restricted, created_at, updated_at, "
                                "version"),
                 {number(id), text(name), text(foldForUniqueness(name)), text(u' ' + foldForSearch(name)), text({}),
                  number(id == Extent::teams ? 1 : 0), number(then), number(then), number(1)});
    }
    for (int id = 1; id <= Extent::employees; ++id) {
        const QString name = employeeName(corpus, id);
        const QString email = QStringLiteral("empleado%1@example.com").arg(id);
        const Role role = id == 1 ? Role::Lead : id == 2 ? Role::Admin : id == 3 ? Role::Auditor : Role::Agent;
        // No password fits.
        sink.add(table("employees", "id, email, email_folded, name, name_search, role, locale, active, password_hash, "
                                    "created_at, updated_at, version"),
                 {number(id), text(email), text(foldForUniqueness(email)), text(name), text(u' ' + foldForSearch(name)),
                  text(toString(role)), text(QStringLiteral("es")), number(1), text(QStringLiteral("!")), number(then),
                  number(then), number(1)});
        sink.add(table("employee_teams", "employee_id, team_id"), {number(id), number(1 + id % Extent::teams)});
    }
    const QStringList &products = corpus.section(QStringLiteral("product"));
    for (int id = 1; id <= Extent::products; ++id) {
        const QString name = products.at(id % products.size()) + u' ' + QString::number(100 + id);
        const QString sku = QStringLiteral("SKU-%1").arg(1000 + id);
        sink.add(table("products", "id, sku, sku_folded, name, name_search, category, active, created_at, updated_at, "
                                   "version"),
                 {number(id), text(sku), text(foldForUniqueness(sku)), text(name), text(u' ' + foldForSearch(name)),
                  text(products.at(id % 7)), number(1), number(then), number(then), number(1)});
    }
    // As many rows as if every word were in some thousand texts: which are, depends on how many incidents there will
    // be.
    constexpr int rowsOfWord = 12;
    for (const QString &part : corpus.vocabulary()) {
        for (const QString &word : vocabularyWords(part)) {
            QString reversed = word;
            std::reverse(reversed.begin(), reversed.end());
            for (int row = 0; row < rowsOfWord; ++row)
                sink.add(table("search_vocabulary", "word, reversed"), {text(word), text(reversed)});
        }
    }
    for (int id = 0; id < 5; ++id) {
        const QByteArray file = fileOf(id);
        sink.add(table("blobs", "sha256, size, created_at"), {text(sha256(file)), number(file.size()), number(then)});
        // A binary value in each dialect's text form: SQLite takes the bytes as they are.
        const QString data =
            sink.isPostgresql() ? QStringLiteral("\\x") + QString::fromLatin1(file.toHex()) : QString::fromLatin1(file);
        sink.add(table("blob_chunks", "sha256, seq, data"), {text(sha256(file)), number(0), text(data)});
    }
}

QString sessionToken(int employee)
{
    const QByteArray hash = QCryptographicHash::hash(QByteArrayLiteral("bench ") + QByteArray::number(employee),
                                                     QCryptographicHash::Sha256);
    return QStringLiteral("ms_") +
           QString::fromLatin1(hash.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

void writeSessions(Sink &sink, const Extent &extent)
{
    const qint64 now = extent.now.milliseconds();
    for (int id = 1; id <= Extent::employees; ++id) {
        sink.add(table("sessions", "employee_id, token_hash, created_at, last_used_at, expires_at"),
                 {number(id), text(sha256(sessionToken(id).toLatin1())), number(now), number(now),
                  number(extent.now.plusSeconds(86'400).milliseconds())});
    }
}

void writeCustomers(Sink &sink, const Extent &extent, const Corpus &corpus, qint64 first, qint64 last)
{
    const QStringList &givens = corpus.section(QStringLiteral("given"));
    const QStringList &families = corpus.section(QStringLiteral("family"));
    const QStringList &cities = corpus.section(QStringLiteral("city"));
    const QStringList &streets = corpus.section(QStringLiteral("street"));
    for (qint64 id = first; id <= last; ++id) {
        Random random(static_cast<quint64>(id) * 77);
        const QString given = givens.at(random.skewed(givens.size()));
        const QString family =
            families.at(random.skewed(families.size())) + u' ' + families.at(random.skewed(families.size()));
        const QString email = QStringLiteral("%1.%2.%3@example.org")
                                  .arg(foldForSearch(given), foldForSearch(family).section(u' ', 0, 0))
                                  .arg(id);
        const Timestamp at = extent.start.plusMilliseconds(id * 1000);
        const QString locale = isSpanish(id) ? QStringLiteral("es") : QStringLiteral("en");
        sink.add(table("customers", "id, given_name, family_name, given_sort, family_sort, name_search, email, "
                                    "email_folded, birth_date, street, postal_code, city, region, country, phone, "
                                    "locale, created_at, updated_at, version"),
                 {number(id), text(given), text(family), text(foldForSearch(given)), text(foldForSearch(family)),
                  text(u' ' + foldForSearch(given + u' ' + family)), text(email), text(foldForUniqueness(email)),
                  random.chance(0.3) ? Value(QStringLiteral("19%1-06-15").arg(50 + random.below(50))) : Value(),
                  text(QStringLiteral("Calle %1, %2").arg(streets.at(random.skewed(streets.size()))).arg(id % 90 + 1)),
                  text(QStringLiteral("%1").arg(1000 + id % 50'000, 5, 10, QLatin1Char('0'))),
                  text(cities.at(random.skewed(cities.size()))), text({}), text(QStringLiteral("ES")),
                  text(QStringLiteral("+34 6%1").arg(10'000'000 + id)), text(locale), number(at.milliseconds()),
                  number(at.milliseconds()), number(1)});
        Event event;
        event.kind = EventKind::CustomerCreated;
        event.actorKind = ActorKind::Customer;
        event.actorId = id;
        event.subjectKind = QStringLiteral("customer");
        event.subjectId = id;
        event.version = 1;
        event.at = at;
        sink.add(eventTable(), eventRow(event, id, sink.isPostgresql()));
    }
}

void Counters::skip(const Story &story)
{
    message += story.messages.size();
    event += story.events.size();
    text += story.messages.size();
    attachment += story.attachment ? 1 : 0;
}

void writeIncident(Sink &sink, const Story &story, const Extent &extent, const Corpus &corpus, const Writer &writer,
                   const Lexemes *lexemes, Counters &counters)
{
    Incident i = story.incident;
    const qint64 id = i.id.value();
    Random random(static_cast<quint64>(id) * 0x2545f491);
    const Text subject = writer.subject(random, story.spanish);
    i.subject = subject.text;

    sink.add(table("incidents",
                   "id, subject, status, impact, urgency, priority, priority_by_hand, customer_id, product_id, "
                   "team_id, assignee_id, channel, language, tags, custom_fields, order_number, order_folded, "
                   "serial_number, serial_folded, external_reference, due_at, first_response_at, resolved_at, "
                   "closed_at, created_at, updated_at, version, message_count"),
             {number(id),
              text(i.subject),
              text(toString(i.status)),
              number(static_cast<int>(i.impact)),
              number(static_cast<int>(i.urgency)),
              number(static_cast<int>(i.priority)),
              number(i.priorityByHand ? 1 : 0),
              number(i.customer.value()),
              optionalId(i.product),
              optionalId(i.team),
              optionalId(i.assignee),
              text(toString(i.channel)),
              text(i.language),
              text(QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(i.tags)).toJson(QJsonDocument::Compact))),
              json(i.customFields),
              text(i.orderNumber),
              text(foldForUniqueness(i.orderNumber)),
              text(i.serialNumber),
              text(foldForUniqueness(i.serialNumber)),
              text(i.externalReference),
              optionalTime(i.dueAt),
              optionalTime(i.firstResponseAt),
              optionalTime(i.resolvedAt),
              optionalTime(i.closedAt),
              number(i.createdAt.milliseconds()),
              number(i.updatedAt.milliseconds()),
              number(i.version),
              number(i.messageCount)});
    for (const QString &tag : std::as_const(i.tags))
        sink.add(table("incident_tags", "tag, incident_id"), {text(tag), number(id)});

    const qint64 firstMessage = counters.message + 1;
    for (qsizetype k = 0; k < story.messages.size(); ++k) {
        const Utterance &utterance = story.messages.at(k);
        Text body = writer.body(random, story.spanish, utterance.words,
                                k == 0 ? wantedWords(id, extent, corpus) : QStringList());
        const qint64 author = utterance.byEmployee ? i.assignee.value_or(EmployeeId(4)).value() : i.customer.value();
        sink.add(table("messages", "id, incident_id, author_kind, author_id, internal, body, created_at"),
                 {number(++counters.message), number(id),
                  text(toString(utterance.byEmployee ? ActorKind::Employee : ActorKind::Customer)), number(author),
                  number(utterance.internal ? 1 : 0), text(body.text), number(utterance.at.milliseconds())});
        Row searched{number(++counters.text), number(id),
                     number(k == 0               ? 0
                            : utterance.internal ? 2
                                                 : 1),
                     text(k == 0 ? storage::foldedOpening(i.subject, body.text) : foldForSearch(body.text))};
        if (lexemes) {
            if (k == 0)
                body.words += subject.words;
            searched.push_back(QString::fromUtf8(lexemes->of(body.words)));
            sink.add(table("search_texts", "id, incident_id, kind, folded, words"), searched);
        } else {
            sink.add(table("search_texts", "id, incident_id, kind, folded"), searched);
        }
    }
    for (Event event : story.events) {
        if (event.kind == EventKind::IncidentCreated) {
            event.after = openingValues(i);
        } else if (event.kind == EventKind::MessageAdded || event.kind == EventKind::NoteAdded) {
            event.after.insert(QStringLiteral("message_id"), QString::number(firstMessage + event.subjectId));
            event.subjectId = id;
        }
        sink.add(eventTable(), eventRow(event, ++counters.event, sink.isPostgresql()));
    }
    // The token itself would need the server's key: these links are there, but lead nowhere.
    sink.add(table("tracking_links", "id, incident_id, token_hash, created_at"),
             {number(static_cast<qint64>(random.next() >> 2) + 1), number(id),
              text(sha256(QByteArrayLiteral("link ") + QByteArray::number(id))), number(i.createdAt.milliseconds())});
    if (story.attachment) {
        const QByteArray file = fileOf(id);
        sink.add(table("attachments", "id, incident_id, message_id, file_name, media_type, size, sha256, internal, "
                                      "uploader_kind, uploader_id, created_at"),
                 {number(++counters.attachment), number(id), number(firstMessage), text(QStringLiteral("adjunto.txt")),
                  text(QStringLiteral("text/plain")), number(file.size()), text(sha256(file)), number(0),
                  text(toString(ActorKind::Customer)), number(i.customer.value()), number(i.createdAt.milliseconds())});
    }
}

} // namespace mostrador::bench
