// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/page.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace mostrador::storage {

namespace {
Problem invalidCursor()
{
    Problem problem;
    problem.code = ErrorCode::InvalidCursor;
    problem.detail = QStringLiteral("The cursor was not given by this list with this sort.");
    return problem;
}

/// Whole numbers go as text, because JSON numbers are doubles for many readers.
QJsonValue encodeValue(const QVariant &value)
{
    if (value.userType() == QMetaType::QString)
        return QStringLiteral("t") + value.toString();
    return QStringLiteral("n") + QString::number(value.toLongLong());
}

std::optional<QVariant> decodeValue(const QJsonValue &value)
{
    const QString text = value.toString();
    if (text.startsWith(u't') && !text.contains(QChar(u'\0')))
        return QVariant(text.mid(1));
    if (text.startsWith(u'n')) {
        bool ok = false;
        const qint64 number = text.mid(1).toLongLong(&ok);
        if (ok)
            return QVariant(number);
    }
    return std::nullopt;
}
} // namespace

QString Cursor::encode() const
{
    QJsonArray values;
    for (const QVariant &value : key)
        values.append(encodeValue(value));
    const QJsonObject json{{QStringLiteral("s"), sort},
                           {QStringLiteral("k"), values},
                           {QStringLiteral("i"), QString::number(id)},
                           {QStringLiteral("m"), mode}};
    return QString::fromLatin1(QJsonDocument(json)
                                   .toJson(QJsonDocument::Compact)
                                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

Result<Cursor> Cursor::decode(const QString &text, const QString &sort, int keySize)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals |
                                                            QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return invalidCursor();
    const QJsonObject json = QJsonDocument::fromJson(*decoded).object();
    Cursor cursor;
    cursor.sort = json.value(QLatin1String("s")).toString();
    const QJsonArray values = json.value(QLatin1String("k")).toArray();
    bool ok = false;
    cursor.id = json.value(QLatin1String("i")).toString().toLongLong(&ok);
    cursor.mode = json.value(QLatin1String("m")).toInt(-1);
    if (!ok || cursor.id < 1 || cursor.sort != sort || values.size() != keySize || cursor.mode < 0 || cursor.mode > 1)
        return invalidCursor();
    for (const QJsonValue &value : values) {
        const auto one = decodeValue(value);
        if (!one)
            return invalidCursor();
        cursor.key.append(*one);
    }
    return cursor;
}

} // namespace mostrador::storage
