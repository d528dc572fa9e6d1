// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "model/permissions.h"
#include "model/searchquery.h"
#include "storage/outbox.h"
#include "storage/page.h"

#include <QMap>

/// Rows of incidents. Functions run in the caller's transaction. Reads fill the joined names.
namespace mostrador::storage::incidents {

/// Everything that opening an incident writes. Written by one statement on PostgreSQL.
struct NewBundle
{
    Incident incident; ///< id is ignored; description is the first message
    Message message;   ///< the first message: author, createdAt; body is incident.description; ids are ignored
    Event event;       ///< ids are ignored: subject, incident and version come from the incident
    std::optional<TrackingLinkId> link; ///< from trackinglinks::newId()
    QByteArray linkTokenHash;           ///< SHA-256 of its token
    std::optional<outbox::NewEntry> outbox;
};
struct BundleIds
{
    IncidentId incident;
    MessageId message;
    EventId event;
};
/// AlreadyExists with /external_reference; ValidationFailed or Conflict where something referred to is missing.
Result<BundleIds> insertBundle(Database &database, const NewBundle &bundle);

/// A message together with what it does to the incident. Written by one statement on PostgreSQL.
struct MessageBundle
{
    Message message;   ///< ids are ignored but message.incident
    Incident incident; ///< the state after the message, with its new version; messageCount is counted here
    qint64 expectedVersion = 0;
    Event event; ///< incident and subject come from the incident; after gets "message_id" added
    std::optional<outbox::NewEntry> outbox;
};
/// Nothing if the incident has another version than expected.
Result<std::optional<BundleIds>> insertMessageBundle(Database &database, const MessageBundle &bundle);

/// With description.
Result<std::optional<Incident>> find(Database &database, IncidentId id);
/// Without description; locks the row until the end of the transaction.
Result<std::optional<Incident>> findForUpdate(Database &database, IncidentId id);
Result<std::optional<Incident>> findByExternalReference(Database &database, const QString &externalReference);

/// What visibility depends on; cheaper than find().
Result<std::optional<IncidentStanding>> standing(Database &database, IncidentId id);

/// Writes every mutable attribute, tags and search texts if the row still has @p expectedVersion; @p incident.version
/// is the new one. False otherwise.
Result<bool> update(Database &database, const Incident &incident, qint64 expectedVersion);

/// Who and when, for `me` and relative dates of a query.
struct QueryContext
{
    Actor actor;
    Timestamp now;
    QByteArray timeZone = QByteArrayLiteral("UTC"); ///< IANA name; which day `today` and dates mean
};

/// The incidents that match and that the actor may see. Sort keys: created (default "-created"), updated, priority, due
/// (none last), status (order of life), reference; relevance (only by itself, without places and ids): those that the
/// words name, those with all words in the subject, others with the words, those with parts of words, of each the
/// newest first; where very many have the words, or nothing is looked for, the newest.
///
/// Words are looked for in steps: exact reference, order and serial number and e-mail, then all words by stem with the
/// last as a prefix; if that fills no page, also as parts of words. Which step was needed stands in the cursor.
Result<Page<Incident>> list(Database &database, const searchquery::Query &query, const QueryContext &context,
                            const PageRequest &page);

/// Whether any incident matches, its words looked for as words only.
Result<bool> any(Database &database, const searchquery::Query &query, const QueryContext &context);

/// How far a search had to go to find something.
enum class SearchStep
{
    Words,     ///< all words, the last one may go on; or the query has none
    Parts,     ///< parts of words too
    Corrected, ///< words were taken for misspelt ones
    Fewer,     ///< all words but one
};
struct Found
{
    Page<Incident> page;
    SearchStep step = SearchStep::Words;
    /// What was carried out, in its canonical spelling: list() finds the same by it.
    QString query;
    QMap<QString, QString> corrected; ///< words as they were written -> what was taken for them
};
/// list(), which goes on where nothing is found: words that no text has are corrected by the vocabulary, then each one
/// word is left out in turn. The cursor tells what is being carried out. A word that the actor sees in no incident is
/// never given for a correction.
Result<Found> search(Database &database, const searchquery::Query &query, const QueryContext &context,
                     const PageRequest &page);

/// The query that a cursor of search() goes on with, whose own cursor @p page then has; @p asked for other cursors.
Result<searchquery::Query> carriedOut(const searchquery::Query &asked, PageRequest &page);

/// Where the rows of a list stand: the place of each @p step-th one.
struct Places
{
    QList<ListPlace> places;       ///< of the rows step, 2 * step, ... counted from 1
    qint64 rows = 0;               ///< how many rows were walked through
    std::optional<ListPlace> next; ///< of the last one, where there are more behind it
};
/// Walks through the list that list() gives, up to @p mostRows rows (a multiple of @p step; lists that look for words
/// are walked at once, as finding them is most of the work). page.after and page.until bound it; page.limit means
/// nothing.
Result<Places> places(Database &database, const searchquery::Query &query, const QueryContext &context,
                      const PageRequest &page, int step, int mostRows);

/// How many match, counted up to @p cap (then the answer is cap + 1).
Result<qint64> count(Database &database, const searchquery::Query &query, const QueryContext &context, qint64 cap);

/// Incidents resolved before @p before that are still open to closing; for the closing job.
Result<QList<IncidentId>> resolvedBefore(Database &database, Timestamp before, int limit);

} // namespace mostrador::storage::incidents
