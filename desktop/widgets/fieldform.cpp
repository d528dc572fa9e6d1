// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/fieldform.h"

#include "protocol/describe.h"

#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace mostrador::console {

FieldForm::FieldForm(const Words &words, QWidget *parent)
    : QWidget(parent)
    , m_words(words)
    , m_layout(new QFormLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    // Long labels and large text: the field goes below its label rather than out of the window.
    m_layout->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_layout->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
}

void FieldForm::add(const QString &name, QWidget *editor, const QString &hint)
{
    add(name, words::fieldName(name, m_words), editor, hint);
}

void FieldForm::add(const QString &name, const QString &labelText, QWidget *editor, const QString &hint)
{
    auto *label = new QLabel(labelText, this);
    label->setBuddy(editor);
    auto *row = new QWidget(this);
    auto *column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    editor->setParent(row);
    editor->setObjectName(name);
    editor->setAccessibleName(labelText);
    editor->setAccessibleDescription(hint);
    column->addWidget(editor);
    if (!hint.isEmpty()) {
        auto *hintLabel = new ToneLabel(Tone::Quiet, hint, row);
        hintLabel->setWordWrap(true);
        column->addWidget(hintLabel);
    }
    auto *mistake = new MistakeLine(row);
    column->addWidget(mistake);
    m_layout->addRow(label, row);
    m_fields.append({name, label, editor, row, mistake, hint});
}

QWidget *FieldForm::editor(const QString &name) const
{
    const Field *field = find(name);
    return field ? field->editor : nullptr;
}

void FieldForm::setFieldVisible(const QString &name, bool visible)
{
    if (const Field *field = find(name))
        m_layout->setRowVisible(field->row, visible);
}

QList<FieldError> FieldForm::showErrors(const QList<FieldError> &errors)
{
    clearErrors();
    QList<FieldError> rest;
    QWidget *first = nullptr;
    for (const FieldError &error : errors) {
        // "/address/city" and "/team_ids/0" belong to the field whose name stands last.
        const Field *field = nullptr;
        const QStringList parts = error.pointer.split(u'/', Qt::SkipEmptyParts);
        for (auto part = parts.crbegin(); part != parts.crend() && !field; ++part)
            field = find(*part);
        if (!field || !m_layout->isRowVisible(field->row)) {
            rest.append(error);
            continue;
        }
        const QString text = words::describe(error, m_words);
        field->mistake->setText(text);
        field->editor->setAccessibleDescription(text);
        if (!first)
            first = field->editor;
    }
    if (first)
        first->setFocus(Qt::OtherFocusReason);
    return rest;
}

void FieldForm::clearErrors()
{
    for (const Field &field : m_fields) {
        field.mistake->setText({});
        field.editor->setAccessibleDescription(field.hint);
    }
}

QString FieldForm::error(const QString &name) const
{
    const Field *field = find(name);
    return field ? field->mistake->text() : QString();
}

const FieldForm::Field *FieldForm::find(const QString &name) const
{
    for (const Field &field : m_fields) {
        if (field.name == name)
            return &field;
    }
    return nullptr;
}

} // namespace mostrador::console
