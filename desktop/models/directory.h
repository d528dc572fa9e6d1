// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apiclient.h"
#include "api/feedclient.h"
#include "model/people.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace mostrador::console {

/// Teams, employees and products by id, for names and choices. Loaded at log-in, kept fresh by the feed. GUI thread.
/// At most maxEntries of each kind are kept; a product beyond is asked for by its id when it is first needed.
class Directory : public QObject
{
    Q_OBJECT

public:
    static constexpr int maxEntries = 5000;

    Directory(ApiClient &client, FeedClient &feed, QObject *parent = nullptr);

    /// Loads everything anew; call it after each log-in. What is there stays until the new content has come.
    void load();
    void clear();
    /// All three kinds have been loaded once.
    bool isLoaded() const { return m_loaded == 3; }

    /// @{ Nothing for an unknown id. Pointers are good until control returns to the event loop.
    const Team *team(TeamId id) const;
    const Employee *employee(EmployeeId id) const;
    const Product *product(ProductId id) const;
    /// @}
    /// @{ The name, or "#<id>" while it is not known.
    QString teamName(TeamId id) const;
    QString employeeName(EmployeeId id) const;
    QString productName(ProductId id) const;
    /// @}
    bool isRestricted(const std::optional<TeamId> &team) const;

    /// @{ By name in the user's collation. Employees: those who are active, of one team where given.
    QList<Team> teams() const;
    QList<Employee> employees(std::optional<TeamId> team = {}) const;
    QList<Product> products() const;
    /// @}

Q_SIGNALS:
    void loaded();
    void teamsChanged();
    void employeesChanged();
    void productsChanged();
    void failed(const mostrador::console::Failure &failure);

private:
    template <typename Kind>
    void loadPage(const QString &cursor, const QSet<qint64> &seen);
    template <typename Kind>
    void fetch(qint64 id);
    void onEvent(const Event &event);
    template <typename Kind>
    friend struct DirectoryKind;

    ApiClient &m_client;
    QHash<TeamId, Team> m_teams;
    QHash<EmployeeId, Employee> m_employees;
    QHash<ProductId, Product> m_products;
    QSet<ProductId> m_asked;
    int m_loaded = 0;
    int m_generation = 0; ///< rises with each load() and clear(), so that late answers are dropped
};

} // namespace mostrador::console
