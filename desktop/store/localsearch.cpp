// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/permissions.h"
#include "store/localstore.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

/// Searching in the local copy.
namespace mostrador::console {

searchquery::MatchDirectory LocalStore::directory() const
{
    return {[this](TeamId id) { return team(id); }, [this](EmployeeId id) { return employee(id); },
            [this](ProductId id) { return product(id); }};
}

void LocalStore::search(const searchquery::Query &query, const QString &sort, searchquery::MatchContext match,
                        const QList<Incident> &overlay, QObject *context,
                        const std::function<void(const QList<Incident> &)> &handler)
{
    // Copies that share their content: the search sees one state, whatever happens here meanwhile.
    const auto teams = std::make_shared<const QHash<TeamId, Team>>(m_teams);
    const auto employees = std::make_shared<const QHash<EmployeeId, Employee>>(m_employees);
    const auto products = std::make_shared<const QHash<ProductId, Product>>(m_products);
    match.directory.team = [teams](TeamId id) { return found(*teams, id); };
    match.directory.employee = [employees](EmployeeId id) { return found(*employees, id); };
    match.directory.product = [products](ProductId id) { return found(*products, id); };
    const auto target = std::make_shared<QPointer<QObject>>(context);
    m_searching.start([incidents = m_incidents, query, sort, match, overlay, target, handler, teams] {
        const searchquery::Matcher matcher(query, match);
        QHash<IncidentId, Incident> laid;
        for (const Incident &incident : overlay)
            laid.insert(incident.id, incident);
        QList<Incident> hits;
        const auto look = [&](bool wide) {
            hits.clear();
            const auto consider = [&](const Incident &incident, const searchquery::MatchTexts &texts) {
                if (wide ? matcher.matchesWide(incident, texts) : matcher.matches(incident, texts))
                    hits.append(incident);
            };
            for (const EntryPtr &entry : incidents) {
                const auto over = laid.constFind(entry->incident.id);
                const Incident &incident = over == laid.constEnd() ? entry->incident : *over;
                const bool restricted =
                    incident.team && found(*teams, *incident.team) && found(*teams, *incident.team)->restricted;
                const IncidentStanding standing{incident.customer, incident.assignee, incident.team, restricted};
                if (isAllowed(match.actor.principal, Action::IncidentRead, relationTo(match.actor, standing)))
                    consider(incident, entry->texts);
            }
            for (const Incident &incident : overlay) {
                if (!incidents.contains(incident.id))
                    consider(incident, searchquery::matchTexts(incident.subject, incident.description));
            }
        };
        look(false);
        // As the server does where the words alone fill no page.
        constexpr int fewHits = 50;
        if (matcher.canWiden() && hits.size() < fewHits)
            look(true);
        const auto order = searchquery::incidentOrder(sort);
        std::sort(hits.begin(), hits.end(), order.value_or(*searchquery::incidentOrder({})));
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [target, handler, hits] {
                if (*target)
                    handler(hits);
            },
            Qt::QueuedConnection);
    });
}

} // namespace mostrador::console
