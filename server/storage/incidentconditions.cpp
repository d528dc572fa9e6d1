// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/incidentconditions.h"

#include "model/searchtime.h"
#include "protocol/jsonreader.h"
#include "storage/incidentnames.h"
#include "storage/keypage.h"
#include "storage/searchtext.h"

namespace mostrador::storage {

using searchquery::Condition;
using searchquery::Field;
using searchquery::Operator;

namespace {

using incidents::QueryContext;

SqlPart never()
{
    return {QStringLiteral("1 = 0"), {}};
}

SqlPart negatedIf(bool negate, const SqlPart &part)
{
    return negate ? SqlPart{QStringLiteral("not (%1)").arg(part.sql), part.values} : part;
}

/// Any of the parts.
SqlPart anyOf(const QList<SqlPart> &parts)
{
    if (parts.isEmpty())
        return never();
    QStringList sql;
    QVariantList values;
    for (const SqlPart &part : parts) {
        sql.append(part.sql);
        values += part.values;
    }
    return {parts.size() == 1 ? sql.first() : QStringLiteral("(%1)").arg(sql.join(QLatin1String(" or "))), values};
}

/// Names of our own enumerations stand in the text itself: partial indexes are of no use for parameters.
QString quotedList(const QStringList &names)
{
    QStringList quoted;
    for (const QString &name : names)
        quoted.append(QStringLiteral("'%1'").arg(name));
    return quoted.join(QLatin1String(", "));
}

SqlPart statusCondition(const Condition &condition, Dialect dialect)
{
    QStringList chosen;
    bool onlyActive = true;
    for (const IncidentStatus status : allIncidentStatuses()) {
        const QString name = toString(status);
        const bool named =
            condition.values.contains(name) ||
            condition.values.contains(isActive(status) ? QStringLiteral("active") : QStringLiteral("inactive"));
        if (named == (condition.op == Operator::Equal)) {
            chosen.append(name);
            onlyActive = onlyActive && isActive(status);
        }
    }
    if (chosen.isEmpty())
        return never();
    const QString sql = QStringLiteral("i.status in (%1)").arg(quotedList(chosen));
    // SQLite takes the partial indexes of the active ones only for the very words; PostgreSQL sees that the one follows
    // from the other, and would expect fewer rows of both.
    if (onlyActive && sql != activeStatuses() && dialect == Dialect::Sqlite)
        return {QStringLiteral("(%1 and %2)").arg(activeStatuses(), sql), {}};
    return {sql, {}};
}

QString sqlOperator(Operator op)
{
    switch (op) {
    case Operator::Equal:
        return QStringLiteral("=");
    case Operator::NotEqual:
        return QStringLiteral("<>");
    case Operator::Less:
        return QStringLiteral("<");
    case Operator::LessOrEqual:
        return QStringLiteral("<=");
    case Operator::Greater:
        return QStringLiteral(">");
    case Operator::GreaterOrEqual:
        return QStringLiteral(">=");
    }
    return QStringLiteral("=");
}

template <typename T>
SqlPart rankCondition(const Condition &condition, const QString &column, std::optional<T> (*parse)(const QString &))
{
    QList<SqlPart> parts;
    const bool negate = condition.op == Operator::NotEqual;
    const QString op = sqlOperator(negate ? Operator::Equal : condition.op);
    for (const QString &value : condition.values) {
        if (const auto parsed = parse(value))
            parts.append({QStringLiteral("%1 %2 %3").arg(column, op).arg(static_cast<int>(*parsed)), {}});
    }
    return negatedIf(negate, anyOf(parts));
}

SqlPart equals(const QString &column, const QVariant &value)
{
    return {QStringLiteral("%1 = ?").arg(column), {value}};
}

/// The same for a column that may be NULL.
SqlPart equalsNullable(const QString &column, const QVariant &value)
{
    return {QStringLiteral("(%1 is not null and %1 = ?)").arg(column), {value}};
}

/// People and things: an id, a name (see withIdsForNames()) or one of the fixed words `me`, `mine` and `none`.
SqlPart ownerCondition(const Condition &condition, const QString &column, const QueryContext &context, Dialect dialect)
{
    QList<SqlPart> parts;
    QList<qint64> ids;
    for (const QString &value : condition.values) {
        if (const auto lookup = nameLookup(condition.field, value)) {
            parts.append({QStringLiteral("(%1 is not null and %1 in (%2))").arg(column, lookup->sql), lookup->values});
        } else if (const auto id = IncidentId::fromString(value)) {
            ids.append(id->value());
        } else if (value == QLatin1String("me")) {
            if (context.actor.employee)
                ids.append(context.actor.employee->value());
        } else if (value == QLatin1String("mine")) {
            for (const TeamId team : context.actor.teams)
                ids.append(team.value());
        } else {
            parts.append({QStringLiteral("%1 is null").arg(column), {}});
        }
    }
    // A list of one would not let an index give the order of what follows.
    if (ids.size() == 1)
        parts.append(equalsNullable(column, ids.constFirst()));
    else if (!ids.isEmpty())
        parts.append({QStringLiteral("(%1 is not null and %2)").arg(column, inList(dialect, column)),
                      {listLiteral(ids, dialect)}});
    return negatedIf(condition.op == Operator::NotEqual, anyOf(parts));
}

SqlPart exactCondition(const Condition &condition, const QString &column, bool fold)
{
    QList<SqlPart> parts;
    for (const QString &value : condition.values) {
        // The comparison with '' lets the partial index be used.
        parts.append({QStringLiteral("(%1 <> '' and %1 = ?)").arg(column), {fold ? foldForUniqueness(value) : value}});
    }
    return negatedIf(condition.op == Operator::NotEqual, anyOf(parts));
}

/// @p key: what an index orders by where that is not the column itself; compares like the column where it is not null.
SqlPart timeCondition(const Condition &condition, const QString &column, const QueryContext &context,
                      const QString &key = {})
{
    const QString &by = key.isEmpty() ? column : key;
    // Of the key both ends are said, so that the planner sees how few lie between.
    const QString present = key.isEmpty() ? QStringLiteral("%1 is not null").arg(column)
                                          : QStringLiteral("%1 < 9223372036854775807").arg(key);
    const auto since = [&](qint64 from) {
        // The last key is the one of those without a time: of what lies ahead of all the others PostgreSQL would expect
        // a hundredth. Of the column itself it knows better.
        if (!key.isEmpty() && from >= context.now.milliseconds())
            return SqlPart{QStringLiteral("(%1 and %2 >= ? and %3 >= ?)").arg(present, by, column), {from, from}};
        return SqlPart{QStringLiteral("(%1 and %2 >= ?)").arg(present, by), {from}};
    };
    QList<SqlPart> parts;
    const bool negate = condition.op == Operator::NotEqual;
    for (const QString &value : condition.values) {
        if (value == QLatin1String("none")) {
            parts.append({QStringLiteral("%1 is null").arg(column), {}});
            continue;
        }
        if (value == QLatin1String("overdue")) {
            parts.append({QStringLiteral("(%1 and %2 < ? and %3)").arg(present, by, activeStatuses()),
                          {context.now.milliseconds()}});
            continue;
        }
        const auto interval = searchquery::intervalOf(value, condition.field, context.now, context.timeZone);
        if (!interval)
            continue;
        const bool age = value.back().isLetter() && value.front().isDigit() && value.size() < 8;
        // For an age the moment at its far end is what < and > compare with.
        const qint64 from = age && condition.field == Field::Due ? interval->to : interval->from;
        const qint64 to = age ? from : interval->to;
        switch (condition.op) {
        case Operator::Equal:
        case Operator::NotEqual:
            parts.append(
                {QStringLiteral("(%1 and %2 >= ? and %2 < ?)").arg(present, by), {interval->from, interval->to}});
            break;
        case Operator::Less:
            parts.append({QStringLiteral("(%1 and %2 < ?)").arg(present, by), {from}});
            break;
        case Operator::LessOrEqual:
            parts.append({QStringLiteral("(%1 and %2 < ?)").arg(present, by), {age ? from + 1 : to}});
            break;
        case Operator::Greater:
            parts.append(since(age ? from + 1 : to));
            break;
        case Operator::GreaterOrEqual:
            parts.append(since(from));
            break;
        }
    }
    return negatedIf(negate, anyOf(parts));
}

SqlPart tagCondition(const Condition &condition, bool negated)
{
    QVariantList tags;
    for (const QString &value : condition.values)
        tags.append(value);
    const QString marks = QStringList(condition.values.size(), QStringLiteral("?")).join(QLatin1String(", "));
    if (negated || condition.op == Operator::NotEqual) {
        // As a list PostgreSQL would read all there are with the tag, for a page of those without.
        return negatedIf(condition.op == Operator::NotEqual,
                         {QStringLiteral("exists (select 1 from incident_tags x where x.incident_id = i.id and "
                                         "x.tag in (%1))")
                              .arg(marks),
                          tags});
    }
    return {QStringLiteral("i.id in (select incident_id from incident_tags where tag in (%1))").arg(marks), tags};
}

SqlPart subjectCondition(const Condition &condition, Dialect dialect)
{
    // The folded text of kind 0 is subject, line feed, description. The first LIKE is what the index can answer.
    const QString place = dialect == Dialect::Postgresql ? QStringLiteral("strpos") : QStringLiteral("instr");
    const QString lineFeed = dialect == Dialect::Postgresql ? QStringLiteral("chr(10)") : QStringLiteral("char(10)");
    QList<SqlPart> parts;
    for (const QString &value : condition.values) {
        const QString folded = foldForSearch(value);
        parts.append(
            {QStringLiteral("i.id in (select incident_id from search_texts where kind = 0 and folded like ? escape '!' "
                            "and %1(folded, ?) < %1(folded, %2))")
                 .arg(place, lineFeed),
             {likePart(folded), folded}});
    }
    return negatedIf(condition.op == Operator::NotEqual, anyOf(parts));
}

SqlPart hasCondition(const Condition &condition, const QueryContext &context, bool alone)
{
    QList<SqlPart> parts;
    for (const QString &value : condition.values) {
        const bool notes = isAllowed(context.actor.principal, Action::NoteRead, Relation::Own);
        if (value == QLatin1String("attachment")) {
            // One incident after the other, by its index: PostgreSQL would turn an "exists" into a join and read the
            // whole table of files. Where nothing else is wanted that is the better way, for it begins with the files.
            const QString files =
                QStringLiteral("from attachments x where x.incident_id is not null and x.incident_id = i.id%1")
                    .arg(notes ? QString() : QStringLiteral(" and x.internal = 0"));
            const bool join = alone && condition.op == Operator::Equal && condition.values.size() == 1;
            parts.append({join ? QStringLiteral("exists (select 1 %1)").arg(files)
                               : QStringLiteral("(select x.id %1 limit 1) is not null").arg(files),
                          {}});
        } else if (value == QLatin1String("assignee")) {
            parts.append({QStringLiteral("i.assignee_id is not null"), {}});
        } else if (value == QLatin1String("due")) {
            parts.append({QStringLiteral("i.due_at is not null"), {}});
        } else if (value == QLatin1String("note")) {
            parts.append(notes ? SqlPart{QStringLiteral("exists (select 1 from messages x where x.incident_id = i.id "
                                                        "and x.internal = 1)"),
                                         {}}
                               : never());
        }
    }
    return negatedIf(condition.op == Operator::NotEqual, anyOf(parts));
}

/// Incidents with a note that mentions one of the employees: as a list, or asked of each incident where most have none.
/// On PostgreSQL as an array: the list is read first whatever it is thought to hold, and never joined with all
/// incidents.
SqlPart mentionsCondition(const Condition &condition, const QueryContext &context, Dialect dialect, bool negated)
{
    if (!isAllowed(context.actor.principal, Action::NoteRead, Relation::Own))
        return negatedIf(condition.op == Operator::NotEqual, never());
    Condition who = condition;
    who.op = Operator::Equal;
    const SqlPart part = ownerCondition(who, QStringLiteral("x.employee_id"), context, dialect);
    const bool each = negated || condition.op == Operator::NotEqual;
    const QString form = each ? QStringLiteral("exists (select 1 from mentions x where x.incident_id = i.id and %1)")
                         : dialect == Dialect::Postgresql
                             ? QStringLiteral("i.id = any(array(select x.incident_id from mentions x where %1))")
                             : QStringLiteral("i.id in (select x.incident_id from mentions x where %1)");
    return negatedIf(condition.op == Operator::NotEqual, {form.arg(part.sql), part.values});
}

SqlPart nameCondition(const Condition &condition, const QString &column)
{
    QList<SqlPart> parts;
    for (const QString &value : condition.values)
        parts.append(equals(column, value));
    return negatedIf(condition.op == Operator::NotEqual, anyOf(parts));
}

SqlPart referenceCondition(const Condition &condition)
{
    QList<SqlPart> parts;
    for (const QString &value : condition.values) {
        if (const auto id = incidentIdFromReference(value))
            parts.append(equals(QStringLiteral("i.id"), id->value()));
    }
    return negatedIf(condition.op == Operator::NotEqual, anyOf(parts));
}

} // namespace

QString activeStatuses()
{
    return QStringLiteral("i.status in ('new', 'open', 'waiting_customer', 'waiting_third_party')");
}

QString listLiteral(const QList<qint64> &values, Dialect dialect)
{
    QStringList texts;
    for (const qint64 value : values)
        texts.append(QString::number(value));
    return (dialect == Dialect::Postgresql ? QStringLiteral("{%1}") : QStringLiteral("[%1]")).arg(texts.join(u','));
}

Result<SqlPart> compileCondition(const Condition &condition, const QueryContext &context, Dialect dialect, bool negated,
                                 bool alone)
{
    switch (condition.field) {
    case Field::Status:
        return statusCondition(condition, dialect);
    case Field::Priority:
        return rankCondition(condition, QStringLiteral("i.priority"), &priorityFromString);
    case Field::Impact:
        return rankCondition(condition, QStringLiteral("i.impact"), &impactFromString);
    case Field::Urgency:
        return rankCondition(condition, QStringLiteral("i.urgency"), &urgencyFromString);
    case Field::Assignee:
        return ownerCondition(condition, QStringLiteral("i.assignee_id"), context, dialect);
    case Field::Customer:
        return ownerCondition(condition, QStringLiteral("i.customer_id"), context, dialect);
    case Field::Team:
        return ownerCondition(condition, QStringLiteral("i.team_id"), context, dialect);
    case Field::Product:
        return ownerCondition(condition, QStringLiteral("i.product_id"), context, dialect);
    case Field::Channel:
        return nameCondition(condition, QStringLiteral("i.channel"));
    case Field::Language:
        return nameCondition(condition, QStringLiteral("i.language"));
    case Field::Tag:
        return tagCondition(condition, negated);
    case Field::Reference:
        return referenceCondition(condition);
    case Field::Order:
        return exactCondition(condition, QStringLiteral("i.order_folded"), true);
    case Field::Serial:
        return exactCondition(condition, QStringLiteral("i.serial_folded"), true);
    case Field::External:
        return exactCondition(condition, QStringLiteral("i.external_reference"), false);
    case Field::Created:
        return timeCondition(condition, QStringLiteral("i.created_at"), context);
    case Field::Updated:
        return timeCondition(condition, QStringLiteral("i.updated_at"), context);
    case Field::Resolved:
        return timeCondition(condition, QStringLiteral("i.resolved_at"), context);
    case Field::Due:
        return timeCondition(condition, QStringLiteral("i.due_at"), context,
                             QStringLiteral("coalesce(i.due_at, 9223372036854775807)"));
    case Field::Subject:
        return subjectCondition(condition, dialect);
    case Field::Has:
        return hasCondition(condition, context, alone && !negated);
    case Field::Mentions:
        return mentionsCondition(condition, context, dialect, negated);
    }
    return Problem::internal(QStringLiteral("a query field without SQL"));
}

} // namespace mostrador::storage
