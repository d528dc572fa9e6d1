// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings.h"

#include <QHostAddress>

namespace mostrador::server {

namespace {

Key key(const char *section, const char *name, ValueKind kind, const QString &defaultValue = {})
{
    Key made;
    made.section = QString::fromLatin1(section);
    made.name = QString::fromLatin1(name);
    made.kind = kind;
    made.defaultValue = defaultValue;
    return made;
}

Key number(const char *section, const char *name, qint64 defaultValue, qint64 min, qint64 max)
{
    Key made = key(section, name, ValueKind::Integer, QString::number(defaultValue));
    made.min = min;
    made.max = max;
    return made;
}

Key choice(const char *section, const char *name, const QStringList &choices)
{
    Key made = key(section, name, ValueKind::Choice, choices.constFirst());
    made.choices = choices;
    return made;
}

Key secret(const char *section, const char *name)
{
    Key made = key(section, name, ValueKind::Text);
    made.secret = true;
    return made;
}

} // namespace

QString Key::variable() const
{
    return QStringLiteral("MOSTRADOR_%1_%2").arg(section.toUpper(), name.toUpper());
}

const QList<Key> &keys()
{
    static const QList<Key> all{
        key("server", "listen", ValueKind::Endpoint, QStringLiteral("127.0.0.1:8080")),
        key("server", "operations_listen", ValueKind::Endpoint, QStringLiteral("127.0.0.1:9080")),
        key("server", "feed_listen", ValueKind::Endpoint, QStringLiteral("127.0.0.1:8081")),
        key("server", "public_url", ValueKind::Url),
        key("server", "feed_url", ValueKind::Url),
        key("server", "trusted_proxies", ValueKind::TextList),
        number("server", "workers", 8, 1, 128),
        key("server", "secret_key_file", ValueKind::Path),
        choice("database", "kind", {QStringLiteral("sqlite"), QStringLiteral("postgresql")}),
        key("database", "path", ValueKind::Path),
        key("database", "host", ValueKind::Text, QStringLiteral("/var/run/postgresql")),
        number("database", "port", 5432, 1, 65535),
        key("database", "name", ValueKind::Text, QStringLiteral("mostrador")),
        key("database", "user", ValueKind::Text, QStringLiteral("mostrador")),
        secret("database", "password"),
        key("database", "password_file", ValueKind::Path),
        key("mail", "enabled", ValueKind::Boolean, QStringLiteral("false")),
        key("mail", "host", ValueKind::Text, QStringLiteral("localhost")),
        number("mail", "port", 25, 1, 65535),
        choice("mail", "tls", {QStringLiteral("none"), QStringLiteral("starttls"), QStringLiteral("tls")}),
        key("mail", "ca_file", ValueKind::Path),
        key("mail", "user", ValueKind::Text),
        secret("mail", "password"),
        key("mail", "password_file", ValueKind::Path),
        key("mail", "from_address", ValueKind::Text),
        key("mail", "from_name", ValueKind::Text),
        key("portal", "company_name", ValueKind::Text, QStringLiteral("Mostrador")),
        key("portal", "time_zone", ValueKind::Text),
        number("portal", "reopen_window_days", 14, 0, 3650),
        number("attachments", "max_bytes", limits::attachmentBytes, 1024, 100 * 1024 * 1024),
        [] {
            Key level = choice(
                "log", "level",
                {QStringLiteral("debug"), QStringLiteral("info"), QStringLiteral("warning"), QStringLiteral("error")});
            level.defaultValue = QStringLiteral("info");
            return level;
        }(),
    };
    return all;
}

std::optional<Endpoint> endpointFromText(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
    if (colon <= 0)
        return std::nullopt;
    bool ok = false;
    const ushort port = text.mid(colon + 1).toUShort(&ok);
    QString address = text.left(colon);
    if (address.startsWith(QLatin1Char('[')) && address.endsWith(QLatin1Char(']')))
        address = address.mid(1, address.size() - 2);
    else if (address.contains(QLatin1Char(':')))
        return std::nullopt; // an IPv6 address needs the brackets
    if (address == QStringLiteral("localhost"))
        address = QStringLiteral("127.0.0.1");
    if (!ok || QHostAddress(address).isNull())
        return std::nullopt;
    return Endpoint{address, port};
}

} // namespace mostrador::server
