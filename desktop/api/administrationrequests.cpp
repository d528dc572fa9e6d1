// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/requestparts.h"
#include "api/requests.h"

namespace mostrador::console::requests {

using namespace parts;

namespace {

constexpr QLatin1String viewsPath("views");
constexpr QLatin1String repliesPath("canned-replies");
constexpr QLatin1String tagsPath("tags");
constexpr QLatin1String fieldsPath("custom-fields");
constexpr QLatin1String prioritiesPath("settings/priority-table");

Request listing(QLatin1String collection, const ListQuery &list, Offered offered)
{
    Request request = get(path(collection), list);
    if (offered == Offered::Only)
        add(request.query, QStringLiteral("offered"), QStringLiteral("true"));
    return request;
}

/// The functions that every collection has.
template <typename Thing>
ReplyOf<Thing> *created(ApiClient &client, QLatin1String collection, const QJsonObject &body, FromJson<Thing> read)
{
    return client.send<Thing>(with(Method::Post, path(collection), body), one<Thing>(read));
}

template <typename Thing, typename Id>
ReplyOf<Thing> *changed(ApiClient &client, QLatin1String collection, Id id, const QJsonObject &body, qint64 version,
                        FromJson<Thing> read)
{
    return client.send<Thing>(with(Method::Patch, path(collection, id), body, version), one<Thing>(read));
}

} // namespace

ReplyOf<codec::Page<SavedView>> *views(ApiClient &client, const ListQuery &list, Offered offered)
{
    return client.send<codec::Page<SavedView>>(listing(viewsPath, list, offered), page<SavedView>(codec::viewFromJson));
}

ReplyOf<SavedView> *view(ApiClient &client, ViewId id)
{
    return client.send<SavedView>(get(path(viewsPath, id)), one<SavedView>(codec::viewFromJson));
}

ReplyOf<SavedView> *createView(ApiClient &client, const NewView &input)
{
    return created<SavedView>(client, viewsPath, codec::toJson(input), codec::viewFromJson);
}

ReplyOf<SavedView> *changeView(ApiClient &client, ViewId id, const ViewChange &change, qint64 version)
{
    return changed<SavedView>(client, viewsPath, id, codec::toJson(change), version, codec::viewFromJson);
}

ReplyOf<Nothing> *removeView(ApiClient &client, ViewId id, std::optional<qint64> version)
{
    return client.send<Nothing>(remove(path(viewsPath, id), version), nothing);
}

ReplyOf<codec::Page<CannedReply>> *cannedReplies(ApiClient &client, const ListQuery &list, Offered offered,
                                                 const QString &language)
{
    Request request = listing(repliesPath, list, offered);
    add(request.query, QStringLiteral("language"), language);
    return client.send<codec::Page<CannedReply>>(request, page<CannedReply>(codec::cannedReplyFromJson));
}

ReplyOf<CannedReply> *cannedReply(ApiClient &client, CannedReplyId id)
{
    return client.send<CannedReply>(get(path(repliesPath, id)), one<CannedReply>(codec::cannedReplyFromJson));
}

ReplyOf<CannedReply> *createCannedReply(ApiClient &client, const NewCannedReply &input)
{
    return created<CannedReply>(client, repliesPath, codec::toJson(input), codec::cannedReplyFromJson);
}

ReplyOf<CannedReply> *changeCannedReply(ApiClient &client, CannedReplyId id, const CannedReplyChange &change,
                                        qint64 version)
{
    return changed<CannedReply>(client, repliesPath, id, codec::toJson(change), version, codec::cannedReplyFromJson);
}

ReplyOf<Nothing> *removeCannedReply(ApiClient &client, CannedReplyId id, std::optional<qint64> version)
{
    return client.send<Nothing>(remove(path(repliesPath, id), version), nothing);
}

ReplyOf<codec::Page<Tag>> *tags(ApiClient &client, const ListQuery &list, Offered offered)
{
    return client.send<codec::Page<Tag>>(listing(tagsPath, list, offered), page<Tag>(codec::tagFromJson));
}

ReplyOf<Tag> *tag(ApiClient &client, TagId id)
{
    return client.send<Tag>(get(path(tagsPath, id)), one<Tag>(codec::tagFromJson));
}

ReplyOf<Tag> *createTag(ApiClient &client, const NewTag &input)
{
    return created<Tag>(client, tagsPath, codec::toJson(input), codec::tagFromJson);
}

ReplyOf<Tag> *changeTag(ApiClient &client, TagId id, const TagChange &change, qint64 version)
{
    return changed<Tag>(client, tagsPath, id, codec::toJson(change), version, codec::tagFromJson);
}

ReplyOf<Tag> *mergeTag(ApiClient &client, TagId id, TagId into, std::optional<qint64> version)
{
    const QJsonObject body{{QStringLiteral("into_id"), into.toString()}};
    return client.send<Tag>(with(Method::Post, path(tagsPath, id, QLatin1String("merge")), body, version),
                            one<Tag>(codec::tagFromJson));
}

ReplyOf<Nothing> *removeTag(ApiClient &client, TagId id, std::optional<qint64> version)
{
    return client.send<Nothing>(remove(path(tagsPath, id), version), nothing);
}

ReplyOf<codec::Page<CustomField>> *customFields(ApiClient &client, const ListQuery &list, Offered offered)
{
    return client.send<codec::Page<CustomField>>(listing(fieldsPath, list, offered),
                                                 page<CustomField>(codec::customFieldFromJson));
}

ReplyOf<CustomField> *customField(ApiClient &client, CustomFieldId id)
{
    return client.send<CustomField>(get(path(fieldsPath, id)), one<CustomField>(codec::customFieldFromJson));
}

ReplyOf<CustomField> *createCustomField(ApiClient &client, const NewCustomField &input)
{
    return created<CustomField>(client, fieldsPath, codec::toJson(input), codec::customFieldFromJson);
}

ReplyOf<CustomField> *changeCustomField(ApiClient &client, CustomFieldId id, const CustomFieldChange &change,
                                        qint64 version)
{
    return changed<CustomField>(client, fieldsPath, id, codec::toJson(change), version, codec::customFieldFromJson);
}

ReplyOf<Nothing> *removeCustomField(ApiClient &client, CustomFieldId id, std::optional<qint64> version)
{
    return client.send<Nothing>(remove(path(fieldsPath, id), version), nothing);
}

ReplyOf<PrioritySetting> *priorityTable(ApiClient &client)
{
    return client.send<PrioritySetting>(get(path(prioritiesPath)),
                                        one<PrioritySetting>(codec::prioritySettingFromJson));
}

ReplyOf<PrioritySetting> *replacePriorityTable(ApiClient &client, const PriorityTable &table, qint64 version)
{
    const QJsonObject body{{QStringLiteral("priorities"), codec::toJson(table)}};
    return client.send<PrioritySetting>(with(Method::Put, path(prioritiesPath), body, version),
                                        one<PrioritySetting>(codec::prioritySettingFromJson));
}

} // namespace mostrador::console::requests
