// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request.h"
#include "support/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace mostrador::http {

/// A file that came with a form.
struct FormFile
{
    QString field;
    QString fileName;
    QByteArray content;
};

/// A submitted form: application/x-www-form-urlencoded or multipart/form-data (RFC 7578).
struct Form
{
    QList<QPair<QString, QString>> fields; ///< in order, as sent
    QList<FormFile> files;                 ///< those with a file name

    /// The first value of that name, or empty.
    QString value(const QString &name) const;
    bool has(const QString &name) const;
};

/// Reads the body as a form. UnsupportedMediaType for other types, BadRequest for broken ones or invalid UTF-8, more
/// than 200 fields or 50 files.
Result<Form> readForm(const Request &request);

} // namespace mostrador::http
