// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// JSON: what a reader takes is written so that it is read as the same again; what it refuses is refused with a place.
#include "protocol/codecs.h"
#include "target.h"

#include <QJsonDocument>

namespace mostrador::fuzz::json {

static QString textOf(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

static void checkRefusal(const Problem &problem)
{
    check(httpStatus(problem.code) >= 400 && httpStatus(problem.code) < 500, "a refusal that blames the server");
    for (const FieldError &error : problem.errors)
        check(error.pointer.isEmpty() || error.pointer.startsWith(u'/'), "a fault without a place", error.pointer);
    const QJsonObject written = problem.toJson(QStringLiteral("id"));
    const Problem again = Problem::fromJson(written, httpStatus(problem.code));
    check(again.code == problem.code && again.errors == problem.errors, "a problem that does not come back",
          textOf(written));
}

template <typename Read>
static void checkReader(const char *name, const QJsonObject &object, Read read)
{
    const auto value = read(object);
    if (!value) {
        checkRefusal(value.error());
        return;
    }
    const QJsonObject written = codec::toJson(*value);
    const auto bytes = QJsonDocument(written).toJson(QJsonDocument::Compact);
    const Result<QJsonObject> parsed = parseJsonObject(bytes);
    check(parsed.ok(), name, QStringLiteral("what was written is no JSON: ") + textOf(written));
    const auto again = read(*parsed);
    check(again.ok(), name, QStringLiteral("what was written is refused: ") + textOf(written));
    if constexpr (requires { *value == *value; })
        check(*again == *value, name, QStringLiteral("not the same again: ") + textOf(written));
    check(codec::toJson(*again) == written, name,
          textOf(written) + QStringLiteral(" is not ") + textOf(codec::toJson(*again)));
}

MOSTRADOR_FUZZ_TARGET(json)
{
    const Result<QJsonObject> object = parseJsonObject(input.toByteArray());
    if (!object) {
        checkRefusal(object.error());
        return;
    }
    const auto same = parseJsonObject(QJsonDocument(*object).toJson());
    check(same.ok() && *same == *object, "an object that does not come back", textOf(*object));

    checkReader("customer", *object, codec::customerFromJson);
    checkReader("employee", *object, codec::employeeFromJson);
    checkReader("team", *object, codec::teamFromJson);
    checkReader("product", *object, codec::productFromJson);
    checkReader("incident", *object, codec::incidentFromJson);
    checkReader("message", *object, codec::messageFromJson);
    checkReader("attachment", *object, codec::attachmentFromJson);
    checkReader("event", *object, codec::eventFromJson);
    checkReader("new customer", *object, [](const QJsonObject &o) { return codec::newCustomerFromJson(o); });
    PostalAddress address;
    address.city = QStringLiteral("Cádiz");
    checkReader("customer change", *object,
                [&](const QJsonObject &o) { return codec::customerChangeFromJson(o, address); });
    checkReader("new employee", *object, codec::newEmployeeFromJson);
    checkReader("employee change", *object, codec::employeeChangeFromJson);
    checkReader("new team", *object, codec::newTeamFromJson);
    checkReader("team change", *object, codec::teamChangeFromJson);
    checkReader("new product", *object, codec::newProductFromJson);
    checkReader("product change", *object, codec::productChangeFromJson);
    checkReader("new incident", *object, codec::newIncidentFromJson);
    checkReader("incident change", *object, codec::incidentChangeFromJson);
    checkReader("new message", *object, codec::newMessageFromJson);
    checkReader("view", *object, codec::viewFromJson);
    checkReader("new view", *object, codec::newViewFromJson);
    checkReader("view change", *object, codec::viewChangeFromJson);
    checkReader("canned reply", *object, codec::cannedReplyFromJson);
    checkReader("new canned reply", *object, codec::newCannedReplyFromJson);
    checkReader("canned reply change", *object, codec::cannedReplyChangeFromJson);
    checkReader("tag", *object, codec::tagFromJson);
    checkReader("new tag", *object, codec::newTagFromJson);
    checkReader("tag change", *object, codec::tagChangeFromJson);
    checkReader("custom field", *object, codec::customFieldFromJson);
    checkReader("new custom field", *object, codec::newCustomFieldFromJson);
    checkReader("custom field change", *object, codec::customFieldChangeFromJson);
    checkReader("priority setting", *object, codec::prioritySettingFromJson);
    checkReader("session grant", *object, codec::sessionGrantFromJson);
    checkReader("feed item", *object, codec::feedItemFromJson);
    checkReader("page", *object, [](const QJsonObject &o) { return codec::pageFromJson(o, codec::messageFromJson); });
    checkRefusal(Problem::fromJson(*object, 422).code == ErrorCode::ValidationFailed ? Problem::fromJson(*object, 422)
                                                                                     : Problem::notFound());
}

} // namespace mostrador::fuzz::json
