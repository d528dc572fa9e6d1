// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ids.h"

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

/// Who hands over: with much and little to do, and in many, few and no teams.
struct PlanHandovers
{
    EmployeeId employee;
    QList<TeamId> teams;
    qint64 sinceMs = 0; ///< when the shift began
};
QList<PlanHandovers> planHandovers();

} // namespace mostrador::test
