// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/codecs.h"
#include "protocol/members.h"

#include <algorithm>

namespace mostrador::codec {

using namespace members;

namespace {

constexpr JsonReader::TextRule subjectRule{.max = limits::subject};
constexpr JsonReader::TextRule bodyRule{.max = limits::messageBody, .required = true, .multiline = true, .trim = false};
constexpr int customFieldName = 64;

/// Lower case, sorted, without doubles, as Incident::tags is.
bool readTags(JsonReader &in, QStringList &tags)
{
    QStringList read;
    if (in.isNull(QStringLiteral("tags")))
        in.accept(QStringLiteral("tags"));
    else if (!in.textList(QStringLiteral("tags"), read, {.max = limits::tag, .required = true}, limits::tags))
        return false;
    for (QString &tag : read)
        tag = tag.toLower();
    std::sort(read.begin(), read.end());
    read.erase(std::unique(read.begin(), read.end()), read.end());
    tags = read;
    return true;
}

/// A flat object of texts, numbers, booleans and, where @p keepNulls, nulls that remove a member.
bool readCustomFields(JsonReader &in, QJsonObject &fields, bool keepNulls)
{
    const QString name = QStringLiteral("custom_fields");
    QJsonObject read;
    if (!in.object(name, read))
        return false;
    if (read.size() > limits::customFields) {
        in.fault(name, FieldErrorCode::TooMany, {{QStringLiteral("max"), limits::customFields}});
        return false;
    }
    QList<FieldError> faults;
    QJsonObject clean;
    for (auto it = read.begin(); it != read.end(); ++it) {
        const QString token = QString(it.key())
                                  .replace(QLatin1Char('~'), QLatin1String("~0"))
                                  .replace(QLatin1Char('/'), QLatin1String("~1"));
        const QString pointer = in.pointerTo(name + QLatin1Char('/') + token);
        const auto key = checkText(it.key(), pointer, {.max = customFieldName, .required = true, .trim = false});
        if (!key) {
            faults.append(key.error());
        } else if (it->isString()) {
            auto text = checkText(it->toString(), pointer, {.max = limits::customFieldText, .multiline = true});
            if (text)
                clean.insert(*key, *text);
            else
                faults.append(text.error());
        } else if (it->isArray()) {
            // Several of the choices of a defined field; whether it is one is seen where definitions are.
            QStringList texts;
            JsonReader list(QJsonObject{{QStringLiteral("v"), *it}});
            if (list.textList(QStringLiteral("v"), texts, {.max = limits::customFieldChoice, .required = true},
                              limits::customFieldChoices))
                clean.insert(*key, QJsonArray::fromStringList(texts));
            for (const FieldError &error : list.errors())
                faults.append({pointer + error.pointer.mid(2), error.code, error.params});
        } else if (it->isBool() || it->isDouble() || (it->isNull() && keepNulls)) {
            clean.insert(*key, *it);
        } else if (!it->isNull()) {
            faults.append({pointer,
                           FieldErrorCode::WrongType,
                           {{QStringLiteral("expected"), QStringLiteral("string, number or boolean")}}});
        }
    }
    in.merge(faults);
    if (!faults.isEmpty())
        return false;
    fields = clean;
    return true;
}

void insertText(QJsonObject &json, const QString &name, const QString &text)
{
    if (!text.isEmpty())
        json.insert(name, text);
}

template <typename T>
void insertId(QJsonObject &json, const QString &name, const std::optional<T> &id)
{
    if (id)
        json.insert(name, value(*id));
}

template <typename T>
void insertName(QJsonObject &json, const QString &name, const std::optional<T> &enumerator)
{
    if (enumerator)
        json.insert(name, toString(*enumerator));
}

void readCustomer(JsonReader &in, NewIncident &incident)
{
    in.id(QStringLiteral("customer_id"), incident.customer);
    QJsonObject customer;
    if (!in.object(QStringLiteral("customer"), customer))
        return;
    Result<NewCustomer> read = newCustomerFromJson(customer, in.pointerTo(QStringLiteral("customer")));
    if (read)
        incident.customerData = *std::move(read);
    else
        in.merge(read.error().errors);
    if (incident.customer) {
        in.fault(QStringLiteral("customer"), FieldErrorCode::Mismatch,
                 {{QStringLiteral("other"), QStringLiteral("customer_id")}});
    }
}

} // namespace

QJsonObject toJson(const NewIncident &incident)
{
    QJsonObject json{{QStringLiteral("subject"), incident.subject},
                     {QStringLiteral("description"), incident.description},
                     {QStringLiteral("channel"), toString(incident.channel)}};
    insertId(json, QStringLiteral("customer_id"), incident.customer);
    if (incident.customerData)
        json.insert(QStringLiteral("customer"), toJson(*incident.customerData));
    insertId(json, QStringLiteral("product_id"), incident.product);
    insertId(json, QStringLiteral("team_id"), incident.team);
    insertId(json, QStringLiteral("assignee_id"), incident.assignee);
    insertName(json, QStringLiteral("impact"), incident.impact);
    insertName(json, QStringLiteral("urgency"), incident.urgency);
    insertName(json, QStringLiteral("priority"), incident.priority);
    insertText(json, QStringLiteral("language"), incident.language);
    if (!incident.tags.isEmpty())
        json.insert(QStringLiteral("tags"), QJsonArray::fromStringList(incident.tags));
    if (!incident.customFields.isEmpty())
        json.insert(QStringLiteral("custom_fields"), incident.customFields);
    insertText(json, QStringLiteral("order_number"), incident.orderNumber);
    insertText(json, QStringLiteral("serial_number"), incident.serialNumber);
    insertText(json, QStringLiteral("external_reference"), incident.externalReference);
    insertId(json, QStringLiteral("follow_up_of"), incident.followUpOf);
    if (incident.dueAt)
        json.insert(QStringLiteral("due_at"), value(*incident.dueAt));
    if (!incident.attachments.isEmpty())
        json.insert(QStringLiteral("attachment_ids"), array(incident.attachments));
    return json;
}

Result<NewIncident> newIncidentFromJson(const QJsonObject &json)
{
    NewIncident incident;
    JsonReader in(json);
    in.text(QStringLiteral("subject"), incident.subject, {.max = limits::subject, .required = true});
    in.text(QStringLiteral("description"), incident.description, bodyRule);
    readCustomer(in, incident);
    in.id(QStringLiteral("product_id"), incident.product);
    in.id(QStringLiteral("team_id"), incident.team);
    in.id(QStringLiteral("assignee_id"), incident.assignee);
    optionalEnum(in, QStringLiteral("impact"), incident.impact, impactFromString, levelNames());
    optionalEnum(in, QStringLiteral("urgency"), incident.urgency, urgencyFromString, levelNames());
    optionalEnum(in, QStringLiteral("priority"), incident.priority, priorityFromString, priorityNames());
    in.enumeration(QStringLiteral("channel"), incident.channel, channelFromString, channelNames());
    language(in, QStringLiteral("language"), incident.language);
    readTags(in, incident.tags);
    readCustomFields(in, incident.customFields, false);
    clearableText(in, QStringLiteral("order_number"), incident.orderNumber, {.max = limits::orderNumber});
    clearableText(in, QStringLiteral("serial_number"), incident.serialNumber, {.max = limits::serialNumber});
    clearableText(in, QStringLiteral("external_reference"), incident.externalReference,
                  {.max = limits::externalReference});
    in.id(QStringLiteral("follow_up_of"), incident.followUpOf);
    in.timestamp(QStringLiteral("due_at"), incident.dueAt);
    in.idList(QStringLiteral("attachment_ids"), incident.attachments, limits::attachmentsPerMessage);
    if (auto problem = in.finish())
        return *problem;
    return incident;
}

QJsonObject toJson(const IncidentChange &change)
{
    QJsonObject json;
    if (change.subject)
        json.insert(QStringLiteral("subject"), *change.subject);
    insertName(json, QStringLiteral("status"), change.status);
    insertName(json, QStringLiteral("impact"), change.impact);
    insertName(json, QStringLiteral("urgency"), change.urgency);
    if (change.priority) {
        json.insert(QStringLiteral("priority"),
                    *change.priority ? QJsonValue(toString(**change.priority)) : QJsonValue(QJsonValue::Null));
    }
    if (change.product)
        json.insert(QStringLiteral("product_id"), value(*change.product));
    if (change.team)
        json.insert(QStringLiteral("team_id"), value(*change.team));
    if (change.assignee)
        json.insert(QStringLiteral("assignee_id"), value(*change.assignee));
    if (change.language)
        json.insert(QStringLiteral("language"), *change.language);
    if (change.tags)
        json.insert(QStringLiteral("tags"), QJsonArray::fromStringList(*change.tags));
    if (change.customFields)
        json.insert(QStringLiteral("custom_fields"), *change.customFields);
    if (change.orderNumber)
        json.insert(QStringLiteral("order_number"), *change.orderNumber);
    if (change.serialNumber)
        json.insert(QStringLiteral("serial_number"), *change.serialNumber);
    if (change.dueAt)
        json.insert(QStringLiteral("due_at"), value(*change.dueAt));
    return json;
}

Result<IncidentChange> incidentChangeFromJson(const QJsonObject &json)
{
    IncidentChange change;
    JsonReader in(json);
    patchText(in, QStringLiteral("subject"), change.subject, subjectRule);
    optionalEnum(in, QStringLiteral("status"), change.status, incidentStatusFromString, statusNames());
    optionalEnum(in, QStringLiteral("impact"), change.impact, impactFromString, levelNames());
    optionalEnum(in, QStringLiteral("urgency"), change.urgency, urgencyFromString, levelNames());
    if (in.isNull(QStringLiteral("priority"))) {
        in.accept(QStringLiteral("priority"));
        change.priority = std::optional<Priority>();
    } else {
        std::optional<Priority> priority;
        optionalEnum(in, QStringLiteral("priority"), priority, priorityFromString, priorityNames());
        if (priority)
            change.priority = priority;
    }
    patchId(in, QStringLiteral("product_id"), change.product);
    patchId(in, QStringLiteral("team_id"), change.team);
    patchId(in, QStringLiteral("assignee_id"), change.assignee);
    if (in.isNull(QStringLiteral("language"))) {
        in.accept(QStringLiteral("language"));
        in.fault(QStringLiteral("language"), FieldErrorCode::WrongType,
                 {{QStringLiteral("expected"), QStringLiteral("string")}});
    } else if (in.has(QStringLiteral("language"))) {
        QString read;
        if (language(in, QStringLiteral("language"), read)) {
            if (read.isEmpty())
                in.fault(QStringLiteral("language"), FieldErrorCode::Required);
            else
                change.language = read;
        }
    }
    if (in.has(QStringLiteral("tags"))) {
        QStringList tags;
        if (readTags(in, tags))
            change.tags = tags;
    }
    if (in.has(QStringLiteral("custom_fields"))) {
        QJsonObject fields;
        if (in.isNull(QStringLiteral("custom_fields"))) {
            in.fault(QStringLiteral("custom_fields"), FieldErrorCode::WrongType,
                     {{QStringLiteral("expected"), QStringLiteral("object")}});
            in.accept(QStringLiteral("custom_fields"));
        } else if (readCustomFields(in, fields, true)) {
            change.customFields = fields;
        }
    }
    patchClearable(in, QStringLiteral("order_number"), change.orderNumber, {.max = limits::orderNumber});
    patchClearable(in, QStringLiteral("serial_number"), change.serialNumber, {.max = limits::serialNumber});
    std::optional<Timestamp> dueAt;
    if (in.timestamp(QStringLiteral("due_at"), dueAt) || in.isNull(QStringLiteral("due_at")))
        change.dueAt = dueAt;
    if (auto problem = in.finish())
        return *problem;
    return change;
}

QJsonObject toJson(const NewMessage &message)
{
    QJsonObject json{{QStringLiteral("internal"), message.internal}, {QStringLiteral("body"), message.body}};
    if (!message.attachments.isEmpty())
        json.insert(QStringLiteral("attachment_ids"), array(message.attachments));
    insertName(json, QStringLiteral("status"), message.status);
    if (message.holdSeconds != 0)
        json.insert(QStringLiteral("hold_seconds"), message.holdSeconds);
    return json;
}

Result<NewMessage> newMessageFromJson(const QJsonObject &json)
{
    NewMessage message;
    JsonReader in(json);
    in.boolean(QStringLiteral("internal"), message.internal);
    in.text(QStringLiteral("body"), message.body, bodyRule);
    in.idList(QStringLiteral("attachment_ids"), message.attachments, limits::attachmentsPerMessage);
    optionalEnum(in, QStringLiteral("status"), message.status, incidentStatusFromString, statusNames());
    qint64 hold = 0;
    if (in.integer(QStringLiteral("hold_seconds"), hold, 0, limits::messageHoldSeconds))
        message.holdSeconds = static_cast<int>(hold);
    if (auto problem = in.finish())
        return *problem;
    return message;
}

} // namespace mostrador::codec
