// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/propertiesform.h"

#include "model/limits.h"
#include "models/directory.h"
#include "models/writing.h"
#include "protocol/describe.h"
#include "widgets/customfieldeditors.h"
#include "widgets/fieldeditors.h"
#include "widgets/incidentactions.h"
#include "widgets/notice.h"
#include "widgets/recordchoices.h"

#include <QEvent>
#include <QFormLayout>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace mostrador::console {

namespace {

const QString customPrefix = QStringLiteral("custom_fields/");
constexpr int tagsTextMax = limits::tags * (limits::tag + 2);

} // namespace

PropertiesForm::PropertiesForm(const WidgetContext &context, OpenIncident &incident, IncidentActions &actions,
                               QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_incident(incident)
    , m_actions(actions)
    , m_layout(new QFormLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_layout->setVerticalSpacing(fontMetrics().height() / 4);
    m_layout->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    build();
    connect(&incident, &OpenIncident::changed, this, &PropertiesForm::update);
    connect(&incident, &OpenIncident::saved, this, &PropertiesForm::settle);
    connect(&incident, &OpenIncident::conflict, this, [this] {
        for (const auto &field : m_fields)
            field->sent = false;
        update({});
    });
    connect(&incident, &OpenIncident::changeFailed, this, &PropertiesForm::onFailed);
    const auto again = [this] { update({}); };
    connect(&context.models.client, &ApiClient::stateChanged, this, again);
    connect(&context.models.session, &Session::employeeChanged, this, again);
    Directory &directory = context.models.directory;
    connect(&directory, &Directory::teamsChanged, this, again);
    connect(&directory, &Directory::employeesChanged, this, again);
    connect(&directory, &Directory::productsChanged, this, again);
    connect(&directory.customFields(), &CustomFieldDefinitions::changed, this, &PropertiesForm::updateCustom);
}

PropertiesForm::~PropertiesForm() = default;

void PropertiesForm::build()
{
    Directory &directory = m_context.models.directory;
    const Words &words = m_context.models.words;
    addLine(QStringLiteral("subject"), limits::subject);
    addChoice(QStringLiteral("status"), false, [this] { return statuses(); });
    addChoice(QStringLiteral("assignee_id"), true, [this] { return assignees(); });
    addChoice(QStringLiteral("team_id"), true, [&directory] { return choices::teams(directory, tr("No team")); });
    addChoice(QStringLiteral("priority"), false, [this] { return priorities(); });
    addChoice(QStringLiteral("impact"), false, [&words] {
        QList<ChoiceBox::Choice> list;
        for (const Impact each : {Impact::High, Impact::Medium, Impact::Low})
            list.append({words::name(each, words), mostrador::toString(each)});
        return list;
    });
    addChoice(QStringLiteral("urgency"), false, [&words] {
        QList<ChoiceBox::Choice> list;
        for (const Urgency each : {Urgency::High, Urgency::Medium, Urgency::Low})
            list.append({words::name(each, words), mostrador::toString(each)});
        return list;
    });
    addChoice(QStringLiteral("product_id"), true,
              [&directory] { return choices::products(directory, tr("No product")); });
    addLine(QStringLiteral("due_at"), 60);
    addLine(QStringLiteral("tags"), tagsTextMax);
    addChoice(QStringLiteral("language"), false, [] {
        return QList<ChoiceBox::Choice>{{QStringLiteral("Español"), QStringLiteral("es")},
                                        {QStringLiteral("English"), QStringLiteral("en")}};
    });
    addLine(QStringLiteral("order_number"), limits::orderNumber);
    addLine(QStringLiteral("serial_number"), limits::serialNumber);
    m_fixedRows = m_layout->rowCount();
    const auto hint = [this](const char *name, const QString &text) {
        auto *edit = static_cast<QLineEdit *>(editor(QString::fromLatin1(name)));
        edit->setPlaceholderText(text);
        edit->setToolTip(plainToolTip(text));
    };
    hint("due_at", tr("3d, 2h, friday 9:30, a date"));
    hint("tags", tr("with commas between them"));
    // Something must be in a layout's row for its buddy; the rest comes with the incident.
    update({});
}

PropertiesForm::Field *PropertiesForm::addField(const QString &name, QWidget *editor, const QString &label)
{
    auto field = std::make_unique<Field>();
    field->name = name;
    field->title = label;
    field->editor = editor;
    field->cell = new QWidget(this);
    field->mistake = new MistakeLine(field->cell);
    auto *column = new QVBoxLayout(field->cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(editor);
    column->addWidget(field->mistake);
    editor->setObjectName(QStringLiteral("property_") + name);
    editor->setAccessibleName(label);
    if (const auto *box = qobject_cast<ChoiceBox *>(editor); box && box->isEditable())
        box->lineEdit()->setAccessibleName(label);
    field->label = new QLabel(label, this);
    field->label->setTextFormat(Qt::PlainText);
    field->label->setBuddy(editor);
    m_layout->addRow(field->label, field->cell);
    m_fields.push_back(std::move(field));
    Field *added = m_fields.back().get();
    watch(added);
    return added;
}

void PropertiesForm::addChoice(const QString &name, bool searchable, const ChoiceBox::Source &source)
{
    addField(name, new ChoiceBox(searchable, source, this), words::fieldName(name, m_context.models.words));
}

void PropertiesForm::addLine(const QString &name, int max)
{
    QLineEdit *edit = editors::line(max);
    edit->setMinimumWidth(fontMetrics().averageCharWidth() * 12);
    edit->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    addField(name, edit, words::fieldName(name, m_context.models.words));
}

void PropertiesForm::watch(Field *field)
{
    field->editor->installEventFilter(this);
    const auto touch = [this, field] {
        if (!m_writing)
            field->touched = true;
    };
    if (auto *box = qobject_cast<ChoiceBox *>(field->editor)) {
        connect(box, &ChoiceBox::chosen, this, [this, field] { commit(*field); });
        connect(box, &ChoiceBox::nothingFits, this, [this, field](const QString &) {
            field->mistake->setText(tr("Choose one of the offered values."));
            field->editor->setAccessibleDescription(field->mistake->text());
        });
    } else {
        editors::onEdited(field->editor, this, touch);
        if (auto *line = qobject_cast<QLineEdit *>(field->editor))
            connect(line, &QLineEdit::editingFinished, this, [this, field] { commit(*field); });
    }
}

PropertiesForm::Field *PropertiesForm::find(const QString &name) const
{
    for (const auto &field : m_fields) {
        if (field->name == name)
            return field.get();
    }
    return nullptr;
}

QWidget *PropertiesForm::editor(const QString &name) const
{
    const Field *field = find(name);
    return field ? field->editor : nullptr;
}

QString PropertiesForm::mistake(const QString &name) const
{
    const Field *field = find(name);
    return field ? field->mistake->text() : QString();
}

void PropertiesForm::focusFirst()
{
    QWidget *first = nullptr;
    for (const auto &field : m_fields) {
        if (!field->editor->isEnabled() || !field->cell->isVisibleTo(this))
            continue;
        if (!field->mistake->text().isEmpty()) {
            first = field->editor;
            break;
        }
        if (!first && field->name != QLatin1String("subject"))
            first = field->editor;
    }
    if (first)
        first->setFocus(Qt::ShortcutFocusReason);
}

bool PropertiesForm::isTouched(const Field &field) const
{
    if (const auto *box = qobject_cast<const ChoiceBox *>(field.editor))
        return box->isTyping();
    return field.touched;
}

void PropertiesForm::commit()
{
    for (const auto &field : m_fields) {
        if (field->touched && !field->sent)
            commit(*field);
    }
}

void PropertiesForm::update(const QStringList &)
{
    const bool there = m_incident.hasIncident();
    const std::optional<IncidentId> id = there ? std::optional(m_incident.incident().id) : std::nullopt;
    if (id != m_shown) {
        m_shown = id;
        for (const auto &field : m_fields) {
            field->touched = false;
            field->sent = false;
            field->mistake->setText({});
            field->editor->setAccessibleDescription(QString());
        }
    }
    setEnabled(there);
    if (!there)
        return;
    updateCustom();
    for (const auto &field : m_fields) {
        allow(*field);
        if (!field->sent && !(field->touched || !field->mistake->text().isEmpty()))
            show(*field);
    }
}

/// The custom fields that this incident has or may have, as its product and the other values decide.
void PropertiesForm::updateCustom()
{
    if (!m_incident.hasIncident())
        return;
    const Incident &now = m_incident.incident();
    const Product *product = now.product ? m_context.models.directory.product(*now.product) : nullptr;
    const QString category = product ? product->category : QString();
    QStringList keys;
    for (const CustomField &definition : m_context.models.directory.customFields().all()) {
        const bool has = hasCustomValue(now.customFields.value(definition.key));
        const bool offered = !definition.rules.archived && isShown(definition, category, now.customFields);
        Field *field = find(customPrefix + definition.key);
        if (field && *field->definition != definition) {
            // Another definition is another editor. Nobody defines fields while somebody types in them.
            if (m_layout->indexOf(field->cell) >= 0) {
                m_layout->removeRow(field->cell);
            } else {
                delete field->label;
                delete field->cell;
            }
            m_customKeys.removeAll(definition.key);
            std::erase_if(m_fields, [&](const auto &each) { return each.get() == field; });
            field = nullptr;
        }
        if (!has && !offered)
            continue;
        keys.append(definition.key);
        if (field)
            continue;
        field = addField(customPrefix + definition.key, customeditors::make(definition, m_context.models.words),
                         customeditors::label(definition, m_context.models.words));
        field->definition = definition;
        const QString help = textIn(definition.rules.help, m_context.models.words.language());
        field->editor->setToolTip(plainToolTip(help));
        field->label->setToolTip(plainToolTip(help));
        m_customKeys.append(definition.key);
        allow(*field);
        show(*field);
    }
    showCustomRows(keys);
}

void PropertiesForm::showCustomRows(const QList<QString> &keys)
{
    if (keys == m_customKeys)
        return;
    // In their order, without taking the focus from any: a row taken out keeps its widgets.
    for (const auto &field : m_fields) {
        if (!field->definition)
            continue;
        if (m_layout->indexOf(field->cell) >= 0) {
            const QFormLayout::TakeRowResult row = m_layout->takeRow(field->cell);
            delete row.labelItem;
            delete row.fieldItem;
        }
        const bool shown = keys.contains(field->definition->key);
        field->label->setVisible(shown);
        field->cell->setVisible(shown);
    }
    QWidget *before = m_fields.at(static_cast<std::size_t>(m_fixedRows) - 1)->editor;
    for (const QString &key : keys) {
        Field *field = find(customPrefix + key);
        m_layout->addRow(field->label, field->cell);
        setTabOrder(before, field->editor);
        before = field->editor;
    }
    m_customKeys = keys;
}

void PropertiesForm::show(Field &field)
{
    m_writing = true;
    const Words &words = m_context.models.words;
    if (field.definition) {
        customeditors::write(*field.definition, field.editor, present(field), words);
    } else if (auto *box = qobject_cast<ChoiceBox *>(field.editor)) {
        box->setPresent(presentChoice(field));
    } else {
        const Incident &now = m_incident.incident();
        QString text = present(field).toString();
        if (field.name == QLatin1String("due_at"))
            text = now.dueAt ? words.locale().toString(now.dueAt->toDateTime().toLocalTime(), QLocale::ShortFormat)
                             : QString();
        else if (field.name == QLatin1String("tags"))
            text = now.tags.join(QStringLiteral(", "));
        auto *line = static_cast<QLineEdit *>(field.editor);
        if (line->text() != text) {
            line->setText(text);
            line->setCursorPosition(0);
        }
    }
    m_writing = false;
    field.touched = false;
}

bool PropertiesForm::mayEdit(const Field &field) const
{
    if (!m_incident.hasIncident() || !canWrite(m_context.models))
        return false;
    if (field.definition && field.definition->rules.archived)
        return false;
    if (field.name == QLatin1String("status"))
        return !m_incident.nextStatuses().isEmpty();
    const bool assigns = field.name == QLatin1String("assignee_id") || field.name == QLatin1String("team_id");
    return m_incident.isAllowed(assigns ? Action::IncidentAssign : Action::IncidentUpdate);
}

void PropertiesForm::allow(Field &field)
{
    const bool may = mayEdit(field);
    // A text that may not be changed can still be read and copied.
    if (auto *line = qobject_cast<QLineEdit *>(field.editor))
        line->setReadOnly(!may);
    else if (auto *text = qobject_cast<QPlainTextEdit *>(field.editor))
        text->setReadOnly(!may);
    else
        field.editor->setEnabled(may);
}

void PropertiesForm::takeBack(Field &field)
{
    field.mistake->setText({});
    field.editor->setAccessibleDescription(QString());
    show(field);
}

bool PropertiesForm::eventFilter(QObject *watched, QEvent *event)
{
    const auto found =
        std::find_if(m_fields.begin(), m_fields.end(), [&](const auto &field) { return field->editor == watched; });
    if (found == m_fields.end())
        return QWidget::eventFilter(watched, event);
    Field &field = **found;
    const bool several = qobject_cast<QPlainTextEdit *>(field.editor) || qobject_cast<QListWidget *>(field.editor);
    const auto *typed = qobject_cast<ChoiceBox *>(field.editor);
    if (event->type() == QEvent::FocusOut && typed && typed->isTyping()) {
        field.mistake->setText({}); // the box takes back what fits nothing
        field.editor->setAccessibleDescription(QString());
    } else if (event->type() == QEvent::FocusOut && several) {
        if (static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason)
            commit(field);
    } else if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (key->key() == Qt::Key_Escape && m_incident.hasIncident()) {
            if (typed && typed->isTyping())
                return false;
            if (field.touched || !field.mistake->text().isEmpty())
                takeBack(field);
            else
                Q_EMIT left();
            return true;
        }
        if (enter && several && (key->modifiers() & Qt::ControlModifier || qobject_cast<QListWidget *>(field.editor))) {
            commit(field);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace mostrador::console
