// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/prioritytable.h"

#include "protocol/codecs.h"
#include "services/eventlog.h"
#include "services/merge.h"
#include "storage/meta.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <mutex>

namespace mostrador::services::prioritytable {

namespace {

constexpr int keptMs = 5000;
constexpr qint64 subjectId = 1; ///< there is one table

QString metaKey()
{
    return QStringLiteral("priority_table");
}

/// What a program before the version stood there wrote holds the table alone.
PrioritySetting fromText(const QString &text)
{
    QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    if (!json.contains(QLatin1String("priorities")))
        json = {{QStringLiteral("priorities"), json},
                {QStringLiteral("updated_at"), QJsonValue()},
                {QStringLiteral("version"), 1}};
    const auto setting = codec::prioritySettingFromJson(json);
    return setting ? *setting : PrioritySetting();
}

QString toText(const PrioritySetting &setting)
{
    return QString::fromUtf8(QJsonDocument(codec::toJson(setting)).toJson(QJsonDocument::Compact));
}

struct Kept
{
    PriorityTable table;
    QDeadlineTimer until;
    QDeadlineTimer notBefore; ///< not kept before: what was replaced may not be committed yet
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
    const PriorityTable table = *stored ? fromText(**stored).table : PriorityTable();
    const std::lock_guard lock(cache().mutex);
    Kept &kept = cache().byDatabase[name];
    if (kept.notBefore.hasExpired()) {
        kept.table = table;
        kept.until = QDeadlineTimer(keptMs);
    }
    return table;
}

Result<PrioritySetting> get(UnitOfWork &unit)
{
    if (const Outcome allowed = unit.require(Action::SettingsRead, Relation::Other); !allowed)
        return allowed.error();
    const auto stored = storage::meta::get(unit.database(), metaKey());
    if (!stored)
        return stored.error();
    return *stored ? fromText(**stored) : PrioritySetting();
}

Result<PrioritySetting> replace(UnitOfWork &unit, const PriorityTable &table, std::optional<qint64> expectedVersion)
{
    if (const Outcome allowed = unit.require(Action::SettingsManage, Relation::Other); !allowed)
        return allowed.error();
    // Locks the row, and makes it where it is not there yet.
    const auto stored = storage::meta::getOrSet(unit.database(), metaKey(), toText(PrioritySetting()));
    if (!stored)
        return stored.error();
    const PrioritySetting now = fromText(*stored);
    PrioritySetting then = now;
    then.table = table;
    const QStringList rows{toString(Impact::Low), toString(Impact::Medium), toString(Impact::High)};
    const QJsonObject was = codec::toJson(now.table);
    const QJsonObject is = codec::toJson(then.table);
    const merge::Edit edit{
        QStringLiteral("priority_table"), subjectId, expectedVersion.value_or(now.version), now.version, was, is, rows};
    if (const Outcome mergeable = merge::check(unit, edit); !mergeable)
        return mergeable.error();
    const merge::Difference difference = merge::difference(was, is, rows);
    if (difference.isEmpty())
        return now;
    then.version = now.version + 1;
    then.updatedAt = unit.now();
    if (const Outcome written = storage::meta::set(unit.database(), metaKey(), toText(then)); !written)
        return written.error();
    {
        const std::lock_guard lock(cache().mutex);
        cache().byDatabase.insert(databaseName(unit.database()),
                                  {PriorityTable(), QDeadlineTimer(0), QDeadlineTimer(keptMs)});
    }
    Event event = eventlog::make(unit, EventKind::PriorityTableChanged);
    event.subjectKind = QStringLiteral("priority_table");
    event.subjectId = subjectId;
    event.version = then.version;
    event.before = difference.before;
    event.after = difference.after;
    if (const auto written = eventlog::write(unit, event); !written)
        return written.error();
    return then;
}

Outcome set(UnitOfWork &unit, const PriorityTable &table)
{
    const auto replaced = replace(unit, table, std::nullopt);
    if (!replaced)
        return replaced.error();
    return done;
}

} // namespace mostrador::services::prioritytable
