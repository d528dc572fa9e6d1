// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workplace.h"

#include "app/secretkey.h"
#include "services/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QHostAddress>
#include <QUrl>

#include <sys/stat.h>

namespace mostrador::server {

namespace {

Problem failure(const QString &detail)
{
    Problem problem = Problem::internal({});
    problem.detail = detail;
    return problem;
}

/// "address:port" as it stands in an address; a wildcard is told as the loopback.
QString authority(const Endpoint &endpoint)
{
    const QHostAddress address(endpoint.address);
    if (address == QHostAddress(QHostAddress::AnyIPv4) || address == QHostAddress(QHostAddress::Any) ||
        address == QHostAddress(QHostAddress::AnyIPv6))
        return QStringLiteral("127.0.0.1:%1").arg(endpoint.port);
    return (address.protocol() == QAbstractSocket::IPv6Protocol ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2"))
        .arg(endpoint.address)
        .arg(endpoint.port);
}

Outcome makeFolder(const QString &folder)
{
    if (QFileInfo(folder).isDir())
        return done;
    if (!QDir().mkpath(folder))
        return failure(QStringLiteral("%1: the folder cannot be made").arg(folder));
    ::chmod(QFile::encodeName(folder).constData(), 0700);
    return done;
}

} // namespace

QString publicUrlOf(const Settings &settings)
{
    return settings.publicUrl.isEmpty() ? QStringLiteral("http://") + authority(settings.listen) : settings.publicUrl;
}

QString feedUrlOf(const Settings &settings)
{
    if (!settings.feedUrl.isEmpty())
        return settings.feedUrl;
    if (settings.publicUrl.isEmpty())
        return QStringLiteral("ws://%1/api/v1/feed").arg(authority(settings.feedListen));
    // Behind a proxy the feed is under the same name.
    return QStringLiteral("ws") + settings.publicUrl.mid(4) + QStringLiteral("/api/v1/feed");
}

Outcome reachDatabase(const Settings &settings)
{
    if (settings.database.dialect == storage::Dialect::Sqlite) {
        if (const Outcome made = makeFolder(QFileInfo(settings.database.path).absolutePath()); !made)
            return made;
    }
    storage::configure(settings.database);
    return storage::threadDatabase().ensureOpen();
}

Outcome prepare(const Settings &settings, Migrating migrating)
{
    const bool embedded = settings.database.dialect == storage::Dialect::Sqlite;
    if (embedded) {
        if (const Outcome made = makeFolder(QFileInfo(settings.secretKeyFile).absolutePath()); !made)
            return made;
    }
    const Result<QByteArray> key = loadSecretKey(settings.secretKeyFile, embedded);
    if (!key)
        return key.error();
    if (const Outcome reached = reachDatabase(settings); !reached)
        return reached;
    storage::Database &database = storage::threadDatabase();
    if (embedded || migrating == Migrating::Always) {
        if (const auto report = storage::migrate(database); !report)
            return report.error();
    } else {
        const Result<int> pending = storage::pendingSteps(database);
        if (!pending)
            return pending.error();
        if (*pending > 0)
            return failure(QStringLiteral("%1 migrations are pending: run \"mostrador-server migrate\" first, or start "
                                          "with --migrate")
                               .arg(*pending));
    }
    services::Settings use;
    use.publicUrl = publicUrlOf(settings);
    use.feedUrl = feedUrlOf(settings);
    use.secretKey = *key;
    use.reopenWindowDays = settings.reopenWindowDays;
    use.attachmentMaxBytes = settings.attachmentMaxBytes;
    if (!settings.timeZone.isEmpty())
        use.timeZone = QTimeZone(settings.timeZone.toUtf8());
    use.companyName = settings.companyName;
    use.mailEnabled = settings.mailEnabled;
    const qsizetype at = settings.mailFromAddress.lastIndexOf(QLatin1Char('@'));
    if (at > 0)
        use.mailDomain = settings.mailFromAddress.mid(at + 1);
    services::configure(use);
    return done;
}

} // namespace mostrador::server
