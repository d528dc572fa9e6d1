// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/mailqueue.h"

#include "services/crypto.h"
#include "services/settings.h"
#include "services/trackingservice.h"
#include "storage/trackinglinks.h"

#include <QUrl>

namespace mostrador::services::mailqueue {

namespace {

QString domain()
{
    if (!settings().mailDomain.isEmpty())
        return settings().mailDomain;
    const QString host = QUrl(settings().publicUrl).host(QUrl::FullyEncoded);
    return host.isEmpty() || host.contains(u':') ? QStringLiteral("localhost") : host;
}

} // namespace

bool wanted(const UnitOfWork &unit)
{
    return !unit.context().quiet;
}

storage::outbox::NewEntry entry(const UnitOfWork &unit, const char *kind, TrackingLinkId link)
{
    storage::outbox::NewEntry entry;
    entry.kind = QString::fromLatin1(kind);
    entry.payload.insert(QStringLiteral("link"), link.toString());
    entry.messageIdTail =
        qstrcmp(kind, receipt) == 0 ? receiptTail(link) : QString(crypto::randomHex(8) + u'@' + domain());
    entry.dueAt = unit.now();
    return entry;
}

QString receiptTail(TrackingLinkId link)
{
    const QByteArray hash = crypto::keyedHash(QByteArrayLiteral("receipt:") + link.toString().toLatin1());
    return QString::fromLatin1(hash.left(8).toHex()) + u'@' + domain();
}

Result<TrackingLinkId> linkOf(UnitOfWork &unit, IncidentId incident)
{
    const auto newest = storage::trackinglinks::newestOf(unit.database(), incident);
    if (!newest)
        return newest.error();
    if (*newest)
        return **newest;
    return tracking::create(unit, incident);
}

} // namespace mostrador::services::mailqueue
