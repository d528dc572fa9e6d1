// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/searchcompletion.h"

#include <QJsonObject>

namespace mostrador::codec {

/// {"offset", "length", "items": [{"kind", "text", "label"}]}
QJsonObject toJson(const searchquery::Completions &completions);
/// What is not there is empty; what is of no kind that is known stays.
searchquery::Completions completionsFromJson(const QJsonObject &json);

} // namespace mostrador::codec
