// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ids.h"
#include "model/timestamp.h"
#include "protocol/problem.h"
#include "support/result.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

namespace mostrador {

/// Reads the members of one JSON object, collecting every fault instead of stopping at the first, and refuses members
/// nobody asked for. Text is checked for length (code points), for U+0000 and other control characters (line feed and
/// tab are allowed where several lines are) and for lone surrogates. What changes a text: white space around it is cut
/// off where its rule trims, line ends become line feeds, and a byte order mark at its start goes. Nothing else does.
///
///     JsonReader in(json);
///     in.text("subject", out.subject, {.max = limits::subject, .required = true});
///     in.id("product_id", out.product);
///     if (auto problem = in.finish()) return *problem;
class JsonReader
{
public:
    struct TextRule
    {
        int max = 0;
        int min = 0;
        bool required = false;  ///< present, not null, and not blank
        bool multiline = false; ///< line feed, carriage return (normalised to line feed) and tab allowed
        bool trim = true;       ///< white space around is cut off
    };

    explicit JsonReader(const QJsonObject &object, const QString &pointer = {});

    bool has(const QString &name) const;    ///< present, also as null
    bool isNull(const QString &name) const; ///< present and null

    /// @{ Leaves @p out alone and returns false where the member is absent (no fault unless required) or at fault.
    bool text(const QString &name, QString &out, const TextRule &rule);
    bool boolean(const QString &name, bool &out, bool required = false);
    bool integer(const QString &name, qint64 &out, qint64 min, qint64 max, bool required = false);
    bool date(const QString &name, std::optional<QDate> &out, bool required = false);
    bool timestamp(const QString &name, std::optional<Timestamp> &out, bool required = false);
    bool object(const QString &name, QJsonObject &out, bool required = false);
    bool array(const QString &name, QJsonArray &out, int maxSize, bool required = false);
    bool textList(const QString &name, QStringList &out, const TextRule &each, int maxSize, bool required = false);
    template <typename Tag>
    bool id(const QString &name, std::optional<Id<Tag>> &out, bool required = false);
    template <typename Tag>
    bool idList(const QString &name, QList<Id<Tag>> &out, int maxSize, bool required = false);
    /// @p parse is a function such as incidentStatusFromString; @p allowed is told to the caller on a fault.
    template <typename T>
    bool enumeration(const QString &name, T &out, std::optional<T> (*parse)(const QString &),
                     const QStringList &allowed, bool required = false);
    /// @}

    /// Marks a member as known without reading it.
    void accept(const QString &name) { m_known.insert(name); }
    /// Members nobody asked for are no faults: for what a newer program may have written.
    void tolerateUnknown() { m_tolerant = true; }
    /// Adds a fault of the caller's own finding.
    void fault(const QString &name, FieldErrorCode code, const QJsonObject &params = {});
    /// Takes over the faults of a nested reader.
    void merge(const QList<FieldError> &errors) { m_errors += errors; }
    QString pointerTo(const QString &name) const;

    /// Adds an UnknownField fault for each member never asked for (but see tolerateUnknown()), and returns all faults
    /// so far.
    QList<FieldError> errors();
    /// The same as a ValidationFailed problem; nothing if there is no fault.
    std::optional<Problem> finish();

private:
    std::optional<QJsonValue> member(const QString &name, bool required);
    std::optional<QString> idText(const QString &name, bool required);

    QJsonObject m_object;
    QString m_pointer;
    QSet<QString> m_known;
    bool m_tolerant = false;
    QList<FieldError> m_errors;
};

/// Parses a request body: UTF-8 JSON object of at most limits::jsonDepth levels; anything else is MalformedJson.
/// Doubled member names are refused too (RFC 8259 leaves them open; two readers may see two different values).
Result<QJsonObject> parseJsonObject(const QByteArray &body);

/// A text rule applied to a text that did not come in JSON (form fields, import columns): the cleaned text, or the
/// fault.
Result<QString, FieldError> checkText(const QString &text, const QString &pointer, const JsonReader::TextRule &rule);

/// The e-mail address cleaned of white space around it, if it has the form that browsers ask of <input type=email>
/// (WHATWG HTML, "valid e-mail address") and at most limits::email characters.
std::optional<QString> cleanEmail(const QString &text);
/// The form under which an e-mail, a SKU or a team name is unique: NFKC, full case folding.
QString foldForUniqueness(const QString &text);

template <typename Tag>
bool JsonReader::id(const QString &name, std::optional<Id<Tag>> &out, bool required)
{
    const auto text = idText(name, required);
    if (!text)
        return false;
    const auto parsed = Id<Tag>::fromString(*text);
    if (!parsed) {
        fault(name, FieldErrorCode::InvalidFormat, {{QStringLiteral("expected"), QStringLiteral("id")}});
        return false;
    }
    out = parsed;
    return true;
}

template <typename Tag>
bool JsonReader::idList(const QString &name, QList<Id<Tag>> &out, int maxSize, bool required)
{
    QStringList texts;
    if (!textList(name, texts, {.max = 19}, maxSize, required))
        return false;
    QList<Id<Tag>> ids;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const auto parsed = Id<Tag>::fromString(texts.at(i));
        if (!parsed) {
            fault(QStringLiteral("%1/%2").arg(name).arg(i), FieldErrorCode::InvalidFormat,
                  {{QStringLiteral("expected"), QStringLiteral("id")}});
            return false;
        }
        ids.append(*parsed);
    }
    out = ids;
    return true;
}

template <typename T>
bool JsonReader::enumeration(const QString &name, T &out, std::optional<T> (*parse)(const QString &),
                             const QStringList &allowed, bool required)
{
    QString value;
    if (!text(name, value, {.max = 64, .required = required}))
        return false;
    const std::optional<T> parsed = parse(value);
    if (!parsed) {
        fault(name, FieldErrorCode::NotAllowed, {{QStringLiteral("allowed"), QJsonArray::fromStringList(allowed)}});
        return false;
    }
    out = *parsed;
    return true;
}

} // namespace mostrador
