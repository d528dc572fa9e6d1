// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/notificationsettings.h"

#include "widgets/notice.h"
#include "widgets/widgetcontext.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTimeEdit>
#include <QVBoxLayout>

namespace mostrador::console {

NotificationSettings::NotificationSettings(Settings &settings, QWidget *parent)
    : QDialog(parent)
    , m_settings(settings)
    , m_minutes(new QSpinBox(this))
    , m_quiet(new QCheckBox(tr("&Quiet hours: nothing on the desktop, the list alone"), this))
    , m_from(new QTimeEdit(this))
    , m_to(new QTimeEdit(this))
    , m_mistake(new MistakeLine(this))
{
    setObjectName(QStringLiteral("notificationSettingsDialog"));
    setWindowTitle(tr("Notification settings"));
    const NotificationWishes wishes = NotificationWishes::from(settings);
    auto *layout = new QVBoxLayout(this);
    auto *intro = new QLabel(tr("Tell me, on the desktop and in the list, when"), this);
    intro->setWordWrap(true);
    layout->addWidget(intro);
    for (const NotificationRule &rule : notificationRules()) {
        auto *box = new QCheckBox(notificationWish(rule.kind), this);
        box->setObjectName(QStringLiteral("notify_") + rule.name);
        box->setChecked(wishes.wants(rule.kind));
        layout->addWidget(box);
        m_kinds.append({rule.kind, box});
        connect(box, &QCheckBox::toggled, this, &NotificationSettings::update);
    }
    m_minutes->setObjectName(QStringLiteral("notifyMinutes"));
    m_minutes->setRange(1, NotificationWishes::mostMinutes);
    m_minutes->setSuffix(tr(" min", "minutes, behind a number"));
    m_minutes->setValue(wishes.dueMinutes);
    auto *before = new QFormLayout;
    before->addRow(tr("How long &before it is due"), m_minutes);
    layout->addLayout(before);
    m_quiet->setObjectName(QStringLiteral("notifyQuiet"));
    m_quiet->setChecked(wishes.quiet);
    layout->addWidget(m_quiet);
    m_from->setObjectName(QStringLiteral("notifyQuietFrom"));
    m_from->setTime(wishes.quietFrom);
    m_to->setObjectName(QStringLiteral("notifyQuietTo"));
    m_to->setTime(wishes.quietTo);
    auto *hours = new QFormLayout;
    hours->addRow(tr("&From"), m_from);
    hours->addRow(tr("&Until"), m_to);
    layout->addLayout(hours);
    m_mistake->setObjectName(QStringLiteral("quietMistake"));
    layout->addWidget(m_mistake);
    layout->addStretch(1);
    auto *buttons = new QDialogButtonBox(this);
    auto *saving = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    saving->setObjectName(QStringLiteral("save"));
    saving->setDefault(true);
    auto *cancel = buttons->addButton(tr("Ca&ncel"), QDialogButtonBox::RejectRole);
    layout->addWidget(buttons);
    QList<QWidget *> chain;
    for (const auto &[kind, box] : std::as_const(m_kinds))
        chain.append(box);
    setTabChain(chain + QList<QWidget *>{m_minutes, m_quiet, m_from, m_to, saving, cancel});
    m_kinds.constFirst().second->setFocus();
    connect(m_quiet, &QCheckBox::toggled, this, &NotificationSettings::update);
    connect(buttons, &QDialogButtonBox::accepted, this, &NotificationSettings::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    update();
}

void NotificationSettings::update()
{
    for (const auto &[kind, box] : std::as_const(m_kinds)) {
        if (kind == NotificationKind::DueSoon)
            m_minutes->setEnabled(box->isChecked());
    }
    m_from->setEnabled(m_quiet->isChecked());
    m_to->setEnabled(m_quiet->isChecked());
}

void NotificationSettings::save()
{
    if (m_quiet->isChecked() && m_from->time() == m_to->time()) {
        m_mistake->setText(tr("The quiet hours begin and end at the same time. Give them an end, or untick the kinds "
                              "you do not want."));
        m_to->setFocus(Qt::OtherFocusReason);
        return;
    }
    NotificationWishes wishes;
    for (const auto &[kind, box] : std::as_const(m_kinds)) {
        if (!box->isChecked())
            wishes.unwanted.append(kind);
    }
    wishes.dueMinutes = m_minutes->value();
    wishes.quiet = m_quiet->isChecked();
    wishes.quietFrom = m_from->time();
    wishes.quietTo = m_to->time();
    wishes.keep(m_settings);
    accept();
}

} // namespace mostrador::console
