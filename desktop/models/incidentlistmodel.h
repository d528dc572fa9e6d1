// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "models/pagedrows.h"

namespace mostrador::console {

/// The queue: incidents of a search query, sorted by the server, kept up to date row by row from the feed. What changed
/// is fetched in batches under the list's own query, so that the server alone decides what belongs to the list.
class IncidentListModel final : public PagedRows<Incident>
{
    Q_OBJECT

public:
    enum class Column
    {
        Reference,
        Priority,
        Status,
        Subject,
        Customer,
        Product,
        Team,
        Assignee,
        Updated,
        Created,
        Due,
        Channel,
        Count,
    };
    Q_ENUM(Column)

    /// The row's values whatever the column, for delegates.
    enum IncidentRole
    {
        StatusRole = FirstOwnRole, ///< int of IncidentStatus
        PriorityRole,              ///< int of Priority
        ActiveRole,                ///< bool: somebody still has work
        OverdueRole,               ///< bool: active and past its due date
        MineRole,                  ///< bool: assigned to the employee logged in
    };

    explicit IncidentListModel(const ModelContext &context, QObject *parent = nullptr);

    QModelIndex index(IncidentId id, Column column) const { return indexOf(id, static_cast<int>(column)); }
    using PagedRows<Incident>::index;
    /// How many incidents the query has, or nothing while it is not known.
    std::optional<requests::Count> total() const { return m_total; }
    QHash<int, QByteArray> roleNames() const override;
    /// Looks whether an incident still belongs to the list, such as after it could not be opened.
    void recheck(IncidentId id);

Q_SIGNALS:
    void totalChanged();

private:
    const std::vector<ColumnOf<Incident>> &columns() const override;
    ReplyOf<codec::Page<Incident>> *requestPage(const requests::ListQuery &list) override;
    ReplyOf<Incident> *requestOne(IncidentId id) override;
    void onEvent(const Event &event) override;
    QString nameOf(const Incident &incident) const override { return incident.reference; }
    QVariant ownData(const Incident &incident, int column, int role) const override;
    std::optional<Problem> checkQuery(const QString &query) const override;
    void rowsReset() override;
    void pageDone() override;

    void markDirty(IncidentId id);
    void forgetChanges();
    void fetchDirty();
    QString narrowed(const QString &condition) const;
    void fetchKnown(const QList<IncidentId> &ids);
    void fetchUnknown(Timestamp since, const QString &cursor, int page);
    void liveFailed();
    void liveDone(bool numberChanged);
    void place(const Incident &incident);
    int placeOf(const Incident &incident, int except) const;
    bool isBefore(const Incident &a, const Incident &b) const;
    void askTotal();

    QSet<IncidentId> m_dirty;              ///< changed since they were read
    QSet<IncidentId> m_asked;              ///< those being read
    std::optional<Timestamp> m_dirtySince; ///< the earliest of the changes
    QTimer m_dirtyPause;
    QTimer m_totalPause;
    QPointer<Reply> m_liveRequest;
    QPointer<Reply> m_totalRequest;
    std::optional<requests::Count> m_total;
    QString m_totalQuery;
};

} // namespace mostrador::console
