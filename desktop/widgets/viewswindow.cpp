// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/viewswindow.h"

#include "model/limits.h"
#include "models/viewlistmodel.h"
#include "widgets/fieldeditors.h"
#include "widgets/fieldform.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>

namespace mostrador::console {

ViewsWindow::ViewsWindow(const WidgetContext &context, QWidget *parent)
    : RecordsWindow(context, new ViewListModel(context.models), QStringLiteral("views"),
                    {tr("Views"), tr("Views"), tr("&New view"), tr("Remove view"), tr("Remove %1?"),
                     tr("It disappears from the sidebar of everybody who sees it. No incident changes."),
                     tr("Only its owner, or who leads its team, changes this view."), tr("Choose a view.")},
                    {}, parent)
{
    addField(QStringLiteral("name"), editors::line(limits::viewName));
    addField(QStringLiteral("query"), editors::line(limits::query), tr("As in the filter above the list."));
    QComboBox *scope = editors::viewScope();
    QComboBox *team = editors::team(context.models.directory, tr("No team"));
    addField(QStringLiteral("scope"), scope);
    addField(QStringLiteral("team_id"), team);
    addField(QStringLiteral("position"), editors::number(limits::position),
             tr("Lower numbers stand higher in the sidebar."));
    const auto showTeam = [this, scope, team] {
        const bool ofTeam = scope->currentData().toString() == mostrador::toString(ViewScope::Team);
        if (!ofTeam)
            team->setCurrentIndex(0);
        form()->setFieldVisible(QStringLiteral("team_id"), ofTeam);
    };
    connect(scope, &QComboBox::currentIndexChanged, this, showTeam);
    showTeam();
    finish();
}

QJsonObject ViewsWindow::jsonAt(const QModelIndex &index) const
{
    return codec::toJson(static_cast<ViewListModel *>(model())->at(index.row()));
}

QJsonObject ViewsWindow::blank() const
{
    return {{QStringLiteral("scope"), QStringLiteral("personal")}};
}

void ViewsWindow::create(const QJsonObject &values)
{
    // The sort order of the list that a search is saved from has no field here.
    QJsonObject all = values;
    if (const QString sort = record().value(QStringLiteral("sort")).toString(); !sort.isEmpty())
        all.insert(QStringLiteral("sort"), sort);
    const auto input = codec::newViewFromJson(all);
    if (!input)
        refusedHere(input.error());
    else
        handle(requests::createView(m_context.models.client, *input));
}

void ViewsWindow::change(qint64 id, const QJsonObject &patch, qint64 version)
{
    const auto input = codec::viewChangeFromJson(patch);
    if (!input)
        refusedHere(input.error());
    else
        handle(requests::changeView(m_context.models.client, ViewId(id), *input, version));
}

void ViewsWindow::remove(qint64 id, qint64 version)
{
    handleRemoval(requests::removeView(m_context.models.client, ViewId(id), version));
}

void ViewsWindow::fetch(qint64 id)
{
    handleFetch(requests::view(m_context.models.client, ViewId(id)));
}

bool ViewsWindow::mayCreate() const
{
    return m_context.models.session.isAllowedSomewhere(Action::ViewManage);
}

bool ViewsWindow::mayEdit(qint64) const
{
    const auto view = codec::viewFromJson(record());
    if (!view)
        return false;
    const Actor actor = m_context.models.session.actor();
    const auto relation = relationTo(actor, ViewStanding{view->scope, view->owner, view->team});
    return relation && isAllowed(actor.principal, Action::ViewManage, *relation);
}

bool ViewsWindow::mayRemove(qint64 id) const
{
    return mayEdit(id);
}

QString ViewsWindow::nameOf(const QJsonObject &record) const
{
    return record.value(QStringLiteral("name")).toString();
}

} // namespace mostrador::console
