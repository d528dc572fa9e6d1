// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/prioritytable.h"

#include "storage/meta.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <mutex>

namespace mostrador::services::prioritytable {

namespace {

constexpr int keptMs = 5000;
constexpr Impact impacts[] = {Impact::Low, Impact::Medium, Impact::High};
constexpr Urgency urgencies[] = {Urgency::Low, Urgency::Medium, Urgency::High};

QString metaKey()
{
    return QStringLiteral("priority_table");
}

PriorityTable fromJson(const QJsonObject &json)
{
    PriorityTable table;
    for (const Impact impact : impacts) {
        const QJsonObject line = json.value(toString(impact)).toObject();
        for (const Urgency urgency : urgencies) {
            if (const auto priority = priorityFromString(line.value(toString(urgency)).toString()))
                table.set(impact, urgency, *priority);
        }
    }
    return table;
}

QJsonObject toJson(const PriorityTable &table)
{
    QJsonObject json;
    for (const Impact impact : impacts) {
        QJsonObject line;
        for (const Urgency urgency : urgencies)
            line.insert(toString(urgency), toString(table.at(impact, urgency)));
        json.insert(toString(impact), line);
    }
    return json;
}

struct Kept
{
    PriorityTable table;
    QDeadlineTimer until;
};

struct Cache
{
    std::mutex mutex;
    QHash<QString, Kept> byDatabase;
};

Cache &cache()
{
    static Cache instance;
    return instance;
}

QString databaseName(const storage::Database &database)
{
    const storage::DatabaseOptions &options = database.options();
    return options.path + u'|' + options.host + u'|' + QString::number(options.port) + u'|' + options.name;
}

} // namespace

Result<PriorityTable> current(UnitOfWork &unit)
{
    const QString name = databaseName(unit.database());
    {
        const std::lock_guard lock(cache().mutex);
        const auto kept = cache().byDatabase.constFind(name);
        if (kept != cache().byDatabase.cend() && !kept->until.hasExpired())
            return kept->table;
    }
    const auto stored = storage::meta::get(unit.database(), metaKey());
    if (!stored)
        return stored.error();
    const PriorityTable table =
        *stored ? fromJson(QJsonDocument::fromJson((*stored)->toUtf8()).object()) : PriorityTable();
    const std::lock_guard lock(cache().mutex);
    cache().byDatabase.insert(name, {table, QDeadlineTimer(keptMs)});
    return table;
}

Outcome set(UnitOfWork &unit, const PriorityTable &table)
{
    const Outcome allowed = unit.require(Action::SettingsManage, Relation::Other);
    if (!allowed)
        return allowed;
    const Outcome stored = storage::meta::set(
        unit.database(), metaKey(), QString::fromUtf8(QJsonDocument(toJson(table)).toJson(QJsonDocument::Compact)));
    if (!stored)
        return stored;
    const std::lock_guard lock(cache().mutex);
    cache().byDatabase.remove(databaseName(unit.database()));
    return done;
}

} // namespace mostrador::services::prioritytable
