// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

namespace mostrador::test {

/// A mail as GMime reads it, decoded.
struct ParsedMail
{
    QList<QPair<QString, QString>> headers; ///< names as written, values decoded
    QStringList senders;
    QStringList recipients; ///< addresses of To, Cc and Bcc
    int parts = 0;          ///< without the multipart itself
    QString text;
    QString html;

    QString header(const QString &name) const;
    QStringList headerNames() const; ///< lower case
};

ParsedMail parseMail(const QByteArray &bytes);

} // namespace mostrador::test
