// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/keypage.h"

#include <QJsonArray>

#include <utility>

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
    /// A place the rows lie behind or, at last, before.
    struct Bound
    {
        QVariantList key;
        qint64 id;
        QString op;
    };
    QList<Bound> bounds;
    const QString behind = descending ? QStringLiteral("<") : QStringLiteral(">");
    if (!page.cursor.isEmpty()) {
        const auto cursor = Cursor::decode(page.cursor, sort, static_cast<int>(key->columns.size()));
        if (!cursor)
            return cursor.error();
        for (qsizetype i = 0; i < key->columns.size(); ++i) {
            const QVariant &part = cursor->key.at(i);
            const bool text = part.userType() == QMetaType::QString;
            // What no row can have may be more than its column holds.
            const bool beyond =
                i == 0 && !text && (part.toLongLong() < key->least || part.toLongLong() > key->greatest);
            if (text != key->isText.at(i) || beyond) {
                Problem problem;
                problem.code = ErrorCode::InvalidCursor;
                return problem;
            }
        }
        bounds.append({cursor->key, cursor->id, behind});
        result.mode = cursor->mode;
    }
    const auto addPlace = [&](const ListPlace &place, const QString &op) {
        QVariantList bound;
        if (!key->columns.isEmpty())
            bound.append(std::clamp(place.key, key->least, key->greatest));
        bounds.append({bound, place.id, op});
        result.mode = place.parts ? 1 : 0;
    };
    if (page.after)
        addPlace(*page.after, behind);
    const auto begins = bounds.size();
    if (page.until)
        addPlace(*page.until, descending ? QStringLiteral(">=") : QStringLiteral("<="));
    QStringList conditions;
    for (const Bound &bound : std::as_const(bounds)) {
        const QString left = columns.join(QLatin1String(", "));
        const QStringList marks(columns.size(), QStringLiteral("?"));
        // A list with one column compares it alone: the row form would be the same, but is harder for planners.
        conditions.append(columns.size() == 1
                              ? QStringLiteral("%1 %2 ?").arg(left, bound.op)
                              : QStringLiteral("(%1) %2 (%3)").arg(left, bound.op, marks.join(QLatin1String(", "))));
        result.values += bound.key;
        result.values.append(bound.id);
    }
    if (!conditions.isEmpty())
        result.where = conditions.join(QLatin1String(" and "));
    if (key->coarse && !bounds.isEmpty()) {
        const QString column = columns.constFirst();
        const auto isBefore = [descending](const Bound &a, const Bound &b) {
            const auto left = std::pair(a.key.constFirst().toLongLong(), a.id);
            const auto right = std::pair(b.key.constFirst().toLongLong(), b.id);
            return descending ? right < left : left < right;
        };
        // Of a cursor and a place to begin with the later one counts.
        const auto first = std::max_element(bounds.begin(), bounds.begin() + begins, isBefore);
        const Bound *start = begins > 0 ? &*first : nullptr;
        const Bound *end = page.until ? &bounds.constLast() : nullptr;
        const QString before = descending ? QStringLiteral(">") : QStringLiteral("<");
        if (start && end && isBefore(*end, *start)) {
            result.parts.append({QStringLiteral("1 = 0"), {}, true});
        } else if (start && end && start->key == end->key) {
            result.parts.append(
                {QStringLiteral("%1 = ? and %2 %3 ? and %2 %4 ?").arg(column, idColumn, start->op, end->op),
                 start->key + QVariantList{start->id, end->id}, true});
        } else {
            Part between{{}, {}, false};
            if (start) {
                result.parts.append({QStringLiteral("%1 = ? and %2 %3 ?").arg(column, idColumn, start->op),
                                     start->key + QVariantList{start->id}, true});
                between = {QStringLiteral("%1 %2 ?").arg(column, behind), start->key, false};
            }
            if (end) {
                const QString glue = start ? QStringLiteral(" and ") : QString();
                between.where += glue + QStringLiteral("%1 %2 ?").arg(column, before);
                between.values += end->key;
            }
            result.parts.append(between);
            if (end)
                result.parts.append({QStringLiteral("%1 = ? and %2 %3 ?").arg(column, idColumn, end->op),
                                     end->key + QVariantList{end->id}, true});
        }
    }
    QStringList order;
    for (const QString &column : columns)
        order.append(descending ? column + QStringLiteral(" desc") : column);
    // The limit stands in the text: with a parameter the planner would not know that few rows are wanted.
    result.order = QStringLiteral("order by %1 limit %2").arg(order.join(QLatin1String(", "))).arg(result.limit + 1);
    result.orderById = QStringLiteral("order by %1 limit %2").arg(order.constLast()).arg(result.limit + 1);
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
