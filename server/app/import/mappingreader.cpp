// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/mapping.h"
#include "app/toml.h"

/// Reading a mapping's TOML: each member is known by name, so that a misspelt one is a mistake and not ignored.
namespace mostrador::server {

namespace {

const QStringList &fieldNames()
{
    static const QStringList names =
        QStringLiteral(
            "key at by opened_at opened_by external_reference subject description status impact urgency priority "
            "team assignee assignee_email product_sku product_name product_category customer_email "
            "customer_given_name customer_family_name customer_phone customer_locale customer_street "
            "customer_postal_code customer_city customer_region customer_country channel language tags "
            "order_number serial_number")
            .split(u' ');
    return names;
}

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString at(const toml::node &node, const QString &message)
{
    return QStringLiteral("line %1: %2").arg(node.source().begin.line).arg(message);
}

} // namespace

class MappingReader
{
public:
    Result<Mapping, Reason> read(const QByteArray &text)
    {
        toml::table document;
        try {
            document = toml::parse(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
        } catch (const toml::parse_error &error) {
            return Reason(
                QStringLiteral("line %1: %2").arg(error.source().begin.line).arg(textOf(error.description())));
        }
        for (const auto &[key, node] : document) {
            const QString name = textOf(key.str());
            if (!readTop(name, node))
                return Reason(m_fault);
        }
        return check();
    }

private:
    bool fail(const toml::node &node, const QString &message)
    {
        m_fault = at(node, message);
        return false;
    }

    std::optional<QString> text(const toml::node &node)
    {
        const auto value = node.value<std::string_view>();
        if (!value) {
            fail(node, QStringLiteral("a text is needed here"));
            return std::nullopt;
        }
        return textOf(*value);
    }

    bool readTop(const QString &name, const toml::node &node)
    {
        if (name == QLatin1String("fields") || name == QLatin1String("custom"))
            return readFields(node, name == QLatin1String("custom"));
        if (name == QLatin1String("unknown"))
            return readUnknown(node);
        const auto value = text(node);
        if (!value)
            return false;
        if (name == QLatin1String("description")) // for people
            return true;
        if (name == QLatin1String("format"))
            return readFormat(node, *value);
        if (name == QLatin1String("delimiter")) {
            if (value->size() != 1 || value->at(0).unicode() > 126 || *value == QLatin1String("\""))
                return fail(node, QStringLiteral("the delimiter is one character"));
            m_mapping.m_delimiter = value->at(0).toLatin1();
        } else if (name == QLatin1String("date_format")) {
            m_mapping.m_dateFormat = *value;
        } else if (name == QLatin1String("time_zone")) {
            m_mapping.m_zone = QTimeZone(value->toUtf8());
            if (!m_mapping.m_zone.isValid())
                return fail(node, QStringLiteral("there is no time zone \"%1\"").arg(*value));
        } else {
            return fail(node, QStringLiteral("there is no setting \"%1\"").arg(name));
        }
        return true;
    }

    bool readFormat(const toml::node &node, const QString &value)
    {
        if (value != QLatin1String("rows") && value != QLatin1String("event-log"))
            return fail(node, QStringLiteral("the format is \"rows\" or \"event-log\""));
        m_mapping.m_format = value == QLatin1String("rows") ? Mapping::Format::Rows : Mapping::Format::EventLog;
        return true;
    }

    bool readUnknown(const toml::node &node)
    {
        const toml::array *list = node.as_array();
        if (!list)
            return fail(node, QStringLiteral("a list of texts is needed here"));
        for (const toml::node &member : *list) {
            const auto value = text(member);
            if (!value)
                return false;
            m_mapping.m_unknown.append(*value);
        }
        return true;
    }

    bool readFields(const toml::node &node, bool custom)
    {
        const toml::table *table = node.as_table();
        if (!table)
            return fail(node, QStringLiteral("a table is needed here"));
        for (const auto &[key, member] : *table) {
            Mapping::Field field;
            field.name = textOf(key.str());
            if (!custom && !fieldNames().contains(field.name))
                return fail(member, QStringLiteral("there is no field \"%1\"").arg(field.name));
            if (!readField(member, field))
                return false;
            if (custom)
                m_mapping.m_custom.append(field);
            else
                m_mapping.m_fields.insert(field.name, field);
        }
        return true;
    }

    bool readTemplate(const toml::node &node, QList<Mapping::Piece> &pieces)
    {
        const auto value = text(node);
        if (!value)
            return false;
        auto parsed = Mapping::parseTemplate(*value);
        if (!parsed)
            return fail(node, parsed.error().text);
        pieces = *std::move(parsed);
        return true;
    }

    bool readField(const toml::node &node, Mapping::Field &field)
    {
        const toml::table *table = node.as_table();
        if (!table)
            return readTemplate(node, field.pieces);
        for (const auto &[key, member] : *table) {
            const QString name = textOf(key.str());
            if (!readFieldMember(name, member, field))
                return false;
        }
        return true;
    }

    bool readFieldMember(const QString &name, const toml::node &node, Mapping::Field &field)
    {
        if (name == QLatin1String("from"))
            return readTemplate(node, field.pieces);
        if (name == QLatin1String("default"))
            return readTemplate(node, field.fallback);
        if (name == QLatin1String("values"))
            return readValues(node, field);
        if (name == QLatin1String("keep_others")) {
            const auto value = node.value<bool>();
            if (!value)
                return fail(node, QStringLiteral("true or false is needed here"));
            field.keepOthers = *value;
            return true;
        }
        if (name == QLatin1String("shorten")) {
            const auto value = node.value<int64_t>();
            if (!value || *value < 2 || *value > 100'000)
                return fail(node, QStringLiteral("a number from 2 to 100000 is needed here"));
            field.shorten = static_cast<int>(*value);
            return true;
        }
        const auto value = text(node);
        if (!value)
            return false;
        if (name == QLatin1String("split"))
            field.split = *value;
        else if (name == QLatin1String("date_format"))
            field.dateFormat = *value;
        else
            return fail(node, QStringLiteral("a field has no setting \"%1\"").arg(name));
        return true;
    }

    bool readValues(const toml::node &node, Mapping::Field &field)
    {
        const toml::table *table = node.as_table();
        if (!table)
            return fail(node, QStringLiteral("a table is needed here"));
        field.hasValues = true;
        for (const auto &[key, member] : *table) {
            const auto value = text(member);
            if (!value)
                return false;
            field.values.insert(textOf(key.str()), *value);
        }
        return true;
    }

    Result<Mapping, Reason> check()
    {
        QStringList needed{QStringLiteral("external_reference"),  QStringLiteral("subject"),
                           QStringLiteral("description"),         QStringLiteral("customer_email"),
                           QStringLiteral("customer_given_name"), QStringLiteral("opened_at")};
        if (m_mapping.m_format == Mapping::Format::EventLog)
            needed << QStringLiteral("key") << QStringLiteral("at") << QStringLiteral("status");
        for (const QString &name : needed) {
            if (!m_mapping.m_fields.contains(name))
                return Reason(QStringLiteral("the field \"%1\" is missing").arg(name));
        }
        return m_mapping;
    }

    Mapping m_mapping;
    QString m_fault;
};

Result<Mapping, Reason> Mapping::parse(const QByteArray &toml)
{
    return MappingReader().read(toml);
}

} // namespace mostrador::server
