// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/loginwindow.h"

#include "api/apiclient.h"
#include "protocol/describe.h"
#include "protocol/jsonreader.h"
#include "widgets/icons.h"
#include "widgets/notice.h"
#include "widgets/widgetcontext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>

namespace mostrador::console {

namespace {

bool isPlainAcrossNetwork(const QUrl &url)
{
    const QString host = url.host();
    const bool loopback =
        host == QLatin1String("localhost") || host.startsWith(QLatin1String("127.")) || host == QLatin1String("::1");
    return url.scheme() == QLatin1String("http") && !loopback;
}

} // namespace

LoginWindow::LoginWindow(Settings &settings, SecretStore &secrets, const Words &words, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_settings(settings)
    , m_secrets(secrets)
    , m_words(words)
{
    setObjectName(QStringLiteral("loginWindow"));
    setWindowIcon(icon(Glyph::Application));
    build();
    retranslate();
    fillServers();
    showKeyStore();
    connect(&m_secrets, &SecretStore::stateChanged, this, &LoginWindow::showKeyStore);
    resize(fontMetrics().averageCharWidth() * 64, sizeHint().height());
    setIdle();
}

void LoginWindow::build()
{
    m_title = new QLabel(this);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    m_title->setFont(large);
    auto *mark = new QLabel(this);
    const int side = m_title->fontMetrics().height() * 2;
    mark->setPixmap(icon(Glyph::Application).pixmap(QSize(side, side), devicePixelRatioF()));

    m_notice = new Notice(this);
    m_server = new QComboBox(this);
    m_server->setObjectName(QStringLiteral("server"));
    m_server->setEditable(true);
    m_server->setInsertPolicy(QComboBox::NoInsert);
    m_server->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_server->setMinimumContentsLength(32);
    m_email = new QLineEdit(this);
    m_email->setObjectName(QStringLiteral("email"));
    m_email->setInputMethodHints(Qt::ImhEmailCharactersOnly | Qt::ImhNoAutoUppercase);
    m_password = new QLineEdit(this);
    m_password->setObjectName(QStringLiteral("password"));
    m_password->setEchoMode(QLineEdit::Password);
    m_show = new QCheckBox(this);
    m_show->setObjectName(QStringLiteral("showPassword"));
    m_stay = new QCheckBox(this);
    m_stay->setObjectName(QStringLiteral("stay"));
    m_stay->setChecked(m_settings.stayLoggedIn());
    m_stayHint = new ToneLabel(Tone::Quiet, {}, this);
    m_stayHint->setWordWrap(true);
    m_plainWarning = new ToneLabel(Tone::Warning, {}, this);
    m_plainWarning->setWordWrap(true);
    m_plainWarning->hide();
    m_language = new QComboBox(this);
    m_language->setObjectName(QStringLiteral("language"));
    m_logIn = new QPushButton(this);
    m_logIn->setObjectName(QStringLiteral("logIn"));
    m_logIn->setDefault(true);
    m_cancel = new QPushButton(this);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_progress = new QProgressBar(this);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progressText = new QLabel(this);
    m_progressText->setTextFormat(Qt::PlainText);
    m_progressText->setWordWrap(true);
    m_serverMistake = new MistakeLine(this);
    m_emailMistake = new MistakeLine(this);
    m_passwordMistake = new MistakeLine(this);

    m_serverLabel = new QLabel(this);
    m_serverLabel->setBuddy(m_server);
    m_emailLabel = new QLabel(this);
    m_emailLabel->setBuddy(m_email);
    m_passwordLabel = new QLabel(this);
    m_passwordLabel->setBuddy(m_password);
    m_languageLabel = new QLabel(this);
    m_languageLabel->setBuddy(m_language);

    auto *head = new QHBoxLayout;
    head->addWidget(mark);
    head->addWidget(m_title, 1);
    auto *passwordRow = new QHBoxLayout;
    passwordRow->addWidget(m_password, 1);
    passwordRow->addWidget(m_show);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_languageLabel);
    buttons->addWidget(m_language);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_logIn);

    auto *layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height();
    layout->setContentsMargins(2 * gap, gap, 2 * gap, gap);
    layout->addLayout(head);
    layout->addWidget(m_notice);
    for (QWidget *widget : {static_cast<QWidget *>(m_serverLabel), static_cast<QWidget *>(m_server),
                            static_cast<QWidget *>(m_serverMistake), static_cast<QWidget *>(m_plainWarning),
                            static_cast<QWidget *>(m_emailLabel), static_cast<QWidget *>(m_email),
                            static_cast<QWidget *>(m_emailMistake), static_cast<QWidget *>(m_passwordLabel)})
        layout->addWidget(widget);
    layout->addLayout(passwordRow);
    layout->addWidget(m_passwordMistake);
    layout->addWidget(m_stay);
    layout->addWidget(m_stayHint);
    layout->addWidget(m_progressText);
    layout->addWidget(m_progress);
    layout->addStretch(1);
    layout->addLayout(buttons);
    setTabChain({m_server, m_email, m_password, m_show, m_stay, m_logIn, m_cancel, m_language});

    connect(m_show, &QCheckBox::toggled, this,
            [this](bool on) { m_password->setEchoMode(on ? QLineEdit::Normal : QLineEdit::Password); });
    connect(m_stay, &QCheckBox::toggled, this, [this](bool on) { m_settings.setStayLoggedIn(on); });
    connect(m_logIn, &QPushButton::clicked, this, &LoginWindow::tryLogIn);
    connect(m_cancel, &QPushButton::clicked, this, &LoginWindow::cancelRequested);
    for (QLineEdit *edit : {m_email, m_password, m_server->lineEdit()})
        connect(edit, &QLineEdit::returnPressed, this, &LoginWindow::tryLogIn);
    connect(m_server, &QComboBox::editTextChanged, this, &LoginWindow::checkServer);
    connect(m_server, &QComboBox::activated, this, &LoginWindow::fillEmail);
    connect(m_language, &QComboBox::activated, this,
            [this] { Q_EMIT languageChosen(m_language->currentData().toString()); });
}

void LoginWindow::retranslate()
{
    setWindowTitle(tr("Log in to Mostrador"));
    m_title->setText(tr("Mostrador"));
    m_serverLabel->setText(tr("&Server address"));
    m_server->lineEdit()->setPlaceholderText(tr("support.example.com"));
    m_server->setAccessibleName(tr("Server address"));
    m_server->lineEdit()->setAccessibleName(tr("Server address"));
    m_emailLabel->setText(tr("&E-mail"));
    m_passwordLabel->setText(tr("&Password"));
    m_show->setText(tr("S&how"));
    m_show->setAccessibleName(tr("Show the password"));
    m_stay->setText(tr("Stay logged in on &this computer"));
    m_languageLabel->setText(tr("L&anguage"));
    m_logIn->setText(tr("&Log in"));
    m_cancel->setText(tr("&Cancel"));
    m_progress->setAccessibleName(tr("Logging in"));
    m_plainWarning->setText(
        tr("The connection to this server is not encrypted: others in the network can read along."));
    const QSignalBlocker blocker(m_language);
    m_language->clear();
    m_language->addItem(tr("As the system"), QString());
    // Each in its own name, so that it is found by whoever does not read the present one.
    m_language->addItem(QStringLiteral("Español"), QStringLiteral("es"));
    m_language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    m_language->setCurrentIndex(qMax(0, m_language->findData(m_settings.language())));
    showKeyStore();
}

void LoginWindow::fillServers()
{
    QStringList seen;
    for (const ServerProfile &profile : m_settings.profiles()) {
        const QString address = profile.server.toString();
        if (seen.contains(address))
            continue;
        seen.append(address);
        m_server->addItem(address);
    }
    fillEmail();
}

void LoginWindow::fillEmail()
{
    const auto url = serverUrlFromText(m_server->currentText());
    for (const ServerProfile &profile : m_settings.profiles()) {
        if (url && profile.server == *url) {
            m_email->setText(profile.email);
            break;
        }
    }
    if (!m_email->text().isEmpty())
        m_password->setFocus();
}

void LoginWindow::setAccount(const QString &server, const QString &email)
{
    if (!server.isEmpty())
        m_server->setEditText(server);
    if (!email.isEmpty())
        m_email->setText(email);
    if (m_server->currentText().isEmpty())
        m_server->setFocus();
    else if (m_email->text().isEmpty())
        m_email->setFocus();
    else
        m_password->setFocus();
}

void LoginWindow::tryLogIn()
{
    if (m_busy)
        return;
    clearMistakes();
    const auto url = serverUrlFromText(m_server->currentText());
    QWidget *first = nullptr;
    const auto fault = [&](MistakeLine *line, QWidget *field, const QString &text) {
        line->setText(text);
        field->setAccessibleDescription(text);
        if (!first)
            first = field;
    };
    if (!url) {
        fault(m_serverMistake, m_server,
              m_server->currentText().trimmed().isEmpty()
                  ? tr("Enter the address of your company's server.")
                  : tr("Enter an address such as support.example.com or https://support.example.com:8443."));
    }
    const auto email = cleanEmail(m_email->text());
    if (!email)
        fault(m_emailMistake, m_email, tr("Enter your e-mail address, such as name@example.com."));
    if (m_password->text().isEmpty())
        fault(m_passwordMistake, m_password, tr("Enter your password."));
    if (first) {
        first->setFocus();
        return;
    }
    Q_EMIT logInRequested(*url, *email, m_password->text(), m_stay->isChecked());
}

void LoginWindow::setBusy(const QString &what)
{
    m_busy = true;
    clearMistakes();
    m_notice->dismiss();
    m_progressText->setText(what);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_server), static_cast<QWidget *>(m_email), static_cast<QWidget *>(m_password),
          static_cast<QWidget *>(m_show), static_cast<QWidget *>(m_stay), static_cast<QWidget *>(m_logIn)})
        widget->setEnabled(false);
    m_progress->show();
    m_progressText->show();
    m_cancel->show();
    m_cancel->setFocus();
}

void LoginWindow::setIdle()
{
    m_busy = false;
    m_progress->hide();
    m_progressText->hide();
    const bool hadFocus = m_cancel->hasFocus();
    m_cancel->hide();
    for (QWidget *widget :
         {static_cast<QWidget *>(m_server), static_cast<QWidget *>(m_email), static_cast<QWidget *>(m_password),
          static_cast<QWidget *>(m_show), static_cast<QWidget *>(m_stay), static_cast<QWidget *>(m_logIn)})
        widget->setEnabled(true);
    if (hadFocus)
        m_password->setFocus();
}

void LoginWindow::showFailure(const Failure &failure)
{
    setIdle();
    if (failure.kind == Failure::Kind::Refused && failure.problem.code == ErrorCode::InvalidCredentials) {
        m_passwordMistake->setText(words::describe(failure.problem, m_words));
        m_password->setAccessibleDescription(m_passwordMistake->text());
        m_password->selectAll();
        m_password->setFocus();
    } else if (failure.kind == Failure::Kind::Offline) {
        m_serverMistake->setText(tr("No server answers at this address. Check the address and the network."));
        m_server->setAccessibleDescription(m_serverMistake->text());
        m_server->setFocus();
    } else if (failure.kind == Failure::Kind::Unreadable || failure.kind == Failure::Kind::Untrusted) {
        m_serverMistake->setText(describe(failure, m_words));
        m_server->setAccessibleDescription(m_serverMistake->text());
        m_server->setFocus();
    } else {
        m_notice->show(Tone::Danger, describe(failure, m_words));
        m_password->setFocus();
    }
}

void LoginWindow::showReason(const QString &text)
{
    m_notice->show(Tone::Info, text);
}

void LoginWindow::clearPassword()
{
    m_password->clear();
    m_show->setChecked(false);
}

void LoginWindow::checkServer()
{
    m_serverMistake->setText({});
    const auto url = serverUrlFromText(m_server->currentText());
    m_plainWarning->setVisible(url && isPlainAcrossNetwork(*url));
}

void LoginWindow::showKeyStore()
{
    m_stayHint->setText(m_secrets.state() == SecretStore::State::SessionOnly
                            ? tr("This computer offers no key store, so you stay logged in only until you close "
                                 "Mostrador. Your password is never kept.")
                            : tr("The log-in goes to the system's key store. Your password is never kept."));
}

void LoginWindow::clearMistakes()
{
    for (MistakeLine *line : {m_serverMistake, m_emailMistake, m_passwordMistake})
        line->setText({});
    for (QWidget *field :
         {static_cast<QWidget *>(m_server), static_cast<QWidget *>(m_email), static_cast<QWidget *>(m_password)})
        field->setAccessibleDescription({});
    m_notice->dismiss();
}

void LoginWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

bool LoginWindow::event(QEvent *event)
{
    const bool taken = QWidget::event(event);
    // Sentences that come and go, and wrap, need more room or less: the window grows with them, and nothing is cut.
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show) {
        const int needed = layout() ? layout()->totalHeightForWidth(width()) : 0;
        if (height() < needed)
            resize(width(), needed);
    }
    return taken;
}

void LoginWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_busy)
        Q_EMIT cancelRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace mostrador::console
