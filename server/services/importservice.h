// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/change.h"
#include "services/unitofwork.h"

#include <QHash>

/// The use case of the importer: an incident with its whole past, written at the times it happened. The one door
/// through which the past comes in; the rules of fields, of the status machine and of events are those of the other
/// doors.
namespace mostrador::services::imports {

/// An employee of the file. One who is not known yet is created without a password and inactive: a name for the
/// history.
struct Person
{
    QString email;
    QString name;
    bool operator==(const Person &) const = default;
};

/// What may change in the course of an incident's life.
struct Facts
{
    IncidentStatus status = IncidentStatus::New;
    Impact impact = Impact::Medium;
    Urgency urgency = Urgency::Medium;
    std::optional<Priority> priority; ///< by hand where it is not what impact and urgency give
    QString team;                     ///< name; empty: none
    std::optional<Person> assignee;
    std::optional<NewProduct> product; ///< found by SKU, or created
    QJsonObject customFields;
};

/// How it stood from a moment on.
struct Step
{
    Timestamp at;
    QString by; ///< who did it, for the history
    Facts facts;
};

struct History
{
    /// Texts, channel, language, tags, numbers. What Facts holds, customer and attachments are ignored.
    NewIncident opening;
    NewCustomer customer; ///< found by e-mail, or created
    Timestamp openedAt;
    QString openedBy;
    QList<Step> steps; ///< at least one; the first says with what it was opened, in status new
};

/// What was written.
struct Written
{
    std::optional<IncidentId> incident; ///< the one just written, or the one that has its external reference already
    bool existed = false;
    qint64 statusChanges = 0; ///< from one step's status to the next one's
    qint64 bridges = 0;       ///< further changes, where the machine has no direct step
    qint64 reassignments = 0; ///< changes of team or assignee
    qint64 reopenings = 0;    ///< from resolved or closed back to work
    qint64 otherChanges = 0;  ///< steps that changed anything else
};

/// Ids found or made so far, so that they are not looked for again. Forget it when a transaction was not committed.
class Directory
{
public:
    void clear();

private:
    friend class Writer;
    QHash<QString, CustomerId> m_customers;
    QHash<QString, TeamId> m_teams;
    QHash<QString, EmployeeId> m_employees;
    QHash<QString, ProductId> m_products;
};

/// Checks the whole history, then writes it in the caller's transaction: ValidationFailed comes before the first row is
/// written. Steps out of order are put at the moment of the step before. No mail goes out, no tracking link is made.
Result<Written> write(storage::Database &database, Directory &directory, const History &history);

/// The statuses to go through from one to another, the last one included, by the fewest steps the machine has; empty if
/// there is no way, or none is needed.
QList<IncidentStatus> way(IncidentStatus from, IncidentStatus to);

} // namespace mostrador::services::imports
