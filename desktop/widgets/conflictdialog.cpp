// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/conflictdialog.h"

#include "models/directory.h"
#include "models/eventtext.h"
#include "protocol/describe.h"
#include "widgets/customfieldeditors.h"
#include "widgets/notice.h"
#include "widgets/widgetcontext.h"

#include <QDialogButtonBox>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace mostrador::console {

namespace {

const QString customFields = QStringLiteral("custom_fields/");

const CustomField *customFieldOf(const QString &path, const ModelContext &context)
{
    if (!path.startsWith(customFields))
        return nullptr;
    const QList<CustomField> &all = context.directory.customFields().all();
    const auto found = std::find_if(all.begin(), all.end(), [&](const CustomField &field) {
        return field.key == QStringView(path).mid(customFields.size());
    });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

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
        QString title = words::fieldName(conflict.field, context.words);
        const CustomField *custom = customFieldOf(conflict.field, context);
        if (custom)
            title = customeditors::label(*custom, context.words);
        auto *group = new QGroupBox(withoutMnemonic(oneLine(title)), content);
        auto *rows = new QVBoxLayout(group);
        const QString who = conflict.changedBy.isEmpty() ? tr("somebody else") : oneLine(conflict.changedBy, 60);
        const QString when = conflict.changedAt ? localShort(*conflict.changedAt, context.words) : QString();
        const auto value = [&](const QJsonValue &json) {
            return withoutMnemonic(oneLine(custom ? customeditors::describe(*custom, json, context)
                                                  : describeValue(conflict.field, json, context)));
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
        if (kept.contains(conflict.field))
            continue;
        if (!conflict.field.startsWith(customFields)) {
            json.remove(conflict.field);
            continue;
        }
        // One of the custom fields; the others stay.
        const QString member = customFields.chopped(1);
        QJsonObject values = json.value(member).toObject();
        values.remove(conflict.field.mid(customFields.size()));
        if (values.isEmpty())
            json.remove(member);
        else
            json.insert(member, values);
    }
    return json;
}

} // namespace mostrador::console
