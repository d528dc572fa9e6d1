// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/eventtext.h"
#include "protocol/describe.h"
#include "widgets/customfieldeditors.h"
#include "widgets/fieldeditors.h"
#include "widgets/incidentactions.h"
#include "widgets/notice.h"
#include "widgets/propertiesform.h"

/// How what is entered in a PropertiesForm gets to the server, and what comes of it.
namespace mostrador::console {

namespace {

const QString customMember = QStringLiteral("custom_fields/");

/// A change of one member, or of one member of the custom fields.
QJsonObject patchOf(const QString &name, const QJsonValue &value)
{
    if (!name.startsWith(customMember))
        return {{name, value}};
    return {{QStringLiteral("custom_fields"), QJsonObject{{name.mid(customMember.size()), value}}}};
}

} // namespace

void PropertiesForm::commit(Field &field)
{
    if (!m_incident.hasIncident() || !mayEdit(field))
        return;
    // Left as it was: nothing to read, or a time shown without its seconds would be another one.
    const bool choice = qobject_cast<ChoiceBox *>(field.editor) != nullptr;
    if (!choice && !field.touched)
        return;
    const Given read = given(field);
    if (!read.mistake.isEmpty()) {
        refuse(field, read.mistake);
        return;
    }
    field.mistake->setText({});
    field.editor->setAccessibleDescription(QString());
    field.touched = false;
    if (editors::isSame(read.value, field.sent ? field.attempt : present(field))) {
        if (!field.sent)
            show(field);
        return;
    }
    send(field, read.value);
}

void PropertiesForm::send(Field &field, const QJsonValue &value)
{
    field.sent = true;
    field.attempt = value;
    if (field.name == QLatin1String("status")) {
        const auto status = incidentStatusFromString(value.toString());
        // Reopening a closed one asks for a reason first, and may be called off.
        field.sent = m_incident.incident().status != IncidentStatus::Closed;
        if (status)
            m_actions.setStatus(*status);
        if (!field.sent)
            show(field);
        return;
    }
    if (field.name == QLatin1String("priority")) {
        m_actions.setPriority(value.isNull() ? std::nullopt : priorityFromString(value.toString()));
        return;
    }
    const auto wanted = codec::incidentChangeFromJson(patchOf(field.name, value));
    if (!wanted) {
        field.sent = false;
        const QList<FieldError> errors = wanted.error().errors;
        refuse(field, errors.isEmpty() ? words::describe(wanted.error(), m_context.models.words)
                                       : words::describe(errors.constFirst(), m_context.models.words));
        return;
    }
    const auto undo = codec::incidentChangeFromJson(patchOf(field.name, present(field)));
    QString said;
    if (field.definition)
        said = customeditors::describe(*field.definition, value, m_context.models);
    else if (const auto *box = qobject_cast<const ChoiceBox *>(field.editor))
        said = box->shownText();
    else
        said = describeValue(field.name, value, m_context.models);
    m_actions.apply(*wanted, undo ? *undo : IncidentChange(),
                    tr("%1: %2.", "a field and its new value").arg(field.title, oneLine(said, 80)));
}

void PropertiesForm::refuse(Field &field, const QString &why)
{
    field.mistake->setText(why);
    field.editor->setAccessibleDescription(why);
    field.touched = qobject_cast<ChoiceBox *>(field.editor) == nullptr;
    Q_EMIT mistakeFound();
}

/// What has been saved is present now; what is still on its way waits.
void PropertiesForm::settle()
{
    if (!m_incident.hasIncident())
        return;
    for (const auto &field : m_fields) {
        if (field->sent && (editors::isSame(field->attempt, present(*field)) || !m_incident.isSaving())) {
            field->sent = false;
            if (!field->touched)
                show(*field);
        }
    }
}

void PropertiesForm::onFailed(const Failure &failure)
{
    QWidget *first = nullptr;
    for (const auto &field : m_fields) {
        const bool sent = std::exchange(field->sent, false);
        QString why;
        for (const FieldError &error : failure.problem.errors) {
            const QString at = field->definition ? customMember + pointerStep(field->definition->key) : field->name;
            if (error.pointer == u'/' + at || error.pointer.startsWith(u'/' + at + u'/'))
                why = words::describe(error, m_context.models.words);
        }
        if (!why.isEmpty()) {
            refuse(*field, why);
            if (!first)
                first = field->editor;
        }
        if (sent && m_incident.hasIncident() && (why.isEmpty() || qobject_cast<ChoiceBox *>(field->editor)))
            show(*field);
    }
    if (first && first->isVisible())
        first->setFocus(Qt::OtherFocusReason);
}

} // namespace mostrador::console
