// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/callform.h"

#include "model/limits.h"
#include "models/directory.h"
#include "models/eventtext.h"
#include "models/writing.h"
#include "widgets/callerfinder.h"
#include "widgets/customfieldeditors.h"
#include "widgets/fieldeditors.h"
#include "widgets/fieldform.h"
#include "widgets/icons.h"
#include "widgets/notice.h"
#include "widgets/plaintext.h"
#include "widgets/recordchoices.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace mostrador::console {

namespace {

const QString subjectField = QStringLiteral("subject");
const QString textField = QStringLiteral("description");

QString idText(const QJsonValue &value)
{
    return value.toString();
}

} // namespace

CallForm::CallForm(const WidgetContext &context, FormDraft &draft, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_draft(draft)
    , m_caller(new CallerFinder(context, this))
    , m_fields(new FieldForm(context.models.words, this))
    , m_custom(new FieldForm(context.models.words, this))
    , m_notice(new Notice(this))
    , m_state(new ToneLabel(Tone::Quiet, {}, this))
    , m_file(new QPushButton(icon(Glyph::Send), tr("&File the incident (Ctrl+Enter)"), this))
    , m_anew(new QPushButton(tr("Start &anew"), this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    setObjectName(QStringLiteral("callForm"));
    setWindowTitle(tr("Phone call"));
    build();
    addCustomFields();
    setContent(draft.content());
    if (draft.savedAt())
        m_notice->show(Tone::Info,
                       tr("Not filed yet, from %1.").arg(localShort(*draft.savedAt(), context.models.words)));

    connect(m_caller, &CallerFinder::edited, this, &CallForm::keep);
    connect(m_caller, &CallerFinder::settled, m_fields->editor(subjectField),
            [this] { m_fields->editor(subjectField)->setFocus(Qt::TabFocusReason); });
    connect(m_caller, &CallerFinder::incidentActivated, this, &CallForm::goTo);
    connect(m_file, &QPushButton::clicked, this, &CallForm::file);
    connect(m_anew, &QPushButton::clicked, this, &CallForm::startAnew);
    connect(&m_draft, &FormDraft::writeFailed, this,
            [this](const QString &why) { m_notice->show(Tone::Danger, tr("The draft cannot be saved: %1").arg(why)); });
    connect(&context.models.directory.customFields(), &CustomFieldDefinitions::changed, this,
            &CallForm::addCustomFields);
    connect(&context.models.client, &ApiClient::stateChanged, this, [this] {
        update();
        settle();
    });
    if (const OfflineData *offline = context.models.offline) {
        connect(offline, &OfflineData::incidentCreated, this, [this](IncidentId local, const Incident &incident) {
            if (m_filing && local == m_local)
                onFiled(incident);
        });
        connect(offline, &OfflineData::actionChanged, this, &CallForm::onAction);
        connect(offline, &OfflineData::actionKept, this, [this](ActionId id) {
            if (!m_filing || id != m_action)
                return;
            // From now on it would be filed twice if it came back from here too.
            m_durable = true;
            m_draft.put({});
            settle();
        });
        connect(offline, &OfflineData::actionKeepFailed, this, [this](const QueuedAction &action, const QString &why) {
            if (!m_filing || action.id != m_action)
                return;
            m_filing = false;
            keep();
            m_notice->show(Tone::Danger, tr("It could not be kept: %1").arg(why));
            update();
        });
    }
    update();
    m_caller->focusSearch();
}

CallForm::~CallForm()
{
    m_context.settings.setState(objectName(), saveGeometry());
    m_context.settings.setState(QStringLiteral("callSplitter"), m_splitter->saveState());
}

void CallForm::build()
{
    Directory &directory = m_context.models.directory;
    const auto addChoice = [&](const char *name, const ChoiceBox::Source &source, const QString &none) {
        auto *box = new ChoiceBox(true, source, this);
        box->setPresent({none, QJsonValue(QJsonValue::Null)});
        m_fields->add(QString::fromLatin1(name), box);
        box->lineEdit()->setAccessibleName(box->accessibleName());
        connect(box, &ChoiceBox::chosen, this, [this, box] {
            box->setPresent({box->shownText(), box->value()}); // so that going back is a choice too
            showCustomFields();
            keep();
        });
    };
    auto *subject = editors::line(limits::subject);
    subject->installEventFilter(this);
    m_fields->add(subjectField, subject);
    auto *text = new QPlainTextEdit;
    text->setTabChangesFocus(true);
    m_fields->add(textField, text);
    addChoice(
        "product_id", [&directory] { return choices::products(directory, tr("No product")); }, tr("No product"));
    addChoice(
        "team_id", [&directory] { return choices::teams(directory, tr("No team")); }, tr("No team"));
    for (const QString &name : {subjectField, textField})
        editors::onEdited(m_fields->editor(name), this, [this] { keep(); });

    auto *about = new QWidget(this);
    auto *column = new QVBoxLayout(about);
    column->addWidget(m_fields);
    column->addWidget(m_custom);
    column->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(about);
    scroll->setMinimumWidth(fontMetrics().averageCharWidth() * 40);
    auto *left = new QWidget(this);
    auto *leftColumn = new QVBoxLayout(left);
    leftColumn->addWidget(m_caller);
    left->setMinimumWidth(fontMetrics().averageCharWidth() * 32);
    m_splitter->addWidget(left);
    m_splitter->addWidget(scroll);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setChildrenCollapsible(false);

    m_notice->setObjectName(QStringLiteral("callNotice"));
    m_state->setWordWrap(true);
    m_file->setObjectName(QStringLiteral("callFile"));
    m_file->setAutoDefault(false);
    m_anew->setObjectName(QStringLiteral("callAnew"));
    m_anew->setAutoDefault(false);
    m_anew->setToolTip(tr("Forgets what is written here"));
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_file, QDialogButtonBox::ActionRole);
    buttons->addButton(m_anew, QDialogButtonBox::ResetRole);
    auto *close = buttons->addButton(tr("Cl&ose"), QDialogButtonBox::RejectRole);
    close->setAutoDefault(false);
    close->setToolTip(tr("What is written here is kept"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_notice);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_state);
    layout->addWidget(buttons);

    setTabChain(m_caller->tabChain() + QList<QWidget *>{subject, text, m_fields->editor(QStringLiteral("product_id")),
                                                        m_fields->editor(QStringLiteral("team_id")), m_file, m_anew,
                                                        close});
    auto *send = new QAction(this);
    send->setShortcuts({Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    connect(send, &QAction::triggered, m_file, &QPushButton::click);
    addAction(send);

    resize(fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 34);
    restoreGeometry(m_context.settings.state(objectName()));
    m_splitter->restoreState(m_context.settings.state(QStringLiteral("callSplitter")));
}

ChoiceBox *CallForm::choice(const char *name) const
{
    return static_cast<ChoiceBox *>(m_fields->editor(QString::fromLatin1(name)));
}

/// Those that must be filled in when an incident is opened.
void CallForm::addCustomFields()
{
    const Words &words = m_context.models.words;
    for (const CustomField &definition : m_context.models.directory.customFields().all()) {
        const bool known = std::any_of(m_definitions.begin(), m_definitions.end(),
                                       [&](const CustomField &one) { return one.key == definition.key; });
        if (known || definition.rules.archived || definition.rules.required != CustomFieldRequired::Opening)
            continue;
        QWidget *editor = customeditors::make(definition, words);
        customeditors::write(definition, editor, {}, words);
        m_custom->add(definition.key, customeditors::label(definition, words), editor,
                      textIn(definition.rules.help, words.language()));
        const auto changed = [this] {
            showCustomFields();
            keep();
        };
        if (auto *box = qobject_cast<ChoiceBox *>(editor)) {
            if (box->isEditable())
                box->lineEdit()->setAccessibleName(box->accessibleName());
            connect(box, &ChoiceBox::chosen, this, [box, changed] {
                box->setPresent({box->shownText(), box->value()});
                changed();
            });
        } else {
            editors::onEdited(editor, this, changed);
        }
        setTabOrder(m_definitions.isEmpty() ? m_fields->editor(QStringLiteral("team_id"))
                                            : m_custom->editor(m_definitions.constLast().key),
                    editor);
        m_definitions.append(definition);
        // A draft may hold its value.
        customeditors::write(definition, editor,
                             m_draft.content().value(QStringLiteral("custom_fields")).toObject().value(definition.key),
                             words);
    }
    showCustomFields();
}

void CallForm::showCustomFields()
{
    const Directory &directory = m_context.models.directory;
    const auto id = ProductId::fromString(idText(choice("product_id")->value()));
    const Product *product = id ? directory.product(*id) : nullptr;
    const QJsonObject values = customValues();
    for (const CustomField &definition : std::as_const(m_definitions))
        m_custom->setFieldVisible(definition.key, isShown(definition, product ? product->category : QString(), values));
}

QJsonObject CallForm::customValues() const
{
    QJsonObject values;
    for (const CustomField &definition : m_definitions) {
        const QWidget *editor = m_custom->editor(definition.key);
        const auto read = customeditors::read(definition, editor, m_context.models.words, false);
        if (hasCustomValue(read.value))
            values.insert(definition.key, read.value);
    }
    return values;
}

QJsonObject CallForm::content() const
{
    QJsonObject content;
    const auto put = [&content](const QString &name, const QJsonValue &value) {
        const bool nothing = value.isNull() || (value.isString() && value.toString().isEmpty()) ||
                             (value.isObject() && value.toObject().isEmpty());
        if (!nothing)
            content.insert(name, value);
    };
    put(QStringLiteral("caller"), m_caller->content());
    put(subjectField, static_cast<QLineEdit *>(m_fields->editor(subjectField))->text());
    put(textField, plainText(static_cast<QPlainTextEdit *>(m_fields->editor(textField))));
    for (const char *name : {"product_id", "team_id"}) {
        put(QString::fromLatin1(name), choice(name)->value());
        if (!choice(name)->value().isNull())
            put(QString::fromLatin1(name) + QStringLiteral("_name"), choice(name)->shownText());
    }
    put(QStringLiteral("custom_fields"), customValues());
    if (!content.isEmpty() && !m_key.isEmpty())
        content.insert(QStringLiteral("key"), QString::fromLatin1(m_key));
    return content;
}

void CallForm::setContent(const QJsonObject &content)
{
    m_writing = true;
    m_caller->setContent(content.value(QStringLiteral("caller")).toObject());
    editors::write(m_fields->editor(subjectField), content.value(subjectField));
    editors::write(m_fields->editor(textField), content.value(textField));
    for (const auto &[name, none] : {std::pair("product_id", tr("No product")), std::pair("team_id", tr("No team"))}) {
        const QString key = QString::fromLatin1(name);
        const QString shown = content.value(key + QStringLiteral("_name")).toString();
        if (shown.isEmpty())
            choice(name)->setPresent({none, QJsonValue(QJsonValue::Null)});
        else
            choice(name)->setPresent({shown, content.value(key)});
    }
    const QJsonObject custom = content.value(QStringLiteral("custom_fields")).toObject();
    for (const CustomField &definition : std::as_const(m_definitions))
        customeditors::write(definition, m_custom->editor(definition.key), custom.value(definition.key),
                             m_context.models.words);
    m_key = content.value(QStringLiteral("key")).toString().toLatin1();
    m_writing = false;
    showCustomFields();
}

void CallForm::keep()
{
    if (m_writing || m_filing || m_over)
        return;
    m_key.clear(); // another content is another attempt
    m_draft.put(content());
    update();
}

void CallForm::startAnew()
{
    m_draft.put({});
    m_fields->clearErrors();
    m_custom->clearErrors();
    m_notice->dismiss();
    setContent({});
    update();
    m_caller->focusSearch();
}

/// What is filed outlives this program there; where it would not, the draft is kept until the server has it.
ActionQueue *CallForm::safeQueue() const
{
    ActionQueue *queue = queueOf(m_context.models);
    return queue && m_context.models.offline->isQueueKept() ? queue : nullptr;
}

void CallForm::update()
{
    const bool online = m_context.models.client.isOnline();
    m_caller->setEnabled(!m_filing);
    m_fields->setEnabled(!m_filing);
    m_custom->setEnabled(!m_filing);
    m_file->setEnabled(!m_filing && (online || safeQueue()));
    m_anew->setEnabled(!m_filing && !m_draft.content().isEmpty());
    if (m_filing)
        m_state->setText(tr("Filing…"));
    else if (!online && safeQueue())
        m_state->setText(tr("The server is away. What you file is kept and goes out when it is back."));
    else if (!online)
        m_state->setText(tr("The server is away. What you write is kept here; file it when the server is back."));
    else
        m_state->clear();
    m_state->setVisible(!m_state->text().isEmpty());
}

bool CallForm::check()
{
    m_fields->clearErrors();
    m_custom->clearErrors();
    // The last fault found has the focus: from the end to the beginning.
    bool good = true;
    for (auto each = m_definitions.crbegin(); each != m_definitions.crend(); ++each) {
        const CustomField &definition = *each;
        const QWidget *editor = m_custom->editor(definition.key);
        if (!editor->isVisibleTo(m_custom))
            continue;
        const auto read = customeditors::read(definition, editor, m_context.models.words, true);
        if (!read.mistake.isEmpty()) {
            m_custom->showMistake(definition.key, read.mistake);
            good = false;
        }
    }
    QList<FieldError> errors;
    if (editors::read(m_fields->editor(subjectField)).toString().isEmpty())
        errors.append({u'/' + subjectField, FieldErrorCode::Required, {}});
    if (editors::read(m_fields->editor(textField)).toString().isEmpty())
        errors.append({u'/' + textField, FieldErrorCode::Required, {}});
    for (const char *name : {"product_id", "team_id"}) {
        if (choice(name)->isTyping())
            errors.append({u'/' + QString::fromLatin1(name), FieldErrorCode::NotFound, {}});
    }
    if (!errors.isEmpty()) {
        m_fields->showErrors(errors);
        good = false;
    }
    return m_caller->check() && good;
}

NewIncident CallForm::input() const
{
    NewIncident input;
    if (m_caller->customer())
        input.customer = m_caller->customer()->id;
    else
        input.customerData = m_caller->newCustomer();
    input.channel = Channel::Phone;
    input.subject = editors::read(m_fields->editor(subjectField)).toString();
    input.description = editors::read(m_fields->editor(textField)).toString();
    input.product = ProductId::fromString(idText(choice("product_id")->value()));
    input.team = TeamId::fromString(idText(choice("team_id")->value()));
    const QJsonObject values = customValues();
    for (const CustomField &definition : m_definitions) {
        if (m_custom->editor(definition.key)->isVisibleTo(m_custom) && values.contains(definition.key))
            input.customFields.insert(definition.key, values.value(definition.key));
    }
    return input;
}

void CallForm::file()
{
    if (m_filing || !m_file->isEnabled() || !check())
        return;
    m_notice->dismiss();
    m_filing = true;
    m_durable = false;
    m_action = {};
    m_focus = focusWidget();
    if (ActionQueue *queue = safeQueue()) {
        const auto action = queue->createIncident(input());
        m_action = action.action;
        m_local = action.incident;
        update();
        return;
    }
    if (m_key.isEmpty()) {
        m_key = ApiClient::makeIdempotencyKey();
        m_draft.put(content());
    }
    update();
    auto *reply = requests::createIncident(m_context.models.client, input(), m_key);
    reply->then(this, [this](const Answer<Incident> &answer) {
        if (answer)
            onFiled(*answer);
        else
            onFailed(answer.error());
    });
}

/// What becomes of it in the queue.
void CallForm::onAction(ActionId id)
{
    ActionQueue *queue = safeQueue();
    const QueuedAction *action = m_filing && id == m_action && queue ? queue->action(id) : nullptr;
    if (!action)
        return;
    if (action->state == QueuedAction::State::Refused) {
        const Failure failure = failureOf(*action);
        onFailed(failure);
        // It is in hand again here, so there it can go; not while the queue is telling of it.
        QMetaObject::invokeMethod(
            queue, [queue, id] { queue->dismiss(id); }, Qt::QueuedConnection);
        return;
    }
    settle();
}

/// It is on the disk and the server is away: nothing more will be heard of it soon.
void CallForm::settle()
{
    ActionQueue *queue = safeQueue();
    const QueuedAction *action = m_filing && m_durable && queue ? queue->action(m_action) : nullptr;
    if (!action || action->state != QueuedAction::State::Waiting || m_context.models.client.isOnline())
        return;
    m_over = true;
    m_filing = false;
    const QString subject = action->label;
    Q_EMIT kept(subject);
    accept();
}

void CallForm::reject()
{
    // A moment, until it is certain in whose hands it is.
    if (!m_filing || m_durable || !m_action.isValid())
        QDialog::reject();
}

void CallForm::onFiled(const Incident &incident)
{
    m_over = true;
    m_filing = false;
    m_draft.put({});
    Q_EMIT filed(incident);
    accept();
}

void CallForm::onFailed(const Failure &failure)
{
    m_filing = false;
    const QByteArray key = m_key;
    update();
    if (m_focus)
        m_focus->setFocus(Qt::OtherFocusReason);
    showFaults(failure.problem.errors);
    const QString text = describe(failure, m_context.models.words);
    m_notice->show(failure.kind == Failure::Kind::Offline ? Tone::Warning : Tone::Danger, text);
    // An attempt that nobody answered may have been carried out: the next one must have its key.
    m_key = failure.kind == Failure::Kind::Refused ? QByteArray() : key;
    m_draft.put(content());
}

void CallForm::showFaults(const QList<FieldError> &errors)
{
    QList<FieldError> caller;
    QList<FieldError> custom;
    QList<FieldError> rest;
    for (const FieldError &error : errors) {
        if (error.pointer.startsWith(QLatin1String("/customer")))
            caller.append(error);
        else if (error.pointer.startsWith(QLatin1String("/custom_fields/")))
            custom.append(error);
        else
            rest.append(error);
    }
    if (!custom.isEmpty())
        m_custom->showErrors(custom);
    if (!rest.isEmpty())
        m_fields->showErrors(rest);
    if (!caller.isEmpty())
        m_caller->showErrors(caller);
}

/// The call is about that one: what has been written goes there as a note.
void CallForm::goTo(const Incident &incident)
{
    const QString subject = editors::read(m_fields->editor(subjectField)).toString();
    const QString text = editors::read(m_fields->editor(textField)).toString();
    QStringList parts{subject, text};
    parts.removeAll(QString());
    m_over = true;
    m_draft.put({});
    Q_EMIT noteRequested(incident, parts.join(QStringLiteral("\n\n")));
    accept();
}

bool CallForm::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_fields->editor(subjectField) && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enters = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (key->key() == Qt::Key_Up && key->modifiers() == Qt::NoModifier && m_caller->focusIncidents())
            return true;
        if (enters && !(key->modifiers() & ~Qt::KeypadModifier)) {
            m_fields->editor(textField)->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace mostrador::console
