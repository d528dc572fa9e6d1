// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/searchquery.h"

#include "model/incident.h"
#include "model/searchqueryvalues.h"
#include "support/enumnames.h"
#include "support/words.h"

namespace mostrador::searchquery {

namespace {

constexpr EnumName<Field> fields[] = {
    {Field::Status, "status"},     {Field::Priority, "priority"}, {Field::Impact, "impact"},
    {Field::Urgency, "urgency"},   {Field::Assignee, "assignee"}, {Field::Team, "team"},
    {Field::Customer, "customer"}, {Field::Product, "product"},   {Field::Channel, "channel"},
    {Field::Language, "language"}, {Field::Tag, "tag"},           {Field::Reference, "reference"},
    {Field::Order, "order"},       {Field::Serial, "serial"},     {Field::External, "external"},
    {Field::Created, "created"},   {Field::Updated, "updated"},   {Field::Resolved, "resolved"},
    {Field::Due, "due"},           {Field::Subject, "subject"},   {Field::Has, "has"},
    {Field::Mentions, "mentions"},
};

QString operatorText(Operator op)
{
    switch (op) {
    case Operator::Equal:
        return QStringLiteral(":");
    case Operator::NotEqual:
        return QStringLiteral("!=");
    case Operator::Less:
        return QStringLiteral("<");
    case Operator::LessOrEqual:
        return QStringLiteral("<=");
    case Operator::Greater:
        return QStringLiteral(">");
    case Operator::GreaterOrEqual:
        return QStringLiteral(">=");
    }
    return {};
}

QString quoted(QString text)
{
    text.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('"'), QLatin1String("\\\""));
    return QLatin1Char('"') + text + QLatin1Char('"');
}

QString conditionText(const Condition &condition)
{
    QStringList values;
    for (const QString &value : condition.values)
        values.append(isBareValue(value) ? value : quoted(value));
    return fieldName(condition.field) + operatorText(condition.op) + values.join(QLatin1Char(','));
}

/// @p inAnd: the node stands beside others, so that an `or` needs parentheses.
QString nodeText(const Node &node, bool inAnd)
{
    switch (node.kind) {
    case Node::Kind::Condition:
        return conditionText(node.condition);
    case Node::Kind::Text:
        return !node.text.phrase && isBareWord(node.text.words) ? node.text.words : quoted(node.text.words);
    case Node::Kind::Not: {
        const Node &child = *node.children.front();
        const bool group = child.kind == Node::Kind::And || child.kind == Node::Kind::Or;
        // Behind a minus "or" is a word like any other; in quotes it would be a phrase.
        const bool plainOr = child.kind == Node::Kind::Text && !child.text.phrase &&
                             child.text.words.compare(QLatin1String("or"), Qt::CaseInsensitive) == 0;
        const QString inner = plainOr ? child.text.words : nodeText(child, false);
        return group ? QStringLiteral("-(%1)").arg(inner) : QLatin1Char('-') + inner;
    }
    case Node::Kind::And:
    case Node::Kind::Or: {
        const bool isOr = node.kind == Node::Kind::Or;
        QStringList parts;
        for (const NodePtr &child : node.children)
            parts.append(nodeText(*child, !isOr));
        const QString joined = parts.join(isOr ? QLatin1String(" or ") : QLatin1String(" "));
        return isOr && inAnd ? QLatin1Char('(') + joined + QLatin1Char(')') : joined;
    }
    }
    return {};
}

} // namespace

QString toString(const Query &query)
{
    return query.root ? nodeText(*query.root, false) : QString();
}

QString fieldName(Field field)
{
    return nameIn(fields, field);
}

std::optional<Field> fieldFromName(const QString &name)
{
    return valueIn(fields, name.toLower());
}

QStringList fieldNames()
{
    return namesIn(fields);
}

QStringList fixedValues(Field field)
{
    QStringList values;
    switch (field) {
    case Field::Status:
        for (const IncidentStatus status : allIncidentStatuses())
            values.append(mostrador::toString(status));
        values << QStringLiteral("active") << QStringLiteral("inactive");
        break;
    case Field::Priority:
        for (const auto priority : {Priority::Low, Priority::Medium, Priority::High, Priority::Critical})
            values.append(mostrador::toString(priority));
        break;
    case Field::Impact:
    case Field::Urgency:
        for (const auto level : {Impact::Low, Impact::Medium, Impact::High})
            values.append(mostrador::toString(level));
        break;
    case Field::Channel:
        for (const auto channel : {Channel::Web, Channel::Phone, Channel::Email, Channel::Api, Channel::Chat,
                                   Channel::Post, Channel::Import}) {
            values.append(mostrador::toString(channel));
        }
        break;
    case Field::Language:
        values = supportedLanguages();
        break;
    case Field::Assignee:
        values << QStringLiteral("me") << QStringLiteral("none");
        break;
    case Field::Mentions:
        values << QStringLiteral("me");
        break;
    case Field::Team:
        values << QStringLiteral("mine") << QStringLiteral("none");
        break;
    case Field::Product:
        values << QStringLiteral("none");
        break;
    case Field::Created:
    case Field::Updated:
    case Field::Resolved:
        values << QStringLiteral("today") << QStringLiteral("yesterday");
        break;
    case Field::Due:
        values << QStringLiteral("today") << QStringLiteral("yesterday") << QStringLiteral("none")
               << QStringLiteral("overdue");
        break;
    case Field::Has:
        values << QStringLiteral("attachment") << QStringLiteral("assignee") << QStringLiteral("due")
               << QStringLiteral("note");
        break;
    case Field::Customer:
    case Field::Tag:
    case Field::Reference:
    case Field::Order:
    case Field::Serial:
    case Field::External:
    case Field::Subject:
        break;
    }
    return values;
}

} // namespace mostrador::searchquery
