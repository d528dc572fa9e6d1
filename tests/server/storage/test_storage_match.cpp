// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/searchmatch.h"
#include "model/searchtext.h"
#include "proof.h"
#include "slowbuild.h"
#include "storage/attachments.h"
#include "storage/customers.h"
#include "storage/employees.h"
#include "storage/mentions.h"
#include "storage/products.h"
#include "storage/teams.h"
#include "storagerows.h"
#include "testdatabase.h"

#include <QTest>

using namespace mostrador;
using namespace mostrador::storage;
using namespace mostrador::test;

namespace {

const QStringList words{QStringLiteral("Router"),     QStringLiteral("facturación"), QStringLiteral("pedido"),
                        QStringLiteral("impresoras"), QStringLiteral("imprimir"),    QStringLiteral("envío"),
                        QStringLiteral("broken"),     QStringLiteral("screens"),     QStringLiteral("tarjeta-SIM"),
                        QStringLiteral("5G"),         QStringLiteral("ñandú"),       QStringLiteral("x")};

/// Incidents with everything at random, as they stand in the database and as a console would have them.
struct Office
{
    Database &db;
    QRandomGenerator chance;
    QList<CustomerId> customers;
    QList<TeamId> teams;
    QList<ProductId> products;
    QList<Employee> employees;
    QList<Incident> incidents;
    QHash<IncidentId, searchquery::MatchTexts> texts;
    QHash<TeamId, Team> teamRows;
    QHash<EmployeeId, Employee> employeeRows;
    QHash<ProductId, Product> productRows;

    Office(Database &database, int count)
        : db(database)
        , chance(proof::chance(1))
    {
        for (int i = 0; i < 4; ++i)
            customers.append(addCustomer(db, QStringLiteral("Kunde%1@example.org").arg(i)));
        teams = {addTeam(db, QStringLiteral("Soporte Ñ")), addTeam(db, QStringLiteral("Fraude"), true)};
        products = {addProduct(db, QStringLiteral("RX-1"), QStringLiteral("Router X")),
                    addProduct(db, QStringLiteral("TS-2"), QStringLiteral("Teléfono móvil"))};
        for (int i = 0; i < 3; ++i) {
            const QString mail = QStringLiteral("luis%1@example.com").arg(i);
            Employee employee = newEmployee(mail, i == 2 ? Role::Admin : Role::Agent);
            employee.teams = i == 0 ? QList<TeamId>{teams.first()} : QList<TeamId>();
            employee.id = addEmployee(db, mail, employee.role, employee.teams);
            employees.append(employee);
            employeeRows.insert(employee.id, employee);
        }
        inTransaction(db, [&](Database &d) {
            for (int i = 0; i < count; ++i)
                add(d);
        });
        for (const TeamId id : std::as_const(teams))
            teamRows.insert(id, mustHave(storage::teams::find(db, id)));
        for (const ProductId id : std::as_const(products))
            productRows.insert(id, mustHave(storage::products::find(db, id)));
        for (Incident &incident : incidents)
            incident = mustHave(storage::incidents::find(db, incident.id));
    }

    template <typename T>
    const T &one(const QList<T> &list)
    {
        return list.at(chance.bounded(static_cast<int>(list.size())));
    }
    bool coin(int of = 2) { return chance.bounded(of) == 0; }
    QString sentence(int most)
    {
        QStringList out;
        for (int i = chance.bounded(most) + 1; i > 0; --i)
            out.append(one(words));
        return out.join(coin(4) ? QStringLiteral(", ") : QStringLiteral(" "));
    }
    Timestamp moment(int days = 40) { return testNow().plusSeconds(chance.bounded(-days * 24, days * 24) * 3600LL); }

    void add(Database &d)
    {
        auto bundle = newBundle(one(customers), sentence(3), sentence(6));
        Incident &i = bundle.incident;
        i.createdAt = testNow().plusSeconds(-chance.bounded(60 * 24) * 3600LL);
        i.updatedAt = i.createdAt.plusSeconds(chance.bounded(100'000));
        i.status = one(allIncidentStatuses());
        i.priority = static_cast<Priority>(chance.bounded(4));
        i.impact = static_cast<Impact>(chance.bounded(3));
        i.urgency = static_cast<Urgency>(chance.bounded(3));
        i.channel = static_cast<Channel>(chance.bounded(7));
        i.language = coin() ? QStringLiteral("es") : QStringLiteral("en");
        i.product = coin() ? std::optional(one(products)) : std::nullopt;
        i.team = coin() ? std::optional(one(teams)) : std::nullopt;
        i.assignee = coin() ? std::optional(one(employees).id) : std::nullopt;
        i.tags = coin() ? QStringList{QStringLiteral("vip")} : QStringList();
        if (coin(3))
            i.tags.append(QStringLiteral("zoo"));
        i.orderNumber = coin(3) ? QStringLiteral("PED-%1").arg(chance.bounded(3)) : QString();
        i.serialNumber = coin(3) ? QStringLiteral("sn/%1").arg(chance.bounded(3)) : QString();
        i.externalReference = coin(4) ? QStringLiteral("LEG-%1").arg(incidents.size()) : QString();
        i.dueAt = coin() ? std::optional(moment()) : std::nullopt;
        i.resolvedAt = coin(3) ? std::optional(moment()) : std::nullopt;
        searchquery::MatchTexts found = searchquery::matchTexts(i.subject, i.description);
        const IncidentId id = must(storage::incidents::insertBundle(d, bundle)).incident;
        for (int n = chance.bounded(3); n > 0; --n) {
            const bool internal = coin();
            const QString body = sentence(5);
            const Incident now = mustHave(storage::incidents::find(d, id));
            auto message = newMessage(now, body, internal, employees.first().id);
            message.incident.updatedAt = now.updatedAt;
            const MessageId messageId = mustHave(storage::incidents::insertMessageBundle(d, message)).message;
            if (internal && coin()) {
                const QList<Mention> mentions{{one(employees).id, {}, true}};
                must(storage::mentions::insert(d, id, messageId, mentions));
                found.mentions += mentions;
            }
            (internal ? found.notes : found.messages).append(foldForSearch(body));
            found.hasNote = found.hasNote || internal;
        }
        if (coin(3)) {
            Attachment file;
            file.incident = id;
            file.fileName = QStringLiteral("a.txt");
            file.sha256 = QStringLiteral("aa");
            file.internal = coin();
            must(attachments::putContent(d, file.sha256, "x", testNow()));
            must(attachments::insert(d, file, ActorKind::System, std::nullopt));
            (file.internal ? found.hasInternalAttachment : found.hasAttachment) = true;
        }
        Incident known;
        known.id = id;
        incidents.append(known);
        texts.insert(id, found);
    }

    QString value(const QString &field)
    {
        const auto known = searchquery::fieldFromName(field);
        QStringList values = searchquery::fixedValues(*known);
        using enum searchquery::Field;
        switch (*known) {
        case Assignee:
            values << one(employees).id.toString() << QStringLiteral("LUIS1@example.com") << QStringLiteral("luis")
                   << QStringLiteral("uis2");
            break;
        case Mentions:
            values << one(employees).id.toString() << QStringLiteral("LUIS1@example.com") << QStringLiteral("uis2")
                   << QStringLiteral("none");
            break;
        case Team:
            values << one(teams).toString() << QStringLiteral("fraude") << QStringLiteral("\"soporte n\"")
                   << QStringLiteral("e");
            break;
        case Customer:
            values << one(customers).toString() << QStringLiteral("kunde1@EXAMPLE.org") << QStringLiteral("garcia")
                   << QStringLiteral("Ana") << QStringLiteral("nobody");
            break;
        case Product:
            values << one(products).toString() << QStringLiteral("rx-1") << QStringLiteral("telefono")
                   << QStringLiteral("o");
            break;
        case Tag:
            values << QStringLiteral("vip") << QStringLiteral("ZOO") << QStringLiteral("none");
            break;
        case Reference:
            values << one(incidents).reference << QStringLiteral("inc-2020-%1").arg(one(incidents).id.toString());
            break;
        case Order:
            values << QStringLiteral("ped-1") << QStringLiteral("PED-2") << QStringLiteral("x");
            break;
        case Serial:
            values << QStringLiteral("SN/1") << QStringLiteral("sn/0");
            break;
        case External:
            values << QStringLiteral("LEG-3") << QStringLiteral("leg-3") << QStringLiteral("LEG-8");
            break;
        case Created:
        case Updated:
        case Resolved:
        case Due:
            values << QStringLiteral("%1h").arg(chance.bounded(400)) << QStringLiteral("%1d").arg(chance.bounded(40))
                   << QStringLiteral("3w") << moment().toRfc3339() << moment().toRfc3339().left(10)
                   << moment().toRfc3339().left(10);
            break;
        case Subject:
            values << QStringLiteral("ROUTER") << QStringLiteral("\"pedido x\"") << QStringLiteral("nvi")
                   << QStringLiteral("\"router, 5g\"");
            break;
        default:
            break;
        }
        return one(values);
    }

    QString condition()
    {
        const QString field = one(searchquery::fieldNames());
        QStringList operators{QStringLiteral(":"), QStringLiteral("!=")};
        const bool ordered = field == QLatin1String("priority") || field == QLatin1String("impact") ||
                             field == QLatin1String("urgency") || field == QLatin1String("created") ||
                             field == QLatin1String("updated") || field == QLatin1String("resolved") ||
                             field == QLatin1String("due");
        if (ordered)
            operators << QStringLiteral("<") << QStringLiteral("<=") << QStringLiteral(">") << QStringLiteral(">=");
        const QString op = one(operators);
        QString text = field + op + value(field);
        if (op.size() != 1 || op == QLatin1String(":")) {
            if (op == QLatin1String(":") && coin(4))
                text += u',' + value(field);
        }
        return text;
    }

    QString text()
    {
        switch (chance.bounded(5)) {
        case 0:
            return u'"' + one(words) + u' ' + one(words) + u'"';
        case 1:
            return one(words).left(chance.bounded(1, 6));
        case 2:
            return one(QStringList{QStringLiteral("PED-1"), QStringLiteral("kunde2@example.org"),
                                   QStringLiteral("LEG-5"), QStringLiteral("SN/2"), one(incidents).reference,
                                   QStringLiteral("!!")});
        default:
            return one(words);
        }
    }

    QString query(int depth, bool withText)
    {
        QStringList parts;
        for (int i = chance.bounded(3) + 1; i > 0; --i) {
            QString part = withText && coin() ? text() : condition();
            if (depth > 0 && coin(4))
                part = u'(' + query(depth - 1, withText) + u')';
            if (coin(5))
                part.prepend(u'-');
            parts.append(part);
        }
        return parts.join(coin(3) ? QStringLiteral(" or ") : QStringLiteral(" "));
    }

    QStringList byServer(const searchquery::Query &query, const Actor &actor, const QByteArray &zone,
                         const QString &sort)
    {
        storage::incidents::QueryContext context;
        context.actor = actor;
        context.now = testNow();
        context.timeZone = zone;
        QStringList ids;
        const auto page = must(storage::incidents::list(db, query, context, {sort, QString(), 100'000}));
        for (const Incident &incident : page.items)
            ids.append(incident.id.toString());
        return ids;
    }

    QStringList byConsole(const searchquery::Query &query, const Actor &actor, const QByteArray &zone,
                          const QString &sort)
    {
        searchquery::MatchContext context;
        context.actor = actor;
        context.now = testNow();
        context.timeZone = zone;
        context.directory.team = [&](TeamId id) { return &teamRows[id]; };
        context.directory.employee = [&](EmployeeId id) { return &employeeRows[id]; };
        context.directory.product = [&](ProductId id) { return &productRows[id]; };
        const searchquery::Matcher matcher(query, context);
        QList<Incident> found;
        const auto look = [&](bool wide) {
            found.clear();
            for (const Incident &incident : std::as_const(incidents)) {
                const IncidentStanding standing{incident.customer, incident.assignee, incident.team,
                                                incident.team && teamRows.value(*incident.team).restricted};
                if (!isAllowed(actor.principal, Action::IncidentRead, relationTo(actor, standing)))
                    continue;
                const auto &about = texts[incident.id];
                if (wide ? matcher.matchesWide(incident, about) : matcher.matches(incident, about))
                    found.append(incident);
            }
        };
        look(false);
        // As the server does (fewHits of storage/incidents.cpp).
        if (matcher.canWiden() && found.size() < 50)
            look(true);
        std::sort(found.begin(), found.end(), *searchquery::incidentOrder(sort));
        QStringList ids;
        for (const Incident &incident : std::as_const(found))
            ids.append(incident.id.toString());
        return ids;
    }
};

} // namespace

class TestMatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void consoleAndServerAgree_data() { addDialectRows(); }
    /// Random queries on random incidents give the same incidents in the same order here as there. Words only on
    /// SQLite: PostgreSQL finds them by its dictionaries' stems.
    void consoleAndServerAgree()
    {
        MOSTRADOR_TEST_DATABASE(db);
        Office office(db.database(), isSlowBuild ? 40 : 120);
        const QStringList sorts{QString(),
                                QStringLiteral("created"),
                                QStringLiteral("-updated"),
                                QStringLiteral("-priority"),
                                QStringLiteral("due"),
                                QStringLiteral("-due"),
                                QStringLiteral("status"),
                                QStringLiteral("-reference")};
        const int runs = proof::runs(isSlowBuild ? 150 : 800);
        int hits = 0;
        for (int run = 0; run < runs; ++run) {
            const QString text = office.query(2, !db.isPostgresql() && office.coin());
            const auto query = searchquery::parse(text);
            if (!query)
                continue; // such as due<none
            const Actor actor = actorOf(office.one(office.employees));
            const QByteArray zone = office.coin() ? QByteArrayLiteral("UTC") : QByteArrayLiteral("America/New_York");
            const QString sort = office.one(sorts);
            const QStringList there = office.byServer(*query, actor, zone, sort);
            const QStringList here = office.byConsole(*query, actor, zone, sort);
            QVERIFY2(here == there, qPrintable(QStringLiteral("%1, sort %2: here %3, there %4")
                                                   .arg(text, sort, here.join(u' '), there.join(u' '))));
            hits += there.isEmpty() ? 0 : 1;
        }
        QVERIFY2(hits > runs / 10, qPrintable(QString::number(hits)));
    }
};

QTEST_GUILESS_MAIN(TestMatch)
#include "test_storage_match.moc"
