// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/administrationwords.h"

#include <QCoreApplication>

namespace mostrador::console {

namespace {

struct AdministrationWords
{
    Q_DECLARE_TR_FUNCTIONS(mostrador::console::AdministrationWords)
};

} // namespace

QString nameOf(ViewScope scope)
{
    switch (scope) {
    case ViewScope::Personal:
        return AdministrationWords::tr("Only for me");
    case ViewScope::Team:
        return AdministrationWords::tr("For a team");
    case ViewScope::Everyone:
        return AdministrationWords::tr("For everyone");
    }
    return {};
}

QString nameOf(TagColour colour)
{
    switch (colour) {
    case TagColour::None:
        return AdministrationWords::tr("None");
    case TagColour::Grey:
        return AdministrationWords::tr("Grey");
    case TagColour::Red:
        return AdministrationWords::tr("Red");
    case TagColour::Orange:
        return AdministrationWords::tr("Orange");
    case TagColour::Yellow:
        return AdministrationWords::tr("Yellow");
    case TagColour::Green:
        return AdministrationWords::tr("Green");
    case TagColour::Teal:
        return AdministrationWords::tr("Teal");
    case TagColour::Blue:
        return AdministrationWords::tr("Blue");
    case TagColour::Purple:
        return AdministrationWords::tr("Purple");
    case TagColour::Pink:
        return AdministrationWords::tr("Pink");
    case TagColour::Brown:
        return AdministrationWords::tr("Brown");
    }
    return {};
}

} // namespace mostrador::console
