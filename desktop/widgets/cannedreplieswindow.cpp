// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cannedreplieswindow.h"

#include "model/limits.h"
#include "model/placeholders.h"
#include "models/cannedreplylistmodel.h"
#include "widgets/fieldeditors.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace mostrador::console {

CannedRepliesWindow::CannedRepliesWindow(const WidgetContext &context, QWidget *parent)
    : RecordsWindow(context, new CannedReplyListModel(context.models), QStringLiteral("cannedreplies"),
                    {tr("Canned replies"), tr("Canned replies"), tr("&New canned reply"), tr("Remove canned reply"),
                     tr("Remove %1?"), tr("Messages that were written with it stay as they are."),
                     tr("Only leads and administrators change canned replies."), tr("Choose a canned reply.")},
                    {}, parent)
{
    addField(QStringLiteral("title"), editors::line(limits::cannedReplyTitle));
    addField(QStringLiteral("shortcut"), editors::line(limits::cannedReplyShortcut),
             tr("Letters, digits, - and _. Typed behind :: in a message it offers this reply."));
    QStringList names;
    for (const QString &name : placeholders::all())
        names.append(QStringLiteral("{{%1}}").arg(name));
    addField(QStringLiteral("body"), editors::lines(limits::cannedReplyBody, 12),
             tr("Markdown. Filled in when it is used: %1").arg(names.join(QStringLiteral(", "))));
    addField(QStringLiteral("language"), editors::languageOrAny(context.models.words));
    addField(QStringLiteral("team_id"), editors::team(context.models.directory, tr("All teams")));
    addField(QStringLiteral("archived"), new QCheckBox(tr("Kept, but not offered any more")));
    finish();
}

QJsonObject CannedRepliesWindow::jsonAt(const QModelIndex &index) const
{
    return codec::toJson(static_cast<CannedReplyListModel *>(model())->at(index.row()));
}

QJsonObject CannedRepliesWindow::blank() const
{
    return {};
}

void CannedRepliesWindow::create(const QJsonObject &values)
{
    const auto input = codec::newCannedReplyFromJson(values);
    if (!input)
        refusedHere(input.error());
    else
        handle(requests::createCannedReply(m_context.models.client, *input));
}

void CannedRepliesWindow::change(qint64 id, const QJsonObject &patch, qint64 version)
{
    const auto input = codec::cannedReplyChangeFromJson(patch);
    if (!input)
        refusedHere(input.error());
    else
        handle(requests::changeCannedReply(m_context.models.client, CannedReplyId(id), *input, version));
}

void CannedRepliesWindow::remove(qint64 id, qint64 version)
{
    handleRemoval(requests::removeCannedReply(m_context.models.client, CannedReplyId(id), version));
}

void CannedRepliesWindow::fetch(qint64 id)
{
    handleFetch(requests::cannedReply(m_context.models.client, CannedReplyId(id)));
}

bool CannedRepliesWindow::mayCreate() const
{
    return m_context.models.session.isAllowedSomewhere(Action::CannedReplyManage);
}

bool CannedRepliesWindow::mayEdit(qint64) const
{
    return mayCreate();
}

bool CannedRepliesWindow::mayRemove(qint64) const
{
    return mayCreate();
}

QString CannedRepliesWindow::nameOf(const QJsonObject &record) const
{
    return record.value(QStringLiteral("title")).toString();
}

} // namespace mostrador::console
