// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/mapping.h"

#include "model/limits.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QLocale>

namespace mostrador::server {

namespace {

using services::imports::Facts;
using services::imports::History;
using services::imports::Person;
using services::imports::Step;

/// Lower case letters and digits with hyphens between: what an address or a number is made of. Long ones end in a
/// digest of the whole.
QString slugOf(const QString &text, int max)
{
    QString slug;
    bool gap = false;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD).toLower()) {
        if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9')) {
            if (gap && !slug.isEmpty())
                slug += u'-';
            slug += c;
            gap = false;
        } else if (!c.isMark()) {
            gap = true;
        }
    }
    if (slug.size() <= max)
        return slug;
    const QByteArray digest = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(8);
    return slug.left(max - 9) + u'-' + QString::fromLatin1(digest);
}

/// Short enough that two of them with a hyphen fit into a stock-keeping unit.
constexpr int slugMax = 30;

/// At most @p max code points, with an ellipsis where something was left out.
QString shortened(const QString &text, int max)
{
    const QList<uint> points = text.toUcs4();
    if (points.size() <= max)
        return text;
    return QString::fromUcs4(reinterpret_cast<const char32_t *>(points.constData()), max - 1).trimmed() + QChar(0x2026);
}

template <typename T>
Result<T, Reason> named(const QString &field, const QString &value, std::optional<T> (*parse)(const QString &),
                        T fallback)
{
    if (value.isEmpty())
        return fallback;
    const std::optional<T> read = parse(value);
    if (!read)
        return Reason(QStringLiteral("%1: \"%2\" is no value of this field").arg(field, value));
    return *read;
}

} // namespace

Result<QList<Mapping::Piece>, Reason> Mapping::parseTemplate(const QString &text)
{
    QList<Piece> pieces;
    Piece piece;
    int groups = 0;
    int group = -1;
    const auto flush = [&] {
        piece.group = group;
        if (!piece.text.isEmpty())
            pieces.append(piece);
        piece = Piece();
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'{') {
            flush();
            const qsizetype end = text.indexOf(u'}', i);
            if (end < 0)
                return Reason(QStringLiteral("\"%1\": a brace is not closed").arg(text));
            piece.text = text.mid(i + 1, end - i - 1);
            piece.isColumn = true;
            if (piece.text.endsWith(QLatin1String("|slug"))) {
                piece.text.chop(5);
                piece.slug = true;
            }
            flush();
            i = end;
        } else if (c == u'[' && group < 0) {
            flush();
            group = groups++;
        } else if (c == u']' && group >= 0) {
            flush();
            group = -1;
        } else {
            piece.text += c;
        }
    }
    if (group >= 0)
        return Reason(QStringLiteral("\"%1\": a bracket is not closed").arg(text));
    flush();
    return pieces;
}

Result<Nothing, Reason> Mapping::bindPieces(QList<Piece> &pieces, const QHash<QString, int> &columns)
{
    for (Piece &piece : pieces) {
        if (!piece.isColumn)
            continue;
        const auto found = columns.constFind(piece.text);
        if (found == columns.constEnd())
            return Reason(QStringLiteral("the file has no column \"%1\"").arg(piece.text));
        piece.column = *found;
    }
    return done;
}

Result<Nothing, Reason> Mapping::bind(const QStringList &header)
{
    QHash<QString, int> columns;
    for (qsizetype i = 0; i < header.size(); ++i)
        columns.insert(header.at(i).trimmed(), static_cast<int>(i));
    m_columnCount = header.size();
    const auto bindField = [&](Field &field) -> Result<Nothing, Reason> {
        if (auto bound = bindPieces(field.pieces, columns); !bound)
            return bound;
        return bindPieces(field.fallback, columns);
    };
    for (Field &field : m_fields) {
        if (auto bound = bindField(field); !bound)
            return bound;
    }
    for (Field &field : m_custom) {
        if (auto bound = bindField(field); !bound)
            return bound;
    }
    return done;
}

QString Mapping::fill(const QList<Piece> &pieces, const QStringList &row) const
{
    const auto of = [&](const Piece &piece) {
        if (!piece.isColumn)
            return piece.text;
        const QString cell = row.value(piece.column);
        if (m_unknown.contains(cell.trimmed()))
            return QString();
        return piece.slug ? slugOf(cell, slugMax) : cell;
    };
    QList<int> emptyGroups;
    bool anyColumn = false;
    bool anyValue = false;
    for (const Piece &piece : pieces) {
        if (!piece.isColumn)
            continue;
        anyColumn = true;
        if (!of(piece).trimmed().isEmpty())
            anyValue = true;
        else if (piece.group >= 0)
            emptyGroups.append(piece.group);
    }
    if (anyColumn && !anyValue)
        return {};
    QString text;
    for (const Piece &piece : pieces) {
        if (piece.group < 0 || !emptyGroups.contains(piece.group))
            text += of(piece);
    }
    return text;
}

Result<QString, Reason> Mapping::value(const Field &field, const QStringList &row) const
{
    QString text = fill(field.pieces, row);
    if (field.hasValues && !text.isEmpty()) {
        const auto found = field.values.constFind(text.trimmed());
        if (found != field.values.constEnd())
            text = *found;
        else if (!field.keepOthers && !field.fallback.isEmpty())
            text.clear();
        else if (!field.keepOthers)
            return Reason(
                QStringLiteral("%1: the mapping has no translation of \"%2\"").arg(field.name, shortened(text, 80)));
    }
    if (text.trimmed().isEmpty())
        text = fill(field.fallback, row);
    if (field.shorten > 0)
        text = shortened(text, field.shorten);
    return text;
}

Result<QString, Reason> Mapping::value(const QString &name, const QStringList &row) const
{
    const auto field = m_fields.constFind(name);
    if (field == m_fields.constEnd())
        return QString();
    return value(*field, row);
}

Result<std::optional<Timestamp>, Reason> Mapping::moment(const QString &name, const QStringList &row) const
{
    const auto text = value(name, row);
    if (!text)
        return text.error();
    if (text->trimmed().isEmpty())
        return std::optional<Timestamp>();
    const QString clean = text->trimmed();
    const QString own = m_fields.value(name).dateFormat;
    const QString format = own.isEmpty() ? m_dateFormat : own;
    QDateTime moment;
    if (format == QLatin1String("iso")) {
        moment = QDateTime::fromString(QString(clean).replace(u' ', u'T'), Qt::ISODateWithMs);
        if (moment.timeSpec() == Qt::LocalTime)
            moment = QDateTime(moment.date(), moment.time(), m_zone);
    } else {
        // In the C locale: month names of the mapping are English.
        const QDateTime read = QLocale::c().toDateTime(clean, format);
        moment = QDateTime(read.date(), read.time(), m_zone);
    }
    if (!moment.isValid() || moment.date().year() < 1970 || moment.date().year() > 9999)
        return Reason(QStringLiteral("%1: \"%2\" is no date of the form %3").arg(name, shortened(clean, 40), format));
    return std::optional(Timestamp::fromDateTime(moment));
}

Result<Facts, Reason> Mapping::facts(const QStringList &row) const
{
    Facts facts;
    const auto status = value(QStringLiteral("status"), row);
    const auto impact = value(QStringLiteral("impact"), row);
    const auto urgency = value(QStringLiteral("urgency"), row);
    const auto priority = value(QStringLiteral("priority"), row);
    const auto team = value(QStringLiteral("team"), row);
    const auto assignee = value(QStringLiteral("assignee"), row);
    const auto assigneeEmail = value(QStringLiteral("assignee_email"), row);
    const auto sku = value(QStringLiteral("product_sku"), row);
    const auto productName = value(QStringLiteral("product_name"), row);
    const auto productCategory = value(QStringLiteral("product_category"), row);
    for (const auto *read : {&status, &impact, &urgency, &priority, &team, &assignee, &assigneeEmail, &sku,
                             &productName, &productCategory}) {
        if (!*read)
            return read->error();
    }
    const auto statusRead = named(QStringLiteral("status"), *status, incidentStatusFromString, IncidentStatus::New);
    if (!statusRead)
        return statusRead.error();
    facts.status = *statusRead;
    const auto impactRead = named(QStringLiteral("impact"), *impact, impactFromString, Impact::Medium);
    if (!impactRead)
        return impactRead.error();
    facts.impact = *impactRead;
    const auto urgencyRead = named(QStringLiteral("urgency"), *urgency, urgencyFromString, Urgency::Medium);
    if (!urgencyRead)
        return urgencyRead.error();
    facts.urgency = *urgencyRead;
    if (!priority->isEmpty()) {
        const auto priorityRead = named(QStringLiteral("priority"), *priority, priorityFromString, Priority::Medium);
        if (!priorityRead)
            return priorityRead.error();
        facts.priority = *priorityRead;
    }
    facts.team = team->trimmed();
    if (!assignee->trimmed().isEmpty())
        facts.assignee = Person{*assigneeEmail, assignee->trimmed()};
    if (!sku->trimmed().isEmpty())
        facts.product = NewProduct{sku->trimmed(), productName->trimmed(), productCategory->trimmed(), true};
    for (const Field &field : m_custom) {
        const auto text = value(field, row);
        if (!text)
            return text.error();
        if (!text->trimmed().isEmpty())
            facts.customFields.insert(field.name, *text);
    }
    return facts;
}

Result<NewCustomer, Reason> Mapping::customer(const QStringList &row) const
{
    NewCustomer customer;
    const struct
    {
        const char *name;
        QString &to;
    } texts[] = {
        {"customer_email", customer.email},
        {"customer_given_name", customer.givenName},
        {"customer_family_name", customer.familyName},
        {"customer_phone", customer.phone},
        {"customer_locale", customer.locale},
        {"customer_street", customer.address.street},
        {"customer_postal_code", customer.address.postalCode},
        {"customer_city", customer.address.city},
        {"customer_region", customer.address.region},
        {"customer_country", customer.address.country},
    };
    for (const auto &text : texts) {
        const auto read = value(QString::fromLatin1(text.name), row);
        if (!read)
            return read.error();
        text.to = *read;
    }
    return customer;
}

Result<NewIncident, Reason> Mapping::opening(const QStringList &row) const
{
    NewIncident opening;
    const struct
    {
        const char *name;
        QString &to;
    } texts[] = {
        {"subject", opening.subject},
        {"description", opening.description},
        {"language", opening.language},
        {"order_number", opening.orderNumber},
        {"serial_number", opening.serialNumber},
        {"external_reference", opening.externalReference},
    };
    for (const auto &text : texts) {
        const auto read = value(QString::fromLatin1(text.name), row);
        if (!read)
            return read.error();
        text.to = *read;
    }
    const auto channel = value(QStringLiteral("channel"), row);
    if (!channel)
        return channel.error();
    const auto channelRead = named(QStringLiteral("channel"), *channel, channelFromString, Channel::Import);
    if (!channelRead)
        return channelRead.error();
    opening.channel = *channelRead;
    const auto tags = value(QStringLiteral("tags"), row);
    if (!tags)
        return tags.error();
    const QString split = m_fields.value(QStringLiteral("tags")).split;
    const QStringList parts = split.isEmpty() ? QStringList{*tags} : tags->split(split);
    for (const QString &tag : parts) {
        if (!tag.trimmed().isEmpty())
            opening.tags.append(tag.trimmed());
    }
    return opening;
}

QString Mapping::keyOf(const QStringList &row) const
{
    const auto key =
        value(m_format == Format::EventLog ? QStringLiteral("key") : QStringLiteral("external_reference"), row);
    return key ? key->trimmed() : QString();
}

Result<History, Mapping::Fault> Mapping::history(const QList<QStringList> &rows) const
{
    const QStringList &first = rows.first();
    History history;
    const auto opening = this->opening(first);
    if (!opening)
        return Fault{opening.error().text, 0};
    history.opening = *opening;
    const auto customer = this->customer(first);
    if (!customer)
        return Fault{customer.error().text, 0};
    history.customer = *customer;
    const auto openedAt = moment(QStringLiteral("opened_at"), first);
    const auto openedBy = value(QStringLiteral("opened_by"), first);
    if (!openedAt)
        return Fault{openedAt.error().text, 0};
    if (!openedBy)
        return Fault{openedBy.error().text, 0};
    if (!*openedAt)
        return Fault{QStringLiteral("opened_at: the date is missing"), 0};
    history.openedAt = **openedAt;
    history.openedBy = openedBy->trimmed();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const auto facts = this->facts(rows.at(i));
        if (!facts)
            return Fault{facts.error().text, i};
        const auto at = moment(QStringLiteral("at"), rows.at(i));
        if (!at)
            return Fault{at.error().text, i};
        if (!*at && m_format == Format::EventLog)
            return Fault{QStringLiteral("at: the date is missing"), i};
        const auto by = value(QStringLiteral("by"), rows.at(i));
        if (!by)
            return Fault{by.error().text, i};
        history.steps.append(Step{at->value_or(history.openedAt), by->trimmed(), *facts});
    }
    return history;
}

} // namespace mostrador::server
