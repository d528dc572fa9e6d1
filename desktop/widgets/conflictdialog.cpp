// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/conflictdialog.h"

#include "models/eventtext.h"
#include "protocol/describe.h"
#include "widgets/notice.h"
#include "widgets/widgetcontext.h"

#include <QDialogButtonBox>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace mostrador::console {

ConflictDialog::ConflictDialog(const QList<requests::FieldConflict> &conflicts, const ModelContext &context,
                               QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("conflictDialog"));
    setWindowTitle(tr("Changed by somebody else"));
    auto *intro =
        new QLabel(tr("While you were editing, somebody else changed the same. Choose what is to stand."), this);
    intro->setWordWrap(true);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    for (const requests::FieldConflict &conflict : conflicts) {
        auto *group = new QGroupBox(withoutMnemonic(words::fieldName(conflict.field, context.words)), content);
        auto *rows = new QVBoxLayout(group);
        const QString who = conflict.changedBy.isEmpty() ? tr("somebody else") : oneLine(conflict.changedBy, 60);
        const QString when = conflict.changedAt ? localShort(*conflict.changedAt, context.words) : QString();
        const auto value = [&](const QJsonValue &json) {
            return withoutMnemonic(oneLine(describeValue(conflict.field, json, context)));
        };
        auto *theirs = new QRadioButton(
            when.isEmpty() ? tr("Keep theirs: %1 (%2)").arg(value(conflict.theirs), withoutMnemonic(who))
                           : tr("Keep theirs: %1 (%2, %3)").arg(value(conflict.theirs), withoutMnemonic(who), when),
            group);
        theirs->setObjectName(QStringLiteral("theirs_") + conflict.field);
        theirs->setChecked(true);
        auto *mine = new QRadioButton(tr("Use mine: %1").arg(value(conflict.yours)), group);
        mine->setObjectName(QStringLiteral("mine_") + conflict.field);
        rows->addWidget(theirs);
        rows->addWidget(mine);
        column->addWidget(group);
        m_rows.append({conflict.field, mine});
    }
    column->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("&Use these values"), QDialogButtonBox::AcceptRole)->setDefault(true);
    buttons->addButton(tr("&Cancel my change"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(intro);
    layout->addWidget(scroll, 1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 72, fontMetrics().height() * 16);
}

QSet<QString> ConflictDialog::keptMine() const
{
    QSet<QString> kept;
    for (const Row &row : m_rows) {
        if (row.mine->isChecked())
            kept.insert(row.field);
    }
    return kept;
}

QJsonObject withoutGivenUp(QJsonObject json, const QList<requests::FieldConflict> &conflicts, const QSet<QString> &kept)
{
    for (const requests::FieldConflict &conflict : conflicts) {
        if (!kept.contains(conflict.field))
            json.remove(conflict.field);
    }
    return json;
}

} // namespace mostrador::console
