// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apiclient.h"
#include "model/change.h"
#include "model/listplace.h"
#include "protocol/codecs.h"

#include <QList>
#include <QMap>
#include <QString>

/// Every request of the REST API as a function: it starts the request and gives the Reply, which the client owns.
///
///     requests::incident(client, id)->then(this, [this](const Answer<Incident> &answer) { ... });
namespace mostrador::console::requests {

/// Which page of a list is wanted.
struct ListQuery
{
    QString query;  ///< incidents: the search-query language; other lists: words that begin a name or e-mail
    QString sort;   ///< such as "-created"; empty: the list's default
    QString cursor; ///< as the page before gave it; empty: the first page
    int limit = 50; ///< 1 .. limits::pageMax
};

/// @{ Sessions. logIn() is not sent again by itself.
ReplyOf<codec::SessionGrant> *logIn(ApiClient &client, const QString &email, const QString &password);
struct CurrentSession
{
    Employee employee;
    QString feedUrl;               ///< empty where the server does not tell it again
    qint64 attachmentMaxBytes = 0; ///< 0: not told
};
ReplyOf<CurrentSession> *currentSession(ApiClient &client);
ReplyOf<Nothing> *logOut(ApiClient &client);
/// @}

/// @{ Keys for programs; they act as the employee who made them.
struct ApiKey
{
    ApiKeyId id;
    EmployeeId employee;
    QString label;
    Timestamp createdAt;
    std::optional<Timestamp> lastUsedAt; ///< to the hour
    std::optional<Timestamp> expiresAt;
    QString token; ///< only in the answer to createApiKey(): it is told once
};
ReplyOf<codec::Page<ApiKey>> *apiKeys(ApiClient &client, const ListQuery &list);
ReplyOf<ApiKey> *createApiKey(ApiClient &client, const QString &label, std::optional<Timestamp> expiresAt = {});
ReplyOf<Nothing> *removeApiKey(ApiClient &client, ApiKeyId id);
/// @}

/// @{ Incidents. Changes carry the version that the caller saw; EditConflict tells both values (see conflictsOf()).
ReplyOf<codec::Page<Incident>> *incidents(ApiClient &client, const ListQuery &list);
/// The rows of the list behind one place, up to and with another.
ReplyOf<codec::Page<Incident>> *incidents(ApiClient &client, const ListQuery &list,
                                          const std::optional<ListPlace> &after, const std::optional<ListPlace> &until);
/// Those of up to limits::pageMax incidents that the list has; of @p list query and sort are used. @p parts: whether
/// the list looks for parts of words too, as its places say (see ListPlace); nothing: the server finds out.
ReplyOf<codec::Page<Incident>> *incidents(ApiClient &client, const ListQuery &list, const QList<IncidentId> &ids,
                                          std::optional<bool> parts = {});
/// What people search for, with what was done to find it; see `forgive` in the API. @p list: query, sort and limit.
struct Search
{
    codec::Page<Incident> page;
    QString step;                     ///< "words", "parts", "corrected", "fewer"; empty: not told
    QString query;                    ///< what was carried out; the list is asked for by it. Empty: what was asked
    QMap<QString, QString> corrected; ///< words as written -> what was taken for them
};
ReplyOf<Search> *searchIncidents(ApiClient &client, const ListQuery &list);
/// Where the rows of the list stand. @p list: query, sort and cursor.
struct Places
{
    int step = 0;
    qint64 rows = 0;
    QList<ListPlace> places;       ///< of the rows step, 2 * step, ...
    std::optional<ListPlace> next; ///< of the last one, where there are more
};
ReplyOf<Places> *incidentPlaces(ApiClient &client, const ListQuery &list, const std::optional<ListPlace> &after,
                                const std::optional<ListPlace> &until);
struct Count
{
    qint64 count = 0;
    bool capped = false; ///< there are more than @c count
};
ReplyOf<Count> *countIncidents(ApiClient &client, const QString &query);
ReplyOf<Incident> *incident(ApiClient &client, IncidentId id);
ReplyOf<Incident> *incidentByReference(ApiClient &client, const QString &reference);
ReplyOf<Incident> *createIncident(ApiClient &client, const NewIncident &input, const QByteArray &idempotencyKey = {});
ReplyOf<Incident> *changeIncident(ApiClient &client, IncidentId id, const IncidentChange &change, qint64 version);
/// @p patch: the merge patch itself, as kept by the action queue.
ReplyOf<Incident> *changeIncident(ApiClient &client, IncidentId id, const QJsonObject &patch, qint64 version);
/// The answer may be another incident: the follow-up, where the reopening window is over.
ReplyOf<Incident> *reopenIncident(ApiClient &client, IncidentId id, const QString &reason,
                                  const QByteArray &idempotencyKey = {});
ReplyOf<codec::Page<Message>> *messages(ApiClient &client, IncidentId id, const ListQuery &list);
ReplyOf<Message> *addMessage(ApiClient &client, IncidentId id, const NewMessage &input,
                             const QByteArray &idempotencyKey = {});
/// Takes back one's own while it is held; the message as it was. Conflict where it has gone out.
ReplyOf<Message> *withdrawMessage(ApiClient &client, MessageId id);
ReplyOf<codec::Page<Event>> *events(ApiClient &client, IncidentId id, const ListQuery &list);
/// @}

/// One field that somebody else changed meanwhile.
struct FieldConflict
{
    QString field; ///< JSON name
    QJsonValue yours;
    QJsonValue theirs;
    QString changedBy; ///< a name; may be empty
    std::optional<Timestamp> changedAt;
};
/// The fields of an EditConflict.
QList<FieldConflict> conflictsOf(const Problem &problem);

/// @{ Attachments. Uploads and downloads signal their progress on the reply.
ReplyOf<QList<Attachment>> *attachments(ApiClient &client, IncidentId incident);
/// The file is read while it is sent.
ReplyOf<Attachment> *uploadAttachment(ApiClient &client, IncidentId incident, const QString &filePath, bool internal);
/// Content from memory, such as a pasted picture.
ReplyOf<Attachment> *uploadAttachment(ApiClient &client, IncidentId incident, const QString &fileName,
                                      const QByteArray &content, bool internal, const QByteArray &idempotencyKey = {});
ReplyOf<Attachment> *attachment(ApiClient &client, AttachmentId id);
/// Into memory: for previews of small files.
ReplyOf<QByteArray> *attachmentContent(ApiClient &client, AttachmentId id);
/// Writes the content to @p filePath, which appears only when all of it has come; the answer is that path.
/// Failure::Kind::Local if it cannot be written. @p sha256, where given, must be the content's (Unreadable otherwise).
ReplyOf<QString> *downloadAttachment(ApiClient &client, AttachmentId id, const QString &filePath,
                                     const QString &sha256 = {});
/// @}

/// @{ Customers.
ReplyOf<codec::Page<Customer>> *customers(ApiClient &client, const ListQuery &list);
ReplyOf<codec::Page<Customer>> *customersByEmail(ApiClient &client, const QString &email);
ReplyOf<Customer> *customer(ApiClient &client, CustomerId id);
ReplyOf<Customer> *createCustomer(ApiClient &client, const NewCustomer &input, const QByteArray &idempotencyKey = {});
ReplyOf<Customer> *changeCustomer(ApiClient &client, CustomerId id, const CustomerChange &change, qint64 version);
ReplyOf<Customer> *changeCustomer(ApiClient &client, CustomerId id, const QJsonObject &patch, qint64 version);
ReplyOf<Nothing> *removeCustomer(ApiClient &client, CustomerId id, std::optional<qint64> version);
/// @}

/// @{ Employees.
ReplyOf<codec::Page<Employee>> *employees(ApiClient &client, const ListQuery &list);
ReplyOf<Employee> *employee(ApiClient &client, EmployeeId id);
ReplyOf<Employee> *createEmployee(ApiClient &client, const NewEmployee &input);
ReplyOf<Employee> *changeEmployee(ApiClient &client, EmployeeId id, const EmployeeChange &change, qint64 version);
ReplyOf<Nothing> *removeEmployee(ApiClient &client, EmployeeId id, std::optional<qint64> version);
/// @p current: asked for the own password only.
ReplyOf<Nothing> *setPassword(ApiClient &client, EmployeeId id, const QString &current, const QString &password);
/// @}

/// @{ Teams and products.
ReplyOf<codec::Page<Team>> *teams(ApiClient &client, const ListQuery &list);
ReplyOf<Team> *team(ApiClient &client, TeamId id);
ReplyOf<Team> *createTeam(ApiClient &client, const NewTeam &input);
ReplyOf<Team> *changeTeam(ApiClient &client, TeamId id, const TeamChange &change, qint64 version);
ReplyOf<Nothing> *removeTeam(ApiClient &client, TeamId id, std::optional<qint64> version);
ReplyOf<codec::Page<Product>> *products(ApiClient &client, const ListQuery &list);
ReplyOf<Product> *product(ApiClient &client, ProductId id);
ReplyOf<Product> *createProduct(ApiClient &client, const NewProduct &input);
ReplyOf<Product> *changeProduct(ApiClient &client, ProductId id, const ProductChange &change, qint64 version);
ReplyOf<Nothing> *removeProduct(ApiClient &client, ProductId id, std::optional<qint64> version);
/// @}

/// Whether a list shows everything that one may see, or what one is offered to use: no archived things, nothing of
/// teams one does not belong to.
enum class Offered
{
    All,
    Only
};

/// @{ Saved views, in the order of the sidebar: personal ones, teams', everyone's.
ReplyOf<codec::Page<SavedView>> *views(ApiClient &client, const ListQuery &list, Offered offered = Offered::All);
ReplyOf<SavedView> *view(ApiClient &client, ViewId id);
ReplyOf<SavedView> *createView(ApiClient &client, const NewView &input);
ReplyOf<SavedView> *changeView(ApiClient &client, ViewId id, const ViewChange &change, qint64 version);
ReplyOf<Nothing> *removeView(ApiClient &client, ViewId id, std::optional<qint64> version);
/// @}

/// @{ Canned replies; see model/placeholders.h for what to fill in. @p language: those in it or in any; empty: all.
ReplyOf<codec::Page<CannedReply>> *cannedReplies(ApiClient &client, const ListQuery &list,
                                                 Offered offered = Offered::All, const QString &language = {});
ReplyOf<CannedReply> *cannedReply(ApiClient &client, CannedReplyId id);
ReplyOf<CannedReply> *createCannedReply(ApiClient &client, const NewCannedReply &input);
ReplyOf<CannedReply> *changeCannedReply(ApiClient &client, CannedReplyId id, const CannedReplyChange &change,
                                        qint64 version);
ReplyOf<Nothing> *removeCannedReply(ApiClient &client, CannedReplyId id, std::optional<qint64> version);
/// @}

/// @{ Tags. The list's query is the beginning of a name. Renaming and merging change the incidents in the background:
/// Tag::movingFrom tells what is not through yet.
ReplyOf<codec::Page<Tag>> *tags(ApiClient &client, const ListQuery &list, Offered offered = Offered::All);
ReplyOf<Tag> *tag(ApiClient &client, TagId id);
ReplyOf<Tag> *createTag(ApiClient &client, const NewTag &input);
/// AlreadyExists with the extension "existing_id" for the name of another tag: offer to merge.
ReplyOf<Tag> *changeTag(ApiClient &client, TagId id, const TagChange &change, qint64 version);
/// The answer is the tag that stays.
ReplyOf<Tag> *mergeTag(ApiClient &client, TagId id, TagId into, std::optional<qint64> version);
ReplyOf<Nothing> *removeTag(ApiClient &client, TagId id, std::optional<qint64> version);
/// @}

/// @{ Definitions of custom fields, and the priority table.
ReplyOf<codec::Page<CustomField>> *customFields(ApiClient &client, const ListQuery &list,
                                                Offered offered = Offered::All);
ReplyOf<CustomField> *customField(ApiClient &client, CustomFieldId id);
ReplyOf<CustomField> *createCustomField(ApiClient &client, const NewCustomField &input);
ReplyOf<CustomField> *changeCustomField(ApiClient &client, CustomFieldId id, const CustomFieldChange &change,
                                        qint64 version);
ReplyOf<Nothing> *removeCustomField(ApiClient &client, CustomFieldId id, std::optional<qint64> version);
ReplyOf<PrioritySetting> *priorityTable(ApiClient &client);
ReplyOf<PrioritySetting> *replacePriorityTable(ApiClient &client, const PriorityTable &table, qint64 version);
/// @}

} // namespace mostrador::console::requests
