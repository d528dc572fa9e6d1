// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/fieldform.h"

#include "protocol/describe.h"

#include <QGridLayout>
#include <QLabel>

namespace mostrador::console {

FieldForm::FieldForm(const Words &words, QWidget *parent)
    : QWidget(parent)
    , m_words(words)
    , m_layout(new QGridLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setColumnStretch(1, 1);
}

void FieldForm::add(const QString &name, QWidget *editor, const QString &hint)
{
    add(name, words::fieldName(name, m_words), editor, hint);
}

void FieldForm::add(const QString &name, const QString &labelText, QWidget *editor, const QString &hint)
{
    auto *label = new QLabel(labelText, this);
    label->setBuddy(editor);
    editor->setParent(this);
    editor->setObjectName(name);
    editor->setAccessibleName(labelText);
    editor->setAccessibleDescription(hint);
    const bool high = editor->sizePolicy().verticalPolicy() & QSizePolicy::ExpandFlag;
    if (high) {
        editor->setFixedHeight(qMin(editor->maximumHeight(), fontMetrics().lineSpacing() * 9));
        editor->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    int row = m_layout->rowCount();
    m_layout->setRowStretch(row - 1, 0);
    m_layout->addWidget(label, row, 0, high ? Qt::AlignTop : Qt::AlignVCenter);
    m_layout->addWidget(editor, row++, 1);
    ToneLabel *hintLabel = nullptr;
    if (!hint.isEmpty()) {
        hintLabel = new ToneLabel(Tone::Quiet, hint, this);
        hintLabel->setWordWrap(true);
        m_layout->addWidget(hintLabel, row++, 1);
    }
    auto *mistake = new MistakeLine(this);
    m_layout->addWidget(mistake, row++, 1);
    // What room is left goes below the last field.
    m_layout->addItem(new QSpacerItem(0, 0), row, 0);
    m_layout->setRowStretch(row, 1);
    m_fields.append({name, label, editor, hintLabel, mistake, hint});
}

QWidget *FieldForm::editor(const QString &name) const
{
    const Field *field = find(name);
    return field ? field->editor : nullptr;
}

void FieldForm::setFieldVisible(const QString &name, bool visible)
{
    for (Field &field : m_fields) {
        if (field.name != name)
            continue;
        field.visible = visible;
        field.label->setVisible(visible);
        field.editor->setVisible(visible);
        if (field.hintLabel)
            field.hintLabel->setVisible(visible);
        if (!visible)
            field.mistake->setText({});
    }
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
        if (!field || !field->visible) {
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

void FieldForm::showMistake(const QString &name, const QString &text)
{
    if (const Field *field = find(name)) {
        field->mistake->setText(text);
        field->editor->setAccessibleDescription(text);
        field->editor->setFocus(Qt::OtherFocusReason);
    }
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
