// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/change.h"

#include <QStringList>

namespace mostrador {

/// What a tag is painted in: names only, so that the console has each in a light and a dark shade of enough contrast.
enum class TagColour
{
    None,
    Grey,
    Red,
    Orange,
    Yellow,
    Green,
    Teal,
    Blue,
    Purple,
    Pink,
    Brown
};
/// Empty for None.
QString toString(TagColour colour);
std::optional<TagColour> tagColourFromString(const QString &name);
/// Without None.
const QStringList &tagColourNames();

/// A word that incidents carry. One exists as soon as an incident carries it, described or not.
struct Tag
{
    TagId id;
    QString name; ///< lower case; unique
    QString description;
    TagColour colour = TagColour::None;
    bool archived = false; ///< stays on incidents, is not offered any more
    qint64 incidentCount = 0;
    bool incidentCountCapped = false; ///< there are more than incidentCount
    QStringList movingFrom;           ///< tags that become this one: incidents that carry them are being changed
    Timestamp createdAt;
    Timestamp updatedAt;
    qint64 version = 0;

    bool operator==(const Tag &) const = default;
};

struct NewTag
{
    QString name;
    QString description;
    TagColour colour = TagColour::None;
    bool archived = false;
};

struct TagChange
{
    Patched<QString> name; ///< renames it on all incidents
    Patched<QString> description;
    Patched<TagColour> colour;
    Patched<bool> archived;
};

} // namespace mostrador
