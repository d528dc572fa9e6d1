// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "app/console.h"
#include "serverprocess.h"
#include "widgets/mainwindow.h"

#include <QDialog>
#include <QEventLoop>
#include <QMenu>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <memory>

namespace mostrador::test {

using namespace mostrador::console;

/// A real server, a colleague who works on it by requests, and the console under test with settings and drafts of its
/// own.
class World
{
public:
    World();
    ~World();

    /// Starts the server and logs the colleague in as the administrator; false with error().
    bool start(const ServerProcess::Options &options = {});
    QString error() const { return m_error; }
    /// Goes to the server that another one has started, and that must outlive this one.
    void share(World &other) { m_server = other.m_server; }
    ServerProcess &server() { return *m_server; }
    ApiClient &colleague() { return m_colleague; }

    /// What a request of the colleague's answers; stops the test program when it fails.
    template <typename T>
    T done(ReplyOf<T> *reply)
    {
        std::optional<Answer<T>> result;
        QEventLoop loop;
        reply->then(&loop, [&](const Answer<T> &answer) {
            result.emplace(answer);
            loop.quit();
        });
        QTimer::singleShot(20'000, &loop, &QEventLoop::quit);
        loop.exec();
        if (!result || !*result) {
            const QString why = result ? result->error().detail + toString(result->error().problem.code) +
                                             result->error().problem.detail
                                       : QStringLiteral("time-out");
            qFatal("A request of the test failed: %s", qPrintable(why));
        }
        return result->value();
    }

    Customer customer(const QString &given = QStringLiteral("Ana"), const QString &family = QStringLiteral("Pérez"));
    Incident incident(const QString &subject, const QString &description = QStringLiteral("It does not work."));
    Employee employee(Role role, const QString &name, const QList<TeamId> &teams = {});
    Incident changed(IncidentId id, const IncidentChange &change);
    Message said(IncidentId id, const QString &body, bool internal = false);
    static QString password() { return QStringLiteral("Zarzuela con 31 gansos"); }

    /// The console; made anew by each call.
    Console &openConsole(const QString &language = QStringLiteral("en"));
    Console &console() { return *m_console; }
    void closeConsole();
    /// Types the account into the log-in window, presses Enter and waits for the main window.
    bool logIn(const QString &email = {}, const QString &password = {});
    /// Console, log-in and a list that has been loaded.
    bool openAndLogIn(const QString &email = {}, const QString &password = {},
                      const QString &language = QStringLiteral("en"));
    /// Waits until the copy for times without the server is whole.
    bool hasCopy();
    /// Kills the server and waits until the console goes on without it; it looks for the server only when asked to.
    bool pullTheCable();
    QString settingsFile() const { return m_scratch.filePath(QStringLiteral("console.ini")); }

    /// @{ The controls of the main window by object name.
    template <typename T>
    T *find(const QString &name)
    {
        T *found = m_console->mainWindow()->findChild<T *>(name);
        if (!found)
            qFatal("There is no %s", qPrintable(name));
        return found;
    }
    /// @}
    /// Selects the incident in the queue, as a click does.
    bool choose(IncidentId id);

private:
    QTemporaryDir m_scratch;
    std::shared_ptr<ServerProcess> m_server;
    ApiClient m_colleague;
    std::unique_ptr<Console> m_console;
    QString m_error;
    int m_number = 0;
};

/// Types text of any letters, which QTest::keyClicks() cannot.
void typeText(QWidget *widget, const QString &text);
/// Empties @p widget and types text into it.
void typeInto(QWidget *widget, const QString &text);
/// The action of a menu by its data or its text without mnemonic; opens the menu's content first.
QAction *actionIn(QMenu *menu, const QString &name);
/// The first visible top-level dialog with this object name, or nullptr.
QDialog *dialogNamed(const QString &name);

} // namespace mostrador::test
