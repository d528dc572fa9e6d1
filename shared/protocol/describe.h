// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "model/people.h"
#include "protocol/problem.h"
#include "support/words.h"

#include <QTimeZone>

/// Sentences and names for people, in the language of the given words. Texts stand in translations/shared_*.ts.
namespace mostrador::words {

/// What is wrong with a field and what to do, as one sentence without the field's name: "Enter at most 200 characters."
QString describe(const FieldError &error, const Words &words);
/// A problem as one or two sentences: "Somebody else changed this incident meanwhile."
QString describe(const Problem &problem, const Words &words);

/// A field's name as a label, from its JSON name or pointer: "/given_name" -> "Given name". The name itself if unknown.
QString fieldName(const QString &pointer, const Words &words);

QString name(IncidentStatus status, const Words &words);
/// For the customer, in plain words: "We are waiting for your answer".
QString plainStatus(IncidentStatus status, const Words &words);
QString name(Priority priority, const Words &words);
QString name(Impact impact, const Words &words);
QString name(Urgency urgency, const Words &words);
QString name(Channel channel, const Words &words);
QString name(Role role, const Words &words);
QString name(EventKind kind, const Words &words);

/// "21 November 2026, 10:30" as the language writes it, in the time zone @p zone.
QString dateTime(Timestamp at, const QTimeZone &zone, const Words &words);

} // namespace mostrador::words
