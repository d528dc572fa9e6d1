// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/requestparts.h"
#include "api/requests.h"

namespace mostrador::console::requests {

using namespace parts;

ReplyOf<codec::SessionGrant> *logIn(ApiClient &client, const QString &email, const QString &password)
{
    Request request = with(Method::Post, QStringLiteral("/sessions"),
                           {{QStringLiteral("email"), email}, {QStringLiteral("password"), password}});
    request.authenticated = false;
    request.retry = false;
    return client.send<codec::SessionGrant>(request, one<codec::SessionGrant>(codec::sessionGrantFromJson));
}

ReplyOf<CurrentSession> *currentSession(ApiClient &client)
{
    return client.send<CurrentSession>(
        get(QStringLiteral("/sessions/current")), [](const RawAnswer &raw) -> Answer<CurrentSession> {
            const auto json = objectOf(raw);
            if (!json)
                return json.error();
            auto employee = codec::employeeFromJson(json->value(QStringLiteral("employee")).toObject());
            if (!employee)
                return unreadable(employee.error());
            return CurrentSession{*std::move(employee), json->value(QStringLiteral("feed_url")).toString(),
                                  json->value(QStringLiteral("attachment_max_bytes")).toInteger()};
        });
}

ReplyOf<Nothing> *logOut(ApiClient &client)
{
    return client.send<Nothing>(remove(QStringLiteral("/sessions/current"), {}), nothing);
}

} // namespace mostrador::console::requests
