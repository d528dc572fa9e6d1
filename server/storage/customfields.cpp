// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/customfields.h"

#include "protocol/codecs.h"
#include "storage/keypage.h"

namespace mostrador::storage::customfields {

namespace {

QString columns()
{
    return QStringLiteral("id, definition, created_at, updated_at, version");
}

CustomField readField(const Statement &row)
{
    QJsonObject json = row.json(1);
    json.insert(QStringLiteral("id"), QString::number(row.number(0)));
    const auto read = codec::customFieldFromJson(json);
    CustomField field = read ? *read : CustomField();
    field.id = row.id<CustomFieldId>(0);
    field.createdAt = row.timestamp(2);
    field.updatedAt = row.timestamp(3);
    field.version = row.number(4);
    return field;
}

void bindField(Statement &s, const CustomField &field)
{
    s.bind(field.key).bind(field.rules.position).bind(field.rules.archived).bind(codec::toJson(field));
    s.bind(field.updatedAt).bind(field.version);
}

Result<std::optional<CustomField>> findWith(Database &database, CustomFieldId id, const QString &lock)
{
    Statement s(database, QStringLiteral("select %1 from custom_fields where id = ?%2").arg(columns(), lock));
    s.bind(id);
    return readOne<CustomField>(s, [](Statement &row) { return readField(row); });
}

} // namespace

Result<CustomFieldId> insert(Database &database, const CustomField &field)
{
    Statement s(database, QStringLiteral("insert into custom_fields (field_key, position, archived, definition, "
                                         "updated_at, version, created_at) values (?, ?, ?, ?, ?, ?, ?) returning id"));
    bindField(s, field);
    s.bind(field.createdAt);
    const auto id = readOne<CustomFieldId>(s, [](Statement &row) { return row.id<CustomFieldId>(0); });
    if (!id)
        return withTakenField(id.error(), QStringLiteral("key"), QStringLiteral("/key"));
    return id->value();
}

Result<std::optional<CustomField>> find(Database &database, CustomFieldId id)
{
    return findWith(database, id, QString());
}

Result<std::optional<CustomField>> findForUpdate(Database &database, CustomFieldId id)
{
    return findWith(database, id, database.isPostgresql() ? QStringLiteral(" for update") : QString());
}

Result<bool> update(Database &database, const CustomField &field, qint64 expectedVersion)
{
    Statement s(database, QStringLiteral("update custom_fields set field_key = ?, position = ?, archived = ?, "
                                         "definition = ?, updated_at = ?, version = ? where id = ? and version = ?"));
    bindField(s, field);
    s.bind(field.id).bind(expectedVersion);
    if (const Outcome run = s.exec(); !run)
        return run.error();
    return s.rowsAffected() == 1;
}

Result<bool> remove(Database &database, CustomFieldId id, qint64 expectedVersion)
{
    Statement s(database, QStringLiteral("delete from custom_fields where id = ? and version = ?"));
    s.bind(id).bind(expectedVersion);
    if (const Outcome run = s.exec(); !run)
        return run.error();
    return s.rowsAffected() == 1;
}

Result<Page<CustomField>> list(Database &database, bool offered, const PageRequest &page)
{
    const auto keys = KeyPage::make(
        {{QStringLiteral("position"), {QStringLiteral("position"), QStringLiteral("field_key")}, {false, true}},
         {QStringLiteral("key"), {QStringLiteral("field_key")}, {true}},
         {QStringLiteral("created"), {QStringLiteral("created_at")}, {false}}},
        QStringLiteral("position"), page, QStringLiteral("id"));
    if (!keys)
        return keys.error();
    const QString where = keys->where + (offered ? QStringLiteral(" and archived = 0") : QString());
    Statement s(
        database,
        QStringLiteral("select %1%2 from custom_fields where %3 %4").arg(columns(), keys->columns, where, keys->order));
    keys->bind(s);
    return keys->read<CustomField>(s, 5, [](Statement &row) { return readField(row); });
}

Result<QList<CustomField>> all(Database &database)
{
    Statement s(database, QStringLiteral("select %1 from custom_fields order by position, field_key").arg(columns()));
    return readAll<CustomField>(s, [](Statement &row) { return readField(row); });
}

} // namespace mostrador::storage::customfields
