// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>
#include <QPair>
#include <QString>
#include <QStringList>

namespace mostrador::test {

/// For each field of the query language values that find much, little and nothing among the generated incidents.
QMap<QString, QStringList> planSamples();
/// Queries of every field by itself and beside others, in every sense it has.
QStringList planFieldQueries();
/// Words, phrases, parts of words, alternatives and what employees ask for all day.
QStringList planOtherQueries();
/// What people type, by the step that finds it.
QList<QPair<QString, QStringList>> planSearches();

} // namespace mostrador::test
