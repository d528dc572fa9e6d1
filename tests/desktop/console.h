// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "api/session.h"
#include "models/directory.h"
#include "models/modelcontext.h"
#include "outcome.h"
#include "serverprocess.h"

namespace mostrador::console {

/// The parts of a console without windows, against a real server: what one employee has before them.
struct Console
{
    explicit Console(const test::ServerProcess &server)
        : url(server.url())
    {
        using namespace std::chrono_literals;
        client.setPatience({.silence = 10s,
                            .firstPause = 20ms,
                            .longestPause = 200ms,
                            .attempts = 4,
                            .firstProbe = 50ms,
                            .longestProbe = 300ms});
        feed.setPatience({.firstPause = 50ms, .longestPause = 300ms, .pingInterval = 1s, .silence = 5s});
        client.setLanguage(QStringLiteral("en"));
    }

    /// Logs in and waits for the live feed.
    bool logIn(const QString &email, const QString &password)
    {
        session.logIn(url, email, password);
        if (!QTest::qWaitFor([&] { return session.isLoggedIn() && feed.isLive(); }, 20'000))
            return false;
        directory.load();
        return QTest::qWaitFor([&] { return directory.isLoaded(); }, 20'000);
    }
    bool logInAsAdmin(const test::ServerProcess &server) { return logIn(server.adminEmail(), server.adminPassword()); }

    QUrl url;
    ApiClient client;
    FeedClient feed{client};
    Session session{client, feed};
    Directory directory{client, feed};
    Catalogue words{QStringLiteral("en"), {QStringLiteral("shared")}};
    ModelContext context{client, feed, session, directory, words};
};

inline NewIncident newIncident(const QString &subject)
{
    NewCustomer customer;
    customer.givenName = QStringLiteral("Inés");
    customer.familyName = QStringLiteral("Ortiz");
    customer.email = QStringLiteral("ines@example.org");
    NewIncident input;
    input.subject = subject;
    input.description = QStringLiteral("It does not start.");
    input.customerData = customer;
    input.channel = Channel::Phone;
    return input;
}

inline NewEmployee newEmployee(const QString &email, Role role = Role::Agent)
{
    NewEmployee input;
    input.email = email;
    input.name = QStringLiteral("Berta Bravo");
    input.role = role;
    input.locale = QStringLiteral("es");
    input.password = QStringLiteral("una clave larga de prueba");
    return input;
}

inline IncidentChange statusChange(IncidentStatus status)
{
    IncidentChange change;
    change.status = status;
    return change;
}

} // namespace mostrador::console
