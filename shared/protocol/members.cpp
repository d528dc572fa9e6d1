// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/members.h"

#include "model/incident.h"
#include "model/incidentstatus.h"
#include "model/people.h"
#include "support/words.h"

#include <QLocale>

namespace mostrador::codec::members {

namespace {

template <typename T>
QStringList namesOf(std::initializer_list<T> values)
{
    QStringList names;
    for (const T value : values)
        names.append(toString(value));
    return names;
}

} // namespace

bool requiredTimestamp(JsonReader &in, const QString &name, Timestamp &out)
{
    std::optional<Timestamp> read;
    if (!in.timestamp(name, read, true))
        return false;
    out = *read;
    return true;
}

bool clearableText(JsonReader &in, const QString &name, QString &out, const JsonReader::TextRule &rule)
{
    if (in.isNull(name)) {
        in.accept(name);
        out.clear();
        return true;
    }
    return in.text(name, out, rule);
}

void patchClearable(JsonReader &in, const QString &name, std::optional<QString> &out, const JsonReader::TextRule &rule)
{
    QString read;
    if (clearableText(in, name, read, rule))
        out = read;
}

void patchText(JsonReader &in, const QString &name, std::optional<QString> &out, JsonReader::TextRule rule)
{
    if (in.isNull(name)) { // named in the patch, so it is not missing: it cannot be null
        rule.required = false;
    } else {
        rule.required = in.has(name);
    }
    QString read;
    if (in.text(name, read, rule))
        out = read;
}

void patchBoolean(JsonReader &in, const QString &name, std::optional<bool> &out)
{
    bool read = false;
    if (in.boolean(name, read))
        out = read;
}

bool email(JsonReader &in, const QString &name, QString &out, bool required)
{
    QString read;
    if (!in.text(name, read, {.max = limits::email, .required = required}))
        return false;
    const auto clean = cleanEmail(read);
    if (!clean) {
        in.fault(name, FieldErrorCode::InvalidFormat, {{QStringLiteral("expected"), QStringLiteral("email")}});
        return false;
    }
    out = *clean;
    return true;
}

bool language(JsonReader &in, const QString &name, QString &out)
{
    QString read;
    if (!clearableText(in, name, read, {.max = 35}))
        return false;
    if (!read.isEmpty() && !isSupportedLanguage(read)) {
        in.fault(name, FieldErrorCode::NotAllowed,
                 {{QStringLiteral("allowed"), QJsonArray::fromStringList(supportedLanguages())}});
        return false;
    }
    out = read;
    return true;
}

bool country(JsonReader &in, const QString &name, QString &out)
{
    QString read;
    if (!clearableText(in, name, read, {}))
        return false;
    read = read.toUpper();
    const bool twoLetters =
        read.size() == 2 && read.at(0) >= u'A' && read.at(0) <= u'Z' && read.at(1) >= u'A' && read.at(1) <= u'Z';
    if (!read.isEmpty() && (!twoLetters || QLocale::codeToTerritory(read) == QLocale::AnyTerritory)) {
        in.fault(name, FieldErrorCode::InvalidFormat, {{QStringLiteral("expected"), QStringLiteral("country")}});
        return false;
    }
    out = read;
    return true;
}

const QStringList &statusNames()
{
    static const QStringList names = [] {
        QStringList list;
        for (const IncidentStatus status : allIncidentStatuses())
            list.append(toString(status));
        return list;
    }();
    return names;
}

const QStringList &priorityNames()
{
    static const QStringList names = namesOf({Priority::Low, Priority::Medium, Priority::High, Priority::Critical});
    return names;
}

const QStringList &levelNames()
{
    static const QStringList names = namesOf({Impact::Low, Impact::Medium, Impact::High});
    return names;
}

const QStringList &channelNames()
{
    static const QStringList names = namesOf(
        {Channel::Web, Channel::Phone, Channel::Email, Channel::Api, Channel::Chat, Channel::Post, Channel::Import});
    return names;
}

const QStringList &roleNames()
{
    static const QStringList names = namesOf({Role::Agent, Role::Lead, Role::Admin, Role::Auditor});
    return names;
}

const QStringList &actorKindNames()
{
    static const QStringList names =
        namesOf({ActorKind::Customer, ActorKind::Employee, ActorKind::ApiKey, ActorKind::System});
    return names;
}

} // namespace mostrador::codec::members
