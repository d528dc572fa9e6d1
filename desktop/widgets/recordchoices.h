// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/choicebox.h"

namespace mostrador::console {

class Directory;

/// Records that an incident may belong to, as choices; null, called @p none, stands first. Values are ids.
namespace choices {

QList<ChoiceBox::Choice> teams(const Directory &directory, const QString &none);
QList<ChoiceBox::Choice> products(const Directory &directory, const QString &none);

} // namespace choices

} // namespace mostrador::console
