// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/trackinglinks.h"

#include "storage/statement.h"

#include <QRandomGenerator>

namespace mostrador::storage::trackinglinks {

TrackingLinkId newId()
{
    // 62 random bits: two links of a million get the same with a chance of one in nine million; the primary key
    // notices.
    const quint64 random = QRandomGenerator::system()->generate64() >> 2;
    return TrackingLinkId(static_cast<qint64>(random) + 1);
}

Outcome insert(Database &database, TrackingLinkId id, IncidentId incident, const QByteArray &tokenHash, Timestamp now)
{
    Statement s(
        database,
        QStringLiteral("insert into tracking_links (id, incident_id, token_hash, created_at) values (?, ?, ?, ?)"));
    return s.bind(id).bind(incident).bind(QString::fromLatin1(tokenHash.toHex())).bind(now).exec();
}

Result<std::optional<Link>> findByToken(Database &database, const QByteArray &tokenHash)
{
    Statement s(database, QStringLiteral("select l.id, l.incident_id, l.token_hash, c.id, c.given_name, c.family_name "
                                         "from tracking_links l join incidents i on i.id = l.incident_id "
                                         "join customers c on c.id = i.customer_id "
                                         "where l.token_hash = ? and l.revoked_at is null"));
    s.bind(QString::fromLatin1(tokenHash.toHex()));
    return readOne<Link>(s, [](Statement &row) {
        Customer customer;
        customer.givenName = row.text(4);
        customer.familyName = row.text(5);
        return Link{row.id<TrackingLinkId>(0), row.id<IncidentId>(1), row.id<CustomerId>(3), customer.displayName(),
                    QByteArray::fromHex(row.text(2).toLatin1())};
    });
}

Result<std::optional<TrackingLinkId>> newestOf(Database &database, IncidentId incident)
{
    Statement s(database, QStringLiteral("select id from tracking_links where incident_id = ? and revoked_at is null "
                                         "order by created_at desc, id desc limit 1"));
    s.bind(incident);
    return readOne<TrackingLinkId>(s, [](Statement &row) { return row.id<TrackingLinkId>(0); });
}

Result<qint64> revokeAll(Database &database, IncidentId incident, Timestamp now)
{
    Statement s(database, QStringLiteral(
                              "update tracking_links set revoked_at = ? where incident_id = ? and revoked_at is null"));
    if (const Outcome run = s.bind(now).bind(incident).exec(); !run)
        return run.error();
    return s.rowsAffected();
}

} // namespace mostrador::storage::trackinglinks
