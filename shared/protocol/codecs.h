// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/change.h"
#include "model/incident.h"
#include "model/people.h"
#include "protocol/jsonreader.h"
#include "protocol/problem.h"
#include "support/result.h"

#include <QJsonArray>
#include <QJsonObject>

/// JSON of every resource, each way. toJson() writes what the server sends; ...FromJson() reads it in a client and, for
/// the New... and ...Change types, what a client sends. Readers refuse wrong types with one ValidationFailed problem
/// that names each field by JSON pointer. What a client sends may have no unknown member either; what a server answers
/// may, for it can be newer than the client.
///
/// Times are RFC 3339 in UTC, dates ISO 8601, ids strings, absent optionals null. A change is a merge patch (RFC 7396):
/// null clears what can be cleared; null for what cannot is WrongType.
namespace mostrador::codec {

QJsonObject toJson(const Customer &customer);
QJsonObject toJson(const Employee &employee);
QJsonObject toJson(const Team &team);
QJsonObject toJson(const Product &product);
QJsonObject toJson(const Incident &incident);
QJsonObject toJson(const Message &message);
QJsonObject toJson(const Attachment &attachment);
QJsonObject toJson(const Event &event);

Result<Customer> customerFromJson(const QJsonObject &json);
Result<Employee> employeeFromJson(const QJsonObject &json);
Result<Team> teamFromJson(const QJsonObject &json);
Result<Product> productFromJson(const QJsonObject &json);
Result<Incident> incidentFromJson(const QJsonObject &json);
Result<Message> messageFromJson(const QJsonObject &json);
Result<Attachment> attachmentFromJson(const QJsonObject &json);
Result<Event> eventFromJson(const QJsonObject &json);

QJsonObject toJson(const NewCustomer &customer);
QJsonObject toJson(const CustomerChange &change);
QJsonObject toJson(const NewEmployee &employee);
QJsonObject toJson(const EmployeeChange &change);
QJsonObject toJson(const NewTeam &team);
QJsonObject toJson(const TeamChange &change);
QJsonObject toJson(const NewProduct &product);
QJsonObject toJson(const ProductChange &change);
QJsonObject toJson(const NewIncident &incident);
QJsonObject toJson(const IncidentChange &change);
QJsonObject toJson(const NewMessage &message);

/// @p pointer: where the object stands in the request, for the faults.
Result<NewCustomer> newCustomerFromJson(const QJsonObject &json, const QString &pointer = {});
/// @p current supplies the address members a patch leaves out.
Result<CustomerChange> customerChangeFromJson(const QJsonObject &json, const PostalAddress &current);
Result<NewEmployee> newEmployeeFromJson(const QJsonObject &json);
Result<EmployeeChange> employeeChangeFromJson(const QJsonObject &json);
Result<NewTeam> newTeamFromJson(const QJsonObject &json);
Result<TeamChange> teamChangeFromJson(const QJsonObject &json);
Result<NewProduct> newProductFromJson(const QJsonObject &json);
Result<ProductChange> productChangeFromJson(const QJsonObject &json);
Result<NewIncident> newIncidentFromJson(const QJsonObject &json);
Result<IncidentChange> incidentChangeFromJson(const QJsonObject &json);
Result<NewMessage> newMessageFromJson(const QJsonObject &json);

/// A page of a list: {"items": [...], "next_cursor": "..." or null}.
template <typename T>
struct Page
{
    QList<T> items;
    QString nextCursor; ///< empty on the last page
};

template <typename T>
QJsonObject toJson(const Page<T> &page)
{
    QJsonArray items;
    for (const T &item : page.items)
        items.append(toJson(item));
    return {{QStringLiteral("items"), items},
            {QStringLiteral("next_cursor"),
             page.nextCursor.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(page.nextCursor)}};
}

/// Reads a page whose items @p read reads, such as incidentFromJson. Faults of an item are below "/items/<n>".
template <typename T>
Result<Page<T>> pageFromJson(const QJsonObject &json, Result<T> (*read)(const QJsonObject &))
{
    Page<T> page;
    JsonReader in(json);
    QJsonArray items;
    in.array(QStringLiteral("items"), items, 100'000, true);
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString place = QStringLiteral("items/%1").arg(i);
        if (!items.at(i).isObject()) {
            in.fault(place, FieldErrorCode::WrongType, {{QStringLiteral("expected"), QStringLiteral("object")}});
            continue;
        }
        Result<T> item = read(items.at(i).toObject());
        if (item) {
            page.items.append(*std::move(item));
            continue;
        }
        for (const FieldError &error : item.error().errors)
            in.merge({{in.pointerTo(place) + error.pointer, error.code, error.params}});
    }
    if (in.isNull(QStringLiteral("next_cursor")))
        in.accept(QStringLiteral("next_cursor"));
    else
        in.text(QStringLiteral("next_cursor"), page.nextCursor, {.max = 4096});
    if (auto problem = in.finish())
        return *problem;
    return page;
}

/// What POST /api/v1/sessions answers.
struct SessionGrant
{
    QString token; ///< bearer token; shown once
    Timestamp expiresAt;
    Employee employee;
    QString feedUrl;               ///< WebSocket address of the live feed
    qint64 attachmentMaxBytes = 0; ///< of one file; 0: not told
};
QJsonObject toJson(const SessionGrant &grant);
Result<SessionGrant> sessionGrantFromJson(const QJsonObject &json);

/// One message of the live feed to a client; the first after connecting is Kind::Hello.
struct FeedItem
{
    enum class Kind
    {
        Hello,    ///< connected; cursor is where the feed stands
        Event,    ///< one event, in commit order
        CaughtUp, ///< everything up to cursor has been sent; live from here
        Resync,   ///< the cursor asked for cannot be served: load anew, then connect without one
    };
    Kind kind = Kind::Event;
    QString cursor; ///< opaque; give it back as ?after= to go on behind this item
    Event event;
};
QJsonObject toJson(const FeedItem &item);
Result<FeedItem> feedItemFromJson(const QJsonObject &json);

} // namespace mostrador::codec

#include "protocol/administrationcodecs.h"
