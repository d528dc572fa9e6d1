// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/keypage.h"

#include <QJsonArray>

namespace mostrador::storage {

Result<KeyPage> KeyPage::make(const QList<SortKey> &keys, const QString &defaultSort, const PageRequest &page,
                              const QString &idColumn)
{
    QString sort = page.sort.isEmpty() ? defaultSort : page.sort;
    const bool descending = sort.startsWith(u'-');
    const QString name = descending ? sort.mid(1) : sort;
    const auto key = std::find_if(keys.begin(), keys.end(), [&](const SortKey &k) { return k.name == name; });
    if (key == keys.end()) {
        QJsonArray allowed;
        for (const SortKey &k : keys) {
            allowed.append(k.name);
            allowed.append(QStringLiteral("-") + k.name);
        }
        return Problem::field(QStringLiteral("sort"), FieldErrorCode::NotAllowed,
                              {{QStringLiteral("allowed"), allowed}});
    }
    KeyPage result;
    result.sort = sort;
    result.isText = key->isText;
    result.limit = std::max(1, page.limit);
    result.where = QStringLiteral("1 = 1");
    const QStringList columns = key->columns + QStringList{idColumn};
    if (!page.cursor.isEmpty()) {
        const auto cursor = Cursor::decode(page.cursor, sort, static_cast<int>(key->columns.size()));
        if (!cursor)
            return cursor.error();
        QStringList marks;
        for (qsizetype i = 0; i < key->columns.size(); ++i) {
            const bool text = cursor->key.at(i).userType() == QMetaType::QString;
            if (text != key->isText.at(i)) {
                Problem problem;
                problem.code = ErrorCode::InvalidCursor;
                return problem;
            }
            marks.append(QStringLiteral("?"));
        }
        marks.append(QStringLiteral("?"));
        // A list with one column compares it alone: the row form would be the same, but is harder for planners.
        const QString left = columns.join(QLatin1String(", "));
        const QString op = descending ? QStringLiteral("<") : QStringLiteral(">");
        result.where = columns.size() == 1
                           ? QStringLiteral("%1 %2 ?").arg(left, op)
                           : QStringLiteral("(%1) %2 (%3)").arg(left, op, marks.join(QLatin1String(", ")));
        result.values = cursor->key;
        result.values.append(cursor->id);
        result.mode = cursor->mode;
    }
    const auto bound = [&](const ListPlace &place, const QString &op) {
        QStringList marks;
        if (!key->columns.isEmpty()) {
            marks.append(QStringLiteral("?"));
            result.values.append(std::clamp(place.key, key->least, key->greatest));
        }
        marks.append(QStringLiteral("?"));
        result.values.append(place.id);
        result.mode = place.parts ? 1 : 0;
        result.where += QStringLiteral(" and (%1) %2 (%3)")
                            .arg(columns.join(QLatin1String(", ")), op, marks.join(QLatin1String(", ")));
    };
    if (page.after)
        bound(*page.after, descending ? QStringLiteral("<") : QStringLiteral(">"));
    if (page.until)
        bound(*page.until, descending ? QStringLiteral(">=") : QStringLiteral("<="));
    QStringList order;
    for (const QString &column : columns)
        order.append(descending ? column + QStringLiteral(" desc") : column);
    // The limit stands in the text: with a parameter the planner would not know that few rows are wanted.
    result.order = QStringLiteral("order by %1 limit %2").arg(order.join(QLatin1String(", "))).arg(result.limit + 1);
    for (const QString &column : key->columns)
        result.columns += QStringLiteral(", ") + column;
    return result;
}

void KeyPage::bind(Statement &statement) const
{
    for (const QVariant &value : values) {
        if (value.userType() == QMetaType::QString)
            statement.bind(value.toString());
        else
            statement.bind(value.toLongLong());
    }
}

namespace {
QString escapeLike(const QString &text)
{
    QString escaped;
    for (const QChar c : text) {
        if (c == u'!' || c == u'%' || c == u'_')
            escaped += u'!';
        escaped += c;
    }
    return escaped;
}
} // namespace

QString likeWordStart(const QString &foldedWord)
{
    return QStringLiteral("% ") + escapeLike(foldedWord) + u'%';
}

QString likePart(const QString &foldedPart)
{
    return u'%' + escapeLike(foldedPart) + u'%';
}

QString prefixEnd(const QString &prefix)
{
    return prefix + QString::fromUcs4(U"\U0010FFFF", 1);
}

} // namespace mostrador::storage
