// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"

#include "widgets/confirmdialog.h"
#include "widgets/icons.h"
#include "widgets/loginwindow.h"
#include "widgets/mainwindow.h"
#include "widgets/widgetcontext.h"

#include <QApplication>
#include <QInputDialog>
#include <QLineEdit>

namespace mostrador::console {

Console::Console(const Options &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_settings(options.settingsFile.isEmpty() ? Settings() : Settings(options.settingsFile))
    , m_feed(m_client)
    , m_session(m_client, m_feed)
    , m_directory(m_client, m_feed)
{
    m_language.use(m_settings.language());
    m_client.setLanguage(m_language.language());
    applyColorScheme(*qApp, colorSchemeFromString(m_settings.colorScheme()));
    connectSession();
}

Console::~Console()
{
    closeMainWindow();
    leaveOffline();
}

void Console::start()
{
    showLogin();
    resumeOrAsk();
}

void Console::connectSession()
{
    connect(&m_session, &Session::loggedIn, this, &Console::onLoggedIn);
    connect(&m_session, &Session::loggedOut, this, &Console::onLoggedOut);
    connect(&m_session, &Session::expired, this, &Console::onExpired);
    connect(&m_session, &Session::logInFailed, this, [this](const Failure &failure) {
        if (std::exchange(m_resuming, false)) {
            m_secrets.remove(m_profile.id());
            m_login->setIdle();
            m_login->showReason(tr("Your session has ended. Log in again to go on."));
            return;
        }
        m_login->showFailure(failure);
    });
    connect(&m_client, &ApiClient::stateChanged, this, [this](ApiClient::State state) {
        if (m_resuming && state == ApiClient::State::ServerAway)
            m_login->setBusy(tr("The server does not answer. Trying again until it does…"));
    });
}

void Console::showLogin()
{
    if (!m_login) {
        m_login = std::make_unique<LoginWindow>(m_settings, m_secrets, m_language);
        connect(m_login.get(), &LoginWindow::logInRequested, this, &Console::logIn);
        connect(m_login.get(), &LoginWindow::languageChosen, this, &Console::setLanguage);
        connect(m_login.get(), &LoginWindow::cancelRequested, this, [this] {
            m_resuming = false;
            m_session.cancel();
            m_login->setIdle();
        });
    }
    m_login->show();
    m_login->raise();
    m_login->activateWindow();
}

void Console::resumeOrAsk()
{
    const QList<ServerProfile> known = m_settings.profiles();
    ServerProfile profile = known.value(0);
    if (!m_options.server.isEmpty()) {
        profile = {serverUrlFromText(m_options.server).value_or(QUrl()), m_options.email};
        m_login->setAccount(m_options.server, m_options.email);
    } else if (profile.isValid()) {
        m_login->setAccount(profile.server.toString(), m_options.email.isEmpty() ? profile.email : m_options.email);
    } else {
        m_login->setAccount({}, m_options.email);
    }
    if (!profile.isValid() || !m_settings.stayLoggedIn())
        return;
    m_secrets.load(profile.id(), this, [this, profile](const std::optional<QByteArray> &secret) {
        const auto credential = secret ? Credential::fromBytes(*secret) : std::nullopt;
        if (!credential || m_login->isBusy() || m_main)
            return;
        m_profile = profile;
        m_stay = true;
        m_resuming = true;
        m_login->setBusy(tr("Going on as %1…").arg(profile.email));
        useOffline();
        const auto resume = [this, credential, profile] {
            if (!m_resuming || m_profile != profile)
                return;
            // With what is kept the work goes on at once, whether the server can be reached or not.
            const auto self = m_offline->isCacheKept() ? m_offline->store().self() : std::nullopt;
            m_session.setFeedCursor(self ? m_offline->store().feedCursor() : QString());
            m_session.resume(profile.server, *credential, self);
        };
        connect(m_offline.get(), &OfflineData::ready, this, resume, Qt::SingleShotConnection);
        m_offline->open();
    });
}

/// The data of the account that is about to be used.
void Console::useOffline()
{
    if (m_offline && m_offlineProfile.id() == m_profile.id())
        return;
    leaveOffline();
    m_offlineProfile = m_profile;
    const QString folder = m_options.dataFolder.isEmpty() ? QString() : m_options.dataFolder + u'/' + m_profile.id();
    m_offline = std::make_unique<OfflineData>(m_client, m_feed, m_session, m_secrets, m_profile, folder);
    m_offline->setDays(m_settings.value(QStringLiteral("offline/days"), 30).toInt());
    m_answers = std::make_unique<LocalAnswers>(*m_offline, m_session);
    m_client.setStandIn(m_answers.get());
    connect(m_offline.get(), &OfflineData::needsOldPassword, this, &Console::askOldPassword);
    connect(m_offline.get(), &OfflineData::ready, this, [this] {
        if (!m_main || !m_main->findChild<QDialog *>(QStringLiteral("oldPassword")))
            m_password.clear();
    });
}

void Console::leaveOffline()
{
    m_client.setStandIn(nullptr);
    m_answers.reset();
    m_offline.reset();
    m_offlineProfile = {};
}

void Console::askOldPassword()
{
    auto *dialog = new QInputDialog(m_main.get());
    dialog->setObjectName(QStringLiteral("oldPassword"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setTextEchoMode(QLineEdit::Password);
    dialog->setWindowTitle(tr("Not sent yet"));
    dialog->setLabelText(tr("On this computer are changes that were not sent. They are sealed under the password you "
                            "had before. Give it to send them."));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &old) {
        if (m_offline)
            m_offline->tryOldPassword(old, m_password);
    });
    connect(dialog, &QDialog::rejected, this, [this] { m_password.clear(); });
    dialog->open();
}

/// What has not reached the server would go with the log-out.
void Console::askLogOut()
{
    const bool ready = m_offline && m_offline->isReady();
    const int lost = ready ? m_offline->queue().unfinishedCount() + m_offline->queue().questionCount() : 0;
    if (lost == 0) {
        m_session.logOut();
        return;
    }
    auto *dialog = new ConfirmDialog(tr("%Ln change(s) have not reached the server.", "", lost),
                                     tr("They are on this computer only, and go when you log out."),
                                     tr("Log out and lose them"), m_main.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, &m_session, &Session::logOut, Qt::QueuedConnection);
    dialog->open();
}

void Console::logIn(const QUrl &server, const QString &email, const QString &password, bool stay)
{
    m_profile = {server, email};
    m_stay = stay;
    m_resuming = false;
    m_password = password;
    m_login->setBusy(tr("Logging in…"));
    m_session.logIn(server, email, password);
}

void Console::onLoggedIn()
{
    m_resuming = false;
    m_settings.rememberProfile(m_profile);
    if (m_stay)
        m_secrets.save(m_profile.id(), m_session.credential().toBytes());
    else
        m_secrets.remove(m_profile.id());
    const bool resumed = m_offline && m_offlineProfile.id() == m_profile.id();
    // After a session that ended in the middle of the work, the same employee finds the windows as they were left;
    // nobody else does, nor the one with the same number on another server.
    if (m_main && (!resumed || m_employee != m_session.employee().id))
        closeMainWindow();
    useOffline();
    if (!resumed)
        m_offline->open(m_password);
    m_directory.load();
    if (!m_main) {
        m_drafts = std::make_unique<DraftStore>(m_profile, m_options.draftFolder);
        m_draftSync = std::make_unique<DraftSync>(m_client, m_feed, m_session, *m_drafts);
        m_employee = m_session.employee().id;
        openMainWindow();
    }
    m_main->setEnabled(true);
    m_login->setIdle();
    m_login->clearPassword();
    m_login->hide();
}

void Console::openMainWindow()
{
    const WidgetContext context{{m_client, m_feed, m_session, m_directory, m_language, m_offline.get()},
                                m_settings,
                                *m_drafts,
                                m_draftSync.get()};
    m_main = std::make_unique<MainWindow>(context);
    connect(m_main.get(), &MainWindow::logOutRequested, this, &Console::askLogOut, Qt::QueuedConnection);
    connect(m_main.get(), &MainWindow::offlineDaysChosen, this, [this](int days) {
        m_settings.setValue(QStringLiteral("offline/days"), days);
        m_offline->setDays(days);
        m_offline->synchroniser().compare();
    });
    connect(m_main.get(), &MainWindow::languageChosen, this, &Console::setLanguage, Qt::QueuedConnection);
    connect(m_main.get(), &MainWindow::colorSchemeChosen, this, &Console::setColorScheme);
    m_main->show();
}

void Console::closeMainWindow()
{
    m_main.reset();
    m_draftSync.reset();
    m_drafts.reset();
    m_employee = {};
}

void Console::onLoggedOut()
{
    m_secrets.remove(m_profile.id());
    showLogin();
    m_login->setIdle();
    closeMainWindow();
    m_password.clear();
    // It wipes itself at the log-out, which it may hear of later than this.
    m_offlineProfile = {};
    QMetaObject::invokeMethod(
        this,
        [this, left = m_offline.get()] {
            if (m_offline.get() == left)
                leaveOffline();
        },
        Qt::QueuedConnection);
    m_directory.clear();
    m_login->setAccount(m_profile.server.toString(), m_profile.email);
}

void Console::onExpired()
{
    m_secrets.remove(m_profile.id());
    if (m_drafts)
        m_drafts->flush();
    // What was being done stays on the screen, to be gone on with.
    if (m_main)
        m_main->setEnabled(false);
    showLogin();
    m_login->setIdle();
    m_login->setAccount(m_profile.server.toString(), m_profile.email);
    m_login->showReason(tr("Your session has ended. Log in again to go on; what you have written is kept."));
}

void Console::setLanguage(const QString &language)
{
    m_settings.setLanguage(language);
    m_language.use(language);
    m_client.setLanguage(m_language.language());
    if (!m_main)
        return;
    // Made anew in the other language; drafts, columns and the query come back by themselves.
    m_main.reset();
    openMainWindow();
}

void Console::setColorScheme(ColorScheme scheme)
{
    m_settings.setColorScheme(toString(scheme));
    applyColorScheme(*qApp, scheme);
}

} // namespace mostrador::console
