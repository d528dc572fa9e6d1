// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incidentlistmodel.h"
#include "widgets/composer.h"
#include "widgets/conversationview.h"
#include "widgets/filesview.h"
#include "widgets/incidentpanel.h"
#include "widgets/loginwindow.h"
#include "widgets/queueview.h"
#include "widgetsworld.h"
#include "withkeystore.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableWidget>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

/// Sessions that end and go on, files that come and go, and the console on PostgreSQL.
class WidgetsSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_world.closeConsole(); }
    void workGoesOnAfterTheSessionEnded();
    void startsWhereItWasLeft();
    void filesArePastedAndDropped();
    void filesAreSaved();
    void worksOnPostgresql();

private:
    QPlainTextEdit *editor() { return m_world.find<QPlainTextEdit>(QStringLiteral("message")); }
    IncidentPanel &panel() { return m_world.console().mainWindow()->panel(); }
    QStringList composerFiles();

    World m_world;
};

void WidgetsSession::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.error()));
}

void WidgetsSession::workGoesOnAfterTheSessionEnded()
{
    const Employee agent = m_world.employee(Role::Agent, QStringLiteral("Elena Expired"));
    const Incident incident = m_world.incident(QStringLiteral("In the middle of it"));
    QVERIFY(m_world.openAndLogIn(agent.email));
    QVERIFY(m_world.choose(incident.id));
    QTRY_VERIFY(panel().incident().isComplete());
    QTest::keyClicks(editor(), QStringLiteral("Half of a"));
    MainWindow *window = m_world.console().mainWindow();

    // An administrator sets another password, which ends all sessions.
    const QString fresh = QStringLiteral("Otra zarzuela con gansos");
    m_world.done(requests::setPassword(m_world.colleague(), agent.id, {}, fresh));
    LoginWindow *login = m_world.console().loginWindow();
    QTRY_VERIFY_WITH_TIMEOUT(login->isVisible() && !window->isEnabled(), 20'000);
    QVERIFY(m_world.console().mainWindow() == window);
    QCOMPARE(login->findChild<QLineEdit *>(QStringLiteral("email"))->text(), agent.email);

    // The same employee goes on where the words broke off.
    auto *password = login->findChild<QLineEdit *>(QStringLiteral("password"));
    typeInto(password, fresh);
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(window->isEnabled() && !login->isVisible(), 20'000);
    QVERIFY(m_world.console().mainWindow() == window);
    QCOMPARE(editor()->toPlainText(), QStringLiteral("Half of a"));
    QTest::keyClicks(editor(), QStringLiteral(" sentence."));
    QTRY_VERIFY(m_world.find<QPushButton>(QStringLiteral("send"))->isEnabled());
    editor()->setFocus();
    QTest::keyClick(editor(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(panel().conversation().toPlainText().contains(QLatin1String("Half of a sentence.")),
                             15'000);
    // And the feed is back, too.
    const Incident after = m_world.incident(QStringLiteral("After it"));
    QTRY_VERIFY_WITH_TIMEOUT(window->queue().model()->rowOf(after.id) >= 0, 15'000);
}

void WidgetsSession::startsWhereItWasLeft()
{
    if (!qEnvironmentVariableIsSet("MOSTRADOR_TEST_KEYSTORE")) {
        QTemporaryDir home;
        const auto failure = runWithKeyStore("startsWhereItWasLeft", home.path());
        if (!failure)
            QSKIP("dbus-run-session and gnome-keyring-daemon are not installed.");
        QVERIFY2(failure->isEmpty(), failure->constData());
        return;
    }
    const Employee agent = m_world.employee(Role::Agent, QStringLiteral("Raquel Resumes"));
    m_world.openConsole();
    auto *stay = m_world.console().loginWindow()->findChild<QCheckBox *>(QStringLiteral("stay"));
    stay->setChecked(true);
    QVERIFY(m_world.logIn(agent.email));
    QTest::qWait(500); // the key store takes the secret meanwhile
    // No password is asked for at the next start.
    m_world.openConsole();
    QTRY_VERIFY_WITH_TIMEOUT(m_world.console().mainWindow() != nullptr, 20'000);
    QVERIFY(m_world.console().session().employee().id == agent.id);
    QTRY_VERIFY(!m_world.console().loginWindow()->isVisible());
    // A session that ended meanwhile asks again, and says why.
    m_world.closeConsole();
    m_world.done(requests::setPassword(m_world.colleague(), agent.id, {}, QStringLiteral("Tres tristes tigres 3")));
    m_world.openConsole();
    LoginWindow *login = m_world.console().loginWindow();
    QTRY_VERIFY_WITH_TIMEOUT(login->isVisible() && !login->isBusy() &&
                                 m_world.console().client().state() != ApiClient::State::ServerAway,
                             20'000);
    QVERIFY(!m_world.console().mainWindow());
    // Logging out forgets the secret.
    QVERIFY(m_world.logIn(agent.email, QStringLiteral("Tres tristes tigres 3")));
    QTest::qWait(500);
    m_world.find<QAction>(QStringLiteral("logOut"))->trigger();
    QTRY_VERIFY(!m_world.console().mainWindow());
    QTest::qWait(500);
    m_world.openConsole();
    QTest::qWait(1000);
    QVERIFY(!m_world.console().mainWindow() && !m_world.console().loginWindow()->isBusy());
}

QStringList WidgetsSession::composerFiles()
{
    QStringList names;
    auto *list = m_world.find<QListWidget>(QStringLiteral("composerFiles"));
    for (int row = 0; row < list->count(); ++row)
        names.append(list->item(row)->text());
    return names;
}

void WidgetsSession::filesArePastedAndDropped()
{
    QTemporaryDir folder;
    QList<QUrl> urls;
    for (const char *name : {"pasted.txt", "dropped.txt"}) {
        QFile file(folder.filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(name);
        urls.append(QUrl::fromLocalFile(file.fileName()));
    }
    const Incident incident = m_world.incident(QStringLiteral("Take these"));
    QVERIFY(m_world.openAndLogIn());
    QVERIFY(m_world.choose(incident.id));
    QTRY_VERIFY(panel().incident().isComplete());
    editor()->setFocus();
    auto *pasted = new QMimeData;
    pasted->setUrls({urls.at(0)});
    pasted->setText(urls.at(0).toString());
    QApplication::clipboard()->setMimeData(pasted);
    QTest::keyClick(editor(), Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(composerFiles().size(), 1);
    QVERIFY(editor()->toPlainText().isEmpty()); // a file, not its name

    QMimeData dropped;
    dropped.setUrls({urls.at(1)});
    QWidget *target = editor()->viewport();
    const QPointF where = target->rect().center();
    QDragEnterEvent enter(where.toPoint(), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(where, Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &drop);
    QTRY_COMPARE(composerFiles().size(), 2);
    QVERIFY(editor()->toPlainText().isEmpty());

    QTest::keyClicks(editor(), QStringLiteral("Two files."));
    editor()->setFocus();
    QTest::keyClick(editor(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(panel().files().count() == 2, 15'000);
    QStringList names;
    for (const Attachment &file : m_world.done(requests::attachments(m_world.colleague(), incident.id)))
        names.append(file.fileName);
    names.sort();
    QCOMPARE(names, (QStringList{QStringLiteral("dropped.txt"), QStringLiteral("pasted.txt")}));
}

void WidgetsSession::filesAreSaved()
{
    QTemporaryDir folder;
    QByteArray content(300'000, '\0');
    for (qsizetype i = 0; i < content.size(); ++i)
        content[i] = static_cast<char>(i * 31 % 251);
    {
        QFile file(folder.filePath(QStringLiteral("photo.bin")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    const Incident incident = m_world.incident(QStringLiteral("Keep this"));
    QVERIFY(m_world.openAndLogIn());
    QVERIFY(m_world.choose(incident.id));
    QTRY_VERIFY(panel().incident().isComplete());
    panel().composer().addFiles({folder.filePath(QStringLiteral("photo.bin"))});
    QTest::keyClicks(editor(), QStringLiteral("A photo."));
    editor()->setFocus();
    QTest::keyClick(editor(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(panel().files().count() == 1, 15'000);
    panel().tabs()->setCurrentIndex(1);
    auto *table = m_world.find<QTableWidget>(QStringLiteral("files"));
    QTRY_VERIFY(table->isVisible());
    table->selectRow(0);
    QTest::mouseClick(m_world.find<QPushButton>(QStringLiteral("saveFile")), Qt::LeftButton);
    QFileDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = m_world.console().mainWindow()->findChild<QFileDialog *>()) != nullptr &&
                dialog->isVisible());
    QVERIFY(dialog->selectedFiles().value(0).endsWith(QLatin1String("photo.bin"))); // the name it has
    const QString path = folder.filePath(QStringLiteral("saved copy.bin"));
    dialog->selectFile(path);
    auto *buttons = dialog->findChild<QDialogButtonBox *>();
    QVERIFY(buttons && buttons->button(QDialogButtonBox::Save));
    QTRY_VERIFY(buttons->button(QDialogButtonBox::Save)->isEnabled());
    QTest::mouseClick(buttons->button(QDialogButtonBox::Save), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(path).size() == content.size(), 15'000);
    QFile saved(path);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QCOMPARE(saved.readAll(), content);
}

void WidgetsSession::worksOnPostgresql()
{
    if (!ServerProcess::havePostgresql())
        QSKIP("MOSTRADOR_TEST_POSTGRESQL is not set");
    World world;
    ServerProcess::Options options;
    options.database = ServerProcess::Database::Postgresql;
    QVERIFY2(world.start(options), qPrintable(world.error()));
    const Incident incident = world.incident(QStringLiteral("On the other database"));
    QVERIFY(world.openAndLogIn());
    QVERIFY(world.choose(incident.id));
    MainWindow *window = world.console().mainWindow();
    IncidentPanel &shown = window->panel();
    QTRY_VERIFY(shown.incident().isComplete());
    auto *edit = world.find<QPlainTextEdit>(QStringLiteral("message"));
    QTest::keyClicks(edit, QStringLiteral("An answer."));
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(shown.conversation().toPlainText().contains(QLatin1String("An answer.")), 15'000);
    const Incident second = world.incident(QStringLiteral("Quokka in the feed"));
    QTRY_VERIFY_WITH_TIMEOUT(window->queue().model()->rowOf(second.id) >= 0, 30'000);
    window->queue().setQuery(QStringLiteral("subject:quokka status:new"));
    QTRY_VERIFY_WITH_TIMEOUT(window->queue().model()->rowCount() == 1, 15'000);
    QVERIFY(window->queue().model()->rowOf(second.id) == 0);
    IncidentChange change;
    change.status = IncidentStatus::Open;
    world.changed(second.id, change);
    QTRY_VERIFY_WITH_TIMEOUT(window->queue().model()->rowCount() == 0, 30'000);
}

QTEST_MAIN(WidgetsSession)
#include "widgetssessiontest.moc"
