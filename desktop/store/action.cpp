// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/action.h"

#include "support/enumnames.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <deque>

namespace mostrador::console {

namespace {

constexpr EnumName<QueuedAction::Kind> kinds[] = {
    {QueuedAction::Kind::ChangeIncident, "change_incident"},
    {QueuedAction::Kind::AddMessage, "add_message"},
    {QueuedAction::Kind::UploadFile, "upload_file"},
    {QueuedAction::Kind::CreateIncident, "create_incident"},
    {QueuedAction::Kind::Reopen, "reopen"},
    {QueuedAction::Kind::CreateCustomer, "create_customer"},
    {QueuedAction::Kind::ChangeCustomer, "change_customer"},
};
constexpr EnumName<QueuedAction::State> states[] = {
    {QueuedAction::State::Waiting, "waiting"}, {QueuedAction::State::Sending, "sending"},
    {QueuedAction::State::Done, "done"},       {QueuedAction::State::Conflict, "conflict"},
    {QueuedAction::State::Refused, "refused"},
};
constexpr EnumName<QueuedAction::Why> reasons[] = {
    {QueuedAction::Why::None, ""},
    {QueuedAction::Why::Server, "server"},
    {QueuedAction::Why::OutcomeUnknown, "outcome_unknown"},
    {QueuedAction::Why::FileLost, "file_lost"},
    {QueuedAction::Why::NotCreated, "not_created"},
};

QJsonValue number(qint64 value)
{
    // Local ids are above 2^53.
    return QString::number(value);
}

template <typename T>
QJsonValue optional(const std::optional<T> &id)
{
    return id ? number(id->value()) : QJsonValue();
}

QJsonValue time(const std::optional<Timestamp> &moment)
{
    return moment ? number(moment->milliseconds()) : QJsonValue();
}

qint64 integer(const QJsonObject &json, const char *name)
{
    return json.value(QLatin1String(name)).toString().toLongLong();
}

template <typename T>
void read(const QJsonObject &json, const char *name, std::optional<T> &id)
{
    if (const qint64 value = integer(json, name); value > 0)
        id = T(value);
}

void readTime(const QJsonObject &json, const char *name, std::optional<Timestamp> &moment)
{
    if (json.value(QLatin1String(name)).isString())
        moment = Timestamp::fromMilliseconds(integer(json, name));
}

QJsonObject toJson(const requests::FieldConflict &conflict)
{
    return {{QStringLiteral("field"), conflict.field},
            {QStringLiteral("yours"), conflict.yours},
            {QStringLiteral("theirs"), conflict.theirs},
            {QStringLiteral("changed_by"), conflict.changedBy},
            {QStringLiteral("changed_at"), time(conflict.changedAt)}};
}

requests::FieldConflict conflictFrom(const QJsonObject &json)
{
    requests::FieldConflict conflict;
    conflict.field = json.value(QStringLiteral("field")).toString();
    conflict.yours = json.value(QStringLiteral("yours"));
    conflict.theirs = json.value(QStringLiteral("theirs"));
    conflict.changedBy = json.value(QStringLiteral("changed_by")).toString();
    readTime(json, "changed_at", conflict.changedAt);
    return conflict;
}

} // namespace

QByteArray QueuedAction::toBytes() const
{
    QJsonArray fileList;
    for (const QueuedFile &file : files) {
        fileList.append(QJsonObject{{QStringLiteral("name"), file.name},
                                    {QStringLiteral("internal"), file.internal},
                                    {QStringLiteral("size"), number(file.size)},
                                    {QStringLiteral("key"), QString::fromLatin1(file.key)},
                                    {QStringLiteral("uploaded"), optional(file.uploaded)}});
    }
    QJsonArray conflictList;
    for (const requests::FieldConflict &conflict : conflicts)
        conflictList.append(toJson(conflict));
    QJsonObject json{{QStringLiteral("id"), number(id.value())},
                     {QStringLiteral("kind"), nameIn(kinds, kind)},
                     {QStringLiteral("state"), nameIn(states, state)},
                     {QStringLiteral("incident"), number(incident.value())},
                     {QStringLiteral("customer"), number(customer.value())},
                     {QStringLiteral("label"), label},
                     {QStringLiteral("body"), body},
                     {QStringLiteral("seen"), seen},
                     {QStringLiteral("version"), number(version)},
                     {QStringLiteral("key"), QString::fromLatin1(key)},
                     {QStringLiteral("files"), fileList},
                     {QStringLiteral("created_at"), number(createdAt.milliseconds())},
                     {QStringLiteral("attempted_at"), time(attemptedAt)},
                     {QStringLiteral("uncertain"), uncertain},
                     {QStringLiteral("attempts"), attempts},
                     {QStringLiteral("applied"), applied},
                     {QStringLiteral("before"), before},
                     {QStringLiteral("done_version"), number(doneVersion)},
                     {QStringLiteral("superseded"), QJsonArray::fromStringList(superseded)},
                     {QStringLiteral("conflicts"), conflictList},
                     {QStringLiteral("conflict_version"), number(conflictVersion)},
                     {QStringLiteral("why"), nameIn(reasons, why)},
                     {QStringLiteral("result_incident"), optional(resultIncident)},
                     {QStringLiteral("result_message"), optional(resultMessage)},
                     {QStringLiteral("concluded_at"), time(concludedAt)},
                     {QStringLiteral("undoes"), optional(undoes)},
                     {QStringLiteral("undone_by"), optional(undoneBy)}};
    if (why == Why::Server)
        json.insert(QStringLiteral("problem"), problem.toJson());
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<QueuedAction> QueuedAction::fromBytes(const QByteArray &bytes)
{
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    const auto text = [&](const char *name) { return json.value(QLatin1String(name)).toString(); };
    const auto kind = valueIn(kinds, text("kind"));
    const auto state = valueIn(states, text("state"));
    QueuedAction action;
    action.id = ActionId(integer(json, "id"));
    if (!kind || !state || !action.id.isValid())
        return std::nullopt;
    action.kind = *kind;
    action.state = *state;
    action.incident = IncidentId(integer(json, "incident"));
    action.customer = CustomerId(integer(json, "customer"));
    action.label = text("label");
    action.body = json.value(QStringLiteral("body")).toObject();
    action.seen = json.value(QStringLiteral("seen")).toObject();
    action.version = integer(json, "version");
    action.key = text("key").toLatin1();
    const QJsonArray fileList = json.value(QStringLiteral("files")).toArray();
    for (const QJsonValue &value : fileList) {
        const QJsonObject entry = value.toObject();
        QueuedFile file;
        file.name = entry.value(QStringLiteral("name")).toString();
        file.internal = entry.value(QStringLiteral("internal")).toBool();
        file.size = integer(entry, "size");
        file.key = entry.value(QStringLiteral("key")).toString().toLatin1();
        read(entry, "uploaded", file.uploaded);
        action.files.append(file);
    }
    action.createdAt = Timestamp::fromMilliseconds(integer(json, "created_at"));
    readTime(json, "attempted_at", action.attemptedAt);
    action.uncertain = json.value(QStringLiteral("uncertain")).toBool();
    action.attempts = json.value(QStringLiteral("attempts")).toInt();
    action.applied = json.value(QStringLiteral("applied")).toObject();
    action.before = json.value(QStringLiteral("before")).toObject();
    action.doneVersion = integer(json, "done_version");
    const QJsonArray superseded = json.value(QStringLiteral("superseded")).toArray();
    for (const QJsonValue &value : superseded)
        action.superseded.append(value.toString());
    const QJsonArray conflictList = json.value(QStringLiteral("conflicts")).toArray();
    for (const QJsonValue &value : conflictList)
        action.conflicts.append(conflictFrom(value.toObject()));
    action.conflictVersion = integer(json, "conflict_version");
    action.why = valueIn(reasons, text("why")).value_or(Why::None);
    const QJsonObject problem = json.value(QStringLiteral("problem")).toObject();
    if (!problem.isEmpty())
        action.problem = Problem::fromJson(problem, problem.value(QStringLiteral("status")).toInt());
    read(json, "result_incident", action.resultIncident);
    read(json, "result_message", action.resultMessage);
    readTime(json, "concluded_at", action.concludedAt);
    read(json, "undoes", action.undoes);
    read(json, "undone_by", action.undoneBy);
    return action;
}

namespace fields {

namespace {

const QString &tagsField()
{
    static const QString name = QStringLiteral("tags");
    return name;
}

bool isNested(const QString &name)
{
    return name == QLatin1String("address") || name == QLatin1String("custom_fields");
}

QStringList texts(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array)
        list.append(item.toString());
    return list;
}

/// A member-less object and one that is not there are the same to a merge patch.
QJsonValue plain(const QJsonValue &value)
{
    return value.isUndefined() ? QJsonValue(QJsonValue::Null) : value;
}

QJsonObject only(const QJsonObject &json, const QStringList &names)
{
    QJsonObject out;
    for (const QString &name : names)
        out.insert(name, plain(json.value(name)));
    return out;
}

} // namespace

QStringList paths(const QJsonObject &patch)
{
    QStringList out;
    for (auto member = patch.begin(); member != patch.end(); ++member) {
        if (!isNested(member.key()) || !member->isObject()) {
            out.append(member.key());
            continue;
        }
        const QStringList inner = member->toObject().keys();
        for (const QString &name : inner)
            out.append(member.key() + u'/' + name);
    }
    return out;
}

QJsonValue at(const QJsonObject &object, const QString &path)
{
    const qsizetype slash = path.indexOf(u'/');
    if (slash < 0)
        return plain(object.value(path));
    return plain(object.value(path.left(slash)).toObject().value(path.mid(slash + 1)));
}

void set(QJsonObject &object, const QString &path, const QJsonValue &value)
{
    const qsizetype slash = path.indexOf(u'/');
    if (slash < 0) {
        object.insert(path, value);
        return;
    }
    QJsonObject inner = object.value(path.left(slash)).toObject();
    inner.insert(path.mid(slash + 1), value);
    object.insert(path.left(slash), inner);
}

QJsonObject editable(const Incident &incident)
{
    static const QStringList names{
        QStringLiteral("subject"),       QStringLiteral("status"),        QStringLiteral("impact"),
        QStringLiteral("urgency"),       QStringLiteral("priority"),      QStringLiteral("product_id"),
        QStringLiteral("team_id"),       QStringLiteral("assignee_id"),   QStringLiteral("language"),
        QStringLiteral("tags"),          QStringLiteral("custom_fields"), QStringLiteral("order_number"),
        QStringLiteral("serial_number"), QStringLiteral("due_at")};
    QJsonObject json = only(codec::toJson(incident), names);
    if (!incident.priorityByHand)
        json.insert(QStringLiteral("priority"), QJsonValue::Null);
    return json;
}

QJsonObject editable(const Customer &customer)
{
    static const QStringList names{QStringLiteral("given_name"), QStringLiteral("family_name"), QStringLiteral("email"),
                                   QStringLiteral("birth_date"), QStringLiteral("address"),     QStringLiteral("phone"),
                                   QStringLiteral("locale")};
    return only(codec::toJson(customer), names);
}

QJsonObject differing(const QJsonObject &patch, const QJsonObject &present)
{
    QJsonObject out;
    const QStringList all = paths(patch);
    for (const QString &path : all) {
        if (at(patch, path) != at(present, path))
            set(out, path, at(patch, path));
    }
    return out;
}

Rebased rebase(const QJsonObject &body, const QJsonObject &seen, const QJsonObject &now)
{
    Rebased out;
    const QStringList all = paths(body);
    for (const QString &path : all) {
        const QJsonValue mine = at(body, path);
        const QJsonValue was = at(seen, path);
        const QJsonValue is = at(now, path);
        if (is == mine) {
            set(out.already, path, mine);
        } else if (is == was) {
            set(out.send, path, mine);
        } else if (path == tagsField()) {
            const QStringList before = texts(was);
            const QStringList wanted = texts(mine);
            QStringList merged;
            const QStringList present = texts(is);
            for (const QString &tag : present) {
                if (wanted.contains(tag) || !before.contains(tag))
                    merged.append(tag);
            }
            for (const QString &tag : wanted) {
                if (!before.contains(tag) && !merged.contains(tag))
                    merged.append(tag);
            }
            std::sort(merged.begin(), merged.end());
            const QJsonValue value = QJsonArray::fromStringList(merged);
            set(value == is ? out.already : out.send, path, value);
        } else {
            out.conflicts.append({path, mine, is, {}, {}});
        }
    }
    return out;
}

QList<IncidentStatus> statusRoute(IncidentStatus from, IncidentStatus to)
{
    QHash<IncidentStatus, IncidentStatus> cameFrom;
    std::deque<IncidentStatus> open{from};
    while (!open.empty()) {
        const IncidentStatus here = open.front();
        open.pop_front();
        const QList<IncidentStatus> next = nextStatuses(here, TransitionBy::Employee);
        for (const IncidentStatus status : next) {
            if (status == from || cameFrom.contains(status))
                continue;
            cameFrom.insert(status, here);
            open.push_back(status);
        }
    }
    QList<IncidentStatus> steps;
    for (IncidentStatus at = to; cameFrom.contains(at); at = cameFrom.value(at))
        steps.prepend(at);
    return steps;
}

Incident patched(Incident incident, const QJsonObject &patch)
{
    QJsonObject json = codec::toJson(incident);
    const QStringList all = paths(patch);
    for (const QString &path : all) {
        const QJsonValue value = at(patch, path);
        if (path == QLatin1String("priority")) {
            json.insert(QStringLiteral("priority_by_hand"), !value.isNull());
            if (value.isNull())
                continue; // what the server's table gives is not known here
        }
        if (path == QLatin1String("team_id"))
            json.insert(QStringLiteral("team_name"), QString());
        if (path == QLatin1String("assignee_id"))
            json.insert(QStringLiteral("assignee_name"), QString());
        if (path == QLatin1String("product_id"))
            json.insert(QStringLiteral("product_name"), QString());
        if (path.startsWith(QLatin1String("custom_fields/")) && value.isNull()) {
            QJsonObject custom = json.value(QStringLiteral("custom_fields")).toObject();
            custom.remove(path.mid(path.indexOf(u'/') + 1));
            json.insert(QStringLiteral("custom_fields"), custom);
            continue;
        }
        set(json, path, value);
    }
    const auto read = codec::incidentFromJson(json);
    return read ? *read : incident;
}

Customer patched(Customer customer, const QJsonObject &patch)
{
    QJsonObject json = codec::toJson(customer);
    const QStringList all = paths(patch);
    for (const QString &path : all)
        set(json, path, at(patch, path));
    const auto read = codec::customerFromJson(json);
    return read ? *read : customer;
}

} // namespace fields
} // namespace mostrador::console
