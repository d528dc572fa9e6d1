// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/handoverform.h"

#include "models/directory.h"
#include "models/eventtext.h"
#include "models/handovertext.h"
#include "protocol/describe.h"
#include "protocol/handoverjson.h"
#include "widgets/choicebox.h"
#include "widgets/icons.h"
#include "widgets/messageedit.h"
#include "widgets/notice.h"
#include "widgets/plaintext.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMouseEvent>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QSplitter>
#include <QTextBlock>
#include <QVBoxLayout>

#include <chrono>

namespace mostrador::console {

namespace {

using namespace std::chrono_literals;

constexpr int packageRole = Qt::UserRole;
/// Of each list; together they are no more than a hand-over takes.
constexpr int rowsOfList = 50;
constexpr int dueHours = 24;
const QString hoursSetting = QStringLiteral("handover/hours");

QString incidentKey(IncidentId id)
{
    return QStringLiteral("incident:") + id.toString();
}

QString draftKey(const SavedDraft &draft)
{
    return (draft.internal ? QStringLiteral("note:") : QStringLiteral("reply:")) + draft.incident.toString();
}

} // namespace

HandoverForm::HandoverForm(const WidgetContext &context, FormDraft &draft, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_draft(draft)
    , m_hours(new QSpinBox(this))
    , m_note(new MessageEdit(this))
    , m_with(new QListWidget(this))
    , m_notice(new Notice(this))
    , m_state(new ToneLabel(Tone::Quiet, {}, this))
    , m_give(new QPushButton(icon(Glyph::Send), tr("&Hand over (Ctrl+Enter)"), this))
    , m_anew(new QPushButton(tr("Start &anew"), this))
{
    setObjectName(QStringLiteral("handoverForm"));
    setWindowIcon(icon(Glyph::Application));
    setWindowTitle(tr("Hand over my shift"));
    build();
    setContent(draft.content());
    if (draft.savedAt())
        m_notice->show(Tone::Info,
                       tr("Not handed over yet, from %1.").arg(localShort(*draft.savedAt(), context.models.words)));

    m_pause.setSingleShot(true);
    m_pause.setInterval(300ms);
    connect(&m_pause, &QTimer::timeout, this, &HandoverForm::gather);
    connect(m_hours, &QSpinBox::valueChanged, this, [this](int hours) {
        m_context.settings.setValue(hoursSetting, hours);
        m_pause.start();
    });
    connect(m_note, &QPlainTextEdit::textChanged, this, &HandoverForm::keep);
    connect(m_note, &MessageEdit::sendRequested, this, &HandoverForm::give);
    connect(m_to, &ChoiceBox::chosen, this, [this] {
        m_to->setPresent({m_to->shownText(), m_to->value()}); // so that going back is a choice too
        keep();
        m_note->setFocus(Qt::TabFocusReason);
    });
    connect(m_with, &QListWidget::itemChanged, this, [this](const QListWidgetItem *row) {
        const QString key = row->data(packageRole).toString();
        if (row->checkState() == Qt::Checked)
            m_without.remove(key);
        else
            m_without.insert(key);
        keep();
    });
    connect(m_with, &QListWidget::itemActivated, this, &HandoverForm::openRow);
    connect(m_give, &QPushButton::clicked, this, &HandoverForm::give);
    connect(m_anew, &QPushButton::clicked, this, &HandoverForm::startAnew);
    connect(&m_draft, &FormDraft::writeFailed, this,
            [this](const QString &why) { m_notice->show(Tone::Danger, tr("The draft cannot be saved: %1").arg(why)); });
    connect(&context.models.client, &ApiClient::stateChanged, this, [this] {
        if (!m_preview && !m_request && m_context.models.client.isOnline())
            gather();
        update();
    });
    gather();
    update();
    m_to->setFocus(Qt::TabFocusReason);
}

HandoverForm::~HandoverForm()
{
    m_context.settings.setState(objectName(), saveGeometry());
}

void HandoverForm::build()
{
    Directory &directory = m_context.models.directory;
    const auto receivers = [this, &directory] {
        QList<ChoiceBox::Choice> list{{tr("Nobody yet"), QJsonValue(QJsonValue::Null), {}}};
        const EmployeeId me = m_context.models.session.employee().id;
        for (const Employee &employee : directory.employees()) {
            if (employee.id != me && employee.role != Role::Auditor)
                list.append({oneLine(employee.name), QStringLiteral("employee:") + employee.id.toString(),
                             icon(Glyph::Person)});
        }
        for (const Team &team : directory.teams())
            list.append({tr("Team %1").arg(oneLine(team.name)), QStringLiteral("team:") + team.id.toString(),
                         icon(Glyph::People)});
        return list;
    };
    m_to = new ChoiceBox(true, receivers, this);
    m_to->setObjectName(QStringLiteral("handoverTo"));
    m_to->setPresent({tr("Nobody yet"), QJsonValue(QJsonValue::Null), {}});
    m_to->setAccessibleName(tr("To"));
    m_to->lineEdit()->setAccessibleName(tr("To"));
    m_to->setMinimumWidth(fontMetrics().averageCharWidth() * 36);
    auto *toLabel = new QLabel(tr("&To"), this);
    toLabel->setBuddy(m_to);
    m_hours->setObjectName(QStringLiteral("handoverHours"));
    m_hours->setRange(1, 96);
    m_hours->setValue(m_context.settings.value(hoursSetting, 9).toInt());
    m_hours->setSuffix(tr(" h", "hours"));
    m_hours->setAccessibleName(tr("Hours of the shift"));
    auto *hoursLabel = new QLabel(tr("Hours of the &shift"), this);
    hoursLabel->setBuddy(m_hours);
    m_note->setObjectName(QStringLiteral("handoverNote"));
    m_note->setAccessibleName(tr("Note"));
    m_note->viewport()->installEventFilter(this);
    auto *noteLabel = new QLabel(tr("&Note (Markdown; Alt+Enter or Ctrl+click opens an incident)"), this);
    noteLabel->setBuddy(m_note);
    m_with->setObjectName(QStringLiteral("handoverWith"));
    m_with->setAccessibleName(tr("What goes with it"));
    m_with->setTextElideMode(Qt::ElideRight);
    m_with->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *withLabel = new QLabel(tr("&What goes with it (Space chooses, Enter opens)"), this);
    withLabel->setBuddy(m_with);
    for (QLabel *label : {noteLabel, withLabel})
        label->setWordWrap(true);

    auto *top = new QHBoxLayout;
    top->addWidget(toLabel);
    top->addWidget(m_to, 1);
    top->addSpacing(fontMetrics().averageCharWidth() * 3);
    top->addWidget(hoursLabel);
    top->addWidget(m_hours);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    const auto column = [&](QLabel *label, QWidget *control) {
        auto *side = new QWidget(this);
        auto *layout = new QVBoxLayout(side);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(label);
        layout->addWidget(control, 1);
        splitter->addWidget(side);
    };
    column(noteLabel, m_note);
    column(withLabel, m_with);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({fontMetrics().averageCharWidth() * 72, fontMetrics().averageCharWidth() * 56});
    splitter->setChildrenCollapsible(false);

    m_notice->setObjectName(QStringLiteral("handoverNotice"));
    m_state->setWordWrap(true);
    m_give->setObjectName(QStringLiteral("handoverGive"));
    m_give->setAutoDefault(false);
    m_anew->setObjectName(QStringLiteral("handoverAnew"));
    m_anew->setAutoDefault(false);
    m_anew->setToolTip(tr("Makes the note again from the shift"));
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_give, QDialogButtonBox::ActionRole);
    buttons->addButton(m_anew, QDialogButtonBox::ResetRole);
    auto *close = buttons->addButton(tr("&Close"), QDialogButtonBox::RejectRole);
    close->setAutoDefault(false);
    close->setToolTip(tr("What is written here is kept"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_notice);
    layout->addLayout(top);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_state);
    layout->addWidget(buttons);
    setTabChain({m_to, m_hours, m_note, m_with, m_give, m_anew, close});

    auto *send = new QAction(this);
    send->setShortcuts({Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    connect(send, &QAction::triggered, this, &HandoverForm::give);
    addAction(send);
    auto *follow = new QAction(m_note);
    follow->setShortcuts({Qt::ALT | Qt::Key_Return, Qt::ALT | Qt::Key_Enter});
    follow->setShortcutContext(Qt::WidgetShortcut);
    connect(follow, &QAction::triggered, this, [this] { openReferenceAt(m_note->textCursor()); });
    m_note->addAction(follow);

    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 36);
    restoreGeometry(m_context.settings.state(objectName()));
}

/// What the shift was made of, as the server knows it.
void HandoverForm::gather()
{
    if (m_request)
        m_request->abort();
    const Timestamp since = Timestamp::now().plusSeconds(-3600LL * m_hours->value());
    auto *reply = requests::handoverPreview(m_context.models.client, since, dueHours, rowsOfList);
    m_request = reply;
    reply->then(this, [this, reply](const Answer<HandoverPreview> &answer) {
        if (m_request == reply)
            m_request = nullptr;
        if (answer)
            showShift(*answer);
        else if (answer.error().kind != Failure::Kind::Offline)
            m_notice->show(Tone::Danger, describe(answer.error(), m_context.models.words));
        update();
    });
    update();
}

void HandoverForm::showShift(const HandoverPreview &preview)
{
    m_preview = preview;
    m_writing = true;
    const QString before = m_made;
    // What was sent and not answered stays as it was, to be sent again as the same.
    m_made = m_attempt.isEmpty() ? handoverNote(preview, m_context.models) : QString();
    // What somebody has rewritten stays.
    const QString present = plainText(m_note);
    if (present.trimmed().isEmpty() || present == before) {
        m_note->setPlainText(m_made);
        m_note->moveCursor(QTextCursor::Start);
    }
    m_with->clear();
    for (const HandoverIncident &incident : handoverIncidents(preview))
        addRow(incidentKey(incident.id), describeIncident(incident, m_context.models.words));
    for (const SavedDraft &draft : preview.drafts.items) {
        if (!draft.incidentReference.isEmpty() && !draft.body.trimmed().isEmpty())
            addRow(draftKey(draft),
                   QStringLiteral("%1 · %2: %3")
                       .arg(draftTitle(draft.internal), draft.incidentReference, oneLine(draft.body, 80)));
    }
    if (m_with->count() > 0)
        m_with->setCurrentRow(0);
    m_writing = false;
    keep();
}

void HandoverForm::addRow(const QString &key, const QString &text)
{
    const QSignalBlocker blocker(m_with);
    auto *row = new QListWidgetItem(oneLine(text), m_with);
    row->setData(packageRole, key);
    row->setToolTip(plainToolTip(text));
    row->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    row->setCheckState(m_without.contains(key) ? Qt::Unchecked : Qt::Checked);
}

QJsonObject HandoverForm::content() const
{
    QJsonObject content;
    if (!m_to->value().isNull()) {
        content.insert(QStringLiteral("to"), m_to->value());
        content.insert(QStringLiteral("to_name"), m_to->shownText());
    }
    const QString note = plainText(m_note);
    if (note != m_made)
        content.insert(QStringLiteral("note"), note);
    if (!m_without.isEmpty()) {
        QStringList without(m_without.cbegin(), m_without.cend());
        without.sort();
        content.insert(QStringLiteral("without"), QJsonArray::fromStringList(without));
    }
    return content;
}

void HandoverForm::setContent(const QJsonObject &content)
{
    m_writing = true;
    const QString name = content.value(QStringLiteral("to_name")).toString();
    if (!name.isEmpty())
        m_to->setPresent({name, content.value(QStringLiteral("to")), {}});
    m_note->setPlainText(content.value(QStringLiteral("note")).toString());
    for (const QJsonValue &key : content.value(QStringLiteral("without")).toArray())
        m_without.insert(key.toString());
    m_attempt = content.value(QStringLiteral("attempt")).toObject();
    m_kept = this->content();
    m_writing = false;
}

void HandoverForm::keep()
{
    if (m_writing || m_giving)
        return;
    const QJsonObject now = content();
    // Another content is another attempt.
    if (now != m_kept)
        m_attempt = {};
    m_kept = now;
    QJsonObject all = now;
    if (!m_attempt.isEmpty())
        all.insert(QStringLiteral("attempt"), m_attempt);
    m_draft.put(all);
    update();
}

void HandoverForm::startAnew()
{
    m_draft.put({});
    m_notice->dismiss();
    m_without.clear();
    m_attempt = {};
    m_kept = {};
    m_made.clear();
    m_writing = true;
    m_to->setPresent({tr("Nobody yet"), QJsonValue(QJsonValue::Null), {}});
    m_note->clear();
    m_writing = false;
    gather();
    m_to->setFocus(Qt::TabFocusReason);
}

void HandoverForm::update()
{
    const bool online = m_context.models.client.isOnline();
    for (QWidget *each : std::initializer_list<QWidget *>{m_to, m_hours, m_note, m_with})
        each->setEnabled(!m_giving);
    m_give->setEnabled(!m_giving && online);
    m_anew->setEnabled(!m_giving && online);
    if (m_giving)
        m_state->setText(tr("Handing over…"));
    else if (!online)
        m_state->setText(tr("The server is away. What you write is kept here; hand over when the server is back."));
    else if (m_request && !m_preview)
        m_state->setText(tr("Looking through the shift…"));
    else
        m_state->clear();
    m_state->setVisible(!m_state->text().isEmpty());
}

NewHandover HandoverForm::input() const
{
    NewHandover handover;
    const QString to = m_to->value().toString();
    if (to.startsWith(QLatin1String("team:")))
        handover.toTeam = TeamId::fromString(to.section(u':', 1));
    else
        handover.toEmployee = EmployeeId::fromString(to.section(u':', 1));
    handover.note = plainText(m_note);
    QSet<QString> chosen;
    for (int row = 0; row < m_with->count(); ++row) {
        if (m_with->item(row)->checkState() != Qt::Checked)
            continue;
        const QString key = m_with->item(row)->data(packageRole).toString();
        chosen.insert(key);
        if (const auto id = IncidentId::fromString(key.section(u':', 1)); id && key == incidentKey(*id))
            handover.incidents.append(*id);
    }
    if (m_preview) {
        for (const SavedDraft &draft : m_preview->drafts.items) {
            if (chosen.contains(draftKey(draft)))
                handover.drafts.append({draft.incident, draft.internal, draft.body});
        }
    }
    return handover;
}

void HandoverForm::give()
{
    if (m_giving || !m_give->isEnabled())
        return;
    if (m_to->value().isNull() || m_to->isTyping()) {
        m_notice->show(Tone::Danger, tr("Choose a colleague or a team first."));
        m_to->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_notice->dismiss();
    // One that nobody answered may have been carried out: the next one must be the same, with its key.
    if (m_attempt.isEmpty()) {
        // From now on the note is what was sent, not what might be made of the shift.
        m_made.clear();
        keep();
        m_attempt = {{QStringLiteral("key"), QString::fromLatin1(ApiClient::makeIdempotencyKey())},
                     {QStringLiteral("handover"), codec::toJson(input())}};
        keep();
    }
    const auto handover = codec::newHandoverFromJson(m_attempt.value(QStringLiteral("handover")).toObject());
    if (!handover) {
        onFailed({Failure::Kind::Refused, handover.error(), {}, {}});
        return;
    }
    m_giving = true;
    m_pause.stop();
    if (m_request)
        m_request->abort();
    update();
    requests::giveHandover(m_context.models.client, *handover,
                           m_attempt.value(QStringLiteral("key")).toString().toLatin1())
        ->then(this, [this](const Answer<Handover> &answer) {
            m_giving = false;
            if (!answer) {
                onFailed(answer.error());
                return;
            }
            m_writing = true;
            m_draft.put({});
            Q_EMIT given(*answer);
            accept();
        });
}

void HandoverForm::onFailed(const Failure &failure)
{
    update();
    m_note->setFocus(Qt::OtherFocusReason);
    const Words &words = m_context.models.words;
    QStringList text{describe(failure, words)};
    for (const FieldError &error : failure.problem.errors)
        text.append(words::fieldName(error.pointer, words) + QStringLiteral(": ") + words::describe(error, words));
    m_notice->show(failure.kind == Failure::Kind::Offline ? Tone::Warning : Tone::Danger, text.join(u' '));
    // Answered, and not carried out: the next one is another.
    const ErrorCode code = failure.problem.code;
    if (failure.kind == Failure::Kind::Refused && httpStatus(code) < 500 && code != ErrorCode::RequestInProgress &&
        code != ErrorCode::TooManyRequests)
        m_attempt = {};
    keep();
}

void HandoverForm::openRow(const QListWidgetItem *row)
{
    if (const auto id = IncidentId::fromString(row->data(packageRole).toString().section(u':', 1)))
        Q_EMIT incidentRequested(*id);
}

bool HandoverForm::openReferenceAt(const QTextCursor &cursor)
{
    const int place = cursor.positionInBlock();
    for (const ReferenceInText &each : referencesIn(cursor.block().text())) {
        if (place >= each.start && place <= each.start + each.length) {
            Q_EMIT incidentRequested(each.incident);
            return true;
        }
    }
    return false;
}

bool HandoverForm::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_note->viewport() && event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && mouse->modifiers() == Qt::ControlModifier &&
            openReferenceAt(m_note->cursorForPosition(mouse->position().toPoint())))
            return true;
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace mostrador::console
