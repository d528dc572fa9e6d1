// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/customerfile.h"
#include "models/incidentlistmodel.h"
#include "widgets/callerfinder.h"
#include "widgets/callform.h"
#include "widgets/choicebox.h"
#include "widgets/commands.h"
#include "widgets/composer.h"
#include "widgets/fieldform.h"
#include "widgets/incidentpanel.h"
#include "widgets/notice.h"
#include "widgets/phonecalls.h"
#include "widgets/queueview.h"
#include "widgetsworld.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

/// Taking a telephone call by keys alone, counted; nothing written is lost.
class WidgetsCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void whatIsTypedIsSorted();
    void aKnownCallerIsFourKeys();
    void aCallerIsFoundByTheNumber();
    void aNewCallerIsEntered();
    void anAddressBelongsToOne();
    void theCallIsAboutAnOpenOne();
    void theDraftStays();
    void requiredFieldsAreAsked();
    void whatIsRefusedStays();
    void withoutTheServer();

private:
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        ++m_keys;
        QTest::keyClick(focused(), static_cast<Qt::Key>(key), modifiers);
    }
    QWidget *focused()
    {
        const auto there = [this] {
            QWidget *wanted = form() ? static_cast<QWidget *>(form()) : window();
            if (QApplication::activeWindow() != wanted)
                wanted->activateWindow();
            return QApplication::focusWidget() && QApplication::focusWidget()->window() == wanted;
        };
        if (!QTest::qWaitFor(there))
            qFatal("nothing has the focus");
        return QApplication::focusWidget();
    }
    void type(const QString &text) { typeText(focused(), text); }
    MainWindow *window() { return m_world.console().mainWindow(); }
    CallForm *form() { return window()->calls().form(); }
    CallerFinder &caller() { return form()->caller(); }
    /// Logged in, the list in focus, and the form opened by its key.
    bool openForm(const QString &language = QStringLiteral("en"))
    {
        if (!m_world.openAndLogIn({}, {}, language))
            return false;
        // What is done goes through the queue, once it is there.
        if (!QTest::qWaitFor([this] { return m_world.console().offline()->isReady(); }, 20'000))
            return false;
        window()->queue().focusList();
        m_keys = 0;
        press(Qt::Key_Y);
        return form() && QTest::qWaitFor([this] { return form()->isActiveWindow(); });
    }
    QListWidget *matches() { return form()->findChild<QListWidget *>(QStringLiteral("callMatches")); }
    /// Waits for the customer, as somebody does who reads what is found.
    bool isFound(const QString &name)
    {
        return QTest::qWaitFor([&] { return matches()->item(0) && matches()->item(0)->text().contains(name); }, 10'000);
    }
    Incident newest()
    {
        const auto page =
            m_world.done(requests::incidents(m_world.colleague(), {QString(), QStringLiteral("-created"), {}, 1}));
        return m_world.done(requests::incident(m_world.colleague(), page.items.constFirst().id));
    }
    qint64 incidentCount() { return m_world.done(requests::countIncidents(m_world.colleague(), {})).count; }
    Incident openedFor(const Customer &customer, const QString &subject)
    {
        NewIncident input;
        input.subject = subject;
        input.description = QStringLiteral("It does not work.");
        input.customer = customer.id;
        return m_world.done(requests::createIncident(m_world.colleague(), input));
    }

    World m_world;
    Customer m_lucia;
    int m_keys = 0;
};

void WidgetsCall::initTestCase()
{
    QVERIFY2(m_world.start(ServerProcess::Options::onFixedPorts()), qPrintable(m_world.error()));
    NewCustomer lucia;
    lucia.givenName = QStringLiteral("Lucía");
    lucia.familyName = QStringLiteral("García Ibáñez");
    lucia.email = QStringLiteral("lucia@example.com");
    lucia.phone = QStringLiteral("+34 600 111 222");
    lucia.locale = QStringLiteral("es");
    m_lucia = m_world.done(requests::createCustomer(m_world.colleague(), lucia));
    m_world.customer(QStringLiteral("Gary"), QStringLiteral("Oldfield"));
    NewProduct router;
    router.sku = QStringLiteral("RX-200");
    router.name = QStringLiteral("Router X200");
    router.category = QStringLiteral("Networks");
    m_world.done(requests::createProduct(m_world.colleague(), router));
}

void WidgetsCall::cleanup()
{
    m_world.closeConsole();
    if (!m_world.server().isRunning())
        MOSTRADOR_START_SERVER(m_world.server());
}

void WidgetsCall::whatIsTypedIsSorted()
{
    const auto sorted = [](const char *text) {
        const NewCustomer who = callerFromText(QString::fromUtf8(text));
        return QStringList{who.givenName, who.familyName, who.phone, who.email}.join(u'|');
    };
    QCOMPARE(sorted("Nuria Soler Vidal"), QStringLiteral("Nuria|Soler Vidal||"));
    QCOMPARE(sorted("Nuria Soler +34 600 123 456"), QStringLiteral("Nuria|Soler|+34 600 123 456|"));
    QCOMPARE(sorted("600123456"), QStringLiteral("||600123456|"));
    QCOMPARE(sorted("nuria2024@example.com"), QStringLiteral("|||nuria2024@example.com"));
    QCOMPARE(sorted("Nuria nuria@example.com (91) 555 12 34"),
             QStringLiteral("Nuria||(91) 555 12 34|nuria@example.com"));
    QCOMPARE(sorted("R2 D2"), QStringLiteral("R2|D2||"));
    QCOMPARE(sorted(""), QStringLiteral("|||"));
}

void WidgetsCall::aKnownCallerIsFourKeys()
{
    QVERIFY(openForm());
    type(QStringLiteral("garcia"));
    press(Qt::Key_Return); // at once: it is taken when the server has told who that is
    QTRY_VERIFY(caller().customer().has_value());
    QCOMPARE(caller().customer()->id, m_lucia.id);
    QTRY_COMPARE(focused()->objectName(), QStringLiteral("subject"));
    type(QStringLiteral("No light on the router"));
    press(Qt::Key_Tab);
    type(QStringLiteral("Since **noon** no lamp is on."));
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_keys, 4);
    QTRY_VERIFY(!form());
    const Incident filed = newest();
    QCOMPARE(filed.subject, QStringLiteral("No light on the router"));
    QCOMPARE(filed.description, QStringLiteral("Since **noon** no lamp is on."));
    QCOMPARE(filed.customer, m_lucia.id);
    QCOMPARE(toString(filed.channel), QStringLiteral("phone"));
    QCOMPARE(filed.language, QStringLiteral("es"));
    // It is what is read now, and nothing waits.
    QTRY_COMPARE(window()->panel().incident().incident().id, filed.id);
    QVERIFY(!window()->calls().button()->isVisible());
    QCOMPARE(m_world.console().offline()->queue().unfinishedCount(), 0);
}

void WidgetsCall::aCallerIsFoundByTheNumber()
{
    QVERIFY(openForm());
    for (const char *typed : {"600 111", "0034600", "lucia@ex", "GARCÍA lu", "ibanez"}) {
        typeInto(focused(), QString::fromUtf8(typed));
        QVERIFY2(isFound(QStringLiteral("Lucía García Ibáñez")), typed);
    }
    // The arrows choose while the typing goes on; the last row enters a new one.
    typeInto(focused(), QStringLiteral("ga"));
    QTRY_COMPARE_WITH_TIMEOUT(matches()->count(), 3, 10'000);
    press(Qt::Key_Down);
    QVERIFY(matches()->currentItem()->text().contains(QLatin1String("Gary")) ||
            matches()->currentItem()->text().contains(QLatin1String("Lucía")));
    const QString wanted = matches()->currentItem()->text().section(QStringLiteral(" · "), 0, 0);
    press(Qt::Key_Return);
    QTRY_VERIFY(caller().customer().has_value());
    QCOMPARE(caller().customer()->displayName(), wanted);
    // Typing on looks for another.
    press(Qt::Key_Tab, Qt::ShiftModifier);
    auto *search = form()->findChild<QLineEdit *>(QStringLiteral("callSearch"));
    search->setFocus();
    type(QStringLiteral("x"));
    QVERIFY(!caller().customer().has_value());
    // Nobody is nobody.
    typeInto(search, QString());
    press(Qt::Key_Return);
    press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(form());
    QCOMPARE(QApplication::focusWidget(), search);
}

void WidgetsCall::aNewCallerIsEntered()
{
    QVERIFY(openForm());
    type(QStringLiteral("Nuria Soler 600 123 456"));
    press(Qt::Key_Return); // nobody is found: a new customer
    QTRY_COMPARE_WITH_TIMEOUT(focused()->objectName(), QStringLiteral("email"), 10'000);
    type(QStringLiteral("nuria@example.org"));
    press(Qt::Key_Return);
    QTRY_COMPARE(focused()->objectName(), QStringLiteral("subject"));
    type(QStringLiteral("Wrong colour"));
    press(Qt::Key_Tab);
    type(QStringLiteral("Blue came, green was ordered."));
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_keys, 5);
    QTRY_VERIFY(!form());
    const Incident filed = newest();
    QCOMPARE(filed.subject, QStringLiteral("Wrong colour"));
    const Customer made = m_world.done(requests::customer(m_world.colleague(), filed.customer));
    QCOMPARE(made.displayName(), QStringLiteral("Nuria Soler"));
    QCOMPARE(made.phone, QStringLiteral("600 123 456"));
    QCOMPARE(made.email, QStringLiteral("nuria@example.org"));
    QCOMPARE(made.locale, QStringLiteral("en"));
}

void WidgetsCall::anAddressBelongsToOne()
{
    QVERIFY(openForm());
    type(QStringLiteral("Luz Garzón"));
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(focused()->objectName(), QStringLiteral("email"), 10'000);
    type(QStringLiteral("LUCIA@example.com"));
    press(Qt::Key_Return);
    QTRY_VERIFY(caller().customer().has_value());
    QCOMPARE(caller().customer()->id, m_lucia.id);
    QCOMPARE(focused()->objectName(), QStringLiteral("subject"));
    form()->findChild<QPushButton *>(QStringLiteral("callAnew"))->click();
    QVERIFY(!caller().customer().has_value());
    press(Qt::Key_Escape);
    QTRY_VERIFY(!form());
    QVERIFY(!window()->calls().button()->isVisible());
}

void WidgetsCall::theCallIsAboutAnOpenOne()
{
    const Customer customer = m_world.customer(QStringLiteral("Olga"), QStringLiteral("Prat"));
    const Incident older = openedFor(customer, QStringLiteral("The older one"));
    const Incident newer = openedFor(customer, QStringLiteral("The newer one"));
    const Incident over = openedFor(customer, QStringLiteral("One that is over"));
    IncidentChange resolved;
    resolved.status = IncidentStatus::Resolved;
    m_world.changed(over.id, resolved);
    QVERIFY(openForm());
    type(QStringLiteral("olga"));
    press(Qt::Key_Return);
    QTRY_COMPARE(caller().file()->rowCount(), 2);
    QCOMPARE(form()->findChild<QLabel *>(QStringLiteral("callIncidentsHeading"))->text(),
             QStringLiteral("2 open incidents"));
    // What was written before it came out goes along.
    type(QStringLiteral("She asks when it comes"));
    press(Qt::Key_Up);   // to the incidents
    press(Qt::Key_Down); // the older one
    press(Qt::Key_Return);
    QCOMPARE(m_keys, 5);
    QTRY_VERIFY(!form());
    QTRY_COMPARE(window()->panel().incident().incident().id, older.id);
    auto *editor = window()->panel().findChild<QPlainTextEdit *>(QStringLiteral("message"));
    QTRY_VERIFY(editor->hasFocus());
    QCOMPARE(window()->panel().composer().kind(), Draft::Kind::Note);
    QCOMPARE(editor->toPlainText(), QStringLiteral("She asks when it comes"));
    QVERIFY(!window()->calls().button()->isVisible());
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(editor->toPlainText().isEmpty());
    const auto isSaid = [&] {
        const auto messages = m_world.done(requests::messages(m_world.colleague(), older.id, {})).items;
        return std::any_of(messages.begin(), messages.end(), [](const Message &one) {
            return one.internal && one.body == QLatin1String("She asks when it comes");
        });
    };
    QTRY_VERIFY(isSaid());
    Q_UNUSED(newer)
}

void WidgetsCall::theDraftStays()
{
    QVERIFY(openForm());
    type(QStringLiteral("garcia"));
    press(Qt::Key_Return);
    QTRY_COMPARE(focused()->objectName(), QStringLiteral("subject"));
    type(QStringLiteral("Half a"));
    press(Qt::Key_Tab);
    type(QStringLiteral("The customer says"));
    // By mistake.
    press(Qt::Key_Escape);
    QTRY_VERIFY(!form());
    QPushButton *button = window()->calls().button();
    QTRY_VERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(form() && !button->isVisible());
    auto *text = form()->findChild<QPlainTextEdit *>(QStringLiteral("description"));
    QCOMPARE(text->toPlainText(), QStringLiteral("The customer says"));
    text->setFocus();
    text->moveCursor(QTextCursor::End);
    type(QStringLiteral(" that"));
    // The console ends; nobody closed anything.
    m_world.closeConsole();
    QVERIFY(m_world.openAndLogIn());
    QTRY_VERIFY(window()->calls().button()->isVisible());
    window()->queue().focusList();
    press(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(form());
    QVERIFY(form()->notice().text().contains(QLatin1String("Not filed yet")));
    QVERIFY(caller().customer().has_value());
    QCOMPARE(caller().customer()->id, m_lucia.id);
    QCOMPARE(form()->findChild<QLineEdit *>(QStringLiteral("subject"))->text(), QStringLiteral("Half a"));
    QCOMPARE(form()->findChild<QPlainTextEdit *>(QStringLiteral("description"))->toPlainText(),
             QStringLiteral("The customer says that"));
    QTest::mouseClick(form()->findChild<QPushButton *>(QStringLiteral("callAnew")), Qt::LeftButton);
    QVERIFY(!caller().customer().has_value());
    press(Qt::Key_Escape);
    QTRY_VERIFY(!form());
    m_world.closeConsole();
    QVERIFY(m_world.openAndLogIn());
    QVERIFY(!window()->calls().button()->isVisible());
}

void WidgetsCall::requiredFieldsAreAsked()
{
    NewCustomField field;
    field.key = QStringLiteral("firmware");
    field.type = CustomFieldType::Text;
    field.rules.label = {{QStringLiteral("en"), QStringLiteral("Firmware")},
                         {QStringLiteral("es"), QStringLiteral("Firmware")}};
    field.rules.required = CustomFieldRequired::Opening;
    field.rules.condition.categories = {QStringLiteral("Networks")};
    const CustomField defined = m_world.done(requests::createCustomField(m_world.colleague(), field));
    QVERIFY(openForm());
    type(QStringLiteral("garcia"));
    press(Qt::Key_Return);
    QTRY_COMPARE(focused()->objectName(), QStringLiteral("subject"));
    type(QStringLiteral("It restarts"));
    press(Qt::Key_Return);
    type(QStringLiteral("Every night."));
    QTRY_VERIFY(form()->findChild<QLineEdit *>(QStringLiteral("firmware")));
    auto *firmware = form()->findChild<QLineEdit *>(QStringLiteral("firmware"));
    QVERIFY(!firmware->isVisible()); // of no such product yet
    press(Qt::Key_Tab);
    QCOMPARE(focused()->objectName(), QStringLiteral("product_id"));
    type(QStringLiteral("x200"));
    press(Qt::Key_Return);
    QTRY_VERIFY(firmware->isVisible());
    press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(form());
    QTRY_COMPARE(QApplication::focusWidget(), firmware);
    QVERIFY(!firmware->accessibleDescription().isEmpty());
    type(QStringLiteral("3.1"));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!form());
    const Incident filed = newest();
    QCOMPARE(filed.subject, QStringLiteral("It restarts"));
    QCOMPARE(filed.productName, QStringLiteral("Router X200"));
    QCOMPARE(filed.customFields.value(QStringLiteral("firmware")).toString(), QStringLiteral("3.1"));
    m_world.done(requests::removeCustomField(m_world.colleague(), defined.id, defined.version));
}

void WidgetsCall::whatIsRefusedStays()
{
    QVERIFY(openForm());
    type(QStringLiteral("Somebody Else"));
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(focused()->objectName(), QStringLiteral("email"), 10'000);
    type(QStringLiteral("no address"));
    press(Qt::Key_Return);
    type(QString(201, u'x')); // one too many
    press(Qt::Key_Return);
    type(QStringLiteral("What was said."));
    const qint64 before = incidentCount();
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!form()->fields().error(QStringLiteral("subject")).isEmpty());
    QVERIFY(form()->isVisible());
    QTRY_COMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("email"));
    QVERIFY(!QApplication::focusWidget()->accessibleDescription().isEmpty());
    QCOMPARE(form()->findChild<QPlainTextEdit *>(QStringLiteral("description"))->toPlainText(),
             QStringLiteral("What was said."));
    // In hand here, and nowhere else.
    QTRY_VERIFY(m_world.console().offline()->queue().actions().isEmpty() ||
                m_world.console().offline()->queue().questionCount() == 0);
    QCOMPARE(incidentCount(), before);
    // Put right, it goes.
    typeInto(QApplication::focusWidget(), QStringLiteral("somebody@example.com"));
    typeInto(form()->findChild<QLineEdit *>(QStringLiteral("subject")), QStringLiteral("Short"));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!form());
    QCOMPARE(incidentCount(), before + 1);
    QCOMPARE(newest().subject, QStringLiteral("Short"));
}

void WidgetsCall::withoutTheServer()
{
    openedFor(m_lucia, QStringLiteral("Kept in the copy")); // which has the customers of its incidents
    QVERIFY(m_world.openAndLogIn() && m_world.hasCopy());
    OfflineData *offline = m_world.console().offline();
    const qint64 before = incidentCount();
    QVERIFY(m_world.pullTheCable());
    window()->queue().focusList();
    press(Qt::Key_Y);
    type(QStringLiteral("600111222")); // found in the copy
    press(Qt::Key_Return);
    QTRY_VERIFY(caller().customer().has_value());
    QCOMPARE(caller().customer()->id, m_lucia.id);
    QTRY_COMPARE(focused()->objectName(), QStringLiteral("subject"));
    type(QStringLiteral("Filed in the dark"));
    press(Qt::Key_Tab);
    type(QStringLiteral("By candle light."));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!form());
    QVERIFY(!window()->calls().button()->isVisible());
    QCOMPARE(offline->queue().unfinishedCount(), 1);
    // In the list at once.
    IncidentListModel *list = window()->queue().model();
    const auto listed = [&] {
        for (int row = 0; row < list->rowCount(); ++row) {
            if (const Incident *one = list->incidentAt(row); one && one->subject == QLatin1String("Filed in the dark"))
                return true;
        }
        return false;
    };
    QTRY_VERIFY(listed());
    MOSTRADOR_START_SERVER(m_world.server());
    QTRY_VERIFY_WITH_TIMEOUT((m_world.console().client().probe(), m_world.console().client().isOnline()), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(offline->queue().unfinishedCount(), 0, 20'000);
    QCOMPARE(incidentCount(), before + 1);
    const Incident filed = newest();
    QCOMPARE(filed.subject, QStringLiteral("Filed in the dark"));
    QCOMPARE(filed.customer, m_lucia.id);
    QCOMPARE(toString(filed.channel), QStringLiteral("phone"));
}

QTEST_MAIN(WidgetsCall)

#include "widgetscalltest.moc"
