// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/draftjson.h"

#include "model/limits.h"
#include "protocol/jsonreader.h"
#include "protocol/members.h"

namespace mostrador::codec {

using namespace members;

namespace {

QJsonValue statusValue(const std::optional<IncidentStatus> &status)
{
    return status ? QJsonValue(toString(*status)) : QJsonValue(QJsonValue::Null);
}

/// What both directions have; @p fromServer: it has been checked before.
template <typename T>
void readText(JsonReader &in, T &out, bool fromServer)
{
    in.text(QStringLiteral("body"), out.body,
            fromServer ? stored : JsonReader::TextRule{.max = limits::messageBody, .multiline = true, .trim = false});
    in.idList(QStringLiteral("attachment_ids"), out.attachments, limits::attachmentsPerMessage);
    if (in.isNull(QStringLiteral("status")))
        in.accept(QStringLiteral("status"));
    else
        optionalEnum(in, QStringLiteral("status"), out.status, incidentStatusFromString, statusNames());
    in.id(QStringLiteral("based_on"), out.basedOn);
}

} // namespace

QString draftKind(bool internal)
{
    return internal ? QStringLiteral("note") : QStringLiteral("reply");
}

std::optional<bool> internalFromDraftKind(const QString &kind)
{
    if (kind == draftKind(true))
        return true;
    return kind == draftKind(false) ? std::optional(false) : std::nullopt;
}

QJsonObject toJson(const SavedDraft &draft)
{
    return {{QStringLiteral("incident_id"), value(draft.incident)},
            {QStringLiteral("incident_reference"), draft.incidentReference},
            {QStringLiteral("incident_subject"), draft.incidentSubject},
            {QStringLiteral("kind"), draftKind(draft.internal)},
            {QStringLiteral("body"), draft.body},
            {QStringLiteral("attachment_ids"), array(draft.attachments)},
            {QStringLiteral("status"), statusValue(draft.status)},
            {QStringLiteral("based_on"), value(draft.basedOn)},
            {QStringLiteral("updated_at"), value(draft.updatedAt)},
            {QStringLiteral("version"), draft.version}};
}

QJsonObject toJson(const DraftText &text)
{
    return {{QStringLiteral("body"), text.body},
            {QStringLiteral("attachment_ids"), array(text.attachments)},
            {QStringLiteral("status"), statusValue(text.status)},
            {QStringLiteral("based_on"), value(text.basedOn)}};
}

Result<SavedDraft> savedDraftFromJson(const QJsonObject &json)
{
    SavedDraft draft;
    JsonReader in(json);
    in.tolerateUnknown();
    requiredId(in, QStringLiteral("incident_id"), draft.incident);
    in.text(QStringLiteral("incident_reference"), draft.incidentReference, stored);
    in.text(QStringLiteral("incident_subject"), draft.incidentSubject, stored);
    QString kind;
    in.text(QStringLiteral("kind"), kind, stored);
    if (const auto internal = internalFromDraftKind(kind))
        draft.internal = *internal;
    else
        in.fault(QStringLiteral("kind"), FieldErrorCode::NotAllowed);
    readText(in, draft, true);
    requiredTimestamp(in, QStringLiteral("updated_at"), draft.updatedAt);
    in.integer(QStringLiteral("version"), draft.version, 1, std::numeric_limits<qint64>::max(), true);
    if (auto problem = in.finish())
        return *problem;
    return draft;
}

Result<DraftText> draftTextFromJson(const QJsonObject &json)
{
    DraftText text;
    JsonReader in(json);
    readText(in, text, false);
    if (auto problem = in.finish())
        return *problem;
    return text;
}

} // namespace mostrador::codec
