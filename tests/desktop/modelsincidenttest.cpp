// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "models/conversationmodel.h"
#include "models/customerlistmodel.h"
#include "models/employeelistmodel.h"
#include "models/eventtext.h"
#include "models/historymodel.h"
#include "models/openincident.h"
#include "models/productlistmodel.h"
#include "models/teamlistmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace mostrador;
using namespace mostrador::console;
using mostrador::test::ServerProcess;

namespace {

using Kind = ConversationModel::EntryKind;
constexpr auto testerMode = QAbstractItemModelTester::FailureReportingMode::Fatal;

QStringList bodies(const ConversationModel &model)
{
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row)
        result.append(model.index(row).data(ConversationModel::BodyRole).toString());
    return result;
}

QList<int> kinds(const ConversationModel &model)
{
    QList<int> result;
    for (int row = 0; row < model.rowCount(); ++row)
        result.append(model.index(row).data(ConversationModel::KindRole).toInt());
    return result;
}

QStringList column(const QAbstractItemModel &model, int column)
{
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row)
        result.append(model.index(row, column).data().toString());
    return result;
}

} // namespace

class ModelsIncidentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void conversationGrows();
    void longConversationIsReadInPages();
    void historyTellsEachField();
    void openIncidentFollowsAndSaves();
    void conflictIsTold();
    void ownChangesInARowDoNotConflict();
    void peopleAndCatalogueLists();
    void directoryKnowsFormerColleagues();

private:
    Incident make(const QString &subject);

    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<Console> m_console;
    std::unique_ptr<Console> m_other;
};

void ModelsIncidentTest::initTestCase()
{
    m_server = std::make_unique<ServerProcess>();
    MOSTRADOR_START_SERVER((*m_server));
    m_console = std::make_unique<Console>(*m_server);
    m_other = std::make_unique<Console>(*m_server);
    QVERIFY(m_console->logInAsAdmin(*m_server));
    const auto agent = newEmployee(QStringLiteral("berta@example.org"), Role::Admin);
    VERIFY_ANSWER(outcome(requests::createEmployee(m_console->client, agent)));
    QVERIFY(m_other->logIn(agent.email, agent.password));
}

void ModelsIncidentTest::cleanupTestCase()
{
    m_other.reset();
    m_console.reset();
    m_server.reset();
}

Incident ModelsIncidentTest::make(const QString &subject)
{
    const auto created = outcome(requests::createIncident(m_other->client, newIncident(subject)));
    if (!created)
        qWarning("%s", qPrintable(faultOf(created)));
    return created ? *created : Incident();
}

void ModelsIncidentTest::conversationGrows()
{
    const Incident incident = make(QStringLiteral("Talk"));
    ConversationModel model(m_console->context);
    QAbstractItemModelTester tester(&model, testerMode);
    model.load(incident.id);
    QTRY_COMPARE(model.loadState(), ConversationModel::LoadState::Ready);
    QCOMPARE(bodies(model), QStringList{QStringLiteral("It does not start.")});
    QVERIFY(!model.index(0).data(ConversationModel::MineRole).toBool());

    QSignalSpy arrived(&model, &ConversationModel::messageArrived);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const auto file =
        outcome(requests::uploadAttachment(m_other->client, incident.id, QStringLiteral("a.txt"), "abc", false));
    VERIFY_ANSWER(file);
    // Sent, but not yet said anything to: an entry of its own, until the message takes it.
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(kinds(model).constLast(), static_cast<int>(Kind::Attachment));
    // Whose it is stands in the history, of which one hears at once and reads later.
    QTRY_COMPARE(model.index(1).data(ConversationModel::AuthorRole).toString(), QStringLiteral("Berta Bravo"));
    QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Berta Bravo")));
    ConversationModel later(m_console->context);
    later.load(incident.id);
    QTRY_COMPARE(later.loadState(), ConversationModel::LoadState::Ready);
    QCOMPARE(later.index(1).data(ConversationModel::AuthorRole).toString(), QStringLiteral("Berta Bravo"));
    NewMessage message;
    message.body = QStringLiteral("See **here**.");
    message.attachments = {file->id};
    message.status = IncidentStatus::WaitingCustomer;
    VERIFY_ANSWER(outcome(requests::addMessage(m_other->client, incident.id, message)));
    QTRY_COMPARE(arrived.size(), 1);
    QTRY_VERIFY(kinds(model).contains(static_cast<int>(Kind::Event)));
    QTRY_VERIFY(!kinds(model).contains(static_cast<int>(Kind::Attachment)));
    const auto row = static_cast<int>(bodies(model).indexOf(message.body));
    QVERIFY(row > 0);
    QTRY_COMPARE(model.index(row).data(ConversationModel::AttachmentsRole).value<QList<Attachment>>().size(), 1);
    QCOMPARE(model.index(row).data(ConversationModel::AuthorRole).toString(), QStringLiteral("Berta Bravo"));
    QVERIFY(model.index(row).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Berta Bravo")));

    // An own note stands there at once and is not told as an arrival.
    NewMessage note;
    note.internal = true;
    note.body = QStringLiteral("Ask the warehouse.");
    const auto added = outcome(requests::addMessage(m_console->client, incident.id, note));
    VERIFY_ANSWER(added);
    model.addMessage(*added);
    QCOMPARE(kinds(model).count(static_cast<int>(Kind::Note)), 1);
    QVERIFY(model.index(static_cast<int>(bodies(model).indexOf(note.body))).data(ConversationModel::MineRole).toBool());
    VERIFY_ANSWER(outcome(requests::addMessage(m_other->client, incident.id, note)));
    QTRY_COMPARE(kinds(model).count(static_cast<int>(Kind::Note)), 2);
    QCOMPARE(arrived.size(), 2);

    model.setEventsShown(false);
    QVERIFY(!kinds(model).contains(static_cast<int>(Kind::Event)));
    model.setEventsShown(true);
    QTRY_VERIFY(kinds(model).contains(static_cast<int>(Kind::Event)));
    QList<QDateTime> times;
    for (int i = 0; i < model.rowCount(); ++i)
        times.append(model.index(i).data(ConversationModel::TimeRole).toDateTime());
    QVERIFY(std::is_sorted(times.begin(), times.end()));
    QCOMPARE(resets.size(), 0);
    model.load({});
    QCOMPARE(model.rowCount(), 0);
}

void ModelsIncidentTest::longConversationIsReadInPages()
{
    const Incident incident = make(QStringLiteral("Long"));
    constexpr int number = 450;
    for (int i = 0; i < number; ++i) {
        NewMessage one;
        one.internal = true;
        one.body = QStringLiteral("Note %1").arg(i);
        VERIFY_ANSWER(outcome(requests::addMessage(m_other->client, incident.id, one)));
    }
    ConversationModel model(m_console->context);
    QAbstractItemModelTester tester(&model, testerMode);
    model.load(incident.id);
    QTRY_COMPARE(model.loadState(), ConversationModel::LoadState::Ready);
    QCOMPARE(model.rowCount(), number + 1);
    NewMessage note;
    note.internal = true;
    note.body = QStringLiteral("One more");
    VERIFY_ANSWER(outcome(requests::addMessage(m_other->client, incident.id, note)));
    QTRY_COMPARE(bodies(model).constLast(), note.body);
    QCOMPARE(model.rowCount(), number + 2);

    HistoryModel history(m_console->context);
    QAbstractItemModelTester historyTester(&history, testerMode);
    history.load(incident.id);
    QTRY_VERIFY(!history.isLoading());
    QTRY_VERIFY(([&] {
        if (history.canFetchMore({}))
            history.fetchMore({});
        return history.rowCount() == number + 2;
    })());
    VERIFY_ANSWER(outcome(requests::addMessage(m_other->client, incident.id, note)));
    QTRY_COMPARE(history.rowCount(), number + 3);
}

void ModelsIncidentTest::historyTellsEachField()
{
    const Incident incident = make(QStringLiteral("Old"));
    IncidentChange next;
    next.subject = QStringLiteral("New");
    next.tags = {QStringLiteral("a"), QStringLiteral("b")};
    next.assignee.emplace(m_console->session.employee().id);
    VERIFY_ANSWER(outcome(requests::changeIncident(m_other->client, incident.id, next, incident.version)));
    HistoryModel model(m_console->context);
    QAbstractItemModelTester tester(&model, testerMode);
    model.load(incident.id);
    QTRY_VERIFY(model.rowCount() >= 4);
    const auto fields = [&] {
        QStringList names;
        for (int row = 0; row < model.rowCount(); ++row)
            names.append(
                model.index(row, static_cast<int>(HistoryModel::Column::Field)).data(HistoryModel::RawRole).toString());
        return names;
    };
    const auto cell = [&](const QString &field, HistoryModel::Column column) {
        return model.index(static_cast<int>(fields().lastIndexOf(field)), static_cast<int>(column)).data().toString();
    };
    QCOMPARE(cell(QStringLiteral("subject"), HistoryModel::Column::Before), QStringLiteral("Old"));
    QCOMPARE(cell(QStringLiteral("subject"), HistoryModel::Column::After), QStringLiteral("New"));
    QCOMPARE(cell(QStringLiteral("assignee_id"), HistoryModel::Column::Before), QStringLiteral("–"));
    QCOMPARE(cell(QStringLiteral("assignee_id"), HistoryModel::Column::After), m_console->session.employee().name);
    QCOMPARE(cell(QStringLiteral("subject"), HistoryModel::Column::Who), QStringLiteral("Berta Bravo"));

    const auto rows = model.rowCount();
    const auto present = outcome(requests::incident(m_other->client, incident.id));
    VERIFY_ANSWER(present);
    VERIFY_ANSWER(outcome(
        requests::changeIncident(m_other->client, incident.id, statusChange(IncidentStatus::Open), present->version)));
    QTRY_VERIFY(model.rowCount() > rows);
    QCOMPARE(fields().constLast(), QStringLiteral("status"));
    QVERIFY(cell(QStringLiteral("status"), HistoryModel::Column::After) != QStringLiteral("–"));
}

void ModelsIncidentTest::openIncidentFollowsAndSaves()
{
    const Incident made = make(QStringLiteral("Work"));
    OpenIncident open(m_console->context);
    QSignalSpy changed(&open, &OpenIncident::changed);
    open.load(made.id, made);
    QVERIFY(open.hasIncident());
    QTRY_VERIFY(open.isComplete());
    QCOMPARE(open.incident().description, QStringLiteral("It does not start."));
    QVERIFY(open.isAllowed(Action::IncidentAssign));
    QVERIFY(open.nextStatuses().contains(IncidentStatus::Open));

    changed.clear();
    IncidentChange rename;
    rename.subject = QStringLiteral("Work 2");
    VERIFY_ANSWER(outcome(requests::changeIncident(m_other->client, made.id, rename, made.version)));
    QTRY_COMPARE(open.incident().subject, QStringLiteral("Work 2"));
    QVERIFY(changed.constLast().constFirst().toStringList().contains(QStringLiteral("subject")));

    QSignalSpy saved(&open, &OpenIncident::saved);
    open.change(statusChange(IncidentStatus::Open));
    QVERIFY(open.isSaving());
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(open.incident().status == IncidentStatus::Open);
    QVERIFY(!open.isSaving());
    QCOMPARE(open.incident().description, QStringLiteral("It does not start."));

    QSignalSpy failures(&open, &OpenIncident::changeFailed);
    open.change(statusChange(IncidentStatus::Merged));
    QTRY_COMPARE(failures.size(), 1);
    QVERIFY(open.incident().status == IncidentStatus::Open);

    open.change(statusChange(IncidentStatus::Resolved));
    QTRY_COMPARE(saved.size(), 2);
    open.reopen(QStringLiteral("Still broken."));
    QTRY_COMPARE(saved.size(), 3);
    QVERIFY(open.incident().status == IncidentStatus::Open);

    QSignalSpy gone(&open, &OpenIncident::gone);
    open.load(IncidentId(999'999'999));
    QTRY_COMPARE(gone.size(), 1);
    QVERIFY(!open.hasIncident());
}

void ModelsIncidentTest::conflictIsTold()
{
    const Incident made = make(QStringLiteral("Mine"));
    OpenIncident open(m_console->context);
    open.load(made.id);
    QTRY_VERIFY(open.isComplete());
    // Somebody else is faster, and the feed has not told it yet when this change goes out.
    m_console->feed.stop();
    IncidentChange theirs;
    theirs.subject = QStringLiteral("Theirs");
    VERIFY_ANSWER(outcome(requests::changeIncident(m_other->client, made.id, theirs, made.version)));
    QSignalSpy conflicts(&open, &OpenIncident::conflict);
    IncidentChange mine;
    mine.subject = QStringLiteral("Mine 2");
    open.change(mine);
    QTRY_COMPARE(conflicts.size(), 1);
    const auto fields = conflicts.constFirst().at(1).value<QList<requests::FieldConflict>>();
    QCOMPARE(fields.size(), 1);
    QCOMPARE(fields.constFirst().theirs.toString(), QStringLiteral("Theirs"));
    QCOMPARE(fields.constFirst().changedBy, QStringLiteral("Berta Bravo"));
    QCOMPARE(open.incident().subject, QStringLiteral("Theirs"));
    // Decided for the own value: sent again, it is taken.
    QSignalSpy saved(&open, &OpenIncident::saved);
    open.change(conflicts.constFirst().at(0).value<IncidentChange>());
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(open.incident().subject, QStringLiteral("Mine 2"));
    m_console->feed.start(m_console->session.credential().feedUrl);
    QTRY_VERIFY(m_console->feed.isLive());
}

void ModelsIncidentTest::ownChangesInARowDoNotConflict()
{
    const Incident made = make(QStringLiteral("Quick"));
    OpenIncident open(m_console->context);
    open.load(made.id);
    QTRY_VERIFY(open.isComplete());
    QSignalSpy saved(&open, &OpenIncident::saved);
    QSignalSpy conflicts(&open, &OpenIncident::conflict);
    QSignalSpy saving(&open, &OpenIncident::savingChanged);
    for (int i = 1; i <= 5; ++i) {
        IncidentChange next;
        next.subject = QStringLiteral("Quick %1").arg(i);
        open.change(next);
    }
    QTRY_COMPARE(saved.size(), 5);
    QCOMPARE(open.incident().subject, QStringLiteral("Quick 5"));
    QCOMPARE(conflicts.size(), 0);
    QTRY_VERIFY(!saving.isEmpty() && !saving.constLast().constFirst().toBool());
}

void ModelsIncidentTest::peopleAndCatalogueLists()
{
    CustomerListModel customers(m_console->context);
    EmployeeListModel employees(m_console->context);
    TeamListModel teams(m_console->context);
    ProductListModel products(m_console->context);
    QAbstractItemModelTester customersTester(&customers, testerMode);
    QAbstractItemModelTester employeesTester(&employees, testerMode);
    QAbstractItemModelTester teamsTester(&teams, testerMode);
    QAbstractItemModelTester productsTester(&products, testerMode);
    for (PagedTableModel *model : std::initializer_list<PagedTableModel *>{&customers, &employees, &teams, &products}) {
        model->setQuery({});
        QTRY_COMPARE(model->loadState(), PagedTableModel::LoadState::Ready);
        for (int i = 0; i < model->columnCount(); ++i)
            QVERIFY(!model->headerData(i, Qt::Horizontal).toString().isEmpty());
    }
    QSignalSpy resets(&customers, &QAbstractItemModel::modelReset);

    NewCustomer newCustomer;
    newCustomer.givenName = QStringLiteral("Zoe");
    newCustomer.familyName = QStringLiteral("Zamora");
    newCustomer.email = QStringLiteral("zoe@example.org");
    newCustomer.locale = QStringLiteral("es");
    const auto customer = outcome(requests::createCustomer(m_other->client, newCustomer));
    VERIFY_ANSWER(customer);
    QTRY_VERIFY(column(customers, 0).contains(customer->displayName()));
    const int row = customers.rowOf(customer->id);
    QCOMPARE(customers.index(row, 4).data().toString(), QStringLiteral("Español"));
    CustomerChange move;
    move.address = PostalAddress{{}, {}, QStringLiteral("Soria"), {}, {}};
    VERIFY_ANSWER(outcome(requests::changeCustomer(m_other->client, customer->id, move, customer->version)));
    QTRY_COMPARE(customers.index(customers.rowOf(customer->id), 3).data().toString(), QStringLiteral("Soria"));
    customers.setQuery(QStringLiteral("zoe"));
    QTRY_COMPARE(column(customers, 0), QStringList{customer->displayName()});
    VERIFY_ANSWER(outcome(requests::removeCustomer(m_other->client, customer->id, {})));
    QTRY_COMPARE(customers.rowCount(), 0);
    QCOMPARE(resets.size(), 1);

    NewTeam newTeam;
    newTeam.name = QStringLiteral("Almacén");
    const auto team = outcome(requests::createTeam(m_other->client, newTeam));
    VERIFY_ANSWER(team);
    QTRY_COMPARE(column(teams, 0), QStringList{newTeam.name});
    auto newColleague = newEmployee(QStringLiteral("carla@example.org"));
    newColleague.teams = {team->id};
    const auto colleague = outcome(requests::createEmployee(m_other->client, newColleague));
    VERIFY_ANSWER(colleague);
    QTRY_VERIFY(employees.rowOf(colleague->id) >= 0);
    QTRY_COMPARE(employees.index(employees.rowOf(colleague->id), 3).data().toString(), newTeam.name);
    QTRY_COMPARE(m_console->directory.employees(team->id).size(), 1);
    VERIFY_ANSWER(outcome(requests::removeEmployee(m_other->client, colleague->id, {})));
    QTRY_VERIFY(m_console->directory.employees(team->id).isEmpty());

    NewProduct newProduct;
    newProduct.sku = QStringLiteral("S-9");
    newProduct.name = QStringLiteral("Switch");
    const auto product = outcome(requests::createProduct(m_other->client, newProduct));
    VERIFY_ANSWER(product);
    QTRY_COMPARE(column(products, 1), QStringList{newProduct.sku});
    ProductChange off;
    off.active = false;
    VERIFY_ANSWER(outcome(requests::changeProduct(m_other->client, product->id, off, product->version)));
    QTRY_COMPARE(products.index(0, 3).data(PagedTableModel::RawRole).toBool(), false);
    QTRY_VERIFY(m_console->directory.products().isEmpty());
    VERIFY_ANSWER(outcome(requests::removeProduct(m_other->client, product->id, {})));
    QTRY_COMPARE(products.rowCount(), 0);
}

void ModelsIncidentTest::directoryKnowsFormerColleagues()
{
    const auto colleague =
        outcome(requests::createEmployee(m_other->client, newEmployee(QStringLiteral("dora@example.org"))));
    VERIFY_ANSWER(colleague);
    EmployeeChange gone;
    gone.active = false;
    VERIFY_ANSWER(outcome(requests::changeEmployee(m_other->client, colleague->id, gone, colleague->version)));
    Console fresh(*m_server);
    QVERIFY(fresh.logInAsAdmin(*m_server));
    QTRY_COMPARE(fresh.directory.employeeName(colleague->id), colleague->name);
    const auto inactive = outcome(requests::employee(m_other->client, colleague->id));
    VERIFY_ANSWER(inactive);
    VERIFY_ANSWER(outcome(requests::removeEmployee(m_other->client, colleague->id, inactive->version)));
    Console later(*m_server);
    QVERIFY(later.logInAsAdmin(*m_server));
    QTRY_COMPARE(later.directory.employeeName(colleague->id), colleague->name);
    QCOMPARE(fresh.directory.employeeName(EmployeeId(123'456)), QStringLiteral("#123456"));
    fresh.directory.clear();
    QVERIFY(!fresh.directory.isLoaded());
    QVERIFY(fresh.directory.teams().isEmpty());
}

QTEST_GUILESS_MAIN(ModelsIncidentTest)
#include "modelsincidenttest.moc"
