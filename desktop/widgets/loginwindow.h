// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/failure.h"
#include "store/secretstore.h"
#include "store/settings.h"
#include "support/words.h"

#include <QUrl>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
QT_END_NAMESPACE

namespace mostrador::console {

class MistakeLine;
class Notice;

/// Asks for server, e-mail and password. Says what is wrong beside the field it is about; knows nothing of the network.
class LoginWindow : public QWidget
{
    Q_OBJECT

public:
    LoginWindow(Settings &settings, SecretStore &secrets, const Words &words, QWidget *parent = nullptr);

    /// Fills in an account; the focus goes to the first empty field.
    void setAccount(const QString &server, const QString &email);
    /// A request is under way: what is being done, and a button to give up.
    void setBusy(const QString &what);
    void setIdle();
    bool isBusy() const { return m_busy; }
    /// Ends the busy state and says what is wrong.
    void showFailure(const Failure &failure);
    /// A sentence above the fields, such as that the session has ended.
    void showReason(const QString &text);
    /// Forgets the password typed.
    void clearPassword();

Q_SIGNALS:
    void logInRequested(const QUrl &server, const QString &email, const QString &password, bool stay);
    void cancelRequested();
    /// BCP 47, or empty for the system's.
    void languageChosen(const QString &language);

protected:
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void retranslate();
    void fillServers();
    void fillEmail();
    void tryLogIn();
    void checkServer();
    void showKeyStore();
    void clearMistakes();

    Settings &m_settings;
    SecretStore &m_secrets;
    const Words &m_words;
    bool m_busy = false;
    QLabel *m_title;
    QLabel *m_serverLabel;
    QLabel *m_emailLabel;
    QLabel *m_passwordLabel;
    QLabel *m_languageLabel;
    QComboBox *m_server;
    QLineEdit *m_email;
    QLineEdit *m_password;
    QCheckBox *m_show;
    QCheckBox *m_stay;
    QLabel *m_stayHint;
    QComboBox *m_language;
    QPushButton *m_logIn;
    QPushButton *m_cancel;
    QProgressBar *m_progress;
    QLabel *m_progressText;
    MistakeLine *m_serverMistake;
    MistakeLine *m_emailMistake;
    MistakeLine *m_passwordMistake;
    QLabel *m_plainWarning;
    Notice *m_notice;
};

} // namespace mostrador::console
