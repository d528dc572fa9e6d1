// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/customerfile.h"
#include "models/directory.h"
#include "widgets/choicebox.h"
#include "widgets/conversationview.h"
#include "widgets/customercard.h"
#include "widgets/incidentactions.h"
#include "widgets/incidentpanel.h"
#include "widgets/incidentsidebar.h"
#include "widgets/notice.h"
#include "widgets/propertiesform.h"
#include "widgets/queryfield.h"
#include "widgets/queueview.h"
#include "widgets/rowsview.h"
#include "widgetsworld.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QSplitter>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

/// The properties and the customer beside the conversation, by keys against a real server.
class WidgetsSideBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_world.closeConsole(); }
    void everyPropertyIsChangedInItsPlace();
    void mistakesStandBesideTheirFields();
    void textGoesWithItsIncident();
    void customFieldsFollowTheirDefinitions();
    void closingAsksForItsFields();
    void bothCustomValuesAreShown();
    void customerAndTheirOtherIncidents();
    void shownHiddenAndRemembered();

private:
    MainWindow *window() { return m_world.console().mainWindow(); }
    IncidentPanel &panel() { return window()->panel(); }
    PropertiesForm &form() { return panel().sideBar().properties(); }
    template <typename T>
    T *editor(const QString &name)
    {
        auto *found = qobject_cast<T *>(form().editor(name));
        if (!found)
            qFatal("There is no %s", qPrintable(name));
        return found;
    }
    QLineEdit *line(const char *name) { return editor<QLineEdit>(QString::fromLatin1(name)); }
    ChoiceBox *box(const char *name) { return editor<ChoiceBox>(QString::fromLatin1(name)); }
    Incident now(IncidentId id) { return m_world.done(requests::incident(m_world.colleague(), id)); }
    bool open(IncidentId id)
    {
        return m_world.choose(id) && QTest::qWaitFor([&] {
                   return panel().incident().isComplete() && panel().incident().incident().id == id;
               });
    }
    /// Types a text into a line in place of the one there, and Enter.
    void enter(QLineEdit *edit, const QString &text)
    {
        typeInto(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }
    /// Opens the list of a box by the arrow key and takes the row with this text.
    void pick(ChoiceBox *choice, const QString &text)
    {
        choice->setFocus();
        QTest::keyClick(choice, Qt::Key_Down);
        const int row = choice->findText(text);
        if (row < 0)
            qFatal("There is no choice %s", qPrintable(text));
        QTRY_VERIFY(choice->view()->isVisible());
        choice->view()->setCurrentIndex(choice->model()->index(row, 0));
        QTest::keyClick(choice->view(), Qt::Key_Return);
    }
    CustomField define(const QString &key, CustomFieldType type, const std::function<void(CustomFieldRules &)> &rules);

    World m_world;
    Product m_router;
    Team m_team;
};

void WidgetsSideBar::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.error()));
    NewProduct router;
    router.sku = QStringLiteral("RX-1");
    router.name = QStringLiteral("Router X1");
    router.category = QStringLiteral("Networks");
    m_router = m_world.done(requests::createProduct(m_world.colleague(), router));
    NewTeam team;
    team.name = QStringLiteral("Repairs");
    m_team = m_world.done(requests::createTeam(m_world.colleague(), team));
    m_world.employee(Role::Agent, QStringLiteral("Bruno Beltrán"), {m_team.id});
    m_world.employee(Role::Agent, QStringLiteral("Clara Bello"));
}

void WidgetsSideBar::init()
{
    QVERIFY(m_world.openAndLogIn());
    window()->resize(1600, 900);
    window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window()));
    panel().setSideBarShown(true);
}

CustomField WidgetsSideBar::define(const QString &key, CustomFieldType type,
                                   const std::function<void(CustomFieldRules &)> &rules)
{
    NewCustomField input;
    input.key = key;
    input.type = type;
    input.positioned = false;
    input.rules.label = {{QStringLiteral("es"), QStringLiteral("El ") + key},
                         {QStringLiteral("en"), QStringLiteral("The ") + key}};
    rules(input.rules);
    return m_world.done(requests::createCustomField(m_world.colleague(), input));
}

void WidgetsSideBar::everyPropertyIsChangedInItsPlace()
{
    const Incident incident = m_world.incident(QStringLiteral("Properties"));
    QVERIFY(open(incident.id));
    QTRY_VERIFY(m_world.console().feed().isLive());
    enter(line("order_number"), QStringLiteral("A-77"));
    QTRY_COMPARE(now(incident.id).orderNumber, QStringLiteral("A-77"));
    // It can be taken back as any change.
    QTRY_VERIFY(panel().notice().actionButton()->isVisible());
    QVERIFY(panel().notice().text().contains(QLatin1String("A-77")));
    QTest::mouseClick(panel().notice().actionButton(), Qt::LeftButton);
    QTRY_VERIFY(now(incident.id).orderNumber.isEmpty());
    QTRY_VERIFY(line("order_number")->text().isEmpty());
    // A text is taken when it is left, too.
    typeInto(line("serial_number"), QStringLiteral("SN 5"));
    line("order_number")->setFocus();
    QTRY_COMPARE(now(incident.id).serialNumber, QStringLiteral("SN 5"));
    enter(line("subject"), QStringLiteral("Other words"));
    QTRY_COMPARE(now(incident.id).subject, QStringLiteral("Other words"));
    enter(line("due_at"), QStringLiteral("3d"));
    QTRY_VERIFY(now(incident.id).dueAt.has_value());
    QCOMPARE(now(incident.id).dueAt->toDateTime().toLocalTime().date(), QDate::currentDate().addDays(3));
    enter(line("due_at"), QString());
    QTRY_VERIFY(!now(incident.id).dueAt.has_value());
    enter(line("tags"), QStringLiteral("Zeta, alpha ,zeta"));
    QTRY_COMPARE(now(incident.id).tags, (QStringList{QStringLiteral("alpha"), QStringLiteral("zeta")}));
    QTRY_COMPARE(line("tags")->text(), QStringLiteral("alpha, zeta"));
    // Several at once, without waiting for each other.
    pick(box("impact"), QStringLiteral("High"));
    pick(box("urgency"), QStringLiteral("High"));
    pick(box("language"), QStringLiteral("Español"));
    QTRY_COMPARE(now(incident.id).language, QStringLiteral("es"));
    QTRY_COMPARE(toString(now(incident.id).priority), QStringLiteral("critical"));
    QTRY_VERIFY(box("priority")->currentText().startsWith(QLatin1String("Critical")));
    pick(box("priority"), QStringLiteral("Low"));
    QTRY_VERIFY(now(incident.id).priorityByHand);
    pick(box("status"), QStringLiteral("Open"));
    QTRY_COMPARE(toString(now(incident.id).status), QStringLiteral("open"));
    // A name is found by a part of it.
    box("assignee_id")->setFocus();
    typeInto(box("assignee_id"), QStringLiteral("beltr"));
    QTest::keyClick(box("assignee_id"), Qt::Key_Return);
    QTRY_COMPARE(now(incident.id).assigneeName, QStringLiteral("Bruno Beltrán"));
    typeInto(box("product_id"), QStringLiteral("x1"));
    QTest::keyClick(box("product_id"), Qt::Key_Return);
    QTRY_COMPARE(now(incident.id).product, std::optional(m_router.id));
    pick(box("team_id"), QStringLiteral("Repairs"));
    QTRY_COMPARE(now(incident.id).team, std::optional(m_team.id));
    // What others change is seen.
    IncidentChange theirs;
    theirs.orderNumber = QStringLiteral("THEIRS");
    m_world.changed(incident.id, theirs);
    QTRY_COMPARE(line("order_number")->text(), QStringLiteral("THEIRS"));
    // A wheel and an arrow key change nothing.
    const qint64 version = now(incident.id).version;
    box("impact")->setFocus();
    QTest::keyClick(box("impact"), Qt::Key_PageDown);
    QTest::keyClick(box("impact"), Qt::Key_End);
    QTest::keyClick(box("impact"), Qt::Key_Up);
    QTRY_VERIFY(box("impact")->view()->isVisible());
    QTest::keyClick(box("impact")->view(), Qt::Key_Escape);
    QCOMPARE(now(incident.id).version, version);
}

void WidgetsSideBar::mistakesStandBesideTheirFields()
{
    const Incident incident = m_world.incident(QStringLiteral("Mistakes"));
    QVERIFY(open(incident.id));
    enter(line("due_at"), QStringLiteral("whenever"));
    QVERIFY(!form().mistake(QStringLiteral("due_at")).isEmpty());
    QCOMPARE(line("due_at")->accessibleDescription(), form().mistake(QStringLiteral("due_at")));
    QCOMPARE(line("due_at")->text(), QStringLiteral("whenever"));
    QTest::keyClick(line("due_at"), Qt::Key_Escape);
    QVERIFY(form().mistake(QStringLiteral("due_at")).isEmpty() && line("due_at")->text().isEmpty());
    enter(line("order_number"), QString(70, u'9'));
    QVERIFY(form().mistake(QStringLiteral("order_number")).contains(QLatin1String("64")));
    enter(line("order_number"), QStringLiteral("9"));
    QVERIFY(form().mistake(QStringLiteral("order_number")).isEmpty());
    QTRY_COMPARE(now(incident.id).orderNumber, QStringLiteral("9"));
    enter(line("subject"), QString());
    QVERIFY(!form().mistake(QStringLiteral("subject")).isEmpty());
    QCOMPARE(now(incident.id).subject, QStringLiteral("Mistakes"));
    QTest::keyClick(line("subject"), Qt::Key_Escape);
    typeInto(box("assignee_id"), QStringLiteral("nobody of this name"));
    QTest::keyClick(box("assignee_id"), Qt::Key_Return);
    QVERIFY(!form().mistake(QStringLiteral("assignee_id")).isEmpty());
    // Escape takes back what was typed, and once more leads to the conversation.
    QTest::keyClick(box("assignee_id"), Qt::Key_Escape);
    QVERIFY(!box("assignee_id")->isTyping());
    QTest::keyClick(box("assignee_id"), Qt::Key_Escape);
    QTest::keyClick(box("assignee_id"), Qt::Key_Escape);
    QTRY_VERIFY(panel().conversation().hasFocus());
    QVERIFY(!now(incident.id).assignee);
}

void WidgetsSideBar::textGoesWithItsIncident()
{
    const Incident first = m_world.incident(QStringLiteral("Typed here"));
    const Incident second = m_world.incident(QStringLiteral("Not here"));
    QVERIFY(open(first.id));
    typeInto(line("order_number"), QStringLiteral("OF-FIRST"));
    // The list goes on while the focus stays in the field.
    panel().showIncident(second);
    QTRY_COMPARE(now(first.id).orderNumber, QStringLiteral("OF-FIRST"));
    QTRY_VERIFY(panel().incident().isComplete() && !panel().incident().isSaving());
    QVERIFY(line("order_number")->text().isEmpty());
    QVERIFY(now(second.id).orderNumber.isEmpty());
}

void WidgetsSideBar::customFieldsFollowTheirDefinitions()
{
    const Incident incident = m_world.incident(QStringLiteral("Custom"));
    QVERIFY(open(incident.id));
    define(QStringLiteral("firmware"), CustomFieldType::Text, [](CustomFieldRules &rules) { rules.maxLength = 8; });
    define(QStringLiteral("devices"), CustomFieldType::Integer, [](CustomFieldRules &rules) {
        rules.min = 1;
        rules.max = 9;
    });
    define(QStringLiteral("bought"), CustomFieldType::Date, [](CustomFieldRules &) {});
    define(QStringLiteral("insured"), CustomFieldType::Boolean, [](CustomFieldRules &) {});
    define(QStringLiteral("policy"), CustomFieldType::Text, [](CustomFieldRules &rules) {
        rules.condition.field = QStringLiteral("insured");
        rules.condition.values = {QStringLiteral("true")};
    });
    define(QStringLiteral("band"), CustomFieldType::Choice, [](CustomFieldRules &rules) {
        rules.choices = {
            {QStringLiteral("2g"),
             {{QStringLiteral("es"), QStringLiteral("Dos")}, {QStringLiteral("en"), QStringLiteral("Two")}}},
            {QStringLiteral("5g"),
             {{QStringLiteral("es"), QStringLiteral("Cinco")}, {QStringLiteral("en"), QStringLiteral("Five")}}}};
        rules.condition.categories = {QStringLiteral("Networks")};
    });
    define(QStringLiteral("lights"), CustomFieldType::Choices, [](CustomFieldRules &rules) {
        for (const char *each : {"red", "green"})
            rules.choices.append({QString::fromLatin1(each),
                                  {{QStringLiteral("es"), QString::fromLatin1(each)},
                                   {QStringLiteral("en"), QString::fromLatin1(each)}}});
    });
    // They come by themselves; only those whose condition holds.
    QTRY_VERIFY_WITH_TIMEOUT(form().editor(QStringLiteral("custom_fields/lights")), 10'000);
    QVERIFY(!form().editor(QStringLiteral("custom_fields/policy")));
    QVERIFY(!form().editor(QStringLiteral("custom_fields/band")));
    QCOMPARE(line("custom_fields/firmware")->accessibleName(), QStringLiteral("The firmware"));
    const auto value = [&](const char *key) { return now(incident.id).customFields.value(QLatin1String(key)); };
    enter(line("custom_fields/firmware"), QStringLiteral("far too long"));
    QVERIFY(form().mistake(QStringLiteral("custom_fields/firmware")).contains(u'8'));
    enter(line("custom_fields/firmware"), QStringLiteral("3.1"));
    QTRY_COMPARE(value("firmware").toString(), QStringLiteral("3.1"));
    enter(line("custom_fields/devices"), QStringLiteral("many"));
    QVERIFY(!form().mistake(QStringLiteral("custom_fields/devices")).isEmpty());
    enter(line("custom_fields/devices"), QStringLiteral("12"));
    QVERIFY(form().mistake(QStringLiteral("custom_fields/devices")).contains(u'9'));
    enter(line("custom_fields/devices"), QStringLiteral("4"));
    QTRY_COMPARE(value("devices").toInt(), 4);
    enter(line("custom_fields/bought"), QStringLiteral("2026-02-30"));
    QVERIFY(!form().mistake(QStringLiteral("custom_fields/bought")).isEmpty());
    enter(line("custom_fields/bought"), QStringLiteral("2026-02-03"));
    QTRY_COMPARE(value("bought").toString(), QStringLiteral("2026-02-03"));
    pick(box("custom_fields/insured"), QStringLiteral("yes"));
    QTRY_COMPARE(value("insured").toBool(), true);
    QTRY_VERIFY(form().editor(QStringLiteral("custom_fields/policy")));
    QTRY_VERIFY(line("custom_fields/policy")->isVisible());
    pick(box("custom_fields/insured"), QStringLiteral("no"));
    QTRY_VERIFY(!line("custom_fields/policy")->isVisible());
    typeInto(box("product_id"), QStringLiteral("Router X1"));
    QTest::keyClick(box("product_id"), Qt::Key_Return);
    QTRY_VERIFY(form().editor(QStringLiteral("custom_fields/band")));
    QTRY_VERIFY(box("custom_fields/band")->isVisible());
    pick(box("custom_fields/band"), QStringLiteral("Five"));
    QTRY_COMPARE(value("band").toString(), QStringLiteral("5g"));
    auto *lights = editor<QListWidget>(QStringLiteral("custom_fields/lights"));
    lights->setFocus();
    lights->setCurrentRow(1);
    QTest::keyClick(lights, Qt::Key_Space);
    QTest::keyClick(lights, Qt::Key_Return);
    QTRY_COMPARE(value("lights").toArray(), QJsonArray{QStringLiteral("green")});
    // Emptied it is gone, and Undo brings it back.
    enter(line("custom_fields/firmware"), QString());
    QTRY_VERIFY(!now(incident.id).customFields.contains(QStringLiteral("firmware")));
    QTRY_VERIFY(panel().notice().actionButton()->isVisible() &&
                panel().notice().text().contains(QLatin1String("firmware")));
    QTest::mouseClick(panel().notice().actionButton(), Qt::LeftButton);
    QTRY_COMPARE(value("firmware").toString(), QStringLiteral("3.1"));
}

void WidgetsSideBar::closingAsksForItsFields()
{
    const CustomField cause = define(QStringLiteral("cause"), CustomFieldType::Text,
                                     [](CustomFieldRules &rules) { rules.required = CustomFieldRequired::Closing; });
    const Incident incident = m_world.incident(QStringLiteral("To be closed"));
    QVERIFY(open(incident.id));
    QTRY_VERIFY(form().editor(QStringLiteral("custom_fields/cause")));
    panel().setSideBarShown(false);
    QTRY_VERIFY(panel().actions().resolve()->isEnabled());
    panel().actions().resolve()->trigger();
    // What is missing is shown in its place, though the side bar was hidden.
    QTRY_VERIFY(!form().mistake(QStringLiteral("custom_fields/cause")).isEmpty());
    QVERIFY(panel().isSideBarShown());
    QTRY_COMPARE(box("status")->currentText(), QStringLiteral("New"));
    enter(line("custom_fields/cause"), QStringLiteral("Heat"));
    QTRY_COMPARE(now(incident.id).customFields.value(QStringLiteral("cause")).toString(), QStringLiteral("Heat"));
    QTRY_VERIFY(panel().actions().resolve()->isEnabled());
    panel().actions().resolve()->trigger();
    QTRY_COMPARE(toString(now(incident.id).status), QStringLiteral("resolved"));
    CustomFieldChange archived;
    archived.archived = true;
    m_world.done(requests::changeCustomField(m_world.colleague(), cause.id, archived, cause.version));
}

void WidgetsSideBar::bothCustomValuesAreShown()
{
    define(QStringLiteral("shelf"), CustomFieldType::Text, [](CustomFieldRules &) {});
    const Incident incident = m_world.incident(QStringLiteral("Both of us"));
    QVERIFY(open(incident.id));
    QTRY_VERIFY(form().editor(QStringLiteral("custom_fields/shelf")));
    m_world.console().feed().stop();
    IncidentChange theirs;
    theirs.customFields = QJsonObject{{QStringLiteral("shelf"), QStringLiteral("left")}};
    m_world.changed(incident.id, theirs);
    enter(line("custom_fields/shelf"), QStringLiteral("right"));
    QTRY_VERIFY_WITH_TIMEOUT(dialogNamed(QStringLiteral("conflictDialog")), 10'000);
    QDialog *dialog = dialogNamed(QStringLiteral("conflictDialog"));
    QString all;
    for (const QRadioButton *button : dialog->findChildren<QRadioButton *>())
        all += button->text();
    QVERIFY2(all.contains(QLatin1String("left")) && all.contains(QLatin1String("right")), qPrintable(all));
    // Theirs stands, and ours is not sent after all.
    dialog->accept();
    QTRY_COMPARE(line("custom_fields/shelf")->text(), QStringLiteral("left"));
    QVERIFY(!panel().incident().isSaving());
    QCOMPARE(now(incident.id).customFields.value(QStringLiteral("shelf")).toString(), QStringLiteral("left"));
}

void WidgetsSideBar::customerAndTheirOtherIncidents()
{
    const Incident resolved = m_world.incident(QStringLiteral("An older one"));
    IncidentChange done;
    done.status = IncidentStatus::Resolved;
    done.customFields = QJsonObject{{QStringLiteral("cause"), QStringLiteral("Dust")}};
    m_world.changed(resolved.id, done);
    const Incident newer = m_world.incident(QStringLiteral("A newer one"));
    const Incident incident = m_world.incident(QStringLiteral("Looked at"));
    QVERIFY(open(incident.id));
    CustomerCard &card = panel().sideBar().customer();
    QAbstractItemModelTester tester(card.file(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTRY_VERIFY(card.file()->isComplete());
    QCOMPARE(m_world.find<QLabel>(QStringLiteral("customerName"))->text(), QStringLiteral("Ana Pérez"));
    QCOMPARE(m_world.find<QLabel>(QStringLiteral("customerEmail"))->text(), QStringLiteral("ana@example.com"));
    const auto rowOf = [&](IncidentId id) {
        for (int row = 0; row < card.file()->rowCount(); ++row) {
            if (card.file()->at(row).id == id)
                return row;
        }
        return -1;
    };
    // The newest first, without the one that is open; those still worked on are marked.
    QCOMPARE(rowOf(incident.id), -1);
    QCOMPARE(rowOf(newer.id), 0);
    QCOMPARE(rowOf(resolved.id), 1);
    QVERIFY(card.file()->index(0).data(CustomerFile::OpenRole).toBool());
    QVERIFY(!card.file()->index(1).data(CustomerFile::OpenRole).toBool());
    // One more comes while it is looked at.
    const Incident newest = m_world.incident(QStringLiteral("The newest one"));
    QTRY_COMPARE(rowOf(newest.id), 0);
    // U goes there, Enter opens.
    window()->queue().focusList();
    QTRY_VERIFY(window()->queue().table()->hasFocus());
    QTest::keyClick(window()->queue().table(), Qt::Key_U);
    QTRY_VERIFY(card.incidents()->hasFocus());
    card.incidents()->setCurrentIndex(card.file()->index(rowOf(newer.id)));
    QTest::keyClick(card.incidents(), Qt::Key_Return);
    QTRY_COMPARE(panel().incident().incident().id, newer.id);
    QTRY_VERIFY(rowOf(newer.id) < 0 && rowOf(incident.id) >= 0);
    // All of them in the list.
    QTest::mouseClick(m_world.find<QPushButton>(QStringLiteral("allOfCustomer")), Qt::LeftButton);
    QTRY_COMPARE(window()->queue().queryField()->query(), QStringLiteral("customer:") + newer.customer.toString());
}

void WidgetsSideBar::shownHiddenAndRemembered()
{
    const Incident incident = m_world.incident(QStringLiteral("Remember"));
    QVERIFY(open(incident.id));
    window()->queue().focusList();
    QTRY_VERIFY(window()->queue().table()->hasFocus());
    QTest::keyClick(window()->queue().table(), Qt::Key_I);
    QTRY_VERIFY(box("status")->hasFocus());
    // Hidden with the focus in it, the keyboard is not lost.
    QTest::keyClick(box("status"), Qt::Key_V);
    QTRY_VERIFY(!panel().sideBar().isVisible());
    QTRY_VERIFY(panel().conversation().hasFocus());
    m_world.closeConsole();
    QVERIFY(m_world.openAndLogIn());
    QVERIFY(!panel().isSideBarShown());
    QVERIFY(open(incident.id));
    panel().setSideBarShown(true);
    auto *splitter = qobject_cast<QSplitter *>(panel().sideBar().parentWidget());
    QVERIFY(splitter);
    window()->resize(1600, 900);
    QTRY_VERIFY(splitter->width() > 600);
    splitter->setSizes({splitter->width() - 300, 300});
    Q_EMIT splitter->splitterMoved(splitter->sizes().constFirst(), 1); // as by the mouse
    const int wide = panel().sideBar().width();
    m_world.closeConsole();
    QVERIFY(m_world.openAndLogIn());
    QVERIFY(panel().isSideBarShown());
    QVERIFY(open(incident.id));
    QTRY_VERIFY(qAbs(panel().sideBar().width() - wide) <= 8);
}

QTEST_MAIN(WidgetsSideBar)
#include "widgetssidebartest.moc"
