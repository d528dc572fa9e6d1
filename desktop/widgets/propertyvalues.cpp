// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/directory.h"
#include "models/duetext.h"
#include "protocol/describe.h"
#include "widgets/customfieldeditors.h"
#include "widgets/icons.h"
#include "widgets/propertiesform.h"

#include <QJsonArray>
#include <QLineEdit>

/// What the fields of a PropertiesForm hold, and what they can be set to.
namespace mostrador::console {

namespace {

QJsonValue idOrNull(const QJsonObject &json, const QString &name)
{
    const QJsonValue value = json.value(name);
    return value.isUndefined() ? QJsonValue(QJsonValue::Null) : value;
}

} // namespace

QJsonValue PropertiesForm::present(const Field &field) const
{
    const Incident &now = m_incident.incident();
    if (field.definition) {
        const QJsonValue value = now.customFields.value(field.definition->key);
        return hasCustomValue(value) ? value : QJsonValue(QJsonValue::Null);
    }
    if (field.name == QLatin1String("priority"))
        return now.priorityByHand ? QJsonValue(mostrador::toString(now.priority)) : QJsonValue(QJsonValue::Null);
    if (field.name == QLatin1String("tags"))
        return QJsonArray::fromStringList(now.tags);
    return idOrNull(codec::toJson(now), field.name);
}

ChoiceBox::Choice PropertiesForm::presentChoice(const Field &field) const
{
    const Incident &now = m_incident.incident();
    const Words &words = m_context.models.words;
    Directory &directory = m_context.models.directory;
    const QJsonValue value = present(field);
    if (field.name == QLatin1String("status"))
        return {words::name(now.status, words), value, iconOf(now.status)};
    if (field.name == QLatin1String("priority")) {
        const QString name = words::name(now.priority, words);
        return {now.priorityByHand ? name : tr("%1, from impact and urgency").arg(name), value, iconOf(now.priority)};
    }
    if (field.name == QLatin1String("impact"))
        return {words::name(now.impact, words), value};
    if (field.name == QLatin1String("urgency"))
        return {words::name(now.urgency, words), value};
    if (field.name == QLatin1String("assignee_id"))
        return {now.assignee
                    ? oneLine(now.assigneeName.isEmpty() ? directory.employeeName(*now.assignee) : now.assigneeName)
                    : tr("Nobody"),
                value};
    if (field.name == QLatin1String("team_id"))
        return {now.team ? oneLine(now.teamName.isEmpty() ? directory.teamName(*now.team) : now.teamName)
                         : tr("No team"),
                value};
    if (field.name == QLatin1String("product_id"))
        return {now.product ? oneLine(now.productName.isEmpty() ? directory.productName(*now.product) : now.productName)
                            : tr("No product"),
                value};
    return {value.toString() == QLatin1String("es")   ? QStringLiteral("Español")
            : value.toString() == QLatin1String("en") ? QStringLiteral("English")
                                                      : value.toString(),
            value};
}

PropertiesForm::Given PropertiesForm::given(const Field &field) const
{
    const Words &words = m_context.models.words;
    if (field.definition) {
        const bool asked = field.definition->rules.required == CustomFieldRequired::Opening;
        const auto read = customeditors::read(*field.definition, field.editor, words, asked);
        return {read.value, read.mistake};
    }
    if (const auto *box = qobject_cast<const ChoiceBox *>(field.editor))
        return {box->value(), {}};
    const QString text = static_cast<const QLineEdit *>(field.editor)->text().simplified();
    if (field.name == QLatin1String("due_at")) {
        if (text.isEmpty())
            return {QJsonValue(QJsonValue::Null), {}};
        const auto due = dueFromText(text, QDateTime::currentDateTime(), words.locale());
        if (!due)
            return {QJsonValue(QJsonValue::Undefined),
                    tr("This is no time that can be read. Examples: 3d, 2h, friday 9:30, %1.")
                        .arg(words.locale().toString(QDate::currentDate().addDays(3), QLocale::ShortFormat))};
        return {Timestamp::fromDateTime(*due).toRfc3339(), {}};
    }
    if (field.name == QLatin1String("tags")) {
        QStringList tags;
        for (const QString &part : text.toLower().split(u',', Qt::SkipEmptyParts)) {
            const QString tag = part.simplified();
            if (!tag.isEmpty() && !tags.contains(tag))
                tags.append(tag);
        }
        tags.sort();
        return {QJsonArray::fromStringList(tags), {}};
    }
    return {text, {}};
}

QList<ChoiceBox::Choice> PropertiesForm::statuses() const
{
    QList<ChoiceBox::Choice> list;
    if (!m_incident.hasIncident())
        return list;
    const Words &words = m_context.models.words;
    const QList<IncidentStatus> next = m_incident.nextStatuses();
    for (const IncidentStatus status : allIncidentStatuses()) {
        if (status == m_incident.incident().status || (status != IncidentStatus::Merged && next.contains(status)))
            list.append({words::name(status, words), mostrador::toString(status), iconOf(status)});
    }
    return list;
}

QList<ChoiceBox::Choice> PropertiesForm::priorities() const
{
    QList<ChoiceBox::Choice> list;
    if (!m_incident.hasIncident())
        return list;
    const Words &words = m_context.models.words;
    const Incident &now = m_incident.incident();
    for (const Priority each : {Priority::Critical, Priority::High, Priority::Medium, Priority::Low})
        list.append({words::name(each, words), mostrador::toString(each), iconOf(each)});
    list.append({now.priorityByHand ? tr("From impact and urgency")
                                    : tr("%1, from impact and urgency").arg(words::name(now.priority, words)),
                 QJsonValue(QJsonValue::Null)});
    return list;
}

/// Me first, then those of the incident's team: they are meant most often.
QList<ChoiceBox::Choice> PropertiesForm::assignees() const
{
    QList<ChoiceBox::Choice> list{{tr("Nobody"), QJsonValue(QJsonValue::Null)}};
    if (!m_incident.hasIncident())
        return list;
    const auto me = m_context.models.session.actor().employee;
    const auto team = m_incident.incident().team;
    QList<ChoiceBox::Choice> ofTeam;
    QList<ChoiceBox::Choice> others;
    for (const Employee &each : m_context.models.directory.employees()) {
        const ChoiceBox::Choice choice{oneLine(each.name), each.id.toString()};
        if (each.id == me)
            list.append(choice);
        else if (each.role == Role::Auditor)
            continue;
        else if (team && each.teams.contains(*team))
            ofTeam.append(choice);
        else
            others.append(choice);
    }
    return list + ofTeam + others;
}

} // namespace mostrador::console
