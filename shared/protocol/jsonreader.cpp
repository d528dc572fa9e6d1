// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/jsonreader.h"

#include "model/limits.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <cmath>

namespace mostrador {

namespace {

QString expectedKey()
{
    return QStringLiteral("expected");
}

QJsonObject expected(const char *what)
{
    return {{expectedKey(), QString::fromLatin1(what)}};
}

QString escapedToken(QString name)
{
    return name.replace(QLatin1Char('~'), QLatin1String("~0")).replace(QLatin1Char('/'), QLatin1String("~1"));
}

bool isControl(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f);
}

/// The length in code points, or the fault that keeps the text from being stored.
Result<int, FieldErrorCode> measure(const QString &text, bool multiline)
{
    int length = 0;
    for (qsizetype i = 0; i < text.size(); ++i, ++length) {
        const QChar c = text.at(i);
        if (c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            ++i;
            continue;
        }
        if (c.isSurrogate())
            return FieldErrorCode::InvalidFormat;
        if (isControl(c.unicode()) && !(multiline && (c == u'\n' || c == u'\t')))
            return FieldErrorCode::ControlCharacters;
    }
    return length;
}

/// Looks for what QJsonDocument lets pass: too many levels, doubled member names, and control characters that RFC 8259
/// wants escaped. The text is known to be JSON otherwise.
class JsonScan
{
public:
    explicit JsonScan(const QByteArray &text)
        : m_text(text)
    {}

    bool acceptable()
    {
        for (; m_at < m_text.size(); ++m_at) {
            switch (m_text.at(m_at)) {
            case '{':
            case '[':
                m_levels.append(Level{m_text.at(m_at) == '{', {}});
                m_expectName = m_levels.last().isObject;
                if (m_levels.size() > limits::jsonDepth)
                    return false;
                break;
            case '}':
            case ']':
                m_levels.removeLast();
                m_expectName = false;
                break;
            case ',':
                m_expectName = m_levels.last().isObject;
                break;
            case '"':
                if (!readString())
                    return false;
                break;
            default:
                break;
            }
        }
        return true;
    }

private:
    struct Level
    {
        bool isObject = false;
        QSet<QString> names;
    };

    /// Leaves m_at on the closing quote; false for a raw control character, or a name seen before in the same object.
    bool readString()
    {
        const qsizetype start = m_at;
        bool escaped = false;
        for (++m_at; m_text.at(m_at) != '"'; ++m_at) {
            if (static_cast<unsigned char>(m_text.at(m_at)) < 0x20)
                return false;
            if (m_text.at(m_at) == '\\') {
                escaped = true;
                ++m_at;
            }
        }
        if (!m_expectName)
            return true;
        m_expectName = false;
        const QByteArray quoted = m_text.mid(start, m_at - start + 1);
        const QString name = escaped ? QJsonDocument::fromJson('[' + quoted + ']').array().first().toString()
                                     : QString::fromUtf8(quoted.mid(1, quoted.size() - 2));
        QSet<QString> &names = m_levels.last().names;
        if (names.contains(name))
            return false;
        names.insert(name);
        return true;
    }

    const QByteArray &m_text;
    qsizetype m_at = 0;
    bool m_expectName = false;
    QList<Level> m_levels;
};

Problem malformed(const QString &detail)
{
    Problem problem;
    problem.code = ErrorCode::MalformedJson;
    problem.detail = detail;
    return problem;
}

} // namespace

JsonReader::JsonReader(const QJsonObject &object, const QString &pointer)
    : m_object(object)
    , m_pointer(pointer)
{}

bool JsonReader::has(const QString &name) const
{
    return m_object.contains(name);
}

bool JsonReader::isNull(const QString &name) const
{
    return m_object.value(name).isNull();
}

QString JsonReader::pointerTo(const QString &name) const
{
    return m_pointer + QLatin1Char('/') + name;
}

void JsonReader::fault(const QString &name, FieldErrorCode code, const QJsonObject &params)
{
    m_errors.append({pointerTo(name), code, params});
}

std::optional<QJsonValue> JsonReader::member(const QString &name, bool required)
{
    m_known.insert(name);
    const auto it = m_object.constFind(name);
    if (it == m_object.constEnd() || it->isNull()) {
        if (required)
            fault(name, FieldErrorCode::Required);
        return std::nullopt;
    }
    return *it;
}

bool JsonReader::text(const QString &name, QString &out, const TextRule &rule)
{
    if (!rule.required && isNull(name)) {
        m_known.insert(name);
        fault(name, FieldErrorCode::WrongType, expected("string"));
        return false;
    }
    const auto value = member(name, rule.required);
    if (!value)
        return false;
    if (!value->isString()) {
        fault(name, FieldErrorCode::WrongType, expected("string"));
        return false;
    }
    Result<QString, FieldError> checked = checkText(value->toString(), pointerTo(name), rule);
    if (!checked) {
        m_errors.append(checked.error());
        return false;
    }
    out = *std::move(checked);
    return true;
}

bool JsonReader::boolean(const QString &name, bool &out, bool required)
{
    if (!required && isNull(name)) {
        m_known.insert(name);
        fault(name, FieldErrorCode::WrongType, expected("boolean"));
        return false;
    }
    const auto value = member(name, required);
    if (!value)
        return false;
    if (!value->isBool()) {
        fault(name, FieldErrorCode::WrongType, expected("boolean"));
        return false;
    }
    out = value->toBool();
    return true;
}

bool JsonReader::integer(const QString &name, qint64 &out, qint64 min, qint64 max, bool required)
{
    const auto value = member(name, required);
    if (!value)
        return false;
    // toInteger() gives its default for what is no whole number in range; two defaults tell that from a value.
    if (!value->isDouble() || value->toInteger(0) != value->toInteger(1)) {
        fault(name, FieldErrorCode::WrongType, expected("integer"));
        return false;
    }
    const qint64 number = value->toInteger();
    if (number < min || number > max) {
        fault(name, FieldErrorCode::OutOfRange, {{QStringLiteral("min"), min}, {QStringLiteral("max"), max}});
        return false;
    }
    out = number;
    return true;
}

bool JsonReader::date(const QString &name, std::optional<QDate> &out, bool required)
{
    const auto value = member(name, required);
    if (!value)
        return false;
    if (!value->isString()) {
        fault(name, FieldErrorCode::WrongType, expected("string"));
        return false;
    }
    static const QRegularExpression form(QStringLiteral("\\A[0-9]{4}-[0-9]{2}-[0-9]{2}\\z"));
    const QString text = value->toString();
    const QDate day = form.match(text).hasMatch() ? QDate::fromString(text, Qt::ISODate) : QDate();
    if (!day.isValid() || day.year() < 1) {
        fault(name, FieldErrorCode::InvalidFormat, expected("date"));
        return false;
    }
    out = day;
    return true;
}

bool JsonReader::timestamp(const QString &name, std::optional<Timestamp> &out, bool required)
{
    const auto value = member(name, required);
    if (!value)
        return false;
    if (!value->isString()) {
        fault(name, FieldErrorCode::WrongType, expected("string"));
        return false;
    }
    const auto parsed = Timestamp::fromRfc3339(value->toString());
    if (!parsed) {
        fault(name, FieldErrorCode::InvalidFormat, expected("rfc3339"));
        return false;
    }
    out = parsed;
    return true;
}

bool JsonReader::object(const QString &name, QJsonObject &out, bool required)
{
    const auto value = member(name, required);
    if (!value)
        return false;
    if (!value->isObject()) {
        fault(name, FieldErrorCode::WrongType, expected("object"));
        return false;
    }
    out = value->toObject();
    return true;
}

bool JsonReader::array(const QString &name, QJsonArray &out, int maxSize, bool required)
{
    const auto value = member(name, required);
    if (!value)
        return false;
    if (!value->isArray()) {
        fault(name, FieldErrorCode::WrongType, expected("array"));
        return false;
    }
    const QJsonArray list = value->toArray();
    if (list.size() > maxSize) {
        fault(name, FieldErrorCode::TooMany, {{QStringLiteral("max"), maxSize}});
        return false;
    }
    out = list;
    return true;
}

bool JsonReader::textList(const QString &name, QStringList &out, const TextRule &each, int maxSize, bool required)
{
    QJsonArray list;
    if (!array(name, list, maxSize, required))
        return false;
    QStringList texts;
    bool good = true;
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString place = QStringLiteral("%1/%2").arg(name).arg(i);
        const QJsonValue value = list.at(i);
        if (!value.isString()) {
            fault(place, FieldErrorCode::WrongType, expected("string"));
            good = false;
            continue;
        }
        Result<QString, FieldError> checked = checkText(value.toString(), pointerTo(place), each);
        if (!checked) {
            m_errors.append(checked.error());
            good = false;
            continue;
        }
        texts.append(*std::move(checked));
    }
    if (good)
        out = texts;
    return good;
}

std::optional<QString> JsonReader::idText(const QString &name, bool required)
{
    const auto value = member(name, required);
    if (!value)
        return std::nullopt;
    if (!value->isString()) {
        fault(name, FieldErrorCode::WrongType, expected("string"));
        return std::nullopt;
    }
    return value->toString();
}

QList<FieldError> JsonReader::errors()
{
    QList<FieldError> all = m_errors;
    for (auto it = m_object.begin(); it != m_object.end(); ++it) {
        if (!m_tolerant && !m_known.contains(it.key()))
            all.append({pointerTo(escapedToken(it.key())), FieldErrorCode::UnknownField, {}});
    }
    return all;
}

std::optional<Problem> JsonReader::finish()
{
    QList<FieldError> all = errors();
    if (all.isEmpty())
        return std::nullopt;
    return Problem::validation(std::move(all));
}

Result<QJsonObject> parseJsonObject(const QByteArray &body)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return malformed(QStringLiteral("%1 at byte %2").arg(error.errorString()).arg(error.offset));
    if (!document.isObject())
        return malformed(QStringLiteral("the body must be a JSON object"));
    if (!JsonScan(body).acceptable())
        return malformed(
            QStringLiteral(
                "member names must be unique, texts without raw control characters, and at most %1 levels nested")
                .arg(limits::jsonDepth));
    return document.object();
}

Result<QString, FieldError> checkText(const QString &text, const QString &pointer, const JsonReader::TextRule &rule)
{
    QString clean = text;
    if (rule.multiline && clean.contains(QLatin1Char('\r')))
        clean.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(QLatin1Char('\r'), QLatin1Char('\n'));
    // Qt drops a byte order mark at the start whenever it reads UTF-8, from the network as from a database. Dropping it
    // here, also where it came escaped, keeps a text from changing on a later way.
    for (;;) {
        if (rule.trim)
            clean = clean.trimmed();
        if (!clean.startsWith(QChar::ByteOrderMark))
            break;
        clean.remove(0, 1);
    }
    const Result<int, FieldErrorCode> length = measure(clean, rule.multiline);
    if (!length) {
        const bool format = length.error() == FieldErrorCode::InvalidFormat;
        return FieldError{pointer, length.error(), format ? expected("unicode") : QJsonObject()};
    }
    if (rule.required && QStringView(clean).trimmed().isEmpty())
        return FieldError{pointer, FieldErrorCode::Required, {}};
    if (rule.max > 0 && *length > rule.max)
        return FieldError{pointer, FieldErrorCode::TooLong, {{QStringLiteral("max"), rule.max}}};
    if (*length < rule.min && (*length > 0 || rule.required))
        return FieldError{pointer, FieldErrorCode::TooShort, {{QStringLiteral("min"), rule.min}}};
    return clean;
}

std::optional<QString> cleanEmail(const QString &text)
{
    // https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
    static const QRegularExpression form(
        QStringLiteral("\\A[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
                       "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*\\z"));
    const QString clean = text.trimmed();
    if (clean.size() > limits::email || !form.match(clean).hasMatch())
        return std::nullopt;
    return clean;
}

QString foldForUniqueness(const QString &text)
{
    // QString::toCaseFolded() maps one character to one; upper case in between brings the full mappings (ß, ẞ -> ss).
    return text.normalized(QString::NormalizationForm_KC)
        .toCaseFolded()
        .toUpper()
        .toCaseFolded()
        .normalized(QString::NormalizationForm_KC);
}

} // namespace mostrador
