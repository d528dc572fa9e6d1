// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgetsworld.h"

#include "models/incidentlistmodel.h"
#include "store/offlinedata.h"
#include "store/synchroniser.h"
#include "widgets/loginwindow.h"
#include "widgets/queueview.h"
#include "widgets/rowsview.h"

#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

namespace mostrador::test {

World::World()
{
    // No key store of the machine the tests run on; a test may have brought one of its own.
    if (!qEnvironmentVariableIsSet("MOSTRADOR_TEST_KEYSTORE"))
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
}

World::~World()
{
    closeConsole();
}

bool World::start(const ServerProcess::Options &options)
{
    m_server = std::make_shared<ServerProcess>(options);
    if (!m_server->start()) {
        m_error = m_server->error() + u'\n' + QString::fromUtf8(m_server->log());
        return false;
    }
    m_colleague.setServer(QUrl(m_server->url()));
    const auto grant = done(requests::logIn(m_colleague, m_server->adminEmail(), m_server->adminPassword()));
    m_colleague.setToken(grant.token.toLatin1(), true);
    return true;
}

Customer World::customer(const QString &given, const QString &family)
{
    NewCustomer input;
    input.givenName = given;
    input.familyName = family;
    input.email = QStringLiteral("customer%1@example.com").arg(++m_number);
    input.locale = QStringLiteral("en");
    return done(requests::createCustomer(m_colleague, input));
}

Incident World::incident(const QString &subject, const QString &description)
{
    NewIncident input;
    input.subject = subject;
    input.description = description;
    NewCustomer who;
    who.givenName = QStringLiteral("Ana");
    who.familyName = QStringLiteral("Pérez");
    who.email = QStringLiteral("ana@example.com");
    who.locale = QStringLiteral("en");
    input.customerData = who;
    input.channel = Channel::Phone;
    return done(requests::createIncident(m_colleague, input));
}

Employee World::employee(Role role, const QString &name, const QList<TeamId> &teams)
{
    NewEmployee input;
    input.email = QStringLiteral("employee%1@example.com").arg(++m_number);
    input.name = name;
    input.role = role;
    input.teams = teams;
    input.locale = QStringLiteral("en");
    input.password = password();
    return done(requests::createEmployee(m_colleague, input));
}

Incident World::changed(IncidentId id, const IncidentChange &change)
{
    const Incident now = done(requests::incident(m_colleague, id));
    return done(requests::changeIncident(m_colleague, id, change, now.version));
}

Message World::said(IncidentId id, const QString &body, bool internal)
{
    NewMessage input;
    input.internal = internal;
    input.body = body;
    return done(requests::addMessage(m_colleague, id, input));
}

Console &World::openConsole(const QString &language)
{
    closeConsole();
    {
        Settings settings(settingsFile());
        settings.setLanguage(language);
        settings.sync();
    }
    Console::Options options;
    options.settingsFile = settingsFile();
    options.draftFolder = m_scratch.filePath(QStringLiteral("drafts"));
    options.dataFolder = m_scratch.filePath(QStringLiteral("data"));
    m_console = std::make_unique<Console>(options);
    m_console->start();
    return *m_console;
}

void World::closeConsole()
{
    m_console.reset();
}

bool World::logIn(const QString &email, const QString &password)
{
    LoginWindow *window = m_console->loginWindow();
    auto *server = window->findChild<QComboBox *>(QStringLiteral("server"));
    auto *mail = window->findChild<QLineEdit *>(QStringLiteral("email"));
    auto *secret = window->findChild<QLineEdit *>(QStringLiteral("password"));
    typeInto(server->lineEdit(), m_server->url());
    typeInto(mail, email.isEmpty() ? m_server->adminEmail() : email);
    typeInto(secret, password.isEmpty() ? (email.isEmpty() ? m_server->adminPassword() : World::password()) : password);
    QTest::keyClick(secret, Qt::Key_Return);
    return QTest::qWaitFor([this] { return m_console->mainWindow() != nullptr; }, 20'000);
}

bool World::openAndLogIn(const QString &email, const QString &password, const QString &language)
{
    openConsole(language);
    if (!logIn(email, password))
        return false;
    m_console->mainWindow()->queue().setQuery({});
    return QTest::qWaitForWindowExposed(m_console->mainWindow()) &&
           QTest::qWaitFor(
               [this] {
                   return m_console->mainWindow()->queue().model()->loadState() == PagedTableModel::LoadState::Ready &&
                          m_console->feed().isLive();
               },
               20'000);
}

bool World::choose(IncidentId id)
{
    QueueView &queue = m_console->mainWindow()->queue();
    const bool there = QTest::qWaitFor([&] { return queue.model()->rowOf(id) >= 0; }, 10'000);
    if (!there)
        return false;
    const QModelIndex index = queue.model()->index(id, IncidentListModel::Column::Subject);
    queue.table()->scrollTo(index);
    const QRect where = queue.table()->visualRect(index);
    QTest::mouseClick(queue.table()->viewport(), Qt::LeftButton, {}, where.center());
    return queue.table()->currentIndex().row() == index.row();
}

bool World::hasCopy()
{
    OfflineData *offline = m_console->offline();
    return QTest::qWaitFor([offline] { return offline && offline->isReady() && offline->synchroniser().isComplete(); },
                           30'000);
}

bool World::pullTheCable()
{
    using namespace std::chrono_literals;
    ApiClient &client = m_console->client();
    client.setPatience({.silence = 3s,
                        .firstPause = 20ms,
                        .longestPause = 50ms,
                        .attempts = 2,
                        .firstProbe = 30s,
                        .longestProbe = 60s,
                        .standInAfter = 100ms});
    m_server->kill();
    client.probe();
    return QTest::qWaitFor([&client] { return client.isStoodIn(); }, 20'000);
}

void typeText(QWidget *widget, const QString &text)
{
    for (const QChar c : text) {
        QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, QString(c));
        QApplication::sendEvent(widget, &press);
        QKeyEvent release(QEvent::KeyRelease, 0, Qt::NoModifier, QString(c));
        QApplication::sendEvent(widget, &release);
    }
}

void typeInto(QWidget *widget, const QString &text)
{
    widget->setFocus();
    QTest::keyClick(widget, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(widget, Qt::Key_Delete);
    typeText(widget, text);
}

QAction *actionIn(QMenu *menu, const QString &name)
{
    Q_EMIT menu->aboutToShow();
    for (QAction *action : menu->actions()) {
        if (action->data().toString() == name || action->text().remove(u'&') == name)
            return action;
    }
    return nullptr;
}

QDialog *dialogNamed(const QString &name)
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (widget->objectName() == name && widget->isVisible())
            return qobject_cast<QDialog *>(widget);
    }
    return nullptr;
}

} // namespace mostrador::test
