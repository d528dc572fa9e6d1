// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/assigndialog.h"

#include "models/directory.h"
#include "protocol/jsonreader.h"
#include "widgets/delegates.h"
#include "widgets/icons.h"
#include "widgets/notice.h"

#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace mostrador::console {

AssignDialog::AssignDialog(const WidgetContext &context, const Incident &incident, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_none(new ToneLabel(Tone::Quiet, tr("Nobody has this name."), this))
{
    setObjectName(QStringLiteral("assignDialog"));
    setWindowTitle(tr("Assign %1").arg(incident.reference));
    auto *label = new QLabel(tr("&Employee or team"), this);
    label->setBuddy(m_search);
    m_search->setObjectName(QStringLiteral("assignSearch"));
    addClearButton(m_search);
    m_search->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("assignList"));
    m_list->setAccessibleName(tr("Employees and teams"));
    m_list->setItemDelegate(new PlainDelegate(m_list));
    m_none->hide();
    auto *buttons = new QDialogButtonBox(this);
    m_assign = buttons->addButton(tr("&Assign"), QDialogButtonBox::AcceptRole);
    m_assign->setDefault(true);
    buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(label);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_none);
    layout->addWidget(buttons);
    connect(m_search, &QLineEdit::textChanged, this, &AssignDialog::filter);
    connect(m_list, &QListWidget::itemActivated, this, &AssignDialog::take);
    connect(buttons, &QDialogButtonBox::accepted, this, &AssignDialog::take);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    collect(incident);
    filter();
    resize(fontMetrics().averageCharWidth() * 52, fontMetrics().height() * 22);
}

void AssignDialog::collect(const Incident &incident)
{
    const Directory &directory = m_context.models.directory;
    const auto me = m_context.models.session.actor().employee;
    const auto addEmployee = [&](const Employee &employee) {
        Choice choice;
        choice.text = employee.id == me ? tr("%1 (me)").arg(employee.name) : employee.name;
        choice.words = foldForUniqueness(employee.name + u' ' + employee.email);
        choice.change.assignee = std::optional(employee.id);
        choice.what = tr("Assigned to %1.").arg(oneLine(employee.name));
        m_choices.append(choice);
    };
    const QList<Employee> employees = directory.employees();
    for (const Employee &employee : employees) {
        if (employee.id == me)
            addEmployee(employee);
    }
    // Those of the incident's team first: they are meant most often.
    for (const bool ofTeam : {true, false}) {
        for (const Employee &employee : employees) {
            const bool belongs = incident.team && employee.teams.contains(*incident.team);
            if (employee.id != me && belongs == ofTeam && employee.role != Role::Auditor)
                addEmployee(employee);
        }
    }
    for (const Team &team : directory.teams()) {
        Choice choice;
        choice.text = tr("Team %1, nobody in particular").arg(team.name);
        choice.words = foldForUniqueness(choice.text);
        choice.change.team = std::optional(team.id);
        choice.change.assignee = std::optional<EmployeeId>();
        choice.what = tr("Given to team %1.").arg(oneLine(team.name));
        m_choices.append(choice);
    }
    if (incident.assignee) {
        Choice choice;
        choice.text = tr("Nobody");
        choice.words = foldForUniqueness(choice.text);
        choice.change.assignee = std::optional<EmployeeId>();
        choice.what = tr("Assigned to nobody.");
        m_choices.append(choice);
    }
}

void AssignDialog::filter()
{
    const QStringList wanted = foldForUniqueness(m_search->text()).split(u' ', Qt::SkipEmptyParts);
    m_list->clear();
    for (qsizetype i = 0; i < m_choices.size(); ++i) {
        const Choice &choice = m_choices.at(i);
        const bool fits =
            std::all_of(wanted.begin(), wanted.end(), [&](const QString &word) { return choice.words.contains(word); });
        if (!fits)
            continue;
        auto *item = new QListWidgetItem(icon(choice.change.team ? Glyph::People : Glyph::Person), choice.text, m_list);
        item->setData(Qt::UserRole, i);
    }
    m_list->setCurrentRow(0);
    m_none->setVisible(m_list->count() == 0);
    m_assign->setEnabled(m_list->count() > 0);
}

void AssignDialog::take()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    const Choice choice = m_choices.at(item->data(Qt::UserRole).toInt());
    Q_EMIT chosen(choice.change, choice.what);
    accept();
}

bool AssignDialog::eventFilter(QObject *watched, QEvent *event)
{
    // Up and down choose while the typing goes on.
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up) {
            const int row = m_list->currentRow() + (key->key() == Qt::Key_Down ? 1 : -1);
            if (row >= 0 && row < m_list->count())
                m_list->setCurrentRow(row);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace mostrador::console
