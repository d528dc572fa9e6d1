// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/feedclient.h"
#include "api/requests.h"
#include "models/customfielddefinitions.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <optional>

namespace mostrador::console {

/// Teams, employees and products by id, for names and choices. Loaded at log-in, kept fresh by the feed; an entry that
/// is not among them (a removed employee, the 5001st product) is asked for by its id when its name is first needed. GUI
/// thread.
class Directory : public QObject
{
    Q_OBJECT

public:
    /// Of each kind, loaded at log-in.
    static constexpr int maxEntries = 5000;

    Directory(ApiClient &client, FeedClient &feed, QObject *parent = nullptr);

    /// Loads everything anew; call it after each log-in. What is there stays until the new content has come.
    void load();
    /// Forgets everything (log-out).
    void clear();
    /// All three kinds have been loaded once.
    bool isLoaded() const { return m_loadedOnce; }

    /// @{ Nothing for an unknown id. Pointers are good until control returns to the event loop.
    const Team *team(TeamId id) const;
    const Employee *employee(EmployeeId id) const;
    const Product *product(ProductId id) const;
    /// @}
    /// @{ The name, or "#<id>" while it is not known; then it is asked for, and ...Changed() tells when it has come.
    QString teamName(TeamId id);
    QString employeeName(EmployeeId id);
    QString productName(ProductId id);
    /// @}
    bool isRestricted(const std::optional<TeamId> &team) const;

    /// @{ By name in the user's collation. Employees: those who are active, of one team where given. Products: active
    /// ones.
    QList<Team> teams() const;
    QList<Employee> employees(std::optional<TeamId> team = {}) const;
    QList<Product> products() const;
    /// @}
    /// The custom fields that incidents may have.
    CustomFieldDefinitions &customFields() { return m_customFields; }

Q_SIGNALS:
    void loaded();
    void teamsChanged();
    void employeesChanged();
    void productsChanged();
    void failed(const mostrador::console::Failure &failure);

private:
    template <typename T>
    struct Entries
    {
        using ItemId = decltype(T::id);
        QHash<ItemId, T> items;
        QSet<ItemId> asked;   ///< by id; not again until the next load()
        QSet<ItemId> changed; ///< told by the feed, to be asked for in a moment
        QPointer<Reply> loading;
        bool loadedOnce = false;
    };
    template <typename T>
    Entries<T> &entries();
    template <typename T>
    void announce();
    template <typename T>
    void loadPage(const QString &cursor, QHash<decltype(T::id), T> sofar);
    template <typename T>
    void fetch(decltype(T::id) id);
    template <typename T>
    void fetchChanged();
    template <typename T>
    void forget();
    template <typename T>
    QString nameOf(decltype(T::id) id);
    void onEvent(const Event &event);
    void partLoaded();

    ApiClient &m_client;
    Entries<Team> m_teams;
    Entries<Employee> m_employees;
    Entries<Product> m_products;
    CustomFieldDefinitions m_customFields;
    QTimer m_changedPause;
    bool m_active = false; ///< between load() and clear()
    bool m_loadedOnce = false;
    bool m_loadFailed = false;
};

} // namespace mostrador::console
