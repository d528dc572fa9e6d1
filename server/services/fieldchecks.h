// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/change.h"
#include "protocol/jsonreader.h"
#include "support/result.h"

#include <QList>
#include <QString>

namespace mostrador::services {

/// Collects the faults of one request's fields. The JSON readers have looked at most of them before, but forms, imports
/// and programs of our own build the inputs directly: the rules hold for every door.
class FieldChecks
{
public:
    /// @p pointer: where the object stands in the request, such as "/customer".
    explicit FieldChecks(QString pointer = {})
        : m_pointer(std::move(pointer))
    {}

    /// Cleans @p value in place, or notes the fault.
    void text(const QString &name, QString &value, const JsonReader::TextRule &rule);
    void email(const QString &name, QString &value);
    /// @p value becomes @p fallback if empty.
    void language(const QString &name, QString &value, const QString &fallback);
    void birthDate(const QString &name, const std::optional<QDate> &value, Timestamp now);
    void address(const QString &name, PostalAddress &value);
    /// Lower case, sorted, no doubles.
    void tags(const QString &name, QStringList &value);
    /// Flat: texts, numbers, booleans, arrays of texts; null where @p nullAllowed.
    void customFields(const QString &name, QJsonObject &value, bool nullAllowed);
    /// A due date: within four digits of a year and not before the century we live in.
    void dueAt(const QString &name, std::optional<Timestamp> value);

    void fault(const QString &name, FieldErrorCode code, const QJsonObject &params = {});
    void add(const FieldError &error) { m_errors.append(error); }
    void add(const FieldChecks &nested) { m_errors += nested.m_errors; }
    QString pointerTo(const QString &name) const { return m_pointer + u'/' + name; }
    bool clean() const { return m_errors.isEmpty(); }
    /// A ValidationFailed problem if there is any fault.
    Outcome finish() const;

private:
    QString m_pointer;
    QList<FieldError> m_errors;
};

/// The rules of each input, cleaning it in place.
void check(FieldChecks &checks, NewCustomer &input, Timestamp now);
void check(FieldChecks &checks, CustomerChange &change, Timestamp now);
void check(FieldChecks &checks, NewEmployee &input);
void check(FieldChecks &checks, EmployeeChange &change);
void check(FieldChecks &checks, NewTeam &input);
void check(FieldChecks &checks, TeamChange &change);
void check(FieldChecks &checks, NewProduct &input);
void check(FieldChecks &checks, ProductChange &change);
/// All but the nested customer and the references.
void check(FieldChecks &checks, NewIncident &input);
void check(FieldChecks &checks, IncidentChange &change);
void check(FieldChecks &checks, NewMessage &input);

} // namespace mostrador::services
