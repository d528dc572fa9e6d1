// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/eventtext.h"

#include "models/directory.h"
#include "protocol/describe.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace mostrador::console {

namespace {

QString nothing()
{
    return QStringLiteral("–");
}

/// The word for an enumerator's name in JSON; the name itself if this version does not know it.
template <typename T>
QString word(const QString &name, std::optional<T> (*parse)(const QString &), const Words &words)
{
    const auto value = parse(name);
    return value ? words::name(*value, words) : name;
}

QString idName(const QString &field, const QString &text, Directory &directory)
{
    if (field == QLatin1String("team_id")) {
        if (const auto id = TeamId::fromString(text))
            return directory.teamName(*id);
    } else if (field == QLatin1String("assignee_id") || field == QLatin1String("employee_id")) {
        if (const auto id = EmployeeId::fromString(text))
            return directory.employeeName(*id);
    } else if (field == QLatin1String("product_id")) {
        if (const auto id = ProductId::fromString(text))
            return directory.productName(*id);
    }
    return u'#' + text;
}

QString describeText(const QString &field, const QString &text, const ModelContext &context)
{
    if (field == QLatin1String("status"))
        return word(text, incidentStatusFromString, context.words);
    if (field == QLatin1String("priority"))
        return word(text, priorityFromString, context.words);
    if (field == QLatin1String("impact"))
        return word(text, impactFromString, context.words);
    if (field == QLatin1String("urgency"))
        return word(text, urgencyFromString, context.words);
    if (field == QLatin1String("channel"))
        return word(text, channelFromString, context.words);
    if (field == QLatin1String("role"))
        return word(text, roleFromString, context.words);
    if (field.endsWith(QLatin1String("_id")))
        return idName(field, text, context.directory);
    if (field.endsWith(QLatin1String("_at"))) {
        if (const auto at = Timestamp::fromRfc3339(text))
            return localDateTime(*at, context.words);
    }
    return text.isEmpty() ? nothing() : text;
}

QString describeList(const QString &field, const QJsonArray &array, const ModelContext &context)
{
    QStringList parts;
    for (const QJsonValue &value : array) {
        // Ids of teams stand in "team_ids".
        const QString each = field.endsWith(QLatin1String("_ids")) ? field.chopped(1) : field;
        parts.append(describeValue(each, value, context));
    }
    return parts.isEmpty() ? nothing() : context.words.locale().createSeparatedList(parts);
}

/// The fields employees ask for first; others follow by name.
const QStringList &fieldOrder()
{
    static const QStringList order{QStringLiteral("status"),   QStringLiteral("assignee_id"), QStringLiteral("team_id"),
                                   QStringLiteral("priority"), QStringLiteral("impact"),      QStringLiteral("urgency"),
                                   QStringLiteral("subject"),  QStringLiteral("product_id"),  QStringLiteral("due_at"),
                                   QStringLiteral("tags")};
    return order;
}

/// Ids and times that go along with another field and tell people nothing more.
bool isTechnical(const QString &field)
{
    static const QStringList technical{QStringLiteral("message_id"),    QStringLiteral("internal"),
                                       QStringLiteral("attachment_id"), QStringLiteral("version"),
                                       QStringLiteral("updated_at"),    QStringLiteral("resolved_at"),
                                       QStringLiteral("closed_at"),     QStringLiteral("first_response_at")};
    return technical.contains(field);
}

} // namespace

QStringList changedFields(const Event &event)
{
    // What something began with is read in the thing itself.
    if (event.kind == EventKind::IncidentCreated || event.kind == EventKind::CustomerCreated ||
        event.kind == EventKind::EmployeeCreated || event.kind == EventKind::TeamCreated ||
        event.kind == EventKind::ProductCreated)
        return {};
    QStringList fields = event.after.keys();
    const QStringList before = event.before.keys();
    for (const QString &field : before) {
        if (!fields.contains(field))
            fields.append(field);
    }
    fields.removeIf(isTechnical);
    const QStringList &order = fieldOrder();
    const auto rank = [&](const QString &field) {
        const qsizetype place = order.indexOf(field);
        return place < 0 ? order.size() : place;
    };
    std::sort(fields.begin(), fields.end(),
              [&](const QString &a, const QString &b) { return rank(a) != rank(b) ? rank(a) < rank(b) : a < b; });
    return fields;
}

QString describeValue(const QString &field, const QJsonValue &value, const ModelContext &context)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return nothing();
    case QJsonValue::Bool:
        return value.toBool() ? QCoreApplication::translate("EventText", "yes")
                              : QCoreApplication::translate("EventText", "no");
    case QJsonValue::Double:
        return context.words.locale().toString(value.toDouble(), 'g', 15);
    case QJsonValue::String:
        return describeText(field, value.toString(), context);
    case QJsonValue::Array:
        return describeList(field, value.toArray(), context);
    case QJsonValue::Object:
        if (value.toObject().isEmpty())
            return nothing();
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    }
    return {};
}

QString describeEvent(const Event &event, const ModelContext &context)
{
    const bool tellsFields = event.kind == EventKind::StatusChanged || event.kind == EventKind::Assigned ||
                             event.kind == EventKind::IncidentChanged || event.kind == EventKind::CustomerChanged ||
                             event.kind == EventKind::EmployeeChanged || event.kind == EventKind::TeamChanged ||
                             event.kind == EventKind::ProductChanged;
    QStringList lines;
    if (event.kind == EventKind::Mentioned) {
        //: %1 is a colleague
        return QCoreApplication::translate("EventText", "Mentioned %1")
            .arg(
                describeValue(QStringLiteral("employee_id"), event.after.value(QLatin1String("employee_id")), context));
    }
    if (tellsFields) {
        const QStringList fields = changedFields(event);
        for (const QString &field : fields) {
            //: A changed field: its name, the value before, the value after
            lines.append(QCoreApplication::translate("EventText", "%1: %2 → %3")
                             .arg(words::fieldName(field, context.words),
                                  describeValue(field, event.before.value(field), context),
                                  describeValue(field, event.after.value(field), context)));
        }
    }
    return lines.isEmpty() ? words::name(event.kind, context.words) : lines.join(u'\n');
}

QString localDateTime(Timestamp at, const Words &words)
{
    return words.locale().toString(at.toDateTime().toLocalTime(), QLocale::ShortFormat);
}

QString yesOrNothing(bool value)
{
    return value ? QCoreApplication::translate("EventText", "Yes") : QString();
}

QString localShort(Timestamp at, const Words &words)
{
    const QDateTime local = at.toDateTime().toLocalTime();
    const QLocale locale = words.locale();
    return local.date() == QDate::currentDate() ? locale.toString(local.time(), QLocale::ShortFormat)
                                                : locale.toString(local.date(), QLocale::ShortFormat);
}

} // namespace mostrador::console
