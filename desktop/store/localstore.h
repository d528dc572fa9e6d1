// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "model/people.h"
#include "model/searchmatch.h"
#include "store/sqlthread.h"
#include "store/vault.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>

namespace mostrador::console {

/// Everything the console keeps of one incident.
struct IncidentBundle
{
    Incident incident;
    QList<Message> messages; ///< all, the oldest first: the description is the first
    QList<Event> events;
    QList<Attachment> attachments;

    QByteArray toBytes() const;
    static std::optional<IncidentBundle> fromBytes(const QByteArray &bytes);
};

/// What the console has with it of the last days, for when the server is away: sealed records in a file, and in memory
/// what lists and searches need. GUI thread; the disk and searching have threads of their own, nothing here waits.
///
/// In clear the file tells kinds, ids and when an incident was last changed; all else is sealed.
class LocalStore : public QObject
{
    Q_OBJECT

public:
    /// An incident as a query sees it; shared, and never changed.
    struct Entry
    {
        Incident incident;
        searchquery::MatchTexts texts;
        qint64 bytes = 0;
    };
    using EntryPtr = std::shared_ptr<const Entry>;

    struct Bounds
    {
        /// In memory, about; the incidents changed least recently are let go beyond it, from the disk too. An incident
        /// takes 2 to 6 KiB, so that this holds 10,000 to 30,000 of them.
        qint64 bytes = 64LL * 1024 * 1024;
        int textMost = 4000; ///< characters of each message that a search looks into
    };

    /// @p filePath empty: in memory only. @p account binds the records to it; see ServerProfile::id().
    LocalStore(const QString &filePath, const Vault &vault, const QString &account, QObject *parent = nullptr);
    ~LocalStore() override;

    void setBounds(const Bounds &bounds) { m_bounds = bounds; }
    /// Reads what is there, piece by piece; ends in opened() or openFailed(). What was put in meanwhile is newer.
    void open();
    bool isOpen() const { return m_open; }

    /// @{ What is there. Pointers are good until control returns to the event loop.
    qsizetype incidentCount() const { return m_incidents.size(); }
    qint64 bytes() const { return m_bytes; }
    QList<IncidentId> incidentIds() const { return m_incidents.keys(); }
    std::optional<Incident> incident(IncidentId id) const;
    /// nullptr: not here.
    EntryPtr entry(IncidentId id) const { return m_incidents.value(id); }
    /// What incidents refer to, looked up here whenever it is asked; not longer than this lives, GUI thread.
    searchquery::MatchDirectory directory() const;
    const Customer *customer(CustomerId id) const { return found(m_customers, id); }
    const Employee *employee(EmployeeId id) const { return found(m_employees, id); }
    const Team *team(TeamId id) const { return found(m_teams, id); }
    const Product *product(ProductId id) const { return found(m_products, id); }
    QList<Customer> customers() const { return m_customers.values(); }
    QList<Employee> employees() const { return m_employees.values(); }
    QList<Team> teams() const { return m_teams.values(); }
    QList<Product> products() const { return m_products.values(); }
    /// The conversation and history of an incident, from the disk; nothing if it is not there.
    void bundle(IncidentId id, QObject *context,
                const std::function<void(const std::optional<IncidentBundle> &)> &handler);
    /// The place in the feed up to which all this is true; empty: unknown, everything is to be compared.
    QString feedCursor() const { return m_cursor; }
    /// When all this was last known to be as the server had it.
    std::optional<Timestamp> asOf() const { return m_asOf; }
    /// The server's last answer to a request kept by putAnswer(); empty: none.
    QByteArray answer(const QString &request) const { return m_answers.value(request); }
    /// Who was logged in: so that the console can start while the server is away.
    std::optional<Employee> self() const { return m_self; }
    /// @}

    /// The incidents that match, in the order of @p sort (see searchquery::incidentOrder()); the server's own rules,
    /// without the database (see searchquery::Matcher for what differs in words). @p overlay: incidents as they are
    /// with what waits in the queue, in place of those here, and new ones. The directory of @p match is set here.
    void search(const searchquery::Query &query, const QString &sort, searchquery::MatchContext match,
                const QList<Incident> &overlay, QObject *context,
                const std::function<void(const QList<Incident> &)> &handler);

    /// @{ For the synchroniser. Each replaces what was there.
    void put(const IncidentBundle &bundle);
    /// A newer state of an incident whose conversation is there already.
    void put(const Incident &incident);
    void put(const Customer &customer);
    void put(const Employee &employee);
    void put(const Team &team);
    void put(const Product &product);
    void remove(IncidentId id);
    void remove(CustomerId id);
    void remove(EmployeeId id);
    void remove(TeamId id);
    void remove(ProductId id);
    void setFeedCursor(const QString &cursor);
    void setSelf(const Employee &employee);
    void setAsOf(Timestamp at);
    /// Keeps the answer to a request for small things that have no place of their own here, such as the saved views.
    /// @p request: path and query.
    void putAnswer(const QString &request, const QByteArray &body);
    /// @}

    /// Returns when all is written.
    void flush() { m_disk.flush(); }

Q_SIGNALS:
    /// @p unreadable: records that did not open under the key; they are removed, for they can be fetched again.
    void opened(int unreadable);
    void openFailed(const QString &why);
    void incidentChanged(mostrador::IncidentId id);
    /// A newer state has come by put(). @p before is nullptr where none was here.
    void incidentTaken(const mostrador::console::LocalStore::EntryPtr &before,
                       const mostrador::console::LocalStore::EntryPtr &after);
    void incidentRemoved(mostrador::IncidentId id);
    /// A team, employee, product or customer.
    void directoryChanged();

private:
    enum class Kind
    {
        Incident = 1,
        Customer,
        Employee,
        Team,
        Product,
        Meta,
        Answer
    };
    struct Loaded;

    template <typename T>
    static const T *found(const QHash<decltype(T::id), T> &items, decltype(T::id) id)
    {
        const auto at = items.constFind(id);
        return at == items.constEnd() ? nullptr : &*at;
    }
    QByteArray context(Kind kind, qint64 id) const;
    static EntryPtr entryOf(const IncidentBundle &bundle, int textMost);
    void take(EntryPtr entry);
    void letGo();
    void write(Kind kind, qint64 id, qint64 stamp, const QByteArray &plain);
    void erase(Kind kind, qint64 id);
    void merge(const Loaded &loaded);

    const Vault m_vault;
    const QByteArray m_account;
    Bounds m_bounds;
    QHash<IncidentId, EntryPtr> m_incidents;
    QHash<CustomerId, Customer> m_customers;
    QHash<EmployeeId, Employee> m_employees;
    QHash<TeamId, Team> m_teams;
    QHash<ProductId, Product> m_products;
    QString m_cursor;
    std::optional<Employee> m_self;
    std::optional<Timestamp> m_asOf;
    QHash<QString, QByteArray> m_answers;
    qint64 m_bytes = 0;
    bool m_open = false;
    QThreadPool m_searching;
    SqlThread m_disk; ///< last: its end waits for what refers to the others
};

} // namespace mostrador::console
