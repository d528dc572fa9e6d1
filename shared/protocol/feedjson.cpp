// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/codecs.h"
#include "protocol/members.h"
#include "support/enumnames.h"

namespace mostrador::codec {

namespace {

constexpr EnumName<FeedItem::Kind> kindNames[] = {{FeedItem::Kind::Hello, "hello"},
                                                  {FeedItem::Kind::Event, "event"},
                                                  {FeedItem::Kind::CaughtUp, "caught_up"},
                                                  {FeedItem::Kind::Resync, "resync"}};

std::optional<FeedItem::Kind> kindFromString(const QString &name)
{
    return valueIn(kindNames, name);
}

} // namespace

QJsonObject toJson(const FeedItem &item)
{
    QJsonObject json{{QStringLiteral("type"), nameIn(kindNames, item.kind)}, {QStringLiteral("cursor"), item.cursor}};
    if (item.kind == FeedItem::Kind::Event)
        json.insert(QStringLiteral("event"), toJson(item.event));
    return json;
}

Result<FeedItem> feedItemFromJson(const QJsonObject &json)
{
    FeedItem item;
    JsonReader in(json);
    in.tolerateUnknown();
    const bool known = in.enumeration(QStringLiteral("type"), item.kind, kindFromString, namesIn(kindNames), true);
    in.text(QStringLiteral("cursor"), item.cursor, members::stored);
    if (known && item.kind == FeedItem::Kind::Event) {
        QJsonObject event;
        if (in.object(QStringLiteral("event"), event, true)) {
            Result<Event> read = eventFromJson(event);
            if (read)
                item.event = *std::move(read);
            else
                in.merge(read.error().errors);
        }
    }
    if (auto problem = in.finish())
        return *problem;
    return item;
}

} // namespace mostrador::codec
