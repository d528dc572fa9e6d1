// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planqueries.h"

#include "model/searchquery.h"
#include "model/timestamp.h"

namespace mostrador::test {

QMap<QString, QStringList> planSamples()
{
    using S = QStringList;
    const auto text = [](const char *name) { return QString::fromLatin1(name); };
    QMap<QString, QStringList> values{
        {text("assignee"), S{text("5"), text("e7@example.org"), text("garcia"), text("nosuchname")}},
        {text("mentions"), S{text("5"), text("e7@example.org"), text("garcia"), text("nosuchname")}},
        {text("team"), S{text("1"), text("Legal"), text("nosuchteam")}},
        {text("customer"), S{text("77"), text("garcia"), text("nobody@example.org"), text("nosuchname")}},
        {text("product"), S{text("7"), text("router"), text("nosuchproduct")}},
        {text("tag"), S{QStringLiteral("envío"), text("nosuchtag")}},
        {text("reference"), S{text("INC-2026-000123")}},
        {text("order"), S{text("ORD-100300"), text("nosuchorder")}},
        {text("serial"), S{text("SN7000700"), text("nosuchserial")}},
        {text("external"), S{text("EXT-20"), text("nosuchnumber")}},
        {text("subject"), S{text("turmalina"), text("nosuchword"), text("urmalin")}},
    };
    for (const QString &field : searchquery::fieldNames()) {
        const auto known = searchquery::fieldFromName(field);
        values[field] += searchquery::fixedValues(*known);
    }
    for (const char *field : {"created", "updated", "resolved", "due"})
        values[text(field)] += S{text("7d"), text("2026-01-15"), text("2020-01-01")};
    return values;
}

QStringList planFieldQueries()
{
    const QStringList ordered{QStringLiteral("priority"), QStringLiteral("impact"),  QStringLiteral("urgency"),
                              QStringLiteral("created"),  QStringLiteral("updated"), QStringLiteral("resolved"),
                              QStringLiteral("due")};
    QStringList queries;
    const auto values = planSamples();
    for (auto it = values.cbegin(); it != values.cend(); ++it) {
        for (const QString &value : it.value()) {
            const QString condition = it.key() + u':' + value;
            queries << condition << QStringLiteral("status:active ") + condition;
            const bool plain = value != QLatin1String("none") && value != QLatin1String("overdue");
            if (ordered.contains(it.key()) && plain) {
                queries << it.key() + QStringLiteral(">=") + value
                        << QStringLiteral("status:active ") + it.key() + u'<' + value;
            }
        }
        queries << QStringLiteral("status:active -") + it.key() + u':' + it.value().constFirst();
    }
    return queries;
}

QStringList planOtherQueries()
{
    return {QString(),
            QStringLiteral("status:open,new"),
            QStringLiteral("status:active assignee:me"),
            QStringLiteral("status:active assignee:none team:mine"),
            QStringLiteral("status:open priority>=high created>30d"),
            QStringLiteral("turmalina"),
            QStringLiteral("parsec"),
            QStringLiteral("pedido pantalla cargador"),
            QStringLiteral("turmalina status:closed"),
            QStringLiteral("-turmalina status:active"),
            QStringLiteral("(turmalina or malaquita) status:closed"),
            QStringLiteral("turmalina or customer:77"),
            QStringLiteral("\"pantalla del\""),
            QStringLiteral("urmalin"),
            QStringLiteral("kx1234"),
            QStringLiteral("ORD-100300"),
            QStringLiteral("INC-2026-000123"),
            QStringLiteral("nobody@example.org"),
            QStringLiteral("nosuchword"),
            QStringLiteral("nosuchword nosuchother status:active")};
}

QList<QPair<QString, QStringList>> planSearches()
{
    const auto list = [](const char *text) { return QString::fromUtf8(text).split(u'|'); };
    return {{QStringLiteral("words"), list("turmalina|pantalla|Devolución|pedido pantalla cargador|invoices|parsec|"
                                           "status:active impresora|gracias saludos|malaquita or turmalina")},
            {QStringLiteral("phrases"), list("\"pantalla del\"|\"la pantalla\"|\"gracias por\"|\"xyzzy plugh\"")},
            {QStringLiteral("beginnings"), list("pant|turm|devoluc|cargador impr|pedi|invo|par")},
            {QStringLiteral("parts"), list("urmalin|antall|mpresor|argador antall|arse")},
            {QStringLiteral("corrected"),
             list("turmalinna|pantala|trumalina|pedido pantala|cargadro impresora|devolucoin turmalina|malaqita")},
            {QStringLiteral("fewer"), list("turmalina malaquita parsec|xyzzy pantalla|pedido xyzzy turmalina|"
                                           "pantalla cargador impresora turmalina malaquita")},
            {QStringLiteral("nothing"), list("xyzzyplugh|xyzzy plugh|\"nosuchword\" status:active|qwrtzp kjhgfd")},
            {QStringLiteral("numbers"), list("INC-2026-000123|ORD-100300|kx1234|nobody@example.org|SN7000700")}};
}

QList<PlanHandovers> planHandovers()
{
    const auto ago = [](qint64 days) { return Timestamp::now().plusSeconds(-86400 * days).milliseconds(); };
    return {{EmployeeId(5), {TeamId(1), TeamId(2), TeamId(3)}, ago(30)},
            {EmployeeId(7), {TeamId(1)}, ago(3000)},
            {EmployeeId(999999), {}, ago(1)}};
}

} // namespace mostrador::test
