// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/limits.h"
#include "portal/formfaults.h"
#include "portal/formseal.h"
#include "portal/pages.h"
#include "portal/submission.h"
#include "protocol/describe.h"
#include "services/attachmentservice.h"
#include "services/catalogueservice.h"
#include "services/incidentservice.h"
#include "services/settings.h"
#include "services/trackingservice.h"

namespace mostrador::portal {

namespace {

constexpr char openPurpose[] = "open";

/// What the visitor typed, as typed.
struct Typed
{
    QString product;
    QString subject;
    QString description;
    QString orderNumber;
    QString givenName;
    QString familyName;
    QString email;
    QString website; ///< the trap: people do not see it
};

/// Where a fault that a use case found stands on the page, and what we say when the field is empty.
struct FieldOnPage
{
    const char *pointer;
    const char *field;
    const char *requiredWords; ///< null: none of its own
};

constexpr FieldOnPage fieldsOnPage[] = {
    {"/product_id", "product", "product_required"},
    {"/subject", "subject", "subject_required"},
    {"/description", "description", "description_required"},
    {"/order_number", "order_number", nullptr},
    {"/files", "files", nullptr},
    {"/customer/given_name", "given_name", "given_name_required"},
    {"/customer/family_name", "family_name", "family_name_required"},
    {"/customer/email", "email", "email_required"},
};

QString other()
{
    return QStringLiteral("other");
}

Typed read(const http::Form &form)
{
    const auto field = [&form](const char *name) { return typedText(form, QString::fromLatin1(name)); };
    return {field("product"),    field("subject"),     field("description"), field("order_number"),
            field("given_name"), field("family_name"), field("email"),       field("website")};
}

void addFault(const FieldError &error, const Tongue &tongue, FormFaults &faults)
{
    for (const FieldOnPage &place : fieldsOnPage) {
        if (error.pointer != QLatin1String(place.pointer))
            continue;
        QString message;
        if (error.code == FieldErrorCode::Required && place.requiredWords)
            message = tongue.say(place.requiredWords);
        else if (error.code == FieldErrorCode::InvalidFormat && qstrcmp(place.field, "email") == 0)
            message = tongue.say("email_invalid");
        else
            message = tongue.say("field_fault").arg(tongue.say(place.field), words::describe(error, tongue.words()));
        faults.add(QString::fromLatin1(place.field), message);
        return;
    }
    faults.add(QString(),
               tongue.say("field_fault")
                   .arg(words::fieldName(error.pointer, tongue.words()), words::describe(error, tongue.words())));
}

/// What the form itself asks for. All else is checked by the use case, for every door alike.
QList<FieldError> missingFields(const Typed &typed, bool productAsked)
{
    QList<FieldError> errors;
    const auto need = [&errors](const QString &value, const char *pointer) {
        if (value.trimmed().isEmpty())
            errors.append({QString::fromLatin1(pointer), FieldErrorCode::Required, {}});
    };
    if (productAsked)
        need(typed.product, "/product_id");
    need(typed.subject, "/subject");
    need(typed.description, "/description");
    need(typed.givenName, "/customer/given_name");
    need(typed.familyName, "/customer/family_name");
    need(typed.email, "/customer/email");
    if (!typed.product.isEmpty() && typed.product != other() && !ProductId::fromString(typed.product))
        errors.append({QStringLiteral("/product_id"), FieldErrorCode::NotFound, {}});
    return errors;
}

NewIncident toIncident(const Typed &typed, const QString &language)
{
    NewIncident input;
    input.subject = typed.subject.trimmed();
    input.description = typed.description.trimmed();
    input.orderNumber = typed.orderNumber.trimmed();
    input.product = ProductId::fromString(typed.product);
    input.channel = Channel::Web;
    input.language = language;
    NewCustomer customer;
    customer.givenName = typed.givenName.trimmed();
    customer.familyName = typed.familyName.trimmed();
    customer.email = typed.email.trimmed();
    customer.locale = language;
    input.customerData = customer;
    return input;
}

Data productData(const QList<Product> &products, const Typed &typed, const Tongue &tongue, const FormFaults &faults)
{
    Data choices(Data::type::list);
    const auto add = [&](const QString &value, const QString &label) {
        Data choice;
        choice.set("value", toData(value));
        choice.set("label", toData(label));
        choice.set("selected", Data(value == typed.product));
        choices << choice;
    };
    for (const Product &product : products)
        add(product.id.toString(), product.name);
    add(other(), tongue.say("product_other"));
    Data data = fieldData(QStringLiteral("product"), typed.product, 0, faults);
    data.set("choices", choices);
    return data;
}

http::Response showForm(const Site &site, const Tongue &tongue, const http::Request &request, const FormSeal &seal,
                        const Typed &typed, const FormFaults &faults, int status)
{
    const auto products = services::read<QList<Product>>(
        contextOf(request, Actor()), [](services::UnitOfWork &unit) { return services::products::offered(unit); });
    if (!products)
        return site.refuse(request, products.error());

    Data content;
    content.set("seal", seal.toData());
    content.set("has_products", Data(!products->isEmpty()));
    content.set("product", productData(*products, typed, tongue, faults));
    const auto put = [&](const char *id, const QString &value, int max) {
        content.set(id, fieldData(QString::fromLatin1(id), value, max, faults));
    };
    put("subject", typed.subject, limits::subject);
    put("description", typed.description, limits::messageBody);
    put("order_number", typed.orderNumber, limits::orderNumber);
    put("given_name", typed.givenName, limits::givenName);
    put("family_name", typed.familyName, limits::familyName);
    put("email", typed.email, limits::email);
    put("website", typed.website, 0);
    put("files", QString(), 0);
    putFileWords(content, tongue);
    faults.putSummary(content, tongue);

    Page page;
    page.templateName = QStringLiteral("open");
    page.title = tongue.say("open_title");
    page.faulty = !faults.isEmpty();
    page.status = status;
    page.tail = QStringLiteral("/open");
    page.setCookie = seal.setCookie();
    return site.show(request, tongue, page, content);
}

/// Opens the incident with its files, or says all that is wrong at once: what the form asks for and what the use case
/// finds. Nothing stays in the database then.
Result<services::Receipt> carryOut(services::UnitOfWork &unit, const NewIncident &input, QList<FieldError> errors,
                                   const QList<http::FormFile> &files)
{
    const Result<services::OpenedIncident> opened = services::incidents::open(unit, input);
    if (!opened) {
        if (opened.error().code != ErrorCode::ValidationFailed)
            return opened.error();
        errors += opened.error().errors;
    }
    if (!errors.isEmpty())
        return Problem::validation(errors);

    // Who opened the incident may add files to it, and now we know who that is.
    services::Context context = unit.context();
    context.actor = Actor::ofCustomer(opened->incident.customer, {});
    services::UnitOfWork asCustomer(unit.database(), context);
    for (const http::FormFile &file : files) {
        const auto added =
            services::attachments::add(asCustomer, opened->incident.id, {file.fileName, file.content}, false);
        if (!added)
            return added.error();
    }
    services::Receipt receipt;
    receipt.status = 303;
    // The link's id, not its token: nothing raw is stored.
    receipt.body.insert(QStringLiteral("tracking_link"), opened->trackingLink.toString());
    return receipt;
}

} // namespace

http::Response showOpenForm(const Site &site, const Tongue &tongue, const http::Request &request)
{
    return showForm(site, tongue, request, FormSeal::make(request, openPurpose), {}, {}, 200);
}

http::Response openIncident(const Site &site, const Tongue &tongue, const http::Request &request)
{
    const Result<http::Form> form = http::readForm(request);
    if (!form)
        return site.refuse(request, form.error());
    const FormSeal::Verdict verdict = FormSeal::check(request, *form, openPurpose);
    if (verdict == FormSeal::Verdict::Foreign)
        return site.refuse(request, Problem::forbidden());

    const Typed typed = read(*form);
    const FormSeal sameTry = FormSeal::again(request, openPurpose, FormSeal::keyOf(*form));
    FormFaults faults;
    if (verdict == FormSeal::Verdict::Stale) {
        faults.add(QString(), tongue.say("form_expired"));
        return showForm(site, tongue, request, sameTry, typed, faults, 403);
    }
    if (!typed.website.isEmpty()) {
        faults.add(QStringLiteral("website"), tongue.say("trap_filled"));
        return showForm(site, tongue, request, sameTry, typed, faults, 422);
    }
    checkFiles(form->files, tongue, faults);

    QList<FieldError> missing = missingFields(typed, form->has(QStringLiteral("product")));
    if (!faults.isEmpty()) // rolls back, and adds its own sentence beside ours
        missing.append({QStringLiteral("/files"), FieldErrorCode::TooMany, {}});
    const NewIncident input = toIncident(typed, tongue.language());
    const Result<services::Receipt> receipt = submit(request, *form, Actor(), [&](services::UnitOfWork &unit) {
        return carryOut(unit, input, missing, form->files);
    });
    if (receipt) {
        const auto link = TrackingLinkId::fromString(receipt->body.value(QStringLiteral("tracking_link")).toString());
        if (!link)
            return site.refuse(request, Problem::internal(QStringLiteral("a receipt without its tracking link")));
        return site.goTo(
            QStringLiteral("/%1/t/%2/opened").arg(tongue.language(), services::tracking::token(*link)).toLatin1());
    }
    const Problem &problem = receipt.error();
    switch (problem.code) {
    case ErrorCode::ValidationFailed:
        for (const FieldError &error : problem.errors)
            addFault(error, tongue, faults);
        break;
    case ErrorCode::PayloadTooLarge:
        faults.add(QStringLiteral("files"),
                   tongue.say("files_too_large").arg(sizeText(services::settings().attachmentMaxBytes, tongue)));
        break;
    case ErrorCode::IdempotencyKeyReused:
        faults.add(QString(), tongue.say("form_used"));
        return showForm(site, tongue, request, FormSeal::make(request, openPurpose), typed, faults, 422);
    default:
        return site.refuse(request, problem);
    }
    if (!form->files.isEmpty())
        faults.add(QStringLiteral("files"), tongue.say("files_again"));
    return showForm(site, tongue, request, sameTry, typed, faults, 422);
}

http::Response showOpened(const Site &site, const Tongue &tongue, const http::Request &request)
{
    const QString token = request.parameter(QStringLiteral("token"));
    const auto visitor = services::tracking::resolve(token);
    if (!visitor)
        return site.refuse(request, visitor.error());
    const auto incident = services::read<Incident>(contextOf(request, visitor->actor), [&](services::UnitOfWork &unit) {
        return services::incidents::get(unit, visitor->incident);
    });
    if (!incident)
        return site.refuse(request, incident.error());

    const QString path = QStringLiteral("/%1/t/%2").arg(tongue.language(), token);
    Data content;
    content.set("reference", toData(incident->reference));
    content.set("tracking_path", toData(path));
    content.set("mailed", Data(services::settings().mailEnabled));
    content.set("tracking_url", toData(services::settings().publicUrl + path));

    Page page;
    page.templateName = QStringLiteral("opened");
    page.title = tongue.say("opened_title");
    page.secret = true;
    page.tail = QStringLiteral("/t/%1/opened").arg(token);
    return site.show(request, tongue, page, content);
}

} // namespace mostrador::portal
