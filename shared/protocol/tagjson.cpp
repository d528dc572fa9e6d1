// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/codecs.h"
#include "protocol/members.h"

namespace mostrador::codec {

using namespace members;

namespace {

constexpr JsonReader::TextRule descriptionRule{.max = limits::tagDescription, .multiline = true};

QJsonValue colourValue(TagColour colour)
{
    return colour == TagColour::None ? QJsonValue(QJsonValue::Null) : QJsonValue(toString(colour));
}

/// null takes the colour away.
void patchColour(JsonReader &in, std::optional<TagColour> &out)
{
    const QString name = QStringLiteral("colour");
    if (in.isNull(name)) {
        in.accept(name);
        out = TagColour::None;
        return;
    }
    optionalEnum(in, name, out, tagColourFromString, tagColourNames());
}

} // namespace

QJsonObject toJson(const Tag &tag)
{
    return {{QStringLiteral("id"), value(tag.id)},
            {QStringLiteral("name"), tag.name},
            {QStringLiteral("description"), tag.description},
            {QStringLiteral("colour"), colourValue(tag.colour)},
            {QStringLiteral("archived"), tag.archived},
            {QStringLiteral("incident_count"), tag.incidentCount},
            {QStringLiteral("incident_count_capped"), tag.incidentCountCapped},
            {QStringLiteral("moving_from"), QJsonArray::fromStringList(tag.movingFrom)},
            {QStringLiteral("created_at"), value(tag.createdAt)},
            {QStringLiteral("updated_at"), value(tag.updatedAt)},
            {QStringLiteral("version"), tag.version}};
}

Result<Tag> tagFromJson(const QJsonObject &json)
{
    Tag tag;
    JsonReader in(json);
    in.tolerateUnknown();
    constexpr qint64 many = std::numeric_limits<qint64>::max();
    requiredId(in, QStringLiteral("id"), tag.id);
    in.text(QStringLiteral("name"), tag.name, stored);
    in.text(QStringLiteral("description"), tag.description, stored);
    if (in.isNull(QStringLiteral("colour")))
        in.accept(QStringLiteral("colour"));
    else
        in.enumeration(QStringLiteral("colour"), tag.colour, tagColourFromString, tagColourNames());
    in.boolean(QStringLiteral("archived"), tag.archived, true);
    in.integer(QStringLiteral("incident_count"), tag.incidentCount, 0, many, true);
    in.boolean(QStringLiteral("incident_count_capped"), tag.incidentCountCapped, true);
    in.textList(QStringLiteral("moving_from"), tag.movingFrom, stored, 100'000);
    requiredTimestamp(in, QStringLiteral("created_at"), tag.createdAt);
    requiredTimestamp(in, QStringLiteral("updated_at"), tag.updatedAt);
    in.integer(QStringLiteral("version"), tag.version, 0, many, true);
    if (auto problem = in.finish())
        return *problem;
    return tag;
}

QJsonObject toJson(const NewTag &tag)
{
    return {{QStringLiteral("name"), tag.name},
            {QStringLiteral("description"), tag.description},
            {QStringLiteral("colour"), colourValue(tag.colour)},
            {QStringLiteral("archived"), tag.archived}};
}

Result<NewTag> newTagFromJson(const QJsonObject &json)
{
    NewTag tag;
    JsonReader in(json);
    in.text(QStringLiteral("name"), tag.name, {.max = limits::tag, .required = true});
    tag.name = tag.name.toLower();
    clearableText(in, QStringLiteral("description"), tag.description, descriptionRule);
    std::optional<TagColour> colour;
    patchColour(in, colour);
    tag.colour = colour.value_or(TagColour::None);
    in.boolean(QStringLiteral("archived"), tag.archived);
    if (auto problem = in.finish())
        return *problem;
    return tag;
}

QJsonObject toJson(const TagChange &change)
{
    QJsonObject json;
    if (change.name)
        json.insert(QStringLiteral("name"), *change.name);
    if (change.description)
        json.insert(QStringLiteral("description"), *change.description);
    if (change.colour)
        json.insert(QStringLiteral("colour"), colourValue(*change.colour));
    if (change.archived)
        json.insert(QStringLiteral("archived"), *change.archived);
    return json;
}

Result<TagChange> tagChangeFromJson(const QJsonObject &json)
{
    TagChange change;
    JsonReader in(json);
    patchText(in, QStringLiteral("name"), change.name, {.max = limits::tag});
    if (change.name)
        change.name = change.name->toLower();
    patchClearable(in, QStringLiteral("description"), change.description, descriptionRule);
    patchColour(in, change.colour);
    patchBoolean(in, QStringLiteral("archived"), change.archived);
    if (auto problem = in.finish())
        return *problem;
    return change;
}

} // namespace mostrador::codec
