// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/codecs.h"
#include "protocol/members.h"

namespace mostrador::codec {

using namespace members;

namespace {

constexpr JsonReader::TextRule bodyRule{
    .max = limits::cannedReplyBody, .required = true, .multiline = true, .trim = false};

/// null where any language suits.
QJsonValue languageValue(const QString &language)
{
    return language.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(language);
}

} // namespace

QJsonObject toJson(const CannedReply &reply)
{
    return {{QStringLiteral("id"), value(reply.id)},
            {QStringLiteral("title"), reply.title},
            {QStringLiteral("shortcut"), reply.shortcut},
            {QStringLiteral("body"), reply.body},
            {QStringLiteral("language"), languageValue(reply.language)},
            {QStringLiteral("team_id"), value(reply.team)},
            {QStringLiteral("archived"), reply.archived},
            {QStringLiteral("created_at"), value(reply.createdAt)},
            {QStringLiteral("updated_at"), value(reply.updatedAt)},
            {QStringLiteral("version"), reply.version}};
}

Result<CannedReply> cannedReplyFromJson(const QJsonObject &json)
{
    CannedReply reply;
    JsonReader in(json);
    in.tolerateUnknown();
    requiredId(in, QStringLiteral("id"), reply.id);
    in.text(QStringLiteral("title"), reply.title, stored);
    in.text(QStringLiteral("shortcut"), reply.shortcut, stored);
    in.text(QStringLiteral("body"), reply.body, stored);
    clearableText(in, QStringLiteral("language"), reply.language, stored);
    in.id(QStringLiteral("team_id"), reply.team);
    in.boolean(QStringLiteral("archived"), reply.archived, true);
    requiredTimestamp(in, QStringLiteral("created_at"), reply.createdAt);
    requiredTimestamp(in, QStringLiteral("updated_at"), reply.updatedAt);
    in.integer(QStringLiteral("version"), reply.version, 0, std::numeric_limits<qint64>::max(), true);
    if (auto problem = in.finish())
        return *problem;
    return reply;
}

QJsonObject toJson(const NewCannedReply &reply)
{
    QJsonObject json{{QStringLiteral("title"), reply.title},
                     {QStringLiteral("shortcut"), reply.shortcut},
                     {QStringLiteral("body"), reply.body},
                     {QStringLiteral("language"), languageValue(reply.language)},
                     {QStringLiteral("archived"), reply.archived}};
    if (reply.team)
        json.insert(QStringLiteral("team_id"), value(*reply.team));
    return json;
}

Result<NewCannedReply> newCannedReplyFromJson(const QJsonObject &json)
{
    NewCannedReply reply;
    JsonReader in(json);
    in.text(QStringLiteral("title"), reply.title, {.max = limits::cannedReplyTitle, .required = true});
    in.text(QStringLiteral("shortcut"), reply.shortcut, {.max = limits::cannedReplyShortcut, .required = true});
    in.text(QStringLiteral("body"), reply.body, bodyRule);
    language(in, QStringLiteral("language"), reply.language);
    in.id(QStringLiteral("team_id"), reply.team);
    in.boolean(QStringLiteral("archived"), reply.archived);
    if (auto problem = in.finish())
        return *problem;
    return reply;
}

QJsonObject toJson(const CannedReplyChange &change)
{
    QJsonObject json;
    if (change.title)
        json.insert(QStringLiteral("title"), *change.title);
    if (change.shortcut)
        json.insert(QStringLiteral("shortcut"), *change.shortcut);
    if (change.body)
        json.insert(QStringLiteral("body"), *change.body);
    if (change.language)
        json.insert(QStringLiteral("language"), languageValue(*change.language));
    if (change.team)
        json.insert(QStringLiteral("team_id"), value(*change.team));
    if (change.archived)
        json.insert(QStringLiteral("archived"), *change.archived);
    return json;
}

Result<CannedReplyChange> cannedReplyChangeFromJson(const QJsonObject &json)
{
    CannedReplyChange change;
    JsonReader in(json);
    patchText(in, QStringLiteral("title"), change.title, {.max = limits::cannedReplyTitle});
    patchText(in, QStringLiteral("shortcut"), change.shortcut, {.max = limits::cannedReplyShortcut});
    patchText(in, QStringLiteral("body"), change.body, bodyRule);
    if (in.has(QStringLiteral("language"))) {
        QString read;
        if (language(in, QStringLiteral("language"), read))
            change.language = read;
    }
    patchId(in, QStringLiteral("team_id"), change.team);
    patchBoolean(in, QStringLiteral("archived"), change.archived);
    if (auto problem = in.finish())
        return *problem;
    return change;
}

} // namespace mostrador::codec
