// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/customerlistmodel.h"
#include "models/incidentlistmodel.h"
#include "widgets/fieldform.h"
#include "widgets/incidentactions.h"
#include "widgets/incidentpanel.h"
#include "widgets/notice.h"
#include "widgets/queueview.h"
#include "widgets/recordswindow.h"
#include "widgetsworld.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

/// The windows of customers, employees, teams and products, and what each role may do.
class WidgetsPeople : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_world.closeConsole(); }
    void customerFromFirstToLast();
    void customerConflict();
    void unsavedChangesAreHeldBack();
    void employeesTeamsProducts();
    void rolesDecideWhatIsEnabled_data();
    void rolesDecideWhatIsEnabled();

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
    World m_world;
};

void WidgetsPeople::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.error()));
}

void WidgetsPeople::customerFromFirstToLast()
{
    m_world.customer(QStringLiteral("Taken"), QStringLiteral("Address"));
    QVERIFY(m_world.openAndLogIn());
    RecordsWindow *window = m_world.console().mainWindow()->showCustomers();
    QVERIFY(QTest::qWaitForWindowExposed(window));
    QTRY_VERIFY(window->model()->rowCount() > 0);

    // Mistakes are said beside their fields, by the server's own codes.
    QTest::keyClick(window, Qt::Key_N, Qt::ControlModifier);
    auto *given = in<QLineEdit>(window, QStringLiteral("given_name"));
    QTRY_VERIFY(given->hasFocus());
    typeText(given, QStringLiteral("Zoë"));
    typeInto(in<QLineEdit>(window, QStringLiteral("email")), QStringLiteral("not an address"));
    typeInto(in<QLineEdit>(window, QStringLiteral("birth_date")), QStringLiteral("1980-02-31"));
    press(window, QStringLiteral("save"));
    QTRY_VERIFY(!window->form()->error(QStringLiteral("email")).isEmpty());
    QVERIFY(!window->form()->error(QStringLiteral("birth_date")).isEmpty());
    QVERIFY(window->form()->error(QStringLiteral("given_name")).isEmpty());
    QVERIFY(window->notice()->isVisible());
    // An address somebody has: told by the server.
    typeInto(in<QLineEdit>(window, QStringLiteral("family_name")), QStringLiteral("Quintana"));
    typeInto(in<QLineEdit>(window, QStringLiteral("email")), QStringLiteral("CUSTOMER1@example.com"));
    typeInto(in<QLineEdit>(window, QStringLiteral("birth_date")), QStringLiteral("1980-02-29"));
    press(window, QStringLiteral("save"));
    QTRY_VERIFY_WITH_TIMEOUT(!window->form()->error(QStringLiteral("email")).isEmpty() &&
                                 in<QPushButton>(window, QStringLiteral("save"))->isEnabled(),
                             10'000);
    QVERIFY(in<QLineEdit>(window, QStringLiteral("email"))->hasFocus());
    typeInto(in<QLineEdit>(window, QStringLiteral("email")), QStringLiteral("zoe@example.com"));
    typeInto(in<QLineEdit>(window, QStringLiteral("city")), QStringLiteral("Cádiz"));
    auto *country = in<QComboBox>(window, QStringLiteral("country"));
    country->setCurrentIndex(country->findData(QStringLiteral("ES")));
    QTest::keyClick(window, Qt::Key_S, Qt::ControlModifier);
    const auto find = [&] {
        return m_world.done(requests::customersByEmail(m_world.colleague(), QStringLiteral("zoe@example.com"))).items;
    };
    QTRY_COMPARE(find().size(), 1);
    Customer zoe = find().first();
    QCOMPARE(zoe.givenName, QStringLiteral("Zoë"));
    QCOMPARE(zoe.birthDate, std::optional(QDate(1980, 2, 29)));
    QCOMPARE(zoe.address.city, QStringLiteral("Cádiz"));
    QCOMPARE(zoe.address.country, QStringLiteral("ES"));
    QTRY_VERIFY(!window->isDirty());

    // Only what was edited is sent; the rest of the address stays.
    typeInto(in<QLineEdit>(window, QStringLiteral("phone")), QStringLiteral("+34 600 000 000"));
    typeInto(in<QLineEdit>(window, QStringLiteral("region")), QStringLiteral("Andalucía"));
    QVERIFY(window->isDirty());
    press(window, QStringLiteral("save"));
    QTRY_COMPARE(find().first().phone, QStringLiteral("+34 600 000 000"));
    QCOMPARE(find().first().address.city, QStringLiteral("Cádiz"));
    QCOMPARE(find().first().address.region, QStringLiteral("Andalucía"));

    // Look up by the beginning of a name.
    typeInto(in<QLineEdit>(window, QStringLiteral("search")), QStringLiteral("quint"));
    QTRY_VERIFY_WITH_TIMEOUT(window->model()->rowCount() == 1, 10'000);

    // Removal asks with its own verb; Escape and Enter keep.
    QTRY_VERIFY(in<QPushButton>(window, QStringLiteral("remove"))->isEnabled());
    press(window, QStringLiteral("remove"));
    QTRY_VERIFY(dialogNamed(QStringLiteral("confirmDialog")));
    QTest::keyClick(dialogNamed(QStringLiteral("confirmDialog")), Qt::Key_Return);
    QTRY_VERIFY(!dialogNamed(QStringLiteral("confirmDialog")));
    QCOMPARE(find().size(), 1);
    press(window, QStringLiteral("remove"));
    QTRY_VERIFY(dialogNamed(QStringLiteral("confirmDialog")));
    QTest::mouseClick(dialogNamed(QStringLiteral("confirmDialog"))->findChild<QPushButton *>(QStringLiteral("confirm")),
                      Qt::LeftButton);
    QTRY_COMPARE(find().size(), 0);
    QTRY_COMPARE(window->model()->rowCount(), 0);
}

void WidgetsPeople::customerConflict()
{
    const Customer customer = m_world.customer(QStringLiteral("Both"), QStringLiteral("Edit"));
    QVERIFY(m_world.openAndLogIn());
    RecordsWindow *window = m_world.console().mainWindow()->showCustomers();
    window->showRecord(customer.id.value());
    auto *phone = in<QLineEdit>(window, QStringLiteral("phone"));
    QTRY_VERIFY(phone->isEnabled());
    typeInto(phone, QStringLiteral("111"));
    typeInto(in<QLineEdit>(window, QStringLiteral("city")), QStringLiteral("Lugo"));
    CustomerChange theirs;
    theirs.phone = QStringLiteral("222");
    theirs.givenName = QStringLiteral("Renamed");
    m_world.done(requests::changeCustomer(m_world.colleague(), customer.id, theirs, customer.version));
    press(window, QStringLiteral("save"));
    QTRY_VERIFY_WITH_TIMEOUT(dialogNamed(QStringLiteral("conflictDialog")), 10'000);
    // Theirs stands for the phone, ours for the city, and nobody's change of the name is lost.
    dialogNamed(QStringLiteral("conflictDialog"))->accept();
    const auto now = [&] { return m_world.done(requests::customer(m_world.colleague(), customer.id)); };
    QTRY_COMPARE(now().address.city, QStringLiteral("Lugo"));
    QCOMPARE(now().phone, QStringLiteral("222"));
    QCOMPARE(now().givenName, QStringLiteral("Renamed"));
    QTRY_COMPARE(phone->text(), QStringLiteral("222"));
}

void WidgetsPeople::unsavedChangesAreHeldBack()
{
    const Customer one = m_world.customer(QStringLiteral("Aaron"), QStringLiteral("First"));
    m_world.customer(QStringLiteral("Abel"), QStringLiteral("Second"));
    QVERIFY(m_world.openAndLogIn());
    RecordsWindow *window = m_world.console().mainWindow()->showCustomers();
    QVERIFY(QTest::qWaitForWindowExposed(window));
    QTRY_VERIFY(window->model()->rowCount() > 1);
    window->showRecord(one.id.value());
    auto *phone = in<QLineEdit>(window, QStringLiteral("phone"));
    QTRY_VERIFY(phone->isEnabled());
    typeInto(phone, QStringLiteral("600"));
    QTest::keyClick(window->table(), Qt::Key_Down);
    QVERIFY(window->notice()->isVisible());
    QCOMPARE(phone->text(), QStringLiteral("600"));
    QVERIFY(!window->close());
    QVERIFY(window->isVisible());
    QTest::mouseClick(window->notice()->actionButton(), Qt::LeftButton);
    QTRY_VERIFY(QApplication::topLevelWidgets().contains(window) == false || !window->isVisible());
    QVERIFY(m_world.done(requests::customer(m_world.colleague(), one.id)).phone.isEmpty());
}

void WidgetsPeople::employeesTeamsProducts()
{
    QVERIFY(m_world.openAndLogIn());
    MainWindow *main = m_world.console().mainWindow();
    RecordsWindow *teams = main->showTeams();
    press(teams, QStringLiteral("new"));
    typeInto(in<QLineEdit>(teams, QStringLiteral("name")), QStringLiteral("Repairs"));
    press(teams, QStringLiteral("save"));
    QTRY_COMPARE(m_world.done(requests::teams(m_world.colleague(), {})).items.size(), 1);
    const Team team = m_world.done(requests::teams(m_world.colleague(), {})).items.first();

    RecordsWindow *products = main->showProducts();
    press(products, QStringLiteral("new"));
    typeInto(in<QLineEdit>(products, QStringLiteral("sku")), QStringLiteral("RX-1"));
    typeInto(in<QLineEdit>(products, QStringLiteral("name")), QStringLiteral("Router X"));
    press(products, QStringLiteral("save"));
    QTRY_COMPARE(m_world.done(requests::products(m_world.colleague(), {})).items.size(), 1);
    QTRY_VERIFY(products->findChild<QAbstractButton *>(QStringLiteral("remove"))->isEnabled());
    press(products, QStringLiteral("remove"));
    QTRY_VERIFY(dialogNamed(QStringLiteral("confirmDialog")));
    QTest::mouseClick(dialogNamed(QStringLiteral("confirmDialog"))->findChild<QPushButton *>(QStringLiteral("confirm")),
                      Qt::LeftButton);
    QTRY_COMPARE(m_world.done(requests::products(m_world.colleague(), {})).items.size(), 0);

    RecordsWindow *employees = main->showEmployees();
    press(employees, QStringLiteral("new"));
    typeInto(in<QLineEdit>(employees, QStringLiteral("name")), QStringLiteral("Carla"));
    typeInto(in<QLineEdit>(employees, QStringLiteral("email")), QStringLiteral("carla@example.com"));
    typeInto(in<QLineEdit>(employees, QStringLiteral("password")), QStringLiteral("short"));
    auto *list = in<QListWidget>(employees, QStringLiteral("team_ids"));
    QTRY_COMPARE(list->count(), 1);
    list->item(0)->setCheckState(Qt::Checked);
    press(employees, QStringLiteral("save"));
    QTRY_VERIFY(!employees->form()->error(QStringLiteral("password")).isEmpty());
    typeInto(in<QLineEdit>(employees, QStringLiteral("password")), World::password());
    press(employees, QStringLiteral("save"));
    const auto carla = [&]() -> std::optional<Employee> {
        for (const Employee &each : m_world.done(requests::employees(m_world.colleague(), {})).items) {
            if (each.name == QLatin1String("Carla"))
                return each;
        }
        return std::nullopt;
    };
    QTRY_VERIFY(carla().has_value());
    QCOMPARE(carla()->teams, QList<TeamId>{team.id});
    QTRY_VERIFY(in<QPushButton>(employees, QStringLiteral("setPassword"))->isEnabled());
    press(employees, QStringLiteral("setPassword"));
    QTRY_VERIFY(dialogNamed(QStringLiteral("passwordDialog")));
    QDialog *dialog = dialogNamed(QStringLiteral("passwordDialog"));
    auto *password = dialog->findChild<QLineEdit *>(QStringLiteral("password"));
    QTest::keyClicks(password, QStringLiteral("Otra zarzuela con gansos"));
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!dialogNamed(QStringLiteral("passwordDialog")), 10'000);
    m_world.closeConsole();
    QVERIFY(m_world.openAndLogIn(QStringLiteral("carla@example.com"), QStringLiteral("Otra zarzuela con gansos")));
}

void WidgetsPeople::rolesDecideWhatIsEnabled_data()
{
    QTest::addColumn<Role>("role");
    QTest::newRow("agent") << Role::Agent;
    QTest::newRow("lead") << Role::Lead;
    QTest::newRow("admin") << Role::Admin;
    QTest::newRow("auditor") << Role::Auditor;
}

void WidgetsPeople::rolesDecideWhatIsEnabled()
{
    QFETCH(Role, role);
    const Incident incident = m_world.incident(QStringLiteral("For %1").arg(toString(role)));
    const Customer customer = m_world.customer();
    const Employee employee = m_world.employee(role, QStringLiteral("Somebody"));
    QVERIFY(m_world.openAndLogIn(employee.email));
    const Principal who = principalOf(role);
    MainWindow *main = m_world.console().mainWindow();
    QVERIFY(m_world.choose(incident.id));
    IncidentPanel &panel = main->panel();
    QTRY_VERIFY(panel.incident().isComplete());
    // An incident of no team is the team's of everybody.
    const auto may = [&](Action action) { return isAllowed(who, action, Relation::Team); };
    QCOMPARE(panel.actions().reply()->isEnabled(), may(Action::MessageWrite));
    QCOMPARE(panel.actions().note()->isEnabled(), may(Action::NoteWrite));
    QCOMPARE(panel.actions().assign()->isEnabled(), may(Action::IncidentAssign));
    QCOMPARE(panel.actions().statusMenu()->isEnabled(), may(Action::IncidentTransition));
    QCOMPARE(panel.actions().priorityMenu()->isEnabled(), may(Action::IncidentUpdate));
    QCOMPARE(main->findChild<QPlainTextEdit *>(QStringLiteral("message"))->isEnabled(), may(Action::MessageWrite));
    QCOMPARE(main->findChild<QPushButton *>(QStringLiteral("attach"))->isEnabled(), may(Action::AttachmentAdd));

    const auto other = [&](Action action) { return isAllowed(who, action, Relation::Other); };
    RecordsWindow *customers = main->showCustomers();
    customers->showRecord(customer.id.value());
    QTRY_VERIFY(in<QLineEdit>(customers, QStringLiteral("email"))->text() == customer.email);
    QCOMPARE(in<QPushButton>(customers, QStringLiteral("new"))->isEnabled(), other(Action::CustomerCreate));
    QCOMPARE(in<QLineEdit>(customers, QStringLiteral("email"))->isEnabled(), other(Action::CustomerUpdate));
    QCOMPARE(in<QPushButton>(customers, QStringLiteral("remove"))->isEnabled(), other(Action::CustomerRemove));

    RecordsWindow *employees = main->showEmployees();
    QCOMPARE(in<QPushButton>(employees, QStringLiteral("new"))->isEnabled(), other(Action::EmployeeCreate));
    employees->showRecord(employee.id.value());
    QTRY_COMPARE(in<QLineEdit>(employees, QStringLiteral("email"))->text(), employee.email);
    const auto own = [&](Action action) { return isAllowed(who, action, Relation::Own); };
    QCOMPARE(in<QLineEdit>(employees, QStringLiteral("name"))->isEnabled(), own(Action::EmployeeUpdate));
    QCOMPARE(in<QComboBox>(employees, QStringLiteral("role"))->isEnabled(), own(Action::EmployeeSetRole));
    QCOMPARE(in<QPushButton>(employees, QStringLiteral("setPassword"))->isEnabled(), own(Action::EmployeeSetPassword));

    RecordsWindow *teams = main->showTeams();
    QCOMPARE(in<QPushButton>(teams, QStringLiteral("new"))->isEnabled(), other(Action::TeamManage));
    RecordsWindow *products = main->showProducts();
    QCOMPARE(in<QPushButton>(products, QStringLiteral("new"))->isEnabled(), other(Action::ProductManage));
}

QTEST_MAIN(WidgetsPeople)
#include "widgetspeopletest.moc"
