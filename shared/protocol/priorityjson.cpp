// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/codecs.h"
#include "protocol/members.h"

namespace mostrador::codec {

using namespace members;

namespace {

constexpr Impact impacts[] = {Impact::Low, Impact::Medium, Impact::High};
constexpr Urgency urgencies[] = {Urgency::Low, Urgency::Medium, Urgency::High};

void readTable(JsonReader &in, PriorityTable &table)
{
    const QString name = QStringLiteral("priorities");
    QJsonObject lines;
    if (!in.object(name, lines, true))
        return;
    JsonReader rows(lines, in.pointerTo(name));
    for (const Impact impact : impacts) {
        QJsonObject cells;
        if (!rows.object(toString(impact), cells, true))
            continue;
        JsonReader line(cells, rows.pointerTo(toString(impact)));
        for (const Urgency urgency : urgencies) {
            Priority priority = Priority::Low;
            if (line.enumeration(toString(urgency), priority, priorityFromString, priorityNames(), true))
                table.set(impact, urgency, priority);
        }
        rows.merge(line.errors());
    }
    in.merge(rows.errors());
}

} // namespace

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

QJsonObject toJson(const PrioritySetting &setting)
{
    return {{QStringLiteral("priorities"), toJson(setting.table)},
            {QStringLiteral("updated_at"), value(setting.updatedAt)},
            {QStringLiteral("version"), setting.version}};
}

Result<PrioritySetting> prioritySettingFromJson(const QJsonObject &json)
{
    PrioritySetting setting;
    JsonReader in(json);
    in.tolerateUnknown();
    readTable(in, setting.table);
    in.timestamp(QStringLiteral("updated_at"), setting.updatedAt);
    in.integer(QStringLiteral("version"), setting.version, 1, std::numeric_limits<qint64>::max(), true);
    if (auto problem = in.finish())
        return *problem;
    return setting;
}

Result<PriorityTable> priorityTableFromJson(const QJsonObject &json)
{
    PriorityTable table;
    JsonReader in(json);
    readTable(in, table);
    if (auto problem = in.finish())
        return *problem;
    return table;
}

} // namespace mostrador::codec
