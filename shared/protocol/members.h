// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/limits.h"
#include "protocol/jsonreader.h"

#include <QJsonArray>
#include <QJsonObject>

#include <limits>

/// @internal What the codecs of the resources share: values to JSON, and the rules of the usual kinds of text.
namespace mostrador::codec::members {

/// Text that a server sent: it was checked when it was stored, so only its type is looked at.
inline constexpr JsonReader::TextRule stored{.max = std::numeric_limits<int>::max(), .multiline = true, .trim = false};

inline QJsonValue value(const QDate &day)
{
    return day.toString(Qt::ISODate);
}

inline QJsonValue value(Timestamp moment)
{
    return moment.toRfc3339();
}

template <typename Tag>
QJsonValue value(Id<Tag> id)
{
    return id.toString();
}

template <typename T>
QJsonValue value(const std::optional<T> &maybe)
{
    return maybe ? value(*maybe) : QJsonValue(QJsonValue::Null);
}

template <typename Tag>
QJsonArray array(const QList<Id<Tag>> &ids)
{
    QJsonArray list;
    for (const auto &id : ids)
        list.append(id.toString());
    return list;
}

/// Takes a member that must be there into a plain value.
template <typename Tag>
bool requiredId(JsonReader &in, const QString &name, Id<Tag> &out)
{
    std::optional<Id<Tag>> read;
    if (!in.id(name, read, true))
        return false;
    out = *read;
    return true;
}

bool requiredTimestamp(JsonReader &in, const QString &name, Timestamp &out);

/// A text that null clears, both in a new thing and in a change.
bool clearableText(JsonReader &in, const QString &name, QString &out, const JsonReader::TextRule &rule);
/// The same for a member of a patch: present means a value, maybe empty.
void patchClearable(JsonReader &in, const QString &name, std::optional<QString> &out, const JsonReader::TextRule &rule);
/// A text of a patch that cannot be cleared.
void patchText(JsonReader &in, const QString &name, std::optional<QString> &out, JsonReader::TextRule rule);
void patchBoolean(JsonReader &in, const QString &name, std::optional<bool> &out);

/// An e-mail address of a person; kept as it was spelled, without the white space around it.
bool email(JsonReader &in, const QString &name, QString &out, bool required);
/// One of supportedLanguages(); null or an empty text leave @p out empty.
bool language(JsonReader &in, const QString &name, QString &out);
/// ISO 3166-1 alpha-2, in capital letters whatever was given.
bool country(JsonReader &in, const QString &name, QString &out);

/// A member of a patch that holds an id, or null to clear it.
template <typename Tag>
void patchId(JsonReader &in, const QString &name, std::optional<std::optional<Id<Tag>>> &out)
{
    std::optional<Id<Tag>> read;
    if (in.id(name, read) || in.isNull(name))
        out = read;
}

/// An enumeration into an optional.
template <typename T>
void optionalEnum(JsonReader &in, const QString &name, std::optional<T> &out,
                  std::optional<T> (*parse)(const QString &), const QStringList &allowed)
{
    T read{};
    if (in.enumeration(name, read, parse, allowed))
        out = read;
}

/// The names of the enumerations, to be told to who gave another.
const QStringList &statusNames();
const QStringList &priorityNames();
const QStringList &levelNames(); ///< impact and urgency
const QStringList &channelNames();
const QStringList &roleNames();
const QStringList &actorKindNames();

} // namespace mostrador::codec::members
