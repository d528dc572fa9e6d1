// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin.h"

#include "app/commands.h"
#include "app/workplace.h"
#include "protocol/codecs.h"
#include "services/catalogueservice.h"
#include "services/employeeservice.h"
#include "services/incidentservice.h"
#include "services/trackingservice.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>

namespace mostrador::server {

namespace {

using services::UnitOfWork;

struct AdminCommand
{
    const char *name;
    const char *summary; ///< context "cli"
    int (*run)(const Environment &, const QStringList &);
};

constexpr AdminCommand adminCommands[] = {
    {"create-admin", QT_TRANSLATE_NOOP("cli", "add an administrator"), adminCreateAdmin},
    {"set-password", QT_TRANSLATE_NOOP("cli", "give an employee a new password"), adminSetPassword},
    {"list-employees", QT_TRANSLATE_NOOP("cli", "list the employees"), adminListEmployees},
    {"create-team", QT_TRANSLATE_NOOP("cli", "add a team"), adminCreateTeam},
    {"create-product", QT_TRANSLATE_NOOP("cli", "add a product"), adminCreateProduct},
    {"revoke-links", QT_TRANSLATE_NOOP("cli", "end the tracking links of an incident"), adminRevokeLinks},
    {"demo", QT_TRANSLATE_NOOP("cli", "make a small demo company"), adminDemo},
};

constexpr char adminUsageText[] = QT_TRANSLATE_NOOP("cli", "Usage: mostrador-server admin <command> [options]");
constexpr char adminUnknownText[] = QT_TRANSLATE_NOOP("cli", "There is no command \"admin %1\".");
constexpr char createAdminText[] =
    QT_TRANSLATE_NOOP("cli", "Adds an administrator with a random password, which is printed once.");
constexpr char setPasswordText[] = QT_TRANSLATE_NOOP(
    "cli", "Gives an employee a new password, random and printed once, and ends all of their sessions.");
constexpr char listText[] = QT_TRANSLATE_NOOP("cli", "Lists the employees: id, role, active or not, e-mail, name.");
constexpr char createTeamText[] = QT_TRANSLATE_NOOP("cli", "Adds a team and prints its id.");
constexpr char createProductText[] = QT_TRANSLATE_NOOP("cli", "Adds a product and prints its id.");
constexpr char revokeText[] =
    QT_TRANSLATE_NOOP("cli", "Ends all tracking links of an incident, such as after one fell into wrong hands.");
constexpr char emailText[] = QT_TRANSLATE_NOOP("cli", "The e-mail address to log in with.");
constexpr char nameText[] = QT_TRANSLATE_NOOP("cli", "The name that others see.");
constexpr char languageText[] = QT_TRANSLATE_NOOP("cli", "The language: es or en.");
constexpr char passwordStdinText[] =
    QT_TRANSLATE_NOOP("cli", "Read the password from standard input instead, one line.");
constexpr char passwordOnlyText[] = QT_TRANSLATE_NOOP("cli", "Print the password and nothing else.");
constexpr char jsonText[] = QT_TRANSLATE_NOOP("cli", "Print JSON.");
constexpr char descriptionText[] = QT_TRANSLATE_NOOP("cli", "What it is for.");
constexpr char restrictedText[] =
    QT_TRANSLATE_NOOP("cli", "Only its members, administrators and auditors see its incidents.");
constexpr char skuText[] = QT_TRANSLATE_NOOP("cli", "The stock-keeping unit.");
constexpr char categoryText[] = QT_TRANSLATE_NOOP("cli", "The category.");
constexpr char incidentText[] = QT_TRANSLATE_NOOP("cli", "The incident's reference, such as INC-2026-000123.");
constexpr char createdAdminText[] = QT_TRANSLATE_NOOP("cli", "%1 is an administrator now.");
constexpr char passwordIsText[] = QT_TRANSLATE_NOOP("cli", "The password, shown this once:");
constexpr char passwordSetText[] = QT_TRANSLATE_NOOP("cli", "The password of %1 is changed.");
constexpr char revokedText[] = QT_TRANSLATE_NOOP("cli", "The links of %1 work no longer.");

void printUsage(const Environment &environment, QTextStream &to)
{
    to << environment.text(adminUsageText) << "\n\n";
    for (const AdminCommand &command : adminCommands)
        to << "  " << QString::fromLatin1(command.name).leftJustified(16) << environment.text(command.summary) << '\n';
    to << Qt::flush;
}

/// The password from standard input or a random one.
QString choosePassword(const CommandLine &line, const Environment &environment)
{
    return line.isSet(QStringLiteral("password-stdin")) ? environment.in.readLine() : randomPassword();
}

void addPasswordOptions(CommandLine &line, const Environment &environment)
{
    line.addOption(QStringLiteral("password-stdin"), environment.text(passwordStdinText));
    line.addOption(QStringLiteral("print-password-only"), environment.text(passwordOnlyText));
}

/// Tells a random password; one that came from standard input is known already.
void tellPassword(const CommandLine &line, const Environment &environment, const QString &message,
                  const QString &password)
{
    const bool only = line.isSet(QStringLiteral("print-password-only"));
    if (!only)
        environment.err << message << Qt::endl;
    if (line.isSet(QStringLiteral("password-stdin")))
        return;
    if (!only)
        environment.err << environment.text(passwordIsText) << Qt::endl;
    environment.out << password << Qt::endl;
}

int finish(const Environment &environment, const Outcome &outcome)
{
    if (outcome)
        return exitOk;
    environment.complain(outcome.error());
    return exitFailure;
}

} // namespace

services::Context operatorContext()
{
    services::Context context;
    context.actor = Actor::system();
    context.requestId = QStringLiteral("terminal");
    return context;
}

QString randomPassword()
{
    constexpr char letters[] = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    QString password;
    for (int i = 0; i < 20; ++i)
        password += QLatin1Char(letters[QRandomGenerator::system()->bounded(static_cast<quint32>(sizeof letters - 1))]);
    return password;
}

std::optional<int> begin(CommandLine &line, const Environment &environment, const QStringList &arguments,
                         const QStringList &required)
{
    if (const auto code = line.parse(arguments))
        return code;
    const std::optional<Settings> settings = line.settings();
    if (!settings)
        return line.exitCode();
    if (!line.require(required))
        return exitUsage;
    if (const Outcome prepared = prepare(*settings, Migrating::Embedded); !prepared) {
        environment.complain(prepared.error());
        return exitFailure;
    }
    return std::nullopt;
}

int adminCreateAdmin(const Environment &environment, const QStringList &arguments)
{
    CommandLine line(environment, QStringLiteral("admin create-admin"), environment.text(createAdminText));
    line.addOption(QStringLiteral("email"), environment.text(emailText), QStringLiteral("address"));
    line.addOption(QStringLiteral("name"), environment.text(nameText), QStringLiteral("name"));
    line.addOption(QStringLiteral("language"), environment.text(languageText), QStringLiteral("language"),
                   environment.words.language());
    addPasswordOptions(line, environment);
    if (const auto code = begin(line, environment, arguments, {QStringLiteral("email"), QStringLiteral("name")}))
        return *code;
    NewEmployee admin;
    admin.email = line.value(QStringLiteral("email"));
    admin.name = line.value(QStringLiteral("name"));
    admin.locale = line.value(QStringLiteral("language"));
    admin.role = Role::Admin;
    admin.password = choosePassword(line, environment);
    const Outcome created = services::performPlain(operatorContext(), [&admin](UnitOfWork &unit) -> Outcome {
        const auto employee = services::employees::create(unit, admin);
        return employee ? Outcome(done) : Outcome(employee.error());
    });
    if (created)
        tellPassword(line, environment, environment.text(createdAdminText).arg(admin.email), admin.password);
    return finish(environment, created);
}

int adminSetPassword(const Environment &environment, const QStringList &arguments)
{
    CommandLine line(environment, QStringLiteral("admin set-password"), environment.text(setPasswordText));
    line.addOption(QStringLiteral("email"), environment.text(emailText), QStringLiteral("address"));
    addPasswordOptions(line, environment);
    if (const auto code = begin(line, environment, arguments, {QStringLiteral("email")}))
        return *code;
    const QString email = line.value(QStringLiteral("email"));
    const QString password = choosePassword(line, environment);
    const Outcome set = services::performPlain(operatorContext(), [&](UnitOfWork &unit) -> Outcome {
        const auto employee = services::employees::getByEmail(unit, email);
        if (!employee)
            return employee.error();
        return services::employees::setPassword(unit, employee->id, {}, password);
    });
    if (set)
        tellPassword(line, environment, environment.text(passwordSetText).arg(email), password);
    return finish(environment, set);
}

int adminListEmployees(const Environment &environment, const QStringList &arguments)
{
    CommandLine line(environment, QStringLiteral("admin list-employees"), environment.text(listText));
    line.addOption(QStringLiteral("json"), environment.text(jsonText));
    if (const auto code = begin(line, environment, arguments))
        return *code;
    services::ListRequest request;
    request.sort = QStringLiteral("name");
    request.limit = limits::pageMax;
    QJsonArray all;
    do {
        const auto page = services::read<services::ListPage<Employee>>(
            operatorContext(), [&request](UnitOfWork &unit) { return services::employees::list(unit, request); });
        if (!page)
            return finish(environment, page.error());
        for (const Employee &employee : page->items) {
            if (line.isSet(QStringLiteral("json")))
                all.append(codec::toJson(employee));
            else
                environment.out << employee.id.toString() << '\t' << toString(employee.role) << '\t'
                                << (employee.active ? "active" : "inactive") << '\t' << employee.email << '\t'
                                << employee.name << '\n';
        }
        request.cursor = page->nextCursor;
    } while (!request.cursor.isEmpty());
    if (line.isSet(QStringLiteral("json")))
        environment.out << QString::fromUtf8(QJsonDocument(all).toJson());
    environment.out << Qt::flush;
    return exitOk;
}

int adminCreateTeam(const Environment &environment, const QStringList &arguments)
{
    CommandLine line(environment, QStringLiteral("admin create-team"), environment.text(createTeamText));
    line.addOption(QStringLiteral("name"), environment.text(nameText), QStringLiteral("name"));
    line.addOption(QStringLiteral("description"), environment.text(descriptionText), QStringLiteral("text"));
    line.addOption(QStringLiteral("restricted"), environment.text(restrictedText));
    if (const auto code = begin(line, environment, arguments, {QStringLiteral("name")}))
        return *code;
    NewTeam team;
    team.name = line.value(QStringLiteral("name"));
    team.description = line.value(QStringLiteral("description"));
    team.restricted = line.isSet(QStringLiteral("restricted"));
    TeamId id;
    const Outcome created = services::performPlain(operatorContext(), [&](UnitOfWork &unit) -> Outcome {
        const auto made = services::teams::create(unit, team);
        if (!made)
            return made.error();
        id = made->id;
        return done;
    });
    if (created)
        environment.out << id.toString() << Qt::endl;
    return finish(environment, created);
}

int adminCreateProduct(const Environment &environment, const QStringList &arguments)
{
    CommandLine line(environment, QStringLiteral("admin create-product"), environment.text(createProductText));
    line.addOption(QStringLiteral("sku"), environment.text(skuText), QStringLiteral("sku"));
    line.addOption(QStringLiteral("name"), environment.text(nameText), QStringLiteral("name"));
    line.addOption(QStringLiteral("category"), environment.text(categoryText), QStringLiteral("category"));
    if (const auto code = begin(line, environment, arguments, {QStringLiteral("sku"), QStringLiteral("name")}))
        return *code;
    NewProduct product;
    product.sku = line.value(QStringLiteral("sku"));
    product.name = line.value(QStringLiteral("name"));
    product.category = line.value(QStringLiteral("category"));
    ProductId id;
    const Outcome created = services::performPlain(operatorContext(), [&](UnitOfWork &unit) -> Outcome {
        const auto made = services::products::create(unit, product);
        if (!made)
            return made.error();
        id = made->id;
        return done;
    });
    if (created)
        environment.out << id.toString() << Qt::endl;
    return finish(environment, created);
}

int adminRevokeLinks(const Environment &environment, const QStringList &arguments)
{
    CommandLine line(environment, QStringLiteral("admin revoke-links"), environment.text(revokeText));
    line.addOption(QStringLiteral("incident"), environment.text(incidentText), QStringLiteral("reference"));
    if (const auto code = begin(line, environment, arguments, {QStringLiteral("incident")}))
        return *code;
    const QString reference = line.value(QStringLiteral("incident"));
    const Outcome revoked = services::performPlain(operatorContext(), [&](UnitOfWork &unit) -> Outcome {
        const auto incident = services::incidents::getByReference(unit, reference);
        if (!incident)
            return incident.error();
        return services::tracking::revokeAll(unit, incident->id);
    });
    if (revoked)
        environment.err << environment.text(revokedText).arg(reference) << Qt::endl;
    return finish(environment, revoked);
}

int runAdmin(const Environment &environment, const QStringList &arguments)
{
    const QString name = arguments.value(0);
    if (name.isEmpty()) {
        printUsage(environment, environment.err);
        return exitUsage;
    }
    if (name == QStringLiteral("--help") || name == QStringLiteral("-h") || name == QStringLiteral("help")) {
        printUsage(environment, environment.out);
        return exitOk;
    }
    for (const AdminCommand &command : adminCommands) {
        if (name == QLatin1String(command.name))
            return command.run(environment, arguments.mid(1));
    }
    environment.complain(environment.text(adminUnknownText).arg(name));
    printUsage(environment, environment.err);
    return exitUsage;
}

} // namespace mostrador::server
