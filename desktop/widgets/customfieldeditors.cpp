// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/customfieldeditors.h"

#include "model/limits.h"
#include "models/duetext.h"
#include "models/eventtext.h"
#include "protocol/describe.h"
#include "widgets/choicebox.h"
#include "widgets/fieldeditors.h"
#include "widgets/plaintext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalBlocker>

namespace mostrador::console::customeditors {

namespace {

struct CustomFieldEditors
{
    Q_DECLARE_TR_FUNCTIONS(mostrador::console::CustomFieldEditors)
};

constexpr int valueRole = Qt::UserRole;

bool isNumber(const CustomField &field)
{
    return field.type == CustomFieldType::Integer || field.type == CustomFieldType::Decimal;
}

/// As the language writes numbers, without marks between thousands, which would be read as something else elsewhere.
QLocale numbersOf(const Words &words)
{
    QLocale locale = words.locale();
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale;
}

QString labelOf(const CustomField &field, const QString &value, const Words &words)
{
    for (const CustomFieldChoice &choice : field.rules.choices) {
        if (choice.value != value)
            continue;
        const QString label = textIn(choice.label, words.language());
        return label.isEmpty() ? value : label;
    }
    return value;
}

QString notGiven()
{
    return CustomFieldEditors::tr("not given");
}

QString textOf(const CustomField &field, const QJsonValue &value, const Words &words)
{
    if (!hasCustomValue(value))
        return field.type == CustomFieldType::Boolean || field.type == CustomFieldType::Choice ? notGiven() : QString();
    if (value.isBool())
        return value.toBool() ? CustomFieldEditors::tr("yes") : CustomFieldEditors::tr("no");
    if (value.isDouble())
        return numbersOf(words).toString(value.toDouble(), 'g', 15);
    if (value.isArray()) {
        QStringList parts;
        for (const QJsonValue &one : value.toArray())
            parts.append(labelOf(field, one.toString(), words));
        return words.locale().createSeparatedList(parts);
    }
    return labelOf(field, value.toString(), words);
}

QList<ChoiceBox::Choice> choicesOf(const CustomField &field, const Words &words)
{
    QList<ChoiceBox::Choice> list{{notGiven(), QJsonValue(QJsonValue::Null)}};
    if (field.type == CustomFieldType::Boolean) {
        for (const bool value : {true, false})
            list.append({textOf(field, value, words), value});
        return list;
    }
    for (const CustomFieldChoice &choice : field.rules.choices)
        list.append({labelOf(field, choice.value, words), choice.value});
    return list;
}

Read readNumber(const QString &text, const Words &words)
{
    bool ok = false;
    double number = numbersOf(words).toDouble(text, &ok);
    if (!ok)
        number = QLocale::c().toDouble(text, &ok);
    if (!ok)
        return {QJsonValue::Null, CustomFieldEditors::tr("Enter a number.")};
    return {number, {}};
}

Read readDate(const QString &text, const Words &words)
{
    QDate day = QDate::fromString(text, Qt::ISODate);
    if (!day.isValid()) {
        // "tomorrow", "friday", or as the language writes dates.
        if (const auto meant = dueFromText(text, QDateTime::currentDateTime(), words.locale()))
            day = meant->date();
    }
    if (!day.isValid())
        return {QJsonValue::Null,
                CustomFieldEditors::tr("Enter a date, such as %1.").arg(QDate::currentDate().toString(Qt::ISODate))};
    return {day.toString(Qt::ISODate), {}};
}

Read given(const CustomField &field, const QWidget *editor, const Words &words)
{
    if (const auto *box = qobject_cast<const ChoiceBox *>(editor))
        return {box->value(), {}};
    if (const auto *list = qobject_cast<const QListWidget *>(editor)) {
        QJsonArray ticked;
        for (int row = 0; row < list->count(); ++row) {
            if (list->item(row)->checkState() == Qt::Checked)
                ticked.append(list->item(row)->data(valueRole).toString());
        }
        return {ticked.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(ticked), {}};
    }
    QString text;
    if (const auto *several = qobject_cast<const QPlainTextEdit *>(editor))
        text = plainText(several).trimmed();
    else if (const auto *one = qobject_cast<const QLineEdit *>(editor))
        text = one->text().trimmed();
    if (text.isEmpty())
        return {};
    if (isNumber(field))
        return readNumber(text, words);
    if (field.type == CustomFieldType::Date)
        return readDate(text, words);
    return {text, {}};
}

} // namespace

QWidget *make(const CustomField &field, const Words &words)
{
    switch (field.type) {
    case CustomFieldType::Boolean:
    case CustomFieldType::Choice:
        return new ChoiceBox(field.rules.choices.size() > 8, [field, &words] { return choicesOf(field, words); });
    case CustomFieldType::Choices: {
        auto *list = new QListWidget;
        for (const CustomFieldChoice &choice : field.rules.choices) {
            auto *item = new QListWidgetItem(labelOf(field, choice.value, words), list);
            item->setData(valueRole, choice.value);
            item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
            item->setCheckState(Qt::Unchecked);
        }
        const int rows = qBound(2, static_cast<int>(field.rules.choices.size()), 5);
        list->setFixedHeight(list->fontMetrics().lineSpacing() * (rows + 1));
        list->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        return list;
    }
    case CustomFieldType::LongText: {
        auto *edit = editors::lines(limits::customFieldText, 3);
        edit->setFixedHeight(edit->fontMetrics().lineSpacing() * 4);
        edit->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        return edit;
    }
    case CustomFieldType::Text:
    case CustomFieldType::Integer:
    case CustomFieldType::Decimal:
    case CustomFieldType::Date:
        break;
    }
    auto *edit = editors::line(limits::customFieldText);
    if (isNumber(field))
        edit->setInputMethodHints(Qt::ImhFormattedNumbersOnly);
    if (field.type == CustomFieldType::Date) {
        edit->setInputMethodHints(Qt::ImhDate);
        edit->setPlaceholderText(CustomFieldEditors::tr("year-month-day"));
    }
    return edit;
}

void write(const CustomField &field, QWidget *editor, const QJsonValue &value, const Words &words)
{
    const QSignalBlocker blocker(editor);
    const QString text = textOf(field, value, words);
    if (auto *box = qobject_cast<ChoiceBox *>(editor)) {
        box->setPresent({text, hasCustomValue(value) ? value : QJsonValue(QJsonValue::Null)});
    } else if (auto *list = qobject_cast<QListWidget *>(editor)) {
        const QJsonArray ticked = value.toArray();
        for (int row = 0; row < list->count(); ++row) {
            QListWidgetItem *item = list->item(row);
            item->setCheckState(ticked.contains(item->data(valueRole).toString()) ? Qt::Checked : Qt::Unchecked);
        }
    } else if (auto *several = qobject_cast<QPlainTextEdit *>(editor)) {
        if (plainText(several) != text)
            several->setPlainText(text);
    } else if (auto *one = qobject_cast<QLineEdit *>(editor)) {
        if (one->text() != text) {
            one->setText(text);
            one->setCursorPosition(0);
        }
    }
}

Read read(const CustomField &field, const QWidget *editor, const Words &words, bool asked)
{
    Read result = given(field, editor, words);
    if (!result.mistake.isEmpty())
        return result;
    if (!hasCustomValue(result.value)) {
        result.value = QJsonValue::Null;
        if (asked)
            result.mistake = words::describe(FieldError{{}, FieldErrorCode::Required, {}}, words);
        return result;
    }
    if (const auto error = checkCustomValue(field, result.value, {}))
        result.mistake = words::describe(*error, words);
    return result;
}

QString describe(const CustomField &field, const QJsonValue &value, const ModelContext &context)
{
    return hasCustomValue(value) ? textOf(field, value, context.words) : describeValue({}, QJsonValue(), context);
}

QString label(const CustomField &field, const Words &words)
{
    const QString text = textIn(field.rules.label, words.language());
    const QString name = text.isEmpty() ? field.key : text;
    //: A field that must be filled in
    return field.rules.required == CustomFieldRequired::Opening ? CustomFieldEditors::tr("%1 *").arg(name) : name;
}

} // namespace mostrador::console::customeditors
