// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/smtp.h"
#include "services/settings.h"
#include "storage/database.h"

#include <QHash>
#include <QMap>
#include <QProcessEnvironment>
#include <QStringList>

namespace mostrador::server {

/// Where a listener waits.
struct Endpoint
{
    QString address;
    quint16 port = 0; ///< 0: the system chooses
};

/// Everything that can be set, checked and with the defaults filled in.
struct Settings
{
    Endpoint listen;
    Endpoint operationsListen;
    Endpoint feedListen;
    QString publicUrl; ///< empty: made from where the server listens
    QString feedUrl;   ///< empty: made from publicUrl or where the feed listens
    QStringList trustedProxies;
    int workers = 8;
    QString secretKeyFile;
    storage::DatabaseOptions database;
    bool mailEnabled = false;
    delivery::SmtpSettings smtp;
    QString mailFromAddress;
    QString mailFromName;
    QString companyName;
    int reopenWindowDays = 14;
    QString timeZone; ///< IANA name; empty: the machine's
    qint64 attachmentMaxBytes = 0;
    QString logLevel;
};

/// One mistake in the settings, as a sentence that begins with where it is: "server.toml:12: ...".
using SettingsFault = QString;

/// The kinds of value a key takes.
enum class ValueKind
{
    Text,
    Path,
    Integer,
    Boolean,
    TextList,
    Endpoint,
    Choice,
    Url
};

/// A key of the configuration, known by "section.name" in the file and MOSTRADOR_SECTION_NAME in the environment.
struct Key
{
    QString section;
    QString name;
    ValueKind kind = ValueKind::Text;
    QString defaultValue; ///< as in the file, without quotes; lists: empty
    bool secret = false;  ///< masked wherever it is shown
    qint64 min = 0;
    qint64 max = 0;
    QStringList choices;

    QString path() const { return section + QLatin1Char('.') + name; }
    QString variable() const;
};
const QList<Key> &keys();

/// Reads the settings: environment over file over default. Knows every mistake, not just the first.
class SettingsReader
{
public:
    /// @p dataDir: where the embedded database and the secret key are by default.
    SettingsReader(QString dataDir, QProcessEnvironment environment);

    /// Reads @p file and then the *.toml of the folder conf.d beside it, in order of name, later ones over earlier
    /// ones.
    void readFile(const QString &file);
    /// Reads the environment, checks everything and gives the settings; look at faults() first.
    Settings finish();
    const QList<SettingsFault> &faults() const { return m_faults; }

    /// The settings in force as TOML, with where each comes from; secrets masked. After finish().
    QString print() const;

private:
    struct Value
    {
        QStringList texts; ///< one, but for lists
        QString where;     ///< "server.toml:12", the variable's name, or "default"
    };

    void readOneFile(const QString &file);
    void readEnvironment();
    void take(const Key &key, const QStringList &texts, const QString &where);
    void check(const Key &key, const Value &value);
    QString secretFrom(const QString &path);
    void fault(const QString &where, const QString &text);

    const Value &value(const QString &path) const;
    QString text(const QString &path) const { return value(path).texts.value(0); }
    qint64 number(const QString &path) const { return text(path).toLongLong(); }
    bool isOn(const QString &path) const { return text(path) == QStringLiteral("true"); }

    QString m_dataDir;
    QProcessEnvironment m_environment;
    QMap<QString, Value> m_values;
    QList<SettingsFault> m_faults;
};

/// Reads "address:port" or "[address]:port"; nothing if it is neither.
std::optional<Endpoint> endpointFromText(const QString &text);

} // namespace mostrador::server
