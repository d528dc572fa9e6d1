// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/draftrequests.h"

#include "api/apiclient.h"
#include "api/requestparts.h"
#include "protocol/draftjson.h"

namespace mostrador::console::requests {

using namespace parts;

namespace {

QString draftPath(IncidentId incident, bool internal)
{
    return QStringLiteral("/incidents/%1/drafts/%2").arg(incident.toString(), codec::draftKind(internal));
}

std::optional<qint64> condition(qint64 version)
{
    return version > 0 ? std::optional(version) : std::nullopt;
}

} // namespace

ReplyOf<codec::Page<SavedDraft>> *drafts(ApiClient &client, const ListQuery &list)
{
    return client.send<codec::Page<SavedDraft>>(get(QStringLiteral("/drafts"), list),
                                                page<SavedDraft>(codec::savedDraftFromJson));
}

ReplyOf<SavedDraft> *draft(ApiClient &client, IncidentId incident, bool internal)
{
    return client.send<SavedDraft>(get(draftPath(incident, internal)), one<SavedDraft>(codec::savedDraftFromJson));
}

ReplyOf<SavedDraft> *putDraft(ApiClient &client, IncidentId incident, bool internal, const DraftText &text,
                              qint64 version)
{
    return client.send<SavedDraft>(
        with(Method::Put, draftPath(incident, internal), codec::toJson(text), condition(version)),
        one<SavedDraft>(codec::savedDraftFromJson));
}

ReplyOf<Nothing> *removeDraft(ApiClient &client, IncidentId incident, bool internal, qint64 version)
{
    return client.send<Nothing>(remove(draftPath(incident, internal), condition(version)), nothing);
}

} // namespace mostrador::console::requests
