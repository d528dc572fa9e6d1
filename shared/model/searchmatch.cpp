// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/searchmatch.h"

#include "model/searchtext.h"
#include "model/searchtime.h"
#include "protocol/jsonreader.h"

#include <algorithm>
#include <limits>

namespace mostrador::searchquery {

/// @internal
namespace matching {

/// Parts shorter than this are looked for as whole words only.
constexpr qsizetype leastPart = 3;

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c.isSurrogate();
}

/// A word to be found at the beginning of one in the text, or as a whole.
struct Token
{
    QString text;
    bool prefix = false;

    bool isIn(const QString &folded) const
    {
        for (qsizetype at = folded.indexOf(text); at >= 0; at = folded.indexOf(text, at + 1)) {
            const qsizetype end = at + text.size();
            const bool starts = at == 0 || !isWordCharacter(folded.at(at - 1));
            if (starts && (prefix || end == folded.size() || !isWordCharacter(folded.at(end))))
                return true;
        }
        return false;
    }
};

/// Words and phrases that stand side by side: all of them in one text.
struct Group
{
    QList<Token> tokens;
    QStringList parts; ///< the words as parts of words; empty if one is too short
    QStringList phrases;
    bool hasWords = false;
    bool canWiden = false;
    std::optional<IncidentId> reference;
    QString exact;       ///< the one word as written
    QString exactFolded; ///< and as numbers are compared

    Group(const QList<Text> &texts, bool negated)
    {
        QStringList words;
        for (const Text &text : texts) {
            if (text.phrase)
                phrases.append(foldForSearch(text.words));
            else
                words.append(text.words);
        }
        hasWords = !words.isEmpty();
        bool everyPart = true;
        for (qsizetype i = 0; i < words.size(); ++i) {
            const QStringList found = searchWords(words.at(i));
            for (qsizetype j = 0; j < found.size(); ++j) {
                const bool last = i == words.size() - 1 && j == found.size() - 1;
                const QString stem = stemPrefix(found.at(j));
                tokens.append({stem, stem != found.at(j) || (last && found.at(j).size() >= leastPart)});
            }
            const QString folded = foldForSearch(words.at(i));
            if (folded.size() >= leastPart)
                parts.append(folded);
            else
                everyPart = false;
        }
        canWiden = !negated && !parts.isEmpty();
        if (!everyPart)
            parts.clear();
        if (words.size() == 1 && phrases.isEmpty()) {
            exact = words.first();
            exactFolded = foldForUniqueness(exact);
            reference = incidentIdFromReference(exact);
        }
    }

    bool isIn(const QString &folded, bool wide) const
    {
        const auto inText = [&](const QString &part) { return folded.contains(part); };
        if (!std::all_of(phrases.begin(), phrases.end(), inText))
            return false;
        if (!hasWords)
            return true;
        if (!tokens.isEmpty() &&
            std::all_of(tokens.begin(), tokens.end(), [&](const Token &token) { return token.isIn(folded); }))
            return true;
        return wide && !parts.isEmpty() && std::all_of(parts.begin(), parts.end(), inText);
    }

    bool names(const Incident &incident) const
    {
        if (exact.isEmpty())
            return false;
        if (reference && *reference == incident.id)
            return true;
        if (exact.contains(u'@'))
            return !incident.customerEmail.isEmpty() && foldForUniqueness(incident.customerEmail) == exactFolded;
        if (exact.size() < leastPart)
            return false;
        return (!incident.orderNumber.isEmpty() && foldForUniqueness(incident.orderNumber) == exactFolded) ||
               (!incident.serialNumber.isEmpty() && foldForUniqueness(incident.serialNumber) == exactFolded) ||
               (!incident.externalReference.isEmpty() && incident.externalReference == exact);
    }

    bool matches(const Incident &incident, const MatchTexts &texts, bool notes, bool wide) const
    {
        const auto found = [&](const QString &text) { return isIn(text, wide); };
        return found(texts.head) || std::any_of(texts.messages.begin(), texts.messages.end(), found) ||
               (notes && std::any_of(texts.notes.begin(), texts.notes.end(), found)) || names(incident);
    }
};

bool isAge(const QString &value)
{
    return value.back().isLetter() && value.front().isDigit() && value.size() < 8;
}

bool compare(qint64 left, Operator op, qint64 right)
{
    switch (op) {
    case Operator::Equal:
    case Operator::NotEqual: // the caller turns the answer
        return left == right;
    case Operator::Less:
        return left < right;
    case Operator::LessOrEqual:
        return left <= right;
    case Operator::Greater:
        return left > right;
    case Operator::GreaterOrEqual:
        return left >= right;
    }
    return false;
}

/// One value of a condition on a moment.
bool inTime(const std::optional<Timestamp> &moment, const Condition &condition, const QString &value,
            const Incident &incident, const MatchContext &context)
{
    if (value == QLatin1String("none"))
        return !moment;
    if (!moment)
        return false;
    const qint64 at = moment->milliseconds();
    if (value == QLatin1String("overdue"))
        return at < context.now.milliseconds() && isActive(incident.status);
    const auto interval = intervalOf(value, condition.field, context.now, context.timeZone);
    if (!interval)
        return false;
    // For an age the moment at its far end is what < and > compare with.
    const bool age = isAge(value);
    const qint64 from = age && condition.field == Field::Due ? interval->to : interval->from;
    const qint64 to = age ? from : interval->to;
    switch (condition.op) {
    case Operator::Equal:
    case Operator::NotEqual:
        return at >= interval->from && at < interval->to;
    case Operator::Less:
        return at < from;
    case Operator::LessOrEqual:
        return at < (age ? from + 1 : to);
    case Operator::Greater:
        return at >= (age ? from + 1 : to);
    case Operator::GreaterOrEqual:
        return at >= from;
    }
    return false;
}

template <typename Tag>
bool isId(const std::optional<Id<Tag>> &id, const QString &value, bool &wasId)
{
    const auto parsed = Id<Tag>::fromString(value);
    wasId = parsed.has_value();
    return parsed && id && *id == *parsed;
}

bool isNamed(const QString &name, const QString &value)
{
    return foldForSearch(name).contains(foldForSearch(value));
}

/// Whether @p value means the employee: `me`, the id, the e-mail, or part of the name. @p known: their name.
bool isEmployee(EmployeeId id, const QString &known, const QString &value, const MatchContext &context)
{
    if (value == QLatin1String("me"))
        return id == context.actor.employee;
    const Employee *employee = context.directory.employee ? context.directory.employee(id) : nullptr;
    const bool byMail =
        employee && !employee->email.isEmpty() && foldForUniqueness(employee->email) == foldForUniqueness(value);
    if (value.contains(u'@'))
        return byMail;
    bool wasId = false;
    const bool same = isId(std::optional(id), value, wasId);
    if (wasId)
        return same;
    return byMail || isNamed(employee ? employee->name : known, value);
}

bool isAssignee(const Incident &incident, const QString &value, const MatchContext &context)
{
    if (value == QLatin1String("none"))
        return !incident.assignee;
    return incident.assignee && isEmployee(*incident.assignee, incident.assigneeName, value, context);
}

bool isCustomer(const Incident &incident, const QString &value)
{
    const bool byMail =
        !incident.customerEmail.isEmpty() && foldForUniqueness(incident.customerEmail) == foldForUniqueness(value);
    if (value.contains(u'@'))
        return byMail;
    bool wasId = false;
    const bool same = isId(std::optional(incident.customer), value, wasId);
    return wasId ? same : byMail || isNamed(incident.customerName, value);
}

bool isTeam(const Incident &incident, const QString &value, const MatchContext &context)
{
    if (value == QLatin1String("none"))
        return !incident.team;
    if (!incident.team)
        return false;
    if (value == QLatin1String("mine"))
        return context.actor.teams.contains(*incident.team);
    bool wasId = false;
    const bool same = isId(incident.team, value, wasId);
    if (wasId)
        return same;
    const Team *team = context.directory.team ? context.directory.team(*incident.team) : nullptr;
    const QString name = team ? team->name : incident.teamName;
    return foldForUniqueness(name) == foldForUniqueness(value) || isNamed(name, value);
}

bool isProduct(const Incident &incident, const QString &value, const MatchContext &context)
{
    if (value == QLatin1String("none"))
        return !incident.product;
    if (!incident.product)
        return false;
    bool wasId = false;
    const bool same = isId(incident.product, value, wasId);
    if (wasId)
        return same;
    const Product *product = context.directory.product ? context.directory.product(*incident.product) : nullptr;
    if (product && foldForUniqueness(product->sku) == foldForUniqueness(value))
        return true;
    return isNamed(product ? product->name : incident.productName, value);
}

bool isNumber(const QString &number, const QString &value)
{
    return !number.isEmpty() && foldForUniqueness(number) == foldForUniqueness(value);
}

bool has(const Incident &incident, const MatchTexts &texts, const QString &value, bool notes)
{
    if (value == QLatin1String("attachment"))
        return texts.hasAttachment || (notes && texts.hasInternalAttachment);
    if (value == QLatin1String("assignee"))
        return incident.assignee.has_value();
    if (value == QLatin1String("due"))
        return incident.dueAt.has_value();
    if (value == QLatin1String("note"))
        return notes && texts.hasNote;
    return false;
}

template <typename T>
bool isRank(T rank, const std::optional<T> &value, Operator op)
{
    return value && compare(static_cast<int>(rank), op, static_cast<int>(*value));
}

/// Whether one of the condition's values suits, without regard to a negation.
bool suits(const Incident &incident, const MatchTexts &texts, const Condition &condition, const QString &value,
           const MatchContext &context, bool notes)
{
    switch (condition.field) {
    case Field::Status:
        if (value == QLatin1String("active") || value == QLatin1String("inactive"))
            return isActive(incident.status) == (value == QLatin1String("active"));
        return mostrador::toString(incident.status) == value;
    case Field::Priority:
        return isRank(incident.priority, priorityFromString(value), condition.op);
    case Field::Impact:
        return isRank(incident.impact, impactFromString(value), condition.op);
    case Field::Urgency:
        return isRank(incident.urgency, urgencyFromString(value), condition.op);
    case Field::Assignee:
        return isAssignee(incident, value, context);
    case Field::Customer:
        return isCustomer(incident, value);
    case Field::Team:
        return isTeam(incident, value, context);
    case Field::Product:
        return isProduct(incident, value, context);
    case Field::Channel:
        return mostrador::toString(incident.channel) == value;
    case Field::Language:
        return incident.language == value;
    case Field::Tag:
        return incident.tags.contains(value);
    case Field::Reference:
        return incidentIdFromReference(value) == incident.id;
    case Field::Order:
        return isNumber(incident.orderNumber, value);
    case Field::Serial:
        return isNumber(incident.serialNumber, value);
    case Field::External:
        return !incident.externalReference.isEmpty() && incident.externalReference == value;
    case Field::Created:
        return inTime(incident.createdAt, condition, value, incident, context);
    case Field::Updated:
        return inTime(incident.updatedAt, condition, value, incident, context);
    case Field::Resolved:
        return inTime(incident.resolvedAt, condition, value, incident, context);
    case Field::Due:
        return inTime(incident.dueAt, condition, value, incident, context);
    case Field::Subject:
        return texts.head.left(texts.head.indexOf(u'\n')).contains(foldForSearch(value));
    case Field::Has:
        return has(incident, texts, value, notes);
    case Field::Mentions:
        return notes && std::any_of(texts.mentions.begin(), texts.mentions.end(), [&](const Mention &mention) {
                   return isEmployee(mention.employee, mention.name, value, context);
               });
    }
    return false;
}

} // namespace matching

using namespace matching;

MatchTexts matchTexts(const QString &subject, const QString &description)
{
    MatchTexts texts;
    texts.head = foldForSearch(subject) + u'\n' + foldForSearch(description);
    return texts;
}

/// A node of the query with what it looks for made ready.
struct Matcher::Part
{
    Node::Kind kind = Node::Kind::And;
    std::vector<std::unique_ptr<Part>> children;
    Condition condition;
    std::optional<Group> group;
    bool notes = false;

    Part(const Node &node, bool negated, bool mayReadNotes, bool &hasText, bool &canWiden)
        : kind(node.kind)
        , condition(node.condition)
        , notes(mayReadNotes)
    {
        const auto take = [&](const QList<Text> &texts) {
            hasText = true;
            Group made(texts, negated);
            canWiden = canWiden || made.canWiden;
            return made;
        };
        if (kind == Node::Kind::Text) {
            group = take({node.text});
            return;
        }
        QList<Text> together;
        for (const NodePtr &child : node.children) {
            if (kind == Node::Kind::And && child->kind == Node::Kind::Text)
                together.append(child->text);
            else
                children.push_back(std::make_unique<Part>(*child, kind == Node::Kind::Not ? !negated : negated,
                                                          mayReadNotes, hasText, canWiden));
        }
        if (!together.isEmpty())
            group = take(together);
    }

    bool matches(const Incident &incident, const MatchTexts &texts, const MatchContext &context, bool wide,
                 bool negated) const
    {
        const auto inGroup = [&] { return group->matches(incident, texts, notes, wide && !negated); };
        const auto child = [&](const std::unique_ptr<Part> &part) {
            return part->matches(incident, texts, context, wide, kind == Node::Kind::Not ? !negated : negated);
        };
        switch (kind) {
        case Node::Kind::Text:
            return inGroup();
        case Node::Kind::Condition: {
            const bool any = std::any_of(condition.values.begin(), condition.values.end(), [&](const QString &value) {
                return suits(incident, texts, condition, value, context, notes);
            });
            return any != (condition.op == Operator::NotEqual);
        }
        case Node::Kind::Not:
            return children.empty() || !child(children.front());
        case Node::Kind::And:
            return std::all_of(children.begin(), children.end(), child) && (!group || inGroup());
        case Node::Kind::Or:
            return std::any_of(children.begin(), children.end(), child);
        }
        return false;
    }
};

Matcher::Matcher(const Query &query, const MatchContext &context)
    : m_context(std::make_shared<const MatchContext>(context))
{
    const bool notes = isAllowed(context.actor.principal, Action::NoteRead, Relation::Own);
    if (query.root)
        m_root = std::make_shared<const Part>(*query.root, false, notes, m_hasText, m_canWiden);
}

Matcher::~Matcher() = default;
Matcher::Matcher(Matcher &&) noexcept = default;
Matcher &Matcher::operator=(Matcher &&) noexcept = default;

bool Matcher::matches(const Incident &incident, const MatchTexts &texts) const
{
    return !m_root || m_root->matches(incident, texts, *m_context, false, false);
}

bool Matcher::matchesWide(const Incident &incident, const MatchTexts &texts) const
{
    return !m_root || m_root->matches(incident, texts, *m_context, true, false);
}

bool Matcher::canWiden() const
{
    return m_canWiden;
}

bool Matcher::hasText() const
{
    return m_hasText;
}

std::optional<std::function<bool(const Incident &, const Incident &)>> incidentOrder(const QString &sort)
{
    using Key = qint64 (*)(const Incident &);
    const QString wanted = sort.isEmpty() ? QStringLiteral("-created") : sort;
    const bool descending = wanted.startsWith(u'-');
    const QString name = descending ? wanted.mid(1) : wanted;
    Key key = nullptr;
    if (name == QLatin1String("created"))
        key = [](const Incident &i) { return i.createdAt.milliseconds(); };
    else if (name == QLatin1String("updated"))
        key = [](const Incident &i) { return i.updatedAt.milliseconds(); };
    else if (name == QLatin1String("priority"))
        key = [](const Incident &i) { return qint64(i.priority); };
    else if (name == QLatin1String("due"))
        key = [](const Incident &i) { return i.dueAt ? i.dueAt->milliseconds() : std::numeric_limits<qint64>::max(); };
    else if (name == QLatin1String("status"))
        key = [](const Incident &i) { return qint64(i.status); };
    else if (name == QLatin1String("reference"))
        key = [](const Incident &i) { return i.id.value(); };
    if (!key)
        return std::nullopt;
    return [key, descending](const Incident &a, const Incident &b) {
        const auto left = std::pair(key(a), a.id.value());
        const auto right = std::pair(key(b), b.id.value());
        return descending ? right < left : left < right;
    };
}

} // namespace mostrador::searchquery
