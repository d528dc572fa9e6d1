// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/incidentactions.h"

#include "models/directory.h"
#include "models/writing.h"
#include "protocol/describe.h"
#include "widgets/assigndialog.h"
#include "widgets/duedialog.h"
#include "widgets/icons.h"
#include "widgets/reasondialog.h"
#include "widgets/tagpicker.h"

#include <QAction>
#include <QActionGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace mostrador::console {

namespace {

/// An entry that its digit chooses, whatever the language.
QString numbered(int number, const QString &text)
{
    return QStringLiteral("&%1  %2").arg(number).arg(withoutMnemonic(text));
}

} // namespace

IncidentActions::IncidentActions(const WidgetContext &context, OpenIncident &incident, QWidget *host)
    : QObject(host)
    , m_context(context)
    , m_incident(incident)
    , m_host(host)
{
    makeActions();
    connect(&incident, &OpenIncident::changed, this, &IncidentActions::update);
    connect(&incident, &OpenIncident::savingChanged, this, &IncidentActions::update);
    connect(&incident, &OpenIncident::gone, this, &IncidentActions::update);
    connect(&context.models.client, &ApiClient::stateChanged, this, &IncidentActions::update);
    connect(&context.models.session, &Session::employeeChanged, this, &IncidentActions::update);
    if (context.models.offline) {
        connect(context.models.offline, &OfflineData::ready, this, &IncidentActions::update);
        connect(context.models.offline, &OfflineData::left, this, &IncidentActions::update);
    }
    connect(&incident, &OpenIncident::saved, this, [this] {
        if (m_pending.isEmpty())
            return;
        const Pending pending = m_pending.takeFirst();
        if (!pending.what.isEmpty() && m_incident.hasIncident() && m_incident.incident().id == pending.incident)
            Q_EMIT changeSaved(pending.what, pending.undo);
    });
    const auto forgetFirst = [this] {
        if (!m_pending.isEmpty())
            m_pending.removeFirst();
    };
    connect(&incident, &OpenIncident::changeFailed, this, forgetFirst);
    connect(&incident, &OpenIncident::followUpMade, this, forgetFirst);
    connect(&incident, &OpenIncident::conflict, this, [this] { m_pending.clear(); });
    update();
}

void IncidentActions::makeActions()
{
    // Their keys come from the window's Commands.
    const auto make = [this](const QString &text, Glyph glyph) { return new QAction(icon(glyph), text, this); };
    m_reply = make(tr("&Reply to the customer"), Glyph::Reply);
    m_note = make(tr("Write an internal &note"), Glyph::Note);
    m_attach = make(tr("Attach &files…"), Glyph::Attach);
    m_assign = make(tr("&Assign…"), Glyph::Person);
    m_assignToMe = make(tr("Assign to &me"), Glyph::Person);
    m_chooseStatus = make(tr("Choose the s&tatus…"), Glyph::StatusOpen);
    m_choosePriority = make(tr("Choose the pri&ority…"), Glyph::PriorityHigh);
    m_resolve = make(tr("Mark as res&olved"), Glyph::StatusResolved);
    m_due = make(tr("Set the &due date…"), Glyph::StatusWaitingCustomer);
    m_tags = make(tr("Ta&gs…"), Glyph::Note);
    m_copyReference = make(tr("&Copy reference"), Glyph::Info);
    m_showCustomer = make(tr("Show c&ustomer"), Glyph::People);
    m_statusMenu = new QMenu(tr("&Status"), m_host);
    m_priorityMenu = new QMenu(tr("&Priority"), m_host);
    connect(m_statusMenu, &QMenu::aboutToShow, this, &IncidentActions::fillStatusMenu);
    connect(m_priorityMenu, &QMenu::aboutToShow, this, &IncidentActions::fillPriorityMenu);
    connect(m_assign, &QAction::triggered, this, &IncidentActions::chooseAssignee);
    connect(m_assignToMe, &QAction::triggered, this, [this] {
        if (isForMany(BulkDialog::Begin::Assignee) || !m_incident.hasIncident())
            return;
        const Incident &now = m_incident.incident();
        const Employee &me = m_context.models.session.employee();
        IncidentChange undo;
        undo.assignee = now.assignee;
        IncidentChange wanted;
        wanted.assignee = std::optional(me.id);
        apply(wanted, undo, tr("Assigned to %1.").arg(oneLine(me.name)));
    });
    connect(m_resolve, &QAction::triggered, this, [this] {
        if (!isForMany(BulkDialog::Begin::Resolve))
            setStatus(IncidentStatus::Resolved);
    });
    connect(m_due, &QAction::triggered, this, &IncidentActions::chooseDue);
    connect(m_tags, &QAction::triggered, this, &IncidentActions::chooseTags);
    connect(m_copyReference, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(m_incident.incident().reference); });
    connect(m_showCustomer, &QAction::triggered, this,
            [this] { Q_EMIT showCustomerRequested(m_incident.incident().customer); });
}

void IncidentActions::update()
{
    const bool there = m_incident.hasIncident();
    // While the server is away, writing goes on: as drafts, and where there is a queue all else as well.
    const bool online = canWrite(m_context.models);
    const bool saving = m_incident.isSaving();
    m_reply->setEnabled(there && m_incident.isAllowed(Action::MessageWrite));
    m_note->setEnabled(there && m_incident.isAllowed(Action::NoteWrite));
    m_attach->setEnabled(there && m_incident.isAllowed(Action::AttachmentAdd));
    const bool mayAssign = there && online && !saving && m_incident.isAllowed(Action::IncidentAssign);
    m_assign->setEnabled(mayAssign);
    m_assignToMe->setEnabled(mayAssign && m_incident.incident().assignee != m_context.models.session.actor().employee);
    const bool maySet = there && online && !saving && m_incident.isAllowed(Action::IncidentTransition) &&
                        !m_incident.nextStatuses().isEmpty();
    m_statusMenu->menuAction()->setEnabled(maySet);
    m_statusMenu->setEnabled(maySet);
    m_chooseStatus->setEnabled(maySet);
    m_resolve->setEnabled(maySet && m_incident.nextStatuses().contains(IncidentStatus::Resolved));
    const bool mayChange = there && online && !saving && m_incident.isAllowed(Action::IncidentUpdate);
    m_priorityMenu->menuAction()->setEnabled(mayChange);
    m_priorityMenu->setEnabled(mayChange);
    m_choosePriority->setEnabled(mayChange);
    m_due->setEnabled(mayChange);
    m_tags->setEnabled(mayChange);
    if (m_many && queueOf(m_context.models) && m_context.models.session.isAllowedSomewhere(Action::IncidentUpdate)) {
        for (QAction *action : {m_assign, m_assignToMe, m_chooseStatus, m_choosePriority, m_resolve, m_tags})
            action->setEnabled(true);
    }
    m_copyReference->setEnabled(there);
    m_showCustomer->setEnabled(there && m_context.models.session.isAllowedSomewhere(Action::CustomerRead));
}

void IncidentActions::setManySelected(bool many)
{
    if (std::exchange(m_many, many) != many)
        update();
}

void IncidentActions::fillStatusMenu()
{
    m_statusMenu->clear();
    if (!m_incident.hasIncident())
        return;
    const IncidentStatus now = m_incident.incident().status;
    const QList<IncidentStatus> next = m_incident.nextStatuses();
    auto *group = new QActionGroup(m_statusMenu);
    int number = 0;
    for (const IncidentStatus status : allIncidentStatuses()) {
        // Merging needs the other incident and is no step of its own.
        if (status == IncidentStatus::Merged && now != status)
            continue;
        auto *action =
            m_statusMenu->addAction(iconOf(status), numbered(++number, words::name(status, m_context.models.words)));
        action->setData(mostrador::toString(status));
        action->setCheckable(true);
        action->setChecked(status == now);
        action->setEnabled(status == now || next.contains(status));
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, status] { setStatus(status); });
    }
}

void IncidentActions::fillPriorityMenu()
{
    m_priorityMenu->clear();
    if (!m_incident.hasIncident())
        return;
    const Incident &now = m_incident.incident();
    auto *group = new QActionGroup(m_priorityMenu);
    int number = 0;
    for (const Priority priority : {Priority::Critical, Priority::High, Priority::Medium, Priority::Low}) {
        auto *action = m_priorityMenu->addAction(iconOf(priority),
                                                 numbered(++number, words::name(priority, m_context.models.words)));
        action->setData(mostrador::toString(priority));
        action->setCheckable(true);
        action->setChecked(priority == now.priority);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, priority] { setPriority(priority); });
    }
    m_priorityMenu->addSeparator();
    auto *computed = m_priorityMenu->addAction(numbered(++number, tr("From impact and urgency")));
    computed->setCheckable(true);
    computed->setChecked(!now.priorityByHand);
    connect(computed, &QAction::triggered, this, [this] { setPriority(std::nullopt); });
}

void IncidentActions::setStatus(IncidentStatus status)
{
    if (!m_incident.hasIncident() || !m_incident.isAllowed(Action::IncidentTransition))
        return;
    const Incident &now = m_incident.incident();
    if (status == now.status)
        return;
    if (!m_incident.nextStatuses().contains(status))
        return; // the key of many selected ones, and the keyboard was not in the list
    // The customer is told why a closed incident is worked on again, and it may become a follow-up.
    if (now.status == IncidentStatus::Closed && status == IncidentStatus::Open) {
        askReason();
        return;
    }
    IncidentChange wanted;
    wanted.status = status;
    IncidentChange undo;
    if (canTransition(status, now.status, TransitionBy::Employee))
        undo.status = now.status;
    apply(wanted, undo, tr("Status: %1.").arg(words::name(status, m_context.models.words)));
}

void IncidentActions::setPriority(std::optional<Priority> priority)
{
    if (!m_incident.hasIncident())
        return;
    const Incident &now = m_incident.incident();
    if (priority ? (now.priorityByHand && *priority == now.priority) : !now.priorityByHand)
        return;
    IncidentChange wanted;
    wanted.priority = priority;
    IncidentChange undo;
    undo.priority = now.priorityByHand ? std::optional(now.priority) : std::nullopt;
    apply(wanted, undo,
          priority ? tr("Priority: %1.").arg(words::name(*priority, m_context.models.words))
                   : tr("Priority follows from impact and urgency."));
}

void IncidentActions::chooseAssignee()
{
    if (isForMany(BulkDialog::Begin::Assignee) || !m_incident.isAllowed(Action::IncidentAssign))
        return;
    auto *dialog = new AssignDialog(m_context, m_incident.incident(), m_host);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const IncidentId id = m_incident.incident().id;
    connect(dialog, &AssignDialog::chosen, this, [this, id](const IncidentChange &wanted, const QString &what) {
        if (!m_incident.hasIncident() || m_incident.incident().id != id)
            return;
        IncidentChange undo;
        if (wanted.team)
            undo.team = m_incident.incident().team;
        if (wanted.assignee)
            undo.assignee = m_incident.incident().assignee;
        apply(wanted, undo, what);
    });
    dialog->open();
}

void IncidentActions::chooseDue()
{
    const Incident &now = m_incident.incident();
    auto *dialog = new DueDialog(now.reference, now.dueAt, m_context.models.words.locale(), m_host);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DueDialog::chosen, this, [this, id = now.id](std::optional<Timestamp> due) {
        if (m_incident.hasIncident() && m_incident.incident().id == id)
            setDue(due);
    });
    dialog->open();
}

void IncidentActions::setDue(std::optional<Timestamp> due)
{
    IncidentChange wanted;
    wanted.dueAt = due;
    IncidentChange undo;
    undo.dueAt = m_incident.incident().dueAt;
    apply(wanted, undo,
          due ? tr("Due %1.").arg(
                    m_context.models.words.locale().toString(due->toDateTime().toLocalTime(), QLocale::ShortFormat))
              : tr("No due date any more."));
}

void IncidentActions::chooseTags()
{
    if (isForMany(BulkDialog::Begin::Tags) || !m_incident.isAllowed(Action::IncidentUpdate))
        return;
    const Incident &now = m_incident.incident();
    auto *picker = new TagPicker(m_context, now.reference, now.tags, m_host);
    picker->setAttribute(Qt::WA_DeleteOnClose);
    connect(picker, &TagPicker::tagsChosen, this, [this, id = now.id, before = now.tags](const QStringList &tags) {
        if (!m_incident.hasIncident() || m_incident.incident().id != id || tags == before)
            return;
        IncidentChange wanted;
        wanted.tags = tags;
        IncidentChange undo;
        undo.tags = before;
        apply(wanted, undo,
              tags.isEmpty() ? tr("No tags any more.") : tr("Tags: %1.").arg(oneLine(tags.join(QStringLiteral(", ")))));
    });
    picker->open();
}

void IncidentActions::askReason()
{
    auto *dialog =
        new ReasonDialog(tr("Reopen %1").arg(m_incident.incident().reference),
                         tr("&Why is it opened again? The history keeps your words."), tr("&Reopen"), m_host);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const IncidentId id = m_incident.incident().id;
    connect(dialog, &ReasonDialog::given, this, [this, id](const QString &reason) {
        if (m_incident.hasIncident() && m_incident.incident().id == id && !m_incident.isSaving()) {
            m_pending.append(Pending{id, {}, {}});
            m_incident.reopen(reason);
        }
    });
    dialog->open();
}

void IncidentActions::apply(const IncidentChange &wanted, const IncidentChange &undo, const QString &what)
{
    if (!m_incident.hasIncident() || wanted.isEmpty())
        return;
    m_pending.append(Pending{m_incident.incident().id, what, undo});
    m_incident.change(wanted);
}

} // namespace mostrador::console
