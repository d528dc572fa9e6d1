// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tag.h"

#include "support/enumnames.h"

namespace mostrador {

namespace {

constexpr EnumName<TagColour> colourNames[] = {{TagColour::Grey, "grey"},     {TagColour::Red, "red"},
                                               {TagColour::Orange, "orange"}, {TagColour::Yellow, "yellow"},
                                               {TagColour::Green, "green"},   {TagColour::Teal, "teal"},
                                               {TagColour::Blue, "blue"},     {TagColour::Purple, "purple"},
                                               {TagColour::Pink, "pink"},     {TagColour::Brown, "brown"}};

} // namespace

QString toString(TagColour colour)
{
    return nameIn(colourNames, colour);
}

std::optional<TagColour> tagColourFromString(const QString &name)
{
    return valueIn(colourNames, name);
}

const QStringList &tagColourNames()
{
    static const QStringList names = namesIn(colourNames);
    return names;
}

} // namespace mostrador
