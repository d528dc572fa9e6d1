// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/trackingservice.h"

#include "services/crypto.h"
#include "services/incidentrules.h"
#include "services/settings.h"
#include "storage/customers.h"
#include "storage/trackinglinks.h"
#include "storage/transaction.h"
#include "support/words.h"

#include <algorithm>

namespace mostrador::services::tracking {

namespace {

constexpr qsizetype tokenLength = 43;

bool hasTokenForm(const QString &token)
{
    return token.size() == tokenLength && std::all_of(token.begin(), token.end(), [](QChar c) {
               return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' ||
                      c == u'_';
           });
}

} // namespace

Result<TrackingLinkId> create(UnitOfWork &unit, IncidentId incident)
{
    const TrackingLinkId id = storage::trackinglinks::newId();
    const Outcome inserted =
        storage::trackinglinks::insert(unit.database(), id, incident, crypto::tokenHash(token(id)), unit.now());
    if (!inserted)
        return inserted.error();
    return id;
}

QString token(TrackingLinkId link)
{
    return crypto::base64Url(crypto::keyedHash(QByteArrayLiteral("tracking:") + link.toString().toLatin1()));
}

QString url(TrackingLinkId link, const QString &language)
{
    const QString spoken = isSupportedLanguage(language) ? language : supportedLanguages().constFirst();
    return QStringLiteral("%1/%2/t/%3").arg(settings().publicUrl, spoken, token(link));
}

Result<Visitor> resolve(const QString &token)
{
    if (!hasTokenForm(token))
        return Problem::notFound();
    const QByteArray hash = crypto::tokenHash(token);
    std::optional<Visitor> visitor;
    const auto looked = storage::runTransaction(
        storage::threadDatabase(), storage::Mode::ReadOnly, [&](storage::Database &database) -> Outcome {
            visitor.reset();
            const auto link = storage::trackinglinks::findByToken(database, hash);
            if (!link)
                return link.error();
            if (!*link || !crypto::equal((*link)->tokenHash, hash))
                return done;
            // A removed customer's links lead nowhere.
            const auto customer = storage::customers::find(database, (*link)->customer);
            if (!customer)
                return customer.error();
            if (*customer)
                visitor = Visitor{(*link)->incident, Actor::ofCustomer((*link)->customer, (*customer)->displayName())};
            return done;
        });
    if (!looked.committed())
        return looked.problem;
    if (!visitor)
        return Problem::notFound();
    return *std::move(visitor);
}

Outcome revokeAll(UnitOfWork &unit, IncidentId incident)
{
    const auto seen = incidentrules::see(unit, incident, Action::IncidentUpdate);
    if (!seen)
        return seen.error();
    const auto revoked = storage::trackinglinks::revokeAll(unit.database(), incident, unit.now());
    if (!revoked)
        return revoked.error();
    return done;
}

} // namespace mostrador::services::tracking
