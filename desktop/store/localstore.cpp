// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/localstore.h"

#include "model/searchtext.h"
#include "protocol/codecs.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QPointer>
#include <QtEndian>

#include <algorithm>

namespace mostrador::console {

namespace {

Q_LOGGING_CATEGORY(cacheLog, "mostrador.console.cache")

constexpr qint64 cursorRecord = 1;
constexpr qint64 selfRecord = 2;
constexpr qint64 asOfRecord = 3;
/// Kept answers; there are a few dozen of them, small ones.
constexpr qsizetype longestAnswer = 512 * 1024;
constexpr qsizetype mostAnswers = 200;
/// Records handed to the GUI thread at a time: a few milliseconds there at most.
constexpr int pieceSize = 100;

const QStringList &cacheSchema()
{
    static const QStringList statements{
        QStringLiteral("create table if not exists records (kind integer not null, id integer not null, "
                       "stamp integer not null, sealed blob not null, primary key (kind, id)) without rowid"),
    };
    return statements;
}

template <typename T>
QJsonArray arrayOf(const QList<T> &items)
{
    QJsonArray array;
    for (const T &item : items)
        array.append(codec::toJson(item));
    return array;
}

template <typename T>
bool readAll(const QJsonValue &value, Result<T> (*read)(const QJsonObject &), QList<T> &out)
{
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array) {
        auto one = read(item.toObject());
        if (!one)
            return false;
        out.append(*std::move(one));
    }
    return true;
}

template <typename T>
QByteArray plainOf(const T &item)
{
    return QJsonDocument(codec::toJson(item)).toJson(QJsonDocument::Compact);
}

QJsonObject objectFrom(const QByteArray &plain)
{
    return QJsonDocument::fromJson(plain).object();
}

qint64 sizeOf(const QString &text)
{
    return text.size() * qint64(sizeof(QChar)) + 24;
}

qint64 sizeOf(const QStringList &texts)
{
    qint64 bytes = 24;
    for (const QString &text : texts)
        bytes += sizeOf(text);
    return bytes;
}

} // namespace

QByteArray IncidentBundle::toBytes() const
{
    return QJsonDocument({{QStringLiteral("incident"), codec::toJson(incident)},
                          {QStringLiteral("messages"), arrayOf(messages)},
                          {QStringLiteral("events"), arrayOf(events)},
                          {QStringLiteral("attachments"), arrayOf(attachments)}})
        .toJson(QJsonDocument::Compact);
}

std::optional<IncidentBundle> IncidentBundle::fromBytes(const QByteArray &bytes)
{
    const QJsonObject json = objectFrom(bytes);
    IncidentBundle bundle;
    auto incident = codec::incidentFromJson(json.value(QStringLiteral("incident")).toObject());
    if (!incident || !readAll(json.value(QStringLiteral("messages")), codec::messageFromJson, bundle.messages) ||
        !readAll(json.value(QStringLiteral("events")), codec::eventFromJson, bundle.events) ||
        !readAll(json.value(QStringLiteral("attachments")), codec::attachmentFromJson, bundle.attachments))
        return std::nullopt;
    bundle.incident = *std::move(incident);
    return bundle;
}

/// A piece of the file, read and unsealed.
struct LocalStore::Loaded
{
    QList<EntryPtr> incidents;
    QList<Customer> customers;
    QList<Employee> employees;
    QList<Team> teams;
    QList<Product> products;
    QString cursor;
    std::optional<Employee> self;
    std::optional<Timestamp> asOf;
    QHash<QString, QByteArray> answers;
    qsizetype count = 0;

    bool read(Kind kind, qint64 id, const QByteArray &plain, int textMost)
    {
        ++count;
        const auto keep = [](const auto &item, auto &list) {
            if (item)
                list.append(*item);
            return item.ok();
        };
        switch (kind) {
        case Kind::Incident:
            if (const auto bundle = IncidentBundle::fromBytes(plain)) {
                incidents.append(entryOf(*bundle, textMost));
                return true;
            }
            return false;
        case Kind::Customer:
            return keep(codec::customerFromJson(objectFrom(plain)), customers);
        case Kind::Employee:
            return keep(codec::employeeFromJson(objectFrom(plain)), employees);
        case Kind::Team:
            return keep(codec::teamFromJson(objectFrom(plain)), teams);
        case Kind::Product:
            return keep(codec::productFromJson(objectFrom(plain)), products);
        case Kind::Meta:
            if (id == cursorRecord)
                cursor = QString::fromUtf8(plain);
            else if (id == asOfRecord)
                asOf = Timestamp::fromMilliseconds(plain.toLongLong());
            else if (const auto employee = codec::employeeFromJson(objectFrom(plain)))
                self = *employee;
            return true;
        case Kind::Answer: {
            const qsizetype end = plain.indexOf('\n');
            answers.insert(QString::fromUtf8(plain.left(end)), plain.mid(end + 1));
            return end > 0;
        }
        }
        return false;
    }
};

LocalStore::LocalStore(const QString &filePath, const Vault &vault, const QString &account, QObject *parent)
    : QObject(parent)
    , m_vault(vault)
    , m_account(account.toUtf8())
    , m_disk(filePath, false, cacheSchema())
{
    // The newest words are what the employee waits for: one search after the other.
    m_searching.setMaxThreadCount(1);
}

LocalStore::~LocalStore()
{
    m_searching.waitForDone();
}

QByteArray LocalStore::context(Kind kind, qint64 id) const
{
    return m_account + "/cache/" + QByteArray::number(static_cast<int>(kind)) + '/' + QByteArray::number(id);
}

void LocalStore::open()
{
    const auto unreadable = std::make_shared<int>(0);
    const QPointer<LocalStore> self(this);
    m_disk.post(
        [this, self, unreadable, textMost = m_bounds.textMost](SqlFile &file) {
            *unreadable = 0;
            Loaded piece;
            const auto hand = [&] {
                QMetaObject::invokeMethod(
                    QCoreApplication::instance(),
                    [self, loaded = std::exchange(piece, {})] {
                        if (self)
                            self->merge(loaded);
                    },
                    Qt::QueuedConnection);
            };
            QList<QPair<int, qint64>> broken;
            file.select(QStringLiteral("select kind, id, sealed from records order by kind desc, stamp desc"), {},
                        [&](const QSqlQuery &row) {
                            const auto kind = static_cast<Kind>(row.value(0).toInt());
                            const qint64 id = row.value(1).toLongLong();
                            const auto plain = m_vault.open(row.value(2).toByteArray(), context(kind, id));
                            if (!plain || !piece.read(kind, id, *plain, textMost))
                                broken.append({row.value(0).toInt(), id});
                            if (piece.count >= pieceSize)
                                hand();
                            return true;
                        });
            hand();
            *unreadable = static_cast<int>(broken.size());
            for (const auto &[kind, id] : std::as_const(broken))
                file.run(QStringLiteral("delete from records where kind = ? and id = ?"), {kind, id});
            // Without one of its pieces the rest is not up to any place of the feed.
            if (!broken.isEmpty())
                file.run(QStringLiteral("delete from records where kind = ? and id = ?"),
                         {static_cast<int>(Kind::Meta), cursorRecord});
        },
        this,
        [this, unreadable](const QString &fault) {
            if (!fault.isEmpty()) {
                qCWarning(cacheLog) << "the local copy cannot be read:" << fault;
                Q_EMIT openFailed(fault);
                return;
            }
            if (*unreadable > 0)
                m_cursor.clear();
            m_open = true;
            letGo();
            Q_EMIT opened(*unreadable);
        });
}

void LocalStore::merge(const Loaded &loaded)
{
    for (const EntryPtr &entry : loaded.incidents) {
        if (!m_incidents.contains(entry->incident.id))
            take(entry);
    }
    const auto add = [](const auto &list, auto &items) {
        for (const auto &item : list) {
            if (!items.contains(item.id))
                items.insert(item.id, item);
        }
    };
    add(loaded.customers, m_customers);
    add(loaded.employees, m_employees);
    add(loaded.teams, m_teams);
    add(loaded.products, m_products);
    if (m_cursor.isEmpty())
        m_cursor = loaded.cursor;
    if (!m_self)
        m_self = loaded.self;
    if (!m_asOf)
        m_asOf = loaded.asOf;
    for (auto answer = loaded.answers.cbegin(); answer != loaded.answers.cend(); ++answer) {
        if (!m_answers.contains(answer.key()))
            m_answers.insert(answer.key(), answer.value());
    }
}

LocalStore::EntryPtr LocalStore::entryOf(const IncidentBundle &bundle, int textMost)
{
    auto entry = std::make_shared<Entry>();
    entry->incident = bundle.incident;
    const QString description =
        bundle.messages.isEmpty() ? bundle.incident.description : bundle.messages.constFirst().body;
    // It stands in the conversation; in memory only what is looked into.
    entry->incident.description.clear();
    searchquery::MatchTexts &texts = entry->texts;
    texts = searchquery::matchTexts(bundle.incident.subject, description.left(textMost));
    for (qsizetype i = 1; i < bundle.messages.size(); ++i) {
        const Message &message = bundle.messages.at(i);
        (message.internal ? texts.notes : texts.messages).append(foldForSearch(message.body.left(textMost)));
        texts.hasNote = texts.hasNote || message.internal;
        texts.mentions += message.mentions;
    }
    for (const Attachment &file : bundle.attachments)
        (file.internal ? texts.hasInternalAttachment : texts.hasAttachment) = true;
    const Incident &i = entry->incident;
    entry->bytes = qint64(sizeof(Entry)) + 64 + sizeOf(texts.head) + sizeOf(texts.messages) + sizeOf(texts.notes) +
                   sizeOf(i.reference) + sizeOf(i.subject) + sizeOf(i.language) + sizeOf(i.tags) +
                   sizeOf(i.orderNumber) + sizeOf(i.serialNumber) + sizeOf(i.externalReference) +
                   sizeOf(i.customerName) + sizeOf(i.customerEmail) + sizeOf(i.productName) + sizeOf(i.teamName) +
                   sizeOf(i.assigneeName) + 100 * i.customFields.size();
    return entry;
}

void LocalStore::take(EntryPtr entry)
{
    const IncidentId id = entry->incident.id;
    if (const auto old = m_incidents.value(id))
        m_bytes -= old->bytes;
    m_bytes += entry->bytes;
    m_incidents.insert(id, std::move(entry));
}

void LocalStore::letGo()
{
    if (m_bytes <= m_bounds.bytes)
        return;
    // With some room, so that this is seldom.
    QList<EntryPtr> all = m_incidents.values();
    std::sort(all.begin(), all.end(),
              [](const EntryPtr &a, const EntryPtr &b) { return a->incident.updatedAt < b->incident.updatedAt; });
    for (const EntryPtr &entry : std::as_const(all)) {
        if (m_bytes <= m_bounds.bytes - m_bounds.bytes / 16)
            break;
        remove(entry->incident.id);
    }
}

std::optional<Incident> LocalStore::incident(IncidentId id) const
{
    const auto entry = m_incidents.value(id);
    return entry ? std::optional(entry->incident) : std::nullopt;
}

void LocalStore::bundle(IncidentId id, QObject *context,
                        const std::function<void(const std::optional<IncidentBundle> &)> &handler)
{
    const auto found = std::make_shared<std::optional<IncidentBundle>>();
    m_disk.post(
        [this, id, found](SqlFile &file) {
            found->reset();
            file.select(QStringLiteral("select sealed from records where kind = ? and id = ?"),
                        {static_cast<int>(Kind::Incident), id.value()}, [&](const QSqlQuery &row) {
                            const auto plain =
                                m_vault.open(row.value(0).toByteArray(), this->context(Kind::Incident, id.value()));
                            if (plain)
                                *found = IncidentBundle::fromBytes(*plain);
                            return false;
                        });
        },
        context, [found, handler](const QString &) { handler(*found); });
}

void LocalStore::write(Kind kind, qint64 id, qint64 stamp, const QByteArray &plain)
{
    m_disk.post([this, kind, id, stamp, plain](SqlFile &file) {
        file.run(QStringLiteral("insert or replace into records (kind, id, stamp, sealed) values (?, ?, ?, ?)"),
                 {static_cast<int>(kind), id, stamp, m_vault.seal(plain, context(kind, id))});
    });
}

void LocalStore::erase(Kind kind, qint64 id)
{
    m_disk.post([kind, id](SqlFile &file) {
        file.run(QStringLiteral("delete from records where kind = ? and id = ?"), {static_cast<int>(kind), id});
    });
}

void LocalStore::put(const IncidentBundle &bundle)
{
    const EntryPtr before = entry(bundle.incident.id);
    const EntryPtr after = entryOf(bundle, m_bounds.textMost);
    take(after);
    m_disk.post([this, bundle](SqlFile &file) {
        const qint64 id = bundle.incident.id.value();
        file.run(QStringLiteral("insert or replace into records (kind, id, stamp, sealed) values (?, ?, ?, ?)"),
                 {static_cast<int>(Kind::Incident), id, bundle.incident.updatedAt.milliseconds(),
                  m_vault.seal(bundle.toBytes(), context(Kind::Incident, id))});
    });
    Q_EMIT incidentChanged(bundle.incident.id);
    Q_EMIT incidentTaken(before, after);
    letGo();
}

void LocalStore::put(const Incident &incident)
{
    const auto old = m_incidents.value(incident.id);
    if (!old || old->incident.version > incident.version)
        return;
    auto entry = std::make_shared<Entry>(*old);
    entry->incident = incident;
    entry->incident.description.clear();
    // What stood behind the subject stays.
    entry->texts.head = foldForSearch(incident.subject) + old->texts.head.mid(old->texts.head.indexOf(u'\n'));
    take(entry);
    bundle(incident.id, this, [this, incident](const std::optional<IncidentBundle> &stored) {
        if (!stored || stored->incident.version > incident.version)
            return;
        IncidentBundle next = *stored;
        next.incident = incident;
        write(Kind::Incident, incident.id.value(), incident.updatedAt.milliseconds(), next.toBytes());
    });
    Q_EMIT incidentChanged(incident.id);
    Q_EMIT incidentTaken(old, entry);
}

void LocalStore::put(const Customer &customer)
{
    m_customers.insert(customer.id, customer);
    write(Kind::Customer, customer.id.value(), 0, plainOf(customer));
    Q_EMIT directoryChanged();
}

void LocalStore::put(const Employee &employee)
{
    m_employees.insert(employee.id, employee);
    write(Kind::Employee, employee.id.value(), 0, plainOf(employee));
    Q_EMIT directoryChanged();
}

void LocalStore::put(const Team &team)
{
    m_teams.insert(team.id, team);
    write(Kind::Team, team.id.value(), 0, plainOf(team));
    Q_EMIT directoryChanged();
}

void LocalStore::put(const Product &product)
{
    m_products.insert(product.id, product);
    write(Kind::Product, product.id.value(), 0, plainOf(product));
    Q_EMIT directoryChanged();
}

void LocalStore::remove(IncidentId id)
{
    const auto entry = m_incidents.take(id);
    if (entry)
        m_bytes -= entry->bytes;
    erase(Kind::Incident, id.value());
    if (entry)
        Q_EMIT incidentRemoved(id);
}

void LocalStore::remove(CustomerId id)
{
    m_customers.remove(id);
    erase(Kind::Customer, id.value());
    Q_EMIT directoryChanged();
}

void LocalStore::remove(EmployeeId id)
{
    m_employees.remove(id);
    erase(Kind::Employee, id.value());
    Q_EMIT directoryChanged();
}

void LocalStore::remove(TeamId id)
{
    m_teams.remove(id);
    erase(Kind::Team, id.value());
    Q_EMIT directoryChanged();
}

void LocalStore::remove(ProductId id)
{
    m_products.remove(id);
    erase(Kind::Product, id.value());
    Q_EMIT directoryChanged();
}

void LocalStore::setFeedCursor(const QString &cursor)
{
    if (cursor == m_cursor)
        return;
    m_cursor = cursor;
    if (cursor.isEmpty())
        erase(Kind::Meta, cursorRecord);
    else
        write(Kind::Meta, cursorRecord, 0, cursor.toUtf8());
}

void LocalStore::setSelf(const Employee &employee)
{
    if (m_self == employee)
        return;
    m_self = employee;
    write(Kind::Meta, selfRecord, 0, plainOf(employee));
}

void LocalStore::setAsOf(Timestamp at)
{
    m_asOf = at;
    write(Kind::Meta, asOfRecord, 0, QByteArray::number(at.milliseconds()));
}

void LocalStore::putAnswer(const QString &request, const QByteArray &body)
{
    if (body.size() > longestAnswer || m_answers.value(request) == body ||
        (m_answers.size() >= mostAnswers && !m_answers.contains(request)))
        return;
    m_answers.insert(request, body);
    // The number is only a place: what it is for stands in the sealed part.
    const QByteArray hash = QCryptographicHash::hash(m_account + request.toUtf8(), QCryptographicHash::Blake2b_256);
    write(Kind::Answer, qFromLittleEndian<qint64>(hash.constData()), 0, request.toUtf8() + '\n' + body);
}

} // namespace mostrador::console
