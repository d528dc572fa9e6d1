// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/completionrequests.h"

#include "api/requestparts.h"
#include "protocol/completionjson.h"

namespace mostrador::console::requests {

ReplyOf<searchquery::Completions> *completions(ApiClient &client, const QString &query, int place)
{
    Request request = parts::get(QStringLiteral("/search/completions"));
    parts::addWords(request.query, query);
    parts::add(request.query, QStringLiteral("cursor"), QString::number(place));
    return client.send<searchquery::Completions>(request, [](const RawAnswer &raw) -> Answer<searchquery::Completions> {
        const auto json = parts::objectOf(raw);
        if (!json)
            return json.error();
        return codec::completionsFromJson(*json);
    });
}

} // namespace mostrador::console::requests
