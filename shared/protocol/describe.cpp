// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/describe.h"

#include <QDate>
#include <QJsonArray>

/// Every sentence stands in a table of its own context, marked for lupdate; the lookups below take them from there.
namespace mostrador::words {

namespace {

template <typename E>
struct Sentence
{
    E key;
    const char *text;
};

template <typename E, std::size_t N>
QString look(const Sentence<E> (&table)[N], E key, const char *context, const Words &words)
{
    for (const Sentence<E> &entry : table) {
        if (entry.key == key)
            return words.text(context, entry.text);
    }
    return {};
}

constexpr Sentence<FieldErrorCode> fieldErrors[] = {
    {FieldErrorCode::Required, QT_TRANSLATE_NOOP("FieldError", "Fill in this field.")},
    {FieldErrorCode::InvalidFormat, QT_TRANSLATE_NOOP("FieldError", "Check how this is written.")},
    {FieldErrorCode::NotAllowed, QT_TRANSLATE_NOOP("FieldError", "Choose one of the offered values.")},
    {FieldErrorCode::OutOfRange, QT_TRANSLATE_NOOP("FieldError", "Enter a number from %1 to %2.")},
    {FieldErrorCode::WrongType, QT_TRANSLATE_NOOP("FieldError", "This value has the wrong type.")},
    {FieldErrorCode::UnknownField, QT_TRANSLATE_NOOP("FieldError", "This field does not exist.")},
    {FieldErrorCode::ReadOnly, QT_TRANSLATE_NOOP("FieldError", "This field cannot be changed.")},
    {FieldErrorCode::AlreadyTaken,
     QT_TRANSLATE_NOOP("FieldError", "Somebody else has this already. Choose another one.")},
    {FieldErrorCode::NotFound, QT_TRANSLATE_NOOP("FieldError", "This does not exist, or not any more.")},
    {FieldErrorCode::ControlCharacters,
     QT_TRANSLATE_NOOP("FieldError", "Remove the invisible control characters from this text.")},
    {FieldErrorCode::Mismatch, QT_TRANSLATE_NOOP("FieldError", "This contradicts another field.")},
    {FieldErrorCode::Syntax, QT_TRANSLATE_NOOP("FieldError", "The search has a mistake here.")},
    {FieldErrorCode::UnknownPlaceholder, QT_TRANSLATE_NOOP("FieldError", "There is no placeholder of this name.")},
};

/// The plural ones; lupdate needs the N form to keep a numerus entry.
constexpr const char *tooLong = QT_TRANSLATE_N_NOOP("FieldError", "Enter at most %n character(s).");
constexpr const char *tooShort = QT_TRANSLATE_N_NOOP("FieldError", "Enter at least %n character(s).");
constexpr const char *tooMany = QT_TRANSLATE_N_NOOP("FieldError", "Give at most %n of these.");

/// Of ranges that have one end only, or are no numbers.
constexpr const char *between = QT_TRANSLATE_NOOP("FieldError", "Enter a value from %1 to %2.");
constexpr const char *notLess = QT_TRANSLATE_NOOP("FieldError", "Enter %1 or more.");
constexpr const char *notMore = QT_TRANSLATE_NOOP("FieldError", "Enter %1 or less.");

/// Of an unknown placeholder, where one of a like name exists.
constexpr const char *nearPlaceholder =
    QT_TRANSLATE_NOOP("FieldError", "There is no placeholder {{%1}}. Write {{%2}} if you mean that one.");
constexpr const char *noPlaceholder = QT_TRANSLATE_NOOP("FieldError", "There is no placeholder {{%1}}.");

struct Format
{
    const char *expected;
    const char *text;
};

constexpr Format formats[] = {
    {"email", QT_TRANSLATE_NOOP("FieldError", "Enter an e-mail address such as name@example.com.")},
    {"date", QT_TRANSLATE_NOOP("FieldError", "Enter a real date, such as 2026-11-21.")},
    {"rfc3339", QT_TRANSLATE_NOOP("FieldError", "Enter a date and a time, such as 2026-11-21T09:30:00Z.")},
    {"reference", QT_TRANSLATE_NOOP("FieldError", "Enter a reference such as INC-2026-000123.")},
    {"country", QT_TRANSLATE_NOOP("FieldError", "Enter the two letters of a country, such as ES.")},
    {"id", QT_TRANSLATE_NOOP("FieldError", "This is not a valid identifier.")},
    {"unicode", QT_TRANSLATE_NOOP("FieldError", "This text has characters that cannot be read. Type it again.")},
};

/// What is wrong at a place of a search query; the parser gives these as message_id.
struct QueryMistake
{
    const char *id;
    const char *text;
};

constexpr QueryMistake queryMistakes[] = {
    {"unknown_field", QT_TRANSLATE_NOOP("SearchQuery", "There is no field of this name.")},
    {"value_missing", QT_TRANSLATE_NOOP("SearchQuery", "A value is missing here.")},
    {"value_unknown", QT_TRANSLATE_NOOP("SearchQuery", "The field does not have this value.")},
    {"value_format", QT_TRANSLATE_NOOP("SearchQuery", "The field does not understand this value.")},
    {"operator_unsuitable", QT_TRANSLATE_NOOP("SearchQuery", "This comparison does not suit the field.")},
    {"several_values", QT_TRANSLATE_NOOP("SearchQuery", "This comparison takes one value only.")},
    {"quote_open", QT_TRANSLATE_NOOP("SearchQuery", "The closing quotation mark is missing.")},
    {"parenthesis_open", QT_TRANSLATE_NOOP("SearchQuery", "The closing parenthesis is missing.")},
    {"parenthesis_extra", QT_TRANSLATE_NOOP("SearchQuery", "This closing parenthesis has no opening one.")},
    {"condition_missing", QT_TRANSLATE_NOOP("SearchQuery", "A condition is missing here.")},
    {"too_long", QT_TRANSLATE_NOOP("SearchQuery", "The search is too long.")},
    {"too_many_terms", QT_TRANSLATE_NOOP("SearchQuery", "The search has too many conditions.")},
    {"too_deep", QT_TRANSLATE_NOOP("SearchQuery", "The search has too many nested parentheses.")},
    {"bad_character", QT_TRANSLATE_NOOP("SearchQuery", "The search cannot hold this character.")},
};

constexpr Sentence<ErrorCode> problems[] = {
    {ErrorCode::BadRequest, QT_TRANSLATE_NOOP("Problem", "The request could not be read.")},
    {ErrorCode::MalformedJson, QT_TRANSLATE_NOOP("Problem", "The request could not be read.")},
    {ErrorCode::InvalidQuery, QT_TRANSLATE_NOOP("Problem", "The search has a mistake.")},
    {ErrorCode::InvalidCursor, QT_TRANSLATE_NOOP("Problem", "The list has changed too much. Load it anew.")},
    {ErrorCode::Unauthenticated, QT_TRANSLATE_NOOP("Problem", "Log in again to go on.")},
    {ErrorCode::InvalidCredentials, QT_TRANSLATE_NOOP("Problem", "The e-mail address or the password is wrong.")},
    {ErrorCode::Forbidden, QT_TRANSLATE_NOOP("Problem", "You are not allowed to do this.")},
    {ErrorCode::NotFound, QT_TRANSLATE_NOOP("Problem", "This does not exist, or not any more.")},
    {ErrorCode::MethodNotAllowed, QT_TRANSLATE_NOOP("Problem", "This cannot be done here.")},
    {ErrorCode::Conflict, QT_TRANSLATE_NOOP("Problem", "This does not go with the present state. Load it anew.")},
    {ErrorCode::AlreadyExists, QT_TRANSLATE_NOOP("Problem", "One with the same data exists already.")},
    {ErrorCode::TransitionNotAllowed, QT_TRANSLATE_NOOP("Problem", "The status cannot change this way.")},
    {ErrorCode::InUse, QT_TRANSLATE_NOOP("Problem", "This is in use and cannot be removed.")},
    {ErrorCode::RequestInProgress, QT_TRANSLATE_NOOP("Problem", "The same request is being worked on. Wait a moment.")},
    {ErrorCode::LengthRequired, QT_TRANSLATE_NOOP("Problem", "The request could not be read.")},
    {ErrorCode::EditConflict, QT_TRANSLATE_NOOP("Problem", "Somebody else changed the same field meanwhile.")},
    {ErrorCode::PayloadTooLarge, QT_TRANSLATE_NOOP("Problem", "This is too large to be sent.")},
    {ErrorCode::UriTooLong, QT_TRANSLATE_NOOP("Problem", "The address is too long.")},
    {ErrorCode::UnsupportedMediaType, QT_TRANSLATE_NOOP("Problem", "Files of this kind are not accepted.")},
    {ErrorCode::ValidationFailed, QT_TRANSLATE_NOOP("Problem", "Some fields need to be corrected.")},
    {ErrorCode::IdempotencyKeyReused,
     QT_TRANSLATE_NOOP("Problem", "This was sent before with another content. Load the page anew and send it again.")},
    {ErrorCode::PreconditionRequired,
     QT_TRANSLATE_NOOP("Problem", "The request does not say which version it changes.")},
    {ErrorCode::TooManyRequests, QT_TRANSLATE_NOOP("Problem", "Too many attempts. Wait a moment and try again.")},
    {ErrorCode::HeadersTooLarge, QT_TRANSLATE_NOOP("Problem", "The request could not be read.")},
    {ErrorCode::Internal, QT_TRANSLATE_NOOP("Problem", "Something went wrong on our side. Try again in a moment.")},
    {ErrorCode::NotImplemented, QT_TRANSLATE_NOOP("Problem", "This cannot be done here.")},
    {ErrorCode::Unavailable,
     QT_TRANSLATE_NOOP("Problem", "The service is busy or being maintained. Try again in a moment.")},
    {ErrorCode::ResyncRequired, QT_TRANSLATE_NOOP("Problem", "The list has changed too much. Load it anew.")},
    {ErrorCode::HttpVersionNotSupported, QT_TRANSLATE_NOOP("Problem", "The request could not be read.")},
};

struct Label
{
    const char *field;
    const char *text;
};

constexpr Label labels[] = {
    {"given_name", QT_TRANSLATE_NOOP("Field", "Given name")},
    {"family_name", QT_TRANSLATE_NOOP("Field", "Family name")},
    {"email", QT_TRANSLATE_NOOP("Field", "E-mail")},
    {"birth_date", QT_TRANSLATE_NOOP("Field", "Date of birth")},
    {"address", QT_TRANSLATE_NOOP("Field", "Postal address")},
    {"street", QT_TRANSLATE_NOOP("Field", "Street and number")},
    {"postal_code", QT_TRANSLATE_NOOP("Field", "Postal code")},
    {"city", QT_TRANSLATE_NOOP("Field", "City")},
    {"region", QT_TRANSLATE_NOOP("Field", "Province or region")},
    {"country", QT_TRANSLATE_NOOP("Field", "Country")},
    {"phone", QT_TRANSLATE_NOOP("Field", "Phone")},
    {"locale", QT_TRANSLATE_NOOP("Field", "Language")},
    {"language", QT_TRANSLATE_NOOP("Field", "Language")},
    {"name", QT_TRANSLATE_NOOP("Field", "Name")},
    {"role", QT_TRANSLATE_NOOP("Field", "Role")},
    {"team_ids", QT_TRANSLATE_NOOP("Field", "Teams")},
    {"active", QT_TRANSLATE_NOOP("Field", "Active")},
    {"password", QT_TRANSLATE_NOOP("Field", "Password")},
    {"current", QT_TRANSLATE_NOOP("Field", "Current password")},
    {"description", QT_TRANSLATE_NOOP("Field", "Description")},
    {"restricted", QT_TRANSLATE_NOOP("Field", "Restricted")},
    {"sku", QT_TRANSLATE_NOOP("Field", "Article number")},
    {"category", QT_TRANSLATE_NOOP("Field", "Category")},
    {"reference", QT_TRANSLATE_NOOP("Field", "Reference")},
    {"subject", QT_TRANSLATE_NOOP("Field", "Subject")},
    {"status", QT_TRANSLATE_NOOP("Field", "Status")},
    {"impact", QT_TRANSLATE_NOOP("Field", "Impact")},
    {"urgency", QT_TRANSLATE_NOOP("Field", "Urgency")},
    {"priority", QT_TRANSLATE_NOOP("Field", "Priority")},
    {"customer", QT_TRANSLATE_NOOP("Field", "Customer")},
    {"customer_id", QT_TRANSLATE_NOOP("Field", "Customer")},
    {"product", QT_TRANSLATE_NOOP("Field", "Product")},
    {"product_id", QT_TRANSLATE_NOOP("Field", "Product")},
    {"team", QT_TRANSLATE_NOOP("Field", "Team")},
    {"team_id", QT_TRANSLATE_NOOP("Field", "Team")},
    {"assignee", QT_TRANSLATE_NOOP("Field", "Assignee")},
    {"assignee_id", QT_TRANSLATE_NOOP("Field", "Assignee")},
    {"employee_id", QT_TRANSLATE_NOOP("Field", "Employee")},
    {"channel", QT_TRANSLATE_NOOP("Field", "Channel")},
    {"tags", QT_TRANSLATE_NOOP("Field", "Tags")},
    {"custom_fields", QT_TRANSLATE_NOOP("Field", "Further fields")},
    {"order_number", QT_TRANSLATE_NOOP("Field", "Order number")},
    {"serial_number", QT_TRANSLATE_NOOP("Field", "Serial number")},
    {"external_reference", QT_TRANSLATE_NOOP("Field", "External reference")},
    {"follow_up_of", QT_TRANSLATE_NOOP("Field", "Follow-up of")},
    {"merged_into", QT_TRANSLATE_NOOP("Field", "Merged into")},
    {"due_at", QT_TRANSLATE_NOOP("Field", "Due")},
    {"resolved_at", QT_TRANSLATE_NOOP("Field", "Resolved")},
    {"closed_at", QT_TRANSLATE_NOOP("Field", "Closed")},
    {"created_at", QT_TRANSLATE_NOOP("Field", "Created")},
    {"updated_at", QT_TRANSLATE_NOOP("Field", "Updated")},
    {"body", QT_TRANSLATE_NOOP("Field", "Message")},
    {"internal", QT_TRANSLATE_NOOP("Field", "Internal")},
    {"to_employee_id", QT_TRANSLATE_NOOP("Field", "To")},
    {"to_team_id", QT_TRANSLATE_NOOP("Field", "To")},
    {"note", QT_TRANSLATE_NOOP("Field", "Note")},
    {"incident_ids", QT_TRANSLATE_NOOP("Field", "Incidents")},
    {"drafts", QT_TRANSLATE_NOOP("Field", "Drafts")},
    {"reason", QT_TRANSLATE_NOOP("Field", "Reason")},
    {"file", QT_TRANSLATE_NOOP("Field", "File")},
    {"file_name", QT_TRANSLATE_NOOP("Field", "File name")},
    {"media_type", QT_TRANSLATE_NOOP("Field", "File type")},
    {"size", QT_TRANSLATE_NOOP("Field", "Size")},
    {"priority_by_hand", QT_TRANSLATE_NOOP("Field", "Priority set by hand")},
    {"attachment_ids", QT_TRANSLATE_NOOP("Field", "Attachments")},
    {"title", QT_TRANSLATE_NOOP("Field", "Title")},
    {"shortcut", QT_TRANSLATE_NOOP("Field", "Shortcut")},
    {"archived", QT_TRANSLATE_NOOP("Field", "Archived")},
    {"query", QT_TRANSLATE_NOOP("Field", "Search")},
    {"sort", QT_TRANSLATE_NOOP("Field", "Order")},
    {"columns", QT_TRANSLATE_NOOP("Field", "Columns")},
    {"position", QT_TRANSLATE_NOOP("Field", "Position")},
    {"scope", QT_TRANSLATE_NOOP("Field", "Visible to")},
    {"colour", QT_TRANSLATE_NOOP("Field", "Colour")},
    {"key", QT_TRANSLATE_NOOP("Field", "Key")},
    {"label", QT_TRANSLATE_NOOP("Field", "Label")},
    {"help", QT_TRANSLATE_NOOP("Field", "Help text")},
    {"type", QT_TRANSLATE_NOOP("Field", "Type")},
    {"choices", QT_TRANSLATE_NOOP("Field", "Choices")},
    {"value", QT_TRANSLATE_NOOP("Field", "Value")},
    {"min", QT_TRANSLATE_NOOP("Field", "Smallest value")},
    {"max", QT_TRANSLATE_NOOP("Field", "Largest value")},
    {"max_length", QT_TRANSLATE_NOOP("Field", "Longest text")},
    {"required", QT_TRANSLATE_NOOP("Field", "Required")},
    {"categories", QT_TRANSLATE_NOOP("Field", "Product categories")},
    {"depends_on", QT_TRANSLATE_NOOP("Field", "Depends on")},
    {"depends_on_values", QT_TRANSLATE_NOOP("Field", "Values it depends on")},
    {"visible_to_customer", QT_TRANSLATE_NOOP("Field", "Visible to the customer")},
    {"priorities", QT_TRANSLATE_NOOP("Field", "Priorities")},
    {"q", QT_TRANSLATE_NOOP("Field", "Search")},
};

constexpr Sentence<IncidentStatus> statusNames[] = {
    {IncidentStatus::New, QT_TRANSLATE_NOOP("Status", "New")},
    {IncidentStatus::Open, QT_TRANSLATE_NOOP("Status", "Open")},
    {IncidentStatus::WaitingCustomer, QT_TRANSLATE_NOOP("Status", "Waiting for customer")},
    {IncidentStatus::WaitingThirdParty, QT_TRANSLATE_NOOP("Status", "Waiting for third party")},
    {IncidentStatus::Resolved, QT_TRANSLATE_NOOP("Status", "Resolved")},
    {IncidentStatus::Closed, QT_TRANSLATE_NOOP("Status", "Closed")},
    {IncidentStatus::Cancelled, QT_TRANSLATE_NOOP("Status", "Cancelled")},
    {IncidentStatus::Merged, QT_TRANSLATE_NOOP("Status", "Merged")},
};

constexpr Sentence<IncidentStatus> plainStatuses[] = {
    {IncidentStatus::New, QT_TRANSLATE_NOOP("PlainStatus", "We have received your incident")},
    {IncidentStatus::Open, QT_TRANSLATE_NOOP("PlainStatus", "We are working on your incident")},
    {IncidentStatus::WaitingCustomer, QT_TRANSLATE_NOOP("PlainStatus", "We are waiting for your answer")},
    {IncidentStatus::WaitingThirdParty,
     QT_TRANSLATE_NOOP("PlainStatus", "We are waiting for another company, such as the manufacturer or the carrier")},
    {IncidentStatus::Resolved, QT_TRANSLATE_NOOP("PlainStatus", "Your incident is resolved")},
    {IncidentStatus::Closed, QT_TRANSLATE_NOOP("PlainStatus", "Your incident is closed")},
    {IncidentStatus::Cancelled, QT_TRANSLATE_NOOP("PlainStatus", "Your incident was withdrawn")},
    {IncidentStatus::Merged, QT_TRANSLATE_NOOP("PlainStatus", "We are dealing with this in another incident of yours")},
};

constexpr Sentence<Priority> priorityNames[] = {
    {Priority::Low, QT_TRANSLATE_NOOP("Priority", "Low")},
    {Priority::Medium, QT_TRANSLATE_NOOP("Priority", "Medium")},
    {Priority::High, QT_TRANSLATE_NOOP("Priority", "High")},
    {Priority::Critical, QT_TRANSLATE_NOOP("Priority", "Critical")},
};

constexpr Sentence<Impact> impactNames[] = {
    {Impact::Low, QT_TRANSLATE_NOOP("Impact", "Low")},
    {Impact::Medium, QT_TRANSLATE_NOOP("Impact", "Medium")},
    {Impact::High, QT_TRANSLATE_NOOP("Impact", "High")},
};

constexpr Sentence<Urgency> urgencyNames[] = {
    {Urgency::Low, QT_TRANSLATE_NOOP("Urgency", "Low")},
    {Urgency::Medium, QT_TRANSLATE_NOOP("Urgency", "Medium")},
    {Urgency::High, QT_TRANSLATE_NOOP("Urgency", "High")},
};

constexpr Sentence<Channel> channelNames[] = {
    {Channel::Web, QT_TRANSLATE_NOOP("Channel", "Web form")},  {Channel::Phone, QT_TRANSLATE_NOOP("Channel", "Phone")},
    {Channel::Email, QT_TRANSLATE_NOOP("Channel", "E-mail")},  {Channel::Api, QT_TRANSLATE_NOOP("Channel", "API")},
    {Channel::Chat, QT_TRANSLATE_NOOP("Channel", "Chat")},     {Channel::Post, QT_TRANSLATE_NOOP("Channel", "Post")},
    {Channel::Import, QT_TRANSLATE_NOOP("Channel", "Import")},
};

constexpr Sentence<Role> roleNames[] = {
    {Role::Agent, QT_TRANSLATE_NOOP("Role", "Agent")},
    {Role::Lead, QT_TRANSLATE_NOOP("Role", "Team lead")},
    {Role::Admin, QT_TRANSLATE_NOOP("Role", "Administrator")},
    {Role::Auditor, QT_TRANSLATE_NOOP("Role", "Auditor")},
};

constexpr Sentence<EventKind> eventNames[] = {
    {EventKind::IncidentCreated, QT_TRANSLATE_NOOP("Event", "Incident opened")},
    {EventKind::IncidentChanged, QT_TRANSLATE_NOOP("Event", "Incident changed")},
    {EventKind::StatusChanged, QT_TRANSLATE_NOOP("Event", "Status changed")},
    {EventKind::Assigned, QT_TRANSLATE_NOOP("Event", "Incident assigned")},
    {EventKind::MessageAdded, QT_TRANSLATE_NOOP("Event", "Message added")},
    {EventKind::NoteAdded, QT_TRANSLATE_NOOP("Event", "Internal note added")},
    {EventKind::Mentioned, QT_TRANSLATE_NOOP("Event", "Colleague mentioned")},
    {EventKind::MessageWithdrawn, QT_TRANSLATE_NOOP("Event", "Message withdrawn before it went out")},
    {EventKind::AttachmentAdded, QT_TRANSLATE_NOOP("Event", "File attached")},
    {EventKind::CustomerCreated, QT_TRANSLATE_NOOP("Event", "Customer created")},
    {EventKind::CustomerChanged, QT_TRANSLATE_NOOP("Event", "Customer changed")},
    {EventKind::CustomerRemoved, QT_TRANSLATE_NOOP("Event", "Customer removed")},
    {EventKind::EmployeeCreated, QT_TRANSLATE_NOOP("Event", "Employee created")},
    {EventKind::EmployeeChanged, QT_TRANSLATE_NOOP("Event", "Employee changed")},
    {EventKind::EmployeeRemoved, QT_TRANSLATE_NOOP("Event", "Employee removed")},
    {EventKind::TeamCreated, QT_TRANSLATE_NOOP("Event", "Team created")},
    {EventKind::TeamChanged, QT_TRANSLATE_NOOP("Event", "Team changed")},
    {EventKind::TeamRemoved, QT_TRANSLATE_NOOP("Event", "Team removed")},
    {EventKind::ProductCreated, QT_TRANSLATE_NOOP("Event", "Product created")},
    {EventKind::ProductChanged, QT_TRANSLATE_NOOP("Event", "Product changed")},
    {EventKind::ProductRemoved, QT_TRANSLATE_NOOP("Event", "Product removed")},
    {EventKind::ViewCreated, QT_TRANSLATE_NOOP("Event", "View created")},
    {EventKind::ViewChanged, QT_TRANSLATE_NOOP("Event", "View changed")},
    {EventKind::ViewRemoved, QT_TRANSLATE_NOOP("Event", "View removed")},
    {EventKind::CannedReplyCreated, QT_TRANSLATE_NOOP("Event", "Canned reply created")},
    {EventKind::CannedReplyChanged, QT_TRANSLATE_NOOP("Event", "Canned reply changed")},
    {EventKind::CannedReplyRemoved, QT_TRANSLATE_NOOP("Event", "Canned reply removed")},
    {EventKind::TagCreated, QT_TRANSLATE_NOOP("Event", "Tag created")},
    {EventKind::TagChanged, QT_TRANSLATE_NOOP("Event", "Tag changed")},
    {EventKind::TagRemoved, QT_TRANSLATE_NOOP("Event", "Tag removed")},
    {EventKind::CustomFieldCreated, QT_TRANSLATE_NOOP("Event", "Custom field created")},
    {EventKind::CustomFieldChanged, QT_TRANSLATE_NOOP("Event", "Custom field changed")},
    {EventKind::CustomFieldRemoved, QT_TRANSLATE_NOOP("Event", "Custom field removed")},
    {EventKind::PriorityTableChanged, QT_TRANSLATE_NOOP("Event", "Priority table changed")},
    {EventKind::DraftChanged, QT_TRANSLATE_NOOP("Event", "Draft changed")},
    {EventKind::DraftRemoved, QT_TRANSLATE_NOOP("Event", "Draft removed")},
    {EventKind::HandoverGiven, QT_TRANSLATE_NOOP("Event", "Shift handed over")},
    {EventKind::HandoverConfirmed, QT_TRANSLATE_NOOP("Event", "Hand-over confirmed")},
};

/// A day and a time as the language writes them: a pattern for QLocale::toString().
constexpr const char *dateTimePattern = QT_TRANSLATE_NOOP("DateTime", "d MMMM yyyy, HH:mm");

QString param(const FieldError &error, const QString &name)
{
    return error.params.value(name).toString();
}

int number(const FieldError &error, const QString &name)
{
    return error.params.value(name).toInt();
}

/// An end of a range, which may be a number or a date, or not be there.
QString rangeEnd(const QJsonValue &end, const Words &words)
{
    if (end.isString()) {
        const QDate day = QDate::fromString(end.toString(), Qt::ISODate);
        return day.isValid() ? words.locale().toString(day, QLocale::ShortFormat) : end.toString();
    }
    if (!end.isDouble())
        return {};
    const double number = end.toDouble();
    const qint64 whole = end.toInteger();
    return static_cast<double>(whole) == number ? words.locale().toString(whole)
                                                : words.locale().toString(number, 'g', 15);
}

QString describeRange(const FieldError &error, const Words &words)
{
    const QJsonValue min = error.params.value(QStringLiteral("min"));
    const QJsonValue max = error.params.value(QStringLiteral("max"));
    const QString from = rangeEnd(min, words);
    const QString to = rangeEnd(max, words);
    if (min.isDouble() && max.isDouble())
        return look(fieldErrors, error.code, "FieldError", words).arg(from, to);
    if (!from.isEmpty() && !to.isEmpty())
        return words.text("FieldError", between).arg(from, to);
    if (!from.isEmpty())
        return words.text("FieldError", notLess).arg(from);
    return words.text("FieldError", notMore).arg(to);
}

QString describeFormat(const FieldError &error, const Words &words)
{
    const QString expected = param(error, QStringLiteral("expected"));
    for (const Format &format : formats) {
        if (expected == QLatin1String(format.expected))
            return words.text("FieldError", format.text);
    }
    return look(fieldErrors, FieldErrorCode::InvalidFormat, "FieldError", words);
}

QString describeSyntax(const FieldError &error, const Words &words)
{
    const QString id = param(error, QStringLiteral("message_id"));
    for (const QueryMistake &mistake : queryMistakes) {
        if (id == QLatin1String(mistake.id))
            return words.text("SearchQuery", mistake.text);
    }
    return look(fieldErrors, FieldErrorCode::Syntax, "FieldError", words);
}

} // namespace

QString describe(const FieldError &error, const Words &words)
{
    switch (error.code) {
    case FieldErrorCode::TooLong:
        return words.text("FieldError", tooLong, number(error, QStringLiteral("max")));
    case FieldErrorCode::TooShort:
        return words.text("FieldError", tooShort, number(error, QStringLiteral("min")));
    case FieldErrorCode::TooMany:
        return words.text("FieldError", tooMany, number(error, QStringLiteral("max")));
    case FieldErrorCode::OutOfRange:
        return describeRange(error, words);
    case FieldErrorCode::InvalidFormat:
        return describeFormat(error, words);
    case FieldErrorCode::Syntax:
        return describeSyntax(error, words);
    case FieldErrorCode::UnknownPlaceholder: {
        const QString placeholder = param(error, QStringLiteral("placeholder"));
        const QString nearest = param(error, QStringLiteral("nearest"));
        if (placeholder.isEmpty())
            return look(fieldErrors, error.code, "FieldError", words);
        if (nearest.isEmpty())
            return words.text("FieldError", noPlaceholder).arg(placeholder);
        return words.text("FieldError", nearPlaceholder).arg(placeholder, nearest);
    }
    default:
        return look(fieldErrors, error.code, "FieldError", words);
    }
}

QString describe(const Problem &problem, const Words &words)
{
    QString text = look(problems, problem.code, "Problem", words);
    if (problem.code == ErrorCode::InvalidQuery && !problem.errors.isEmpty())
        text += QLatin1Char(' ') + describe(problem.errors.first(), words);
    return text;
}

QString fieldName(const QString &pointer, const Words &words)
{
    QString name = pointer;
    // The last part that is no array index names the field.
    for (const QString &part : pointer.split(QLatin1Char('/'), Qt::SkipEmptyParts)) {
        bool isIndex = false;
        part.toInt(&isIndex);
        if (!isIndex)
            name = part;
    }
    for (const Label &label : labels) {
        if (name == QLatin1String(label.field))
            return words.text("Field", label.text);
    }
    return name;
}

QString name(IncidentStatus status, const Words &words)
{
    return look(statusNames, status, "Status", words);
}

QString plainStatus(IncidentStatus status, const Words &words)
{
    return look(plainStatuses, status, "PlainStatus", words);
}

QString name(Priority priority, const Words &words)
{
    return look(priorityNames, priority, "Priority", words);
}

QString name(Impact impact, const Words &words)
{
    return look(impactNames, impact, "Impact", words);
}

QString name(Urgency urgency, const Words &words)
{
    return look(urgencyNames, urgency, "Urgency", words);
}

QString name(Channel channel, const Words &words)
{
    return look(channelNames, channel, "Channel", words);
}

QString name(Role role, const Words &words)
{
    return look(roleNames, role, "Role", words);
}

QString name(EventKind kind, const Words &words)
{
    return look(eventNames, kind, "Event", words);
}

QString dateTime(Timestamp at, const QTimeZone &zone, const Words &words)
{
    return words.locale().toString(at.toDateTime().toTimeZone(zone), words.text("DateTime", dateTimePattern));
}

} // namespace mostrador::words
