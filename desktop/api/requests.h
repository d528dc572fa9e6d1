// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apiclient.h"
#include "model/change.h"
#include "model/listplace.h"
#include "protocol/codecs.h"

#include <QList>
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
ReplyOf<Incident> *createIncident(ApiClient &client, const NewIncident &input);
ReplyOf<Incident> *changeIncident(ApiClient &client, IncidentId id, const IncidentChange &change, qint64 version);
/// The answer may be another incident: the follow-up, where the reopening window is over.
ReplyOf<Incident> *reopenIncident(ApiClient &client, IncidentId id, const QString &reason);
ReplyOf<codec::Page<Message>> *messages(ApiClient &client, IncidentId id, const ListQuery &list);
ReplyOf<Message> *addMessage(ApiClient &client, IncidentId id, const NewMessage &input,
                             const QByteArray &idempotencyKey = {});
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
                                      const QByteArray &content, bool internal);
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
ReplyOf<Customer> *createCustomer(ApiClient &client, const NewCustomer &input);
ReplyOf<Customer> *changeCustomer(ApiClient &client, CustomerId id, const CustomerChange &change, qint64 version);
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

} // namespace mostrador::console::requests
