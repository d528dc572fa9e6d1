// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bulkdialog.h"

#include "models/directory.h"
#include "models/eventtext.h"
#include "protocol/describe.h"
#include "widgets/icons.h"
#include "widgets/notice.h"
#include "widgets/plaintext.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace mostrador::console {

namespace {

const QString keep = QStringLiteral("keep");
constexpr qsizetype mostSteps = 8;

QStringList tagsIn(const QLineEdit *edit)
{
    static const QRegularExpression between(QStringLiteral("[\\s,;]+"));
    QStringList tags;
    for (QString tag : edit->text().split(between, Qt::SkipEmptyParts)) {
        if (tag.startsWith(u'#'))
            tag.remove(0, 1);
        if (!tag.isEmpty())
            tags.append(tag.toLower());
    }
    return tags;
}

bool isNothing(const JobSpec &spec)
{
    return !spec.message && spec.change.isEmpty() && spec.addTags.isEmpty() && spec.removeTags.isEmpty();
}

int clamped(qint64 number)
{
    return static_cast<int>(std::min<qint64>(number, 1'000'000'000));
}

} // namespace

BulkDialog::BulkDialog(const WidgetContext &context, BulkSelection *selection, qint64 count, const QString &label,
                       Begin begin, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_selection(selection)
    , m_count(count)
    , m_label(label)
{
    setObjectName(QStringLiteral("bulkDialog"));
    setWindowTitle(tr("Change %Ln incident(s)", "", clamped(count)));
    m_selection->setParent(this);
    build();
    fillPeople();
    m_pause.setSingleShot(true);
    m_pause.setInterval(30);
    connect(&m_pause, &QTimer::timeout, this, &BulkDialog::preview);
    connect(m_selection, &BulkSelection::looked, &m_pause, qOverload<>(&QTimer::start));
    connect(m_selection, &BulkSelection::failed, this,
            [this](const Failure &failure) { m_mistake->setText(describe(failure, m_context.models.words)); });
    for (QComboBox *box : {m_status, m_priority, m_assignee, m_team, m_kind})
        connect(box, &QComboBox::currentIndexChanged, this, &BulkDialog::update);
    for (QLineEdit *edit : {m_addTags, m_removeTags})
        connect(edit, &QLineEdit::textChanged, this, &BulkDialog::update);
    connect(m_text, &QPlainTextEdit::textChanged, this, &BulkDialog::update);
    if (begin == Begin::Resolve)
        m_status->setCurrentIndex(m_status->findData(mostrador::toString(IncidentStatus::Resolved)));
    if (begin == Begin::Message)
        m_kind->setCurrentIndex(1);
    update();
    QWidget *first = m_start;
    if (begin == Begin::Status)
        first = m_status;
    else if (begin == Begin::Priority)
        first = m_priority;
    else if (begin == Begin::Assignee)
        first = m_assignee;
    else if (begin == Begin::Tags)
        first = m_addTags;
    else if (begin == Begin::Message)
        first = m_text;
    first->setFocus(Qt::OtherFocusReason);
}

void BulkDialog::build()
{
    const auto box = [this](const char *name) {
        auto *made = new QComboBox(this);
        made->setObjectName(QLatin1String(name));
        made->addItem(tr("leave as it is"), keep);
        return made;
    };
    m_status = box("bulkStatus");
    for (const IncidentStatus status : allIncidentStatuses()) {
        if (status != IncidentStatus::Merged && status != IncidentStatus::New)
            m_status->addItem(iconOf(status), words::name(status, m_context.models.words), mostrador::toString(status));
    }
    m_priority = box("bulkPriority");
    for (const Priority priority : {Priority::Critical, Priority::High, Priority::Medium, Priority::Low})
        m_priority->addItem(iconOf(priority), words::name(priority, m_context.models.words),
                            mostrador::toString(priority));
    m_assignee = box("bulkAssignee");
    m_team = box("bulkTeam");
    m_addTags = new QLineEdit(this);
    m_addTags->setObjectName(QStringLiteral("bulkAddTags"));
    m_addTags->setPlaceholderText(tr("several with spaces between"));
    m_removeTags = new QLineEdit(this);
    m_removeTags->setObjectName(QStringLiteral("bulkRemoveTags"));
    m_kind = new QComboBox(this);
    m_kind->setObjectName(QStringLiteral("bulkKind"));
    m_kind->addItem(tr("none"));
    m_kind->addItem(icon(Glyph::Reply), tr("a reply to each customer"));
    m_kind->addItem(icon(Glyph::Note), tr("an internal note"));
    m_text = new QPlainTextEdit(this);
    m_text->setObjectName(QStringLiteral("bulkText"));
    m_text->setAccessibleName(tr("Message"));
    m_text->setTabChangesFocus(true);
    m_text->setMaximumHeight(fontMetrics().height() * 6);
    m_preview = new QLabel(this);
    m_preview->setObjectName(QStringLiteral("bulkPreview"));
    m_preview->setTextFormat(Qt::PlainText);
    m_preview->setWordWrap(true);
    m_preview->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_preview->setMinimumHeight(fontMetrics().height() * 6);
    m_mistake = new MistakeLine(this);

    auto *form = new QFormLayout;
    form->addRow(tr("&Status"), m_status);
    form->addRow(tr("&Priority"), m_priority);
    form->addRow(tr("&Assign to"), m_assignee);
    form->addRow(tr("T&eam"), m_team);
    form->addRow(tr("Add &tags"), m_addTags);
    form->addRow(tr("&Remove tags"), m_removeTags);
    form->addRow(tr("&Message"), m_kind);
    form->addRow(QString(), m_text);
    auto *buttons = new QDialogButtonBox(this);
    m_start = buttons->addButton(windowTitle(), QDialogButtonBox::AcceptRole);
    m_start->setObjectName(QStringLiteral("bulkStart"));
    m_start->setDefault(true);
    buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &BulkDialog::take);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_preview, 1);
    layout->addWidget(m_mistake);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 76, sizeHint().height());
}

void BulkDialog::fillPeople()
{
    const Directory &directory = m_context.models.directory;
    m_assignee->addItem(tr("Nobody"), QString());
    const Employee &me = m_context.models.session.employee();
    m_assignee->addItem(tr("%1 (me)").arg(oneLine(me.name, 80)), me.id.toString());
    const QList<Employee> employees = directory.employees();
    for (const Employee &employee : employees) {
        if (employee.id != me.id)
            m_assignee->addItem(oneLine(employee.name, 80), employee.id.toString());
    }
    m_team->addItem(tr("None", "no team"), QString());
    const QList<Team> teams = directory.teams();
    for (const Team &team : teams)
        m_team->addItem(oneLine(team.name, 80), team.id.toString());
}

JobSpec BulkDialog::spec() const
{
    const auto chosen = [](const QComboBox *box) {
        const QString value = box->currentData().toString();
        return value == keep ? std::nullopt : std::optional(value);
    };
    JobSpec spec;
    spec.label = m_label;
    const auto status = chosen(m_status);
    if (m_kind->currentIndex() > 0) {
        NewMessage message;
        message.internal = m_kind->currentIndex() == 2;
        message.body = plainText(m_text);
        if (status)
            message.status = incidentStatusFromString(*status);
        spec.message = message;
        return spec;
    }
    if (status)
        spec.change.status = incidentStatusFromString(*status);
    if (const auto priority = chosen(m_priority))
        spec.change.priority.emplace(priorityFromString(*priority));
    const auto idOf = [](const QString &text) { return text.toLongLong(); };
    if (const auto assignee = chosen(m_assignee))
        spec.change.assignee.emplace(assignee->isEmpty() ? std::nullopt : std::optional(EmployeeId(idOf(*assignee))));
    if (const auto team = chosen(m_team))
        spec.change.team.emplace(team->isEmpty() ? std::nullopt : std::optional(TeamId(idOf(*team))));
    spec.addTags = tagsIn(m_addTags);
    spec.removeTags = tagsIn(m_removeTags);
    return spec;
}

void BulkDialog::update()
{
    // A message goes with a status at most: see JobSpec.
    const bool message = m_kind->currentIndex() > 0;
    for (QWidget *field : std::initializer_list<QWidget *>{m_priority, m_assignee, m_team, m_addTags, m_removeTags})
        field->setEnabled(!message);
    m_text->setVisible(message);
    m_mistake->setText({});
    const JobSpec wanted = spec();
    m_start->setEnabled(!isNothing(wanted) && (!wanted.message || !wanted.message->body.trimmed().isEmpty()));
    m_pause.start();
}

/// What will become of those that have been looked at so far.
void BulkDialog::preview()
{
    if (!m_selection)
        return;
    const JobSpec wanted = spec();
    const bool nothing = isNothing(wanted);
    const QLocale locale = m_context.models.words.locale();
    QStringList lines;
    if (nothing) {
        lines.append(tr("Choose what is to change."));
    } else {
        JobPreview seen(wanted);
        for (const Incident &incident : m_selection->incidents())
            seen.add(incident);
        if (wanted.message)
            lines.append(tr("%Ln message(s) will be written. They cannot be taken back.", "", clamped(m_count)));
        else
            lines.append(tr("%Ln incident(s) will change.", "", clamped(seen.changing())));
        const QList<JobPreview::Step> steps = seen.steps();
        for (const JobPreview::Step &step : steps.mid(0, mostSteps)) {
            //: A field, its value before, its value after, how many incidents
            lines.append(tr("%1: %2 → %3 (%4)")
                             .arg(words::fieldName(step.field, m_context.models.words),
                                  oneLine(describeValue(step.field, step.from, m_context.models), 60),
                                  oneLine(describeValue(step.field, step.to, m_context.models), 60),
                                  locale.toString(step.count)));
        }
        if (steps.size() > mostSteps)
            lines.append(tr("and %Ln more kind(s) of change", "", static_cast<int>(steps.size() - mostSteps)));
        const qint64 same = seen.total() - seen.changing();
        if (same > 0)
            lines.append(tr("%Ln are so already.", "", clamped(same)));
        if (!m_selection->isLookedAt() || seen.total() < m_selection->ids().size())
            lines.append(tr("Looked at so far: %1 of %2.")
                             .arg(locale.toString(seen.total()),
                                  locale.toString(std::max<qint64>(m_count, m_selection->ids().size()))));
    }
    m_preview->setText(lines.join(u'\n'));
}

BulkSelection *BulkDialog::takeSelection()
{
    return std::exchange(m_selection, nullptr);
}

void BulkDialog::take()
{
    if (m_start->isEnabled())
        accept();
}

} // namespace mostrador::console
