// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incidentlistmodel.h"
#include "widgets/fieldform.h"
#include "widgets/incidentactions.h"
#include "widgets/incidentpanel.h"
#include "widgets/presetlist.h"
#include "widgets/queryfield.h"
#include "widgets/queueview.h"
#include "widgets/recordswindow.h"
#include "widgets/tagpicker.h"
#include "widgetsworld.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

/// Saved views, canned replies and tags: their windows, the sidebar, the tags of an incident.
class WidgetsAdministration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_world.closeConsole(); }
    void aSearchBecomesAView();
    void viewsOfOthersCome();
    void cannedReplyFromFirstToLast();
    void cannedReplyIsPutIn();
    void incidentIsNamed();
    void agentsOnlyReadCannedReplies();
    void tagsArePutOnAndTakenOff();
    void tagsAreMerged();

private:
    template <typename T>
    T *in(RecordsWindow *window, const QString &name)
    {
        T *found = window->findChild<T *>(name);
        if (!found)
            qFatal("There is no %s", qPrintable(name));
        return found;
    }
    void press(RecordsWindow *window, const QString &name)
    {
        QTest::mouseClick(in<QPushButton>(window, name), Qt::LeftButton);
    }
    MainWindow *main() { return m_world.console().mainWindow(); }
    QStringList sidebar()
    {
        QStringList titles;
        for (int row = main()->presets().builtInCount(); row < main()->presets().QListWidget::count(); ++row)
            titles.append(main()->presets().titleAt(row));
        return titles;
    }
    Incident now(IncidentId id) { return m_world.done(requests::incident(m_world.colleague(), id)); }
    World m_world;
};

void WidgetsAdministration::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.error()));
    m_world.incident(QStringLiteral("Something"));
}

void WidgetsAdministration::aSearchBecomesAView()
{
    QVERIFY(m_world.openAndLogIn());
    main()->queue().setQuery(QStringLiteral("status:new -tag:spam"));
    main()->queue().model()->setSortKey(QStringLiteral("-priority"));
    QTest::keyClick(main(), Qt::Key_D, Qt::ControlModifier);
    RecordsWindow *window = main()->showViews();
    QVERIFY(QTest::qWaitForWindowExposed(window));
    QTRY_COMPARE(in<QLineEdit>(window, QStringLiteral("query"))->text(), QStringLiteral("status:new -tag:spam"));
    typeInto(in<QLineEdit>(window, QStringLiteral("name")), QStringLiteral("No rubbish & co"));
    // A mistake in the search is told beside it.
    typeInto(in<QLineEdit>(window, QStringLiteral("query")), QStringLiteral("status:purple"));
    press(window, QStringLiteral("save"));
    QTRY_VERIFY(!window->form()->error(QStringLiteral("query")).isEmpty());
    typeInto(in<QLineEdit>(window, QStringLiteral("query")), QStringLiteral("status:new -tag:spam"));
    press(window, QStringLiteral("save"));
    QTRY_COMPARE(sidebar(), QStringList{QStringLiteral("No rubbish & co")});
    window->close();
    // It asks as it was saved, with its order.
    main()->queue().setQuery({});
    main()->queue().model()->setSortKey(QStringLiteral("created"));
    main()->presets().setCurrentRow(main()->presets().builtInCount());
    QTRY_COMPARE(main()->queue().queryField()->query(), QStringLiteral("status:new -tag:spam"));
    QTRY_COMPARE(main()->queue().model()->sortKey(), QStringLiteral("-priority"));
    // Counted like the others.
    QTRY_VERIFY(main()->presets().item(main()->presets().builtInCount())->text().contains(u'('));
}

void WidgetsAdministration::viewsOfOthersCome()
{
    QVERIFY(m_world.openAndLogIn());
    QTRY_COMPARE(sidebar().size(), 1);
    NewView view;
    view.name = QStringLiteral("Everybody's");
    view.scope = ViewScope::Everyone;
    view.query = QStringLiteral("priority:critical");
    SavedView made = m_world.done(requests::createView(m_world.colleague(), view));
    QTRY_COMPARE(sidebar().size(), 2);
    ViewChange change;
    change.name = QStringLiteral("<b>All of us</b>");
    made = m_world.done(requests::changeView(m_world.colleague(), made.id, change, made.version));
    QTRY_VERIFY(sidebar().contains(QStringLiteral("<b>All of us</b>")));
    m_world.done(requests::removeView(m_world.colleague(), made.id, made.version));
    QTRY_COMPARE(sidebar().size(), 1);
}

void WidgetsAdministration::cannedReplyFromFirstToLast()
{
    QVERIFY(m_world.openAndLogIn());
    RecordsWindow *window = main()->showCannedReplies();
    QVERIFY(QTest::qWaitForWindowExposed(window));
    QTest::keyClick(window, Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(in<QLineEdit>(window, QStringLiteral("title"))->hasFocus());
    typeText(in<QLineEdit>(window, QStringLiteral("title")), QStringLiteral("Thanks"));
    typeText(in<QLineEdit>(window, QStringLiteral("shortcut")), QStringLiteral("two words"));
    typeText(in<QPlainTextEdit>(window, QStringLiteral("body")),
             QStringLiteral("Dear {{customer.given_nam}}, thanks."));
    press(window, QStringLiteral("save"));
    QTRY_VERIFY(!window->form()->error(QStringLiteral("shortcut")).isEmpty());
    QVERIFY2(window->form()->error(QStringLiteral("body")).contains(QLatin1String("customer.given_name")),
             qPrintable(window->form()->error(QStringLiteral("body"))));
    typeInto(in<QLineEdit>(window, QStringLiteral("shortcut")), QStringLiteral("thanks"));
    in<QPlainTextEdit>(window, QStringLiteral("body"))
        ->setPlainText(QStringLiteral("Dear {{customer.given_name}},\n\nthanks."));
    press(window, QStringLiteral("save"));
    const auto all = [&] { return m_world.done(requests::cannedReplies(m_world.colleague(), {})).items; };
    QTRY_COMPARE(all().size(), 1);
    QVERIFY(all().first().language.isEmpty() && !all().first().team);
    QTRY_VERIFY(!window->isDirty());
    auto *language = in<QComboBox>(window, QStringLiteral("language"));
    language->setCurrentIndex(language->findData(QStringLiteral("es")));
    QTest::keyClick(window, Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(all().first().language, QStringLiteral("es"));
    QTRY_VERIFY(!window->isDirty());
    language->setCurrentIndex(0);
    QTest::keyClick(window, Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(all().first().language.isEmpty());
}

void WidgetsAdministration::cannedReplyIsPutIn()
{
    NewCannedReply reply;
    reply.title = QStringLiteral("Ask for the number");
    reply.shortcut = QStringLiteral("serial");
    reply.body = QStringLiteral("Dear {{customer.given_name}}, about {{incident.reference}}: the number of your "
                                "{{ product.name }}?");
    m_world.done(requests::createCannedReply(m_world.colleague(), reply));
    const Incident incident = m_world.incident(QStringLiteral("Which one?"));
    QVERIFY(m_world.openAndLogIn());
    QTRY_VERIFY(main()->queue().model()->rowOf(incident.id) >= 0);
    QVERIFY(m_world.choose(incident.id));
    QTRY_VERIFY(main()->panel().incident().isComplete());
    main()->activateWindow();
    auto *edit = main()->findChild<QPlainTextEdit *>(QStringLiteral("message"));
    edit->setFocus();
    QTRY_VERIFY(edit->hasFocus());
    auto *list = main()->panel().findChild<QListWidget *>(QStringLiteral("completions"));
    QVERIFY(list);
    QTest::keyClicks(edit, QStringLiteral("Hello. a::b ::SER"));
    QTRY_VERIFY(list->isVisible());
    QCOMPARE(list->count(), 1);
    QVERIFY(list->item(0)->text().startsWith(QLatin1String("::serial")));
    // Escape closes it until something else is typed.
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!list->isVisible());
    QTest::keyClicks(edit, QStringLiteral("I"));
    QTRY_VERIFY(list->isVisible());
    QTest::keyClick(edit, Qt::Key_Return);
    const QString filled = QStringLiteral("Hello. a::b Dear Ana, about %1: the number of your {{ product.name }}?")
                               .arg(incident.reference);
    QTRY_COMPARE(edit->toPlainText(), filled);
    // There is no product: what stands in its place is not sent.
    QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
    QTest::qWait(300);
    QCOMPARE(edit->toPlainText(), filled);
    QCOMPARE(now(incident.id).messageCount, 1);
    // One step of undo takes the whole reply back.
    edit->undo();
    QVERIFY(edit->toPlainText().endsWith(QLatin1String("::SERI")));
    edit->setPlainText(QStringLiteral("The number, please."));
    QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(now(incident.id).messageCount, 2);
}

void WidgetsAdministration::incidentIsNamed()
{
    const Incident other = m_world.incident(QStringLiteral("Walrus in the router"));
    const Incident incident = m_world.incident(QStringLiteral("As before"));
    QVERIFY(m_world.openAndLogIn());
    QTRY_VERIFY(main()->queue().model()->rowOf(incident.id) >= 0);
    QVERIFY(m_world.choose(incident.id));
    QTRY_VERIFY(main()->panel().incident().isComplete());
    main()->activateWindow();
    auto *edit = main()->findChild<QPlainTextEdit *>(QStringLiteral("message"));
    edit->setFocus();
    QTRY_VERIFY(edit->hasFocus());
    auto *list = main()->panel().findChild<QListWidget *>(QStringLiteral("completions"));
    for (const QString &typed : {QStringLiteral("walrus"), other.id.toString()}) {
        edit->clear();
        QTest::keyClicks(edit, QStringLiteral("see #") + typed);
        QTRY_VERIFY(list->isVisible() && list->count() == 1 && list->item(0)->text().startsWith(other.reference));
        QTest::keyClick(edit, Qt::Key_Tab);
        QCOMPARE(edit->toPlainText(), QStringLiteral("see %1 ").arg(other.reference));
        QVERIFY(edit->hasFocus());
    }
    edit->clear();
}

void WidgetsAdministration::agentsOnlyReadCannedReplies()
{
    const Employee agent = m_world.employee(Role::Agent, QStringLiteral("Just Reads"));
    QVERIFY(m_world.openAndLogIn(agent.email, World::password()));
    RecordsWindow *window = main()->showCannedReplies();
    QTRY_VERIFY(window->model()->rowCount() > 0);
    window->table()->selectRow(0);
    QTRY_VERIFY(!in<QLineEdit>(window, QStringLiteral("title"))->text().isEmpty());
    QVERIFY(!in<QPushButton>(window, QStringLiteral("new"))->isEnabled());
    QVERIFY(!in<QPushButton>(window, QStringLiteral("save"))->isEnabled());
    QVERIFY(!in<QPushButton>(window, QStringLiteral("remove"))->isEnabled());
    // Their own views are theirs to make.
    RecordsWindow *views = main()->showViews();
    QVERIFY(in<QPushButton>(views, QStringLiteral("new"))->isEnabled());
}

void WidgetsAdministration::tagsArePutOnAndTakenOff()
{
    NewTag known;
    known.name = QStringLiteral("garantía");
    m_world.done(requests::createTag(m_world.colleague(), known));
    const Incident incident = m_world.incident(QStringLiteral("To be tagged"));
    QVERIFY(m_world.openAndLogIn());
    QTRY_VERIFY(main()->queue().model()->rowOf(incident.id) >= 0);
    QVERIFY(m_world.choose(incident.id));
    QTRY_VERIFY(main()->panel().actions().tags()->isEnabled());
    const auto open = [&]() -> QLineEdit * {
        main()->panel().actions().tags()->trigger();
        if (!QTest::qWaitFor([] { return dialogNamed(QStringLiteral("tagPicker")) != nullptr; }))
            return nullptr;
        return dialogNamed(QStringLiteral("tagPicker"))->findChild<QLineEdit *>(QStringLiteral("tagEdit"));
    };
    // A known one by its beginning without the accent, and a new one.
    QLineEdit *edit = open();
    QVERIFY(edit);
    auto *list = dialogNamed(QStringLiteral("tagPicker"))->findChild<QListWidget *>(QStringLiteral("tagList"));
    typeText(edit, QStringLiteral("GARANTI"));
    QTRY_COMPARE(list->item(0)->data(Qt::UserRole).toString(), QStringLiteral("garantía"));
    QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
    QTRY_VERIFY(edit->text().isEmpty());
    typeText(edit, QStringLiteral("urgent <b>"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(now(incident.id).tags, (QStringList{QStringLiteral("garantía"), QStringLiteral("urgent <b>")}));
    // Once more takes it off.
    QTRY_VERIFY(main()->panel().actions().tags()->isEnabled() &&
                main()->panel().incident().incident().tags.size() == 2);
    edit = open();
    QVERIFY(edit);
    typeText(edit, QStringLiteral("garantía"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(now(incident.id).tags, QStringList{QStringLiteral("urgent <b>")});
    // Escape changes nothing.
    QTRY_VERIFY(main()->panel().actions().tags()->isEnabled());
    edit = open();
    QVERIFY(edit);
    typeText(edit, QStringLiteral("another"));
    QTest::keyClick(edit, Qt::Key_Escape);
    QTRY_VERIFY(!dialogNamed(QStringLiteral("tagPicker")));
    QCOMPARE(now(incident.id).tags, QStringList{QStringLiteral("urgent <b>")});
}

void WidgetsAdministration::tagsAreMerged()
{
    Incident incident = m_world.incident(QStringLiteral("Carries two"));
    IncidentChange change;
    change.tags = QStringList{QStringLiteral("brokn"), QStringLiteral("keep")};
    m_world.changed(incident.id, change);
    NewTag right;
    right.name = QStringLiteral("broken");
    m_world.done(requests::createTag(m_world.colleague(), right));
    QVERIFY(m_world.openAndLogIn());
    RecordsWindow *window = main()->showTags();
    QVERIFY(QTest::qWaitForWindowExposed(window));
    requests::ListQuery list;
    list.query = QStringLiteral("brokn");
    const auto found = m_world.done(requests::tags(m_world.colleague(), list)).items;
    QCOMPARE(found.size(), 1);
    window->showRecord(found.first().id.value());
    auto *merge = in<QPushButton>(window, QStringLiteral("mergeTag"));
    QTRY_VERIFY(merge->isEnabled() && in<QLineEdit>(window, QStringLiteral("name"))->text() == QLatin1String("brokn"));
    QTest::mouseClick(merge, Qt::LeftButton);
    QTRY_VERIFY(dialogNamed(QStringLiteral("tagPicker")));
    auto *picker = dialogNamed(QStringLiteral("tagPicker"));
    auto *edit = picker->findChild<QLineEdit *>(QStringLiteral("tagEdit"));
    typeText(edit, QStringLiteral("brok"));
    auto *choices = picker->findChild<QListWidget *>(QStringLiteral("tagList"));
    QTRY_COMPARE(choices->count(), 1); // not itself
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(now(incident.id).tags, (QStringList{QStringLiteral("broken"), QStringLiteral("keep")}),
                              20'000);
}

QTEST_MAIN(WidgetsAdministration)

#include "widgetsadministrationtest.moc"
