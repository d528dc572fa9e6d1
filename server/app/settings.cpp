// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings.h"

#include "app/toml.h"
#include "support/nearestname.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHostAddress>
#include <QTimeZone>
#include <QUrl>

#include <algorithm>

namespace mostrador::server {

namespace {

QString fromStd(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Whether what is sent to @p host stays on this machine.
bool isThisMachine(const QString &host)
{
    return host == QStringLiteral("localhost") || QHostAddress(host).isLoopback();
}

const Key *findKey(const QString &path)
{
    for (const Key &key : keys()) {
        if (key.path() == path)
            return &key;
    }
    return nullptr;
}

QStringList sections()
{
    QStringList names;
    for (const Key &key : keys()) {
        if (!names.contains(key.section))
            names.append(key.section);
    }
    return names;
}

QStringList namesIn(const QString &section)
{
    QStringList names;
    for (const Key &key : keys()) {
        if (key.section == section)
            names.append(key.name);
    }
    return names;
}

/// ", did you mean x?" or nothing.
QString hint(const QString &nearest)
{
    return nearest.isEmpty() ? QString() : QStringLiteral("; did you mean \"%1\"?").arg(nearest);
}

QString expected(const Key &key)
{
    switch (key.kind) {
    case ValueKind::Integer:
        return QStringLiteral("a whole number from %1 to %2").arg(key.min).arg(key.max);
    case ValueKind::Boolean:
        return QStringLiteral("true or false");
    case ValueKind::TextList:
        return QStringLiteral("a list of texts");
    case ValueKind::Endpoint:
        return QStringLiteral("an address and a port, such as \"127.0.0.1:8080\" or \"[::1]:8080\"");
    case ValueKind::Choice:
        return QStringLiteral("one of \"%1\"").arg(key.choices.join(QStringLiteral("\", \"")));
    case ValueKind::Url:
        return QStringLiteral("an address such as \"https://support.example.com\"");
    case ValueKind::Text:
    case ValueKind::Path:
        break;
    }
    return QStringLiteral("a text");
}

/// The texts of a TOML value of the kind the key asks for; nothing if it is of another.
std::optional<QStringList> textsOf(const Key &key, const toml::node &node)
{
    switch (key.kind) {
    case ValueKind::Integer:
        if (const auto *number = node.as_integer())
            return QStringList{QString::number(number->get())};
        return std::nullopt;
    case ValueKind::Boolean:
        if (const auto *truth = node.as_boolean())
            return QStringList{truth->get() ? QStringLiteral("true") : QStringLiteral("false")};
        return std::nullopt;
    case ValueKind::TextList: {
        const toml::array *array = node.as_array();
        if (!array)
            return std::nullopt;
        QStringList texts;
        for (const toml::node &member : *array) {
            const auto *text = member.as_string();
            if (!text)
                return std::nullopt;
            texts.append(fromStd(text->get()));
        }
        return texts;
    }
    case ValueKind::Text:
    case ValueKind::Path:
    case ValueKind::Endpoint:
    case ValueKind::Choice:
    case ValueKind::Url:
        break;
    }
    if (const auto *text = node.as_string())
        return QStringList{fromStd(text->get())};
    return std::nullopt;
}

QString quoted(const QString &text)
{
    QString escaped = text;
    escaped.replace(QLatin1Char('\\'), QStringLiteral("\\\\")).replace(QLatin1Char('"'), QStringLiteral("\\\""));
    return QLatin1Char('"') + escaped + QLatin1Char('"');
}

} // namespace

SettingsReader::SettingsReader(QString dataDir, QProcessEnvironment environment)
    : m_dataDir(std::move(dataDir))
    , m_environment(std::move(environment))
{
    for (const Key &key : keys()) {
        const QStringList texts = key.defaultValue.isEmpty() ? QStringList() : QStringList{key.defaultValue};
        m_values.insert(key.path(), {texts, QStringLiteral("default")});
    }
}

void SettingsReader::fault(const QString &where, const QString &text)
{
    m_faults.append(where + QStringLiteral(": ") + text);
}

const SettingsReader::Value &SettingsReader::value(const QString &path) const
{
    const auto found = m_values.constFind(path);
    if (found == m_values.constEnd())
        qFatal("%s is no setting", qPrintable(path));
    return *found;
}

void SettingsReader::readFile(const QString &file)
{
    readOneFile(file);
    const QDir more(QFileInfo(file).dir().filePath(QStringLiteral("conf.d")));
    const QStringList names = more.entryList({QStringLiteral("*.toml")}, QDir::Files, QDir::Name);
    for (const QString &name : names)
        readOneFile(more.filePath(name));
}

void SettingsReader::readOneFile(const QString &file)
{
    QFile input(file);
    if (!input.open(QIODevice::ReadOnly)) {
        fault(file, input.errorString());
        return;
    }
    const QByteArray content = input.read(1024 * 1024);
    const auto at = [&file](const toml::source_region &source) {
        return QStringLiteral("%1:%2").arg(file).arg(source.begin.line);
    };
    toml::table document;
    try {
        document = toml::parse(std::string_view(content.constData(), static_cast<std::size_t>(content.size())));
    } catch (const toml::parse_error &error) {
        fault(at(error.source()), fromStd(error.description()));
        return;
    }
    for (const auto &[sectionKey, sectionNode] : document) {
        const QString section = fromStd(sectionKey.str());
        const toml::table *table = sectionNode.as_table();
        if (!sections().contains(section)) {
            fault(at(sectionKey.source()),
                  QStringLiteral("there is no section [%1]%2").arg(section, hint(nearestName(section, sections()))));
            continue;
        }
        if (!table) {
            fault(at(sectionKey.source()), QStringLiteral("[%1] is a section").arg(section));
            continue;
        }
        for (const auto &[nameKey, node] : *table) {
            const QString name = fromStd(nameKey.str());
            const Key *key = findKey(section + QLatin1Char('.') + name);
            if (!key) {
                fault(at(nameKey.source()), QStringLiteral("[%1] has no key \"%2\"%3")
                                                .arg(section, name, hint(nearestName(name, namesIn(section)))));
                continue;
            }
            const auto texts = textsOf(*key, node);
            if (!texts)
                fault(at(nameKey.source()), QStringLiteral("%1 must be %2").arg(name, expected(*key)));
            else
                take(*key, *texts, at(nameKey.source()));
        }
    }
}

void SettingsReader::take(const Key &key, const QStringList &texts, const QString &where)
{
    m_values.insert(key.path(), {texts, where});
}

void SettingsReader::readEnvironment()
{
    QStringList prefixes;
    for (const QString &section : sections())
        prefixes.append(QStringLiteral("MOSTRADOR_%1_").arg(section.toUpper()));
    QStringList variables;
    for (const Key &key : keys())
        variables.append(key.variable());
    const QStringList present = m_environment.keys();
    for (const QString &variable : present) {
        const qsizetype index = variables.indexOf(variable);
        if (index >= 0) {
            const Key &key = keys().at(index);
            const QString text = m_environment.value(variable);
            take(key,
                 key.kind == ValueKind::TextList ? text.split(QLatin1Char(','), Qt::SkipEmptyParts) : QStringList{text},
                 variable);
        } else if (std::any_of(prefixes.cbegin(), prefixes.cend(),
                               [&](const QString &p) { return variable.startsWith(p); })) {
            QStringList lower;
            for (const QString &v : std::as_const(variables))
                lower.append(v.toLower());
            fault(variable,
                  QStringLiteral("there is no such setting%1").arg(hint(nearestName(variable, lower).toUpper())));
        }
    }
}

void SettingsReader::check(const Key &key, const Value &value)
{
    const QString text = value.texts.value(0);
    bool good = true;
    switch (key.kind) {
    case ValueKind::Integer: {
        const qint64 n = text.toLongLong(&good);
        good = good && n >= key.min && n <= key.max;
        break;
    }
    case ValueKind::Boolean:
        good = text == QStringLiteral("true") || text == QStringLiteral("false");
        break;
    case ValueKind::Endpoint:
        good = endpointFromText(text).has_value();
        break;
    case ValueKind::Choice:
        good = key.choices.contains(text);
        break;
    case ValueKind::Url:
        if (!text.isEmpty()) {
            const QUrl url(text, QUrl::StrictMode);
            const QStringList schemes = key.name == QStringLiteral("feed_url")
                                            ? QStringList{QStringLiteral("ws"), QStringLiteral("wss")}
                                            : QStringList{QStringLiteral("http"), QStringLiteral("https")};
            good = url.isValid() && schemes.contains(url.scheme()) && !url.host().isEmpty() && !url.hasQuery() &&
                   !url.hasFragment() && url.userInfo().isEmpty();
            if (!good) {
                fault(value.where, QStringLiteral("%1 must be an address that begins with %2://")
                                       .arg(key.name, schemes.join(QStringLiteral(":// or "))));
                return;
            }
        }
        break;
    case ValueKind::TextList:
        for (const QString &proxy : value.texts) {
            if (QHostAddress::parseSubnet(proxy.trimmed()).second < 0)
                fault(value.where,
                      QStringLiteral("%1: \"%2\" is neither an address nor a subnet").arg(key.name, proxy));
        }
        break;
    case ValueKind::Text:
    case ValueKind::Path:
        good = !text.contains(QChar(0)) && !text.contains(QLatin1Char('\n'));
        break;
    }
    if (!good)
        fault(value.where, QStringLiteral("%1 must be %2").arg(key.name, expected(key)));
}

QString SettingsReader::secretFrom(const QString &path)
{
    const QString file = text(path + QStringLiteral("_file"));
    if (file.isEmpty())
        return text(path);
    if (!text(path).isEmpty())
        fault(value(path).where, QStringLiteral("%1 and %1_file exclude each other").arg(path));
    QFile input(file);
    if (!input.open(QIODevice::ReadOnly)) {
        fault(value(path + QStringLiteral("_file")).where, QStringLiteral("%1: %2").arg(file, input.errorString()));
        return {};
    }
    return QString::fromUtf8(input.read(64 * 1024)).trimmed();
}

Settings SettingsReader::finish()
{
    readEnvironment();
    for (const Key &key : keys())
        check(key, value(key.path()));
    Settings s;
    s.listen = endpointFromText(text(QStringLiteral("server.listen"))).value_or(Endpoint{});
    s.operationsListen = endpointFromText(text(QStringLiteral("server.operations_listen"))).value_or(Endpoint{});
    s.feedListen = endpointFromText(text(QStringLiteral("server.feed_listen"))).value_or(Endpoint{});
    const auto withoutSlash = [](QString url) {
        while (url.endsWith(QLatin1Char('/')))
            url.chop(1);
        return url;
    };
    s.publicUrl = withoutSlash(text(QStringLiteral("server.public_url")));
    s.feedUrl = withoutSlash(text(QStringLiteral("server.feed_url")));
    for (const QString &proxy : value(QStringLiteral("server.trusted_proxies")).texts)
        s.trustedProxies.append(proxy.trimmed());
    s.workers = static_cast<int>(number(QStringLiteral("server.workers")));

    const bool embedded = text(QStringLiteral("database.kind")) == QStringLiteral("sqlite");
    s.database.dialect = embedded ? storage::Dialect::Sqlite : storage::Dialect::Postgresql;
    if (embedded && text(QStringLiteral("database.path")).isEmpty())
        take(*findKey(QStringLiteral("database.path")), {QDir(m_dataDir).filePath(QStringLiteral("mostrador.db"))},
             QStringLiteral("default"));
    s.database.path = text(QStringLiteral("database.path"));
    s.database.host = text(QStringLiteral("database.host"));
    s.database.port = static_cast<int>(number(QStringLiteral("database.port")));
    s.database.name = text(QStringLiteral("database.name"));
    s.database.user = text(QStringLiteral("database.user"));
    s.database.password = secretFrom(QStringLiteral("database.password"));

    if (text(QStringLiteral("server.secret_key_file")).isEmpty()) {
        if (embedded)
            take(*findKey(QStringLiteral("server.secret_key_file")),
                 {QFileInfo(s.database.path).dir().filePath(QStringLiteral("secret.key"))}, QStringLiteral("default"));
        else if (text(QStringLiteral("database.kind")) == QStringLiteral("postgresql"))
            fault(
                QStringLiteral("server.secret_key_file"),
                QStringLiteral("must be set with PostgreSQL: all server processes need the same 32 bytes, such as from "
                               "\"head -c 32 /dev/urandom\""));
    }
    s.secretKeyFile = text(QStringLiteral("server.secret_key_file"));

    s.mailEnabled = isOn(QStringLiteral("mail.enabled"));
    s.smtp.host = text(QStringLiteral("mail.host"));
    s.smtp.port = static_cast<int>(number(QStringLiteral("mail.port")));
    const QString tls = text(QStringLiteral("mail.tls"));
    s.smtp.tls = tls == QStringLiteral("tls")        ? delivery::SmtpSettings::Tls::Tls
                 : tls == QStringLiteral("starttls") ? delivery::SmtpSettings::Tls::StartTls
                                                     : delivery::SmtpSettings::Tls::None;
    s.smtp.caFile = text(QStringLiteral("mail.ca_file"));
    s.smtp.user = text(QStringLiteral("mail.user"));
    s.smtp.password = secretFrom(QStringLiteral("mail.password"));
    if (s.mailEnabled && !s.smtp.user.isEmpty() && s.smtp.tls == delivery::SmtpSettings::Tls::None &&
        !isThisMachine(s.smtp.host))
        fault(QStringLiteral("mail.tls"), QStringLiteral("must be starttls or tls where a password is sent"));
    s.mailFromAddress = text(QStringLiteral("mail.from_address"));
    s.mailFromName = text(QStringLiteral("mail.from_name"));
    if (s.mailEnabled && !s.mailFromAddress.contains(QLatin1Char('@')))
        fault(QStringLiteral("mail.from_address"), QStringLiteral("must be set where mail is enabled"));
    s.companyName = text(QStringLiteral("portal.company_name"));
    s.timeZone = text(QStringLiteral("portal.time_zone"));
    if (!s.timeZone.isEmpty() && !QTimeZone::isTimeZoneIdAvailable(s.timeZone.toUtf8()))
        fault(QStringLiteral("portal.time_zone"),
              QStringLiteral("must be a name of the IANA time zone database, such as \"Europe/Madrid\""));
    s.reopenWindowDays = static_cast<int>(number(QStringLiteral("portal.reopen_window_days")));
    s.attachmentMaxBytes = number(QStringLiteral("attachments.max_bytes"));
    s.logLevel = text(QStringLiteral("log.level"));
    return s;
}

QString SettingsReader::print() const
{
    QString out;
    QString section;
    for (const Key &key : keys()) {
        if (key.section != section) {
            section = key.section;
            out += QStringLiteral("%1[%2]\n").arg(out.isEmpty() ? QString() : QStringLiteral("\n"), section);
        }
        const Value &v = value(key.path());
        QString shown;
        if (key.secret)
            shown = v.texts.value(0).isEmpty() ? QStringLiteral("\"\"") : QStringLiteral("\"********\"");
        else if (key.kind == ValueKind::TextList) {
            QStringList members;
            for (const QString &member : v.texts)
                members.append(quoted(member));
            shown = QStringLiteral("[%1]").arg(members.join(QStringLiteral(", ")));
        } else if (key.kind == ValueKind::Integer || key.kind == ValueKind::Boolean)
            shown = v.texts.value(0);
        else
            shown = quoted(v.texts.value(0));
        out += QStringLiteral("%1 = %2 # %3\n").arg(key.name, shown, v.where);
    }
    return out;
}

} // namespace mostrador::server
