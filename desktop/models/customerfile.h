// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "models/modelcontext.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QTimer>

#include <optional>

namespace mostrador::console {

/// What is known of the customer of an incident: the record, and as rows their other incidents, the newest first. Kept
/// fresh by the feed. GUI thread.
class CustomerFile : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Roles
    {
        StatusRole = Qt::UserRole, ///< int of IncidentStatus
        OpenRole,                  ///< bool: somebody still has work
        WhenRole,                  ///< when it was opened, as people read it
    };
    /// So many of the newest are read.
    static constexpr int incidentsAtMost = 50;

    /// Which of the customer's incidents are rows.
    enum class Which
    {
        All,
        Active ///< those that somebody still has work with
    };
    explicit CustomerFile(const ModelContext &context, QObject *parent = nullptr);
    CustomerFile(const ModelContext &context, Which which, QObject *parent = nullptr);

    /// Shows another customer in a moment, so that stepping through a list asks for nobody. @p except: the incident
    /// that is being looked at.
    void load(CustomerId customer, IncidentId except);
    void clear();
    /// Nothing while it has not come.
    const std::optional<Customer> &customer() const { return m_customer; }
    CustomerId customerId() const { return m_id; }
    const Incident &at(int row) const { return m_rows.at(row); }
    /// Both parts have been read.
    bool isComplete() const { return m_customer && m_listed; }
    /// There are more incidents than rows.
    bool hasMore() const { return m_more; }
    /// The products of all incidents that were read, the one looked at included; those asked about most often first.
    QStringList products() const { return m_products; }
    /// How many of the rows somebody still has work with.
    int openOnes() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// The record, its incidents, or another customer.
    void changed();
    void failed(const mostrador::console::Failure &failure);

private:
    void read();
    void readIncidents();
    void take(const QList<Incident> &incidents, bool more);
    void onEvent(const Event &event);

    const ModelContext m_context;
    const Which m_which;
    CustomerId m_id;
    IncidentId m_except;
    std::optional<Customer> m_customer;
    QList<Incident> m_all; ///< with the one that is looked at
    QList<Incident> m_rows;
    QStringList m_products;
    bool m_more = false;
    bool m_listed = false;
    QPointer<Reply> m_readingCustomer;
    QPointer<Reply> m_readingIncidents;
    QTimer m_pause;     ///< before another customer is read
    QTimer m_listPause; ///< before the incidents are read anew
};

} // namespace mostrador::console
