// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apiclient.h"
#include "api/feedclient.h"
#include "api/session.h"
#include "app/language.h"
#include "models/directory.h"
#include "models/localanswers.h"
#include "store/draftstore.h"
#include "store/draftsync.h"
#include "store/offlinedata.h"
#include "store/secretstore.h"
#include "store/settings.h"
#include "widgets/theme.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace mostrador::console {

class LoginWindow;
class MainWindow;

/// The console as a whole: owns the parts, shows the log-in or the main window, and carries a session from one to the
/// other. GUI thread; needs a QApplication.
class Console : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QString server;       ///< as people type it; empty: the last one
        QString email;        ///< empty: the last one
        QString settingsFile; ///< empty: the usual place
        QString draftFolder;  ///< empty: the usual place
        QString dataFolder;   ///< in it the accounts' copies and queues; empty: the usual place
    };

    explicit Console(const Options &options, QObject *parent = nullptr);
    ~Console() override;

    /// Shows the first window: goes on with a remembered session, or asks to log in.
    void start();

    LoginWindow *loginWindow() const { return m_login.get(); }
    MainWindow *mainWindow() const { return m_main.get(); }
    ApiClient &client() { return m_client; }
    FeedClient &feed() { return m_feed; }
    Session &session() { return m_session; }
    SecretStore &secrets() { return m_secrets; }
    Settings &settings() { return m_settings; }
    /// @{ Of the account in use; nullptr before there is one.
    OfflineData *offline() const { return m_offline.get(); }
    DraftSync *draftSync() const { return m_draftSync.get(); }
    /// @}

    void setLanguage(const QString &language);
    void setColorScheme(ColorScheme scheme);

private:
    void connectSession();
    void showLogin();
    void resumeOrAsk();
    void logIn(const QUrl &server, const QString &email, const QString &password, bool stay);
    void onLoggedIn();
    void onLoggedOut();
    void onExpired();
    void openMainWindow();
    void closeMainWindow();
    void useOffline();
    void leaveOffline();
    void askOldPassword();
    void askLogOut();

    const Options m_options;
    Settings m_settings;
    SecretStore m_secrets;
    Language m_language;
    ApiClient m_client;
    FeedClient m_feed;
    Session m_session;
    Directory m_directory;
    std::unique_ptr<DraftStore> m_drafts;
    std::unique_ptr<DraftSync> m_draftSync;
    std::unique_ptr<OfflineData> m_offline;
    std::unique_ptr<LocalAnswers> m_answers;
    ServerProfile m_offlineProfile;
    QString m_password;      ///< as typed, until the offline data is open
    ServerProfile m_profile; ///< of the log-in under way or the session
    EmployeeId m_employee;   ///< whose windows are open
    bool m_stay = true;
    bool m_resuming = false;
    std::unique_ptr<LoginWindow> m_login;
    std::unique_ptr<MainWindow> m_main;
};

/// The program: command line, application, Console. Exit codes: 0; 2 for a mistake in the command line.
int run(int argc, char **argv);

} // namespace mostrador::console
