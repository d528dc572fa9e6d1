// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/listing.h"

#include "model/limits.h"

#include <QJsonArray>

namespace mostrador::services {

Outcome checkListing(const ListRequest &request, const QStringList &sortKeys)
{
    QList<FieldError> errors;
    if (request.limit < 1 || request.limit > limits::pageMax)
        errors.append({QStringLiteral("limit"),
                       FieldErrorCode::OutOfRange,
                       {{QStringLiteral("min"), 1}, {QStringLiteral("max"), limits::pageMax}}});
    const QString key = request.sort.startsWith(u'-') ? request.sort.mid(1) : request.sort;
    if (!request.sort.isEmpty() && !sortKeys.contains(key))
        errors.append({QStringLiteral("sort"),
                       FieldErrorCode::NotAllowed,
                       {{QStringLiteral("allowed"), QJsonArray::fromStringList(sortKeys)}}});
    if (request.query.size() > limits::query)
        errors.append({QStringLiteral("q"), FieldErrorCode::TooLong, {{QStringLiteral("max"), limits::query}}});
    else if (request.query.contains(QChar(u'\0')))
        errors.append({QStringLiteral("q"), FieldErrorCode::ControlCharacters, {}});
    if (!errors.isEmpty())
        return Problem::validation(errors);
    return done;
}

} // namespace mostrador::services
