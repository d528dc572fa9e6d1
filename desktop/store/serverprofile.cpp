// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/serverprofile.h"

#include "protocol/jsonreader.h"

#include <QCryptographicHash>
#include <QStandardPaths>

namespace mostrador::console {

QString ServerProfile::id() const
{
    const QString text = server.toString(QUrl::FullyEncoded) + u'\n' + foldForUniqueness(email);
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(32));
}

QString dataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/mostrador-console");
}

} // namespace mostrador::console
