// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filltexts.h"
#include "model/incident.h"

namespace mostrador::bench {

/// How much there is of everything. Histories grow; what is worked on grows much more slowly, as in a real company.
struct Extent
{
    explicit Extent(qint64 incidentCount, Timestamp present);

    qint64 incidents;
    qint64 customers;
    qint64 active;   ///< the newest ones
    qint64 resolved; ///< the next newest ones
    Timestamp now;
    Timestamp start; ///< of the first incident

    static constexpr int employees = 60; ///< the first leads, the second administers, the third audits; the others work
    static constexpr int teams = 8;      ///< the last is restricted
    static constexpr int products = 60;
};

/// Who speaks, when, and whether customers see it.
struct Utterance
{
    bool byEmployee = false;
    bool internal = false;
    Timestamp at;
    int words = 0;
};

/// One incident's life without its texts.
struct Story
{
    Incident incident; ///< its last state; texts empty
    bool spanish = true;
    QList<Utterance> messages; ///< the first is the description
    QList<Event> events;       ///< in order, ids unset; those of messages with the index of the message in subjectId
    bool attachment = false;
};

/// What customer @p id is like wherever they appear.
bool isSpanish(qint64 customer);
QString employeeName(const Corpus &corpus, int id);
/// The story of incident @p id (1 ... incidents): always the same.
Story tell(qint64 id, const Extent &extent, const Corpus &corpus);
/// Rare and steady words that incident @p id must hold.
QStringList wantedWords(qint64 id, const Extent &extent, const Corpus &corpus);

} // namespace mostrador::bench
