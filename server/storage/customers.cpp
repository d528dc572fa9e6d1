// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/customers.h"

#include "model/phonetext.h"
#include "protocol/jsonreader.h"
#include "storage/keypage.h"
#include "storage/searchtext.h"

namespace mostrador::storage::customers {

namespace {

QString columns()
{
    return QStringLiteral("id, given_name, family_name, email, birth_date, street, postal_code, city, region, country, "
                          "phone, locale, created_at, updated_at, version");
}

Customer readCustomer(const Statement &row)
{
    Customer c;
    c.id = row.id<CustomerId>(0);
    c.givenName = row.text(1);
    c.familyName = row.text(2);
    c.email = row.text(3);
    c.birthDate = row.optionalDate(4);
    c.address = {row.text(5), row.text(6), row.text(7), row.text(8), row.text(9)};
    c.phone = row.text(10);
    c.locale = row.text(11);
    c.createdAt = row.timestamp(12);
    c.updatedAt = row.timestamp(13);
    c.version = row.number(14);
    return c;
}

/// Binds what insert and update write, in the order of writtenColumns().
void bindCustomer(Statement &s, const Customer &c)
{
    s.bind(c.givenName).bind(c.familyName).bind(foldForSearch(c.givenName)).bind(foldForSearch(c.familyName));
    // The number in digits behind the name, so that it is found by any part of it.
    const QString phone = phoneDigits(c.phone);
    s.bind(u' ' + foldForSearch(c.displayName()) + (phone.isEmpty() ? phone : u' ' + phone))
        .bind(c.email)
        .bind(foldForUniqueness(c.email))
        .bind(c.birthDate);
    s.bind(c.address.street).bind(c.address.postalCode).bind(c.address.city).bind(c.address.region);
    s.bind(c.address.country).bind(c.phone).bind(c.locale).bind(c.updatedAt).bind(c.version);
}

QStringList writtenColumns()
{
    return {QStringLiteral("given_name"),   QStringLiteral("family_name"), QStringLiteral("given_sort"),
            QStringLiteral("family_sort"),  QStringLiteral("name_search"), QStringLiteral("email"),
            QStringLiteral("email_folded"), QStringLiteral("birth_date"),  QStringLiteral("street"),
            QStringLiteral("postal_code"),  QStringLiteral("city"),        QStringLiteral("region"),
            QStringLiteral("country"),      QStringLiteral("phone"),       QStringLiteral("locale"),
            QStringLiteral("updated_at"),   QStringLiteral("version")};
}

QString insertSql(const QString &onConflict)
{
    const QStringList written = writtenColumns();
    return QStringLiteral("insert into customers (%1, created_at) values (%2, ?) %3 returning id")
        .arg(written.join(QLatin1String(", ")),
             QStringList(written.size(), QStringLiteral("?")).join(QLatin1String(", ")), onConflict);
}

Problem named(const Problem &problem)
{
    return withTakenField(problem, QStringLiteral("email"), QStringLiteral("/email"));
}

} // namespace

Result<CustomerId> insert(Database &database, const Customer &customer)
{
    Statement s(database, insertSql(QString()));
    bindCustomer(s, customer);
    s.bind(customer.createdAt);
    const auto id = readOne<CustomerId>(s, [](Statement &row) { return row.id<CustomerId>(0); });
    if (!id)
        return named(id.error());
    return id->value();
}

Result<Found> findOrInsert(Database &database, const Customer &customer)
{
    // Two rounds: between not finding and not being able to insert, the one found may have been removed.
    for (int round = 0; round < 2; ++round) {
        const auto found = findByEmail(database, customer.email);
        if (!found)
            return found.error();
        if (*found)
            return Found{**found, false};
        Statement s(database, insertSql(QStringLiteral("on conflict (email_folded) do nothing")));
        bindCustomer(s, customer);
        s.bind(customer.createdAt);
        const auto id = readOne<CustomerId>(s, [](Statement &row) { return row.id<CustomerId>(0); });
        if (!id)
            return id.error();
        if (*id) {
            Customer inserted = customer;
            inserted.id = **id;
            return Found{inserted, true};
        }
    }
    const auto found = findByEmail(database, customer.email);
    if (!found)
        return found.error();
    if (!*found)
        return Problem::unavailable(1, QStringLiteral("a customer comes and goes"));
    return Found{**found, false};
}

Result<std::optional<Customer>> find(Database &database, CustomerId id, bool withRemoved)
{
    Statement s(database, QStringLiteral("select %1 from customers where id = ?%2")
                              .arg(columns(), withRemoved ? QString() : QStringLiteral(" and removed_at is null")));
    s.bind(id);
    return readOne<Customer>(s, [](Statement &row) { return readCustomer(row); });
}

Result<std::optional<Customer>> findByEmail(Database &database, const QString &email)
{
    Statement s(database, QStringLiteral("select %1 from customers where email_folded = ?").arg(columns()));
    s.bind(foldForUniqueness(email));
    return readOne<Customer>(s, [](Statement &row) { return readCustomer(row); });
}

Result<std::optional<Customer>> findForUpdate(Database &database, CustomerId id)
{
    Statement s(database, QStringLiteral("select %1 from customers where id = ? and removed_at is null%2")
                              .arg(columns(), database.isPostgresql() ? QStringLiteral(" for update") : QString()));
    s.bind(id);
    return readOne<Customer>(s, [](Statement &row) { return readCustomer(row); });
}

Result<bool> update(Database &database, const Customer &customer, qint64 expectedVersion)
{
    Statement s(database,
                QStringLiteral("update customers set %1 = ? where id = ? and version = ? and removed_at is null")
                    .arg(writtenColumns().join(QLatin1String(" = ?, "))));
    bindCustomer(s, customer);
    s.bind(customer.id).bind(expectedVersion);
    if (const Outcome run = s.exec(); !run)
        return named(run.error());
    return s.rowsAffected() == 1;
}

Result<bool> erase(Database &database, CustomerId id, qint64 expectedVersion, Timestamp at)
{
    {
        Statement s(
            database,
            QStringLiteral("update customers set given_name = '', family_name = '', given_sort = '', "
                           "family_sort = '', name_search = '', email = '', email_folded = null, birth_date = null, "
                           "street = '', postal_code = '', city = '', region = '', country = '', phone = '', "
                           "updated_at = ?, removed_at = ?, version = version + 1 "
                           "where id = ? and version = ? and removed_at is null"));
        s.bind(at).bind(at).bind(id).bind(expectedVersion);
        if (const Outcome run = s.exec(); !run)
            return run.error();
        if (s.rowsAffected() != 1)
            return false;
    }
    // Events keep the name as it was then; a customer acts on own incidents only, which have an index.
    Statement s(database,
                QStringLiteral("update events set actor_name = '' where actor_kind = 'customer' and actor_id = ? "
                               "and incident_id in (select id from incidents where customer_id = ?)"));
    s.bind(id).bind(id);
    if (const Outcome run = s.exec(); !run)
        return run.error();
    return true;
}

namespace {

/// So many customers are looked at in the order of the list before those with the words are collected, and so many of
/// these before the list's order is followed to its end.
constexpr int window = 1000;
constexpr int mostHits = 10'000;

Result<KeyPage> customerKeys(const PageRequest &page)
{
    return KeyPage::make(
        {{QStringLiteral("name"), {QStringLiteral("family_sort"), QStringLiteral("given_sort")}, {true, true}},
         {QStringLiteral("email"), {QStringLiteral("email_folded")}, {true}},
         {QStringLiteral("created"), {QStringLiteral("created_at")}, {false}}},
        QStringLiteral("name"), page, QStringLiteral("id"));
}

/// @p sql wants the cursor's values, then those of the condition. @p last gets the last column, if there are rows.
Result<Page<Customer>> readPage(Database &database, const QString &sql, const KeyPage &keys, const QStringList &values,
                                qint64 *last = nullptr)
{
    Statement s(database, sql);
    keys.bind(s);
    for (const QString &value : values)
        s.bind(value);
    return keys.read<Customer>(s, 15, [&](Statement &row) {
        if (last)
            *last = row.number(15 + static_cast<int>(keys.isText.size()));
        return readCustomer(row);
    });
}

} // namespace

Result<Page<Customer>> list(Database &database, const QString &words, const QString &email, const PageRequest &page)
{
    const auto keys = customerKeys(page);
    if (!keys)
        return keys.error();
    QStringList conditions;
    QStringList values;
    QStringList wanted = foldForSearch(words).split(u' ', Qt::SkipEmptyParts);
    wanted.resize(std::min<qsizetype>(wanted.size(), 10));
    const QString phone = phoneFromText(words);
    if (!phone.isEmpty())
        wanted = {foldForSearch(words)}; // one number, however it is spaced; or the beginning of an e-mail
    for (const QString &word : std::as_const(wanted)) {
        conditions.append(
            QStringLiteral("(name_search like ? escape '!' or (email_folded >= ? and email_folded < ?))"));
        values << (phone.isEmpty() ? likeWordStart(word) : likePart(phone)) << word << prefixEnd(word);
    }
    if (!email.isEmpty()) {
        conditions.append(QStringLiteral("email_folded = ?"));
        values.append(foldForUniqueness(email));
    }
    const QString with = conditions.join(QLatin1String(" and "));
    const QString all = QStringLiteral("removed_at is null and ") + keys->where;
    const QString inOrder =
        QStringLiteral("select %1%2 from customers where %3%4 %5")
            .arg(columns(), keys->columns, all, with.isEmpty() ? with : QStringLiteral(" and ") + with, keys->order);
    if (wanted.isEmpty())
        return readPage(database, inOrder, *keys, values);
    if (const Outcome planned = planForValues(database); !planned)
        return planned.error();
    // How soon words are met in the list's order cannot be foreseen: those whose e-mail begins with their name may come
    // behind all the others. So that is tried for a while; what many have fills the page.
    PageRequest wide = page;
    wide.limit = std::max(window, page.limit + 1);
    const auto wideKeys = customerKeys(wide);
    if (!wideKeys)
        return wideKeys.error();
    auto near = readPage(database,
                         QStringLiteral("select %1%2 from (select * from customers where %3 %4) customers where %5 %6")
                             .arg(columns(), keys->columns, all, wideKeys->order, with, keys->order),
                         *keys, values);
    if (!near || !near->nextCursor.isEmpty())
        return near;
    // Collected before they are sorted, so that the planner does not follow that order once more. The limit stands
    // aside: beside the condition it would make the planner read the table until so many are met.
    qint64 hits = 0;
    auto collected = readPage(database,
                              QStringLiteral("with hits as materialized (select id%2 from customers where %3 and %4), "
                                             "found as materialized (select * from hits limit %6) "
                                             "select %1%2, (select count(*) from found) from customers where id in "
                                             "(select id from found %5) %5")
                                  .arg(columns(), keys->columns, all, with, keys->order, QString::number(mostHits + 1)),
                              *keys, values, &hits);
    if (!collected || hits <= mostHits)
        return collected;
    return readPage(database, inOrder, *keys, values);
}

Result<bool> hasActiveIncident(Database &database, CustomerId id)
{
    Statement s(database,
                QStringLiteral("select count(*) from (select 1 from incidents where customer_id = ? and status in "
                               "('new', 'open', 'waiting_customer', 'waiting_third_party') limit 1) x"));
    s.bind(id);
    const auto found = readOne<bool>(s, [](Statement &row) { return row.number(0) > 0; });
    if (!found)
        return found.error();
    return found->value();
}

} // namespace mostrador::storage::customers
