// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/teamswindow.h"

#include "model/limits.h"
#include "models/teamlistmodel.h"
#include "widgets/fieldeditors.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace mostrador::console {

TeamsWindow::TeamsWindow(const WidgetContext &context, QWidget *parent)
    : RecordsWindow(context, new TeamListModel(context.models), QStringLiteral("teams"),
                    {tr("Teams"), tr("Teams"), tr("&New team"), tr("Remove team"), tr("Remove %1?"),
                     tr("Employees of this team stay, without it. A team that still has incidents cannot be removed."),
                     tr("Only administrators change teams."), tr("Choose a team.")},
                    {QStringLiteral("created")}, parent)
{
    addField(QStringLiteral("name"), editors::line(limits::teamName));
    addField(QStringLiteral("description"), editors::lines(limits::teamDescription, 4));
    addField(QStringLiteral("restricted"), new QCheckBox(tr("Only its members see its incidents")));
    finish();
}

QJsonObject TeamsWindow::jsonAt(const QModelIndex &index) const
{
    return codec::toJson(static_cast<TeamListModel *>(model())->at(index.row()));
}

QJsonObject TeamsWindow::blank() const
{
    return {};
}

void TeamsWindow::create(const QJsonObject &values)
{
    const auto input = codec::newTeamFromJson(values);
    if (!input)
        refusedHere(input.error());
    else
        handle(requests::createTeam(m_context.models.client, *input));
}

void TeamsWindow::change(qint64 id, const QJsonObject &patch, qint64 version)
{
    const auto input = codec::teamChangeFromJson(patch);
    if (!input)
        refusedHere(input.error());
    else
        handle(requests::changeTeam(m_context.models.client, TeamId(id), *input, version));
}

void TeamsWindow::remove(qint64 id, qint64 version)
{
    handleRemoval(requests::removeTeam(m_context.models.client, TeamId(id), version));
}

void TeamsWindow::fetch(qint64 id)
{
    handleFetch(requests::team(m_context.models.client, TeamId(id)));
}

bool TeamsWindow::mayCreate() const
{
    return m_context.models.session.isAllowedSomewhere(Action::TeamManage);
}

bool TeamsWindow::mayEdit(qint64) const
{
    return mayCreate();
}

bool TeamsWindow::mayRemove(qint64) const
{
    return mayCreate();
}

QString TeamsWindow::nameOf(const QJsonObject &record) const
{
    return record.value(QStringLiteral("name")).toString();
}

} // namespace mostrador::console
