// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/handoverjson.h"

#include "model/limits.h"
#include "protocol/draftjson.h"
#include "protocol/jsonreader.h"
#include "protocol/members.h"

namespace mostrador::codec {

using namespace members;

namespace {

constexpr int anyNumber = std::numeric_limits<int>::max();

QJsonValue nameOrNull(const QString &name, bool present)
{
    return present ? QJsonValue(name) : QJsonValue(QJsonValue::Null);
}

QJsonObject incidentJson(const HandoverIncident &incident)
{
    return {{QStringLiteral("id"), value(incident.id)},
            {QStringLiteral("reference"), incident.reference},
            {QStringLiteral("subject"), incident.subject},
            {QStringLiteral("status"), toString(incident.status)},
            {QStringLiteral("priority"), toString(incident.priority)},
            {QStringLiteral("due_at"), value(incident.dueAt)},
            {QStringLiteral("customer_name"), incident.customerName}};
}

void readIncident(JsonReader &in, HandoverIncident &incident)
{
    requiredId(in, QStringLiteral("id"), incident.id);
    in.text(QStringLiteral("reference"), incident.reference, stored);
    in.text(QStringLiteral("subject"), incident.subject, stored);
    in.enumeration(QStringLiteral("status"), incident.status, incidentStatusFromString, statusNames(), true);
    in.enumeration(QStringLiteral("priority"), incident.priority, priorityFromString, priorityNames(), true);
    in.timestamp(QStringLiteral("due_at"), incident.dueAt);
    in.text(QStringLiteral("customer_name"), incident.customerName, stored);
}

bool readKind(JsonReader &in, bool &internal)
{
    QString kind;
    if (!in.text(QStringLiteral("kind"), kind, {.max = 10, .required = true}))
        return false;
    const auto read = internalFromDraftKind(kind);
    if (!read) {
        in.fault(QStringLiteral("kind"), FieldErrorCode::NotAllowed,
                 {{QStringLiteral("allowed"), QJsonArray{draftKind(false), draftKind(true)}}});
        return false;
    }
    internal = *read;
    return true;
}

/// Each object of an array by @p read (JsonReader &, T &), its faults with their places.
template <typename T, typename Read>
void readObjects(JsonReader &in, const QString &name, QList<T> &out, int most, bool tolerant, Read read)
{
    QJsonArray array;
    in.array(name, array, most);
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString place = QStringLiteral("%1/%2").arg(name).arg(i);
        if (!array.at(i).isObject()) {
            in.fault(place, FieldErrorCode::WrongType, {{QStringLiteral("expected"), QStringLiteral("object")}});
            continue;
        }
        JsonReader each(array.at(i).toObject(), in.pointerTo(place));
        if (tolerant)
            each.tolerateUnknown();
        T item;
        read(each, item);
        in.merge(each.errors());
        out.append(item);
    }
}

QJsonObject headJson(const HandoverHead &head)
{
    return {{QStringLiteral("id"), value(head.id)},
            {QStringLiteral("from_employee_id"), value(head.giver)},
            {QStringLiteral("from_employee_name"), head.giverName},
            {QStringLiteral("to_employee_id"), value(head.toEmployee)},
            {QStringLiteral("to_team_id"), value(head.toTeam)},
            {QStringLiteral("to_name"), head.toName},
            {QStringLiteral("incident_count"), head.incidentCount},
            {QStringLiteral("created_at"), value(head.createdAt)},
            {QStringLiteral("confirmed_at"), value(head.confirmedAt)},
            {QStringLiteral("confirmed_by_id"), value(head.confirmedBy)},
            {QStringLiteral("confirmed_by_name"), nameOrNull(head.confirmedByName, head.confirmedBy.has_value())},
            {QStringLiteral("version"), head.version}};
}

void readHead(JsonReader &in, HandoverHead &head)
{
    in.tolerateUnknown();
    requiredId(in, QStringLiteral("id"), head.id);
    requiredId(in, QStringLiteral("from_employee_id"), head.giver);
    in.text(QStringLiteral("from_employee_name"), head.giverName, stored);
    in.id(QStringLiteral("to_employee_id"), head.toEmployee);
    in.id(QStringLiteral("to_team_id"), head.toTeam);
    in.text(QStringLiteral("to_name"), head.toName, stored);
    in.integer(QStringLiteral("incident_count"), head.incidentCount, 0, anyNumber);
    requiredTimestamp(in, QStringLiteral("created_at"), head.createdAt);
    in.timestamp(QStringLiteral("confirmed_at"), head.confirmedAt);
    in.id(QStringLiteral("confirmed_by_id"), head.confirmedBy);
    if (!in.isNull(QStringLiteral("confirmed_by_name")))
        in.text(QStringLiteral("confirmed_by_name"), head.confirmedByName, stored);
    in.integer(QStringLiteral("version"), head.version, 1, anyNumber, true);
}

QJsonObject candidateJson(const HandoverCandidate &candidate)
{
    QJsonObject json = incidentJson(candidate.incident);
    QJsonArray kinds;
    for (const EventKind kind : candidate.kinds)
        kinds.append(toString(kind));
    json.insert(QStringLiteral("kinds"), kinds);
    json.insert(QStringLiteral("changed_at"), value(candidate.changedAt));
    return json;
}

QJsonObject draftJson(const SavedDraft &draft)
{
    return toJson(draft);
}

template <typename T, typename Write>
QJsonObject partJson(const HandoverPart<T> &part, Write write)
{
    QJsonArray items;
    for (const T &item : part.items)
        items.append(write(item));
    return {{QStringLiteral("items"), items},
            {QStringLiteral("count"), part.count},
            {QStringLiteral("capped"), part.capped}};
}

template <typename T, typename Read>
void readPart(JsonReader &in, const QString &name, HandoverPart<T> &part, Read read)
{
    QJsonObject json;
    if (!in.object(name, json, true))
        return;
    JsonReader each(json, in.pointerTo(name));
    each.tolerateUnknown();
    read(each, part.items);
    each.integer(QStringLiteral("count"), part.count, 0, anyNumber, true);
    each.boolean(QStringLiteral("capped"), part.capped, true);
    in.merge(each.errors());
}

void readCandidates(JsonReader &in, QList<HandoverCandidate> &out)
{
    readObjects(in, QStringLiteral("items"), out, anyNumber, true, [](JsonReader &each, HandoverCandidate &candidate) {
        readIncident(each, candidate.incident);
        QStringList kinds;
        each.textList(QStringLiteral("kinds"), kinds, stored, anyNumber);
        for (const QString &kind : std::as_const(kinds)) {
            if (const auto known = eventKindFromString(kind))
                candidate.kinds.append(*known);
        }
        each.timestamp(QStringLiteral("changed_at"), candidate.changedAt);
    });
}

} // namespace

QJsonObject toJson(const HandoverHead &head)
{
    return headJson(head);
}

QJsonObject toJson(const Handover &handover)
{
    QJsonObject json = headJson(handover);
    QJsonArray incidents;
    for (const HandoverIncident &incident : handover.incidents) {
        QJsonObject each = incidentJson(incident);
        QJsonArray drafts;
        for (const HandoverDraft &draft : incident.drafts)
            drafts.append(
                QJsonObject{{QStringLiteral("kind"), draftKind(draft.internal)}, {QStringLiteral("body"), draft.body}});
        each.insert(QStringLiteral("drafts"), drafts);
        each.insert(QStringLiteral("hidden_from"), QJsonArray::fromStringList(incident.hiddenFrom));
        incidents.append(each);
    }
    json.insert(QStringLiteral("note"), handover.note);
    json.insert(QStringLiteral("incidents"), incidents);
    json.insert(QStringLiteral("hidden_incidents"), handover.hiddenIncidents);
    return json;
}

QJsonObject toJson(const NewHandover &handover)
{
    QJsonArray drafts;
    for (const NewHandover::Draft &draft : handover.drafts)
        drafts.append(QJsonObject{{QStringLiteral("incident_id"), value(draft.incident)},
                                  {QStringLiteral("kind"), draftKind(draft.internal)},
                                  {QStringLiteral("body"), draft.body}});
    return {{QStringLiteral("to_employee_id"), value(handover.toEmployee)},
            {QStringLiteral("to_team_id"), value(handover.toTeam)},
            {QStringLiteral("note"), handover.note},
            {QStringLiteral("incident_ids"), array(handover.incidents)},
            {QStringLiteral("drafts"), drafts}};
}

QJsonObject toJson(const HandoverPreview &preview)
{
    return {{QStringLiteral("since"), value(preview.since)},
            {QStringLiteral("until"), value(preview.until)},
            {QStringLiteral("due_until"), value(preview.dueUntil)},
            {QStringLiteral("changed"), partJson(preview.changed, candidateJson)},
            {QStringLiteral("promised"), partJson(preview.promised, candidateJson)},
            {QStringLiteral("due"), partJson(preview.due, candidateJson)},
            {QStringLiteral("drafts"), partJson(preview.drafts, draftJson)}};
}

Result<HandoverHead> handoverHeadFromJson(const QJsonObject &json)
{
    HandoverHead head;
    JsonReader in(json);
    readHead(in, head);
    if (auto problem = in.finish())
        return *problem;
    return head;
}

Result<Handover> handoverFromJson(const QJsonObject &json)
{
    Handover handover;
    JsonReader in(json);
    readHead(in, handover);
    in.text(QStringLiteral("note"), handover.note, stored);
    readObjects(in, QStringLiteral("incidents"), handover.incidents, anyNumber, true,
                [](JsonReader &each, HandoverIncident &incident) {
                    readIncident(each, incident);
                    readObjects(each, QStringLiteral("drafts"), incident.drafts, anyNumber, true,
                                [](JsonReader &text, HandoverDraft &draft) {
                                    readKind(text, draft.internal);
                                    text.text(QStringLiteral("body"), draft.body, stored);
                                });
                    each.textList(QStringLiteral("hidden_from"), incident.hiddenFrom, stored, anyNumber);
                });
    in.integer(QStringLiteral("hidden_incidents"), handover.hiddenIncidents, 0, anyNumber);
    if (auto problem = in.finish())
        return *problem;
    return handover;
}

Result<NewHandover> newHandoverFromJson(const QJsonObject &json)
{
    NewHandover handover;
    JsonReader in(json);
    in.id(QStringLiteral("to_employee_id"), handover.toEmployee);
    in.id(QStringLiteral("to_team_id"), handover.toTeam);
    in.text(QStringLiteral("note"), handover.note, {.max = limits::messageBody, .multiline = true, .trim = false});
    in.idList(QStringLiteral("incident_ids"), handover.incidents, limits::handoverIncidents);
    readObjects(in, QStringLiteral("drafts"), handover.drafts, limits::handoverDrafts, false,
                [](JsonReader &each, NewHandover::Draft &draft) {
                    requiredId(each, QStringLiteral("incident_id"), draft.incident);
                    readKind(each, draft.internal);
                    each.text(QStringLiteral("body"), draft.body,
                              {.max = limits::messageBody, .required = true, .multiline = true, .trim = false});
                });
    if (auto problem = in.finish())
        return *problem;
    return handover;
}

Result<HandoverPreview> handoverPreviewFromJson(const QJsonObject &json)
{
    HandoverPreview preview;
    JsonReader in(json);
    in.tolerateUnknown();
    requiredTimestamp(in, QStringLiteral("since"), preview.since);
    requiredTimestamp(in, QStringLiteral("until"), preview.until);
    requiredTimestamp(in, QStringLiteral("due_until"), preview.dueUntil);
    readPart(in, QStringLiteral("changed"), preview.changed, readCandidates);
    readPart(in, QStringLiteral("promised"), preview.promised, readCandidates);
    readPart(in, QStringLiteral("due"), preview.due, readCandidates);
    Outcome drafts = done;
    readPart(in, QStringLiteral("drafts"), preview.drafts, [&](JsonReader &each, QList<SavedDraft> &out) {
        QJsonArray array;
        each.array(QStringLiteral("items"), array, anyNumber, true);
        for (const QJsonValue &item : std::as_const(array)) {
            const auto draft = savedDraftFromJson(item.toObject());
            if (!draft)
                drafts = draft.error();
            else
                out.append(*draft);
        }
    });
    if (auto problem = in.finish())
        return *problem;
    if (!drafts)
        return drafts.error();
    return preview;
}

} // namespace mostrador::codec
