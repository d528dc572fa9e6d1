// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/formdata.h"
#include "portal/portalwords.h"
#include "portal/templates.h"
#include "protocol/problem.h"

#include <QList>
#include <QString>

namespace mostrador::portal {

/// What is wrong with a form, in the visitor's words: first all of it, then beside each field.
class FormFaults
{
public:
    /// @p field: its id on the page; empty for what concerns no single one. The first fault of a field counts.
    void add(const QString &field, const QString &message);
    bool isEmpty() const { return m_faults.isEmpty(); }
    /// Empty if the field is right.
    QString messageFor(const QString &field) const;
    /// Puts the summary into a page's data, as "errors". Faults without a field come last.
    void putSummary(Data &page, const Tongue &tongue) const;

private:
    struct Fault
    {
        QString field;
        QString message;
    };
    QList<Fault> m_faults;
};

/// A field as templates show it: id, value, max, and error where it has one.
Data fieldData(const QString &id, const QString &value, int max, const FormFaults &faults);

/// Faults of the files of a form: too many, or together too large. The field is "files".
void checkFiles(const QList<http::FormFile> &files, const Tongue &tongue, FormFaults &faults);
/// Puts in what the file field says: its hint, the largest size and the sentence for it.
void putFileWords(Data &page, const Tongue &tongue);
/// A size in bytes for people: "25 MB".
QString sizeText(qint64 bytes, const Tongue &tongue);

/// A field's text as typed, with line ends as one LF.
QString typedText(const http::Form &form, const QString &name);

} // namespace mostrador::portal
