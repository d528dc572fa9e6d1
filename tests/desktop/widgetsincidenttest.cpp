// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/conversationmodel.h"
#include "models/incidentlistmodel.h"
#include "widgets/composer.h"
#include "widgets/conversationview.h"
#include "widgets/filesview.h"
#include "widgets/incidentactions.h"
#include "widgets/incidentheader.h"
#include "widgets/incidentpanel.h"
#include "widgets/loginwindow.h"
#include "widgets/notice.h"
#include "widgets/queryfield.h"
#include "widgets/queueview.h"
#include "widgets/rowsview.h"
#include "widgetsworld.h"

#include <QAction>
#include <QComboBox>
#include <QDesktopServices>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QProgressDialog>
#include <QPushButton>
#include <QRadioButton>
#include <QStackedLayout>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

/// Work on incidents by clicks and keys against a real server.
class WidgetsIncident : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_world.closeConsole(); }
    void logInSaysWhatIsWrong();
    void logInAndOut();
    void listAndFilter();
    void replyReachesTheServer();
    void noteIsInternalAndDraftSurvives();
    void assignStatusPriorityAndUndo();
    void attachAndOpen();
    void allFilesAreSaved();
    void conflictLetsChoose();
    void keysReachEverything();
    void languageAndColoursChangeAtOnce();

public Q_SLOTS:
    void opened(const QUrl &url) { m_opened = url; }

private:
    QPlainTextEdit *editor() { return m_world.find<QPlainTextEdit>(QStringLiteral("message")); }
    QString noticeText() { return m_world.console().mainWindow()->panel().notice().text(); }
    IncidentPanel &panel() { return m_world.console().mainWindow()->panel(); }

    World m_world;
    QUrl m_opened;
};

void WidgetsIncident::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.error()));
}

void WidgetsIncident::logInSaysWhatIsWrong()
{
    m_world.openConsole();
    LoginWindow *window = m_world.console().loginWindow();
    QVERIFY(QTest::qWaitForWindowExposed(window));
    auto *server = window->findChild<QComboBox *>(QStringLiteral("server"));
    auto *mail = window->findChild<QLineEdit *>(QStringLiteral("email"));
    auto *password = window->findChild<QLineEdit *>(QStringLiteral("password"));
    auto *button = window->findChild<QPushButton *>(QStringLiteral("logIn"));
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!server->accessibleDescription().isEmpty());
    QVERIFY(!mail->accessibleDescription().isEmpty());
    QVERIFY(!password->accessibleDescription().isEmpty());
    typeInto(server->lineEdit(), QStringLiteral("ftp://example.com"));
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!server->accessibleDescription().isEmpty());

    // Nobody listens there.
    typeInto(server->lineEdit(), QStringLiteral("http://127.0.0.1:9"));
    typeInto(mail, m_world.server().adminEmail());
    typeInto(password, QStringLiteral("wrong"));
    m_world.console().client().setPatience({std::chrono::milliseconds(2000), std::chrono::milliseconds(10),
                                            std::chrono::milliseconds(20), 2, std::chrono::milliseconds(100),
                                            std::chrono::milliseconds(200)});
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(window->isBusy());
    QVERIFY(!password->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(!window->isBusy(), 15'000);
    QVERIFY(!server->accessibleDescription().isEmpty());

    // There is a server, but the password is wrong: the focus is in it, and the sentence beside it.
    typeInto(server->lineEdit(), m_world.server().url());
    typeInto(mail, m_world.server().adminEmail());
    typeInto(password, QStringLiteral("wrong"));
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!window->isBusy() && !password->accessibleDescription().isEmpty(), 15'000);
    QVERIFY(server->accessibleDescription().isEmpty());
    QVERIFY(password->hasFocus());
    QVERIFY(!m_world.console().mainWindow());
}

void WidgetsIncident::logInAndOut()
{
    m_world.openConsole();
    LoginWindow *window = m_world.console().loginWindow();
    QVERIFY(m_world.logIn());
    QTRY_VERIFY(!window->isVisible());
    QVERIFY(window->findChild<QLineEdit *>(QStringLiteral("password"))->text().isEmpty());
    QVERIFY(m_world.find<QLabel>(QStringLiteral("user"))->text().contains(QLatin1String("Ada Admin")));
    QCOMPARE(m_world.console().settings().profiles().value(0).email, m_world.server().adminEmail());
    m_world.find<QAction>(QStringLiteral("logOut"))->trigger();
    QTRY_VERIFY(!m_world.console().mainWindow());
    QVERIFY(window->isVisible());
    QVERIFY(!m_world.console().session().isLoggedIn());
    // The account is remembered, the secret is not in the settings.
    QCOMPARE(window->findChild<QLineEdit *>(QStringLiteral("email"))->text(), m_world.server().adminEmail());
    m_world.console().settings().sync();
    QFile file(m_world.settingsFile());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("ms_"));
}

void WidgetsIncident::listAndFilter()
{
    const Incident one = m_world.incident(QStringLiteral("Zebra printer eats paper"));
    const Incident two = m_world.incident(QStringLiteral("Quokka router blinks"));
    QVERIFY(m_world.openAndLogIn());
    QueueView &queue = m_world.console().mainWindow()->queue();
    QTRY_VERIFY(queue.model()->rowOf(one.id) >= 0 && queue.model()->rowOf(two.id) >= 0);
    queue.focusList();
    // "/" goes to the filter from the list.
    QTest::keyClick(queue.table(), Qt::Key_Slash);
    QTRY_VERIFY(queue.queryField()->lineEdit()->hasFocus());
    QTest::keyClick(queue.queryField()->lineEdit(), Qt::Key_Delete);
    QTest::keyClicks(queue.queryField()->lineEdit(), QStringLiteral("subject:quokka"));
    QTRY_VERIFY_WITH_TIMEOUT(queue.model()->rowOf(one.id) < 0 && queue.model()->rowOf(two.id) == 0, 10'000);
    // In the field itself "/" is a character.
    QTest::keyClicks(queue.queryField()->lineEdit(), QStringLiteral("/"));
    QVERIFY(queue.queryField()->query().endsWith(u'/'));
    queue.setQuery(QStringLiteral("status:open colour:red"));
    QTRY_VERIFY(queue.queryField()->hasMistake());
    QVERIFY(queue.queryField()->mistakeText().contains(QLatin1String("colour")));
    // The rows of before stay.
    QCOMPARE(queue.model()->rowCount(), 1);
    queue.setQuery({});
    QTRY_VERIFY(!queue.queryField()->hasMistake() && queue.model()->rowOf(one.id) >= 0);
    // A sort by the header goes to the server and is remembered.
    queue.model()->sort(static_cast<int>(IncidentListModel::Column::Created), Qt::AscendingOrder);
    QTRY_COMPARE(queue.model()->rowOf(one.id) < queue.model()->rowOf(two.id), true);
}

void WidgetsIncident::replyReachesTheServer()
{
    const Incident incident = m_world.incident(QStringLiteral("Reply to me"));
    QVERIFY(m_world.openAndLogIn());
    QVERIFY(m_world.choose(incident.id));
    QTRY_VERIFY(panel().conversation().toPlainText().contains(QLatin1String("It does not work.")));
    // Nothing to send yet: said inline.
    editor()->setFocus();
    QTest::keyClick(editor(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(editor()->hasFocus());
    QTest::keyClicks(editor(), QStringLiteral("Try **this** first."));
    auto *status = m_world.find<QComboBox>(QStringLiteral("thenStatus"));
    status->setCurrentIndex(status->findData(QStringLiteral("waiting_customer")));
    Q_EMIT status->activated(status->currentIndex());
    editor()->setFocus();
    QTest::keyClick(editor(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(panel().conversation().toPlainText().contains(QLatin1String("Try this first.")), 10'000);
    QTRY_VERIFY(editor()->toPlainText().isEmpty());
    const auto messages = m_world.done(requests::messages(m_world.colleague(), incident.id, {}));
    QCOMPARE(messages.items.last().body, QStringLiteral("Try **this** first."));
    QVERIFY(!messages.items.last().internal);
    QCOMPARE(toString(m_world.done(requests::incident(m_world.colleague(), incident.id)).status),
             toString(IncidentStatus::WaitingCustomer));
    QTRY_VERIFY(panel().header().statusButton()->accessibleName().contains(QLatin1String("Waiting")));
}

void WidgetsIncident::noteIsInternalAndDraftSurvives()
{
    const Incident incident = m_world.incident(QStringLiteral("Note on me"));
    const Incident other = m_world.incident(QStringLiteral("Another one"));
    QVERIFY(m_world.openAndLogIn());
    QVERIFY(m_world.choose(incident.id));
    panel().actions().note()->trigger();
    QVERIFY(editor()->hasFocus());
    QVERIFY(m_world.find<QRadioButton>(QStringLiteral("kindNote"))->isChecked());
    QTest::keyClicks(editor(), QStringLiteral("Between us: a known fault."));
    // The draft stays with its incident and kind, also over a restart of the console.
    QVERIFY(m_world.choose(other.id));
    QVERIFY(editor()->toPlainText().isEmpty());
    QVERIFY(m_world.openAndLogIn());
    QVERIFY(m_world.choose(incident.id));
    QVERIFY(editor()->toPlainText().isEmpty());
    panel().actions().note()->trigger();
    QCOMPARE(editor()->toPlainText(), QStringLiteral("Between us: a known fault."));
    QTest::mouseClick(m_world.find<QPushButton>(QStringLiteral("send")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(panel().conversation().toPlainText().contains(QLatin1String("INTERNAL NOTE")), 10'000);
    const auto messages = m_world.done(requests::messages(m_world.colleague(), incident.id, {}));
    QVERIFY(messages.items.last().internal);
    QTRY_VERIFY(editor()->toPlainText().isEmpty());
}

void WidgetsIncident::assignStatusPriorityAndUndo()
{
    const Incident incident = m_world.incident(QStringLiteral("Change me"));
    const Employee bruno = m_world.employee(Role::Agent, QStringLiteral("Bruno Beltrán"));
    QVERIFY(m_world.openAndLogIn());
    QVERIFY(m_world.choose(incident.id));
    QTRY_VERIFY(panel().incident().isComplete());
    QTRY_VERIFY(panel().actions().assign()->isEnabled());
    panel().actions().assign()->trigger();
    QTRY_VERIFY(dialogNamed(QStringLiteral("assignDialog")));
    QDialog *dialog = dialogNamed(QStringLiteral("assignDialog"));
    auto *search = dialog->findChild<QLineEdit *>(QStringLiteral("assignSearch"));
    typeText(search, QStringLiteral("beltrán"));
    QTRY_COMPARE(dialog->findChild<QListWidget *>(QStringLiteral("assignList"))->count(), 1);
    QTest::keyClick(search, Qt::Key_Return);
    const auto now = [&] { return m_world.done(requests::incident(m_world.colleague(), incident.id)); };
    QTRY_COMPARE(now().assignee, std::optional(bruno.id));
    QTRY_VERIFY(panel().header().assigneeButton()->text().contains(QLatin1String("Bruno")));

    QMenu *statuses = panel().actions().statusMenu();
    QTRY_VERIFY(statuses->isEnabled());
    // Only steps that exist can be taken.
    QVERIFY(!actionIn(statuses, QStringLiteral("closed"))->isEnabled());
    QVERIFY(actionIn(statuses, QStringLiteral("resolved"))->isEnabled());
    actionIn(statuses, QStringLiteral("open"))->trigger();
    QTRY_COMPARE(toString(now().status), toString(IncidentStatus::Open));
    QTRY_VERIFY(statuses->isEnabled());
    actionIn(statuses, QStringLiteral("resolved"))->trigger();
    QTRY_COMPARE(toString(now().status), toString(IncidentStatus::Resolved));
    QTRY_VERIFY(panel().notice().actionButton()->isVisible());
    QTest::mouseClick(panel().notice().actionButton(), Qt::LeftButton);
    QTRY_COMPARE(toString(now().status), toString(IncidentStatus::Open));

    QMenu *priorities = panel().actions().priorityMenu();
    QTRY_VERIFY(priorities->isEnabled());
    actionIn(priorities, QStringLiteral("critical"))->trigger();
    QTRY_COMPARE(toString(now().priority), toString(Priority::Critical));
    QVERIFY(now().priorityByHand);
    QTRY_VERIFY(panel().notice().text().contains(QLatin1String("Critical")));
    QTest::mouseClick(panel().notice().actionButton(), Qt::LeftButton);
    QTRY_VERIFY(!now().priorityByHand);
    // The history tells it all.
    panel().tabs()->setCurrentIndex(2);
    QTRY_VERIFY(m_world.find<QTableView>(QStringLiteral("history"))->model()->rowCount() >= 6);
}

void WidgetsIncident::attachAndOpen()
{
    const Incident incident = m_world.incident(QStringLiteral("Files"));
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("notes & more.txt"));
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("plain words\n");
    }
    QVERIFY(m_world.openAndLogIn());
    QVERIFY(m_world.choose(incident.id));
    QTRY_VERIFY(panel().incident().isComplete());
    panel().composer().addFiles({path, folder.filePath(QStringLiteral("missing.txt"))});
    QCOMPARE(m_world.find<QListWidget>(QStringLiteral("composerFiles"))->count(), 1);
    QTest::keyClicks(editor(), QStringLiteral("See the file."));
    QTest::mouseClick(m_world.find<QPushButton>(QStringLiteral("send")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(panel().files().count(), 1, 10'000);
    const auto attachments = m_world.done(requests::attachments(m_world.colleague(), incident.id));
    QCOMPARE(attachments.size(), 1);
    QCOMPARE(attachments.first().fileName, QStringLiteral("notes & more.txt"));
    QVERIFY(attachments.first().message.has_value());

    panel().tabs()->setCurrentIndex(1);
    auto *table = m_world.find<QTableWidget>(QStringLiteral("files"));
    QTRY_VERIFY(table->isVisible());
    table->selectRow(0);
    QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "opened");
    QTest::mouseClick(m_world.find<QPushButton>(QStringLiteral("openFile")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_opened.isLocalFile(), 10'000);
    QFile opened(m_opened.toLocalFile());
    QVERIFY(opened.open(QIODevice::ReadOnly));
    QCOMPARE(opened.readAll(), QByteArray("plain words\n"));
    QDesktopServices::unsetUrlHandler(QStringLiteral("file"));
    // One that a colleague put there without a word: who that was is told.
    m_world.done(requests::uploadAttachment(m_world.colleague(), incident.id, QStringLiteral("log.txt"), "abc", false));
    QTRY_COMPARE_WITH_TIMEOUT(table->rowCount(), 2, 10'000);
    const QString colleague = m_world.done(requests::currentSession(m_world.colleague())).employee.name;
    QTRY_COMPARE(table->item(1, 3)->text(), colleague);
    QCOMPARE(table->item(0, 3)->text(), m_world.console().session().employee().name);
}

void WidgetsIncident::allFilesAreSaved()
{
    const Incident incident = m_world.incident(QStringLiteral("Many files"));
    for (const auto &[name, content] : {std::pair("log.txt", "first"), std::pair("Log.txt", "second"),
                                        std::pair("notes.tar.gz", "third"), std::pair("notes", "fourth")})
        m_world.done(requests::uploadAttachment(m_world.colleague(), incident.id, QLatin1String(name), content, false));
    QTemporaryDir folder;
    const auto contentOf = [&](const char *name) {
        QFile file(folder.filePath(QLatin1String(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
    };
    {
        QFile there(folder.filePath(QStringLiteral("notes")));
        QVERIFY(there.open(QIODevice::WriteOnly) && there.write("mine") > 0);
    }
    QVERIFY(m_world.openAndLogIn());
    QVERIFY(m_world.choose(incident.id));
    QTRY_COMPARE_WITH_TIMEOUT(panel().files().count(), 4, 10'000);
    panel().tabs()->setCurrentIndex(1);
    auto *button = m_world.find<QPushButton>(QStringLiteral("saveAllFiles"));
    QTRY_VERIFY(button->isVisible() && button->isEnabled());
    const auto choose = [&] {
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        auto *dialog = qobject_cast<QFileDialog *>(dialogNamed(QStringLiteral("saveAllFolder")));
        if (!dialog)
            qFatal("No folder is asked for");
        dialog->setDirectory(folder.path());
        dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(folder.path());
        QTest::keyClick(dialog, Qt::Key_Return);
    };
    choose();
    // Stopped before the first one has come: nothing is half there.
    auto *progress = panel().findChild<QProgressDialog *>(QStringLiteral("saveAllProgress"));
    QVERIFY(progress);
    progress->findChild<QPushButton *>()->click();
    QTRY_VERIFY2(panel().notice().text().startsWith(QLatin1String("0 of 4 files saved in ")),
                 qPrintable(panel().notice().text()));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("notes")});
    choose();
    QTRY_VERIFY2_WITH_TIMEOUT(panel().notice().text().startsWith(QLatin1String("4 files saved in ")),
                              qPrintable(panel().notice().text()), 10'000);
    QCOMPARE(contentOf("log.txt"), QByteArray("first"));
    QCOMPARE(contentOf("Log (2).txt"), QByteArray("second"));
    QCOMPARE(contentOf("notes.tar.gz"), QByteArray("third"));
    QCOMPARE(contentOf("notes (2)"), QByteArray("fourth"));
    QCOMPARE(contentOf("notes"), QByteArray("mine")); // what was there stays
}

void WidgetsIncident::conflictLetsChoose()
{
    const Incident incident = m_world.incident(QStringLiteral("Both of us"));
    QVERIFY(m_world.openAndLogIn());
    QVERIFY(m_world.choose(incident.id));
    QTRY_VERIFY(panel().incident().isComplete());
    QTRY_VERIFY(panel().actions().priorityMenu()->isEnabled());
    // The colleague is quicker; our console does not know yet, because its feed is held still.
    m_world.console().feed().stop();
    IncidentChange theirs;
    theirs.priority = std::optional(Priority::Low);
    m_world.changed(incident.id, theirs);
    actionIn(panel().actions().priorityMenu(), QStringLiteral("critical"))->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialogNamed(QStringLiteral("conflictDialog")), 10'000);
    QDialog *dialog = dialogNamed(QStringLiteral("conflictDialog"));
    QString all;
    for (const QRadioButton *button : dialog->findChildren<QRadioButton *>())
        all += button->text();
    QVERIFY2(all.contains(QLatin1String("Low")) && all.contains(QLatin1String("Critical")), qPrintable(all));
    auto *mine = dialog->findChild<QRadioButton *>(QStringLiteral("mine_priority"));
    QVERIFY(mine);
    mine->setChecked(true);
    dialog->accept();
    QTRY_COMPARE(toString(m_world.done(requests::incident(m_world.colleague(), incident.id)).priority),
                 toString(Priority::Critical));
}

void WidgetsIncident::keysReachEverything()
{
    QVERIFY(m_world.openAndLogIn());
    MainWindow *window = m_world.console().mainWindow();
    window->activateWindow();
    // The dialog of shortcuts has every key there is, and no key stands twice.
    QStringList keys;
    for (const QAction *action : window->findChildren<QAction *>()) {
        for (const QKeySequence &sequence : action->shortcuts()) {
            QVERIFY2(!keys.contains(sequence.toString()), qPrintable(sequence.toString()));
            keys.append(sequence.toString());
        }
    }
    QVERIFY(keys.size() > 20);
    QTest::keyClick(window, Qt::Key_F1);
    QTRY_VERIFY(dialogNamed(QStringLiteral("shortcutsDialog")));
    dialogNamed(QStringLiteral("shortcutsDialog"))->close();
}

void WidgetsIncident::languageAndColoursChangeAtOnce()
{
    const Incident incident = m_world.incident(QStringLiteral("Words"));
    QVERIFY(m_world.openAndLogIn());
    QVERIFY(m_world.choose(incident.id));
    QTest::keyClicks(editor(), QStringLiteral("half a sen"));
    const QString english = m_world.find<QPushButton>(QStringLiteral("send"))->text();
    m_world.console().setLanguage(QStringLiteral("es"));
    QVERIFY(m_world.find<QPushButton>(QStringLiteral("send"))->text() != english);
    QCOMPARE(m_world.console().mainWindow()->queue().model()->headerData(
                 static_cast<int>(IncidentListModel::Column::Status), Qt::Horizontal),
             QVariant(QStringLiteral("Estado")));
    QVERIFY(m_world.choose(incident.id));
    QCOMPARE(editor()->toPlainText(), QStringLiteral("half a sen"));
    m_world.console().setColorScheme(ColorScheme::Dark);
    QTRY_VERIFY(isDark(m_world.console().mainWindow()->palette()));
    m_world.console().setColorScheme(ColorScheme::Light);
    QTRY_VERIFY(!isDark(m_world.console().mainWindow()->palette()));
}

QTEST_MAIN(WidgetsIncident)
#include "widgetsincidenttest.moc"
