// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incidentlistmodel.h"
#include "widgets/commandpalette.h"
#include "widgets/commands.h"
#include "widgets/incidentactions.h"
#include "widgets/incidentpanel.h"
#include "widgets/notice.h"
#include "widgets/queryfield.h"
#include "widgets/queueview.h"
#include "widgets/recordswindow.h"
#include "widgets/rowsview.h"
#include "widgets/shortcutsdialog.h"
#include "widgetsworld.h"

#include <QAction>
#include <QApplication>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTableView>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

/// The work of a day by keys alone, counted; the palette; keys chosen anew. Keys go to whatever has the focus, as a
/// keyboard's do.
class WidgetsKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_world.closeConsole(); }
    void triageIsFourKeys();
    void replyIsTwoKeys();
    void replyAndGoOnIsTwoKeys();
    void replyAndResolveIsTwoKeys();
    void dueDateIsThreeKeys();
    void oldIncidentIsFoundByWords();
    void lettersTypedAreText();
    void paletteFindsAnything();
    void paletteNeverOpensAnother();
    void paletteRemembers();
    void keysCanBeChosen();
    void takenKeysAreToldAndTakenOver();
    void shortcutsAreFound();

private:
    /// One key or chord to the widget with the focus; counted.
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        ++m_keys;
        QWidget *popup = QApplication::activePopupWidget();
        QTest::keyClick(popup ? popup : focused(), static_cast<Qt::Key>(key), modifiers);
    }
    /// Windows that open or close get and give the focus a moment later.
    QWidget *focused()
    {
        const bool there = QTest::qWaitFor([this] {
            // A window manager gives the window its activity back when a menu closes; offscreen there is none.
            const QWidget *active = QApplication::activeWindow();
            if (!active || !active->isVisible())
                window()->activateWindow();
            const QWidget *focus = QApplication::focusWidget();
            const QWidget *modal = QApplication::activeModalWidget();
            return focus && (!modal || focus->window() == modal);
        });
        if (!there)
            qFatal("nothing has the focus");
        return QApplication::focusWidget();
    }
    void type(const QString &text) { typeText(focused(), text); }
    MainWindow *window() { return m_world.console().mainWindow(); }
    Incident now(IncidentId id) { return m_world.done(requests::incident(m_world.colleague(), id)); }
    bool openInList(IncidentId id)
    {
        if (!m_world.choose(id) || !QTest::qWaitFor([&] { return window()->panel().incident().isComplete(); }))
            return false;
        window()->queue().focusList();
        return QTest::qWaitFor([&] { return window()->queue().table()->hasFocus(); });
    }
    CommandPalette *openPalette()
    {
        press(Qt::Key_K, Qt::ControlModifier);
        return qobject_cast<CommandPalette *>(dialogNamed(QStringLiteral("commandPalette")));
    }

    World m_world;
    Incident m_first;
    Incident m_second;
    int m_keys = 0;
};

void WidgetsKeys::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.error()));
    m_first = m_world.incident(QStringLiteral("The zeppelin does not float"));
    m_second = m_world.incident(QStringLiteral("The umbrella leaks"));
}

void WidgetsKeys::init()
{
    QVERIFY(m_world.openAndLogIn());
    window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window()));
    m_keys = 0;
}

void WidgetsKeys::triageIsFourKeys()
{
    const Incident other = m_world.incident(QStringLiteral("Older"));
    const Incident incident = m_world.incident(QStringLiteral("To be looked at"));
    QTRY_VERIFY(window()->queue().model()->rowOf(incident.id) >= 0);
    QTRY_VERIFY(window()->queue().model()->rowOf(other.id) >= 0);
    QVERIFY(openInList(incident.id));
    const int row = window()->queue().table()->currentIndex().row();
    press(Qt::Key_P); // priority:
    press(Qt::Key_2); // high
    QTRY_COMPARE(toString(now(incident.id).priority), toString(Priority::High));
    QTRY_VERIFY(window()->panel().actions().assignToMe()->isEnabled());
    press(Qt::Key_M); // mine
    QTRY_VERIFY(now(incident.id).assignee.has_value());
    const IncidentId before = window()->panel().incident().incident().id;
    press(row == 0 ? Qt::Key_J : Qt::Key_K); // the next one
    QTRY_VERIFY(window()->panel().incident().incident().id != before);
    QCOMPARE(m_keys, 4);
}

void WidgetsKeys::replyIsTwoKeys()
{
    const Incident incident = m_world.incident(QStringLiteral("Wants an answer"));
    QTRY_VERIFY(window()->queue().model()->rowOf(incident.id) >= 0);
    QVERIFY(openInList(incident.id));
    press(Qt::Key_R);
    QTRY_VERIFY(qobject_cast<QPlainTextEdit *>(QApplication::focusWidget()));
    type(QStringLiteral("jkramsnpd? Here is your answer."));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(now(incident.id).messageCount, 2);
    QCOMPARE(m_keys, 2);
}

void WidgetsKeys::replyAndGoOnIsTwoKeys()
{
    const Incident next = m_world.incident(QStringLiteral("Comes next"));
    const Incident incident = m_world.incident(QStringLiteral("Wants an answer first"));
    QTRY_VERIFY(window()->queue().model()->rowOf(incident.id) >= 0 && window()->queue().model()->rowOf(next.id) >= 0);
    QVERIFY(openInList(incident.id));
    const int row = window()->queue().table()->currentIndex().row();
    const IncidentId below = window()->queue().model()->at(row + 1).id;
    press(Qt::Key_R);
    QTRY_VERIFY(qobject_cast<QPlainTextEdit *>(QApplication::focusWidget()));
    type(QStringLiteral("Here it is."));
    press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(now(incident.id).messageCount, 2);
    QTRY_COMPARE(window()->panel().incident().incident().id, below);
    QCOMPARE(m_keys, 2);
    QVERIFY(window()->panel().notice().isVisible());
    // Nothing of it is left behind, and the next answer needs no more.
    QVERIFY(window()->findChild<QPlainTextEdit *>(QStringLiteral("message"))->toPlainText().isEmpty());
}

void WidgetsKeys::replyAndResolveIsTwoKeys()
{
    const Incident incident = m_world.incident(QStringLiteral("Answered and done"));
    QTRY_VERIFY(window()->queue().model()->rowOf(incident.id) >= 0);
    QVERIFY(openInList(incident.id));
    press(Qt::Key_R);
    QTRY_VERIFY(qobject_cast<QPlainTextEdit *>(QApplication::focusWidget()));
    type(QStringLiteral("It is mended."));
    press(Qt::Key_Return, Qt::ControlModifier | Qt::AltModifier);
    QTRY_COMPARE(toString(now(incident.id).status), QStringLiteral("resolved"));
    QCOMPARE(now(incident.id).messageCount, 2);
    QCOMPARE(m_keys, 2);
}

void WidgetsKeys::dueDateIsThreeKeys()
{
    QVERIFY(openInList(m_first.id));
    press(Qt::Key_D);
    QTRY_VERIFY(dialogNamed(QStringLiteral("dueDialog")));
    press(Qt::Key_2); // tomorrow
    press(Qt::Key_Return);
    QTRY_VERIFY(now(m_first.id).dueAt.has_value());
    QCOMPARE(now(m_first.id).dueAt->toDateTime().toLocalTime(),
             QDateTime(QDate::currentDate().addDays(1), QTime(18, 0)));
    QCOMPARE(m_keys, 3);
    // What cannot be read is said beside the field, and nothing is set.
    QTRY_VERIFY(window()->panel().actions().due()->isEnabled());
    press(Qt::Key_D);
    QTRY_VERIFY(dialogNamed(QStringLiteral("dueDialog")));
    type(QStringLiteral("whenever"));
    press(Qt::Key_Return);
    QVERIFY(dialogNamed(QStringLiteral("dueDialog")));
    press(Qt::Key_Escape);
    // The last of the usual ones takes it away.
    QTRY_VERIFY(!dialogNamed(QStringLiteral("dueDialog")));
    press(Qt::Key_D);
    QTRY_VERIFY(dialogNamed(QStringLiteral("dueDialog")));
    press(Qt::Key_6);
    press(Qt::Key_Return);
    QTRY_VERIFY(!now(m_first.id).dueAt.has_value());
}

void WidgetsKeys::oldIncidentIsFoundByWords()
{
    QVERIFY(openInList(m_second.id));
    press(Qt::Key_Slash);
    QTRY_COMPARE(QApplication::focusWidget(), window()->queue().queryField()->lineEdit());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_A, Qt::ControlModifier);
    type(QStringLiteral("zeppelin"));
    press(Qt::Key_Return);
    QTRY_COMPARE(window()->queue().model()->rowCount(), 1);
    QTRY_VERIFY(window()->queue().table()->hasFocus());
    QTRY_COMPARE(window()->panel().incident().incident().id, m_first.id);
    QCOMPARE(m_keys, 2);
}

void WidgetsKeys::lettersTypedAreText()
{
    QVERIFY(openInList(m_first.id));
    const Incident before = now(m_first.id);
    auto *edit = window()->findChild<QPlainTextEdit *>(QStringLiteral("message"));
    edit->setFocus();
    const QString all = QStringLiteral("rnfamsepdcjklo/? RNFAMSEPDCJKLO");
    QTest::keyClicks(edit, all);
    QCOMPARE(edit->toPlainText(), all);
    QLineEdit *filter = window()->queue().queryField()->lineEdit();
    filter->setFocus();
    filter->clear();
    QTest::keyClicks(filter, QStringLiteral("rnfamsepdcjklo/?"));
    QCOMPARE(filter->text(), QStringLiteral("rnfamsepdcjklo/?"));
    QVERIFY(!dialogNamed(QStringLiteral("assignDialog")) && !dialogNamed(QStringLiteral("dueDialog")) &&
            !dialogNamed(QStringLiteral("shortcutsDialog")));
    QCOMPARE(now(m_first.id).version, before.version);
    edit->clear();
}

void WidgetsKeys::paletteFindsAnything()
{
    QVERIFY(openInList(m_second.id));
    // An action.
    const Incident mine = now(m_second.id);
    QVERIFY(!mine.assignee);
    QVERIFY(openPalette());
    type(QStringLiteral("asme"));
    press(Qt::Key_Return);
    QTRY_VERIFY(now(m_second.id).assignee.has_value());
    // A view.
    QTRY_VERIFY(!dialogNamed(QStringLiteral("commandPalette")));
    QVERIFY(openPalette());
    type(QStringLiteral("assigned to me"));
    press(Qt::Key_Return);
    QTRY_COMPARE(window()->queue().queryField()->query(), QStringLiteral("assignee:me status:active"));
    // An incident by its reference, by its number, and by words.
    for (const QString &typed :
         {m_first.reference.toLower(), u'#' + m_first.id.toString(), QStringLiteral("zeppelin float")}) {
        window()->panel().showIncident(m_second);
        CommandPalette *palette = openPalette();
        QVERIFY(palette);
        type(typed);
        QTRY_VERIFY_WITH_TIMEOUT(palette->model()->rowCount() > 0 && palette->model()->at(0).incident &&
                                     palette->model()->at(0).incident->id == m_first.id,
                                 10'000);
        press(Qt::Key_Return);
        QTRY_COMPARE(window()->panel().incident().incident().id, m_first.id);
    }
    // A customer.
    CommandPalette *palette = openPalette();
    QVERIFY(palette);
    const Customer customer = m_world.customer(QStringLiteral("Eulalia"), QStringLiteral("Zubizarreta"));
    type(QStringLiteral("eulalia zubi"));
    QTRY_VERIFY_WITH_TIMEOUT(palette->model()->rowCount() > 0 && palette->model()->at(0).customer == customer.id,
                             10'000);
    press(Qt::Key_Return);
    const auto shown = [] {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (widget->isVisible() && qobject_cast<RecordsWindow *>(widget))
                return widget;
        }
        return static_cast<QWidget *>(nullptr);
    };
    QTRY_VERIFY(shown());
    shown()->close();
}

void WidgetsKeys::paletteNeverOpensAnother()
{
    // Enter comes before the server's answer, while the list still holds what fitted fewer letters.
    QVERIFY(openInList(m_second.id));
    CommandPalette *palette = openPalette();
    QVERIFY(palette);
    type(QStringLiteral("the"));
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            for (int row = 0; row < palette->model()->rowCount(); ++row) {
                if (palette->model()->at(row).incident)
                    return true;
            }
            return false;
        }(),
        10'000);
    typeInto(focused(), m_first.reference);
    press(Qt::Key_Return);
    QTRY_COMPARE(window()->panel().incident().incident().id, m_first.id);
    QTRY_VERIFY(!dialogNamed(QStringLiteral("commandPalette")));
    // There is none of this number: the palette stays, and opens nothing.
    palette = openPalette();
    QVERIFY(palette);
    type(QStringLiteral("INC-2026-999999999"));
    press(Qt::Key_Return);
    auto *none = palette->findChild<QListView *>(QStringLiteral("paletteList"));
    QTRY_COMPARE(none->model()->rowCount(), 0);
    QTest::qWait(500);
    QVERIFY(dialogNamed(QStringLiteral("commandPalette")));
    QCOMPARE(window()->panel().incident().incident().id, m_first.id);
    press(Qt::Key_Escape);
}

void WidgetsKeys::paletteRemembers()
{
    QVERIFY(openInList(m_second.id));
    CommandPalette *palette = openPalette();
    type(QStringLiteral("refresh"));
    press(Qt::Key_Return);
    QTRY_VERIFY(!dialogNamed(QStringLiteral("commandPalette")));
    palette = openPalette();
    QVERIFY(palette);
    QCOMPARE(palette->model()->at(0).command, QStringLiteral("view.refresh"));
    // The arrows move through the list while the typing goes on.
    press(Qt::Key_Down);
    auto *list = palette->findChild<QListView *>(QStringLiteral("paletteList"));
    QCOMPARE(list->currentIndex().row(), 1);
    press(Qt::Key_Escape);
}

void WidgetsKeys::keysCanBeChosen()
{
    Commands &commands = window()->commands();
    const QString id = QStringLiteral("incident.assignToMe");
    const QList<QKeySequence> before = commands.keys(id);
    QVERIFY(before.size() == 2 && !commands.isChanged(id));
    commands.setKeys(id, {QKeySequence(Qt::Key_G, Qt::Key_M)}); // g, then m
    QVERIFY(commands.isChanged(id));
    const Incident incident = m_world.incident(QStringLiteral("By a chord"));
    QTRY_VERIFY(window()->queue().model()->rowOf(incident.id) >= 0);
    QVERIFY(openInList(incident.id));
    press(Qt::Key_M);
    press(Qt::Key_G);
    QVERIFY(!now(incident.id).assignee);
    press(Qt::Key_M);
    QTRY_VERIFY(now(incident.id).assignee.has_value());
    // Remembered.
    m_world.closeConsole();
    QVERIFY(m_world.openAndLogIn());
    QCOMPARE(window()->commands().keys(id), QList<QKeySequence>{QKeySequence(Qt::Key_G, Qt::Key_M)});
    // No keys at all is a choice too; the default comes back when wanted.
    window()->commands().setKeys(id, {});
    QVERIFY(window()->commands().keys(id).isEmpty() && window()->commands().isChanged(id));
    window()->commands().reset(id);
    QCOMPARE(window()->commands().keys(id), before);
    QVERIFY(!window()->commands().isChanged(id));
    // A settings file with nonsense in it.
    m_world.closeConsole();
    {
        QSettings file(m_world.settingsFile(), QSettings::IniFormat);
        file.setValue(QStringLiteral("keys/incident.reply"), QStringLiteral("Ctrl+Nonsense\nX\n"));
    }
    QVERIFY(m_world.openAndLogIn());
    QCOMPARE(window()->commands().keys(QStringLiteral("incident.reply")), QList<QKeySequence>{QKeySequence(Qt::Key_X)});
    window()->commands().resetAll();
    QCOMPARE(window()->commands().keys(QStringLiteral("incident.reply")).size(), 2);
}

void WidgetsKeys::takenKeysAreToldAndTakenOver()
{
    press(Qt::Key_F1);
    auto *dialog = qobject_cast<ShortcutsDialog *>(dialogNamed(QStringLiteral("shortcutsDialog")));
    QVERIFY(dialog);
    typeInto(dialog->findChild<QLineEdit *>(QStringLiteral("shortcutsSearch")), QStringLiteral("assign to me"));
    QTRY_COMPARE(dialog->table()->model()->rowCount(), 1);
    auto *first = dialog->findChild<QKeySequenceEdit *>(QStringLiteral("shortcutsFirst"));
    auto *over = dialog->findChild<QPushButton *>(QStringLiteral("shortcutsTakeOver"));
    first->setKeySequence(QKeySequence(Qt::Key_N));
    QTRY_VERIFY(over->isVisible());
    Commands &commands = window()->commands();
    QCOMPARE(commands.keys(QStringLiteral("incident.assignToMe")).value(0), QKeySequence(Qt::Key_M));
    QTest::mouseClick(over, Qt::LeftButton);
    QCOMPARE(commands.keys(QStringLiteral("incident.assignToMe")).value(0), QKeySequence(Qt::Key_N));
    QVERIFY(!commands.keys(QStringLiteral("incident.note")).contains(QKeySequence(Qt::Key_N)));
    // Also where one would only begin with the other.
    QVERIFY(commands.takenBy(QKeySequence(Qt::Key_N, Qt::Key_X), QStringLiteral("incident.reply")));
    commands.resetAll();
    QCOMPARE(commands.keys(QStringLiteral("incident.note")).value(0), QKeySequence(Qt::Key_N));
    dialog->close();
}

void WidgetsKeys::shortcutsAreFound()
{
    press(Qt::Key_F1);
    auto *dialog = qobject_cast<ShortcutsDialog *>(dialogNamed(QStringLiteral("shortcutsDialog")));
    QVERIFY(dialog);
    auto *search = dialog->findChild<QLineEdit *>(QStringLiteral("shortcutsSearch"));
    const int all = dialog->table()->model()->rowCount();
    QVERIFY(all > 35);
    // By keys.
    typeInto(search, QStringLiteral("Ctrl+K"));
    QTRY_COMPARE(dialog->table()->model()->rowCount(), 1);
    // Every command of the window is in it, and no key stands for two.
    typeInto(search, QString());
    QTRY_COMPARE(dialog->table()->model()->rowCount(), all);
    for (const Commands::Command &command : window()->commands().all()) {
        for (const QKeySequence &sequence : window()->commands().keys(command.id)) {
            const Commands::Command *other = window()->commands().takenBy(sequence, command.id);
            QVERIFY2(!other, qPrintable(command.id + u' ' + (other ? other->id : QString())));
        }
    }
    dialog->close();
}

QTEST_MAIN(WidgetsKeys)

#include "widgetskeystest.moc"
