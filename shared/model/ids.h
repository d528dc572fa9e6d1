// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QString>

#include <compare>
#include <functional>
#include <optional>

namespace mostrador {

/// The id of one kind of thing; ids of different kinds do not mix. Opaque outside: in JSON a string of decimal digits,
/// because JSON numbers lose precision above 2^53.
template <typename Tag>
class Id
{
public:
    constexpr Id() = default;
    constexpr explicit Id(qint64 value)
        : m_value(value)
    {}

    /// An id the database gave is above 0; a default one is not valid.
    constexpr bool isValid() const { return m_value > 0; }
    constexpr qint64 value() const { return m_value; }
    QString toString() const { return QString::number(m_value); }

    /// Only plain decimal digits without sign, space or leading zero, within 1 .. 2^63-1.
    static std::optional<Id> fromString(QStringView text)
    {
        if (text.isEmpty() || text.size() > 19 || text.front() == u'0')
            return std::nullopt;
        for (const QChar c : text) {
            if (c < u'0' || c > u'9')
                return std::nullopt;
        }
        bool ok = false;
        const qint64 value = text.toLongLong(&ok);
        return ok && value > 0 ? std::optional(Id(value)) : std::nullopt;
    }

    constexpr auto operator<=>(const Id &) const = default;
    friend size_t qHash(const Id &id, size_t seed = 0) { return ::qHash(id.m_value, seed); }

private:
    qint64 m_value = 0;
};

using CustomerId = Id<struct CustomerTag>;
using EmployeeId = Id<struct EmployeeTag>;
using TeamId = Id<struct TeamTag>;
using ProductId = Id<struct ProductTag>;
using IncidentId = Id<struct IncidentTag>;
using MessageId = Id<struct MessageTag>;
using AttachmentId = Id<struct AttachmentTag>;
using EventId = Id<struct EventTag>;
using SessionId = Id<struct SessionTag>;
using ApiKeyId = Id<struct ApiKeyTag>;
using TrackingLinkId = Id<struct TrackingLinkTag>;
using ViewId = Id<struct ViewTag>;
using CannedReplyId = Id<struct CannedReplyTag>;
using TagId = Id<struct TagTag>;
using CustomFieldId = Id<struct CustomFieldTag>;

} // namespace mostrador

template <typename Tag>
struct std::hash<mostrador::Id<Tag>>
{
    size_t operator()(const mostrador::Id<Tag> &id) const noexcept { return std::hash<qint64>()(id.value()); }
};
